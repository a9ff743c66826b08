//===- Opcode.h - A packed x86-64 opcode -------------------------*- C++
//-*-===//
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

/// Which table an opcode byte belongs to.
enum class OpcodeMap : uint8_t {
  One,   ///< No escape.
  M0F,   ///< After 0F.
  M0F38, ///< After 0F 38.
  M0F3A  ///< After 0F 3A.
};

/// Opcode byte, map, mandatory prefix and what the operand width adds.
struct Opcode {
  /// Bits 0-7 opcode byte, 8-15 mandatory prefix (0: none), 16-17 map; then:
  uint32_t bits;

  static constexpr unsigned MapShift = 16;
  static constexpr unsigned RexWShift = 18;   ///< REX.W.
  static constexpr unsigned OpSizeShift = 19; ///< 66 in front of all else.
  static constexpr unsigned ByteRegShift =
      20;                                     ///< ModRM.reg is a byte register.
  static constexpr unsigned ByteRmShift = 21; ///< ModRM.rm is a byte register.
  static constexpr unsigned ImmShift = 24;    ///< Bytes of immediate, 3 bits.

  /// A one-byte opcode.
  static constexpr Opcode one(unsigned byte) { return {byte}; }
  /// An opcode after 0F, with a mandatory prefix or 0.
  static constexpr Opcode m0F(unsigned byte, unsigned prefix = 0) {
    return make(OpcodeMap::M0F, byte, prefix);
  }
  /// Any opcode.
  static constexpr Opcode make(OpcodeMap map, unsigned byte, unsigned prefix) {
    return {byte | prefix << 8 | static_cast<uint32_t>(map) << MapShift};
  }

  /// The opcode for operands of `width` bytes (2, 4 or 8), in a family without
  /// byte forms.
  constexpr Opcode wide(unsigned width) const {
    assert((width == 2 || width == 4 || width == 8) && "width is 2, 4 or 8");
    return {bits | static_cast<uint32_t>(width == 2) << OpSizeShift |
            static_cast<uint32_t>(width == 8) << RexWShift};
  }

  /// The opcode for operands of `width` bytes, in a family whose byte form has
  /// the opcode's low bit clear; both operands are of that width.
  constexpr Opcode sized(unsigned width) const {
    assert((width == 1 || width == 2 || width == 4 || width == 8) &&
           "width is 1, 2, 4 or 8");
    constexpr uint32_t ByWidth[9] = {0,
                                     1u << ByteRegShift | 1u << ByteRmShift,
                                     1 | 1u << OpSizeShift,
                                     0,
                                     1,
                                     0,
                                     0,
                                     0,
                                     1 | 1u << RexWShift};
    return {bits | ByWidth[width]};
  }

  /// As sized(), where ModRM.reg extends the opcode.
  constexpr Opcode sizedExtended(unsigned width) const {
    return {sized(width).bits & ~(1u << ByteRegShift)};
  }

  /// The opcode with an immediate of `bytes` (0, 1, 2 or 4) at its end.
  constexpr Opcode withImm(unsigned bytes) const {
    return {bits | bytes << ImmShift};
  }

  /// With ModRM.rm a byte register.
  constexpr Opcode byteRm() const { return {bits | 1u << ByteRmShift}; }

  constexpr uint8_t byte() const { return static_cast<uint8_t>(bits); }
  constexpr uint8_t prefix() const { return static_cast<uint8_t>(bits >> 8); }
  constexpr unsigned map() const { return bits >> MapShift & 3; }
  constexpr unsigned rexW() const { return bits >> RexWShift & 1; }
  constexpr unsigned opSize() const { return bits >> OpSizeShift & 1; }
  constexpr unsigned byteRegFlag() const { return bits >> ByteRegShift & 1; }
  constexpr unsigned byteRmFlag() const { return bits >> ByteRmShift & 1; }
  constexpr unsigned immBytes() const { return bits >> ImmShift & 7; }
};

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_OPCODE_H
