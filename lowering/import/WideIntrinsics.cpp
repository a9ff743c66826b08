//===- WideIntrinsics.cpp - Intrinsics of integers of 65 to 128 bits ------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Folded IR; see WideIntegers.cpp for how such integers stand.
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;
using Opcode = llvm::Instruction;
namespace Intrinsic = llvm::Intrinsic;

FunctionImport::Wide FunctionImport::emitWideSelect(Value condition,
                                                    Wide ifTrue, Wide ifFalse) {
  return {emitSelect(condition, ifTrue.first, ifFalse.first),
          emitSelect(condition, ifTrue.second, ifFalse.second)};
}

/// Bits counted from one end. Zero counts as the width.
Value FunctionImport::emitWideCount(Intrinsic::ID id, const TypeInfo &type,
                                    Wide value) {
  Type word = integerType(64);
  bool isLeading = id == Intrinsic::ctlz;
  unsigned missing = 128 - type.width;
  if (missing && isLeading) // Counts the bits above the width, too.
    value = extendWide(value, type.width, /*isSigned=*/false);
  if (missing && !isLeading) // Stops at the width.
    value.second = emit<OrOp>(
        word, {value.second, wordConstant(uint64_t(1) << (type.width - 64))});
  Value near = isLeading ? value.second : value.first;
  Value far = isLeading ? value.first : value.second;
  auto count = [&](Value operand) {
    return emitArithmeticIntrinsic(id, operand, word, /*constant=*/0,
                                   FastMath::None);
  };
  Value isFar = emitICmp(ICmpPredicate::Eq, near, wordConstant(0));
  Value beyond = emit<AddOp>(word, {count(far), wordConstant(64)});
  Value result = emitSelect(isFar, beyond, count(near));
  if (missing && isLeading)
    result = emit<SubOp>(word, {result, wordConstant(missing)});
  return result;
}

/// bswap and bitreverse: swap the halves, then drop what lay above the width.
FunctionImport::Wide FunctionImport::emitWideReverse(Intrinsic::ID id,
                                                     const TypeInfo &type,
                                                     Wide value) {
  Type word = integerType(64);
  auto reverse = [&](Value operand) {
    return emitArithmeticIntrinsic(id, operand, word, 0, FastMath::None);
  };
  Wide whole = {reverse(value.second), reverse(value.first)};
  return emitWideShift(Opcode::LShr, whole, wordConstant(128 - type.width));
}

FunctionImport::Wide FunctionImport::emitWideAbs(Wide value) {
  Type word = integerType(64);
  Value sign = emit<AShrOp>(word, {value.second, wordConstant(63)});
  Wide flipped = {emit<XorOp>(word, {value.first, sign}),
                  emit<XorOp>(word, {value.second, sign})};
  return emitWideSub(flipped, {sign, sign});
}

/// (a << n) | (b >> (128 - n)), or the other way round; n is taken modulo 128.
FunctionImport::Wide FunctionImport::emitWideFunnel(bool isLeft, Wide a, Wide b,
                                                    Value amount) {
  Type word = integerType(64);
  Value within = emit<AndOp>(word, {amount, wordConstant(127)});
  Value rest = emit<XorOp>(word, {within, wordConstant(127)});
  Value one = wordConstant(1);
  // Shifting by 128 - n in two steps stays defined for n = 0.
  Wide left = isLeft ? emitWideShift(Opcode::Shl, a, within)
                     : emitWideShift(Opcode::Shl,
                                     emitWideShift(Opcode::Shl, a, one), rest);
  Wide right = isLeft ? emitWideShift(Opcode::LShr,
                                      emitWideShift(Opcode::LShr, b, one), rest)
                      : emitWideShift(Opcode::LShr, b, within);
  return {emit<OrOp>(word, {left.first, right.first}),
          emit<OrOp>(word, {left.second, right.second})};
}

