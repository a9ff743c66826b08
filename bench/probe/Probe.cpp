//===- Probe.cpp - Times what follows it inside clang ---------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A pass plugin that changes nothing: it notes the processor time at the point
// where code generation starts and again when the process ends, and prints the
// difference as one JSON line on stderr. What it times is LLVM's back end, or
// that of a plugin that is loaded behind it. With SHUNT_BENCH_FLOOR in the
// environment it takes code generation over and does nothing, which gives the
// cost of everything else. bench/run loads it; it is no part of the product.
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

uint64_t started; ///< processor time at the callback, ns

/// Processor time of this process, user and system, in ns.
uint64_t processorTime() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return uint64_t(now.tv_sec) * 1000000000 + uint64_t(now.tv_nsec);
}

void report() {
  uint64_t total = processorTime() - started;
  errs() << "{\"total\":" << total << "}\n";
}

bool preCodeGen(Module &, TargetMachine &, CodeGenFileType,
                raw_pwrite_stream &) {
  std::atexit(report);
  started = processorTime();
  return std::getenv("SHUNT_BENCH_FLOOR") != nullptr;
}

} // namespace

extern "C" __attribute__((visibility("default"))) PassPluginLibraryInfo
llvmGetPassPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "shunt-bench-probe", "1",
          [](PassBuilder &) {}, preCodeGen};
}
