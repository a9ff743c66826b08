// RUN: shunt-opt %s | shunt-opt | FileCheck %s
// RUN: shunt-opt %s --mlir-print-op-generic | shunt-opt | FileCheck %s
// RUN: shunt-opt %s --emit-bytecode | shunt-opt | FileCheck %s

// CHECK-LABEL: shunt.func @integers
shunt.func @integers : !shunt.func<!shunt.void (i32, i32, vector<4xi64>)> {
^bb0(%a: i32, %b: i32, %v: vector<4xi64>):
  // CHECK: shunt.add %{{.*}}, %{{.*}} : i32
  %0 = shunt.add %a, %b : i32
  // CHECK-NEXT: shunt.sub %{{.*}}, %{{.*}} <{flags = "nuw,nsw"}> : i32
  %1 = shunt.sub %a, %b <{flags = "nuw,nsw"}> : i32
  // CHECK-NEXT: shunt.mul %{{.*}} : vector<4xi64>
  %2 = shunt.mul %v, %v : vector<4xi64>
  // CHECK-NEXT: shunt.udiv %{{.*}} <{flags = "exact"}> : i32
  %3 = shunt.udiv %a, %b <{flags = "exact"}> : i32
  // CHECK-NEXT: shunt.or %{{.*}} <{flags = "disjoint"}> : i32
  %4 = shunt.or %a, %b <{flags = "disjoint"}> : i32
  // CHECK-NEXT: shunt.smax
  %5 = shunt.smax %a, %b : i32
  // CHECK-NEXT: shunt.umul_high
  %6 = shunt.umul_high %a, %b : i32
  // CHECK-NEXT: shunt.bswap %{{.*}} : i32
  %7 = shunt.bswap %a : i32
  // CHECK-NEXT: shunt.ctlz %{{.*}} <{poison}> : i32
  %8 = shunt.ctlz %a <{poison}> : i32
  // CHECK-NEXT: shunt.fshl %{{.*}}, %{{.*}}, %{{.*}} : i32
  %9 = shunt.fshl %a, %b, %a : i32
  // CHECK-NEXT: shunt.sadd_overflow %{{.*}}, %{{.*}} : i32, i1
  %10:2 = shunt.sadd_overflow %a, %b : i32, i1
  // CHECK-NEXT: shunt.icmp ult %{{.*}}, %{{.*}} : i32 -> i1
  %11 = shunt.icmp ult %a, %b : i32 -> i1
  // CHECK-NEXT: shunt.icmp slt %{{.*}} <{flags = "samesign"}> : vector<4xi64> -> vector<4xi1>
  %12 = shunt.icmp slt %v, %v <{flags = "samesign"}> : vector<4xi64> -> vector<4xi1>
  // CHECK-NEXT: shunt.select %{{.*}}, %{{.*}}, %{{.*}} : i1, i32
  %13 = shunt.select %11, %a, %b : i1, i32
  // CHECK-NEXT: shunt.select %{{.*}} : vector<4xi1>, vector<4xi64>
  %14 = shunt.select %12, %v, %v : vector<4xi1>, vector<4xi64>
  // CHECK-NEXT: shunt.freeze %{{.*}} : i32
  %15 = shunt.freeze %a : i32
  shunt.ret
}

// CHECK-LABEL: shunt.func @floats
shunt.func @floats : !shunt.func<!shunt.void (f32, f80)> {
^bb0(%a: f32, %b: f80):
  // CHECK: shunt.fadd %{{.*}} <{fastMath = "reassoc,nnan,ninf,nsz,arcp,contract,afn"}> : f32
  %0 = shunt.fadd %a, %a <{fastMath = "reassoc,nnan,ninf,nsz,arcp,contract,afn"}> : f32
  // CHECK-NEXT: shunt.fneg %{{.*}} : f80
  %1 = shunt.fneg %b : f80
  // CHECK-NEXT: shunt.sqrt %{{.*}} <{fastMath = "nnan"}> : f32
  %2 = shunt.sqrt %a <{fastMath = "nnan"}> : f32
  // CHECK-NEXT: shunt.fmuladd
  %3 = shunt.fmuladd %a, %a, %a : f32
  // CHECK-NEXT: shunt.fcmp uno %{{.*}}, %{{.*}} : f80 -> i1
  %4 = shunt.fcmp uno %b, %b : f80 -> i1
  // CHECK-NEXT: shunt.is_fpclass %{{.*}} 516 : f32 -> i1
  %5 = shunt.is_fpclass %a 516 : f32 -> i1
  shunt.ret
}

