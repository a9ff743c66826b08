; Shifts: by a constant, by cl, of narrow integers; funnel shifts.
; RUN: shunt-llc %s -o - | %objdump -d --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: <shl_imm>:
; CHECK: shll $0x5, %{{.+}}
define i32 @shl_imm(i32 %a) {
  %r = shl i32 %a, 5
  ret i32 %r
}

; CHECK-LABEL: <lshr_imm>:
; CHECK: shrq $0x21, %{{.+}}
define i64 @lshr_imm(i64 %a) {
  %r = lshr i64 %a, 33
  ret i64 %r
}

; CHECK-LABEL: <ashr_imm>:
; CHECK: sarq $0x7, %{{.+}}
define i64 @ashr_imm(i64 %a) {
  %r = ashr i64 %a, 7
  ret i64 %r
}

; CHECK-LABEL: <shl_cl>:
; CHECK: shll %cl, %{{.+}}
define i32 @shl_cl(i32 %a, i32 %n) {
  %r = shl i32 %a, %n
  ret i32 %r
}

; CHECK-LABEL: <ashr_cl>:
; CHECK: sarq %cl, %{{.+}}
define i64 @ashr_cl(i64 %a, i64 %n) {
  %r = ashr i64 %a, %n
  ret i64 %r
}

; A right shift needs the bits above the width.
; CHECK-LABEL: <lshr_i8>:
; CHECK: movzbl %{{.+}}, %{{.+}}
; CHECK: shrl $0x3, %{{.+}}
define i8 @lshr_i8(i8 %a) {
  %r = lshr i8 %a, 3
  ret i8 %r
}

; CHECK-LABEL: <ashr_i16>:
; CHECK: movswl %{{.+}}, %{{.+}}
; CHECK: sarl %cl, %{{.+}}
define i16 @ashr_i16(i16 %a, i16 %n) {
  %r = ashr i16 %a, %n
  ret i16 %r
}

; CHECK-LABEL: <shl_i8>:
; CHECK: shll $0x3, %{{.+}}
define i8 @shl_i8(i8 %a) {
  %r = shl i8 %a, 3
  ret i8 %r
}

; CHECK-LABEL: <rotl>:
; CHECK: shldl $0x9, %{{.+}}, %{{.+}}
define i32 @rotl(i32 %a) {
  %r = call i32 @llvm.fshl.i32(i32 %a, i32 %a, i32 9)
  ret i32 %r
}

; CHECK-LABEL: <rotr_cl>:
; CHECK: shrdq %cl, %{{.+}}, %{{.+}}
define i64 @rotr_cl(i64 %a, i64 %n) {
  %r = call i64 @llvm.fshr.i64(i64 %a, i64 %a, i64 %n)
  ret i64 %r
}

; CHECK-LABEL: <fshl>:
; CHECK: shldq %cl, %{{.+}}, %{{.+}}
define i64 @fshl(i64 %a, i64 %b, i64 %n) {
  %r = call i64 @llvm.fshl.i64(i64 %a, i64 %b, i64 %n)
  ret i64 %r
}

; CHECK-LABEL: <fshr_i16>:
; CHECK: movzwl %{{.+}}, %{{.+}}
; CHECK: shll $0x10, %{{.+}}
; CHECK: orl %{{.+}}, %{{.+}}
; CHECK: shrl $0x3, %{{.+}}
define i16 @fshr_i16(i16 %a, i16 %b) {
  %r = call i16 @llvm.fshr.i16(i16 %a, i16 %b, i16 3)
  ret i16 %r
}
