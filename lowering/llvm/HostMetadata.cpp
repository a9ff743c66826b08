//===- HostMetadata.cpp - Metadata from the host's own module -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/HostMetadata.h"
#include "lowering/llvm/UseListOrder.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DebugProgramInstruction.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Transforms/Utils/ValueMapper.h"

using namespace shunt::llvmir;

//===----------------------------------------------------------------------===//
// Module
//===----------------------------------------------------------------------===//

void HostMetadata::beginModule(llvm::Module &module) {
  target = &module;
  module.setDataLayout(host.getDataLayout());
  module.setTargetTriple(host.getTargetTriple());
  module.setSourceFileName(host.getSourceFileName());
  module.setModuleIdentifier(host.getModuleIdentifier());
}

void HostMetadata::object(llvm::StringRef name, llvm::GlobalObject &target) {
  const auto *source =
      llvm::dyn_cast_or_null<llvm::GlobalObject>(host.getNamedValue(name));
  if (!source)
    return;
  objects[source] = &target;
}

/// Metadata with what was made for each constant that names a symbol. Debug
/// information names symbols too, in template arguments, but is shared: there
/// a name is all that counts.
llvm::Metadata *HostMetadata::mapMetadata(llvm::Metadata *metadata) {
  if (auto *constant =
          llvm::dyn_cast_or_null<llvm::ConstantAsMetadata>(metadata))
    return llvm::ConstantAsMetadata::get(mapConstant(constant->getValue()));
  auto *node = llvm::dyn_cast_or_null<llvm::MDTuple>(metadata);
  if (!node || node->isDistinct())
    return metadata;
  llvm::SmallVector<llvm::Metadata *> operands;
  bool isChanged = false;
  for (const llvm::MDOperand &operand : node->operands()) {
    operands.push_back(llvm::isa_and_nonnull<llvm::ConstantAsMetadata>(operand)
                           ? mapMetadata(operand)
                           : operand.get());
    isChanged |= operands.back() != operand.get();
  }
  return isChanged ? llvm::MDTuple::get(node->getContext(), operands) : node;
}

void HostMetadata::copyAttachments(const llvm::GlobalObject &source,
                                   llvm::GlobalObject &target) {
  llvm::SmallVector<std::pair<unsigned, llvm::MDNode *>> attachments;
  source.getAllMetadata(attachments);
  target.clearMetadata();
  for (auto [kind, node] : attachments)
    target.addMetadata(kind, *llvm::cast<llvm::MDNode>(mapMetadata(node)));
}

void HostMetadata::endModule() {
  for (auto [source, target] : objects)
    if (source->hasMetadata())
      copyAttachments(*source, *target);
  for (const llvm::NamedMDNode &node : host.named_metadata()) {
    llvm::NamedMDNode *made = target->getOrInsertNamedMetadata(node.getName());
    for (const llvm::MDNode *operand : node.operands())
      made->addOperand(llvm::cast<llvm::MDNode>(
          mapMetadata(const_cast<llvm::MDNode *>(operand))));
  }
}

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

const llvm::Instruction *HostMetadata::hostInstruction(uint32_t origin) const {
  if (!origin || origin > hostInstructions.size())
    return nullptr;
  return hostInstructions[origin - 1];
}

void HostMetadata::beginFunction(llvm::StringRef name,
                                 llvm::Function &function) {
  hostFunction = host.getFunction(name);
  targetFunction = &function;
  hostBlocks.clear();
  hostInstructions.clear();
  targetBlocks.clear();
  values.clear();
  phiPairs.clear();
  assignments.clear();
  records.clear();
  if (!hostFunction)
    return;
  for (const llvm::BasicBlock &block : *hostFunction) {
    hostBlocks.push_back(&block);
    for (const llvm::Instruction &inst : block)
      hostInstructions.push_back(&inst);
  }
  made.assign(hostInstructions.size(), nullptr);
  for (llvm::BasicBlock &block : function)
    targetBlocks.push_back(&block);
  for (const auto &[from, to] :
       llvm::zip(hostFunction->args(), function.args()))
    values[&from] = &to;
  for (const auto &[from, to] : llvm::zip(*hostFunction, function))
    values[&from] = &to;
}

void HostMetadata::phis(uint32_t index, llvm::ArrayRef<llvm::PHINode *> phis) {
  if (!hostFunction || index >= hostBlocks.size())
    return;
  const auto *next = phis.begin();
  for (const llvm::PHINode &phi : hostBlocks[index]->phis()) {
    if (next == phis.end() || (*next)->getType() != phi.getType())
      return;
    (*next)->copyMetadata(phi);
    (*next)->copyIRFlags(&phi);
    values[&phi] = *next;
    phiPairs.push_back({*next++, &phi});
  }
}

