//===- SelectBits.cpp - Bit counts, funnel shifts, overflow ---------------===//
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

static std::string nameOf(unsigned bits) { return "i" + std::to_string(bits); }

/// The width in bytes in which an integer of `bits` is computed.
static unsigned computeWidth(unsigned bits) { return bits <= 32 ? 4 : 8; }

//===----------------------------------------------------------------------===//
// Reversal and counts
//===----------------------------------------------------------------------===//

bool Selector::selectBSwap(Operation *op) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType()), width = computeWidth(bits);
  Gpr from = useGpr(op->getOperand(0));
  Gpr to = resultGpr(result);
  enc.oneSource(OneSourceOp::Rev, width, to, from);
  if (bits != 8 * width)
    enc.lsrImm(width, to, to, 8 * width - bits);
  define(result, to, 64);
  return true;
}

bool Selector::selectBitReverse(Operation *op) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType()), width = computeWidth(bits);
  Gpr from = useGpr(op->getOperand(0));
  Gpr to = resultGpr(result);
  enc.oneSource(OneSourceOp::Rbit, width, to, from);
  if (bits != 8 * width)
    enc.lsrImm(width, to, to, 8 * width - bits);
  define(result, to, 64);
  return true;
}

/// By way of a vector register, whose bytes have a count.
bool Selector::selectCtPop(Operation *op) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType()), width = computeWidth(bits);
  Gpr from = useExtended(op->getOperand(0), /*isSigned=*/false, 8 * width);
  Fpr counts = scratchFpr();
  Gpr to = resultGpr(result);
  enc.fmov(width, counts, from);
  enc.simd(SimdTwoSameOp::Cnt, Arrangement::B8, counts, counts);
  enc.simdAcross(SimdAcrossOp::Addv, Arrangement::B8, counts, counts);
  enc.fmov(4, to, counts);
  define(result, to, 64);
  return true;
}

bool Selector::selectCtLz(Operation *op) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType()), width = computeWidth(bits);
  Gpr from = useExtended(op->getOperand(0), /*isSigned=*/false, 8 * width);
  Gpr to = resultGpr(result);
  enc.oneSource(OneSourceOp::Clz, width, to, from);
  if (bits != 8 * width)
    enc.addSubImm(AddSubOp::Sub, width, to, to, 8 * width - bits);
  define(result, to, 64);
  return true;
}

bool Selector::selectCtTz(Operation *op) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType()), width = computeWidth(bits);
  Gpr from = useGpr(op->getOperand(0));
  Gpr to = resultGpr(result);
  if (bits != 8 * width) {
    // A bit above the type stops the count there.
    enc.logicImm(LogicOp::Orr, width, to, from,
                 *LogicalImm::of(width, uint64_t(1) << bits));
    from = to;
  }
  enc.oneSource(OneSourceOp::Rbit, width, to, from);
  enc.oneSource(OneSourceOp::Clz, width, to, to);
  define(result, to, 64);
  return true;
}

bool Selector::selectAbs(Operation *op) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType()), width = computeWidth(bits);
  Gpr from = useExtended(op->getOperand(0), /*isSigned=*/true, 8 * width);
  Gpr to = resultGpr(result);
  enc.cmpImm(width, from, 0);
  enc.select(SelectOp::Csneg, width, to, from, from, Cond::PL);
  define(result, to);
  return true;
}

//===----------------------------------------------------------------------===//
// Funnel shifts
//===----------------------------------------------------------------------===//

bool Selector::selectFShl(Operation *op) {
  return selectFunnel(op, /*left=*/true);
}
bool Selector::selectFShr(Operation *op) {
  return selectFunnel(op, /*left=*/false);
}

