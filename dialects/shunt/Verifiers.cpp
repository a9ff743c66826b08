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
// Calls
//===----------------------------------------------------------------------===//

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

/// How many of a call's last operands are its operand bundles'; nothing: the
/// list is not of arrays of a tag and a count.
static std::optional<size_t> bundleOperands(const ListRef &bundles) {
  size_t count = 0;
  for (Attribute element :
       bundles ? bundles.list.getValue() : ArrayRef<Attribute>()) {
    auto bundle = dyn_cast<ArrayAttr>(element);
    if (!bundle || bundle.size() != 2 || !isa<StringAttr>(bundle[0]) ||
        !isa<IntegerAttr>(bundle[1]))
      return std::nullopt;
    count += cast<IntegerAttr>(bundle[1]).getInt();
  }
  return count;
}

template <typename Op> static LogicalResult verifyCall(Op op) {
  auto &properties = op.getProperties();
  auto signature =
      dyn_cast_or_null<shunt::FunctionType>(properties.signature.type);
  if (!signature)
    return op.emitOpError("has no signature");
  if (!match(op.getResultTypes(), signature.getResult(), /*more=*/false))
    return op.emitOpError("has results that are not its signature's");
  TypeRange arguments(op.getArguments().getTypes());
  std::optional<size_t> bundled = bundleOperands(properties.bundles);
  if (!bundled || *bundled > arguments.size())
    return op.emitOpError("has operand bundles that are not its operands");
  arguments = arguments.drop_back(*bundled);
  if (!properties.callee) {
    if (arguments.empty())
      return op.emitOpError("has neither a callee nor an operand to call");
    arguments = arguments.drop_front();
  }
  if (!match(arguments, signature.getParams(), signature.getVarArg()))
    return op.emitOpError("has arguments that are not its signature's");
  return success();
}

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
  if (getProperties().edge &&
      !getOperation()->getBlock()->getSinglePredecessor())
    return emitOpError("stands for an edge but not from one block");
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
  unsigned words =
      CaseValues::wordsOf(getValue().getType().getIntOrFloatBitWidth());
  if ((getTargets().size() - 1) * words != getProperties().cases.values.size())
    return emitOpError("needs a target for each case and a default");
  return verifyEdges(*this, getTargets(), getArgs().getTypes());
}

LogicalResult InvokeOp::verify() {
  if (failed(verifyCall(*this)) ||
      failed(verifyEdge(*this, getNormal(), getNormalArgs().getTypes())))
    return failure();
  return verifyEdge(*this, getUnwind(), getUnwindArgs().getTypes());
}

LogicalResult CatchSwitchOp::verify() {
  if (getTargets().size() <= getProperties().unwinds)
    return emitOpError("has no handler");
  return verifyEdges(*this, getTargets(), getArgs().getTypes());
}

LogicalResult CatchRetOp::verify() {
  return verifyEdge(*this, getTarget(), getArgs().getTypes());
}

LogicalResult CleanupRetOp::verify() {
  if (getTargets().size() > 1)
    return emitOpError("has more than one target");
  return verifyEdges(*this, getTargets(), getArgs().getTypes());
}

LogicalResult IndirectBrOp::verify() {
  return verifyEdges(*this, getTargets(), getArgs().getTypes());
}

LogicalResult CallBrOp::verify() {
  if (getTargets().empty())
    return emitOpError("has no target to go on at");
  for (Block *target : getTargets())
    if (target->getNumArguments() > 0)
      return emitOpError("has a target with arguments, which it can't pass");
  return success();
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

LogicalResult CallOp::verify() { return verifyCall(*this); }

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
  auto &properties = getProperties();
  if (!properties.prefixData.empty() && !properties.prefixType)
    return emitOpError("has prefix data without a type");
  if (!properties.prologueData.empty() && !properties.prologueType)
    return emitOpError("has prologue data without a type");
  return success();
}

//===----------------------------------------------------------------------===//
// Aggregates
//===----------------------------------------------------------------------===//