/// An assignment's identity ties a store to debug records, in whatever function
/// of the context they are: the exported function needs its own.
llvm::DIAssignID *HostMetadata::mapAssignment(llvm::DIAssignID *id) {
  llvm::DIAssignID *&made = assignments[id];
  if (!made)
    made = llvm::DIAssignID::getDistinct(id->getContext());
  return made;
}

void HostMetadata::mapAssignment(llvm::Instruction &inst) {
  if (auto *id = inst.getMetadata(llvm::LLVMContext::MD_DIAssignID))
    inst.setMetadata(llvm::LLVMContext::MD_DIAssignID,
                     mapAssignment(llvm::cast<llvm::DIAssignID>(id)));
}

void HostMetadata::instruction(uint32_t origin, llvm::Instruction &target) {
  const llvm::Instruction *source = hostInstruction(origin);
  if (!source || source->getOpcode() != target.getOpcode())
    return;
  made[origin - 1] = &target;
  values[source] = &target;
  target.copyMetadata(*source);
  if (source->hasMetadataOtherThanDebugLoc())
    mapAssignment(target);
}

void HostMetadata::helper(uint32_t origin, llvm::Instruction &target) {
  if (const llvm::Instruction *source = hostInstruction(origin))
    target.setDebugLoc(source->getDebugLoc());
}

llvm::Value *HostMetadata::metadataArgument(uint32_t origin, unsigned index) {
  auto *call = llvm::dyn_cast_or_null<llvm::CallInst>(hostInstruction(origin));
  if (!call || index >= call->arg_size())
    return nullptr;
  auto *argument =
      llvm::dyn_cast<llvm::MetadataAsValue>(call->getArgOperand(index));
  if (!argument || llvm::isa<llvm::LocalAsMetadata>(argument->getMetadata()))
    return nullptr;
  return llvm::MetadataAsValue::get(argument->getContext(),
                                    mapMetadata(argument->getMetadata()));
}

//===----------------------------------------------------------------------===//
// What needs the whole function
//===----------------------------------------------------------------------===//

/// Puts the operands of `to` into the order in which `from` has them, unless
/// an edge got a block of its own.
void HostMetadata::orderIncoming(llvm::PHINode &to, const llvm::PHINode &from) {
  unsigned count = from.getNumIncomingValues();
  if (to.getNumIncomingValues() != count)
    return;
  auto blockAt = [&](unsigned i) {
    return llvm::cast_or_null<llvm::BasicBlock>(
        values.lookup(from.getIncomingBlock(i)));
  };
  unsigned i = 0;
  while (i < count && to.getIncomingBlock(i) == blockAt(i))
    ++i;
  if (i == count)
    return;
  // One block's edges all pass the same value.
  incoming.clear();
  for (i = 0; i < count; ++i) {
    llvm::BasicBlock *block = blockAt(i);
    if (!block || to.getBasicBlockIndex(block) < 0)
      return;
    incoming.push_back(to.getIncomingValueForBlock(block));
  }
  for (i = 0; i < count; ++i) {
    to.setIncomingBlock(i, blockAt(i));
    to.setIncomingValue(i, incoming[i]);
  }
}

/// Gives the records their assignments, in the order in which the host's got
/// them, which LLVM lists newest first: the back end looks at the records of
/// one store in that order.
void HostMetadata::orderAssigns() {
  for (auto [from, to] : assignments) {
    auto users = from->getAllDbgVariableRecordUsers();
    for (llvm::DbgVariableRecord *user : llvm::reverse(users))
      if (llvm::DbgVariableRecord *made = records.lookup(user))
        made->setAssignId(to);
  }
}

/// Makes the records that name one value its users in the order in which the
/// host's became its: the back end looks them up by value, and neither text nor
/// bitcode has that order.
void HostMetadata::orderRecords(llvm::Value &from) {
  auto *source = llvm::LocalAsMetadata::getIfExists(&from);
  llvm::Value *to = values.lookup(&from);
  if (!source || !to)
    return;
  auto users = source->getAllDbgVariableRecordUsers();
  if (users.size() < 2)
    return;
  for (llvm::DbgVariableRecord *user : llvm::reverse(users)) {
    llvm::DbgVariableRecord *record = records.lookup(user);
    if (!record)
      continue;
    auto *location =
        llvm::dyn_cast_or_null<llvm::ValueAsMetadata>(record->getRawLocation());
    if (location && location->getValue() == to)
      record->setRawLocation(location);
    if (record->isDbgAssign() && record->getAddress() == to)
      record->setAddress(to);
  }
}

