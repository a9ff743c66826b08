; RUN: shunt-translate --import=folded %s | FileCheck %s

target datalayout = "e-p:64:64-i64:64-f80:128"

; Padding and what is undefined are zero; zero members at the end are left out.
; CHECK: shunt.global @mixed size 24
; CHECK-SAME: "\01\00\00\00\00\00\00\00\02\00\00\00\00\00\00\00\03"
@mixed = global { i8, i64, [8 x i8] } { i8 1, i64 2, [8 x i8] c"\03\00\00\00\00\00\00\00" }
; CHECK: shunt.global @zero size 100 <{alignment = 16 : i64, dsoLocal, type = !shunt.array<100 x i8>}>
@zero = dso_local global [100 x i8] zeroinitializer, align 16
; CHECK: shunt.global @hole size 12
; CHECK-SAME: "\01\00\00\00\00\00\00\00\02\00\00\00"
@hole = global [3 x i32] [i32 1, i32 undef, i32 2]

; CHECK: shunt.global @pointer size 16
; CHECK-SAME: {addend = 5 : i64, at = 8 : i64, symbol = @zero}
@pointer = global { i64, ptr } { i64 0, ptr getelementptr (i8, ptr @zero, i64 5) }
; CHECK: shunt.global @difference size 4
; CHECK-SAME: {at = 0 : i64, minus = @mixed, size = 4 : i64, symbol = @zero}
@difference = global i32 trunc (i64 sub (i64 ptrtoint (ptr @zero to i64), i64 ptrtoint (ptr @mixed to i64)) to i32)
; CHECK: shunt.global @labels size 8
; CHECK-SAME: block = {{[1-9]}} : i64, symbol = @f
@labels = global ptr blockaddress(@f, %there)
; CHECK: shunt.global @bits size 1
; CHECK-SAME: "\0D"
@bits = global <4 x i1> <i1 1, i1 0, i1 1, i1 1>
; CHECK: shunt.global @outside size 4 <{alignment = 4 : i64, declaration, type = i32}>
@outside = external global i32

define void @f(ptr %p) {
  indirectbr ptr %p, [label %there]
there:
  ret void
}
