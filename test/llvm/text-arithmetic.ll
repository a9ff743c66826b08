; RUN: shunt-translate --import %s | shunt-opt | shunt-translate --export - | FileCheck %s

; Every operation of one kind through the text form: import, print, parse,
; print, parse, export. What comes out is what went in.

target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-pc-linux-gnu"

; CHECK-LABEL: define void @integers(i32 %0, i32 %1)
define void @integers(i32 %0, i32 %1) {
; CHECK-NEXT: %3 = add nuw nsw i32 %0, %1
  %3 = add nuw nsw i32 %0, %1
; CHECK-NEXT: %4 = sub nsw i32 %0, %1
  %4 = sub nsw i32 %0, %1
; CHECK-NEXT: %5 = mul i32 %0, %1
  %5 = mul i32 %0, %1
; CHECK-NEXT: %6 = udiv exact i32 %0, %1
  %6 = udiv exact i32 %0, %1
; CHECK-NEXT: %7 = sdiv i32 %0, %1
  %7 = sdiv i32 %0, %1
; CHECK-NEXT: %8 = urem i32 %0, %1
  %8 = urem i32 %0, %1
; CHECK-NEXT: %9 = srem i32 %0, %1
  %9 = srem i32 %0, %1
; CHECK-NEXT: %10 = shl nuw i32 %0, %1
  %10 = shl nuw i32 %0, %1
; CHECK-NEXT: %11 = lshr exact i32 %0, %1
  %11 = lshr exact i32 %0, %1
; CHECK-NEXT: %12 = ashr i32 %0, %1
  %12 = ashr i32 %0, %1
; CHECK-NEXT: %13 = and i32 %0, %1
  %13 = and i32 %0, %1
; CHECK-NEXT: %14 = or disjoint i32 %0, %1
  %14 = or disjoint i32 %0, %1
; CHECK-NEXT: %15 = xor i32 %0, %1
  %15 = xor i32 %0, %1
; CHECK-NEXT: %16 = call i32 @llvm.smax.i32(i32 %0, i32 %1)
  %16 = call i32 @llvm.smax.i32(i32 %0, i32 %1)
; CHECK-NEXT: %17 = call i32 @llvm.smin.i32(i32 %0, i32 %1)
  %17 = call i32 @llvm.smin.i32(i32 %0, i32 %1)
; CHECK-NEXT: %18 = call i32 @llvm.umax.i32(i32 %0, i32 %1)
  %18 = call i32 @llvm.umax.i32(i32 %0, i32 %1)
; CHECK-NEXT: %19 = call i32 @llvm.umin.i32(i32 %0, i32 %1)
  %19 = call i32 @llvm.umin.i32(i32 %0, i32 %1)
; CHECK-NEXT: %20 = call i32 @llvm.sadd.sat.i32(i32 %0, i32 %1)
  %20 = call i32 @llvm.sadd.sat.i32(i32 %0, i32 %1)
; CHECK-NEXT: %21 = call i32 @llvm.uadd.sat.i32(i32 %0, i32 %1)
  %21 = call i32 @llvm.uadd.sat.i32(i32 %0, i32 %1)
; CHECK-NEXT: %22 = call i32 @llvm.ssub.sat.i32(i32 %0, i32 %1)
  %22 = call i32 @llvm.ssub.sat.i32(i32 %0, i32 %1)
; CHECK-NEXT: %23 = call i32 @llvm.usub.sat.i32(i32 %0, i32 %1)
  %23 = call i32 @llvm.usub.sat.i32(i32 %0, i32 %1)
; CHECK-NEXT: %24 = call i32 @llvm.bswap.i32(i32 %0)
  %24 = call i32 @llvm.bswap.i32(i32 %0)
; CHECK-NEXT: %25 = call i32 @llvm.bitreverse.i32(i32 %0)
  %25 = call i32 @llvm.bitreverse.i32(i32 %0)
; CHECK-NEXT: %26 = call i32 @llvm.ctpop.i32(i32 %0)
  %26 = call i32 @llvm.ctpop.i32(i32 %0)
; CHECK-NEXT: %27 = call i32 @llvm.ctlz.i32(i32 %0, i1 false)
  %27 = call i32 @llvm.ctlz.i32(i32 %0, i1 false)
; CHECK-NEXT: %28 = call i32 @llvm.ctlz.i32(i32 %0, i1 true)
  %28 = call i32 @llvm.ctlz.i32(i32 %0, i1 true)
; CHECK-NEXT: %29 = call i32 @llvm.cttz.i32(i32 %0, i1 false)
  %29 = call i32 @llvm.cttz.i32(i32 %0, i1 false)
; CHECK-NEXT: %30 = call i32 @llvm.cttz.i32(i32 %0, i1 true)
  %30 = call i32 @llvm.cttz.i32(i32 %0, i1 true)
; CHECK-NEXT: %31 = call i32 @llvm.abs.i32(i32 %0, i1 false)
  %31 = call i32 @llvm.abs.i32(i32 %0, i1 false)
; CHECK-NEXT: %32 = call i32 @llvm.abs.i32(i32 %0, i1 true)
  %32 = call i32 @llvm.abs.i32(i32 %0, i1 true)
; CHECK-NEXT: %33 = call i32 @llvm.fshl.i32(i32 %0, i32 %1, i32 %0)
  %33 = call i32 @llvm.fshl.i32(i32 %0, i32 %1, i32 %0)
; CHECK-NEXT: %34 = call i32 @llvm.fshr.i32(i32 %0, i32 %1, i32 %0)
  %34 = call i32 @llvm.fshr.i32(i32 %0, i32 %1, i32 %0)
; CHECK-NEXT: %35 = call { i32, i1 } @llvm.sadd.with.overflow.i32(i32 %0, i32 %1)
  %35 = call { i32, i1 } @llvm.sadd.with.overflow.i32(i32 %0, i32 %1)
; CHECK-NEXT: %36 = call { i32, i1 } @llvm.uadd.with.overflow.i32(i32 %0, i32 %1)
  %36 = call { i32, i1 } @llvm.uadd.with.overflow.i32(i32 %0, i32 %1)
; CHECK-NEXT: %37 = call { i32, i1 } @llvm.ssub.with.overflow.i32(i32 %0, i32 %1)
  %37 = call { i32, i1 } @llvm.ssub.with.overflow.i32(i32 %0, i32 %1)
; CHECK-NEXT: %38 = call { i32, i1 } @llvm.usub.with.overflow.i32(i32 %0, i32 %1)
  %38 = call { i32, i1 } @llvm.usub.with.overflow.i32(i32 %0, i32 %1)
; CHECK-NEXT: %39 = call { i32, i1 } @llvm.smul.with.overflow.i32(i32 %0, i32 %1)
  %39 = call { i32, i1 } @llvm.smul.with.overflow.i32(i32 %0, i32 %1)
; CHECK-NEXT: %40 = call { i32, i1 } @llvm.umul.with.overflow.i32(i32 %0, i32 %1)
  %40 = call { i32, i1 } @llvm.umul.with.overflow.i32(i32 %0, i32 %1)
; CHECK-NEXT: %41 = icmp eq i32 %0, %1
  %41 = icmp eq i32 %0, %1
; CHECK-NEXT: %42 = icmp ne i32 %0, %1
  %42 = icmp ne i32 %0, %1
; CHECK-NEXT: %43 = icmp ugt i32 %0, %1
  %43 = icmp ugt i32 %0, %1
; CHECK-NEXT: %44 = icmp uge i32 %0, %1
  %44 = icmp uge i32 %0, %1
; CHECK-NEXT: %45 = icmp ult i32 %0, %1
  %45 = icmp ult i32 %0, %1
; CHECK-NEXT: %46 = icmp ule i32 %0, %1
  %46 = icmp ule i32 %0, %1
; CHECK-NEXT: %47 = icmp sgt i32 %0, %1
  %47 = icmp sgt i32 %0, %1
; CHECK-NEXT: %48 = icmp sge i32 %0, %1
  %48 = icmp sge i32 %0, %1
; CHECK-NEXT: %49 = icmp slt i32 %0, %1
  %49 = icmp slt i32 %0, %1
; CHECK-NEXT: %50 = icmp sle i32 %0, %1
  %50 = icmp sle i32 %0, %1
; CHECK-NEXT: %51 = icmp samesign ult i32 %0, %1
  %51 = icmp samesign ult i32 %0, %1
; CHECK-NEXT: %52 = freeze i32 %0
  %52 = freeze i32 %0
; CHECK-NEXT: %53 = select i1 true, i32 %0, i32 %1
  %53 = select i1 true, i32 %0, i32 %1
; CHECK-NEXT: ret void
  ret void
}

