//===- PluginOptions.h - What the user asks of the plugin -------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// -fplugin-arg-shunt-KEY=VALUE, read from the cc1 line that the host shows in
// its target options; -shunt-KEY=VALUE where there is none (llc, flang).
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_PLUGIN_PLUGINOPTIONS_H
#define SHUNT_PLUGIN_PLUGINOPTIONS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace shunt::plugin {

/// Which way a module goes.
enum class Backend : uint8_t { Fast, LLVM };

/// What happens to a module that the chosen back end refuses.
enum class Fallback : uint8_t {
  LLVM, ///< The host's own back end compiles it.
  Error ///< It is a compile error.
};

/// How stages' times are shown on stderr.
enum class TimeFormat : uint8_t { None, Text, Json };

/// What is printed on stderr while a module is compiled.
enum class Stage : uint8_t {
  None,
  Dialect, ///< Each function and global as imported.
  LLVM     ///< The LLVM IR made from the dialect.
};

/// How many threads compile a module.
enum class Threads : uint8_t {
  Auto, ///< Two if it is a large one and a core is idle.
  One,
  Two
};

/// All options.
struct PluginOptions {
  Backend backend = Backend::Fast;
  Fallback fallback = Fallback::LLVM;
  TimeFormat timeReport = TimeFormat::None;
  Stage print = Stage::None;
  Threads threads = Threads::Auto;
  std::string function;     ///< Print only this one; empty: all.
  bool disableFree = false; ///< The host frees nothing; the process ends soon.

  /// Sets one option. Fails if there is no such key or value; the message
  /// names the choices.
  llvm::Error set(llvm::StringRef key, llvm::StringRef value);

  /// Whether a function of this name is to be printed.
  bool prints(llvm::StringRef name) const {
    return function.empty() || function == name;
  }
};

/// The options that `commandLine` (arguments quoted as the host does it)
/// gives, after those of the process's own command line.
llvm::Expected<PluginOptions> readOptions(llvm::StringRef commandLine);

/// Calls `visit` with what follows `option`, each time that it stands in a cc1
/// line. Tokenizes the line: ask first whether it has the option at all.
void forEachValue(llvm::StringRef commandLine, llvm::StringRef option,
                  llvm::function_ref<void(llvm::StringRef)> visit);

} // namespace shunt::plugin

#endif // SHUNT_PLUGIN_PLUGINOPTIONS_H
