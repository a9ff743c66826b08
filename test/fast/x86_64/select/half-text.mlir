// Import leaves no arithmetic of half and fp128 to instructions; in text there
// may be some.
// RUN: rm -rf %t && split-file %s %t
// RUN: not shunt-llc %t/extend.mlir -o %t.o 2>&1 | FileCheck %s --check-prefix=EXTEND
// EXTEND: fast back end does not handle fpext of f16 to f64
// RUN: not shunt-llc %t/half.mlir -o %t.o 2>&1 | FileCheck %s --check-prefix=HALF
// HALF: fast back end does not handle fadd of f16
// RUN: not shunt-llc %t/quad.mlir -o %t.o 2>&1 | FileCheck %s --check-prefix=QUAD
// QUAD: fast back end does not handle fcmp of f128
// RUN: not shunt-llc %t/integer.mlir -o %t.o 2>&1 | FileCheck %s --check-prefix=INTEGER
// INTEGER: fast back end does not handle sitofp of bf16

//--- extend.mlir
module attributes {shunt.triple = "x86_64-unknown-linux-gnu"} {
  shunt.func @f : !shunt.func<f64 (f16)> {
  ^bb0(%arg0: f16):
    %0 = shunt.fpext %arg0 : f16 -> f64
    shunt.ret %0 : f64
  }
}
//--- half.mlir
module attributes {shunt.triple = "x86_64-unknown-linux-gnu"} {
  shunt.func @f : !shunt.func<f16 (f16)> {
  ^bb0(%arg0: f16):
    %0 = shunt.fadd %arg0, %arg0 : f16
    shunt.ret %0 : f16
  }
}
//--- quad.mlir
module attributes {shunt.triple = "x86_64-unknown-linux-gnu"} {
  shunt.func @f : !shunt.func<i1 (f128)> {
  ^bb0(%arg0: f128):
    %0 = shunt.fcmp olt %arg0, %arg0 : f128 -> i1
    shunt.ret %0 : i1
  }
}
//--- integer.mlir
module attributes {shunt.triple = "x86_64-unknown-linux-gnu"} {
  shunt.func @f : !shunt.func<bf16 (i32)> {
  ^bb0(%arg0: i32):
    %0 = shunt.sitofp %arg0 : i32 -> bf16
    shunt.ret %0 : bf16
  }
}
