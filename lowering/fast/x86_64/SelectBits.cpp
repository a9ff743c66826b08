//===- SelectBits.cpp - Bit counts, funnel shifts, overflow ---------------===//
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

static std::string nameOf(unsigned bits) { return "i" + std::to_string(bits); }

//===----------------------------------------------------------------------===//
// Reversal and counts
//===----------------------------------------------------------------------===//

bool Selector::selectBSwap(Operation *op) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  Gpr to = takeGprForResult(op->getOperand(0), result);
  enc.bswap(bits <= 32 ? 4 : 8, to);
  unsigned extra = (bits <= 32 ? 32 : 64) - bits;
  if (extra)
    enc.shiftImm(ShiftOp::Shr, bits <= 32 ? 4 : 8, to, extra);
  define(result, to);
  return true;
}

/// Swaps neighbouring bits, pairs and nibbles, then bytes.
bool Selector::selectBitReverse(Operation *op) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  unsigned width = bits <= 32 ? 4 : 8;
  Gpr to = takeGpr(op->getOperand(0));
  Gpr other = scratchGpr(), mask = scratchGpr();
  constexpr std::pair<unsigned, uint64_t> Steps[] = {{1, 0x5555555555555555},
                                                     {2, 0x3333333333333333},
                                                     {4, 0x0f0f0f0f0f0f0f0f}};
  for (auto [shift, pattern] : Steps) {
    enc.movImm(mask, width == 4 ? uint32_t(pattern) : pattern);
    enc.mov(width, other, to);
    enc.shiftImm(ShiftOp::Shr, width, other, shift);
    enc.alu(AluOp::And, width, other, mask);
    enc.alu(AluOp::And, width, to, mask);
    enc.shiftImm(ShiftOp::Shl, width, to, shift);
    enc.alu(AluOp::Or, width, to, other);
  }
  enc.bswap(width, to);
  if (bits != width * 8)
    enc.shiftImm(ShiftOp::Shr, width, to, width * 8 - bits);
  define(result, to);
  return true;
}

bool Selector::selectCtPop(Operation *op) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  unsigned toBits = bits <= 32 ? 32 : 64, width = toBits / 8;
  Gpr to = takeExtended(op->getOperand(0), /*isSigned=*/false, toBits);
  registers.lock(toReg(to));
  if (features.popcnt) {
    enc.bitScan(BitScanOp::Popcnt, width, to, to);
    define(result, to);
    return true;
  }
  // Sums of 2, 4 and 8 bits beside each other, then of all bytes by a product
  // (Warren, "Hacker's Delight", section 5-1).
  Gpr other = scratchGpr(), mask = scratchGpr();
  auto pattern = [&](uint64_t bytes) {
    enc.movImm(mask, width == 4 ? uint32_t(bytes) : bytes);
  };
  enc.mov(width, other, to);
  enc.shiftImm(ShiftOp::Shr, width, other, 1);
  pattern(0x5555555555555555);
  enc.alu(AluOp::And, width, other, mask);
  enc.alu(AluOp::Sub, width, to, other);
  pattern(0x3333333333333333);
  enc.mov(width, other, to);
  enc.shiftImm(ShiftOp::Shr, width, other, 2);
  enc.alu(AluOp::And, width, to, mask);
  enc.alu(AluOp::And, width, other, mask);
  enc.alu(AluOp::Add, width, to, other);
  enc.mov(width, other, to);
  enc.shiftImm(ShiftOp::Shr, width, other, 4);
  enc.alu(AluOp::Add, width, to, other);
  pattern(0x0f0f0f0f0f0f0f0f);
  enc.alu(AluOp::And, width, to, mask);
  pattern(0x0101010101010101);
  enc.imul(width, to, mask);
  enc.shiftImm(ShiftOp::Shr, width, to, toBits - 8);
  define(result, to);
  return true;
}

/// bsr gives the top bit's number, and for zero sets ZF.
bool Selector::selectCtLz(Operation *op) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  unsigned toBits = bits <= 32 ? 32 : 64, width = toBits / 8;
  Gpr from = takeExtended(op->getOperand(0), /*isSigned=*/false, toBits);
  registers.lock(toReg(from));
  Gpr to = scratchGpr();
  if (features.lzcnt) {
    enc.bitScan(BitScanOp::Lzcnt, width, to, from);
    if (toBits != bits)
      enc.aluImm(AluOp::Sub, width, to, int32_t(toBits - bits));
    define(result, to);
    return true;
  }
  // n ^ (toBits - 1) is toBits - 1 - n; for zero, n = 2 * toBits - 1 makes it
  // toBits.
  Gpr none = scratchGpr();
  enc.movImm(none, 2 * toBits - 1);
  enc.bitScan(BitScanOp::Bsr, width, to, from);
  enc.cmov(Cond::E, width, to, none);
  enc.aluImm(AluOp::Xor, width, to, int32_t(toBits - 1));
  if (toBits != bits)
    enc.aluImm(AluOp::Sub, width, to, int32_t(toBits - bits));
  define(result, to);
  return true;
}

