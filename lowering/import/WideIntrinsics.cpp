//===- WideIntrinsics.cpp - Intrinsics of integers of more than 64 bits ---===//
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
#include "lowering/import/WideIntegers.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;
using Opcode = llvm::Instruction;
namespace Intrinsic = llvm::Intrinsic;

/// Bits of the words beyond the type's width.
static unsigned missingBits(const TypeInfo &type) {
  return type.partCount * wordBits - type.width;
}

FunctionImport::Words FunctionImport::emitWideSelect(Value condition,
                                                     ArrayRef<Value> ifTrue,
                                                     ArrayRef<Value> ifFalse) {
  Words results;
  for (auto [a, b] : llvm::zip_equal(ifTrue, ifFalse))
    results.push_back(a == b ? a : emitSelect(condition, a, b));
  return results;
}

/// A number of bits, of which one word is enough, as a wide integer.
FunctionImport::Words FunctionImport::widenCount(Value count,
                                                 const TypeInfo &type) {
  Words words(type.partCount, wordConstant(0));
  words.front() = count;
  return words;
}

/// Bits counted from one end. Zero counts as the width.
Value FunctionImport::emitWideCount(Intrinsic::ID id, const TypeInfo &type,
                                    ArrayRef<Value> value) {
  Type word = integerType(wordBits);
  bool isLeading = id == Intrinsic::ctlz;
  unsigned missing = missingBits(type);
  Words words(value);
  if (missing && isLeading) // Counts the bits above the width, too.
    words = extendWide(value, type.width, /*isSigned=*/false);
  if (missing && !isLeading) // Stops at the width.
    words.back() = emit<OrOp>(
        word,
        {words.back(), wordConstant(uint64_t(1) << (type.width % wordBits))});
  if (!isLeading)
    std::reverse(words.begin(), words.end());
  // From the far end: a word that is not zero counts alone.
  auto count = [&](Value operand) {
    return emitArithmeticIntrinsic(id, operand, word, /*constant=*/0,
                                   FastMath::None);
  };
  Value result = count(words.front());
  for (Value nearer : ArrayRef<Value>(words).drop_front()) {
    Value isZero = emitICmp(ICmpPredicate::Eq, nearer, wordConstant(0));
    Value beyond = emit<AddOp>(word, {result, wordConstant(wordBits)});
    result = emitSelect(isZero, beyond, count(nearer));
  }
  if (missing && isLeading)
    result = emit<SubOp>(word, {result, wordConstant(missing)});
  return result;
}

/// bswap and bitreverse: swap the words, then drop what lay above the width.
FunctionImport::Words FunctionImport::emitWideReverse(Intrinsic::ID id,
                                                      const TypeInfo &type,
                                                      ArrayRef<Value> value) {
  Words whole;
  for (Value word : llvm::reverse(value))
    whole.push_back(emitArithmeticIntrinsic(id, word, integerType(wordBits), 0,
                                            FastMath::None));
  return emitWideShift(Opcode::LShr, whole, wordConstant(missingBits(type)));
}

FunctionImport::Words FunctionImport::emitWideAbs(ArrayRef<Value> value) {
  Value sign = extensionOf(value.back(), /*isSigned=*/true);
  Words flipped;
  for (Value word : value)
    flipped.push_back(emit<XorOp>(integerType(wordBits), {word, sign}));
  return emitWideSum(/*isSub=*/true, flipped, Words(value.size(), sign));
}

/// A constant amount of a funnel shift modulo the width, as one word; null: it
/// is none.
static std::optional<uint64_t> constantAmount(const TypeInfo &type,
                                              ArrayRef<Value> amount) {
  SmallVector<uint64_t, 4> words;
  for (Value word : amount) {
    auto constant = constantWord(word);
    if (!constant)
      return std::nullopt;
    words.push_back(*constant);
  }
  return llvm::APInt(type.width, words).urem(type.width);
}

