//===- SelectFloat.cpp - float and double by SSE, half by F16C ------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/Selector.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::x86_64;

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

/// Whether instructions or libm compute floats of the type; else the operation
/// was refused.
bool Selector::isScalarFloat(Operation *op, Type type) {
  if (isa<VectorType>(type))
    return refuse("vector arithmetic", op);
  if (type.isF32() || type.isF64() || type.isF80())
    return true;
  return refuseType(op, type);
}

bool Selector::selectFloatBinary(Operation *op, SseOp single, SseOp doubled,
                                 bool commutes) {
  if (!isScalarFloat(op))
    return false;
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  Value result = op->getResult(0);
  if (info(result).bank == Bank::Memory)
    return selectX87Binary(op);
  if (commutes && info(lhs).deferred && !info(rhs).deferred)
    std::swap(lhs, rhs);
  SseOp instruction = info(result).bytes == 4 ? single : doubled;
  Xmm to = takeXmmForResult(lhs, result, rhs);
  if (auto mem = floatMemory(rhs))
    enc.sse(instruction, to, *mem);
  else
    enc.sse(instruction, to, useXmm(rhs));
  define(result, to);
  return true;
}

bool Selector::selectFAdd(Operation *op) {
  return selectFloatBinary(op, SseOp::Addss, SseOp::Addsd, true);
}
bool Selector::selectFSub(Operation *op) {
  return selectFloatBinary(op, SseOp::Subss, SseOp::Subsd, false);
}
bool Selector::selectFMul(Operation *op) {
  return selectFloatBinary(op, SseOp::Mulss, SseOp::Mulsd, true);
}
bool Selector::selectFDiv(Operation *op) {
  return selectFloatBinary(op, SseOp::Divss, SseOp::Divsd, false);
}
bool Selector::selectFRem(Operation *op) { return callLibm(op, "fmod"); }

/// The mask of a float's sign bit, or of all other bits, as a 16-byte literal.
Mem Selector::signMask(unsigned bytes, bool inverse) {
  uint64_t mask = bytes == 4 ? 0x8000000080000000u : 0x8000000000000000u;
  if (inverse)
    mask = ~mask;
  return literal({mask, mask}, 16);
}

/// `inverse`: the mask is of all bits but the sign.
bool Selector::selectSign(Operation *op, SseOp instruction, bool inverse) {
  if (!isScalarFloat(op))
    return false;
  Value result = op->getResult(0);
  if (info(result).bank == Bank::Memory)
    return selectX87Unary(op);
  Xmm to = takeXmmForResult(op->getOperand(0), result);
  enc.sse(instruction, to, signMask(info(result).bytes, inverse));
  define(result, to);
  return true;
}
bool Selector::selectFNeg(Operation *op) {
  return selectSign(op, SseOp::Xorps, /*inverse=*/false);
}
bool Selector::selectFAbs(Operation *op) {
  return selectSign(op, SseOp::Andps, /*inverse=*/true);
}

bool Selector::selectCopySign(Operation *op) {
  if (!isScalarFloat(op))
    return false;
  Value result = op->getResult(0);
  if (info(result).bank == Bank::Memory)
    return selectX87Binary(op);
  unsigned bytes = info(result).bytes;
  Xmm to = takeXmm(op->getOperand(0));
  Xmm sign = takeXmm(op->getOperand(1));
  enc.sse(SseOp::Andps, to, signMask(bytes, true));
  enc.sse(SseOp::Andps, sign, signMask(bytes, false));
  enc.sse(SseOp::Orps, to, sign);
  define(result, to);
  return true;
}

bool Selector::selectSqrt(Operation *op) {
  if (!isScalarFloat(op))
    return false;
  Value result = op->getResult(0);
  if (info(result).bank == Bank::Memory)
    return selectX87Unary(op);
  bool isSingle = info(result).bytes == 4;
  Xmm to = takeXmmForResult(op->getOperand(0), result);
  enc.sse(isSingle ? SseOp::Sqrtss : SseOp::Sqrtsd, to, to);
  define(result, to);
  return true;
}

