//===- Vectors.cpp - Vectors and their elements ---------------------------===//
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

void FunctionExport::exportExtractElement(mlir::Operation *op) {
  finish(op, llvm::ExtractElementInst::Create(operand(op->getOperand(0)),
                                              operand(op->getOperand(1)), "",
                                              block));
}

void FunctionExport::exportInsertElement(mlir::Operation *op) {
  finish(op, llvm::InsertElementInst::Create(
                 operand(op->getOperand(0)), operand(op->getOperand(1)),
                 operand(op->getOperand(2)), "", block));
}

void FunctionExport::exportShuffleVector(mlir::Operation *op) {
  const auto &mask = propertiesOf<ShuffleVectorOp>(op).mask.values;
  llvm::SmallVector<int, 16> indices(mask.begin(), mask.end());
  llvm::Value *a = operand(op->getOperand(0));
  llvm::Value *b = operand(op->getOperand(1));
  if (!llvm::ShuffleVectorInst::isValidOperands(a, b, indices))
    return refuse("shuffle mask that does not fit its vectors");
  finish(op, new llvm::ShuffleVectorInst(a, b, indices, "", block));
}

static llvm::Value *indexOf(llvm::LLVMContext &context, unsigned i) {
  return llvm::ConstantInt::get(llvm::Type::getInt64Ty(context), i);
}

void FunctionExport::exportBuildVector(mlir::Operation *op) {
  llvm::Value *result =
      llvm::PoisonValue::get(type(op->getResult(0).getType()));
  for (auto [i, element] : llvm::enumerate(op->getOperands()))
    result = help(llvm::InsertElementInst::Create(
        result, operand(element), indexOf(module.llvm, i), "", block));
  define(op->getResult(0), result);
}

void FunctionExport::exportSplitVector(mlir::Operation *op) {
  llvm::Value *vector = operand(op->getOperand(0));
  for (auto [i, element] : llvm::enumerate(op->getResults()))
    define(element, help(llvm::ExtractElementInst::Create(
                        vector, indexOf(module.llvm, i), "", block)));
}

void HandlerTable::addVectors() {
  add<ExtractElementOp>(&FunctionExport::exportExtractElement);
  add<InsertElementOp>(&FunctionExport::exportInsertElement);
  add<ShuffleVectorOp>(&FunctionExport::exportShuffleVector);
  add<BuildVectorOp>(&FunctionExport::exportBuildVector);
  add<SplitVectorOp>(&FunctionExport::exportSplitVector);
}
