//===- Exceptions.cpp - Landing pads and funclets -------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Exact IR. Of the two forms a module has, landing pads are everybody's but
// WebAssembly's, which has funclets; the invoke of both is in Calls.cpp.
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"
#include "mlir/IR/Builders.h"
#include "llvm/IR/Constants.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

void FunctionImport::importException(const llvm::Instruction &inst) {
  using llvm::cast;
  using llvm::Instruction;
  switch (inst.getOpcode()) {
  case Instruction::Invoke:
    return importInvoke(cast<llvm::InvokeInst>(inst));
  case Instruction::LandingPad:
    return importLandingPad(cast<llvm::LandingPadInst>(inst));
  case Instruction::Resume:
    return importResume(cast<llvm::ResumeInst>(inst));
  case Instruction::CatchSwitch:
    return importCatchSwitch(cast<llvm::CatchSwitchInst>(inst));
  case Instruction::CatchPad:
  case Instruction::CleanupPad:
    return importPad(cast<llvm::FuncletPadInst>(inst));
  case Instruction::CatchRet:
    return importCatchRet(cast<llvm::CatchReturnInst>(inst));
  case Instruction::CleanupRet:
    return importCleanupRet(cast<llvm::CleanupReturnInst>(inst));
  default:
    return refuseInstruction(inst);
  }
}

//===----------------------------------------------------------------------===//
// Landing pads
//===----------------------------------------------------------------------===//

/// One type of a clause: a symbol, or for null, which is any type, a unit.
Attribute FunctionImport::clause(const llvm::Constant *type) {
  auto address = module.symbolOffset(type);
  if (!address || address->offset)
    refuse("landingpad clause of this form");
  else if (address->symbol)
    return FlatSymbolRefAttr::get(module.symbol(*address->symbol));
  return UnitAttr::get(&module.mlir);
}

void FunctionImport::importLandingPad(const llvm::LandingPadInst &inst) {
  Builder builder(&module.mlir);
  SmallVector<Attribute> clauses;
  for (unsigned i = 0; i < inst.getNumClauses(); ++i) {
    const llvm::Constant *one = inst.getClause(i);
    if (inst.isCatch(i)) {
      clauses.push_back(clause(one));
      continue;
    }
    SmallVector<Attribute> filter;
    for (unsigned n = 0; n < one->getType()->getArrayNumElements(); ++n)
      filter.push_back(clause(one->getAggregateElement(n)));
    clauses.push_back(builder.getArrayAttr(filter));
  }
  Operation *op =
      append<LandingPadOp>(module.types.parts(typeOf(inst.getType())), {});
  auto &properties = propertiesOf<LandingPadOp>(op);
  properties.cleanup = inst.isCleanup();
  properties.clauses.list = builder.getArrayAttr(clauses);
  properties.layout.type = module.types.layout(inst.getType());
  define(inst, Parts(op->getResults()));
}

void FunctionImport::importResume(const llvm::ResumeInst &inst) {
  Parts list;
  parts(inst.getValue(), list);
  Operation *op = append<ResumeOp>({}, list);
  propertiesOf<ResumeOp>(op).layout.type =
      module.types.layout(inst.getValue()->getType());
}

//===----------------------------------------------------------------------===//
// Funclets
//===----------------------------------------------------------------------===//

/// Appends the pad that another one is in, if that isn't the function.
void FunctionImport::parentPad(const llvm::Value *parent,
                               SmallVectorImpl<Value> &operands) {
  if (!llvm::isa<llvm::ConstantTokenNone>(parent))
    operands.push_back(operand(parent));
}

void FunctionImport::importCatchSwitch(const llvm::CatchSwitchInst &inst) {
  SmallVector<Value, 4> operands;
  SmallVector<Block *, 4> targets;
  parentPad(inst.getParentPad(), operands);
  int32_t parentCount = operands.size();
  auto add = [&](const llvm::BasicBlock *to) {
    targets.push_back(blockOf(to));
    edgeArguments(*inst.getParent(), *to, operands);
  };
  for (const llvm::BasicBlock *handler : inst.handlers())
    add(handler);
  if (inst.hasUnwindDest())
    add(inst.getUnwindDest());
  Operation *op =
      append<CatchSwitchOp>(typeOf(inst.getType()).scalar, operands, targets);
  auto &properties = propertiesOf<CatchSwitchOp>(op);
  properties.unwinds = inst.hasUnwindDest();
  properties.operandSegmentSizes = {parentCount,
                                    int32_t(operands.size()) - parentCount};
  define(inst, op->getResult(0));
}

void FunctionImport::importPad(const llvm::FuncletPadInst &inst) {
  SmallVector<Value, 4> operands;
  parentPad(inst.getParentPad(), operands);
  int32_t parentCount = operands.size();
  for (const llvm::Use &argument : inst.arg_operands()) {
    if (typeOf(argument->getType()).shape != Shape::Scalar)
      return refuse("funclet argument of this type");
    operands.push_back(operand(argument));
  }
  Type type = typeOf(inst.getType()).scalar;
  if (llvm::isa<llvm::CatchPadInst>(inst))
    return define(inst, emit<CatchPadOp>(type, operands));
  Operation *op = append<CleanupPadOp>(type, operands);
  propertiesOf<CleanupPadOp>(op).operandSegmentSizes = {
      parentCount, int32_t(operands.size()) - parentCount};
  define(inst, op->getResult(0));
}

void FunctionImport::importCatchRet(const llvm::CatchReturnInst &inst) {
  SmallVector<Value, 4> operands{operand(inst.getCatchPad())};
  edgeArguments(*inst.getParent(), *inst.getSuccessor(), operands);
  append<CatchRetOp>({}, operands, blockOf(inst.getSuccessor()));
}

void FunctionImport::importCleanupRet(const llvm::CleanupReturnInst &inst) {
  SmallVector<Value, 4> operands{operand(inst.getCleanupPad())};
  if (!inst.hasUnwindDest()) {
    append<CleanupRetOp>({}, operands);
    return;
  }
  edgeArguments(*inst.getParent(), *inst.getUnwindDest(), operands);
  append<CleanupRetOp>({}, operands, blockOf(inst.getUnwindDest()));
}
