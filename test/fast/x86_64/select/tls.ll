; Thread-local variables in the four models.
; RUN: shunt-llc -relocation-model=pic %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s --check-prefixes=CHECK,PIC
; RUN: shunt-llc -relocation-model=static %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s --check-prefixes=CHECK,STATIC
target triple = "x86_64-unknown-linux-gnu"

@dynamic = external thread_local global i32
@initial = external thread_local(initialexec) global i32
@local_exec = internal thread_local(localexec) global i32 0
@local_dynamic = internal thread_local(localdynamic) global [4 x i32] zeroinitializer

; The call is one that the linker may relax. In an executable, the variable is
; among those that are there from the start.
; CHECK-LABEL: <load_dynamic>:
; PIC: leaq (%rip), %rdi
; PIC-NEXT: R_X86_64_TLSGD dynamic-0x4
; PIC-NEXT: callq
; PIC-NEXT: R_X86_64_PLT32 __tls_get_addr-0x4
; STATIC: movq %fs:0x0, %{{.+}}
; STATIC: addq (%rip), %{{.+}}
; STATIC-NEXT: R_X86_64_GOTTPOFF dynamic-0x4
; CHECK: movl (%{{.+}}), %{{.+}}
define i32 @load_dynamic() {
  %p = call ptr @llvm.threadlocal.address.p0(ptr @dynamic)
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: <load_initial>:
; CHECK: movq %fs:0x0, %{{.+}}
; CHECK: addq (%rip), %{{.+}}
; CHECK-NEXT: R_X86_64_GOTTPOFF initial-0x4
; CHECK: movl (%{{.+}}), %{{.+}}
define i32 @load_initial() {
  %p = call ptr @llvm.threadlocal.address.p0(ptr @initial)
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: <load_local_exec>:
; CHECK: movq %fs:0x0, %{{.+}}
; CHECK: leaq (%{{.+}}), %{{.+}}
; CHECK-NEXT: R_X86_64_TPOFF32 local_exec
; CHECK: movl (%{{.+}}), %{{.+}}
define i32 @load_local_exec() {
  %p = call ptr @llvm.threadlocal.address.p0(ptr @local_exec)
  %v = load i32, ptr %p
  ret i32 %v
}

; CHECK-LABEL: <load_local_dynamic>:
; PIC: leaq (%rip), %rdi
; PIC-NEXT: R_X86_64_TLS{{[GL]}}D local_dynamic-0x4
; PIC-NEXT: callq
; PIC-NEXT: R_X86_64_PLT32 __tls_get_addr-0x4
; STATIC: movq %fs:0x0, %{{.+}}
; STATIC: leaq (%{{.+}}), %{{.+}}
; STATIC-NEXT: R_X86_64_TPOFF32 local_dynamic
; CHECK: movl 0x8(%{{.+}}), %{{.+}}
define i32 @load_local_dynamic() {
  %p = call ptr @llvm.threadlocal.address.p0(ptr @local_dynamic)
  %a = getelementptr i32, ptr %p, i64 2
  %v = load i32, ptr %a
  ret i32 %v
}
