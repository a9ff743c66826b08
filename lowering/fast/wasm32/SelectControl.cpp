//===- SelectControl.cpp - Branches, switches -----------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/wasm32/Selector.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::wasm32;
using fast::Analysis;

//===----------------------------------------------------------------------===//
// Edges
//===----------------------------------------------------------------------===//

/// Whether the edge writes any local.
bool Selector::hasMoves(Edge arguments, BlockIndex target) {
  Block *block = analysis.blocks()[target].block;
  for (auto [value, argument] :
       llvm::zip_equal(arguments, block->getArguments()))
    if (value != argument && info(argument).isUsed)
      return true;
  return false;
}

/// Writes the target's arguments, all of which are read first.
void Selector::emitMoves(Edge arguments, BlockIndex target) {
  Block *block = analysis.blocks()[target].block;
  SmallVector<BlockArgument, 8> written;
  for (auto [value, argument] :
       llvm::zip_equal(arguments, block->getArguments())) {
    if (value == argument || !info(argument).isUsed) {
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

void Selector::jump(BlockIndex target) {
  if (isPlainJump(target))
    return code.branch(Opcode::Br, structure.depthTo(target, current));
  code.i32(int32_t(structure.dispatchNumber(target)));
  code.set(dispatchLocal);
  code.branch(Opcode::Br, structure.depthToDispatch());
}

bool Selector::selectBr(Operation *op) {
  BlockIndex target = Analysis::indexOf(op->getSuccessor(0));
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
  pushCondition(/*isInverted=*/trueIsLast);
  if (isPlainJump(first) && !hasMoves(firstArgs, first)) {
    code.branch(Opcode::BrIf, structure.depthTo(first, current));
    emitMoves(firstArgs, first); // Only counts uses.
  } else {
    code.block(Opcode::If);
    structure.enter();
    emitMoves(firstArgs, first);
    jump(first);
    structure.leave();
    code.op(Opcode::End);
  }
  emitMoves(trueIsLast ? trueArgs : falseArgs, last);
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

/// Fewest cases for which a table pays.
static constexpr size_t leastTable = 3;
/// Cases that are compared one after the other.
static constexpr size_t mostLinear = 3;
/// A table is at least this full, in percent.
static constexpr uint64_t leastDensity = 25;

uint32_t Selector::depthOf(const SwitchEdge &edge) const {
  if (edge.isDirect)
    return structure.depthTo(edge.target, current);
  return structure.height() - 1 - edge.scope;
}

/// Tries the cases, which are sorted and hold the value if any case does, with
/// a table. False: they are too sparse.
bool Selector::emitTable(Local value, bool is64, ArrayRef<SwitchCase> cases) {
  uint64_t first = uint64_t(cases.front().value);
  uint64_t span = uint64_t(cases.back().value) - first;
  if (cases.size() < leastTable || span >= UINT32_MAX / 4 ||
      cases.size() * 100 < (span + 1) * leastDensity)
    return false;
  SmallVector<uint32_t, 64> depths(span + 2, depthOf(switchEdges.front()));
  for (const SwitchCase &one : cases)
    depths[uint64_t(one.value) - first] = depthOf(switchEdges[one.target]);
  auto pushIndex = [&] {
    code.get(value);
    if (first == 0)
      return;
    code.integer(int64_t(first), is64);
    code.op(wide(Opcode::I32Sub, is64));
  };
  if (is64) {
    pushIndex();
    code.i64(int64_t(span));
    code.op(wide(Opcode::I32GtU, true));
    code.branch(Opcode::BrIf, depths.back());
  }
  pushIndex();
  if (is64)
    code.op(Opcode::I32WrapI64);
  code.table(depths);
  return true;
}

void Selector::emitSwitchRange(Local value, bool is64,
                               ArrayRef<SwitchCase> cases) {
  if (cases.size() <= mostLinear) {
    for (const SwitchCase &one : cases) {
      code.get(value);
      code.integer(one.value, is64);
      code.op(wide(Opcode::I32Eq, is64));
      code.branch(Opcode::BrIf, depthOf(switchEdges[one.target]));
    }
    return code.branch(Opcode::Br, depthOf(switchEdges.front()));
  }
  if (emitTable(value, is64, cases))
    return;
  // The depth of this recursion is the logarithm of the number of cases.
  size_t half = cases.size() / 2;
  code.get(value);
  code.integer(cases[half].value, is64);
  code.op(wide(Opcode::I32LtS, is64));
  code.block(Opcode::If);
  structure.enter();
  emitSwitchRange(value, is64, cases.take_front(half));
  structure.leave();
  code.op(Opcode::End);
  emitSwitchRange(value, is64, cases.drop_front(half));
}

/// Edges that write locals have a block each, behind the dispatch.
bool Selector::emitSwitch(Operation *op, Value value, Edge arguments,
                          ArrayRef<SwitchCase> cases) {
  unsigned bits = bitsOf(value.getType());
  bool is64 = bits > 32;
  WasmType held = is64 ? WasmType::I64 : WasmType::I32;
  const Held &from = heldOf(value);
  bool hasLocal = info(value).kind == ValueKind::Computed && !from.deferred &&
                  (bits == 32 || bits == 64);
  Local local = hasLocal ? from.local : noLocal;
  if (!hasLocal) {
    pushExtended(value, /*isSigned=*/true, is64 ? 64 : 32);
    local = takeLocal(held);
    code.set(local);
  }
  switchEdges.clear();
  size_t next = 0;
  for (Block *block : op->getSuccessors()) {
    BlockIndex target = Analysis::indexOf(block);
    Edge passed = arguments.slice(next, block->getNumArguments());
    next += passed.size();
    bool isDirect = isPlainJump(target) && !hasMoves(passed, target);
    switchEdges.push_back({passed, target, 0, isDirect});
  }
  for (SwitchEdge &edge : llvm::reverse(switchEdges)) {
    if (edge.isDirect)
      continue;
    edge.scope = structure.height();
    code.block(Opcode::Block);
    structure.enter();
  }
  emitSwitchRange(local, is64, cases);
  if (hasLocal)
    discard(value);
  else
    freeLocal(held, local);
  for (const SwitchEdge &edge : switchEdges) {
    if (edge.isDirect) {
      emitMoves(edge.arguments, edge.target); // Only counts uses.
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
