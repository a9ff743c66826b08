; Copies and fills: by moves if they are small, by the C library, or inline.
; RUN: shunt-llc %s -o - | %objdump -dr --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

; CHECK-LABEL: <copy>:
; CHECK: movups (%{{.+}}), %{{.+}}
; CHECK: movups %{{.+}}, (%{{.+}})
; CHECK: movl 0x10(%{{.+}}), %{{.+}}
; CHECK: movl %{{.+}}, 0x10(%{{.+}})
; CHECK: movw 0x14(%{{.+}}), %{{.+}}
; CHECK: movw %{{.+}}, 0x14(%{{.+}})
; CHECK: movb 0x16(%{{.+}}), %{{.+}}
; CHECK: movb %{{.+}}, 0x16(%{{.+}})
define void @copy(ptr %p, ptr %q) {
  call void @llvm.memcpy.p0.p0.i64(ptr %p, ptr %q, i64 23, i1 false)
  ret void
}

; All is read before any of it is written.
; CHECK-LABEL: <move>:
; CHECK: movups (%{{.+}}), %{{.+}}
; CHECK: movq 0x10(%{{.+}}), %{{.+}}
; CHECK: movups %{{.+}}, (%{{.+}})
; CHECK: movq %{{.+}}, 0x10(%{{.+}})
define void @move(ptr %p, ptr %q) {
  call void @llvm.memmove.p0.p0.i64(ptr %p, ptr %q, i64 24, i1 false)
  ret void
}

; CHECK-LABEL: <copy_large>:
; CHECK: movl $0x3e8, %{{.+}}
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 memcpy-0x4
define void @copy_large(ptr %p, ptr %q) {
  call void @llvm.memcpy.p0.p0.i64(ptr %p, ptr %q, i64 1000, i1 false)
  ret void
}

; CHECK-LABEL: <move_variable>:
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 memmove-0x4
define void @move_variable(ptr %p, ptr %q, i64 %n) {
  call void @llvm.memmove.p0.p0.i64(ptr %p, ptr %q, i64 %n, i1 false)
  ret void
}

; CHECK-LABEL: <copy_inline>:
; CHECK: movl $0x3e8, %{{.+}}
; CHECK: rep movsb (%{{.+}}), %es:(%{{.+}})
define void @copy_inline(ptr %p, ptr %q) {
  call void @llvm.memcpy.inline.p0.p0.i64(ptr %p, ptr %q, i64 1000, i1 false)
  ret void
}

; CHECK-LABEL: <clear>:
; CHECK: xorps %{{.+}}, %{{.+}}
; CHECK: movups %{{.+}}, (%{{.+}})
; CHECK: movl $0x0, 0x10(%{{.+}})
define void @clear(ptr %p) {
  call void @llvm.memset.p0.i64(ptr %p, i8 0, i64 20, i1 false)
  ret void
}

; CHECK-LABEL: <fill>:
; CHECK: movl $0x5050505, (%{{.+}})
; CHECK: movw $0x505, 0x4(%{{.+}})
define void @fill(ptr %p) {
  call void @llvm.memset.p0.i64(ptr %p, i8 5, i64 6, i1 false)
  ret void
}

; CHECK-LABEL: <fill_variable>:
; CHECK: movzbl %{{.+}}, %{{.+}}
; CHECK: callq
; CHECK-NEXT: R_X86_64_PLT32 memset-0x4
define void @fill_variable(ptr %p, i8 %c, i64 %n) {
  call void @llvm.memset.p0.i64(ptr %p, i8 %c, i64 %n, i1 false)
  ret void
}

; CHECK-LABEL: <prefetch>:
; CHECK: prefetcht0 (%{{.+}})
; CHECK: prefetchnta (%{{.+}})
define void @prefetch(ptr %p) {
  call void @llvm.prefetch.p0(ptr %p, i32 0, i32 3, i32 1)
  call void @llvm.prefetch.p0(ptr %p, i32 0, i32 0, i32 1)
  ret void
}
