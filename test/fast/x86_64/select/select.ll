; Selection by cmov, minimum and maximum; floats by a branch.
; RUN: shunt-llc %s -o - | %objdump -d --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: <fused>:
; CHECK: cmpq %{{.+}}, %{{.+}}
; CHECK-NEXT: cmovlq %{{.+}}, %{{.+}}
define i64 @fused(i64 %a, i64 %b, i64 %x, i64 %y) {
  %c = icmp slt i64 %a, %b
  %r = select i1 %c, i64 %x, i64 %y
  ret i64 %r
}

; CHECK-LABEL: <narrow>:
; CHECK: testb $0x1, %{{.+}}
; CHECK-NEXT: cmovnel %{{.+}}, %{{.+}}
define i8 @narrow(i1 %c, i8 %x, i8 %y) {
  %r = select i1 %c, i8 %x, i8 %y
  ret i8 %r
}

; Two conditions: equal, and not unordered.
; CHECK-LABEL: <by_float>:
; CHECK: ucomisd %{{.+}}, %{{.+}}
; CHECK-NEXT: cmovnel %{{.+}}, %{{.+}}
; CHECK-NEXT: cmovpl %{{.+}}, %{{.+}}
define i32 @by_float(double %a, double %b, i32 %x, i32 %y) {
  %c = fcmp oeq double %a, %b
  %r = select i1 %c, i32 %x, i32 %y
  ret i32 %r
}

; CHECK-LABEL: <of_float>:
; CHECK: cmpl $0x9, %{{.+}}
; CHECK-NEXT: ja
; CHECK-NEXT: jmp
define double @of_float(i32 %a, double %x, double %y) {
  %c = icmp ugt i32 %a, 9
  %r = select i1 %c, double %x, double %y
  ret double %r
}

; CHECK-LABEL: <smax>:
; CHECK: cmpl %{{.+}}, %{{.+}}
; CHECK-NEXT: cmovll %{{.+}}, %{{.+}}
define i32 @smax(i32 %a, i32 %b) {
  %r = call i32 @llvm.smax.i32(i32 %a, i32 %b)
  ret i32 %r
}

; CHECK-LABEL: <umin>:
; CHECK: cmpq %{{.+}}, %{{.+}}
; CHECK-NEXT: cmovaq %{{.+}}, %{{.+}}
define i64 @umin(i64 %a, i64 %b) {
  %r = call i64 @llvm.umin.i64(i64 %a, i64 %b)
  ret i64 %r
}

; CHECK-LABEL: <smin_i8>:
; CHECK: movsbl %{{.+}}, %{{.+}}
; CHECK: movsbl %{{.+}}, %{{.+}}
; CHECK: cmpl %{{.+}}, %{{.+}}
; CHECK-NEXT: cmovgl %{{.+}}, %{{.+}}
define i8 @smin_i8(i8 %a, i8 %b) {
  %r = call i8 @llvm.smin.i8(i8 %a, i8 %b)
  ret i8 %r
}
