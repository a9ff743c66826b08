; Addresses of symbols as LLVM forms them under each relocation model.
; RUN: shunt-llc -relocation-model=pic %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s --check-prefixes=CHECK,PIC
; RUN: shunt-llc -relocation-model=static %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s --check-prefixes=CHECK,STATIC
target triple = "aarch64-unknown-linux-gnu"

@far = external global i32, align 4
@near = external dso_local global i32, align 4
@weak = extern_weak global i32, align 4
@here = internal global [4 x i64] zeroinitializer, align 8
@packed = internal global [64 x i8] zeroinitializer, align 1
@local_exec = internal thread_local(localexec) global i32 0, align 4
@initial = external thread_local(initialexec) global i32, align 4
@dynamic = external thread_local global i32, align 4

; CHECK-LABEL: <read_far>:
; CHECK-NEXT: adrp [[R:x[0-9]+]]
; CHECK-NEXT: R_AARCH64_ADR_GOT_PAGE far
; CHECK-NEXT: ldr [[R]], {{\[}}[[R]]]
; CHECK-NEXT: R_AARCH64_LD64_GOT_LO12_NC far
; CHECK-NEXT: ldr w0, {{\[}}[[R]]]
define i32 @read_far() {
  %v = load i32, ptr @far, align 4
  ret i32 %v
}

; CHECK-LABEL: <read_near>:
; PIC: R_AARCH64_ADR_GOT_PAGE near
; STATIC: R_AARCH64_ADR_PREL_PG_HI21 near
; STATIC: R_AARCH64_LDST32_ABS_LO12_NC near
define i32 @read_near() {
  %v = load i32, ptr @near, align 4
  ret i32 %v
}

; What may be undefined is out of reach.
; CHECK-LABEL: <address_weak>:
; CHECK: R_AARCH64_ADR_GOT_PAGE weak
define ptr @address_weak() {
  ret ptr @weak
}

; CHECK-LABEL: <read_here>:
; CHECK: R_AARCH64_ADR_PREL_PG_HI21 .bss+0x8
; CHECK: R_AARCH64_LDST64_ABS_LO12_NC .bss+0x8
define i64 @read_here() {
  %v = load i64, ptr getelementptr (i8, ptr @here, i64 8), align 8
  ret i64 %v
}

; The relocation of an access demands alignment, which this symbol has not.
; CHECK-LABEL: <read_packed>:
; CHECK: R_AARCH64_ADD_ABS_LO12_NC .bss
; CHECK: ldr w0, [x{{[0-9]+}}]
define i32 @read_packed() {
  %v = load i32, ptr @packed, align 1
  ret i32 %v
}

; CHECK-LABEL: <threads>:
; CHECK: mrs [[T:x[0-9]+]], TPIDR_EL0
; CHECK: R_AARCH64_TLSLE_ADD_TPREL_HI12 local_exec
; CHECK: R_AARCH64_TLSLE_ADD_TPREL_LO12_NC local_exec
; CHECK: R_AARCH64_TLSIE_ADR_GOTTPREL_PAGE21 initial
; CHECK: R_AARCH64_TLSIE_LD64_GOTTPREL_LO12_NC initial
; PIC: R_AARCH64_TLSDESC_ADR_PAGE21 dynamic
; PIC: R_AARCH64_TLSDESC_LD64_LO12 dynamic
; PIC: R_AARCH64_TLSDESC_ADD_LO12 dynamic
; PIC: R_AARCH64_TLSDESC_CALL dynamic
; STATIC: R_AARCH64_TLSIE_ADR_GOTTPREL_PAGE21 dynamic
define i32 @threads() {
  %a = call ptr @llvm.threadlocal.address.p0(ptr @local_exec)
  %b = call ptr @llvm.threadlocal.address.p0(ptr @initial)
  %c = call ptr @llvm.threadlocal.address.p0(ptr @dynamic)
  %x = load i32, ptr %a, align 4
  %y = load i32, ptr %b, align 4
  %z = load i32, ptr %c, align 4
  %s = add i32 %x, %y
  %r = add i32 %s, %z
  ret i32 %r
}
declare ptr @llvm.threadlocal.address.p0(ptr)
