//===- SymbolImport.h - What a module declares and defines ------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_IMPORT_SYMBOLIMPORT_H
#define SHUNT_LOWERING_IMPORT_SYMBOLIMPORT_H

#include "lowering/import/ModuleContext.h"

namespace shunt::import {

/// Which host value each symbol operation came from.
struct SymbolTables {
  llvm::DenseMap<mlir::Operation *, const llvm::Function *> functions;
  llvm::DenseMap<mlir::Operation *, const llvm::GlobalVariable *> globals;
};

/// Makes the operations of all symbols at the end of `body`, functions without
/// bodies and globals without data, and fills `tables`. False: refused.
bool importSymbols(ModuleContext &module, mlir::Block &body,
                   SymbolTables &tables);

/// Sets the module's own attributes: triple, data layout, flags, names.
/// False: refused.
bool importModuleAttributes(ModuleContext &module, mlir::ModuleOp op);

/// The module's attribute that has the strings of the named list `metadata`;
/// empty if there is none for it.
llvm::StringRef namedMetadataAttribute(llvm::StringRef metadata);

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_SYMBOLIMPORT_H
