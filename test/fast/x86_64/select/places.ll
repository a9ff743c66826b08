; Values that share a place with the argument they are passed to, edges that
; share their code, and registers that keep values along a chain of blocks.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

; The next value is computed where the last one was: the branch has no moves.
; CHECK-LABEL: <counter>:
; CHECK: addq %{{.+}}, %[[SUM:[a-z0-9]+]]
; CHECK-NEXT: incq %[[I:[a-z0-9]+]]
; CHECK-NEXT: cmpq %{{.+}}, %[[I]]
; CHECK-NEXT: jne
; CHECK-NEXT: movq %[[SUM]], %rax
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

; The old value is needed behind the new one: two places, and a move.
; CHECK-LABEL: <both>:
; CHECK: leaq 0x1(%[[OLD:[a-z0-9]+]]), %[[NEW:[a-z0-9]+]]
; CHECK-NEXT: cmpq %{{.+}}, %[[NEW]]
; CHECK-NEXT: je
; CHECK-NEXT: movq %[[NEW]], %[[OLD]]
; CHECK-NEXT: jmp
; CHECK-NEXT: movq %[[OLD]], %rax
define i64 @both(i64 %n) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %j, %loop ]
  %j = add i64 %i, 1
  %c = icmp eq i64 %j, %n
  br i1 %c, label %end, label %loop
end:
  ret i64 %i
}

; One place in the code passes -2, whoever branches there.
; CHECK-LABEL: <failures>:
; CHECK: movl $0xfffffffe
; CHECK-NOT: $0xfffffffe
; CHECK: retq
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

; A constant goes to a home without a register.
; CHECK-LABEL: <stored>:
; CHECK: movl ${{.+}}, -0x{{.+}}(%rbp)
declare void @use(i32, i32, i32, i32, i32, i32, i32)
define void @stored(i1 %c) {
  br i1 %c, label %call, label %out
call:
  call void @callee()
  br label %out
out:
  %v0 = phi i32 [ 70, %0 ], [ 90, %call ]
  %v1 = phi i32 [ 71, %0 ], [ 91, %call ]
  %v2 = phi i32 [ 72, %0 ], [ 92, %call ]
  %v3 = phi i32 [ 73, %0 ], [ 93, %call ]
  %v4 = phi i32 [ 74, %0 ], [ 94, %call ]
  %v5 = phi i32 [ 75, %0 ], [ 95, %call ]
  %v6 = phi i32 [ 76, %0 ], [ 96, %call ]
  call void @callee()
  call void @use(i32 %v0, i32 %v1, i32 %v2, i32 %v3, i32 %v4, i32 %v5, i32 %v6)
  ret void
}

; All blocks lead to the one behind them alone: what the first has loaded stays
; in its register.
; CHECK-LABEL: <chain>:
; CHECK: movl (%rdi), %[[VALUE:[a-z0-9]+]]
; CHECK-NOT: (%rbp)
; CHECK: addl (%rdx), %[[VALUE]]
define i32 @chain(ptr %p, ptr %q, ptr %r) {
  %value = load i32, ptr %p
  %a = icmp eq i32 %value, 3
  br i1 %a, label %second, label %no
second:
  %other = load i32, ptr %q
  %b = icmp eq i32 %other, 4
  br i1 %b, label %third, label %no
third:
  %last = load i32, ptr %r
  %sum = add i32 %last, %value
  ret i32 %sum
no:
  ret i32 0
}

; Nothing is called in the loop: its values have registers that calls clobber.
; CHECK-LABEL: <callfree>:
; CHECK-NOT: %r12
; CHECK: callq
; CHECK: addq $0x3, %{{r8|r9|rsi|rdi}}
define i64 @callfree(ptr %p, i64 %n) {
  call void @callee()
  br label %head
head:
  br label %loop
loop:
  %i = phi i64 [ 0, %head ], [ %j, %loop ]
  %sum = phi i64 [ 0, %head ], [ %next, %loop ]
  %bits = phi i64 [ -1, %head ], [ %mixed, %loop ]
  %next = add i64 %sum, %i
  %mixed = xor i64 %bits, %next
  %j = add i64 %i, 3
  %c = icmp ult i64 %j, 1000
  br i1 %c, label %loop, label %end
end:
  %result = add i64 %next, %mixed
  ret i64 %result
}

; What the first edge passes in place, in front of the shared move, is not what
; the second one passes.
; CHECK-LABEL: <passed>:
; CHECK: movl $0x2, %[[TWO:[a-z0-9]+]]
; CHECK-NOT: movl $0x2,
; CHECK: <behind>:
define i32 @passed(ptr %p, i1 %c, i32 %n) {
  br i1 %c, label %left, label %right
left:
  %x = load volatile i32, ptr %p
  %a = sub i32 %x, %n
  br label %out
right:
  %b = load volatile i32, ptr %p
  %b2 = add i32 %b, %n
  %big = icmp ugt i32 %b2, 9
  br i1 %big, label %out, label %more
more:
  call void @callee()
  br label %out
out:
  %v = phi i32 [ %a, %left ], [ %b2, %right ], [ 7, %more ]
  %k = phi i32 [ 2, %left ], [ 2, %right ], [ 5, %more ]
  call void @callee()
  %sum = add i32 %v, %k
  ret i32 %sum
}
define void @behind() {
  ret void
}
