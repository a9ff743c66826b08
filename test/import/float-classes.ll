; llvm.is.fpclass as comparisons of bits: a range for each run of classes.
; RUN: shunt-translate --import=folded %s | FileCheck %s

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"

; The same for both signs, so without the sign.
; CHECK-LABEL: shunt.func @nan
; CHECK-DAG: %[[SIGN:.*]] = shunt.constant 9223372036854775807 : i64
; CHECK-DAG: %[[INF:.*]] = shunt.constant 9218868437227405313 : i64
; CHECK: %[[B:.*]] = shunt.bitcast %{{.*}} : f64 -> i64
; CHECK-NEXT: %[[A:.*]] = shunt.and %[[B]], %[[SIGN]]
; CHECK-NEXT: %[[R:.*]] = shunt.icmp uge %[[A]], %[[INF]]
; CHECK-NEXT: shunt.ret %[[R]]
define i1 @nan(double %x) {
  %r = call i1 @llvm.is.fpclass.f64(double %x, i32 3)
  ret i1 %r
}

; Subnormal, normal and infinite with the sign set, positive zero.
; CHECK-LABEL: shunt.func @two_runs
; CHECK-DAG: %[[ZERO:.*]] = shunt.constant 0 : i32
; CHECK-DAG: %[[FIRST:.*]] = shunt.constant -2147483647 : i32
; CHECK-DAG: %[[SIZE:.*]] = shunt.constant 2139095039 : i32
; CHECK: %[[B:.*]] = shunt.bitcast %{{.*}} : f32 -> i32
; CHECK-NEXT: %[[Z:.*]] = shunt.icmp eq %[[B]], %[[ZERO]]
; CHECK-NEXT: %[[D:.*]] = shunt.sub %[[B]], %[[FIRST]]
; CHECK-NEXT: %[[N:.*]] = shunt.icmp ule %[[D]], %[[SIZE]]
; CHECK-NEXT: %[[R:.*]] = shunt.or %[[Z]], %[[N]]
; CHECK-NEXT: shunt.ret %[[R]]
define i1 @two_runs(float %x) {
  %r = call i1 @llvm.is.fpclass.f32(float %x, i32 92)
  ret i1 %r
}

; CHECK-LABEL: shunt.func @nothing
; CHECK: %[[R:.*]] = shunt.constant 0 : i1
; CHECK: shunt.ret %[[R]]
define i1 @nothing(float %x) {
  %r = call i1 @llvm.is.fpclass.f32(float %x, i32 0)
  ret i1 %r
}

; There is no integer of that width.
; CHECK-LABEL: shunt.func @extended
; CHECK: shunt.is_fpclass %{{.*}} 3 : f80 -> i1
define i1 @extended(x86_fp80 %x) {
  %r = call i1 @llvm.is.fpclass.f80(x86_fp80 %x, i32 3)
  ret i1 %r
}
