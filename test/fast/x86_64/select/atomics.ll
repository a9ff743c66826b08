; Atomic loads, stores, read-modify-writes and fences.
; RUN: shunt-llc %s -o - | %objdump -d --no-show-raw-insn - | FileCheck %s
target triple = "x86_64-unknown-linux-gnu"

; Every load is an acquire and every store a release.
; CHECK-LABEL: <load_seq_cst>:
; CHECK: movl (%{{.+}}), %{{.+}}
define i32 @load_seq_cst(ptr %p) {
  %v = load atomic i32, ptr %p seq_cst, align 4
  ret i32 %v
}

; CHECK-LABEL: <store_release>:
; CHECK: movq %{{.+}}, (%{{.+}})
define void @store_release(ptr %p, i64 %v) {
  store atomic i64 %v, ptr %p release, align 8
  ret void
}

; CHECK-LABEL: <store_seq_cst>:
; CHECK: xchgq %{{.+}}, (%{{.+}})
define void @store_seq_cst(ptr %p, i64 %v) {
  store atomic i64 %v, ptr %p seq_cst, align 8
  ret void
}

; CHECK-LABEL: <xchg>:
; CHECK: xchgb %{{.+}}, (%{{.+}})
define i8 @xchg(ptr %p, i8 %v) {
  %r = atomicrmw xchg ptr %p, i8 %v acq_rel
  ret i8 %r
}

; CHECK-LABEL: <add>:
; CHECK: lock
; CHECK-NEXT: xaddl %{{.+}}, (%{{.+}})
define i32 @add(ptr %p, i32 %v) {
  %r = atomicrmw add ptr %p, i32 %v monotonic
  ret i32 %r
}

; CHECK-LABEL: <sub>:
; CHECK: negq %{{.+}}
; CHECK: lock
; CHECK-NEXT: xaddq %{{.+}}, (%{{.+}})
define i64 @sub(ptr %p, i64 %v) {
  %r = atomicrmw sub ptr %p, i64 %v seq_cst
  ret i64 %r
}

; The old value isn't needed.
; CHECK-LABEL: <add_unused>:
; CHECK: lock
; CHECK-NEXT: addw %{{.+}}, (%{{.+}})
define void @add_unused(ptr %p, i16 %v) {
  %r = atomicrmw add ptr %p, i16 %v seq_cst
  ret void
}

; CHECK-LABEL: <or_unused>:
; CHECK: lock
; CHECK-NEXT: orl %{{.+}}, (%{{.+}})
define void @or_unused(ptr %p, i32 %v) {
  %r = atomicrmw or ptr %p, i32 %v seq_cst
  ret void
}

; CHECK-LABEL: <and>:
; CHECK: movl (%{{.+}}), %{{.+}}
; CHECK: andl %{{.+}}, %{{.+}}
; CHECK: lock
; CHECK-NEXT: cmpxchgl %{{.+}}, (%{{.+}})
; CHECK-NEXT: jne
define i32 @and(ptr %p, i32 %v) {
  %r = atomicrmw and ptr %p, i32 %v seq_cst
  ret i32 %r
}

; CHECK-LABEL: <nand>:
; CHECK: movl (%{{.+}}), %{{.+}}
; CHECK: andl %{{.+}}, %{{.+}}
; CHECK: notl %{{.+}}
; CHECK: lock
; CHECK-NEXT: cmpxchgl %{{.+}}, (%{{.+}})
; CHECK-NEXT: jne
define i32 @nand(ptr %p, i32 %v) {
  %r = atomicrmw nand ptr %p, i32 %v seq_cst
  ret i32 %r
}

; CHECK-LABEL: <max>:
; CHECK: movq (%{{.+}}), %{{.+}}
; CHECK: cmpq %{{.+}}, %{{.+}}
; CHECK-NEXT: cmovgq %{{.+}}, %{{.+}}
; CHECK: lock
; CHECK-NEXT: cmpxchgq %{{.+}}, (%{{.+}})
; CHECK-NEXT: jne
define i64 @max(ptr %p, i64 %v) {
  %r = atomicrmw max ptr %p, i64 %v seq_cst
  ret i64 %r
}

; CHECK-LABEL: <umin>:
; CHECK: movzbl (%{{.+}}), %{{.+}}
; CHECK: cmpb %{{.+}}, %{{.+}}
; CHECK-NEXT: cmovbl %{{.+}}, %{{.+}}
; CHECK: lock
; CHECK-NEXT: cmpxchgb %{{.+}}, (%{{.+}})
; CHECK-NEXT: jne
define i8 @umin(ptr %p, i8 %v) {
  %r = atomicrmw umin ptr %p, i8 %v seq_cst
  ret i8 %r
}

; CHECK-LABEL: <cmpxchg>:
; CHECK: lock
; CHECK-NEXT: cmpxchgl %{{.+}}, (%{{.+}})
; CHECK-NEXT: sete %{{.+}}
define i1 @cmpxchg(ptr %p, i32 %old, i32 %new) {
  %r = cmpxchg ptr %p, i32 %old, i32 %new acq_rel monotonic
  %ok = extractvalue { i32, i1 } %r, 1
  ret i1 %ok
}

; CHECK-LABEL: <cmpxchg_weak_ptr>:
; CHECK: lock
; CHECK-NEXT: cmpxchgq %{{.+}}, (%{{.+}})
; CHECK-NEXT: sete %{{.+}}
define ptr @cmpxchg_weak_ptr(ptr %p, ptr %old, ptr %new) {
  %r = cmpxchg weak ptr %p, ptr %old, ptr %new seq_cst seq_cst
  %was = extractvalue { ptr, i1 } %r, 0
  ret ptr %was
}

; CHECK-LABEL: <fence_seq_cst>:
; CHECK: mfence
define void @fence_seq_cst() {
  fence seq_cst
  ret void
}

; The processor's order is strong enough: nothing to do.
; CHECK-NOT: mfence
; CHECK-LABEL: <fence_acquire>:
define void @fence_acquire() {
  fence acquire
  ret void
}

; CHECK-NOT: mfence
; CHECK-LABEL: <fence_signal>:
define void @fence_signal() {
  fence syncscope("singlethread") seq_cst
  ret void
}
