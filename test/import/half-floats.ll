; Folded IR: half and bfloat by way of float, converted as LLVM would.
; RUN: split-file %s %t
; RUN: shunt-translate --import=folded %t/x86.ll | FileCheck %t/x86.ll
; RUN: shunt-translate --import=folded %t/aarch64.ll | FileCheck %t/aarch64.ll

;--- x86.ll
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: @sum
; CHECK: %[[A:.+]] = shunt.call @__extendhfsf2(%arg0) : (f16) -> f32
; CHECK: %[[B:.+]] = shunt.call @__extendhfsf2(%arg1) : (f16) -> f32
; CHECK: %[[S:.+]] = shunt.fadd %[[A]], %[[B]]
; CHECK: shunt.call @__truncsfhf2(%[[S]]) : (f32) -> f16
define half @sum(half %a, half %b) {
  %r = fadd half %a, %b
  ret half %r
}

; One rounding only: no instruction makes half of double.
; CHECK-LABEL: @f16c
; CHECK: %[[B:.+]] = shunt.call @__truncdfhf2(%arg1) : (f64) -> f16
; CHECK: shunt.fpext %arg0{{.*}}: f16 -> f32
; CHECK: shunt.fpext %[[B]]{{.*}}: f16 -> f32
; CHECK: shunt.fptrunc {{.*}}: f32 -> f16
define half @f16c(half %a, double %b) "target-features"="+avx,+f16c" {
  %h = fptrunc double %b to half
  %r = fmul half %a, %h
  ret half %r
}

; CHECK-LABEL: @others
; CHECK: shunt.call @__truncxfhf2(%arg0) : (f80) -> f16
; CHECK: shunt.call @__trunctfhf2(%arg1) : (f128) -> f16
; CHECK: shunt.call @__truncdfbf2(%arg2) : (f64) -> bf16
define void @others(x86_fp80 %a, fp128 %b, double %c, ptr %p) {
  %h = fptrunc x86_fp80 %a to half
  store half %h, ptr %p
  %k = fptrunc fp128 %b to half
  store half %k, ptr %p
  %l = fptrunc double %c to bfloat
  store bfloat %l, ptr %p
  ret void
}

; A product and a sum with one rounding: exact enough as double.
; CHECK-LABEL: @fma
; CHECK-COUNT-3: shunt.fpext {{.*}}: f32 -> f64
; CHECK: shunt.fma {{.*}} f64
; CHECK: shunt.call @__truncdfhf2
define half @fma(half %a, half %b, half %c) {
  %r = call half @llvm.fma.f16(half %a, half %b, half %c)
  ret half %r
}

; CHECK-LABEL: @muladd
; CHECK: shunt.fmul {{.*}} f32
; CHECK: shunt.call @__truncsfhf2
; CHECK: shunt.fadd {{.*}} f32
; CHECK-LABEL: @fused
; CHECK: shunt.fma {{.*}} f64
define half @muladd(half %a, half %b, half %c) {
  %r = call half @llvm.fmuladd.f16(half %a, half %b, half %c)
  ret half %r
}
define half @fused(half %a, half %b, half %c)
    "target-features"="+avx512fp16,+f16c" {
  %r = call half @llvm.fmuladd.f16(half %a, half %b, half %c)
  ret half %r
}

; CHECK-LABEL: @bfloat
; CHECK-DAG: %[[SIXTEEN:.+]] = shunt.constant 16 : i32
; CHECK: %[[I:.+]] = shunt.sitofp %arg1{{.*}} -> f32
; CHECK: shunt.call @__truncsfbf2(%[[I]]) : (f32) -> bf16
; CHECK: %[[A:.+]] = shunt.bitcast %arg0 : bf16 -> i16
; CHECK: %[[W:.+]] = shunt.zext %[[A]] : i16 -> i32
; CHECK: %[[S:.+]] = shunt.shl %[[W]], %[[SIXTEEN]] : i32
; CHECK: %[[F:.+]] = shunt.bitcast %[[S]] : i32 -> f32
; CHECK: shunt.fdiv %[[F]]
; CHECK: shunt.call @__truncsfbf2
define bfloat @bfloat(bfloat %a, i64 %b) {
  %i = sitofp i64 %b to bfloat
  %r = fdiv bfloat %a, %i
  ret bfloat %r
}

; The library's function for float, with a slot of that.
; CHECK-LABEL: @split
; CHECK: %[[A:.+]] = shunt.call @__extendhfsf2(%arg0)
; CHECK: shunt.call @modff(%[[A]], %{{.+}}) : (f32, !shunt.ptr) -> f32
; CHECK: shunt.call @__truncsfhf2
; CHECK: %[[W:.+]] = shunt.load {{.*}} f32
; CHECK: shunt.call @__truncsfhf2(%[[W]])
define { half, half } @split(half %a) {
  %r = call { half, half } @llvm.modf.f16(half %a)
  ret { half, half } %r
}

; Three halves share a register; three integers don't.
; CHECK-LABEL: @three
; CHECK-NEXT: ^bb0(%arg0: vector<3xf16>, %arg1: i16, %arg2: i16, %arg3: i16)
define void @three(<3 x half> %a, <3 x i16> %b) {
  ret void
}

declare half @llvm.fma.f16(half, half, half)
declare half @llvm.fmuladd.f16(half, half, half)
declare { half, half } @llvm.modf.f16(half)

;--- aarch64.ll
target triple = "aarch64-unknown-linux-gnu"

; CHECK-LABEL: @half
; CHECK: shunt.fptrunc %arg0{{.*}}: f64 -> f16
define half @half(double %a) {
  %r = fptrunc double %a to half
  ret half %r
}

; CHECK-LABEL: @round
; CHECK: %[[BITS:.+]] = shunt.bitcast %arg0 : f32 -> i32
; CHECK: shunt.lshr %[[BITS]]
; CHECK: shunt.or %[[BITS]]
; CHECK: %[[NAN:.+]] = shunt.fcmp uno %arg0, %arg0
; CHECK: shunt.select %[[NAN]]
; CHECK: shunt.bitcast {{.*}} : i16 -> bf16
define bfloat @round(float %a) {
  %r = fptrunc float %a to bfloat
  ret bfloat %r
}

; By a float that is odd unless it is exact.
; CHECK-LABEL: @once
; CHECK: %[[F:.+]] = shunt.fptrunc %arg0{{.*}}: f64 -> f32
; CHECK: %[[D:.+]] = shunt.fpext %[[F]]{{.*}}: f32 -> f64
; CHECK: shunt.fcmp ueq %[[D]], %arg0
; CHECK: shunt.fcmp olt
define bfloat @once(double %a) {
  %r = fptrunc double %a to bfloat
  ret bfloat %r
}

; CHECK-LABEL: @integers
; CHECK: shunt.sitofp %arg0{{.*}}: i32 -> f64
; CHECK: shunt.call @__floatunditf(%arg1) : (i64) -> f128
define void @integers(i32 %a, i64 %b, ptr %p) {
  %i = sitofp i32 %a to bfloat
  store bfloat %i, ptr %p
  %j = uitofp i64 %b to bfloat
  store bfloat %j, ptr %p
  ret void
}

; Where half has instructions, one of them multiplies and adds.
; CHECK-LABEL: @fused
; CHECK: shunt.fma {{.*}} f16
define half @fused(half %a, half %b, half %c) "target-features"="+fullfp16" {
  %r = call half @llvm.fma.f16(half %a, half %b, half %c)
  ret half %r
}

declare half @llvm.fma.f16(half, half, half)