; CHECK-LABEL: define void @floats(double %0, double %1)
define void @floats(double %0, double %1) {
; CHECK-NEXT: %3 = fneg nnan double %0
  %3 = fneg nnan double %0
; CHECK-NEXT: %4 = fadd double %0, %1
  %4 = fadd double %0, %1
; CHECK-NEXT: %5 = fsub double %0, %1
  %5 = fsub double %0, %1
; CHECK-NEXT: %6 = fmul double %0, %1
  %6 = fmul double %0, %1
; CHECK-NEXT: %7 = fdiv double %0, %1
  %7 = fdiv double %0, %1
; CHECK-NEXT: %8 = frem double %0, %1
  %8 = frem double %0, %1
; CHECK-NEXT: %9 = fadd reassoc nsz arcp contract afn double %0, %1
  %9 = fadd reassoc nsz arcp contract afn double %0, %1
; CHECK-NEXT: %10 = call double @llvm.copysign.f64(double %0, double %1)
  %10 = call double @llvm.copysign.f64(double %0, double %1)
; CHECK-NEXT: %11 = call double @llvm.minnum.f64(double %0, double %1)
  %11 = call double @llvm.minnum.f64(double %0, double %1)
; CHECK-NEXT: %12 = call double @llvm.maxnum.f64(double %0, double %1)
  %12 = call double @llvm.maxnum.f64(double %0, double %1)
; CHECK-NEXT: %13 = call double @llvm.fabs.f64(double %0)
  %13 = call double @llvm.fabs.f64(double %0)
; CHECK-NEXT: %14 = call double @llvm.sqrt.f64(double %0)
  %14 = call double @llvm.sqrt.f64(double %0)
; CHECK-NEXT: %15 = call double @llvm.floor.f64(double %0)
  %15 = call double @llvm.floor.f64(double %0)
; CHECK-NEXT: %16 = call double @llvm.ceil.f64(double %0)
  %16 = call double @llvm.ceil.f64(double %0)
; CHECK-NEXT: %17 = call double @llvm.trunc.f64(double %0)
  %17 = call double @llvm.trunc.f64(double %0)
; CHECK-NEXT: %18 = call double @llvm.rint.f64(double %0)
  %18 = call double @llvm.rint.f64(double %0)
; CHECK-NEXT: %19 = call double @llvm.nearbyint.f64(double %0)
  %19 = call double @llvm.nearbyint.f64(double %0)
; CHECK-NEXT: %20 = call double @llvm.round.f64(double %0)
  %20 = call double @llvm.round.f64(double %0)
; CHECK-NEXT: %21 = call double @llvm.roundeven.f64(double %0)
  %21 = call double @llvm.roundeven.f64(double %0)
; CHECK-NEXT: %22 = call fast double @llvm.fma.f64(double %0, double %1, double %0)
  %22 = call fast double @llvm.fma.f64(double %0, double %1, double %0)
; CHECK-NEXT: %23 = call fast double @llvm.fmuladd.f64(double %0, double %1, double %0)
  %23 = call fast double @llvm.fmuladd.f64(double %0, double %1, double %0)
; CHECK-NEXT: %24 = fcmp false double %0, %1
  %24 = fcmp false double %0, %1
; CHECK-NEXT: %25 = fcmp oeq double %0, %1
  %25 = fcmp oeq double %0, %1
; CHECK-NEXT: %26 = fcmp ogt double %0, %1
  %26 = fcmp ogt double %0, %1
; CHECK-NEXT: %27 = fcmp oge double %0, %1
  %27 = fcmp oge double %0, %1
; CHECK-NEXT: %28 = fcmp olt double %0, %1
  %28 = fcmp olt double %0, %1
; CHECK-NEXT: %29 = fcmp ole double %0, %1
  %29 = fcmp ole double %0, %1
; CHECK-NEXT: %30 = fcmp one double %0, %1
  %30 = fcmp one double %0, %1
; CHECK-NEXT: %31 = fcmp ord double %0, %1
  %31 = fcmp ord double %0, %1
; CHECK-NEXT: %32 = fcmp uno double %0, %1
  %32 = fcmp uno double %0, %1
; CHECK-NEXT: %33 = fcmp ueq double %0, %1
  %33 = fcmp ueq double %0, %1
; CHECK-NEXT: %34 = fcmp ugt double %0, %1
  %34 = fcmp ugt double %0, %1
; CHECK-NEXT: %35 = fcmp uge double %0, %1
  %35 = fcmp uge double %0, %1
; CHECK-NEXT: %36 = fcmp ult double %0, %1
  %36 = fcmp ult double %0, %1
; CHECK-NEXT: %37 = fcmp ule double %0, %1
  %37 = fcmp ule double %0, %1
; CHECK-NEXT: %38 = fcmp une double %0, %1
  %38 = fcmp une double %0, %1
; CHECK-NEXT: %39 = fcmp true double %0, %1
  %39 = fcmp true double %0, %1
; CHECK-NEXT: %40 = call i1 @llvm.is.fpclass.f64(double %0, i32 516)
  %40 = call i1 @llvm.is.fpclass.f64(double %0, i32 516)
; CHECK-NEXT: %41 = call i64 @llvm.lrint.i64.f64(double %0)
  %41 = call i64 @llvm.lrint.i64.f64(double %0)
; CHECK-NEXT: %42 = call i64 @llvm.lround.i64.f64(double %0)
  %42 = call i64 @llvm.lround.i64.f64(double %0)
; CHECK-NEXT: ret void
  ret void
}

