//===- LiveBlocks.h - The blocks in which a value is alive ------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A value's interval (Analysis) has all blocks of the layout between its first
// and its last; this finds those in which it really needs its place: from each
// use up to the definition, against the edges. What costs too much to find is
// the interval.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_LIVEBLOCKS_H
#define SHUNT_LOWERING_FAST_LIVEBLOCKS_H

#include "lowering/fast/Analysis.h"
#include "llvm/ADT/SmallBitVector.h"

namespace shunt::fast {

class LiveBlocks {
public:
  explicit LiveBlocks(Analysis &analysis) : analysis(analysis) {}

  /// Begins a function, which was analysed. `exact`: else every set is the
  /// interval.
  void reset(bool exact);

  /// Adds the blocks in which `id` is alive, and those that write it if it is
  /// an argument, to `blocks`, which has a bit for each block.
  void add(ValueId id, llvm::SmallBitVector &blocks);

private:
  void visit(mlir::Block *block);
  bool findUses(ValueId id);

  Analysis &analysis;
  uint64_t work = 0; ///< Steps that are left.
  llvm::SmallBitVector found;
  llvm::SmallVector<BlockIndex, 0> left; ///< It is alive where they begin.
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_LIVEBLOCKS_H
