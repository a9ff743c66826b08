// RUN: shunt-translate --export %s | FileCheck %s

// CHECK-LABEL: define i32 @integers(i32 %0, i32 %1)
shunt.func @integers : !shunt.func<i32 (i32, i32)> {
^bb0(%a: i32, %b: i32):
  // CHECK-NEXT: add i32 %0, %1
  %0 = shunt.add %a, %b : i32
  // CHECK-NEXT: sub nuw nsw i32
  %1 = shunt.sub %a, %b <{flags = "nuw,nsw"}> : i32
  // CHECK-NEXT: mul i32 {{.*}}, -7
  %c = shunt.constant -7 : i32
  %2 = shunt.mul %a, %c : i32
  // CHECK-NEXT: sdiv exact i32
  %3 = shunt.sdiv %a, %b <{flags = "exact"}> : i32
  // CHECK-NEXT: or disjoint i32
  %4 = shunt.or %a, %b <{flags = "disjoint"}> : i32
  // CHECK-NEXT: call i32 @llvm.smax.i32(i32 %0, i32 %1)
  %5 = shunt.smax %a, %b : i32
  // CHECK-NEXT: call i32 @llvm.uadd.sat.i32(i32 %0, i32 %1)
  %6 = shunt.uadd_sat %a, %b : i32
  // CHECK-NEXT: call i32 @llvm.bswap.i32(i32 %0)
  %7 = shunt.bswap %a : i32
  // CHECK-NEXT: call i32 @llvm.ctlz.i32(i32 %0, i1 true)
  %8 = shunt.ctlz %a <{poison}> : i32
  // CHECK-NEXT: call i32 @llvm.abs.i32(i32 %0, i1 false)
  %9 = shunt.abs %a : i32
  // CHECK-NEXT: call i32 @llvm.fshl.i32(i32 %0, i32 %1, i32 %0)
  %10 = shunt.fshl %a, %b, %a : i32
  // CHECK-NEXT: [[O:%.*]] = call { i32, i1 } @llvm.smul.with.overflow.i32(i32 %0, i32 %1)
  // CHECK-NEXT: [[V:%.*]] = extractvalue { i32, i1 } [[O]], 1
  // CHECK-NEXT: select i1 [[V]], i32 %0, i32 %1
  %11:2 = shunt.smul_overflow %a, %b : i32, i1
  %12 = shunt.select %11#1, %a, %b : i1, i32
  // CHECK-NEXT: icmp samesign ult i32 %0, %1
  %13 = shunt.icmp ult %a, %b <{flags = "samesign"}> : i32 -> i1
  // CHECK-NEXT: freeze i32 %0
  %14 = shunt.freeze %a : i32
  // CHECK-NEXT: [[L:%.*]] = zext i32 %0 to i64
  // CHECK-NEXT: [[R:%.*]] = zext i32 %1 to i64
  // CHECK-NEXT: [[P:%.*]] = mul i64 [[L]], [[R]]
  // CHECK-NEXT: [[H:%.*]] = lshr i64 [[P]], 32
  // CHECK-NEXT: trunc i64 [[H]] to i32
  %15 = shunt.umul_high %a, %b : i32
  shunt.ret %15 : i32
}

// CHECK-LABEL: define void @floats(float %0, x86_fp80 %1, <2 x double> %2)
shunt.func @floats : !shunt.func<!shunt.void (f32, f80, vector<2xf64>)> {
^bb0(%a: f32, %b: f80, %v: vector<2xf64>):
  // CHECK-NEXT: fadd fast float
  %0 = shunt.fadd %a, %a <{fastMath = "reassoc,nnan,ninf,nsz,arcp,contract,afn"}> : f32
  // CHECK-NEXT: fmul x86_fp80 %1, 0xK3FFF8000000000000000
  %one = shunt.constant 0x3FFF8000000000000000 : f80
  %1 = shunt.fmul %b, %one : f80
  // CHECK-NEXT: fneg nsz <2 x double>
  %2 = shunt.fneg %v <{fastMath = "nsz"}> : vector<2xf64>
  // CHECK-NEXT: call nnan <2 x double> @llvm.sqrt.v2f64(<2 x double>
  %3 = shunt.sqrt %v <{fastMath = "nnan"}> : vector<2xf64>
  // CHECK-NEXT: call float @llvm.trunc.f32(float
  %4 = shunt.ftrunc %a : f32
  // CHECK-NEXT: call float @llvm.fmuladd.f32(float %0, float %0, float %0)
  %5 = shunt.fmuladd %a, %a, %a : f32
  // CHECK-NEXT: fcmp ninf ueq x86_fp80
  %6 = shunt.fcmp ueq %b, %b <{fastMath = "ninf"}> : f80 -> i1
  // CHECK-NEXT: call i1 @llvm.is.fpclass.f32(float %0, i32 516)
  %7 = shunt.is_fpclass %a 516 : f32 -> i1
  shunt.ret
}

