; RUN: shunt-translate --import %s | FileCheck %s

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"

; Exact IR: an operation for each instruction.

; CHECK-LABEL: shunt.func @address
; CHECK: %[[S:.*]] = shunt.sext
; CHECK: %[[A:.*]] = shunt.addr %{{.*}}[%{{.*}} : i64 * 40, %[[S]] : i64 * 8 + 8] {{.*}}elementType = !shunt.struct<(i32, !shunt.array<4 x i64>)>
; CHECK: shunt.load align 8 %[[A]] : !shunt.ptr : i64
define i64 @address(ptr %p, i64 %i, i32 %j) {
  %w = sext i32 %j to i64
  %a = getelementptr inbounds { i32, [4 x i64] }, ptr %p, i64 %i, i32 1, i64 %w
  %v = load i64, ptr %a
  ret i64 %v
}

; Constants stand before each use.
; CHECK-LABEL: shunt.func @constant
; CHECK: shunt.constant 7
; CHECK-NEXT: shunt.add
; CHECK-NEXT: shunt.constant 7
; CHECK-NEXT: shunt.icmp slt
; CHECK-NEXT: shunt.cond_br
define i32 @constant(i32 %a) {
  %s = add i32 %a, 7
  %c = icmp slt i32 %s, 7
  br i1 %c, label %yes, label %no
yes:
  ret i32 %a
no:
  ret i32 %s
}

; Vectors and wide integers are whole; an aggregate load has its layout.
; CHECK-LABEL: shunt.func @whole
; CHECK: shunt.vector_constant
; CHECK: shunt.add %{{.*}}, %{{.*}} : vector<2xi32>
; CHECK: shunt.mul %{{.*}}, %{{.*}} : i128
; CHECK: %[[L:.*]]:3 = shunt.load {{.*}}layout !shunt.struct<(i64, !shunt.array<2 x i32>)>
; CHECK: %[[E:.*]] = shunt.extractvalue %[[L]]#0, %[[L]]#1, %[[L]]#2 array<i64: 1, 1>
; CHECK: shunt.ret %[[E]]
define i32 @whole(<2 x i32> %v, i128 %w, ptr %p) {
  %a = add <2 x i32> %v, <i32 1, i32 2>
  %m = mul i128 %w, %w
  %l = load { i64, [2 x i32] }, ptr %p
  %x = extractvalue { i64, [2 x i32] } %l, 1, 1
  ret i32 %x
}

; What folded IR has no operation for is carried.
; CHECK-LABEL: shunt.func @carried
; CHECK: shunt.slot 4 align 4 {{.*}}type = i32
; CHECK: shunt.intrinsic "llvm.lifetime.start.p0"
; CHECK: shunt.intrinsic "llvm.expect.i64"
; CHECK: shunt.br ^bb2
; CHECK: ^bb1:
; CHECK: shunt.unreachable
; CHECK: ^bb2:
define i64 @carried(i64 %a) {
  %s = alloca i32
  call void @llvm.lifetime.start.p0(ptr %s)
  %e = call i64 @llvm.expect.i64(i64 %a, i64 3)
  br label %exit
dead:
  unreachable
exit:
  ret i64 %e
}
