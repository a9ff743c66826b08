//===- SelectControl.cpp - Branches, switches -----------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/wasm32/Selector.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::wasm32;
using fast::Analysis;

//===----------------------------------------------------------------------===//
// Edges
//===----------------------------------------------------------------------===//

/// Whether passing the value to the argument takes no code.
bool Selector::isInPlace(Value value, BlockArgument argument) {
  return value == argument || !info(argument).isUsed ||
         sharing.share(idOf(value), idOf(argument));
}

/// Whether the edge writes any local.
bool Selector::hasMoves(Edge arguments, BlockIndex target) {
  Block *block = analysis.blocks()[target].block;
  for (auto [value, argument] :
       llvm::zip_equal(arguments, block->getArguments()))
    if (!isInPlace(value, argument))
      return true;
  return false;
}

/// Writes the target's arguments, all of which are read first.
void Selector::emitMoves(Edge arguments, BlockIndex target) {
  Block *block = analysis.blocks()[target].block;
  SmallVector<BlockArgument, 8> written;
  for (auto [value, argument] :
       llvm::zip_equal(arguments, block->getArguments())) {
    if (isInPlace(value, argument)) {
      discard(value);
      continue;
    }
    push(value);
    written.push_back(argument);
  }
  for (BlockArgument argument : llvm::reverse(written)) {
    const Held &to = place(argument);
    if (to.second != noLocal)
      code.set(to.second);
    code.set(to.local);
  }
}

/// Whether an edge's arguments can be written where the branch may still take
/// the other one: that needs nothing that their locals hold.
bool Selector::canMoveEarly(Edge arguments, BlockIndex target,
                            Edge otherArguments, BlockIndex other) {
  if (!isPlainJump(target))
    return false;
  Block *block = analysis.blocks()[target].block;
  for (auto [value, argument] :
       llvm::zip_equal(arguments, block->getArguments())) {
    if (isInPlace(value, argument))
      continue;
    if (isKept(idOf(argument)) || sharing.isLiveInto(idOf(argument), other))
      return false;
    for (Value passed : otherArguments)
      if (heldOf(passed).deferred ||
          sharing.share(idOf(passed), idOf(argument)))
        return false;
  }
  return true;
}

void Selector::jump(BlockIndex target) {
  if (isPlainJump(target))
    return code.branch(Opcode::Br, structure.depthTo(target, current));
  code.i32(int32_t(structure.dispatchNumber(target)));
  code.set(dispatchLocal);
  code.branch(Opcode::Br, structure.depthToDispatch());
}

bool Selector::selectBr(Operation *op) {
  BlockIndex target = Analysis::indexOf(op->getSuccessor(0));
  settle();
  emitMoves(cast<BrOp>(op).getArgs(), target);
  if (target != current + 1)
    jump(target);
  return true;
}

/// `pushCondition(isInverted)` pushes what decides.
template <typename PushCondition>
void Selector::branchTwoWays(Operation *op, Edge trueArgs, Edge falseArgs,
                             PushCondition pushCondition) {
  bool trueIsLast = Structure::trueEdgeIsLast(op, current);
  BlockIndex trueTarget = Analysis::indexOf(op->getSuccessor(0));
  BlockIndex falseTarget = Analysis::indexOf(op->getSuccessor(1));
  BlockIndex first = trueIsLast ? falseTarget : trueTarget;
  BlockIndex last = trueIsLast ? trueTarget : falseTarget;
  Edge firstArgs = trueIsLast ? falseArgs : trueArgs;
  Edge lastArgs = trueIsLast ? trueArgs : falseArgs;
  pushCondition(/*isInverted=*/trueIsLast);
  settle();
  if (recorder.isOn())
    recorder.enter(code.offset(), headerOf(op).origin);
  if (canMoveEarly(firstArgs, first, lastArgs, last)) {
    emitMoves(firstArgs, first);
    code.branch(Opcode::BrIf, structure.depthTo(first, current));
  } else {
    code.block(Opcode::If);
    structure.enter();
    emitMoves(firstArgs, first);
    jump(first);
    structure.leave();
    code.op(Opcode::End);
  }
  emitMoves(lastArgs, last);
  if (last != current + 1)
    jump(last);
}

bool Selector::selectCondBr(Operation *op) {
  auto branch = cast<CondBrOp>(op);
  branchTwoWays(op, branch.getTrueArgs(), branch.getFalseArgs(),
                [&](bool isInverted) {
                  pushCondition(branch.getCondition());
                  if (isInverted)
                    code.op(Opcode::I32Eqz);
                });
  return true;
}