; CHECK-LABEL: define void @casts(i32 %0, double %1, ptr %2)
define void @casts(i32 %0, double %1, ptr %2) {
; CHECK-NEXT: %4 = trunc nuw i32 %0 to i8
  %4 = trunc nuw i32 %0 to i8
; CHECK-NEXT: %5 = zext nneg i32 %0 to i64
  %5 = zext nneg i32 %0 to i64
; CHECK-NEXT: %6 = sext i32 %0 to i64
  %6 = sext i32 %0 to i64
; CHECK-NEXT: %7 = fptrunc double %1 to float
  %7 = fptrunc double %1 to float
; CHECK-NEXT: %8 = fpext double %1 to fp128
  %8 = fpext double %1 to fp128
; CHECK-NEXT: %9 = fptoui double %1 to i32
  %9 = fptoui double %1 to i32
; CHECK-NEXT: %10 = fptosi double %1 to i32
  %10 = fptosi double %1 to i32
; CHECK-NEXT: %11 = call i32 @llvm.fptoui.sat.i32.f64(double %1)
  %11 = call i32 @llvm.fptoui.sat.i32.f64(double %1)
; CHECK-NEXT: %12 = call i32 @llvm.fptosi.sat.i32.f64(double %1)
  %12 = call i32 @llvm.fptosi.sat.i32.f64(double %1)
; CHECK-NEXT: %13 = uitofp nneg i32 %0 to double
  %13 = uitofp nneg i32 %0 to double
; CHECK-NEXT: %14 = sitofp i32 %0 to double
  %14 = sitofp i32 %0 to double
; CHECK-NEXT: %15 = ptrtoint ptr %2 to i64
  %15 = ptrtoint ptr %2 to i64
; CHECK-NEXT: %16 = bitcast double %1 to i64
  %16 = bitcast double %1 to i64
; CHECK-NEXT: %17 = addrspacecast ptr %2 to ptr addrspace(256)
  %17 = addrspacecast ptr %2 to ptr addrspace(256)
; CHECK-NEXT: %18 = inttoptr i32 %0 to ptr
  %18 = inttoptr i32 %0 to ptr
; CHECK-NEXT: ret void
  ret void
}

