; Addresses of symbols, by relocation model.
; RUN: shunt-llc -relocation-model=pic %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s --check-prefixes=CHECK,PIC
; RUN: shunt-llc -relocation-model=static %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s --check-prefixes=CHECK,STATIC
target triple = "x86_64-unknown-linux-gnu"

@external = external global i32
@internal = internal global [8 x i32] zeroinitializer
declare void @function()

; Another object's symbol: its address is in the GOT.
; CHECK-LABEL: <load_external>:
; CHECK: movq (%rip), %{{.+}}
; CHECK-NEXT: R_X86_64_REX_GOTPCRELX external-0x4
; CHECK: movl (%{{.+}}), %{{.+}}
define i32 @load_external() {
  %v = load i32, ptr @external
  ret i32 %v
}

; CHECK-LABEL: <load_internal>:
; CHECK: movl (%rip), %{{.+}}
; CHECK-NEXT: R_X86_64_PC32 .bss+0x8
define i32 @load_internal() {
  %v = load i32, ptr getelementptr ([8 x i32], ptr @internal, i64 0, i64 3)
  ret i32 %v
}

; CHECK-LABEL: <load_indexed>:
; CHECK: leaq (%rip), %{{.+}}
; CHECK-NEXT: R_X86_64_PC32 .bss-0x4
; CHECK: movl (%{{.+}},%{{.+}},4), %{{.+}}
define i32 @load_indexed(i64 %i) {
  %p = getelementptr [8 x i32], ptr @internal, i64 0, i64 %i
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: <address_external>:
; CHECK: movq (%rip), %{{.+}}
; CHECK-NEXT: R_X86_64_REX_GOTPCRELX external-0x4
define ptr @address_external() {
  ret ptr @external
}

; CHECK-LABEL: <address_internal>:
; PIC: leaq (%rip), %{{.+}}
; PIC-NEXT: R_X86_64_PC32 .bss+0x2
; STATIC: movl $0x0, %{{.+}}
; STATIC-NEXT: R_X86_64_32 .bss+0x6
define ptr @address_internal() {
  ret ptr getelementptr (i8, ptr @internal, i64 6)
}

; CHECK-LABEL: <address_function>:
; CHECK: movq (%rip), %{{.+}}
; CHECK-NEXT: R_X86_64_REX_GOTPCRELX function-0x4
define ptr @address_function() {
  ret ptr @function
}
