; Address modes of loads and stores.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "aarch64-unknown-linux-gnu"

; CHECK-LABEL: <offsets>:
; CHECK: ldr w{{[0-9]+}}, [x0, #0x3ffc]
; CHECK: ldur x{{[0-9]+}}, [x0, #-0x8]
; CHECK: add x16, x0, #0x8, lsl #12
; CHECK-NEXT: ldr w{{[0-9]+}}, [x16, #0x10]
define i64 @offsets(ptr %p) {
  %a = getelementptr i8, ptr %p, i64 16380
  %b = getelementptr i8, ptr %p, i64 -8
  %c = getelementptr i8, ptr %p, i64 32784
  %x = load volatile i32, ptr %a
  %y = load volatile i64, ptr %b
  %z = load volatile i32, ptr %c
  %xe = zext i32 %x to i64
  %ze = zext i32 %z to i64
  %s = add i64 %xe, %y
  %r = add i64 %s, %ze
  ret i64 %r
}

; CHECK-LABEL: <index>:
; CHECK: ldr w{{[0-9]+}}, [x0, w1, sxtw #2]
define i32 @index(ptr %p, i32 %i) {
  %a = getelementptr i32, ptr %p, i32 %i
  %r = load i32, ptr %a
  ret i32 %r
}

; A load that extends.
; CHECK-LABEL: <extend>:
; CHECK: ldrsb x{{[0-9]+}}, [x0]
define i64 @extend(ptr %p) {
  %a = load i8, ptr %p
  %r = sext i8 %a to i64
  ret i64 %r
}

; CHECK-LABEL: <zeros>:
; CHECK: str xzr, [x0]
; CHECK: strb wzr, [x0, #0x9]
; CHECK: str xzr, [x0, #0x10]
define void @zeros(ptr %p) {
  %q = getelementptr i8, ptr %p, i64 9
  %d = getelementptr i8, ptr %p, i64 16
  store i64 0, ptr %p
  store i8 0, ptr %q
  store double 0.0, ptr %d
  ret void
}

; CHECK-LABEL: <acquire_release>:
; CHECK: ldar w{{[0-9]+}}, [x0]
; CHECK: stlr w{{[0-9]+}}, [x1]
define void @acquire_release(ptr %p, ptr %q) {
  %v = load atomic i32, ptr %p acquire, align 4
  store atomic i32 %v, ptr %q release, align 4
  ret void
}
