//===- Calls.cpp - Calls, inline assembly, generic intrinsics -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/HandlerTable.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InlineAsm.h"

using namespace shunt;
using namespace shunt::llvmir;

/// Appends the arguments of a call: the parameters', each aggregate whole,
/// then the variable ones.
void FunctionExport::callArguments(
    mlir::ValueRange arguments, llvm::FunctionType *signature,
    llvm::SmallVectorImpl<llvm::Value *> &result) {
  for (llvm::Type *param : signature->params())
    result.push_back(take(arguments, param));
  if (!arguments.empty() && !signature->isVarArg())
    refuse("more arguments than the signature has");
  for (mlir::Value argument : arguments)
    result.push_back(operand(argument));
}

void FunctionExport::exportCall(mlir::Operation *op) {
  auto &properties = propertiesOf<CallOp>(op);
  llvm::FunctionType *signature = module.signature(properties.signature, op);
  mlir::ValueRange operands = op->getOperands();
  llvm::Value *callee;
  if (properties.callee) {
    callee = module.symbol(properties.callee.name, op);
  } else {
    callee = operand(operands.front());
    operands = operands.drop_front();
  }
  llvm::SmallVector<llvm::Value *, 8> arguments;
  callArguments(operands, signature, arguments);
  if (module.refused)
    return;
  auto *made = llvm::CallInst::Create(signature, callee, arguments, "", block);
  made->setAttributes(module.attributes(properties.attributeList));
  made->setCallingConv(properties.callingConv);
  made->setTailCallKind(
      llvm::CallInst::TailCallKind(unsigned(properties.tail)));
  setFastMath(*made, properties.fastMath);
  defineMembers(op, made);
}

/// What a statement of inline assembly calls; null if it was refused.
template <typename Op>
llvm::InlineAsm *FunctionExport::inlineAsm(mlir::Operation *op,
                                           llvm::FunctionType *signature) {
  auto &properties = propertiesOf<Op>(op);
  if (llvm::Error error =
          llvm::InlineAsm::verify(signature, properties.constraints)) {
    refuse("inline assembly: " + llvm::toString(std::move(error)));
    return nullptr;
  }
  return llvm::InlineAsm::get(
      signature, properties.assembly, properties.constraints,
      properties.sideEffects, properties.alignStack,
      properties.intelDialect ? llvm::InlineAsm::AD_Intel
                              : llvm::InlineAsm::AD_ATT,
      properties.canThrow);
}

void FunctionExport::exportInlineAsm(mlir::Operation *op) {
  auto &properties = propertiesOf<InlineAsmOp>(op);
  llvm::FunctionType *signature = module.signature(properties.signature, op);
  llvm::SmallVector<llvm::Value *, 8> arguments;
  callArguments(op->getOperands(), signature, arguments);
  llvm::InlineAsm *assembly = inlineAsm<InlineAsmOp>(op, signature);
  if (module.refused)
    return;
  auto *made =
      llvm::CallInst::Create(signature, assembly, arguments, "", block);
  made->setAttributes(module.attributes(properties.attributeList));
  defineMembers(op, made);
}

void FunctionExport::exportCallBr(mlir::Operation *op) {
  auto &properties = propertiesOf<CallBrOp>(op);
  llvm::FunctionType *signature = module.signature(properties.signature, op);
  llvm::SmallVector<llvm::Value *, 8> arguments;
  callArguments(op->getOperands(), signature, arguments);
  llvm::InlineAsm *assembly = inlineAsm<CallBrOp>(op, signature);
  if (module.refused)
    return;
  llvm::SmallVector<llvm::BasicBlock *, 4> targets;
  for (mlir::Block *target : op->getSuccessors())
    targets.push_back(module.block(target));
  auto *made = llvm::CallBrInst::Create(signature, assembly, targets.front(),
                                        llvm::ArrayRef(targets).drop_front(),
                                        arguments, "", block);
  made->setAttributes(module.attributes(properties.attributeList));
  defineMembers(op, made);
}

