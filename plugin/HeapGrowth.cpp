//===- HeapGrowth.cpp - Heap memory without page faults -------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "plugin/HeapGrowth.h"
#include <algorithm>
#include <cstdlib> // __GLIBC__

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

using namespace shunt::plugin;

#if defined(__GLIBC__) && defined(MADV_POPULATE_WRITE)

/// The most by which the heap grows at once, in bytes.
static constexpr int largestStep = 1 << 20;
/// Blocks of fewer bytes come from the heap, not from mappings of their own,
/// and what is free at its end stays: the most that glibc takes.
static constexpr int largest = 32 << 20;

HeapGrowth::HeapGrowth() : start(static_cast<char *>(sbrk(0))), mapped(start) {
  mallopt(M_MMAP_THRESHOLD, largest);
  mallopt(M_TRIM_THRESHOLD, largest);
}

void HeapGrowth::map() {
  auto *end = static_cast<char *>(sbrk(0));
  if (end == mapped)
    return;
  if (end > mapped) {
    madvise(mapped, end - mapped, MADV_POPULATE_WRITE);
    // Small modules pay for little that they don't need.
    mallopt(M_TOP_PAD, std::min<ptrdiff_t>(end - start, largestStep));
  }
  mapped = end;
}

#else

HeapGrowth::HeapGrowth() = default;
void HeapGrowth::map() {}

#endif
