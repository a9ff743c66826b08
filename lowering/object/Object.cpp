//===- Object.cpp - Sections, symbols and relocations ---------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/object/Object.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace shunt::object;

uint64_t Section::alignEnd(uint64_t bytes) {
  assert(isPowerOf2_64(bytes) && "alignment is not a power of two");
  alignment = std::max(alignment, bytes);
  uint64_t end = alignTo(size(), bytes);
  if (type == ELF::SHT_NOBITS)
    zeroSize = end;
  else
    this->bytes.resize(end);
  return end;
}

SectionId Object::addSection(StringRef name, uint32_t type, uint64_t flags) {
  sections.push_back(new (sectionStorage.Allocate())
                         Section(name, type, flags));
  return SectionId(sections.size() - 1);
}

SectionId Object::getOrCreateSection(StringRef name, uint32_t type,
                                     uint64_t flags, uint64_t entrySize,
                                     GroupId group, SectionId linkOrder) {
  SectionKey key(name, type, flags, entrySize, index(group), index(linkOrder));
  auto [it, isNew] = sectionsByKey.try_emplace(key);
  if (!isNew)
    return it->second;
  it->second = addSection(name, type, flags);
  Section &section = *sections.back();
  section.entrySize = entrySize;
  section.group = group;
  section.linkOrder = linkOrder;
  return it->second;
}

SymbolId Object::addTemporary(SectionId section, uint64_t value) {
  Symbol symbol;
  symbol.section = section;
  symbol.value = value;
  symbol.binding = ELF::STB_LOCAL;
  symbol.temporary = true;
  return addSymbol(symbol);
}

SymbolId Object::sectionSymbol(SectionId id) {
  Section &section = (*this)[id];
  if (section.symbol != SymbolId::None)
    return section.symbol;
  Symbol symbol;
  symbol.section = id;
  symbol.binding = ELF::STB_LOCAL;
  symbol.type = ELF::STT_SECTION;
  return section.symbol = addSymbol(symbol);
}

SymbolId Object::lookUpSymbol(StringRef name) {
  for (; indexedSymbols < symbols.size(); ++indexedSymbols)
    if (const Symbol &symbol = symbols[indexedSymbols]; !symbol.name.empty())
      symbolsByName.try_emplace(symbol.name, SymbolId(indexedSymbols));
  auto it = symbolsByName.find(name);
  return it == symbolsByName.end() ? SymbolId::None : it->second;
}

SymbolId Object::getOrCreateSymbol(StringRef name) {
  if (SymbolId id = lookUpSymbol(name); id != SymbolId::None)
    return id;
  Symbol symbol;
  symbol.name = name;
  return addSymbol(symbol);
}

GroupId Object::getOrCreateGroup(SymbolId signature, bool comdat) {
  assert(signature != SymbolId::None && "a group has a signature");
  auto [it, isNew] =
      groupsBySignature.try_emplace(signature, GroupId(groups.size()));
  if (isNew)
    groups.push_back({signature, comdat});
  return it->second;
}

void Object::addIdent(StringRef ident) {
  Section &comment = (*this)[getOrCreateSection(
      ".comment", ELF::SHT_PROGBITS, ELF::SHF_MERGE | ELF::SHF_STRINGS, 1)];
  // GNU as starts the section with an empty string, and so does LLVM.
  if (comment.bytes.empty())
    comment.bytes.push_back('\0');
  comment.bytes.append(ident.begin(), ident.end());
  comment.bytes.push_back('\0');
}
