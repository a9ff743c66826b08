; The text form carries metadata and debug records whole.
; RUN: shunt-translate --import %s -o %t.mlir
; RUN: FileCheck %s --check-prefix=TEXT < %t.mlir
; RUN: shunt-opt %t.mlir | shunt-translate --export - -o %t.ll
; RUN: FileCheck %s < %t.ll
; RUN: llc -filetype=obj %s -o %t.o
; RUN: llc -filetype=obj %t.ll -o %t.text.o
; RUN: cmp %t.o %t.text.o
; Once more: the text of the result is the text.
; RUN: shunt-translate --import %t.ll | shunt-translate --export - | diff %t.ll -

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

%struct.node = type { ptr, i32 }

; TEXT: shunt.global @counter {{.*}}codeModel = "large"{{.*}}sanitizing = "no_address", type = i32}> {shunt.md = #shunt.md<dbg {{[0-9]+}}, type {{[0-9]+}}, type {{[0-9]+}}>}
; CHECK: @counter = internal global i32 0, code_model "large", no_sanitize_address, align 4, !dbg !{{[0-9]+}}, !type ![[$T1:[0-9]+]], !type ![[$T2:[0-9]+]]
@counter = internal global i32 0, no_sanitize_address, code_model "large", align 4, !dbg !20, !type !40, !type !41

declare { i64, i64 } @pair()

; TEXT-LABEL: shunt.func @f
; CHECK-LABEL: define i32 @f(
; CHECK-SAME: !dbg ![[SP:[0-9]+]] !prof ![[PROF:[0-9]+]]
define i32 @f(i32 %n, ptr noalias %p, float %x) nounwind !dbg !7 !prof !21 {
entry:
  ; TEXT: shunt.slot {{.*}}shunt.id
  ; CHECK: [[X:%[0-9]+]] = alloca i32, align 4, !DIAssignID ![[ID:[0-9]+]]
  %slot = alloca i32, align 4, !DIAssignID !31
  ; TEXT-NEXT: shunt.debug_variable declare #shunt.local<3>
  ; CHECK-NEXT: #dbg_declare(ptr [[X]], ![[VAR:[0-9]+]], !DIExpression(), ![[LOC:[0-9]+]])
    #dbg_declare(ptr %slot, !10, !DIExpression(), !12)
  ; TEXT-NEXT: shunt.debug_variable value #shunt.local<0>
  ; CHECK-NEXT: #dbg_value(i32 %0, !{{[0-9]+}}, !DIExpression(), ![[LOC]])
    #dbg_value(i32 %n, !11, !DIExpression(), !12)
  ; A value that comes later.
  ; CHECK-NEXT: #dbg_value(i64 [[HIGH:%[0-9]+]], !{{[0-9]+}}, !DIExpression(), ![[LOC]])
    #dbg_value(i64 %high, !11, !DIExpression(), !12)
  ; CHECK-NEXT: #dbg_value(!DIArgList(i32 %0, i32 7, ptr @counter), !{{[0-9]+}}, !DIExpression(DW_OP_LLVM_arg, 0, DW_OP_LLVM_arg, 1, DW_OP_plus, DW_OP_stack_value), ![[LOC]])
    #dbg_value(!DIArgList(i32 %n, i32 7, ptr @counter), !11, !DIExpression(DW_OP_LLVM_arg, 0, DW_OP_LLVM_arg, 1, DW_OP_plus, DW_OP_stack_value), !12)
  ; CHECK-NEXT: #dbg_value(ptr getelementptr inbounds (i8, ptr @counter, i64 4), !{{[0-9]+}}, !DIExpression(), ![[LOC]])
    #dbg_value(ptr getelementptr inbounds (i8, ptr @counter, i64 4), !11, !DIExpression(), !12)
  ; CHECK-NEXT: #dbg_value(!{{[0-9]+}}, !{{[0-9]+}}, !DIExpression(), ![[LOC]])
    #dbg_value(!{}, !11, !DIExpression(), !12)
  ; TEXT: shunt.debug_variable assign #shunt.local<0> {{.*}}<{address = #shunt.local<3>, addressExpression =
  ; CHECK-NEXT: #dbg_assign(i32 %0, ![[VAR]], !DIExpression(), ![[ID]], ptr [[X]], !DIExpression(DW_OP_deref), ![[LOC]])
    #dbg_assign(i32 %n, !10, !DIExpression(), !31, ptr %slot, !DIExpression(DW_OP_deref), !12)
  ; CHECK-NEXT: #dbg_label(![[LABEL:[0-9]+]], ![[LOC]])
    #dbg_label(!30, !12)
  ; CHECK-NEXT: store i32 %0, ptr [[X]], align 4, !dbg ![[LOC]], !tbaa ![[TBAA:[0-9]+]], !odd ![[$T1]]
  store i32 %n, ptr %slot, align 4, !dbg !12, !tbaa !14, !odd !40
  ; TEXT: shunt.intrinsic "llvm.memcpy.p0.p0.i64"{{.*}}<{attributeList = #shunt.attrs<{{.*}}tail = "tail"}> {shunt.md =
  ; CHECK-NEXT: tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 4 dereferenceable(4) %1, ptr align 4 [[X]], i64 4, i1 false), !dbg ![[LOC]], !tbaa.struct
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 4 dereferenceable(4) %p, ptr align 4 %slot, i64 4, i1 false), !dbg !12, !tbaa.struct !17
  ; CHECK-NEXT: call void @llvm.experimental.noalias.scope.decl(metadata ![[SCOPES:[0-9]+]])
  call void @llvm.experimental.noalias.scope.decl(metadata !42)
  ; CHECK-NEXT: [[PAIR:%[0-9]+]] = call { i64, i64 } @pair(), !dbg ![[LOC]]
  %pair = call { i64, i64 } @pair(), !dbg !12
  ; CHECK-NEXT: [[HIGH]] = extractvalue { i64, i64 } [[PAIR]], 1
  %high = extractvalue { i64, i64 } %pair, 1, !dbg !12
  ; CHECK-NEXT: add i64 [[HIGH]], 0
  %sum = add i64 %high, 0, !dbg !12
  ; A constant expression and an instruction with the same operands.
  ; CHECK-NEXT: store i64 ptrtoint (ptr @counter to i64), ptr %1
  store i64 ptrtoint (ptr @counter to i64), ptr %p, align 8
  ; CHECK-NEXT: [[I:%[0-9]+]] = ptrtoint ptr @counter to i64
  %i = ptrtoint ptr @counter to i64
  ; CHECK-NEXT: store i64 [[I]], ptr %1
  store i64 %i, ptr %p, align 8
  ; CHECK-NEXT: [[C:%[0-9]+]] = icmp eq i64 [[HIGH]], 0, !dbg ![[LOC]]
  %c = icmp eq i64 %high, 0, !dbg !12
  ; CHECK-NEXT: br i1 [[C]], label %[[A:[0-9]+]], label %[[B:[0-9]+]], !dbg ![[LOC]], !prof ![[WEIGHTS:[0-9]+]]
  br i1 %c, label %a, label %b, !dbg !12, !prof !18

a:
  br label %join

b:
  br label %join

join:
  ; TEXT: shunt.phi %{{.*}} <{incoming = array<i64: 1, 0>}> {shunt.id = {{[0-9]+}} : i32, shunt.md = #shunt.md<dbg {{[0-9]+}}>} : i32
  ; CHECK: [[V:%[0-9]+]] = phi i32 [ 2, %[[B]] ], [ 1, %[[A]] ], !dbg ![[LOC]]
  %v = phi i32 [ 2, %b ], [ 1, %a ], !dbg !12
  ; CHECK-NEXT: phi nnan float [ %2, %[[A]] ], [ %2, %[[B]] ]
  %w = phi nnan float [ %x, %a ], [ %x, %b ]
  ; CHECK-NEXT: #dbg_value(i32 [[V]],
    #dbg_value(i32 %v, !10, !DIExpression(), !12)
  ; CHECK-NEXT: tail call void asm sideeffect "nop", ""(), !dbg ![[LOC]], !srcloc ![[SRC:[0-9]+]]
  tail call void asm sideeffect "nop", ""(), !dbg !12, !srcloc !19
  ; CHECK-NEXT: br i1 [[C]], label %[[JOIN:[0-9]+]], label %[[EXIT:[0-9]+]], !llvm.loop ![[LOOP:[0-9]+]]
  br i1 %c, label %loop, label %exit, !llvm.loop !43

loop:
  br label %loop, !llvm.loop !43

exit:
  ret i32 %v, !dbg !12
}

declare void @llvm.memcpy.p0.p0.i64(ptr noalias writeonly captures(none), ptr noalias readonly captures(none), i64, i1 immarg)
declare void @llvm.experimental.noalias.scope.decl(metadata)

; TEXT: shunt.named_metadata "llvm.dbg.cu" array<i64: [[CU:[0-9]+]]>
; TEXT: shunt.named_metadata "llvm.module.flags"
; TEXT: shunt.named_metadata "own"
; TEXT: shunt.metadata [[CU]] = "distinct !DICompileUnit(language: DW_LANG_C11, file: !{{[0-9]+}}, producer: \"c\"

; CHECK: !llvm.module.flags = !{!{{[0-9]+}}, !{{[0-9]+}}, ![[PROFILE:[0-9]+]]}
; CHECK: !own = !{![[OWN:[0-9]+]]}
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!3, !4, !50}
!llvm.ident = !{!5}
!own = !{!51}

!0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !1, producer: "c", isOptimized: false, runtimeVersion: 0, emissionKind: FullDebug, globals: !2, retainedTypes: !24)
!1 = !DIFile(filename: "a \22quoted\22.c", directory: "/")
!2 = !{!20}
!3 = !{i32 7, !"Dwarf Version", i32 5}
!4 = !{i32 2, !"Debug Info Version", i32 3}
!5 = !{!"c"}
!6 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
; CHECK-DAG: ![[SP]] = distinct !DISubprogram(name: "f"
!7 = distinct !DISubprogram(name: "f", scope: !1, file: !1, line: 1, type: !8, unit: !0, spFlags: DISPFlagDefinition, retainedNodes: !32)
!8 = !DISubroutineType(types: !9)
!9 = !{!6}
; CHECK-DAG: ![[VAR]] = !DILocalVariable(name: "x"
!10 = !DILocalVariable(name: "x", scope: !7, file: !1, line: 2, type: !6)
!11 = !DILocalVariable(name: "n", arg: 1, scope: !7, file: !1, line: 1, type: !6)
!12 = !DILocation(line: 3, scope: !7)
!13 = !DIGlobalVariable(name: "counter", scope: !0, file: !1, line: 9, type: !6, isLocal: true, isDefinition: true)
!14 = !{!15, !15, i64 0}
!15 = !{!"int", !16}
!16 = !{!"Simple C/C++ TBAA"}
!17 = !{i64 0, i64 4, !14}
; CHECK-DAG: ![[WEIGHTS]] = !{!"branch_weights", i32 1, i32 7}
!18 = !{!"branch_weights", i32 1, i32 7}
; CHECK-DAG: ![[SRC]] = !{i64 42}
!19 = !{i64 42}
!20 = !DIGlobalVariableExpression(var: !13, expr: !DIExpression())
; CHECK-DAG: ![[PROF]] = !{!"function_entry_count", i64 5}
!21 = !{!"function_entry_count", i64 5}
; A cycle: a struct with a pointer to itself.
; CHECK-DAG: ![[NODE:[0-9]+]] = distinct !DICompositeType(tag: DW_TAG_structure_type, name: "node", {{.*}}elements: ![[MEMBERS:[0-9]+]])
; CHECK-DAG: ![[MEMBERS]] = !{![[MEMBER:[0-9]+]]}
; CHECK-DAG: ![[MEMBER]] = !DIDerivedType(tag: DW_TAG_member, name: "next", scope: ![[NODE]], {{.*}}baseType: ![[POINTER:[0-9]+]], size: 64)
; CHECK-DAG: ![[POINTER]] = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: ![[NODE]], size: 64)
!24 = !{!25}
!25 = distinct !DICompositeType(tag: DW_TAG_structure_type, name: "node", file: !1, line: 4, size: 128, elements: !26)
!26 = !{!27}
!27 = !DIDerivedType(tag: DW_TAG_member, name: "next", scope: !25, file: !1, line: 4, baseType: !28, size: 64)
!28 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: !25, size: 64)
; CHECK-DAG: ![[LABEL]] = !DILabel(scope: ![[SP]], name: "there"
!30 = !DILabel(scope: !7, name: "there", file: !1, line: 3)
; CHECK-DAG: ![[ID]] = distinct !DIAssignID()
!31 = distinct !DIAssignID()
!32 = !{!30}
; CHECK-DAG: ![[$T1]] = !{i64 0, !"a"}
!40 = !{i64 0, !"a"}
; CHECK-DAG: ![[$T2]] = !{i64 4, ![[TID:[0-9]+]]}
!41 = !{i64 4, !44}
; CHECK-DAG: ![[SCOPES]] = !{![[SCOPE:[0-9]+]]}
!42 = !{!45}
; CHECK-DAG: ![[LOOP]] = distinct !{![[LOOP]], !{{[0-9]+}}}
!43 = distinct !{!43, !47}
; CHECK-DAG: ![[TID]] = distinct !{}
!44 = distinct !{}
; CHECK-DAG: ![[SCOPE]] = distinct !{![[SCOPE]], ![[DOMAIN:[0-9]+]], !"scope"}
!45 = distinct !{!45, !46, !"scope"}
!46 = distinct !{!46, !"domain"}
!47 = !{!"llvm.loop.mustprogress"}
; CHECK-DAG: ![[PROFILE]] = !{i32 5, !"CG Profile", ![[PROFILES:[0-9]+]]}
; CHECK-DAG: ![[PROFILES]] = distinct !{![[ENTRY:[0-9]+]]}
; CHECK-DAG: ![[ENTRY]] = !{ptr @f, ptr @pair, i64 32}
!50 = !{i32 5, !"CG Profile", !52}
; CHECK-DAG: ![[OWN]] = !{null, float 5.000000e-01, ptr @f}
!51 = !{null, float 0.5, ptr @f}
!52 = distinct !{!53}
!53 = !{ptr @f, ptr @pair, i64 32}
