//===- IntegerEncoder.h - Integer instructions ------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Moves, arithmetic, shifts, bit operations, selection. Widths are in bytes, 4
// or 8; an operation of width 4 clears the destination's upper half. Operand
// order is (destination, sources), Arm's. Sources: Arm ARM, chapter C6, one
// section a mnemonic.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_INTEGERENCODER_H
#define SHUNT_LOWERING_FAST_AARCH64_INTEGERENCODER_H

#include "lowering/fast/aarch64/EncoderBase.h"
#include "lowering/fast/aarch64/Immediates.h"
#include "lowering/fast/aarch64/IntegerOps.h"

namespace shunt::aarch64 {

/// Encodes integer instructions between registers.
class IntegerEncoder : public EncoderBase {
public:
  //===--------------------------------------------------------------------===//
  // Moves
  //===--------------------------------------------------------------------===//

  /// mov dst, src; neither is sp, src may be zr.
  void mov(unsigned width, Gpr dst, Gpr src) {
    emit(0x2a0003e0 | sf(width) | m(src) | d(dst));
  }
  /// mov dst, src, of which either may be sp and none zr; all 8 bytes.
  void movSp(Gpr dst, Gpr src) { emit(0x91000000 | nSp(src) | dSp(dst)); }
  /// dst = value in the fewest instructions, at most 4: movz or movn and movk,
  /// or orr. Width 4 ignores the value's upper half. Flags are kept.
  void movImm(unsigned width, Gpr dst, uint64_t value);
  /// How many instructions movImm() takes: 1 to 4.
  static unsigned movImmCount(unsigned width, uint64_t value);
  /// movz, movn or movk dst, #imm, lsl #shift (0, 16, 32, 48).
  void moveWide(MoveWideOp op, unsigned width, Gpr dst, uint16_t imm,
                unsigned shift) {
    assert(shift % 16 == 0 && shift < 8 * width && "shift is a halfword's");
    emit(static_cast<uint32_t>(op) | sf(width) | shift << 17 |
         uint32_t(imm) << 5 | d(dst));
  }
  /// The same at width 8 with 16 bits of symbol + addend, by a relocation such
  /// as R_AARCH64_MOVW_UABS_G1_NC.
  void moveWide(MoveWideOp op, Gpr dst, unsigned shift, object::SymbolId symbol,
                uint32_t relocationType, int64_t addend = 0) {
    assert(shift % 16 == 0 && shift < 64 && "shift is a halfword's");
    emitRelocated(static_cast<uint32_t>(op) | sf(8) | shift << 17 | d(dst),
                  symbol, relocationType, addend);
  }

  //===--------------------------------------------------------------------===//
  // Addition and subtraction
  //===--------------------------------------------------------------------===//

  /// op dst, a, b, shift #amount; no operand is sp, each may be zr. Not ROR.
  void addSub(AddSubOp op, unsigned width, Gpr dst, Gpr a, Gpr b,
              Shift shift = Shift::LSL, unsigned amount = 0) {
    assert(shift != Shift::ROR && amount < 8 * width && "no such shift");
    emit(0x0b000000 | static_cast<uint32_t>(op) | sf(width) |
         static_cast<uint32_t>(shift) << 22 | m(b) | amount << 10 | n(a) |
         d(dst));
  }
  /// op dst, a, b, extend #amount (0 to 4). `a` may be sp; so may dst unless
  /// the flags are set, where it may be zr instead.
  void addSubExtended(AddSubOp op, unsigned width, Gpr dst, Gpr a, Gpr b,
                      Extend extend, unsigned amount = 0) {
    assert(amount <= 4 && "extended operands shift by 0 to 4");
    emit(0x0b200000 | static_cast<uint32_t>(op) | sf(width) | m(b) |
         static_cast<uint32_t>(extend) << 13 | amount << 10 | nSp(a) |
         addSubResult(op, dst));
  }
  /// op dst, a, #imm; asserts isAddSubImm(imm). `a` may be sp; so may dst
  /// unless the flags are set, where it may be zr instead.
  void addSubImm(AddSubOp op, unsigned width, Gpr dst, Gpr a, uint32_t imm) {
    assert(isAddSubImm(imm) && "not an immediate of addition");
    uint32_t isShifted = imm >> 12 != 0;
    emit(0x11000000 | static_cast<uint32_t>(op) | sf(width) | isShifted << 22 |
         imm >> 12 * isShifted << 10 | nSp(a) | addSubResult(op, dst));
  }
  /// add dst, src, #:lo12:symbol or another 12 bits of symbol + addend at width
  /// 8; `isHigh`: they count units of 4096, e.g.
  /// R_AARCH64_TLSLE_ADD_TPREL_HI12.
  void addSymbol(Gpr dst, Gpr src, object::SymbolId symbol,
                 uint32_t relocationType, int64_t addend = 0,
                 bool isHigh = false) {
    emitRelocated(0x91000000 | uint32_t(isHigh) << 22 | nSp(src) | dSp(dst),
                  symbol, relocationType, addend);
  }
  /// dst = src + imm in one or two instructions (|imm| below 2^24); false and
  /// nothing emitted if there are none. Flags are kept; either may be sp.
  /// An addition of 0 to the same register is left out.
  bool addImm(unsigned width, Gpr dst, Gpr src, int64_t imm);
  /// dst = src + imm for any imm, with `scratch` (not src, sp or zr; may be
  /// dst) where that needs it.
  void addImm(unsigned width, Gpr dst, Gpr src, int64_t imm, Gpr scratch);

