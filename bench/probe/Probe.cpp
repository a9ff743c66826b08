//===- Probe.cpp - Times what follows it inside clang ---------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A pass plugin that changes nothing: it notes the processor time and the wall
// clock at the point where code generation starts and again when the process
// ends, and prints the differences as one JSON line on stderr. What it times is
// LLVM's back end, or that of a plugin that is loaded behind it, and what clang
// does after that. With SHUNT_BENCH_FLOOR in the environment it takes code
// generation over and does nothing: the difference is the back end's time, and
// the whole compile what all else costs. bench/run loads it; it is no part of
// the product.
//
//===----------------------------------------------------------------------===//

#include "llvm/IR/Module.h"
#include "llvm/Plugins/PassPlugin.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdint>
#include <cstdlib>
#include <ctime>

using namespace llvm;

namespace {

/// At the callback, in ns.
uint64_t startedProcessor, startedWall;

uint64_t timeOf(clockid_t clock) {
  timespec now;
  clock_gettime(clock, &now);
  return uint64_t(now.tv_sec) * 1000000000 + uint64_t(now.tv_nsec);
}

void report() {
  uint64_t total = timeOf(CLOCK_PROCESS_CPUTIME_ID) - startedProcessor;
  uint64_t wall = timeOf(CLOCK_MONOTONIC) - startedWall;
  errs() << "{\"total\":" << total << ",\"wall\":" << wall << "}\n";
}

bool preCodeGen(Module &, TargetMachine &, CodeGenFileType,
                raw_pwrite_stream &) {
  std::atexit(report);
  startedWall = timeOf(CLOCK_MONOTONIC);
  startedProcessor = timeOf(CLOCK_PROCESS_CPUTIME_ID);
  return std::getenv("SHUNT_BENCH_FLOOR") != nullptr;
}

} // namespace

extern "C" __attribute__((visibility("default"))) PassPluginLibraryInfo
llvmGetPassPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "shunt-bench-probe", "1",
          [](PassBuilder &) {}, preCodeGen};
}
