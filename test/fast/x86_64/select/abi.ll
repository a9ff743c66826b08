; sret, byval, variable arguments.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

%big = type { [5 x i64] }
%huge = type { [50 x i64] }

declare void @returns(ptr sret(%big))
declare void @takes(ptr byval(%big))
declare void @takes_huge(ptr byval(%huge))
declare void @llvm.va_start(ptr)
declare void @llvm.va_copy(ptr, ptr)

; The address comes back in rax.
; CHECK-LABEL: <sret>:
; CHECK: movq %rdi, -[[HOME:.+]](%rbp)
; CHECK: movq $0x5, (%rdi)
; CHECK: movq -[[HOME]](%rbp), %rax
define void @sret(ptr sret(%big) %p) {
  store i64 5, ptr %p
  ret void
}

; CHECK-LABEL: <call_sret>:
; CHECK: leaq -[[SLOT:.+]](%rbp), %rdi
; CHECK-NEXT: callq
; CHECK-NEXT: R_X86_64_PLT32 returns-0x4
; CHECK: movq -[[SLOT]](%rbp), %rax
define i64 @call_sret() {
  %s = alloca %big
  call void @returns(ptr sret(%big) %s)
  %v = load i64, ptr %s
  ret i64 %v
}

; The bytes are above the return address.
; CHECK-LABEL: <byval>:
; CHECK: movq 0x20(%rbp), %{{.+}}
define i64 @byval(ptr byval(%big) %p) {
  %a = getelementptr i64, ptr %p, i64 2
  %v = load i64, ptr %a
  ret i64 %v
}

; CHECK-LABEL: <pass_byval>:
; CHECK: subq $0x30, %rsp
; CHECK: movups (%{{.+}}), %{{.+}}
; CHECK: movups %{{.+}}, (%rsp)
; CHECK: movups 0x10(%{{.+}}), %{{.+}}
; CHECK: movups %{{.+}}, 0x10(%rsp)
; CHECK: movq 0x20(%{{.+}}), %{{.+}}
; CHECK: movq %{{.+}}, 0x20(%rsp)
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 takes-0x4
; CHECK: leave
define void @pass_byval(ptr %p) {
  call void @takes(ptr byval(%big) %p)
  ret void
}

; CHECK-LABEL: <pass_huge>:
; CHECK: subq $0x190, %rsp
; CHECK: leaq (%{{.+}}), %rsi
; CHECK: leaq (%rsp), %rdi
; CHECK: movl $0x190, %ecx
; CHECK-NEXT: rep movsb (%rsi), %es:(%rdi)
; CHECK-NEXT: callq
; CHECK-NEXT: R_X86_64_PLT32 takes_huge-0x4
define void @pass_huge(ptr %p) {
  call void @takes_huge(ptr byval(%huge) %p)
  ret void
}

; Registers are saved, vector ones if al isn't zero; va_start says where.
; CHECK-LABEL: <va>:
; CHECK: movq %rsi, -0xa8(%rbp)
; CHECK: movq %rdx, -0xa0(%rbp)
; CHECK: movq %rcx, -0x98(%rbp)
; CHECK: movq %r8, -0x90(%rbp)
; CHECK: movq %r9, -0x88(%rbp)
; CHECK-NEXT: testb %al, %al
; CHECK-NEXT: je
; CHECK-NEXT: movaps %xmm0, -0x80(%rbp)
; CHECK-NEXT: movaps %xmm1, -0x70(%rbp)
; CHECK-NEXT: movaps %xmm2, -0x60(%rbp)
; CHECK-NEXT: movaps %xmm3, -0x50(%rbp)
; CHECK-NEXT: movaps %xmm4, -0x40(%rbp)
; CHECK-NEXT: movaps %xmm5, -0x30(%rbp)
; CHECK-NEXT: movaps %xmm6, -0x20(%rbp)
; CHECK-NEXT: movaps %xmm7, -0x10(%rbp)
; CHECK: movl $0x8, (%rdi)
; CHECK: movl $0x30, 0x4(%rdi)
; CHECK: leaq 0x10(%rbp), %{{.+}}
; CHECK: movq %{{.+}}, 0x8(%rdi)
; CHECK: leaq -0xb0(%rbp), %{{.+}}
; CHECK: movq %{{.+}}, 0x10(%rdi)
define void @va(ptr %list, ...) {
  call void @llvm.va_start(ptr %list)
  ret void
}

; CHECK-LABEL: <va_copy>:
; CHECK: movups (%{{.+}}), %{{.+}}
; CHECK: movups %{{.+}}, (%{{.+}})
; CHECK: movq 0x10(%{{.+}}), %{{.+}}
; CHECK: movq %{{.+}}, 0x10(%{{.+}})
define void @va_copy(ptr %a, ptr %b) {
  call void @llvm.va_copy(ptr %a, ptr %b)
  ret void
}

; CHECK-LABEL: <vector>:
; CHECK: movups %xmm1, -{{.+}}(%rbp)
; CHECK: movups -{{.+}}(%rbp), %xmm
define <4 x float> @vector(<4 x float> %a, <4 x float> %b) {
  ret <4 x float> %b
}
