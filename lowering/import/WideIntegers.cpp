//===- WideIntegers.cpp - Integers of 65 to 128 bits as two i64 -----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Folded IR. The low i64 comes first. Of a type of W < 128 bits, the bits from
// W up are undefined, as those of a narrow integer in a register are; whoever
// depends on them extends first.
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"
#include "llvm/IR/Constants.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;
using Opcode = llvm::Instruction;

/// The value of a constant operation.
static std::optional<uint64_t> constantValue(Value value) {
  Operation *op = value.getDefiningOp();
  if (!op || headerOf(op).opcode != opcodeOf<ConstantOp>())
    return std::nullopt;
  return propertiesOf<ConstantOp>(op).bits.low;
}

FunctionImport::Wide FunctionImport::extendWide(Wide value, unsigned width,
                                                bool isSigned) {
  if (width >= 128)
    return value;
  Type word = integerType(64);
  unsigned kept = width - 64;
  if (!isSigned)
    return {value.first,
            emit<AndOp>(
                word, {value.second, wordConstant((uint64_t(1) << kept) - 1)})};
  Value distance = wordConstant(64 - kept);
  Value high = emit<ShlOp>(word, {value.second, distance});
  return {value.first, emit<AShrOp>(word, {high, distance})};
}

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

FunctionImport::Wide FunctionImport::emitWideAdd(Wide lhs, Wide rhs,
                                                 Value *carry) {
  Type word = integerType(64);
  Operation *low =
      emitOverflow(llvm::Intrinsic::uadd_with_overflow, lhs.first, rhs.first);
  Value carried = emit<ZExtOp>(word, low->getResult(1));
  if (!carry) {
    Value high = emit<AddOp>(word, {lhs.second, rhs.second});
    return {low->getResult(0), emit<AddOp>(word, {high, carried})};
  }
  Operation *high =
      emitOverflow(llvm::Intrinsic::uadd_with_overflow, lhs.second, rhs.second);
  Operation *sum = emitOverflow(llvm::Intrinsic::uadd_with_overflow,
                                high->getResult(0), carried);
  *carry = emit<OrOp>(integerType(1), {high->getResult(1), sum->getResult(1)});
  return {low->getResult(0), sum->getResult(0)};
}

FunctionImport::Wide FunctionImport::emitWideSub(Wide lhs, Wide rhs,
                                                 Value *borrow) {
  Type word = integerType(64);
  Operation *low =
      emitOverflow(llvm::Intrinsic::usub_with_overflow, lhs.first, rhs.first);
  Value borrowed = emit<ZExtOp>(word, low->getResult(1));
  if (!borrow) {
    Value high = emit<SubOp>(word, {lhs.second, rhs.second});
    return {low->getResult(0), emit<SubOp>(word, {high, borrowed})};
  }
  Operation *high =
      emitOverflow(llvm::Intrinsic::usub_with_overflow, lhs.second, rhs.second);
  Operation *difference = emitOverflow(llvm::Intrinsic::usub_with_overflow,
                                       high->getResult(0), borrowed);
  *borrow = emit<OrOp>(integerType(1),
                       {high->getResult(1), difference->getResult(1)});
  return {low->getResult(0), difference->getResult(0)};
}

FunctionImport::Wide FunctionImport::emitWideMul(Wide lhs, Wide rhs) {
  Type word = integerType(64);
  Value low = emit<MulOp>(word, {lhs.first, rhs.first});
  Value high = emit<UMulHighOp>(word, {lhs.first, rhs.first});
  for (auto [a, b] :
       {std::pair(lhs.first, rhs.second), std::pair(lhs.second, rhs.first)})
    if (constantValue(a) != 0 && constantValue(b) != 0)
      high = emit<AddOp>(word, {high, emit<MulOp>(word, {a, b})});
  return {low, high};
}

/// `amount` is the low word of the amount, below 128.
FunctionImport::Wide FunctionImport::emitWideShift(unsigned opcode, Wide value,
                                                   Value amount) {
  Type word = integerType(64);
  bool isLeft = opcode == Opcode::Shl;
  auto shift = [&](Value operand, Value by) {
    return emitBinary(opcode, operand, by, 0, FastMath::None);
  };
  // What bits come from, and what fills what they leave.
  Value from = isLeft ? value.first : value.second;
  auto fill = [&] {
    return opcode == Opcode::AShr ? shift(from, wordConstant(63))
                                  : wordConstant(0);
  };
  auto funnel = [&](Value by) {
    Value operands[] = {value.second, value.first, by};
    return isLeft ? emit<FShlOp>(word, operands) : emit<FShrOp>(word, operands);
  };
  auto result = [&](Value newFrom, Value newTo) {
    return isLeft ? Wide(newFrom, newTo) : Wide(newTo, newFrom);
  };
  if (auto by = constantValue(amount)) {
    if (*by == 0)
      return value;
    if (*by < 64)
      return result(shift(from, amount), funnel(amount));
    if (*by == 64)
      return result(fill(), from);
    return result(fill(), shift(from, wordConstant(*by & 63)));
  }
  Value within = emit<AndOp>(word, {amount, wordConstant(63)});
  Value isLong = emitICmp(ICmpPredicate::Ugt, amount, wordConstant(63));
  Value shifted = shift(from, within);
  return result(emitSelect(isLong, fill(), shifted),
                emitSelect(isLong, shifted, funnel(within)));
}

