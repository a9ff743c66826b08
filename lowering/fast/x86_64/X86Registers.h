//===- X86Registers.h - x86-64 registers for the allocator ------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_X86REGISTERS_H
#define SHUNT_LOWERING_FAST_X86_64_X86REGISTERS_H

#include "lowering/fast/RegisterAllocator.h"
#include "lowering/fast/x86_64/Registers.h"

namespace shunt::x86_64 {

/// Allocator numbers: general registers 0 to 15, xmm 32 to 47.
inline constexpr unsigned firstFloat = 32;

constexpr fast::Reg toReg(Gpr reg) { return fast::Reg(reg); }
constexpr fast::Reg toReg(Xmm reg) {
  return fast::Reg(uint8_t(reg) + firstFloat);
}
inline Gpr toGpr(fast::Reg reg) {
  assert(uint8_t(reg) < 16 && "not a general register");
  return Gpr(reg);
}
inline Xmm toXmm(fast::Reg reg) {
  assert(uint8_t(reg) >= firstFloat && uint8_t(reg) < firstFloat + 16 &&
         "not a vector register");
  return Xmm(uint8_t(reg) - firstFloat);
}
constexpr bool isXmm(fast::Reg reg) { return uint8_t(reg) >= firstFloat; }

/// st(0), in edge moves of x87 values (fast::EdgeMoves).
inline constexpr fast::Reg x87Top = fast::floatStackTop;

constexpr fast::RegSet setOf(std::initializer_list<Gpr> regs) {
  uint64_t bits = 0;
  for (Gpr reg : regs)
    bits |= uint64_t(1) << unsigned(reg);
  return fast::RegSet(bits);
}

/// psABI figure 3.4.
inline constexpr fast::RegSet calleeSavedGprs =
    setOf({Gpr::rbx, Gpr::r12, Gpr::r13, Gpr::r14, Gpr::r15});
inline constexpr fast::RegSet callerSavedGprs =
    setOf({Gpr::rax, Gpr::rcx, Gpr::rdx, Gpr::rsi, Gpr::rdi, Gpr::r8, Gpr::r9,
           Gpr::r10, Gpr::r11});
inline constexpr fast::RegSet allXmms =
    fast::RegSet(uint64_t(0xffff) << firstFloat);
inline constexpr fast::RegSet callClobbered = callerSavedGprs | allXmms;

/// psABI section 3.2.3: integer arguments, in order.
inline constexpr Gpr argumentGprs[] = {Gpr::rdi, Gpr::rsi, Gpr::rdx,
                                       Gpr::rcx, Gpr::r8,  Gpr::r9};

/// DWARF number (psABI figure 3.36).
constexpr uint16_t dwarfNumber(Gpr reg) {
  constexpr uint16_t Numbers[16] = {0, 2, 1,  3,  7,  6,  4,  5,
                                    8, 9, 10, 11, 12, 13, 14, 15};
  return Numbers[unsigned(reg)];
}

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_X86REGISTERS_H
