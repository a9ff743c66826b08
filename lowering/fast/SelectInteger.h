//===- SelectInteger.h - Conversion, whatever the target --------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_SELECTINTEGER_H
#define SHUNT_LOWERING_FAST_SELECTINTEGER_H

#include "lowering/fast/SharedSelector.h"

namespace shunt::fast {

//===----------------------------------------------------------------------===//
// Division
//===----------------------------------------------------------------------===//

template <typename Target>
bool SharedSelector<Target>::selectUDiv(mlir::Operation *op) {
  return self().selectDivision(op, /*isSigned=*/false, /*remainder=*/false);
}

template <typename Target>
bool SharedSelector<Target>::selectSDiv(mlir::Operation *op) {
  return self().selectDivision(op, /*isSigned=*/true, /*remainder=*/false);
}

template <typename Target>
bool SharedSelector<Target>::selectURem(mlir::Operation *op) {
  return self().selectDivision(op, /*isSigned=*/false, /*remainder=*/true);
}

template <typename Target>
bool SharedSelector<Target>::selectSRem(mlir::Operation *op) {
  return self().selectDivision(op, /*isSigned=*/true, /*remainder=*/true);
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

template <typename Target>
bool SharedSelector<Target>::nextTakesCondition(mlir::Operation *op) {
  ValueInfo &value = info(op->getResult(0));
  if (value.uses != 1 || value.crossesBlocks)
    return false;
  mlir::Operation *next = nextOperation(op);
  uint16_t opcode = headerOf(next).opcode;
  return (opcode == opcodeOf<CondBrOp>() ||
          opcode == opcodeOf<shunt::SelectOp>()) &&
         next->getOperand(0) == op->getResult(0) && mayDefer(op);
}

template <typename Target>
mlir::Operation *SharedSelector<Target>::takeComparison(mlir::Value value) {
  ValueInfo &condition = info(value);
  if (!condition.deferred)
    return nullptr;
  uint16_t opcode = headerOf(condition.definition).opcode;
  if (opcode != opcodeOf<ICmpOp>() && opcode != opcodeOf<FCmpOp>())
    return nullptr;
  condition.deferred = false;
  registers.consume(idOf(value));
  return condition.definition;
}

//===----------------------------------------------------------------------===//
// Conversion
//===----------------------------------------------------------------------===//

template <typename Target>
bool SharedSelector<Target>::selectTrunc(mlir::Operation *op) {
  mlir::Value operand = op->getOperand(0), result = op->getResult(0);
  bool isSame = bitsOf(operand.getType()) == bitsOf(result.getType());
  uint8_t zeroTo = isSame ? info(operand).zeroTo : 0;
  registers.define(idOf(result), takeForResult(operand, result), zeroTo);
  return true;
}

template <typename Target>
bool SharedSelector<Target>::selectZExt(mlir::Operation *op) {
  mlir::Value result = op->getResult(0);
  Reg into = preferredFor(result);
  if (into != Reg::None)
    registers.lock(into);
  unsigned toBits = bitsOf(result.getType()) <= 32 ? 32 : 64;
  self().define(
      result,
      self().takeExtended(op->getOperand(0), /*isSigned=*/false, toBits, into),
      toBits);
  return true;
}

template <typename Target>
bool SharedSelector<Target>::selectSExt(mlir::Operation *op) {
  mlir::Value result = op->getResult(0);
  Reg into = preferredFor(result);
  if (into != Reg::None)
    registers.lock(into);
  unsigned bits = bitsOf(result.getType());
  // 32 bits clear the upper half of their register.
  self().define(result,
                self().takeExtended(op->getOperand(0), /*isSigned=*/true,
                                    bits <= 32 ? 32 : 64, into),
                bits == 32 ? 64 : 0);
  return true;
}

template <typename Target>
bool SharedSelector<Target>::selectPtrToInt(mlir::Operation *op) {
  return bitsOf(op->getResult(0).getType()) > 64 ? selectZExt(op)
                                                 : selectTrunc(op);
}

template <typename Target>
bool SharedSelector<Target>::selectIntToPtr(mlir::Operation *op) {
  return bitsOf(op->getOperand(0).getType()) < 64 ? selectZExt(op)
                                                  : selectTrunc(op);
}

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_SELECTINTEGER_H
