//===- Registers.h - The registers of x86-64 --------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Registers and condition codes in hardware numbering (Intel SDM volume 2,
// tables 2-2, 3-1 and B-10).
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_REGISTERS_H
#define SHUNT_LOWERING_FAST_X86_64_REGISTERS_H

#include <cassert>
#include <cstdint>

namespace shunt::x86_64 {

/// A general register; the instruction's width says which part of it.
/// rsp, rbp, rsi and rdi at width 1 are spl, bpl, sil and dil, never ah to bh.
enum class Gpr : uint8_t {
  rax,
  rcx,
  rdx,
  rbx,
  rsp,
  rbp,
  rsi,
  rdi,
  r8,
  r9,
  r10,
  r11,
  r12,
  r13,
  r14,
  r15,
  None = 0xff
};

/// A vector register, 16 bytes of it.
enum class Xmm : uint8_t {
  xmm0,
  xmm1,
  xmm2,
  xmm3,
  xmm4,
  xmm5,
  xmm6,
  xmm7,
  xmm8,
  xmm9,
  xmm10,
  xmm11,
  xmm12,
  xmm13,
  xmm14,
  xmm15,
  None = 0xff
};

/// A segment override.
enum class Segment : uint8_t { None = 0, fs = 0x64, gs = 0x65 };

/// A condition, as the low four bits of jcc, setcc and cmovcc.
enum class Cond : uint8_t {
  O,  ///< Overflow.
  NO, ///< No overflow.
  B,  ///< Unsigned less; carry.
  AE, ///< Unsigned greater or equal; no carry.
  E,  ///< Equal; zero.
  NE, ///< Not equal; not zero.
  BE, ///< Unsigned less or equal.
  A,  ///< Unsigned greater.
  S,  ///< Negative.
  NS, ///< Not negative.
  P,  ///< Parity even; unordered after ucomis.
  NP, ///< Parity odd; ordered after ucomis.
  L,  ///< Signed less.
  GE, ///< Signed greater or equal.
  LE, ///< Signed less or equal.
  G   ///< Signed greater.
};

/// The condition that holds exactly when `cond` doesn't.
constexpr Cond invert(Cond cond) {
  return static_cast<Cond>(static_cast<uint8_t>(cond) ^ 1);
}

/// The condition after `cmp b, a` that equals `cond` after `cmp a, b`. Only for
/// equality and order; asserts for O, NO, S, NS, P and NP.
constexpr Cond swapOperands(Cond cond) {
  switch (cond) {
  case Cond::E:
  case Cond::NE:
    return cond;
  case Cond::B:
    return Cond::A;
  case Cond::A:
    return Cond::B;
  case Cond::AE:
    return Cond::BE;
  case Cond::BE:
    return Cond::AE;
  case Cond::L:
    return Cond::G;
  case Cond::G:
    return Cond::L;
  case Cond::GE:
    return Cond::LE;
  case Cond::LE:
    return Cond::GE;
  default:
    assert(false && "condition says nothing about the order of two operands");
    return cond;
  }
}

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_REGISTERS_H
