//===- Memory.cpp - Stack slots, loads, stores, atomics -------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"
#include "llvm/IR/Constants.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

//===----------------------------------------------------------------------===//
// Allocas
//===----------------------------------------------------------------------===//

void FunctionImport::importAlloca(const llvm::AllocaInst &inst) {
  if (inst.isUsedWithInAlloca())
    return refuse("inalloca");
  if (inst.isSwiftError())
    return refuse("swifterror");
  llvm::Type *allocated = inst.getAllocatedType();
  llvm::TypeSize size = module.dataLayout.getTypeAllocSize(allocated);
  if (size.isScalable())
    return refuse("scalable vector alloca");
  Type type = typeOf(inst.getType()).scalar;
  Type layout = module.isFolded() ? Type() : module.types.layout(allocated);
  if (inst.isStaticAlloca()) {
    uint64_t count =
        llvm::cast<llvm::ConstantInt>(inst.getArraySize())->getZExtValue();
    Operation *op = module.isFolded() ? appendToPrologue<SlotOp>(type)
                                      : append<SlotOp>(type, {});
    auto &properties = propertiesOf<SlotOp>(op);
    properties.header.origin = origin;
    properties.size = count * size;
    properties.alignment = inst.getAlign().value();
    properties.type.type = layout;
    return define(inst, op->getResult(0));
  }
  Value count = operand(inst.getArraySize());
  if (!count)
    return refuse("wide alloca count");
  Operation *op = append<AllocaOp>(type, count);
  auto &properties = propertiesOf<AllocaOp>(op);
  properties.elementSize = size;
  properties.alignment = inst.getAlign().value();
  properties.type.type = layout;
  define(inst, op->getResult(0));
}

/// Folded IR: the address of a stack slot that no alloca stands for.
Value FunctionImport::newSlot(uint64_t size, uint64_t alignment) {
  Operation *op = appendToPrologue<SlotOp>(
      PointerType::get(&module.mlir, /*addressSpace=*/0));
  auto &properties = propertiesOf<SlotOp>(op);
  properties.size = size;
  properties.alignment = alignment;
  return op->getResult(0);
}

//===----------------------------------------------------------------------===//
// Loads and stores
//===----------------------------------------------------------------------===//

/// Whether other threads take no part; refuses what the dialect can't say.
bool FunctionImport::isSingleThread(llvm::SyncScope::ID scope) {
  if (scope != llvm::SyncScope::SingleThread &&
      scope != llvm::SyncScope::System)
    refuse("target-specific synchronization scope");
  return scope == llvm::SyncScope::SingleThread;
}

template <typename Inst>
MemoryAccess FunctionImport::accessOf(const Inst &inst) {
  MemoryAccess access;
  access.alignLog2 = llvm::Log2(inst.getAlign());
  access.ordering = AtomicOrdering(uint8_t(inst.getOrdering()));
  access.isVolatile = inst.isVolatile();
  if (LLVM_UNLIKELY(access.isAtomic()))
    access.singleThread = isSingleThread(inst.getSyncScopeID());
  if (LLVM_UNLIKELY(inst.hasMetadataOtherThanDebugLoc())) {
    access.nonTemporal = inst.hasMetadata(llvm::LLVMContext::MD_nontemporal);
    access.invariant = inst.hasMetadata(llvm::LLVMContext::MD_invariant_load);
  }
  return access;
}

void FunctionImport::importLoad(const llvm::LoadInst &inst) {
  const TypeInfo &type = typeOf(inst.getType());
  MemoryAccess access = accessOf(inst);
  Entry pointer = lookup(inst.getPointerOperand());
  if (LLVM_LIKELY(type.shape == Shape::Scalar && pointer.isValue())) {
    Operation *op = append<LoadOp>(type.scalar, pointer.value());
    propertiesOf<LoadOp>(op).access = access;
    return define(inst, op->getResult(0));
  }
  Place place = placeOf(pointer);
  if (LLVM_LIKELY(type.shape == Shape::Scalar))
    return define(inst, emitLoad(type.scalar, place, access));
  if (access.isAtomic())
    return refuse("atomic load of this type");
  Parts results;
  loadParts(inst.getType(), place, access, results);
  define(inst, results);
}