static ICmpPredicate inverse(ICmpPredicate predicate) {
  switch (predicate) {
  case ICmpPredicate::Eq:
    return ICmpPredicate::Ne;
  case ICmpPredicate::Ne:
    return ICmpPredicate::Eq;
  case ICmpPredicate::Ugt:
    return ICmpPredicate::Ule;
  case ICmpPredicate::Uge:
    return ICmpPredicate::Ult;
  case ICmpPredicate::Ult:
    return ICmpPredicate::Uge;
  case ICmpPredicate::Ule:
    return ICmpPredicate::Ugt;
  case ICmpPredicate::Sgt:
    return ICmpPredicate::Sle;
  case ICmpPredicate::Sge:
    return ICmpPredicate::Slt;
  case ICmpPredicate::Slt:
    return ICmpPredicate::Sge;
  case ICmpPredicate::Sle:
    return ICmpPredicate::Sgt;
  }
  llvm_unreachable("not a predicate");
}

bool Selector::selectCmpBr(Operation *op) {
  auto branch = cast<CmpBrOp>(op);
  ICmpPredicate predicate = branch.getProperties().predicate;
  branchTwoWays(op, branch.getTrueArgs(), branch.getFalseArgs(),
                [&](bool isInverted) {
                  emitCompare(branch.getLhs(), branch.getRhs(),
                              isInverted ? inverse(predicate) : predicate,
                              /*isCondition=*/true);
                });
  return true;
}

//===----------------------------------------------------------------------===//
// Switches: binary search down to short runs, br_table where dense
//===----------------------------------------------------------------------===//

/// Cases that are compared one after the other.
static constexpr size_t mostLinear = 3;
/// Bytes of one comparison: local.get, const, eq, br_if.
static constexpr uint64_t comparisonBytes = 7;
/// Bytes of a table's dispatch, but for a byte a value. An i64 is compared with
/// the table's size first.
static constexpr uint64_t dispatchBytes = 8, dispatchBytes64 = 20;

uint32_t Selector::depthOf(const SwitchEdge &edge) const {
  if (edge.kind == SwitchEdge::Kind::Direct)
    return structure.depthTo(edge.target, current);
  return structure.height() - 1 - edge.scope;
}

/// Tries the cases, which are sorted and hold the value if any case does, with
/// a table. False: comparisons are shorter.
bool Selector::emitTable(const SwitchValue &value, ArrayRef<SwitchCase> cases) {
  if (cases.empty())
    return false;
  bool is64 = value.is64;
  uint64_t first = uint64_t(cases.front().value);
  uint64_t span = uint64_t(cases.back().value) - first;
  uint64_t compared = comparisonBytes * cases.size();
  uint64_t dispatched = is64 ? dispatchBytes64 : dispatchBytes;
  if (compared < dispatched || span > compared - dispatched)
    return false;
  SmallVector<uint32_t, 64> depths(span + 2, depthOf(switchEdges.front()));
  for (const SwitchCase &one : cases)
    depths[uint64_t(one.value) - first] = depthOf(switchEdges[one.target]);
  auto pushIndex = [&](bool isLast) {
    isLast ? getLast(value.local) : code.get(value.local);
    if (first == 0)
      return;
    code.integer(int64_t(first), is64);
    code.op(wide(Opcode::I32Sub, is64));
  };
  if (is64) {
    pushIndex(/*isLast=*/false);
    code.i64(int64_t(span));
    code.op(wide(Opcode::I32GtU, true));
    code.branch(Opcode::BrIf, depths.back());
  }
  // Where other reads follow, one in front of this has made the set a tee.
  pushIndex(value.isOwn);
  if (is64)
    code.op(Opcode::I32WrapI64);
  code.table(depths);
  return true;
}

void Selector::emitSwitchRange(const SwitchValue &value,
                               ArrayRef<SwitchCase> cases) {
  if (emitTable(value, cases))
    return;
  bool is64 = value.is64;
  if (cases.size() <= mostLinear) {
    for (const SwitchCase &one : cases) {
      code.get(value.local);
      code.integer(one.value, is64);
      code.op(wide(Opcode::I32Eq, is64));
      code.branch(Opcode::BrIf, depthOf(switchEdges[one.target]));
    }
    return code.branch(Opcode::Br, depthOf(switchEdges.front()));
  }
  // The depth of this recursion is the logarithm of the number of cases.
  size_t half = cases.size() / 2;
  code.get(value.local);
  code.integer(cases[half].value, is64);
  code.op(wide(Opcode::I32LtS, is64));
  code.block(Opcode::If);
  structure.enter();
  emitSwitchRange(value, cases.take_front(half));
  structure.leave();
  code.op(Opcode::End);
  emitSwitchRange(value, cases.drop_front(half));
}

