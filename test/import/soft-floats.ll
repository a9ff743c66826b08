; Folded IR: fp128 by routines, half as float, signs as bits.
; RUN: shunt-translate --import=folded %s | FileCheck %s
target triple = "aarch64-unknown-linux-gnu"

; CHECK-LABEL: @sum
; CHECK: shunt.call @__addtf3(%arg0, %arg1) : (f128, f128) -> f128
define fp128 @sum(fp128 %a, fp128 %b) {
  %r = fadd fp128 %a, %b
  ret fp128 %r
}

; CHECK-LABEL: @less
; CHECK: shunt.call @__lttf2(%arg0, %arg1) : (f128, f128) -> i32
; CHECK: icmp slt
define i1 @less(fp128 %a, fp128 %b) {
  %r = fcmp olt fp128 %a, %b
  ret i1 %r
}

; CHECK-LABEL: @convert
; CHECK: shunt.call @__fixtfsi
; CHECK: shunt.trunc
; CHECK: shunt.call @__extenddftf2
; CHECK: shunt.call @fmal
define fp128 @convert(fp128 %a, double %b, ptr %p) {
  %i = fptosi fp128 %a to i16
  store i16 %i, ptr %p
  %w = fpext double %b to fp128
  %r = call fp128 @llvm.fma.f128(fp128 %a, fp128 %w, fp128 %a)
  ret fp128 %r
}

; CHECK-LABEL: @half
; CHECK: %[[A:.+]] = shunt.fpext %arg0{{.*}}: f16 -> f32
; CHECK: %[[B:.+]] = shunt.fpext %arg1{{.*}}: f16 -> f32
; CHECK: %[[M:.+]] = shunt.fmul %[[A]], %[[B]]
; CHECK: shunt.fptrunc %[[M]]{{.*}}: f32 -> f16
; CHECK: shunt.xor
define half @half(half %a, half %b) {
  %m = fmul half %a, %b
  %r = fneg half %m
  ret half %r
}

declare fp128 @llvm.fma.f128(fp128, fp128, fp128)
