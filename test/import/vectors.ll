; RUN: shunt-translate --import=folded %s | FileCheck %s

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"

; CHECK-LABEL: shunt.func @elements
; CHECK-COUNT-2: shunt.load align {{8|4}} %{{.*}} : i32
; CHECK-COUNT-2: shunt.add
; CHECK-COUNT-2: shunt.store
define void @elements(ptr %p) {
  %v = load <2 x i32>, ptr %p
  %w = add <2 x i32> %v, <i32 1, i32 2>
  store <2 x i32> %w, ptr %p
  ret void
}

; Constant indices only rename.
; CHECK-LABEL: shunt.func @rename
; CHECK: ^bb0(%[[A:.*]]: i32, %[[B:.*]]: i32):
; CHECK-NOT: shunt.{{insert|extract|shuffle}}
; CHECK: shunt.sub %[[B]], %[[A]]
define i32 @rename(i32 %a, i32 %b) {
  %v = insertelement <2 x i32> poison, i32 %a, i32 0
  %w = insertelement <2 x i32> %v, i32 %b, i32 1
  %s = shufflevector <2 x i32> %w, <2 x i32> poison, <2 x i32> <i32 1, i32 0>
  %x = extractelement <2 x i32> %s, i32 0
  %y = extractelement <2 x i32> %s, i32 1
  %r = sub i32 %x, %y
  ret i32 %r
}

; A variable index goes through a slot and stays inside.
; CHECK-LABEL: shunt.func @variable
; CHECK: shunt.slot 16
; CHECK: %[[I:.*]] = shunt.umin
; CHECK: shunt.load align 1 %{{.*}}[%[[I]] : i64 * 4 plus 0]
define i32 @variable(<4 x i32> %v, i64 %i) {
  %x = extractelement <4 x i32> %v, i64 %i
  ret i32 %x
}

; Vectors of i1 are packed in memory and in a bitcast.
; CHECK-LABEL: shunt.func @bits
; CHECK-COUNT-4: shunt.icmp slt
; CHECK: shunt.or
; CHECK: shunt.trunc %{{.*}} : i64 -> i4
define i4 @bits(ptr %p) {
  %v = load <4 x i8>, ptr %p
  %c = icmp slt <4 x i8> %v, zeroinitializer
  %b = bitcast <4 x i1> %c to i4
  ret i4 %b
}

; CHECK-LABEL: shunt.func @reduce
; CHECK: ^bb0(%[[S:.*]]: f32, %{{.*}}: vector<2xf32>):
; CHECK: %[[E:.*]]:2 = shunt.split_vector
; CHECK: %[[A:.*]] = shunt.fadd %[[S]], %[[E]]#0
; CHECK: shunt.fadd %[[A]], %[[E]]#1
define float @reduce(float %s, <2 x float> %v) {
  %r = call float @llvm.vector.reduce.fadd.v2f32(float %s, <2 x float> %v)
  ret float %r
}

; CHECK-LABEL: shunt.func @intrinsic
; CHECK-COUNT-2: shunt.umax
define <2 x i64> @intrinsic(<2 x i64> %a, <2 x i64> %b) {
  %r = call <2 x i64> @llvm.umax.v2i64(<2 x i64> %a, <2 x i64> %b)
  ret <2 x i64> %r
}

; Intrinsics of one target.
; CHECK-LABEL: shunt.func @insert_left
; CHECK: %[[COUNT:.*]] = shunt.constant 3 : i8
; CHECK: %[[MASK:.*]] = shunt.constant 7 : i8
; CHECK: %[[A:.*]]:8 = shunt.split_vector %arg0
; CHECK: %[[B:.*]]:8 = shunt.split_vector %arg1
; CHECK: %[[MOVED:.*]] = shunt.shl %[[B]]#0, %[[COUNT]] : i8
; CHECK: %[[KEPT:.*]] = shunt.and %[[A]]#0, %[[MASK]] : i8
; CHECK: shunt.or %[[MOVED]], %[[KEPT]] : i8
define <8 x i8> @insert_left(<8 x i8> %a, <8 x i8> %b) {
  %r = call <8 x i8> @llvm.aarch64.neon.vsli.v8i8(<8 x i8> %a, <8 x i8> %b, i32 3)
  ret <8 x i8> %r
}

; Elements take turns: the last one of the second vector is the last in memory.
; CHECK-LABEL: shunt.func @interleaved
; CHECK: %[[LAST:.*]] = shunt.load align 1 %arg0[12] : !shunt.ptr : i32
; CHECK: shunt.ret %[[LAST]]
define i32 @interleaved(ptr %p) {
  %v = call { <2 x i32>, <2 x i32> } @llvm.aarch64.neon.ld2.v2i32.p0(ptr %p)
  %second = extractvalue { <2 x i32>, <2 x i32> } %v, 1
  %e = extractelement <2 x i32> %second, i32 1
  ret i32 %e
}
declare <8 x i8> @llvm.aarch64.neon.vsli.v8i8(<8 x i8>, <8 x i8>, i32)
declare { <2 x i32>, <2 x i32> } @llvm.aarch64.neon.ld2.v2i32.p0(ptr)
