// RUN: shunt-translate --export %s | FileCheck %s

// Each address arithmetic comes back as a getelementptr over its element type.
module attributes {shunt.data_layout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128", shunt.triple = "x86_64-pc-linux-gnu"} {
// CHECK-LABEL: define void @addresses(
shunt.func @addresses : !shunt.func<!shunt.void (!shunt.ptr, i64, i32)> {
^bb0(%p: !shunt.ptr, %i: i64, %n: i32):
  // CHECK-NEXT: getelementptr i8, ptr %0, i64 -8
  %0 = shunt.addr %p[+ -8] : !shunt.ptr -> !shunt.ptr
  // CHECK-NEXT: getelementptr inbounds i32, ptr %0, i64 %1
  %1 = shunt.addr %p[%i : i64 * 4 + 0] <{elementType = i32, flags = "inbounds,nusw"}> : !shunt.ptr -> !shunt.ptr
  // CHECK-NEXT: getelementptr inbounds nuw { i8, i64, [4 x i32] }, ptr %0, i64 0, i32 2, i64 3
  %2 = shunt.addr %p[+ 28] <{elementType = !shunt.struct<(i8, i64, !shunt.array<4 x i32>)>, flags = "inbounds,nusw,nuw"}> : !shunt.ptr -> !shunt.ptr
  // CHECK-NEXT: getelementptr { i8, i64, [4 x i32] }, ptr %0, i64 %1, i32 2, i32 %2
  %3 = shunt.addr %p[%i : i64 * 32, %n : i32 * 4 + 16] <{elementType = !shunt.struct<(i8, i64, !shunt.array<4 x i32>)>}> : !shunt.ptr -> !shunt.ptr
  // CHECK-NEXT: getelementptr [10 x [10 x i16]], ptr %0, i64 -1, i64 9, i64 %1
  %4 = shunt.addr %p[%i : i64 * 2 + -20] <{elementType = !shunt.array<10 x !shunt.array<10 x i16>>}> : !shunt.ptr -> !shunt.ptr
  // CHECK-NEXT: getelementptr [24 x i8], ptr %0, i64 %1
  %5 = shunt.addr %p[%i : i64 * 24 + 0] : !shunt.ptr -> !shunt.ptr
  // No index list over i16 makes this sum.
  // CHECK-NEXT: [[A:%.*]] = getelementptr [3 x i8], ptr %0, i64 %1
  // CHECK-NEXT: getelementptr i8, ptr [[A]], i64 1
  %6 = shunt.addr %p[%i : i64 * 3 + 1] <{elementType = i16}> : !shunt.ptr -> !shunt.ptr
  // CHECK-NEXT: [[B:%.*]] = getelementptr [8 x i8], ptr %0, i64 %1
  // CHECK-NEXT: [[C:%.*]] = getelementptr i8, ptr [[B]], i64 16
  // CHECK-NEXT: load i8, ptr [[C]], align 1
  %7 = shunt.load align 1 %p[%i : i64 * 8 plus 16] : !shunt.ptr : i8
  shunt.ret
}

shunt.global @g size 8 <{type = i64}>

// What is marked as part of a constant folds into its user's operands.
// CHECK-LABEL: define i64 @expressions(
shunt.func @expressions : !shunt.func<i64 ()> {
  // CHECK-NEXT: store ptr getelementptr (i8, ptr @g, i64 4), ptr @g, align 8
  %0 = shunt.address_of @g + 4 : !shunt.ptr
  %1 = shunt.address_of @g + 0 : !shunt.ptr
  shunt.store align 8 %0 to %1 : !shunt.ptr : !shunt.ptr
  // CHECK-NEXT: ret i64 sub (i64 0, i64 ptrtoint (ptr @g to i64))
  %z = shunt.constant 0 : i64
  %2 = shunt.ptrtoint %1 {shunt.constant_expression} : !shunt.ptr -> i64
  %3 = shunt.sub %z, %2 {shunt.constant_expression} : i64
  shunt.ret %3 : i64
}
}
