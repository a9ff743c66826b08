; RUN: shunt-translate --import=folded %s | FileCheck %s

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"

; A comparison whose one user is the branch behind it.
; CHECK-LABEL: shunt.func @fused
; CHECK-NOT: shunt.icmp
; CHECK: shunt.cmp_br slt %{{.*}}, %{{.*}} : i32, ^bb1, ^bb2
define i32 @fused(i32 %a, i32 %b) {
  %c = icmp slt i32 %a, %b
  br i1 %c, label %yes, label %no
yes:
  ret i32 %a
no:
  ret i32 %b
}

; CHECK-LABEL: shunt.func @not_fused
; CHECK: %[[C:.*]] = shunt.icmp slt
; CHECK: shunt.cond_br %[[C]], ^bb1, ^bb2
define i1 @not_fused(i32 %a, i32 %b) {
  %c = icmp slt i32 %a, %b
  br i1 %c, label %yes, label %no
yes:
  ret i1 %c
no:
  ret i1 false
}

; A phi is a block argument; blocks stand in reverse post-order, and those that
; nothing reaches are gone.
; CHECK-LABEL: shunt.func @loop
; CHECK: shunt.br ^bb1(%[[ZERO:.*]], %{{.*}} : i32, i32)
; CHECK: ^bb1(%[[I:.*]]: i32, %[[S:.*]]: i32):
; CHECK: shunt.cmp_br ult %[[N:.*]], %{{.*}} : i32, ^bb1(%[[N]], %[[S]] : i32, i32), ^bb2
; CHECK-NEXT: ^bb2:
; CHECK-NOT: ^bb3
define void @loop(i32 %n) {
entry:
  br label %head
dead:
  br label %exit
exit:
  ret void
head:
  %i = phi i32 [0, %entry], [%next, %head]
  %s = phi i32 [%n, %entry], [%s, %head]
  %next = add i32 %i, 1
  %c = icmp ult i32 %next, %n
  br i1 %c, label %head, label %exit
}

; Each edge passes its arguments, also two edges to one block.
; CHECK-LABEL: shunt.func @switch
; CHECK: shunt.switch %{{.*}} : i32 array<i64: 3, -1> ^bb1, ^bb2, ^bb2(%[[A:.*]], %[[A]] : i32, i32)
define i32 @switch(i32 %v, i32 %a) {
  switch i32 %v, label %other [i32 3, label %join
                               i32 -1, label %join]
other:
  br label %join
join:
  %r = phi i32 [%a, %0], [%a, %0], [1, %other]
  ret i32 %r
}
