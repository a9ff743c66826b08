//===- RangeLists.h - Ranges of code that do not hang together --*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// .debug_rnglists (DWARF 5, section 7.28) and .debug_ranges (DWARF 4, section
// 2.17.3). Lists are kept until the end: how they are written depends on
// whether the unit has one range, from whose start they can count.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_RANGELISTS_H
#define SHUNT_LOWERING_DEBUG_RANGELISTS_H

#include "lowering/debug/AddressPool.h"

namespace shunt::debug {

/// A range of code in a section.
struct SectionRange {
  object::SymbolId base; ///< What stands for the section.
  bool isFunction;       ///< It begins where a function does.
  uint64_t begin;        ///< Bytes from the base.
  uint64_t end;
  /// Of a location list: the expression that holds here; outlives the list.
  llvm::StringRef expression = {};
};

/// The range lists, or the location lists, of one unit: the same but for the
/// expressions (DWARF 5, sections 2.6.2 and 2.17.3).
class RangeLists {
public:
  enum class Kind : uint8_t { Ranges, Locations };

  RangeLists(unsigned version, Kind kind) : version(version), kind(kind) {}

  /// Adds a list; returns its number, from 0.
  uint32_t add(llvm::ArrayRef<SectionRange> ranges);

  bool isEmpty() const { return lists.empty(); }

  /// Bytes of the DWARF 5 header, behind which offsets count.
  static constexpr uint32_t headerSize = 12;

  /// Encodes all lists, which adds to the pool what they count from. `base`:
  /// the unit's one range; null: it has several. From here on nothing may be
  /// added.
  void finish(AddressPool &addresses, const SectionRange *base,
              const DebugTarget &target);

  /// Bytes from the section's start to a list. Valid after finish().
  uint64_t offset(uint32_t number) const;

  /// Writes the lists that finish() encoded.
  void write(object::Section &section, const DebugTarget &target) const;

private:
  void encode5(AddressPool &addresses, const SectionRange *base,
               llvm::ArrayRef<SectionRange> ranges, const DebugTarget &target);
  void encode4(const SectionRange *base, llvm::ArrayRef<SectionRange> ranges,
               const DebugTarget &target);
  void appendExpression(const SectionRange &range);
  void appendAddress(object::SymbolId symbol, uint64_t offset,
                     const DebugTarget &target);

  const unsigned version;
  const Kind kind;
  llvm::SmallVector<llvm::SmallVector<SectionRange, 0>, 0> lists;
  llvm::SmallVector<uint32_t, 0> offsets; ///< In `bytes`.
  llvm::SmallVector<char, 0> bytes;
  llvm::SmallVector<object::Relocation, 0> relocations; ///< In `bytes`.
};

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_RANGELISTS_H
