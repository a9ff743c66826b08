; RUN: shunt-translate --import=folded %s | FileCheck %s

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"

%pair = type { i32, [4 x i64] }

; A constant offset folds into its load, through a second getelementptr too.
; CHECK-LABEL: shunt.func @constant_offset
; CHECK: ^bb0(%[[P:.*]]: !shunt.ptr):
; CHECK-NEXT: %[[V:.*]] = shunt.load align 8 %[[P]][16] : !shunt.ptr : i64
; CHECK-NEXT: shunt.ret %[[V]]
define i64 @constant_offset(ptr %p) {
  %a = getelementptr %pair, ptr %p, i64 0, i32 1
  %b = getelementptr i64, ptr %a, i64 1
  %v = load i64, ptr %b
  ret i64 %v
}

; One index and an offset; the sign extension of an index costs nothing.
; CHECK-LABEL: shunt.func @index
; CHECK: ^bb0(%[[P:.*]]: !shunt.ptr, %[[I:.*]]: i32):
; CHECK-NEXT: shunt.load align 8 %[[P]][%[[I]] : i32 * 8 plus 8] : !shunt.ptr : i64
define i64 @index(ptr %p, i32 %i) {
  %w = sext i32 %i to i64
  %a = getelementptr inbounds %pair, ptr %p, i64 0, i32 1, i64 %w
  %v = load i64, ptr %a
  ret i64 %v
}

; CHECK-LABEL: shunt.func @sext_with_other_use
; CHECK: %[[W:.*]] = shunt.sext
; CHECK-NEXT: shunt.load align 8 %{{.*}}[%[[W]] : i64 * 8 plus 0]
define i64 @sext_with_other_use(ptr %p, i32 %i) {
  %w = sext i32 %i to i64
  %a = getelementptr i64, ptr %p, i64 %w
  %v = load i64, ptr %a
  %s = add i64 %v, %w
  ret i64 %s
}

; A scale that no machine has, and a second index, take an addr.
; CHECK-LABEL: shunt.func @two_indices
; CHECK: ^bb0(%[[P:.*]]: !shunt.ptr, %[[I:.*]]: i64, %[[J:.*]]: i64):
; CHECK-NEXT: %[[A:.*]] = shunt.addr %[[P]][%[[I]] : i64 * 40 + 0]
; CHECK-NEXT: shunt.store align 8 %[[J]] to %[[A]][%[[J]] : i64 * 8 plus 8]
define void @two_indices(ptr %p, i64 %i, i64 %j) {
  %a = getelementptr %pair, ptr %p, i64 %i, i32 1, i64 %j
  store i64 %j, ptr %a
  ret void
}

; Needed as a value: one addr at the first such use.
; CHECK-LABEL: shunt.func @value
; CHECK: shunt.load align 1 %[[P:.*]][4]
; CHECK-NEXT: %[[A:.*]] = shunt.addr %[[P]][ + 4]
; CHECK-NEXT: shunt.call @use(%[[A]], %[[A]])
define void @value(ptr %p) {
  %a = getelementptr i8, ptr %p, i64 4
  %v = load i8, ptr %a
  call void @use(ptr %a, ptr %a)
  ret void
}
declare void @use(ptr, ptr)

; Needed in other blocks only: at the end of its own block.
; CHECK-LABEL: shunt.func @other_block
; CHECK: %[[A:.*]] = shunt.addr %{{.*}}[ + 4]
; CHECK-NEXT: shunt.cond_br
; CHECK: shunt.call @use(%[[A]], %[[A]])
; CHECK: shunt.call @use(%[[A]], %[[A]])
define void @other_block(ptr %p, i1 %c) {
  %a = getelementptr i8, ptr %p, i64 4
  br i1 %c, label %left, label %right
left:
  call void @use(ptr %a, ptr %a)
  ret void
right:
  call void @use(ptr %a, ptr %a)
  ret void
}

; An offset beyond 32 bits is no part of an access.
; CHECK-LABEL: shunt.func @far
; CHECK: %[[A:.*]] = shunt.addr %{{.*}}[ + 4294967296]
; CHECK-NEXT: shunt.load align 1 %[[A]] :
define i8 @far(ptr %p) {
  %a = getelementptr i8, ptr %p, i64 4294967296
  %v = load i8, ptr %a
  ret i8 %v
}
