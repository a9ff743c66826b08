//===- SelectInteger.cpp - Arithmetic, comparison, conversion -------------===//
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

/// The width in bytes in which an integer of `bits` is computed; upper bits
/// don't matter.
static unsigned computeWidth(unsigned bits) { return bits <= 32 ? 4 : 8; }

/// A 32-bit result clears the upper half of its register.
static uint8_t zeroToOf(unsigned bits) { return bits == 32 ? 64 : 0; }

//===----------------------------------------------------------------------===//
// Addition, subtraction, logic
//===----------------------------------------------------------------------===//

bool Selector::selectAdd(Operation *op) {
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  if (constantOf(lhs))
    std::swap(lhs, rhs);
  if (auto constant = constantOf(rhs))
    if (addConstant(op, lhs, *constant))
      return true;
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  Gpr left = useGpr(lhs), right = useGpr(rhs);
  Gpr to = resultGpr(result);
  enc.add(computeWidth(bits), to, left, right);
  define(result, to, zeroToOf(bits));
  return true;
}

bool Selector::selectSub(Operation *op) {
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  auto constant = constantOf(rhs);
  if (constant && *constant != INT64_MIN)
    if (addConstant(op, lhs, -*constant))
      return true;
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  Gpr left = useGprOrZero(lhs), right = useGpr(rhs);
  Gpr to = resultGpr(result);
  enc.sub(computeWidth(bits), to, left, right);
  define(result, to, zeroToOf(bits));
  return true;
}

/// lhs + constant, if an instruction holds it. False: nothing was emitted.
bool Selector::addConstant(Operation *op, Value lhs, int64_t constant) {
  bool isSub = constant < 0;
  uint64_t distance = isSub ? -uint64_t(constant) : uint64_t(constant);
  if (!isAddSubImm(distance))
    return false;
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  Gpr left = useGpr(lhs);
  Gpr to = resultGpr(result);
  enc.addSubImm(isSub ? AddSubOp::Sub : AddSubOp::Add, computeWidth(bits), to,
                left, uint32_t(distance));
  define(result, to, zeroToOf(bits));
  return true;
}

bool Selector::selectAnd(Operation *op) {
  return selectLogic(op, LogicOp::And);
}
bool Selector::selectOr(Operation *op) { return selectLogic(op, LogicOp::Orr); }
bool Selector::selectXor(Operation *op) {
  return selectLogic(op, LogicOp::Eor);
}

bool Selector::selectLogic(Operation *op, LogicOp logic) {
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  if (constantOf(lhs))
    std::swap(lhs, rhs);
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType()), width = computeWidth(bits);
  auto constant = constantOf(rhs);
  // What is zero in one operand (and) or in both above the type stays so.
  uint8_t left = info(lhs).zeroTo, right = info(rhs).zeroTo;
  uint8_t zeroTo =
      logic == LogicOp::And ? std::max(left, right) : std::min(left, right);
  if (constant == -1 && logic == LogicOp::Eor && bits != 1) {
    Gpr from = useGpr(lhs);
    Gpr to = resultGpr(result);
    enc.mvn(width, to, from);
    define(result, to, zeroToOf(bits));
    return true;
  }
  if (constant) {
    // Above the type the constant may be anything: zeros keep most known.
    uint64_t zeros =
        uint64_t(*constant) & llvm::maskTrailingOnes<uint64_t>(bits);
    auto imm = LogicalImm::of(width, zeros);
    zeroTo = logic == LogicOp::And ? 64 : left;
    if (!imm && bits < 32) {
      imm = LogicalImm::of(width, uint64_t(*constant));
      zeroTo = 0;
    }
    if (imm) {
      Gpr from = useGpr(lhs);
      Gpr to = resultGpr(result);
      enc.logicImm(logic, width, to, from, *imm);
      define(result, to, std::max(zeroTo, zeroToOf(bits)));
      return true;
    }
    zeroTo = 0;
  }
  Gpr a = useGpr(lhs), b = useGpr(rhs);
  Gpr to = resultGpr(result);
  enc.logic(logic, width, to, a, b);
  define(result, to, std::max(zeroTo, zeroToOf(bits)));
  return true;
}

