//===- Addresses.cpp - getelementptr, folded where it can be --------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Folded IR. A getelementptr first becomes a note: base + index * scale +
// offset. Loads and stores take that as their own address, another
// getelementptr adds to it. Whoever needs the address as a value materialises
// it: one addr operation, put where the first such use stands if that is in
// the instruction's own block, else at that block's end, so that it dominates
// every later use. A second variable index, or a scale that no machine has,
// becomes an addr operation at once.
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/GetElementPtrTypeIterator.h"
#include "llvm/IR/Operator.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

void FunctionImport::importGetElementPtr(const llvm::GetElementPtrInst &gep) {
  if (LLVM_UNLIKELY(!module.isFolded()))
    return define(gep, emitGetElementPtr(llvm::cast<llvm::GEPOperator>(gep)));
  if (LLVM_UNLIKELY(gep.getType()->isVectorTy()))
    return importVectorGetElementPtr(gep);
  uint32_t number = addresses.size();
  addresses.emplace_back();
  Place &place = addresses.back().place;
  decompose(llvm::cast<llvm::GEPOperator>(gep), place);
  if (place.index && !module.target.scalesIndices && gep.hasNUsesOrMore(2)) {
    // The index is added once, and only the offset stays a note.
    Address offset{place.address.offset, Address().scale, place.address.noWrap};
    place.address.offset = 0;
    place = {emitAddr(place, place.base.getType()), Value(), offset};
  }
  if (!place.index && !place.address.offset) {
    define(gep, place.base);
    addresses.pop_back();
    return;
  }
  FoldedAddress &address = addresses.back();
  address.type = place.base.getType();
  address.block = block;
  address.origin = origin;
  define(gep, Entry::address(number));
}

/// The note of a getelementptr, added to that of its base, becomes `place`,
/// which is empty.
void FunctionImport::decompose(const llvm::GEPOperator &gep, Place &place) {
  Entry base = lookup(gep.getPointerOperand());
  if (base.isAddress())
    place = addresses[base.index()].place;
  else
    place.base = base.value();
  bool noWrap = gep.isInBounds() && (place.address.noWrap || !base.isAddress());
  auto type = llvm::gep_type_begin(gep);
  for (const llvm::Use &use : gep.indices()) {
    auto here = type++;
    auto *constant = llvm::dyn_cast<llvm::ConstantInt>(use.get());
    if (llvm::StructType *structType = here.getStructTypeOrNull()) {
      uint64_t field = constant->getZExtValue();
      if (field)
        place.address.offset += module.dataLayout.getStructLayout(structType)
                                    ->getElementOffset(field);
      continue;
    }
    if (constant && constant->isZero())
      continue;
    uint64_t scale = here.getSequentialElementStride(module.dataLayout);
    if (constant) {
      place.address.offset +=
          constant->getValue().sextOrTrunc(64).getSExtValue() * int64_t(scale);
    } else {
      // The index is added first, whatever the promise was about.
      noWrap &= place.address.offset == 0;
      addIndex(place, indexOperand(use.get()), scale);
    }
  }
  // The sum of what lies behind the base.
  place.address.noWrap = noWrap && place.address.offset >= 0;
}

Value FunctionImport::indexOperand(const llvm::Value *index) {
  if (Value value = operand(index))
    return value;
  Parts list; // A wide index counts by its low bits.
  parts(index, list);
  return list.front();
}

static bool isMachineScale(uint64_t scale) {
  return scale == 1 || scale == 2 || scale == 4 || scale == 8;
}

void FunctionImport::addIndex(Place &place, Value index, uint64_t scale) {
  if (scale == 0)
    return;
  int64_t offset = place.address.offset;
  if (place.index) {
    place.address.offset = 0;
    place = {emitAddr(place, place.base.getType()), Value(), Address()};
  }
  place.index = index;
  place.address = {0, uint32_t(scale)};
  if (scale > UINT32_MAX)
    refuse("index that counts by more than 4 GiB");
  if (!isMachineScale(scale))
    place = {emitAddr(place, place.base.getType()), Value(), Address()};
  place.address.offset = offset;
}

