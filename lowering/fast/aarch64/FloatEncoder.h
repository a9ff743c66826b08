//===- FloatEncoder.h - Scalar floating point -------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Arithmetic, comparison and conversion of floats of 2, 4 or 8 bytes. Of width
// 2 only the conversions between floats are in the base architecture; the rest
// is FEAT_FP16. What is written clears the rest of the register. Sources: Arm
// ARM, section C4.1.96 and chapter C7, one section a mnemonic.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_FLOATENCODER_H
#define SHUNT_LOWERING_FAST_AARCH64_FLOATENCODER_H

#include "lowering/fast/aarch64/ControlEncoder.h"
#include "lowering/fast/aarch64/FloatOps.h"

namespace shunt::aarch64 {

/// Encodes scalar floating point. Callers check CPU features.
class FloatEncoder : public ControlEncoder {
public:
  /// op dst, a
  void floatOp(FloatOneSourceOp op, unsigned width, Fpr dst, Fpr a) {
    emit(static_cast<uint32_t>(op) | floatType(width) << 22 | n(a) | d(dst));
  }
  /// op dst, a, b
  void floatOp(FloatTwoSourceOp op, unsigned width, Fpr dst, Fpr a, Fpr b) {
    emit(static_cast<uint32_t>(op) | floatType(width) << 22 | m(b) | n(a) |
         d(dst));
  }
  /// op dst, a, b, c
  void floatOp(FloatThreeSourceOp op, unsigned width, Fpr dst, Fpr a, Fpr b,
               Fpr c) {
    emit(static_cast<uint32_t>(op) | floatType(width) << 22 | m(b) |
         EncoderBase::a(c) | n(a) | d(dst));
  }
  /// fmov dst, src between registers of one bank.
  void fmov(unsigned width, Fpr dst, Fpr src) {
    floatOp(FloatOneSourceOp::Fmov, width, dst, src);
  }
  /// fmov dst, #imm8; see floatImm8().
  void fmovImm(unsigned width, Fpr dst, uint8_t imm8) {
    emit(0x1e201000 | floatType(width) << 22 | uint32_t(imm8) << 13 | d(dst));
  }
  /// The bits of src (4 or 8 bytes) to the other bank.
  void fmov(unsigned width, Fpr dst, Gpr src) {
    emit(0x1e270000 | sf(width) | floatType(width) << 22 | n(src) | d(dst));
  }
  void fmov(unsigned width, Gpr dst, Fpr src) {
    emit(0x1e260000 | sf(width) | floatType(width) << 22 | n(src) | d(dst));
  }
  /// The same with the upper 8 of 16 bytes; an Fpr dst keeps its lower ones.
  void fmovHigh(Fpr dst, Gpr src) { emit(0x9eaf0000 | n(src) | d(dst)); }
  void fmovHigh(Gpr dst, Fpr src) { emit(0x9eae0000 | n(src) | d(dst)); }

  /// The flags of a and b; `signals` also for quiet NaNs (fcmpe).
  void fcmp(unsigned width, Fpr a, Fpr b, bool signals = false) {
    emit(0x1e202000 | floatType(width) << 22 | m(b) | n(a) |
         uint32_t(signals) << 4);
  }
  /// The flags of a and 0.0.
  void fcmpZero(unsigned width, Fpr a, bool signals = false) {
    emit(0x1e202008 | floatType(width) << 22 | n(a) | uint32_t(signals) << 4);
  }
  /// The flags of a and b if cond holds, else nzcv (n is bit 3).
  void fccmp(unsigned width, Fpr a, Fpr b, unsigned nzcv, Cond cond,
             bool signals = false) {
    emit(0x1e200400 | floatType(width) << 22 | m(b) | bitsOf(cond) << 12 |
         n(a) | uint32_t(signals) << 4 | field(nzcv, 4, 0));
  }
  /// dst = cond ? a : b
  void fcsel(unsigned width, Fpr dst, Fpr a, Fpr b, Cond cond) {
    emit(0x1e200c00 | floatType(width) << 22 | m(b) | bitsOf(cond) << 12 |
         n(a) | d(dst));
  }

  /// dst (dstWidth) = src (srcWidth, another), rounded by the mode.
  void fcvt(unsigned dstWidth, unsigned srcWidth, Fpr dst, Fpr src) {
    assert(dstWidth != srcWidth && "nothing to convert");
    emit(0x1e224000 | floatType(srcWidth) << 22 | floatType(dstWidth) << 15 |
         n(src) | d(dst));
  }
  /// op dst, src; integers of intWidth 4 or 8.
  void floatToInteger(FloatToIntegerOp op, unsigned intWidth,
                      unsigned floatWidth, Gpr dst, Fpr src) {
    emit(static_cast<uint32_t>(op) | sf(intWidth) |
         floatType(floatWidth) << 22 | n(src) | d(dst));
  }
  void integerToFloat(IntegerToFloatOp op, unsigned intWidth,
                      unsigned floatWidth, Fpr dst, Gpr src) {
    emit(static_cast<uint32_t>(op) | sf(intWidth) |
         floatType(floatWidth) << 22 | n(src) | d(dst));
  }

protected:
  using ControlEncoder::ControlEncoder;

  /// The field `ftype`: 3, 0, 1 at width 2, 4, 8.
  static constexpr uint32_t floatType(unsigned width) {
    assert((width == 2 || width == 4 || width == 8) && "no such float");
    return width >> 3 | (width & 2) | (width & 2) >> 1;
  }
};

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_FLOATENCODER_H