  void add(unsigned width, Gpr dst, Gpr a, Gpr b) {
    addSub(AddSubOp::Add, width, dst, a, b);
  }
  void sub(unsigned width, Gpr dst, Gpr a, Gpr b) {
    addSub(AddSubOp::Sub, width, dst, a, b);
  }
  void neg(unsigned width, Gpr dst, Gpr src) { sub(width, dst, Gpr::zr, src); }
  /// The flags of a - b.
  void cmp(unsigned width, Gpr a, Gpr b) {
    addSub(AddSubOp::Subs, width, Gpr::zr, a, b);
  }
  /// The flags of a - imm or, if that isn't encodable, of a + -imm, which are
  /// the same but for imm 0. False: neither is; nothing is emitted.
  bool cmpImm(unsigned width, Gpr a, int64_t imm);
  /// op dst, a, b with the carry.
  void addSubCarry(CarryOp op, unsigned width, Gpr dst, Gpr a, Gpr b) {
    emit(static_cast<uint32_t>(op) | sf(width) | m(b) | n(a) | d(dst));
  }

  //===--------------------------------------------------------------------===//
  // Logic
  //===--------------------------------------------------------------------===//

  /// op dst, a, b, shift #amount; no operand is sp, each may be zr.
  void logic(LogicOp op, unsigned width, Gpr dst, Gpr a, Gpr b,
             Shift shift = Shift::LSL, unsigned amount = 0) {
    assert(amount < 8 * width && "no such shift");
    emit(0x0a000000 | static_cast<uint32_t>(op) | sf(width) |
         static_cast<uint32_t>(shift) << 22 | m(b) | amount << 10 | n(a) |
         d(dst));
  }
  /// op dst, a, #imm, for And, Orr, Eor and Ands. dst may be sp unless op is
  /// Ands, where it may be zr instead.
  void logicImm(LogicOp op, unsigned width, Gpr dst, Gpr a, LogicalImm imm) {
    assert((static_cast<uint32_t>(op) & 1u << 21) == 0 && "no immediate form");
    assert((width == 8 || imm.fields >> 12 == 0) && "immediate of width 8");
    uint32_t result = op == LogicOp::Ands ? d(dst) : dSp(dst);
    emit(0x12000000 | static_cast<uint32_t>(op) | sf(width) |
         uint32_t(imm.fields) << 10 | n(a) | result);
  }
  /// mvn dst, src
  void mvn(unsigned width, Gpr dst, Gpr src) {
    logic(LogicOp::Orn, width, dst, Gpr::zr, src);
  }
  /// The flags of a & b.
  void tst(unsigned width, Gpr a, Gpr b) {
    logic(LogicOp::Ands, width, Gpr::zr, a, b);
  }

  //===--------------------------------------------------------------------===//
  // Multiplication, division, shifts by registers
  //===--------------------------------------------------------------------===//

