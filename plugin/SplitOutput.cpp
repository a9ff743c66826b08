//===- SplitOutput.cpp - The second file of -gsplit-dwarf -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "plugin/SplitOutput.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/StringSaver.h"

using namespace llvm;
using namespace shunt;

std::string plugin::findSplitOutput(const TargetMachine &machine) {
  static constexpr StringRef option = "-split-dwarf-output";
  const MCTargetOptions &options = machine.Options.MCOptions;
  StringRef commandLine = options.CommandlineArgs;
  if (options.SplitDwarfFile.empty() || !commandLine.contains(option))
    return {};
  BumpPtrAllocator storage;
  StringSaver saver(storage);
  SmallVector<const char *> arguments;
  cl::TokenizeGNUCommandLine(commandLine, saver, arguments);
  std::string path;
  for (size_t i = 0; i + 1 < arguments.size(); ++i)
    if (arguments[i] == option)
      path = arguments[i + 1];
  return path;
}

static Error fileError(const Twine &what, StringRef path,
                       std::error_code error) {
  return createStringError(what + " '" + path + "': " + error.message());
}

Expected<std::unique_ptr<ToolOutputFile>>
plugin::openSplitOutput(const TargetMachine &machine) {
  std::string path = findSplitOutput(machine);
  if (path.empty())
    return nullptr;
  std::error_code error;
  auto file = std::make_unique<ToolOutputFile>(path, error, sys::fs::OF_None);
  if (error)
    return fileError("unable to open output file", path, error);
  return file;
}

Error plugin::keepSplitOutput(ToolOutputFile *file) {
  if (!file)
    return Error::success();
  file->os().close();
  if (std::error_code error = file->os().error()) {
    file->os().clear_error();
    return fileError("unable to write", file->getFilename(), error);
  }
  file->keep();
  return Error::success();
}
