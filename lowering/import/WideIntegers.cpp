//===- WideIntegers.cpp - Integers of more than 64 bits as lists of i64 ---===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Folded IR. The low word comes first. Of a type whose width is no multiple of
// 64, the bits of the last word from the width up are undefined, as those of a
// narrow integer in a register are; whoever depends on them extends first.
//
//===----------------------------------------------------------------------===//

#include "lowering/import/WideIntegers.h"
#include "lowering/import/FunctionImport.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;
using Opcode = llvm::Instruction;

FunctionImport::Words FunctionImport::extendWide(ArrayRef<Value> value,
                                                 unsigned width,
                                                 bool isSigned) {
  Words words(value);
  unsigned kept = width % wordBits;
  if (kept == 0)
    return words;
  Type word = integerType(wordBits);
  Value &top = words.back();
  if (!isSigned) {
    top = emit<AndOp>(word, {top, wordConstant((uint64_t(1) << kept) - 1)});
    return words;
  }
  Value distance = wordConstant(wordBits - kept);
  top = emit<ShlOp>(word, {top, distance});
  top = emit<AShrOp>(word, {top, distance});
  return words;
}

/// What fills the words above an extended value.
Value FunctionImport::extensionOf(Value top, bool isSigned) {
  return isSigned ? emit<AShrOp>(integerType(wordBits),
                                 {top, wordConstant(wordBits - 1)})
                  : wordConstant(0);
}

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

/// The sum, or with `isSub` the difference; `carry`: where the carry or borrow
/// out of the last word goes, null if nobody asks.
FunctionImport::Words FunctionImport::emitWideSum(bool isSub,
                                                  ArrayRef<Value> lhs,
                                                  ArrayRef<Value> rhs,
                                                  Value *carry) {
  Type word = integerType(wordBits);
  auto id = isSub ? llvm::Intrinsic::usub_with_overflow
                  : llvm::Intrinsic::uadd_with_overflow;
  auto plain = [&](Value a, Value b) {
    return isSub ? emit<SubOp>(word, {a, b}) : emit<AddOp>(word, {a, b});
  };
  Words results;
  Value carried; // Into the word, as an i64; null: nothing.
  for (auto [i, a] : llvm::enumerate(lhs)) {
    if (i + 1 == lhs.size() && !carry) {
      Value sum = plain(a, rhs[i]);
      results.push_back(carried ? plain(sum, carried) : sum);
      break;
    }
    Operation *sum = emitOverflow(id, a, rhs[i]);
    Value overflow = sum->getResult(1);
    if (carried) {
      sum = emitOverflow(id, sum->getResult(0), carried);
      overflow = emit<OrOp>(integerType(1), {overflow, sum->getResult(1)});
    }
    results.push_back(sum->getResult(0));
    if (i + 1 == lhs.size())
      *carry = overflow;
    else
      carried = emit<ZExtOp>(word, overflow);
  }
  return results;
}

/// The product of the words by hand: each product of two words is added, low
/// and high half, where it belongs, and its carry goes up.
FunctionImport::Words FunctionImport::emitWideMul(ArrayRef<Value> lhs,
                                                  ArrayRef<Value> rhs) {
  Type word = integerType(wordBits);
  Words sum(lhs.size()); // Null: still zero.
  auto add = [&](Value value, size_t at) {
    for (; at < sum.size(); ++at) {
      if (!sum[at]) {
        sum[at] = value;
        return;
      }
      if (at + 1 == sum.size()) {
        sum[at] = emit<AddOp>(word, {sum[at], value});
        return;
      }
      Operation *op =
          emitOverflow(llvm::Intrinsic::uadd_with_overflow, sum[at], value);
      sum[at] = op->getResult(0);
      value = emit<ZExtOp>(word, op->getResult(1));
    }
  };
  for (size_t i = 0; i < lhs.size(); ++i)
    for (size_t j = 0; i + j < lhs.size(); ++j) {
      if (constantWord(lhs[i]) == 0 || constantWord(rhs[j]) == 0)
        continue;
      add(emit<MulOp>(word, {lhs[i], rhs[j]}), i + j);
      if (i + j + 1 < lhs.size())
        add(emit<UMulHighOp>(word, {lhs[i], rhs[j]}), i + j + 1);
    }
  for (Value &value : sum)
    if (!value)
      value = wordConstant(0);
  return sum;
}

/// Moves whole words by `count`, up for a left shift, else down.
static void moveWords(SmallVectorImpl<Value> &words, size_t count, bool isLeft,
                      Value fill) {
  size_t size = words.size(), kept = size - std::min(count, size);
  if (isLeft) {
    std::move_backward(words.begin(), words.begin() + kept, words.end());
    std::fill(words.begin(), words.end() - kept, fill);
  } else {
    std::move(words.end() - kept, words.end(), words.begin());
    std::fill(words.begin() + kept, words.end(), fill);
  }
}

