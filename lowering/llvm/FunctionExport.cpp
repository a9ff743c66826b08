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
  addAggregates();
  addConstants();
  addArithmetic();
  addCasts();
  addMemory();
  addControl();
  addCalls();
  addExceptions();
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

/// What a block_layout says of the block; nothing: there is none.
static ListRef layoutOf(mlir::Block &block) {
  for (mlir::Operation &op : block) {
    if (auto layout = llvm::dyn_cast<BlockLayoutOp>(op))
      return layout.getProperties().types;
    if (!llvm::isa<BlockTagOp>(op))
      break;
  }
  return {};
}

void FunctionExport::createPhis(mlir::Block &source, uint32_t index) {
  if (source.args_empty())
    return;
  llvm::BasicBlock *target = module.block(&source);
  llvm::SmallVector<llvm::PHINode *, 8> phis;
  mlir::ValueRange arguments = source.getArguments();
  auto add = [&](llvm::Type *type) {
    phis.push_back(llvm::PHINode::Create(type, 0, "", target));
    uint64_t count = memberCount(type);
    if (arguments.size() < count)
      return refuse("block_layout that is not its block's arguments'");
    defineMembers(arguments.take_front(count), phis.back());
    arguments = arguments.drop_front(count);
  };
  if (ListRef layout = layoutOf(source)) {
    for (mlir::Attribute element : layout.list)
      if (auto aggregate = llvm::dyn_cast<mlir::TypeAttr>(element))
        add(type(aggregate.getValue()));
  } else {
    for (mlir::BlockArgument argument : source.getArguments())
      add(type(argument.getType()));
  }
  if (module.metadata && !phis.empty())
    module.metadata->phis(index, phis);
}

void FunctionExport::exportBlock(mlir::Block &source) {
  static const HandlerTable handlers;
  // What stands for an edge makes no instructions, and passes its arguments
  // from where the edge starts.
  block =
      module.block(isEdge(source) ? source.getSinglePredecessor() : &source);
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
