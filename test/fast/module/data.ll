; Sections, alignment, sizes and contents of data by kind.
; RUN: %S/Inputs/same-tables %s %t
; RUN: %S/Inputs/same-tables %s %t -data-sections
; RUN: %S/Inputs/same-tables %s %t -relocation-model=pic
; RUN: %S/Inputs/same-tables %s %t -relocation-model=static -addrsig
; RUN: %S/Inputs/same-tables %s %t -data-sections -unique-section-names=false
target triple = "x86_64-pc-linux-gnu"

@zero = global i32 0, align 4
@local_zero = internal global [3 x i16] zeroinitializer, align 2
@empty = internal global {} zeroinitializer
@large = global [40 x i8] zeroinitializer
@value = global i32 7, align 4
@double = global double 1.5
@wide = global i128 5
@long = global x86_fp80 0xK3FFF8000000000000000
@packed = global <{ i8, i32 }> <{ i8 1, i32 2 }>
@struct = global { i8, i32, i8 } { i8 1, i32 2, i8 3 }
@over = global i8 1, align 64
@under = global i32 1, align 1
@constant = constant i32 3, align 4
@constant4 = private unnamed_addr constant i32 3, align 4
@constant8 = private unnamed_addr constant i64 3, align 8
@constant16 = private unnamed_addr constant [2 x i64] [i64 1, i64 2], align 16
@constant32 = private unnamed_addr constant [4 x i64] [i64 1, i64 2, i64 3, i64 4], align 32
@constant12 = private unnamed_addr constant [3 x i32] [i32 1, i32 2, i32 3], align 4
@string = private unnamed_addr constant [4 x i8] c"abc\00", align 1
@string16 = private unnamed_addr constant [20 x i8] c"0123456789012345678\00", align 16
@inner = private unnamed_addr constant [5 x i8] c"a\00bc\00", align 1
@open = private unnamed_addr constant [3 x i8] c"abc", align 1
@nothing = private unnamed_addr constant [1 x i8] zeroinitializer, align 1
@nulls = private unnamed_addr constant [6 x i8] zeroinitializer, align 1
@utf16 = private unnamed_addr constant [2 x i16] [i16 97, i16 0], align 2
@utf32 = private unnamed_addr constant [3 x i32] [i32 97, i32 98, i32 0], align 4
@named_string = unnamed_addr constant [4 x i8] c"xyz\00", align 1
@zero_constant = constant [2 x i32] zeroinitializer
@pointer = global ptr @value, align 8
@strings = global [2 x ptr] [ptr @string, ptr getelementptr (i8, ptr @inner, i64 2)], align 16
@relro = constant ptr @value, align 8
@relro_local = internal constant ptr @local_zero, align 8
@external = external global i32
@externals = constant [2 x ptr] [ptr @external, ptr @function]
@common = common global i32 0, align 4
@common_array = common global [10 x i64] zeroinitializer, align 16
@thread = thread_local global i32 5, align 4
@thread_zero = thread_local global i64 0, align 8
@thread_local_zero = internal thread_local global i8 0
@weak = weak global i32 1, align 4
@linkonce = linkonce_odr global i32 2, align 4
@elsewhere = available_externally global i32 2, align 4
@hidden = hidden global i32 1, align 4
@protected = protected global i32 1, align 4
@extern_weak = extern_weak global i32
@uses_weak = global ptr @extern_weak
@hidden_extern = external hidden global i32
@half_pointer = global i32 ptrtoint (ptr @value to i32)
@"\01verbatim" = global i8 1
@"quoted name" = internal global i8 2
@annotation = private unnamed_addr constant [2 x i8] c"a\00", section "llvm.metadata"

declare void @function()
