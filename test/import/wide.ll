; RUN: shunt-translate --import=folded %s | FileCheck %s

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"

; CHECK-LABEL: shunt.func @add
; CHECK: ^bb0(%[[AL:.*]]: i64, %[[AH:.*]]: i64, %[[BL:.*]]: i64, %[[BH:.*]]: i64):
; CHECK-NEXT: %[[L:.*]], %[[C:.*]] = shunt.uadd_overflow %[[AL]], %[[BL]]
; CHECK-NEXT: %[[CARRY:.*]] = shunt.zext %[[C]]
; CHECK-NEXT: %[[H:.*]] = shunt.add %[[AH]], %[[BH]]
; CHECK-NEXT: %[[S:.*]] = shunt.add %[[H]], %[[CARRY]]
; CHECK-NEXT: shunt.ret %[[L]], %[[S]]
define i128 @add(i128 %a, i128 %b) {
  %s = add i128 %a, %b
  ret i128 %s
}

; CHECK-LABEL: shunt.func @multiply
; CHECK: shunt.mul
; CHECK: shunt.umul_high
define i128 @multiply(i128 %a, i128 %b) {
  %s = mul i128 %a, %b
  ret i128 %s
}

; The upper half of a product: a shift by 64 only renames.
; CHECK-LABEL: shunt.func @high
; CHECK: %[[H:.*]] = shunt.umul_high
; CHECK-NOT: shunt.add
; CHECK: shunt.ret %[[H]]
define i64 @high(i64 %a, i64 %b) {
  %x = zext i64 %a to i128
  %y = zext i64 %b to i128
  %p = mul i128 %x, %y
  %h = lshr i128 %p, 64
  %t = trunc i128 %h to i64
  ret i64 %t
}

; CHECK-LABEL: shunt.func @shift
; CHECK: shunt.icmp ugt
; CHECK: shunt.fshl
; CHECK: shunt.select
define i128 @shift(i128 %a, i128 %n) {
  %s = shl i128 %a, %n
  ret i128 %s
}

; CHECK-LABEL: shunt.func @libraries
; CHECK: shunt.call @__divti3(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}) : (i64, i64, i64, i64) -> (i64, i64) signature !shunt.func<i128 (i128, i128)>
; CHECK: shunt.call @__floattidf(%{{.*}}, %{{.*}}) : (i64, i64) -> f64
; CHECK: shunt.call @__fixunsxfti(%{{.*}}) : (f80) -> (i64, i64)
define i128 @libraries(i128 %a, i128 %b, ptr %p, x86_fp80 %x) {
  %d = sdiv i128 %a, %b
  %f = sitofp i128 %d to double
  store double %f, ptr %p
  %r = fptoui x86_fp80 %x to i128
  ret i128 %r
}

; The bits above an odd width count for nothing.
; CHECK-LABEL: shunt.func @odd
; CHECK: shunt.load align 16 %[[P:.*]] : !shunt.ptr : i64
; CHECK: shunt.load align 8 %[[P]][8] : !shunt.ptr : i16
; CHECK: shunt.ashr
; CHECK: shunt.icmp slt
define i1 @odd(ptr %p, i80 %b) {
  %a = load i80, ptr %p
  %c = icmp slt i80 %a, %b
  ret i1 %c
}
