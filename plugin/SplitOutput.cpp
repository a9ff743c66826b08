//===- SplitOutput.cpp - The second file of -gsplit-dwarf -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "plugin/SplitOutput.h"
#include "plugin/Diagnostics.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;
using namespace shunt;

std::string plugin::findSplitOutput(const TargetMachine &machine) {
  static constexpr StringRef option = "-split-dwarf-output";
  const MCTargetOptions &options = machine.Options.MCOptions;
  StringRef commandLine = options.CommandlineArgs;
  if (options.SplitDwarfFile.empty() || !commandLine.contains(option))
    return {};
  std::string path;
  forEachValue(commandLine, option,
               [&](StringRef value) { path = value.str(); });
  return path;
}

bool plugin::SplitOutput::fail(const Twine &what, std::error_code error) {
  reportUsage(module, createStringError(what + " '" + findSplitOutput(machine) +
                                        "': " + error.message()));
  return false;
}

bool plugin::SplitOutput::open() {
  std::string path = findSplitOutput(machine);
  if (path.empty())
    return true;
  std::error_code error;
  auto opened = std::make_unique<ToolOutputFile>(path, error, sys::fs::OF_None);
  if (error)
    return fail("unable to open output file", error);
  file = std::move(opened);
  return true;
}

bool plugin::SplitOutput::keep() {
  if (!file)
    return true;
  file->os().close();
  if (std::error_code error = file->os().error()) {
    file->os().clear_error();
    return fail("unable to write", error);
  }
  file->keep();
  return true;
}
