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

; A variable amount first picks words, then shifts within them.
; CHECK-LABEL: shunt.func @shift
; CHECK: shunt.icmp ugt
; CHECK: shunt.select
; CHECK: shunt.fshl
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

; Three words; the last one has a byte in memory.
; CHECK-LABEL: shunt.func @words
; CHECK: ^bb0(%[[P:.*]]: !shunt.ptr, %[[Q:.*]]: !shunt.ptr):
; CHECK: %[[A:.*]] = shunt.load align 16 %[[P]] : !shunt.ptr : i64
; CHECK-NEXT: %[[B:.*]] = shunt.load align 8 %[[P]][8] : !shunt.ptr : i64
; CHECK-NEXT: %[[C:.*]] = shunt.load align 16 %[[P]][16] : !shunt.ptr : i8
; CHECK-NEXT: %[[Z:.*]] = shunt.zext %[[C]]
; CHECK: %[[T:.*]] = shunt.and %[[Z]]
; CHECK: shunt.store align 16 %[[A]] to %[[Q]]
; CHECK: shunt.store align 8 %[[B]] to %[[Q]][8]
; CHECK: %[[N:.*]] = shunt.trunc %[[T]] : i64 -> i8
; CHECK: shunt.store align 16 %[[N]] to %[[Q]][16]
define void @words(ptr %p, ptr %q) {
  %v = load i132, ptr %p
  store i132 %v, ptr %q
  ret void
}

; A constant amount moves words by name, and shifts only within them.
; CHECK-LABEL: shunt.func @move
; CHECK: ^bb0(%{{.*}}: i64, %[[B:.*]]: i64, %[[C:.*]]: i64):
; CHECK: %[[L:.*]] = shunt.fshr %[[C]], %[[B]], %{{.*}}
; CHECK: %[[H:.*]] = shunt.lshr %[[C]]
; CHECK: shunt.ret %[[L]], %[[H]], %{{.*}}
define i192 @move(i192 %v) {
  %s = lshr i192 %v, 70
  ret i192 %s
}

; The number of the case that the value is.
; CHECK-LABEL: shunt.func @switch
; CHECK: shunt.icmp eq
; CHECK: shunt.select
; CHECK: shunt.icmp eq
; CHECK: %[[I:.*]] = shunt.select
; CHECK: shunt.switch %[[I]] : i64 array<i64: 1, 2>
define i32 @switch(i128 %v) {
  switch i128 %v, label %none [i128 18446744073709551616, label %one
                               i128 -1, label %two]
none:
  ret i32 0
one:
  ret i32 1
two:
  ret i32 2
}

; The sign of a long double; f80 has no integer register.
; CHECK-LABEL: shunt.func @bits
; CHECK: shunt.store align 16 %{{.*}} to %[[S:.*]] : !shunt.ptr : f80
; CHECK: shunt.load align 16 %[[S]] : !shunt.ptr : i64
; CHECK: shunt.load align 8 %[[S]][8] : !shunt.ptr : i16
define i1 @bits(x86_fp80 %v) {
  %b = bitcast x86_fp80 %v to i80
  %s = icmp slt i80 %b, 0
  ret i1 %s
}