Value FunctionImport::emitAddr(const Place &place, Type type) {
  Value operands[] = {place.base, place.index};
  Operation *op =
      append<AddrOp>(type, ArrayRef<Value>(operands, place.index ? 2 : 1));
  auto &properties = propertiesOf<AddrOp>(op);
  if (place.index)
    properties.scales.values.push_back(place.address.scale);
  properties.offset = place.address.offset;
  return op->getResult(0);
}

Value FunctionImport::materialize(uint32_t index) {
  FoldedAddress &address = addresses[index];
  if (address.materialized)
    return address.materialized;
  uint32_t currentOrigin = std::exchange(origin, address.origin);
  Value result = emitAddr(address.place, address.type);
  origin = currentOrigin;
  if (block != address.block)
    result.getDefiningOp()->moveBefore(address.block->getTerminator());
  return address.materialized = result;
}

FunctionImport::Place FunctionImport::placeOf(Entry pointer) {
  if (!pointer.isAddress())
    return {pointer.value(), Value(), Address()};
  const FoldedAddress &address = addresses[pointer.index()];
  bool fits = llvm::isInt<32>(address.place.address.offset);
  if (fits && !(address.place.index && address.materialized))
    return address.place;
  return {materialize(pointer.index()), Value(), Address()};
}

/// Whether a sign extension only feeds indices, which extend on their own.
bool FunctionImport::isFoldedSExt(const llvm::Instruction &inst) {
  if (!module.isFolded() || !inst.getType()->isIntegerTy(64) ||
      !inst.getOperand(0)->getType()->isIntegerTy(32))
    return false;
  return llvm::all_of(inst.users(), [](const llvm::User *user) {
    return llvm::isa<llvm::GetElementPtrInst>(user) &&
           user->getType()->isPointerTy();
  });
}

//===----------------------------------------------------------------------===//
// Exact IR, and constant expressions with an index that is no number
//===----------------------------------------------------------------------===//

Value FunctionImport::emitGetElementPtr(const llvm::GEPOperator &gep) {
  SmallVector<Value> operands{operand(gep.getPointerOperand())};
  SmallVector<int64_t> scales, path;
  int64_t offset = 0;
  auto type = llvm::gep_type_begin(gep);
  for (const llvm::Use &use : gep.indices()) {
    auto here = type++;
    if (llvm::StructType *structType = here.getStructTypeOrNull()) {
      auto *constant = llvm::cast<llvm::Constant>(use.get());
      if (constant->getType()->isVectorTy())
        constant = constant->getSplatValue();
      path.push_back(llvm::cast<llvm::ConstantInt>(constant)->getZExtValue());
      offset += module.dataLayout.getStructLayout(structType)
                    ->getElementOffset(path.back());
      continue;
    }
    uint64_t scale = here.getSequentialElementStride(module.dataLayout);
    auto *number = llvm::dyn_cast<llvm::ConstantInt>(use.get());
    int64_t index = Path::variable;
    if (number && !number->getType()->isVectorTy())
      index = number->getValue().sextOrTrunc(64).getSExtValue();
    path.push_back(index);
    if (index != Path::variable) {
      offset += index * int64_t(scale);
      continue;
    }
    operands.push_back(operand(use.get()));
    scales.push_back(scale);
  }
  Operation *op = append<AddrOp>(typeOf(gep.getType()).scalar, operands);
  auto &properties = propertiesOf<AddrOp>(op);
  properties.scales.values.assign(scales.begin(), scales.end());
  properties.offset = offset;
  llvm::GEPNoWrapFlags noWrap = gep.getNoWrapFlags();
  if (noWrap.isInBounds())
    properties.flags = properties.flags | IntFlags::InBounds;
  if (noWrap.hasNoUnsignedSignedWrap())
    properties.flags = properties.flags | IntFlags::NUSW;
  if (noWrap.hasNoUnsignedWrap())
    properties.flags = properties.flags | IntFlags::NUW;
  properties.elementType.type = module.types.layout(gep.getSourceElementType());
  if (!module.isFolded())
    properties.path.steps.assign(path.begin(), path.end());
  if (!properties.elementType)
    refuse("getelementptr over " + spell(gep.getSourceElementType()));
  return op->getResult(0);
}
