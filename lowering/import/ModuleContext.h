//===- ModuleContext.h - What all parts of one import share -----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Module-wide caches (types, names, attribute lists, operation names) and the
// refusal. Nothing here is per function, so nothing grows with functions
// imported except by distinct types, symbols and attribute lists.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_IMPORT_MODULECONTEXT_H
#define SHUNT_LOWERING_IMPORT_MODULECONTEXT_H

#include "lowering/import/ModuleImport.h"
#include "lowering/import/Types.h"
#include "llvm/IR/Attributes.h"
#include "llvm/IR/Module.h"

namespace shunt::import {

/// A symbol plus a byte offset: what a constant address is.
struct SymbolOffset {
  const llvm::GlobalValue *symbol = nullptr; ///< Null: absolute.
  int64_t offset = 0;                        ///< Bytes.
  bool inBounds = true; ///< All steps promise to stay within the symbol.
};

/// Shared state of one module's import.
class ModuleContext {
public:
  ModuleContext(const llvm::Module &host, mlir::MLIRContext &context,
                Mode mode);

  const llvm::Module &host;
  const llvm::DataLayout &dataLayout;
  mlir::MLIRContext &mlir;
  const Mode mode;
  const TargetFacts target;
  TypeCache types;
  Refusal refusal;
  bool refused = false; ///< Since it was last reset.

  bool isFolded() const { return mode == Mode::Folded; }

  /// Notes a refusal, unless one stands already. Always false.
  bool refuse(const llvm::Twine &construct,
              const llvm::Function *function = nullptr,
              const llvm::Instruction *instruction = nullptr);

  /// The name by which the dialect knows a global value.
  mlir::StringAttr symbol(const llvm::GlobalValue &value) {
    return symbolRef(value).name;
  }
  /// The same with a number.
  const SymbolRef &symbolRef(const llvm::GlobalValue &value);

  /// The attribute list, built once for each distinct one.
  AttributeListRef attributes(llvm::AttributeList list);

  /// One set of attributes as a dictionary.
  mlir::DictionaryAttr attributes(llvm::AttributeSet set);

  /// `constant` as a symbol plus an offset, through casts and GEPs that don't
  /// change the address; nothing if it is no such thing.
  std::optional<SymbolOffset> symbolOffset(const llvm::Constant *constant);

  const mlir::Location location; ///< Unknown: headers hold the origin.

private:
  llvm::DenseMap<const llvm::GlobalValue *, SymbolRef> symbols;
  llvm::DenseMap<void *, AttributeListRef> attributeLists;
  llvm::DenseMap<llvm::AttributeSet, mlir::DictionaryAttr> attributeSets;
  unsigned unnamedCount = 0;
};

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_MODULECONTEXT_H
