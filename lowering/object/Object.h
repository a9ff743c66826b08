//===- Object.h - Sections, symbols and relocations -------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a relocatable object holds before it has a file format. The fast back
// end and the DWARF writers fill it; one writer a format reads it. Section
// types, section flags, symbol bindings, types and visibilities use the ELF
// numbers of the gABI, relocation types those of the target's psABI.
//
// Everything is an index into a flat array: adding a symbol or a relocation is
// one push_back, and nothing here is more than linear in time or memory.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_OBJECT_OBJECT_H
#define SHUNT_LOWERING_OBJECT_OBJECT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLForwardCompat.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/StringSaver.h"
#include <cstdint>
#include <tuple>

namespace shunt::object {

/// Index of a section in its Object. As the place of a symbol it has three
/// further values.
enum class SectionId : uint32_t {
  Common = UINT32_MAX - 2,   ///< A symbol that the linker allocates.
  Absolute = UINT32_MAX - 1, ///< A symbol whose value is not an offset.
  None = UINT32_MAX,         ///< No section; a symbol that is undefined.
};

/// Index of a symbol in its Object.
enum class SymbolId : uint32_t {
  None = UINT32_MAX, ///< No symbol; in a relocation: the value zero.
};

/// Index of a section group in its Object.
enum class GroupId : uint32_t {
  None = UINT32_MAX, ///< Member of no group.
};

/// A place in a section whose bytes depend on a symbol's final address.
struct Relocation {
  uint64_t offset; ///< Of the place, in bytes from the section's start.
  int64_t addend;  ///< In bytes; the place's own bytes count for nothing.
  SymbolId symbol; ///< None: the addend alone.
  uint32_t type;   ///< In the target psABI's numbering (R_<ARCH>_*).
};

/// A section: its header's fields, its bytes and the relocations in them.
struct Section {
  llvm::StringRef name;          ///< Storage outlives the Object, or interned.
  uint32_t type;                 ///< SHT_*, gABI "Sections".
  uint64_t flags;                ///< SHF_*; SHF_GROUP is added by the writer.
  uint64_t entrySize = 0;        ///< Bytes of one entry; 0 when there is none.
  uint64_t alignment = 1;        ///< In bytes, a power of two.
  uint64_t zeroSize = 0;         ///< Size in bytes when the type is SHT_NOBITS.
  GroupId group = GroupId::None; ///< The group that it belongs to.
  /// The section that an SHF_LINK_ORDER section is about; None writes 0.
  SectionId linkOrder = SectionId::None;
  SymbolId symbol = SymbolId::None; ///< Its STT_SECTION symbol, once asked for.
  llvm::SmallVector<char, 0> bytes; ///< Empty when the type is SHT_NOBITS.
  llvm::SmallVector<Relocation, 0> relocations; ///< In any order.

  Section(llvm::StringRef name, uint32_t type, uint64_t flags)
      : name(name), type(type), flags(flags) {}

  /// The section's size in bytes, whether or not it has bytes.
  uint64_t size() const {
    return type == llvm::ELF::SHT_NOBITS ? zeroSize : bytes.size();
  }

  /// Pads the end with zeros to a multiple of `bytes` (a power of two), raises
  /// the section's alignment to it, and returns the new size in bytes.
  uint64_t alignEnd(uint64_t bytes);

  /// Adds a relocation at `offset` bytes.
  void relocate(uint64_t offset, uint32_t type, SymbolId symbol,
                int64_t addend) {
    relocations.push_back({offset, addend, symbol, type});
  }
};

/// A symbol, defined or not. An alias is a second symbol with the same place;
/// a versioned symbol has its version in its name (`f@@V2`, as `.symver`
/// leaves it).
struct Symbol {
  llvm::StringRef name; ///< Storage outlives the Object, or interned. No NUL.
  uint64_t value = 0;   ///< Offset in its section in bytes; absolute value;
                        ///< alignment in bytes of a common symbol.
  uint64_t size = 0;    ///< In bytes; 0 when unknown.
  SectionId section = SectionId::None;         ///< Where it is defined.
  uint8_t binding = llvm::ELF::STB_GLOBAL;     ///< STB_*.
  uint8_t type = llvm::ELF::STT_NOTYPE;        ///< STT_*.
  uint8_t visibility = llvm::ELF::STV_DEFAULT; ///< STV_*.
  uint8_t other : 6 = 0; ///< The target's bits of st_other, shifted right by 2.
  /// A private label (`.L`), of local binding: not in the symbol table unless a
  /// relocation can't do without it. Its name may be empty.
  bool temporary : 1 = false;
  /// Goes to the symbol table even if it's undefined and unused.
  bool keep : 1 = false;