void FunctionImport::importStore(const llvm::StoreInst &inst) {
  MemoryAccess access = accessOf(inst);
  const llvm::Value *stored = inst.getValueOperand();
  Value value = operand(stored);
  llvm::Type *type = stored->getType();
  bool isPlain = value && !type->isVectorTy() && !type->isAggregateType();
  Entry pointer = lookup(inst.getPointerOperand());
  if (LLVM_LIKELY(isPlain ||
                  (value && !module.isFolded() && !type->isAggregateType()))) {
    if (!pointer.isValue())
      return emitStore(value, placeOf(pointer), access);
    Value operands[] = {value, pointer.value()};
    auto &properties = propertiesOf<StoreOp>(append<StoreOp>({}, operands));
    properties.access = access;
    properties.operandSegmentSizes = {1, 1, 0};
    return;
  }
  if (access.isAtomic())
    return refuse("atomic store of this type");
  Parts list;
  parts(stored, list);
  storeParts(type, list, placeOf(pointer), access);
}

Value FunctionImport::emitLoad(Type type, const Place &place,
                               MemoryAccess access) {
  Value operands[] = {place.base, place.index};
  Operation *op =
      append<LoadOp>(type, ArrayRef<Value>(operands, place.index ? 2 : 1));
  auto &properties = propertiesOf<LoadOp>(op);
  properties.address = place.address;
  properties.access = access;
  return op->getResult(0);
}

void FunctionImport::emitStore(Value value, const Place &place,
                               MemoryAccess access) {
  Value operands[] = {value, place.base, place.index};
  Operation *op =
      append<StoreOp>({}, ArrayRef<Value>(operands, place.index ? 3 : 2));
  auto &properties = propertiesOf<StoreOp>(op);
  properties.address = place.address;
  properties.access = access;
  properties.operandSegmentSizes = {1, 1, place.index ? 1 : 0};
}

//===----------------------------------------------------------------------===//
// Values that are lists
//===----------------------------------------------------------------------===//

static MemoryAccess atOffset(MemoryAccess access, uint64_t offset) {
  if (offset)
    access.alignLog2 =
        std::min<unsigned>(access.alignLog2, llvm::countr_zero(offset));
  return access;
}

/// `place` moved by `offset` bytes, still within a load's reach.
FunctionImport::Place FunctionImport::offsetPlace(const Place &place,
                                                  int64_t offset) {
  Place moved = place;
  // All that is accessed lies behind where the access begins.
  if (!place.index && place.address.offset == 0)
    moved.address.noWrap = true;
  moved.address.offset += offset;
  if (llvm::isInt<32>(moved.address.offset))
    return moved;
  return {emitAddr(moved, place.base.getType()), Value(), Address()};
}

void FunctionImport::loadParts(llvm::Type *type, Place place,
                               MemoryAccess access,
                               SmallVectorImpl<Value> &parts) {
  if (!module.isFolded()) {
    Operation *op =
        append<LoadOp>(module.types.parts(typeOf(type)), place.base);
    auto &properties = propertiesOf<LoadOp>(op);
    properties.access = access;
    properties.layout.type = module.types.layout(type);
    parts.append(op->result_begin(), op->result_end());
    return;
  }
  SmallVector<Leaf, 8> leaves;
  module.types.leaves(type, 0, leaves);
  for (const Leaf &leaf : leaves)
    loadLeaf(*leaf.type, offsetPlace(place, leaf.offset),
             atOffset(access, leaf.offset), parts);
}

void FunctionImport::storeParts(llvm::Type *type, ArrayRef<Value> parts,
                                Place place, MemoryAccess access) {
  if (!module.isFolded()) {
    Parts operands(parts);
    operands.push_back(place.base);
    Operation *op = append<StoreOp>({}, operands);
    auto &properties = propertiesOf<StoreOp>(op);
    properties.access = access;
    properties.layout.type = module.types.layout(type);
    properties.operandSegmentSizes = {int32_t(parts.size()), 1, 0};
    return;
  }
  SmallVector<Leaf, 8> leaves;
  module.types.leaves(type, 0, leaves);
  for (const Leaf &leaf : leaves) {
    uint32_t count = leaf.type->partCount;
    storeLeaf(*leaf.type, parts.take_front(count),
              offsetPlace(place, leaf.offset), atOffset(access, leaf.offset));
    parts = parts.drop_front(count);
  }
}