  /// dst = c +- a * b
  void multiply(MultiplyOp op, unsigned width, Gpr dst, Gpr a, Gpr b, Gpr c) {
    assert((width == 8 || !(static_cast<uint32_t>(op) & 1u << 21)) &&
           "long multiplication is of width 8");
    emit(static_cast<uint32_t>(op) | sf(width) | m(b) | number(c) << 10 | n(a) |
         d(dst));
  }
  void mul(unsigned width, Gpr dst, Gpr a, Gpr b) {
    multiply(MultiplyOp::Madd, width, dst, a, b, Gpr::zr);
  }
  /// dst (8 bytes) = a * b (4 bytes each), signed and unsigned.
  void smull(Gpr dst, Gpr a, Gpr b) {
    multiply(MultiplyOp::Smaddl, 8, dst, a, b, Gpr::zr);
  }
  void umull(Gpr dst, Gpr a, Gpr b) {
    multiply(MultiplyOp::Umaddl, 8, dst, a, b, Gpr::zr);
  }
  /// dst = the upper 8 bytes of a * b (8 bytes each), signed and unsigned.
  void smulh(Gpr dst, Gpr a, Gpr b) { emit(0x9b407c00 | m(b) | n(a) | d(dst)); }
  void umulh(Gpr dst, Gpr a, Gpr b) { emit(0x9bc07c00 | m(b) | n(a) | d(dst)); }
  /// op dst, a, b: division and shifts by b.
  void twoSource(TwoSourceOp op, unsigned width, Gpr dst, Gpr a, Gpr b) {
    emit(static_cast<uint32_t>(op) | sf(width) | m(b) | n(a) | d(dst));
  }

  //===--------------------------------------------------------------------===//
  // Bits
  //===--------------------------------------------------------------------===//

  /// op dst, src: counts and reversals.
  void oneSource(OneSourceOp op, unsigned width, Gpr dst, Gpr src) {
    uint32_t isLongRev = (width & 8u) << 7 & -uint32_t(op == OneSourceOp::Rev);
    emit(static_cast<uint32_t>(op) | sf(width) | isLongRev | n(src) | d(dst));
  }
  /// rev32 dst, src: the bytes of each half, at width 8.
  void rev32(Gpr dst, Gpr src) { emit(0xdac00800 | n(src) | d(dst)); }
  /// sbfm, bfm, ubfm dst, src, #immr, #imms
  void bitfield(BitfieldOp op, unsigned width, Gpr dst, Gpr src, unsigned immr,
                unsigned imms) {
    assert(immr < 8 * width && imms < 8 * width && "no such bit");
    emit(static_cast<uint32_t>(op) | sf(width) | (width & 8u) << 19 |
         immr << 16 | imms << 10 | n(src) | d(dst));
  }
  /// dst = `count` (at least 1) bits of src from `lsb` on, zero-extended,
  /// sign-extended, or put into the low bits of dst.
  void ubfx(unsigned width, Gpr dst, Gpr src, unsigned lsb, unsigned count) {
    bitfield(BitfieldOp::Ubfm, width, dst, src, lsb, lsb + count - 1);
  }
  void sbfx(unsigned width, Gpr dst, Gpr src, unsigned lsb, unsigned count) {
    bitfield(BitfieldOp::Sbfm, width, dst, src, lsb, lsb + count - 1);
  }
  void bfxil(unsigned width, Gpr dst, Gpr src, unsigned lsb, unsigned count) {
    bitfield(BitfieldOp::Bfm, width, dst, src, lsb, lsb + count - 1);
  }
  /// The low `count` (at least 1) bits of src at `lsb` of dst, the rest zero,
  /// the sign, or kept.
  void ubfiz(unsigned width, Gpr dst, Gpr src, unsigned lsb, unsigned count) {
    insert(BitfieldOp::Ubfm, width, dst, src, lsb, count);
  }
  void sbfiz(unsigned width, Gpr dst, Gpr src, unsigned lsb, unsigned count) {
    insert(BitfieldOp::Sbfm, width, dst, src, lsb, count);
  }
  void bfi(unsigned width, Gpr dst, Gpr src, unsigned lsb, unsigned count) {
    insert(BitfieldOp::Bfm, width, dst, src, lsb, count);
  }
  /// Shifts by a constant below the width.
  void lslImm(unsigned width, Gpr dst, Gpr src, unsigned amount) {
    insert(BitfieldOp::Ubfm, width, dst, src, amount, 8 * width - amount);
  }
  void lsrImm(unsigned width, Gpr dst, Gpr src, unsigned amount) {
    bitfield(BitfieldOp::Ubfm, width, dst, src, amount, 8 * width - 1);
  }
  void asrImm(unsigned width, Gpr dst, Gpr src, unsigned amount) {
    bitfield(BitfieldOp::Sbfm, width, dst, src, amount, 8 * width - 1);
  }
  void rorImm(unsigned width, Gpr dst, Gpr src, unsigned amount) {
    extr(width, dst, src, src, amount);
  }
  /// dst = high:low >> lsb
  void extr(unsigned width, Gpr dst, Gpr high, Gpr low, unsigned lsb) {
    assert(lsb < 8 * width && "no such bit");
    emit(0x13800000 | sf(width) | (width & 8u) << 19 | m(low) | lsb << 10 |
         n(high) | d(dst));
  }
  /// The whole of dst = the zero-extended source of 1, 2 or 4 bytes.
  void zeroExtend(unsigned srcWidth, Gpr dst, Gpr src) {
    if (srcWidth == 4)
      return mov(4, dst, src);
    ubfx(4, dst, src, 0, 8 * srcWidth);
  }
  /// dst = the sign-extended source of 1, 2 or (to 8) 4 bytes; the upper half
  /// of dst is zero at a dstWidth of 4.
  void signExtend(unsigned dstWidth, unsigned srcWidth, Gpr dst, Gpr src) {
    assert(srcWidth < dstWidth && "nothing to extend");
    sbfx(dstWidth, dst, src, 0, 8 * srcWidth);
  }

