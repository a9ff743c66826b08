//===- Compile.h - One input through the plugin's back ends -----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_TOOLS_SHUNT_LLC_COMPILE_H
#define SHUNT_TOOLS_SHUNT_LLC_COMPILE_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "plugin/DialectContext.h"
#include "plugin/PluginOptions.h"
#include "llvm/IR/Module.h"
#include "llvm/Target/TargetMachine.h"

namespace shunt::plugin {

/// Compiles LLVM IR as the plugin does, or with LLVM where the plugin leaves
/// it to the host. False: an error was reported.
bool compileHost(llvm::Module &module, llvm::TargetMachine &machine,
                 const PluginOptions &options,
                 llvm::SmallVector<char, 0> &buffer);

/// A module as text.
class DialectText {
public:
  /// `file` may be "-": stdin.
  explicit DialectText(llvm::StringRef file) : file(file) {}

  /// Parses and verifies; what is wrong with the text is on stderr with its
  /// place. False: failed, and `why` says in a few words how.
  bool read(std::string &why);

  /// The triple that the module names; may be empty. Precondition: read().
  llvm::Triple triple() const;

  /// Compiles it; errors are reported to `context`. Precondition: read().
  bool compile(llvm::LLVMContext &context, llvm::TargetMachine &machine,
               const PluginOptions &options,
               llvm::SmallVector<char, 0> &buffer);

private:
  bool compileFast(llvm::Module &host, llvm::TargetMachine &machine,
                   llvm::SmallVector<char, 0> &buffer);

  llvm::StringRef file;
  DialectContext context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
};

} // namespace shunt::plugin

#endif // SHUNT_TOOLS_SHUNT_LLC_COMPILE_H
