//===- ElfRelocations.cpp - The final form of relocations -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/object/ElfRelocations.h"
#include "lowering/object/ElfWriter.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace shunt::object;

/// True if the relocation's field got its value, so that no linker needs it.
/// Only local symbols qualify: others can be interposed or chosen from another
/// object, and an ifunc's address is known when the program starts.
static bool resolve(Section &section, SectionId id, const Symbol &symbol,
                    const Relocation &relocation, const ElfTarget &target) {
  if (!target.resolve || symbol.section != id ||
      symbol.type == ELF::STT_GNU_IFUNC)
    return false;
  auto *bytes = reinterpret_cast<uint8_t *>(section.bytes.data());
  return target.resolve(relocation.type, bytes + relocation.offset,
                        int64_t(symbol.value) + relocation.addend -
                            int64_t(relocation.offset));
}

/// True if a relocation to this local symbol can be to its section's symbol,
/// which keeps the symbol's name out of the file. Follows LLVM's
/// ELFObjectWriter::useSectionSymbol: an offset in a mergeable section names
/// the piece that it lies in, so a symbol that it's relative to must stay; TLS
/// and ifunc symbols mean more than their address. A call graph profile is
/// about functions, so only private labels give way in it.
static bool useSectionSymbol(const Object &object, const Section &section,
                             const Symbol &symbol, const Relocation &relocation,
                             const ElfTarget &target) {
  if (symbol.type == ELF::STT_GNU_IFUNC || !symbol.isInSection())
    return false;
  if (section.type == ELF::SHT_LLVM_CALL_GRAPH_PROFILE && !symbol.temporary)
    return false;
  uint64_t flags = object[symbol.section].flags;
  if ((flags & ELF::SHF_MERGE) && relocation.addend != 0)
    return false;
  if (flags & ELF::SHF_TLS)
    return false;
  return !target.needsSymbol || !target.needsSymbol(relocation.type);
}

static Error refuseUndefined(const Section &section, const Symbol &symbol) {
  StringRef name = symbol.name.empty() ? "<unnamed>" : symbol.name;
  return createStringError(inconvertibleErrorCode(),
                           "undefined local symbol '" + name +
                               "' in a relocation of section '" + section.name +
                               "'");
}

/// Settles one section's relocations.
static Error settleSection(Object &object, Section &section, SectionId id,
                           const ElfTarget &target, BitVector &used) {
  auto *kept = section.relocations.begin();
  for (Relocation &relocation : section.relocations) {
    assert(relocation.offset < section.bytes.size() && "outside its section");
    if (relocation.symbol == SymbolId::None) {
      *kept++ = relocation;
      continue;
    }
    const Symbol &symbol = object[relocation.symbol];
    if (symbol.binding == ELF::STB_LOCAL) {
      if (symbol.isUndefined())
        return refuseUndefined(section, symbol);
      if (resolve(section, id, symbol, relocation, target))
        continue;
      if (useSectionSymbol(object, section, symbol, relocation, target)) {
        relocation.addend += symbol.value;
        relocation.symbol = object.sectionSymbol(symbol.section);
      }
    }
    uint32_t index = to_underlying(relocation.symbol);
    if (index >= used.size())
      used.resize(object.allSymbols().size());
    used.set(index);
    *kept++ = relocation;
  }
  section.relocations.truncate(kept - section.relocations.begin());
  return Error::success();
}

Error shunt::object::settleRelocations(Object &object, const ElfTarget &target,
                                       BitVector &used) {
  for (auto [number, section] : enumerate(object.allSections()))
    if (Error error =
            settleSection(object, *section, SectionId(number), target, used))
      return error;
  if (object.writeAddrsig) {
    for (SymbolId &id : object.addressTaken) {
      const Symbol &symbol = object[id];
      if (symbol.temporary && symbol.isInSection())
        id = object.sectionSymbol(symbol.section);
      used.resize(object.allSymbols().size());
      used.set(to_underlying(id));
    }
  }
  used.resize(object.allSymbols().size());
  return Error::success();
}
