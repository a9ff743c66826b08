//===- NameIndex.h - The hashed names of .debug_names -----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A debugger finds an entry by its name without reading .debug_info: DWARF 5,
// section 6.1.1. One hash table of one compile unit; which names it has is for
// CompileUnit to say. Entries tell which entry of the table they lie in
// (DW_IDX_parent), as LLVM has it.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_NAMEINDEX_H
#define SHUNT_LOWERING_DEBUG_NAMEINDEX_H

#include "lowering/debug/Bytes.h"
#include "lowering/debug/Die.h"
#include "lowering/debug/StringPool.h"
#include "llvm/ADT/MapVector.h"

namespace shunt::debug {

/// Collects names, then writes the table.
class NameIndex {
public:
  /// `die` can be found by `name`.
  void add(const llvm::MDString &name, const Die *die) {
    names[&name].dies.push_back(die);
  }

  /// Adds the names to the strings of the module. Call when entries have their
  /// offsets, before the strings are written.
  void finish(StringPool &strings);

  /// Writes the table to an empty section. `info` and `str` are the symbols of
  /// the sections that it refers to.
  void write(object::Section &section, const DebugTarget &target,
             object::SymbolId info, object::SymbolId str) const;

private:
  struct Name {
    llvm::SmallVector<const Die *, 1> dies; ///< By offset, once finished.
    uint32_t number = 0; ///< In the order in which names came.
    uint32_t hash = 0;
    uint32_t string = 0; ///< Bytes into .debug_str.
    uint32_t entry = 0;  ///< Bytes into the table's entries.
  };

  uint16_t parentForm(const Die &die) const;
  uint32_t abbreviationOf(const Die &die);
  void writeEntries(Bytes &out) const;

  llvm::MapVector<const llvm::MDString *, Name> names;
  llvm::SmallVector<llvm::SmallVector<Name *, 2>, 0> buckets;
  /// Of each entry in the table: where its first record is.
  llvm::DenseMap<const Die *, uint32_t> records;
  llvm::SmallVector<std::pair<uint16_t, uint16_t>, 16>
      abbreviations; ///< From 1: tag, and form of DW_IDX_parent or 0.
  llvm::DenseMap<std::pair<uint16_t, uint16_t>, uint32_t> codes;
};

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_NAMEINDEX_H
