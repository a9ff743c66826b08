//===- Calls.cpp - Calls, inline assembly, what crosses a call ------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InlineAsm.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

//===----------------------------------------------------------------------===//
// Boundaries: parameters, arguments, results
//===----------------------------------------------------------------------===//

/// Whether a call can pass vectors of the type: of whole elements that have
/// registers of their own.
static bool canPass(const TypeInfo &vector) {
  Type element = vector.element->scalar;
  if (!element)
    return false;
  return isa<PointerType>(element) || element.isF32() || element.isF64() ||
         element.isInteger(8) || element.isInteger(16) ||
         element.isInteger(32) || element.isInteger(64);
}

void FunctionImport::boundaryTypes(llvm::Type *type,
                                   SmallVectorImpl<Type> &types) {
  const TypeInfo &info = typeOf(type);
  if (!info.hasVector) {
    llvm::append_range(types, module.types.parts(info));
    return;
  }
  SmallVector<Leaf, 8> leaves;
  module.types.leaves(type, 0, leaves);
  for (const Leaf &leaf : leaves) {
    if (leaf.type->shape == Shape::Vector && !canPass(*leaf.type))
      refuse("vector of " + spell(leaf.type->element->host) +
             " across a call");
    if (leaf.type->shape == Shape::Vector && canPass(*leaf.type))
      flatten(module.types.layout(leaf.type->host), types, WideValues::Split);
    else
      llvm::append_range(types, module.types.parts(*leaf.type));
  }
}

void FunctionImport::toBoundary(llvm::Type *type, ArrayRef<Value> parts,
                                SmallVectorImpl<Value> &values) {
  const TypeInfo &info = typeOf(type);
  if (LLVM_LIKELY(!info.hasVector)) {
    values.append(parts.begin(), parts.end());
    return;
  }
  SmallVector<Type> types;
  boundaryTypes(type, types);
  SmallVector<Leaf, 8> leaves;
  module.types.leaves(type, 0, leaves);
  const Type *next = types.begin();
  for (const Leaf &leaf : leaves) {
    ArrayRef<Value> list = parts.take_front(leaf.type->partCount);
    parts = parts.drop_front(list.size());
    while (!list.empty()) { // A vector in pieces, anything else as it is.
      auto piece = dyn_cast<VectorType>(*next++);
      size_t count = piece ? piece.getNumElements() : 1;
      values.push_back(
          piece ? emit<BuildVectorOp>(piece, list.take_front(count))
                : list.front());
      list = list.drop_front(count);
    }
  }
}

