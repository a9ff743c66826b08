//===- FloatClasses.cpp - llvm.is.fpclass by a float's bits ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Folded IR. Without their sign, the bits of zero, subnormal and normal
// numbers, infinity, signalling and quiet NaNs follow each other in this order.
// So a set of classes is a few ranges of integers, and its test a few
// comparisons.
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"
#include "llvm/ADT/FloatingPointMode.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;
using llvm::APInt;
using Opcode = llvm::Instruction;

namespace {

/// Numbers that differ by their sign alone, and all of them together: a NaN's
/// sign counts for nothing.
struct FloatClass {
  unsigned positive;
  unsigned negative;
};

/// By magnitude.
constexpr FloatClass classes[] = {
    {llvm::fcPosZero, llvm::fcNegZero},
    {llvm::fcPosSubnormal, llvm::fcNegSubnormal},
    {llvm::fcPosNormal, llvm::fcNegNormal},
    {llvm::fcPosInf, llvm::fcNegInf},
    {llvm::fcSNan, llvm::fcSNan},
    {llvm::fcQNan, llvm::fcQNan},
};
constexpr size_t classCount = std::size(classes);

/// The first bits of each class, and of what would follow the last one.
struct ClassBounds {
  explicit ClassBounds(const llvm::fltSemantics &semantics) {
    APInt infinity = llvm::APFloat::getInf(semantics).bitcastToAPInt();
    unsigned width = infinity.getBitWidth();
    first[0] = APInt::getZero(width);
    first[1] = APInt(width, 1);
    first[2] = llvm::APFloat::getSmallestNormalized(semantics).bitcastToAPInt();
    first[3] = infinity;
    first[4] = infinity + 1;
    first[5] = llvm::APFloat::getQNaN(semantics).bitcastToAPInt();
    first[6] = APInt::getSignMask(width);
  }
  APInt first[classCount + 1];
};

} // namespace

/// The type whose values the dialect's float type holds.
static llvm::Type *hostFloat(llvm::LLVMContext &context, Type type) {
  return type.isF32()    ? llvm::Type::getFloatTy(context)
         : type.isF64()  ? llvm::Type::getDoubleTy(context)
         : type.isF128() ? llvm::Type::getFP128Ty(context)
                         : llvm::Type::getX86_FP80Ty(context);
}

FunctionImport::Parts FunctionImport::constantParts(const TypeInfo &type,
                                                    const APInt &bits) {
  Parts parts;
  for (auto [part, word] :
       llvm::zip_equal(module.types.parts(type),
                       llvm::ArrayRef(bits.getRawData(), bits.getNumWords())))
    parts.push_back(constantBits(part, word));
  return parts;
}

/// Whether first <= bits <= last.
Value FunctionImport::emitRangeTest(const TypeInfo &type, ArrayRef<Value> bits,
                                    const APInt &first, const APInt &last) {
  Parts result, offset(bits);
  if (!first.isZero() && first != last) {
    offset.clear();
    emitBinaryParts(type, Opcode::Sub, bits, constantParts(type, first), 0,
                    FastMath::None, offset);
  }
  bool isOne = first == last;
  emitICmpParts(type, isOne ? ICmpPredicate::Eq : ICmpPredicate::Ule, offset,
                constantParts(type, isOne ? first : last - first),
                IntFlags::None, result);
  return result.front();
}

/// x87's numbers have their integer bit in memory. Where it is clear but the
/// exponent isn't, the processor knows no such number: LLVM counts it as NaN.
Value FunctionImport::emitUnnormalTest(ArrayRef<Value> magnitude, Value result,
                                       unsigned mask) {
  Type word = integerType(64), boolean = integerType(1);
  Value zero = wordConstant(0);
  Value hasExponent = emitICmp(ICmpPredicate::Ne, magnitude[1], zero);
  Value significand =
      emit<AndOp>(word, {magnitude[0], wordConstant(uint64_t(1) << 63)});
  Value isClear = emitICmp(ICmpPredicate::Eq, significand, zero);
  Value isUnnormal = emit<AndOp>(boolean, {hasExponent, isClear});
  Value isWanted = constantBits(boolean, (mask & llvm::fcNan) == llvm::fcNan);
  return emitSelect(isUnnormal, isWanted, result);
}

Value FunctionImport::emitClassTest(Value operand, unsigned mask) {
  llvm::Type *type = hostFloat(host->getContext(), operand.getType());
  const ClassBounds bounds(type->getFltSemantics());
  unsigned width = bounds.first[0].getBitWidth();
  const TypeInfo &integer =
      typeOf(llvm::IntegerType::get(host->getContext(), width));
  APInt signMask = APInt::getSignMask(width);
  Parts bits, magnitude;
  bitcastParts(typeOf(type), integer, operand, bits);
  emitBinaryParts(integer, Opcode::And, bits, constantParts(integer, ~signMask),
                  0, FastMath::None, magnitude);

  Value result;
  auto add = [&](bool onPositive, bool onNegative) {
    auto isWanted = [&](size_t i) {
      return bool(mask & classes[i].positive) == onPositive &&
             bool(mask & classes[i].negative) == onNegative;
    };
    bool isEither = onPositive && onNegative;
    APInt sign = onPositive ? APInt::getZero(width) : signMask;
    for (size_t i = 0, end = 0; i < classCount; i = end + 1) {
      for (end = i; end < classCount && isWanted(end);)
        ++end;
      if (end == i)
        continue;
      Value test =
          emitRangeTest(integer, isEither ? magnitude : bits,
                        bounds.first[i] + sign, bounds.first[end] - 1 + sign);
      result = result ? emit<OrOp>(integerType(1), {result, test}) : test;
    }
  };
  add(true, true);
  add(true, false);
  add(false, true);
  if (!result)
    result = constantBits(integerType(1), 0);
  return width == 80 ? emitUnnormalTest(magnitude, result, mask) : result;
}
