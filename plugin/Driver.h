//===- Driver.h - From the host's module to its output ----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Chooses the back end, runs it into a private buffer, and writes the host's
// stream only when the whole object is right. Called by the plugin's callback
// and by shunt-llc.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_PLUGIN_DRIVER_H
#define SHUNT_PLUGIN_DRIVER_H

#include "plugin/PluginOptions.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/CodeGen.h"
#include "llvm/Target/TargetMachine.h"

namespace shunt::plugin {

/// Generates code for `module`, which is not changed, with the options of the
/// host's command line. True: nothing is left to do for the host, because the
/// output is written or because an error was reported. False: nothing was
/// written, and the host's own back end has to do it.
bool generateCode(llvm::Module &module, llvm::TargetMachine &machine,
                  llvm::CodeGenFileType type, llvm::raw_pwrite_stream &stream);

/// The same with these options.
bool generateCode(llvm::Module &module, llvm::TargetMachine &machine,
                  llvm::CodeGenFileType type, llvm::raw_pwrite_stream &stream,
                  const PluginOptions &options);

} // namespace shunt::plugin

#endif // SHUNT_PLUGIN_DRIVER_H
