; Products, quotients and remainders.
; RUN: shunt-llc %s -o - | %objdump -d --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: <mul_i32>:
; CHECK: imull %{{.+}}, %{{.+}}
define i32 @mul_i32(i32 %a, i32 %b) {
  %r = mul i32 %a, %b
  ret i32 %r
}

; CHECK-LABEL: <mul_i8>:
; CHECK: imull %{{.+}}, %{{.+}}
define i8 @mul_i8(i8 %a, i8 %b) {
  %r = mul i8 %a, %b
  ret i8 %r
}

; CHECK-LABEL: <mul_load>:
; CHECK: imulq (%{{.+}}), %{{.+}}
define i64 @mul_load(i64 %a, ptr %p) {
  %b = load i64, ptr %p
  %r = mul i64 %a, %b
  ret i64 %r
}

; CHECK-LABEL: <mul_imm>:
; CHECK: imulq $0x3e8, %{{.+}}, %{{.+}}
define i64 @mul_imm(i64 %a) {
  %r = mul i64 %a, 1000
  ret i64 %r
}

; CHECK-LABEL: <mul_power>:
; CHECK: shlq $0x4, %{{.+}}
define i64 @mul_power(i64 %a) {
  %r = mul i64 %a, 16
  ret i64 %r
}

; CHECK-LABEL: <mul_i128>:
; CHECK: imulq %{{.+}}, %{{.+}}
; CHECK: mulq %{{.+}}
; CHECK: imulq %{{.+}}, %{{.+}}
; CHECK: addq %{{.+}}, %{{.+}}
; CHECK: imulq %{{.+}}, %{{.+}}
; CHECK: addq %{{.+}}, %{{.+}}
define i128 @mul_i128(i128 %a, i128 %b) {
  %r = mul i128 %a, %b
  ret i128 %r
}

; CHECK-LABEL: <sdiv_i32>:
; CHECK: cltd
; CHECK: idivl %{{.+}}
define i32 @sdiv_i32(i32 %a, i32 %b) {
  %r = sdiv i32 %a, %b
  ret i32 %r
}

; CHECK-LABEL: <srem_i64>:
; CHECK: cqto
; CHECK: idivq %{{.+}}
define i64 @srem_i64(i64 %a, i64 %b) {
  %r = srem i64 %a, %b
  ret i64 %r
}

; CHECK-LABEL: <udiv_i64>:
; CHECK: xorl %{{.+}}, %{{.+}}
; CHECK: divq %{{.+}}
define i64 @udiv_i64(i64 %a, i64 %b) {
  %r = udiv i64 %a, %b
  ret i64 %r
}

; CHECK-LABEL: <urem_load>:
; CHECK: xorl %{{.+}}, %{{.+}}
; CHECK: divl (%{{.+}})
define i32 @urem_load(i32 %a, ptr %p) {
  %b = load i32, ptr %p
  %r = urem i32 %a, %b
  ret i32 %r
}

; CHECK-LABEL: <sdiv_i8>:
; CHECK: movsbl %{{.+}}, %{{.+}}
; CHECK: movsbl %{{.+}}, %{{.+}}
; CHECK: cltd
; CHECK: idivl %{{.+}}
define i8 @sdiv_i8(i8 %a, i8 %b) {
  %r = sdiv i8 %a, %b
  ret i8 %r
}

; CHECK-LABEL: <udiv_i16>:
; CHECK: movzwl %{{.+}}, %{{.+}}
; CHECK: movzwl %{{.+}}, %{{.+}}
; CHECK: xorl %{{.+}}, %{{.+}}
; CHECK: divl %{{.+}}
define i16 @udiv_i16(i16 %a, i16 %b) {
  %r = udiv i16 %a, %b
  ret i16 %r
}

; CHECK-LABEL: <udiv_imm>:
; CHECK: movl $0xa, %{{.+}}
; CHECK: xorl %{{.+}}, %{{.+}}
; CHECK: divl %{{.+}}
define i32 @udiv_imm(i32 %a) {
  %r = udiv i32 %a, 10
  ret i32 %r
}

; CHECK-LABEL: <udiv_power>:
; CHECK: shrl $0x3, %{{.+}}
define i32 @udiv_power(i32 %a) {
  %r = udiv i32 %a, 8
  ret i32 %r
}

; CHECK-LABEL: <urem_power>:
; CHECK: andq $0x3f, %{{.+}}
define i64 @urem_power(i64 %a) {
  %r = urem i64 %a, 64
  ret i64 %r
}

; CHECK-LABEL: <sdiv_imm>:
; CHECK: movl $0x8, %{{.+}}
; CHECK: cltd
; CHECK: idivl %{{.+}}
define i32 @sdiv_imm(i32 %a) {
  %r = sdiv i32 %a, 8
  ret i32 %r
}
