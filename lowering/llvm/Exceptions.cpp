//===- Exceptions.cpp - Invokes, landing pads, funclets -------------------===//
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

void FunctionExport::exportInvoke(mlir::Operation *op) {
  auto invoke = llvm::cast<InvokeOp>(op);
  auto &properties = propertiesOf<InvokeOp>(op);
  Call call;
  if (!prepareCall(op, invoke.getArguments(), properties, call))
    return;
  passArguments(invoke.getNormal(), invoke.getNormalArgs());
  passArguments(invoke.getUnwind(), invoke.getUnwindArgs());
  auto *made = llvm::InvokeInst::Create(
      call.signature, call.callee, module.block(invoke.getNormal()),
      module.block(invoke.getUnwind()), call.arguments, call.bundles, "",
      block);
  made->setAttributes(module.attributes(properties.attributeList));
  made->setCallingConv(properties.callingConv);
  setFastMath(*made, properties.fastMath);
  defineMembers(op, made);
}

//===----------------------------------------------------------------------===//
// Landing pads
//===----------------------------------------------------------------------===//

/// A clause, or an element of a filter.
llvm::Constant *FunctionExport::clause(mlir::Attribute form) {
  llvm::Type *pointer = llvm::PointerType::get(module.llvm, 0);
  if (auto symbol = llvm::dyn_cast<mlir::FlatSymbolRefAttr>(form))
    return module.symbol(symbol.getAttr(), current);
  if (llvm::isa<mlir::UnitAttr>(form))
    return llvm::Constant::getNullValue(pointer);
  auto filter = llvm::dyn_cast<mlir::ArrayAttr>(form);
  if (!filter) {
    refuse("landingpad clause of this form");
    return llvm::Constant::getNullValue(pointer);
  }
  llvm::SmallVector<llvm::Constant *> elements;
  for (mlir::Attribute element : filter)
    elements.push_back(clause(element));
  return llvm::ConstantArray::get(
      llvm::ArrayType::get(pointer, elements.size()), elements);
}

void FunctionExport::exportLandingPad(mlir::Operation *op) {
  auto &properties = propertiesOf<LandingPadOp>(op);
  llvm::ArrayRef<mlir::Attribute> clauses;
  if (properties.clauses)
    clauses = properties.clauses.list.getValue();
  auto *made = llvm::LandingPadInst::Create(type(properties.layout.type),
                                            clauses.size(), "", block);
  made->setCleanup(properties.cleanup);
  for (mlir::Attribute form : clauses)
    made->addClause(clause(form));
  defineMembers(op, made);
}

void FunctionExport::exportResume(mlir::Operation *op) {
  mlir::ValueRange values = op->getOperands();
  llvm::Value *value =
      take(values, type(propertiesOf<ResumeOp>(op).layout.type));
  finish(op, llvm::ResumeInst::Create(value, block));
}

//===----------------------------------------------------------------------===//
// Funclets
//===----------------------------------------------------------------------===//

/// The pad that another one is in.
llvm::Value *FunctionExport::parentPad(mlir::Value parent) {
  if (parent)
    return operand(parent);
  return llvm::ConstantTokenNone::get(module.llvm);
}

void FunctionExport::exportCatchSwitch(mlir::Operation *op) {
  auto source = llvm::cast<CatchSwitchOp>(op);
  mlir::SuccessorRange targets = source.getTargets();
  passConcatenated(targets, source.getArgs());
  llvm::BasicBlock *unwind = nullptr;
  if (propertiesOf<CatchSwitchOp>(op).unwinds) {
    unwind = module.block(targets.back());
    targets = targets.drop_back();
  }
  auto *made = llvm::CatchSwitchInst::Create(parentPad(source.getParent()),
                                             unwind, targets.size(), "", block);
  for (mlir::Block *target : targets)
    made->addHandler(module.block(target));
  finish(op, made);
}

void FunctionExport::exportCatchPad(mlir::Operation *op) {
  llvm::SmallVector<llvm::Value *, 4> arguments;
  for (mlir::Value argument : op->getOperands())
    arguments.push_back(operand(argument));
  finish(op, llvm::CatchPadInst::Create(arguments.front(),
                                        llvm::ArrayRef(arguments).drop_front(),
                                        "", block));
}

void FunctionExport::exportCleanupPad(mlir::Operation *op) {
  auto source = llvm::cast<CleanupPadOp>(op);
  llvm::SmallVector<llvm::Value *, 4> arguments;
  for (mlir::Value argument : source.getArguments())
    arguments.push_back(operand(argument));
  finish(op, llvm::CleanupPadInst::Create(parentPad(source.getParent()),
                                          arguments, "", block));
}

void FunctionExport::exportCatchRet(mlir::Operation *op) {
  auto source = llvm::cast<CatchRetOp>(op);
  passArguments(source.getTarget(), source.getArgs());
  finish(op, llvm::CatchReturnInst::Create(operand(source.getPad()),
                                           module.block(source.getTarget()),
                                           block));
}

void FunctionExport::exportCleanupRet(mlir::Operation *op) {
  auto source = llvm::cast<CleanupRetOp>(op);
  passConcatenated(source.getTargets(), source.getArgs());
  llvm::BasicBlock *unwind = source.getTargets().empty()
                                 ? nullptr
                                 : module.block(source.getTargets().front());
  finish(op, llvm::CleanupReturnInst::Create(operand(source.getPad()), unwind,
                                             block));
}

void HandlerTable::addExceptions() {
  add<InvokeOp>(&FunctionExport::exportInvoke);
  add<LandingPadOp>(&FunctionExport::exportLandingPad);
  add<ResumeOp>(&FunctionExport::exportResume);
  add<CatchSwitchOp>(&FunctionExport::exportCatchSwitch);
  add<CatchPadOp>(&FunctionExport::exportCatchPad);
  add<CleanupPadOp>(&FunctionExport::exportCleanupPad);
  add<CatchRetOp>(&FunctionExport::exportCatchRet);
  add<CleanupRetOp>(&FunctionExport::exportCleanupRet);
}
