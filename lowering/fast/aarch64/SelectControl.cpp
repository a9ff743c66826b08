//===- SelectControl.cpp - Branches, switches, returns --------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/Selector.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::aarch64;

//===----------------------------------------------------------------------===//
// Branches
//===----------------------------------------------------------------------===//

void Selector::jumpIf(Condition condition, Label target) {
  switch (condition.kind) {
  case Condition::Kind::Zero:
    if (condition.isSet)
      return enc.cbnz(condition.width, condition.reg, target);
    return enc.cbz(condition.width, condition.reg, target);
  case Condition::Kind::TestBit:
    if (condition.isSet)
      return enc.tbnz(condition.reg, condition.bit, target);
    return enc.tbz(condition.reg, condition.bit, target);
  case Condition::Kind::Flags:
    break;
  }
  if (condition.cond == Cond::AL)
    return condition.isInverted ? void() : enc.b(target);
  if (!condition.isInverted) {
    enc.b(condition.cond, target);
    if (condition.extra != Cond::AL)
      enc.b(condition.extra, target);
    return;
  }
  Label over = enc.newLabel();
  enc.b(condition.cond, over);
  enc.b(invert(condition.extra), target);
  enc.bind(over);
}

/// The condition that holds exactly when `condition` doesn't.
Selector::Condition Selector::inverted(Condition condition) {
  condition.isSet = !condition.isSet;
  if (condition.cond != Cond::AL && condition.extra == Cond::AL)
    condition.cond = invert(condition.cond);
  else
    condition.isInverted = !condition.isInverted;
  return condition;
}

//===----------------------------------------------------------------------===//
// Switches
//===----------------------------------------------------------------------===//

void Selector::jumpIfEqual(Reg value, unsigned width, int64_t constant, Reg,
                           Label target) {
  if (constant == 0)
    return enc.cbz(width, toGpr(value), target);
  compareConstant(toGpr(value), width, constant);
  enc.b(Cond::EQ, target);
}

void Selector::jumpIfGreaterEqual(Reg value, unsigned width, int64_t constant,
                                  Reg, Label target) {
  compareConstant(toGpr(value), width, constant);
  enc.b(Cond::GE, target);
}

/// Compared without sign; the upper half of `temporary` is clear at width 4.
void Selector::checkTableIndex(Reg value, unsigned width, int64_t first,
                               uint64_t span, Reg temporary,
                               Label defaultTarget) {
  Gpr from = toGpr(value), to = toGpr(temporary);
  if (first == 0)
    enc.mov(width, to, from);
  else
    enc.addImm(width, to, from, int64_t(-uint64_t(first)), scratch);
  compareConstant(to, width, int64_t(span));
  enc.b(Cond::HI, defaultTarget);
}

Reg Selector::tableTarget(Reg, Reg temporary, object::SymbolId table) {
  Gpr index = toGpr(temporary);
  enc.adrp(scratch, table);
  enc.addSymbol(scratch, scratch, table, llvm::ELF::R_AARCH64_ADD_ABS_LO12_NC);
  enc.ldrs(8, 4, index, Mem::indexed(scratch, index, true));
  enc.add(8, scratch, scratch, index);
  return toReg(scratch);
}

//===----------------------------------------------------------------------===//
// Leaving
//===----------------------------------------------------------------------===//

bool Selector::selectReturn(Operation *op) {
  if (isBehindTailCall(op)) {
    consumeOperands(op);
    return true;
  }
  SmallVector<Outgoing, 2> results;
  for (auto [i, value] : llvm::enumerate(op->getOperands()))
    results.push_back(
        outgoing(value, functionPlaces.results[i].reg, functionAbi->result));
  passInRegisters(results);
  jumpToEpilogue();
  return true;
}

/// As LLVM: brk with the number that GDB and kernels know as __builtin_trap.
bool Selector::selectTrap(Operation *) {
  enc.brk(1);
  return true;
}

bool Selector::selectDebugTrap(Operation *) {
  enc.brk(0xf000);
  return true;
}
