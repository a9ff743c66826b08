; Between float formats, and between floats and integers.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: <fpext>:
; CHECK: cvtss2sd %{{.+}}, %{{.+}}
define double @fpext(float %a) {
  %r = fpext float %a to double
  ret double %r
}

; CHECK-LABEL: <fptrunc>:
; CHECK: cvtsd2ss %{{.+}}, %{{.+}}
define float @fptrunc(double %a) {
  %r = fptrunc double %a to float
  ret float %r
}

; CHECK-LABEL: <fptosi>:
; CHECK: cvttsd2si %{{.+}}, %{{.+}}
define i32 @fptosi(double %a) {
  %r = fptosi double %a to i32
  ret i32 %r
}

; CHECK-LABEL: <fptosi_i64>:
; CHECK: cvttss2si %{{.+}}, %{{.+}}
define i64 @fptosi_i64(float %a) {
  %r = fptosi float %a to i64
  ret i64 %r
}

; All of i32 fits a signed conversion to 64 bits.
; CHECK-LABEL: <fptoui>:
; CHECK: cvttsd2si %{{.+}}, %{{.+}}
define i32 @fptoui(double %a) {
  %r = fptoui double %a to i32
  ret i32 %r
}

; Two conversions: of the value, and of the value less 2^63.
; CHECK-LABEL: <fptoui_i64>:
; CHECK: cvttsd2si %{{.+}}, %{{.+}}
; CHECK: subsd (%rip), %{{.+}}
; CHECK-NEXT: R_X86_64_PC32
; CHECK: cvttsd2si %{{.+}}, %{{.+}}
; CHECK: sarq $0x3f, %{{.+}}
; CHECK: andq %{{.+}}, %{{.+}}
; CHECK: orq %{{.+}}, %{{.+}}
define i64 @fptoui_i64(double %a) {
  %r = fptoui double %a to i64
  ret i64 %r
}

; The register's other bits are no input.
; CHECK-LABEL: <sitofp>:
; CHECK: xorps %{{.+}}, %{{.+}}
; CHECK: cvtsi2sd %{{.+}}, %{{.+}}
define double @sitofp(i32 %a) {
  %r = sitofp i32 %a to double
  ret double %r
}

; CHECK-LABEL: <sitofp_i8>:
; CHECK: movsbl %{{.+}}, %{{.+}}
; CHECK: xorps %{{.+}}, %{{.+}}
; CHECK: cvtsi2ss %{{.+}}, %{{.+}}
define float @sitofp_i8(i8 %a) {
  %r = sitofp i8 %a to float
  ret float %r
}

; CHECK-LABEL: <uitofp>:
; CHECK: xorps %{{.+}}, %{{.+}}
; CHECK: cvtsi2sd %{{.+}}, %{{.+}}
define double @uitofp(i32 %a) {
  %r = uitofp i32 %a to double
  ret double %r
}

; Above 2^63: halved, with the lost bit kept, and doubled.
; CHECK-LABEL: <uitofp_i64>:
; CHECK: testq %{{.+}}, %{{.+}}
; CHECK-NEXT: js
; CHECK: xorps %{{.+}}, %{{.+}}
; CHECK: cvtsi2sd %{{.+}}, %{{.+}}
; CHECK-NEXT: jmp
; CHECK: shrq %{{.+}}
; CHECK: andl $0x1, %{{.+}}
; CHECK: orq %{{.+}}, %{{.+}}
; CHECK: xorps %{{.+}}, %{{.+}}
; CHECK: cvtsi2sd %{{.+}}, %{{.+}}
; CHECK: addsd %{{.+}}, %{{.+}}
define double @uitofp_i64(i64 %a) {
  %r = uitofp i64 %a to double
  ret double %r
}

; CHECK-LABEL: <to_bits>:
define i64 @to_bits(double %a) {
  %r = bitcast double %a to i64
  ret i64 %r
}

; CHECK-LABEL: <from_bits>:
; CHECK: movd %{{.+}}, %{{.+}}
define float @from_bits(i32 %a) {
  %r = bitcast i32 %a to float
  ret float %r
}

; CHECK-LABEL: <lrint>:
; CHECK: cvtsd2si %{{.+}}, %{{.+}}
define i64 @lrint(double %a) {
  %r = call i64 @llvm.lrint.i64.f64(double %a)
  ret i64 %r
}
