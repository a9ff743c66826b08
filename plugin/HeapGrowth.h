//===- HeapGrowth.h - Heap memory without page faults -----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_PLUGIN_HEAPGROWTH_H
#define SHUNT_PLUGIN_HEAPGROWTH_H

namespace shunt::plugin {

/// Maps what the process's heap has grown by at once, and makes it grow in
/// large steps for a large module: a page fault for every 4 KiB costs more than
/// ten times as much.
///
/// Does nothing where the C library is not glibc, or the allocator another one.
class HeapGrowth {
public:
  HeapGrowth();

  /// Maps what the heap has grown by since the last call; cheap if it has not.
  void map();

private:
  char *start = nullptr;  ///< Where the heap ended at first.
  char *mapped = nullptr; ///< Where it ended at the last call.
  bool isLarge = false;   ///< The steps are.
};

} // namespace shunt::plugin

#endif // SHUNT_PLUGIN_HEAPGROWTH_H
