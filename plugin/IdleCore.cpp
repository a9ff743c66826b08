//===- IdleCore.cpp - Leave to use one more core --------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "plugin/IdleCore.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Threading.h"

#ifdef __linux__
#include <sys/stat.h>
#endif

using namespace llvm;
using namespace shunt::plugin;

/// What MAKEFLAGS says of the jobserver, e.g. "fifo:PATH" or "3,4" (GNU make's
/// manual, "POSIX Jobserver Interaction"); empty: there is none. The last one
/// counts.
static StringRef jobserverAddress() {
  const char *flags = std::getenv("MAKEFLAGS");
  StringRef address;
  SmallVector<StringRef> words;
  SplitString(flags ? flags : "", words);
  for (StringRef word : words)
    if (word.consume_front("--jobserver-auth=") ||
        word.consume_front("--jobserver-fds="))
      address = word;
  return address;
}

#ifdef __linux__

/// Whether the jobserver's pipe is really there: make closes it for commands
/// that it does not take for another make, and the numbers then belong to any
/// file that the host has opened.
static bool isReachable(StringRef address) {
  if (address.starts_with("fifo:"))
    return true;
  auto [reading, writing] = address.split(',');
  for (StringRef number : {reading, writing}) {
    int descriptor;
    struct stat status;
    if (number.getAsInteger(10, descriptor) || fstat(descriptor, &status) ||
        !S_ISFIFO(status.st_mode))
      return false;
  }
  return true;
}

/// proc(5), /proc/loadavg: the fourth field has the number of tasks that run or
/// could, this one among them.
static bool isMachineFull() {
  auto file = MemoryBuffer::getFileAsStream("/proc/loadavg");
  if (!file)
    return true;
  SmallVector<StringRef, 5> fields;
  SplitString((*file)->getBuffer(), fields);
  unsigned running;
  return fields.size() < 4 ||
         fields[3].split('/').first.getAsInteger(10, running) ||
         running >= hardware_concurrency().compute_thread_count();
}

#else

static bool isReachable(StringRef) { return false; }
static bool isMachineFull() { return true; }

#endif

std::unique_ptr<IdleCore> IdleCore::claim() {
  StringRef address = jobserverAddress();
  std::unique_ptr<IdleCore> core(new IdleCore());
  if (address.empty())
    return isMachineFull() ? nullptr : std::move(core);
  JobserverClient *client =
      isReachable(address) ? JobserverClient::getInstance() : nullptr;
  if (!client)
    return nullptr;
  core->own = client->tryAcquire(); // What each process may use anyway.
  core->added = client->tryAcquire();
  return core->added.isExplicit() ? std::move(core) : nullptr;
}

IdleCore::~IdleCore() {
  for (JobSlot *slot : {&added, &own})
    if (slot->isValid())
      JobserverClient::getInstance()->release(std::move(*slot));
}
