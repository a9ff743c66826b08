// RUN: shunt-opt %s | shunt-opt | FileCheck %s
// RUN: shunt-opt %s --mlir-print-op-generic | shunt-opt | FileCheck %s
// RUN: shunt-opt %s --emit-bytecode | shunt-opt | FileCheck %s

shunt.func @callee : !shunt.func<!shunt.struct<(i64, f64)> (i32, !shunt.ptr, ...)> {
}

// CHECK-LABEL: shunt.func @branches
shunt.func @branches : !shunt.func<i32 (i32, i1)> {
^bb0(%a: i32, %c: i1):
  // CHECK: shunt.br ^bb1(%{{.*}} : i32)
  shunt.br ^bb1(%a : i32)
// CHECK: ^bb1(%{{.*}}: i32):
^bb1(%x: i32):
  // CHECK-NEXT: shunt.cond_br %{{.*}}, ^bb1(%{{.*}} : i32), ^bb2
  shunt.cond_br %c, ^bb1(%x : i32), ^bb2
^bb2:
  // CHECK: shunt.cmp_br slt %{{.*}}, %{{.*}} : i32, ^bb3, ^bb5
  shunt.cmp_br slt %a, %x : i32, ^bb3, ^bb5
^bb3:
  // CHECK: shunt.switch %{{.*}} : i32 array<i64: 1, -1> ^bb1, ^bb4, ^bb1(%{{.*}}, %{{.*}} : i32, i32)
  shunt.switch %a : i32 array<i64: 1, -1> ^bb1, ^bb4, ^bb1(%a, %x : i32, i32)
^bb4:
  // CHECK: shunt.block_tag 1
  shunt.block_tag 1
  %p = shunt.block_address @branches 1 : !shunt.ptr
  // CHECK: shunt.indirectbr %{{.*}} : !shunt.ptr [^bb4, ^bb5]
  shunt.indirectbr %p : !shunt.ptr [^bb4, ^bb5]
^bb5:
  // CHECK: shunt.ret %{{.*}} : i32
  shunt.ret %a : i32
^bb6:
  // CHECK: shunt.unreachable
  shunt.unreachable
}

// CHECK-LABEL: shunt.func @calls
shunt.func @calls : !shunt.func<!shunt.void (i32, !shunt.ptr, f64)> {
^bb0(%a: i32, %p: !shunt.ptr, %d: f64):
  // CHECK: shunt.call @callee(%{{.*}}, %{{.*}}, %{{.*}}) : (i32, !shunt.ptr, f64) -> (i64, f64) signature !shunt.func<!shunt.struct<(i64, f64)> (i32, !shunt.ptr, ...)> <{attributeList = #shunt.attrs<fn = {nounwind, strings = {"no-builtins" = ""}}, ret = {}, params = [{signext}, {align = 8 : i64}]>, callingConv = 8 : i64, tail = "tail"}>
  %0:2 = shunt.call @callee(%a, %p, %d) : (i32, !shunt.ptr, f64) -> (i64, f64) signature !shunt.func<!shunt.struct<(i64, f64)> (i32, !shunt.ptr, ...)> <{attributeList = #shunt.attrs<fn = {nounwind, strings = {"no-builtins" = ""}}, ret = {}, params = [{signext}, {align = 8 : i64}]>, callingConv = 8, tail = "tail"}>
  // CHECK-NEXT: shunt.call(%{{.*}}, %{{.*}}) : (!shunt.ptr, i32) -> () signature !shunt.func<!shunt.void (i32)>
  shunt.call(%p, %a) : (!shunt.ptr, i32) -> () signature !shunt.func<!shunt.void (i32)>
  // CHECK-NEXT: shunt.inline_asm "nop", "=r,r"(%{{.*}}) : (i32) -> i32 signature !shunt.func<i32 (i32)> <{sideEffects}>
  %1 = shunt.inline_asm "nop", "=r,r"(%a) : (i32) -> i32 signature !shunt.func<i32 (i32)> <{sideEffects}>
  // CHECK-NEXT: shunt.intrinsic "llvm.pow.f64"(%{{.*}}, %{{.*}}) : (f64, f64) -> f64 signature !shunt.func<f64 (f64, f64)> <{fastMath = "nnan"}>
  %2 = shunt.intrinsic "llvm.pow.f64"(%d, %d) : (f64, f64) -> f64 signature !shunt.func<f64 (f64, f64)> <{fastMath = "nnan"}>
  // CHECK-NEXT: shunt.intrinsic "llvm.read_register.i64"() : () -> i64 signature !shunt.func<i64 (!shunt.metadata)> <{metadata = {{\[\[}}"rsp"]]}>
  %3 = shunt.intrinsic "llvm.read_register.i64"() : () -> i64 signature !shunt.func<i64 (!shunt.metadata)> <{metadata = [["rsp"]]}>
  // CHECK-NEXT: shunt.va_start %{{.*}} : !shunt.ptr
  shunt.va_start %p : !shunt.ptr
  // CHECK-NEXT: shunt.va_copy %{{.*}}, %{{.*}} : !shunt.ptr, !shunt.ptr
  shunt.va_copy %p, %p : !shunt.ptr, !shunt.ptr
  // CHECK-NEXT: shunt.va_arg %{{.*}} : !shunt.ptr -> f80
  %4 = shunt.va_arg %p : !shunt.ptr -> f80
  // CHECK-NEXT: shunt.va_end %{{.*}} : !shunt.ptr
  shunt.va_end %p : !shunt.ptr
  // CHECK-NEXT: shunt.stacksave : !shunt.ptr
  %5 = shunt.stacksave : !shunt.ptr
  // CHECK-NEXT: shunt.stackrestore %{{.*}} : !shunt.ptr
  shunt.stackrestore %5 : !shunt.ptr
  // CHECK-NEXT: shunt.frameaddress 0 : !shunt.ptr
  %6 = shunt.frameaddress 0 : !shunt.ptr
  // CHECK-NEXT: shunt.returnaddress 1 : !shunt.ptr
  %7 = shunt.returnaddress 1 : !shunt.ptr
  // CHECK-NEXT: shunt.readcyclecounter
  %8 = shunt.readcyclecounter
  // CHECK-NEXT: shunt.debugtrap
  shunt.debugtrap
  // CHECK-NEXT: shunt.trap
  shunt.trap
  // CHECK-NEXT: shunt.unreachable
  shunt.unreachable
}
