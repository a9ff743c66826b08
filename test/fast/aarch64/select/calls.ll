; AAPCS64: pairs, homogeneous aggregates, the stack, sret, tail calls, frames.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "aarch64-unknown-linux-gnu"

; A pair begins at an even register.
; CHECK-LABEL: <second_half>:
; CHECK-NEXT: mov x0, x3
; CHECK-NEXT: ret
define i64 @second_half(i32 %k, i128 %x) {
  %s = lshr i128 %x, 64
  %r = trunc i128 %s to i64
  ret i64 %r
}

; An aggregate that doesn't fit goes to the stack whole, and ends the registers.
; CHECK-LABEL: <block>:
; CHECK: mov x17, sp
; CHECK-DAG: ldr s{{[0-9]+}}, [x17]
; CHECK-DAG: ldr s{{[0-9]+}}, [x17, #0x10]
define float @block([7 x float] %a, [3 x float] %b, float %c) {
  %x = extractvalue [3 x float] %b, 0
  %r = fadd float %x, %c
  ret float %r
}

; CHECK-LABEL: <indirect_result>:
; CHECK-NEXT: str w0, [x8]
define void @indirect_result(ptr sret(i32) %p, i32 %x) {
  store i32 %x, ptr %p, align 4
  ret void
}

; A bool is a whole byte.
; CHECK-LABEL: <pass_bool>:
; CHECK: ubfx w0, w0, #0, #1
; CHECK-NEXT: bl
define void @pass_bool(i1 %b) {
  call void @take_bool(i1 %b)
  ret void
}

; Nothing is left of the frame at a tail call.
; CHECK-LABEL: <tail>:
; CHECK: bl
; CHECK: ldp x29, x30, [sp], #0x{{[0-9a-f]+}}
; CHECK-NEXT: b
; CHECK-NEXT: R_AARCH64_JUMP26 take
define void @tail(i32 %x) {
  call void @take(i32 1)
  musttail call void @take(i32 %x)
  ret void
}

; Vectors of a packed structure lie at multiples of 8 in memory, as LLVM has
; them.
; CHECK-LABEL: <packed_vectors>:
; CHECK: str s0, [sp]
; CHECK-NEXT: stur q{{[0-9]+}}, [sp, #0x8]
; CHECK-NEXT: stur q{{[0-9]+}}, [sp, #0x18]
; CHECK: bl
define void @packed_vectors(float %a, <2 x double> %b) {
  %first = insertvalue [2 x <2 x double>] poison, <2 x double> %b, 0
  %both = insertvalue [2 x <2 x double>] %first, <2 x double> %b, 1
  call void @take_packed([8 x double] zeroinitializer, float %a,
                         [2 x <2 x double>] alignstack(8) %both)
  ret void
}

; A leaf has no frame record.
; CHECK-LABEL: <leaf>:
; CHECK-NEXT: sub sp, sp, #0x[[SIZE:[0-9a-f]+]]
; CHECK-NOT: x29
; CHECK: add sp, sp, #0x[[SIZE]]
; CHECK-NEXT: ret
define ptr @leaf() {
  %a = alloca [48 x i8], align 8
  ret ptr %a
}

; CHECK-LABEL: <large_frame>:
; CHECK-NEXT: sub sp, sp, #0x{{[0-9a-f]+}}, lsl #12
; CHECK: stp x29, x30, [sp]
; CHECK: mov x29, sp
; CHECK: ldp x29, x30, [sp]
; CHECK: add sp, sp
; CHECK: ret
define void @large_frame() {
  %a = alloca [65536 x i8], align 16
  call void @take_pointer(ptr %a)
  ret void
}

declare void @take_bool(i1)
declare void @take(i32)
declare void @take_packed([8 x double], float, [2 x <2 x double>] alignstack(8))
declare void @take_pointer(ptr)
