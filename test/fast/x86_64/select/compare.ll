; Comparisons: as values, and fused with the branch that takes them.
; RUN: shunt-llc %s -o - | %objdump -d --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: <as_value>:
; CHECK: cmpq %{{.+}}, %{{.+}}
; CHECK-NEXT: setg %{{.+}}
define i1 @as_value(i64 %a, i64 %b) {
  %c = icmp sgt i64 %a, %b
  ret i1 %c
}

; CHECK-LABEL: <zero_extended>:
; CHECK: testl %{{.+}}, %{{.+}}
; CHECK-NEXT: sete %{{.+}}
; CHECK: movzbl %{{.+}}, %{{.+}}
define i32 @zero_extended(i32 %a) {
  %c = icmp eq i32 %a, 0
  %r = zext i1 %c to i32
  ret i32 %r
}

; CHECK-LABEL: <imm>:
; CHECK: cmpw $0x3e8, %{{.+}}
; CHECK-NEXT: setb %{{.+}}
define i1 @imm(i16 %a) {
  %c = icmp ult i16 %a, 1000
  ret i1 %c
}

; The constant goes to the right, and the condition turns.
; CHECK-LABEL: <imm_left>:
; CHECK: cmpl $0x7, %{{.+}}
; CHECK-NEXT: setg %{{.+}}
define i1 @imm_left(i32 %a) {
  %c = icmp slt i32 7, %a
  ret i1 %c
}

; CHECK-LABEL: <load_imm>:
; CHECK: cmpb $0xa, (%{{.+}})
; CHECK-NEXT: setne %{{.+}}
define i1 @load_imm(ptr %p) {
  %a = load i8, ptr %p
  %c = icmp ne i8 %a, 10
  ret i1 %c
}

; CHECK-LABEL: <load_reg>:
; CHECK: cmpq (%{{.+}}), %{{.+}}
; CHECK-NEXT: setae %{{.+}}
define i1 @load_reg(ptr %p, i64 %b) {
  %a = load i64, ptr %p
  %c = icmp uge i64 %b, %a
  ret i1 %c
}

; Widths that no register has are extended first.
; CHECK-LABEL: <odd_width>:
; CHECK: shll $0x8, %{{.+}}
; CHECK: sarl $0x8, %{{.+}}
; CHECK: shll $0x8, %{{.+}}
; CHECK: sarl $0x8, %{{.+}}
; CHECK: cmpl %{{.+}}, %{{.+}}
; CHECK-NEXT: setl %{{.+}}
define i1 @odd_width(i24 %a, i24 %b) {
  %c = icmp slt i24 %a, %b
  ret i1 %c
}

; CHECK-LABEL: <branch>:
; CHECK: cmpl %{{.+}}, %{{.+}}
; CHECK-NEXT: ja
; CHECK: movl $0x1, %{{.+}}
; CHECK-NEXT: jmp
; CHECK: movl $0x2, %{{.+}}
define i32 @branch(i32 %a, i32 %b) {
  %c = icmp ule i32 %a, %b
  br i1 %c, label %yes, label %no
yes:
  ret i32 1
no:
  ret i32 2
}

; CHECK-LABEL: <branch_load>:
; CHECK: cmpl $0x2a, (%{{.+}})
; CHECK-NEXT: jne
; CHECK: movl $0x1, %{{.+}}
; CHECK-NEXT: jmp
; CHECK: movl $0x2, %{{.+}}
define i32 @branch_load(ptr %p) {
  %a = load i32, ptr %p
  %c = icmp eq i32 %a, 42
  br i1 %c, label %yes, label %no
yes:
  ret i32 1
no:
  ret i32 2
}

; CHECK-LABEL: <branch_bool>:
; CHECK: testb $0x1, %{{.+}}
; CHECK-NEXT: je
; CHECK: movl $0x1, %{{.+}}
; CHECK-NEXT: jmp
; CHECK: movl $0x2, %{{.+}}
define i32 @branch_bool(i1 %c) {
  br i1 %c, label %yes, label %no
yes:
  ret i32 1
no:
  ret i32 2
}

; CHECK-LABEL: <three_way>:
; CHECK: cmpl %{{.+}}, %{{.+}}
; CHECK-NEXT: setg %{{.+}}
; CHECK-NEXT: setl %{{.+}}
; CHECK: subb %{{.+}}, %{{.+}}
; CHECK: movsbl %{{.+}}, %{{.+}}
define i32 @three_way(i32 %a, i32 %b) {
  %r = call i32 @llvm.scmp.i32.i32(i32 %a, i32 %b)
  ret i32 %r
}
