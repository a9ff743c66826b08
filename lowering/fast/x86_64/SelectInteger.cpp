//===- SelectInteger.cpp - Arithmetic, comparison, conversion -------------===//
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

/// The width in bytes in which an integer of `bytes` is computed: upper bits
/// don't matter, and 32-bit instructions are the shortest.
static unsigned computeWidth(unsigned bytes) { return std::max(4u, bytes); }

/// A 32-bit result clears the upper half of its register.
static uint8_t zeroToOf(unsigned bits) { return bits == 32 ? 64 : 0; }

//===----------------------------------------------------------------------===//
// Two operands
//===----------------------------------------------------------------------===//

bool Selector::selectAdd(Operation *op) {
  Value lhs = op->getOperand(0), result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  ValueInfo &left = info(lhs);
  // lea adds without a copy where the operand must stay.
  bool stays = left.pinned || left.uses > 1 || left.crossesBlocks;
  auto imm = stays ? immediateOf(op->getOperand(1)) : std::nullopt;
  if (imm && bits >= 32 && left.reg != Reg::None && !left.deferred &&
      preferredFor(result) != left.reg) {
    Gpr from = useGpr(lhs);
    Gpr to = resultGpr(result);
    enc.lea(bits > 32 ? 8 : 4, to, Mem::at(from, *imm));
    define(result, to, zeroToOf(bits));
    return true;
  }
  return selectAlu(op, AluOp::Add, /*commutes=*/true);
}

bool Selector::selectSub(Operation *op) {
  return selectAlu(op, AluOp::Sub, /*commutes=*/false);
}
bool Selector::selectAnd(Operation *op) {
  if (nextTestsBits(op)) {
    info(op->getResult(0)).deferred = true;
    return true;
  }
  return selectAlu(op, AluOp::And, /*commutes=*/true);
}
bool Selector::selectOr(Operation *op) {
  return selectAlu(op, AluOp::Or, /*commutes=*/true);
}
bool Selector::selectXor(Operation *op) {
  return selectAlu(op, AluOp::Xor, /*commutes=*/true);
}

bool Selector::selectAlu(Operation *op, AluOp alu, bool commutes) {
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  Value result = op->getResult(0);
  ValueInfo *left = &info(lhs), *right = &info(rhs);
  if (commutes && (constantOf(*left) || (left->deferred && !right->deferred &&
                                         !constantOf(*right)))) {
    std::swap(lhs, rhs);
    std::swap(left, right);
  }
  unsigned bits = bitsOf(result.getType());
  unsigned bytes = analysis[resultOf(op)].bytes;
  // i1 stays 0 or 1 if its operands are.
  uint8_t zeroTo = zeroToOf(bits);
  bool isClean = bits == 1 && left->zeroTo >= 8 &&
                 (constantOf(*right) || right->zeroTo >= 8);
  Gpr to = takeGprForResult(lhs, result, rhs);
  Source source = this->source(rhs, bytes);
  unsigned width = computeWidth(bytes);
  switch (source.kind) {
  case Source::Kind::Immediate: {
    int32_t imm = bits == 1 ? source.imm & 1 : source.imm;
    bool isAdd = alu == AluOp::Add, isSub = alu == AluOp::Sub;
    if ((isAdd && imm == 1) || (isSub && imm == -1))
      enc.unary(UnaryOp::Inc, width, to);
    else if ((isAdd && imm == -1) || (isSub && imm == 1))
      enc.unary(UnaryOp::Dec, width, to);
    else if (alu == AluOp::Xor && imm == -1)
      enc.unary(UnaryOp::Not, width, to);
    else if (isAdd && imm == 128)
      enc.aluImm(AluOp::Sub, width, to, -128);
    else
      enc.aluImm(alu, width, to, imm);
    break;
  }
  case Source::Kind::Memory:
    enc.alu(alu, bytes, to, source.mem);
    break;
  case Source::Kind::Register:
    enc.alu(alu, width, to, source.reg);
    break;
  }
  define(result, to, isClean ? 8 : zeroTo);
  return true;
}