  /// True if its value is an offset in a section of the Object.
  bool isInSection() const { return section < SectionId::Common; }
  /// True if another object has to define it.
  bool isUndefined() const { return section == SectionId::None; }
};
static_assert(sizeof(Symbol) == 40, "100,000 of them are walked");

/// Sections that the linker keeps or drops together (gABI, "Section Groups").
struct Group {
  SymbolId signature; ///< Its name identifies the group among objects.
  bool comdat;        ///< GRP_COMDAT: the linker keeps one group of a name.
};

/// A relocatable object under construction. It owns its sections and symbols;
/// names are references to storage that must outlive it (see `intern`).
///
/// Sections keep their addresses; references to symbols end with the next
/// added symbol.
class Object {
public:
  Object() = default;
  Object(const Object &) = delete;
  Object &operator=(const Object &) = delete;

  /// Copies a name into storage that lives as long as the Object.
  llvm::StringRef intern(const llvm::Twine &name) { return names.save(name); }

  /// Adds a section, even if there is one like it. Types are SHT_*, flags
  /// SHF_*.
  SectionId addSection(llvm::StringRef name, uint32_t type, uint64_t flags);

  /// The section with these properties that an earlier call made, or a new one;
  /// two that differ in any of them are two sections. Sections of `addSection`
  /// are never found. `entrySize` is in bytes.
  SectionId getOrCreateSection(llvm::StringRef name, uint32_t type,
                               uint64_t flags, uint64_t entrySize = 0,
                               GroupId group = GroupId::None,
                               SectionId linkOrder = SectionId::None);

  Section &operator[](SectionId id) { return *sections[index(id)]; }
  const Section &operator[](SectionId id) const { return *sections[index(id)]; }
  /// All sections, in the order in which the file will have them.
  llvm::ArrayRef<Section *> allSections() const { return sections; }

  /// Adds a symbol. Non-local symbols must have names of their own: writers
  /// refuse a second one of the same name.
  SymbolId addSymbol(const Symbol &symbol) {
    symbols.push_back(symbol);
    return SymbolId(symbols.size() - 1);
  }

  /// Adds a nameless private label at `value` bytes in `section`.
  SymbolId addTemporary(SectionId section, uint64_t value);

  /// The STT_SECTION symbol of a section, made at the first call.
  SymbolId sectionSymbol(SectionId id);

  /// The first symbol with this name, or None. The index that it needs is made
  /// at the first call, so objects that never look up a name never pay for it.
  SymbolId lookUpSymbol(llvm::StringRef name);

  /// The first symbol with this name, or a new undefined global one. The name's
  /// storage must outlive the Object.
  SymbolId getOrCreateSymbol(llvm::StringRef name);

  /// Defines a symbol at `value` bytes in `section`; `size` is in bytes.
  void define(SymbolId id, SectionId section, uint64_t value,
              uint64_t size = 0) {
    Symbol &symbol = symbols[index(id)];
    symbol.section = section;
    symbol.value = value;
    symbol.size = size;
  }

  Symbol &operator[](SymbolId id) { return symbols[index(id)]; }
  const Symbol &operator[](SymbolId id) const { return symbols[index(id)]; }
  /// All symbols; the index is the SymbolId.
  llvm::ArrayRef<Symbol> allSymbols() const { return symbols; }

  /// The group with this signature, made at the first call; `comdat` counts
  /// only then.
  GroupId getOrCreateGroup(SymbolId signature, bool comdat);

  const Group &operator[](GroupId id) const { return groups[index(id)]; }
  /// All groups; the index is the GroupId.
  llvm::ArrayRef<Group> allGroups() const { return groups; }

  /// The source file's name, for an STT_FILE symbol; empty writes none.
  llvm::StringRef sourceFile;

  /// A program that links this object needs an executable stack (nested
  /// functions); otherwise `.note.GNU-stack` says that it doesn't.
  bool executableStack = false;

  /// Adds a producer's name to `.comment`, as `.ident` does.
  void addIdent(llvm::StringRef ident);

  /// Asks for `.llvm_addrsig`: symbols that are not in `addressTaken` may be
  /// folded into identical ones by the linker.
  bool writeAddrsig = false;
  llvm::SmallVector<SymbolId, 0> addressTaken; ///< For `.llvm_addrsig`.

private:
  template <typename Id> static uint32_t index(Id id) {
    return llvm::to_underlying(id);
  }

  /// What `getOrCreateSection` looks for, in the order of its parameters.
  using SectionKey = std::tuple<llvm::StringRef, uint32_t, uint64_t, uint64_t,
                                uint32_t, uint32_t>;

  llvm::BumpPtrAllocator nameStorage;
  llvm::StringSaver names{nameStorage};
  llvm::SpecificBumpPtrAllocator<Section> sectionStorage;
  llvm::SmallVector<Section *, 0> sections; ///< By SectionId.
  llvm::SmallVector<Symbol, 0> symbols;     ///< By SymbolId.
  llvm::SmallVector<Group, 0> groups;       ///< By GroupId.
  llvm::DenseMap<SectionKey, SectionId> sectionsByKey;
  llvm::DenseMap<SymbolId, GroupId> groupsBySignature;
  /// The names of the first `indexedSymbols` symbols.
  llvm::DenseMap<llvm::StringRef, SymbolId> symbolsByName;
  uint32_t indexedSymbols = 0;
};

} // namespace shunt::object

#endif // SHUNT_LOWERING_OBJECT_OBJECT_H
