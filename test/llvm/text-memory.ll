; RUN: shunt-translate --import %s | shunt-opt | shunt-translate --export - | FileCheck %s

; As text-arithmetic.ll, for memory.

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

; CHECK-LABEL: define void @slots(i32 %0)
define void @slots(i32 %0) {
; CHECK-NEXT: %2 = alloca i32, align 4
  %2 = alloca i32, align 4
; CHECK-NEXT: %3 = alloca [3 x i64], align 16
  %3 = alloca [3 x i64], align 16
; CHECK-NEXT: %4 = alloca i32, i32 %0, align 4
  %4 = alloca i32, i32 %0, align 4
; CHECK-NEXT: ret void
  ret void
}

; CHECK-LABEL: define void @addresses(ptr %0, i64 %1, i32 %2)
define void @addresses(ptr %0, i64 %1, i32 %2) {
; CHECK-NEXT: %4 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %4 = getelementptr inbounds nuw i8, ptr %0, i64 8
; CHECK-NEXT: %5 = getelementptr { i32, [4 x i64] }, ptr %0, i64 %1, i32 1, i64 3
  %5 = getelementptr { i32, [4 x i64] }, ptr %0, i64 %1, i32 1, i64 3
; CHECK-NEXT: %6 = getelementptr nusw i32, ptr %0, i32 %2
  %6 = getelementptr nusw i32, ptr %0, i32 %2
; CHECK-NEXT: ret void
  ret void
}

; CHECK-LABEL: define void @loads(ptr %0)
define void @loads(ptr %0) {
; CHECK-NEXT: %2 = load i32, ptr %0, align 4
  %2 = load i32, ptr %0, align 4
; CHECK-NEXT: %3 = load volatile i64, ptr %0, align 8
  %3 = load volatile i64, ptr %0, align 8
; CHECK-NEXT: %4 = load atomic i32, ptr %0 acquire, align 4
  %4 = load atomic i32, ptr %0 acquire, align 4
; CHECK-NEXT: %5 = load atomic volatile i32, ptr %0 syncscope("singlethread") monotonic, align 4
  %5 = load atomic volatile i32, ptr %0 syncscope("singlethread") monotonic, align 4
; CHECK-NEXT: %6 = load { i64, [2 x i32] }, ptr %0, align 8
  %6 = load { i64, [2 x i32] }, ptr %0, align 8
; CHECK-NEXT: store { i64, [2 x i32] } %6, ptr %0, align 8
  store { i64, [2 x i32] } %6, ptr %0, align 8
; CHECK-NEXT: store <2 x float> zeroinitializer, ptr %0, align 8
  store <2 x float> zeroinitializer, ptr %0, align 8
; CHECK-NEXT: store atomic i32 %2, ptr %0 release, align 4
  store atomic i32 %2, ptr %0 release, align 4
; CHECK-NEXT: %7 = load x86_fp80, ptr %0, align 16
  %7 = load x86_fp80, ptr %0, align 16
; CHECK-NEXT: ret void
  ret void
}

