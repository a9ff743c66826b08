; Atomic operations by instructions, by routines and by loops.
; RUN: shunt-llc -mattr=+lse %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s --check-prefixes=CHECK,LSE
; RUN: shunt-llc -mattr=+outline-atomics %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s --check-prefixes=CHECK,OUTLINE
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s --check-prefixes=CHECK,LOOP
target triple = "aarch64-unknown-linux-gnu"

; CHECK-LABEL: <add>:
; LSE: ldaddal w1, w{{[0-9]+}}, [x0]
; OUTLINE: R_AARCH64_CALL26 __aarch64_ldadd4_acq_rel
; LOOP: ldaxr [[OLD:w[0-9]+]], [x0]
; LOOP-NEXT: add w16, [[OLD]], w1
; LOOP-NEXT: stlxr w17, w16, [x0]
; LOOP-NEXT: cbnz w17
define i32 @add(ptr %p, i32 %v) {
  %r = atomicrmw add ptr %p, i32 %v seq_cst
  ret i32 %r
}

; CHECK-LABEL: <clear>:
; LSE: mvn w16, w1
; LSE-NEXT: ldclrb w16, w{{[0-9]+}}, [x0]
; OUTLINE: mvn w0, w0
; OUTLINE: R_AARCH64_CALL26 __aarch64_ldclr1_relax
; LOOP: ldxrb
; LOOP: stxrb
define i8 @clear(ptr %p, i8 %v) {
  %r = atomicrmw and ptr %p, i8 %v monotonic
  ret i8 %r
}

; No routine computes a maximum.
; CHECK-LABEL: <maximum>:
; LSE: ldsmaxa x1, x{{[0-9]+}}, [x0]
; OUTLINE: ldaxr
; OUTLINE: csel x16, {{.*}}, gt
; OUTLINE: stxr
define i64 @maximum(ptr %p, i64 %v) {
  %r = atomicrmw max ptr %p, i64 %v acquire
  ret i64 %r
}

; CHECK-LABEL: <exchange>:
; LSE: casal [[OLD:w[0-9]+]], w2, [x0]
; LSE-NEXT: cmp [[OLD]], w1
; OUTLINE: R_AARCH64_CALL26 __aarch64_cas4_acq_rel
; LOOP: ldaxr [[OLD:w[0-9]+]], [x0]
; LOOP-NEXT: cmp [[OLD]], w1
; LOOP-NEXT: b.ne
; LOOP-NEXT: stlxr w16, w2, [x0]
; LOOP-NEXT: cbnz w16
; CHECK: cset w{{[0-9]+}}, eq
define i1 @exchange(ptr %p, i32 %e, i32 %n) {
  %r = cmpxchg ptr %p, i32 %e, i32 %n seq_cst seq_cst
  %s = extractvalue { i32, i1 } %r, 1
  ret i1 %s
}

; CHECK-LABEL: <fences>:
; CHECK: dmb ishld
; CHECK: dmb ish
define void @fences() {
  fence acquire
  fence seq_cst
  ret void
}
