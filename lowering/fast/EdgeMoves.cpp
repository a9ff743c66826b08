//===- EdgeMoves.cpp - Passing arguments to blocks ------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/EdgeMoves.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace mlir;

namespace shunt::fast {

//===----------------------------------------------------------------------===//
// Edges that others go by
//===----------------------------------------------------------------------===//

/// How many edges to a block, the last ones, are compared with a new one.
static constexpr unsigned mostCompared = 8;

/// Finds the edge's moves as `constants`. False: it passes something else.
bool EdgeMoves::collectConstants(OperandRange values, Block *target) {
  constants.clear();
  const BlockInfo &info = analysis.blocks()[analysis.indexOf(target)];
  for (auto [i, value] : llvm::enumerate(values)) {
    ValueId to = ValueId(info.firstArgument + i), from = analysis.idOf(value);
    if (!isMove(from, to))
      continue;
    if (analysis[from].kind == ValueKind::Computed)
      return false;
    constants.push_back({to, from});
  }
  return true;
}

Label EdgeMoves::existing(OperandRange values, Block *target) {
  if (!collectConstants(values, target))
    return Label::None;
  if (constants.empty())
    return Label(analysis.indexOf(target));
  auto last = lastShared.find(target);
  uint32_t next = last == lastShared.end() ? UINT32_MAX : last->second;
  for (unsigned i = 0; i < mostCompared && next != UINT32_MAX; ++i) {
    const SharedEdge &edge = shared[next];
    if (llvm::ArrayRef(sharedMoves).slice(edge.firstMove, edge.moves) ==
        llvm::ArrayRef(constants))
      return edge.label;
    next = edge.previous;
  }
  return Label::None;
}

void EdgeMoves::share(Block *target, Label label) {
  auto [last, isFirst] = lastShared.try_emplace(target, UINT32_MAX);
  shared.push_back({label, uint32_t(sharedMoves.size()),
                    uint32_t(constants.size()), last->second});
  last->second = shared.size() - 1;
  sharedMoves.append(constants);
}

//===----------------------------------------------------------------------===//
// One edge
//===----------------------------------------------------------------------===//

void EdgeMoves::beginBranch() {
  for (unsigned bank : {0, 1})
    moveScratch[bank] = cycleScratch[bank] = Reg::None;
}

void EdgeMoves::reserve(Reg (&scratch)[2], Bank bank) {
  if (bank == Bank::Memory || scratch[bank == Bank::Float] != Reg::None)
    return;
  scratch[bank == Bank::Float] = registers.scratch(bank);
}

void EdgeMoves::prepare(OperandRange values, Block *target, bool anyCycle) {
  if (values.empty())
    return;
  const BlockInfo &info = analysis.blocks()[analysis.indexOf(target)];
  for (Value operand : values) {
    ValueId id = analysis.idOf(operand);
    ValueInfo &value = analysis[id];
    if (!value.deferred)
      continue;
    // As a use that isn't counted yet. Its register isn't locked: if it is
    // needed, the value goes home before the branch.
    RegSet before = registers.lockedRegisters();
    ++value.uses;
    registers.use(id);
    registers.unlockTo(before);
  }
  for (auto [i, operand] : llvm::enumerate(values)) {
    ValueId id = ValueId(info.firstArgument + i);
    ValueId from = analysis.idOf(operand);
    const ValueInfo &to = analysis[id];
    if (!isMove(from, id)) {
      if (to.isUsed && analysis[from].kind != ValueKind::Undef)
        registers.log().use(from, registers.placeOf(id));
      continue;
    }
    // Any register may still be lost to a later reservation, so this asks for
    // one wherever the target is in memory.
    if (!to.pinned)
      reserve(moveScratch, to.bank);
    auto argument = dyn_cast<BlockArgument>(operand);
    if ((argument && (anyCycle || argument.getOwner() == target)) ||
        sharing.isShared(from))
      reserve(cycleScratch, to.bank);
  }
}

void EdgeMoves::collect(const Edge &edge) {
  BlockIndex index = analysis.indexOf(edge.target);
  const BlockInfo &info = analysis.blocks()[index];
  for (auto [i, operand] : llvm::enumerate(edge.values)) {
    ValueId from = analysis.idOf(operand);
    ValueId to = ValueId(info.firstArgument + i);
    registers.consume(from);
    if (isMove(from, to))
      list.push_back({from, to});
  }
}

/// Finds for each move the one that overwrites what it reads.
void EdgeMoves::linkReaders() {
  moveTo.clear();
  for (uint32_t i = 0; i < list.size(); ++i)
    moveTo[sharing.leader(list[i].to)] = i;
  for (Move &move : list) {
    auto writer = moveTo.find(sharing.leader(move.from));
    if (writer == moveTo.end())
      continue;
    move.reads = writer->second;
    ++list[move.reads].readers;
  }
}

bool EdgeMoves::canWriteEarly(Block *target, Operation *branch) const {
  // Backwards from each use of an argument to the target, which defines it.
  llvm::SmallPtrSet<Block *, 16> liveInto;
  SmallVector<Block *, 16> left;
  for (BlockArgument argument : target->getArguments())
    for (Operation *user : argument.getUsers())
      left.push_back(user->getBlock());
  while (!left.empty()) {
    Block *block = left.pop_back_val();
    if (block == target || !liveInto.insert(block).second)
      continue;
    left.append(block->pred_begin(), block->pred_end());
  }
  return llvm::none_of(branch->getSuccessors(),
                       [&](Block *other) { return liveInto.contains(other); });
}

void EdgeMoves::emitAll(ArrayRef<Edge> edges) {
  list.clear();
  for (size_t i = 0; i < edges.size(); ++i) {
    bool isRepeated = llvm::any_of(edges.take_front(i), [&](const Edge &edge) {
      return edge.target == edges[i].target;
    });
    if (!isRepeated)
      collect(edges[i]);
    else
      for (Value operand : edges[i].values)
        registers.consume(analysis.idOf(operand));
  }
  linkReaders();
  for (uint32_t i = 0; i < list.size(); ++i)
    if (!list[i].done && list[i].readers == 0)
      emitReady(i);
  // Cycles: save what one move reads, and its source becomes free.
  for (uint32_t i = 0; i < list.size(); ++i) {
    Move &move = list[i];
    if (move.done)
      continue;
    ValueInfo &from = analysis[move.from];
    if (from.bank == Bank::Memory) {
      move.saved = floatStackTop;
      moves.materialize(move.saved, from);
    } else {
      move.saved = cycleScratch[from.bank == Bank::Float];
      if (from.reg != Reg::None)
        moves.copy(move.saved, from.reg, from);
      else
        moves.materialize(move.saved, from);
    }
    uint32_t reads = move.reads;
    move.reads = UINT32_MAX;
    if (--list[reads].readers == 0)
      emitReady(reads);
  }
  for (const Move &move : list)
    registers.log().use(move.from, registers.placeOf(move.to));
}

/// Emits a move and those that become ready by it.
void EdgeMoves::emitReady(uint32_t index) {
  while (index != UINT32_MAX) {
    Move &move = list[index];
    emitMove(move);
    move.done = true;
    index = move.reads;
    if (index != UINT32_MAX && --list[index].readers > 0)
      index = UINT32_MAX;
  }
}

void EdgeMoves::emitMove(Move &move) {
  ValueInfo &from = analysis[move.from], &to = analysis[move.to];
  Reg source = move.saved != Reg::None ? move.saved
               : from.deferred         ? Reg::None
                                       : from.reg;
  if (to.pinned) {
    if (source == Reg::None)
      moves.materialize(to.reg, from);
    else if (source != to.reg)
      moves.copy(to.reg, source, from);
    return;
  }
  if (moves.spillConstant(from, to, registers.homeOf(move.to))) {
    to.inMemory = true;
    return;
  }
  if (source == Reg::None) {
    source = from.bank == Bank::Memory ? floatStackTop
                                       : moveScratch[from.bank == Bank::Float];
    moves.materialize(source, from);
  }
  moves.spill(source, to, registers.homeOf(move.to));
  to.inMemory = true;
}

} // namespace shunt::fast
