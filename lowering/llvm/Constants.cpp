//===- Constants.cpp - Operations that make constants ---------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "llvm/IR/Constants.h"
#include "lowering/llvm/HandlerTable.h"

using namespace shunt;
using namespace shunt::llvmir;

void FunctionExport::exportConstant(mlir::Operation *op) {
  const ConstantBits &bits = propertiesOf<ConstantOp>(op).bits;
  llvm::Type *type = this->type(op->getResult(0).getType());
  unsigned width = module.dataLayout().getTypeSizeInBits(type);
  llvm::APInt value = llvm::APInt(128, {bits.low, bits.high}).trunc(width);
  llvm::Constant *made;
  if (type->isFloatingPointTy())
    made = llvm::ConstantFP::get(type,
                                 llvm::APFloat(type->getFltSemantics(), value));
  else if (auto *pointer = llvm::dyn_cast<llvm::PointerType>(type))
    made = value.isZero()
               ? llvm::ConstantPointerNull::get(pointer)
               : llvm::ConstantExpr::getIntToPtr(
                     llvm::ConstantInt::get(module.llvm, value), type);
  else
    made = llvm::ConstantInt::get(type, value);
  define(op->getResult(0), made);
}

/// `vector` with the elements at `places` replaced by `element`.
static llvm::Constant *withElements(llvm::Constant *vector,
                                    const Scales &places,
                                    llvm::Constant *element) {
  auto *type = llvm::cast<llvm::FixedVectorType>(vector->getType());
  llvm::SmallVector<llvm::Constant *> elements;
  for (unsigned i = 0; i < type->getNumElements(); ++i)
    elements.push_back(vector->getAggregateElement(i));
  for (int64_t place : places.values)
    elements[place] = element;
  return llvm::ConstantVector::get(elements);
}

void FunctionExport::exportVectorConstant(mlir::Operation *op) {
  auto &properties = propertiesOf<VectorConstantOp>(op);
  llvm::Type *type = this->type(op->getResult(0).getType());
  llvm::Constant *made =
      module.initialData(properties.data, type, /*exactType=*/true);
  if (!made) {
    refuse("relocations that don't fall on a vector's elements");
    made = llvm::Constant::getNullValue(type);
  }
  llvm::Type *element = type->getScalarType();
  if (!properties.poison.values.empty())
    made =
        withElements(made, properties.poison, llvm::PoisonValue::get(element));
  if (!properties.undef.values.empty())
    made = withElements(made, properties.undef, llvm::UndefValue::get(element));
  define(op->getResult(0), made);
}

void FunctionExport::exportUndef(mlir::Operation *op) {
  llvm::Type *type = this->type(op->getResult(0).getType());
  define(op->getResult(0), propertiesOf<UndefOp>(op).poison
                               ? (llvm::Constant *)llvm::PoisonValue::get(type)
                               : llvm::UndefValue::get(type));
}

void FunctionExport::exportAddressOf(mlir::Operation *op) {
  auto &properties = propertiesOf<AddressOfOp>(op);
  define(op->getResult(0),
         module.address(properties.symbol.name, properties.offset,
                        properties.inBounds, type(op->getResult(0).getType())));
}

void FunctionExport::exportTokenNone(mlir::Operation *op) {
  define(op->getResult(0), llvm::ConstantTokenNone::get(module.llvm));
}

void FunctionExport::exportBlockAddress(mlir::Operation *op) {
  auto &properties = propertiesOf<BlockAddressOp>(op);
  define(op->getResult(0),
         module.blockAddress(properties.function.name, properties.tag, op));
}

bool FunctionExport::isConstantExpression(mlir::Operation *op) {
  for (mlir::Value operand : op->getOperands())
    if (!llvm::isa_and_nonnull<llvm::Constant>(values.lookup(operand)))
      return false;
  if (!origin)
    return op->hasAttr(
        ShuntDialect::ConstantExpressionAttrHelper::getNameStr());
  mlir::Operation *next = op->getNextNode();
  return next && headerOf(next).origin == origin;
}

void HandlerTable::addConstants() {
  add<ConstantOp>(&FunctionExport::exportConstant);
  add<VectorConstantOp>(&FunctionExport::exportVectorConstant);
  add<UndefOp>(&FunctionExport::exportUndef);
  add<AddressOfOp>(&FunctionExport::exportAddressOf);
  add<BlockAddressOp>(&FunctionExport::exportBlockAddress);
  add<TokenNoneOp>(&FunctionExport::exportTokenNone);
}