/// Saturating addition and subtraction of whole i128.
FunctionImport::Wide FunctionImport::emitWideSaturating(Intrinsic::ID id,
                                                        const TypeInfo &type,
                                                        Wide lhs, Wide rhs) {
  Type word = integerType(64);
  bool isAdd = id == Intrinsic::uadd_sat || id == Intrinsic::sadd_sat;
  bool isSigned = id == Intrinsic::sadd_sat || id == Intrinsic::ssub_sat;
  Value overflow;
  Wide result =
      emitWideOverflow(isSigned ? isAdd ? Intrinsic::sadd_with_overflow
                                        : Intrinsic::ssub_with_overflow
                       : isAdd  ? Intrinsic::uadd_with_overflow
                                : Intrinsic::usub_with_overflow,
                       type, lhs, rhs, overflow);
  Wide limit;
  if (isSigned) { // The wrapped result has the wrong sign.
    Value sign = emit<AShrOp>(word, {result.second, wordConstant(63)});
    limit = {sign, emit<XorOp>(word, {sign, wordConstant(uint64_t(1) << 63)})};
  } else {
    Value all = wordConstant(isAdd ? ~uint64_t(0) : 0);
    limit = {all, all};
  }
  return emitWideSelect(overflow, limit, result);
}

/// The operand that a comparison picks; none for another intrinsic.
static std::optional<ICmpPredicate> pickedBy(Intrinsic::ID id) {
  switch (id) {
  case Intrinsic::smax:
    return ICmpPredicate::Sgt;
  case Intrinsic::smin:
    return ICmpPredicate::Slt;
  case Intrinsic::umax:
    return ICmpPredicate::Ugt;
  case Intrinsic::umin:
    return ICmpPredicate::Ult;
  default:
    return std::nullopt;
  }
}

bool FunctionImport::emitWideIntrinsic(Intrinsic::ID id, const TypeInfo &type,
                                       ArrayRef<Value> operands,
                                       uint64_t constant,
                                       SmallVectorImpl<Value> &results) {
  if (type.shape != Shape::Wide || operands.size() < 2)
    return false; // From or to a float.
  Type word = integerType(64);
  Wide a = {operands[0], operands[1]};
  Wide b = operands.size() > 2 ? Wide(operands[2], operands[3]) : a;
  auto give = [&](Wide value) {
    results.append({value.first, value.second});
    return true;
  };
  if (auto predicate = pickedBy(id))
    return give(emitWideSelect(emitWideICmp(*predicate, type, a, b), a, b));
  switch (id) {
  case Intrinsic::ctpop: {
    a = extendWide(a, type.width, /*isSigned=*/false);
    Value low = emit<CtPopOp>(word, a.first);
    Value high = emit<CtPopOp>(word, a.second);
    return give({emit<AddOp>(word, {low, high}), wordConstant(0)});
  }
  case Intrinsic::ctlz:
  case Intrinsic::cttz:
    return give({emitWideCount(id, type, a), wordConstant(0)});
  case Intrinsic::bswap:
  case Intrinsic::bitreverse:
    return give(emitWideReverse(id, type, a));
  case Intrinsic::abs:
    return give(emitWideAbs(extendWide(a, type.width, /*isSigned=*/true)));
  case Intrinsic::fshl:
  case Intrinsic::fshr:
    if (type.width != 128)
      return false;
    return give(emitWideFunnel(id == Intrinsic::fshl, a, b, operands[4]));
  case Intrinsic::sadd_sat:
  case Intrinsic::uadd_sat:
  case Intrinsic::ssub_sat:
  case Intrinsic::usub_sat:
    if (type.width != 128)
      return false;
    return give(emitWideSaturating(id, type, a, b));
  default:
    return false;
  }
}

//===----------------------------------------------------------------------===//
// Overflow
//===----------------------------------------------------------------------===//

