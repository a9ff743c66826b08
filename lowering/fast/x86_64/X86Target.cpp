//===- X86Target.cpp - x86-64 as a target of the fast back end ------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/X86Target.h"
#include "lowering/fast/x86_64/Selector.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Support/Endian.h"

using namespace shunt;
namespace elf = llvm::ELF;

/// Resolves a pc-relative field whose target is in the same section.
static bool resolve(uint32_t type, uint8_t *place, int64_t distance) {
  if (type != elf::R_X86_64_PC32 && type != elf::R_X86_64_PLT32)
    return false;
  if (!llvm::isInt<32>(distance))
    return false;
  llvm::support::endian::write32le(place, uint32_t(distance));
  return true;
}

static bool needsSymbol(uint32_t type) {
  switch (type) {
  case elf::R_X86_64_GOTPCREL:
  case elf::R_X86_64_GOTPCRELX:
  case elf::R_X86_64_REX_GOTPCRELX:
  case elf::R_X86_64_GOTTPOFF:
  case elf::R_X86_64_TLSGD:
  case elf::R_X86_64_TLSLD:
  case elf::R_X86_64_GOT32:
  case elf::R_X86_64_GOTPC32_TLSDESC:
  case elf::R_X86_64_TLSDESC_CALL:
    return true;
  default:
    return false;
  }
}

/// What changes how branches or loads are compiled for protection, or the lack
/// of what every x86-64 has.
static bool refusesFeature(llvm::StringRef feature) {
  if (feature == "-sse" || feature == "-sse2" || feature == "-x87")
    return true;
  if (!feature.consume_front("+"))
    return false;
  return feature.starts_with("retpoline") ||
         feature.starts_with("harden-sls") || feature.starts_with("lvi-") ||
         feature.starts_with("reserve-") || feature == "seses" ||
         feature == "soft-float";
}

static void fillWithNops(uint8_t *begin, uint8_t *end) {
  while (begin != end) {
    llvm::ArrayRef<uint8_t> nop = x86_64::longestNop(unsigned(end - begin));
    begin = std::copy(nop.begin(), nop.end(), begin);
  }
}

const fast::Target &x86_64::target() {
  // At entry the CFA is rsp + 8, where the return address lies (psABI 3.2.2).
  static const debug::CfiEvent initialRules[] = {
      {0, debug::CfiKind::DefCfa, dwarfNumber(Gpr::rsp), 8},
      {0, debug::CfiKind::Offset, 16, -8},
  };
  static const fast::Target target = [] {
    fast::Target t = {};
    t.elf.machine = elf::EM_X86_64;
    t.elf.resolve = resolve;
    t.elf.needsSymbol = needsSymbol;
    t.unwind.factors = {1, -8};
    t.unwind.returnAddressRegister = 16;
    t.unwind.initialRules = initialRules;
    t.unwind.pcRelative32 = elf::R_X86_64_PC32;
    t.unwind.pcRelative64 = elf::R_X86_64_PC64;
    t.unwind.absolute32 = elf::R_X86_64_32;
    t.unwind.absolute64 = elf::R_X86_64_64;
    t.debug.sectionOffset32 = elf::R_X86_64_32;
    t.debug.dataAddress = t.debug.codeAddress = elf::R_X86_64_64;
    t.debug.tlsOffset = elf::R_X86_64_DTPOFF64;
    t.debug.addressSize = 8;
    t.debug.minInstLength = 1;
    t.debug.usesFastISel = true;
    t.pointerRelocation = elf::R_X86_64_64;
    t.pointerRelocation32 = elf::R_X86_64_32;
    t.pcRelative32 = elf::R_X86_64_PC32;
    t.pcRelative64 = elf::R_X86_64_PC64;
    t.unwindSectionType = elf::SHT_X86_64_UNWIND;
    t.functionAlignment = 16;
    t.fillWithNops = fillWithNops;
    t.refusesFeature = refusesFeature;
    t.dwarfNumber = [](fast::Reg reg) -> uint16_t {
      // psABI figure 3.36: the vector registers are 17 to 32.
      constexpr uint16_t FirstVector = 17;
      return fast::isFloatReg(reg) ? FirstVector + unsigned(toXmm(reg))
                                   : dwarfNumber(toGpr(reg));
    };
    t.create = [](fast::ModuleContext &module)
        -> std::unique_ptr<fast::FunctionCompiler> {
      return std::make_unique<Selector>(module);
    };
    return t;
  }();
  return target;
}
