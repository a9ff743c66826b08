//===- SimdEncoder.h - Vector instructions ----------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Advanced SIMD of the base architecture: vectors of 8 and 16 bytes; what
// writes 8 clears the upper ones. Sources: Arm ARM, section C4.1.96 and chapter
// C7, one section a mnemonic.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_SIMDENCODER_H
#define SHUNT_LOWERING_FAST_AARCH64_SIMDENCODER_H

#include "lowering/fast/aarch64/FloatEncoder.h"
#include "lowering/fast/aarch64/SimdOps.h"

namespace shunt::aarch64 {

/// Encodes vector instructions. Callers give arrangements that SimdOps.def
/// allows.
class SimdEncoder : public FloatEncoder {
public:
  /// op dst.t, a.t, b.t
  void simd(SimdThreeSameOp op, Arrangement t, Fpr dst, Fpr a, Fpr b) {
    emit(typed(static_cast<uint32_t>(op), t) | m(b) | n(a) | d(dst));
  }
  /// op dst.t, a.t
  void simd(SimdTwoSameOp op, Arrangement t, Fpr dst, Fpr a) {
    emit(typed(static_cast<uint32_t>(op), t) | n(a) | d(dst));
  }
  /// op dst, a.t
  void simdAcross(SimdAcrossOp op, Arrangement t, Fpr dst, Fpr a) {
    assert(t != Arrangement::S2 && t != Arrangement::D2 && "no such form");
    emit(static_cast<uint32_t>(op) | typeBits(t) | n(a) | d(dst));
  }
  /// op dst.t, a.t, #amount: left 0 to bits - 1, right 1 to bits.
  void simdShift(SimdShiftOp op, Arrangement t, Fpr dst, Fpr a,
                 unsigned amount) {
    unsigned bits = 8u << (static_cast<unsigned>(t) & 3);
    bool isLeft = op == SimdShiftOp::Shl || op == SimdShiftOp::Sli;
    assert(amount - !isLeft < bits && "no such shift");
    unsigned field = isLeft ? bits + amount : 2 * bits - amount;
    emit(static_cast<uint32_t>(op) | q(t) | field << 16 | n(a) | d(dst));
  }
  /// op dst, a.t, b.t, where dst has t's elements in double width; t of 8 bytes
  /// takes the lower halves of a and b, of 16 the upper (the names with 2). Not
  /// D2.
  void simdLong(SimdLongOp op, Arrangement t, Fpr dst, Fpr a, Fpr b) {
    assert(t != Arrangement::D2 && "nothing is wider");
    emit(static_cast<uint32_t>(op) | typeBits(t) | m(b) | n(a) | d(dst));
  }
  /// sshll and ushll dst, a.t, #amount: extends (and shifts), as simdLong().
  void sshll(Arrangement t, Fpr dst, Fpr a, unsigned amount = 0) {
    emit(0x0f00a400 | longShift(t, amount) | n(a) | d(dst));
  }
  void ushll(Arrangement t, Fpr dst, Fpr a, unsigned amount = 0) {
    emit(0x2f00a400 | longShift(t, amount) | n(a) | d(dst));
  }
  /// op dst.t, a, where a has t's elements in double width; t of 8 bytes writes
  /// the lower half and clears the upper, of 16 writes the upper half alone.
  void simdNarrow(SimdNarrowOp op, Arrangement t, Fpr dst, Fpr a) {
    assert(t != Arrangement::D2 && "nothing is wider");
    emit(static_cast<uint32_t>(op) | typeBits(t) | n(a) | d(dst));
  }
  /// fcvtl and fcvtn: 2 to 4 bytes and back, or (`fromWidth` 4, 8) 4 to 8.
  /// `isHigh`: the half of 8 bytes is a register's upper one.
  void fcvtl(unsigned fromWidth, Fpr dst, Fpr src, bool isHigh = false) {
    assert((fromWidth == 2 || fromWidth == 4) && "no such conversion");
    emit(0x0e217800 | uint32_t(isHigh) << 30 | fromWidth >> 2 << 22 | n(src) |
         d(dst));
  }
  void fcvtn(unsigned fromWidth, Fpr dst, Fpr src, bool isHigh = false) {
    assert((fromWidth == 4 || fromWidth == 8) && "no such conversion");
    emit(0x0e216800 | uint32_t(isHigh) << 30 | fromWidth >> 3 << 22 | n(src) |
         d(dst));
  }
  /// faddp dst, src.2s or src.2d, and addp dst, src.2d: the sum of both.
  void faddpScalar(unsigned width, Fpr dst, Fpr src) {
    assert((width == 4 || width == 8) && "no such form");
    emit(0x7e30d800 | width >> 3 << 22 | n(src) | d(dst));
  }
  void addpScalar(Fpr dst, Fpr src) { emit(0x5ef1b800 | n(src) | d(dst)); }

  //===--------------------------------------------------------------------===//
  // Moves
  //===--------------------------------------------------------------------===//

