//===- SelectFloat.cpp - half, float and double ---------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/Selector.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::aarch64;

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

/// Whether instructions compute the operation's first operand type; else it was
/// refused.
bool Selector::isScalarFloat(Operation *op) {
  Type type = op->getOperand(0).getType();
  if (isa<VectorType>(type))
    return refuse("vector arithmetic", op);
  if (type.isF32() || type.isF64() || (type.isF16() && features.fullFp16))
    return true;
  return refuseType(op, type);
}

bool Selector::selectFloatUnary(Operation *op, FloatOneSourceOp instruction) {
  if (!isScalarFloat(op))
    return false;
  Value result = op->getResult(0);
  Fpr from = useFpr(op->getOperand(0));
  Fpr to = resultFpr(result);
  enc.floatOp(instruction, info(result).bytes, to, from);
  define(result, to);
  return true;
}

bool Selector::selectFloatBinary(Operation *op, FloatTwoSourceOp instruction) {
  if (!isScalarFloat(op))
    return false;
  Value result = op->getResult(0);
  Fpr left = useFpr(op->getOperand(0)), right = useFpr(op->getOperand(1));
  Fpr to = resultFpr(result);
  enc.floatOp(instruction, info(result).bytes, to, left, right);
  define(result, to);
  return true;
}

bool Selector::selectFAdd(Operation *op) {
  return selectFloatBinary(op, FloatTwoSourceOp::Fadd);
}
bool Selector::selectFSub(Operation *op) {
  return selectFloatBinary(op, FloatTwoSourceOp::Fsub);
}
bool Selector::selectFMul(Operation *op) {
  return selectFloatBinary(op, FloatTwoSourceOp::Fmul);
}
bool Selector::selectFDiv(Operation *op) {
  return selectFloatBinary(op, FloatTwoSourceOp::Fdiv);
}
bool Selector::selectFRem(Operation *op) { return callLibm(op, "fmod"); }
/// IEEE 754-2008 minNum and maxNum.
bool Selector::selectMinNum(Operation *op) {
  return selectFloatBinary(op, FloatTwoSourceOp::Fminnm);
}
bool Selector::selectMaxNum(Operation *op) {
  return selectFloatBinary(op, FloatTwoSourceOp::Fmaxnm);
}

bool Selector::selectFNeg(Operation *op) {
  return selectFloatUnary(op, FloatOneSourceOp::Fneg);
}
bool Selector::selectFAbs(Operation *op) {
  return selectFloatUnary(op, FloatOneSourceOp::Fabs);
}
bool Selector::selectSqrt(Operation *op) {
  return selectFloatUnary(op, FloatOneSourceOp::Fsqrt);
}

/// The sign bit of the second operand, the rest of the first.
bool Selector::selectCopySign(Operation *op) {
  if (!isScalarFloat(op))
    return false;
  Value result = op->getResult(0);
  unsigned bytes = info(result).bytes;
  Fpr magnitude = useFpr(op->getOperand(0)), sign = useFpr(op->getOperand(1));
  Fpr mask = scratchFpr();
  // -0.0: zero with its top bit set.
  enc.zero(mask);
  if (bytes == 8)
    enc.simd(SimdTwoSameOp::Fneg, Arrangement::D2, mask, mask);
  else
    enc.moviShifted(bytes == 4 ? Arrangement::S2 : Arrangement::H4, mask, 0x80,
                    8 * bytes - 8);
  enc.simd(SimdThreeSameOp::Bsl, Arrangement::B8, mask, sign, magnitude);
  define(result, mask);
  return true;
}

bool Selector::selectMultiplyAdd(Operation *op) {
  if (!isScalarFloat(op))
    return false;
  Value result = op->getResult(0);
  Fpr a = useFpr(op->getOperand(0)), b = useFpr(op->getOperand(1));
  Fpr c = useFpr(op->getOperand(2));
  Fpr to = resultFpr(result);
  enc.floatOp(FloatThreeSourceOp::Fmadd, info(result).bytes, to, a, b, c);
  define(result, to);
  return true;
}

bool Selector::selectFMA(Operation *op) { return selectMultiplyAdd(op); }
/// LLVM fuses it where the target has the instruction.
bool Selector::selectFMulAdd(Operation *op) { return selectMultiplyAdd(op); }

//===----------------------------------------------------------------------===//
// Rounding
//===----------------------------------------------------------------------===//

bool Selector::selectFloor(Operation *op) {
  return selectFloatUnary(op, FloatOneSourceOp::Frintm);
}
bool Selector::selectCeil(Operation *op) {
  return selectFloatUnary(op, FloatOneSourceOp::Frintp);
}
bool Selector::selectFTrunc(Operation *op) {
  return selectFloatUnary(op, FloatOneSourceOp::Frintz);
}
bool Selector::selectRInt(Operation *op) {
  return selectFloatUnary(op, FloatOneSourceOp::Frintx);
}
bool Selector::selectNearbyInt(Operation *op) {
  return selectFloatUnary(op, FloatOneSourceOp::Frinti);
}
bool Selector::selectRound(Operation *op) {
  return selectFloatUnary(op, FloatOneSourceOp::Frinta);
}
bool Selector::selectRoundEven(Operation *op) {
  return selectFloatUnary(op, FloatOneSourceOp::Frintn);
}

