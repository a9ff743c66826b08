; Values that share a place with the argument they are passed to, and edges
; that share their code.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "aarch64-unknown-linux-gnu"

; The next value is computed where the last one was: the branch has no moves.
; CHECK-LABEL: <counter>:
; CHECK: add [[SUM:x[0-9]+]], [[SUM]], x{{[0-9]+}}
; CHECK-NEXT: add [[I:x[0-9]+]], [[I]], #0x1
; CHECK-NEXT: cmp [[I]], x{{[0-9]+}}
; CHECK-NEXT: b.ne
define i64 @counter(i64 %n, i64 %step) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %j, %loop ]
  %sum = phi i64 [ 0, %entry ], [ %next, %loop ]
  %next = add i64 %sum, %step
  %j = add i64 %i, 1
  %c = icmp eq i64 %j, %n
  br i1 %c, label %end, label %loop
end:
  ret i64 %next
}

; One place in the code passes -2, whoever branches there.
; CHECK-LABEL: <failures>:
; CHECK: mov w{{[0-9]+}}, #-0x2
; CHECK-NOT: #-0x2
; CHECK: ret
declare void @callee()
define i32 @failures(i32 %a, i32 %b, i32 %c) {
  %p = icmp eq i32 %a, 0
  br i1 %p, label %out, label %second
second:
  %q = icmp eq i32 %b, 0
  br i1 %q, label %out, label %third
third:
  %r = icmp eq i32 %c, 0
  br i1 %r, label %out, label %fourth
fourth:
  call void @callee()
  br label %out
out:
  %result = phi i32 [ -2, %0 ], [ -2, %second ], [ -2, %third ], [ 1, %fourth ]
  ret i32 %result
}
