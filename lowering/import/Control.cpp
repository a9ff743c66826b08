//===- Control.cpp - Branches, returns, what edges pass -------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

//===----------------------------------------------------------------------===//
// Edges
//===----------------------------------------------------------------------===//

/// A phi with more operands than this gets an index of them.
static constexpr unsigned maxLinearSearch = 16;

unsigned FunctionImport::incomingIndex(const llvm::PHINode &phi,
                                       const llvm::BasicBlock &from) {
  if (phi.getNumIncomingValues() <= maxLinearSearch)
    return phi.getBasicBlockIndex(&from);
  const llvm::BasicBlock *to = phi.getParent();
  auto found = incoming.find({to, &from});
  if (found != incoming.end())
    return found->second;
  for (unsigned i = 0; i < phi.getNumIncomingValues(); ++i)
    incoming.try_emplace({to, phi.getIncomingBlock(i)}, i);
  return incoming.lookup({to, &from});
}

void FunctionImport::edgeArguments(const llvm::BasicBlock &from,
                                   const llvm::BasicBlock &to,
                                   SmallVectorImpl<Value> &arguments) {
  auto *first = llvm::dyn_cast<llvm::PHINode>(&to.front());
  if (LLVM_LIKELY(!first))
    return;
  unsigned index = incomingIndex(*first, from);
  for (const llvm::PHINode &phi : to.phis()) {
    if (phi.getIncomingBlock(index) != &from)
      index = phi.getBasicBlockIndex(&from);
    parts(phi.getIncomingValue(index), arguments);
  }
}

//===----------------------------------------------------------------------===//
// Branches
//===----------------------------------------------------------------------===//

/// Whether the comparison has no operation of its own, because the branch
/// behind it is its one user.
bool FunctionImport::isFusedCompare(const llvm::ICmpInst &inst) {
  if (!module.isFolded() || !onlyUsedNext(inst))
    return false;
  llvm::Type *type = inst.getOperand(0)->getType();
  return llvm::isa<llvm::BranchInst>(inst.getNextNode()) &&
         (type->isPointerTy() ||
          (type->isIntegerTy() && type->getIntegerBitWidth() <= 64));
}

void FunctionImport::importBranch(const llvm::BranchInst &inst) {
  const llvm::BasicBlock &from = *inst.getParent();
  SmallVector<Value, 8> operands;
  if (inst.isUnconditional()) {
    const llvm::BasicBlock *to = inst.getSuccessor(0);
    edgeArguments(from, *to, operands);
    append<BrOp>({}, operands, blockOf(to));
    return;
  }
  auto *compare = llvm::dyn_cast<llvm::ICmpInst>(inst.getCondition());
  bool isFused = compare && isFusedCompare(*compare);
  if (isFused) {
    operands.push_back(operand(compare->getOperand(0)));
    operands.push_back(operand(compare->getOperand(1)));
  } else {
    operands.push_back(operand(inst.getCondition()));
  }
  int32_t conditions = operands.size();
  const llvm::BasicBlock *ifTrue = inst.getSuccessor(0);
  const llvm::BasicBlock *ifFalse = inst.getSuccessor(1);
  edgeArguments(from, *ifTrue, operands);
  int32_t trueCount = operands.size() - conditions;
  edgeArguments(from, *ifFalse, operands);
  int32_t falseCount = operands.size() - conditions - trueCount;
  Block *targets[] = {blockOf(ifTrue), blockOf(ifFalse)};
  if (isFused) {
    Operation *op = append<CmpBrOp>({}, operands, targets);
    auto &properties = propertiesOf<CmpBrOp>(op);
    properties.predicate = ICmpPredicate(compare->getPredicate() -
                                         llvm::CmpInst::FIRST_ICMP_PREDICATE);
    properties.operandSegmentSizes = {1, 1, trueCount, falseCount};
    return;
  }
  Operation *op = append<CondBrOp>({}, operands, targets);
  propertiesOf<CondBrOp>(op).operandSegmentSizes = {1, trueCount, falseCount};
}

/// Of a switch on an integer of more than 64 bits: the number of the case that
/// its condition is, counted from 1; 0: none.
Value FunctionImport::wideSwitchIndex(const llvm::SwitchInst &inst) {
  const TypeInfo &type = typeOf(inst.getCondition()->getType());
  Parts condition;
  parts(inst.getCondition(), condition);
  Value index = wordConstant(0);
  for (const auto &hostCase : inst.cases()) {
    Parts value;
    parts(hostCase.getCaseValue(), value);
    Value isCase = emitWideICmp(ICmpPredicate::Eq, type, condition, value);
    index =
        emitSelect(isCase, wordConstant(hostCase.getCaseIndex() + 1), index);
  }
  return index;
}

void FunctionImport::importSwitch(const llvm::SwitchInst &inst) {
  const llvm::BasicBlock &from = *inst.getParent();
  Value condition = operand(inst.getCondition());
  bool isWide = !condition;
  if (isWide)
    condition = wideSwitchIndex(inst);
  SmallVector<Value, 8> operands{condition};
  SmallVector<Block *, 16> targets{blockOf(inst.getDefaultDest())};
  edgeArguments(from, *inst.getDefaultDest(), operands);
  for (const auto &hostCase : inst.cases()) {
    targets.push_back(blockOf(hostCase.getCaseSuccessor()));
    edgeArguments(from, *hostCase.getCaseSuccessor(), operands);
  }
  Operation *op = append<SwitchOp>({}, operands, targets);
  auto &values = propertiesOf<SwitchOp>(op).cases.values;
  unsigned width =
      isWide ? 64 : inst.getCondition()->getType()->getIntegerBitWidth();
  unsigned words = CaseValues::wordsOf(width);
  values.reserve(inst.getNumCases() * words);
  for (const auto &hostCase : inst.cases()) {
    if (isWide) {
      values.push_back(int64_t(hostCase.getCaseIndex()) + 1);
      continue;
    }
    llvm::APInt value = hostCase.getCaseValue()->getValue().sext(64 * words);
    values.append(value.getRawData(), value.getRawData() + words);
  }
}

void FunctionImport::importIndirectBranch(const llvm::IndirectBrInst &inst) {
  SmallVector<Value, 8> operands{operand(inst.getAddress())};
  SmallVector<Block *, 16> targets;
  for (const llvm::BasicBlock *to : inst.successors()) {
    targets.push_back(blockOf(to));
    edgeArguments(*inst.getParent(), *to, operands);
  }
  append<IndirectBrOp>({}, operands, targets);
}

void FunctionImport::importReturn(const llvm::ReturnInst &inst) {
  SmallVector<Value, 4> results;
  if (const llvm::Value *value = inst.getReturnValue()) {
    Parts list;
    parts(value, list);
    toBoundary(value->getType(), list, results);
  }
  append<ReturnOp>({}, results);
}