bool Selector::selectMul(Operation *op) {
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  Value result = op->getResult(0);
  if (constantOf(lhs) || (info(lhs).deferred && !info(rhs).deferred))
    std::swap(lhs, rhs);
  unsigned bits = bitsOf(result.getType()), bytes = info(result).bytes;
  unsigned width = computeWidth(bytes);
  if (auto imm = immediateOf(rhs)) {
    if (*imm > 0 && llvm::isPowerOf2_32(*imm)) {
      Gpr to = takeGprForResult(lhs, result);
      if (*imm > 1)
        enc.shiftImm(ShiftOp::Shl, width, to, llvm::Log2_32(*imm));
      define(result, to, *imm > 1 ? zeroToOf(bits) : 0);
      return true;
    }
    Source source = this->source(lhs, width == bytes ? bytes : 0);
    Gpr to = resultGpr(result);
    if (source.kind == Source::Kind::Memory)
      enc.imulImm(width, to, source.mem, *imm);
    else if (source.kind == Source::Kind::Register)
      enc.imulImm(width, to, source.reg, *imm);
    else
      enc.movImm(to, uint64_t(int64_t(source.imm) * *imm));
    define(result, to,
           source.kind == Source::Kind::Immediate ? 0 : zeroToOf(bits));
    return true;
  }
  Gpr to = takeGprForResult(lhs, result, rhs);
  Source source = this->source(rhs, width == bytes ? bytes : 0);
  if (source.kind == Source::Kind::Memory)
    enc.imul(width, to, source.mem);
  else
    enc.imul(width, to, source.reg);
  define(result, to, zeroToOf(bits));
  return true;
}

Gpr Selector::takeExtendedInto(Value value, bool isSigned, unsigned toBits,
                               Gpr fixed) {
  if (bitsOf(value.getType()) == toBits && !constantOf(value))
    return takeInto(value, fixed);
  registers.acquire(toReg(fixed));
  return takeExtended(value, isSigned, toBits, toReg(fixed));
}

bool Selector::selectUMulHigh(Operation *op) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  if (bits != 32 && bits != 64)
    return refuse("umul_high of i" + std::to_string(bits), op);
  takeInto(op->getOperand(0), Gpr::rax);
  registers.acquire(toReg(Gpr::rdx));
  Source source = this->source(op->getOperand(1), bits / 8);
  if (source.kind == Source::Kind::Immediate) {
    source.reg = scratchGpr();
    enc.movImm(source.reg, bits == 32 ? uint32_t(source.imm)
                                      : uint64_t(int64_t(source.imm)));
  }
  if (source.kind == Source::Kind::Memory)
    enc.unary(UnaryOp::Mul, bits / 8, source.mem);
  else
    enc.unary(UnaryOp::Mul, bits / 8, source.reg);
  define(result, Gpr::rdx, zeroToOf(bits));
  return true;
}

bool Selector::selectDivision(Operation *op, bool isSigned, bool remainder) {
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  unsigned toBits = bits <= 32 ? 32 : 64, width = toBits / 8;
  auto divisor = constantOf(rhs);
  if (!isSigned && bits == toBits && divisor && *divisor > 0 &&
      llvm::isPowerOf2_64(*divisor) && llvm::isInt<32>(*divisor - 1)) {
    Gpr to = takeGprForResult(lhs, result);
    unsigned shift = llvm::Log2_64(*divisor);
    if (remainder)
      enc.aluImm(AluOp::And, width, to, int32_t(*divisor - 1));
    else if (shift > 0)
      enc.shiftImm(ShiftOp::Shr, width, to, shift);
    define(result, to);
    return true;
  }
  takeExtendedInto(lhs, isSigned, toBits, Gpr::rax);
  registers.acquire(toReg(Gpr::rdx));
  Source source;
  if (bits == toBits)
    source = this->source(rhs, width);
  else
    source = {Source::Kind::Register, takeExtended(rhs, isSigned, toBits)};
  if (source.kind == Source::Kind::Immediate) {
    source.reg = scratchGpr();
    enc.movImm(source.reg, toBits == 32 ? uint32_t(source.imm)
                                        : uint64_t(int64_t(source.imm)));
  }
  if (isSigned)
    enc.extend(width == 8 ? ExtendOp::Cqo : ExtendOp::Cdq);
  else
    enc.zero(Gpr::rdx);
  UnaryOp divide = isSigned ? UnaryOp::Idiv : UnaryOp::Div;
  if (source.kind == Source::Kind::Memory)
    enc.unary(divide, width, source.mem);
  else
    enc.unary(divide, width, source.reg);
  define(result, remainder ? Gpr::rdx : Gpr::rax, zeroToOf(bits));
  return true;
}

