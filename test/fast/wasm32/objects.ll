; What the linker is told: as stock Clang's object says it.
; RUN: shunt-llc %s -o %t.ours.o
; RUN: llc -filetype=obj %s -o %t.stock.o
; RUN: wasm-validate %t.ours.o
; RUN: %python %S/Inputs/symbols.py %t.stock.o > %t.stock
; RUN: %python %S/Inputs/symbols.py %t.ours.o > %t.ours
; RUN: diff %t.stock %t.ours
target triple = "wasm32-unknown-unknown"

$pick = comdat any
@data = global i32 5
@zero = internal global [100 x i32] zeroinitializer, align 16
@weak = weak hidden global i64 1
@text = private unnamed_addr constant [4 x i8] c"abc\00"
@inside = global ptr getelementptr (i8, ptr @data, i32 3)
@function = global ptr @weak_function
@picked = linkonce_odr constant i32 1, comdat($pick)
@missing = external hidden global i32
@kept = internal global i32 9
@llvm.used = appending global [1 x ptr] [ptr @kept], section "llvm.metadata"
@alias = alias i32, ptr @data
@llvm.global_ctors = appending global [2 x { i32, ptr, ptr }] [
  { i32, ptr, ptr } { i32 200, ptr @hidden_function, ptr null },
  { i32, ptr, ptr } { i32 65535, ptr @local_function, ptr null }]

declare extern_weak void @maybe()
declare void @from() #0
define weak void @weak_function() {
  call void @maybe()
  call void @from()
  ret void
}
define hidden void @hidden_function() {
  %x = load i32, ptr @missing
  %y = load i8, ptr @text
  store i32 %x, ptr @zero
  ret void
}
define internal void @local_function() {
  ret void
}
define linkonce_odr void @pick() comdat {
  ret void
}
define void @exported() #1 {
  ret void
}
attributes #0 = { "wasm-import-module"="there" "wasm-import-name"="that" }
attributes #1 = { "wasm-export-name"="out" }
