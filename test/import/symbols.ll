; RUN: shunt-translate --import=folded %s | FileCheck %s

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"

target triple = "x86_64-unknown-linux-gnu"

; CHECK: shunt.module_flags = {wchar_size = 4 : i32}
; CHECK-SAME: shunt.source_file_name = "symbols.c"
; CHECK-SAME: shunt.triple = "x86_64-unknown-linux-gnu"
source_filename = "symbols.c"

; CHECK: shunt.module_asm ".globl x\0A"
module asm ".globl x"

; CHECK: shunt.comdat "c" any
$c = comdat any

; CHECK: shunt.global @number size 4 <{alignment = 4
@number = global i32 7
; CHECK: shunt.global @{{.*}}.shunt.unnamed.0
@0 = private constant [2 x i8] c"a\00"
; CHECK: shunt.global @tls size 8
; CHECK-SAME: tlsModel = "initialexec"
@tls = thread_local(initialexec) global i64 0, section ".x", comdat($c)

; CHECK: shunt.structors {{.*}}@start
@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @start, ptr null }]
; CHECK: shunt.used compiler_only [@number]
@llvm.compiler.used = appending global [1 x ptr] [ptr @number], section "llvm.metadata"
@note = global [1 x i8] c"n", section "llvm.metadata"

; CHECK: shunt.func @start
; CHECK-SAME: linkage = "internal"
define internal void @start() {
  ret void
}
define ptr @resolve() {
  ret ptr @start
}
; CHECK: shunt.func @far
declare hidden void @far()

; CHECK: shunt.alias @second = @number + 0
@second = alias i32, ptr @number
; CHECK: shunt.ifunc @chosen = @resolve
@chosen = ifunc void (), ptr @resolve

!llvm.module.flags = !{!0}
!0 = !{i32 1, !"wchar_size", i32 4}
