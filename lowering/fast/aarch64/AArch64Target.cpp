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

/// What changes how code is made for protection or for odd memory, or the lack
/// of what every processor with an operating system has. x18 is never used.
static bool refusesFeature(llvm::StringRef feature) {
  if (feature == "-fp-armv8" || feature == "-neon")
    return true;
  if (!feature.consume_front("+") || feature == "reserve-x18")
    return false;
  return feature.starts_with("harden-sls") || feature.starts_with("reserve-") ||
         feature == "strict-align" || feature == "execute-only" ||
         feature == "call-saved-x18" || feature.starts_with("call-saved-");
}

//===----------------------------------------------------------------------===//
// Branch protection
//===----------------------------------------------------------------------===//

/// What Selector::readAttributes reads. A guarded control stack needs nothing
/// but that calls and returns are paired, which they are.
static bool honoursAttribute(llvm::StringRef key, llvm::StringRef value) {
  if (key == "sign-return-address")
    return value == "none" || value == "non-leaf" || value == "all";
  if (key == "sign-return-address-key")
    return value == "a_key" || value == "b_key";
  return key == "branch-target-enforcement" || key == "guarded-control-stack" ||
         key == "no-bti-at-return-twice";
}

static bool honoursFlag(llvm::StringRef flag) {
  return flag == "branch-target-enforcement" || flag == "sign-return-address" ||
         flag == "sign-return-address-all" ||
         flag == "sign-return-address-with-bkey" ||
         flag == "guarded-control-stack";
}

/// The note by which linkers know that all code of an object is protected
/// (ELF for the Arm 64-bit Architecture, "Program Property").
static void finishModule(mlir::ModuleOp module, object::Object &object) {
  auto flags =
      module->getAttrOfType<mlir::DictionaryAttr>("shunt.module_flags");
  auto isOn = [&](llvm::StringRef flag) {
    auto value =
        flags ? flags.getAs<mlir::IntegerAttr>(flag) : mlir::IntegerAttr();
    return value && !value.getValue().isZero();
  };
  uint32_t properties = 0;
  if (isOn("branch-target-enforcement"))
    properties |= elf::GNU_PROPERTY_AARCH64_FEATURE_1_BTI;
  if (isOn("sign-return-address"))
    properties |= elf::GNU_PROPERTY_AARCH64_FEATURE_1_PAC;
  if (isOn("guarded-control-stack"))
    properties |= elf::GNU_PROPERTY_AARCH64_FEATURE_1_GCS;
  if (properties == 0)
    return;
  object::Section &note = object[object.getOrCreateSection(
      ".note.gnu.property", elf::SHT_NOTE, elf::SHF_ALLOC)];
  note.alignEnd(8);
  // Sizes of name and description, type, name; then one property, padded.
  const uint32_t words[] = {
      4,
      16,
      elf::NT_GNU_PROPERTY_TYPE_0,
      0x00554e47, // "GNU"
      elf::GNU_PROPERTY_AARCH64_FEATURE_1_AND,
      4,
      properties,
      0,
  };
  for (uint32_t word : words) {
    char buffer[4];
    endian::write32le(buffer, word);
    note.bytes.append(buffer, buffer + 4);
  }
}

static void fillWithNops(uint8_t *begin, uint8_t *end) {
  constexpr uint32_t nop = 0xd503201f;
  // What is no whole instruction was there before code was.
  for (; (end - begin) % 4 != 0; ++begin)
    *begin = 0;
  for (; begin != end; begin += 4)
    endian::write32le(begin, nop);
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
    t.debug.sectionOffset32 = elf::R_AARCH64_ABS32;
    t.debug.dataAddress = t.debug.codeAddress = elf::R_AARCH64_ABS64;
    t.debug.addressSize = 8;
    t.debug.minInstLength = 4;
    t.pointerRelocation = elf::R_AARCH64_ABS64;
    t.pointerRelocation32 = elf::R_AARCH64_ABS32;
    t.pcRelative32 = elf::R_AARCH64_PREL32;
    t.pcRelative64 = elf::R_AARCH64_PREL64;
    t.unwindSectionType = elf::SHT_PROGBITS;
    t.functionAlignment = 4;
    t.codeMark = "$x";
    t.fillWithNops = fillWithNops;
    t.refusesFeature = refusesFeature;
    t.honoursAttribute = honoursAttribute;
    t.honoursFlag = honoursFlag;
    t.finishModule = finishModule;
    t.dwarfNumber = [](fast::Reg reg) -> uint16_t {
      // AADWARF64 4.1: the vector registers are 64 to 95.
      constexpr uint16_t FirstVector = 64;
      return fast::isFloatReg(reg) ? FirstVector + unsigned(toFpr(reg))
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
