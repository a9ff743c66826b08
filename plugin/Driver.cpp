//===- Driver.cpp - From the host's module to its output ------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "plugin/Driver.h"
#include "plugin/Backends.h"
#include "plugin/Targets.h"

using namespace llvm;
using namespace shunt::plugin;

/// Why the back end is not for this kind of output at all; empty if it is.
static std::string findMismatch(const Module &module, CodeGenFileType type,
                                const PluginOptions &options) {
  if (options.backend == Backend::LLVM)
    return {};
  if (type != CodeGenFileType::ObjectFile)
    return "the fast back end writes object files only";
  if (!findTarget(module.getTargetTriple()))
    return "the fast back end has no target '" +
           module.getTargetTriple().str() + "'";
  return {};
}

bool shunt::plugin::generateCode(Module &module, TargetMachine &machine,
                                 CodeGenFileType type,
                                 raw_pwrite_stream &stream) {
  Expected<PluginOptions> options =
      readOptions(machine.Options.MCOptions.CommandlineArgs);
  if (!options) {
    reportUsage(module, options.takeError());
    return true;
  }
  return generateCode(module, machine, type, stream, *options);
}

bool shunt::plugin::generateCode(Module &module, TargetMachine &machine,
                                 CodeGenFileType type,
                                 raw_pwrite_stream &stream,
                                 const PluginOptions &options) {
  if (type == CodeGenFileType::Null)
    return false;
  std::string mismatch = findMismatch(module, type, options);
  if (!mismatch.empty()) {
    reportNotOurs(module, mismatch);
    return false;
  }
  TimeReport times(options.timeReport, options.backend);
  Job job{module, machine, type, options, times, stream};
  Outcome outcome =
      options.backend == Backend::Fast ? runFast(job) : runLLVM(job);
  switch (outcome.kind) {
  case Outcome::Done:
    times.print(module);
    return true;
  case Outcome::Refused:
    report(module, outcome.refusal, options);
    return options.fallback == Fallback::Error;
  case Outcome::Failed:
    return true;
  }
  llvm_unreachable("not an outcome");
}
