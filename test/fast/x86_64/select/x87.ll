; long double: through the x87 stack, which is empty between operations.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: <add>:
; CHECK: fldt 0x10(%rbp)
; CHECK: fldt 0x20(%rbp)
; CHECK: faddp %st, %st(1)
; CHECK: fstpt -{{.+}}(%rbp)
; CHECK: fldt -{{.+}}(%rbp)
define x86_fp80 @add(x86_fp80 %a, x86_fp80 %b) {
  %r = fadd x86_fp80 %a, %b
  ret x86_fp80 %r
}

; The left operand is below the right one: the forms that pop divide st(1).
; CHECK-LABEL: <div>:
; CHECK: fldt 0x10(%rbp)
; CHECK: fldt 0x20(%rbp)
; CHECK: fdivrp %st, %st(1)
; CHECK: fstpt -{{.+}}(%rbp)
; CHECK: fldt -{{.+}}(%rbp)
define x86_fp80 @div(x86_fp80 %a, x86_fp80 %b) {
  %r = fdiv x86_fp80 %a, %b
  ret x86_fp80 %r
}

; CHECK-LABEL: <neg>:
; CHECK: fldt 0x10(%rbp)
; CHECK: fchs
; CHECK: fstpt -{{.+}}(%rbp)
; CHECK: fldt -{{.+}}(%rbp)
define x86_fp80 @neg(x86_fp80 %a) {
  %r = fneg x86_fp80 %a
  ret x86_fp80 %r
}

; CHECK-LABEL: <load_store>:
; CHECK: fldt (%{{.+}})
; CHECK: fstpt -{{.+}}(%rbp)
; CHECK: fldt -{{.+}}(%rbp)
; CHECK: fstpt (%{{.+}})
define void @load_store(ptr %p, ptr %q) {
  %v = load x86_fp80, ptr %p
  store x86_fp80 %v, ptr %q
  ret void
}

; CHECK-LABEL: <one>:
; CHECK: fld1
define x86_fp80 @one() {
  ret x86_fp80 0xK3FFF8000000000000000
}

; CHECK-LABEL: <constant>:
; CHECK: fldt (%rip)
; CHECK-NEXT: R_X86_64_PC32
define x86_fp80 @constant() {
  ret x86_fp80 0xK4000C000000000000000
}

; CHECK-LABEL: <less>:
; CHECK: fldt 0x10(%rbp)
; CHECK: fldt 0x20(%rbp)
; CHECK: fucompi %st(1), %st
; CHECK: fstp %st(0)
; CHECK-NEXT: seta %{{.+}}
define i1 @less(x86_fp80 %a, x86_fp80 %b) {
  %r = fcmp olt x86_fp80 %a, %b
  ret i1 %r
}

; CHECK-LABEL: <from_double>:
; CHECK: movsd %{{.+}}, -{{.+}}(%rbp)
; CHECK: fldl -{{.+}}(%rbp)
; CHECK: fstpt -{{.+}}(%rbp)
; CHECK: fldt -{{.+}}(%rbp)
define x86_fp80 @from_double(double %a) {
  %r = fpext double %a to x86_fp80
  ret x86_fp80 %r
}

; CHECK-LABEL: <to_float>:
; CHECK: fldt 0x10(%rbp)
; CHECK: fstps -{{.+}}(%rbp)
; CHECK: movss -{{.+}}(%rbp), %{{.+}}
define float @to_float(x86_fp80 %a) {
  %r = fptrunc x86_fp80 %a to float
  ret float %r
}

; Conversion truncates, so the control word changes around it.
; CHECK-LABEL: <to_integer>:
; CHECK: fldt 0x10(%rbp)
; CHECK: fnstcw -{{.+}}(%rbp)
; CHECK: movzwl -{{.+}}(%rbp), %{{.+}}
; CHECK: orl $0xc00, %{{.+}}
; CHECK: movw %{{.+}}, -{{.+}}(%rbp)
; CHECK: fldcw -{{.+}}(%rbp)
; CHECK: fistpll -{{.+}}(%rbp)
; CHECK: fldcw -{{.+}}(%rbp)
; CHECK: movq -{{.+}}(%rbp), %{{.+}}
define i64 @to_integer(x86_fp80 %a) {
  %r = fptosi x86_fp80 %a to i64
  ret i64 %r
}

; CHECK-LABEL: <from_integer>:
; CHECK: movl %{{.+}}, -{{.+}}(%rbp)
; CHECK: fildl -{{.+}}(%rbp)
; CHECK: fstpt -{{.+}}(%rbp)
; CHECK: fldt -{{.+}}(%rbp)
define x86_fp80 @from_integer(i32 %a) {
  %r = sitofp i32 %a to x86_fp80
  ret x86_fp80 %r
}

declare x86_fp80 @callee(x86_fp80)
; CHECK-LABEL: <call>:
; CHECK: subq $0x20, %rsp
; CHECK: fldt 0x10(%rbp)
; CHECK: fstpt (%rsp)
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 callee-0x4
; CHECK: fstpt -{{.+}}(%rbp)
; CHECK: fldt -{{.+}}(%rbp)
; CHECK: leave
define x86_fp80 @call(x86_fp80 %a) {
  %r = call x86_fp80 @callee(x86_fp80 %a)
  ret x86_fp80 %r
}

; CHECK-LABEL: <libm>:
; CHECK: subq $0x20, %rsp
; CHECK: fldt 0x10(%rbp)
; CHECK: fstpt (%rsp)
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 floorl-0x4
; CHECK: fstpt -{{.+}}(%rbp)
; CHECK: fldt -{{.+}}(%rbp)
; CHECK: leave
define x86_fp80 @libm(x86_fp80 %a) {
  %r = call x86_fp80 @llvm.floor.f80(x86_fp80 %a)
  ret x86_fp80 %r
}
