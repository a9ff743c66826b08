//===- SelectControl.h - Branches, whatever the target ----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_SELECTCONTROL_H
#define SHUNT_LOWERING_FAST_SELECTCONTROL_H

#include "lowering/fast/SharedSelector.h"
#include "llvm/ADT/STLExtras.h"

namespace shunt::fast {

//===----------------------------------------------------------------------===//
// Branches
//===----------------------------------------------------------------------===//

template <typename Target>
void SharedSelector<Target>::jumpTo(mlir::Block *target) {
  if (!isNext(target))
    self().jump(labelOf(target));
}

/// Emits an edge's moves, by which later ones can go if it is the same for all.
template <typename Target>
void SharedSelector<Target>::emitEdge(mlir::OperandRange args,
                                      mlir::Block *target) {
  // A debugger tells edges apart by their lines.
  if (!recorder.isOn() && edges.canBeShared(args, target)) {
    Label label = buffer.newLabel();
    buffer.bind(label);
    log().block(label);
    edges.share(target, label);
  }
  edges.emit(args, target);
}

template <typename Target>
bool SharedSelector<Target>::selectBr(mlir::Operation *op) {
  auto branch = llvm::cast<BrOp>(op);
  mlir::Block *target = op->getSuccessor(0);
  if (op->getNumOperands() > 0) {
    edges.beginBranch();
    edges.prepare(branch.getArgs(), target);
    Label label = edges.existing(branch.getArgs(), target);
    if (label != Label::None && !isNext(target)) {
      edges.consume(branch.getArgs());
      self().jump(label);
      return true;
    }
    emitEdge(branch.getArgs(), target);
  }
  jumpTo(target);
  return true;
}

/// Emits the two edges of a branch. Precondition: edges.prepare() was called
/// for the arguments before the condition was made.
template <typename Target>
void SharedSelector<Target>::branchTwoWays(auto condition, mlir::Operation *op,
                                           mlir::OperandRange trueArgs,
                                           mlir::OperandRange falseArgs) {
  if (recorder.isOn())
    recorder.enter(buffer.offset(), headerOf(op).origin);
  mlir::Block *trueTarget = op->getSuccessor(0);
  mlir::Block *falseTarget = op->getSuccessor(1);
  Label trueLabel = edges.existing(trueArgs, trueTarget);
  Label falseLabel = edges.existing(falseArgs, falseTarget);
  if (trueLabel != Label::None && falseLabel != Label::None) {
    if (trueLabel == labelOf(trueTarget) && isNext(trueTarget)) {
      self().jumpIf(self().inverted(condition), falseLabel);
    } else {
      self().jumpIf(condition, trueLabel);
      if (falseLabel != labelOf(falseTarget) || !isNext(falseTarget))
        self().jump(falseLabel);
    }
    edges.consume(trueArgs);
    edges.consume(falseArgs);
    return;
  }
  // Wherever there are moves, the condition was read.
  if (trueLabel != Label::None) {
    self().jumpIf(condition, trueLabel);
    flagsLive = false;
    edges.consume(trueArgs);
    emitEdge(falseArgs, falseTarget);
    return jumpTo(falseTarget);
  }
  if (falseLabel != Label::None) {
    self().jumpIf(self().inverted(condition), falseLabel);
    flagsLive = false;
    edges.consume(falseArgs);
    emitEdge(trueArgs, trueTarget);
    return jumpTo(trueTarget);
  }
  // The edge to the next block comes last.
  bool trueLast = isNext(trueTarget);
  Label other = buffer.newLabel();
  self().jumpIf(trueLast ? condition : self().inverted(condition), other);
  flagsLive = false;
  emitEdge(trueLast ? falseArgs : trueArgs,
           trueLast ? falseTarget : trueTarget);
  self().jump(labelOf(trueLast ? falseTarget : trueTarget));
  buffer.bind(other);
  emitEdge(trueLast ? trueArgs : falseArgs,
           trueLast ? trueTarget : falseTarget);
  jumpTo(trueLast ? trueTarget : falseTarget);
}

template <typename Target>
void SharedSelector<Target>::prepareEdges(mlir::Operation *op,
                                          mlir::OperandRange trueArgs,
                                          mlir::OperandRange falseArgs) {
  edges.beginBranch();
  edges.prepare(trueArgs, op->getSuccessor(0));
  edges.prepare(falseArgs, op->getSuccessor(1));
}

template <typename Target>
bool SharedSelector<Target>::selectCondBr(mlir::Operation *op) {
  auto branch = llvm::cast<CondBrOp>(op);
  prepareEdges(op, branch.getTrueArgs(), branch.getFalseArgs());
  branchTwoWays(self().branchCondition(op->getOperand(0)), op,
                branch.getTrueArgs(), branch.getFalseArgs());
  flagsLive = false;
  return true;
}

template <typename Target>
bool SharedSelector<Target>::selectCmpBr(mlir::Operation *op) {
  auto branch = llvm::cast<CmpBrOp>(op);
  prepareEdges(op, branch.getTrueArgs(), branch.getFalseArgs());
  branchTwoWays(self().compareForBranch(op->getOperand(0), op->getOperand(1),
                                        propertiesOf<CmpBrOp>(op).predicate),
                op, branch.getTrueArgs(), branch.getFalseArgs());
  flagsLive = false;
  return true;
}

//===----------------------------------------------------------------------===//
// Switches: binary search down to short runs, jump tables where dense
//===----------------------------------------------------------------------===//

template <typename Target>
bool SharedSelector<Target>::selectSwitch(mlir::Operation *op) {
  auto branch = llvm::cast<SwitchOp>(op);
  mlir::Value value = op->getOperand(0);
  unsigned bits = bitsOf(value.getType());
  if (bits > 64)
    return refuse("switch on an integer of more than 64 bits", op);
  mlir::OperandRange args = branch.getArgs();
  edges.beginBranch();
  size_t preparedArgs = 0;
  for (mlir::Block *target : op->getSuccessors()) {
    edges.prepare(args.slice(preparedArgs, target->getNumArguments()), target);
    preparedArgs += target->getNumArguments();
  }
  Reg reg = toReg(self().takeExtended(value, /*isSigned=*/true,
                                      bits <= 32 ? 32 : 64, Reg::None));
  registers.lock(reg);
  Reg temporary = registers.scratch(Bank::General);

  // Edges with moves get a place of their own behind the dispatch.
  struct Edge {
    Label label;
    mlir::OperandRange args;
    mlir::Block *target;
  };
  llvm::SmallVector<Edge, 4> withMoves;
  size_t nextArg = 0;
  auto labelFor = [&](mlir::Block *target) {
    mlir::OperandRange passed = args.slice(nextArg, target->getNumArguments());
    nextArg += passed.size();
    Label label = edges.existing(passed, target);
    if (label != Label::None) {
      edges.consume(passed);
      return label;
    }
    label = buffer.newLabel();
    withMoves.push_back({label, passed, target});
    return label;
  };
  Label defaultLabel = labelFor(op->getSuccessor(0));
  llvm::SmallVector<SwitchCase, 16> cases;
  for (auto [i, caseValue] :
       llvm::enumerate(branch.getProperties().cases.values))
    cases.push_back({caseValue, labelFor(op->getSuccessor(i + 1))});
  llvm::sort(cases, [](const SwitchCase &a, const SwitchCase &b) {
    return a.value < b.value;
  });
  emitSwitchRange(reg, bits <= 32 ? 4 : 8, cases, defaultLabel, temporary);
  for (const Edge &edge : withMoves) {
    buffer.bind(edge.label);
    if (Label earlier = edges.existing(edge.args, edge.target);
        earlier != Label::None) {
      edges.consume(edge.args);
      self().jump(earlier);
      continue;
    }
    emitEdge(edge.args, edge.target);
    self().jump(labelOf(edge.target));
  }
  return true;
}

/// Dispatches on `cases`, sorted, among which the value is if it is any case.
template <typename Target>
void SharedSelector<Target>::emitSwitchRange(Reg value, unsigned width,
                                             llvm::ArrayRef<SwitchCase> cases,
                                             Label defaultTarget,
                                             Reg temporary) {
  /// Cases that are compared one after the other.
  constexpr size_t mostLinear = 3;
  // Ranges still to do; each begins at a label, but the first.
  struct Range {
    Label label;
    llvm::ArrayRef<SwitchCase> cases;
  };
  llvm::SmallVector<Range, 16> left = {{Label::None, cases}};
  while (!left.empty()) {
    Range range = left.pop_back_val();
    if (range.label != Label::None)
      buffer.bind(range.label);
    if (range.cases.size() <= mostLinear) {
      for (const SwitchCase &one : range.cases)
        self().jumpIfEqual(value, width, one.value, temporary, one.target);
      self().jump(defaultTarget);
      continue;
    }
    if (emitJumpTable(value, width, range.cases, defaultTarget, temporary))
      continue;
    size_t half = range.cases.size() / 2;
    Label upper = buffer.newLabel();
    self().jumpIfGreaterEqual(value, width, range.cases[half].value, temporary,
                              upper);
    left.push_back({upper, range.cases.drop_front(half)});
    left.push_back({Label::None, range.cases.take_front(half)});
  }
}

template <typename Target>
bool SharedSelector<Target>::emitJumpTable(Reg value, unsigned width,
                                           llvm::ArrayRef<SwitchCase> cases,
                                           Label defaultTarget, Reg temporary) {
  /// Fewest cases for which a table pays.
  constexpr size_t leastTable = 4;
  /// A table is at least this full, in percent (as LLVM's without optimisation
  /// for size).
  constexpr uint64_t leastDensity = 40;
  uint64_t first = uint64_t(cases.front().value);
  uint64_t span = uint64_t(cases.back().value) - first;
  if (cases.size() < leastTable || span >= UINT32_MAX / 4 ||
      cases.size() * 100 < (span + 1) * leastDensity ||
      !self().usesJumpTables())
    return false;
  self().checkTableIndex(value, width, int64_t(first), span, temporary,
                         defaultTarget);
  JumpTable &table = jumpTables.emplace_back();
  table.symbol =
      module.object.addTemporary(object::SectionId::None, /*value=*/0);
  table.targets.assign(span + 1, defaultTarget);
  for (const SwitchCase &one : cases)
    table.targets[uint64_t(one.value) - first] = one.target;
  // The value is dead from here on.
  Reg target = self().tableTarget(value, temporary, table.symbol);
  for (Label label : table.targets)
    log().jump(label);
  self().jump(target);
  return true;
}

template <typename Target>
bool SharedSelector<Target>::selectIndirectBr(mlir::Operation *op) {
  // The edges have no place of their own: the arguments of all targets are
  // written before the jump.
  mlir::OperandRange args = llvm::cast<IndirectBrOp>(op).getArgs();
  edges.beginBranch();
  llvm::SmallVector<EdgeMoves::Edge, 8> targets;
  size_t nextArg = 0;
  for (mlir::Block *target : op->getSuccessors()) {
    mlir::OperandRange passed = args.slice(nextArg, target->getNumArguments());
    nextArg += passed.size();
    if (passed.empty())
      continue;
    if (!edges.canWriteEarly(target, op))
      return refuse("indirectbr whose targets' arguments live on in others",
                    op);
    targets.push_back({passed, target});
    edges.prepare(passed, target, /*anyCycle=*/true);
  }
  Reg address = registers.take(idOf(op->getOperand(0)));
  registers.lock(address);
  edges.emitAll(targets);
  for (mlir::Block *target : op->getSuccessors())
    log().jump(labelOf(target));
  self().jump(address);
  return true;
}

template <typename Target>
bool SharedSelector<Target>::selectBlockTag(mlir::Operation *op) {
  auto &properties = propertiesOf<BlockTagOp>(op);
  Label label = buffer.newLabel();
  buffer.bind(label);
  self().markLanding();
  blockSymbols.push_back(
      {label,
       module.symbols.blockSymbol(function.getSymNameAttr(), properties.tag)});
  return true;
}

//===----------------------------------------------------------------------===//
// Leaving
//===----------------------------------------------------------------------===//

template <typename Target>
bool SharedSelector<Target>::isBehindTailCall(mlir::Operation *returnOp) {
  auto call = llvm::dyn_cast_or_null<CallOp>(returnOp->getPrevNode());
  return call && call.getProperties().tail == TailKind::MustTail;
}

template <typename Target> void SharedSelector<Target>::jumpToEpilogue() {
  log().handOver();
  returns = true;
  if (registers.currentBlock() + 1 != analysis.blocks().size())
    self().jump(endLabel());
}

template <typename Target>
bool SharedSelector<Target>::selectUnreachable(mlir::Operation *) {
  log().stop();
  return true;
}

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_SELECTCONTROL_H
