; RUN: shunt-translate --round-trip %s | FileCheck %s
; RUN: shunt-translate --round-trip %s -o %t.ll
; RUN: opt -passes=verify -disable-output %t.ll

; What the dialect does not hold comes from the host's module: metadata, debug
; locations and records, the order of phi operands, a memory intrinsic's
; attributes.

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

@counter = internal global i32 0, align 4, !dbg !20

declare { i64, i64 } @pair()

; CHECK-LABEL: define i32 @f(
; CHECK-SAME: ) #[[F:[0-9]+]] !dbg ![[SP:[0-9]+]] !prof ![[PROF:[0-9]+]]
define i32 @f(i32 %n, ptr noalias %p) nounwind !dbg !7 !prof !21 {
entry:
  ; CHECK: [[X:%.*]] = alloca i32, align 4
  %x = alloca i32, align 4
  ; CHECK-NEXT: #dbg_declare(ptr [[X]], ![[VAR:[0-9]+]], !DIExpression(), ![[LOC:[0-9]+]])
    #dbg_declare(ptr %x, !10, !DIExpression(), !12)
  ; CHECK-NEXT: #dbg_value(i32 %0, !{{[0-9]+}}, !DIExpression(), ![[LOC]])
    #dbg_value(i32 %n, !11, !DIExpression(), !12)
  ; CHECK-NEXT: store i32 %0, ptr [[X]], align 4, !dbg ![[LOC]], !tbaa ![[TBAA:[0-9]+]]
  store i32 %n, ptr %x, align 4, !dbg !12, !tbaa !14
  ; CHECK-NEXT: tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 4 dereferenceable(4) %1, ptr align 4 [[X]], i64 4, i1 false), !dbg ![[LOC]], !tbaa.struct
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 4 dereferenceable(4) %p, ptr align 4 %x, i64 4, i1 false), !dbg !12, !tbaa.struct !17
  ; CHECK-NEXT: [[PAIR:%.*]] = call { i64, i64 } @pair(), !dbg ![[LOC]]
  %pair = call { i64, i64 } @pair(), !dbg !12
  ; CHECK-NEXT: [[HIGH:%.*]] = extractvalue { i64, i64 } [[PAIR]], 1
  %high = extractvalue { i64, i64 } %pair, 1, !dbg !12
    #dbg_value(i64 %high, !11, !DIExpression(DW_OP_LLVM_convert, 64, DW_ATE_signed, DW_OP_LLVM_convert, 32, DW_ATE_signed, DW_OP_stack_value), !12)
  ; CHECK-NEXT: #dbg_value(i64 [[HIGH]],
  ; CHECK-NEXT: [[C:%.*]] = icmp eq i64 [[HIGH]], 0, !dbg ![[LOC]]
  %c = icmp eq i64 %high, 0, !dbg !12
  ; CHECK-NEXT: br i1 [[C]], label %[[A:.*]], label %[[B:.*]], !dbg ![[LOC]], !prof ![[WEIGHTS:[0-9]+]]
  br i1 %c, label %a, label %b, !dbg !12, !prof !18

a:
  br label %join

b:
  br label %join

join:
  ; CHECK: phi i32 [ 2, %[[B]] ], [ 1, %[[A]] ], !dbg ![[LOC]]
  %v = phi i32 [ 2, %b ], [ 1, %a ], !dbg !12
  ; CHECK-NEXT: call void asm sideeffect "nop", ""(), !dbg ![[LOC]], !srcloc ![[SRC:[0-9]+]]
  call void asm sideeffect "nop", ""(), !dbg !12, !srcloc !19
  ret i32 %v, !dbg !12
}

declare void @llvm.memcpy.p0.p0.i64(ptr noalias writeonly captures(none), ptr noalias readonly captures(none), i64, i1 immarg)

; CHECK: attributes #[[F]] = { nounwind }

; CHECK: !llvm.dbg.cu = !{![[CU:[0-9]+]]}
; CHECK: !llvm.module.flags = !{
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!3, !4}
!llvm.ident = !{!5}

; CHECK: ![[CU]] = distinct !DICompileUnit(
!0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !1, producer: "c", isOptimized: false, runtimeVersion: 0, emissionKind: FullDebug, globals: !2)
!1 = !DIFile(filename: "a.c", directory: "/")
!2 = !{!20}
!3 = !{i32 7, !"Dwarf Version", i32 5}
!4 = !{i32 2, !"Debug Info Version", i32 3}
!5 = !{!"c"}
!6 = !DIBasicType(name: "int", size: 32, encoding: DW_ATE_signed)
; CHECK-DAG: ![[SP]] = distinct !DISubprogram(name: "f"
!7 = distinct !DISubprogram(name: "f", scope: !1, file: !1, line: 1, type: !8, unit: !0, spFlags: DISPFlagDefinition)
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
!19 = !{i64 42}
!20 = !DIGlobalVariableExpression(var: !13, expr: !DIExpression())
; CHECK-DAG: ![[PROF]] = !{!"function_entry_count", i64 5}
!21 = !{!"function_entry_count", i64 5}
