//===- SelectControl.cpp - Branches, switches, returns --------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/Selector.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::aarch64;

//===----------------------------------------------------------------------===//
// Branches
//===----------------------------------------------------------------------===//

void Selector::jumpTo(Block *target) {
  if (!isNext(target))
    enc.b(labelOf(target));
}

void Selector::jumpIf(Condition condition, Label target) {
  switch (condition.kind) {
  case Condition::Kind::Zero:
    if (condition.isSet)
      return enc.cbnz(condition.width, condition.reg, target);
    return enc.cbz(condition.width, condition.reg, target);
  case Condition::Kind::TestBit:
    if (condition.isSet)
      return enc.tbnz(condition.reg, condition.bit, target);
    return enc.tbz(condition.reg, condition.bit, target);
  case Condition::Kind::Flags:
    break;
  }
  if (condition.cond == Cond::AL)
    return condition.isInverted ? void() : enc.b(target);
  if (!condition.isInverted) {
    enc.b(condition.cond, target);
    if (condition.extra != Cond::AL)
      enc.b(condition.extra, target);
    return;
  }
  Label over = enc.newLabel();
  enc.b(condition.cond, over);
  enc.b(invert(condition.extra), target);
  enc.bind(over);
}

/// The condition that holds exactly when `condition` doesn't.
Selector::Condition Selector::inverted(Condition condition) {
  condition.isSet = !condition.isSet;
  if (condition.cond != Cond::AL && condition.extra == Cond::AL)
    condition.cond = invert(condition.cond);
  else
    condition.isInverted = !condition.isInverted;
  return condition;
}

bool Selector::selectBr(Operation *op) {
  auto branch = cast<BrOp>(op);
  Block *target = op->getSuccessor(0);
  if (op->getNumOperands() > 0) {
    edges.beginBranch();
    edges.prepare(branch.getArgs(), target);
    edges.emit(branch.getArgs(), target);
  }
  jumpTo(target);
  return true;
}

/// Emits the two edges of a branch. Precondition: edges.prepare() was called
/// for the arguments before the condition was made.
void Selector::branchTwoWays(Condition condition, Operation *op,
                             OperandRange trueArgs, OperandRange falseArgs) {
  if (recorder.isOn())
    recorder.enter(enc.offset(), headerOf(op).origin);
  Block *trueTarget = op->getSuccessor(0), *falseTarget = op->getSuccessor(1);
  bool trueMoves = edges.needed(trueArgs, trueTarget);
  bool falseMoves = edges.needed(falseArgs, falseTarget);
  if (!trueMoves && !falseMoves) {
    if (isNext(trueTarget)) {
      jumpIf(inverted(condition), labelOf(falseTarget));
    } else {
      jumpIf(condition, labelOf(trueTarget));
      jumpTo(falseTarget);
    }
    edges.emit(trueArgs, trueTarget);
    edges.emit(falseArgs, falseTarget);
    return;
  }
  if (!trueMoves) {
    jumpIf(condition, labelOf(trueTarget));
    edges.emit(trueArgs, trueTarget);
    edges.emit(falseArgs, falseTarget);
    return jumpTo(falseTarget);
  }
  if (!falseMoves) {
    jumpIf(inverted(condition), labelOf(falseTarget));
    edges.emit(falseArgs, falseTarget);
    edges.emit(trueArgs, trueTarget);
    return jumpTo(trueTarget);
  }
  // The edge to the next block comes last.
  bool trueLast = isNext(trueTarget);
  Label other = enc.newLabel();
  jumpIf(trueLast ? condition : inverted(condition), other);
  edges.emit(trueLast ? falseArgs : trueArgs,
             trueLast ? falseTarget : trueTarget);
  enc.b(labelOf(trueLast ? falseTarget : trueTarget));
  enc.bind(other);
  edges.emit(trueLast ? trueArgs : falseArgs,
             trueLast ? trueTarget : falseTarget);
  jumpTo(trueLast ? trueTarget : falseTarget);
}

void Selector::prepareEdges(Operation *op, OperandRange trueArgs,
                            OperandRange falseArgs) {
  edges.beginBranch();
  edges.prepare(trueArgs, op->getSuccessor(0));
  edges.prepare(falseArgs, op->getSuccessor(1));
}

bool Selector::selectCondBr(Operation *op) {
  auto branch = cast<CondBrOp>(op);
  prepareEdges(op, branch.getTrueArgs(), branch.getFalseArgs());
  Condition condition = branchCondition(op->getOperand(0));
  branchTwoWays(condition, op, branch.getTrueArgs(), branch.getFalseArgs());
  flagsLive = false;
  return true;
}

