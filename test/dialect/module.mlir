// RUN: shunt-opt %s | shunt-opt | FileCheck %s
// RUN: shunt-opt %s --mlir-print-op-generic | shunt-opt | FileCheck %s
// RUN: shunt-opt %s --emit-bytecode | shunt-opt | FileCheck %s

// CHECK: shunt.module_asm ".globl x"
shunt.module_asm ".globl x"
// CHECK: shunt.comdat "group" nodeduplicate
shunt.comdat "group" nodeduplicate
// CHECK: shunt.global @text size 8 <{constant, data = "text\00\FF\22", dsoLocal, linkage = "private", unnamedAddr = "unnamed_addr"}>
shunt.global @text size 8 <{constant, data = "text\00\FF\22", dsoLocal, linkage = "private", unnamedAddr = "unnamed_addr"}>
// CHECK: shunt.global @table size 24 <{alignment = 16 : i64, comdat = "group", data = ["", {at = 0 : i64, symbol = @text}, {addend = 4 : i64, at = 8 : i64, minus = @table, size = 4 : i64, symbol = @text}, {at = 16 : i64, block = 3 : i64, symbol = @f}], section = ".my"}>
shunt.global @table size 24 <{alignment = 16, comdat = "group", data = ["", {at = 0, symbol = @text}, {at = 8, symbol = @text, addend = 4, minus = @table, size = 4}, {at = 16, symbol = @f, block = 3}], section = ".my"}>
// CHECK: shunt.global @outside size 4 <{declaration, tlsModel = "initialexec", type = i32}>
shunt.global @outside size 4 <{declaration, tlsModel = "initialexec", type = i32}>
// CHECK: shunt.alias @also = @table + 8 <{elfVisibility = "hidden", linkage = "weak"}>
shunt.alias @also = @table + 8 <{elfVisibility = "hidden", linkage = "weak"}>
// CHECK: shunt.ifunc @chosen = @f
shunt.ifunc @chosen = @f
// CHECK: shunt.structors {{\[\[}}@f, 101, unit], [@f, 65535, @table]]
shunt.structors [[@f, 101, unit], [@f, 65535, @table]]
// CHECK: shunt.structors destructors {{\[\[}}@f, 65535, unit]]
shunt.structors destructors [[@f, 65535, unit]]
// CHECK: shunt.used [@text, @f]
shunt.used [@text, @f]
// CHECK: shunt.used compiler_only [@table]
shunt.used compiler_only [@table]
// CHECK: shunt.func @declared : !shunt.func<!shunt.void (...)> <{linkage = "extern_weak"}> {
shunt.func @declared : !shunt.func<!shunt.void (...)> <{linkage = "extern_weak"}> {
}
// CHECK: shunt.func @f : !shunt.func<!shunt.ptr ()> <{alignment = 16 : i64, gc = "shadow-stack", personality = @declared, prefixData = "\01\00\00\00", prefixType = i32}>
shunt.func @f : !shunt.func<!shunt.ptr ()> <{alignment = 16, gc = "shadow-stack", personality = @declared, prefixData = "\01\00\00\00", prefixType = i32}> {
  shunt.br ^bb1
^bb1:
  shunt.block_tag 3
  %0 = shunt.constant 0 : !shunt.ptr
  shunt.ret %0 : !shunt.ptr
}
