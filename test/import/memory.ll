; RUN: shunt-translate --import=folded %s | FileCheck %s

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"

; CHECK-LABEL: shunt.func @slots
; CHECK: ^bb0(%[[N:.*]]: i32):
; CHECK-NEXT: %[[S:.*]] = shunt.slot 40 align 16
; CHECK: shunt.store align 4 %[[N]] to %[[S]]
; CHECK: shunt.alloca %[[N]] * 4 align 4
define ptr @slots(i32 %n) {
  %s = alloca [10 x i32], align 16
  store i32 %n, ptr %s
  %d = alloca i32, i32 %n
  ret ptr %d
}

; CHECK-LABEL: shunt.func @how
; CHECK: shunt.load volatile align 4
; CHECK: shunt.store atomic release align 4
; CHECK: shunt.load atomic singlethread acquire align 8
; CHECK: shunt.store nontemporal align 2
define void @how(ptr %p) {
  %a = load volatile i32, ptr %p
  store atomic i32 %a, ptr %p release, align 4
  %b = load atomic i64, ptr %p syncscope("singlethread") acquire, align 8
  store i32 %a, ptr %p, align 2, !nontemporal !0
  ret void
}
!0 = !{i32 1}

; CHECK-LABEL: shunt.func @atomics
; CHECK: shunt.atomicrmw add atomic seq_cst align 4
; CHECK: shunt.cmpxchg weak atomic acq_rel align 8 failure acquire
; CHECK: shunt.fence atomic seq_cst
define i1 @atomics(ptr %p, i64 %e, i64 %n) {
  %old = atomicrmw add ptr %p, i32 1 seq_cst
  %r = cmpxchg weak ptr %p, i64 %e, i64 %n acq_rel acquire
  %ok = extractvalue { i64, i1 } %r, 1
  fence seq_cst
  ret i1 %ok
}

; A structure is the list of its members.
; CHECK-LABEL: shunt.func @aggregate
; CHECK: ^bb0(%[[A:.*]]: i64, %[[B:.*]]: i32, %[[P:.*]]: !shunt.ptr):
; CHECK-NEXT: %[[X:.*]] = shunt.load align 8 %[[P]] : !shunt.ptr : i64
; CHECK-NEXT: shunt.load align 8 %[[P]][8] : !shunt.ptr : i32
; CHECK-NEXT: shunt.store align 4 %[[A]] to %[[P]]
; CHECK-NEXT: shunt.store align 4 %[[B]] to %[[P]][8]
; CHECK-NEXT: shunt.ret %[[X]], %[[B]] : i64, i32
define { i64, i32 } @aggregate({ i64, i32 } %v, ptr %p) {
  %l = load { i64, i32 }, ptr %p
  store { i64, i32 } %v, ptr %p, align 4
  %m = extractvalue { i64, i32 } %v, 1
  %r = insertvalue { i64, i32 } %l, i32 %m, 1
  ret { i64, i32 } %r
}

; Segment registers of x86 are address spaces.
; CHECK-LABEL: shunt.func @segment
; CHECK: shunt.load align 8 %{{.*}}[40] : !shunt.ptr<257> : i64
define i64 @segment(ptr addrspace(257) %p) {
  %a = getelementptr i8, ptr addrspace(257) %p, i64 40
  %v = load i64, ptr addrspace(257) %a
  ret i64 %v
}