bool Selector::selectCmpBr(Operation *op) {
  auto branch = cast<CmpBrOp>(op);
  prepareEdges(op, branch.getTrueArgs(), branch.getFalseArgs());
  Condition condition = compareForBranch(op->getOperand(0), op->getOperand(1),
                                         propertiesOf<CmpBrOp>(op).predicate);
  branchTwoWays(condition, op, branch.getTrueArgs(), branch.getFalseArgs());
  flagsLive = false;
  return true;
}

//===----------------------------------------------------------------------===//
// Switches: binary search down to short runs, jump tables where dense
//===----------------------------------------------------------------------===//

/// Fewest cases for which a table pays.
static constexpr size_t leastTable = 4;
/// Cases that are compared one after the other.
static constexpr size_t mostLinear = 3;
/// A table is at least this full, in percent (as LLVM's without optimisation
/// for size).
static constexpr uint64_t leastDensity = 40;

bool Selector::selectSwitch(Operation *op) {
  auto branch = cast<SwitchOp>(op);
  Value value = op->getOperand(0);
  unsigned bits = bitsOf(value.getType());
  if (bits > 64)
    return refuse("switch on an integer of more than 64 bits", op);
  ArrayRef<int64_t> values = branch.getProperties().cases.values;
  OperandRange args = branch.getArgs();
  edges.beginBranch();
  size_t preparedArgs = 0;
  for (Block *target : op->getSuccessors()) {
    edges.prepare(args.slice(preparedArgs, target->getNumArguments()), target);
    preparedArgs += target->getNumArguments();
  }
  Gpr reg = takeExtended(value, /*isSigned=*/true, bits <= 32 ? 32 : 64);
  registers.lock(toReg(reg));
  Gpr temporary = scratchGpr();

  // Edges with moves get a place of their own behind the dispatch.
  struct Edge {
    Label label;
    OperandRange args;
    Block *target;
  };
  SmallVector<Edge, 4> withMoves;
  size_t nextArg = 0;
  auto labelFor = [&](Block *target) {
    OperandRange passed = args.slice(nextArg, target->getNumArguments());
    nextArg += passed.size();
    if (!edges.needed(passed, target)) {
      edges.emit(passed, target);
      return labelOf(target);
    }
    Label label = enc.newLabel();
    withMoves.push_back({label, passed, target});
    return label;
  };
  Label defaultLabel = labelFor(op->getSuccessor(0));
  SmallVector<SwitchCase, 16> cases;
  for (auto [i, caseValue] : llvm::enumerate(values))
    cases.push_back({caseValue, labelFor(op->getSuccessor(i + 1))});
  llvm::sort(cases, [](const SwitchCase &a, const SwitchCase &b) {
    return a.value < b.value;
  });
  emitSwitchRange(reg, bits <= 32 ? 4 : 8, cases, defaultLabel, temporary);
  for (const Edge &edge : withMoves) {
    enc.bind(edge.label);
    edges.emit(edge.args, edge.target);
    enc.b(labelOf(edge.target));
  }
  return true;
}

/// Dispatches on `cases`, sorted, among which the value is if it is any case.
void Selector::emitSwitchRange(Gpr value, unsigned width,
                               ArrayRef<SwitchCase> cases, Label defaultTarget,
                               Gpr temporary) {
  // Ranges still to do; each begins at a label, but the first.
  struct Range {
    Label label;
    ArrayRef<SwitchCase> cases;
  };
  SmallVector<Range, 16> left = {{Label::None, cases}};
  while (!left.empty()) {
    Range range = left.pop_back_val();
    if (range.label != Label::None)
      enc.bind(range.label);
    if (range.cases.size() <= mostLinear) {
      for (const SwitchCase &one : range.cases) {
        if (one.value == 0) {
          enc.cbz(width, value, one.target);
          continue;
        }
        compareConstant(value, width, one.value);
        enc.b(Cond::EQ, one.target);
      }
      enc.b(defaultTarget);
      continue;
    }
    if (emitJumpTable(value, width, range.cases, defaultTarget, temporary))
      continue;
    size_t half = range.cases.size() / 2;
    Label upper = enc.newLabel();
    compareConstant(value, width, range.cases[half].value);
    enc.b(Cond::GE, upper);
    left.push_back({upper, range.cases.drop_front(half)});
    left.push_back({Label::None, range.cases.take_front(half)});
  }
}

