//===- Registers.h - The registers of AArch64 -------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Registers, conditions, shifts and extensions in hardware numbering (Arm ARM,
// DDI 0487, sections B1.2.1, C1.2.4, C6.2.5 and C6.2.6).
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_REGISTERS_H
#define SHUNT_LOWERING_FAST_AARCH64_REGISTERS_H

#include <cassert>
#include <cstdint>

namespace shunt::aarch64 {

/// A general register; the instruction's width says which part of it.
/// Number 31 is the stack pointer in some operands and zero in others. Here the
/// two differ, so that the encoder can assert which one an operand may be.
enum class Gpr : uint8_t {
  x0,
  x1,
  x2,
  x3,
  x4,
  x5,
  x6,
  x7,
  x8,
  x9,
  x10,
  x11,
  x12,
  x13,
  x14,
  x15,
  x16,
  x17,
  x18,
  x19,
  x20,
  x21,
  x22,
  x23,
  x24,
  x25,
  x26,
  x27,
  x28,
  x29, ///< The frame pointer.
  x30, ///< The link register.
  sp,
  zr = 31 + 32, ///< Reads as zero; what is written is lost.
  None = 0xff
};

/// A floating-point and vector register, 16 bytes of it; the instruction says
/// which part.
enum class Fpr : uint8_t {
  v0,
  v1,
  v2,
  v3,
  v4,
  v5,
  v6,
  v7,
  v8,
  v9,
  v10,
  v11,
  v12,
  v13,
  v14,
  v15,
  v16,
  v17,
  v18,
  v19,
  v20,
  v21,
  v22,
  v23,
  v24,
  v25,
  v26,
  v27,
  v28,
  v29,
  v30,
  v31,
  None = 0xff
};

/// A condition, as the four bits of b.cond, csel and ccmp.
enum class Cond : uint8_t {
  EQ, ///< Equal; zero.
  NE, ///< Not equal; not zero. After fcmp: or unordered.
  HS, ///< Unsigned greater or equal; carry. After fcmp: or unordered.
  LO, ///< Unsigned less; no carry. After fcmp: less.
  MI, ///< Negative. After fcmp: less.
  PL, ///< Not negative. After fcmp: greater, equal or unordered.
  VS, ///< Overflow. After fcmp: unordered.
  VC, ///< No overflow. After fcmp: ordered.
  HI, ///< Unsigned greater. After fcmp: or unordered.
  LS, ///< Unsigned less or equal. After fcmp: less or equal.
  GE, ///< Signed greater or equal. After fcmp: the same, ordered.
  LT, ///< Signed less. After fcmp: or unordered.
  GT, ///< Signed greater. After fcmp: the same, ordered.
  LE, ///< Signed less or equal. After fcmp: or unordered.
  AL  ///< Always; not to be inverted.
};

/// The condition that holds exactly when `cond` doesn't. Asserts for AL.
constexpr Cond invert(Cond cond) {
  assert(cond != Cond::AL && "nothing is never true");
  return static_cast<Cond>(static_cast<uint8_t>(cond) ^ 1);
}

/// The condition after `cmp b, a` that equals `cond` after `cmp a, b`. Only for
/// equality and order of integers; asserts for the others.
constexpr Cond swapOperands(Cond cond) {
  switch (cond) {
  case Cond::EQ:
  case Cond::NE:
    return cond;
  case Cond::LO:
    return Cond::HI;
  case Cond::HI:
    return Cond::LO;
  case Cond::HS:
    return Cond::LS;
  case Cond::LS:
    return Cond::HS;
  case Cond::LT:
    return Cond::GT;
  case Cond::GT:
    return Cond::LT;
  case Cond::GE:
    return Cond::LE;
  case Cond::LE:
    return Cond::GE;
  default:
    assert(false && "condition says nothing about the order of two operands");
    return cond;
  }
}

/// How a register operand is shifted. ROR only in logical operations.
enum class Shift : uint8_t { LSL, LSR, ASR, ROR };

/// How a register operand is extended, from which of its low bits. As an index
/// of memory only UXTW, UXTX (which is LSL), SXTW and SXTX.
enum class Extend : uint8_t { UXTB, UXTH, UXTW, UXTX, SXTB, SXTH, SXTW, SXTX };

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_REGISTERS_H
