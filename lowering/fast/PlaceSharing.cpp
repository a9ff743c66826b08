//===- PlaceSharing.cpp - Values that share a place -----------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/PlaceSharing.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::fast;

/// Steps a block or operation of the function.
static constexpr uint64_t mostWork = 256;
/// Users of users that a use is followed through.
static constexpr unsigned longestChain = 64;

void PlaceSharing::run(bool joinAll) {
  nodeOf.clear();
  if (!joinAll && !hasArguments())
    return;
  nodeOf.assign(analysis.allValues().size(), none);
  nodes.clear();
  segments.clear();
  size_t blocks = analysis.blocks().size();
  liveIn.assign(blocks, 0);
  liveOut.assign(blocks, 0);
  stamp = 0;
  work = mostWork * (blocks + analysis.size());
  joinCopies();
  if (joinAll)
    joinRest();
  settle();
}

void PlaceSharing::joinCopies() {
  copies.clear();
  for (BlockIndex i = 0; i < analysis.blocks().size(); ++i)
    collect(i);
  // The innermost first.
  llvm::sort(copies, [](const Copy &a, const Copy &b) {
    return std::tie(b.depth, a.argument, a.value) <
           std::tie(a.depth, b.argument, b.value);
  });
  for (const Copy &copy : copies) {
    uint32_t argument = leaderOf(nodeOf[uint32_t(copy.argument)]);
    uint32_t value = leaderOf(nodeOf[uint32_t(copy.value)]);
    if (argument != value && !overlap(nodes[argument], nodes[value]))
      join(argument, value);
  }
}

/// Joins what can be joined, the values that come first first.
void PlaceSharing::joinRest() {
  for (uint32_t i = 0; i < analysis.allValues().size(); ++i) {
    const ValueInfo &value = analysis[ValueId(i)];
    if (value.crossesBlocks && canShare(ValueId(i)))
      nodeFor(ValueId(i), analysis.valueOf(ValueId(i)));
  }
  llvm::SmallVector<uint32_t, 32> leaders[4]; // By type.
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    if (leaderOf(i) != i)
      continue;
    const ValueInfo &value = analysis[nodes[i].value];
    auto &same = leaders[2 * (value.bank == Bank::Float) + (value.bytes == 8)];
    auto *free = llvm::find_if(same, [&](uint32_t leader) {
      return !overlap(nodes[leader], nodes[i]);
    });
    if (free == same.end())
      same.push_back(i);
    else
      join(*free, i);
  }
}

bool PlaceSharing::hasArguments() const {
  return llvm::any_of(
      analysis.blocks().drop_front(),
      [](const BlockInfo &info) { return info.block->getNumArguments(); });
}

//===----------------------------------------------------------------------===//
// Candidates
//===----------------------------------------------------------------------===//

/// Whether the only user of the operation's result may emit it.
bool PlaceSharing::mayDefer(Operation *op) {
  if (!isDeferrable(op))
    return false;
  const ValueInfo &value = analysis[ValueId(headerOf(op).number)];
  return value.uses == 1 && !value.crossesBlocks && value.bank != Bank::Memory;
}

/// The arguments that a block's end writes, and what might be in their places.
void PlaceSharing::collect(BlockIndex from) {
  Operation *branch = lastOperation(analysis.blocks()[from].block);
  unsigned successors = branch->getNumSuccessors();
  // Arguments are the last operands, one successor's after the other's.
  unsigned next = branch->getNumOperands();
  for (Block *target : branch->getSuccessors())
    next -= target->getNumArguments();
  for (Block *target : branch->getSuccessors())
    for (BlockArgument argument : target->getArguments()) {
      Value value = branch->getOperand(next++);
      ValueId to = analysis.idOf(argument), id = analysis.idOf(value);
      if (to == id || !canShare(to))
        continue;
      Operation *op = definingOp(value);
      bool hasPlace = canShare(id) && !(op && mayDefer(op));
      // A branch of two ways asks for the ranges of all that it writes.
      if (!hasPlace && successors != 2)
        continue;
      if (nodeFor(to, argument) != none && hasPlace &&
          nodeFor(id, value) != none)
        copies.push_back({to, id, analysis.loopOf(from).depth});
    }
}

/// The node of a value, made now if need be; none: its range is too long.
uint32_t PlaceSharing::nodeFor(ValueId id, Value value) {
  uint32_t &node = nodeOf[uint32_t(id)];
  if (node != none || !findRange(id, value))
    return node;
  node = nodes.size();
  nodes.push_back({id, node, node, uint32_t(segments.size()), 0});
  llvm::sort(found, [](Segment a, Segment b) { return a.begin < b.begin; });
  for (Segment segment : found) {
    if (nodes[node].segments > 0 && segments.back().end >= segment.begin) {
      segments.back().end = std::max(segments.back().end, segment.end);
      continue;
    }
    segments.push_back(segment);
    ++nodes[node].segments;
  }
  return node;
}

//===----------------------------------------------------------------------===//
// Ranges
//===----------------------------------------------------------------------===//

