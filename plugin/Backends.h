//===- Backends.h - The two ways through the dialect ------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each takes the host's module into a private buffer. Driver chooses between
// them and says what happens when one refuses.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_PLUGIN_BACKENDS_H
#define SHUNT_PLUGIN_BACKENDS_H

#include "plugin/Diagnostics.h"
#include "plugin/TimeReport.h"
#include "llvm/Support/CodeGen.h"
#include "llvm/Target/TargetMachine.h"

namespace shunt::plugin {

/// How one run of a back end ended.
struct Outcome {
  enum Kind : uint8_t {
    Done,    ///< The output is written.
    Refused, ///< See `refusal`; nothing is written.
    Failed   ///< An error was reported; nothing is written.
  };

  Kind kind = Done;
  Refusal refusal;

  static Outcome refused(Refusal refusal) {
    return {Refused, std::move(refusal)};
  }
  static Outcome failed() { return {Failed, {}}; }
};

/// What both need.
struct Job {
  llvm::Module &module; ///< Not changed.
  llvm::TargetMachine &machine;
  llvm::CodeGenFileType type;
  const PluginOptions &options;
  TimeReport &times;
  llvm::raw_pwrite_stream
      &stream; ///< Of the output; the host checks it for errors.
};

/// Import folded, one function at a time, and the fast back end. Writes an
/// object whatever `type` says. Precondition: findTarget knows the triple.
Outcome runFast(const Job &job);

/// Import exact, export to LLVM IR, LLVM's back end.
Outcome runLLVM(const Job &job);

} // namespace shunt::plugin

#endif // SHUNT_PLUGIN_BACKENDS_H
