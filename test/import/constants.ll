; RUN: shunt-translate --import=folded %s | FileCheck %s

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"

@g = external global [4 x i32]
@h = external global i32
@t = thread_local global i32 0

; Each distinct constant stands once, at the start of the entry block.
; CHECK-LABEL: shunt.func @shared
; CHECK: ^bb0(%[[A:.*]]: i32):
; CHECK-NEXT: %[[C:.*]] = shunt.constant 7 : i32
; CHECK-NEXT: shunt.add %[[A]], %[[C]]
; CHECK-NEXT: shunt.mul %{{.*}}, %[[C]]
define i32 @shared(i32 %a) {
  %s = add i32 %a, 7
  %m = mul i32 %s, 7
  ret i32 %m
}

; A tree of casts and getelementptrs over a symbol is the symbol and an offset.
; CHECK-LABEL: shunt.func @symbol
; CHECK: shunt.address_of @g + 12 : !shunt.ptr
define ptr @symbol() {
  ret ptr getelementptr (i8, ptr getelementptr ([4 x i32], ptr @g, i64 0, i64 2), i64 4)
}

; A thread's copy is looked up where it is needed.
; CHECK-LABEL: shunt.func @thread
; CHECK: shunt.add
; CHECK-NEXT: shunt.address_of thread_local @t + 0
define i32 @thread(i32 %a) {
  %s = add i32 %a, %a
  %p = call ptr @llvm.threadlocal.address.p0(ptr @t)
  store i32 %s, ptr %p
  ret i32 %s
}

; CHECK-LABEL: shunt.func @floats
; CHECK-DAG: shunt.constant 0x3FF8000000000000 : f64
; CHECK-DAG: shunt.constant 0x3FFF8000000000000000 : f80
define void @floats(ptr %p) {
  store double 1.5, ptr %p
  store x86_fp80 0xK3FFF8000000000000000, ptr %p
  ret void
}

; What is no symbol plus an offset is computed where it is used.
; CHECK-LABEL: shunt.func @expression
; CHECK: %[[A:.*]] = shunt.address_of @g
; CHECK: shunt.sub %{{.*}}, %{{.*}} : i64
define i64 @expression() {
  ret i64 sub (i64 ptrtoint (ptr @g to i64), i64 ptrtoint (ptr @h to i64))
}

; CHECK-LABEL: shunt.func @label
; CHECK: shunt.block_address @label [[TAG:[0-9]+]] : !shunt.ptr
; CHECK: shunt.block_tag [[TAG]]
define void @label(ptr %p) {
  store ptr blockaddress(@label, %next), ptr %p
  indirectbr ptr %p, [label %next]
next:
  ret void
}