/// Shifts by `amount`, a word below 64. Zeros that were moved in stay zeros.
void FunctionImport::shiftWithinWords(unsigned opcode,
                                      SmallVectorImpl<Value> &words,
                                      Value amount) {
  Type word = integerType(wordBits);
  auto isZero = [&](Value value) {
    return opcode != Opcode::AShr && constantWord(value) == 0;
  };
  // `from`: the neighbour that bits come from, null for the last word.
  auto shift = [&](Value value, Value from) {
    if (from && !isZero(from))
      return opcode == Opcode::Shl ? emit<FShlOp>(word, {value, from, amount})
                                   : emit<FShrOp>(word, {from, value, amount});
    return isZero(value) ? value
                         : emitBinary(opcode, value, amount, 0, FastMath::None);
  };
  size_t size = words.size();
  if (opcode == Opcode::Shl)
    for (size_t i = size; i-- > 0;)
      words[i] = shift(words[i], i > 0 ? words[i - 1] : Value());
  else
    for (size_t i = 0; i < size; ++i)
      words[i] = shift(words[i], i + 1 < size ? words[i + 1] : Value());
}

/// `amount` is the low word of the amount, which is below the width. A variable
/// one first moves whole words, by powers of two from the largest down.
FunctionImport::Words FunctionImport::emitWideShift(unsigned opcode,
                                                    ArrayRef<Value> value,
                                                    Value amount) {
  Type word = integerType(wordBits);
  bool isLeft = opcode == Opcode::Shl;
  Words words(value);
  auto by = constantWord(amount);
  Value fill;
  if (!by || *by >= wordBits)
    fill = extensionOf(value.back(), opcode == Opcode::AShr);
  if (by) {
    moveWords(words, *by / wordBits, isLeft, fill);
    if (*by % wordBits)
      shiftWithinWords(opcode, words, wordConstant(*by % wordBits));
    return words;
  }
  for (size_t step = llvm::bit_floor(words.size() - 1); step > 0; step /= 2) {
    Value below = wordConstant(step * wordBits - 1);
    Value isMoved = emitICmp(ICmpPredicate::Ugt, amount, below);
    amount = emit<AndOp>(word, {amount, below});
    Words moved(words);
    moveWords(moved, step, isLeft, fill);
    words = emitWideSelect(isMoved, moved, words);
  }
  shiftWithinWords(opcode, words, amount);
  return words;
}

/// By the runtime's routines for 128 bits.
FunctionImport::Words FunctionImport::emitWideDivision(unsigned opcode,
                                                       unsigned width,
                                                       ArrayRef<Value> lhs,
                                                       ArrayRef<Value> rhs) {
  bool isSigned = opcode == Opcode::SDiv || opcode == Opcode::SRem;
  StringRef name = opcode == Opcode::SDiv   ? "__divti3"
                   : opcode == Opcode::UDiv ? "__udivti3"
                   : opcode == Opcode::SRem ? "__modti3"
                                            : "__umodti3";
  Words operands = extendWide(lhs, width, isSigned);
  llvm::append_range(operands, extendWide(rhs, width, isSigned));
  Type wide = integerType(128);
  Words results;
  emitLibraryCall(name, wide, {wide, wide}, operands, results);
  return results;
}

/// Words of the widest type that is multiplied here.
static constexpr size_t maxFactor = 16;

FunctionImport::Words FunctionImport::emitWideBinary(unsigned opcode,
                                                     const TypeInfo &type,
                                                     ArrayRef<Value> lhs,
                                                     ArrayRef<Value> rhs) {
  switch (opcode) {
  case Opcode::Add:
    return emitWideSum(/*isSub=*/false, lhs, rhs);
  case Opcode::Sub:
    return emitWideSum(/*isSub=*/true, lhs, rhs);
  case Opcode::Mul:
    if (lhs.size() <= maxFactor)
      return emitWideMul(lhs, rhs);
    refuse("i" + llvm::Twine(type.width) + " mul");
    return Words(lhs);
  case Opcode::UDiv:
  case Opcode::SDiv:
  case Opcode::URem:
  case Opcode::SRem:
    if (type.width <= 128)
      return emitWideDivision(opcode, type.width, lhs, rhs);
    refuse("i" + llvm::Twine(type.width) + " " +
           llvm::Instruction::getOpcodeName(opcode));
    return Words(lhs);
  case Opcode::Shl:
    return emitWideShift(opcode, lhs, rhs.front());
  case Opcode::LShr:
  case Opcode::AShr:
    return emitWideShift(opcode,
                         extendWide(lhs, type.width, opcode == Opcode::AShr),
                         rhs.front());
  default: { // Bitwise.
    Words results;
    for (auto [a, b] : llvm::zip_equal(lhs, rhs))
      results.push_back(emitBinary(opcode, a, b, 0, FastMath::None));
    return results;
  }
  }
}

//===----------------------------------------------------------------------===//
// Comparison and conversion
//===----------------------------------------------------------------------===//

static bool isSignedPredicate(ICmpPredicate predicate) {
  return predicate >= ICmpPredicate::Sgt;
}