//===----------------------------------------------------------------------===//
// Multiplication and division
//===----------------------------------------------------------------------===//

bool Selector::selectMul(Operation *op) {
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  if (constantOf(lhs))
    std::swap(lhs, rhs);
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType()), width = computeWidth(bits);
  auto constant = constantOf(rhs);
  if (constant && *constant > 0 && llvm::isPowerOf2_64(*constant)) {
    Gpr from = useGpr(lhs);
    Gpr to = resultGpr(result);
    enc.lslImm(width, to, from, llvm::Log2_64(*constant));
    define(result, to, zeroToOf(bits));
    return true;
  }
  Gpr left = useGpr(lhs), right = useGpr(rhs);
  Gpr to = resultGpr(result);
  enc.mul(width, to, left, right);
  define(result, to, zeroToOf(bits));
  return true;
}

bool Selector::selectUMulHigh(Operation *op) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  if (bits != 32 && bits != 64)
    return refuse("umul_high of i" + std::to_string(bits), op);
  Gpr left = useGpr(op->getOperand(0)), right = useGpr(op->getOperand(1));
  Gpr to = resultGpr(result);
  if (bits == 64) {
    enc.umulh(to, left, right);
  } else {
    enc.umull(to, left, right);
    enc.lsrImm(8, to, to, 32);
  }
  define(result, to, zeroToOf(bits));
  return true;
}

bool Selector::selectUDiv(Operation *op) {
  return selectDivision(op, /*isSigned=*/false, /*remainder=*/false);
}
bool Selector::selectSDiv(Operation *op) {
  return selectDivision(op, /*isSigned=*/true, /*remainder=*/false);
}
bool Selector::selectURem(Operation *op) {
  return selectDivision(op, /*isSigned=*/false, /*remainder=*/true);
}
bool Selector::selectSRem(Operation *op) {
  return selectDivision(op, /*isSigned=*/true, /*remainder=*/true);
}

bool Selector::selectDivision(Operation *op, bool isSigned, bool remainder) {
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType()), width = computeWidth(bits);
  auto divisor = constantOf(rhs);
  if (!isSigned && divisor && *divisor > 1 && llvm::isPowerOf2_64(*divisor)) {
    unsigned shift = llvm::Log2_64(*divisor);
    Gpr from = useGpr(lhs);
    Gpr to = resultGpr(result);
    if (remainder)
      enc.ubfx(width, to, from, 0, shift);
    else
      enc.ubfx(width, to, from, shift, bits - shift);
    define(result, to, 64);
    return true;
  }
  Gpr left = useExtended(lhs, isSigned, 8 * width);
  Gpr right = useExtended(rhs, isSigned, 8 * width);
  auto divide = isSigned ? TwoSourceOp::Sdiv : TwoSourceOp::Udiv;
  Gpr to;
  if (remainder) {
    to = earlyResultGpr(result, {left, right});
    enc.twoSource(divide, width, to, left, right);
    enc.multiply(MultiplyOp::Msub, width, to, to, right, left);
  } else {
    to = resultGpr(result);
    enc.twoSource(divide, width, to, left, right);
  }
  define(result, to, isSigned ? zeroToOf(bits) : 64);
  return true;
}

//===----------------------------------------------------------------------===//
// Shifts
//===----------------------------------------------------------------------===//

bool Selector::selectShl(Operation *op) {
  return selectShift(op, TwoSourceOp::Lsl);
}
bool Selector::selectLShr(Operation *op) {
  return selectShift(op, TwoSourceOp::Lsr);
}
bool Selector::selectAShr(Operation *op) {
  return selectShift(op, TwoSourceOp::Asr);
}

