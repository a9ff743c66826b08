//===- StringPool.h - The strings of .debug_str -----------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Collects strings and numbers them in the order of their first use. The
// host's context keeps one copy of each metadata string, so that its address
// finds it and no string is hashed.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_STRINGPOOL_H
#define SHUNT_LOWERING_DEBUG_STRINGPOOL_H

#include "lowering/debug/Bytes.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/Metadata.h"

namespace shunt::debug {

/// Strings without duplicates.
class StringPool {
public:
  /// A string in the pool.
  struct Entry {
    uint32_t index;  ///< From 0, in order of first use.
    uint32_t offset; ///< Bytes into the section.
  };

  Entry add(const llvm::MDString &string) {
    auto [it, isNew] = entries.try_emplace(
        &string, Entry{uint32_t(offsets.size()), uint32_t(bytes.size())});
    if (isNew) {
      offsets.push_back(uint32_t(bytes.size()));
      appendString(bytes, string.getString());
    }
    return it->second;
  }

  /// Bytes of the header of the offsets' section (DWARF 5, section 7.26).
  static constexpr uint32_t headerSize = 8;

  /// The section's bytes.
  llvm::ArrayRef<char> contents() const { return bytes; }
  /// Where each string begins, by index, in bytes.
  llvm::ArrayRef<uint32_t> allOffsets() const { return offsets; }

private:
  llvm::DenseMap<const llvm::MDString *, Entry> entries;
  llvm::SmallVector<uint32_t, 0> offsets;
  llvm::SmallVector<char, 0> bytes;
};

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_STRINGPOOL_H
