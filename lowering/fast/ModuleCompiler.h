//===- ModuleCompiler.h - One module to one object ----------------*- C++ -*-===//
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

namespace shunt::fast {

/// Compiles one module. Every member that returns false has refused; nothing
/// else may be called then.
class ModuleCompiler {
public:
  /// `options` must outlive the compiler.
  explicit ModuleCompiler(const Options &options);
  ~ModuleCompiler();

  /// Whether there is a target for the options' triple.
  static bool supports(const llvm::Triple &triple);

  /// Declares all symbols of `module` and handles what is neither a function
  /// body nor global data: comdats, used, structors, module asm, idents.
  bool begin(mlir::ModuleOp module);
  /// Compiles a function that has a body.
  bool compileFunction(FuncOp func);
  /// Places a global and its data.
  bool emitGlobal(GlobalOp global);
  /// Defines aliases, finishes unwind tables. From here on no new symbol.
  bool finish(mlir::ModuleOp module);
  /// Writes the object file.
  llvm::Error write(llvm::raw_pwrite_stream &stream);

  const Refusal &refusal() const;

private:
  struct State;
  std::unique_ptr<State> state;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_MODULECOMPILER_H