bool Selector::selectShift(Operation *op, TwoSourceOp shift) {
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType()), width = computeWidth(bits);
  // A count from the width on gives poison.
  if (auto count = constantOf(rhs))
    return selectConstantShift(op, shift, uint64_t(*count) % bits);
  Gpr from = shift == TwoSourceOp::Lsl
                 ? useGpr(lhs)
                 : useExtended(lhs, shift == TwoSourceOp::Asr, 8 * width);
  Gpr count = useGpr(rhs);
  Gpr to = resultGpr(result);
  enc.twoSource(shift, width, to, from, count);
  define(result, to, shift == TwoSourceOp::Lsr ? 64 : zeroToOf(bits));
  return true;
}

/// A right shift extracts a field, so that the operand needs no extension.
bool Selector::selectConstantShift(Operation *op, TwoSourceOp shift,
                                   unsigned count) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType()), width = computeWidth(bits);
  Gpr from = useGpr(op->getOperand(0));
  Gpr to = resultGpr(result);
  if (shift == TwoSourceOp::Lsl)
    enc.lslImm(width, to, from, count);
  else if (shift == TwoSourceOp::Lsr)
    enc.ubfx(width, to, from, count, bits - count);
  else
    enc.sbfx(width, to, from, count, bits - count);
  define(result, to, shift == TwoSourceOp::Lsr ? 64 : zeroToOf(bits));
  return true;
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

static Cond condOf(ICmpPredicate predicate) {
  switch (predicate) {
  case ICmpPredicate::Eq:
    return Cond::EQ;
  case ICmpPredicate::Ne:
    return Cond::NE;
  case ICmpPredicate::Ugt:
    return Cond::HI;
  case ICmpPredicate::Uge:
    return Cond::HS;
  case ICmpPredicate::Ult:
    return Cond::LO;
  case ICmpPredicate::Ule:
    return Cond::LS;
  case ICmpPredicate::Sgt:
    return Cond::GT;
  case ICmpPredicate::Sge:
    return Cond::GE;
  case ICmpPredicate::Slt:
    return Cond::LT;
  case ICmpPredicate::Sle:
    return Cond::LE;
  }
  llvm_unreachable("unknown predicate");
}

static bool isSignedPredicate(ICmpPredicate predicate) {
  return predicate >= ICmpPredicate::Sgt;
}

/// The flags of reg - constant.
void Selector::compareConstant(Gpr reg, unsigned width, int64_t constant) {
  if (enc.cmpImm(width, reg, constant))
    return;
  assert(reg != scratch && "x16 is needed");
  enc.movImm(width, scratch, uint64_t(constant));
  enc.cmp(width, reg, scratch);
}

Cond Selector::compare(Value lhs, Value rhs, ICmpPredicate predicate) {
  Cond cond = condOf(predicate);
  if (constantOf(lhs) && !constantOf(rhs)) {
    std::swap(lhs, rhs);
    cond = swapOperands(cond);
  }
  unsigned bits = bitsOf(lhs.getType()), width = computeWidth(bits);
  bool isSigned = isSignedPredicate(predicate);
  Gpr left = useExtended(lhs, isSigned, 8 * width);
  if (auto constant = constantOf(rhs)) {
    int64_t extended = isSigned
                           ? *constant
                           : *constant & llvm::maskTrailingOnes<uint64_t>(bits);
    // zr can't be compared with a constant.
    if (left != Gpr::zr) {
      compareConstant(left, width, width == 4 ? int32_t(extended) : extended);
      return cond;
    }
  }
  // A byte or halfword of the second operand is extended by the comparison.
  bool extends = (bits == 8 || bits == 16) && !constantOf(rhs) &&
                 left != Gpr::zr && !isDeferredMemory(info(rhs)) &&
                 (isSigned || info(rhs).zeroTo < 32);
  if (extends) {
    Gpr right = useGpr(rhs);
    Extend how = bits == 8 ? (isSigned ? Extend::SXTB : Extend::UXTB)
                           : (isSigned ? Extend::SXTH : Extend::UXTH);
    enc.addSubExtended(AddSubOp::Subs, width, Gpr::zr, left, right, how);
    return cond;
  }
  Gpr right = useExtended(rhs, isSigned, 8 * width);
  enc.cmp(width, left, right);
  return cond;
}

