//===- SymbolTable.h - The dialect's symbols in the object --------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_SYMBOLTABLE_H
#define SHUNT_LOWERING_FAST_SYMBOLTABLE_H

#include "dialects/shunt/ShuntOps.h"
#include "lowering/object/Object.h"
#include "llvm/ADT/DenseMap.h"

namespace shunt::fast {

/// What code that refers to a symbol must know of it.
struct SymbolInfo {
  object::SymbolId id = object::SymbolId::None;
  TLSModel tls = TLSModel::NotThreadLocal;
  bool dsoLocal = false;   ///< Resolves within this executable or library.
  bool isFunction = false;
  bool isExternWeak = false;
};

/// Declares the module's symbols in its object and finds them by name.
class SymbolTable {
public:
  explicit SymbolTable(object::Object &object) : object(object) {}

  /// Declares what a func, global, alias or ifunc operation names, with its
  /// binding, visibility and type. Its place is defined later.
  void declare(mlir::Operation *symbol);

  /// The symbol of this name; one that nothing declares (a runtime routine) is
  /// undefined, global and not local to the executable.
  const SymbolInfo &operator[](mlir::StringAttr name);

  /// The symbol of a runtime routine, e.g. "memcpy". `name` outlives the
  /// object.
  const SymbolInfo &runtime(llvm::StringRef name);

private:
  object::Object &object;
  llvm::DenseMap<mlir::StringAttr, SymbolInfo> symbols;
  llvm::DenseMap<llvm::StringRef, mlir::StringAttr> names;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_SYMBOLTABLE_H
