//===- SimdOps.h - Families of vector instructions --------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One enumeration a shape of operands, made from SimdOps.def; an enumerator's
// value is its word.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_SIMDOPS_H
#define SHUNT_LOWERING_FAST_AARCH64_SIMDOPS_H

#include <cstdint>

namespace shunt::aarch64 {

/// How many elements of which bits a vector has: the fields `size` (bits 0 and
/// 1) and Q (bit 8).
enum class Arrangement : uint16_t {
  B8 = 0x000,
  H4 = 0x001,
  S2 = 0x002,
  B16 = 0x100,
  H8 = 0x101,
  S4 = 0x102,
  D2 = 0x103
};

/// The arrangement of a vector of `bytes` (8 or 16) with elements of `element`
/// bytes; not of one element of 8.
constexpr Arrangement arrangementOf(unsigned bytes, unsigned element) {
  return static_cast<Arrangement>((bytes & 16) << 4 |
                                  (element >> 1) - (element >> 3));
}

/// The bit of an enumerator (never of a word) that says that the elements are
/// floats: then only the lower bit of `size` is the arrangement's.
inline constexpr uint32_t simdFloatFlag = 1u << 31;

/// What a name of arrangements in SimdOps.def adds to the enumerator.
namespace simd_arrangements {
enum Flag : uint32_t {
  Bytes = 0,
  BH = 0,
  HS = 0,
  BHS = 0,
  All = 0,
  Float = simdFloatFlag
};
} // namespace simd_arrangements

/// vector, vector, vector.
enum class SimdThreeSameOp : uint32_t {
#define SIMD_THREE_SAME(Name, mnemonic, word, arrangements)                    \
  Name = (word) | simd_arrangements::arrangements,
#include "lowering/fast/aarch64/SimdOps.def"
};

/// vector, vector, perhaps compared with zero.
enum class SimdTwoSameOp : uint32_t {
#define SIMD_TWO_SAME(Name, mnemonic, word, arrangements)                      \
  Name = (word) | simd_arrangements::arrangements,
#define SIMD_COMPARE_ZERO SIMD_TWO_SAME
#include "lowering/fast/aarch64/SimdOps.def"
};

/// scalar, vector.
enum class SimdAcrossOp : uint32_t {
#define SIMD_ACROSS(Name, mnemonic, word, isLong) Name = (word),
#include "lowering/fast/aarch64/SimdOps.def"
};

/// vector, vector, constant.
enum class SimdShiftOp : uint32_t {
#define SIMD_SHIFT(Name, mnemonic, word, isLeft) Name = (word),
#include "lowering/fast/aarch64/SimdOps.def"
};

/// From elements to ones of twice the width: the source is the lower half of a
/// register (Q clear) or the upper (Q set).
enum class SimdLongOp : uint32_t {
  Saddl = 0x0e200000,
  Uaddl = 0x2e200000,
  Ssubl = 0x0e202000,
  Usubl = 0x2e202000,
  Smull = 0x0e20c000,
  Umull = 0x2e20c000,
  Smlal = 0x0e208000,
  Umlal = 0x2e208000
};

/// To elements of half the width.
enum class SimdNarrowOp : uint32_t {
  Xtn = 0x0e212800,
  Sqxtun = 0x2e212800,
  Sqxtn = 0x0e214800,
  Uqxtn = 0x2e214800
};

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_SIMDOPS_H
