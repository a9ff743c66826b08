; float and double arithmetic by SSE.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
; RUN: shunt-llc -mattr=+sse4.1 %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s --check-prefix=SSE41
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: <add>:
; CHECK: addss %{{.+}}, %{{.+}}
define float @add(float %a, float %b) {
  %r = fadd float %a, %b
  ret float %r
}

; CHECK-LABEL: <sub>:
; CHECK: subsd %{{.+}}, %{{.+}}
define double @sub(double %a, double %b) {
  %r = fsub double %a, %b
  ret double %r
}

; CHECK-LABEL: <mul_load>:
; CHECK: mulsd (%{{.+}}), %{{.+}}
define double @mul_load(double %a, ptr %p) {
  %b = load double, ptr %p
  %r = fmul double %a, %b
  ret double %r
}

; CHECK-LABEL: <div_constant>:
; CHECK: divss (%rip), %{{.+}}
; CHECK-NEXT: R_X86_64_PC32
define float @div_constant(float %a) {
  %r = fdiv float %a, 3.0
  ret float %r
}

; CHECK-LABEL: <rem>:
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 fmod-0x4
define double @rem(double %a, double %b) {
  %r = frem double %a, %b
  ret double %r
}

; CHECK-LABEL: <neg>:
; CHECK: xorps (%rip), %{{.+}}
; CHECK-NEXT: R_X86_64_PC32
define double @neg(double %a) {
  %r = fneg double %a
  ret double %r
}

; CHECK-LABEL: <abs>:
; CHECK: andps (%rip), %{{.+}}
; CHECK-NEXT: R_X86_64_PC32
define float @abs(float %a) {
  %r = call float @llvm.fabs.f32(float %a)
  ret float %r
}

; CHECK-LABEL: <copysign>:
; CHECK: andps (%rip), %{{.+}}
; CHECK-NEXT: R_X86_64_PC32
; CHECK: andps (%rip), %{{.+}}
; CHECK-NEXT: R_X86_64_PC32
; CHECK: orps %{{.+}}, %{{.+}}
define double @copysign(double %a, double %b) {
  %r = call double @llvm.copysign.f64(double %a, double %b)
  ret double %r
}

; CHECK-LABEL: <sqrt>:
; CHECK: sqrtsd %{{.+}}, %{{.+}}
define double @sqrt(double %a) {
  %r = call double @llvm.sqrt.f64(double %a)
  ret double %r
}

; CHECK-LABEL: <fma>:
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 fmaf-0x4
define float @fma(float %a, float %b, float %c) {
  %r = call float @llvm.fma.f32(float %a, float %b, float %c)
  ret float %r
}

; CHECK-LABEL: <fmuladd>:
; CHECK: mulsd %{{.+}}, %{{.+}}
; CHECK: addsd %{{.+}}, %{{.+}}
define double @fmuladd(double %a, double %b, double %c) {
  %r = call double @llvm.fmuladd.f64(double %a, double %b, double %c)
  ret double %r
}

; CHECK-LABEL: <floor>:
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 floor-0x4
; SSE41-LABEL: <floor>:
; SSE41: roundsd $0x9, %{{.+}}, %{{.+}}
define double @floor(double %a) {
  %r = call double @llvm.floor.f64(double %a)
  ret double %r
}

; CHECK-LABEL: <trunc>:
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 truncf-0x4
; SSE41-LABEL: <trunc>:
; SSE41: roundss $0xb, %{{.+}}, %{{.+}}
define float @trunc(float %a) {
  %r = call float @llvm.trunc.f32(float %a)
  ret float %r
}

; CHECK-LABEL: <rint>:
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 rint-0x4
; SSE41-LABEL: <rint>:
; SSE41: roundsd $0x4, %{{.+}}, %{{.+}}
define double @rint(double %a) {
  %r = call double @llvm.rint.f64(double %a)
  ret double %r
}

; CHECK-LABEL: <round>:
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 round-0x4
; No mode rounds halves away from zero.
; SSE41-LABEL: <round>:
; SSE41: callq
; SSE41-NEXT: R_X86_64_PLT32 round-0x4
define double @round(double %a) {
  %r = call double @llvm.round.f64(double %a)
  ret double %r
}

; CHECK-LABEL: <minnum>:
; CHECK: minsd %{{.+}}, %{{.+}}
; CHECK: cmpunordsd %{{.+}}, %{{.+}}
; CHECK: andps %{{.+}}, %{{.+}}
; CHECK: andnps %{{.+}}, %{{.+}}
; CHECK: orps %{{.+}}, %{{.+}}
define double @minnum(double %a, double %b) {
  %r = call double @llvm.minnum.f64(double %a, double %b)
  ret double %r
}
