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

/// A vector of more bits than this has no register to be passed in.
static constexpr unsigned maxVectorBits = 128;

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
    if (leaf.type->shape != Shape::Vector) {
      llvm::append_range(types, module.types.parts(*leaf.type));
      continue;
    }
    uint64_t bits = module.dataLayout.getTypeSizeInBits(leaf.type->host);
    Type layout = module.types.layout(leaf.type->host);
    if (bits > maxVectorBits || leaf.type->element->shape != Shape::Scalar ||
        !layout)
      refuse(llvm::Twine(bits) + "-bit vector across a call");
    types.push_back(layout ? layout : Type(integerType(64)));
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
    if (leaf.type->shape == Shape::Vector) {
      values.push_back(emit<BuildVectorOp>(*next++, list));
    } else {
      values.append(list.begin(), list.end());
      next += list.size();
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
    if (leaf.type->shape == Shape::Vector) {
      Operation *op =
          append<SplitVectorOp>(module.types.parts(*leaf.type), values.front());
      parts.append(op->result_begin(), op->result_end());
      values = values.drop_front(1);
    } else {
      ValueRange list = values.take_front(leaf.type->partCount);
      parts.append(list.begin(), list.end());
      values = values.drop_front(list.size());
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

/// True if it refused one.
bool FunctionImport::refusesBundles(const llvm::CallBase &inst) {
  for (unsigned i = 0; i < inst.getNumOperandBundles(); ++i)
    if (!isIgnoredBundle(inst.getOperandBundleAt(i))) {
      refuse("operand bundle " + inst.getOperandBundleAt(i).getTagName());
      return true;
    }
  return false;
}

void FunctionImport::importCall(const llvm::CallInst &inst) {
  const llvm::Value *called = inst.getCalledOperand();
  if (auto *intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&inst))
    return importIntrinsic(*intrinsic);
  if (LLVM_UNLIKELY(inst.hasOperandBundles()) && refusesBundles(inst))
    return;
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
    properties.callee = module.symbolRef(*symbol);
  properties.signature.type = module.types.signature(inst.getFunctionType());
  properties.attributeList = module.attributes(inst.getAttributes());
  properties.callingConv = inst.getCallingConv();
  properties.tail = TailKind(uint8_t(inst.getTailCallKind()));
  properties.fastMath = fastMathOf(inst);
  if (LLVM_UNLIKELY(!properties.signature))
    return refuse("signature with a type that is not handled");
  if (!inst.getType()->isVoidTy())
    defineResults(inst, op);
}

/// Appends a statement of inline assembly.
template <typename Op>
Operation *FunctionImport::appendAsm(const llvm::CallBase &inst,
                                     ArrayRef<Block *> targets) {
  auto *assembly = llvm::cast<llvm::InlineAsm>(inst.getCalledOperand());
  SmallVector<Value, 12> operands;
  callArguments(inst, operands);
  SmallVector<Type, 4> results;
  if (!inst.getType()->isVoidTy())
    boundaryTypes(inst.getType(), results);
  Operation *op = append<Op>(results, operands, targets);
  auto &properties = propertiesOf<Op>(op);
  properties.assembly = assembly->getAsmString().str();
  properties.constraints = assembly->getConstraintString().str();
  properties.signature.type = module.types.signature(inst.getFunctionType());
  properties.attributeList = module.attributes(inst.getAttributes());
  properties.sideEffects = assembly->hasSideEffects();
  properties.alignStack = assembly->isAlignStack();
  properties.intelDialect = assembly->getDialect() == llvm::InlineAsm::AD_Intel;
  properties.canThrow = assembly->canThrow();
  if (!properties.signature)
    refuse("signature with a type that is not handled");
  return op;
}

void FunctionImport::importInlineAsm(const llvm::CallInst &inst) {
  Operation *op = appendAsm<InlineAsmOp>(inst, {});
  if (!inst.getType()->isVoidTy())
    defineResults(inst, op);
}

/// An edge to a block with phis gets a block of its own, which passes the
/// arguments: a callbr can't, for they may be its results.
void FunctionImport::importCallBr(const llvm::CallBrInst &inst) {
  if (refusesBundles(inst))
    return;
  if (module.isFolded() && typeOf(inst.getType()).hasVector)
    return refuse("callbr with a vector as result");
  SmallVector<Block *, 4> targets;
  SmallVector<std::pair<Block *, const llvm::BasicBlock *>, 4> edges;
  for (unsigned i = 0; i < inst.getNumSuccessors(); ++i) {
    const llvm::BasicBlock *to = inst.getSuccessor(i);
    if (to->phis().empty()) {
      targets.push_back(blockOf(to));
      continue;
    }
    targets.push_back(new Block());
    entry->getParent()->push_back(targets.back());
    edges.push_back({targets.back(), to});
  }
  Operation *op = appendAsm<CallBrOp>(inst, targets);
  if (!inst.getType()->isVoidTy())
    defineResults(inst, op);
  origin = 0;
  for (auto [edge, to] : edges) {
    block = edge;
    SmallVector<Value, 8> operands;
    edgeArguments(*inst.getParent(), *to, operands);
    append<BrOp>({}, operands, blockOf(to));
  }
}

void FunctionImport::emitLibraryCall(StringRef name, Type result,
                                     ArrayRef<Type> params,
                                     ArrayRef<Value> arguments,
                                     SmallVectorImpl<Value> &results) {
  SmallVector<Type, 2> resultTypes;
  flatten(result, resultTypes, WideIntegers::Split);
  Operation *op = append<CallOp>(resultTypes, arguments);
  auto &properties = propertiesOf<CallOp>(op);
  properties.callee.name = StringAttr::get(&module.mlir, name);
  properties.signature.type =
      shunt::FunctionType::get(&module.mlir, result, params, /*varArg=*/false);
  results.append(op->result_begin(), op->result_end());
}
