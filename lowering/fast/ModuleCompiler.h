//===- ModuleCompiler.h - One module to one object --------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the fast back end does once a module: symbols, sections, global data,
// and handing each function to its target. Streaming: who calls it brings one
// function or global after the other and may drop it afterwards.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_MODULECOMPILER_H
#define SHUNT_LOWERING_FAST_MODULECOMPILER_H

#include "lowering/fast/ConstantPool.h"
#include "lowering/fast/FunctionCompiler.h"
#include "lowering/fast/SymbolTable.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/FunctionExtras.h"

namespace shunt::fast {

/// Compiles one module. Every member that returns false has refused; nothing
/// else may be called then.
class ModuleCompiler {
public:
  /// Copies `options`; `target` and the module's MLIRContext must outlive the
  /// compiler.
  ModuleCompiler(const Options &options, const Target &target);
  ~ModuleCompiler();

  /// Declares all symbols of `module` and handles what is neither a function
  /// body nor global data: flags, comdats, used lists, module asm, idents.
  bool begin(mlir::ModuleOp module);
  /// Prepares for debug information; after begin(), and only if the host's
  /// module wants any. `nameOf` gives the name by which the dialect knows a
  /// global value. `host` must outlive the compiler.
  bool
  beginDebug(const llvm::Module &host,
             llvm::unique_function<mlir::StringAttr(const llvm::GlobalValue &)>
                 nameOf);
  /// Compiles a function that has a body; skips one that is defined elsewhere.
  /// `host`: what it was imported from, after beginDebug().
  /// `values`: those of them that debug records name.
  bool compileFunction(FuncOp func, const debug::HostFunction &host = {},
                       HostValues values = {});
  /// Places a global and its data; does nothing for a declaration.
  bool emitGlobal(GlobalOp global);
  /// Places structors, defines aliases, finishes unwind tables. From here on
  /// no new symbol.
  bool finish(mlir::ModuleOp module);
  /// Writes the object file; on failure nothing.
  llvm::Error write(llvm::raw_pwrite_stream &stream);
  /// Writes the file of -gsplit-dwarf that the linker doesn't see, if the
  /// options say that it's another one than the object.
  llvm::Error writeSplit(llvm::raw_pwrite_stream &stream);

  /// What was refused, if a member returned false.
  const Refusal &refusal() const;

private:
  struct State;
  std::unique_ptr<State> state;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_MODULECOMPILER_H
