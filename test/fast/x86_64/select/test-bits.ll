; A mask of which only is asked whether it is zero is tested, not computed.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: <small>:
; CHECK: testb $0x10, %dil
; CHECK-NEXT: j
define i32 @small(i32 %x) {
  %a = and i32 %x, 16
  %c = icmp eq i32 %a, 0
  br i1 %c, label %yes, label %no
yes:
  ret i32 1
no:
  ret i32 2
}

; CHECK-LABEL: <wide>:
; CHECK: testl $0x10000, %edi
; CHECK: testl $0x80000000, %edi
; CHECK: testl $0x8000, %esi
; CHECK: testl $0x40000000, %edx
; CHECK: testq $-0x80000000, %rdx
; CHECK: movabsq $0x100000000, %[[MASK:[a-z0-9]+]]
; CHECK: testq %[[MASK]], %rdx
define i32 @wide(i32 %x, i16 %y, i64 %z) {
  %a = and i32 %x, 65536
  %ac = icmp ne i32 %a, 0
  br i1 %ac, label %out, label %second
second:
  %b = and i32 %x, -2147483648
  %bc = icmp ne i32 %b, 0
  br i1 %bc, label %out, label %third
third:
  %d = and i16 %y, -32768
  %dc = icmp ne i16 %d, 0
  br i1 %dc, label %out, label %fourth
fourth:
  %e = and i64 %z, 1073741824
  %ec = icmp ne i64 %e, 0
  br i1 %ec, label %out, label %fifth
fifth:
  %f = and i64 %z, -2147483648
  %fc = icmp eq i64 %f, 0
  br i1 %fc, label %out, label %sixth
sixth:
  %g = and i64 %z, 4294967296
  %gc = icmp eq i64 %g, 0
  br i1 %gc, label %out, label %last
last:
  ret i32 7
out:
  %r = phi i32 [ 1, %0 ], [ 2, %second ], [ 3, %third ], [ 4, %fourth ], [ 5, %fifth ], [ 6, %sixth ]
  ret i32 %r
}

; CHECK-LABEL: <registers>:
; CHECK: testl %esi, %edi
; CHECK: cmov
define i32 @registers(i32 %x, i32 %y, i32 %p, i32 %q) {
  %a = and i32 %x, %y
  %c = icmp ne i32 %a, 0
  %r = select i1 %c, i32 %p, i32 %q
  ret i32 %r
}

; The mask is used again: it is computed.
; CHECK-LABEL: <again>:
; CHECK: andl $0x3
; CHECK: testl
define i32 @again(i32 %x) {
  %a = and i32 %x, 3
  %c = icmp eq i32 %a, 0
  br i1 %c, label %yes, label %no
yes:
  ret i32 9
no:
  ret i32 %a
}
