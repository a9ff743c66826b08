//===- Macros.h - The preprocessor's macros ---------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// .debug_macro (DWARF 5, section 6.3) and .debug_macinfo (DWARF 4, section
// 6.3): definitions in the files where they stand, from -fdebug-macro.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_MACROS_H
#define SHUNT_LOWERING_DEBUG_MACROS_H

#include "lowering/debug/LineTable.h"
#include "lowering/debug/StringPool.h"

namespace shunt::debug {

/// Appends a unit's macros to `section`: strings to the pool and files to the
/// line table, where DWARF 5 refers to them. `line` stands for the section of
/// the line table.
void writeMacros(const llvm::DICompileUnit &unit, unsigned version,
                 object::Section &section, const DebugTarget &target,
                 object::SymbolId line, StringPool &strings, LineTable &lines);

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_MACROS_H
