//===- MetadataText.h - What only text has to carry -------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Input: a module in exact form with all bodies, and its host. Output: the same
// module with the operations and attributes of MetadataOps.td, by which it says
// what export would else ask the host. Called by ModuleImport::importMetadata.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_IMPORT_METADATATEXT_H
#define SHUNT_LOWERING_IMPORT_METADATATEXT_H

#include "lowering/import/SymbolImport.h"

namespace shunt::import {

/// Makes `op`, which was imported whole, independent of its host. False:
/// refused, and `op` is not whole.
bool importMetadataText(ModuleContext &module, const SymbolTables &tables,
                        mlir::ModuleOp op);

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_METADATATEXT_H
