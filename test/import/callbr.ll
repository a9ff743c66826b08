; Inline assembly that may branch. An edge that passes arguments has a block of
; its own, which can pass the statement's results too.
; RUN: shunt-translate --import=folded %s | FileCheck %s
; RUN: shunt-translate --round-trip %s | FileCheck %s --check-prefix=TRIP

; CHECK-LABEL: shunt.func @plain
; CHECK: shunt.callbr "jmp ${1:l}", "r,!i"(%{{.*}}) : (i32) -> () signature !shunt.func<!shunt.void (i32)> [^bb1, ^bb2]
; TRIP-LABEL: define i32 @plain
; TRIP: callbr void asm sideeffect "jmp ${1:l}", "r,!i"(i32 %0)
; TRIP-NEXT: to label %2 [label %3]
define i32 @plain(i32 %x) {
  callbr void asm sideeffect "jmp ${1:l}", "r,!i"(i32 %x)
    to label %next [label %other]
next:
  ret i32 1
other:
  ret i32 2
}

; CHECK-LABEL: shunt.func @result
; CHECK: %[[R:.*]] = shunt.callbr {{.*}} [^bb1, ^bb2]
; CHECK: ^bb1:
; CHECK-NEXT: shunt.ret %[[R]] : i32
; CHECK: ^bb2:
; CHECK: shunt.add %[[R]], %{{.*}} : i32
; TRIP-LABEL: define i32 @result
; TRIP: %[[R:.*]] = callbr i32 asm
; TRIP: ret i32 %[[R]]
; TRIP: add i32 %[[R]], 1
define i32 @result() {
  %r = callbr i32 asm "jmp ${1:l}", "=r,!i"()
    to label %next [label %other]
next:
  ret i32 %r
other:
  %s = add i32 %r, 1
  ret i32 %s
}

; CHECK-LABEL: shunt.func @edges
; CHECK: %[[R:.*]] = shunt.callbr {{.*}} [^bb[[A:.*]], ^bb[[B:.*]]]
; CHECK-DAG: ^bb[[A]]:{{.*}}{{[[:space:]]+}}shunt.br edge ^bb{{[0-9]+}}(%[[R]] : i32)
; CHECK-DAG: ^bb[[B]]:{{.*}}{{[[:space:]]+}}shunt.br ^bb{{[0-9]+}}(%{{.*}} : i32)
; TRIP-LABEL: define i32 @edges
; TRIP: %[[R:.*]] = callbr i32 asm {{.*}}
; TRIP-NEXT: to label %[[A:.*]] [label %[[B:.*]]]
; TRIP: [[A]]:
; TRIP: phi i32 [ %[[R]], %0 ], [ 7, %[[B]] ]
define i32 @edges() {
  %r = callbr i32 asm "jmp ${1:l}", "=r,!i"()
    to label %join [label %other]
join:
  %p = phi i32 [%r, %0], [7, %other]
  ret i32 %p
other:
  br label %join
}

; Each user takes its part of a statement's several results.
; CHECK-LABEL: shunt.func @several
; CHECK: %[[R:.*]]:2 = shunt.callbr
; CHECK: shunt.ret %[[R]]#0 : i32
; CHECK: shunt.ret %[[R]]#1 : i32
; TRIP-LABEL: define i32 @several
; TRIP: %[[R:.*]] = callbr { i32, i32 } asm
; TRIP: extractvalue { i32, i32 } %[[R]], 0
; TRIP: extractvalue { i32, i32 } %[[R]], 1
define i32 @several() {
  %r = callbr { i32, i32 } asm "jmp ${2:l}", "=r,=r,!i"()
    to label %next [label %other]
next:
  %a = extractvalue { i32, i32 } %r, 0
  ret i32 %a
other:
  %b = extractvalue { i32, i32 } %r, 1
  ret i32 %b
}
