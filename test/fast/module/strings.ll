; What the module says to linkers and readers.
; RUN: %S/Inputs/same-tables %s %t
target triple = "x86_64-pc-linux-gnu"
source_filename = "some/where/name.c"

define void @f() nounwind { ret void }

!llvm.ident = !{!0, !1}
!llvm.dependent-libraries = !{!2}
!llvm.commandline = !{!3}
!0 = !{!"clang version one"}
!1 = !{!"clang version two"}
!2 = !{!"m"}
!3 = !{!"cc -c name.c"}
