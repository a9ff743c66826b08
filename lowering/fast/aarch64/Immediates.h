//===- Immediates.h - Constants that instructions hold ----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Which constants fit into the fields of arithmetic, logical and floating-point
// instructions (Arm ARM, sections C3.4 and C3.2.x; DecodeBitMasks and
// VFPExpandImm in its pseudocode).
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_IMMEDIATES_H
#define SHUNT_LOWERING_FAST_AARCH64_IMMEDIATES_H

#include <cstdint>
#include <optional>

namespace shunt::aarch64 {

/// Whether add, sub, cmp and cmn take the value: 12 bits, perhaps times 4096.
constexpr bool isAddSubImm(uint64_t value) {
  return value < 1u << 12 || (value & ~0xfff000ull) == 0;
}

/// A constant of and, orr, eor, ands: a rotated run of ones, repeated in
/// elements of 2, 4, ... 64 bits. Neither zero nor all ones.
struct LogicalImm {
  uint16_t fields; ///< N:immr:imms, as the instruction has them.

  /// The fields of `value` at a width of 4 or 8 bytes; none if no instruction
  /// holds it. At width 4 the upper half of `value` is ignored.
  static std::optional<LogicalImm> of(unsigned width, uint64_t value);

  /// The value, of 8 bytes; at width 4 its lower half.
  uint64_t value() const;
};

/// The imm8 of fmov for a float of `width` bytes (2, 4 or 8) with these bits:
/// n / 16 * 2^r for n from 16 to 31 and r from -3 to 4, and their negatives.
std::optional<uint8_t> floatImm8(unsigned width, uint64_t bits);

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_IMMEDIATES_H