/// A metadata argument from its attribute form; null: of no known form.
static llvm::Value *metadataValue(llvm::LLVMContext &context,
                                  mlir::Attribute form) {
  if (auto text = llvm::dyn_cast<mlir::StringAttr>(form))
    return llvm::MetadataAsValue::get(
        context, llvm::MDString::get(context, text.getValue()));
  auto array = llvm::dyn_cast<mlir::ArrayAttr>(form);
  if (!array)
    return nullptr;
  llvm::SmallVector<llvm::Metadata *> operands;
  for (mlir::Attribute element : array) {
    auto text = llvm::dyn_cast<mlir::StringAttr>(element);
    if (!text)
      return nullptr;
    operands.push_back(llvm::MDString::get(context, text.getValue()));
  }
  return llvm::MetadataAsValue::get(context,
                                    llvm::MDNode::get(context, operands));
}

/// Argument `index`, which is metadata: the source's own, else from its
/// attribute form.
llvm::Value *FunctionExport::metadataArgument(unsigned index,
                                              mlir::Attribute form) {
  llvm::Value *value = nullptr;
  value = module.metadata ? module.metadata->metadataArgument(origin, index)
                          : module.text.argument(form);
  if (!value && form)
    value = metadataValue(module.llvm, form);
  if (value)
    return value;
  refuse("metadata argument of this form");
  return llvm::MetadataAsValue::get(module.llvm,
                                    llvm::MDNode::get(module.llvm, {}));
}

void FunctionExport::intrinsicArguments(
    IntrinsicOp op, llvm::FunctionType *signature,
    llvm::SmallVectorImpl<llvm::Value *> &result) {
  mlir::ValueRange arguments = op.getArguments();
  mlir::ArrayAttr metadata = op.getProperties().metadata.arguments;
  unsigned metadataCount = 0;
  for (auto [i, param] : llvm::enumerate(signature->params())) {
    if (!param->isMetadataTy()) {
      result.push_back(take(arguments, param));
      continue;
    }
    bool isThere = metadata && metadataCount < metadata.size();
    result.push_back(metadataArgument(i, isThere ? metadata[metadataCount]
                                                 : mlir::Attribute()));
    ++metadataCount;
  }
  if (!arguments.empty() && !signature->isVarArg())
    refuse("more arguments than the signature has");
  for (mlir::Value argument : arguments)
    result.push_back(operand(argument));
}

void FunctionExport::exportIntrinsic(mlir::Operation *op) {
  auto &properties = propertiesOf<IntrinsicOp>(op);
  llvm::FunctionType *signature = module.signature(properties.signature, op);
  if (llvm::Intrinsic::lookupIntrinsicID(properties.name) ==
      llvm::Intrinsic::not_intrinsic)
    return refuse("intrinsic '" + llvm::Twine(properties.name) +
                  "' that LLVM does not know");
  llvm::SmallVector<llvm::Value *, 8> arguments;
  intrinsicArguments(llvm::cast<IntrinsicOp>(op), signature, arguments);
  llvm::FunctionCallee callee =
      module.target->getOrInsertFunction(properties.name, signature);
  auto *function = llvm::dyn_cast<llvm::Function>(callee.getCallee());
  if (!function || function->getFunctionType() != signature)
    return refuse("intrinsic '" + llvm::Twine(properties.name) +
                  "' with two signatures");
  if (module.refused)
    return;
  auto *made = llvm::CallInst::Create(callee, arguments, "", block);
  made->setAttributes(module.attributes(properties.attributeList));
  setFastMath(*made, properties.fastMath);
  defineMembers(op, made);
}

void HandlerTable::addCalls() {
  add<CallOp>(&FunctionExport::exportCall);
  add<InlineAsmOp>(&FunctionExport::exportInlineAsm);
  add<CallBrOp>(&FunctionExport::exportCallBr);
  add<IntrinsicOp>(&FunctionExport::exportIntrinsic);
  add<DebugVariableOp>(&FunctionExport::exportDebugRecord);
  add<DebugLabelOp>(&FunctionExport::exportDebugRecord);
}
