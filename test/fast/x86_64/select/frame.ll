; Frames: red zone, saved registers, large and dynamic allocations.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

declare void @use(ptr)

; No call: what is below rsp is safe.
; CHECK-LABEL: <red_zone>:
; CHECK: pushq %rbp
; CHECK-NEXT: movq %rsp, %rbp
; CHECK-NEXT: movl %{{.+}}, -{{.+}}(%rbp,%{{.+}},4)
; CHECK-NEXT: movl -{{.+}}(%rbp), %{{.+}}
; CHECK-NEXT: popq %rbp
; CHECK-NEXT: retq
define i32 @red_zone(i32 %v, i64 %i) {
  %s = alloca [4 x i32]
  %p = getelementptr i32, ptr %s, i64 %i
  store i32 %v, ptr %p
  %r = load i32, ptr %s
  ret i32 %r
}

; CHECK-LABEL: <no_red_zone>:
; CHECK: pushq %rbp
; CHECK-NEXT: movq %rsp, %rbp
; CHECK-NEXT: subq $0x10, %rsp
; CHECK-NEXT: movl %{{.+}}, -{{.+}}(%rbp,%{{.+}},4)
; CHECK-NEXT: leave
; CHECK-NEXT: retq
define void @no_red_zone(i32 %v, i64 %i) noredzone {
  %s = alloca [4 x i32]
  %p = getelementptr i32, ptr %s, i64 %i
  store i32 %v, ptr %p
  ret void
}

; CHECK-LABEL: <large>:
; CHECK: pushq %rbp
; CHECK-NEXT: movq %rsp, %rbp
; CHECK-NEXT: subq $0x186d0, %rsp
; CHECK-NEXT: leaq -{{.+}}(%rbp), %{{.+}}
; CHECK-NEXT: callq
; CHECK-NEXT: R_X86_64_PLT32 use-0x4
; CHECK-NEXT: leave
; CHECK-NEXT: retq
define void @large() {
  %s = alloca [100000 x i8]
  call void @use(ptr %s)
  ret void
}

; The aligned address has a home.
; CHECK-LABEL: <aligned>:
; CHECK: leaq -{{.+}}(%rbp), %{{.+}}
; CHECK: andq $-0x40, %{{.+}}
; CHECK: movq %{{.+}}, -{{.+}}(%rbp)
; CHECK: movq -{{.+}}(%rbp), %{{.+}}
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 use-0x4
; CHECK: leave
define void @aligned() {
  %s = alloca i32, align 64
  call void @use(ptr %s)
  ret void
}

; CHECK-LABEL: <dynamic>:
; CHECK: addq $0xf, %{{.+}}
; CHECK: andq $-0x10, %{{.+}}
; CHECK: subq %{{.+}}, %rsp
; CHECK: movq %rsp, %{{.+}}
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 use-0x4
; CHECK: leave
define void @dynamic(i64 %n) {
  %p = alloca i8, i64 %n
  call void @use(ptr %p)
  ret void
}

; CHECK-LABEL: <scope>:
; CHECK: movq %rsp, %{{.+}}
; CHECK: imulq $0x8, %{{.+}}, %{{.+}}
; CHECK: subq %{{.+}}, %rsp
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 use-0x4
; CHECK: movq %{{.+}}, %rsp
; CHECK: leave
define void @scope(i64 %n) {
  %top = call ptr @llvm.stacksave.p0()
  %p = alloca i64, i64 %n
  call void @use(ptr %p)
  call void @llvm.stackrestore.p0(ptr %top)
  ret void
}

; A loop's counter is in a register that calls preserve.
; CHECK-LABEL: <saved>:
; CHECK: movq %rsp, %rbp
; CHECK-NEXT: pushq %[[FIRST:.+]]
; CHECK-NEXT: pushq %[[SECOND:.+]]
; CHECK-NEXT: pushq %[[THIRD:.+]]
; CHECK-NEXT: subq $0x8, %rsp
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 use-0x4
; CHECK-NOT: (%rbp)
; CHECK: j
; CHECK: leaq -0x18(%rbp), %rsp
; CHECK-NEXT: popq %[[THIRD]]
; CHECK-NEXT: popq %[[SECOND]]
; CHECK-NEXT: popq %[[FIRST]]
; CHECK-NEXT: popq %rbp
; CHECK-NEXT: retq
define void @saved(i32 %n, ptr %p) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %j, %loop ]
  call void @use(ptr %p)
  %j = add i32 %i, 1
  %c = icmp slt i32 %j, %n
  br i1 %c, label %loop, label %end
end:
  ret void
}

; A slot that is only loaded and stored needs no memory.
; CHECK-LABEL: <promoted>:
; CHECK-NOT: (%rbp)
; CHECK: subl $0x3, %{{.+}}
; CHECK: testl %{{.+}}, %{{.+}}
; CHECK-NEXT: jg
define i32 @promoted(i32 %n) {
entry:
  %s = alloca i32
  store i32 %n, ptr %s
  br label %loop
loop:
  %v = load i32, ptr %s
  %w = sub i32 %v, 3
  store i32 %w, ptr %s
  %c = icmp sgt i32 %w, 0
  br i1 %c, label %loop, label %end
end:
  %r = load i32, ptr %s
  ret i32 %r
}

; CHECK-LABEL: <frame_address>:
; CHECK: movq %rbp, %rax
define ptr @frame_address() {
  %p = call ptr @llvm.frameaddress.p0(i32 0)
  ret ptr %p
}

; CHECK-LABEL: <return_address>:
; CHECK: movq 0x8(%rbp), %{{.+}}
define ptr @return_address() {
  %p = call ptr @llvm.returnaddress(i32 0)
  ret ptr %p
}
