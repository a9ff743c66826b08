; Addresses, the shadow stack, copies.
; RUN: shunt-llc %s -o %t.o
; RUN: wasm-validate %t.o
; RUN: wasm-objdump -dr %t.o | FileCheck %s
target triple = "wasm32-unknown-unknown"

@array = external global [100 x i32]

; An offset goes into the access only if nothing wraps around.
; CHECK-LABEL: <inbounds>:
; CHECK:      local.get 0
; CHECK-NEXT: i32.load 2 8
define i32 @inbounds(ptr %p) {
  %q = getelementptr inbounds i32, ptr %p, i32 2
  %x = load i32, ptr %q
  ret i32 %x
}

; CHECK-LABEL: <wraps>:
; CHECK:      local.get 0
; CHECK-NEXT: i32.const 8
; CHECK-NEXT: i32.add
; CHECK-NEXT: i32.load 2 0
define i32 @wraps(ptr %p) {
  %q = getelementptr i32, ptr %p, i32 2
  %x = load i32, ptr %q
  ret i32 %x
}

; CHECK-LABEL: <element>:
; CHECK:      local.get 0
; CHECK-NEXT: i32.const 2
; CHECK-NEXT: i32.shl
; CHECK-NEXT: i32.load 2
; CHECK-NEXT: R_WASM_MEMORY_ADDR_LEB
define i32 @element(i32 %i) {
  %q = getelementptr inbounds [100 x i32], ptr @array, i32 0, i32 %i
  %x = load i32, ptr %q
  ret i32 %x
}

; Without calls a small frame lies below the stack pointer.
; CHECK-LABEL: <leaf>:
; CHECK:     global.get
; CHECK-NOT: global.set
; CHECK:     end
define i32 @leaf(i32 %i) {
  %s = alloca [4 x i32]
  %q = getelementptr inbounds [4 x i32], ptr %s, i32 0, i32 %i
  store volatile i32 1, ptr %q
  %x = load volatile i32, ptr %s
  ret i32 %x
}

declare void @use(ptr)
; CHECK-LABEL: <frame>:
; CHECK:      global.get
; CHECK-NEXT: R_WASM_GLOBAL_INDEX_LEB
; CHECK-NEXT: local.tee [[OLD:[0-9]+]]
; CHECK-NEXT: i32.const 48
; CHECK-NEXT: i32.sub
; CHECK-NEXT: i32.const 4294967264
; CHECK-NEXT: i32.and
; CHECK:      global.set
; CHECK:      call
; CHECK:      local.get [[OLD]]
; CHECK-NEXT: global.set
define void @frame() {
  %s = alloca [40 x i8], align 32
  call void @use(ptr %s)
  ret void
}

; CHECK-LABEL: <copies>:
; CHECK:      i64.load
; CHECK-NEXT: i64.store
; CHECK:      memory.copy
; CHECK:      if
; CHECK:      memory.fill
; CHECK:      end
define void @copies(ptr %p, ptr %q, i32 %n) {
  call void @llvm.memcpy.p0.p0.i32(ptr align 8 %p, ptr align 8 %q, i32 8, i1 false)
  call void @llvm.memmove.p0.p0.i32(ptr %p, ptr %q, i32 100, i1 false)
  call void @llvm.memset.p0.i32(ptr %p, i8 0, i32 %n, i1 false)
  ret void
}
declare void @llvm.memcpy.p0.p0.i32(ptr, ptr, i32, i1)
declare void @llvm.memmove.p0.p0.i32(ptr, ptr, i32, i1)
declare void @llvm.memset.p0.i32(ptr, i8, i32, i1)

; An index that two accesses have is scaled and added once.
; CHECK-LABEL: <fields>:
; CHECK:      i32.shl
; CHECK-NEXT: i32.add
; CHECK-NEXT: local.tee [[P:[0-9]+]]
; CHECK-NEXT: i32.load 2 4
; CHECK-NEXT: local.get [[P]]
; CHECK-NEXT: i32.load 2 0
; CHECK-NOT:  i32.shl
; CHECK:      end
define i32 @fields(ptr %p, i32 %i) {
  %e = getelementptr inbounds { i32, i32 }, ptr %p, i32 %i
  %f = getelementptr inbounds { i32, i32 }, ptr %e, i32 0, i32 1
  %x = load i32, ptr %f
  %y = load i32, ptr %e
  %z = sub i32 %x, %y
  ret i32 %z
}
