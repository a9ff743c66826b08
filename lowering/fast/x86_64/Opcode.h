//===- Opcode.h - A packed x86-64 opcode ------------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Everything of an instruction but its operands in one word, so that encoding
// is a few shifts and stores and tables are plain data (Intel SDM volume 2,
// sections 2.1 and 2.2.1).
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_OPCODE_H
#define SHUNT_LOWERING_FAST_X86_64_OPCODE_H

#include <cassert>
#include <cstdint>

namespace shunt::x86_64 {

/// The escape in front of an opcode byte.
enum class OpcodeMap : uint8_t {
  M0F,   ///< After 0F.
  M0F38, ///< After 0F 38.
  M0F3A  ///< After 0F 3A.
};

/// The bytes in front of ModRM but REX, and what the operand width adds.
struct Opcode {
  /// Bits 0-7 opcode byte, 8-23 escape bytes in order, 24-39 prefixes in order
  /// (66, F2, F3); then the fields at the shifts below.
  uint64_t bits;

  static constexpr unsigned EscapeShift = 8;
  static constexpr unsigned PrefixShift = 24;
  static constexpr unsigned EscapeCountShift = 40; ///< Bytes, 2 bits.
  static constexpr unsigned PrefixCountShift = 42; ///< Bytes, 2 bits.
  static constexpr unsigned RexWShift = 44;        ///< REX.W.
  static constexpr unsigned ByteRegShift = 45;     ///< ModRM.reg is a byte.
  static constexpr unsigned ByteRmShift = 46;      ///< ModRM.rm is a byte.
  static constexpr unsigned ImmShift = 48;         ///< Immediate bytes, 3 bits.

  static constexpr uint64_t RexW = uint64_t(1) << RexWShift;
  static constexpr uint64_t ByteReg = uint64_t(1) << ByteRegShift;
  static constexpr uint64_t ByteRm = uint64_t(1) << ByteRmShift;
  /// The prefix 66 where there is no other.
  static constexpr uint64_t OperandSize =
      uint64_t(0x66) << PrefixShift | uint64_t(1) << PrefixCountShift;

  /// What sized() adds, by width; outside it, lest it be built on the stack.
  static constexpr uint64_t BitsByWidth[9] = {
      0, ByteReg | ByteRm, 1 | OperandSize, 0, 1, 0, 0, 0, 1 | RexW};

  /// A one-byte opcode.
  static constexpr Opcode one(unsigned byte) { return {byte}; }
  /// An opcode after 0F, with a mandatory prefix or 0.
  static constexpr Opcode m0F(unsigned byte, unsigned prefix = 0) {
    return make(OpcodeMap::M0F, byte, prefix);
  }
  /// An opcode after an escape, with a mandatory prefix or 0.
  static constexpr Opcode make(OpcodeMap map, unsigned byte, unsigned prefix) {
    uint64_t escape = map == OpcodeMap::M0F     ? 0x0f
                      : map == OpcodeMap::M0F38 ? 0x380f
                                                : 0x3a0f;
    uint64_t escapeCount = map == OpcodeMap::M0F ? 1 : 2;
    uint64_t prefixCount = prefix != 0;
    return {byte | escape << EscapeShift | escapeCount << EscapeCountShift |
            uint64_t(prefix) << PrefixShift | prefixCount << PrefixCountShift};
  }

  /// The opcode for operands of `width` bytes (2, 4 or 8), in a family without
  /// byte forms.
  constexpr Opcode wide(unsigned width) const {
    assert((width == 2 || width == 4 || width == 8) && "width is 2, 4 or 8");
    if (width != 2)
      return {bits | (width == 8 ? RexW : 0)};
    if (prefixCount() == 0)
      return {bits | OperandSize};
    // 66 comes in front of a mandatory prefix.
    uint64_t prefix = bits >> PrefixShift & 0xff;
    uint64_t rest = bits & ~(uint64_t(0xff) << PrefixShift);
    return {(rest | OperandSize | prefix << (PrefixShift + 8)) +
            (uint64_t(1) << PrefixCountShift)};
  }

  /// The opcode for operands of `width` bytes, in a family without mandatory
  /// prefix whose byte form has the opcode's low bit clear. Both operands are
  /// of that width.
  constexpr Opcode sized(unsigned width) const {
    assert((width == 1 || width == 2 || width == 4 || width == 8) &&
           "width is 1, 2, 4 or 8");
    return {bits | BitsByWidth[width]};
  }

  /// As sized(), where ModRM.reg extends the opcode.
  constexpr Opcode sizedExtended(unsigned width) const {
    return {sized(width).bits & ~ByteReg};
  }

  /// The opcode with an immediate of `bytes` (1, 2 or 4) at its end.
  constexpr Opcode withImm(unsigned bytes) const {
    return {bits | uint64_t(bytes) << ImmShift};
  }

  /// With ModRM.rm, or the register in the opcode, a byte register.
  constexpr Opcode byteRm() const { return {bits | ByteRm}; }

  constexpr uint8_t byte() const { return static_cast<uint8_t>(bits); }
  constexpr uint16_t escapes() const {
    return static_cast<uint16_t>(bits >> EscapeShift);
  }
  constexpr uint16_t prefixes() const {
    return static_cast<uint16_t>(bits >> PrefixShift);
  }
  constexpr unsigned escapeCount() const {
    return bits >> EscapeCountShift & 3;
  }
  constexpr unsigned prefixCount() const {
    return bits >> PrefixCountShift & 3;
  }
  constexpr unsigned rexW() const { return bits >> RexWShift & 1; }
  constexpr unsigned byteReg() const { return bits >> ByteRegShift & 1; }
  constexpr unsigned byteRmBit() const { return bits >> ByteRmShift & 1; }
  constexpr unsigned immBytes() const { return bits >> ImmShift & 7; }
};

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_OPCODE_H