void HostMetadata::orderRecords() {
  if (records.empty())
    return;
  // LLVM has no way to ask of a const value which metadata stands for it.
  for (const llvm::Argument &argument : hostFunction->args())
    orderRecords(const_cast<llvm::Argument &>(argument));
  for (const llvm::Instruction *inst : hostInstructions)
    orderRecords(const_cast<llvm::Instruction &>(*inst));
}

void HostMetadata::orderUses() {
  auto map = [&](const llvm::Value *value) { return values.lookup(value); };
  UseListOrder order(map);
  auto apply = [&](const llvm::Value &source) {
    if (llvm::Value *made = values.lookup(&source))
      order.apply(source, *made);
  };
  for (const llvm::Argument &argument : hostFunction->args())
    apply(argument);
  for (const llvm::BasicBlock &block : *hostFunction) {
    apply(block);
    for (const llvm::Instruction &inst : block)
      apply(inst);
  }
}

llvm::Constant *HostMetadata::mapConstant(llvm::Constant *constant) {
  struct Materializer : llvm::ValueMaterializer {
    llvm::Module &target;
    explicit Materializer(llvm::Module &target) : target(target) {}
    llvm::Value *materialize(llvm::Value *value) override {
      auto *global = llvm::dyn_cast<llvm::GlobalValue>(value);
      return global ? target.getNamedValue(global->getName()) : nullptr;
    }
  };
  if (llvm::isa<llvm::ConstantData>(constant))
    return constant;
  Materializer materializer(*target);
  llvm::ValueToValueMapTy map;
  return llvm::MapValue(constant, map, llvm::RF_NullMapMissingGlobalValues,
                        nullptr, &materializer);
}

/// The exported value; null if there is none.
llvm::Value *HostMetadata::mapValue(llvm::Value *value, MemberOf memberOf) {
  if (llvm::Value *found = values.lookup(value))
    return found;
  if (auto *constant = llvm::dyn_cast<llvm::Constant>(value))
    return mapConstant(constant);
  auto *extract = llvm::dyn_cast<llvm::ExtractValueInst>(value);
  if (!extract)
    return nullptr;
  llvm::Value *whole = mapValue(extract->getAggregateOperand(), memberOf);
  if (!whole || whole->getType() != extract->getAggregateOperand()->getType())
    return nullptr;
  return values[value] = memberOf(whole, extract->getIndices());
}

void HostMetadata::mapRecord(llvm::DbgRecord &record, MemberOf memberOf) {
  auto *variable = llvm::dyn_cast<llvm::DbgVariableRecord>(&record);
  if (!variable)
    return;
  llvm::SmallVector<llvm::Value *> operands(variable->location_ops());
  for (auto [i, value] : llvm::enumerate(operands)) {
    if (!value)
      continue;
    llvm::Value *mapped = mapValue(value, memberOf);
    variable->replaceVariableLocationOp(
        unsigned(i),
        mapped ? mapped : llvm::PoisonValue::get(value->getType()));
  }
  if (!variable->isDbgAssign())
    return;
  if (llvm::Value *address = variable->getAddress()) {
    llvm::Value *mapped = mapValue(address, memberOf);
    variable->setAddress(mapped ? mapped
                                : llvm::PoisonValue::get(address->getType()));
  }
}

/// Debug records stand before an instruction; where that has no counterpart,
/// they go before the next one of its block that has.
void HostMetadata::copyRecords(MemberOf memberOf) {
  std::vector<const llvm::DbgRecord *> pending;
  for (auto [i, source] : llvm::enumerate(hostInstructions)) {
    for (const llvm::DbgRecord &record : source->getDbgRecordRange())
      pending.push_back(&record);
    if (pending.empty() || !made[i])
      continue;
    for (const llvm::DbgRecord *record : pending) {
      llvm::DbgRecord *copy = record->clone();
      made[i]->getParent()->insertDbgRecordBefore(copy, made[i]->getIterator());
      mapRecord(*copy, memberOf);
      auto *variable = llvm::dyn_cast<llvm::DbgVariableRecord>(record);
      if (!variable)
        continue;
      records[variable] = llvm::cast<llvm::DbgVariableRecord>(copy);
      if (variable->isDbgAssign())
        mapAssignment(variable->getAssignID());
    }
    pending.clear();
  }
}

void HostMetadata::endFunction(MemberOf memberOf) {
  if (!hostFunction)
    return;
  for (auto [to, from] : phiPairs)
    orderIncoming(*to, *from);
  copyRecords(memberOf);
  orderAssigns();
  orderRecords();
  orderUses();
}
