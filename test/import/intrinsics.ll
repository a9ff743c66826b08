; RUN: shunt-translate --import=folded %s | FileCheck %s

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"

; CHECK-LABEL: shunt.func @memory
; CHECK: shunt.memcpy copy %{{.*}} align 8, %{{.*}} align 1, %{{.*}} : !shunt.ptr, !shunt.ptr, i64
; CHECK: shunt.memcpy move volatile
; CHECK: shunt.memset %{{.*}} align 4, %{{.*}}, %{{.*}} : !shunt.ptr, i8, i32
; CHECK: shunt.prefetch %{{.*}} write 0 locality 3 data 1
define void @memory(ptr %p, ptr %q, i64 %n, i32 %m) {
  call void @llvm.memcpy.p0.p0.i64(ptr align 8 %p, ptr %q, i64 %n, i1 false)
  call void @llvm.memmove.p0.p0.i64(ptr %p, ptr %q, i64 %n, i1 true)
  call void @llvm.memset.p0.i32(ptr align 4 %p, i8 0, i32 %m, i1 false)
  call void @llvm.prefetch.p0(ptr %p, i32 0, i32 3, i32 1)
  ret void
}

; CHECK-LABEL: shunt.func @arithmetic
; CHECK: shunt.ctpop
; CHECK: shunt.ctlz %{{.*}} <{poison}>
; CHECK: shunt.smax
; CHECK: shunt.fshl
; CHECK: %[[R:.*]], %[[O:.*]] = shunt.uadd_overflow
; CHECK: shunt.fmuladd
; CHECK: shunt.icmp uge
; CHECK: shunt.call @sinf
; CHECK: shunt.call @__powidf2
define i1 @arithmetic(i32 %a, i32 %b, double %d, float %f) {
  %1 = call i32 @llvm.ctpop.i32(i32 %a)
  %2 = call i32 @llvm.ctlz.i32(i32 %1, i1 true)
  %3 = call i32 @llvm.smax.i32(i32 %2, i32 %b)
  %4 = call i32 @llvm.fshl.i32(i32 %3, i32 %a, i32 %b)
  %5 = call { i32, i1 } @llvm.uadd.with.overflow.i32(i32 %4, i32 %a)
  %6 = extractvalue { i32, i1 } %5, 1
  %7 = call double @llvm.fmuladd.f64(double %d, double %d, double %d)
  %8 = call i1 @llvm.is.fpclass.f64(double %7, i32 3)
  %9 = call float @llvm.sin.f32(float %f)
  %10 = call double @llvm.powi.f64.i32(double %d, i32 %a)
  %11 = and i1 %6, %8
  ret i1 %11
}

; What says nothing to a code generator has no operation.
; CHECK-LABEL: shunt.func @nothing
; CHECK: ^bb0(%[[P:.*]]: !shunt.ptr, %[[A:.*]]: i64):
; CHECK-NOT: shunt.{{call|intrinsic}}
; CHECK: shunt.ret %[[A]]
define i64 @nothing(ptr %p, i64 %a) {
  %s = alloca i32
  call void @llvm.lifetime.start.p0(ptr %s)
  call void @llvm.assume(i1 true) [ "align"(ptr %p, i64 8) ]
  call void @llvm.experimental.noalias.scope.decl(metadata !0)
  %e = call i64 @llvm.expect.i64(i64 %a, i64 3)
  call void @llvm.donothing()
  call void @llvm.lifetime.end.p0(ptr %s)
  ret i64 %e
}
!0 = !{!1}
!1 = distinct !{!1, !2}
!2 = distinct !{!2}

; CHECK-LABEL: shunt.func @answers
; CHECK-DAG: shunt.constant -1 : i64
; CHECK-DAG: shunt.constant 0 : i1
define i64 @answers(ptr %p, i32 %a, ptr %q) {
  %s = call i64 @llvm.objectsize.i64.p0(ptr %p, i1 false, i1 true, i1 false)
  %c = call i1 @llvm.is.constant.i32(i32 %a)
  store i1 %c, ptr %q
  ret i64 %s
}

; CHECK-LABEL: shunt.func @frame
; CHECK: shunt.frameaddress 0
; CHECK: shunt.returnaddress 0
; CHECK: shunt.stacksave
; CHECK: shunt.stackrestore
; CHECK: shunt.va_start
; CHECK: shunt.trap
; CHECK: shunt.readcyclecounter
define void @frame(ptr %l, ...) {
  %f = call ptr @llvm.frameaddress.p0(i32 0)
  %r = call ptr @llvm.returnaddress(i32 0)
  %s = call ptr @llvm.stacksave.p0()
  call void @llvm.stackrestore.p0(ptr %s)
  call void @llvm.va_start.p0(ptr %l)
  call void @llvm.ubsantrap(i8 1)
  %c = call i64 @llvm.readcyclecounter()
  ret void
}

; Any other one is carried, its metadata arguments as text.
; CHECK-LABEL: shunt.func @other
; CHECK: shunt.intrinsic "llvm.read_register.i64"() : () -> i64
; CHECK-SAME: metadata = {{\[\[}}"rsp"]]
define i64 @other() {
  %r = call i64 @llvm.read_register.i64(metadata !3)
  ret i64 %r
}
!3 = !{!"rsp"}
