; Arguments aligned to more than the stack: rsp moves for the call alone, and
; comes back from where it was kept.
; RUN: shunt-llc %s -o %t.o
; RUN: %objdump -d --no-show-raw-insn --no-addresses %t.o | FileCheck %s
target triple = "x86_64-pc-linux-gnu"

declare void @take(ptr byval([8 x i64]) align 64)

; CHECK-LABEL: <pass>:
; CHECK: movq %rsp, [[SAVED:-[0-9a-fx]+\(%rbp\)]]
; CHECK-NEXT: subq $0x40, %rsp
; CHECK-NEXT: andq $-0x40, %rsp
; CHECK: callq
; CHECK-NEXT: movq [[SAVED]], %rsp
define void @pass(ptr %p) {
  call void @take(ptr byval([8 x i64]) align 64 %p)
  ret void
}