bool Selector::emitJumpTable(Gpr value, unsigned width,
                             ArrayRef<SwitchCase> cases, Label defaultTarget,
                             Gpr temporary) {
  uint64_t first = uint64_t(cases.front().value);
  uint64_t span = uint64_t(cases.back().value) - first;
  if (cases.size() < leastTable || span >= UINT32_MAX / 4 ||
      cases.size() * 100 < (span + 1) * leastDensity)
    return false;
  // Targets may lie behind, where no mark can be put any more.
  if (protection.targets)
    return false;
  // temporary = value - first, compared without sign; the upper half is clear
  // at width 4.
  if (first == 0)
    enc.mov(width, temporary, value);
  else
    enc.addImm(width, temporary, value, int64_t(-first), scratch);
  compareConstant(temporary, width, int64_t(span));
  enc.b(Cond::HI, defaultTarget);
  JumpTable &table = jumpTables.emplace_back();
  table.symbol =
      module.object.addTemporary(object::SectionId::None, /*value=*/0);
  table.targets.assign(span + 1, defaultTarget);
  for (const SwitchCase &one : cases)
    table.targets[uint64_t(one.value) - first] = one.target;
  enc.adrp(scratch, table.symbol);
  enc.addSymbol(scratch, scratch, table.symbol,
                llvm::ELF::R_AARCH64_ADD_ABS_LO12_NC);
  enc.ldrs(8, 4, temporary, Mem::indexed(scratch, temporary, true));
  enc.add(8, scratch, scratch, temporary);
  for (Label target : table.targets)
    log().jump(target);
  enc.br(scratch);
  return true;
}

bool Selector::selectIndirectBr(Operation *op) {
  // The edges have no place of their own: the arguments of all targets are
  // written before the jump.
  OperandRange args = cast<IndirectBrOp>(op).getArgs();
  edges.beginBranch();
  SmallVector<fast::EdgeMoves::Edge, 8> targets;
  size_t nextArg = 0;
  for (Block *target : op->getSuccessors()) {
    OperandRange passed = args.slice(nextArg, target->getNumArguments());
    nextArg += passed.size();
    if (passed.empty())
      continue;
    if (!edges.canWriteEarly(target, op))
      return refuse("indirectbr whose targets' arguments live on in others",
                    op);
    targets.push_back({passed, target});
    edges.prepare(passed, target, /*anyCycle=*/true);
  }
  Gpr address = takeGpr(op->getOperand(0));
  registers.lock(toReg(address));
  edges.emitAll(targets);
  for (Block *target : op->getSuccessors())
    log().jump(labelOf(target));
  enc.br(address);
  return true;
}

bool Selector::selectBlockTag(Operation *op) {
  auto &properties = propertiesOf<BlockTagOp>(op);
  Label label = enc.newLabel();
  enc.bind(label);
  if (protection.targets)
    enc.hint(HintOp::BtiJ);
  blockSymbols.push_back(
      {label,
       module.symbols.blockSymbol(function.getSymNameAttr(), properties.tag)});
  return true;
}

//===----------------------------------------------------------------------===//
// Leaving
//===----------------------------------------------------------------------===//

/// Whether control has left already, by a call that takes the frame's place.
static bool isBehindTailCall(Operation *op) {
  auto call = dyn_cast_or_null<CallOp>(op->getPrevNode());
  return call && call.getProperties().tail == TailKind::MustTail;
}

bool Selector::selectReturn(Operation *op) {
  if (isBehindTailCall(op)) {
    for (Value value : op->getOperands())
      registers.consume(idOf(value));
    return true;
  }
  SmallVector<Outgoing, 2> results;
  for (auto [i, value] : llvm::enumerate(op->getOperands()))
    results.push_back(
        outgoing(value, functionPlaces.results[i].reg, functionAbi->result));
  passInRegisters(results);
  log().handOver();
  returns = true;
  if (registers.currentBlock() + 1 != analysis.blocks().size())
    enc.b(endLabel());
  return true;
}

bool Selector::selectUnreachable(Operation *) {
  log().stop();
  return true;
}

/// As LLVM: brk with the number that GDB and kernels know as __builtin_trap.
bool Selector::selectTrap(Operation *) {
  enc.brk(1);
  return true;
}

bool Selector::selectDebugTrap(Operation *) {
  enc.brk(0xf000);
  return true;
}
