//===- ElfWriter.cpp - An Object as an ELF64 file -------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/object/ElfWriter.h"
#include "lowering/object/Compression.h"
#include "lowering/object/ElfRelocations.h"
#include "lowering/object/StringTable.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Object/ELFTypes.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/MathExtras.h"
#include <limits>

using namespace llvm;
using namespace shunt::object;

namespace {

using Elf = llvm::object::ELF64LE;

/// Index of .strtab's header; small, so that e_shstrndx can always hold it.
constexpr uint32_t strtabIndex = 1;

/// One file's writing; `write` is the list of its steps.
class ElfWriter {
public:
  ElfWriter(Object &object, const ElfTarget &target, raw_ostream &stream)
      : object(object), target(target), stream(stream) {}

  Error write(DebugCompressionType compression);

private:
  Error checkSections();
  void numberSections();
  void fillGroups();
  Error numberSymbols();
  void addSymbol(uint32_t id);
  void setSection(uint32_t entry, uint32_t header);
  Error nameEverything();
  Error checkDuplicates();
  void layOut();
  void writeFile();
  void writeHeader();
  void writeRelocations(const Section &section);
  void padTo(uint64_t offset);
  void writeBytes(const void *data, size_t size);

  uint32_t addHeader(StringRef name, uint32_t type, uint64_t flags,
                     uint64_t alignment, uint64_t entrySize);
  void place(uint32_t header, uint64_t size);
  bool usesGnuAbi() const;

  Object &object;
  const ElfTarget &target;
  raw_ostream &stream;

  StringTable names;
  SmallVector<Elf::Shdr, 0> headers; ///< sh_name is a number of `names`.
  uint32_t symtab = 0;               ///< Index of its header.
  uint32_t symtabShndx = 0;          ///< Index of its header; 0: there is none.
  uint32_t addrsig = 0;              ///< Index of its header; 0: there is none.

  SmallVector<uint32_t, 0> sectionIndex; ///< By SectionId.
  SmallVector<uint32_t, 0> groupIndex;   ///< By GroupId; 0: has no member.
  SmallVector<uint32_t, 0> groupOrder;   ///< GroupIds that have members.
  SmallVector<uint32_t, 0> groupStart;   ///< By GroupId, in `groupWords`.
  SmallVector<Elf::Word, 0> groupWords;  ///< Contents of all groups.
  BitVector isUsed; ///< By SymbolId: relocations or .llvm_addrsig need it.
  SmallVector<uint32_t, 0> symbolIndex;     ///< By SymbolId; 0: not in symtab.
  SmallVector<Elf::Sym, 0> symbols;         ///< st_name is a number of `names`.
  SmallVector<Elf::Word, 0> symbolSections; ///< .symtab_shndx.
  SmallVector<char, 0> addrsigBytes;
  uint64_t fileSize = 0;      ///< Bytes laid out, then bytes written, so far.
  uint64_t headersOffset = 0; ///< Of the section headers, in bytes.
};

} // namespace

static Error refuse(const Twine &message) {
  return createStringError(inconvertibleErrorCode(), message);
}

/// LLVM writes the relocations of this type of section as SHT_REL, whatever the
/// target.
static bool usesRel(const Section &section) {
  return section.type == ELF::SHT_LLVM_CALL_GRAPH_PROFILE;
}

/// What comes before a section's name in that of its relocations.
static StringRef prefixOf(const Section &section) {
  return usesRel(section) ? ".rel" : ".rela";
}

Error ElfWriter::write(DebugCompressionType compression) {
  if (Error error = checkSections())
    return error;
  object.getOrCreateSection(".note.GNU-stack", ELF::SHT_PROGBITS,
                            object.executableStack ? ELF::SHF_EXECINSTR : 0);
  if (Error error = settleRelocations(object, target, isUsed))
    return error;
  compressDebugSections(object, compression);
  // From here on no section and no relocation is added or removed.
  numberSections();
  fillGroups();
  if (Error error = numberSymbols())
    return error;
  if (Error error = nameEverything())
    return error;
  layOut();
  // The layout is fixed, and nothing can fail.
  writeFile();
  return Error::success();
}