; CHECK-LABEL: define void @atomics(ptr %0, i32 %1, float %2)
define void @atomics(ptr %0, i32 %1, float %2) {
; CHECK-NEXT: %4 = atomicrmw xchg ptr %0, i32 %1 seq_cst, align 4
  %4 = atomicrmw xchg ptr %0, i32 %1 seq_cst, align 4
; CHECK-NEXT: %5 = atomicrmw add ptr %0, i32 %1 seq_cst, align 4
  %5 = atomicrmw add ptr %0, i32 %1 seq_cst, align 4
; CHECK-NEXT: %6 = atomicrmw sub ptr %0, i32 %1 seq_cst, align 4
  %6 = atomicrmw sub ptr %0, i32 %1 seq_cst, align 4
; CHECK-NEXT: %7 = atomicrmw and ptr %0, i32 %1 seq_cst, align 4
  %7 = atomicrmw and ptr %0, i32 %1 seq_cst, align 4
; CHECK-NEXT: %8 = atomicrmw nand ptr %0, i32 %1 seq_cst, align 4
  %8 = atomicrmw nand ptr %0, i32 %1 seq_cst, align 4
; CHECK-NEXT: %9 = atomicrmw or ptr %0, i32 %1 seq_cst, align 4
  %9 = atomicrmw or ptr %0, i32 %1 seq_cst, align 4
; CHECK-NEXT: %10 = atomicrmw xor ptr %0, i32 %1 seq_cst, align 4
  %10 = atomicrmw xor ptr %0, i32 %1 seq_cst, align 4
; CHECK-NEXT: %11 = atomicrmw max ptr %0, i32 %1 seq_cst, align 4
  %11 = atomicrmw max ptr %0, i32 %1 seq_cst, align 4
; CHECK-NEXT: %12 = atomicrmw min ptr %0, i32 %1 seq_cst, align 4
  %12 = atomicrmw min ptr %0, i32 %1 seq_cst, align 4
; CHECK-NEXT: %13 = atomicrmw umax ptr %0, i32 %1 seq_cst, align 4
  %13 = atomicrmw umax ptr %0, i32 %1 seq_cst, align 4
; CHECK-NEXT: %14 = atomicrmw umin ptr %0, i32 %1 seq_cst, align 4
  %14 = atomicrmw umin ptr %0, i32 %1 seq_cst, align 4
; CHECK-NEXT: %15 = atomicrmw uinc_wrap ptr %0, i32 %1 seq_cst, align 4
  %15 = atomicrmw uinc_wrap ptr %0, i32 %1 seq_cst, align 4
; CHECK-NEXT: %16 = atomicrmw udec_wrap ptr %0, i32 %1 seq_cst, align 4
  %16 = atomicrmw udec_wrap ptr %0, i32 %1 seq_cst, align 4
; CHECK-NEXT: %17 = atomicrmw usub_cond ptr %0, i32 %1 seq_cst, align 4
  %17 = atomicrmw usub_cond ptr %0, i32 %1 seq_cst, align 4
; CHECK-NEXT: %18 = atomicrmw usub_sat ptr %0, i32 %1 seq_cst, align 4
  %18 = atomicrmw usub_sat ptr %0, i32 %1 seq_cst, align 4
; CHECK-NEXT: %19 = atomicrmw fadd ptr %0, float %2 monotonic, align 4
  %19 = atomicrmw fadd ptr %0, float %2 monotonic, align 4
; CHECK-NEXT: %20 = atomicrmw fsub ptr %0, float %2 monotonic, align 4
  %20 = atomicrmw fsub ptr %0, float %2 monotonic, align 4
; CHECK-NEXT: %21 = atomicrmw fmax ptr %0, float %2 monotonic, align 4
  %21 = atomicrmw fmax ptr %0, float %2 monotonic, align 4
; CHECK-NEXT: %22 = atomicrmw fmin ptr %0, float %2 monotonic, align 4
  %22 = atomicrmw fmin ptr %0, float %2 monotonic, align 4
; CHECK-NEXT: %23 = atomicrmw fmaximum ptr %0, float %2 monotonic, align 4
  %23 = atomicrmw fmaximum ptr %0, float %2 monotonic, align 4
; CHECK-NEXT: %24 = atomicrmw fminimum ptr %0, float %2 monotonic, align 4
  %24 = atomicrmw fminimum ptr %0, float %2 monotonic, align 4
; CHECK-NEXT: %25 = cmpxchg weak ptr %0, i32 %1, i32 0 acq_rel monotonic, align 4
  %25 = cmpxchg weak ptr %0, i32 %1, i32 0 acq_rel monotonic, align 4
; CHECK-NEXT: fence acquire
  fence acquire
; CHECK-NEXT: ret void
  ret void
}

; CHECK-LABEL: define void @blocks(ptr %0, ptr %1, i64 %2)
define void @blocks(ptr %0, ptr %1, i64 %2) {
; CHECK-NEXT: call void @llvm.memcpy.p0.p0.i64(ptr align 4 %0, ptr align 8 %1, i64 %2, i1 false)
  call void @llvm.memcpy.p0.p0.i64(ptr align 4 %0, ptr align 8 %1, i64 %2, i1 false)
; CHECK-NEXT: call void @llvm.memmove.p0.p0.i64(ptr align 1 %0, ptr align 1 %1, i64 %2, i1 true)
  call void @llvm.memmove.p0.p0.i64(ptr align 1 %0, ptr align 1 %1, i64 %2, i1 true)
; CHECK-NEXT: call void @llvm.memcpy.inline.p0.p0.i64(ptr align 4 %0, ptr align 4 %1, i64 16, i1 false)
  call void @llvm.memcpy.inline.p0.p0.i64(ptr align 4 %0, ptr align 4 %1, i64 16, i1 false)
; CHECK-NEXT: call void @llvm.memset.p0.i64(ptr align 4 %0, i8 0, i64 %2, i1 false)
  call void @llvm.memset.p0.i64(ptr align 4 %0, i8 0, i64 %2, i1 false)
; CHECK-NEXT: call void @llvm.prefetch.p0(ptr %0, i32 0, i32 3, i32 1)
  call void @llvm.prefetch.p0(ptr %0, i32 0, i32 3, i32 1)
; CHECK-NEXT: ret void
  ret void
}
