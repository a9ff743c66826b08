//===- AArch64Target.cpp - AArch64 as a target of the fast back end -------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/AArch64Target.h"
#include "lowering/fast/aarch64/Selector.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Support/Endian.h"

using namespace shunt;
namespace elf = llvm::ELF;
namespace endian = llvm::support::endian;

/// Resolves a branch whose target is in the same section.
static bool resolve(uint32_t type, uint8_t *place, int64_t distance) {
  if (type != elf::R_AARCH64_CALL26 && type != elf::R_AARCH64_JUMP26)
    return false;
  if (!llvm::isShiftedInt<26, 2>(distance))
    return false;
  uint32_t field = uint32_t(distance >> 2) & ((1u << 26) - 1);
  endian::write32le(place, endian::read32le(place) | field);
  return true;
}

static bool needsSymbol(uint32_t type) {
  switch (type) {
  case elf::R_AARCH64_ADR_GOT_PAGE:
  case elf::R_AARCH64_LD64_GOT_LO12_NC:
    return true;
  default:
    return false;
  }
}

static void fillWithNops(uint8_t *begin, uint8_t *end) {
  constexpr uint32_t Nop = 0xd503201f;
  // What is no whole instruction was there before code was.
  for (; (end - begin) % 4 != 0; ++begin)
    *begin = 0;
  for (; begin != end; begin += 4)
    endian::write32le(begin, Nop);
}

const fast::Target &aarch64::target() {
  // At entry the CFA is sp (AADWARF64 4.2).
  static const debug::CfiEvent initialRules[] = {
      {0, debug::CfiKind::DefCfa, dwarfNumber(Gpr::sp), 0}};
  static const fast::Target target = [] {
    fast::Target t = {};
    t.elf.machine = elf::EM_AARCH64;
    t.elf.resolve = resolve;
    t.elf.needsSymbol = needsSymbol;
    t.unwind.factors = {1, -4};
    t.unwind.returnAddressRegister = dwarfNumber(Gpr::x30);
    t.unwind.initialRules = initialRules;
    t.unwind.pcRelative32 = elf::R_AARCH64_PREL32;
    t.unwind.pcRelative64 = elf::R_AARCH64_PREL64;
    t.unwind.absolute32 = elf::R_AARCH64_ABS32;
    t.unwind.absolute64 = elf::R_AARCH64_ABS64;
    t.pointerRelocation = elf::R_AARCH64_ABS64;
    t.pointerRelocation32 = elf::R_AARCH64_ABS32;
    t.pcRelative32 = elf::R_AARCH64_PREL32;
    t.pcRelative64 = elf::R_AARCH64_PREL64;
    t.unwindSectionType = elf::SHT_PROGBITS;
    t.functionAlignment = 4;
    t.fillWithNops = fillWithNops;
    t.create = [](fast::ModuleContext &module)
        -> std::unique_ptr<fast::FunctionCompiler> {
      return std::make_unique<Selector>(module);
    };
    return t;
  }();
  return target;
}