FunctionImport::Wide FunctionImport::emitWideDivision(unsigned opcode,
                                                      unsigned width, Wide lhs,
                                                      Wide rhs) {
  bool isSigned = opcode == Opcode::SDiv || opcode == Opcode::SRem;
  StringRef name = opcode == Opcode::SDiv   ? "__divti3"
                   : opcode == Opcode::UDiv ? "__udivti3"
                   : opcode == Opcode::SRem ? "__modti3"
                                            : "__umodti3";
  lhs = extendWide(lhs, width, isSigned);
  rhs = extendWide(rhs, width, isSigned);
  Type wide = integerType(128);
  Parts results;
  emitLibraryCall(name, wide, {wide, wide},
                  {lhs.first, lhs.second, rhs.first, rhs.second}, results);
  return {results[0], results[1]};
}

FunctionImport::Wide FunctionImport::emitWideBinary(unsigned opcode,
                                                    const TypeInfo &type,
                                                    Wide lhs, Wide rhs) {
  switch (opcode) {
  case Opcode::Add:
    return emitWideAdd(lhs, rhs);
  case Opcode::Sub:
    return emitWideSub(lhs, rhs);
  case Opcode::Mul:
    return emitWideMul(lhs, rhs);
  case Opcode::UDiv:
  case Opcode::SDiv:
  case Opcode::URem:
  case Opcode::SRem:
    return emitWideDivision(opcode, type.width, lhs, rhs);
  case Opcode::Shl:
    return emitWideShift(opcode, lhs, rhs.first);
  case Opcode::LShr:
  case Opcode::AShr:
    return emitWideShift(
        opcode, extendWide(lhs, type.width, opcode == Opcode::AShr), rhs.first);
  default: // Bitwise.
    return {emitBinary(opcode, lhs.first, rhs.first, 0, FastMath::None),
            emitBinary(opcode, lhs.second, rhs.second, 0, FastMath::None)};
  }
}

//===----------------------------------------------------------------------===//
// Comparison and conversion
//===----------------------------------------------------------------------===//

static bool isSignedPredicate(ICmpPredicate predicate) {
  return predicate >= ICmpPredicate::Sgt;
}

Value FunctionImport::emitWideICmp(ICmpPredicate predicate,
                                   const TypeInfo &type, Wide lhs, Wide rhs) {
  Type word = integerType(64);
  bool isSigned = isSignedPredicate(predicate);
  lhs = extendWide(lhs, type.width, isSigned);
  rhs = extendWide(rhs, type.width, isSigned);
  if (predicate == ICmpPredicate::Eq || predicate == ICmpPredicate::Ne) {
    Value low = emit<XorOp>(word, {lhs.first, rhs.first});
    Value high = emit<XorOp>(word, {lhs.second, rhs.second});
    Value either = emit<OrOp>(word, {low, high});
    return emitICmp(predicate, either, wordConstant(0));
  }
  auto unsignedPredicate =
      isSigned ? ICmpPredicate(uint8_t(predicate) - 4) : predicate;
  Value low = emitICmp(unsignedPredicate, lhs.first, rhs.first);
  Value high = emitICmp(predicate, lhs.second, rhs.second);
  Value isTie = emitICmp(ICmpPredicate::Eq, lhs.second, rhs.second);
  return emitSelect(isTie, low, high);
}

/// compiler-rt's letters for a float type.
static StringRef floatLetters(Type type) {
  return type.isF32() ? "sf" : type.isF64() ? "df" : "xf";
}

void FunctionImport::emitWideToOrFromFloat(unsigned opcode,
                                           const TypeInfo &from,
                                           const TypeInfo &to,
                                           ArrayRef<Value> operand,
                                           SmallVectorImpl<Value> &results) {
  Type wide = integerType(128);
  if (opcode == Opcode::FPToSI || opcode == Opcode::FPToUI) {
    std::string name = opcode == Opcode::FPToSI ? "__fix" : "__fixuns";
    name += (floatLetters(from.scalar) + "ti").str();
    return emitLibraryCall(name, wide, from.scalar, operand, results);
  }
  bool isSigned = opcode == Opcode::SIToFP;
  std::string name = isSigned ? "__floatti" : "__floatunti";
  name += floatLetters(to.scalar);
  Wide value = extendWide({operand[0], operand[1]}, from.width, isSigned);
  emitLibraryCall(name, to.scalar, wide, {value.first, value.second}, results);
}

void FunctionImport::emitWideCast(unsigned opcode, const TypeInfo &from,
                                  const TypeInfo &to, ArrayRef<Value> operand,
                                  SmallVectorImpl<Value> &results) {
  Type word = integerType(64);
  bool isFromWide = from.shape == Shape::Wide;
  auto toWord = [&](unsigned opcode) {
    return from.width == 64
               ? operand[0]
               : emitCast(opcode, operand[0], word, 0, FastMath::None);
  };
  switch (opcode) {
  case Opcode::Trunc:
    results.push_back(to.width == 64 || to.shape == Shape::Wide
                          ? operand[0]
                          : emit<TruncOp>(to.scalar, operand[0]));
    if (to.shape == Shape::Wide)
      results.push_back(operand[1]);
    return;
  case Opcode::IntToPtr:
    results.push_back(emit<IntToPtrOp>(to.scalar, operand[0]));
    return;
  case Opcode::PtrToInt:
  case Opcode::PtrToAddr:
    results.push_back(emit<PtrToIntOp>(word, operand[0]));
    results.push_back(wordConstant(0));
    return;
  case Opcode::ZExt:
  case Opcode::SExt: {
    bool isSigned = opcode == Opcode::SExt;
    if (isFromWide) {
      Wide value = extendWide({operand[0], operand[1]}, from.width, isSigned);
      results.append({value.first, value.second});
      return;
    }
    results.push_back(toWord(opcode));
    results.push_back(
        isSigned ? emit<AShrOp>(word, {results.back(), wordConstant(63)})
                 : wordConstant(0));
    return;
  }
  default:
    return emitWideToOrFromFloat(opcode, from, to, operand, results);
  }
}
