; Second names.
; RUN: %S/Inputs/same-tables %s %t
; RUN: %S/Inputs/same-tables %s %t -relocation-model=pic -addrsig
target triple = "x86_64-pc-linux-gnu"

@data = global [4 x i32] [i32 1, i32 2, i32 3, i32 4], align 16
@hidden_data = private global { i32, i64 } { i32 1, i64 2 }
@thread = internal thread_local global i32 1

@whole = alias [4 x i32], ptr @data
@second = alias i32, getelementptr (i8, ptr @data, i64 4)
@weak = weak alias i32, ptr @data
@hidden = hidden alias i32, ptr @data
@internal = internal alias i32, ptr @data
@chain = alias i32, ptr @second
@of_private = alias i64, getelementptr (i8, ptr @hidden_data, i64 8)
@of_thread = thread_local alias i32, ptr @thread
@function = alias void (), ptr @f
@weak_function = weak alias void (), ptr @f
@not_a_function = alias i32, ptr @f
@used = global ptr @second

@resolved = ifunc void (), ptr @resolver
@resolved_alias = alias void (), ptr @resolved
@of_ifunc = global ptr @resolved

define void @f() nounwind { ret void }
define internal ptr @resolver() nounwind { ret ptr @f }
