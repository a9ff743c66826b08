//===- AssemblyMerge.cpp - Assembled text into the module's object --------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/AssemblyMerge.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace shunt::fast;
using namespace shunt::object;

/// Whether nobody but the text itself can refer to the label: the assembler
/// made its name for a label such as `1:`.
static bool isAnonymous(const Symbol &symbol) {
  StringRef name = symbol.name;
  return symbol.type == ELF::STT_SECTION ||
         (name.consume_front(".Ltmp") && all_of(name, isDigit));
}

Error AssemblyMerge::declare() {
  symbols.assign(from.allSymbols().size(), SymbolId::None);
  for (auto [i, symbol] : enumerate(from.allSymbols()))
    if (Error error = declare(symbol, symbols[i]))
      return error;
  return Error::success();
}

Error AssemblyMerge::declare(const Symbol &symbol, SymbolId &id) {
  if (isAnonymous(symbol)) {
    id = into.addTemporary(SectionId::None, 0);
    return Error::success();
  }
  id = into.lookUpSymbol(symbol.name);
  if (id == SymbolId::None) {
    Symbol copy = symbol;
    copy.name = into.intern(symbol.name);
    copy.section = SectionId::None;
    copy.value = copy.size = 0;
    // `.globl x` alone, or `.weak x`, puts x into the table.
    copy.keep = symbol.isUndefined();
    id = into.addSymbol(copy);
    return Error::success();
  }
  Symbol &known = into[id];
  if (symbol.isUndefined()) {
    if (symbol.binding == ELF::STB_WEAK && known.binding == ELF::STB_GLOBAL)
      known.binding = ELF::STB_WEAK;
    known.visibility = std::max(known.visibility, symbol.visibility);
    if (known.type == ELF::STT_NOTYPE)
      known.type = symbol.type;
    return Error::success();
  }
  if (known.section == SectionId::Common && symbol.section == known.section)
    return Error::success();
  if (!known.isUndefined())
    return createStringError("<inline asm>: error: symbol '" + symbol.name +
                             "' is already defined");
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

void AssemblyMerge::place(SectionId code, SectionId codeSection,
                          uint64_t offset) {
  pieces.clear();
  for (auto [i, section] : enumerate(from.allSections())) {
    if (SectionId(i) == code)
      pieces.push_back({codeSection, offset});
    else if (section->size() == 0 && section->name == ".text")
      pieces.push_back({}); // The assembler makes it whatever the text says.
    else
      pieces.push_back(append(*section));
  }
  for (auto [i, section] : enumerate(from.allSections())) {
    if (SectionId(i) == code)
      continue;
    if (section->linkOrder != SectionId::None)
      into[pieces[i].section].linkOrder =
          pieces[static_cast<uint32_t>(section->linkOrder)].section;
    for (const Relocation &relocation : section->relocations)
      into[pieces[i].section].relocate(
          pieces[i].offset + relocation.offset, relocation.type,
          relocation.symbol == SymbolId::None ? SymbolId::None
                                              : symbol(relocation.symbol),
          relocation.addend);
  }
  for (auto [i, symbol] : enumerate(from.allSymbols()))
    if (!symbol.isUndefined())
      define(symbol, symbols[i]);
}

GroupId AssemblyMerge::groupOf(const Section &section) {
  if (section.group == GroupId::None)
    return GroupId::None;
  const Group &group = from[section.group];
  return into.getOrCreateGroup(symbol(group.signature), group.comdat);
}

AssemblyMerge::Piece AssemblyMerge::append(const Section &section) {
  StringRef name = into.intern(section.name);
  SectionId id;
  if (section.linkOrder == SectionId::None) {
    id = into.getOrCreateSection(name, section.type, section.flags,
                                 section.entrySize, groupOf(section));
  } else {
    // Two sections of one text that are about different ones stay apart.
    id = into.addSection(name, section.type, section.flags);
    into[id].entrySize = section.entrySize;
    into[id].group = groupOf(section);
  }
  Section &to = into[id];
  uint64_t start = to.alignEnd(section.alignment);
  if (to.type == ELF::SHT_NOBITS)
    to.zeroSize += section.zeroSize;
  else
    to.bytes.append(section.bytes.begin(), section.bytes.end());
  return {id, start};
}

void AssemblyMerge::define(const Symbol &symbol, SymbolId id) {
  Symbol &to = into[id];
  if (isAnonymous(symbol)) {
    const Piece &piece = pieces[static_cast<uint32_t>(symbol.section)];
    to.section = piece.section;
    to.value = piece.offset + symbol.value;
    return;
  }
  if (symbol.section == SectionId::Common && to.section == symbol.section) {
    to.value = std::max(to.value, symbol.value);
    to.size = std::max(to.size, symbol.size);
    return;
  }
  bool isInSection = symbol.isInSection();
  const Piece piece = isInSection
                          ? pieces[static_cast<uint32_t>(symbol.section)]
                          : Piece{symbol.section, 0};
  to.section = piece.section;
  to.value = piece.offset + symbol.value;
  to.size = symbol.size;
  to.binding = symbol.binding;
  to.temporary = symbol.temporary;
  to.visibility = std::max(to.visibility, symbol.visibility);
  to.other = symbol.other;
  if (symbol.type != ELF::STT_NOTYPE)
    to.type = symbol.type;
}
