; A loop over an array of six that was vectorised by sixteen: nothing gets to the
; stores behind the array, which are no wrong allocation.
; REQUIRES: checks-allocation
; RUN: shunt-llc %s -filetype=obj -o /dev/null

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare void @use(ptr)

define i32 @stray(i32 %count, i32 %kept) {
  %array = alloca [6 x i8], align 1
  call void @use(ptr %array)
  %isLong = icmp ugt i32 %count, 15
  br i1 %isLong, label %vector, label %done

vector:
  store <16 x i8> <i8 0, i8 1, i8 2, i8 3, i8 4, i8 5, i8 6, i8 7, i8 8, i8 9, i8 10, i8 11, i8 12, i8 13, i8 14, i8 15>, ptr %array, align 1
  br label %done

done:
  call void @use(ptr %array)
  ret i32 %kept
}
