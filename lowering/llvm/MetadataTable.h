//===- MetadataTable.h - Metadata nodes from their text ---------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// LLVM's own parser reads the texts of a module's MetadataOps, as one file and
// into a module of their own that has the same symbols. Once the real symbols
// exist they take the places of those.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_LLVM_METADATATABLE_H
#define SHUNT_LOWERING_LLVM_METADATATABLE_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/AsmParser/SlotMapping.h"
#include "llvm/IR/Metadata.h"
#include "llvm/IR/Module.h"
#include <memory>

namespace shunt::llvmir {

/// The numbered nodes of one module.
class MetadataTable {
public:
  /// Reads the nodes that `source` has. False: `why` says what does not parse.
  bool read(mlir::ModuleOp source, llvm::LLVMContext &context,
            std::string &why);

  /// Makes the nodes refer to the symbols of `target`, each by its name.
  /// False: `why` names one that is not there.
  bool bind(llvm::Module &target, std::string &why);

  /// The node; null if there is none of that number.
  llvm::MDNode *node(uint32_t number) const;

  /// The constant that the node is a tuple of; null if it is no such tuple.
  llvm::Constant *constant(uint32_t number) const;

private:
  void declareSymbols(mlir::ModuleOp source);

  std::unique_ptr<llvm::Module> holder; ///< Has the stand-ins; null: no nodes.
  llvm::SlotMapping slots;
};

} // namespace shunt::llvmir

#endif // SHUNT_LOWERING_LLVM_METADATATABLE_H
