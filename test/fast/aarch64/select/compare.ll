; Comparisons fused with their branches.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "aarch64-unknown-linux-gnu"

; CHECK-LABEL: <zero>:
; CHECK: cbnz w0
define void @zero(i32 %a) {
  %c = icmp eq i32 %a, 0
  br i1 %c, label %t, label %f
t:
  call void @g()
  br label %f
f:
  ret void
}

; CHECK-LABEL: <sign>:
; CHECK: tbz x0, #0x3f
define i32 @sign(i64 %a) {
  %c = icmp slt i64 %a, 0
  br i1 %c, label %t, label %f
t:
  ret i32 1
f:
  ret i32 2
}

; CHECK-LABEL: <flag>:
; CHECK: tbz w0, #0x0
define i32 @flag(i1 %a) {
  br i1 %a, label %t, label %f
t:
  ret i32 1
f:
  ret i32 2
}

; A byte is extended by the comparison.
; CHECK-LABEL: <bytes>:
; CHECK: sxtb [[A:w[0-9]+]], w0
; CHECK-NEXT: cmp [[A]], w1, sxtb
; CHECK-NEXT: b.ge
define i32 @bytes(i8 %a, i8 %b) {
  %c = icmp slt i8 %a, %b
  br i1 %c, label %t, label %f
t:
  ret i32 1
f:
  ret i32 2
}

; CHECK-LABEL: <negative>:
; CHECK: cmn w0, #0x7
; CHECK-NEXT: cset w{{[0-9]+}}, eq
define i1 @negative(i32 %a) {
  %c = icmp eq i32 %a, -7
  ret i1 %c
}

; CHECK-LABEL: <choose>:
; CHECK: cmp x0, x1
; CHECK: csel x{{[0-9]+}}, x0, x1, lo
define i64 @choose(i64 %a, i64 %b) {
  %c = icmp ult i64 %a, %b
  %r = select i1 %c, i64 %a, i64 %b
  ret i64 %r
}

; Two conditions where one doesn't say it.
; CHECK-LABEL: <unordered_or_equal>:
; CHECK: fcmp d0, d1
; CHECK-NEXT: cset [[R:w[0-9]+]], eq
; CHECK-NEXT: csinc w{{[0-9]+}}, [[R]], wzr, vc
define i1 @unordered_or_equal(double %a, double %b) {
  %c = fcmp ueq double %a, %b
  ret i1 %c
}

declare void @g()
