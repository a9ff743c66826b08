; Where functions go and how they are aligned; of code only that is compared.
; RUN: %S/Inputs/same-tables %s %t
; RUN: %S/Inputs/same-tables %s %t -O2
; RUN: %S/Inputs/same-tables %s %t -O2 -function-sections -addrsig
; RUN: %S/Inputs/same-tables %s %t -function-sections -unique-section-names=false
target triple = "x86_64-pc-linux-gnu"

$group = comdat any
$function = comdat any
$each = comdat nodeduplicate

define void @plain() nounwind { ret void }
define void @aligned() nounwind align 64 { ret void }
define void @small() nounwind optsize { ret void }
define void @smallest() nounwind minsize optsize { ret void }
define void @hot() nounwind hot { ret void }
define void @cold() nounwind cold { ret void }
define internal void @local() nounwind { ret void }
define private void @private() nounwind { ret void }
define hidden void @hidden() nounwind { ret void }
define protected void @protected() nounwind { ret void }
define weak void @weak() nounwind { ret void }
define linkonce_odr void @function() nounwind comdat { ret void }
define linkonce_odr void @member() nounwind comdat($group) { ret void }
define void @each() nounwind comdat { ret void }
define void @named() nounwind section "code" { ret void }
define void @named_like_text() nounwind section ".text.special" { ret void }
define void @"\01odd name"() nounwind { ret void }
define available_externally void @elsewhere() nounwind { ret void }

@table = global [4 x ptr] [ptr @private, ptr @local, ptr @elsewhere, ptr @declared]
declare void @declared()
declare hidden void @declared_hidden()
declare extern_weak void @declared_weak()
