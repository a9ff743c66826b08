// RUN: shunt-opt %s | shunt-opt | FileCheck %s
// RUN: shunt-opt %s --mlir-print-op-generic | shunt-opt | FileCheck %s
// RUN: shunt-opt %s --emit-bytecode | shunt-opt | FileCheck %s

// CHECK-LABEL: shunt.func @jumps
shunt.func @jumps : !shunt.func<i32 (i32)> {
^bb0(%a: i32):
  // CHECK: shunt.callbr "jmp ${0:l}", "!i"() : () -> () signature !shunt.func<!shunt.void ()> [^bb1, ^bb2] <{sideEffects}>
  shunt.callbr "jmp ${0:l}", "!i"() : () -> () signature !shunt.func<!shunt.void ()> [^bb1, ^bb2] <{sideEffects}>
^bb1:
  // CHECK: %[[R:.*]] = shunt.callbr "jmp ${2:l}", "=r,r,!i"(%{{.*}}) : (i32) -> i32 signature !shunt.func<i32 (i32)> [^bb3, ^bb2]
  %r = shunt.callbr "jmp ${2:l}", "=r,r,!i"(%a) : (i32) -> i32 signature !shunt.func<i32 (i32)> [^bb3, ^bb2]
^bb2:
  shunt.ret %a : i32
^bb3:
  // CHECK: shunt.ret %[[R]] : i32
  shunt.ret %r : i32
}