//===----------------------------------------------------------------------===//
// Shifts
//===----------------------------------------------------------------------===//

bool Selector::selectShl(Operation *op) {
  return selectShift(op, ShiftOp::Shl);
}
bool Selector::selectLShr(Operation *op) {
  return selectShift(op, ShiftOp::Shr);
}
bool Selector::selectAShr(Operation *op) {
  return selectShift(op, ShiftOp::Sar);
}

bool Selector::selectShift(Operation *op, ShiftOp shift) {
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  unsigned toBits = bits <= 32 ? 32 : 64;
  auto count = constantOf(rhs);
  if (!count)
    takeInto(rhs, Gpr::rcx);
  Reg into = preferredFor(result);
  if (into != Reg::None && !count && into == toReg(Gpr::rcx))
    into = Reg::None;
  if (into != Reg::None)
    registers.lock(into);
  Gpr to = shift == ShiftOp::Shl
               ? takeGpr(lhs, into)
               : takeExtended(lhs, shift == ShiftOp::Sar, toBits, into);
  if (!count)
    enc.shiftCl(shift, toBits / 8, to);
  else if (unsigned masked = *count & (toBits - 1))
    enc.shiftImm(shift, toBits / 8, to, masked);
  define(result, to, bits == 32 && !(count && *count == 0) ? 64 : 0);
  return true;
}

//===----------------------------------------------------------------------===//
// Comparison and selection
//===----------------------------------------------------------------------===//

static Cond condOf(ICmpPredicate predicate) {
  switch (predicate) {
  case ICmpPredicate::Eq:
    return Cond::E;
  case ICmpPredicate::Ne:
    return Cond::NE;
  case ICmpPredicate::Ugt:
    return Cond::A;
  case ICmpPredicate::Uge:
    return Cond::AE;
  case ICmpPredicate::Ult:
    return Cond::B;
  case ICmpPredicate::Ule:
    return Cond::BE;
  case ICmpPredicate::Sgt:
    return Cond::G;
  case ICmpPredicate::Sge:
    return Cond::GE;
  case ICmpPredicate::Slt:
    return Cond::L;
  case ICmpPredicate::Sle:
    return Cond::LE;
  }
  llvm_unreachable("unknown predicate");
}

static bool isSignedPredicate(ICmpPredicate predicate) {
  return predicate >= ICmpPredicate::Sgt;
}

/// Whether the next operation is the only user of a mask's bits and asks
/// whether any is set.
bool Selector::nextTestsBits(Operation *op) {
  ValueInfo &value = info(op->getResult(0));
  if (value.uses != 1 || value.crossesBlocks || !value.isPlain ||
      !isComparedNext(op))
    return false;
  Operation *next = nextOperation(op);
  ICmpPredicate predicate = headerOf(next).opcode == opcodeOf<ICmpOp>()
                                ? propertiesOf<ICmpOp>(next).predicate
                                : propertiesOf<CmpBrOp>(next).predicate;
  return (predicate == ICmpPredicate::Eq || predicate == ICmpPredicate::Ne) &&
         constantOf(next->getOperand(1)) == 0 && mayDefer(op);
}

