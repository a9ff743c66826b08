; RUN: opt -S %s -o %t.expected.ll
; RUN: shunt-translate --round-trip %s -o %t.ll
; RUN: diff %t.expected.ll %t.ll

; What comes out is what went in, to the letter. Nothing has a name here, since
; names of values are not carried.

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

$group = comdat any

$largest = comdat largest

@type_info = external constant ptr
@table = external global [10 x [3 x i32]]
@unaligned = private unnamed_addr constant [3 x i64] [i64 1, i64 2, i64 3]
@in_group = linkonce_odr constant i32 7, comdat($group), align 4
@in_largest = weak_odr global i32 7, comdat($largest), align 4
@inside = global ptr getelementptr inbounds (i8, ptr @unaligned, i64 8), align 8
@annotation = private unnamed_addr constant [2 x i8] c"a\00", section "llvm.metadata"

declare void @may_unwind(i32)

declare i32 @result(i32)

declare i32 @__gxx_personality_v0(...)

; The edge that passes the invoke's own result has no block of its own.
define i32 @unwinds(i32 %0) personality ptr @__gxx_personality_v0 {
  %2 = invoke i32 @result(i32 %0)
          to label %4 unwind label %6

3:                                                ; No predecessors!
  br label %4

4:                                                ; preds = %3, %1
  %5 = phi i32 [ %2, %1 ], [ 0, %3 ]
  ret i32 %5

6:                                                ; preds = %1
  %7 = landingpad { ptr, i32 }
          cleanup
          catch ptr @type_info
          filter [2 x ptr] [ptr @type_info, ptr null]
          catch ptr null
  %8 = extractvalue { ptr, i32 } %7, 1
  %9 = icmp eq i32 %8, 3
  br i1 %9, label %10, label %13

10:                                               ; preds = %6
  invoke void @may_unwind(i32 %8)
          to label %11 unwind label %15

11:                                               ; preds = %10
  ret i32 1

12:                                               ; preds = %15, %13
  unreachable

13:                                               ; preds = %15, %6
  %14 = phi { ptr, i32 } [ %16, %15 ], [ %7, %6 ]
  br i1 %9, label %12, label %18

15:                                               ; preds = %10
  %16 = landingpad { ptr, i32 }
          filter [0 x ptr] zeroinitializer
  %17 = icmp eq i32 %0, 4
  br i1 %17, label %13, label %12

18:                                               ; preds = %13
  %19 = extractvalue { ptr, i32 } %14, 0
  %20 = insertvalue { ptr, i32 } poison, ptr %19, 0
  %21 = insertvalue { ptr, i32 } %20, i32 5, 1
  resume { ptr, i32 } %21
}

; Constant indices stay where they are.
define i32 @indices(ptr %0, i64 %1) {
  %3 = getelementptr inbounds nuw [10 x [3 x i32]], ptr %0, i64 0, i64 12, i64 %1
  %4 = getelementptr [10 x { i32, [3 x i32] }], ptr %3, i64 -1, i64 %1, i32 1, i64 -4
  %5 = load i32, ptr %4, align 4
  %6 = load i32, ptr getelementptr inbounds (i8, ptr @table, i64 24), align 4
  %7 = add nsw i32 %5, %6
  ret i32 %7
}

define <4 x ptr> @vector_indices(<4 x ptr> %0, ptr %1) {
  %3 = getelementptr i8, <4 x ptr> %0, <4 x i64> <i64 1, i64 2, i64 3, i64 4>
  %4 = getelementptr { i32, i64 }, ptr %1, <4 x i64> splat (i64 2), i32 1
  %5 = icmp ult <4 x ptr> %3, %4
  %6 = select <4 x i1> %5, <4 x ptr> %3, <4 x ptr> %4
  ret <4 x ptr> %6
}

; Uses before definitions in unreachable code, and aggregates of aggregates.
define [2 x { i64, float }] @nested([2 x { i64, float }] %0, i1 %1) {
  br i1 %1, label %3, label %6

3:                                                ; preds = %2
  %4 = extractvalue [2 x { i64, float }] %0, 1
  %5 = insertvalue [2 x { i64, float }] %0, { i64, float } %4, 0
  br label %10

6:                                                ; preds = %2
  %7 = extractvalue [2 x { i64, float }] %0, 0, 1
  %8 = fadd fast float %7, 1.000000e+00
  %9 = insertvalue [2 x { i64, float }] %0, float %8, 0, 1
  br label %10

10:                                               ; preds = %6, %3
  %11 = phi [2 x { i64, float }] [ %9, %6 ], [ %5, %3 ]
  ret [2 x { i64, float }] %11

12:                                               ; preds = %14
  %13 = add i32 %15, 1
  ret [2 x { i64, float }] undef

14:                                               ; No predecessors!
  %15 = call i32 @result(i32 0)
  br label %12
}

; Calls with all that they can say.
define i32 @calls(ptr %0, [2 x i64] %1, ptr %2) prefix i32 0 prologue i8 -112 {
  %4 = call i32 (i32, ...) %0(i32 2, [2 x i64] %1, double 3.000000e+00) [ "kcfi"(i32 1234), "deopt"(i64 7, ptr null) ]
  %5 = tail call fastcc noundef range(i32 0, 9) i32 @result(i32 noundef signext 4) #1
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(16) %0, ptr align 4 %2, i64 16, i1 false)
  %6 = tail call range(i32 0, 33) i32 @llvm.ctpop.i32(i32 %5)
  %7 = call i32 @llvm.smax.i32(i32 %6, i32 %4)
  %8 = call i64 @llvm.llrint.i64.f64(double 1.500000e+00)
  call void @llvm.assume(i1 true) [ "align"(ptr %0, i64 64), "nonnull"(ptr %0) ]
  %9 = tail call ptr @llvm.ptr.annotation.p0.p0(ptr %0, ptr @annotation, ptr null, i32 3, ptr null)
  %10 = tail call i32 asm "bswap $0", "=r,0,~{flags}"(i32 %7) #2
  ret i32 %10
}

define void @jumps(ptr %0) {
  musttail call void @jumps(ptr %0)
  ret void
}

declare void @llvm.memcpy.p0.p0.i64(ptr noalias writeonly captures(none), ptr noalias readonly captures(none), i64, i1 immarg)

declare i32 @llvm.ctpop.i32(i32)

declare i32 @llvm.smax.i32(i32, i32)

declare i64 @llvm.llrint.i64.f64(double)

declare void @llvm.assume(i1 noundef)

declare ptr @llvm.ptr.annotation.p0.p0(ptr, ptr, ptr, i32, ptr)

attributes #1 = { nounwind memory(none) "a-string"="its value" }
attributes #2 = { nounwind memory(none) }
