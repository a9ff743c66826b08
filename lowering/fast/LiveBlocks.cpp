//===- LiveBlocks.cpp - The blocks in which a value is alive --------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/LiveBlocks.h"

using namespace mlir;

namespace shunt::fast {

/// Steps a block or operation of the function.
static constexpr uint64_t mostWork = 32;

void LiveBlocks::reset(bool exact) {
  work = exact ? mostWork * (analysis.blocks().size() + analysis.size()) : 0;
}

void LiveBlocks::add(ValueId id, llvm::SmallBitVector &blocks) {
  const ValueInfo &value = analysis[id];
  // What a slot holds lives between its uses as well.
  bool isKnown = value.kind == ValueKind::Computed && findUses(id);
  if (isKnown)
    blocks |= found;
  else
    blocks.set(value.first, value.last + 1);
}

/// Notes that the value is alive somewhere in the block, and where it begins.
void LiveBlocks::visit(Block *block) {
  BlockIndex index = analysis.findIndex(block);
  if (index == Analysis::noBlock || found.test(index))
    return;
  found.set(index);
  left.push_back(index);
}

/// Finds the value's blocks as `found`. False: that is too much work.
bool LiveBlocks::findUses(ValueId id) {
  const ValueInfo &value = analysis[id];
  found.clear();
  found.resize(analysis.blocks().size());
  found.set(value.block);
  left.clear();
  for (Operation *user : analysis.valueOf(id).getUsers()) {
    if (work == 0)
      return false;
    --work;
    visit(user->getBlock());
  }
  while (!left.empty()) {
    const BlockInfo &block = analysis.blocks()[left.pop_back_val()];
    if (work < block.predecessors)
      return false;
    work -= block.predecessors;
    for (Block *from : block.block->getPredecessors())
      visit(from);
  }
  if (value.definition)
    return true;
  // An argument is written at the ends of these.
  for (Block *from : analysis.blocks()[value.block].block->getPredecessors())
    if (BlockIndex index = analysis.findIndex(from); index != Analysis::noBlock)
      found.set(index);
  return true;
}

} // namespace shunt::fast