/// Tests the bits that a deferred and has masked: the zero flag says whether
/// all are clear.
void Selector::testBits(Operation *mask) {
  Value lhs = mask->getOperand(0), rhs = mask->getOperand(1);
  if (constantOf(lhs))
    std::swap(lhs, rhs);
  unsigned bits = bitsOf(lhs.getType());
  Gpr left = useGpr(lhs);
  if (auto constant = constantOf(rhs)) {
    uint64_t set = uint64_t(*constant) & llvm::maskTrailingOnes<uint64_t>(bits);
    if (llvm::isUInt<7>(set))
      return enc.testImm(1, left, int32_t(set));
    if (llvm::isUInt<31>(set) || bits == 32)
      return enc.testImm(4, left, int32_t(set));
    if (llvm::isInt<32>(*constant))
      return enc.testImm(8, left, int32_t(*constant));
  }
  registers.lock(toReg(left));
  enc.test(bits / 8, left, useGpr(rhs));
}

Cond Selector::compare(Value lhs, Value rhs, ICmpPredicate predicate) {
  Cond cond = condOf(predicate);
  if (ValueInfo &value = info(lhs);
      value.deferred &&
      headerOf(value.definition).opcode == opcodeOf<AndOp>()) {
    value.deferred = false;
    registers.consume(idOf(lhs));
    testBits(value.definition);
    return cond;
  }
  if (constantOf(lhs) && !constantOf(rhs)) {
    std::swap(lhs, rhs);
    cond = swapOperands(cond);
  }
  unsigned bits = bitsOf(lhs.getType()), bytes = info(lhs).bytes;
  if (bits != bytes * 8) {
    unsigned toBits = bits <= 32 ? 32 : 64;
    bool isSigned = isSignedPredicate(predicate);
    Gpr left = takeExtended(lhs, isSigned, toBits);
    registers.lock(toReg(left));
    Gpr right = takeExtended(rhs, isSigned, toBits);
    enc.alu(AluOp::Cmp, toBits / 8, left, right);
    return cond;
  }
  Source left = source(lhs, bytes);
  if (left.kind == Source::Kind::Immediate) {
    left = {Source::Kind::Register, scratchGpr()};
    enc.movImm(left.reg, uint64_t(*constantOf(lhs)));
  }
  if (left.kind == Source::Kind::Register)
    registers.lock(toReg(left.reg));
  Source right = source(rhs, left.kind == Source::Kind::Memory ? 0 : bytes);
  if (right.kind == Source::Kind::Immediate) {
    if (left.kind == Source::Kind::Memory)
      enc.aluImm(AluOp::Cmp, bytes, left.mem, right.imm);
    else if (right.imm == 0)
      enc.test(bytes, left.reg, left.reg);
    else
      enc.aluImm(AluOp::Cmp, bytes, left.reg, right.imm);
  } else if (left.kind == Source::Kind::Memory) {
    enc.alu(AluOp::Cmp, bytes, left.mem, right.reg);
  } else if (right.kind == Source::Kind::Memory) {
    enc.alu(AluOp::Cmp, bytes, left.reg, right.mem);
  } else {
    enc.alu(AluOp::Cmp, bytes, left.reg, right.reg);
  }
  return cond;
}

bool Selector::selectICmp(Operation *op) {
  Value result = op->getResult(0);
  if (nextTakesCondition(op)) {
    info(result).deferred = true;
    return true;
  }
  Cond cond = compare(op->getOperand(0), op->getOperand(1),
                      propertiesOf<ICmpOp>(op).predicate);
  flagsLive = true;
  registers.unlockTo({}); // The operands were read.
  Gpr to = resultGpr(result);
  enc.setcc(cond, to);
  flagsLive = false;
  define(result, to, 8);
  return true;
}

/// -1, 0 or 1: whether it is greater, less whether it is less.
bool Selector::selectThreeWay(Operation *op, bool isSigned) {
  Value result = op->getResult(0);
  Cond isGreater = compare(op->getOperand(0), op->getOperand(1),
                           isSigned ? ICmpPredicate::Sgt : ICmpPredicate::Ugt);
  flagsLive = true;
  registers.unlockTo({});
  Gpr to = scratchGpr(), less = scratchGpr();
  enc.setcc(isGreater, to);
  enc.setcc(swapOperands(isGreater), less);
  flagsLive = false;
  enc.alu(AluOp::Sub, 1, to, less);
  enc.movsx(bitsOf(result.getType()) <= 32 ? 4 : 8, 1, to, to);
  define(result, to);
  return true;
}