/// IEEE 754-2008 minNum: the other operand if one is a NaN. minss(a, b) is b
/// if either is: so min(b, a) gives a for a NaN in b, and what is wrong, the
/// result for a NaN in a, is replaced.
bool Selector::selectMinMaxNum(Operation *op, SseOp single, SseOp doubled,
                               StringRef name) {
  if (!isScalarFloat(op))
    return false;
  Value result = op->getResult(0);
  if (info(result).bank == Bank::Memory)
    return callLibm(op, name);
  bool isSingle = info(result).bytes == 4;
  Xmm a = useXmm(op->getOperand(0));
  Xmm b = useXmm(op->getOperand(1));
  Xmm to = scratchXmm(), isNan = scratchXmm();
  enc.sseMove(SseMoveOp::Movaps, to, b);
  enc.sse(isSingle ? single : doubled, to, a); // a if b is a NaN.
  enc.sseMove(SseMoveOp::Movaps, isNan, a);
  constexpr uint8_t Unordered = 3;
  enc.sseImm(isSingle ? SseImmOp::Cmpss : SseImmOp::Cmpsd, isNan, isNan,
             Unordered);
  // isNan ? b : to
  Xmm chosen = scratchXmm();
  enc.sseMove(SseMoveOp::Movaps, chosen, isNan);
  enc.sse(SseOp::Andps, chosen, b);
  enc.sse(SseOp::Andnps, isNan, to);
  enc.sse(SseOp::Orps, chosen, isNan);
  define(result, chosen);
  return true;
}

bool Selector::selectMinNum(Operation *op) {
  return selectMinMaxNum(op, SseOp::Minss, SseOp::Minsd, "fmin");
}
bool Selector::selectMaxNum(Operation *op) {
  return selectMinMaxNum(op, SseOp::Maxss, SseOp::Maxsd, "fmax");
}

bool Selector::selectFMA(Operation *op) { return callLibm(op, "fma"); }

/// Without fused instructions: a product and a sum, rounded each.
bool Selector::selectFMulAdd(Operation *op) {
  if (!isScalarFloat(op))
    return false;
  Value result = op->getResult(0);
  if (info(result).bank == Bank::Memory) {
    x87Load(op->getOperand(0));
    x87Load(op->getOperand(1));
    enc.x87(X87StackOp::Fmulp, 1);
    x87Load(op->getOperand(2));
    enc.x87(X87StackOp::Faddp, 1);
    x87Store(result);
    return true;
  }
  bool isSingle = info(result).bytes == 4;
  Xmm to = takeXmm(op->getOperand(0));
  if (auto mem = floatMemory(op->getOperand(1)))
    enc.sse(isSingle ? SseOp::Mulss : SseOp::Mulsd, to, *mem);
  else
    enc.sse(isSingle ? SseOp::Mulss : SseOp::Mulsd, to,
            useXmm(op->getOperand(1)));
  if (auto mem = floatMemory(op->getOperand(2)))
    enc.sse(isSingle ? SseOp::Addss : SseOp::Addsd, to, *mem);
  else
    enc.sse(isSingle ? SseOp::Addss : SseOp::Addsd, to,
            useXmm(op->getOperand(2)));
  define(result, to);
  return true;
}

//===----------------------------------------------------------------------===//
// Rounding: one instruction with SSE4.1, else the C library
//===----------------------------------------------------------------------===//

bool Selector::selectRounding(Operation *op, unsigned mode, StringRef name) {
  if (!isScalarFloat(op))
    return false;
  Value result = op->getResult(0);
  if (info(result).bank == Bank::Memory || !features.sse41)
    return callLibm(op, name);
  Xmm to = takeXmmForResult(op->getOperand(0), result);
  enc.sseImm(info(result).bytes == 4 ? SseImmOp::Roundss : SseImmOp::Roundsd,
             to, to, mode);
  define(result, to);
  return true;
}
// Modes as roundsd has them: bit 3 suppresses the inexact exception.
bool Selector::selectFloor(Operation *op) {
  return selectRounding(op, 9, "floor");
}
bool Selector::selectCeil(Operation *op) {
  return selectRounding(op, 10, "ceil");
}
bool Selector::selectFTrunc(Operation *op) {
  return selectRounding(op, 11, "trunc");
}
bool Selector::selectRInt(Operation *op) {
  return selectRounding(op, 4, "rint");
}
bool Selector::selectNearbyInt(Operation *op) {
  return selectRounding(op, 12, "nearbyint");
}
bool Selector::selectRound(Operation *op) { return callLibm(op, "round"); }
bool Selector::selectRoundEven(Operation *op) {
  return selectRounding(op, 8, "roundeven");
}
bool Selector::selectLRInt(Operation *op) {
  if (!isScalarFloat(op))
    return false;
  if (info(op->getOperand(0)).bank == Bank::Memory)
    return callLibm(op, "llrint");
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  Xmm from = useXmm(op->getOperand(0));
  Gpr to = resultGpr(result);
  enc.sseToGpr(info(op->getOperand(0)).bytes == 4 ? SseToGprOp::Cvtss2si
                                                  : SseToGprOp::Cvtsd2si,
               bits == 64 ? 8 : 4, to, from);
  define(result, to);
  return true;
}
bool Selector::selectLRound(Operation *op) {
  return callLibm(op, bitsOf(op->getResult(0).getType()) == 64 ? "llround"
                                                               : "lround");
}

