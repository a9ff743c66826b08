; RUN: shunt-translate --import %s | shunt-opt | shunt-translate --export - | FileCheck %s

; As text-arithmetic.ll, for control flow, calls and constants.

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

declare { i64, double } @callee(i32, ptr, ...)
@object = global [4 x i32] zeroinitializer

; CHECK-LABEL: define i32 @branches(i32 %0, i1 %1)
define i32 @branches(i32 %0, i1 %1) {
; CHECK-NEXT: br i1 %1, label %3, label %6
  br i1 %1, label %3, label %6
; CHECK: 3:
3:
; CHECK-NEXT: %4 = phi i32 [ %0, %2 ], [ 7, %6 ], [ 7, %6 ]
  %4 = phi i32 [ %0, %2 ], [ 7, %6 ], [ 7, %6 ]
; CHECK-NEXT: switch i32 %4, label %5 [
  switch i32 %4, label %5 [
; CHECK-NEXT:   i32 1, label %6
  i32 1, label %6
; CHECK-NEXT:   i32 -5, label %6
  i32 -5, label %6
; CHECK-NEXT: ]
  ]
; CHECK: 5:
5:
; CHECK-NEXT: ret i32 %4
  ret i32 %4
; CHECK: 6:
6:
; CHECK-NEXT: switch i32 %0, label %7 [
  switch i32 %0, label %7 [
; CHECK-NEXT:   i32 3, label %3
  i32 3, label %3
; CHECK-NEXT:   i32 4, label %3
  i32 4, label %3
; CHECK-NEXT: ]
  ]
; CHECK: 7:
7:
; CHECK-NEXT: indirectbr ptr blockaddress(@branches, %8), [label %8, label %9]
  indirectbr ptr blockaddress(@branches, %8), [label %8, label %9]
; CHECK: 8:
8:
; CHECK-NEXT: unreachable
  unreachable
; CHECK: 9:
9:
; CHECK-NEXT: ret i32 0
  ret i32 0
}

; CHECK-LABEL: define void @calls(i32 %0, ptr %1, ...)
define void @calls(i32 %0, ptr %1, ...) {
; CHECK-NEXT: %3 = tail call fastcc { i64, double } (i32, ptr, ...) @callee(i32 signext %0, ptr align 8 %1, double 1.000000e+00)
  %3 = tail call fastcc { i64, double } (i32, ptr, ...) @callee(i32 signext %0, ptr align 8 %1, double 1.000000e+00)
; CHECK-NEXT: call void %1(i32 %0)
  call void %1(i32 %0)
; CHECK-NEXT: %4 = call i32 asm sideeffect "nop", "=r,r"(i32 %0)
  %4 = call i32 asm sideeffect "nop", "=r,r"(i32 %0)
; CHECK-NEXT: %5 = call nnan double @llvm.pow.f64(double 2.000000e+00, double 5.000000e-01)
  %5 = call nnan double @llvm.pow.f64(double 2.000000e+00, double 5.000000e-01)
; CHECK-NEXT: call void @llvm.va_start.p0(ptr %1)
  call void @llvm.va_start.p0(ptr %1)
; CHECK-NEXT: %6 = va_arg ptr %1, x86_fp80
  %6 = va_arg ptr %1, x86_fp80
; CHECK-NEXT: call void @llvm.va_copy.p0(ptr %1, ptr %1)
  call void @llvm.va_copy.p0(ptr %1, ptr %1)
; CHECK-NEXT: call void @llvm.va_end.p0(ptr %1)
  call void @llvm.va_end.p0(ptr %1)
; CHECK-NEXT: %7 = call ptr @llvm.stacksave.p0()
  %7 = call ptr @llvm.stacksave.p0()
; CHECK-NEXT: call void @llvm.stackrestore.p0(ptr %7)
  call void @llvm.stackrestore.p0(ptr %7)
; CHECK-NEXT: %8 = call ptr @llvm.frameaddress.p0(i32 0)
  %8 = call ptr @llvm.frameaddress.p0(i32 0)
; CHECK-NEXT: %9 = call ptr @llvm.returnaddress(i32 1)
  %9 = call ptr @llvm.returnaddress(i32 1)
; CHECK-NEXT: %10 = call i64 @llvm.readcyclecounter()
  %10 = call i64 @llvm.readcyclecounter()
; CHECK-NEXT: call void @llvm.debugtrap()
  call void @llvm.debugtrap()
; CHECK-NEXT: call void @llvm.trap()
  call void @llvm.trap()
; CHECK-NEXT: unreachable
  unreachable
}

; CHECK-LABEL: define void @constants(ptr %0)
define void @constants(ptr %0) {
; CHECK-NEXT: store i128 -170141183460469231731687303715884105728, ptr %0, align 16
  store i128 -170141183460469231731687303715884105728, ptr %0, align 16
; CHECK-NEXT: store x86_fp80 0xK3FFF8000000000000000, ptr %0, align 16
  store x86_fp80 0xK3FFF8000000000000000, ptr %0, align 16
; CHECK-NEXT: store float undef, ptr %0, align 4
  store float undef, ptr %0, align 4
; CHECK-NEXT: store i32 poison, ptr %0, align 4
  store i32 poison, ptr %0, align 4
; CHECK-NEXT: store ptr getelementptr (i8, ptr @object, i64 -8), ptr %0, align 8
  store ptr getelementptr (i8, ptr @object, i64 -8), ptr %0, align 8
; CHECK-NEXT: store <2 x ptr> <ptr @object, ptr null>, ptr %0, align 16
  store <2 x ptr> <ptr @object, ptr null>, ptr %0, align 16
; CHECK-NEXT: store i8 ptrtoint (ptr @object to i8), ptr %0, align 1
  store i8 ptrtoint (ptr @object to i8), ptr %0, align 1
; CHECK-NEXT: ret void
  ret void
}

; CHECK-LABEL: define i32 @wide_cases
; CHECK-NEXT: switch i128 %0, label %2 [
; CHECK-NEXT: i128 -1, label %3
; CHECK-NEXT: i128 36893488147419103233, label %3
define i32 @wide_cases(i128 %x) {
  switch i128 %x, label %other [
    i128 -1, label %case
    i128 36893488147419103233, label %case
  ]
other:
  ret i32 0
case:
  ret i32 1
}