/// Bits in memory of word `i` of a wide integer.
static unsigned bitsInMemory(const TypeInfo &type, uint32_t i) {
  return std::min<unsigned>(64, llvm::alignTo(type.width - 64 * i, 8));
}

void FunctionImport::loadLeaf(const TypeInfo &type, Place place,
                              MemoryAccess access,
                              SmallVectorImpl<Value> &parts) {
  if (type.shape == Shape::Vector)
    return loadVector(type, place, access, parts);
  if (type.shape != Shape::Wide) {
    parts.push_back(emitLoad(type.scalar, place, access));
    return;
  }
  for (uint32_t i = 0; i < type.partCount; ++i) {
    unsigned bits = bitsInMemory(type, i);
    Value word = emitLoad(integerType(bits), offsetPlace(place, 8 * i),
                          atOffset(access, 8 * i));
    parts.push_back(bits == 64 ? word : emit<ZExtOp>(integerType(64), word));
  }
}

void FunctionImport::storeLeaf(const TypeInfo &type, ArrayRef<Value> parts,
                               Place place, MemoryAccess access) {
  if (type.shape == Shape::Vector)
    return storeVector(type, parts, place, access);
  if (type.shape != Shape::Wide)
    return emitStore(parts.front(), place, access);
  for (auto [i, word] :
       llvm::enumerate(extendWide(parts, type.width, /*isSigned=*/false))) {
    unsigned bits = bitsInMemory(type, i);
    if (bits != 64)
      word = emit<TruncOp>(integerType(bits), word);
    emitStore(word, offsetPlace(place, 8 * i), atOffset(access, 8 * i));
  }
}

//===----------------------------------------------------------------------===//
// Atomics, variable arguments
//===----------------------------------------------------------------------===//

void FunctionImport::importAtomicRMW(const llvm::AtomicRMWInst &inst) {
  Value value = operand(inst.getValOperand());
  if (!value || (module.isFolded() && inst.getType()->isVectorTy()))
    return refuse("atomicrmw of this type");
  Operation *op = append<AtomicRMWOp>(
      value.getType(), {operand(inst.getPointerOperand()), value});
  auto &properties = propertiesOf<AtomicRMWOp>(op);
  if (!symbolizeAtomicRMWKind(uint8_t(inst.getOperation())))
    return refuse(llvm::Twine("atomicrmw ") +
                  llvm::AtomicRMWInst::getOperationName(inst.getOperation()));
  properties.kind = AtomicRMWKind(uint8_t(inst.getOperation()));
  properties.access = accessOf(inst);
  define(inst, op->getResult(0));
}

void FunctionImport::importCmpXchg(const llvm::AtomicCmpXchgInst &inst) {
  Value expected = operand(inst.getCompareOperand());
  Value replacement = operand(inst.getNewValOperand());
  if (!expected || !replacement)
    return refuse("cmpxchg of this type");
  Operation *op = append<CmpXchgOp>(
      {expected.getType(), integerType(1)},
      {operand(inst.getPointerOperand()), expected, replacement});
  auto &properties = propertiesOf<CmpXchgOp>(op);
  MemoryAccess &access = properties.access;
  access.alignLog2 = llvm::Log2(inst.getAlign());
  access.ordering = AtomicOrdering(uint8_t(inst.getSuccessOrdering()));
  access.isVolatile = inst.isVolatile();
  access.singleThread = isSingleThread(inst.getSyncScopeID());
  properties.failureOrdering =
      AtomicOrdering(uint8_t(inst.getFailureOrdering()));
  properties.weak = inst.isWeak();
  define(inst, Parts{op->getResult(0), op->getResult(1)});
}

void FunctionImport::importFence(const llvm::FenceInst &inst) {
  Operation *op = append<FenceOp>({}, {});
  MemoryAccess &access = propertiesOf<FenceOp>(op).access;
  access.ordering = AtomicOrdering(uint8_t(inst.getOrdering()));
  access.singleThread = isSingleThread(inst.getSyncScopeID());
}

void FunctionImport::importVAArg(const llvm::VAArgInst &inst) {
  const TypeInfo &type = typeOf(inst.getType());
  if (type.shape != Shape::Scalar)
    return refuse("va_arg of this type");
  define(inst, emit<VaArgOp>(type.scalar, operand(inst.getPointerOperand())));
}
