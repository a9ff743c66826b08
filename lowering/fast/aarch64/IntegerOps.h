//===- IntegerOps.h - Families of integer instructions ----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each enumerator's value is the instruction's word at width 4 with all
// operands zero, or the part of it that tells the members of its family apart
// (Arm ARM, sections C4.1.92 to C4.1.95).
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_INTEGEROPS_H
#define SHUNT_LOWERING_FAST_AARCH64_INTEGEROPS_H

#include <cstdint>

namespace shunt::aarch64 {

/// Addition and subtraction; the ones with s set the flags.
enum class AddSubOp : uint32_t {
  Add = 0,
  Adds = 1u << 29,
  Sub = 1u << 30,
  Subs = 3u << 29
};

/// The same with the carry; sbc subtracts one more if the carry is clear.
enum class CarryOp : uint32_t {
  Adc = 0x1a000000,
  Adcs = 0x3a000000,
  Sbc = 0x5a000000,
  Sbcs = 0x7a000000
};

/// Logical operations; those with N invert the second source and take no
/// immediate; the ones with s set the flags.
enum class LogicOp : uint32_t {
  And = 0,
  Bic = 1u << 21,
  Orr = 1u << 29,
  Orn = 1u << 29 | 1u << 21,
  Eor = 2u << 29,
  Eon = 2u << 29 | 1u << 21,
  Ands = 3u << 29,
  Bics = 3u << 29 | 1u << 21
};

/// Moves of 16 bits to a place; movn inverts the whole, movk keeps the rest.
enum class MoveWideOp : uint32_t {
  Movn = 0x12800000,
  Movz = 0x52800000,
  Movk = 0x72800000
};

/// Three sources: c + a * b or c - a * b. The ones with l multiply 4 bytes to
/// 8, and are of width 8.
enum class MultiplyOp : uint32_t {
  Madd = 0x1b000000,
  Msub = 0x1b008000,
  Smaddl = 0x1b200000,
  Smsubl = 0x1b208000,
  Umaddl = 0x1ba00000,
  Umsubl = 0x1ba08000
};

/// Two sources. Division by zero gives 0; shifts take the count modulo the
/// width.
enum class TwoSourceOp : uint32_t {
  Udiv = 0x1ac00800,
  Sdiv = 0x1ac00c00,
  Lsl = 0x1ac02000,
  Lsr = 0x1ac02400,
  Asr = 0x1ac02800,
  Ror = 0x1ac02c00
};

/// One source. Rev swaps all bytes of the width, Rev16 those of each 2 bytes.
enum class OneSourceOp : uint32_t {
  Rbit = 0x5ac00000,
  Rev16 = 0x5ac00400,
  Rev = 0x5ac00800, ///< At width 8 the encoder sets bit 10 too.
  Clz = 0x5ac01000,
  Cls = 0x5ac01400
};

/// Bit fields.
enum class BitfieldOp : uint32_t {
  Sbfm = 0x13000000, ///< The rest is the field's sign.
  Bfm = 0x33000000,  ///< The rest is kept.
  Ubfm = 0x53000000  ///< The rest is zero.
};

/// dst = cond ? a : f(b), with f nothing, + 1, ~ or -.
enum class SelectOp : uint32_t {
  Csel = 0x1a800000,
  Csinc = 0x1a800400,
  Csinv = 0x5a800000,
  Csneg = 0x5a800400
};

/// The flags of a comparison if a condition holds, given flags if not.
enum class CompareIfOp : uint32_t {
  Ccmn = 0x3a400000, ///< Of a + b.
  Ccmp = 0x7a400000  ///< Of a - b.
};

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_INTEGEROPS_H