  //===--------------------------------------------------------------------===//
  // Conditions
  //===--------------------------------------------------------------------===//

  /// op dst, a, b, cond
  void select(SelectOp op, unsigned width, Gpr dst, Gpr a, Gpr b, Cond cond) {
    emit(static_cast<uint32_t>(op) | sf(width) | m(b) | bitsOf(cond) << 12 |
         n(a) | d(dst));
  }
  void csel(unsigned width, Gpr dst, Gpr a, Gpr b, Cond cond) {
    select(SelectOp::Csel, width, dst, a, b, cond);
  }
  /// dst = cond ? 1 : 0, or ? -1 : 0.
  void cset(unsigned width, Gpr dst, Cond cond) {
    select(SelectOp::Csinc, width, dst, Gpr::zr, Gpr::zr, invert(cond));
  }
  void csetm(unsigned width, Gpr dst, Cond cond) {
    select(SelectOp::Csinv, width, dst, Gpr::zr, Gpr::zr, invert(cond));
  }
  /// The flags of comparing a and b if cond holds, else nzcv (n is bit 3).
  void compareIf(CompareIfOp op, unsigned width, Gpr a, Gpr b, unsigned nzcv,
                 Cond cond) {
    emit(static_cast<uint32_t>(op) | sf(width) | m(b) | bitsOf(cond) << 12 |
         n(a) | field(nzcv, 4, 0));
  }
  /// The same with a constant from 0 to 31.
  void compareIfImm(CompareIfOp op, unsigned width, Gpr a, unsigned imm,
                    unsigned nzcv, Cond cond) {
    emit(static_cast<uint32_t>(op) | sf(width) | field(imm, 5, 16) |
         bitsOf(cond) << 12 | 1u << 11 | n(a) | field(nzcv, 4, 0));
  }

protected:
  using EncoderBase::EncoderBase;

  static constexpr uint32_t bitsOf(Cond cond) {
    return static_cast<uint32_t>(cond);
  }

private:
  static constexpr uint32_t addSubResult(AddSubOp op, Gpr dst) {
    bool setsFlags = static_cast<uint32_t>(op) & 1u << 29;
    return setsFlags ? d(dst) : dSp(dst);
  }
  void insert(BitfieldOp op, unsigned width, Gpr dst, Gpr src, unsigned lsb,
              unsigned count) {
    assert(lsb < 8 * width && count != 0 && lsb + count <= 8 * width &&
           "no such field");
    bitfield(op, width, dst, src, -lsb & (8 * width - 1), count - 1);
  }
};

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_INTEGERENCODER_H
