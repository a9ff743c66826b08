// RUN: shunt-opt %s | shunt-opt | FileCheck %s
// RUN: shunt-opt %s --mlir-print-op-generic | shunt-opt | FileCheck %s
// RUN: shunt-opt %s --emit-bytecode | shunt-opt | FileCheck %s

// CHECK-LABEL: shunt.func @memory
shunt.func @memory : !shunt.func<!shunt.void (!shunt.ptr, i64, i32)> {
^bb0(%p: !shunt.ptr, %i: i64, %n: i32):
  // CHECK: shunt.slot 8 align 4 <{type = !shunt.struct<(i32, i32)>}> : !shunt.ptr
  %s = shunt.slot 8 align 4 <{type = !shunt.struct<(i32, i32)>}> : !shunt.ptr
  // CHECK-NEXT: shunt.alloca %{{.*}} * 4 align 16 <{type = i32}> : i32 -> !shunt.ptr
  %d = shunt.alloca %n * 4 align 16 <{type = i32}> : i32 -> !shunt.ptr
  // CHECK-NEXT: shunt.addr %{{.*}}[ + 8] : !shunt.ptr -> !shunt.ptr
  %0 = shunt.addr %p[+ 8] : !shunt.ptr -> !shunt.ptr
  // CHECK-NEXT: shunt.addr %{{.*}}[%{{.*}} : i64 * 16, %{{.*}} : i32 * 4 + -4] <{elementType = !shunt.array<4 x i32>, flags = "inbounds,nusw"}>
  %1 = shunt.addr %p[%i : i64 * 16, %n : i32 * 4 + -4] <{elementType = !shunt.array<4 x i32>, flags = "inbounds,nusw"}> : !shunt.ptr -> !shunt.ptr
  // CHECK-NEXT: shunt.load align 4 %{{.*}} : !shunt.ptr : i32
  %2 = shunt.load align 4 %s : !shunt.ptr : i32
  // CHECK-NEXT: shunt.load volatile align 8 %{{.*}}[16] : !shunt.ptr : f64
  %3 = shunt.load volatile align 8 %p[16] : !shunt.ptr : f64
  // CHECK-NEXT: shunt.load align 1 %{{.*}}[%{{.*}} : i64 * 8 plus -8] : !shunt.ptr : i8
  %4 = shunt.load align 1 %p[%i : i64 * 8 plus -8] : !shunt.ptr : i8
  // CHECK-NEXT: shunt.load nontemporal invariant atomic singlethread acquire align 4 %{{.*}} : !shunt.ptr : i32
  %5 = shunt.load nontemporal invariant atomic singlethread acquire align 4 %p : !shunt.ptr : i32
  // CHECK-NEXT: shunt.load align 4 %{{.*}} : !shunt.ptr : i32, i32 layout !shunt.struct<(i32, i32)>
  %6:2 = shunt.load align 4 %s : !shunt.ptr : i32, i32 layout !shunt.struct<(i32, i32)>
  // CHECK-NEXT: shunt.store align 4 %{{.*}} to %{{.*}} : !shunt.ptr : i32
  shunt.store align 4 %n to %p : !shunt.ptr : i32
  // CHECK-NEXT: shunt.store align 4 %{{.*}}, %{{.*}} to %{{.*}} : !shunt.ptr : i32, i32 layout !shunt.array<2 x i32>
  shunt.store align 4 %6#0, %6#1 to %s : !shunt.ptr : i32, i32 layout !shunt.array<2 x i32>
  // CHECK-NEXT: shunt.atomicrmw umax atomic seq_cst align 4 %{{.*}}, %{{.*}} : !shunt.ptr, i32 -> i32
  %7 = shunt.atomicrmw umax atomic seq_cst align 4 %p, %n : !shunt.ptr, i32 -> i32
  // CHECK-NEXT: shunt.cmpxchg weak volatile atomic acq_rel align 4 failure monotonic %{{.*}}, %{{.*}}, %{{.*}} : !shunt.ptr, i32, i32 -> i32, i1
  %8:2 = shunt.cmpxchg weak volatile atomic acq_rel align 4 failure monotonic %p, %n, %n : !shunt.ptr, i32, i32 -> i32, i1
  // CHECK-NEXT: shunt.fence atomic seq_cst align 1
  shunt.fence atomic seq_cst align 1
  // CHECK-NEXT: shunt.memcpy move volatile %{{.*}} align 4, %{{.*}} align 8, %{{.*}} : !shunt.ptr, !shunt.ptr, i64
  shunt.memcpy move volatile %p align 4, %s align 8, %i : !shunt.ptr, !shunt.ptr, i64
  // CHECK-NEXT: shunt.memset inline %{{.*}} align 1, %{{.*}}, %{{.*}} : !shunt.ptr, i8, i64
  shunt.memset inline %p align 1, %4, %i : !shunt.ptr, i8, i64
  // CHECK-NEXT: shunt.prefetch %{{.*}} write 0 locality 3 data 1 : !shunt.ptr
  shunt.prefetch %p write 0 locality 3 data 1 : !shunt.ptr
  shunt.ret
}