bool Selector::selectFunnel(Operation *op, bool left) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType()), width = bits / 8;
  if (bits != 32 && bits != 64)
    return selectNarrowFunnel(op, left);
  uint8_t zeroTo = bits == 32 ? 64 : 0;
  Gpr high = useGpr(op->getOperand(0)), low = useGpr(op->getOperand(1));
  if (auto count = constantOf(op->getOperand(2))) {
    unsigned by = *count & (bits - 1);
    Gpr to = resultGpr(result);
    if (by == 0)
      enc.mov(width, to, left ? high : low);
    else
      enc.extr(width, to, high, low, left ? bits - by : by);
    define(result, to, zeroTo);
    return true;
  }
  Gpr count = useGpr(op->getOperand(2));
  Gpr to = earlyResultGpr(result, {high, low, count});
  if (op->getOperand(0) == op->getOperand(1)) {
    // A rotation, to the right by what it is less to the left.
    if (left)
      enc.neg(width, to, count);
    enc.twoSource(TwoSourceOp::Ror, width, to, high, left ? to : count);
    define(result, to, zeroTo);
    return true;
  }
  // The part that moves in is shifted once, then by the complement, so that a
  // count of zero moves in nothing.
  enc.mvn(width, scratch, count);
  if (left)
    enc.lsrImm(width, to, low, 1);
  else
    enc.lslImm(width, to, high, 1);
  enc.twoSource(left ? TwoSourceOp::Lsr : TwoSourceOp::Lsl, width, to, to,
                scratch);
  enc.twoSource(left ? TwoSourceOp::Lsl : TwoSourceOp::Lsr, width, scratch,
                left ? high : low, count);
  enc.logic(LogicOp::Orr, width, to, to, scratch);
  define(result, to, zeroTo);
  return true;
}

/// Both side by side in one register, which is shifted.
bool Selector::selectNarrowFunnel(Operation *op, bool left) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  if (bits > 16 || !llvm::isPowerOf2_32(bits))
    return refuse("funnel shift of " + nameOf(bits), op);
  Gpr high = useGpr(op->getOperand(0));
  Gpr low = useExtended(op->getOperand(1), /*isSigned=*/false, 32);
  auto count = constantOf(op->getOperand(2));
  Gpr by = count ? Gpr::zr : useGpr(op->getOperand(2));
  Gpr to = earlyResultGpr(result, {high, low, by});
  enc.logic(LogicOp::Orr, 4, to, low, high, Shift::LSL, bits);
  auto shift = left ? TwoSourceOp::Lsl : TwoSourceOp::Lsr;
  if (count) {
    enc.movImm(4, scratch, *count & (bits - 1));
  } else if (bits == 1) {
    enc.mov(4, scratch, Gpr::zr); // Any count is a multiple of the width.
  } else {
    enc.logicImm(LogicOp::And, 4, scratch, by, *LogicalImm::of(4, bits - 1));
  }
  enc.twoSource(shift, 4, to, to, scratch);
  if (left)
    enc.lsrImm(4, to, to, bits);
  define(result, to);
  return true;
}

//===----------------------------------------------------------------------===//
// Arithmetic with overflow
//===----------------------------------------------------------------------===//

bool Selector::selectSAddOverflow(Operation *op) {
  return selectOverflow(op, AddSubOp::Adds, Cond::VS);
}
bool Selector::selectUAddOverflow(Operation *op) {
  return selectOverflow(op, AddSubOp::Adds, Cond::HS);
}
bool Selector::selectSSubOverflow(Operation *op) {
  return selectOverflow(op, AddSubOp::Subs, Cond::VS);
}
bool Selector::selectUSubOverflow(Operation *op) {
  return selectOverflow(op, AddSubOp::Subs, Cond::LO);
}

/// A register with the value's bits at the top of `width` bytes, the rest zero.
Gpr Selector::useShiftedUp(Value value, unsigned by, unsigned width) {
  if (by == 0)
    return useGprOrZero(value);
  Gpr from = useGpr(value);
  Gpr to = scratchGpr();
  enc.lslImm(width, to, from, by);
  return to;
}

/// The width's own flags say it; narrower types lie at the register's top.
bool Selector::selectOverflow(Operation *op, AddSubOp add, Cond cond) {
  Value result = op->getResult(0), overflow = op->getResult(1);
  unsigned bits = bitsOf(result.getType()), width = computeWidth(bits);
  unsigned extra = 8 * width - bits;
  Gpr left = useShiftedUp(op->getOperand(0), extra, width);
  auto constant = constantOf(op->getOperand(1));
  bool isImm = constant && *constant >= 0 && extra == 0 &&
               isAddSubImm(uint64_t(*constant)) && left != Gpr::zr;
  Gpr right = isImm ? Gpr::None : useShiftedUp(op->getOperand(1), extra, width);
  Gpr to = resultGpr(result), flag = resultGpr(overflow);
  // A preferred register may be the operand's, or be that of both results.
  if (flag == to)
    flag = scratchGpr();
  if (isImm)
    enc.addSubImm(add, width, to, left, uint32_t(*constant));
  else
    enc.addSub(add, width, to, left, right);
  enc.cset(4, flag, cond);
  if (extra != 0)
    enc.lsrImm(width, to, to, extra);
  define(result, to, extra != 0 || bits == 32 ? 64 : 0);
  define(overflow, flag, 64);
  return true;
}

