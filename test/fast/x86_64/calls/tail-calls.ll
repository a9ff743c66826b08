; musttail is a jump with the frame gone.
; RUN: shunt-llc %s -o %t.o
; RUN: %objdump -dr --no-show-raw-insn --no-addresses %t.o | FileCheck %s
; RUN: llvm-dwarfdump --eh-frame %t.o | FileCheck %s --check-prefix=UNWIND
target triple = "x86_64-pc-linux-gnu"

declare i32 @callee(i32, i32)

; CHECK-LABEL: <direct>:
; CHECK: movl %esi, %edi
; CHECK: leave
; CHECK-NEXT: jmp
; CHECK-NEXT: R_X86_64_PLT32 callee
; UNWIND: DW_CFA_def_cfa: RSP +8
; UNWIND: DW_CFA_def_cfa: RBP +16
define i32 @direct(i32 %a, i32 %b) {
  %r = musttail call i32 @callee(i32 %b, i32 0)
  ret i32 %r
}

; CHECK-LABEL: <indirect>:
; CHECK: leave
; CHECK-NEXT: jmpq *%r11
define i32 @indirect(ptr %f, i32 %b) {
  %r = musttail call i32 %f(ptr %f, i32 %b)
  ret i32 %r
}
