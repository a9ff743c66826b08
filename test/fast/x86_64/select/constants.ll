; Constants in registers.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
; RUN: shunt-llc %s -o - | %objdump -s -j .rodata.cst4 -j .rodata.cst8 - | FileCheck %s --check-prefix=DATA
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: <zero>:
; CHECK: xorl %{{.+}}, %{{.+}}
define i64 @zero() {
  ret i64 0
}

; CHECK-LABEL: <small>:
; CHECK: movl $0x7, %{{.+}}
define i64 @small() {
  ret i64 7
}

; CHECK-LABEL: <negative>:
; CHECK: movq $-0x7, %{{.+}}
define i64 @negative() {
  ret i64 -7
}

; CHECK-LABEL: <unsigned32>:
; CHECK: movl $0xffffffff, %{{.+}}
define i64 @unsigned32() {
  ret i64 4294967295
}

; CHECK-LABEL: <wide>:
; CHECK: movabsq $0x123456789abcdef, %{{.+}}
define i64 @wide() {
  ret i64 81985529216486895
}

; CHECK-LABEL: <float>:
; CHECK: movss (%rip), %{{.+}}
; CHECK-NEXT: R_X86_64_PC32
define float @float() {
  ret float 1.5
}

; CHECK-LABEL: <double>:
; CHECK: movsd (%rip), %{{.+}}
; CHECK-NEXT: R_X86_64_PC32
define double @double() {
  ret double 0x3ff1999999999a00
}

; CHECK-LABEL: <float_zero>:
; CHECK: xorps %{{.+}}, %{{.+}}
define double @float_zero() {
  ret double 0.0
}

; Not zero: its sign bit is set.
; CHECK-LABEL: <minus_zero>:
; CHECK: movsd (%rip), %{{.+}}
; CHECK-NEXT: R_X86_64_PC32
define double @minus_zero() {
  ret double -0.0
}

; CHECK-LABEL: <null>:
; CHECK: xorl %{{.+}}, %{{.+}}
define ptr @null() {
  ret ptr null
}

; DATA-LABEL: section .rodata.cst4
; DATA: 0000c03f
; DATA-LABEL: section .rodata.cst8
; DATA: 009a9999 9999f13f 00000000 00000080
