; Calls: of symbols, through registers and the GOT; arguments and results.
; RUN: shunt-llc -relocation-model=pic %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

declare void @external()
declare dso_local void @near()
declare i32 @ints(i8 signext, i16 zeroext, i32, i64, ptr, i1 zeroext)
declare double @doubles(double, float)
declare i64 @many(i64, i64, i64, i64, i64, i64, i64, i32, double)
declare i32 @printf(ptr, ...)
declare { i64, double } @two()
declare i128 @wide(i128)

; CHECK-LABEL: <by_plt>:
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 external-0x4
define void @by_plt() {
  call void @external()
  ret void
}

; CHECK-LABEL: <direct>:
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 near-0x4
define void @direct() {
  call void @near()
  ret void
}

; CHECK-LABEL: <indirect>:
; CHECK: callq *%{{.+}}
define void @indirect(ptr %f) {
  call void %f()
  ret void
}

; CHECK-LABEL: <indirect_loaded>:
; CHECK: movq (%{{.+}}), %{{.+}}
; CHECK: callq *%{{.+}}
define i64 @indirect_loaded(ptr %p, i64 %a) {
  %f = load ptr, ptr %p
  %r = call i64 %f(i64 %a)
  ret i64 %r
}

; Narrow arguments are extended as their attributes say.
; CHECK-LABEL: <extended>:
; CHECK-DAG: movsbl %{{.+}}, %edi
; CHECK-DAG: movzwl %{{.+}}, %esi
; CHECK-DAG: movl $0x5, %ecx
; CHECK-DAG: xorl %r8d, %r8d
; CHECK-DAG: andl $0x1, %r9d
; CHECK-DAG: movl $0xffffffff, %edx
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 ints-0x4
define i32 @extended(i8 %a, i16 %b, i1 %c) {
  %r = call i32 @ints(i8 signext %a, i16 zeroext %b, i32 -1, i64 5, ptr null, i1 zeroext %c)
  ret i32 %r
}

; CHECK-LABEL: <floats>:
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 doubles-0x4
define double @floats(double %a, float %b) {
  %r = call double @doubles(double %a, float %b)
  ret double %r
}

; Two of these are passed on the stack.
; CHECK-LABEL: <on_stack>:
; CHECK: subq $0x10, %rsp
; CHECK: movq $0x7, (%rsp)
; CHECK: movq %{{.+}}, 0x8(%rsp)
; CHECK: movl $0x1, %edi
; CHECK: movl $0x2, %esi
; CHECK: movl $0x3, %edx
; CHECK: movl $0x4, %ecx
; CHECK: movl $0x5, %r8d
; CHECK: movl $0x6, %r9d
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 many-0x4
; CHECK: leave
define i64 @on_stack(i32 %v, double %d) {
  %r = call i64 @many(i64 1, i64 2, i64 3, i64 4, i64 5, i64 6, i64 7, i32 %v, double %d)
  ret i64 %r
}

; The first is above the return address.
; CHECK-LABEL: <from_stack>:
; CHECK: movq 0x10(%rbp), %{{.+}}
define i64 @from_stack(i64 %a, i64 %b, i64 %c, i64 %d, i64 %e, i64 %f, i64 %g) {
  ret i64 %g
}

; al says how many vector registers hold arguments.
; CHECK-LABEL: <variadic>:
; CHECK: movl $0x1, %eax
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 printf-0x4
define void @variadic(ptr %format, double %d) {
  %r = call i32 (ptr, ...) @printf(ptr %format, double %d)
  ret void
}

; CHECK-LABEL: <two_results>:
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 two-0x4
; CHECK: xorps %{{.+}}, %{{.+}}
; CHECK: cvtsi2sd %{{.+}}, %{{.+}}
; CHECK: addsd %{{.+}}, %{{.+}}
define double @two_results() {
  %r = call { i64, double } @two()
  %i = extractvalue { i64, double } %r, 0
  %d = extractvalue { i64, double } %r, 1
  %f = sitofp i64 %i to double
  %s = fadd double %f, %d
  ret double %s
}

; CHECK-LABEL: <int128>:
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 wide-0x4
define i128 @int128(i128 %v) {
  %r = call i128 @wide(i128 %v)
  ret i128 %r
}

; Arguments change places.
; CHECK-LABEL: <swapped>:
; CHECK: movq %rdi, %{{.+}}
; CHECK: movl %esi, %edi
; CHECK: movl %{{.+}}, %esi
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 callee-0x4
define i32 @swapped(i32 %a, i32 %b) {
  %r = call i32 @callee(i32 %b, i32 %a)
  ret i32 %r
}

declare i32 @callee(i32, i32)
; A value that lives on across a call has a saved register or a home.
; CHECK-LABEL: <across>:
; CHECK: movq %rsi, -[[B:.+]](%rbp)
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 near-0x4
; CHECK: addq -[[B]](%rbp), %{{.+}}
define i64 @across(i64 %a, i64 %b) {
  call void @near()
  %r = add i64 %a, %b
  ret i64 %r
}
