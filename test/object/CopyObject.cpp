//===- CopyObject.cpp - An Object from a file that LLVM wrote -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Takes an ELF64 file apart into what a code generator would have said, without
// the sections that the writer makes itself. Writing the Object again must give
// the same bytes, which makes a test of any file that Clang can make.
//
//===----------------------------------------------------------------------===//

#include "test/object/CopyObject.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Object/ELF.h"
#include "llvm/Support/LEB128.h"

using namespace llvm;
using namespace llvm::ELF;
using namespace shunt::object;

namespace {
using Elf = llvm::object::ELF64LE;
using File = llvm::object::ELFFile<Elf>;

/// Copies one file; each step fills the map that the next ones need.
class Copier {
public:
  Copier(const File &file, Object &object) : file(file), object(object) {}

  Error copy();

private:
  Error copySections();
  Error copySymbols();
  Error copyGroups();
  Error copyRelocations();
  Error copyAddrsig();
  void setPlace(Symbol &symbol, const Elf::Sym &entry, uint32_t number);

  const File &file;
  Object &object;
  ArrayRef<Elf::Shdr> headers;
  const Elf::Shdr *symtab = nullptr;
  ArrayRef<Elf::Word> symbolSections;
  DenseMap<uint32_t, SectionId> sections; ///< By index in the file.
  SmallVector<SymbolId> symbols;          ///< By index in the file.
};
} // namespace

Error Copier::copySections() {
  auto found = file.sections();
  if (!found)
    return found.takeError();
  headers = *found;
  for (auto [number, header] : enumerate(headers)) {
    switch (header.sh_type) {
    case SHT_SYMTAB:
      symtab = &header;
      [[fallthrough]];
    case SHT_NULL:
    case SHT_STRTAB:
    case SHT_GROUP:
    case SHT_REL:
    case SHT_RELA:
    case SHT_LLVM_ADDRSIG:
      continue;
    case SHT_SYMTAB_SHNDX: {
      auto words = file.getSectionContentsAsArray<Elf::Word>(header);
      if (!words)
        return words.takeError();
      symbolSections = *words;
      continue;
    }
    }
    Expected<StringRef> name = file.getSectionName(header);
    if (!name)
      return name.takeError();
    // The writer looks for this section by its properties.
    bool isStackNote = *name == ".note.GNU-stack";
    uint64_t flags = header.sh_flags & ~uint64_t(SHF_GROUP);
    SectionId id = isStackNote
                       ? object.getOrCreateSection(*name, header.sh_type, flags)
                       : object.addSection(*name, header.sh_type, flags);
    sections[number] = id;
    Section &section = object[id];
    section.alignment = header.sh_addralign;
    section.entrySize = header.sh_entsize;
    if (header.sh_type == SHT_NOBITS) {
      section.zeroSize = header.sh_size;
      continue;
    }
    auto bytes = file.getSectionContents(header);
    if (!bytes)
      return bytes.takeError();
    section.bytes.append(bytes->begin(), bytes->end());
  }
  for (auto [number, id] : sections)
    if (object[id].flags & SHF_LINK_ORDER)
      object[id].linkOrder =
          sections.lookup_or(headers[number].sh_link, SectionId::None);
  return Error::success();
}

void Copier::setPlace(Symbol &symbol, const Elf::Sym &entry, uint32_t number) {
  switch (entry.st_shndx) {
  case SHN_ABS:
    symbol.section = SectionId::Absolute;
    return;
  case SHN_COMMON:
    symbol.section = SectionId::Common;
    return;
  default:
    // What lies in a group's section is an undefined signature.
    uint32_t index = entry.st_shndx == SHN_XINDEX
                         ? uint32_t(symbolSections[number])
                         : uint32_t(entry.st_shndx);
    symbol.section = sections.lookup_or(index, SectionId::None);
    if (index != 0 && symbol.section == SectionId::None) {
      symbol.binding = STB_GLOBAL;
      symbol.keep = false;
    }
  }
}

Error Copier::copySymbols() {
  auto entries = file.symbols(symtab);
  if (!entries)
    return entries.takeError();
  Expected<StringRef> strings = file.getStringTableForSymtab(*symtab);
  if (!strings)
    return strings.takeError();
  for (auto [number, entry] : enumerate(*entries)) {
    Expected<StringRef> name = entry.getName(*strings);
    if (!name)
      return name.takeError();
    if (number == 0 || entry.getType() == STT_FILE) {
      object.sourceFile = *name;
      symbols.push_back(SymbolId::None);
      continue;
    }
    Symbol symbol;
    symbol.name = *name;
    symbol.value = entry.st_value;
    symbol.size = entry.st_size;
    symbol.binding = entry.getBinding();
    symbol.type = entry.getType();
    symbol.visibility = entry.st_other & 3;
    symbol.other = entry.st_other >> 2;
    symbol.keep = true;
    setPlace(symbol, entry, number);
    symbols.push_back(symbol.type == STT_SECTION
                          ? object.sectionSymbol(symbol.section)
                          : object.addSymbol(symbol));
  }
  return Error::success();
}

Error Copier::copyGroups() {
  for (const Elf::Shdr &header : headers) {
    if (header.sh_type != SHT_GROUP)
      continue;
    auto words = file.getSectionContentsAsArray<Elf::Word>(header);
    if (!words)
      return words.takeError();
    GroupId group = object.getOrCreateGroup(symbols[header.sh_info],
                                            words->front() & GRP_COMDAT);
    for (uint32_t member : words->drop_front())
      if (auto it = sections.find(member); it != sections.end())
        object[it->second].group = group;
  }
  return Error::success();
}

Error Copier::copyRelocations() {
  for (const Elf::Shdr &header : headers) {
    if (header.sh_type == SHT_RELA) {
      auto entries = file.relas(header);
      if (!entries)
        return entries.takeError();
      Section &section = object[sections.lookup(header.sh_info)];
      for (const Elf::Rela &entry : *entries)
        section.relocate(entry.r_offset, entry.getType(false),
                         symbols[entry.getSymbol(false)], entry.r_addend);
    } else if (header.sh_type == SHT_REL) {
      auto entries = file.rels(header);
      if (!entries)
        return entries.takeError();
      Section &section = object[sections.lookup(header.sh_info)];
      for (const Elf::Rel &entry : *entries)
        section.relocate(entry.r_offset, entry.getType(false),
                         symbols[entry.getSymbol(false)], 0);
    }
  }
  return Error::success();
}

Error Copier::copyAddrsig() {
  for (const Elf::Shdr &header : headers) {
    if (header.sh_type != SHT_LLVM_ADDRSIG)
      continue;
    object.writeAddrsig = true;
    auto bytes = file.getSectionContents(header);
    if (!bytes)
      return bytes.takeError();
    for (const uint8_t *at = bytes->begin(); at != bytes->end();) {
      unsigned size = 0;
      object.addressTaken.push_back(
          symbols[decodeULEB128(at, &size, bytes->end())]);
      at += size;
    }
  }
  return Error::success();
}

Error Copier::copy() {
  if (Error error = copySections())
    return error;
  if (Error error = copySymbols())
    return error;
  if (Error error = copyGroups())
    return error;
  if (Error error = copyRelocations())
    return error;
  return copyAddrsig();
}

Expected<uint16_t> shunt::test::copyObject(StringRef bytes, Object &object) {
  Expected<File> file = File::create(bytes);
  if (!file)
    return file.takeError();
  if (Error error = Copier(*file, object).copy())
    return error;
  return uint16_t(file->getHeader().e_machine);
}
