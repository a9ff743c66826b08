//===- AsmResults.cpp - What inline assembly leaves behind ----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/AsmEmission.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::fast;

//===----------------------------------------------------------------------===//
// Results
//===----------------------------------------------------------------------===//

void SelectorBase::AsmEmission::finish() {
  endText();
  defineResults();
}

void SelectorBase::AsmEmission::finishOnEachWay() {
  for (const Exit &exit : exits)
    base.log().branch(exit.label);
  if (exits.empty())
    for (unsigned i = 1; i < op->getNumSuccessors(); ++i)
      base.log().branch(base.labelOf(op->getSuccessor(i)));
  RegSet before = base.registers.lockedRegisters();
  finish();
  if (op->getNumSuccessors() == 0)
    return;
  Block *target = op->getSuccessor(0);
  if (!exits.empty() || !base.isNext(target))
    jump(base.labelOf(target));
  for (const Exit &exit : exits) {
    forgetResults();
    for (Value result : op->getResults())
      base.info(result).inMemory = false;
    base.registers.unlockTo(before);
    base.buffer.bind(exit.label);
    finish();
    jump(base.labelOf(exit.target));
  }
  // The ways may differ in the registers that results were copied to.
  if (!exits.empty())
    forgetResults();
}

/// From here on results are only in their homes.
void SelectorBase::AsmEmission::forgetResults() {
  for (Value result : op->getResults()) {
    ValueInfo &info = base.info(result);
    if (!info.pinned && info.reg != Reg::None)
      base.registers.forget(info.reg);
  }
}

void SelectorBase::AsmEmission::defineResults() {
  // Flags first: what defines the other results may change them.
  for (auto [i, operand] : llvm::enumerate(constraints.operands))
    if (operand.flag)
      storeFlag(arguments[i].reg, *operand.flag);
  for (auto [i, operand] : llvm::enumerate(constraints.operands)) {
    if (!operand.isOutput || operand.isIndirect || operand.x87)
      continue;
    if (operand.flag)
      base.registers.define(base.idOf(valueOf(operand)), arguments[i].reg,
                            /*zeroTo=*/64);
    else
      defineResult(valueOf(operand), arguments[i].reg);
  }
}

void SelectorBase::AsmEmission::defineResult(Value result, Reg reg) {
  ValueInfo &info = base.info(result);
  bool isFloat = info.bank == Bank::Float;
  if (isFloat == isFloatReg(reg))
    return base.registers.define(base.idOf(result), reg);
  unsigned bytes = std::max<unsigned>(4, info.bytes);
  Reg to = base.registers.scratch(info.bank);
  moveAcross(to, reg, bytes);
  base.registers.define(base.idOf(result), to);
}
