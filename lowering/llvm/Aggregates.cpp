//===- Aggregates.cpp - Members of structs and arrays ---------------------===//
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

/// The member of `type` that `path` leads to, and the steps; null if it leads
/// nowhere.
static llvm::Type *memberAt(llvm::Type *type, const Path &path,
                            llvm::SmallVectorImpl<unsigned> &steps) {
  steps.assign(path.steps.begin(), path.steps.end());
  if (steps.empty() || !type->isAggregateType())
    return nullptr;
  return llvm::ExtractValueInst::getIndexedType(type, steps);
}

void FunctionExport::exportExtractValue(mlir::Operation *op) {
  auto &properties = propertiesOf<ExtractValueOp>(op);
  llvm::Type *type = this->type(properties.layout.type);
  llvm::SmallVector<unsigned, 4> steps;
  if (!memberAt(type, properties.path, steps))
    return refuse("extractvalue of no member");
  llvm::Value *whole = aggregate(op->getOperands(), type);
  if (module.refused)
    return;
  defineMembers(op, llvm::ExtractValueInst::Create(whole, steps, "", block));
}

void FunctionExport::exportInsertValue(mlir::Operation *op) {
  auto insert = llvm::cast<InsertValueOp>(op);
  auto &properties = propertiesOf<InsertValueOp>(op);
  llvm::Type *type = this->type(properties.layout.type);
  llvm::SmallVector<unsigned, 4> steps;
  llvm::Type *memberType = memberAt(type, properties.path, steps);
  if (!memberType)
    return refuse("insertvalue of no member");
  llvm::Value *whole = aggregate(insert.getAggregate(), type);
  mlir::ValueRange parts = insert.getMember();
  llvm::Value *member = take(parts, memberType);
  if (module.refused)
    return;
  defineMembers(op,
                llvm::InsertValueInst::Create(whole, member, steps, "", block));
}

void HandlerTable::addAggregates() {
  add<ExtractValueOp>(&FunctionExport::exportExtractValue);
  add<InsertValueOp>(&FunctionExport::exportInsertValue);
  add<BlockLayoutOp>(&FunctionExport::exportBlockHead);
}
