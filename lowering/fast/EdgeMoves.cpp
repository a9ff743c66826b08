//===- EdgeMoves.cpp - Passing arguments to blocks ------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/EdgeMoves.h"

using namespace mlir;

namespace shunt::fast {

bool EdgeMoves::needed(OperandRange values, Block *target) const {
  if (values.empty())
    return false;
  const BlockInfo &info = analysis.blocks()[analysis.indexOf(target)];
  for (auto [i, value] : llvm::enumerate(values)) {
    ValueId to = ValueId(info.firstArgument + i);
    ValueId from = analysis.idOf(value);
    if (from != to && analysis[to].isUsed &&
        analysis[from].kind != ValueKind::Undef)
      return true;
  }
  return false;
}

void EdgeMoves::beginBranch() {
  for (unsigned bank : {0, 1})
    moveScratch[bank] = cycleScratch[bank] = Reg::None;
}

void EdgeMoves::reserve(Reg (&scratch)[2], Bank bank) {
  if (bank == Bank::Memory || scratch[bank == Bank::Float] != Reg::None)
    return;
  scratch[bank == Bank::Float] = registers.scratch(bank);
}

void EdgeMoves::prepare(OperandRange values, Block *target) {
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
    const ValueInfo &to = analysis[ValueId(info.firstArgument + i)];
    if (!to.isUsed)
      continue;
    // Any register may still be lost to a later reservation, so this asks for
    // one wherever the target is in memory.
    if (!to.pinned)
      reserve(moveScratch, to.bank);
    auto argument = dyn_cast<BlockArgument>(operand);
    if (argument && argument.getOwner() == target)
      reserve(cycleScratch, to.bank);
  }
}

void EdgeMoves::collect(OperandRange values, Block *target) {
  list.clear();
  const BlockInfo &info = analysis.blocks()[analysis.indexOf(target)];
  uint32_t first = info.firstArgument, count = values.size();
  // From an argument's position to its move.
  SmallVector<uint32_t, 16> moveOf(count, UINT32_MAX);
  for (uint32_t i = 0; i < count; ++i) {
    ValueId from = analysis.idOf(values[i]);
    ValueId to = ValueId(first + i);
    registers.consume(from);
    if (from == to || !analysis[to].isUsed ||
        analysis[from].kind == ValueKind::Undef)
      continue;
    moveOf[i] = list.size();
    list.push_back({from, to});
  }
  for (Move &move : list) {
    uint32_t position = uint32_t(move.from) - first;
    if (position >= count || moveOf[position] == UINT32_MAX)
      continue;
    move.reads = moveOf[position];
    ++list[move.reads].readers;
  }
}

void EdgeMoves::emit(OperandRange values, Block *target) {
  if (values.empty())
    return;
  collect(values, target);
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
      // x87: the processor's own stack holds it meanwhile.
      move.saved = Reg(62);
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
  if (source == Reg::None) {
    source = from.bank == Bank::Memory ? Reg(62) : moveScratch[from.bank == Bank::Float];
    moves.materialize(source, from);
  }
  moves.spill(source, to, registers.homeOf(move.to));
  to.inMemory = true;
}

} // namespace shunt::fast