void FunctionImport::fromBoundary(llvm::Type *type, ValueRange values,
                                  SmallVectorImpl<Value> &parts) {
  const TypeInfo &info = typeOf(type);
  if (LLVM_LIKELY(!info.hasVector)) {
    parts.append(values.begin(), values.end());
    return;
  }
  SmallVector<Leaf, 8> leaves;
  module.types.leaves(type, 0, leaves);
  for (const Leaf &leaf : leaves) {
    ArrayRef<Type> types = module.types.parts(*leaf.type);
    while (!types.empty()) {
      Value value = values.front();
      values = values.drop_front(1);
      auto piece = dyn_cast<VectorType>(value.getType());
      size_t count = piece ? piece.getNumElements() : 1;
      if (piece)
        llvm::append_range(parts, append<SplitVectorOp>(types.take_front(count),
                                                        value)
                                      ->getResults());
      else
        parts.push_back(value);
      types = types.drop_front(count);
    }
  }
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

/// Operand bundles that change nothing here.
static bool isIgnoredBundle(const llvm::OperandBundleUse &bundle) {
  return bundle.getTagID() == llvm::LLVMContext::OB_clang_arc_attachedcall;
}

void FunctionImport::callArguments(const llvm::CallBase &inst,
                                   SmallVectorImpl<Value> &arguments) {
  for (const llvm::Use &argument : inst.args()) {
    llvm::Type *type = argument->getType();
    if (LLVM_UNLIKELY(type->isMetadataTy()))
      return refuse("metadata argument");
    Value value = operand(argument);
    if (LLVM_LIKELY(value && !type->isVectorTy() && !type->isAggregateType())) {
      arguments.push_back(value);
      continue;
    }
    Parts list;
    parts(argument, list);
    toBoundary(type, list, arguments);
  }
}

void FunctionImport::defineResults(const llvm::Instruction &inst,
                                   Operation *op) {
  if (op->getNumResults() == 1 && !inst.getType()->isVectorTy() &&
      !inst.getType()->isAggregateType())
    return define(inst, op->getResult(0));
  Parts list;
  fromBoundary(inst.getType(), op->getResults(), list);
  define(inst, list);
}

/// The signature of a call. In folded IR variable arguments that stand as
/// several values count as parameters, so that the target sees what they are.
Type FunctionImport::callSignature(const llvm::CallInst &inst) {
  llvm::FunctionType *type = inst.getFunctionType();
  unsigned fixed = type->getNumParams();
  bool isSplit =
      module.isFolded() &&
      llvm::any_of(llvm::drop_begin(inst.args(), fixed),
                   [&](const llvm::Use &argument) {
                     return typeOf(argument->getType()).shape != Shape::Scalar;
                   });
  if (LLVM_LIKELY(!isSplit))
    return module.types.signature(type);
  SmallVector<llvm::Type *, 12> params;
  for (const llvm::Use &argument : inst.args())
    params.push_back(argument->getType());
  return module.types.signature(
      llvm::FunctionType::get(type->getReturnType(), params, true));
}

void FunctionImport::importCall(const llvm::CallInst &inst) {
  const llvm::Value *called = inst.getCalledOperand();
  if (auto *intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&inst))
    return importIntrinsic(*intrinsic);
  if (LLVM_UNLIKELY(inst.hasOperandBundles()))
    for (unsigned i = 0; i < inst.getNumOperandBundles(); ++i)
      if (!isIgnoredBundle(inst.getOperandBundleAt(i)))
        return refuse("operand bundle " +
                      inst.getOperandBundleAt(i).getTagName());
  if (llvm::isa<llvm::InlineAsm>(called))
    return importInlineAsm(inst);

  SmallVector<Value, 12> operands;
  auto *symbol = llvm::dyn_cast<llvm::GlobalValue>(called);
  if (!symbol)
    operands.push_back(operand(called));
  callArguments(inst, operands);
  SmallVector<Type, 4> results;
  if (!inst.getType()->isVoidTy())
    boundaryTypes(inst.getType(), results);
  Operation *op = append<CallOp>(results, operands);
  auto &properties = propertiesOf<CallOp>(op);
  if (symbol)
    properties.callee.name = module.symbol(*symbol);
  properties.signature.type = callSignature(inst);
  properties.attributeList = module.attributes(inst.getAttributes());
  properties.callingConv = inst.getCallingConv();
  properties.tail = TailKind(uint8_t(inst.getTailCallKind()));
  properties.fastMath = fastMathOf(inst);
  if (LLVM_UNLIKELY(!properties.signature))
    return refuse("signature with a type that is not handled");
  if (!inst.getType()->isVoidTy())
    defineResults(inst, op);
}

void FunctionImport::importInlineAsm(const llvm::CallInst &inst) {
  auto *assembly = llvm::cast<llvm::InlineAsm>(inst.getCalledOperand());
  SmallVector<Value, 12> operands;
  callArguments(inst, operands);
  SmallVector<Type, 4> results;
  if (!inst.getType()->isVoidTy())
    boundaryTypes(inst.getType(), results);
  Operation *op = append<InlineAsmOp>(results, operands);
  auto &properties = propertiesOf<InlineAsmOp>(op);
  properties.assembly = assembly->getAsmString().str();
  properties.constraints = assembly->getConstraintString().str();
  properties.signature.type = module.types.signature(inst.getFunctionType());
  properties.attributeList = module.attributes(inst.getAttributes());
  properties.sideEffects = assembly->hasSideEffects();
  properties.alignStack = assembly->isAlignStack();
  properties.intelDialect = assembly->getDialect() == llvm::InlineAsm::AD_Intel;
  properties.canThrow = assembly->canThrow();
  if (!properties.signature)
    return refuse("signature with a type that is not handled");
  if (!inst.getType()->isVoidTy())
    defineResults(inst, op);
}

void FunctionImport::emitLibraryCall(StringRef name, Type result,
                                     ArrayRef<Type> params,
                                     ArrayRef<Value> arguments,
                                     SmallVectorImpl<Value> &results) {
  SmallVector<Type, 2> resultTypes;
  flatten(result, resultTypes, WideValues::Split);
  Operation *op = append<CallOp>(resultTypes, arguments);
  auto &properties = propertiesOf<CallOp>(op);
  properties.callee.name = StringAttr::get(&module.mlir, name);
  properties.signature.type =
      shunt::FunctionType::get(&module.mlir, result, params, /*varArg=*/false);
  results.append(op->result_begin(), op->result_end());
}