// CHECK-LABEL: define void @casts(
shunt.func @casts : !shunt.func<!shunt.void (i64, f32, !shunt.ptr)> {
^bb0(%a: i64, %f: f32, %p: !shunt.ptr):
  // CHECK-NEXT: trunc nuw i64 %0 to i7
  %0 = shunt.trunc %a <{flags = "nuw"}> : i64 -> i7
  // CHECK-NEXT: zext nneg i7 {{.*}} to i128
  %1 = shunt.zext %0 <{flags = "nneg"}> : i7 -> i128
  // CHECK-NEXT: sext i7 {{.*}} to i64
  %2 = shunt.sext %0 : i7 -> i64
  // CHECK-NEXT: fpext contract float {{.*}} to double
  %3 = shunt.fpext %f <{fastMath = "contract"}> : f32 -> f64
  // CHECK-NEXT: fptrunc double {{.*}} to bfloat
  %4 = shunt.fptrunc %3 : f64 -> bf16
  // CHECK-NEXT: call i64 @llvm.fptosi.sat.i64.f32(float
  %5 = shunt.fptosi_sat %f : f32 -> i64
  // CHECK-NEXT: call i64 @llvm.lrint.i64.f32(float
  %6 = shunt.lrint %f : f32 -> i64
  // CHECK-NEXT: uitofp nneg i64 {{.*}} to fp128
  %7 = shunt.uitofp %a <{flags = "nneg"}> : i64 -> f128
  // CHECK-NEXT: ptrtoint ptr %2 to i64
  %8 = shunt.ptrtoint %p : !shunt.ptr -> i64
  // CHECK-NEXT: inttoptr i64 {{.*}} to ptr
  %9 = shunt.inttoptr %8 : i64 -> !shunt.ptr
  // CHECK-NEXT: addrspacecast ptr {{.*}} to ptr addrspace(256)
  %10 = shunt.addrspacecast %9 : !shunt.ptr -> !shunt.ptr<256>
  // CHECK-NEXT: bitcast float {{.*}} to i32
  %11 = shunt.bitcast %f : f32 -> i32
  shunt.ret
}

// CHECK-LABEL: define void @vectors(
shunt.func @vectors : !shunt.func<!shunt.void (vector<4xi32>, i64)> {
^bb0(%v: vector<4xi32>, %i: i64):
  // CHECK-NEXT: extractelement <4 x i32> %0, i64 %1
  %0 = shunt.extractelement %v[%i] : vector<4xi32>, i64 -> i32
  // CHECK-NEXT: insertelement <4 x i32> %0, i32 {{.*}}, i64 %1
  %1 = shunt.insertelement %0, %v[%i] : i32, i64 -> vector<4xi32>
  // CHECK-NEXT: shufflevector <4 x i32> %0, <4 x i32> {{.*}}, <3 x i32> <i32 0, i32 5, i32 poison>
  %2 = shunt.shufflevector %v, %1 array<i64: 0, 5, -1> : vector<4xi32>, vector<4xi32> -> vector<3xi32>
  // CHECK-NEXT: add <4 x i32> %0, <i32 1, i32 poison, i32 undef, i32 4>
  %c = shunt.vector_constant "\01\00\00\00\00\00\00\00\00\00\00\00\04" <{poison = array<i64: 1>, undef = array<i64: 2>}> : vector<4xi32>
  %3 = shunt.add %v, %c : vector<4xi32>
  // CHECK-NEXT: [[B:%.*]] = bitcast <4 x i32> {{.*}} to <16 x i8>
  // CHECK-NEXT: icmp eq <16 x i8> [[B]],
  %4 = shunt.bitcast %3 : vector<4xi32> -> vector<16xi8>
  %5 = shunt.icmp eq %4, %4 : vector<16xi8> -> vector<16xi1>
  // CHECK-NEXT: and <16 x i1> {{.*}}, <i1 true, i1 false, i1 true,
  %m = shunt.vector_constant "\05\80" : vector<16xi1>
  %6 = shunt.and %5, %m : vector<16xi1>
  shunt.ret
}