/// The member of the layout type `type` that `path` leads to, and which of the
/// type's values come before it; null if it leads nowhere.
static Type memberAt(Type type, const Path &path, size_t &before) {
  before = 0;
  for (int64_t step : path.steps) {
    SmallVector<Type> skipped;
    if (auto structType = dyn_cast<StructType>(type)) {
      if (step < 0 || size_t(step) >= structType.getMembers().size())
        return {};
      for (Type member : structType.getMembers().take_front(step))
        flatten(member, skipped);
      type = structType.getMembers()[step];
    } else if (auto array = dyn_cast<ArrayType>(type)) {
      if (step < 0 || uint64_t(step) >= array.getCount())
        return {};
      type = array.getElement();
      SmallVector<Type> each;
      flatten(type, each);
      before += size_t(step) * each.size();
    } else {
      return {};
    }
    before += skipped.size();
  }
  return type;
}

/// `aggregate` are a layout's members, and `member` those of one of them.
static LogicalResult verifyMember(Operation *op, TypeRange aggregate,
                                  TypeRange member, TypeRef layout,
                                  const Path &path) {
  size_t before;
  Type type = layout ? memberAt(layout.type, path, before) : Type();
  if (!type || path.steps.empty())
    return op->emitOpError("has a path that leads to no member of its layout");
  SmallVector<Type> all, some;
  flatten(layout.type, all);
  flatten(type, some);
  if (TypeRange(all) != aggregate || TypeRange(some) != member)
    return op->emitOpError("has values that are not its layout's members");
  return success();
}

LogicalResult ExtractValueOp::verify() {
  return verifyMember(*this, getAggregate().getTypes(), getMember().getTypes(),
                      getProperties().layout, getProperties().path);
}

LogicalResult InsertValueOp::verify() {
  if (getAggregate().getTypes() != getResult().getTypes())
    return emitOpError("has results of other types than its aggregate");
  return verifyMember(*this, getAggregate().getTypes(), getMember().getTypes(),
                      getProperties().layout, getProperties().path);
}

LogicalResult BlockLayoutOp::verify() {
  Operation *previous = getOperation()->getPrevNode();
  if (previous && !isa<BlockTagOp>(previous))
    return emitOpError("does not stand first in its block");
  SmallVector<Type> members;
  for (Attribute element : getProperties().types
                               ? getProperties().types.list.getValue()
                               : ArrayRef<Attribute>()) {
    auto type = dyn_cast<TypeAttr>(element);
    if (!type)
      return emitOpError("has something that is no type");
    flatten(type.getValue(), members);
  }
  if (TypeRange(members) !=
      TypeRange(getOperation()->getBlock()->getArgumentTypes()))
    return emitOpError("has types that are not its block's arguments");
  return success();
}

LogicalResult LandingPadOp::verify() {
  return verifyLayout(*this, getResults().getTypes(), getProperties().layout);
}

LogicalResult ResumeOp::verify() {
  return verifyLayout(*this, getValues().getTypes(), getProperties().layout);
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

//===----------------------------------------------------------------------===//
// Metadata
//===----------------------------------------------------------------------===//

LogicalResult DebugVariableOp::verify() {
  const auto &properties = getProperties();
  if (!properties.location)
    return emitOpError("has no location");
  if (properties.kind == DebugKind::Assign && !properties.address)
    return emitOpError("of kind 'assign' has no address");
  return success();
}

LogicalResult PhiOp::verify() {
  auto argument = dyn_cast<BlockArgument>(getArgument());
  Block *block = (*this)->getBlock();
  if (!argument || argument.getOwner() != block || block->isEntryBlock())
    return emitOpError("has an operand that is no argument of its block");
  const auto &incoming = getProperties().incoming.values;
  SmallVector<bool> seen(incoming.size());
  for (int64_t place : incoming) {
    if (place < 0 || size_t(place) >= incoming.size() || seen[place])
      return emitOpError("has an order that is no permutation");
    seen[place] = true;
  }
  return success();
}
