; Extensions and truncations, from registers and from memory.
; RUN: shunt-llc %s -o - | %objdump -d --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: <sext_i32>:
; CHECK: movslq %{{.+}}, %{{.+}}
define i64 @sext_i32(i32 %a) {
  %r = sext i32 %a to i64
  ret i64 %r
}

; CHECK-LABEL: <sext_i8>:
; CHECK: movsbl %{{.+}}, %{{.+}}
define i32 @sext_i8(i8 %a) {
  %r = sext i8 %a to i32
  ret i32 %r
}

; CHECK-LABEL: <zext_i16>:
; CHECK: movzwl %{{.+}}, %{{.+}}
define i32 @zext_i16(i16 %a) {
  %r = zext i16 %a to i32
  ret i32 %r
}

; CHECK-LABEL: <zext_i32>:
define i64 @zext_i32(i32 %a) {
  %r = zext i32 %a to i64
  ret i64 %r
}

; CHECK-LABEL: <sext_i1>:
; CHECK: andl $0x1, %{{.+}}
; CHECK: negl %{{.+}}
define i32 @sext_i1(i1 %a) {
  %r = sext i1 %a to i32
  ret i32 %r
}

; CHECK-LABEL: <sext_i48>:
; CHECK: shlq $0x10, %{{.+}}
; CHECK: sarq $0x10, %{{.+}}
define i64 @sext_i48(i48 %a) {
  %r = sext i48 %a to i64
  ret i64 %r
}

; CHECK-LABEL: <sext_load>:
; CHECK: movswq (%{{.+}}), %{{.+}}
define i64 @sext_load(ptr %p) {
  %a = load i16, ptr %p
  %r = sext i16 %a to i64
  ret i64 %r
}

; A load of 32 bits or fewer clears the rest of its register.
; CHECK-LABEL: <zext_load>:
; CHECK: movl (%{{.+}}), %{{.+}}
define i64 @zext_load(ptr %p) {
  %a = load i32, ptr %p
  %r = zext i32 %a to i64
  ret i64 %r
}

; A 32-bit instruction does so too.
; CHECK-LABEL: <zext_sum>:
; CHECK: addl %{{.+}}, %{{.+}}
define i64 @zext_sum(i32 %a, i32 %b) {
  %s = add i32 %a, %b
  %r = zext i32 %s to i64
  ret i64 %r
}

; CHECK-LABEL: <trunc>:
define i8 @trunc(i64 %a) {
  %r = trunc i64 %a to i8
  ret i8 %r
}

; CHECK-LABEL: <ptrtoint>:
define i32 @ptrtoint(ptr %p) {
  %r = ptrtoint ptr %p to i32
  ret i32 %r
}

; CHECK-LABEL: <inttoptr>:
define ptr @inttoptr(i32 %a) {
  %r = inttoptr i32 %a to ptr
  ret ptr %r
}
