; The C ABI of the tool conventions.
; RUN: shunt-llc %s -o %t.o
; RUN: wasm-validate %t.o
; RUN: wasm-objdump -dr %t.o | FileCheck %s
; RUN: wasm-objdump -x %t.o | FileCheck %s --check-prefix=TYPES
target triple = "wasm32-unknown-unknown"

; TYPES: (i32, i32) -> i32
; TYPES: (i32, i64, i64, i64, i64) -> nil
declare i32 @printf(ptr, ...)

; Variable arguments go to a buffer, each at its alignment.
; CHECK-LABEL: <variable>:
; CHECK:      i32.store 2 0
; CHECK:      f64.store 3 8
; CHECK:      i32.store 2 16
; CHECK:      call
; CHECK-NEXT: R_WASM_FUNCTION_INDEX_LEB {{[0-9]+}} <env.printf>
define void @variable(ptr %f, i32 %a, double %b, ptr %c) {
  call i32 (ptr, ...) @printf(ptr %f, i32 %a, double %b, ptr %c)
  ret void
}

; Without any, the buffer's address is null.
; CHECK-LABEL: <none>:
; CHECK:      i32.const 0
; CHECK-NEXT: call
define void @none(ptr %f) {
  call i32 (ptr, ...) @printf(ptr %f)
  ret void
}

; Two words are returned in memory.
; CHECK-LABEL: <wide>:
; CHECK: i64.store 3 0
; CHECK: i64.store 3 8
; CHECK-NEXT: end
define i128 @wide(i128 %a, i128 %b) {
  %c = xor i128 %a, %b
  ret i128 %c
}

; CHECK-LABEL: <indirect>:
; CHECK:      call_indirect
; CHECK:      R_WASM_TYPE_INDEX_LEB
; CHECK:      R_WASM_TABLE_NUMBER_LEB {{[0-9]+}} <env.__indirect_function_table>
define i32 @indirect(ptr %f, i32 %a) {
  %x = call i32 %f(i32 %a)
  ret i32 %x
}

; CHECK-LABEL: <address>:
; CHECK:      i32.const
; CHECK-NEXT: R_WASM_TABLE_INDEX_SLEB {{[0-9]+}} <{{.*}}printf>
define ptr @address() {
  ret ptr @printf
}

; An argument by value is copied.
declare void @take(ptr byval([12 x i8]) align 4)
; CHECK-LABEL: <byval>:
; CHECK: i32.const 12
; CHECK-NEXT: memory.copy
; CHECK: call
define void @byval(ptr %p) {
  call void @take(ptr byval([12 x i8]) align 4 %p)
  ret void
}

; A call with another type than the function has gets as much as fits.
declare i32 @two(i32, i32)
; CHECK-LABEL: <mismatch>:
; CHECK:      local.get 0
; CHECK-NEXT: i32.const 0
; CHECK-NEXT: call
; CHECK:      drop
; CHECK-NEXT: end
define void @mismatch(i32 %a) {
  call void @two(i32 %a)
  ret void
}

; CHECK-LABEL: <impossible>:
; CHECK: unreachable
define void @impossible(double %a) {
  call void @two(double %a)
  ret void
}
