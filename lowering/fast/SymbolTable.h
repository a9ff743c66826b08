//===- SymbolTable.h - The dialect's symbols in the object ------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Declared once a module by ModuleCompiler, defined as functions and data are
// placed, looked up by whoever refers to a symbol.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_SYMBOLTABLE_H
#define SHUNT_LOWERING_FAST_SYMBOLTABLE_H

#include "dialects/shunt/ShuntOps.h"
#include "lowering/fast/Options.h"
#include "lowering/object/Object.h"
#include "llvm/ADT/DenseMap.h"

namespace shunt::fast {

/// What code that refers to a symbol must know of it.
struct SymbolInfo {
  object::SymbolId id = object::SymbolId::None;
  /// How code reaches it: what the module asks for or what the relocation
  /// model allows, whichever is cheaper.
  TLSModel tls = TLSModel::NotThreadLocal;
  uint32_t alignment = 1; ///< Bytes; of a variable, where it is known.
  bool dsoLocal = false;  ///< Resolves within this executable or library, and
                          ///< the linker agrees to a direct reference.
  bool isDeclaredLocal = false; ///< The module says dso_local of it.
  bool isFunction = false;
  bool isExternWeak = false;
  bool isUsed = false; ///< Somebody asked for it by operator[].
};

/// Declares the module's symbols in its object and finds them by name.
class SymbolTable {
public:
  /// Names are not copied: the MLIRContext must outlive `object`.
  SymbolTable(object::Object &object, const Options &options)
      : object(object), options(options) {}

  /// Declares what a func, global, alias or ifunc operation names, with its
  /// binding, visibility and type. Its place is defined later.
  void declare(mlir::Operation *symbol);

  /// The symbol of this name, which counts as used; one that nothing declares
  /// (a runtime routine) is undefined, global and not local to the executable.
  /// Valid until the next call of any member.
  const SymbolInfo &operator[](mlir::StringAttr name) {
    SymbolInfo &info = find(name);
    info.isUsed = true;
    return info;
  }

  /// The same, without a look-up by name where the reference has a number.
  const SymbolInfo &operator[](const SymbolRef &symbol);

  /// As operator[], but does not count as a use: for who defines the symbol.
  const SymbolInfo &lookUp(mlir::StringAttr name) { return find(name); }

  /// The symbol of a runtime routine, e.g. "memcpy". `name` outlives the
  /// object.
  const SymbolInfo &runtime(llvm::StringRef name) {
    SymbolInfo &info = infos[indexOfRoutine(name)];
    info.isUsed = true;
    return info;
  }

  /// The private label of the block that `function` marks with this
  /// block_tag. Who compiles the function defines it.
  object::SymbolId blockSymbol(mlir::StringAttr function, uint32_t tag);

  /// The symbol that names a section group: the declared one, or else a local
  /// symbol that is defined nowhere.
  object::SymbolId groupSignature(mlir::StringAttr name);

private:
  SymbolInfo &find(mlir::StringAttr name) { return infos[indexOf(name)]; }
  std::optional<uint32_t> known(mlir::StringAttr name) const;
  uint32_t indexOf(mlir::StringAttr name);
  uint32_t indexOfRoutine(llvm::StringRef name);
  void addUndefined(llvm::StringRef name);

  object::Object &object;
  const Options &options;
  llvm::SmallVector<SymbolInfo, 0> infos;
  llvm::DenseMap<mlir::StringAttr, uint32_t> indices; ///< Into `infos`.
  /// The same of runtime routines, by their text: a StringAttr could only be
  /// made of it while no other thread makes one.
  llvm::DenseMap<llvm::StringRef, uint32_t> routines;
  /// By SymbolRef::number: indices into `infos`, or `unknown`.
  llvm::SmallVector<uint32_t, 0> byNumber;
  static constexpr uint32_t unknown = UINT32_MAX;
  llvm::DenseMap<std::pair<mlir::StringAttr, uint32_t>, object::SymbolId>
      blocks;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_SYMBOLTABLE_H
