//===- Values.cpp - From the dialect's values to LLVM's -------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/FunctionExport.h"
#include "llvm/IR/Constants.h"

using namespace shunt;
using namespace shunt::llvmir;

void FunctionExport::define(mlir::Value value, llvm::Value *made) {
  auto it = placeholders.find(value);
  if (it != placeholders.end()) {
    it->second->replaceAllUsesWith(made);
    delete it->second;
    placeholders.erase(it);
  }
  values[value] = made;
}

void FunctionExport::attach(mlir::Operation *op, llvm::Instruction &inst) {
  if (!module.metadata)
    module.text.instruction(op, inst);
  else if (origin)
    module.metadata->instruction(origin, inst);
}

llvm::Instruction *FunctionExport::finish(mlir::Operation *op,
                                          llvm::Instruction *inst) {
  attach(op, *inst);
  if (op->getNumResults() == 1)
    define(op->getResult(0), inst);
  return inst;
}

/// Where an instruction can first use `value`: behind what makes it.
static llvm::BasicBlock::iterator behind(llvm::Value *value,
                                         llvm::Function &function) {
  auto *inst = llvm::dyn_cast<llvm::Instruction>(value);
  if (!inst)
    return function.getEntryBlock().getFirstInsertionPt();
  if (auto place = inst->getInsertionPointAfterDef())
    return *place;
  // The last one so far of a block that is being filled.
  return inst->isTerminator() ? inst->getIterator()
                              : std::next(inst->getIterator());
}

llvm::Value *FunctionExport::memberOf(llvm::Value *aggregate,
                                      llvm::ArrayRef<unsigned> path) {
  for (llvm::User *user : aggregate->users())
    if (auto *extract = llvm::dyn_cast<llvm::ExtractValueInst>(user))
      if (extract->getIndices() == path)
        return extract;
  auto *extract = llvm::ExtractValueInst::Create(aggregate, path);
  extract->insertBefore(behind(aggregate, *function));
  return extract;
}

llvm::Value *FunctionExport::lateOperand(mlir::Value value) {
  auto it = members.find(value);
  if (it != members.end()) {
    llvm::SmallVector<unsigned> path;
    Member member = it->second;
    memberPath(member.aggregate->getType(), member.index, path);
    // No place behind a callbr is before all of its users.
    if (llvm::isa<llvm::CallBrInst>(member.aggregate))
      return help(
          llvm::ExtractValueInst::Create(member.aggregate, path, "", block));
    llvm::Value *made = memberOf(member.aggregate, path);
    if (auto *inst = llvm::dyn_cast<llvm::Instruction>(made))
      help(inst);
    return values[value] = made;
  }
  llvm::Argument *&placeholder = placeholders[value];
  if (!placeholder)
    placeholder = new llvm::Argument(type(value.getType()));
  return placeholder;
}

void FunctionExport::defineMembers(mlir::ValueRange list, llvm::Value *made) {
  if (!made->getType()->isAggregateType()) {
    if (list.size() == 1)
      define(list.front(), made);
    return;
  }
  for (auto [i, value] : llvm::enumerate(list)) {
    members[value] = {made, uint32_t(i)};
    if (placeholders.contains(value)) {
      if (llvm::isa<llvm::CallBrInst>(made))
        return refuse("callbr behind a user of its several results");
      llvm::Value *member = lateOperand(value);
      define(value, member);
    }
  }
}

void FunctionExport::defineMembers(mlir::Operation *op,
                                   llvm::Instruction *made) {
  attach(op, *made);
  defineMembers(op->getResults(), made);
}

/// The constant aggregate of type `type` whose members are `parts` from
/// `next` on; null if one is no constant.
static llvm::Constant *constantAggregate(llvm::Type *type,
                                         llvm::ArrayRef<llvm::Value *> parts,
                                         size_t &next) {
  if (!type->isAggregateType())
    return llvm::dyn_cast<llvm::Constant>(parts[next++]);
  llvm::SmallVector<llvm::Constant *> elements;
  uint64_t count = type->isArrayTy() ? type->getArrayNumElements()
                                     : type->getStructNumElements();
  for (uint64_t i = 0; i < count; ++i) {
    llvm::Type *member = type->isArrayTy() ? type->getArrayElementType()
                                           : type->getStructElementType(i);
    elements.push_back(constantAggregate(member, parts, next));
    if (!elements.back())
      return nullptr;
  }
  if (auto *array = llvm::dyn_cast<llvm::ArrayType>(type))
    return llvm::ConstantArray::get(array, elements);
  return llvm::ConstantStruct::get(llvm::cast<llvm::StructType>(type),
                                   elements);
}

llvm::Value *FunctionExport::aggregate(mlir::ValueRange parts,
                                       llvm::Type *type) {
  if (parts.size() != memberCount(type)) {
    refuse("list of values that are not an aggregate's members");
    return llvm::PoisonValue::get(type);
  }
  if (parts.empty())
    return llvm::PoisonValue::get(type);
  llvm::Value *whole = members.lookup(parts.front()).aggregate;
  if (whole && whole->getType() == type) {
    bool isWhole = true;
    for (auto [i, part] : llvm::enumerate(parts)) {
      Member member = members.lookup(part);
      isWhole &= member.aggregate == whole && member.index == i;
    }
    if (isWhole)
      return whole;
  }
  llvm::SmallVector<llvm::Value *> list;
  for (mlir::Value part : parts)
    list.push_back(operand(part));
  size_t next = 0;
  if (llvm::Constant *constant = constantAggregate(type, list, next))
    return constant;
  llvm::Value *result = llvm::PoisonValue::get(type);
  for (auto [i, part] : llvm::enumerate(list)) {
    llvm::SmallVector<unsigned> path;
    memberPath(type, i, path);
    result = help(llvm::InsertValueInst::Create(result, part, path, "", block));
  }
  return result;
}

llvm::Value *FunctionExport::take(mlir::ValueRange &parts, llvm::Type *type) {
  uint64_t count = memberCount(type);
  if (parts.size() < count) {
    refuse("fewer values than the type has members");
    return llvm::PoisonValue::get(type);
  }
  mlir::ValueRange taken = parts.take_front(count);
  parts = parts.drop_front(count);
  llvm::Value *result =
      type->isAggregateType() ? aggregate(taken, type) : operand(taken.front());
  if (result->getType() == type)
    return result;
  refuse("value of another type than its place");
  return llvm::PoisonValue::get(type);
}
