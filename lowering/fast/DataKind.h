//===- DataKind.h - What kind of section a global belongs in ----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// LLVM's classification (TargetLoweringObjectFile::getKindForGlobal) of global
// data by what it holds. SectionChooser makes sections of it.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_DATAKIND_H
#define SHUNT_LOWERING_FAST_DATAKIND_H

#include "dialects/shunt/ShuntOps.h"
#include "lowering/fast/Options.h"

namespace shunt::fast {

class SymbolTable;

/// What a section holds, as far as its name, type and flags depend on it.
enum class DataKind : uint8_t {
  Text,
  Bss,               ///< Zeros that can be written.
  Data,              ///< What can be written.
  RelocatedReadOnly, ///< Written by the dynamic linker only.
  ReadOnly,          ///< Constant once it's linked.
  String1,           ///< Null-terminated and mergeable, of 1-byte characters.
  String2,           ///< The same, of 2-byte characters.
  String4,           ///< The same, of 4-byte characters.
  Constant4,         ///< Mergeable constants of 4 bytes.
  Constant8,         ///< The same, of 8 bytes.
  Constant16,        ///< The same, of 16 bytes.
  Constant32,        ///< The same, of 32 bytes.
  ThreadBss,         ///< Each thread's zeros.
  ThreadData,        ///< Each thread's data.
  Common,            ///< The linker allocates it; in no section.
  Metadata,          ///< Not loaded.
  Exclude,           ///< Not linked either.
};

/// The kind of a global that is defined, before a section name of its own is
/// looked at.
DataKind classify(GlobalOp global, const Options &options,
                  SymbolTable &symbols);

/// Bytes of one entry of a mergeable section of this kind; 0 for others.
unsigned entrySize(DataKind kind);

/// The alignment in bytes that LLVM gives a global: what is asked for, raised
/// to its type's unless a section is named, or what its type prefers.
uint64_t dataAlignment(GlobalOp global, const Options &options);

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_DATAKIND_H
