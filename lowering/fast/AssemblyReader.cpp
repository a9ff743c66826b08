//===- AssemblyReader.cpp - An ELF file of LLVM's as an Object ------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/AssemblyReader.h"
#include "llvm/Object/ELFObjectFile.h"

using namespace llvm;
using namespace llvm::ELF;
using namespace shunt::object;

namespace {

using Elf = llvm::object::ELF64LE;
using File = llvm::object::ELFObjectFile<Elf>;

/// Reads one file; each step fills the map that the next ones need.
class Reader {
public:
  Reader(const File &whole, Object &object)
      : whole(whole), file(whole.getELFFile()), object(object) {}

  Error read();

private:
  Error readSection(const Elf::Shdr &header, SectionId &id);
  Error readSymbols();
  Error readGroup(const Elf::Shdr &header);
  Error readRelocations(const Elf::Shdr &header);
  SectionId placeOf(const Elf::Sym &entry, uint32_t number) const;
  Expected<bool> isMappingSymbol(const Elf::Sym &entry, uint32_t number) const;

  const File &whole;
  const llvm::object::ELFFile<Elf> &file;
  Object &object;
  ArrayRef<Elf::Shdr> headers;
  const Elf::Shdr *symtab = nullptr;
  ArrayRef<Elf::Word> symbolSections;  ///< SHT_SYMTAB_SHNDX.
  SmallVector<SectionId, 16> sections; ///< By index in the file.
  SmallVector<SymbolId, 16> symbols;   ///< By index in the file.
};

} // namespace

Error Reader::readSection(const Elf::Shdr &header, SectionId &id) {
  Expected<StringRef> name = file.getSectionName(header);
  if (!name)
    return name.takeError();
  id = object.addSection(object.intern(*name), header.sh_type,
                         header.sh_flags & ~uint64_t(SHF_GROUP));
  Section &section = object[id];
  section.alignment = std::max<uint64_t>(header.sh_addralign, 1);
  section.entrySize = header.sh_entsize;
  if (header.sh_type == SHT_NOBITS) {
    section.zeroSize = header.sh_size;
    return Error::success();
  }
  auto bytes = file.getSectionContents(header);
  if (!bytes)
    return bytes.takeError();
  section.bytes.append(bytes->begin(), bytes->end());
  return Error::success();
}

SectionId Reader::placeOf(const Elf::Sym &entry, uint32_t number) const {
  switch (entry.st_shndx) {
  case SHN_UNDEF:
    return SectionId::None;
  case SHN_ABS:
    return SectionId::Absolute;
  case SHN_COMMON:
    return SectionId::Common;
  case SHN_XINDEX:
    return sections[symbolSections[number]];
  default:
    return sections[entry.st_shndx];
  }
}

/// Whether a target's ABI has the symbol to tell code from data, so that it is
/// no symbol of the text.
Expected<bool> Reader::isMappingSymbol(const Elf::Sym &entry,
                                       uint32_t number) const {
  if (entry.getType() != STT_NOTYPE)
    return false;
  auto flags = whole.toSymbolRef(symtab, number).getFlags();
  if (!flags)
    return flags.takeError();
  return (*flags & llvm::object::SymbolRef::SF_FormatSpecific) != 0;
}

Error Reader::readSymbols() {
  auto entries = file.symbols(symtab);
  if (!entries)
    return entries.takeError();
  Expected<StringRef> strings = file.getStringTableForSymtab(*symtab);
  if (!strings)
    return strings.takeError();
  for (auto [number, entry] : enumerate(*entries)) {
    symbols.push_back(SymbolId::None);
    if (number == 0 || entry.getType() == STT_FILE)
      continue;
    Expected<bool> isMapping = isMappingSymbol(entry, number);
    if (!isMapping)
      return isMapping.takeError();
    if (*isMapping)
      continue;
    Expected<StringRef> name = entry.getName(*strings);
    if (!name)
      return name.takeError();
    Symbol symbol;
    symbol.name = object.intern(*name);
    symbol.value = entry.st_value;
    symbol.size = entry.st_size;
    symbol.binding = entry.getBinding();
    symbol.type = entry.getType();
    symbol.visibility = entry.st_other & 3;
    symbol.other = entry.st_other >> 2;
    symbol.temporary = symbol.binding == STB_LOCAL && name->starts_with(".L");
    symbol.section = placeOf(entry, number);
    symbols.back() = symbol.type == STT_SECTION
                         ? object.sectionSymbol(symbol.section)
                         : object.addSymbol(symbol);
  }
  return Error::success();
}

Error Reader::readGroup(const Elf::Shdr &header) {
  auto words = file.getSectionContentsAsArray<Elf::Word>(header);
  if (!words)
    return words.takeError();
  GroupId group = object.getOrCreateGroup(symbols[header.sh_info],
                                          words->front() & GRP_COMDAT);
  for (uint32_t member : words->drop_front())
    if (sections[member] != SectionId::None)
      object[sections[member]].group = group;
  return Error::success();
}

Error Reader::readRelocations(const Elf::Shdr &header) {
  auto entries = file.relas(header);
  if (!entries)
    return entries.takeError();
  Section &section = object[sections[header.sh_info]];
  for (const Elf::Rela &entry : *entries)
    section.relocate(entry.r_offset, entry.getType(false),
                     symbols[entry.getSymbol(false)], entry.r_addend);
  return Error::success();
}

Error Reader::read() {
  auto found = file.sections();
  if (!found)
    return found.takeError();
  headers = *found;
  sections.assign(headers.size(), SectionId::None);
  for (auto [number, header] : enumerate(headers)) {
    switch (header.sh_type) {
    case SHT_SYMTAB:
      symtab = &header;
      break;
    case SHT_SYMTAB_SHNDX: {
      auto words = file.getSectionContentsAsArray<Elf::Word>(header);
      if (!words)
        return words.takeError();
      symbolSections = *words;
      break;
    }
    case SHT_NULL:
    case SHT_STRTAB:
    case SHT_GROUP:
    case SHT_REL:
    case SHT_RELA:
      break;
    default:
      if (Error error = readSection(header, sections[number]))
        return error;
    }
  }
  for (auto [number, id] : enumerate(sections))
    if (id != SectionId::None && (object[id].flags & SHF_LINK_ORDER))
      object[id].linkOrder = sections[headers[number].sh_link];
  if (!symtab)
    return Error::success();
  if (Error error = readSymbols())
    return error;
  for (const Elf::Shdr &header : headers) {
    if (header.sh_type == SHT_GROUP)
      if (Error error = readGroup(header))
        return error;
    if (header.sh_type == SHT_RELA)
      if (Error error = readRelocations(header))
        return error;
  }
  return Error::success();
}

Error shunt::fast::readAssembled(StringRef bytes, Object &object) {
  Expected<File> file =
      File::create(llvm::MemoryBufferRef(bytes, "<inline asm>"));
  if (!file)
    return file.takeError();
  return Reader(*file, object).read();
}
