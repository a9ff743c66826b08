; Counts and reversals of bits, with and without the instructions for them.
; RUN: shunt-llc %s -o - | %objdump -d --no-show-raw-insn - | FileCheck %s
; RUN: shunt-llc -mattr=+popcnt,+lzcnt,+bmi %s -o - | %objdump -d --no-show-raw-insn - | FileCheck %s --check-prefix=NEW
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: <popcount>:
; CHECK: shrq %{{.+}}
; CHECK: movabsq $0x5555555555555555, %{{.+}}
; CHECK: andq %{{.+}}, %{{.+}}
; CHECK: subq %{{.+}}, %{{.+}}
; CHECK: movabsq $0x3333333333333333, %{{.+}}
; CHECK: shrq $0x2, %{{.+}}
; CHECK: andq %{{.+}}, %{{.+}}
; CHECK: andq %{{.+}}, %{{.+}}
; CHECK: addq %{{.+}}, %{{.+}}
; CHECK: shrq $0x4, %{{.+}}
; CHECK: addq %{{.+}}, %{{.+}}
; CHECK: movabsq $0xf0f0f0f0f0f0f0f, %{{.+}}
; CHECK: andq %{{.+}}, %{{.+}}
; CHECK: movabsq $0x101010101010101, %{{.+}}
; CHECK: imulq %{{.+}}, %{{.+}}
; CHECK: shrq $0x38, %{{.+}}
; NEW-LABEL: <popcount>:
; NEW: popcntq %{{.+}}, %{{.+}}
define i64 @popcount(i64 %a) {
  %r = call i64 @llvm.ctpop.i64(i64 %a)
  ret i64 %r
}

; CHECK-LABEL: <popcount_i8>:
; CHECK: movzbl %{{.+}}, %{{.+}}
; CHECK: shrl %{{.+}}
; CHECK: movl $0x55555555, %{{.+}}
; CHECK: andl %{{.+}}, %{{.+}}
; CHECK: subl %{{.+}}, %{{.+}}
; CHECK: movl $0x33333333, %{{.+}}
; CHECK: shrl $0x2, %{{.+}}
; CHECK: andl %{{.+}}, %{{.+}}
; CHECK: andl %{{.+}}, %{{.+}}
; CHECK: addl %{{.+}}, %{{.+}}
; CHECK: shrl $0x4, %{{.+}}
; CHECK: addl %{{.+}}, %{{.+}}
; CHECK: movl $0xf0f0f0f, %{{.+}}
; CHECK: andl %{{.+}}, %{{.+}}
; CHECK: movl $0x1010101, %{{.+}}
; CHECK: imull %{{.+}}, %{{.+}}
; CHECK: shrl $0x18, %{{.+}}
; NEW-LABEL: <popcount_i8>:
; NEW: movzbl %{{.+}}, %{{.+}}
; NEW: popcntl %{{.+}}, %{{.+}}
define i8 @popcount_i8(i8 %a) {
  %r = call i8 @llvm.ctpop.i8(i8 %a)
  ret i8 %r
}

; CHECK-LABEL: <ctlz>:
; CHECK: movl $0x3f, %{{.+}}
; CHECK: bsrl %{{.+}}, %{{.+}}
; CHECK-NEXT: cmovel %{{.+}}, %{{.+}}
; CHECK: xorl $0x1f, %{{.+}}
; NEW-LABEL: <ctlz>:
; NEW: lzcntl %{{.+}}, %{{.+}}
define i32 @ctlz(i32 %a) {
  %r = call i32 @llvm.ctlz.i32(i32 %a, i1 false)
  ret i32 %r
}

; CHECK-LABEL: <ctlz_i16>:
; CHECK: movzwl %{{.+}}, %{{.+}}
; CHECK: movl $0x3f, %{{.+}}
; CHECK: bsrl %{{.+}}, %{{.+}}
; CHECK-NEXT: cmovel %{{.+}}, %{{.+}}
; CHECK: xorl $0x1f, %{{.+}}
; CHECK: subl $0x10, %{{.+}}
; NEW-LABEL: <ctlz_i16>:
; NEW: movzwl %{{.+}}, %{{.+}}
; NEW: lzcntl %{{.+}}, %{{.+}}
; NEW: subl $0x10, %{{.+}}
define i16 @ctlz_i16(i16 %a) {
  %r = call i16 @llvm.ctlz.i16(i16 %a, i1 false)
  ret i16 %r
}

; CHECK-LABEL: <cttz>:
; CHECK: movl $0x40, %{{.+}}
; CHECK: bsfq %{{.+}}, %{{.+}}
; CHECK-NEXT: cmoveq %{{.+}}, %{{.+}}
; NEW-LABEL: <cttz>:
; NEW: tzcntq %{{.+}}, %{{.+}}
define i64 @cttz(i64 %a) {
  %r = call i64 @llvm.cttz.i64(i64 %a, i1 false)
  ret i64 %r
}

; A bit above the width ends the search.
; CHECK-LABEL: <cttz_i8>:
; CHECK: orl $0x100, %{{.+}}
; CHECK: tzcntl %{{.+}}, %{{.+}}
define i8 @cttz_i8(i8 %a) {
  %r = call i8 @llvm.cttz.i8(i8 %a, i1 false)
  ret i8 %r
}

; CHECK-LABEL: <bswap>:
; CHECK: bswapl %{{.+}}
define i32 @bswap(i32 %a) {
  %r = call i32 @llvm.bswap.i32(i32 %a)
  ret i32 %r
}

; CHECK-LABEL: <bswap_i16>:
; CHECK: bswapl %{{.+}}
; CHECK: shrl $0x10, %{{.+}}
define i16 @bswap_i16(i16 %a) {
  %r = call i16 @llvm.bswap.i16(i16 %a)
  ret i16 %r
}

; CHECK-LABEL: <bitreverse>:
; CHECK: movabsq $0x5555555555555555, %{{.+}}
; CHECK: shrq %{{.+}}
; CHECK: andq %{{.+}}, %{{.+}}
; CHECK: andq %{{.+}}, %{{.+}}
; CHECK: shlq %{{.+}}
; CHECK: orq %{{.+}}, %{{.+}}
; CHECK: movabsq $0x3333333333333333, %{{.+}}
; CHECK: shrq $0x2, %{{.+}}
; CHECK: andq %{{.+}}, %{{.+}}
; CHECK: andq %{{.+}}, %{{.+}}
; CHECK: shlq $0x2, %{{.+}}
; CHECK: orq %{{.+}}, %{{.+}}
; CHECK: movabsq $0xf0f0f0f0f0f0f0f, %{{.+}}
; CHECK: shrq $0x4, %{{.+}}
; CHECK: andq %{{.+}}, %{{.+}}
; CHECK: andq %{{.+}}, %{{.+}}
; CHECK: shlq $0x4, %{{.+}}
; CHECK: orq %{{.+}}, %{{.+}}
; CHECK: bswapq %{{.+}}
define i64 @bitreverse(i64 %a) {
  %r = call i64 @llvm.bitreverse.i64(i64 %a)
  ret i64 %r
}

; CHECK-LABEL: <abs>:
; CHECK: negl %{{.+}}
; CHECK-NEXT: cmovsl %{{.+}}, %{{.+}}
define i32 @abs(i32 %a) {
  %r = call i32 @llvm.abs.i32(i32 %a, i1 false)
  ret i32 %r
}
