; half and bfloat in xmm registers (psABI 3.2.3), of which two bytes count.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: <load_store>:
; CHECK: pinsrw $0x0, (%rdi), %[[X:xmm[0-9]+]]
; CHECK: movd %[[X]], %[[R:e[a-z]+]]
; CHECK: movw %{{[a-z]+}}, (%rsi)
define void @load_store(ptr %p, ptr %q) {
  %v = load half, ptr %p
  fence seq_cst
  store half %v, ptr %q
  ret void
}

; CHECK-LABEL: <store_constant>:
; CHECK: movw $0xbe00, (%rdi)
define void @store_constant(ptr %p) {
  store half 0xHBE00, ptr %p
  ret void
}

; CHECK-LABEL: <constant>:
; CHECK: movss {{.*}}(%rip), %xmm0
; CHECK-NEXT: R_X86_64_PC32 {{.*}}
define bfloat @constant() {
  ret bfloat 0xR3FC0
}

; CHECK-LABEL: <zero>:
; CHECK: xorps %xmm0, %xmm0
define half @zero() {
  ret half 0.0
}

; CHECK-LABEL: <bits>:
; CHECK: movd %xmm0, %[[R:e[a-z]+]]
; CHECK: xorl $0x{{(ffff)?8000}}, %[[R]]
; CHECK: movd %[[R]], %xmm0
define half @bits(half %a) {
  %r = fneg half %a
  ret half %r
}

; CHECK-LABEL: <convert>:
; CHECK: vcvtph2ps %xmm{{[0-9]+}}, %xmm{{[0-9]+}}
; CHECK: addss
; CHECK: vcvtps2ph $0x4, %xmm{{[0-9]+}}, %xmm{{[0-9]+}}
define half @convert(half %a, float %b) "target-features"="+f16c" {
  %w = fpext half %a to float
  %s = fadd float %w, %b
  %r = fptrunc float %s to half
  ret half %r
}

; CHECK-LABEL: <call>:
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 __extendhfsf2
; CHECK: cvtss2sd
define double @call(half %a) {
  %r = fpext half %a to double
  ret double %r
}

; The ninth of them lies in eight bytes of the stack.
; CHECK-LABEL: <ninth>:
; CHECK: {{movss|pinsrw \$0x0,}} 0x10(%rbp), %xmm
define half @ninth(half %a, half %b, bfloat %c, half %d, half %e, half %f,
                   half %g, half %h, half %i) {
  ret half %i
}

; CHECK-LABEL: <vector>:
; CHECK: movups %xmm0, [[PLACE:.*]]
; CHECK: pinsrw $0x0, {{.*}}(%rbp), %xmm
define half @vector(<4 x half> %v) {
  %r = extractelement <4 x half> %v, i32 3
  ret half %r
}
