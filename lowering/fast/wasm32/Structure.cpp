//===- Structure.cpp - Structured control flow from any CFG ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/wasm32/Structure.h"

using namespace shunt;
using namespace shunt::wasm32;
using fast::Analysis;
using fast::LoopInfo;

void Structure::run() {
  size_t blocks = analysis.blocks().size();
  dispatch = false;
  nested = 0;
  targets.clear();
  numbers.clear();
  stack.clear();
  start.assign(blocks, none);
  firstOpened.assign(blocks, none);
  nextOpened.resize_for_overwrite(blocks);
  blockHeight.resize_for_overwrite(blocks);
  loopHeight.resize_for_overwrite(blocks);
  findBackwardEdges();
  for (BlockIndex i = 0; i < blocks; ++i)
    noteEdges(i);
  nest();
}

/// Decides whether loops are loops, and numbers the dispatch's targets if not.
void Structure::findBackwardEdges() {
  auto forEach = [&](auto visit) {
    for (BlockIndex from = 0; from < analysis.blocks().size(); ++from)
      for (mlir::BlockOperand &successor :
           lastOperation(analysis.blocks()[from].block)->getBlockOperands())
        if (BlockIndex to = Analysis::indexOf(successor.get()); to <= from)
          visit(from, to);
  };
  forEach([&](BlockIndex from, BlockIndex to) {
    const LoopInfo &loop = analysis.loopOf(to);
    dispatch |= loop.depth == 0 || loop.first != to || from > loop.last;
  });
  if (!dispatch)
    return;
  numbers.assign(analysis.blocks().size(), 0);
  forEach([&](BlockIndex, BlockIndex to) {
    if (numbers[to] != 0)
      return;
    targets.push_back(to);
    numbers[to] = targets.size();
    start[to] = 0;
  });
}

BlockIndex Structure::endOfLoop(BlockIndex block) const {
  if (dispatch)
    return block == 0 ? BlockIndex(analysis.blocks().size()) : none;
  const LoopInfo &loop = analysis.loopOf(block);
  return loop.depth != 0 && loop.first == block ? loop.last + 1 : none;
}

void Structure::noteEdges(BlockIndex from) {
  mlir::Operation *branch = lastOperation(analysis.blocks()[from].block);
  unsigned count = branch->getNumSuccessors();
  // The edge that may fall through.
  unsigned last = UINT32_MAX;
  uint16_t opcode = headerOf(branch).opcode;
  if (opcode == opcodeOf<BrOp>())
    last = 0;
  else if (opcode == opcodeOf<CondBrOp>() || opcode == opcodeOf<CmpBrOp>())
    last = trueEdgeIsLast(branch, from) ? 0 : 1;
  for (unsigned i = 0; i < count; ++i) {
    BlockIndex to = Analysis::indexOf(branch->getSuccessor(i));
    if (to > from && (i != last || to != from + 1))
      noteEdge(from, to);
  }
}

/// A branch forwards: its scope opens outside of the loops that it leaves.
void Structure::noteEdge(BlockIndex from, BlockIndex to) {
  BlockIndex opens = from;
  if (!dispatch)
    for (const LoopInfo *loop = &analysis.loopOf(from);
         loop->depth != 0 && loop->last < to; loop = &analysis.parentOf(*loop))
      opens = loop->first;
  start[to] = std::min(start[to], opens);
}

/// Makes ranges that overlap lie within one another, and lists them by start.
void Structure::nest() {
  struct Range {
    BlockIndex start, end;
  };
  llvm::SmallVector<Range, 16> ranges;
  for (BlockIndex target = 0; target < start.size(); ++target) {
    if (start[target] == none)
      continue;
    BlockIndex opens = start[target];
    while (!ranges.empty() && ranges.back().end > opens)
      opens = std::min(opens, ranges.pop_back_val().start);
    ranges.push_back({opens, target});
    nextOpened[target] = firstOpened[opens];
    firstOpened[opens] = target;
  }
}

unsigned Structure::close(BlockIndex block) {
  unsigned count = 0;
  for (; !stack.empty() && stack.back().end <= block; ++count)
    stack.pop_back();
  return count;
}
