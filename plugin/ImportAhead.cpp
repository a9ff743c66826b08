//===- ImportAhead.cpp - Import on a thread of its own --------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "plugin/ImportAhead.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include <thread>

#ifdef __linux__
#include <sched.h>
#endif

using namespace llvm;
using namespace shunt;
using namespace shunt::plugin;
using import::ImportedBody;

//===----------------------------------------------------------------------===//
// Waiting
//===----------------------------------------------------------------------===//

/// How often a thread looks before it sleeps: some 0.3 ms.
static constexpr unsigned patience = 10'000;

/// Lets the other thread of this core work while this one looks.
static void relax() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#else
  std::this_thread::yield();
#endif
}

void ImportAhead::Counter::set(uint32_t next) {
  value.store(next, std::memory_order_release);
  value.notify_one();
}

/// A sleeping thread is woken late, by as much as a function or two take, so it
/// sleeps only if it has waited for long.
uint32_t ImportAhead::Counter::await(uint32_t old) const {
  for (unsigned i = 0; i < patience; ++i) {
    if (uint32_t now = get(); now != old)
      return now;
    relax();
  }
  value.wait(old, std::memory_order_acquire);
  return get();
}

//===----------------------------------------------------------------------===//
// The compiling thread
//===----------------------------------------------------------------------===//

/// Where this thread runs; negative: unknown.
static int currentCore() {
#ifdef __linux__
  return sched_getcpu();
#else
  return -1;
#endif
}

/// llvm::thread would end the process where there is no thread to be had.
ImportAhead::ImportAhead(import::ModuleImport &importer, TimeReport &times)
    : importer(importer), times(times), compilingCore(currentCore()) {
  auto start = [](void *self) -> void * {
    static_cast<ImportAhead *>(self)->run();
    return nullptr;
  };
  hasThread = pthread_create(&worker, nullptr, start, this) == 0;
}

ImportAhead::~ImportAhead() {
  if (!hasThread)
    return;
  released.set(released.get() | ended);
  pthread_join(worker, nullptr);
  checkWorker();
  drop(imported.get() & ~ended);
}

void ImportAhead::begin(ArrayRef<FuncOp> all) {
  functions = all;
  importer.beginHandover();
  released.set(0);
}

const ImportedBody *ImportAhead::next() {
  uint32_t number = released.get();
  uint32_t count = imported.get();
  while ((count & ~ended) <= number) {
    if (count & ended) {
      checkWorker();
      return nullptr;
    }
    count = imported.await(count);
  }
  body(number).prefetch();
  return &body(number);
}

void ImportAhead::release() { released.set(released.get() + 1); }

/// A crash of the worker is one of the host, which recovers from those of its
/// own thread alone.
void ImportAhead::checkWorker() const {
  if (hasCrashed)
    std::abort();
}

//===----------------------------------------------------------------------===//
// The worker
//===----------------------------------------------------------------------===//

/// Keeps this thread off a core. A kernel in a virtual machine may put both
/// threads on one, since a core that sleeps looks taken.
static void avoidCore([[maybe_unused]] int core) {
#ifdef __linux__
  cpu_set_t cores;
  if (core < 0 || core >= CPU_SETSIZE ||
      sched_getaffinity(0, sizeof(cores), &cores) != 0)
    return;
  CPU_CLR(core, &cores);
  if (CPU_COUNT(&cores) > 0)
    sched_setaffinity(0, sizeof(cores), &cores);
#endif
}

void ImportAhead::run() {
  avoidCore(compilingCore);
  isUp = true;
  CrashRecoveryContext recovery;
  recovery.DumpStackAndCleanupOnFailure = true;
  if (recovery.RunSafely([this] { importAll(); }))
    return;
  hasCrashed = true;
  imported.set(imported.get() | ended);
}

void ImportAhead::importAll() {
  if (released.await(notBegun) & ended)
    return;
  for (FuncOp function : functions) {
    if (!awaitRoom())
      return;
    TimeReport::Scope scope(times, TimedStage::Import);
    uint32_t number = imported.get();
    ImportedBody &made = body(number);
    if (!importer.importBody(function, made)) {
      imported.set(number | ended);
      return;
    }
    waiting += made.hostInstructions().size();
    imported.set(number + 1);
  }
}

/// Waits until another function may be imported. False: none is wanted.
bool ImportAhead::awaitRoom() {
  uint32_t count = released.get();
  while (!(count & ended)) {
    drop(count);
    if (imported.get() - dropped < depth && waiting < mostAhead)
      return true;
    count = released.await(count);
  }
  return false;
}

void ImportAhead::drop(uint32_t end) {
  TimeReport::Scope scope(times, TimedStage::Import);
  for (; dropped != end; ++dropped) {
    ImportedBody &done = body(dropped);
    waiting -= done.hostInstructions().size();
    importer.dropBody(done);
  }
}
