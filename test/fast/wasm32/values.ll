; Which values are left to their users, and which get a local.
; RUN: shunt-llc %s -o %t.o
; RUN: wasm-validate %t.o
; RUN: wasm-objdump -d %t.o | FileCheck %s
target triple = "wasm32-unknown-unknown"

; A tree of single uses has no local.
; CHECK-LABEL: <tree>:
; CHECK:      local.get 0
; CHECK-NEXT: local.get 1
; CHECK-NEXT: i32.add
; CHECK-NEXT: local.get 0
; CHECK-NEXT: i32.const 7
; CHECK-NEXT: i32.mul
; CHECK-NEXT: i32.sub
; CHECK-NEXT: end
define i32 @tree(i32 %a, i32 %b) {
  %x = add i32 %a, %b
  %y = mul i32 %a, 7
  %z = sub i32 %x, %y
  ret i32 %z
}

; The load is done before the store that comes between it and its use.
; CHECK-LABEL: <before_store>:
; CHECK:      local.get 0
; CHECK-NEXT: i32.const 1
; CHECK-NEXT: local.get 0
; CHECK-NEXT: i32.load 2 0
; CHECK-NEXT: local.set [[OLD:[0-9]+]]
; CHECK-NEXT: i32.store 2 0
; CHECK-NEXT: local.get [[OLD]]
; CHECK-NEXT: end
define i32 @before_store(ptr %p) {
  %old = load i32, ptr %p
  store i32 1, ptr %p
  ret i32 %old
}

; A slot that is only loaded and stored is a local, and so is a parameter's.
; CHECK-LABEL: <slots>:
; CHECK-NOT:  global.get
; CHECK:      local.get 0
; CHECK-NEXT: i32.const 1
; CHECK-NEXT: i32.add
; CHECK-NEXT: local.tee
; CHECK-NEXT: end
define i32 @slots(i32 %a) {
  %s = alloca i32
  %t = alloca i32
  store i32 %a, ptr %s
  %x = load i32, ptr %s
  %y = add i32 %x, 1
  store i32 %y, ptr %t
  %z = load i32, ptr %t
  ret i32 %z
}

; What is called has its result on the stack where that is read next.
declare i32 @f(i32)
; CHECK-LABEL: <chain>:
; CHECK:      local.get 0
; CHECK-NEXT: call {{.*}}f>
; CHECK-NEXT: call {{.*}}f>
; CHECK-NEXT: end
define i32 @chain(i32 %a) {
  %x = call i32 @f(i32 %a)
  %y = call i32 @f(i32 %x)
  ret i32 %y
}

; Bits above a narrow type are made when they are needed.
; CHECK-LABEL: <narrow>:
; CHECK:      i32.add
; CHECK-NEXT: i32.const 255
; CHECK-NEXT: i32.and
; CHECK-NEXT: i32.const 9
; CHECK-NEXT: i32.lt_u
define i1 @narrow(i8 %a, i8 %b) {
  %x = add i8 %a, %b
  %c = icmp ult i8 %x, 9
  ret i1 %c
}

; CHECK-LABEL: <sign>:
; CHECK:      i32.load8_s 0 0
; CHECK-NEXT: end
define i32 @sign(ptr %p) {
  %x = load i8, ptr %p
  %y = sext i8 %x to i32
  ret i32 %y
}
