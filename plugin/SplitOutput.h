//===- SplitOutput.h - The second file of -gsplit-dwarf ---------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The host gives a stream for its output alone. It would open the file of
// debug information that the linker doesn't see itself, but not if the plugin
// takes over; where that file goes stands in the cc1 line.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_PLUGIN_SPLITOUTPUT_H
#define SHUNT_PLUGIN_SPLITOUTPUT_H

#include "llvm/IR/Module.h"
#include "llvm/Support/ToolOutputFile.h"
#include "llvm/Target/TargetMachine.h"
#include <string>

namespace shunt::plugin {

/// The path of the second file; empty: there is none, or it's the object.
std::string findSplitOutput(const llvm::TargetMachine &machine);

/// The second file of one module. It goes away again unless it is kept.
/// Members that return false have reported an error.
class SplitOutput {
public:
  /// Both must outlive it.
  SplitOutput(const llvm::Module &module, const llvm::TargetMachine &machine)
      : module(module), machine(machine) {}

  /// Opens the file if there is one.
  bool open();
  /// Of the file; null: there is none.
  llvm::raw_pwrite_stream *stream() { return file ? &file->os() : nullptr; }
  /// Keeps the file if all of it could be written.
  bool keep();

private:
  bool fail(const llvm::Twine &what, std::error_code error);

  const llvm::Module &module;
  const llvm::TargetMachine &machine;
  std::unique_ptr<llvm::ToolOutputFile> file;
};

} // namespace shunt::plugin

#endif // SHUNT_PLUGIN_SPLITOUTPUT_H
