// RUN: shunt-translate --export %s | FileCheck %s

// CHECK-LABEL: define i32 @branches(i32 %0, i1 %1)
shunt.func @branches : !shunt.func<i32 (i32, i1)> {
^bb0(%a: i32, %c: i1):
  // CHECK-NEXT: br label %[[B1:.*]]
  shunt.br ^bb1(%a : i32)
// CHECK: [[B1]]:
^bb1(%x: i32):
  // CHECK-NEXT: [[X:%.*]] = phi i32 [ %0, %2 ], [ [[X]], %[[B1]] ], [ %0, %[[B3:[0-9]+]] ], [ %0, %[[B3]] ]
  // CHECK-NEXT: br i1 %1, label %[[B1]], label %[[B2:.*]]
  shunt.cond_br %c, ^bb1(%x : i32), ^bb2
// CHECK: [[B2]]:
^bb2:
  // CHECK-NEXT: [[C:%.*]] = icmp slt i32 %0, [[X]]
  // CHECK-NEXT: br i1 [[C]], label %[[B3]], label %[[B5:.*]]
  shunt.cmp_br slt %a, %x : i32, ^bb3, ^bb5
// CHECK: [[B3]]:
^bb3:
  // CHECK-NEXT: switch i32 %0, label %[[B1]] [
  // CHECK-NEXT:   i32 1, label %[[B4:.*]]
  // CHECK-NEXT:   i32 -1, label %[[B1]]
  // CHECK-NEXT: ]
  shunt.switch %a : i32 array<i64: 1, -1> ^bb1, ^bb4, ^bb1(%a, %a : i32, i32)
// CHECK: [[B4]]:
^bb4:
  shunt.block_tag 1
  // CHECK-NEXT: indirectbr ptr blockaddress(@branches, %[[B4]]), [label %[[B4]], label %[[B5]]]
  %p = shunt.block_address @branches 1 : !shunt.ptr
  shunt.indirectbr %p : !shunt.ptr [^bb4, ^bb5]
// CHECK: [[B5]]:
^bb5:
  // CHECK-NEXT: ret i32 %0
  shunt.ret %a : i32
^bb6:
  // CHECK: unreachable
  shunt.unreachable
}

// A value used before its block comes.
// CHECK-LABEL: define i32 @late(
shunt.func @late : !shunt.func<i32 (i32)> {
^bb0(%a: i32):
  shunt.br ^bb2
^bb1:
  // CHECK: ret i32 [[LATE:%.*]]
  shunt.ret %b : i32
^bb2:
  // CHECK: [[LATE]] = add i32 %0, %0
  %b = shunt.add %a, %a : i32
  shunt.br ^bb1
}