; CHECK-LABEL: define void @vectors(<4 x i32> %0, i32 %1)
define void @vectors(<4 x i32> %0, i32 %1) {
; CHECK-NEXT: %3 = extractelement <4 x i32> %0, i32 %1
  %3 = extractelement <4 x i32> %0, i32 %1
; CHECK-NEXT: %4 = insertelement <4 x i32> %0, i32 %1, i64 2
  %4 = insertelement <4 x i32> %0, i32 %1, i64 2
; CHECK-NEXT: %5 = shufflevector <4 x i32> %0, <4 x i32> splat (i32 1), <3 x i32> <i32 0, i32 5, i32 poison>
  %5 = shufflevector <4 x i32> %0, <4 x i32> splat (i32 1), <3 x i32> <i32 0, i32 5, i32 poison>
; CHECK-NEXT: %6 = add <4 x i32> %0, <i32 1, i32 undef, i32 poison, i32 4>
  %6 = add <4 x i32> %0, <i32 1, i32 undef, i32 poison, i32 4>
; CHECK-NEXT: %7 = mul <4 x i32> %0, poison
  %7 = mul <4 x i32> %0, poison
; CHECK-NEXT: %8 = xor <4 x i32> %0, undef
  %8 = xor <4 x i32> %0, undef
; CHECK-NEXT: ret void
  ret void
}
