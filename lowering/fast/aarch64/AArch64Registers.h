//===- AArch64Registers.h - AArch64 registers for the allocator -*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_AARCH64REGISTERS_H
#define SHUNT_LOWERING_FAST_AARCH64_AARCH64REGISTERS_H

#include "lowering/fast/RegisterAllocator.h"
#include "lowering/fast/aarch64/Registers.h"

namespace shunt::aarch64 {

/// Allocator numbers: general registers 0 to 30, vector registers 32 to 63.
inline constexpr unsigned firstFloat = 32;

constexpr fast::Reg toReg(Gpr reg) { return fast::Reg(reg); }
constexpr fast::Reg toReg(Fpr reg) {
  return fast::Reg(uint8_t(reg) + firstFloat);
}
inline Gpr toGpr(fast::Reg reg) {
  assert(uint8_t(reg) < 31 && "not a general register");
  return Gpr(reg);
}
inline Fpr toFpr(fast::Reg reg) {
  assert(uint8_t(reg) >= firstFloat && uint8_t(reg) < firstFloat + 32 &&
         "not a vector register");
  return Fpr(uint8_t(reg) - firstFloat);
}
constexpr bool isFpr(fast::Reg reg) { return uint8_t(reg) >= firstFloat; }

/// Registers from `first` to `last`.
constexpr fast::RegSet setOf(Gpr first, Gpr last) {
  return fast::RegSet((uint64_t(2) << unsigned(last)) -
                      (uint64_t(1) << unsigned(first)));
}
constexpr fast::RegSet setOf(Fpr first, Fpr last) {
  uint64_t below = (uint64_t(1) << unsigned(first)) - 1;
  uint64_t upTo = (uint64_t(2) << unsigned(last)) - 1;
  return fast::RegSet((upTo & ~below) << firstFloat);
}

/// What no value ever lives in. Code between two values' instructions may use
/// x16 at any time: for far places in the frame, literals and constants that
/// don't encode. x17 holds what must outlast that: the stack pointer at entry
/// until the parameters are received, and the address of an indirect call.
/// x18 is the platform's.
inline constexpr Gpr scratch = Gpr::x16;
inline constexpr Gpr secondScratch = Gpr::x17;

/// AAPCS64 6.1.1 and 6.1.2. Of v8 to v15 only the lower 8 bytes are preserved,
/// so these aren't used at all.
inline constexpr fast::RegSet calleeSavedGprs = setOf(Gpr::x19, Gpr::x28);
inline constexpr fast::RegSet callerSavedGprs = setOf(Gpr::x0, Gpr::x15);
inline constexpr fast::RegSet callerSavedFprs =
    setOf(Fpr::v0, Fpr::v7) | setOf(Fpr::v16, Fpr::v31);
inline constexpr fast::RegSet callClobbered = callerSavedGprs | callerSavedFprs;

/// AAPCS64 6.8.2: arguments and results, x0 to x7 and v0 to v7.
inline constexpr unsigned argumentRegisters = 8;
inline constexpr fast::RegSet argumentGprs = setOf(Gpr::x0, Gpr::x7);
inline constexpr fast::RegSet argumentFprs = setOf(Fpr::v0, Fpr::v7);
/// AAPCS64 6.9: the address of a result in memory.
inline constexpr Gpr indirectResult = Gpr::x8;

/// DWARF numbers (AADWARF64 4.1): of general registers their own, of sp 31.
constexpr uint16_t dwarfNumber(Gpr reg) { return uint16_t(reg); }

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_AARCH64REGISTERS_H