bool Selector::selectCtTz(Operation *op) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  unsigned width = bits <= 32 ? 4 : 8;
  Gpr from = takeGpr(op->getOperand(0));
  // A bit above the width stops the scan there.
  if (bits < 32)
    enc.aluImm(AluOp::Or, 4, from, int32_t(uint32_t(1) << bits));
  else if (bits != 32 && bits != 64)
    enc.bitTestImm(BitTestOp::Bts, 8, from, bits);
  Gpr to = scratchGpr();
  if (features.bmi || bits != width * 8) {
    enc.bitScan(BitScanOp::Tzcnt, width, to, from);
    define(result, to);
    return true;
  }
  Gpr none = scratchGpr();
  enc.movImm(none, bits);
  enc.bitScan(BitScanOp::Bsf, width, to, from);
  enc.cmov(Cond::E, width, to, none);
  define(result, to);
  return true;
}

bool Selector::selectAbs(Operation *op) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  unsigned toBits = bits <= 32 ? 32 : 64, width = toBits / 8;
  Gpr from = takeExtended(op->getOperand(0), /*isSigned=*/true, toBits);
  registers.lock(toReg(from));
  Gpr to = scratchGpr();
  enc.mov(width, to, from);
  enc.unary(UnaryOp::Neg, width, to);
  enc.cmov(Cond::S, width, to, from);
  define(result, to);
  return true;
}

bool Selector::selectFShl(Operation *op) {
  return selectFunnel(op, /*left=*/true);
}
bool Selector::selectFShr(Operation *op) {
  return selectFunnel(op, /*left=*/false);
}

/// shld and shrd at 32 and 64 bits; narrower: a shift of both side by side.
bool Selector::selectFunnel(Operation *op, bool left) {
  Value high = op->getOperand(0), low = op->getOperand(1);
  Value amount = op->getOperand(2), result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  auto count = constantOf(amount);
  if (bits == 32 || bits == 64) {
    unsigned width = bits / 8;
    if (!count)
      takeInto(amount, Gpr::rcx);
    Gpr to = takeGpr(left ? high : low);
    Gpr other = useGpr(left ? low : high);
    DoubleShiftOp shift = left ? DoubleShiftOp::Shld : DoubleShiftOp::Shrd;
    if (count)
      enc.doubleShiftImm(shift, width, to, other, *count & (bits - 1));
    else
      enc.doubleShiftCl(shift, width, to, other);
    define(result, to, bits == 32 ? 64 : 0);
    return true;
  }
  if (bits > 16 || !llvm::isPowerOf2_32(bits))
    return refuse("funnel shift of " + nameOf(bits), op);
  if (!count) {
    takeInto(amount, Gpr::rcx);
    enc.aluImm(AluOp::And, 4, Gpr::rcx, int32_t(bits - 1));
  }
  Gpr both = takeGpr(high);
  Gpr bottom = takeExtended(low, /*isSigned=*/false, 32);
  registers.lock(toReg(bottom));
  enc.shiftImm(ShiftOp::Shl, 4, both, bits);
  enc.alu(AluOp::Or, 4, both, bottom);
  ShiftOp shift = left ? ShiftOp::Shl : ShiftOp::Shr;
  if (count)
    enc.shiftImm(shift, 4, both, *count & (bits - 1));
  else
    enc.shiftCl(shift, 4, both);
  if (left)
    enc.shiftImm(ShiftOp::Shr, 4, both, bits);
  define(result, both);
  return true;
}

//===----------------------------------------------------------------------===//
// Arithmetic with overflow
//===----------------------------------------------------------------------===//

bool Selector::selectSAddOverflow(Operation *op) {
  return selectOverflow(op, AluOp::Add, Cond::O);
}
bool Selector::selectUAddOverflow(Operation *op) {
  return selectOverflow(op, AluOp::Add, Cond::B);
}
bool Selector::selectSSubOverflow(Operation *op) {
  return selectOverflow(op, AluOp::Sub, Cond::O);
}
bool Selector::selectUSubOverflow(Operation *op) {
  return selectOverflow(op, AluOp::Sub, Cond::B);
}

/// The width's own flags say it; odd widths are shifted to the register's top.
bool Selector::selectOverflow(Operation *op, AluOp alu, Cond cond) {
  Value result = op->getResult(0), overflow = op->getResult(1);
  unsigned bits = bitsOf(result.getType()), bytes = info(result).bytes;
  unsigned extra = bytes * 8 - bits;
  Gpr to = takeGpr(op->getOperand(0));
  Source source;
  if (extra == 0) {
    source = this->source(op->getOperand(1), bytes);
  } else {
    source = {Source::Kind::Register, takeGpr(op->getOperand(1))};
    enc.shiftImm(ShiftOp::Shl, std::max(4u, bytes), to, extra);
    enc.shiftImm(ShiftOp::Shl, std::max(4u, bytes), source.reg, extra);
  }
  if (source.kind == Source::Kind::Immediate)
    enc.aluImm(alu, bytes, to, source.imm);
  else if (source.kind == Source::Kind::Memory)
    enc.alu(alu, bytes, to, source.mem);
  else
    enc.alu(alu, bytes, to, source.reg);
  return defineWithOverflow(op, to, cond, extra, result, overflow);
}

