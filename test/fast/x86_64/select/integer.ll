; Sums, differences and bit operations of each width.
; RUN: shunt-llc %s -o - | %objdump -d --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

; Narrow integers are computed in 32 bits.
; CHECK-LABEL: <add_i8>:
; CHECK: addl %{{.+}}, %{{.+}}
define i8 @add_i8(i8 %a, i8 %b) {
  %r = add i8 %a, %b
  ret i8 %r
}

; CHECK-LABEL: <sub_i16>:
; CHECK: subl %{{.+}}, %{{.+}}
define i16 @sub_i16(i16 %a, i16 %b) {
  %r = sub i16 %a, %b
  ret i16 %r
}

; CHECK-LABEL: <and_i32>:
; CHECK: andl %{{.+}}, %{{.+}}
define i32 @and_i32(i32 %a, i32 %b) {
  %r = and i32 %a, %b
  ret i32 %r
}

; CHECK-LABEL: <or_i64>:
; CHECK: orq %{{.+}}, %{{.+}}
define i64 @or_i64(i64 %a, i64 %b) {
  %r = or i64 %a, %b
  ret i64 %r
}

; CHECK-LABEL: <xor_i64>:
; CHECK: xorq %{{.+}}, %{{.+}}
define i64 @xor_i64(i64 %a, i64 %b) {
  %r = xor i64 %a, %b
  ret i64 %r
}

; CHECK-LABEL: <xor_i1>:
; CHECK: xorl %{{.+}}, %{{.+}}
define i1 @xor_i1(i1 %a, i1 %b) {
  %r = xor i1 %a, %b
  ret i1 %r
}

; CHECK-LABEL: <add_i24>:
; CHECK: addl %{{.+}}, %{{.+}}
define i24 @add_i24(i24 %a, i24 %b) {
  %r = add i24 %a, %b
  ret i24 %r
}

; CHECK-LABEL: <add_imm8>:
; CHECK: addq $0x64, %{{.+}}
define i64 @add_imm8(i64 %a) {
  %r = add i64 %a, 100
  ret i64 %r
}

; CHECK-LABEL: <add_imm32>:
; CHECK: addq $0xf4240, %{{.+}}
define i64 @add_imm32(i64 %a) {
  %r = add i64 %a, 1000000
  ret i64 %r
}

; CHECK-LABEL: <add_imm64>:
; CHECK: movabsq $0x123456789abcdef, %{{.+}}
; CHECK: addq %{{.+}}, %{{.+}}
define i64 @add_imm64(i64 %a) {
  %r = add i64 %a, 81985529216486895
  ret i64 %r
}

; CHECK-LABEL: <increment>:
; CHECK: incl %{{.+}}
define i32 @increment(i32 %a) {
  %r = add i32 %a, 1
  ret i32 %r
}

; CHECK-LABEL: <decrement>:
; CHECK: decl %{{.+}}
define i32 @decrement(i32 %a) {
  %r = sub i32 %a, 1
  ret i32 %r
}

; CHECK-LABEL: <add128>:
; CHECK: subl $-0x80, %{{.+}}
define i32 @add128(i32 %a) {
  %r = add i32 %a, 128
  ret i32 %r
}

; CHECK-LABEL: <not>:
; CHECK: notl %{{.+}}
define i32 @not(i32 %a) {
  %r = xor i32 %a, -1
  ret i32 %r
}

; CHECK-LABEL: <negate>:
; CHECK: xorl %{{.+}}, %{{.+}}
; CHECK: subl %{{.+}}, %{{.+}}
define i32 @negate(i32 %a) {
  %r = sub i32 0, %a
  ret i32 %r
}

; CHECK-LABEL: <load_left>:
; CHECK: andl (%{{.+}}), %{{.+}}
define i32 @load_left(ptr %p, i32 %a) {
  %v = load i32, ptr %p
  %r = and i32 %v, %a
  ret i32 %r
}

; CHECK-LABEL: <load_right>:
; CHECK: subw (%{{.+}}), %{{.+}}
define i16 @load_right(ptr %p, i16 %a) {
  %v = load i16, ptr %p
  %r = sub i16 %a, %v
  ret i16 %r
}

; An operand that lives on is not overwritten.
; CHECK-LABEL: <sum_of_both>:
; CHECK: leaq 0x5(%{{.+}}), %{{.+}}
; CHECK: movq %{{.+}}, (%{{.+}})
define i64 @sum_of_both(i64 %a, ptr %p) {
  %r = add i64 %a, 5
  store i64 %r, ptr %p
  ret i64 %a
}