Error ElfWriter::checkSections() {
  for (const Section *section : object.allSections()) {
    assert(isPowerOf2_64(section->alignment) && "not a power of two");
    if (section->type != ELF::SHT_NOBITS)
      continue;
    if (!section->bytes.empty())
      return refuse("section '" + section->name +
                    "' of type SHT_NOBITS has contents");
    if (!section->relocations.empty())
      return refuse("section '" + section->name +
                    "' of type SHT_NOBITS has relocations");
  }
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Sections and groups
//===----------------------------------------------------------------------===//

uint32_t ElfWriter::addHeader(StringRef name, uint32_t type, uint64_t flags,
                              uint64_t alignment, uint64_t entrySize) {
  Elf::Shdr header = {};
  header.sh_name = names.add(name);
  header.sh_type = type;
  header.sh_flags = flags;
  header.sh_addralign = alignment;
  header.sh_entsize = entrySize;
  headers.push_back(header);
  return headers.size() - 1;
}

/// Gives every section its index. Fields that need the index of a later
/// section are left for `layOut`.
void ElfWriter::numberSections() {
  size_t count = object.allSections().size();
  headers.reserve(2 * count + object.allGroups().size() + 8);
  sectionIndex.reserve(count);
  symbols.reserve(object.allSymbols().size() + 2);
  names.reserve(headers.capacity() + symbols.capacity());
  headers.push_back(Elf::Shdr{});
  headers.back().sh_name = names.add("");
  addHeader(".strtab", ELF::SHT_STRTAB, 0, 1, 0);
  groupIndex.assign(object.allGroups().size(), 0);
  for (const Section *section : object.allSections()) {
    uint64_t groupFlag = 0;
    if (section->group != GroupId::None) {
      groupFlag = ELF::SHF_GROUP;
      uint32_t &header = groupIndex[to_underlying(section->group)];
      if (!header) {
        header = addHeader(".group", ELF::SHT_GROUP, 0, 4, sizeof(Elf::Word));
        groupOrder.push_back(to_underlying(section->group));
      }
    }
    assert((section->linkOrder == SectionId::None ||
            (section->flags & ELF::SHF_LINK_ORDER)) &&
           "a link order without its flag");
    // The name of a section with relocations is in that of its relocations.
    bool isNamed = section->relocations.empty();
    sectionIndex.push_back(addHeader(isNamed ? section->name : "",
                                     section->type, section->flags | groupFlag,
                                     section->alignment, section->entrySize));
    if (isNamed)
      continue;
    bool rel = usesRel(*section);
    uint32_t relocations =
        addHeader(object.intern((rel ? ".rel" : ".rela") + section->name),
                  rel ? ELF::SHT_REL : ELF::SHT_RELA,
                  groupFlag ? groupFlag : uint64_t(ELF::SHF_INFO_LINK), 8,
                  rel ? sizeof(Elf::Rel) : sizeof(Elf::Rela));
    headers[relocations].sh_info = sectionIndex.back();
  }
  if (object.writeAddrsig)
    addrsig = addHeader(".llvm_addrsig", ELF::SHT_LLVM_ADDRSIG,
                        ELF::SHF_EXCLUDE, 1, 0);
  symtab = addHeader(".symtab", ELF::SHT_SYMTAB, 0, 8, sizeof(Elf::Sym));
}

/// Collects each group's contents: its flags, then the indices of its members
/// (gABI, "Section Groups").
void ElfWriter::fillGroups() {
  SmallVector<uint32_t, 0> size(groupIndex.size(), 1);
  auto forEachMember = [&](auto visit) {
    for (auto [section, header] : zip(object.allSections(), sectionIndex)) {
      if (section->group == GroupId::None)
        continue;
      uint32_t group = to_underlying(section->group);
      visit(group, header);
      if (!section->relocations.empty())
        visit(group, header + 1);
    }
  };
  forEachMember([&](uint32_t group, uint32_t) { ++size[group]; });

  groupStart.assign(groupIndex.size(), 0);
  SmallVector<uint32_t, 0> next(groupIndex.size(), 0);
  uint32_t end = 0;
  for (uint32_t group : groupOrder) {
    groupStart[group] = end;
    next[group] = end + 1;
    end += size[group];
    headers[groupIndex[group]].sh_size = size[group] * sizeof(Elf::Word);
  }
  groupWords.resize(end);
  for (uint32_t group : groupOrder)
    groupWords[groupStart[group]] =
        object.allGroups()[group].comdat ? ELF::GRP_COMDAT : 0;
  forEachMember([&](uint32_t group, uint32_t header) {
    groupWords[next[group]++] = header;
  });
}

//===----------------------------------------------------------------------===//
// Symbols
//===----------------------------------------------------------------------===//

/// True if a symbol that no relocation uses has to be in the table anyway.
static bool isVisible(const Symbol &symbol) {
  if (symbol.temporary || symbol.type == ELF::STT_SECTION)
    return false;
  return !symbol.isUndefined() || symbol.keep;
}

static uint16_t specialIndex(SectionId section) {
  switch (section) {
  case SectionId::Absolute:
    return ELF::SHN_ABS;
  case SectionId::Common:
    return ELF::SHN_COMMON;
  default:
    return ELF::SHN_UNDEF;
  }
}

/// Appends a symbol to the table. Its section's index may need the extended
/// table (gABI, SHN_XINDEX), which begins to exist with the first that does.
void ElfWriter::addSymbol(uint32_t id) {
  const Symbol &symbol = object[SymbolId(id)];
  Elf::Sym entry = {};
  if (symbol.type != ELF::STT_SECTION)
    // The name that GNU as gives to labels that have none.
    entry.st_name = names.add(symbol.name.empty() ? ".L0 " : symbol.name);
  entry.st_value = symbol.value;
  entry.st_size = symbol.size;
  entry.st_other = symbol.visibility | symbol.other << 2;
  entry.setBindingAndType(symbol.binding, symbol.type);
  entry.st_shndx = specialIndex(symbol.section);
  symbolIndex[id] = symbols.size();
  symbols.push_back(entry);
  if (symbol.isInSection())
    setSection(symbolIndex[id], sectionIndex[to_underlying(symbol.section)]);
}

void ElfWriter::setSection(uint32_t entry, uint32_t header) {
  if (header < ELF::SHN_LORESERVE) {
    symbols[entry].st_shndx = header;
    return;
  }
  symbols[entry].st_shndx = ELF::SHN_XINDEX;
  if (symbolSections.size() <= entry)
    symbolSections.resize(entry + 1);
  symbolSections[entry] = header;
}

/// Makes the symbol table: the file, local symbols, then all others, each in
/// the Object's order. A group's signature is in the table whatever it is; if
/// nothing defines or uses it otherwise, it's a local symbol of the group's own
/// section, as with LLVM.
Error ElfWriter::numberSymbols() {
  symbolIndex.resize(object.allSymbols().size(), 0);
  BitVector isSignature(object.allSymbols().size());
  for (uint32_t group : groupOrder)
    isSignature.set(to_underlying(object.allGroups()[group].signature));

  symbols.push_back(Elf::Sym{});
  if (!object.sourceFile.empty()) {
    Elf::Sym file = {};
    file.st_name = names.add(object.sourceFile);
    file.st_shndx = ELF::SHN_ABS;
    file.setBindingAndType(ELF::STB_LOCAL, ELF::STT_FILE);
    symbols.push_back(file);
  }

  SmallVector<uint32_t, 0> nonLocal;
  for (auto [id, symbol] : enumerate(object.allSymbols())) {
    if (!isUsed[id] && !isSignature[id] && !isVisible(symbol))
      continue;
    assert((!symbol.temporary || symbol.binding == ELF::STB_LOCAL) &&
           "a private label is local");
    if (symbol.binding == ELF::STB_LOCAL) {
      if (symbol.section == SectionId::Common)
        return refuse("common symbol '" + symbol.name + "' is local");
      addSymbol(id);
    } else if (symbol.isUndefined() && !isUsed[id] && isSignature[id]) {
      addSymbol(id);
      symbols.back().setBinding(ELF::STB_LOCAL);
    } else {
      nonLocal.push_back(id);
    }
  }
  headers[symtab].sh_info = symbols.size();
  for (uint32_t id : nonLocal)
    addSymbol(id);

  for (uint32_t group : groupOrder) {
    uint32_t signature = to_underlying(object.allGroups()[group].signature);
    uint32_t entry = symbolIndex[signature];
    headers[groupIndex[group]].sh_info = entry;
    if (object[SymbolId(signature)].isUndefined() &&
        symbols[entry].getBinding() == ELF::STB_LOCAL)
      setSection(entry, groupIndex[group]);
  }
  if (!symbolSections.empty()) {
    symbolSections.resize(symbols.size());
    symtabShndx = addHeader(".symtab_shndx", ELF::SHT_SYMTAB_SHNDX, 0, 4,
                            sizeof(Elf::Word));
  }
  return Error::success();
}

/// Makes the string table and puts the names' offsets into all headers and
/// symbols.
Error ElfWriter::nameEverything() {
  names.finalize();
  if (names.contents().size() > std::numeric_limits<uint32_t>::max())
    return refuse("symbol names of more than 4 GiB");
  for (Elf::Shdr &header : headers)
    header.sh_name = names.offset(header.sh_name);
  for (auto [section, header] : zip(object.allSections(), sectionIndex))
    if (!section->relocations.empty())
      headers[header].sh_name =
          headers[header + 1].sh_name + prefixOf(*section).size();
  for (Elf::Sym &symbol : symbols)
    symbol.st_name = names.offset(symbol.st_name);
  return checkDuplicates();
}

/// Two names have one offset only if they are equal, so a bit for each byte of
/// the string table finds a name that two non-local symbols have.
Error ElfWriter::checkDuplicates() {
  BitVector seen(names.contents().size());
  for (const Elf::Sym &symbol : drop_begin(symbols, headers[symtab].sh_info)) {
    if (symbol.st_name != 0 && seen.test(symbol.st_name))
      return refuse("symbol '" +
                    StringRef(names.contents().data() + symbol.st_name) +
                    "' has two entries");
    seen.set(symbol.st_name);
  }
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Layout
//===----------------------------------------------------------------------===//

/// Gives the next `size` bytes of the file to a section, at its alignment.
void ElfWriter::place(uint32_t header, uint64_t size) {
  Elf::Shdr &entry = headers[header];
  fileSize = alignTo(fileSize, entry.sh_addralign);
  entry.sh_offset = fileSize;
  entry.sh_size = size;
  if (entry.sh_type != ELF::SHT_NOBITS)
    fileSize += size;
}

/// Gives every section its offset and size and the indices of the sections
/// that it links to, in the order in which `writeFile` writes them.
void ElfWriter::layOut() {
  fileSize = sizeof(Elf::Ehdr);
  for (auto [section, header] : zip(object.allSections(), sectionIndex)) {
    place(header, section->size());
    if (section->type == ELF::SHT_LLVM_CALL_GRAPH_PROFILE)
      headers[header].sh_link = symtab;
    if ((section->flags & ELF::SHF_LINK_ORDER) &&
        section->linkOrder != SectionId::None)
      headers[header].sh_link = sectionIndex[to_underlying(section->linkOrder)];
  }
  for (uint32_t group : groupOrder) {
    uint32_t header = groupIndex[group];
    place(header, headers[header].sh_size);
    headers[header].sh_link = symtab;
  }
  place(symtab, symbols.size() * sizeof(Elf::Sym));
  headers[symtab].sh_link = strtabIndex;
  if (symtabShndx) {
    place(symtabShndx, symbolSections.size() * sizeof(Elf::Word));
    headers[symtabShndx].sh_link = symtab;
  }
  for (auto [section, header] : zip(object.allSections(), sectionIndex)) {
    if (section->relocations.empty())
      continue;
    place(header + 1,
          section->relocations.size() * headers[header + 1].sh_entsize);
    headers[header + 1].sh_link = symtab;
  }
  if (addrsig) {
    raw_svector_ostream out(addrsigBytes);
    for (SymbolId id : object.addressTaken)
      encodeULEB128(symbolIndex[to_underlying(id)], out);
    place(addrsig, addrsigBytes.size());
    headers[addrsig].sh_link = symtab;
  }
  place(strtabIndex, names.contents().size());
  headersOffset = alignTo(fileSize, alignof(uint64_t));
  // Above 0xff00 the count stands in the null header (gABI, e_shnum).
  if (headers.size() >= ELF::SHN_LORESERVE)
    headers[0].sh_size = headers.size();
}

//===----------------------------------------------------------------------===//
// The file
//===----------------------------------------------------------------------===//

/// True if the file has what only GNU systems define, which has to show in
/// EI_OSABI.
bool ElfWriter::usesGnuAbi() const {
  return any_of(headers,
                [](const Elf::Shdr &header) {
                  return header.sh_flags & ELF::SHF_GNU_RETAIN;
                }) ||
         any_of(symbols, [](const Elf::Sym &symbol) {
           return symbol.getType() == ELF::STT_GNU_IFUNC ||
                  symbol.getBinding() == ELF::STB_GNU_UNIQUE;
         });
}

void ElfWriter::writeBytes(const void *data, size_t size) {
  stream.write(static_cast<const char *>(data), size);
  fileSize += size;
}

/// Fills up with zeros to this offset in the file.
void ElfWriter::padTo(uint64_t offset) {
  assert(offset >= fileSize && "the layout's order is another one");
  stream.write_zeros(offset - fileSize);
  fileSize = offset;
}

void ElfWriter::writeHeader() {
  Elf::Ehdr header = {};
  copy(StringRef(ELF::ElfMagic), header.e_ident);
  header.e_ident[ELF::EI_CLASS] = ELF::ELFCLASS64;
  header.e_ident[ELF::EI_DATA] = ELF::ELFDATA2LSB;
  header.e_ident[ELF::EI_VERSION] = ELF::EV_CURRENT;
  header.e_ident[ELF::EI_OSABI] =
      target.osAbi == ELF::ELFOSABI_NONE && usesGnuAbi()
          ? uint8_t(ELF::ELFOSABI_GNU)
          : target.osAbi;
  header.e_ident[ELF::EI_ABIVERSION] = target.abiVersion;
  header.e_type = ELF::ET_REL;
  header.e_machine = target.machine;
  header.e_version = ELF::EV_CURRENT;
  header.e_shoff = headersOffset;
  header.e_flags = target.flags;
  header.e_ehsize = sizeof(Elf::Ehdr);
  header.e_shentsize = sizeof(Elf::Shdr);
  if (headers.size() < ELF::SHN_LORESERVE)
    header.e_shnum = headers.size();
  header.e_shstrndx = strtabIndex;
  writeBytes(&header, sizeof(header));
}

/// Writes a section's relocations, a cache's worth at a time.
void ElfWriter::writeRelocations(const Section &section) {
  // An Elf64_Rel is an Elf64_Rela without its last field.
  size_t size = usesRel(section) ? sizeof(Elf::Rel) : sizeof(Elf::Rela);
  char buffer[512 * sizeof(Elf::Rela)];
  char *end = buffer;
  for (const Relocation &relocation : section.relocations) {
    Elf::Rela entry;
    uint32_t symbol = relocation.symbol == SymbolId::None
                          ? 0
                          : symbolIndex[to_underlying(relocation.symbol)];
    entry.r_offset = relocation.offset;
    entry.setSymbolAndType(symbol, relocation.type, /*IsMips64EL=*/false);
    entry.r_addend = relocation.addend;
    memcpy(end, &entry, size);
    end += size;
    if (end + size > std::end(buffer)) {
      writeBytes(buffer, end - buffer);
      end = buffer;
    }
  }
  writeBytes(buffer, end - buffer);
}

void ElfWriter::writeFile() {
  stream.reserveExtraSpace(headersOffset + headers.size() * sizeof(Elf::Shdr));
  fileSize = 0;
  writeHeader();
  for (auto [section, header] : zip(object.allSections(), sectionIndex)) {
    padTo(headers[header].sh_offset);
    writeBytes(section->bytes.data(), section->bytes.size());
  }
  for (uint32_t group : groupOrder) {
    const Elf::Shdr &header = headers[groupIndex[group]];
    padTo(header.sh_offset);
    writeBytes(&groupWords[groupStart[group]], header.sh_size);
  }
  padTo(headers[symtab].sh_offset);
  writeBytes(symbols.data(), headers[symtab].sh_size);
  if (symtabShndx) {
    padTo(headers[symtabShndx].sh_offset);
    writeBytes(symbolSections.data(), headers[symtabShndx].sh_size);
  }
  for (auto [section, header] : zip(object.allSections(), sectionIndex)) {
    if (section->relocations.empty())
      continue;
    padTo(headers[header + 1].sh_offset);
    writeRelocations(*section);
  }
  writeBytes(addrsigBytes.data(), addrsigBytes.size());
  writeBytes(names.contents().data(), names.contents().size());
  padTo(headersOffset);
  writeBytes(headers.data(), headers.size() * sizeof(Elf::Shdr));
}

Error shunt::object::writeElf(Object &object, const ElfTarget &target,
                              raw_pwrite_stream &stream,
                              DebugCompressionType compression) {
  return ElfWriter(object, target, stream).write(compression);
}
