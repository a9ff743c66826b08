//===- Mem.h - A memory operand of x86-64 -----------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// base + index * scale + displacement, with an optional symbol and segment
// (Intel SDM volume 2, sections 2.1.5 and 2.2.1.6).
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_MEM_H
#define SHUNT_LOWERING_FAST_X86_64_MEM_H

#include "lowering/fast/x86_64/Registers.h"
#include <cstring>

namespace shunt::object {
enum class SymbolId : uint32_t;
} // namespace shunt::object

namespace shunt::x86_64 {

/// The absent symbol; equals object::SymbolId::None.
inline constexpr object::SymbolId noSymbol =
    static_cast<object::SymbolId>(UINT32_MAX);

/// A memory operand. What is encoded follows from what is present:
///   symbol, no base, no index   RIP-relative, relocation at the displacement;
///   symbol and base or index    relocation at a 32-bit absolute displacement;
///   no symbol, base or index    the ordinary forms, displacement as short as
///                               can be;
///   nothing but disp            32-bit absolute (sign-extended), not
///                               RIP-relative.
struct Mem {
  Gpr base = Gpr::None;
  Gpr index = Gpr::None; ///< Not rsp.
  uint8_t scaleLog2 = 0; ///< 0 to 3: index times 1, 2, 4 or 8.
  Segment segment = Segment::None;
  int32_t disp = 0; ///< Bytes; with a symbol, the distance from the symbol.
  object::SymbolId symbol = noSymbol;
  uint32_t relocationType = 0; ///< ELF type, with a symbol; the encoder makes
                               ///< the addend, field distance included.

  /// [base + disp]
  static constexpr Mem at(Gpr base, int32_t disp = 0) {
    Mem mem;
    mem.base = base;
    mem.disp = disp;
    return mem;
  }

  /// [base + index << scaleLog2 + disp]; base may be None.
  static constexpr Mem indexed(Gpr base, Gpr index, unsigned scaleLog2,
                               int32_t disp = 0) {
    assert(index != Gpr::rsp && "rsp can't be an index");
    assert(scaleLog2 <= 3 && "scale is 1, 2, 4 or 8");
    Mem mem = at(base, disp);
    mem.index = index;
    mem.scaleLog2 = static_cast<uint8_t>(scaleLog2);
    return mem;
  }

  /// [rip + symbol + disp], relocated by an ELF type such as R_X86_64_PC32.
  static constexpr Mem rip(object::SymbolId symbol, uint32_t relocationType,
                           int32_t disp = 0) {
    Mem mem;
    mem.disp = disp;
    mem.symbol = symbol;
    mem.relocationType = relocationType;
    return mem;
  }

  /// [base + symbol + disp], relocated by a type such as R_X86_64_32S or
  /// R_X86_64_TPOFF32.
  static constexpr Mem symbolic(Gpr base, object::SymbolId symbol,
                                uint32_t relocationType, int32_t disp = 0) {
    Mem mem = rip(symbol, relocationType, disp);
    mem.base = base;
    return mem;
  }

  /// [disp], absolute and sign-extended.
  static constexpr Mem absolute(int32_t disp) { return at(Gpr::None, disp); }

  /// segment:[disp], e.g. fs:[0].
  static constexpr Mem inSegment(Segment segment, int32_t disp) {
    return absolute(disp).withSegment(segment);
  }

  /// The same operand with a segment override.
  constexpr Mem withSegment(Segment override) const {
    Mem mem = *this;
    mem.segment = override;
    return mem;
  }

  /// The same operand `bytes` further on. Asserts that disp doesn't overflow.
  constexpr Mem plus(int32_t bytes) const {
    Mem mem = *this;
    [[maybe_unused]] bool overflows =
        __builtin_add_overflow(disp, bytes, &mem.disp);
    assert(!overflows && "displacement overflows");
    return mem;
  }

  /// Whether the operand is [base + disp] and no more: the encoder's fast path.
  bool isPlain() const {
    // base below 16, no index, no segment, in one comparison.
    uint32_t head;
    std::memcpy(&head, this, sizeof head);
    return (head & 0xff00ff80) == 0x0000ff00 && symbol == noSymbol;
  }
};

static_assert(sizeof(Mem) == 16, "passed in two registers");

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_MEM_H
