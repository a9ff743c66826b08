// RUN: shunt-translate --export %s | FileCheck %s

// CHECK: source_filename = "a.c"
// CHECK: target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
// CHECK: target triple = "x86_64-pc-linux-gnu"
module attributes {
  shunt.source_file_name = "a.c",
  shunt.data_layout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128",
  shunt.triple = "x86_64-pc-linux-gnu",
  shunt.module_flags = {"PIC Level" = 2 : i32},
  shunt.module_flag_behaviors = {"PIC Level" = 8 : i32},
  shunt.idents = [["a compiler"]]
} {
// CHECK: module asm ".globl x"
shunt.module_asm ".globl x\0A"
// CHECK: $group = comdat nodeduplicate
shunt.comdat "group" nodeduplicate
// CHECK: @text = private unnamed_addr constant [8 x i8] c"text\00\FF\22\00"
shunt.global @text size 8 <{constant, data = "text\00\FF\22", dsoLocal, linkage = "private", type = !shunt.array<8 x i8>, unnamedAddr = "unnamed_addr"}>
// CHECK: @record = global { i8, i32, ptr, [2 x double] } { i8 1, i32 -1, ptr getelementptr (i8, ptr @text, i64 2), [2 x double] zeroinitializer }, align 8
shunt.global @record size 32 <{alignment = 8, data = ["\01\00\00\00\FF\FF\FF\FF", {at = 8, symbol = @text, addend = 2}], type = !shunt.struct<(i8, i32, !shunt.ptr, !shunt.array<2 x f64>)>}>
// CHECK: @odd = global <{ [1 x i8], ptr, [3 x i8] }> <{ [1 x i8] c"a", ptr @text, [3 x i8] c"bc\00" }>, align 1
shunt.global @odd size 12 <{alignment = 1, data = ["a\00\00\00\00\00\00\00\00bc", {at = 1, symbol = @text}]}>
// CHECK: @table = internal global [3 x i32] [i32 trunc (i64 sub (i64 ptrtoint (ptr blockaddress(@f, %1) to i64), i64 ptrtoint (ptr blockaddress(@f, %2) to i64)) to i32), i32 trunc (i64 sub (i64 ptrtoint (ptr getelementptr (i8, ptr @text, i64 4) to i64), i64 ptrtoint (ptr @table to i64)) to i32), i32 7], section ".my", comdat($group), align 16
shunt.global @table size 12 <{alignment = 16, comdat = "group", linkage = "internal", data = ["\00\00\00\00\00\00\00\00\07", {at = 0, symbol = @f, block = 3, minus = @f, minus_block = 4, size = 4}, {at = 4, symbol = @text, addend = 4, minus = @table, size = 4}], section = ".my", type = !shunt.array<3 x i32>}>
// CHECK: @labels = constant [1 x ptr] [ptr blockaddress(@f, %1)]
shunt.global @labels size 8 <{constant, data = ["", {at = 0, symbol = @f, block = 3}], type = !shunt.array<1 x !shunt.ptr>}>
// CHECK: @outside = external thread_local(initialexec) global i32
shunt.global @outside size 4 <{declaration, tlsModel = "initialexec", type = i32}>
// CHECK: @zero = common protected global i64 0
shunt.global @zero size 8 <{dsoLocal, elfVisibility = "protected", linkage = "common", type = i64}>
// CHECK: @0 = private global i8 0
shunt.global @".shunt.unnamed.0" size 1 <{linkage = "private", type = i8}>
// CHECK: @linked = global i8 0, section "s", !associated ![[ASSOCIATED:[0-9]+]]
shunt.global @linked size 1 <{associated = @f, section = "s", type = i8}>
// CHECK: @llvm.global_ctors = appending global [2 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 101, ptr @f, ptr null }, { i32, ptr, ptr } { i32 65535, ptr @f, ptr @table }]
shunt.structors [[@f, 101, unit], [@f, 65535, @table]]
// CHECK: @llvm.global_dtors = appending global [1 x { i32, ptr, ptr }]
shunt.structors destructors [[@f, 65535, unit]]
// CHECK: @llvm.used = appending global [2 x ptr] [ptr @text, ptr @f], section "llvm.metadata"
shunt.used [@text, @f]
// CHECK: @llvm.compiler.used = appending global [1 x ptr] [ptr @table], section "llvm.metadata"
shunt.used compiler_only [@table]
// CHECK: @also = weak hidden alias i32, getelementptr (i8, ptr @table, i64 8)
shunt.alias @also = @table + 8 <{elfVisibility = "hidden", linkage = "weak", type = i32}>
// CHECK: @chosen = ifunc void (), ptr @f
shunt.ifunc @chosen = @f <{type = !shunt.func<!shunt.void ()>}>
// CHECK: declare extern_weak void @declared(...)
shunt.func @declared : !shunt.func<!shunt.void (...)> <{linkage = "extern_weak"}> {
}
// CHECK: define ptr @f() #0 align 16 gc "shadow-stack" prefix i32 1 personality ptr @declared {
shunt.func @f : !shunt.func<!shunt.ptr ()> <{alignment = 16, attributeList = #shunt.attrs<fn = {noinline, strings = {"frame-pointer" = "all"}}, ret = {}>, gc = "shadow-stack", personality = @declared, prefixData = "\01\00\00\00", prefixType = i32}> {
  shunt.br ^bb1
^bb1:
  shunt.block_tag 3
  shunt.br ^bb2
^bb2:
  shunt.block_tag 4
  %0 = shunt.constant 0 : !shunt.ptr
  shunt.ret %0 : !shunt.ptr
}
// CHECK: attributes #0 = { noinline "frame-pointer"="all" }
// CHECK: !llvm.module.flags = !{![[FLAG:[0-9]+]]}
// CHECK: !llvm.ident = !{![[IDENT:[0-9]+]]}
// CHECK: ![[ASSOCIATED]] = !{ptr @f}
// CHECK: ![[FLAG]] = !{i32 8, !"PIC Level", i32 2}
// CHECK: ![[IDENT]] = !{!"a compiler"}
}
