; Arithmetic that reports overflow, or saturates.
; RUN: shunt-llc %s -o - | %objdump -d --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: <sadd>:
; CHECK: addl %{{.+}}, %{{.+}}
; CHECK-NEXT: seto %{{.+}}
; CHECK: movl %{{.+}}, (%{{.+}})
define i1 @sadd(i32 %a, i32 %b, ptr %p) {
  %r = call { i32, i1 } @llvm.sadd.with.overflow.i32(i32 %a, i32 %b)
  %v = extractvalue { i32, i1 } %r, 0
  store i32 %v, ptr %p
  %o = extractvalue { i32, i1 } %r, 1
  ret i1 %o
}

; CHECK-LABEL: <usub_i8>:
; CHECK: subb $0x3, %{{.+}}
; CHECK-NEXT: setb %{{.+}}
; CHECK: movb %{{.+}}, (%{{.+}})
define i1 @usub_i8(i8 %a, ptr %p) {
  %r = call { i8, i1 } @llvm.usub.with.overflow.i8(i8 %a, i8 3)
  %v = extractvalue { i8, i1 } %r, 0
  store i8 %v, ptr %p
  %o = extractvalue { i8, i1 } %r, 1
  ret i1 %o
}

; CHECK-LABEL: <smul>:
; CHECK: imulq %{{.+}}, %{{.+}}
; CHECK-NEXT: seto %{{.+}}
define i1 @smul(i64 %a, i64 %b) {
  %r = call { i64, i1 } @llvm.smul.with.overflow.i64(i64 %a, i64 %b)
  %o = extractvalue { i64, i1 } %r, 1
  ret i1 %o
}

; CHECK-LABEL: <umul>:
; CHECK: mulq %{{.+}}
; CHECK-NEXT: seto %{{.+}}
define i1 @umul(i64 %a, i64 %b) {
  %r = call { i64, i1 } @llvm.umul.with.overflow.i64(i64 %a, i64 %b)
  %o = extractvalue { i64, i1 } %r, 1
  ret i1 %o
}

; In twice the width, and compared with what is left of it.
; CHECK-LABEL: <smul_i8>:
; CHECK: movsbq %{{.+}}, %{{.+}}
; CHECK: movsbq %{{.+}}, %{{.+}}
; CHECK: imulq %{{.+}}, %{{.+}}
; CHECK: movsbq %{{.+}}, %{{.+}}
; CHECK: cmpq %{{.+}}, %{{.+}}
; CHECK-NEXT: setne %{{.+}}
define i1 @smul_i8(i8 %a, i8 %b) {
  %r = call { i8, i1 } @llvm.smul.with.overflow.i8(i8 %a, i8 %b)
  %o = extractvalue { i8, i1 } %r, 1
  ret i1 %o
}

; CHECK-LABEL: <uadd_sat>:
; CHECK: movl $0xffffffff, %{{.+}}
; CHECK: addl %{{.+}}, %{{.+}}
; CHECK-NEXT: cmovbl %{{.+}}, %{{.+}}
define i32 @uadd_sat(i32 %a, i32 %b) {
  %r = call i32 @llvm.uadd.sat.i32(i32 %a, i32 %b)
  ret i32 %r
}

; CHECK-LABEL: <ssub_sat>:
; CHECK: sarq $0x3f, %{{.+}}
; CHECK: movabsq $0x7fffffffffffffff, %{{.+}}
; CHECK: xorq %{{.+}}, %{{.+}}
; CHECK: subq %{{.+}}, %{{.+}}
; CHECK-NEXT: cmovoq %{{.+}}, %{{.+}}
define i64 @ssub_sat(i64 %a, i64 %b) {
  %r = call i64 @llvm.ssub.sat.i64(i64 %a, i64 %b)
  ret i64 %r
}