/// Whether any bit of the words is set, as one word.
Value FunctionImport::emitWideOr(ArrayRef<Value> words) {
  Value either = words.front();
  for (Value next : words.drop_front())
    either = emit<OrOp>(integerType(wordBits), {either, next});
  return either;
}

Value FunctionImport::emitWideICmp(ICmpPredicate predicate,
                                   const TypeInfo &type, ArrayRef<Value> lhs,
                                   ArrayRef<Value> rhs) {
  Type word = integerType(wordBits);
  bool isSigned = isSignedPredicate(predicate);
  Words left = extendWide(lhs, type.width, isSigned);
  Words right = extendWide(rhs, type.width, isSigned);
  if (predicate == ICmpPredicate::Eq || predicate == ICmpPredicate::Ne) {
    for (auto [a, b] : llvm::zip_equal(left, right))
      a = emit<XorOp>(word, {a, b});
    return emitICmp(predicate, emitWideOr(left), wordConstant(0));
  }
  // The highest words that differ decide.
  auto unsignedPredicate =
      isSigned ? ICmpPredicate(uint8_t(predicate) - 4) : predicate;
  Value result = emitICmp(unsignedPredicate, left[0], right[0]);
  for (size_t i = 1; i < left.size(); ++i) {
    bool isTop = i + 1 == left.size();
    Value here =
        emitICmp(isTop ? predicate : unsignedPredicate, left[i], right[i]);
    Value isTie = emitICmp(ICmpPredicate::Eq, left[i], right[i]);
    result = emitSelect(isTie, result, here);
  }
  return result;
}

/// By the runtime's routines for 128 bits.
void FunctionImport::emitWideToOrFromFloat(unsigned opcode,
                                           const TypeInfo &from,
                                           const TypeInfo &to,
                                           ArrayRef<Value> operand,
                                           SmallVectorImpl<Value> &results) {
  if (std::max(from.width, to.width) > 128) {
    refuse("i" + llvm::Twine(std::max(from.width, to.width)) + " " +
           llvm::Instruction::getOpcodeName(opcode));
    return poisonParts(to, results);
  }
  Type wide = integerType(128);
  if (from.host->is16bitFPTy())
    return emitWideToOrFromFloat(
        opcode, typeOf(llvm::Type::getFloatTy(host->getContext())), to,
        promoted(operand.front()), results);
  if (to.host->isBFloatTy() && module.target.roundsBFloat) {
    refuse("i" + llvm::Twine(from.width) + " " +
           llvm::Instruction::getOpcodeName(opcode) + " to bfloat");
    return poisonParts(to, results);
  }
  if (to.host->is16bitFPTy()) {
    Words rounded;
    emitWideToOrFromFloat(opcode, from,
                          typeOf(llvm::Type::getFloatTy(host->getContext())),
                          operand, rounded);
    results.push_back(demoted(rounded.front(), to.scalar));
    return;
  }
  if (opcode == Opcode::FPToSI || opcode == Opcode::FPToUI) {
    std::string name = opcode == Opcode::FPToSI ? "__fix" : "__fixuns";
    name += (floatLetters(from.scalar) + "ti").str();
    return emitLibraryCall(name, wide, from.scalar, operand, results);
  }
  bool isSigned = opcode == Opcode::SIToFP;
  std::string name = isSigned ? "__floatti" : "__floatunti";
  name += floatLetters(to.scalar);
  emitLibraryCall(name, to.scalar, wide,
                  extendWide(operand, from.width, isSigned), results);
}

void FunctionImport::emitWideCast(unsigned opcode, const TypeInfo &from,
                                  const TypeInfo &to, ArrayRef<Value> operand,
                                  SmallVectorImpl<Value> &results) {
  Type word = integerType(wordBits);
  switch (opcode) {
  case Opcode::Trunc:
    if (to.shape == Shape::Wide)
      llvm::append_range(results, operand.take_front(to.partCount));
    else
      results.push_back(to.width == wordBits
                            ? operand[0]
                            : emit<TruncOp>(to.scalar, operand[0]));
    return;
  case Opcode::IntToPtr:
    results.push_back(emit<IntToPtrOp>(to.scalar, operand[0]));
    return;
  case Opcode::PtrToInt:
  case Opcode::PtrToAddr:
    results.push_back(emit<PtrToIntOp>(word, operand[0]));
    results.append(to.partCount - 1, wordConstant(0));
    return;
  case Opcode::ZExt:
  case Opcode::SExt: {
    bool isSigned = opcode == Opcode::SExt;
    Words words;
    if (from.shape == Shape::Wide)
      words = extendWide(operand, from.width, isSigned);
    else if (from.width == wordBits)
      words.push_back(operand[0]);
    else
      words.push_back(emitCast(opcode, operand[0], word, 0, FastMath::None));
    if (words.size() < to.partCount)
      words.append(to.partCount - words.size(),
                   extensionOf(words.back(), isSigned));
    llvm::append_range(results, words);
    return;
  }
  default:
    return emitWideToOrFromFloat(opcode, from, to, operand, results);
  }
}
