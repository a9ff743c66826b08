//===- Die.h - Debugging information entries --------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The tree of DWARF entries (DWARF 5, section 2) of one unit, from its making
// to the bytes of .debug_info and .debug_abbrev.
//
// Entries grow for as long as the module is being compiled: a namespace gets
// another child, a subprogram its name at the end. So they are nodes, made in
// an arena that frees them all at once, and one walk at the end gives each its
// abbreviation and its offset, a second one writes it.
//
// Invariant: an attribute's size depends on nothing that comes later;
// references between entries are of a fixed size.
//
// An entry's abbreviation is looked up by a hash of tag and forms that grows
// with each attribute, so that no list of them is made again.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_DIE_H
#define SHUNT_LOWERING_DEBUG_DIE_H

#include "lowering/debug/DebugTarget.h"
#include "lowering/object/Object.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/Support/Allocator.h"

namespace shunt::debug {

struct Die;

/// A place in a block's bytes that depends on a symbol.
struct BlockRelocation {
  uint64_t offset; ///< Bytes.
  object::SymbolId symbol;
  uint32_t type;
};

/// Bytes that an attribute holds, in the tree's arena.
struct Block {
  llvm::StringRef bytes;
  llvm::ArrayRef<BlockRelocation> relocations;
};

/// One attribute of an entry.
struct Attribute {
  enum class Kind : uint8_t {
    Integer,       ///< `integer`, as the form says.
    Reference,     ///< To `reference`, in the same unit.
    Block,         ///< `block`.
    SectionOffset, ///< `integer` bytes into `section`.
    Address,       ///< `symbol` plus `integer` bytes.
  };

  Attribute *next;
  union {
    uint64_t integer;
    Die *reference;
    const Block *block;
  };
  object::SymbolId symbol;
  uint16_t name; ///< DW_AT_*.
  uint16_t form; ///< DW_FORM_*.
  Kind kind;
  DebugSection section;
};

/// One entry.
struct Die {
  Die *parent = nullptr;
  Die *firstChild = nullptr;
  Die *lastChild = nullptr;
  Die *next = nullptr; ///< Sibling.
  Attribute *first = nullptr;
  Attribute *last = nullptr;
  uint64_t hash;             ///< Of the tag and the attributes' forms.
  uint32_t offset = 0;       ///< Bytes from the unit's start; set by layOut().
  uint32_t abbreviation = 0; ///< Its code; set by layOut().
  uint16_t tag;              ///< DW_TAG_*.

  explicit Die(uint16_t tag) : hash(tag), tag(tag) {}

  /// The first attribute of this name; null: there is none.
  const Attribute *find(uint16_t name) const;
};

/// The abbreviations of all units of a file (DWARF 5, section 7.5.3).
class Abbreviations {
public:
  /// The code of an entry's abbreviation; entries must outlive the table.
  uint32_t codeOf(const Die &die);
  /// Appends all of them, and the zero that ends them.
  void write(llvm::SmallVectorImpl<char> &out) const;

private:
  llvm::DenseMap<uint64_t, uint32_t> codes;   ///< By hash.
  llvm::SmallVector<const Die *, 0> examples; ///< By code, from 1.
};

/// The entries of one unit.
class DieTree {
public:
  /// Attributes that came with a DWARF version behind `lastVersion` are left
  /// out; 0: none are.
  DieTree(uint16_t rootTag, unsigned lastVersion)
      : root(newDie(rootTag)), lastVersion(lastVersion) {}

  /// A new entry behind the children of `parent`; null: in no tree yet.
  Die *create(uint16_t tag, Die *parent);
  /// Puts an entry behind the children of `parent`.
  static void append(Die *die, Die *parent);

  void addInteger(Die *die, uint16_t name, uint16_t form, uint64_t value) {
    add(die, Attribute::Kind::Integer, name, form)->integer = value;
  }
  /// In the smallest form that holds the value.
  void addConstant(Die *die, uint16_t name, uint64_t value);
  void addFlag(Die *die, uint16_t name) {
    addInteger(die, name, llvm::dwarf::DW_FORM_flag_present, 1);
  }
  /// The number of a string of the unit's (DW_FORM_strx*).
  void addStringIndex(Die *die, uint16_t name, uint32_t index);
  /// A value that the abbreviation holds.
  void addImplicit(Die *die, uint16_t name, uint64_t value);
  void addReference(Die *die, uint16_t name, Die *to) {
    add(die, Attribute::Kind::Reference, name, llvm::dwarf::DW_FORM_ref4)
        ->reference = to;
  }
  void addSectionOffset(Die *die, uint16_t name, uint16_t form,
                        DebugSection section, uint64_t offset);
  /// Of code. Symbol None: the offset alone.
  void addAddress(Die *die, uint16_t name, object::SymbolId symbol,
                  uint64_t offset);
  /// Copies what it's given.
  void addBlock(Die *die, uint16_t name, uint16_t form, llvm::StringRef bytes,
                llvm::ArrayRef<BlockRelocation> relocations = {});

  /// Gives every entry its abbreviation and its offset; the root lies
  /// `headerSize` bytes into the unit. Returns the unit's size in bytes. From
  /// here on nothing may be added.
  uint64_t layOut(unsigned headerSize, unsigned addressSize,
                  Abbreviations &abbreviations);

  /// Writes the entries that layOut() placed to the end of `section`, whose
  /// end is `headerSize` bytes into the unit. `symbolOf` names the symbols of
  /// other sections; None: offsets in them are final.
  void write(object::Section &section, const DebugTarget &target,
             llvm::function_ref<object::SymbolId(DebugSection)> symbolOf) const;

private:
  llvm::BumpPtrAllocator arena;

public:
  Die *const root;

private:
  Die *newDie(uint16_t tag) { return new (arena.Allocate<Die>()) Die(tag); }
  Attribute *add(Die *die, Attribute::Kind kind, uint16_t name, uint16_t form);

  const unsigned lastVersion;
};

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_DIE_H
