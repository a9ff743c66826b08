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
    const ListRef &variadic, llvm::SmallVectorImpl<llvm::Value *> &result) {
  for (llvm::Type *param : signature->params())
    result.push_back(take(arguments, param));
  if (!arguments.empty() && !signature->isVarArg())
    refuse("more arguments than the signature has");
  if (variadic)
    for (mlir::Attribute element : variadic.list)
      if (auto layout = llvm::dyn_cast<mlir::TypeAttr>(element))
        result.push_back(take(arguments, type(layout.getValue())));
  for (mlir::Value argument : arguments)
    result.push_back(operand(argument));
}

/// Takes the values of the operand bundles off the end of `operands`.
void FunctionExport::takeBundles(
    const ListRef &list, mlir::ValueRange &operands,
    llvm::SmallVectorImpl<llvm::OperandBundleDef> &bundles) {
  if (!list)
    return;
  llvm::SmallVector<std::pair<llvm::StringRef, size_t>> heads;
  size_t total = 0;
  for (mlir::Attribute element : list.list) {
    auto head = llvm::dyn_cast<mlir::ArrayAttr>(element);
    auto tag = head && head.size() == 2
                   ? llvm::dyn_cast<mlir::StringAttr>(head[0])
                   : nullptr;
    auto count = tag ? llvm::dyn_cast<mlir::IntegerAttr>(head[1]) : nullptr;
    if (!count)
      return refuse("operand bundle of this form");
    heads.push_back({tag.getValue(), count.getInt()});
    total += count.getInt();
  }
  if (total > operands.size())
    return refuse("operand bundles that are not among the operands");
  mlir::ValueRange inputs = operands.take_back(total);
  operands = operands.drop_back(total);
  for (auto [tag, count] : heads) {
    std::vector<llvm::Value *> values;
    for (mlir::Value input : inputs.take_front(count))
      values.push_back(operand(input));
    bundles.emplace_back(tag.str(), std::move(values));
    inputs = inputs.drop_front(count);
  }
}

/// The function of that name, or the intrinsic.
llvm::Value *FunctionExport::callee(mlir::StringAttr name,
                                    llvm::FunctionType *signature) {
  if (!module.hasSymbol(name) &&
      llvm::Intrinsic::lookupIntrinsicID(name.getValue()) !=
          llvm::Intrinsic::not_intrinsic)
    return module.target->getOrInsertFunction(name.getValue(), signature)
        .getCallee();
  return module.symbol(name, current);
}

void FunctionExport::exportCall(mlir::Operation *op) {
  auto &properties = propertiesOf<CallOp>(op);
  Call call;
  if (!prepareCall(op, op->getOperands(), properties, call))
    return;
  auto *made = llvm::CallInst::Create(call.signature, call.callee,
                                      call.arguments, call.bundles, "", block);
  made->setAttributes(module.attributes(properties.attributeList));
  made->setCallingConv(properties.callingConv);
  made->setTailCallKind(
      llvm::CallInst::TailCallKind(unsigned(properties.tail)));
  setFastMath(*made, properties.fastMath);
  defineMembers(op, made);
}

/// Fills `call` with a statement of inline assembly. False: refused.
template <typename Op>
bool FunctionExport::prepareAsm(mlir::Operation *op, Call &call) {
  auto &properties = propertiesOf<Op>(op);
  call.signature = module.signature(properties.signature, op);
  mlir::ValueRange operands = op->getOperands();
  takeBundles(properties.bundles, operands, call.bundles);
  callArguments(operands, call.signature, ListRef(), call.arguments);
  if (llvm::Error error =
          llvm::InlineAsm::verify(call.signature, properties.constraints)) {
    refuse("inline assembly: " + llvm::toString(std::move(error)));
    return false;
  }
  call.callee = llvm::InlineAsm::get(
      call.signature, properties.assembly, properties.constraints,
      properties.sideEffects, properties.alignStack,
      properties.intelDialect ? llvm::InlineAsm::AD_Intel
                              : llvm::InlineAsm::AD_ATT,
      properties.canThrow);
  return !module.refused;
}

void FunctionExport::exportInlineAsm(mlir::Operation *op) {
  auto &properties = propertiesOf<InlineAsmOp>(op);
  Call call;
  if (!prepareAsm<InlineAsmOp>(op, call))
    return;
  auto *made = llvm::CallInst::Create(call.signature, call.callee,
                                      call.arguments, call.bundles, "", block);
  made->setAttributes(module.attributes(properties.attributeList));
  made->setTailCallKind(
      llvm::CallInst::TailCallKind(unsigned(properties.tail)));
  defineMembers(op, made);
}

void FunctionExport::exportCallBr(mlir::Operation *op) {
  auto &properties = propertiesOf<CallBrOp>(op);
  Call call;
  if (!prepareAsm<CallBrOp>(op, call))
    return;
  llvm::SmallVector<llvm::BasicBlock *, 4> targets;
  for (mlir::Block *target : op->getSuccessors())
    targets.push_back(module.block(target));
  auto *made =
      llvm::CallBrInst::Create(call.signature, call.callee, targets.front(),
                               llvm::ArrayRef(targets).drop_front(),
                               call.arguments, call.bundles, "", block);
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
    IntrinsicOp op, mlir::ValueRange arguments, llvm::FunctionType *signature,
    llvm::SmallVectorImpl<llvm::Value *> &result) {
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
  llvm::SmallVector<llvm::OperandBundleDef, 1> bundles;
  mlir::ValueRange operands = op->getOperands();
  takeBundles(properties.bundles, operands, bundles);
  intrinsicArguments(llvm::cast<IntrinsicOp>(op), operands, signature,
                     arguments);
  llvm::FunctionCallee callee =
      module.target->getOrInsertFunction(properties.name, signature);
  auto *function = llvm::dyn_cast<llvm::Function>(callee.getCallee());
  if (!function || function->getFunctionType() != signature)
    return refuse("intrinsic '" + llvm::Twine(properties.name) +
                  "' with two signatures");
  if (module.refused)
    return;
  auto *made = llvm::CallInst::Create(callee, arguments, bundles, "", block);
  made->setAttributes(module.attributes(properties.attributeList));
  made->setTailCallKind(
      llvm::CallInst::TailCallKind(unsigned(properties.tail)));
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
