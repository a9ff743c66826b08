; Switches: compared one by one, by a table, by halves; arguments on edges.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
; RUN: shunt-llc %s -o %t.o
; RUN: %readobj -r %t.o | FileCheck %s --check-prefix=TABLE
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: <few>:
; CHECK: cmpl $-0x5, %{{.+}}
; CHECK-NEXT: je
; CHECK: testl %{{.+}}, %{{.+}}
; CHECK-NEXT: je
; CHECK: cmpl $0x3e8, %{{.+}}
; CHECK-NEXT: je
; CHECK: movl $0x3, %{{.+}}
; CHECK-NEXT: jmp
; CHECK: movl $0x2, %{{.+}}
; CHECK-NEXT: jmp
; CHECK: movl $0x1, %{{.+}}
define i32 @few(i32 %v) {
  switch i32 %v, label %other [
    i32 0, label %a
    i32 1000, label %b
    i32 -5, label %a
  ]
a:
  ret i32 1
b:
  ret i32 2
other:
  ret i32 3
}

; 4 of 4 values: a table of distances from itself.
; CHECK-LABEL: <table>:
; CHECK: leal -0xa(%{{.+}}), %{{.+}}
; CHECK: cmpl $0x3, %{{.+}}
; CHECK-NEXT: ja
; CHECK: leaq (%rip), %{{.+}}
; CHECK-NEXT: R_X86_64_PC32 .rodata-0x4
; CHECK: movslq (%{{.+}},%{{.+}},4), %{{.+}}
; CHECK: addq %{{.+}}, %{{.+}}
; CHECK-NEXT: jmpq *%{{.+}}
; CHECK: movl $0x3, %{{.+}}
; CHECK-NEXT: jmp
; CHECK: movl $0x1, %{{.+}}
; CHECK-NEXT: jmp
; CHECK: movl $0x2, %{{.+}}
define i32 @table(i32 %v) {
  switch i32 %v, label %other [
    i32 10, label %a
    i32 11, label %b
    i32 12, label %a
    i32 13, label %b
  ]
a:
  ret i32 1
b:
  ret i32 2
other:
  ret i32 3
}

; Too sparse for a table.
; CHECK-LABEL: <halves>:
; CHECK: cmpq $0xbb8, %{{.+}}
; CHECK-NEXT: jge
; CHECK: testq %{{.+}}, %{{.+}}
; CHECK-NEXT: je
; CHECK: cmpq $0x3e8, %{{.+}}
; CHECK-NEXT: je
; CHECK: cmpq $0x7d0, %{{.+}}
; CHECK-NEXT: je
; CHECK-NEXT: jmp
; CHECK: cmpq $0xbb8, %{{.+}}
; CHECK-NEXT: je
; CHECK: cmpq $0xfa0, %{{.+}}
; CHECK-NEXT: je
; CHECK: movabsq $0x2540be400, %{{.+}}
; CHECK: cmpq %{{.+}}, %{{.+}}
; CHECK-NEXT: je
; CHECK: movl $0x3, %{{.+}}
; CHECK-NEXT: jmp
; CHECK: movl $0x1, %{{.+}}
; CHECK-NEXT: jmp
; CHECK: movl $0x2, %{{.+}}
define i64 @halves(i64 %v) {
  switch i64 %v, label %other [
    i64 0, label %a
    i64 1000, label %b
    i64 2000, label %a
    i64 3000, label %b
    i64 4000, label %a
    i64 10000000000, label %b
  ]
a:
  ret i64 1
b:
  ret i64 2
other:
  ret i64 3
}

; Narrow values are extended; a table needs no case of zero.
; CHECK-LABEL: <narrow>:
; CHECK: movsbl %{{.+}}, %{{.+}}
; CHECK: cmpl $-0x1, %{{.+}}
; CHECK-NEXT: je
; CHECK: cmpl $0x1, %{{.+}}
; CHECK-NEXT: je
; CHECK: movl $0x3, %{{.+}}
; CHECK-NEXT: jmp
; CHECK: movl $0x1, %{{.+}}
; CHECK-NEXT: jmp
; CHECK: movl $0x2, %{{.+}}
define i32 @narrow(i8 %v) {
  switch i8 %v, label %other [
    i8 -1, label %a
    i8 1, label %b
  ]
a:
  ret i32 1
b:
  ret i32 2
other:
  ret i32 3
}

; CHECK-LABEL: <arguments>:
; CHECK: cmpl $0x1, %{{.+}}
; CHECK-NEXT: je
; CHECK: cmpl $0x2, %{{.+}}
; CHECK-NEXT: je
; CHECK: jmp
; CHECK: movl $0x7, %{{.+}}
; CHECK-NEXT: jmp
; CHECK: movl $0x9, %{{.+}}
define i32 @arguments(i32 %v, i32 %x) {
  switch i32 %v, label %end [
    i32 1, label %a
    i32 2, label %b
  ]
a:
  br label %end
b:
  br label %end
end:
  %r = phi i32 [ %x, %0 ], [ 7, %a ], [ 9, %b ]
  ret i32 %r
}

; TABLE: Section {{.*}} .rela.rodata {
; TABLE-NEXT: R_X86_64_PC32 .text
; TABLE-NEXT: R_X86_64_PC32 .text
; TABLE-NEXT: R_X86_64_PC32 .text
; TABLE-NEXT: R_X86_64_PC32 .text
; TABLE-NEXT: }
