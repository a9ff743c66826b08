; RUN: opt -S %s -o %t.expected.ll
; RUN: shunt-translate --round-trip %s -o %t.ll
; RUN: diff %t.expected.ll %t.ll

; WebAssembly's form of exceptions.

target datalayout = "e-m:e-p:32:32-p10:8:8-p20:8:8-i64:64-i128:128-n32:64-S128-ni:1:10:20"
target triple = "wasm32-unknown-wasi"

@type_info = external constant ptr

declare void @may_unwind(i32)

declare i32 @__gxx_wasm_personality_v0(...)

define void @f(i32 %0) personality ptr @__gxx_wasm_personality_v0 {
  invoke void @may_unwind(i32 1)
          to label %11 unwind label %2

2:                                                ; preds = %1
  %3 = catchswitch within none [label %4] unwind label %9

4:                                                ; preds = %2
  %5 = catchpad within %3 [ptr @type_info, ptr null]
  invoke void @may_unwind(i32 2) [ "funclet"(token %5) ]
          to label %6 unwind label %7

6:                                                ; preds = %4
  catchret from %5 to label %11

7:                                                ; preds = %4
  %8 = cleanuppad within %5 []
  call void @may_unwind(i32 3) [ "funclet"(token %8) ]
  cleanupret from %8 unwind label %9

9:                                                ; preds = %7, %2
  %10 = cleanuppad within none []
  cleanupret from %10 unwind to caller

11:                                               ; preds = %6, %1
  %12 = phi i32 [ %0, %6 ], [ 1, %1 ]
  invoke void @llvm.wasm.throw(i32 0, ptr null)
          to label %13 unwind label %14

13:                                               ; preds = %11
  unreachable

14:                                               ; preds = %11
  %15 = catchswitch within none [label %16] unwind to caller

16:                                               ; preds = %14
  %17 = catchpad within %15 [ptr null]
  %18 = tail call ptr @llvm.wasm.get.exception(token %17)
  %19 = tail call i32 @llvm.wasm.get.ehselector(token %17)
  call void @may_unwind(i32 %19) [ "funclet"(token %17) ]
  catchret from %17 to label %20

20:                                               ; preds = %16
  ret void
}

; In the order of their uses.
declare void @llvm.wasm.throw(i32 immarg, ptr)
declare ptr @llvm.wasm.get.exception(token)
declare i32 @llvm.wasm.get.ehselector(token)