bool Selector::selectLRInt(Operation *op) {
  if (!isScalarFloat(op))
    return false;
  Value operand = op->getOperand(0), result = op->getResult(0);
  Fpr from = useFpr(operand);
  Fpr rounded = scratchFpr();
  Gpr to = resultGpr(result);
  unsigned bytes = info(operand).bytes;
  enc.floatOp(FloatOneSourceOp::Frintx, bytes, rounded, from);
  enc.floatToInteger(FloatToIntegerOp::Fcvtzs,
                     bitsOf(result.getType()) == 64 ? 8 : 4, bytes, to,
                     rounded);
  define(result, to);
  return true;
}

bool Selector::selectLRound(Operation *op) {
  if (!isScalarFloat(op))
    return false;
  Value operand = op->getOperand(0), result = op->getResult(0);
  Fpr from = useFpr(operand);
  Gpr to = resultGpr(result);
  enc.floatToInteger(FloatToIntegerOp::Fcvtas,
                     bitsOf(result.getType()) == 64 ? 8 : 4,
                     info(operand).bytes, to, from);
  define(result, to);
  return true;
}

/// Calls the routine `base` of the C library, `basef` for float.
bool Selector::callLibm(Operation *op, StringRef base) {
  if (!isScalarFloat(op))
    return false;
  Type type = op->getOperand(0).getType();
  if (type.isF16())
    return refuse("frem of f16", op);
  SmallVector<Value, 3> args(op->getOperands());
  callRuntime(type.isF32() ? module.object.intern(base + "f") : base, args,
              op->getResults());
  return true;
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

/// The conditions after fcmp (Arm ARM, table C1-1): two where one doesn't say
/// it.
static std::pair<Cond, Cond> condOf(FCmpPredicate predicate) {
  switch (predicate) {
  case FCmpPredicate::Oeq:
    return {Cond::EQ, Cond::AL};
  case FCmpPredicate::Ogt:
    return {Cond::GT, Cond::AL};
  case FCmpPredicate::Oge:
    return {Cond::GE, Cond::AL};
  case FCmpPredicate::Olt:
    return {Cond::MI, Cond::AL};
  case FCmpPredicate::Ole:
    return {Cond::LS, Cond::AL};
  case FCmpPredicate::One:
    return {Cond::MI, Cond::GT};
  case FCmpPredicate::Ord:
    return {Cond::VC, Cond::AL};
  case FCmpPredicate::Uno:
    return {Cond::VS, Cond::AL};
  case FCmpPredicate::Ueq:
    return {Cond::EQ, Cond::VS};
  case FCmpPredicate::Ugt:
    return {Cond::HI, Cond::AL};
  case FCmpPredicate::Uge:
    return {Cond::PL, Cond::AL};
  case FCmpPredicate::Ult:
    return {Cond::LT, Cond::AL};
  case FCmpPredicate::Ule:
    return {Cond::LE, Cond::AL};
  case FCmpPredicate::Une:
    return {Cond::NE, Cond::AL};
  case FCmpPredicate::False:
  case FCmpPredicate::True:
    return {Cond::AL, Cond::AL};
  }
  llvm_unreachable("unknown predicate");
}

Selector::Condition Selector::compareFloats(Value lhs, Value rhs,
                                            FCmpPredicate predicate) {
  unsigned width = info(lhs).bytes;
  Fpr left = useFpr(lhs);
  ValueInfo &other = info(rhs);
  bool isZero = other.kind == ValueKind::Constant &&
                propertiesOf<ConstantOp>(other.definition).bits.low == 0;
  if (isZero)
    enc.fcmpZero(width, left);
  else
    enc.fcmp(width, left, useFpr(rhs));
  Condition condition;
  std::tie(condition.cond, condition.extra) = condOf(predicate);
  condition.isInverted = predicate == FCmpPredicate::False;
  return condition;
}

bool Selector::selectFCmp(Operation *op) {
  if (!isScalarFloat(op))
    return false;
  Value result = op->getResult(0);
  if (nextTakesCondition(op)) {
    info(result).deferred = true;
    return true;
  }
  Condition condition = compareFloats(op->getOperand(0), op->getOperand(1),
                                      propertiesOf<FCmpOp>(op).predicate);
  flagsLive = true;
  Gpr to = resultGpr(result);
  setCondition(condition, to);
  flagsLive = false;
  define(result, to, 64);
  return true;
}

//===----------------------------------------------------------------------===//
// Conversion
//===----------------------------------------------------------------------===//

static bool isConvertible(Type type) {
  return type.isF16() || type.isF32() || type.isF64();
}

bool Selector::convertFloat(Operation *op) {
  Value operand = op->getOperand(0), result = op->getResult(0);
  if (!isConvertible(operand.getType()) || !isConvertible(result.getType()))
    return refuseConversion(op);
  Fpr from = useFpr(operand);
  Fpr to = resultFpr(result);
  enc.fcvt(info(result).bytes, info(operand).bytes, to, from);
  define(result, to);
  return true;
}

bool Selector::selectFPTrunc(Operation *op) { return convertFloat(op); }
bool Selector::selectFPExt(Operation *op) { return convertFloat(op); }

bool Selector::selectFloatToInteger(Operation *op, bool isSigned) {
  if (!isScalarFloat(op))
    return false;
  Value operand = op->getOperand(0), result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  Fpr from = useFpr(operand);
  Gpr to = resultGpr(result);
  enc.floatToInteger(isSigned ? FloatToIntegerOp::Fcvtzs
                              : FloatToIntegerOp::Fcvtzu,
                     bits <= 32 ? 4 : 8, info(operand).bytes, to, from);
  define(result, to, bits == 32 ? 64 : 0);
  return true;
}

bool Selector::selectFPToSI(Operation *op) {
  return selectFloatToInteger(op, /*isSigned=*/true);
}
bool Selector::selectFPToUI(Operation *op) {
  return selectFloatToInteger(op, /*isSigned=*/false);
}

/// The instructions saturate at their width; narrower types need a limit.
bool Selector::selectSaturatingConversion(Operation *op, bool isSigned) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType()), width = bits <= 32 ? 4 : 8;
  if (bits == 32 || bits == 64)
    return selectFloatToInteger(op, isSigned);
  if (!isScalarFloat(op))
    return false;
  Value operand = op->getOperand(0);
  Fpr from = useFpr(operand);
  Gpr to = resultGpr(result);
  enc.floatToInteger(isSigned ? FloatToIntegerOp::Fcvtzs
                              : FloatToIntegerOp::Fcvtzu,
                     width, info(operand).bytes, to, from);
  uint64_t greatest =
      llvm::maskTrailingOnes<uint64_t>(isSigned ? bits - 1 : bits);
  enc.movImm(width, scratch, greatest);
  enc.cmp(width, to, scratch);
  enc.csel(width, to, to, scratch, isSigned ? Cond::LE : Cond::LS);
  if (isSigned) {
    enc.movImm(width, scratch, ~greatest);
    enc.cmp(width, to, scratch);
    enc.csel(width, to, to, scratch, Cond::GE);
  }
  define(result, to);
  return true;
}