/// Calls the routine `base` of the C library, `basef` for float and `basel`
/// for long double.
bool Selector::callLibm(Operation *op, StringRef base) {
  if (!isScalarFloat(op))
    return false;
  Type type = op->getOperand(0).getType();
  StringRef name = base;
  if (!type.isF64())
    name = module.object.intern(base + (type.isF32() ? "f" : "l"));
  if (type.isF80())
    return callX87Libm(op, name);
  SmallVector<Value, 3> args(op->getOperands());
  callRuntime(name, args, op->getResults());
  return true;
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

Selector::Condition Selector::compareFloats(Value lhs, Value rhs,
                                            FCmpPredicate predicate) {
  using Combine = Condition::Combine;
  // ucomis sets CF for less or unordered, ZF for equal or unordered, PF for
  // unordered: so "less" is tested with the operands swapped.
  switch (predicate) {
  case FCmpPredicate::Olt:
  case FCmpPredicate::Ole:
  case FCmpPredicate::Ugt:
  case FCmpPredicate::Uge:
    std::swap(lhs, rhs);
    break;
  default:
    break;
  }
  if (info(lhs).bank == Bank::Memory) {
    x87Load(rhs);
    x87Load(lhs);
    enc.x87(X87StackOp::Fucomip, 1);
    enc.x87(X87StackOp::Fstp, 0);
  } else {
    SseOp instruction = info(lhs).bytes == 4 ? SseOp::Ucomiss : SseOp::Ucomisd;
    Xmm left = useXmm(lhs);
    registers.lock(toReg(left));
    if (auto mem = floatMemory(rhs))
      enc.sse(instruction, left, *mem);
    else
      enc.sse(instruction, left, useXmm(rhs));
  }
  switch (predicate) {
  case FCmpPredicate::Oeq:
    return {Cond::E, Cond::NP, Combine::And};
  case FCmpPredicate::Une:
    return {Cond::NE, Cond::P, Combine::Or};
  case FCmpPredicate::Ogt:
  case FCmpPredicate::Olt:
    return {Cond::A};
  case FCmpPredicate::Oge:
  case FCmpPredicate::Ole:
    return {Cond::AE};
  case FCmpPredicate::One:
    return {Cond::NE};
  case FCmpPredicate::Ueq:
    return {Cond::E};
  case FCmpPredicate::Ugt:
  case FCmpPredicate::Ult:
    return {Cond::B};
  case FCmpPredicate::Uge:
  case FCmpPredicate::Ule:
    return {Cond::BE};
  case FCmpPredicate::Ord:
    return {Cond::NP};
  case FCmpPredicate::Uno:
    return {Cond::P};
  case FCmpPredicate::False: // Never with any outcome: both E and NE.
    return {Cond::E, Cond::NE, Combine::And};
  case FCmpPredicate::True:
    return {Cond::E, Cond::NE, Combine::Or};
  }
  llvm_unreachable("unknown predicate");
}

void Selector::setCondition(Condition condition, Gpr to) {
  enc.setcc(condition.cond, to);
  if (condition.combine == Condition::Combine::None)
    return;
  Gpr other = scratchGpr(toReg(to));
  enc.setcc(condition.extra, other);
  flagsLive = false;
  enc.alu(condition.combine == Condition::Combine::And ? AluOp::And : AluOp::Or,
          1, to, other);
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
  registers.lock(toReg(to));
  setCondition(condition, to);
  flagsLive = false;
  define(result, to, 8);
  return true;
}

void Selector::selectByBranch(Condition condition, Value ifTrue, Value ifFalse,
                              Value result) {
  if (info(result).bank == Bank::Memory) {
    // One of the two loads runs.
    Label isTrue = enc.newLabel(), end = enc.newLabel();
    jumpIf(condition, isTrue);
    x87Load(ifFalse);
    enc.jmp(end);
    enc.bind(isTrue);
    x87Load(ifTrue);
    enc.bind(end);
    x87Store(result);
    return;
  }
  Xmm to = takeXmmForResult(ifFalse, result, ifTrue);
  Xmm other = useXmm(ifTrue);
  Label keep = enc.newLabel(), replace = enc.newLabel();
  jumpIf(condition, replace);
  enc.jmp(keep);
  enc.bind(replace);
  enc.sseMove(SseMoveOp::Movaps, to, other);
  enc.bind(keep);
  define(result, to);
}

//===----------------------------------------------------------------------===//
// Conversion
//===----------------------------------------------------------------------===//

/// half to or from float. Import asks for no other conversion of half or
/// bfloat.
bool Selector::convertHalf(Operation *op) {
  Value operand = op->getOperand(0), result = op->getResult(0);
  bool isToHalf = result.getType().isF16();
  Type half = isToHalf ? result.getType() : operand.getType();
  Type other = isToHalf ? operand.getType() : result.getType();
  if (!half.isF16() || !other.isF32() || !features.f16c)
    return refuseConversion(op);
  Xmm from = useXmm(operand);
  Xmm to = resultXmm(result);
  isToHalf ? enc.vcvtps2ph(to, from) : enc.vcvtph2ps(to, from);
  define(result, to);
  return true;
}

bool Selector::selectFPTrunc(Operation *op) {
  Value operand = op->getOperand(0), result = op->getResult(0);
  if (info(result).bytes == 2)
    return convertHalf(op);
  if (!isScalarFloat(op))
    return false;
  if (info(operand).bank == Bank::Memory) {
    int32_t place = frame.allocateHome(8);
    x87Load(operand);
    bool isSingle = info(result).bytes == 4;
    enc.x87(isSingle ? X87MemoryOp::Fstp32 : X87MemoryOp::Fstp64, home(place));
    Xmm to = resultXmm(result);
    loadInto(toReg(to), home(place), info(result).bytes);
    frame.releaseHome(place, 8);
    define(result, to);
    return true;
  }
  return convertFloat(op, SseOp::Cvtsd2ss);
}

bool Selector::selectFPExt(Operation *op) {
  Value operand = op->getOperand(0), result = op->getResult(0);
  if (info(operand).bytes == 2)
    return convertHalf(op);
  if (!isScalarFloat(op, result.getType()))
    return false;
  if (info(result).bank == Bank::Memory) {
    bool isSingle = info(operand).bytes == 4;
    int32_t place = frame.allocateHome(8);
    Xmm from = useXmm(operand);
    storeFrom(home(place), toReg(from), info(operand).bytes);
    enc.x87(isSingle ? X87MemoryOp::Fld32 : X87MemoryOp::Fld64, home(place));
    frame.releaseHome(place, 8);
    x87Store(result);
    return true;
  }
  return convertFloat(op, SseOp::Cvtss2sd);
}

bool Selector::convertFloat(Operation *op, SseOp instruction) {
  Value operand = op->getOperand(0), result = op->getResult(0);
  std::optional<Mem> mem = floatMemory(operand);
  Xmm from = mem ? Xmm::None : useXmm(operand);
  Xmm to = resultXmm(result);
  mem ? enc.sse(instruction, to, *mem) : enc.sse(instruction, to, from);
  define(result, to);
  return true;
}

bool Selector::selectFPToSI(Operation *op) {
  if (!isScalarFloat(op))
    return false;
  Value operand = op->getOperand(0), result = op->getResult(0);
  if (info(operand).bank == Bank::Memory)
    return selectX87ToInteger(op, /*isSigned=*/true);
  Xmm from = useXmm(operand);
  Gpr to = resultGpr(result);
  enc.sseToGpr(info(operand).bytes == 4 ? SseToGprOp::Cvttss2si
                                        : SseToGprOp::Cvttsd2si,
               bitsOf(result.getType()) <= 32 ? 4 : 8, to, from);
  define(result, to);
  return true;
}

/// Up to 32 bits: as a signed conversion of twice the width. 64 bits: values
/// from 2^63 on are converted less 2^63, whose bit is put back.
bool Selector::selectFPToUI(Operation *op) {
  if (!isScalarFloat(op))
    return false;
  Value operand = op->getOperand(0), result = op->getResult(0);
  if (info(operand).bank == Bank::Memory)
    return selectX87ToInteger(op, /*isSigned=*/false);
  bool isSingle = info(operand).bytes == 4;
  SseToGprOp convert = isSingle ? SseToGprOp::Cvttss2si : SseToGprOp::Cvttsd2si;
  if (bitsOf(result.getType()) <= 32) {
    Xmm from = useXmm(operand);
    Gpr to = resultGpr(result);
    enc.sseToGpr(convert, 8, to, from);
    define(result, to);
    return true;
  }
  // to = low | (high & low >> 63): low overflows to 1 << 63 exactly when the
  // value is out of the signed range, and then high is the answer's rest.
  Xmm from = takeXmm(operand);
  Gpr low = scratchGpr(), to = scratchGpr();
  enc.sseToGpr(convert, 8, low, from);
  uint64_t limit = isSingle ? 0x5f000000 : 0x43e0000000000000;
  enc.sse(isSingle ? SseOp::Subss : SseOp::Subsd, from,
          literal({limit, 0}, isSingle ? 4 : 8));
  enc.sseToGpr(convert, 8, to, from);
  Gpr mask = scratchGpr();
  enc.mov(8, mask, low);
  enc.shiftImm(ShiftOp::Sar, 8, mask, 63);
  enc.alu(AluOp::And, 8, to, mask);
  enc.alu(AluOp::Or, 8, to, low);
  define(result, to);
  return true;
}

bool Selector::selectFPToUISat(Operation *op) {
  return refuse("fptoui_sat", op);
}
bool Selector::selectFPToSISat(Operation *op) {
  return refuse("fptosi_sat", op);
}

void Selector::convertFromGpr(Xmm to, Gpr from, unsigned width, bool isSingle) {
  // The instruction keeps the rest of `to`: break the dependence on it.
  enc.sse(SseOp::Xorps, to, to);
  enc.sseFromGpr(isSingle ? SseFromGprOp::Cvtsi2ss : SseFromGprOp::Cvtsi2sd,
                 width, to, from);
}

bool Selector::selectSIToFP(Operation *op) {
  Value operand = op->getOperand(0), result = op->getResult(0);
  if (!isScalarFloat(op, result.getType()))
    return false;
  unsigned bits = bitsOf(operand.getType()) <= 32 ? 32 : 64;
  Gpr from = takeExtended(operand, /*isSigned=*/true, bits);
  if (info(result).bank == Bank::Memory)
    return selectX87FromInteger(op, from, bits / 8);
  Xmm to = resultXmm(result);
  convertFromGpr(to, from, bits / 8, info(result).bytes == 4);
  define(result, to);
  return true;
}

/// 64 bits: a value with the top bit set is halved, with the lost bit kept so
/// that rounding is right, converted and doubled.
bool Selector::selectUIToFP(Operation *op) {
  Value operand = op->getOperand(0), result = op->getResult(0);
  if (!isScalarFloat(op, result.getType()))
    return false;
  bool isX87 = info(result).bank == Bank::Memory;
  Gpr from = takeExtended(operand, /*isSigned=*/false, 64);
  registers.lock(toReg(from));
  if (bitsOf(operand.getType()) < 64) {
    if (isX87)
      return selectX87FromInteger(op, from, 8);
    Xmm to = resultXmm(result);
    convertFromGpr(to, from, 8, info(result).bytes == 4);
    define(result, to);
    return true;
  }
  if (isX87)
    return selectX87FromUnsigned64(op, from);
  bool isSingle = info(result).bytes == 4;
  Xmm to = resultXmm(result);
  Gpr half = scratchGpr();
  Label isLarge = enc.newLabel(), end = enc.newLabel();
  enc.test(8, from, from);
  enc.jcc(Cond::S, isLarge);
  convertFromGpr(to, from, 8, isSingle);
  enc.jmp(end);
  enc.bind(isLarge);
  enc.mov(8, half, from);
  enc.shiftImm(ShiftOp::Shr, 8, half, 1);
  enc.aluImm(AluOp::And, 4, from, 1);
  enc.alu(AluOp::Or, 8, half, from);
  convertFromGpr(to, half, 8, isSingle);
  enc.sse(isSingle ? SseOp::Addss : SseOp::Addsd, to, to);
  enc.bind(end);
  define(result, to);
  return true;
}

bool Selector::selectBitcast(Operation *op) {
  Value operand = op->getOperand(0), result = op->getResult(0);
  ValueInfo &from = info(operand), &to = info(result);
  if (from.bank == to.bank && from.bank != Bank::Memory)
    return selectFreeze(op);
  if (from.bank == Bank::Memory || to.bank == Bank::Memory)
    return refuse("bitcast of f80", op);
  if (from.bytes > 8 || to.bytes > 8)
    return refuse("bitcast of a vector", op);
  if (to.bank == Bank::Float) {
    Gpr source = useGpr(operand);
    Xmm reg = resultXmm(result);
    enc.mov(std::max<unsigned>(4, to.bytes), reg, source);
    define(result, reg);
    return true;
  }
  Xmm source = useXmm(operand);
  Gpr reg = resultGpr(result);
  enc.mov(std::max<unsigned>(4, from.bytes), reg, source);
  define(result, reg, to.bytes == 4 ? 64 : 0);
  return true;
}
