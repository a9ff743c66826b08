; Loads and stores of each width, with each form of address.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

%pair = type { i32, [4 x i64] }

; CHECK-LABEL: <load_i8>:
; CHECK: movzbl (%{{.+}}), %{{.+}}
define i8 @load_i8(ptr %p) {
  %v = load i8, ptr %p
  ret i8 %v
}

; CHECK-LABEL: <offset>:
; CHECK: movq 0x18(%{{.+}}), %{{.+}}
define i64 @offset(ptr %p) {
  %a = getelementptr %pair, ptr %p, i64 0, i32 1, i64 2
  %v = load i64, ptr %a
  ret i64 %v
}

; CHECK-LABEL: <index>:
; CHECK: movq 0x8(%{{.+}},%{{.+}},8), %{{.+}}
define i64 @index(ptr %p, i64 %i) {
  %a = getelementptr %pair, ptr %p, i64 0, i32 1, i64 %i
  %v = load i64, ptr %a
  ret i64 %v
}

; CHECK-LABEL: <index_i32>:
; CHECK: movslq %{{.+}}, %{{.+}}
; CHECK: movzwl (%{{.+}},%{{.+}},2), %{{.+}}
define i16 @index_i32(ptr %p, i32 %i) {
  %w = sext i32 %i to i64
  %a = getelementptr i16, ptr %p, i64 %w
  %v = load i16, ptr %a
  ret i16 %v
}

; 40 is no scale.
; CHECK-LABEL: <index_of_struct>:
; CHECK: imulq $0x28, %{{.+}}, %{{.+}}
; CHECK: leaq (%{{.+}},%{{.+}}), %{{.+}}
; CHECK: movl (%{{.+}}), %{{.+}}
define i32 @index_of_struct(ptr %p, i64 %i) {
  %a = getelementptr %pair, ptr %p, i64 %i
  %v = load i32, ptr %a
  ret i32 %v
}

; CHECK-LABEL: <absolute>:
; CHECK: movl 0x1000, %{{.+}}
define i32 @absolute() {
  %v = load i32, ptr inttoptr (i64 4096 to ptr)
  ret i32 %v
}

; CHECK-LABEL: <segment>:
; CHECK: movq %fs:(%{{.+}}), %{{.+}}
define i64 @segment(i64 %i) {
  %p = inttoptr i64 %i to ptr addrspace(257)
  %v = load i64, ptr addrspace(257) %p
  ret i64 %v
}

; CHECK-LABEL: <store_each>:
; CHECK: movb %{{.+}}, (%{{.+}})
; CHECK: movw %{{.+}}, (%{{.+}})
; CHECK: movl %{{.+}}, (%{{.+}})
; CHECK: movq %{{.+}}, (%{{.+}})
define void @store_each(ptr %p, i8 %a, i16 %b, i32 %c, i64 %d) {
  store i8 %a, ptr %p
  store i16 %b, ptr %p
  store i32 %c, ptr %p
  store i64 %d, ptr %p
  ret void
}

; CHECK-LABEL: <store_imm>:
; CHECK: movb $-0x1, (%{{.+}})
; CHECK: movq $-0x2, (%{{.+}})
; CHECK: movl $0x3f800000, (%{{.+}})
; CHECK: movq $0x0, (%{{.+}})
define void @store_imm(ptr %p) {
  store i8 -1, ptr %p
  store i64 -2, ptr %p
  store float 1.0, ptr %p
  store ptr null, ptr %p
  ret void
}

; A constant beyond 32 bits needs a register.
; CHECK-LABEL: <store_wide_imm>:
; CHECK: movabsq $0x123456789abcdef, %{{.+}}
; CHECK: movq %{{.+}}, (%{{.+}})
define void @store_wide_imm(ptr %p) {
  store i64 81985529216486895, ptr %p
  ret void
}

; Other bits of a boolean's byte must be zero.
; CHECK-LABEL: <store_i1>:
; CHECK: andl $0x1, %{{.+}}
; CHECK: movb %{{.+}}, (%{{.+}})
define void @store_i1(ptr %p, i1 %b) {
  store i1 %b, ptr %p
  ret void
}

; CHECK-LABEL: <load_i24>:
; CHECK: movzwl (%{{.+}}), %{{.+}}
; CHECK: movzbl 0x2(%{{.+}}), %{{.+}}
; CHECK: shlq $0x10, %{{.+}}
; CHECK: orq %{{.+}}, %{{.+}}
define i24 @load_i24(ptr %p) {
  %v = load i24, ptr %p
  ret i24 %v
}

; CHECK-LABEL: <store_i24>:
; CHECK: andl $0xffffff, %{{.+}}
; CHECK: movw %{{.+}}, (%{{.+}})
; CHECK: shrq $0x10, %{{.+}}
; CHECK: movb %{{.+}}, 0x2(%{{.+}})
define void @store_i24(ptr %p, i24 %v) {
  store i24 %v, ptr %p
  ret void
}

; CHECK-LABEL: <load_i128>:
; CHECK: movq (%{{.+}}), %{{.+}}
; CHECK: movq 0x8(%{{.+}}), %{{.+}}
define i128 @load_i128(ptr %p) {
  %v = load i128, ptr %p
  ret i128 %v
}

; CHECK-LABEL: <address>:
; CHECK: leaq 0x7(%{{.+}},%{{.+}},4), %{{.+}}
define ptr @address(ptr %p, i64 %i) {
  %a = getelementptr i32, ptr %p, i64 %i
  %b = getelementptr i8, ptr %a, i64 7
  ret ptr %b
}

; CHECK-LABEL: <far_offset>:
; CHECK: movabsq $0x12a05f200, %{{.+}}
; CHECK: addq %{{.+}}, %{{.+}}
define ptr @far_offset(ptr %p) {
  %a = getelementptr i8, ptr %p, i64 5000000000
  ret ptr %a
}

; A load folds into its user, but not beyond a store.
; CHECK-LABEL: <not_folded>:
; CHECK: movl (%{{.+}}), %{{.+}}
; CHECK: movl $0x0, (%{{.+}})
; CHECK: addl $0x3, %{{.+}}
define i32 @not_folded(ptr %p, ptr %q) {
  %v = load i32, ptr %p
  store i32 0, ptr %q
  %r = add i32 %v, 3
  ret i32 %r
}
