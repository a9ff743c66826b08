//===- TimeReport.cpp - Where the time goes -------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "plugin/TimeReport.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace shunt::plugin;

static StringRef nameOf(TimedStage stage) {
  switch (stage) {
  case TimedStage::Import:
    return "import";
  case TimedStage::Compile:
    return "compile";
  case TimedStage::Data:
    return "data";
  case TimedStage::Object:
    return "object";
  case TimedStage::Export:
    return "export";
  case TimedStage::Codegen:
    return "codegen";
  case TimedStage::Count:
    break;
  }
  llvm_unreachable("not a stage");
}

static uint64_t nanoseconds(std::chrono::steady_clock::duration time) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(time).count();
}

static StringRef nameOf(Backend backend) {
  return backend == Backend::Fast ? "fast" : "llvm";
}

bool TimeReport::isStageOfBackend(TimedStage stage) const {
  bool isLLVM = stage == TimedStage::Export || stage == TimedStage::Codegen;
  return stage == TimedStage::Import || isLLVM == (backend == Backend::LLVM);
}

void TimeReport::printText(const Module &module, uint64_t total) const {
  raw_ostream &os = errs();
  uint64_t instructions = std::max(module.getInstructionCount(), 1u);
  os << "shunt: " << module.getModuleIdentifier() << ": "
     << module.getInstructionCount() << " IR instructions, " << ops
     << " operations, " << nameOf(backend) << " back end"
     << (threads > 1 ? ", 2 threads" : "") << "\n";
  auto line = [&](StringRef name, uint64_t time) {
    os << llvm::format("  %-8s %12llu ns %8.1f ns/instruction\n", name.data(),
                       static_cast<unsigned long long>(time),
                       double(time) / double(instructions));
  };
  for (unsigned i = 0; i != unsigned(TimedStage::Count); ++i)
    if (isStageOfBackend(TimedStage(i)))
      line(nameOf(TimedStage(i)), nanoseconds(times[i]));
  line("total", total);
}

void TimeReport::printJson(const Module &module, uint64_t total) const {
  json::Object stages;
  for (unsigned i = 0; i != unsigned(TimedStage::Count); ++i)
    if (isStageOfBackend(TimedStage(i)))
      stages[nameOf(TimedStage(i))] = nanoseconds(times[i]);
  json::Object report{{"module", json::fixUTF8(module.getModuleIdentifier())},
                      {"backend", nameOf(backend)},
                      {"ir_instructions", module.getInstructionCount()},
                      {"ops", ops},
                      {"stages", std::move(stages)},
                      {"threads", threads},
                      {"total", total}};
  std::string line;
  raw_string_ostream(line) << json::Value(std::move(report)) << "\n";
  // In one piece, so that lines of parallel compilations don't mix.
  errs() << line;
}

void TimeReport::print(const Module &module) const {
  if (!isOn())
    return;
  uint64_t total = nanoseconds(Clock::now() - start);
  if (format == TimeFormat::Json)
    printJson(module, total);
  else
    printText(module, total);
}
