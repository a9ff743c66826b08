; Sections that the source names; comdats; what the linker must keep.
; RUN: %S/Inputs/same-tables %s %t
; RUN: %S/Inputs/same-tables %s %t -data-sections -function-sections
; RUN: %S/Inputs/same-tables %s %t -relocation-model=pic -addrsig
target triple = "x86_64-pc-linux-gnu"

@plain = global i32 1, section "in_plain", align 4
@plain_constant = constant i32 1, section "in_constant", align 4
@plain_zero = global i32 0, section "in_plain", align 4
@misaligned = global i32 1, section "in_plain", align 1
@init = internal constant ptr @f, section ".init_array", align 8
@init_5 = internal constant ptr @f, section ".init_array.5", align 8
@fini = internal constant ptr @f, section ".fini_array", align 8
@preinit = internal constant ptr @f, section ".preinit_array", align 8
@note = constant [4 x i8] c"abc\00", section ".note.mine", align 4
@in_bss = global i32 0, section ".bss.mine", align 4
@in_tbss = thread_local global i32 0, section ".tbss.mine", align 4
@in_rodata = constant i32 1, section ".rodata.mine", align 4
@in_data = global i32 1, section ".data.rel.ro.mine", align 4
@in_data_rodata = global i32 1, section ".rodata", align 4
@string = private unnamed_addr constant [4 x i8] c"abc\00", section ".rodata.str1.1", align 1
@own_string = private unnamed_addr constant [4 x i8] c"abc\00", section "strings", align 1
@own_constant = private unnamed_addr constant i64 3, section "strings", align 8
@pragma_bss = global i32 0, align 4 #0
@pragma_data = global i32 1, align 4 #0
@pragma_rodata = constant i32 1, align 4 #0
@pragma_relro = constant ptr @f, align 8 #0

$any = comdat any
$each = comdat nodeduplicate
$other = comdat any
@any = linkonce_odr global i32 1, comdat, align 4
@any_string = linkonce_odr unnamed_addr constant [4 x i8] c"abc\00", comdat($any), align 1
@each = global i32 0, comdat, align 4
@with_other = global i32 0, comdat($other), align 4
@named_in_group = global i32 1, section "mine", comdat($any), align 4

@about = global i32 1, align 4
@associated = global i32 2, section "meta", align 4, !associated !0
@associated2 = global i32 2, align 4, !associated !0
@kept = internal global i32 1, align 4
@kept_named = internal global i32 1, section "in_kept", align 4
@kept_weakly = internal global i32 1, align 4
@llvm.used = appending global [3 x ptr] [ptr @kept, ptr @kept_named, ptr @kept_f], section "llvm.metadata"
@llvm.compiler.used = appending global [1 x ptr] [ptr @kept_weakly], section "llvm.metadata"

@llvm.global_ctors = appending global [4 x { i32, ptr, ptr }] [
  { i32, ptr, ptr } { i32 65535, ptr @f, ptr null },
  { i32, ptr, ptr } { i32 101, ptr @g, ptr null },
  { i32, ptr, ptr } { i32 65535, ptr @g, ptr @any },
  { i32, ptr, ptr } { i32 101, ptr @f, ptr null }]
@llvm.global_dtors = appending global [1 x { i32, ptr, ptr }] [
  { i32, ptr, ptr } { i32 200, ptr @f, ptr null }]

define void @f() nounwind { ret void }
define void @g() nounwind section "text_mine" { ret void }
define internal void @kept_f() nounwind { ret void }
define linkonce_odr void @h() nounwind comdat($any) { ret void }

attributes #0 = { "bss-section"="b" "data-section"="d" "rodata-section"="r" "relro-section"="rr" }
!0 = !{ptr @about}
