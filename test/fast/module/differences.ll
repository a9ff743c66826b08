; Differences of addresses in data.
; RUN: %S/Inputs/same-tables %s %t
; RUN: %S/Inputs/same-tables %s %t -relocation-model=pic -data-sections
target triple = "x86_64-pc-linux-gnu"

@target = dso_local global i32 1, align 4
@table = dso_local constant [3 x i32] [
  i32 trunc (i64 sub (i64 ptrtoint (ptr @target to i64), i64 ptrtoint (ptr @table to i64)) to i32),
  i32 trunc (i64 sub (i64 ptrtoint (ptr getelementptr inbounds (i8, ptr @target, i64 8) to i64), i64 ptrtoint (ptr @table to i64)) to i32),
  i32 trunc (i64 sub (i64 ptrtoint (ptr @f to i64), i64 ptrtoint (ptr getelementptr inbounds (i8, ptr @table, i64 8) to i64)) to i32)], align 4
@long = dso_local constant i64 sub (i64 ptrtoint (ptr @target to i64), i64 ptrtoint (ptr @long to i64))
@inside = dso_local global [2 x i64] [
  i64 sub (i64 ptrtoint (ptr getelementptr inbounds (i8, ptr @inside, i64 12) to i64), i64 ptrtoint (ptr @inside to i64)),
  i64 9]

define dso_local void @f() nounwind { ret void }
