//===- PluginOptions.cpp - What the user asks of the plugin ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "plugin/PluginOptions.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/StringSaver.h"

using namespace llvm;
using namespace shunt::plugin;

// Hosts without a cc1 line. Checked when the first module comes, so that a
// wrong value has the same message everywhere.
static cl::OptionCategory category("Shunt options");
static cl::opt<std::string> backendOption("shunt-backend",
                                          cl::desc("Back end: fast, llvm"),
                                          cl::cat(category));
static cl::opt<std::string> fallbackOption("shunt-fallback",
                                           cl::desc("What to do if it refuses: "
                                                    "llvm, error"),
                                           cl::cat(category));
static cl::opt<std::string>
    timeReportOption("shunt-time-report",
                     cl::desc("Show the stages' times: text, json"),
                     cl::cat(category));
static cl::opt<std::string>
    threadsOption("shunt-threads",
                  cl::desc("Threads that compile a module: auto, 1, 2"),
                  cl::cat(category));
static cl::opt<std::string> printOption("shunt-print",
                                        cl::desc("Print a stage: dialect, "
                                                 "llvm"),
                                        cl::cat(category));
static cl::opt<std::string> functionOption("shunt-function",
                                           cl::desc("Print only this function"),
                                           cl::cat(category));

template <typename T> struct Choice {
  StringLiteral name;
  T value;
};

template <typename T> static std::string join(ArrayRef<Choice<T>> choices) {
  std::string names;
  for (const Choice<T> &choice : choices)
    names += (names.empty() ? "" : ", ") + choice.name.str();
  return names;
}

template <typename T>
static Error choose(T &option, StringRef key, StringRef value,
                    ArrayRef<Choice<T>> choices) {
  for (const Choice<T> &choice : choices)
    if (choice.name == value) {
      option = choice.value;
      return Error::success();
    }
  return createStringError("unknown value '" + value + "' of shunt option '" +
                           key + "'; choices: " + join(choices));
}

Error PluginOptions::set(StringRef key, StringRef value) {
  static constexpr Choice<Backend> backends[] = {{"fast", Backend::Fast},
                                                 {"llvm", Backend::LLVM}};
  static constexpr Choice<Fallback> fallbacks[] = {{"llvm", Fallback::LLVM},
                                                   {"error", Fallback::Error}};
  static constexpr Choice<TimeFormat> formats[] = {{"text", TimeFormat::Text},
                                                   {"json", TimeFormat::Json}};
  static constexpr Choice<Stage> stages[] = {{"dialect", Stage::Dialect},
                                             {"llvm", Stage::LLVM}};
  static constexpr Choice<Threads> counts[] = {
      {"auto", Threads::Auto}, {"1", Threads::One}, {"2", Threads::Two}};
  if (key == "backend")
    return choose<Backend>(backend, key, value, backends);
  if (key == "fallback")
    return choose<Fallback>(fallback, key, value, fallbacks);
  if (key == "time-report")
    return choose<TimeFormat>(timeReport, key, value, formats);
  if (key == "print")
    return choose<Stage>(print, key, value, stages);
  if (key == "threads")
    return choose<Threads>(threads, key, value, counts);
  if (key != "function")
    return createStringError(
        "unknown shunt option '" + key +
        "'; choices: backend, fallback, time-report, print, threads, function");
  function = value.str();
  return Error::success();
}

static Error readProcessOptions(PluginOptions &options) {
  const cl::opt<std::string> *all[] = {&backendOption,    &fallbackOption,
                                       &timeReportOption, &printOption,
                                       &threadsOption,    &functionOption};
  for (const cl::opt<std::string> *option : all) {
    StringRef key = option->ArgStr;
    key.consume_front("shunt-");
    if (option->getNumOccurrences())
      if (Error error = options.set(key, option->getValue()))
        return error;
  }
  return Error::success();
}

void shunt::plugin::forEachValue(StringRef commandLine, StringRef option,
                                 function_ref<void(StringRef)> visit) {
  BumpPtrAllocator storage;
  StringSaver saver(storage);
  SmallVector<const char *> arguments;
  cl::TokenizeGNUCommandLine(commandLine, saver, arguments);
  for (size_t i = 0; i + 1 < arguments.size(); ++i)
    if (arguments[i] == option)
      visit(arguments[++i]);
}

Expected<PluginOptions> shunt::plugin::readOptions(StringRef commandLine) {
  PluginOptions options;
  if (Error error = readProcessOptions(options))
    return error;
  options.disableFree = commandLine.contains("-disable-free");
  if (!commandLine.contains("-plugin-arg-shunt"))
    return options;
  Error error = Error::success();
  forEachValue(commandLine, "-plugin-arg-shunt", [&](StringRef argument) {
    auto [key, value] = argument.split('=');
    if (!error)
      error = options.set(key, value);
  });
  if (error)
    return error;
  return options;
}