/// (a << n) | (b >> (width - n)), or the other way round; n is taken modulo the
/// width, a power of two unless n is a constant that was reduced before.
FunctionImport::Words FunctionImport::emitWideFunnel(bool isLeft,
                                                     const TypeInfo &type,
                                                     ArrayRef<Value> a,
                                                     ArrayRef<Value> b,
                                                     Value amount) {
  Type word = integerType(wordBits);
  Words left(a), right = extendWide(b, type.width, /*isSigned=*/false);
  if (auto by = constantWord(amount)) {
    if (*by == 0)
      return isLeft ? left : right;
    Value rest = wordConstant(type.width - *by);
    left = emitWideShift(Opcode::Shl, left, isLeft ? amount : rest);
    right = emitWideShift(Opcode::LShr, right, isLeft ? rest : amount);
  } else {
    Value mask = wordConstant(type.width - 1);
    Value within = emit<AndOp>(word, {amount, mask});
    Value rest = emit<XorOp>(word, {within, mask});
    // Shifting by width - n in two steps stays defined for n = 0.
    Value one = wordConstant(1);
    if (!isLeft)
      left = emitWideShift(Opcode::Shl, left, one);
    left = emitWideShift(Opcode::Shl, left, isLeft ? within : rest);
    if (isLeft)
      right = emitWideShift(Opcode::LShr, right, one);
    right = emitWideShift(Opcode::LShr, right, isLeft ? rest : within);
  }
  for (auto [low, high] : llvm::zip_equal(left, right))
    low = emit<OrOp>(word, {low, high});
  return left;
}

