//===- TimeReport.h - Where the time goes -----------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Nanoseconds a stage, on demand. Costs one test of a flag a function when it
// is off.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_PLUGIN_TIMEREPORT_H
#define SHUNT_PLUGIN_TIMEREPORT_H

#include "plugin/PluginOptions.h"
#include "llvm/IR/Module.h"
#include <chrono>

namespace shunt::plugin {

/// What is timed.
enum class TimedStage : uint8_t {
  Import,  ///< LLVM IR to the dialect, erasing included.
  Compile, ///< Fast: analysis, selection, allocation, encoding.
  Data,    ///< Fast: global data, symbols, sections.
  Object,  ///< Fast: aliases, unwind tables, writing the object.
  Export,  ///< LLVM: the dialect to LLVM IR.
  Codegen, ///< LLVM: LLVM's own back end.
  Count
};

/// Gathers times of one module.
class TimeReport {
public:
  /// `format` None: gathers nothing.
  TimeReport(TimeFormat format, Backend backend)
      : format(format), backend(backend) {
    if (isOn())
      start = Clock::now();
  }

  /// Whether times are gathered.
  bool isOn() const { return format != TimeFormat::None; }

  /// Counts dialect operations.
  void addOps(uint64_t count) { ops += count; }

  /// Says that a second thread takes part. Stages may then overlap; one stage
  /// must not be timed by both at once.
  void noteSecondThread() { threads = 2; }

  /// Adds the time of its own life to a stage.
  class Scope {
  public:
    Scope(TimeReport &report, TimedStage stage)
        : report(report.isOn() ? &report : nullptr), stage(stage) {
      if (this->report)
        begin = Clock::now();
    }
    ~Scope() {
      if (report)
        report->times[unsigned(stage)] += Clock::now() - begin;
    }
    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;

  private:
    TimeReport *report; ///< Null: off.
    TimedStage stage;
    std::chrono::steady_clock::time_point begin;
  };

  /// Writes the report to stderr: a table, or one line of JSON.
  void print(const llvm::Module &module) const;

private:
  using Clock = std::chrono::steady_clock;

  void printText(const llvm::Module &module, uint64_t total) const;
  void printJson(const llvm::Module &module, uint64_t total) const;
  bool isStageOfBackend(TimedStage stage) const;

  TimeFormat format;
  Backend backend;
  Clock::time_point start;
  Clock::duration times[unsigned(TimedStage::Count)] = {};
  uint64_t ops = 0; ///< Dialect operations in function bodies.
  unsigned threads = 1;
};

} // namespace shunt::plugin

#endif // SHUNT_PLUGIN_TIMEREPORT_H
