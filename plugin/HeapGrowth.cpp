//===- HeapGrowth.cpp - Heap memory without page faults -------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "plugin/HeapGrowth.h"
#include <cstdlib> // __GLIBC__

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

using namespace shunt::plugin;

#if defined(__GLIBC__) && defined(MADV_POPULATE_WRITE)

/// A module that takes more is a large one, and the heap grows by so much, in
/// bytes.
static constexpr int step = 1 << 20;
/// Blocks of fewer bytes come from the heap, not from mappings of their own,
/// and what is free at its end stays: the most that glibc takes.
static constexpr int largest = 32 << 20;

HeapGrowth::HeapGrowth() : start(static_cast<char *>(sbrk(0))), mapped(start) {}

void HeapGrowth::map() {
  auto *end = static_cast<char *>(sbrk(0));
  if (end == mapped)
    return;
  if (end > mapped)
    madvise(mapped, end - mapped, MADV_POPULATE_WRITE);
  mapped = end;
  // mallopt() tidies up the whole heap: half a millisecond.
  if (isLarge || end - start < step)
    return;
  isLarge = true;
  mallopt(M_TOP_PAD, step);
  mallopt(M_MMAP_THRESHOLD, largest);
  mallopt(M_TRIM_THRESHOLD, largest);
}

#else

HeapGrowth::HeapGrowth() = default;
void HeapGrowth::map() {}

#endif
