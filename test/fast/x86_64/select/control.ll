; Branches without conditions, arguments of blocks, and dead ends.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

; Both values are exchanged at each turn: three moves, by a third register.
; CHECK-LABEL: <exchange>:
; CHECK: je
; CHECK-NEXT: movq %[[B:[a-z0-9]+]], %[[SAVED:[a-z0-9]+]]
; CHECK-NEXT: movq %[[A:[a-z0-9]+]], %[[B]]
; CHECK-NEXT: movq %[[SAVED]], %[[A]]
; CHECK-NEXT: jmp
define i64 @exchange(i64 %n) {
entry:
  br label %loop
loop:
  %a = phi i64 [ 1, %entry ], [ %b, %loop ]
  %b = phi i64 [ 2, %entry ], [ %a, %loop ]
  %i = phi i64 [ %n, %entry ], [ %j, %loop ]
  %j = add i64 %i, -1
  %c = icmp ne i64 %j, 0
  br i1 %c, label %loop, label %end
end:
  ret i64 %a
}

; CHECK-LABEL: <computed>:
; CHECK: movl $0x1, %{{.+}}
; CHECK: testb $0x1, %{{.+}}
; CHECK: leaq 0x{{.+}}(%rip), %{{.+}}
; CHECK: leaq 0x{{.+}}(%rip), %{{.+}}
; CHECK-NEXT: cmovneq %{{.+}}, %{{.+}}
; CHECK-NEXT: jmpq *%{{.+}}
; CHECK: movl $0x1, %{{.+}}
; CHECK-NEXT: jmp
; CHECK: movl $0x2, %{{.+}}
define i64 @computed(i32 %i) {
  %p = select i1 true, ptr blockaddress(@computed, %a), ptr blockaddress(@computed, %b)
  indirectbr ptr %p, [label %a, label %b]
a:
  ret i64 1
b:
  ret i64 2
}

; CHECK-LABEL: <trap>:
; CHECK: ud2
define void @trap() {
  call void @llvm.trap()
  unreachable
}

; CHECK-LABEL: <debugtrap>:
; CHECK: int3
define void @debugtrap() {
  call void @llvm.debugtrap()
  ret void
}

declare void @leaves() noreturn
; Nothing follows a call that doesn't return.
; CHECK-LABEL: <no_return>:
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 leaves-0x4
define void @no_return() {
  call void @leaves()
  unreachable
}

; CHECK-LABEL: <cycles>:
; CHECK: rdtsc
; CHECK: shlq $0x20, %{{.+}}
; CHECK: orq %{{.+}}, %{{.+}}
define i64 @cycles() {
  %r = call i64 @llvm.readcyclecounter()
  ret i64 %r
}
