//===- ModuleImport.h - LLVM IR to the dialect by function ------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Input: a const llvm::Module that passes LLVM's verifier. Output: operations
// of the dialect. Called by the plugin and the tools: importSymbols once, then
// bodies and data in any order, each when its consumer wants it, so that one
// function's operations can be dropped before the next one is imported, or
// while it is: what was imported may be read on one thread while more is
// imported and dropped on another.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_IMPORT_MODULEIMPORT_H
#define SHUNT_LOWERING_IMPORT_MODULEIMPORT_H

#include "dialects/shunt/ShuntOps.h"
#include "lowering/import/Mode.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include <memory>

namespace llvm {
class Function;
class GlobalValue;
class GlobalVariable;
class Instruction;
class Module;
class Value;
} // namespace llvm

namespace shunt::import {

class ImportedBody;

/// Why something was not imported.
struct Refusal {
  /// What is not handled, lower case, no period: "call to llvm.foo".
  std::string construct;
  /// Where; null: in the module.
  const llvm::Function *function = nullptr;
  /// Where in the function; null: in its head.
  const llvm::Instruction *instruction = nullptr;
};

/// Imports one module. The module must outlive it and is not changed.
class ModuleImport {
public:
  /// `context` must have the dialect loaded.
  ModuleImport(const llvm::Module &host, mlir::MLIRContext &context, Mode mode,
               Storage storage = Storage::Heap);
  ~ModuleImport();

  /// All symbols: functions without bodies, globals without data, aliases,
  /// ifuncs, comdats, structors, used lists, module asm and attributes.
  /// Null: refused. Called once, before everything below.
  mlir::OwningOpRef<mlir::ModuleOp> importSymbols();

  /// Fills the body of a function that the host defines; of one that it only
  /// declares, does nothing. False: refused, and the body stays empty.
  /// Precondition: the function's body and `body` are empty.
  bool importBody(FuncOp function, ImportedBody &body);

  /// Empties `body` and its function's, which importBody filled. The only way
  /// to do so with Storage::Arena, and due before either of them dies then.
  void dropBody(ImportedBody &body);

  /// Allocates memory for bodies that another thread is going to import. To be
  /// called before it does, on the thread that will read them.
  void beginHandover();

  /// Fills the data of a global that the host defines. False: refused.
  bool importData(GlobalOp global);

  /// Everything at once. Null: refused.
  mlir::OwningOpRef<mlir::ModuleOp> importAll();

  /// Adds to `module`, which importAll made in exact form, what export would
  /// else ask the host: metadata, debug records. For text. False: refused, and
  /// `module` is of no use.
  bool importMetadata(mlir::ModuleOp module);

  /// The host's function; null if `function` is not of importSymbols.
  const llvm::Function *hostFunction(FuncOp function) const;

  /// The name by which the dialect knows a global value of the host.
  mlir::StringAttr nameOf(const llvm::GlobalValue &value);

  /// The host's variable; null if `global` is not of importSymbols.
  const llvm::GlobalVariable *hostGlobal(GlobalOp global) const;

  /// The host's instruction that an operation's header.origin names; null if
  /// there is none. Linear in the function's size.
  const llvm::Instruction *hostInstruction(const llvm::Function &function,
                                           uint32_t origin) const;

  /// The last refusal.
  const Refusal &refusal() const;

private:
  struct Impl;
  std::unique_ptr<Impl> impl;
};

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_MODULEIMPORT_H