Selector::Condition Selector::flagsCondition(Value value) {
  if (Operation *op = takeComparison(value)) {
    Value lhs = op->getOperand(0), rhs = op->getOperand(1);
    Condition result;
    if (headerOf(op).opcode == opcodeOf<ICmpOp>())
      result = {compare(lhs, rhs, propertiesOf<ICmpOp>(op).predicate)};
    else
      result = compareFloats(lhs, rhs, propertiesOf<FCmpOp>(op).predicate);
    flagsLive = true;
    return result;
  }
  bool isClean = info(value).zeroTo >= 8;
  Gpr reg = useGpr(value);
  if (isClean)
    enc.test(1, reg, reg);
  else
    enc.testImm(1, reg, 1);
  flagsLive = true;
  return {Cond::NE};
}

bool Selector::selectSelect(Operation *op) {
  Value result = op->getResult(0);
  ValueInfo &value = info(result);
  if (isa<VectorType>(op->getOperand(0).getType()))
    return refuse("select by a vector", op);
  Condition condition = flagsCondition(op->getOperand(0));
  Value ifTrue = op->getOperand(1), ifFalse = op->getOperand(2);
  if (value.bank != Bank::General) {
    selectByBranch(condition, ifTrue, ifFalse, result);
    flagsLive = false;
    return true;
  }
  unsigned width = computeWidth(value.bytes);
  if (condition.combine == Condition::Combine::And) {
    // Both must hold: start with the true value, replace it if one doesn't.
    Gpr to = takeGprForResult(ifTrue, result, ifFalse);
    Gpr other = useGpr(ifFalse);
    enc.cmov(invert(condition.cond), width, to, other);
    enc.cmov(invert(condition.extra), width, to, other);
    flagsLive = false;
    define(result, to);
    return true;
  }
  Gpr to = takeGprForResult(ifFalse, result, ifTrue);
  Gpr other = useGpr(ifTrue);
  enc.cmov(condition.cond, width, to, other);
  if (condition.combine == Condition::Combine::Or)
    enc.cmov(condition.extra, width, to, other);
  flagsLive = false;
  define(result, to);
  return true;
}

bool Selector::selectSMax(Operation *op) {
  return selectMinMax(op, Cond::L, /*isSigned=*/true);
}
bool Selector::selectSMin(Operation *op) {
  return selectMinMax(op, Cond::G, /*isSigned=*/true);
}
bool Selector::selectUMax(Operation *op) {
  return selectMinMax(op, Cond::B, /*isSigned=*/false);
}
bool Selector::selectUMin(Operation *op) {
  return selectMinMax(op, Cond::A, /*isSigned=*/false);
}

/// `replace`: the condition after `cmp first, second` under which the second
/// operand is the result.
bool Selector::selectMinMax(Operation *op, Cond replace, bool isSigned) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  unsigned toBits = bits <= 32 ? 32 : 64;
  Gpr to = takeExtended(op->getOperand(0), isSigned, toBits);
  registers.lock(toReg(to));
  Gpr other = bits == toBits && !constantOf(op->getOperand(1))
                  ? useGpr(op->getOperand(1))
                  : takeExtended(op->getOperand(1), isSigned, toBits);
  enc.alu(AluOp::Cmp, toBits / 8, to, other);
  enc.cmov(replace, toBits / 8, to, other);
  define(result, to, zeroToOf(bits));
  return true;
}

//===----------------------------------------------------------------------===//
// Conversion
//===----------------------------------------------------------------------===//

bool Selector::selectFreeze(Operation *op) {
  Value operand = op->getOperand(0), result = op->getResult(0);
  switch (info(result).bank) {
  case Bank::General: {
    uint8_t zeroTo = info(operand).deferred ? 0 : info(operand).zeroTo;
    define(result, takeGprForResult(operand, result), zeroTo);
    return true;
  }
  case Bank::Float:
    define(result, takeXmmForResult(operand, result));
    return true;
  case Bank::Memory:
    x87Load(operand);
    x87Store(result);
    return true;
  }
  llvm_unreachable("unknown bank");
}