/// Edges that write locals have a block each, behind the dispatch, but for
/// those that write the same.
bool Selector::emitSwitch(Operation *op, Value value, Edge arguments,
                          ArrayRef<SwitchCase> cases) {
  settle();
  unsigned bits = bitsOf(value.getType());
  bool is64 = bits > 32;
  WasmType held = is64 ? WasmType::I64 : WasmType::I32;
  const Held &from = heldOf(value);
  bool hasLocal = info(value).kind == ValueKind::Computed && !from.deferred &&
                  (bits == 32 || bits == 64);
  Local local = hasLocal ? from.local : noLocal;
  switchEdges.clear();
  llvm::SmallDenseMap<BlockIndex, uint32_t, 8>
      firstEdges; // Of those with a block.
  auto kindOf = [&](Edge passed, BlockIndex target) {
    if (isPlainJump(target) && !hasMoves(passed, target))
      return SwitchEdge::Kind::Direct;
    auto [first, isNew] = firstEdges.try_emplace(target, switchEdges.size());
    return !isNew && llvm::equal(passed, switchEdges[first->second].arguments)
               ? SwitchEdge::Kind::Shared
               : SwitchEdge::Kind::Own;
  };
  size_t next = 0;
  for (Block *block : op->getSuccessors()) {
    BlockIndex target = Analysis::indexOf(block);
    Edge passed = arguments.slice(next, block->getNumArguments());
    next += passed.size();
    switchEdges.push_back({passed, target, 0, kindOf(passed, target)});
  }
  for (SwitchEdge &edge : llvm::reverse(switchEdges)) {
    if (edge.kind != SwitchEdge::Kind::Own)
      continue;
    edge.scope = structure.height();
    code.block(Opcode::Block);
    structure.enter();
  }
  for (SwitchEdge &edge : switchEdges)
    if (edge.kind == SwitchEdge::Kind::Shared)
      edge.scope = switchEdges[firstEdges.lookup(edge.target)].scope;
  if (!hasLocal) {
    pushExtended(value, /*isSigned=*/true, is64 ? 64 : 32);
    local = takeLocal(held);
    code.set(local);
  }
  emitSwitchRange({local, is64, !hasLocal}, cases);
  if (hasLocal)
    discard(value);
  else
    freeLocal(held, local);
  for (const SwitchEdge &edge : switchEdges) {
    if (edge.kind != SwitchEdge::Kind::Own) {
      for (Value passed : edge.arguments)
        discard(passed);
      continue;
    }
    structure.leave();
    code.op(Opcode::End);
    emitMoves(edge.arguments, edge.target);
    jump(edge.target);
  }
  return true;
}

bool Selector::selectSwitch(Operation *op) {
  auto branch = cast<SwitchOp>(op);
  if (bitsOf(op->getOperand(0).getType()) > 64)
    return refuse("switch on an integer of more than 64 bits", op);
  SmallVector<SwitchCase, 16> cases;
  for (auto [i, value] : llvm::enumerate(branch.getProperties().cases.values))
    cases.push_back({value, uint32_t(i + 1)});
  llvm::sort(cases, [](const SwitchCase &a, const SwitchCase &b) {
    return a.value < b.value;
  });
  return emitSwitch(op, op->getOperand(0), branch.getArgs(), cases);
}

/// Blocks have numbers: their tags. The first target stands for what can't be.
bool Selector::selectIndirectBr(Operation *op) {
  if (op->getNumSuccessors() == 0) {
    discard(op);
    code.op(Opcode::Unreachable);
    return true;
  }
  SmallVector<SwitchCase, 16> cases;
  for (auto [i, block] : llvm::enumerate(op->getSuccessors())) {
    auto tag = dyn_cast<BlockTagOp>(&block->front());
    if (tag && llvm::none_of(cases, [&](const SwitchCase &one) {
          return one.value == tag.getProperties().tag;
        }))
      cases.push_back({tag.getProperties().tag, uint32_t(i)});
  }
  llvm::sort(cases, [](const SwitchCase &a, const SwitchCase &b) {
    return a.value < b.value;
  });
  return emitSwitch(op, op->getOperand(0), cast<IndirectBrOp>(op).getArgs(),
                    cases);
}

bool Selector::selectBlockTag(Operation *) { return true; }

//===----------------------------------------------------------------------===//
// What doesn't go on
//===----------------------------------------------------------------------===//

bool Selector::selectUnreachable(Operation *) {
  code.op(Opcode::Unreachable);
  return true;
}

bool Selector::selectTrap(Operation *) {
  code.op(Opcode::Unreachable);
  return true;
}

bool Selector::selectDebugTrap(Operation *) {
  code.op(Opcode::Unreachable);
  return true;
}