bool Selector::selectSMulOverflow(Operation *op) {
  return selectMulOverflow(op, /*isSigned=*/true);
}
bool Selector::selectUMulOverflow(Operation *op) {
  return selectMulOverflow(op, /*isSigned=*/false);
}

/// Exact in twice the width: wrapped if the upper part isn't what the lower
/// one's extension is.
bool Selector::selectMulOverflow(Operation *op, bool isSigned) {
  Value result = op->getResult(0), overflow = op->getResult(1);
  unsigned bits = bitsOf(result.getType());
  if (bits > 32 && bits != 64)
    return refuse((isSigned ? "smul_overflow of " : "umul_overflow of ") +
                      nameOf(bits),
                  op);
  unsigned width = computeWidth(bits);
  Gpr left = useExtended(op->getOperand(0), isSigned, 8 * width);
  Gpr right = useExtended(op->getOperand(1), isSigned, 8 * width);
  Gpr to = earlyResultGpr(result, {left, right});
  Gpr flag = resultGpr(overflow);
  if (flag == to)
    flag = scratchGpr();
  if (bits == 64) {
    enc.mul(8, to, left, right);
    if (isSigned) {
      enc.smulh(scratch, left, right);
      enc.addSub(AddSubOp::Subs, 8, Gpr::zr, scratch, to, Shift::ASR, 63);
    } else {
      enc.umulh(scratch, left, right);
      enc.cmpImm(8, scratch, 0);
    }
  } else {
    isSigned ? enc.smull(to, left, right) : enc.umull(to, left, right);
    extend(scratch, to, bits, isSigned, 64);
    enc.cmp(8, scratch, to);
  }
  enc.cset(4, flag, Cond::NE);
  define(result, to);
  define(overflow, flag, 64);
  return true;
}

//===----------------------------------------------------------------------===//
// Saturation
//===----------------------------------------------------------------------===//

bool Selector::selectUAddSat(Operation *op) {
  return selectSaturating(op, AddSubOp::Adds, /*isSigned=*/false);
}
bool Selector::selectUSubSat(Operation *op) {
  return selectSaturating(op, AddSubOp::Subs, /*isSigned=*/false);
}
bool Selector::selectSAddSat(Operation *op) {
  return selectSaturating(op, AddSubOp::Adds, /*isSigned=*/true);
}
bool Selector::selectSSubSat(Operation *op) {
  return selectSaturating(op, AddSubOp::Subs, /*isSigned=*/true);
}

/// As with overflow; what wrapped is replaced by the limit.
bool Selector::selectSaturating(Operation *op, AddSubOp add, bool isSigned) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType()), width = computeWidth(bits);
  unsigned extra = 8 * width - bits;
  Gpr left = useShiftedUp(op->getOperand(0), extra, width);
  Gpr right = useShiftedUp(op->getOperand(1), extra, width);
  Gpr to = resultGpr(result);
  enc.addSub(add, width, to, left, right);
  if (!isSigned) {
    // All ones for a sum, zero for a difference.
    if (add == AddSubOp::Adds)
      enc.select(SelectOp::Csinv, width, to, to, Gpr::zr, Cond::LO);
    else
      enc.csel(width, to, to, Gpr::zr, Cond::HS);
  } else {
    // The wrapped result's sign is wrong: the limit is the greatest value if it
    // is negative, else the least.
    enc.addSub(AddSubOp::Add, width, scratch, Gpr::zr, to, Shift::ASR,
               8 * width - 1);
    enc.logicImm(LogicOp::Eor, width, scratch, scratch,
                 *LogicalImm::of(width, uint64_t(1) << (8 * width - 1)));
    enc.csel(width, to, scratch, to, Cond::VS);
  }
  if (extra != 0 && isSigned)
    enc.asrImm(width, to, to, extra);
  else if (extra != 0)
    enc.lsrImm(width, to, to, extra);
  define(result, to);
  return true;
}