/// Finds where a value is alive, as `found`. False: that is too much work.
bool PlaceSharing::findRange(ValueId id, Value value) {
  BlockIndex home = analysis[id].block;
  uint32_t begin =
      analysis[id].definition ? position(uint32_t(id), home) : startOf(home);
  found.clear();
  left.clear();
  ++stamp;
  // What nobody reads is written all the same.
  found.push_back({begin, begin + 1});
  for (OpOperand &use : value.getUses())
    noteUse(use, home, begin);
  visitLiveOut(home, begin);
  if (found.size() > work) {
    work = 0;
    return false;
  }
  work -= found.size();
  return true;
}

/// Adds what lies between a use and its block's start or the definition.
void PlaceSharing::noteUse(OpOperand &use, BlockIndex home, uint32_t begin) {
  Operation *user = use.getOwner();
  BlockIndex block = analysis.findIndex(user->getBlock());
  if (block == Analysis::noBlock)
    return;
  uint32_t end = position(headerOf(user).number, block);
  unsigned steps = 0;
  for (; steps < longestChain && mayDefer(user); ++steps)
    user = *user->getResult(0).user_begin();
  if (steps == longestChain)
    end = endOf(block);
  else if (steps > 0)
    end = position(headerOf(user).number, block);
  // It may write a result before it has read this.
  if (user->getNumResults() > 1 || !readsFirst(user))
    end += user->getNumResults();
  if (block == home) {
    found.push_back({begin, end});
    return;
  }
  found.push_back({startOf(block), end});
  if (liveIn[block] != stamp)
    visitPredecessors(block);
}

void PlaceSharing::visitPredecessors(BlockIndex block) {
  liveIn[block] = stamp;
  for (Block *from : analysis.blocks()[block].block->getPredecessors())
    if (BlockIndex index = analysis.findIndex(from);
        index != Analysis::noBlock && liveOut[index] != stamp) {
      liveOut[index] = stamp;
      left.push_back(index);
    }
}

/// Adds the blocks at whose ends the value is alive, up to the definition.
void PlaceSharing::visitLiveOut(BlockIndex home, uint32_t begin) {
  while (!left.empty() && found.size() <= work) {
    BlockIndex block = left.pop_back_val();
    if (block == home) {
      found.push_back({begin, endOf(block)});
      continue;
    }
    found.push_back({startOf(block), endOf(block)});
    if (liveIn[block] != stamp)
      visitPredecessors(block);
  }
}

bool PlaceSharing::isLiveInto(ValueId value, BlockIndex block) const {
  if (nodeOf.empty() || nodeOf[uint32_t(value)] == none)
    return true;
  uint32_t start = startOf(block);
  auto list = segmentsOf(nodes[nodes[nodeOf[uint32_t(value)]].leader]);
  auto *after = llvm::partition_point(
      list, [&](Segment segment) { return segment.end <= start; });
  return after != list.end() && after->begin <= start;
}

//===----------------------------------------------------------------------===//
// Groups
//===----------------------------------------------------------------------===//

uint32_t PlaceSharing::leaderOf(uint32_t node) {
  while (nodes[node].leader != node) {
    nodes[node].leader = nodes[nodes[node].leader].leader;
    node = nodes[node].leader;
  }
  return node;
}

/// Whether two leaders' groups have both a value alive somewhere, or to find
/// out is too much work.
bool PlaceSharing::overlap(const Node &a, const Node &b) {
  if (work < a.segments + b.segments)
    return true;
  work -= a.segments + b.segments;
  auto left = segmentsOf(a), right = segmentsOf(b);
  while (!left.empty() && !right.empty()) {
    if (left.front().end <= right.front().begin)
      left = left.drop_front();
    else if (right.front().end <= left.front().begin)
      right = right.drop_front();
    else
      return true;
  }
  return false;
}

/// Makes one group of two, which don't overlap, with the leader `a`.
void PlaceSharing::join(uint32_t a, uint32_t b) {
  Node &to = nodes[a], &from = nodes[b];
  uint32_t first = segments.size();
  segments.resize_for_overwrite(first + to.segments + from.segments);
  std::merge(segmentsOf(to).begin(), segmentsOf(to).end(),
             segmentsOf(from).begin(), segmentsOf(from).end(),
             segments.begin() + first,
             [](Segment x, Segment y) { return x.begin < y.begin; });
  to.firstSegment = first;
  to.segments += from.segments;
  from.leader = a;
  std::swap(to.next, from.next);
}

/// Gives each group's values one interval.
void PlaceSharing::settle() {
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    nodes[i].leader = leaderOf(i);
    if (nodes[i].leader != i || nodes[i].next == i)
      continue;
    BlockIndex first = UINT32_MAX, last = 0;
    auto visit = [&](auto change) {
      change(analysis[nodes[i].value]);
      forEachOther(nodes[i].value,
                   [&](ValueId other) { change(analysis[other]); });
    };
    visit([&](const ValueInfo &value) {
      first = std::min(first, value.first);
      last = std::max(last, value.last);
    });
    visit([&](ValueInfo &value) {
      value.first = first;
      value.last = last;
      value.crossesBlocks = true;
    });
  }
}
