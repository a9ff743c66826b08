//===- Mode.h - How to import -----------------------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_IMPORT_MODE_H
#define SHUNT_LOWERING_IMPORT_MODE_H

namespace shunt::import {

/// How much import folds.
enum class Mode : bool {
  Exact,  ///< One operation for what was one instruction: text, LLVM path.
  Folded, ///< Addresses, constants, compares go into their users; no vectors,
          ///< no integers above 64 bits: the fast back end.
};

/// Where the operations of bodies lie.
enum class Storage : bool {
  Heap,  ///< As in any MLIR program.
  Arena, ///< Cheap; never erase one, only ModuleImport::dropBody all. Folded IR
         ///< only.
};

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_MODE_H