/// The low 128 bits of the product, and whether there are more.
FunctionImport::Wide FunctionImport::emitWideUMulOverflow(Wide lhs, Wide rhs,
                                                          Value &overflow) {
  Type word = integerType(64), boolean = integerType(1);
  Value zero = wordConstant(0);
  Value bothHigh =
      emit<AndOp>(boolean, {emitICmp(ICmpPredicate::Ne, lhs.second, zero),
                            emitICmp(ICmpPredicate::Ne, rhs.second, zero)});
  Operation *cross =
      emitOverflow(Intrinsic::umul_with_overflow, lhs.second, rhs.first);
  Operation *otherCross =
      emitOverflow(Intrinsic::umul_with_overflow, rhs.second, lhs.first);
  Value middle =
      emit<AddOp>(word, {cross->getResult(0), otherCross->getResult(0)});
  Value low = emit<MulOp>(word, {lhs.first, rhs.first});
  Value carried = emit<UMulHighOp>(word, {lhs.first, rhs.first});
  Operation *high =
      emitOverflow(Intrinsic::uadd_with_overflow, carried, middle);
  overflow = bothHigh;
  for (Value term :
       {cross->getResult(1), otherCross->getResult(1), high->getResult(1)})
    overflow = emit<OrOp>(boolean, {overflow, term});
  return {low, high->getResult(0)};
}

/// By absolute values: wrong is a product that has a sign it mustn't have.
FunctionImport::Wide FunctionImport::emitWideSMulOverflow(Wide lhs, Wide rhs,
                                                          Value &overflow) {
  Type word = integerType(64), boolean = integerType(1);
  Value zero = wordConstant(0);
  Wide product =
      emitWideUMulOverflow(emitWideAbs(lhs), emitWideAbs(rhs), overflow);
  Value signs = emit<XorOp>(word, {lhs.second, rhs.second});
  Value isNegative = emitICmp(ICmpPredicate::Slt, signs, zero);
  Wide result =
      emitWideSelect(isNegative, emitWideSub({zero, zero}, product), product);
  Value wrongSign = emitICmp(ICmpPredicate::Slt,
                             emit<XorOp>(word, {result.second, signs}), zero);
  Value isNonZero =
      emitICmp(ICmpPredicate::Ne,
               emit<OrOp>(word, {product.first, product.second}), zero);
  Value isWrong = emit<AndOp>(boolean, {wrongSign, isNonZero});
  overflow = emit<OrOp>(boolean, {overflow, isWrong});
  return result;
}

FunctionImport::Wide FunctionImport::emitWideOverflow(Intrinsic::ID id,
                                                      const TypeInfo &type,
                                                      Wide lhs, Wide rhs,
                                                      Value &overflow) {
  Type word = integerType(64), boolean = integerType(1);
  bool isAdd = id == Intrinsic::sadd_with_overflow;
  bool isSigned = isAdd || id == Intrinsic::ssub_with_overflow ||
                  id == Intrinsic::smul_with_overflow;
  lhs = extendWide(lhs, type.width, isSigned);
  rhs = extendWide(rhs, type.width, isSigned);
  Wide result;
  switch (id) {
  case Intrinsic::uadd_with_overflow:
    result = emitWideAdd(lhs, rhs, &overflow);
    break;
  case Intrinsic::usub_with_overflow:
    result = emitWideSub(lhs, rhs, &overflow);
    break;
  case Intrinsic::umul_with_overflow:
    result = emitWideUMulOverflow(lhs, rhs, overflow);
    break;
  case Intrinsic::smul_with_overflow:
    result = emitWideSMulOverflow(lhs, rhs, overflow);
    break;
  default: {
    result = isAdd ? emitWideAdd(lhs, rhs) : emitWideSub(lhs, rhs);
    // Both operands (for a difference, the first and the negated second) have
    // the sign that the result doesn't have.
    Value first = emit<XorOp>(word, {lhs.second, result.second});
    Value second = emit<XorOp>(word, {isAdd ? rhs.second : lhs.second,
                                      isAdd ? result.second : rhs.second});
    overflow = emitICmp(ICmpPredicate::Slt, emit<AndOp>(word, {first, second}),
                        wordConstant(0));
  }
  }
  if (type.width == 128)
    return result;
  Wide extended = extendWide(result, type.width, isSigned);
  Value differs = emit<XorOp>(word, {extended.second, result.second});
  overflow = emit<OrOp>(boolean, {overflow, emitICmp(ICmpPredicate::Ne, differs,
                                                     wordConstant(0))});
  return result;
}
