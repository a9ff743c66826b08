//===- Mem.h - A memory operand of AArch64 ----------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The address modes of loads and stores (Arm ARM, section C1.3.3).
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_MEM_H
#define SHUNT_LOWERING_FAST_AARCH64_MEM_H

#include "lowering/fast/aarch64/Registers.h"

namespace shunt::object {
enum class SymbolId : uint32_t;
} // namespace shunt::object

namespace shunt::aarch64 {

/// The absent symbol; equals object::SymbolId::None.
inline constexpr object::SymbolId noSymbol =
    static_cast<object::SymbolId>(UINT32_MAX);

/// How an address is made.
enum class AddressMode : uint8_t {
  Offset,    ///< [base, #disp]
  PreIndex,  ///< [base, #disp]!: base += disp, then access.
  PostIndex, ///< [base], #disp: access, then base += disp.
  Register,  ///< [base, index, extend #shift]
  Low12      ///< [base, #:lo12:symbol]: a relocation fills the field.
};

/// A memory operand. Which displacements are encodable depends on the access:
/// ask fits(), fitsPair() or fitsIndexed() first, the encoder asserts.
struct Mem {
  Gpr base = Gpr::None;
  Gpr index = Gpr::None; ///< Not sp; with mode Register.
  AddressMode mode = AddressMode::Offset;
  Extend extend = Extend::UXTX; ///< Of the index.
  bool isScaled = false;        ///< The index counts units of the access.
  int32_t disp = 0;             ///< Bytes; with a symbol, distance from it.
  object::SymbolId symbol = noSymbol;
  uint32_t relocationType = 0; ///< ELF type, with a symbol.

  /// [base, #disp]: scaled or unscaled, whichever encodes.
  static constexpr Mem at(Gpr base, int32_t disp = 0) {
    Mem mem;
    mem.base = base;
    mem.disp = disp;
    return mem;
  }

  /// [base, #disp]!
  static constexpr Mem preIndex(Gpr base, int32_t disp) {
    Mem mem = at(base, disp);
    mem.mode = AddressMode::PreIndex;
    return mem;
  }

  /// [base], #disp
  static constexpr Mem postIndex(Gpr base, int32_t disp) {
    Mem mem = at(base, disp);
    mem.mode = AddressMode::PostIndex;
    return mem;
  }

  /// [base, index, extend]: base + extended index, times the size of the access
  /// if `isScaled`. UXTX is the whole index.
  static constexpr Mem indexed(Gpr base, Gpr index, bool isScaled = false,
                               Extend extend = Extend::UXTX) {
    assert((static_cast<uint8_t>(extend) & 2) && "index of 32 or 64 bits only");
    Mem mem = at(base);
    mem.mode = AddressMode::Register;
    mem.index = index;
    mem.isScaled = isScaled;
    mem.extend = extend;
    return mem;
  }

  /// [base, #:lo12:symbol + disp] with a relocation that fits the access, e.g.
  /// R_AARCH64_LDST64_ABS_LO12_NC or R_AARCH64_LD64_GOT_LO12_NC.
  static constexpr Mem low12(Gpr base, object::SymbolId symbol,
                             uint32_t relocationType, int32_t disp = 0) {
    Mem mem = at(base, disp);
    mem.mode = AddressMode::Low12;
    mem.symbol = symbol;
    mem.relocationType = relocationType;
    return mem;
  }

  /// The same operand `bytes` further on; not with mode Register. Asserts that
  /// disp doesn't overflow.
  constexpr Mem plus(int32_t bytes) const {
    assert(mode != AddressMode::Register && "no displacement beside an index");
    Mem mem = *this;
    [[maybe_unused]] bool overflows =
        __builtin_add_overflow(disp, bytes, &mem.disp);
    assert(!overflows && "displacement overflows");
    return mem;
  }

  /// Whether [base, #disp] encodes for an access of `width` bytes (1 to 16): a
  /// multiple of it up to 4095 times, or from -256 to 255.
  static constexpr bool fits(unsigned width, int64_t disp) {
    return fitsScaled(width, disp) || fitsIndexed(disp);
  }
  /// Whether it encodes as an unsigned multiple of the width.
  static constexpr bool fitsScaled(unsigned width, int64_t disp) {
    return (static_cast<uint64_t>(disp) & (width - 1)) == 0 &&
           static_cast<uint64_t>(disp) < 4096ull * width;
  }
  /// Whether a displacement encodes in the modes PreIndex and PostIndex.
  static constexpr bool fitsIndexed(int64_t disp) {
    return disp >= -256 && disp <= 255;
  }
  /// Whether a displacement encodes for a pair of `width` bytes (4, 8 or 16)
  /// each, in any mode.
  static constexpr bool fitsPair(unsigned width, int64_t disp) {
    return (static_cast<uint64_t>(disp) & (width - 1)) == 0 &&
           disp >= -64 * static_cast<int64_t>(width) &&
           disp <= 63 * static_cast<int64_t>(width);
  }
};

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_MEM_H