/// Equality with zero and signs need no comparison.
std::optional<Selector::Condition>
Selector::compareWithZero(Value value, ICmpPredicate predicate) {
  unsigned bits = bitsOf(value.getType());
  Condition condition;
  switch (predicate) {
  case ICmpPredicate::Eq:
  case ICmpPredicate::Ne:
    condition.isSet = predicate == ICmpPredicate::Ne;
    if (bits == 1) {
      condition.kind = Condition::Kind::TestBit;
      condition.reg = useGpr(value);
      return condition;
    }
    condition.kind = Condition::Kind::Zero;
    condition.width = computeWidth(bits);
    condition.reg = useExtended(value, /*isSigned=*/false, 8 * condition.width);
    return condition;
  case ICmpPredicate::Slt:
  case ICmpPredicate::Sge:
    condition.kind = Condition::Kind::TestBit;
    condition.isSet = predicate == ICmpPredicate::Slt;
    condition.bit = bits - 1;
    condition.reg = useGpr(value);
    return condition;
  default:
    return std::nullopt;
  }
}

Selector::Condition Selector::compareForBranch(Value lhs, Value rhs,
                                               ICmpPredicate predicate) {
  if (constantOf(rhs) == 0 && !constantOf(lhs))
    if (auto condition = compareWithZero(lhs, predicate))
      return *condition;
  if (constantOf(rhs) == -1 && predicate == ICmpPredicate::Sgt &&
      !constantOf(lhs))
    return *compareWithZero(lhs, ICmpPredicate::Sge);
  Condition condition;
  condition.cond = compare(lhs, rhs, predicate);
  flagsLive = true;
  return condition;
}

/// The next operation is the only user and takes the condition.
bool Selector::nextTakesCondition(Operation *op) {
  ValueInfo &value = info(op->getResult(0));
  if (value.uses != 1 || value.crossesBlocks)
    return false;
  Operation *next = op->getNextNode();
  uint16_t opcode = headerOf(next).opcode;
  return (opcode == opcodeOf<CondBrOp>() ||
          opcode == opcodeOf<shunt::SelectOp>()) &&
         next->getOperand(0) == op->getResult(0) && mayDefer(op, next);
}

bool Selector::selectICmp(Operation *op) {
  Value result = op->getResult(0);
  if (nextTakesCondition(op)) {
    info(result).deferred = true;
    return true;
  }
  Condition condition;
  condition.cond = compare(op->getOperand(0), op->getOperand(1),
                           propertiesOf<ICmpOp>(op).predicate);
  flagsLive = true;
  Gpr to = resultGpr(result);
  setCondition(condition, to);
  flagsLive = false;
  define(result, to, 64);
  return true;
}

/// -1, 0 or 1: whether it is greater, less whether it is less.
bool Selector::selectThreeWay(Operation *op, bool isSigned) {
  Value result = op->getResult(0);
  unsigned width = computeWidth(bitsOf(result.getType()));
  Cond isGreater = compare(op->getOperand(0), op->getOperand(1),
                           isSigned ? ICmpPredicate::Sgt : ICmpPredicate::Ugt);
  flagsLive = true;
  Gpr to = resultGpr(result);
  enc.cset(width, to, isGreater);
  // Less: -1, else what it is.
  enc.select(SelectOp::Csinv, width, to, to, Gpr::zr,
             invert(swapOperands(isGreater)));
  flagsLive = false;
  define(result, to);
  return true;
}

