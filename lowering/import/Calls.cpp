//===- Calls.cpp - Calls, inline assembly, what crosses a call ------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"
#include "mlir/IR/Builders.h"
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
  return isa<PointerType>(element) || element.isF16() || element.isBF16() ||
         element.isF32() || element.isF64() || element.isInteger(8) ||
         element.isInteger(16) || element.isInteger(32) ||
         element.isInteger(64);
}

void FunctionImport::boundaryTypes(llvm::Type *type,
                                   SmallVectorImpl<Type> &types) {
  const TypeInfo &info = typeOf(type);
  if (LLVM_LIKELY(info.shape == Shape::Scalar)) {
    types.push_back(info.scalar);
    return;
  }
  if (!info.hasVector) {
    llvm::append_range(types, module.types.parts(info));
    return;
  }
  SmallVector<Leaf, 8> leaves;
  module.types.leaves(type, 0, leaves);
  for (const Leaf &leaf : leaves) {
    if (leaf.type->shape == Shape::Vector && !canPass(*leaf.type))
      refuse("vector of " + spell(leaf.type->element->host) + " across a call");
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
      values.push_back(piece
                           ? emit<BuildVectorOp>(piece, list.take_front(count))
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
        llvm::append_range(parts,
                           append<SplitVectorOp>(types.take_front(count), value)
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

/// Appends the values of the operand bundles and returns what they are. Folded
/// IR has none.
ListRef FunctionImport::importBundles(const llvm::CallBase &inst,
                                      SmallVectorImpl<Value> &operands) {
  Builder builder(&module.mlir);
  SmallVector<Attribute> bundles;
  for (unsigned i = 0; i < inst.getNumOperandBundles(); ++i) {
    llvm::OperandBundleUse bundle = inst.getOperandBundleAt(i);
    if (module.isFolded() && isIgnoredBundle(bundle))
      continue;
    bool isCarried = !module.isFolded() &&
                     llvm::all_of(bundle.Inputs, [&](const llvm::Use &input) {
                       return typeOf(input->getType()).shape == Shape::Scalar;
                     });
    if (!isCarried) {
      refuse("operand bundle " + bundle.getTagName());
      return {};
    }
    for (const llvm::Use &input : bundle.Inputs)
      operands.push_back(operand(input));
    bundles.push_back(builder.getArrayAttr(
        {builder.getStringAttr(bundle.getTagName()),
         builder.getI32IntegerAttr(bundle.Inputs.size())}));
  }
  return bundles.empty() ? ListRef() : ListRef{builder.getArrayAttr(bundles)};
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

/// Exact IR: the layout types of the variable arguments if one is an aggregate.
ListRef FunctionImport::variadicTypes(const llvm::CallBase &inst) {
  if (LLVM_LIKELY(!inst.getFunctionType()->isVarArg()))
    return {};
  auto variable =
      llvm::drop_begin(inst.args(), inst.getFunctionType()->getNumParams());
  if (llvm::none_of(variable, [&](const llvm::Use &argument) {
        return module.isFolded()
                   ? typeOf(argument->getType()).shape != Shape::Scalar
                   : argument->getType()->isAggregateType();
      }))
    return {};
  SmallVector<Attribute> types;
  for (const llvm::Use &argument : variable) {
    Type layout = module.types.layout(argument->getType());
    if (!layout)
      layout = integerType(64); // The argument was refused.
    types.push_back(TypeAttr::get(layout));
  }
  return {ArrayAttr::get(&module.mlir, types)};
}

/// The signature of a call. In folded IR variable arguments that stand as
/// several values count as parameters, so that the target sees what they are.
Type FunctionImport::callSignature(const llvm::CallBase &inst) {
  llvm::FunctionType *type = inst.getFunctionType();
  bool isSplit =
      module.isFolded() && type->isVarArg() &&
      llvm::any_of(llvm::drop_begin(inst.args(), type->getNumParams()),
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

/// A call or an invoke, but for what only one of them has.
template <typename Op>
Operation *FunctionImport::appendCall(const llvm::CallBase &inst,
                                      ArrayRef<Value> edgeArguments,
                                      ArrayRef<Block *> successors) {
  const llvm::Value *called = inst.getCalledOperand();
  SmallVector<Value, 12> operands;
  auto *symbol = llvm::dyn_cast<llvm::GlobalValue>(called);
  if (!symbol)
    operands.push_back(operand(called));
  callArguments(inst, operands);
  ListRef bundles;
  if (LLVM_UNLIKELY(inst.hasOperandBundles()))
    bundles = importBundles(inst, operands);
  int32_t argumentCount = operands.size();
  operands.append(edgeArguments.begin(), edgeArguments.end());
  SmallVector<Type, 4> results;
  if (!inst.getType()->isVoidTy())
    boundaryTypes(inst.getType(), results);
  Operation *op = append<Op>(results, operands, successors);
  auto &properties = propertiesOf<Op>(op);
  if (symbol)
    properties.callee = module.symbolRef(*symbol);
  properties.signature.type = callSignature(inst);
  properties.attributeList = module.attributes(inst.getAttributes());
  properties.callingConv = inst.getCallingConv();
  properties.fastMath = fastMathOf(inst);
  properties.variadic = variadicTypes(inst);
  properties.bundles = bundles;
  if constexpr (std::is_same_v<Op, InvokeOp>)
    properties.operandSegmentSizes[0] = argumentCount;
  if (LLVM_UNLIKELY(!properties.signature))
    refuse(module.types.signatureRefusal(inst.getFunctionType()));
  else if (!inst.getType()->isVoidTy())
    defineResults(inst, op);
  return op;
}

void FunctionImport::importCall(const llvm::CallInst &inst) {
  if (auto *intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&inst))
    return importIntrinsic(*intrinsic);
  if (llvm::isa<llvm::InlineAsm>(inst.getCalledOperand()))
    return importInlineAsm(inst);
  Operation *op = appendCall<CallOp>(inst);
  propertiesOf<CallOp>(op).tail = TailKind(uint8_t(inst.getTailCallKind()));
}

/// An edge whose arguments are the invoke's own results gets a block, which
/// passes them.
void FunctionImport::importInvoke(const llvm::InvokeInst &inst) {
  if (llvm::isa<llvm::InlineAsm>(inst.getCalledOperand()))
    return refuse("invoke of inline assembly");
  const llvm::BasicBlock &from = *inst.getParent();
  const llvm::BasicBlock &normal = *inst.getNormalDest();
  bool passesResult = llvm::any_of(normal.phis(), [&](auto &phi) {
    return phi.getIncomingValueForBlock(&from) == &inst;
  });
  SmallVector<Value, 8> edges;
  Block *targets[] = {blockOf(&normal), blockOf(inst.getUnwindDest())};
  if (passesResult) {
    targets[0] = arena.createBlock();
    entry->getParent()->push_back(targets[0]);
  } else {
    edgeArguments(from, normal, edges);
  }
  int32_t normalCount = edges.size();
  edgeArguments(from, *inst.getUnwindDest(), edges);
  Operation *op = appendCall<InvokeOp>(inst, edges, targets);
  auto &sizes = propertiesOf<InvokeOp>(op).operandSegmentSizes;
  sizes[1] = normalCount;
  sizes[2] = edges.size() - normalCount;
  if (!passesResult)
    return;
  block = targets[0];
  edges.clear();
  edgeArguments(from, normal, edges);
  propertiesOf<BrOp>(append<BrOp>({}, edges, blockOf(&normal))).edge = true;
}

/// Appends a statement of inline assembly.
template <typename Op>
Operation *FunctionImport::appendAsm(const llvm::CallBase &inst,
                                     ArrayRef<Block *> targets) {
  auto *assembly = llvm::cast<llvm::InlineAsm>(inst.getCalledOperand());
  SmallVector<Value, 12> operands;
  callArguments(inst, operands);
  ListRef bundles;
  if (inst.hasOperandBundles())
    bundles = importBundles(inst, operands);
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
  properties.bundles = bundles;
  if (!properties.signature)
    refuse(module.types.signatureRefusal(inst.getFunctionType()));
  return op;
}

void FunctionImport::importInlineAsm(const llvm::CallInst &inst) {
  Operation *op = appendAsm<InlineAsmOp>(inst, {});
  propertiesOf<InlineAsmOp>(op).tail =
      TailKind(uint8_t(inst.getTailCallKind()));
  if (!inst.getType()->isVoidTy())
    defineResults(inst, op);
}

/// An edge to a block with phis gets a block of its own, which passes the
/// arguments: a callbr can't, for they may be its results.
void FunctionImport::importCallBr(const llvm::CallBrInst &inst) {
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
    targets.push_back(arena.createBlock());
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
    propertiesOf<BrOp>(append<BrOp>({}, operands, blockOf(to))).edge = true;
  }
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
