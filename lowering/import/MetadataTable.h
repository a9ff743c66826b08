//===- MetadataTable.h - The host's metadata nodes as text ------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Numbers the metadata nodes of a module as LLVM's own printer does, and makes
// an operation with each node's text. What LLVM prints in place and debug
// records name, expressions and constants, is numbered behind those.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_IMPORT_METADATATABLE_H
#define SHUNT_LOWERING_IMPORT_METADATATABLE_H

#include "lowering/import/ModuleContext.h"
#include "llvm/IR/ModuleSlotTracker.h"

namespace shunt::import {

/// The numbered nodes of one module. Refusals go to the module context; after
/// one, numbers mean nothing.
class MetadataTable {
public:
  explicit MetadataTable(ModuleContext &module);

  /// The number of a node of the host's module.
  uint32_t number(const llvm::Metadata *node);

  /// The number of the tuple made for `constant`, which it alone is in.
  uint32_t constant(const llvm::Constant *constant);

  /// Appends an operation for each node to `body`, by number.
  void emit(mlir::Block &body);

private:
  void check(const llvm::Constant *constant);
  void append(const llvm::MDNode &node);

  ModuleContext &module;
  llvm::ModuleSlotTracker slots;
  std::vector<std::string> texts; ///< By number.
  llvm::DenseMap<const llvm::Metadata *, uint32_t> numbers;
  llvm::DenseMap<const llvm::Constant *, uint32_t> constants;
};

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_METADATATABLE_H
