//===- Memory.cpp - Stack slots, loads, stores, atomics -------------------===//
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

static llvm::AtomicOrdering orderingOf(AtomicOrdering ordering) {
  return llvm::AtomicOrdering(unsigned(ordering));
}

static llvm::SyncScope::ID scopeOf(const MemoryAccess &access) {
  return access.singleThread ? llvm::SyncScope::SingleThread
                             : llvm::SyncScope::System;
}

void FunctionExport::exportSlot(mlir::Operation *op) {
  auto &properties = propertiesOf<SlotOp>(op);
  llvm::Type *byte = llvm::Type::getInt8Ty(module.llvm);
  llvm::Type *type = properties.type
                         ? this->type(properties.type.type)
                         : llvm::ArrayType::get(byte, properties.size);
  llvm::Type *pointer = this->type(op->getResult(0).getType());
  uint64_t size = module.dataLayout().getTypeAllocSize(type);
  llvm::Value *count = nullptr;
  if (size != properties.size) {
    if (!size || properties.size % size)
      return refuse("slot of another size than its type");
    count = llvm::ConstantInt::get(llvm::Type::getInt32Ty(module.llvm),
                                   properties.size / size);
  }
  finish(op,
         new llvm::AllocaInst(type, pointer->getPointerAddressSpace(), count,
                              llvm::Align(properties.alignment), "", block));
}

void FunctionExport::exportAlloca(mlir::Operation *op) {
  auto &properties = propertiesOf<AllocaOp>(op);
  llvm::Type *byte = llvm::Type::getInt8Ty(module.llvm);
  llvm::Type *type = properties.type
                         ? this->type(properties.type.type)
                         : llvm::ArrayType::get(byte, properties.elementSize);
  if (module.dataLayout().getTypeAllocSize(type) != properties.elementSize)
    return refuse("alloca of another size than its type");
  llvm::Type *pointer = this->type(op->getResult(0).getType());
  finish(op,
         new llvm::AllocaInst(type, pointer->getPointerAddressSpace(),
                              operand(op->getOperand(0)),
                              llvm::Align(properties.alignment), "", block));
}

/// What an access has as metadata.
void FunctionExport::setAccess(llvm::Instruction &inst,
                               const MemoryAccess &access) {
  auto *empty = llvm::MDNode::get(module.llvm, {});
  if (access.nonTemporal) {
    llvm::Metadata *one = llvm::ConstantAsMetadata::get(
        llvm::ConstantInt::get(llvm::Type::getInt32Ty(module.llvm), 1));
    inst.setMetadata(llvm::LLVMContext::MD_nontemporal,
                     llvm::MDNode::get(module.llvm, one));
  }
  if (access.invariant)
    inst.setMetadata(llvm::LLVMContext::MD_invariant_load, empty);
}

void FunctionExport::exportLoad(mlir::Operation *op) {
  auto load = llvm::cast<LoadOp>(op);
  auto &properties = propertiesOf<LoadOp>(op);
  const MemoryAccess &access = properties.access;
  llvm::Type *type = properties.layout ? this->type(properties.layout.type)
                                       : this->type(op->getResult(0).getType());
  llvm::Value *address =
      accessAddress(load.getBase(), load.getIndex(), properties.address);
  auto *made = new llvm::LoadInst(
      type, address, "", access.isVolatile, llvm::Align(access.alignment()),
      orderingOf(access.ordering), scopeOf(access), block);
  setAccess(*made, access);
  if (type->isAggregateType())
    return defineMembers(op, made);
  finish(op, made);
}

void FunctionExport::exportStore(mlir::Operation *op) {
  auto store = llvm::cast<StoreOp>(op);
  auto &properties = propertiesOf<StoreOp>(op);
  const MemoryAccess &access = properties.access;
  llvm::Value *value =
      properties.layout
          ? aggregate(store.getValues(), type(properties.layout.type))
          : operand(op->getOperand(0));
  llvm::Value *address =
      accessAddress(store.getBase(), store.getIndex(), properties.address);
  auto *made = new llvm::StoreInst(
      value, address, access.isVolatile, llvm::Align(access.alignment()),
      orderingOf(access.ordering), scopeOf(access), block);
  setAccess(*made, access);
  finish(op, made);
}

void FunctionExport::exportAtomicRMW(mlir::Operation *op) {
  auto &properties = propertiesOf<AtomicRMWOp>(op);
  const MemoryAccess &access = properties.access;
  auto *made = new llvm::AtomicRMWInst(
      llvm::AtomicRMWInst::BinOp(unsigned(properties.kind)),
      operand(op->getOperand(0)), operand(op->getOperand(1)),
      llvm::Align(access.alignment()), orderingOf(access.ordering),
      scopeOf(access), block);
  made->setVolatile(access.isVolatile);
  finish(op, made);
}

void FunctionExport::exportCmpXchg(mlir::Operation *op) {
  auto &properties = propertiesOf<CmpXchgOp>(op);
  const MemoryAccess &access = properties.access;
  auto *made = new llvm::AtomicCmpXchgInst(
      operand(op->getOperand(0)), operand(op->getOperand(1)),
      operand(op->getOperand(2)), llvm::Align(access.alignment()),
      orderingOf(access.ordering), orderingOf(properties.failureOrdering),
      scopeOf(access), block);
  made->setVolatile(access.isVolatile);
  made->setWeak(properties.weak);
  defineMembers(op, made);
}

void FunctionExport::exportFence(mlir::Operation *op) {
  const MemoryAccess &access = propertiesOf<FenceOp>(op).access;
  finish(op, new llvm::FenceInst(module.llvm, orderingOf(access.ordering),
                                 scopeOf(access), block));
}

void FunctionExport::exportVaArg(mlir::Operation *op) {
  finish(op, new llvm::VAArgInst(operand(op->getOperand(0)),
                                 type(op->getResult(0).getType()), "", block));
}

void HandlerTable::addMemory() {
  add<SlotOp>(&FunctionExport::exportSlot);
  add<AllocaOp>(&FunctionExport::exportAlloca);
  add<AddrOp>(&FunctionExport::exportAddr);
  add<LoadOp>(&FunctionExport::exportLoad);
  add<StoreOp>(&FunctionExport::exportStore);
  add<AtomicRMWOp>(&FunctionExport::exportAtomicRMW);
  add<CmpXchgOp>(&FunctionExport::exportCmpXchg);
  add<FenceOp>(&FunctionExport::exportFence);
  add<VaArgOp>(&FunctionExport::exportVaArg);
}
