; bfloat in registers like half, converted by operations on bits.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "aarch64-unknown-linux-gnu"

; CHECK-LABEL: <load_store>:
; CHECK: ldr [[H:h[0-9]+]], [x0]
; CHECK: str [[H]], [x1]
define void @load_store(ptr %p, ptr %q) {
  %v = load bfloat, ptr %p
  store bfloat %v, ptr %q
  ret void
}

; CHECK-LABEL: <extend>:
; CHECK: fmov [[W:w[0-9]+]], s0
; CHECK: lsl [[S:w[0-9]+]], {{w[0-9]+}}, #16
; CHECK: fmov s{{[0-9]+}}, [[S]]
define float @extend(bfloat %a) {
  %r = fpext bfloat %a to float
  ret float %r
}

; CHECK-LABEL: <round>:
; CHECK: fcmp s0, s0
; CHECK: csel
; CHECK: lsr w{{[0-9]+}}, w{{[0-9]+}}, #16
; CHECK-NOT: bl
; CHECK: ret
define bfloat @round(float %a) {
  %r = fptrunc float %a to bfloat
  ret bfloat %r
}

; CHECK-LABEL: <vector>:
; CHECK: mov h{{[0-9]+}}, v0.h[3]
define bfloat @vector(<4 x bfloat> %v) {
  %r = extractelement <4 x bfloat> %v, i32 3
  ret bfloat %r
}
