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

#include "llvm/Support/Error.h"
#include "llvm/Support/ToolOutputFile.h"
#include "llvm/Target/TargetMachine.h"
#include <string>

namespace shunt::plugin {

/// The path of the second file; empty: there is none, or it's the object.
std::string findSplitOutput(const llvm::TargetMachine &machine);

/// Opens the second file, which goes away again unless it is kept; null: there
/// is none.
llvm::Expected<std::unique_ptr<llvm::ToolOutputFile>>
openSplitOutput(const llvm::TargetMachine &machine);

/// Keeps the second file, if there is one and all of it could be written.
llvm::Error keepSplitOutput(llvm::ToolOutputFile *file);

} // namespace shunt::plugin

#endif // SHUNT_PLUGIN_SPLITOUTPUT_H
