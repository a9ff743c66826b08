// RUN: shunt-opt %s | shunt-opt | FileCheck %s
// RUN: shunt-opt %s --mlir-print-op-generic | shunt-opt | FileCheck %s
// RUN: shunt-opt %s --emit-bytecode | shunt-opt | FileCheck %s

shunt.global @object size 16

// CHECK-LABEL: shunt.func @constants
shunt.func @constants : !shunt.func<!shunt.void ()> {
  // CHECK-NEXT: shunt.constant 42 : i32
  %0 = shunt.constant 42 : i32
  // CHECK-NEXT: shunt.constant -1 : i1
  %1 = shunt.constant 1 : i1
  // CHECK-NEXT: shunt.constant -170141183460469231731687303715884105728 : i128
  %2 = shunt.constant -170141183460469231731687303715884105728 : i128
  // CHECK-NEXT: shunt.constant 0x3FF8000000000000 : f64
  %3 = shunt.constant 0x3FF8000000000000 : f64
  // CHECK-NEXT: shunt.constant 0x3FFF8000000000000000 : f80
  %4 = shunt.constant 0x3FFF8000000000000000 : f80
  // CHECK-NEXT: shunt.constant 0x0 : !shunt.ptr
  %5 = shunt.constant 0 : !shunt.ptr
  // CHECK-NEXT: shunt.vector_constant "\01\00\02\00" : vector<2xi16>
  %6 = shunt.vector_constant "\01\00\02\00" : vector<2xi16>
  // CHECK-NEXT: shunt.vector_constant "\01" <{poison = array<i64: 1>, undef = array<i64: 2, 3>}> : vector<4xi8>
  %7 = shunt.vector_constant "\01" <{poison = array<i64: 1>, undef = array<i64: 2, 3>}> : vector<4xi8>
  // CHECK-NEXT: shunt.vector_constant ["", {at = 8 : i64, symbol = @object}] : vector<2x!shunt.ptr>
  %8 = shunt.vector_constant ["", {at = 8, symbol = @object}] : vector<2x!shunt.ptr>
  // CHECK-NEXT: shunt.undef : f32
  %9 = shunt.undef : f32
  // CHECK-NEXT: shunt.undef poison : vector<4xi32>
  %10 = shunt.undef poison : vector<4xi32>
  // CHECK-NEXT: shunt.address_of @object + -8 : !shunt.ptr
  %11 = shunt.address_of @object + -8 : !shunt.ptr
  // CHECK-NEXT: shunt.address_of thread_local @object + 0 : !shunt.ptr
  %12 = shunt.address_of thread_local @object + 0 : !shunt.ptr
  // CHECK-NEXT: shunt.br ^bb1
  shunt.br ^bb1
^bb1:
  // CHECK: shunt.block_tag 7
  shunt.block_tag 7
  // CHECK-NEXT: shunt.block_address @constants 7 : !shunt.ptr
  %13 = shunt.block_address @constants 7 : !shunt.ptr
  shunt.ret
}