// CHECK-LABEL: shunt.func @casts
shunt.func @casts : !shunt.func<!shunt.void (i64, f32, !shunt.ptr)> {
^bb0(%a: i64, %f: f32, %p: !shunt.ptr):
  // CHECK: shunt.trunc %{{.*}} <{flags = "nuw"}> : i64 -> i7
  %0 = shunt.trunc %a <{flags = "nuw"}> : i64 -> i7
  // CHECK-NEXT: shunt.zext %{{.*}} <{flags = "nneg"}> : i7 -> i128
  %1 = shunt.zext %0 <{flags = "nneg"}> : i7 -> i128
  // CHECK-NEXT: shunt.sext %{{.*}} : i7 -> i64
  %2 = shunt.sext %0 : i7 -> i64
  // CHECK-NEXT: shunt.fpext %{{.*}} : f32 -> f64
  %3 = shunt.fpext %f : f32 -> f64
  // CHECK-NEXT: shunt.fptrunc %{{.*}} : f64 -> bf16
  %4 = shunt.fptrunc %3 : f64 -> bf16
  // CHECK-NEXT: shunt.fptosi_sat %{{.*}} : f32 -> i64
  %5 = shunt.fptosi_sat %f : f32 -> i64
  // CHECK-NEXT: shunt.uitofp %{{.*}} <{flags = "nneg"}> : i64 -> f128
  %6 = shunt.uitofp %a <{flags = "nneg"}> : i64 -> f128
  // CHECK-NEXT: shunt.ptrtoint %{{.*}} : !shunt.ptr -> i64
  %7 = shunt.ptrtoint %p : !shunt.ptr -> i64
  // CHECK-NEXT: shunt.addrspacecast %{{.*}} : !shunt.ptr -> !shunt.ptr<256>
  %8 = shunt.addrspacecast %p : !shunt.ptr -> !shunt.ptr<256>
  // CHECK-NEXT: shunt.bitcast %{{.*}} : f32 -> i32
  %9 = shunt.bitcast %f : f32 -> i32
  shunt.ret
}

// CHECK-LABEL: shunt.func @vectors
shunt.func @vectors : !shunt.func<!shunt.void (vector<4xi32>, i64)> {
^bb0(%v: vector<4xi32>, %i: i64):
  // CHECK: shunt.extractelement %{{.*}}[%{{.*}}] : vector<4xi32>, i64 -> i32
  %0 = shunt.extractelement %v[%i] : vector<4xi32>, i64 -> i32
  // CHECK-NEXT: shunt.insertelement %{{.*}}, %{{.*}}[%{{.*}}] : i32, i64 -> vector<4xi32>
  %1 = shunt.insertelement %0, %v[%i] : i32, i64 -> vector<4xi32>
  // CHECK-NEXT: shunt.shufflevector %{{.*}}, %{{.*}} array<i64: 0, 5, -1> : vector<4xi32>, vector<4xi32> -> vector<3xi32>
  %2 = shunt.shufflevector %v, %1 array<i64: 0, 5, -1> : vector<4xi32>, vector<4xi32> -> vector<3xi32>
  // CHECK-NEXT: shunt.split_vector
  %3:3 = shunt.split_vector %2 : vector<3xi32> -> i32, i32, i32
  // CHECK-NEXT: shunt.build_vector
  %4 = shunt.build_vector %3#0, %3#1 : i32, i32 -> vector<2xi32>
  shunt.ret
}
