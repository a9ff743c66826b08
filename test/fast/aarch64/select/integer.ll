; Immediates, zero and extensions in integer arithmetic.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "aarch64-unknown-linux-gnu"

; CHECK-LABEL: <add_small>:
; CHECK-NEXT: add w0, w0, #0x7
define i32 @add_small(i32 %a) {
  %r = add i32 %a, 7
  ret i32 %r
}

; CHECK-LABEL: <add_negative>:
; CHECK: sub x{{[0-9]+}}, x0, #0x5, lsl #12
define i64 @add_negative(i64 %a) {
  %r = add i64 %a, -20480
  ret i64 %r
}

; CHECK-LABEL: <add_wide>:
; CHECK: mov [[C:x[0-9]+]], #0x5678
; CHECK-NEXT: movk [[C]], #0x1234, lsl #16
; CHECK: add x{{[0-9]+}}, x0, [[C]]
define i64 @add_wide(i64 %a) {
  %r = add i64 %a, 305419896
  ret i64 %r
}

; CHECK-LABEL: <mask>:
; CHECK: and w{{[0-9]+}}, w0, #0xff00
define i32 @mask(i32 %a) {
  %r = and i32 %a, 65280
  ret i32 %r
}

; CHECK-LABEL: <invert>:
; CHECK: mvn x{{[0-9]+}}, x0
define i64 @invert(i64 %a) {
  %r = xor i64 %a, -1
  ret i64 %r
}

; A right shift of a narrow value extracts a field.
; CHECK-LABEL: <narrow_shifts>:
; CHECK: ubfx w{{[0-9]+}}, w0, #3, #5
; CHECK: sbfx w{{[0-9]+}}, w1, #2, #14
define i32 @narrow_shifts(i8 %a, i16 %b) {
  %x = lshr i8 %a, 3
  %y = ashr i16 %b, 2
  %xe = zext i8 %x to i32
  %ye = sext i16 %y to i32
  %r = add i32 %xe, %ye
  ret i32 %r
}

; CHECK-LABEL: <remainder>:
; CHECK: sdiv [[Q:x[0-9]+]], x0, x1
; CHECK-NEXT: msub x{{[0-9]+}}, [[Q]], x1, x0
define i64 @remainder(i64 %a, i64 %b) {
  %r = srem i64 %a, %b
  ret i64 %r
}

; CHECK-LABEL: <high_product>:
; CHECK: umulh x{{[0-9]+}}, x0, x2
define i128 @high_product(i64 %a, i64 %x, i64 %b) {
  %wa = zext i64 %a to i128
  %wb = zext i64 %b to i128
  %r = mul i128 %wa, %wb
  ret i128 %r
}

; CHECK-LABEL: <population>:
; CHECK: fmov d[[N:[0-9]+]], x0
; CHECK-NEXT: cnt v[[N]].8b, v[[N]].8b
; CHECK-NEXT: addv b[[N]], v[[N]].8b
; CHECK-NEXT: fmov w{{[0-9]+}}, s[[N]]
define i64 @population(i64 %a) {
  %r = call i64 @llvm.ctpop.i64(i64 %a)
  ret i64 %r
}

; CHECK-LABEL: <overflow>:
; CHECK: adds w{{[0-9]+}}, w0, w1
; CHECK-NEXT: cset w{{[0-9]+}}, vs
define i1 @overflow(i32 %a, i32 %b) {
  %p = call { i32, i1 } @llvm.sadd.with.overflow.i32(i32 %a, i32 %b)
  %o = extractvalue { i32, i1 } %p, 1
  ret i1 %o
}

declare i64 @llvm.ctpop.i64(i64)
declare { i32, i1 } @llvm.sadd.with.overflow.i32(i32, i32)