/// Saturating addition and subtraction of whole words.
FunctionImport::Words FunctionImport::emitWideSaturating(Intrinsic::ID id,
                                                         const TypeInfo &type,
                                                         ArrayRef<Value> lhs,
                                                         ArrayRef<Value> rhs) {
  Type word = integerType(wordBits);
  bool isAdd = id == Intrinsic::uadd_sat || id == Intrinsic::sadd_sat;
  bool isSigned = id == Intrinsic::sadd_sat || id == Intrinsic::ssub_sat;
  Value overflow;
  Words result;
  emitWideOverflow(isSigned ? isAdd ? Intrinsic::sadd_with_overflow
                                    : Intrinsic::ssub_with_overflow
                   : isAdd  ? Intrinsic::uadd_with_overflow
                            : Intrinsic::usub_with_overflow,
                   type, lhs, rhs, result, overflow);
  Value all = isSigned ? extensionOf(result.back(), /*isSigned=*/true)
                       : wordConstant(isAdd ? ~uint64_t(0) : 0);
  Words limit(result.size(), all);
  if (isSigned) // The wrapped result has the wrong sign.
    limit.back() = emit<XorOp>(word, {all, wordConstant(uint64_t(1) << 63)});
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
                                       SmallVectorImpl<Value> &results) {
  size_t size = type.partCount;
  if (type.shape != Shape::Wide || operands.size() < size)
    return false; // From or to a float.
  ArrayRef<Value> a = operands.take_front(size);
  ArrayRef<Value> b =
      operands.size() < 2 * size ? a : operands.slice(size, size);
  auto give = [&](const Words &value) {
    llvm::append_range(results, value);
    return true;
  };
  if (auto predicate = pickedBy(id))
    return give(emitWideSelect(emitWideICmp(*predicate, type, a, b), a, b));
  switch (id) {
  case Intrinsic::ctpop: {
    Type word = integerType(wordBits);
    Value sum;
    for (Value part : extendWide(a, type.width, /*isSigned=*/false)) {
      Value count = emit<CtPopOp>(word, part);
      sum = sum ? emit<AddOp>(word, {sum, count}) : count;
    }
    return give(widenCount(sum, type));
  }
  case Intrinsic::ctlz:
  case Intrinsic::cttz:
    return give(widenCount(emitWideCount(id, type, a), type));
  case Intrinsic::bswap:
  case Intrinsic::bitreverse:
    return give(emitWideReverse(id, type, a));
  case Intrinsic::abs:
    return give(emitWideAbs(extendWide(a, type.width, /*isSigned=*/true)));
  case Intrinsic::fshl:
  case Intrinsic::fshr: {
    ArrayRef<Value> amount = operands.drop_front(2 * size);
    auto by = constantAmount(type, amount);
    if (!by && !llvm::isPowerOf2_32(type.width))
      return false;
    return give(emitWideFunnel(id == Intrinsic::fshl, type, a, b,
                               by ? wordConstant(*by) : amount.front()));
  }
  case Intrinsic::sadd_sat:
  case Intrinsic::uadd_sat:
  case Intrinsic::ssub_sat:
  case Intrinsic::usub_sat:
    if (missingBits(type))
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
FunctionImport::Words FunctionImport::emitWideUMulOverflow(ArrayRef<Value> lhs,
                                                           ArrayRef<Value> rhs,
                                                           Value &overflow) {
  assert(lhs.size() == 2 && "of two words");
  Type word = integerType(wordBits), boolean = integerType(1);
  Value zero = wordConstant(0);
  Value bothHigh =
      emit<AndOp>(boolean, {emitICmp(ICmpPredicate::Ne, lhs[1], zero),
                            emitICmp(ICmpPredicate::Ne, rhs[1], zero)});
  Operation *cross =
      emitOverflow(Intrinsic::umul_with_overflow, lhs[1], rhs[0]);
  Operation *otherCross =
      emitOverflow(Intrinsic::umul_with_overflow, rhs[1], lhs[0]);
  Value middle =
      emit<AddOp>(word, {cross->getResult(0), otherCross->getResult(0)});
  Value low = emit<MulOp>(word, {lhs[0], rhs[0]});
  Value carried = emit<UMulHighOp>(word, {lhs[0], rhs[0]});
  Operation *high =
      emitOverflow(Intrinsic::uadd_with_overflow, carried, middle);
  overflow = bothHigh;
  for (Value term :
       {cross->getResult(1), otherCross->getResult(1), high->getResult(1)})
    overflow = emit<OrOp>(boolean, {overflow, term});
  return {low, high->getResult(0)};
}

/// By absolute values: wrong is a product that has a sign it mustn't have.
FunctionImport::Words FunctionImport::emitWideSMulOverflow(ArrayRef<Value> lhs,
                                                           ArrayRef<Value> rhs,
                                                           Value &overflow) {
  Type word = integerType(wordBits), boolean = integerType(1);
  Value zero = wordConstant(0);
  Words product =
      emitWideUMulOverflow(emitWideAbs(lhs), emitWideAbs(rhs), overflow);
  Value signs = emit<XorOp>(word, {lhs[1], rhs[1]});
  Value isNegative = emitICmp(ICmpPredicate::Slt, signs, zero);
  Words negated = emitWideSum(/*isSub=*/true, Words(2, zero), product);
  Words result = emitWideSelect(isNegative, negated, product);
  Value wrongSign =
      emitICmp(ICmpPredicate::Slt, emit<XorOp>(word, {result[1], signs}), zero);
  Value isNonZero = emitICmp(ICmpPredicate::Ne, emitWideOr(product), zero);
  Value isWrong = emit<AndOp>(boolean, {wrongSign, isNonZero});
  overflow = emit<OrOp>(boolean, {overflow, isWrong});
  return result;
}

bool FunctionImport::emitWideOverflow(Intrinsic::ID id, const TypeInfo &type,
                                      ArrayRef<Value> lhs, ArrayRef<Value> rhs,
                                      SmallVectorImpl<Value> &results,
                                      Value &overflow) {
  Type word = integerType(wordBits), boolean = integerType(1);
  bool isSub = id == Intrinsic::usub_with_overflow ||
               id == Intrinsic::ssub_with_overflow;
  bool isSigned = id == Intrinsic::sadd_with_overflow ||
                  id == Intrinsic::ssub_with_overflow ||
                  id == Intrinsic::smul_with_overflow;
  bool isMul = id == Intrinsic::umul_with_overflow ||
               id == Intrinsic::smul_with_overflow;
  if (isMul && type.partCount != 2)
    return false;
  Words left = extendWide(lhs, type.width, isSigned);
  Words right = extendWide(rhs, type.width, isSigned);
  Words result;
  if (isMul) {
    result = isSigned ? emitWideSMulOverflow(left, right, overflow)
                      : emitWideUMulOverflow(left, right, overflow);
  } else if (!isSigned) {
    result = emitWideSum(isSub, left, right, &overflow);
  } else {
    result = emitWideSum(isSub, left, right);
    // Both operands (for a difference, the first and the negated second) have
    // the sign that the result doesn't have.
    Value first = emit<XorOp>(word, {left.back(), result.back()});
    Value second = emit<XorOp>(word, {isSub ? left.back() : right.back(),
                                      isSub ? right.back() : result.back()});
    overflow = emitICmp(ICmpPredicate::Slt, emit<AndOp>(word, {first, second}),
                        wordConstant(0));
  }
  llvm::append_range(results, result);
  if (!missingBits(type))
    return true;
  Words extended = extendWide(result, type.width, isSigned);
  Value differs = emit<XorOp>(word, {extended.back(), result.back()});
  overflow = emit<OrOp>(boolean, {overflow, emitICmp(ICmpPredicate::Ne, differs,
                                                     wordConstant(0))});
  return true;
}