//===----------------------------------------------------------------------===//
// Conditions and selection
//===----------------------------------------------------------------------===//

std::optional<Selector::Condition>
Selector::deferredComparison(Value value, bool forBranch) {
  ValueInfo &condition = info(value);
  if (!condition.deferred)
    return std::nullopt;
  Operation *op = condition.definition;
  uint16_t opcode = headerOf(op).opcode;
  if (opcode != opcodeOf<ICmpOp>() && opcode != opcodeOf<FCmpOp>())
    return std::nullopt;
  condition.deferred = false;
  registers.consume(idOf(value));
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  if (opcode == opcodeOf<FCmpOp>()) {
    Condition result =
        compareFloats(lhs, rhs, propertiesOf<FCmpOp>(op).predicate);
    flagsLive = true;
    return result;
  }
  ICmpPredicate predicate = propertiesOf<ICmpOp>(op).predicate;
  if (forBranch)
    return compareForBranch(lhs, rhs, predicate);
  Condition result;
  result.cond = compare(lhs, rhs, predicate);
  flagsLive = true;
  return result;
}

Selector::Condition Selector::branchCondition(Value value) {
  if (auto condition = deferredComparison(value, /*forBranch=*/true))
    return *condition;
  Condition condition;
  condition.kind = Condition::Kind::TestBit;
  condition.isSet = true;
  condition.reg = useGpr(value);
  return condition;
}

Selector::Condition Selector::flagsCondition(Value value) {
  if (auto condition = deferredComparison(value, /*forBranch=*/false))
    return *condition;
  enc.logicImm(LogicOp::Ands, 4, Gpr::zr, useGpr(value), *LogicalImm::of(4, 1));
  flagsLive = true;
  Condition condition;
  condition.cond = Cond::NE;
  return condition;
}

/// to = 1 if the flags say so, else 0.
void Selector::setCondition(Condition condition, Gpr to) {
  assert(condition.kind == Condition::Kind::Flags && "no flags");
  if (condition.cond == Cond::AL)
    return enc.movImm(4, to, condition.isInverted ? 0 : 1);
  enc.cset(4, to, condition.cond);
  if (condition.extra != Cond::AL)
    enc.select(SelectOp::Csinc, 4, to, to, Gpr::zr, invert(condition.extra));
}

bool Selector::selectSelect(Operation *op) {
  Value result = op->getResult(0);
  ValueInfo &value = info(result);
  if (isa<VectorType>(op->getOperand(0).getType()))
    return refuse("select by a vector", op);
  if (value.bytes == 16)
    return selectByBranch(op);
  Condition condition = flagsCondition(op->getOperand(0));
  Value ifTrue = op->getOperand(1), ifFalse = op->getOperand(2);
  if (value.bank == Bank::Float) {
    unsigned width = std::max<unsigned>(4, value.bytes);
    Fpr a = useFpr(ifTrue), b = useFpr(ifFalse);
    bool hasTwo = condition.extra != Cond::AL;
    Fpr both = hasTwo ? scratchFpr() : Fpr::None;
    Fpr to = resultFpr(result);
    if (hasTwo) {
      enc.fcsel(width, both, a, b, condition.cond);
      b = both;
      condition.cond = condition.extra;
    }
    if (condition.cond == Cond::AL)
      enc.fmov(width, to, condition.isInverted ? b : a);
    else
      enc.fcsel(width, to, a, b, condition.cond);
    flagsLive = false;
    define(result, to);
    return true;
  }
  unsigned bits = bitsOf(result.getType()), width = computeWidth(bits);
  Gpr a = useGprOrZero(ifTrue), b = useGprOrZero(ifFalse);
  Gpr to = resultGpr(result);
  if (condition.extra != Cond::AL) {
    enc.csel(width, scratch, a, b, condition.cond);
    b = scratch;
    condition.cond = condition.extra;
  }
  if (condition.cond == Cond::AL)
    enc.mov(width, to, condition.isInverted ? b : a);
  else
    enc.csel(width, to, a, b, condition.cond);
  flagsLive = false;
  define(result, to, zeroToOf(bits));
  return true;
}

