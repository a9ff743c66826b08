//===- StringTable.h - An ELF string table with merged tails ----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Collects names, shares the storage of equal ones and of those that end
// another one (`f` lies in `.rela.text.f`), and gives each its offset. It makes
// tables of the same size as LLVM's StringTableBuilder without hashing a name.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_OBJECT_STRINGTABLE_H
#define SHUNT_LOWERING_OBJECT_STRINGTABLE_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace shunt::object {

/// A string table (gABI, "String Table"): a NUL, then names that end in a NUL.
class StringTable {
public:
  /// Adds a name without a NUL in it, whose storage must live until
  /// `finalize`, and returns its number: 0, 1, 2...
  uint32_t add(llvm::StringRef name) {
    names.push_back(name);
    return names.size() - 1;
  }

  /// Makes room for this many names.
  void reserve(size_t count) { names.reserve(count); }

  /// Makes the table. From here on no name can be added. Takes time linear in
  /// the names' bytes plus n log n in their number.
  void finalize();

  /// Offset in bytes of the name with this number; 0 for an empty one. Valid
  /// after `finalize`, if the table's size fits 32 bits.
  uint32_t offset(uint32_t number) const { return offsets[number]; }

  /// The table's bytes. Valid after `finalize`.
  llvm::StringRef contents() const { return {bytes.data(), bytes.size()}; }

private:
  llvm::SmallVector<llvm::StringRef, 0> names; ///< By number.
  llvm::SmallVector<uint32_t, 0> offsets;      ///< By number, in bytes.
  llvm::SmallVector<char, 0> bytes;
};

} // namespace shunt::object

#endif // SHUNT_LOWERING_OBJECT_STRINGTABLE_H
