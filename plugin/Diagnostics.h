//===- Diagnostics.h - What the user is told --------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Three different things: valid input that is not handled (a refusal: a remark
// or, on demand, an error), wrong use, and a bug of ours. The world's failures
// are the host's to report: it owns the input and the output. Nobody else in
// the plugin words a message for the host.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_PLUGIN_DIAGNOSTICS_H
#define SHUNT_PLUGIN_DIAGNOSTICS_H

#include "plugin/PluginOptions.h"
#include "llvm/IR/Module.h"

namespace shunt::plugin {

/// Something that a back end does not handle.
struct Refusal {
  std::string construct; ///< Lower case, no period.
  /// Where; null: in the module.
  const llvm::Function *function = nullptr;
  /// Where in the function; null: in its head.
  const llvm::Instruction *instruction = nullptr;
};

/// Tells the user that `backend` refuses the module and counts it: a remark
/// (-Rpass-missed=shunt), or an error if the options want that.
void report(const llvm::Module &module, const Refusal &refusal,
            const PluginOptions &options);

/// A remark that the module is none for us: `reason` completes "LLVM generates
/// the code: ".
void reportNotOurs(const llvm::Module &module, const llvm::Twine &reason);

/// An error in how the plugin is used.
void reportUsage(const llvm::Module &module, llvm::Error error);

/// An error that is a bug of ours.
void reportInternal(const llvm::Module &module, llvm::Error error);

} // namespace shunt::plugin

#endif // SHUNT_PLUGIN_DIAGNOSTICS_H
