//===- Verifiers.cpp - What must hold of operations -----------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the text form could say wrongly and the lowerings take for granted.
//
//===----------------------------------------------------------------------===//

#include "dialects/shunt/ShuntOps.h"

using namespace mlir;
using namespace shunt;

//===----------------------------------------------------------------------===//
// Edges
//===----------------------------------------------------------------------===//

/// An edge passes what its target's block arguments are.
static LogicalResult verifyEdge(Operation *op, Block *target,
                                TypeRange arguments) {
  if (TypeRange(target->getArgumentTypes()) == arguments)
    return success();
  return op->emitOpError("passes values that are not its target's arguments");
}

/// Edges whose arguments stand one after the other.
static LogicalResult verifyEdges(Operation *op, SuccessorRange targets,
                                 TypeRange arguments) {
  size_t count = 0;
  for (Block *target : targets)
    count += target->getNumArguments();
  if (count != arguments.size())
    return op->emitOpError("passes ") << arguments.size() << " arguments but "
                                      << "its targets take " << count;
  for (Block *target : targets) {
    if (failed(verifyEdge(op, target,
                          arguments.take_front(target->getNumArguments()))))
      return failure();
    arguments = arguments.drop_front(target->getNumArguments());
  }
  return success();
}

LogicalResult BrOp::verify() {
  return verifyEdge(*this, getTarget(), getArgs().getTypes());
}

LogicalResult CondBrOp::verify() {
  if (failed(verifyEdge(*this, getTrueTarget(), getTrueArgs().getTypes())))
    return failure();
  return verifyEdge(*this, getFalseTarget(), getFalseArgs().getTypes());
}

LogicalResult CmpBrOp::verify() {
  if (failed(verifyEdge(*this, getTrueTarget(), getTrueArgs().getTypes())))
    return failure();
  return verifyEdge(*this, getFalseTarget(), getFalseArgs().getTypes());
}

LogicalResult SwitchOp::verify() {
  if (getTargets().size() != getProperties().cases.values.size() + 1)
    return emitOpError("needs a target for each case and a default");
  return verifyEdges(*this, getTargets(), getArgs().getTypes());
}

LogicalResult IndirectBrOp::verify() {
  return verifyEdges(*this, getTargets(), getArgs().getTypes());
}

LogicalResult BlockTagOp::verify() {
  if (&(*this)->getBlock()->front() != getOperation())
    return emitOpError("does not stand first in its block");
  return success();
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

static LogicalResult verifyAlignment(Operation *op, uint64_t alignment) {
  if (llvm::isPowerOf2_64(alignment) && alignment <= (uint64_t(1) << 32))
    return success();
  return op->emitOpError("has an alignment that is no power of two of at most "
                         "4 GiB");
}

LogicalResult SlotOp::verify() {
  return verifyAlignment(*this, getProperties().alignment);
}

LogicalResult AllocaOp::verify() {
  return verifyAlignment(*this, getProperties().alignment);
}

LogicalResult MemCpyOp::verify() {
  if (failed(verifyAlignment(*this, getProperties().destinationAlignment)))
    return failure();
  return verifyAlignment(*this, getProperties().sourceAlignment);
}

LogicalResult MemSetOp::verify() {
  return verifyAlignment(*this, getProperties().alignment);
}

LogicalResult AddrOp::verify() {
  if (getIndices().size() != getProperties().scales.values.size())
    return emitOpError("has ")
           << getIndices().size() << " indices but "
           << getProperties().scales.values.size() << " scales";
  for (Value index : getIndices())
    if (isa<VectorType>(index.getType()) && !isa<VectorType>(getType()))
      return emitOpError("has a vector index but no vector result");
  return success();
}

static LogicalResult verifyLayout(Operation *op, TypeRange values,
                                  TypeRef layout) {
  if (!layout) {
    if (values.size() != 1)
      return op->emitOpError("of several values needs a layout");
    return success();
  }
  SmallVector<Type> members;
  flatten(layout.type, members);
  if (TypeRange(members) != values)
    return op->emitOpError("has values that are not its layout's members");
  return success();
}

LogicalResult LoadOp::verify() {
  return verifyLayout(*this, getResults().getTypes(), getProperties().layout);
}

LogicalResult StoreOp::verify() {
  return verifyLayout(*this, getValues().getTypes(), getProperties().layout);
}

/// Whether `values` starts with the values that stand for `layouts`, in exact
/// or in folded IR; `more`: others may follow.
static bool match(TypeRange values, ArrayRef<Type> layouts, bool more) {
  for (WideValues wide : {WideValues::Whole, WideValues::Split}) {
    SmallVector<Type> members;
    for (Type layout : layouts)
      flatten(layout, members, wide);
    if (values.size() < members.size() ||
        (values.size() > members.size() && !more))
      continue;
    if (values.take_front(members.size()) == TypeRange(members))
      return true;
  }
  return false;
}

LogicalResult CallOp::verify() {
  auto signature =
      dyn_cast_or_null<shunt::FunctionType>(getProperties().signature.type);
  if (!signature)
    return emitOpError("has no signature");
  if (!match(getResultTypes(), signature.getResult(), /*more=*/false))
    return emitOpError("has results that are not its signature's");
  TypeRange arguments(getArguments().getTypes());
  if (!getProperties().callee) {
    if (arguments.empty())
      return emitOpError("has neither a callee nor an operand to call");
    arguments = arguments.drop_front();
  }
  if (!match(arguments, signature.getParams(), signature.getVarArg()))
    return emitOpError("has arguments that are not its signature's");
  return success();
}

LogicalResult FuncOp::verify() {
  auto signature =
      dyn_cast_or_null<shunt::FunctionType>(getProperties().signature.type);
  if (!signature)
    return emitOpError("has no signature");
  if (!isDeclaration() &&
      !match(getBody().front().getArgumentTypes(), signature.getParams(),
             /*more=*/false))
    return emitOpError("has entry block arguments that are not its "
                       "signature's parameters");
  return success();
}

//===----------------------------------------------------------------------===//
// Vectors
//===----------------------------------------------------------------------===//

LogicalResult VectorConstantOp::verify() {
  auto vector = dyn_cast<VectorType>(getType());
  int64_t count = vector ? vector.getNumElements() : 0;
  for (const Scales *list : {&getProperties().poison, &getProperties().undef})
    for (int64_t element : list->values)
      if (element < 0 || element >= count)
        return emitOpError("has no element ") << element;
  return success();
}

static LogicalResult verifyElement(Operation *op, Type vector, Type element) {
  auto type = dyn_cast<VectorType>(vector);
  if (type && type.getElementType() == element)
    return success();
  return op->emitOpError("has an element that is not of its vector's type");
}

LogicalResult ExtractElementOp::verify() {
  return verifyElement(*this, getVector().getType(), getType());
}

LogicalResult InsertElementOp::verify() {
  return verifyElement(*this, getVector().getType(), getElement().getType());
}

LogicalResult ShuffleVectorOp::verify() {
  auto from = dyn_cast<VectorType>(getA().getType());
  auto to = dyn_cast<VectorType>(getType());
  const auto &mask = getProperties().mask.values;
  if (!from || !to || getB().getType() != from ||
      to.getElementType() != from.getElementType() ||
      size_t(to.getNumElements()) != mask.size())
    return emitOpError("has vectors or a mask that do not fit each other");
  for (int64_t element : mask)
    if (element < -1 || element >= 2 * from.getNumElements())
      return emitOpError("has no element ") << element;
  return success();
}