bool Selector::defineWithOverflow(Operation *op, Gpr to, Cond cond,
                                  unsigned extra, Value result,
                                  Value overflow) {
  flagsLive = true;
  Gpr flag = scratchGpr();
  enc.setcc(cond, flag);
  flagsLive = false;
  if (extra != 0)
    enc.shiftImm(ShiftOp::Shr, std::max<unsigned>(4, info(result).bytes), to,
                 extra);
  define(result, to);
  define(overflow, flag, 8);
  return true;
}

bool Selector::selectSMulOverflow(Operation *op) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  if (bits == 16 || bits == 32 || bits == 64) {
    Gpr to = takeGpr(op->getOperand(0));
    Source source = this->source(op->getOperand(1), 0);
    if (source.kind == Source::Kind::Immediate)
      enc.imulImm(bits / 8, to, to, source.imm);
    else
      enc.imul(bits / 8, to, source.reg);
    return defineWithOverflow(op, to, Cond::O, 0, result, op->getResult(1));
  }
  if (bits > 32)
    return refuse("smul_overflow of " + nameOf(bits), op);
  // Exact in twice the width: wrapped if it changes by sign extension.
  Gpr to = takeExtended(op->getOperand(0), /*isSigned=*/true, 64);
  registers.lock(toReg(to));
  Gpr other = takeExtended(op->getOperand(1), /*isSigned=*/true, 64);
  registers.lock(toReg(other));
  enc.imul(8, to, other);
  enc.mov(8, other, to);
  extend(other, bits, /*isSigned=*/true, 64);
  enc.alu(AluOp::Cmp, 8, other, to);
  return defineWithOverflow(op, to, Cond::NE, 0, result, op->getResult(1));
}

bool Selector::selectUMulOverflow(Operation *op) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  if (bits == 32 || bits == 64) {
    takeInto(op->getOperand(0), Gpr::rax);
    registers.acquire(toReg(Gpr::rdx));
    Gpr other = useGpr(op->getOperand(1));
    enc.unary(UnaryOp::Mul, bits / 8, other);
    return defineWithOverflow(op, Gpr::rax, Cond::O, 0, result,
                              op->getResult(1));
  }
  if (bits > 32)
    return refuse("umul_overflow of " + nameOf(bits), op);
  Gpr to = takeExtended(op->getOperand(0), /*isSigned=*/false, 64);
  registers.lock(toReg(to));
  Gpr other = takeExtended(op->getOperand(1), /*isSigned=*/false, 64);
  registers.lock(toReg(other));
  enc.imul(8, to, other);
  enc.mov(8, other, to);
  enc.shiftImm(ShiftOp::Shr, 8, other, bits);
  return defineWithOverflow(op, to, Cond::NE, 0, result, op->getResult(1));
}

//===----------------------------------------------------------------------===//
// Saturation
//===----------------------------------------------------------------------===//

bool Selector::selectUAddSat(Operation *op) {
  return selectSaturating(op, AluOp::Add, /*isSigned=*/false);
}
bool Selector::selectUSubSat(Operation *op) {
  return selectSaturating(op, AluOp::Sub, /*isSigned=*/false);
}
bool Selector::selectSAddSat(Operation *op) {
  return selectSaturating(op, AluOp::Add, /*isSigned=*/true);
}
bool Selector::selectSSubSat(Operation *op) {
  return selectSaturating(op, AluOp::Sub, /*isSigned=*/true);
}

bool Selector::selectSaturating(Operation *op, AluOp alu, bool isSigned) {
  Value result = op->getResult(0);
  unsigned bits = bitsOf(result.getType());
  if (bits != 8 && bits != 16 && bits != 32 && bits != 64)
    return refuse("saturating arithmetic on " + nameOf(bits), op);
  unsigned bytes = bits / 8, width = std::max(4u, bytes);
  Gpr to = takeGpr(op->getOperand(0));
  Gpr other = useGpr(op->getOperand(1));
  Gpr limit = scratchGpr();
  if (isSigned) {
    // The least value if the first operand is negative, else the greatest:
    // (first >> all) ^ greatest.
    enc.mov(width, limit, to);
    extend(limit, std::min(bits, width * 8), /*isSigned=*/true, width * 8);
    enc.shiftImm(ShiftOp::Sar, width, limit, width * 8 - 1);
    uint64_t greatest = llvm::maskTrailingOnes<uint64_t>(bits - 1);
    if (bits == 64) {
      Gpr mask = scratchGpr();
      enc.movImm(mask, greatest);
      enc.alu(AluOp::Xor, 8, limit, mask);
    } else {
      enc.aluImm(AluOp::Xor, 4, limit, int32_t(greatest));
    }
  } else {
    enc.movImm(limit,
               alu == AluOp::Add ? llvm::maskTrailingOnes<uint64_t>(bits) : 0);
  }
  enc.alu(alu, bytes, to, other);
  enc.cmov(isSigned ? Cond::O : Cond::B, width, to, limit);
  define(result, to);
  return true;
}