  /// mov dst, src of 8 (the rest is cleared) or 16 bytes.
  void movVector(unsigned bytes, Fpr dst, Fpr src) {
    assert((bytes == 8 || bytes == 16) && "no such vector");
    emit(0x0ea01c00 | (bytes & 16) << 26 | m(src) | n(src) | d(dst));
  }
  /// dup dst.t, src or src[index]: in all elements.
  void dup(Arrangement t, Fpr dst, Gpr src) {
    emit(0x0e000c00 | q(t) | element(elementWidth(t), 0) | n(src) | d(dst));
  }
  void dup(Arrangement t, Fpr dst, Fpr src, unsigned index) {
    emit(0x0e000400 | q(t) | element(elementWidth(t), index) | n(src) | d(dst));
  }
  /// mov dst, src[index]: an element of `width` bytes (1 to 8) as a scalar; the
  /// rest of dst is cleared.
  void movElement(unsigned width, Fpr dst, Fpr src, unsigned index) {
    emit(0x5e000400 | element(width, index) | n(src) | d(dst));
  }
  /// ins dst[index], src: an element of 1, 2, 4 or 8 bytes.
  void ins(unsigned width, Fpr dst, unsigned index, Gpr src) {
    emit(0x4e001c00 | element(width, index) | n(src) | d(dst));
  }
  /// ins dst[index], src[from]
  void ins(unsigned width, Fpr dst, unsigned index, Fpr src, unsigned from) {
    assert(from < 16 / width && "no such element");
    emit(0x6e000400 | element(width, index) | from * width << 11 | n(src) |
         d(dst));
  }
  /// umov dst, src[index]: the element, zero-extended to 8 bytes.
  void umov(unsigned width, Gpr dst, Fpr src, unsigned index) {
    emit(0x0e003c00 | (width & 8) << 27 | element(width, index) | n(src) |
         d(dst));
  }
  /// smov dst (dstWidth 4 or 8), src[index]: the narrower element,
  /// sign-extended.
  void smov(unsigned dstWidth, unsigned width, Gpr dst, Fpr src,
            unsigned index) {
    assert(width < dstWidth && "nothing to extend");
    emit(0x0e002c00 | sf(dstWidth) >> 1 | element(width, index) | n(src) |
         d(dst));
  }
  /// movi dst, #value in every byte; dst of 8 or 16 bytes.
  void moviBytes(unsigned bytes, Fpr dst, uint8_t value) {
    emit(0x0f00e400 | (bytes & 16) << 26 | imm8(value) | d(dst));
  }
  /// movi or (`inverts`) mvni dst, #value, lsl #shift in every 2 or 4 bytes;
  /// shift is a multiple of 8 below the element's bits.
  void moviShifted(Arrangement t, Fpr dst, uint8_t value, unsigned shift,
                   bool inverts = false) {
    assert((t == Arrangement::H4 || t == Arrangement::H8 ||
            t == Arrangement::S2 || t == Arrangement::S4) &&
           shift % 8 == 0 && shift < 8 * elementWidth(t) && "no such form");
    uint32_t isHalf = 4 - elementWidth(t); // 0 or 2.
    emit(0x0f000400 | q(t) | uint32_t(inverts) << 29 | isHalf << 14 |
         shift << 10 | imm8(value) | d(dst));
  }
  /// movi dst, #mask: byte i is 0xff where bit i of `mask` is set, else 0. dst
  /// of 8 bytes or, with both halves the same, 16.
  void moviMask(unsigned bytes, Fpr dst, uint8_t mask) {
    emit(0x2f00e400 | (bytes & 16) << 26 | imm8(mask) | d(dst));
  }
  /// The whole of dst = 0.
  void zero(Fpr dst) { moviMask(16, dst, 0); }
  /// fmov dst.t, #imm8 in every element, t of Float; see floatImm8().
  void fmovVector(Arrangement t, Fpr dst, uint8_t imm) {
    uint32_t isDouble = t == Arrangement::D2;
    emit(0x0f00f400 | q(t) | isDouble << 29 | imm8(imm) | d(dst));
  }

  /// ext dst, a, b, #first: `bytes` (8 or 16) of a:b (a the lower) from the
  /// byte `first` on.
  void ext(unsigned bytes, Fpr dst, Fpr a, Fpr b, unsigned first) {
    assert(first < bytes && "no such byte");
    emit(0x2e000000 | (bytes & 16) << 26 | m(b) | first << 11 | n(a) | d(dst));
  }
  /// tbl and (`keeps` what indices out of range name) tbx dst, {table ...},
  /// indices: `bytes` of 8 or 16; the table is 1 to 4 registers in a row.
  void tbl(unsigned bytes, Fpr dst, Fpr table, unsigned tableCount, Fpr indices,
           bool keeps = false) {
    assert(tableCount - 1 < 4 && "a table of 1 to 4 registers");
    emit(0x0e000000 | (bytes & 16) << 26 | m(indices) | (tableCount - 1) << 13 |
         uint32_t(keeps) << 12 | n(table) | d(dst));
  }

protected:
  using FloatEncoder::FloatEncoder;

private:
  static constexpr uint32_t q(Arrangement t) {
    return static_cast<uint32_t>(t) >> 8 << 30;
  }
  static constexpr uint32_t typeBits(Arrangement t) {
    return static_cast<uint32_t>(t) << 22;
  }
  /// The word of an operation whose enumerator may have simdFloatFlag, which
  /// shifted by 8 is the bit of `size` that the arrangement doesn't have.
  static constexpr uint32_t typed(uint32_t op, Arrangement t) {
    uint32_t flag = op & simdFloatFlag;
    return (op ^ flag) | (typeBits(t) & ~(flag >> 8));
  }
  static constexpr unsigned elementWidth(Arrangement t) {
    return 1u << (static_cast<unsigned>(t) & 3);
  }
  /// The field imm5 of an element.
  static constexpr uint32_t element(unsigned width, unsigned index) {
    assert((width == 1 || width == 2 || width == 4 || width == 8) &&
           index < 16 / width && "no such element");
    return (index * 2 + 1) * width << 16;
  }
  /// The field abcdefgh.
  static constexpr uint32_t imm8(uint32_t value) {
    return value >> 5 << 16 | (value & 31) << 5;
  }
  static uint32_t longShift(Arrangement t, unsigned amount) {
    assert(t != Arrangement::D2 && amount < 8 * elementWidth(t) &&
           "no such shift");
    return q(t) | (8 * elementWidth(t) + amount) << 16;
  }
};

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_SIMDENCODER_H
