//===- SelectMemory.h - Loads, stores, whatever the target ------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_SELECTMEMORY_H
#define SHUNT_LOWERING_FAST_SELECTMEMORY_H

#include "lowering/fast/SharedSelector.h"

namespace shunt::fast {

template <typename Target>
bool SharedSelector<Target>::deferLoad(mlir::Operation *op, ValueInfo &value,
                                       const ValueInfo &base) {
  bool isPrivate = base.kind == ValueKind::Slot && base.isPrivate;
  bool folds = value.uses == 1 && !value.crossesBlocks && value.isPlain &&
               (isPrivate ? value.foldsAcrossSlot : value.foldsAcrossMemory);
  if (!folds || !mayDefer(op))
    return false;
  value.deferred = true;
  if (base.kind == ValueKind::Slot && op->getNumOperands() == 1)
    return true;
  // Its own address must not wait: what it reads may change before the user.
  for (mlir::Value part : op->getOperands()) {
    ValueId id = idOf(part);
    ValueInfo &address = analysis[id];
    if (!address.deferred)
      continue;
    ++address.uses;
    registers.use(id);
  }
  return true;
}

template <typename Target>
void SharedSelector<Target>::storeToPinnedSlot(mlir::Operation *op,
                                               ValueInfo &slot) {
  mlir::Value stored = op->getOperand(0);
  ValueInfo &value = info(stored);
  Reg from = currentRegister(value);
  if (value.kind == ValueKind::Undef)
    return;
  if (from != Reg::None) {
    Reg reg = use(stored);
    if (reg != slot.reg)
      copy(slot.reg, reg, value);
    return;
  }
  registers.take(idOf(stored), slot.reg);
}

template <typename Target>
bool SharedSelector<Target>::selectStore(mlir::Operation *op) {
  auto &properties = propertiesOf<StoreOp>(op);
  if (properties.operandSegmentSizes[0] != 1 || properties.layout)
    return refuse("store of an aggregate", op);
  mlir::Value stored = op->getOperand(0), base = op->getOperand(1);
  ValueInfo &slot = info(base);
  bool isUndef = info(stored).kind == ValueKind::Undef;
  if (ValueInfo *pinned = pinnedSlot(base)) {
    storeToPinnedSlot(op, *pinned);
  } else if (!self().storeToMemory(op)) {
    return false;
  } else if (slot.isPrivate && !isUndef) {
    log().define(idOf(base), Place::frame(slot.home));
    return true;
  }
  if (slot.isPrivate)
    log().assign(idOf(base), isUndef ? ValueId::None : idOf(stored));
  return true;
}

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_SELECTMEMORY_H
