; RUN: shunt-translate --import=folded %s | FileCheck %s

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"

declare i32 @printf(ptr, ...)
declare fastcc { i64, double } @pair(<4 x float>)

; CHECK-LABEL: shunt.func @direct
; CHECK: shunt.call @printf(%{{.*}}, %{{.*}}) : (!shunt.ptr, i32) -> i32 signature !shunt.func<i32 (!shunt.ptr, ...)>
; CHECK-SAME: params = [{noundef}]
define void @direct(ptr %p, i32 %i) {
  %r = call i32 (ptr, ...) @printf(ptr noundef %p, i32 %i)
  ret void
}

; CHECK-LABEL: shunt.func @indirect
; CHECK: ^bb0(%[[F:.*]]: !shunt.ptr):
; CHECK: shunt.call(%[[F]], %[[F]]) {{.*}}tail = {{.*}}tail
define void @indirect(ptr %f) {
  tail call void %f(ptr %f)
  ret void
}

; Vectors are whole where a call passes them.
; CHECK-LABEL: shunt.func @vector
; CHECK: ^bb0(%[[V:.*]]: vector<4xf32>):
; CHECK: %[[E:.*]]:4 = shunt.split_vector %[[V]]
; CHECK-NEXT: %[[W:.*]] = shunt.build_vector %[[E]]#1, %[[E]]#0, %[[E]]#2, %[[E]]#3
; CHECK-NEXT: %[[R:.*]]:2 = shunt.call @pair(%[[W]]) {{.*}}callingConv = 8
; CHECK-NEXT: shunt.ret %[[R]]#1
define double @vector(<4 x float> %v) {
  %w = shufflevector <4 x float> %v, <4 x float> poison, <4 x i32> <i32 1, i32 0, i32 2, i32 3>
  %r = call fastcc { i64, double } @pair(<4 x float> %w)
  %d = extractvalue { i64, double } %r, 1
  ret double %d
}

; CHECK-LABEL: shunt.func @assembly
; CHECK: shunt.inline_asm "bswap $0", "=r,0"(%{{.*}}) : (i64) -> i64
; CHECK-SAME: sideEffects
define i64 @assembly(i64 %a) {
  %r = call i64 asm sideeffect "bswap $0", "=r,0"(i64 %a)
  ret i64 %r
}

; Vectors of more than 128 bits pass in pieces, those of an odd size by
; elements.
; CHECK-LABEL: shunt.func @pieces
; CHECK: ^bb0(%[[A:.*]]: vector<4xi32>, %[[B:.*]]: vector<4xi32>, %[[X:.*]]: f64, %[[Y:.*]]: f64, %[[Z:.*]]: f64):
; CHECK: %[[L:.*]]:4 = shunt.split_vector %[[A]]
; CHECK: %[[H:.*]]:4 = shunt.split_vector %[[B]]
; CHECK: shunt.build_vector %[[L]]#0, %[[L]]#1, %[[L]]#2, %[[L]]#3
; CHECK: shunt.build_vector %[[H]]#0, %[[H]]#1, %[[H]]#2, %[[H]]#3
; CHECK: shunt.call @pieces({{.*}}, %[[X]], %[[Y]], %[[Z]])
define void @pieces(<8 x i32> %v, <3 x double> %w) {
  call void @pieces(<8 x i32> %v, <3 x double> %w)
  ret void
}

; Variable arguments of several values are told apart from single ones.
; CHECK-LABEL: shunt.func @variable
; CHECK: signature !shunt.func<!shunt.void (i32, i128, i64, ...)>
define void @variable(i32 %n, i128 %w) {
  call void (i32, ...) @many(i32 %n, i128 %w, i64 5)
  ret void
}
declare void @many(i32, ...)
