//===- PublicNames.h - The tables that gold and gdb index -------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// .debug_pubnames and .debug_pubtypes (DWARF 4, section 6.1.1), or GNU's form
// of them, which tells the kind of each name too.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_PUBLICNAMES_H
#define SHUNT_LOWERING_DEBUG_PUBLICNAMES_H

#include "lowering/debug/Die.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/IR/DebugInfoMetadata.h"

namespace shunt::debug {

/// The names of one kind that a compile unit has.
class PublicNames {
public:
  /// `name` is qualified: see qualifiedName().
  void add(llvm::StringRef name, const Die *die) { dies[name] = die; }

  /// Appends a table to `section`. `unitSize`: bytes of the unit at the start
  /// of `info`.
  void write(object::Section &section, const DebugTarget &target,
             object::SymbolId info, uint32_t unitSize, bool isGnu,
             bool isCPlusPlus) const;

  /// The name behind those of all that `context` lies in, C++'s way.
  static std::string qualifiedName(const llvm::DIScope *context,
                                   llvm::StringRef name);

private:
  llvm::StringMap<const Die *> dies;
};

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_PUBLICNAMES_H
