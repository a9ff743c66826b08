//===- ModuleFacts.h - What a module says of itself as a whole --*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads the module operation's attributes, as import leaves them, and refuses
// module flags with a meaning for code generation that nobody honours.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_MODULEFACTS_H
#define SHUNT_LOWERING_FAST_MODULEFACTS_H

#include "lowering/fast/FunctionCompiler.h"
#include "lowering/fast/Options.h"
#include "lowering/fast/Refusal.h"
#include "lowering/object/Object.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace shunt::fast {

/// Puts what `module`'s flags decide into `options`. False: a flag is refused.
bool readModuleFlags(mlir::ModuleOp module, const Target &target,
                     Options &options, Refusal &refusal);

/// The source file's name without its directories, for STT_FILE; may be empty.
llvm::StringRef sourceFileName(mlir::ModuleOp module);

/// Adds what the module says to linkers and to readers of the object: linker
/// options, libraries, producers' names, command lines.
void addModuleStrings(mlir::ModuleOp module, object::Object &object);

/// Calls `use` with each producer's name.
void forEachIdent(mlir::ModuleOp module,
                  llvm::function_ref<void(llvm::StringRef)> use);

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_MODULEFACTS_H
