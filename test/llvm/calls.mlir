// RUN: shunt-translate --export %s | FileCheck %s

// CHECK: declare { i64, double } @callee(i32, ptr, ...)
shunt.func @callee : !shunt.func<!shunt.struct<(i64, f64)> (i32, !shunt.ptr, ...)> {
}

// CHECK-LABEL: define { i64, double } @calls([2 x i64] %0, ptr %1, double %2, ...)
shunt.func @calls : !shunt.func<!shunt.struct<(i64, f64)> (!shunt.array<2 x i64>, !shunt.ptr, f64, ...)> {
^bb0(%a0: i64, %a1: i64, %p: !shunt.ptr, %d: f64):
  // CHECK-NEXT: [[A1:%.*]] = extractvalue [2 x i64] %0, 1
  // CHECK-NEXT: [[N:%.*]] = trunc i64 [[A1]] to i32
  %n = shunt.trunc %a1 : i64 -> i32
  // CHECK-NEXT: [[R:%.*]] = tail call ghccc { i64, double } (i32, ptr, ...) @callee(i32 signext [[N]], ptr align 8 %1, double %2) #[[ATTRS:[0-9]+]]
  %0:2 = shunt.call @callee(%n, %p, %d) : (i32, !shunt.ptr, f64) -> (i64, f64) signature !shunt.func<!shunt.struct<(i64, f64)> (i32, !shunt.ptr, ...)> <{attributeList = #shunt.attrs<fn = {nounwind, memory = 0 : i64, strings = {"key" = "value"}}, ret = {}, params = [{signext}, {align = 8 : i64}]>, callingConv = 10, tail = "tail"}>
  // CHECK-NEXT: call void %1([2 x i64] %0)
  shunt.call(%p, %a0, %a1) : (!shunt.ptr, i64, i64) -> () signature !shunt.func<!shunt.void (!shunt.array<2 x i64>)>
  // CHECK-NEXT: call range(i32 -5, 3) i32 asm sideeffect inteldialect "nop", "=r,r"(i32 [[N]])
  %1 = shunt.inline_asm "nop", "=r,r"(%n) : (i32) -> i32 signature !shunt.func<i32 (i32)> <{attributeList = #shunt.attrs<fn = {}, ret = {range = [-5 : i32, 3 : i32]}>, sideEffects, intelDialect}>
  // CHECK-NEXT: call nnan double @llvm.pow.f64(double %2, double %2)
  %2 = shunt.intrinsic "llvm.pow.f64"(%d, %d) : (f64, f64) -> f64 signature !shunt.func<f64 (f64, f64)> <{fastMath = "nnan"}>
  // CHECK-NEXT: call i64 @llvm.read_register.i64(metadata ![[RSP:[0-9]+]])
  %3 = shunt.intrinsic "llvm.read_register.i64"() : () -> i64 signature !shunt.func<i64 (!shunt.metadata)> <{metadata = [["rsp"]]}>
  // CHECK-NEXT: call void @llvm.va_start.p0(ptr %1)
  shunt.va_start %p : !shunt.ptr
  // CHECK-NEXT: call void @llvm.va_copy.p0(ptr %1, ptr %1)
  shunt.va_copy %p, %p : !shunt.ptr, !shunt.ptr
  // CHECK-NEXT: va_arg ptr %1, x86_fp80
  %4 = shunt.va_arg %p : !shunt.ptr -> f80
  // CHECK-NEXT: call void @llvm.va_end.p0(ptr %1)
  shunt.va_end %p : !shunt.ptr
  // CHECK-NEXT: [[S:%.*]] = call ptr @llvm.stacksave.p0()
  %5 = shunt.stacksave : !shunt.ptr
  // CHECK-NEXT: call void @llvm.stackrestore.p0(ptr [[S]])
  shunt.stackrestore %5 : !shunt.ptr
  // CHECK-NEXT: call ptr @llvm.frameaddress.p0(i32 0)
  %6 = shunt.frameaddress 0 : !shunt.ptr
  // CHECK-NEXT: call ptr @llvm.returnaddress(i32 1)
  %7 = shunt.returnaddress 1 : !shunt.ptr
  // CHECK-NEXT: call i64 @llvm.readcyclecounter()
  %8 = shunt.readcyclecounter
  // CHECK-NEXT: call void @llvm.debugtrap()
  shunt.debugtrap
  // CHECK-NEXT: call void @llvm.trap()
  shunt.trap
  // CHECK-NEXT: ret { i64, double } [[R]]
  shunt.ret %0#0, %0#1 : i64, f64
}

// CHECK: attributes #[[ATTRS]] = { nounwind memory(none) "key"="value" }
// CHECK: ![[RSP]] = !{!"rsp"}
