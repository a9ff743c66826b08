//===- DebugOptions.h - What the host asks of debug information -*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_DEBUGOPTIONS_H
#define SHUNT_LOWERING_DEBUG_DEBUGOPTIONS_H

#include "llvm/ADT/StringRef.h"

namespace shunt::debug {

/// What the host's command line says of debug information, beside the module.
struct DebugOptions {
  bool isStrict = false;  ///< -gstrict-dwarf: no attribute of a later version.
  bool isForLLDB = false; ///< -glldb: what lldb likes to know, and no GNU's.
  bool hasTypeUnits = false; ///< -fdebug-types-section.
  /// -gsplit-dwarf: how the object names the file that has the entries; empty:
  /// not split.
  llvm::StringRef splitName = {};
  bool hasSplitFile = false; ///< That file is another one than the object.
};

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_DEBUGOPTIONS_H