bool Selector::selectFPToSISat(Operation *op) {
  return selectSaturatingConversion(op, /*isSigned=*/true);
}
bool Selector::selectFPToUISat(Operation *op) {
  return selectSaturatingConversion(op, /*isSigned=*/false);
}

bool Selector::selectIntegerToFloat(Operation *op, bool isSigned) {
  Value operand = op->getOperand(0), result = op->getResult(0);
  Type type = result.getType();
  if (!type.isF32() && !type.isF64() && !(type.isF16() && features.fullFp16)) {
    std::string text;
    llvm::raw_string_ostream(text)
        << op->getName().stripDialect() << " to " << type;
    return refuse(text, op);
  }
  unsigned width = bitsOf(operand.getType()) <= 32 ? 4 : 8;
  Gpr from = useExtended(operand, isSigned, 8 * width);
  Fpr to = resultFpr(result);
  enc.integerToFloat(isSigned ? IntegerToFloatOp::Scvtf
                              : IntegerToFloatOp::Ucvtf,
                     width, info(result).bytes, to, from);
  define(result, to);
  return true;
}

bool Selector::selectSIToFP(Operation *op) {
  return selectIntegerToFloat(op, /*isSigned=*/true);
}
bool Selector::selectUIToFP(Operation *op) {
  return selectIntegerToFloat(op, /*isSigned=*/false);
}

bool Selector::selectBitcast(Operation *op) {
  Value operand = op->getOperand(0), result = op->getResult(0);
  ValueInfo &from = info(operand), &to = info(result);
  if (from.bank == to.bank)
    return selectFreeze(op);
  unsigned width = std::max<unsigned>(4, from.bytes);
  if (to.bank == Bank::Float) {
    Gpr source = useGprOrZero(operand);
    Fpr reg = resultFpr(result);
    enc.fmov(width, reg, source);
    define(result, reg);
    return true;
  }
  Fpr source = useFpr(operand);
  Gpr reg = resultGpr(result);
  enc.fmov(width, reg, source);
  define(result, reg, to.bytes == 4 ? 64 : 0);
  return true;
}
