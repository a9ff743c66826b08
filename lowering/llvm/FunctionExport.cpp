//===- FunctionExport.cpp - Blocks, parameters, dispatch ------------------===//
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

HandlerTable::HandlerTable() {
  handlers.fill(&FunctionExport::exportUnknown);
  addConstants();
  addArithmetic();
  addCasts();
  addMemory();
  addControl();
  addCalls();
  addIntrinsics();
  addVectors();
}

void FunctionExport::refuse(const llvm::Twine &construct) {
  module.refuse(construct, current);
}

void FunctionExport::exportUnknown(mlir::Operation *op) {
  refuse("operation '" + op->getName().getStringRef() + "'");
}

void FunctionExport::run(FuncOp source, llvm::Function &target) {
  function = &target;
  current = nullptr;
  origin = 0;
  values.clear();
  members.clear();
  mlir::Region &body = source.getBody();
  block = module.block(&body.front());
  if (module.metadata)
    module.metadata->beginFunction(source.getSymName(), target);
  exportParameters(source);
  for (auto [i, sourceBlock] : llvm::enumerate(body))
    if (i)
      createPhis(sourceBlock, i);
  for (mlir::Block &sourceBlock : body) {
    exportBlock(sourceBlock);
    if (module.refused)
      break;
  }
  removePlaceholders();
  for (auto [phi, order] : phiOrders)
    orderIncoming(*phi, order);
  phiOrders.clear();
  if (module.refused)
    return;
  auto member = [&](llvm::Value *aggregate, llvm::ArrayRef<unsigned> path) {
    return memberOf(aggregate, path);
  };
  if (module.metadata)
    module.metadata->endFunction(member);
  else
    module.text.endFunction(target, member);
}

void FunctionExport::exportParameters(FuncOp source) {
  mlir::ValueRange list = source.getBody().getArguments();
  for (llvm::Argument &argument : function->args()) {
    uint64_t count = memberCount(argument.getType());
    if (list.size() < count) {
      module.refuse("parameters that are not the signature's", source);
      return;
    }
    defineMembers(list.take_front(count), &argument);
    list = list.drop_front(count);
  }
  if (!list.empty())
    module.refuse("parameters that are not the signature's", source);
}

void FunctionExport::createPhis(mlir::Block &source, uint32_t index) {
  llvm::BasicBlock *target = module.block(&source);
  llvm::SmallVector<llvm::PHINode *, 8> phis;
  for (mlir::BlockArgument argument : source.getArguments()) {
    phis.push_back(
        llvm::PHINode::Create(type(argument.getType()), 0, "", target));
    define(argument, phis.back());
  }
  if (module.metadata && !phis.empty())
    module.metadata->phis(index, phis);
}

void FunctionExport::exportBlock(mlir::Block &source) {
  static const HandlerTable handlers;
  block = module.block(&source);
  for (mlir::Operation &op : source) {
    current = &op;
    if (!llvm::isa_and_nonnull<ShuntDialect>(op.getDialect()) ||
        op.getNumRegions()) {
      exportUnknown(&op);
      return;
    }
    const OpHeader &header = headerOf(&op);
    origin = header.origin;
    (this->*handlers[header.opcode])(&op);
    if (module.refused)
      return;
  }
}

/// A value that no block defines is used only where control never comes, or
/// something was refused.
void FunctionExport::removePlaceholders() {
  for (auto &[value, placeholder] : placeholders) {
    placeholder->replaceAllUsesWith(
        llvm::PoisonValue::get(placeholder->getType()));
    delete placeholder;
  }
  placeholders.clear();
}
