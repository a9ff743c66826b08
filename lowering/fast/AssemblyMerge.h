//===- AssemblyMerge.h - Assembled text into the object ---------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Adds what Assembler made of a text to the module's object: a section's bytes
// to the end of the section of the same name, type, flags, entry size and
// group; a symbol to the one of the same name.
//
// It takes two steps, because a function's code is placed only when all of it
// is known, but what its statements refer to must have symbols before.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_ASSEMBLYMERGE_H
#define SHUNT_LOWERING_FAST_ASSEMBLYMERGE_H

#include "lowering/object/Object.h"
#include "llvm/Support/Error.h"

namespace shunt::fast {

/// One text on its way into the module's object.
class AssemblyMerge {
public:
  /// Both objects outlive the merge.
  AssemblyMerge(const object::Object &from, object::Object &into)
      : from(from), into(into) {}

  /// Finds or makes a symbol of the module's object for each symbol of the
  /// text. Fails if the text defines a symbol that is defined.
  llvm::Error declare();

  /// After declare(): the module's symbol for one of the text.
  object::SymbolId symbol(object::SymbolId id) const {
    return symbols[static_cast<uint32_t>(id)];
  }

  /// After declare(): appends the text's sections and gives its symbols their
  /// places. What the text put into `code` (a section of the text, or None)
  /// was placed by the caller at `offset` bytes of `codeSection`, with its
  /// relocations.
  void place(object::SectionId code, object::SectionId codeSection,
             uint64_t offset);

private:
  /// Where a section of the text begins in the module's object.
  struct Piece {
    object::SectionId section = object::SectionId::None;
    uint64_t offset = 0;
  };

  llvm::Error declare(const object::Symbol &symbol, object::SymbolId &id);
  Piece append(const object::Section &section);
  object::GroupId groupOf(const object::Section &section);
  void define(const object::Symbol &symbol, object::SymbolId id);

  const object::Object &from;
  object::Object &into;
  llvm::SmallVector<object::SymbolId, 8> symbols; ///< By the text's SymbolId.
  llvm::SmallVector<Piece, 4> pieces;             ///< By the text's SectionId.
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_ASSEMBLYMERGE_H
