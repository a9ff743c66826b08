// RUN: shunt-translate --export %s | FileCheck %s

// CHECK-LABEL: define { i32, i32 } @memory(
shunt.func @memory : !shunt.func<!shunt.struct<(i32, i32)> (!shunt.ptr, i64, i32)> {
^bb0(%p: !shunt.ptr, %i: i64, %n: i32):
  // CHECK-NEXT: alloca { i32, i32 }, align 8
  %s = shunt.slot 8 align 8 <{type = !shunt.struct<(i32, i32)>}> : !shunt.ptr
  // CHECK-NEXT: alloca i32, i32 3, align 4
  %t = shunt.slot 12 align 4 <{type = i32}> : !shunt.ptr
  // CHECK-NEXT: alloca [5 x i8], align 1
  %u = shunt.slot 5 align 1 : !shunt.ptr
  // CHECK-NEXT: alloca i32, i32 %2, align 16
  %d = shunt.alloca %n * 4 align 16 <{type = i32}> : i32 -> !shunt.ptr
  // CHECK-NEXT: load volatile i32, ptr {{.*}}, align 4
  %0 = shunt.load volatile align 4 %s : !shunt.ptr : i32
  // CHECK-NEXT: load atomic i32, ptr %0 syncscope("singlethread") acquire, align 4
  %1 = shunt.load atomic singlethread acquire align 4 %p : !shunt.ptr : i32
  // CHECK-NEXT: load i64, ptr %0, align 8, !invariant.load ![[EMPTY:[0-9]+]], !nontemporal ![[ONE:[0-9]+]]
  %2 = shunt.load nontemporal invariant align 8 %p : !shunt.ptr : i64
  // A list that is a whole aggregate again needs no instruction.
  // CHECK-NEXT: [[A:%.*]] = load { i32, i32 }, ptr {{.*}}, align 4
  // CHECK-NEXT: [[M:%.*]] = extractvalue { i32, i32 } [[A]], 1
  // CHECK-NEXT: store { i32, i32 } [[A]], ptr {{.*}}, align 8
  %3:2 = shunt.load align 4 %s : !shunt.ptr : i32, i32 layout !shunt.struct<(i32, i32)>
  shunt.store align 8 %3#0, %3#1 to %s : !shunt.ptr : i32, i32 layout !shunt.struct<(i32, i32)>
  // CHECK-NEXT: [[I:%.*]] = insertvalue { i32, i32 } poison, i32 [[M]], 0
  // CHECK-NEXT: [[J:%.*]] = insertvalue { i32, i32 } [[I]], i32 %2, 1
  // CHECK-NEXT: store { i32, i32 } [[J]], ptr {{.*}}, align 4
  shunt.store align 4 %3#1, %n to %s : !shunt.ptr : i32, i32 layout !shunt.struct<(i32, i32)>
  // CHECK-NEXT: store { i32, i32 } { i32 1, i32 2 }, ptr
  %one = shunt.constant 1 : i32
  %two = shunt.constant 2 : i32
  shunt.store align 4 %one, %two to %s : !shunt.ptr : i32, i32 layout !shunt.struct<(i32, i32)>
  // CHECK-NEXT: atomicrmw volatile umax ptr %0, i32 %2 seq_cst, align 4
  %4 = shunt.atomicrmw umax volatile atomic seq_cst align 4 %p, %n : !shunt.ptr, i32 -> i32
  // CHECK-NEXT: [[X:%.*]] = cmpxchg weak ptr %0, i32 %2, i32 {{.*}} acq_rel monotonic, align 4
  // CHECK-NEXT: [[Y:%.*]] = extractvalue { i32, i1 } [[X]], 0
  // CHECK-NEXT: add i32 [[Y]], 1
  %5:2 = shunt.cmpxchg weak atomic acq_rel align 4 failure monotonic %p, %n, %4 : !shunt.ptr, i32, i32 -> i32, i1
  %6 = shunt.add %5#0, %one : i32
  // CHECK-NEXT: fence syncscope("singlethread") seq_cst
  shunt.fence atomic singlethread seq_cst align 1
  // CHECK-NEXT: call void @llvm.memmove.p0.p0.i64(ptr align 4 %0, ptr align 8 {{.*}}, i64 %1, i1 true)
  shunt.memcpy move volatile %p align 4, %s align 8, %i : !shunt.ptr, !shunt.ptr, i64
  // CHECK-NEXT: call void @llvm.memset.inline.p0.i64(ptr align 2 %0, i8 0, i64 16, i1 false)
  %zero = shunt.constant 0 : i8
  %sixteen = shunt.constant 16 : i64
  shunt.memset inline %p align 2, %zero, %sixteen : !shunt.ptr, i8, i64
  // CHECK-NEXT: call void @llvm.prefetch.p0(ptr %0, i32 0, i32 3, i32 1)
  shunt.prefetch %p write 0 locality 3 data 1 : !shunt.ptr
  // CHECK-NEXT: ret { i32, i32 } [[A]]
  shunt.ret %3#0, %3#1 : i32, i32
}

// CHECK-DAG: ![[ONE]] = !{i32 1}
// CHECK-DAG: ![[EMPTY]] = !{}
