; Float comparisons: ucomis sets the flags as an unsigned comparison does, and
; the parity flag if one operand is a NaN.
; RUN: shunt-llc %s -o - | %objdump -d --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: <ogt>:
; CHECK: ucomisd %{{.+}}, %{{.+}}
; CHECK-NEXT: seta %{{.+}}
define i1 @ogt(double %a, double %b) {
  %c = fcmp ogt double %a, %b
  ret i1 %c
}

; The operands change places, so that a NaN gives false.
; CHECK-LABEL: <olt>:
; CHECK: ucomiss %{{.+}}, %{{.+}}
; CHECK-NEXT: seta %{{.+}}
define i1 @olt(float %a, float %b) {
  %c = fcmp olt float %a, %b
  ret i1 %c
}

; CHECK-LABEL: <oeq>:
; CHECK: ucomisd %{{.+}}, %{{.+}}
; CHECK-NEXT: sete %{{.+}}
; CHECK-NEXT: setnp %{{.+}}
; CHECK: andb %{{.+}}, %{{.+}}
define i1 @oeq(double %a, double %b) {
  %c = fcmp oeq double %a, %b
  ret i1 %c
}

; CHECK-LABEL: <une>:
; CHECK: ucomisd %{{.+}}, %{{.+}}
; CHECK-NEXT: setne %{{.+}}
; CHECK-NEXT: setp %{{.+}}
; CHECK: orb %{{.+}}, %{{.+}}
define i1 @une(double %a, double %b) {
  %c = fcmp une double %a, %b
  ret i1 %c
}

; CHECK-LABEL: <uno>:
; CHECK: ucomisd %{{.+}}, %{{.+}}
; CHECK-NEXT: setp %{{.+}}
define i1 @uno(double %a, double %b) {
  %c = fcmp uno double %a, %b
  ret i1 %c
}

; CHECK-LABEL: <ule_load>:
; CHECK: movsd (%{{.+}}), %{{.+}}
; CHECK: ucomisd %{{.+}}, %{{.+}}
; CHECK-NEXT: setb %{{.+}}
define i1 @ule_load(double %a, ptr %p) {
  %b = load double, ptr %p
  %c = fcmp ult double %b, %a
  ret i1 %c
}

; CHECK-LABEL: <branch>:
; CHECK: ucomisd %{{.+}}, %{{.+}}
; CHECK-NEXT: jne
; CHECK-NEXT: jp
; CHECK: movl $0x1, %{{.+}}
; CHECK-NEXT: jmp
; CHECK: movl $0x2, %{{.+}}
define i32 @branch(double %a, double %b) {
  %c = fcmp oeq double %a, %b
  br i1 %c, label %yes, label %no
yes:
  ret i32 1
no:
  ret i32 2
}
