//===- CallingConvention.cpp - Where arguments and results go -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/CallingConvention.h"
#include "llvm/IR/CallingConv.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::aarch64;
using fast::Bank;
using fast::Reg;
using fast::TypeClass;

TypeClass aarch64::classify(Type type) {
  if (isa<PointerType>(type))
    return {Bank::General, 8};
  if (auto integer = dyn_cast<IntegerType>(type))
    return fast::integerClass(integer.getWidth());
  if (auto vector = dyn_cast<VectorType>(type)) {
    uint64_t bits = bitsOf(vector.getElementType()) * vector.getNumElements();
    return {Bank::Float, uint8_t(bits <= 64 ? 8 : 16)};
  }
  return {Bank::Float, uint8_t(type.getIntOrFloatBitWidth() / 8)};
}

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

namespace {

/// Hands out argument places from left to right; the letters are the standard's
/// rules.
class Assigner {
public:
  explicit Assigner(CallPlaces &places) : places(places) {}

  /// One scalar or vector (C.1 to C.6, C.9, C.14, C.16, C.17).
  void scalar(Type type, uint32_t param) {
    TypeClass held = classify(type);
    if (used(held) < argumentRegisters)
      return inRegister(held, param);
    uint8_t slot = std::max<uint8_t>(held.bytes, 8);
    stack(held, slot, slot, param);
  }

  /// An integer of 128 bits as two values (C.10, C.11): a pair that begins at
  /// an even register, or memory aligned to 16 bytes.
  void pair(Type half, uint32_t param) {
    TypeClass held = classify(half);
    unsigned first = llvm::alignTo(places.generalUsed, 2);
    if (first + 2 > argumentRegisters) {
      places.generalUsed = argumentRegisters;
      stack(held, 8, 16, param);
      return stack(held, 8, 8, param);
    }
    places.generalUsed = first;
    inRegister(held, param);
    inRegister(held, param);
  }

  /// Equal members, all in registers or none (C.2 to C.4, C.12, C.13). In
  /// memory they lie as in an array.
  void block(TypeRange members, const ParamAbi &abi, uint32_t param) {
    if (members.empty())
      return;
    TypeClass held = classify(members.front());
    uint8_t &count = used(held);
    if (count + members.size() <= argumentRegisters) {
      for (size_t i = 0; i < members.size(); ++i)
        inRegister(held, param);
      return;
    }
    count = argumentRegisters;
    // LLVM keeps the type's own alignment, 8 of a packed structure, but never
    // more than the stack's.
    uint64_t alignment = abi.stackAlignment ? abi.stackAlignment : held.bytes;
    alignment = std::clamp<uint64_t>(alignment, 8, 16);
    for (size_t i = 0; i < members.size(); ++i) {
      stack(held, held.bytes, alignment, param);
      alignment = 1;
    }
  }

  void inGpr(Gpr reg, Type type, uint32_t param) {
    places.args.push_back(
        {ArgPlace::Kind::Register, toReg(reg), classify(type).bytes, 0, param});
  }

private:
  uint8_t &used(TypeClass held) {
    return held.bank == Bank::Float ? places.floatUsed : places.generalUsed;
  }

  void inRegister(TypeClass held, uint32_t param) {
    uint8_t number = used(held)++;
    Reg reg =
        held.bank == Bank::Float ? toReg(Fpr(number)) : toReg(Gpr(number));
    places.args.push_back(
        {ArgPlace::Kind::Register, reg, held.bytes, 0, param});
  }

  void stack(TypeClass held, uint64_t size, uint64_t alignment,
             uint32_t param) {
    next = llvm::alignTo(next, alignment);
    places.args.push_back(
        {ArgPlace::Kind::Stack, Reg::None, held.bytes, uint32_t(next), param});
    next += std::max<uint64_t>(size, held.bytes);
    places.stackBytes = llvm::alignTo(next, 8);
  }

  CallPlaces &places;
  uint64_t next = 0; ///< Bytes of the argument area that are taken.
};

/// Gives the results of a function their registers (AAPCS64 6.9).
bool assignResults(TypeRange results, CallPlaces &places,
                   fast::Refusal &refusal, Operation *op) {
  unsigned general = 0, floating = 0;
  for (Type type : results) {
    TypeClass held = classify(type);
    ArgPlace place;
    place.bytes = held.bytes;
    if (held.bank == Bank::General && general < argumentRegisters)
      place.reg = toReg(Gpr(general++));
    else if (held.bank == Bank::Float && floating < argumentRegisters)
      place.reg = toReg(Fpr(floating++));
    else
      return refusal.refuse("result that does not fit in registers", op);
    places.results.push_back(place);
  }
  return true;
}

bool isKnown(uint32_t callingConv) {
  return callingConv == llvm::CallingConv::C ||
         callingConv == llvm::CallingConv::Fast ||
         callingConv == llvm::CallingConv::Cold;
}

} // namespace

bool CallingConvention::assign(shunt::FunctionType signature,
                               const CallAbi &abi, TypeRange args,
                               TypeRange results, uint32_t callingConv,
                               CallPlaces &places, fast::Refusal &refusal,
                               Operation *op) {
  if (!isKnown(callingConv))
    return refusal.refuse("calling convention " + std::to_string(callingConv),
                          op);
  if (!abi.unsupported.empty())
    return refusal.refuse(abi.unsupported, op);
  places.isVariadic = signature.getVarArg();
  Assigner assigner(places);
  size_t next = 0;
  for (auto [param, layout] : llvm::enumerate(signature.getParams())) {
    const ParamAbi &paramAbi = abi.param(param);
    if (paramAbi.isByval)
      return refusal.refuse("byval parameter", op);
    if (paramAbi.isNest)
      return refusal.refuse("nest parameter", op);
    SmallVector<Type, 4> members;
    flatten(layout, members, WideValues::Split);
    bool isBlock = isa<ArrayType>(layout) && llvm::all_equal(members);
    if (paramAbi.isSret) {
      places.sret = toReg(indirectResult);
      assigner.inGpr(indirectResult, args[next], param);
    } else if (isBlock) {
      assigner.block(members, paramAbi, param);
    } else if (layout.isInteger(128)) {
      assigner.pair(members.front(), param);
    } else {
      for (Type member : members)
        assigner.scalar(member, param);
    }
    next += members.size();
  }
  // Variable arguments that the signature doesn't list: one value each.
  for (uint32_t param = signature.getParams().size(); next < args.size();
       ++next, ++param)
    assigner.scalar(args[next], param);
  return assignResults(results, places, refusal, op);
}
