//===- Control.cpp - Branches, returns, what edges pass -------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/HandlerTable.h"
#include "llvm/IR/Constants.h"

using namespace shunt;
using namespace shunt::llvmir;

/// The edge from the current block to `target` passes `arguments`.
void FunctionExport::passArguments(mlir::Block *target,
                                   mlir::ValueRange arguments) {
  if (arguments.empty())
    return;
  for (llvm::PHINode &phi : module.block(target)->phis())
    phi.addIncoming(take(arguments, phi.getType()), block);
}

bool llvmir::isEdge(mlir::Block &block) {
  if (block.empty())
    return false;
  auto branch = llvm::dyn_cast<BrOp>(block.back());
  return branch && branch.getProperties().edge;
}

void FunctionExport::passConcatenated(mlir::SuccessorRange targets,
                                      mlir::ValueRange arguments) {
  for (mlir::Block *target : targets) {
    passArguments(target, arguments.take_front(target->getNumArguments()));
    arguments = arguments.drop_front(target->getNumArguments());
  }
}

void FunctionExport::exportBr(mlir::Operation *op) {
  mlir::Block *target = op->getSuccessor(0);
  passArguments(target, op->getOperands());
  if (propertiesOf<BrOp>(op).edge)
    return;
  finish(op, llvm::BranchInst::Create(module.block(target), block));
}

void FunctionExport::exportCondBr(mlir::Operation *op) {
  auto branch = llvm::cast<CondBrOp>(op);
  llvm::Value *condition = operand(branch.getCondition());
  passArguments(branch.getTrueTarget(), branch.getTrueArgs());
  passArguments(branch.getFalseTarget(), branch.getFalseArgs());
  finish(op, llvm::BranchInst::Create(module.block(branch.getTrueTarget()),
                                      module.block(branch.getFalseTarget()),
                                      condition, block));
}

void FunctionExport::exportCmpBr(mlir::Operation *op) {
  auto branch = llvm::cast<CmpBrOp>(op);
  auto predicate =
      llvm::CmpInst::Predicate(unsigned(propertiesOf<CmpBrOp>(op).predicate) +
                               llvm::CmpInst::FIRST_ICMP_PREDICATE);
  auto *condition = help(new llvm::ICmpInst(
      block, predicate, operand(branch.getLhs()), operand(branch.getRhs())));
  passArguments(branch.getTrueTarget(), branch.getTrueArgs());
  passArguments(branch.getFalseTarget(), branch.getFalseArgs());
  finish(op, llvm::BranchInst::Create(module.block(branch.getTrueTarget()),
                                      module.block(branch.getFalseTarget()),
                                      condition, block));
}

void FunctionExport::exportSwitch(mlir::Operation *op) {
  auto branch = llvm::cast<SwitchOp>(op);
  llvm::Value *value = operand(branch.getValue());
  auto *type = llvm::cast<llvm::IntegerType>(value->getType());
  mlir::SuccessorRange targets = branch.getTargets();
  passConcatenated(targets, branch.getArgs());
  auto *made = llvm::SwitchInst::Create(value, module.block(targets.front()),
                                        targets.size() - 1, block);
  const int64_t *next = propertiesOf<SwitchOp>(op).cases.values.data();
  unsigned words = CaseValues::wordsOf(type->getBitWidth());
  for (mlir::Block *target : targets.drop_front()) {
    llvm::ArrayRef number(reinterpret_cast<const uint64_t *>(next), words);
    made->addCase(
        llvm::ConstantInt::get(
            module.llvm,
            llvm::APInt(64 * words, number).trunc(type->getBitWidth())),
        module.block(target));
    next += words;
  }
  finish(op, made);
}

void FunctionExport::exportIndirectBr(mlir::Operation *op) {
  auto branch = llvm::cast<IndirectBrOp>(op);
  mlir::SuccessorRange targets = branch.getTargets();
  passConcatenated(targets, branch.getArgs());
  auto *made = llvm::IndirectBrInst::Create(operand(branch.getAddress()),
                                            targets.size(), block);
  for (mlir::Block *target : targets)
    made->addDestination(module.block(target));
  finish(op, made);
}

void FunctionExport::exportReturn(mlir::Operation *op) {
  llvm::Type *type = function->getReturnType();
  mlir::ValueRange values = op->getOperands();
  llvm::Value *value = nullptr;
  if (!type->isVoidTy())
    value = take(values, type);
  if (!values.empty())
    refuse("ret of more values than the function returns");
  finish(op, llvm::ReturnInst::Create(module.llvm, value, block));
}

void FunctionExport::exportPhi(mlir::Operation *op) {
  auto *phi = llvm::dyn_cast<llvm::PHINode>(operand(op->getOperand(0)));
  if (!phi)
    return refuse("phi of a value that is none");
  const auto &properties = propertiesOf<PhiOp>(op);
  setFastMath(*phi, properties.fastMath);
  module.text.instruction(op, *phi);
  if (!properties.incoming.values.empty())
    phiOrders.push_back({phi, properties.incoming.values});
}

/// Puts the operands of `phi` into an order given by their places.
void FunctionExport::orderIncoming(llvm::PHINode &phi,
                                   llvm::ArrayRef<int64_t> order) {
  if (order.size() != phi.getNumIncomingValues()) {
    module.refuse("phi order of another length than the phi");
    return;
  }
  llvm::SmallVector<llvm::Value *> incoming(phi.incoming_values());
  llvm::SmallVector<llvm::BasicBlock *> incomingBlocks(phi.blocks());
  for (auto [i, place] : llvm::enumerate(order)) {
    phi.setIncomingValue(i, incoming[place]);
    phi.setIncomingBlock(i, incomingBlocks[place]);
  }
}

void FunctionExport::exportUnreachable(mlir::Operation *op) {
  finish(op, new llvm::UnreachableInst(module.llvm, block));
}

void HandlerTable::addControl() {
  add<BrOp>(&FunctionExport::exportBr);
  add<CondBrOp>(&FunctionExport::exportCondBr);
  add<CmpBrOp>(&FunctionExport::exportCmpBr);
  add<SwitchOp>(&FunctionExport::exportSwitch);
  add<IndirectBrOp>(&FunctionExport::exportIndirectBr);
  add<ReturnOp>(&FunctionExport::exportReturn);
  add<UnreachableOp>(&FunctionExport::exportUnreachable);
  add<BlockTagOp>(&FunctionExport::exportBlockHead);
  add<PhiOp>(&FunctionExport::exportPhi);
}
