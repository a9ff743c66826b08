//===- ImportAhead.h - Import on a thread of its own ------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Import and compilation take about the same time, and nothing flows back from
// the one to the other: while one function is compiled, the next ones are
// imported. Either side works through the functions in the module's order, as
// it would alone, so the object is the same, byte for byte.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_PLUGIN_IMPORTAHEAD_H
#define SHUNT_PLUGIN_IMPORTAHEAD_H

#include "lowering/import/ImportedBody.h"
#include "lowering/import/ModuleImport.h"
#include "plugin/TimeReport.h"
#include <array>
#include <atomic>
#include <pthread.h>

namespace shunt::plugin {

/// Imports functions ahead of who compiles them.
class ImportAhead {
public:
  /// Starts the thread, which takes some time to come up, if the system has one
  /// to give. What is referred to must outlive this.
  ImportAhead(import::ModuleImport &importer, TimeReport &times);
  /// Imports no more, and drops what nobody took.
  ~ImportAhead();

  /// Whether there is a thread. If not, nothing below may be called.
  bool exists() const { return hasThread; }

  /// Whether it has come up; before that, next() has to wait for it.
  bool isReady() const { return isUp.load(std::memory_order_relaxed); }

  /// Lets it import `functions`, in their order. From here on nobody else uses
  /// the importer or makes types or attributes of its MLIRContext. Once.
  void begin(llvm::ArrayRef<FuncOp> functions);

  /// Waits for the next function's body, which belongs to the caller until
  /// release(). Null: refused. Precondition: one is left, and the last one is
  /// released.
  const import::ImportedBody *next();

  /// Gives back what next() returned last.
  void release();

private:
  /// A number that one side counts up and the other side waits for, with a flag
  /// that ends the counting. Alone in its cache line.
  class alignas(64) Counter {
  public:
    explicit Counter(uint32_t start) : value(start) {}
    uint32_t get() const { return value.load(std::memory_order_acquire); }
    void set(uint32_t next);
    /// What follows `old`.
    uint32_t await(uint32_t old) const;

  private:
    std::atomic<uint32_t> value;
  };
  static constexpr uint32_t ended = 1u << 31;    ///< Flag of both counters.
  static constexpr uint32_t notBegun = 1u << 30; ///< Start of `released`.

  /// How many bodies exist at once.
  static constexpr uint32_t depth = 16;
  /// Import goes on while fewer instructions of the host than this wait to be
  /// compiled, so that memory is bound by this and the largest function.
  static constexpr size_t mostAhead = 8192;

  void run();
  void importAll();
  bool awaitRoom();
  void drop(uint32_t end);
  void checkWorker() const;
  import::ImportedBody &body(uint32_t number) { return bodies[number % depth]; }

  import::ModuleImport &importer;
  TimeReport &times;
  llvm::ArrayRef<FuncOp> functions;
  std::array<import::ImportedBody, depth> bodies;

  uint32_t dropped = 0; ///< Bodies emptied again. The worker's.
  size_t waiting = 0;   ///< Instructions in bodies not emptied. The worker's.
  std::atomic<bool> isUp = false;
  std::atomic<bool> hasCrashed = false;
  Counter imported{0};        ///< Bodies made. Ended: the next one was refused.
  Counter released{notBegun}; ///< Bodies compiled. Ended: no more are wanted.

  int compilingCore;      ///< Of the thread that made this; negative: unknown.
  bool hasThread = false; ///< `worker` is one.
  pthread_t worker;
};

} // namespace shunt::plugin

#endif // SHUNT_PLUGIN_IMPORTAHEAD_H
