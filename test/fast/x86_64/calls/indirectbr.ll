; Each indirectbr has as many targets as it has, whatever came before.
; RUN: shunt-llc %s -o %t.o
; RUN: %objdump -d --no-show-raw-insn --no-addresses %t.o | FileCheck %s
target triple = "x86_64-pc-linux-gnu"

; CHECK-LABEL: <three>:
; CHECK: jmpq *%
define i32 @three(ptr %to) {
  indirectbr ptr %to, [label %a, label %b, label %c]
a:
  ret i32 1
b:
  ret i32 2
c:
  ret i32 3
}

; CHECK-LABEL: <one>:
; CHECK: jmpq *%
define i32 @one(ptr %to) {
  indirectbr ptr %to, [label %a]
a:
  ret i32 1
}

; CHECK-LABEL: <two>:
; CHECK: jmpq *%
define i32 @two(ptr %to) {
  indirectbr ptr %to, [label %a, label %b]
a:
  ret i32 1
b:
  ret i32 2
}