/// Where no instruction selects: by jumping around a move.
bool Selector::selectByBranch(Operation *op) {
  Value ifTrue = op->getOperand(1), ifFalse = op->getOperand(2);
  Value result = op->getResult(0);
  Condition condition = branchCondition(op->getOperand(0));
  Reg to = takeForResult(ifFalse, result, ifTrue);
  Reg other = use(ifTrue);
  Label keep = enc.newLabel();
  jumpIf(inverted(condition), keep);
  copy(to, other, info(result));
  enc.bind(keep);
  flagsLive = false;
  registers.define(idOf(result), to);
  return true;
}

bool Selector::selectSMax(Operation *op) {
  return selectMinMax(op, Cond::GT, /*isSigned=*/true);
}
bool Selector::selectSMin(Operation *op) {
  return selectMinMax(op, Cond::LT, /*isSigned=*/true);
}
bool Selector::selectUMax(Operation *op) {
  return selectMinMax(op, Cond::HI, /*isSigned=*/false);
}
bool Selector::selectUMin(Operation *op) {
  return selectMinMax(op, Cond::LO, /*isSigned=*/false);
}

/// `keep`: the condition after `cmp first, second` under which the first
/// operand is the result.
bool Selector::selectMinMax(Operation *op, Cond keep, bool isSigned) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType()), width = computeWidth(bits);
  Gpr left = useExtended(op->getOperand(0), isSigned, 8 * width);
  Gpr right = useExtended(op->getOperand(1), isSigned, 8 * width);
  enc.cmp(width, left, right);
  flagsLive = true;
  Gpr to = resultGpr(result);
  enc.csel(width, to, left, right, keep);
  flagsLive = false;
  define(result, to, isSigned ? zeroToOf(bits) : 64);
  return true;
}

//===----------------------------------------------------------------------===//
// Conversion
//===----------------------------------------------------------------------===//

bool Selector::selectTrunc(Operation *op) {
  Value result = op->getResult(0);
  unsigned from = bitsOf(op->getOperand(0).getType());
  unsigned to = bitsOf(result.getType());
  if (to > from) // ptrtoint
    return selectZExt(op);
  uint8_t zeroTo = from == to ? info(op->getOperand(0)).zeroTo : 0;
  define(result, toGpr(takeForResult(op->getOperand(0), result)), zeroTo);
  return true;
}

bool Selector::selectIntToPtr(Operation *op) {
  return bitsOf(op->getOperand(0).getType()) < 64 ? selectZExt(op)
                                                  : selectTrunc(op);
}

bool Selector::selectZExt(Operation *op) {
  Value result = op->getResult(0);
  Reg into = preferredFor(result);
  if (into != Reg::None)
    registers.lock(into);
  unsigned toBits = bitsOf(result.getType()) <= 32 ? 32 : 64;
  Gpr reg = takeExtended(op->getOperand(0), /*isSigned=*/false, toBits, into);
  define(result, reg, toBits == 64 ? 64 : 32);
  return true;
}

bool Selector::selectSExt(Operation *op) {
  Value result = op->getResult(0);
  Reg into = preferredFor(result);
  if (into != Reg::None)
    registers.lock(into);
  unsigned bits = bitsOf(result.getType());
  Gpr reg = takeExtended(op->getOperand(0), /*isSigned=*/true,
                         bits <= 32 ? 32 : 64, into);
  define(result, reg, zeroToOf(bits));
  return true;
}

bool Selector::selectCopy(Operation *op) {
  Value operand = op->getOperand(0), result = op->getResult(0);
  uint8_t zeroTo = info(operand).zeroTo;
  Reg reg = takeForResult(operand, result);
  registers.define(idOf(result), reg, zeroTo);
  return true;
}
