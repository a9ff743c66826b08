//===- CallingConvention.cpp - Where arguments and results go -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/CallingConvention.h"
#include "llvm/IR/CallingConv.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::x86_64;
using fast::Bank;
using fast::Reg;
using fast::TypeClass;

TypeClass x86_64::classify(Type type) {
  if (isa<PointerType>(type))
    return {Bank::General, 8};
  if (auto integer = dyn_cast<IntegerType>(type))
    return fast::integerClass(integer.getWidth());
  if (type.isF16() || type.isBF16())
    return {Bank::Float, 2};
  if (type.isF32())
    return {Bank::Float, 4};
  if (type.isF64())
    return {Bank::Float, 8};
  if (isa<VectorType>(type) || type.isF128())
    return {Bank::Float, 16};
  return {Bank::Memory, 16};
}

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

namespace {

/// Hands out argument places from left to right.
class Assigner {
public:
  explicit Assigner(CallPlaces &places) : places(places) {}

  void stack(Type type, uint64_t size, uint64_t alignment, uint32_t param) {
    alignArea(alignment);
    places.args.push_back({ArgPlace::Kind::Stack, Reg::None,
                           classify(type).bytes, places.stackBytes, param});
    places.stackBytes += llvm::alignTo(size, 8);
  }

  void byval(const ParamAbi &abi, uint32_t param) {
    alignArea(abi.byvalAlignment);
    places.args.push_back(
        {ArgPlace::Kind::Byval, Reg::None, 8, places.stackBytes, param});
    places.stackBytes += llvm::alignTo(abi.byvalSize, 8);
  }

  void general(Type type, const ParamAbi &abi, uint32_t param) {
    if (places.generalUsed == std::size(argumentGprs))
      return stack(type, 8, 8, param);
    Reg reg = toReg(argumentGprs[places.generalUsed++]);
    if (abi.isSret)
      places.sret = reg;
    inRegister(reg, classify(type).bytes, param);
  }

  void floating(Type type, uint32_t param) {
    TypeClass held = classify(type);
    // A vector of fewer bits is widened to a whole register.
    uint64_t size = std::max<uint64_t>(held.bytes, 8);
    if (places.floatUsed == 8)
      return stack(type, size, size, param);
    inRegister(toReg(Xmm(places.floatUsed++)), held.bytes, param);
  }

  void inRegister(Reg reg, uint8_t bytes, uint32_t param) {
    places.args.push_back({ArgPlace::Kind::Register, reg, bytes, 0, param});
  }

  /// __int128 as two values: both in registers or both in memory, there
  /// aligned to 16 bytes.
  void pair(Type half, uint32_t param) {
    if (places.generalUsed + 2u <= std::size(argumentGprs)) {
      general(half, ParamAbi(), param);
      general(half, ParamAbi(), param);
      return;
    }
    stack(half, 8, 16, param);
    stack(half, 8, 8, param);
  }

private:
  void alignArea(uint64_t alignment) {
    places.stackBytes = llvm::alignTo(places.stackBytes, alignment);
    places.stackAlignment =
        std::max<uint32_t>(places.stackAlignment, alignment);
  }

  CallPlaces &places;
};

/// Gives the results of a function their registers (psABI 3.2.3, "Returning of
/// Values").
bool assignResults(TypeRange results, CallPlaces &places,
                   fast::Refusal &refusal, Operation *op) {
  unsigned general = 0, floating = 0, x87 = 0;
  constexpr Gpr ResultGprs[] = {Gpr::rax, Gpr::rdx, Gpr::rcx};
  for (Type type : results) {
    TypeClass held = classify(type);
    ArgPlace place;
    place.bytes = held.bytes;
    if (held.bank == Bank::General && general < std::size(ResultGprs)) {
      place.reg = toReg(ResultGprs[general++]);
    } else if (held.bank == Bank::Float && floating < 4) {
      place.reg = toReg(Xmm(floating++));
    } else if (type.isF80() && x87 < 2) {
      place.kind = ArgPlace::Kind::FloatStack;
      place.offset = x87++;
    } else {
      return refusal.refuse("result that does not fit in registers", op);
    }
    places.results.push_back(place);
  }
  return true;
}

/// Whether a value of the layout type has a vector of more than 128 bits.
bool hasLargeVector(Type type) {
  if (auto array = dyn_cast<ArrayType>(type))
    return hasLargeVector(array.getElement());
  if (auto structType = dyn_cast<StructType>(type))
    return llvm::any_of(structType.getMembers(), hasLargeVector);
  auto vector = dyn_cast<VectorType>(type);
  return vector &&
         bitsOf(vector.getElementType()) * vector.getNumElements() > 128;
}

bool passesLargeVector(shunt::FunctionType signature) {
  return hasLargeVector(signature.getResult()) ||
         llvm::any_of(signature.getParams(), hasLargeVector);
}

} // namespace

bool CallingConvention::assign(shunt::FunctionType signature,
                               const CallAbi &abi, TypeRange args,
                               TypeRange results, uint32_t callingConv,
                               CallPlaces &places, fast::Refusal &refusal,
                               Operation *op) {
  if (callingConv == llvm::CallingConv::X86_INTR)
    return refusal.refuse("interrupt handler", op);
  if (callingConv != llvm::CallingConv::C &&
      callingConv != llvm::CallingConv::Fast &&
      callingConv != llvm::CallingConv::Cold &&
      callingConv != llvm::CallingConv::X86_64_SysV)
    return refusal.refuse("calling convention " + std::to_string(callingConv),
                          op);
  if (!abi.unsupported.empty())
    return refusal.refuse(abi.unsupported, op);
  if (hasAvx && passesLargeVector(signature))
    return refusal.refuse("vector of more than 128 bits across a call with AVX",
                          op);
  places.isVariadic = signature.getVarArg();
  Assigner assigner(places);
  size_t next = 0;
  auto place = [&](Type type, uint32_t param) {
    const ParamAbi &paramAbi = abi.param(param);
    TypeClass held = classify(type);
    if (paramAbi.isByval)
      assigner.byval(paramAbi, param);
    else if (paramAbi.isNest)
      assigner.inRegister(toReg(Gpr::r10), held.bytes, param);
    else if (held.bank == Bank::General)
      assigner.general(type, paramAbi, param);
    else if (held.bank == Bank::Float)
      assigner.floating(type, param);
    else
      assigner.stack(type, 16, 16, param);
  };
  for (auto [param, layout] : llvm::enumerate(signature.getParams())) {
    if (layout.isInteger(128)) {
      assigner.pair(args[next], param);
      next += 2;
      continue;
    }
    SmallVector<Type, 2> members;
    flatten(layout, members, WideValues::Split);
    for (Type member : members) {
      place(member, param);
      ++next;
    }
  }
  // Variable arguments that the signature doesn't list: one value each.
  for (uint32_t param = signature.getParams().size(); next < args.size();
       ++next, ++param)
    place(args[next], param);
  return assignResults(results, places, refusal, op);
}
