//===- SelectControl.cpp - Branches, switches, returns --------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/Selector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/BinaryFormat/ELF.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::x86_64;

//===----------------------------------------------------------------------===//
// Branches
//===----------------------------------------------------------------------===//

void Selector::jumpIf(Condition condition, Label target) {
  switch (condition.combine) {
  case Condition::Combine::None:
    return enc.jcc(condition.cond, target);
  case Condition::Combine::Or:
    enc.jcc(condition.cond, target);
    return enc.jcc(condition.extra, target);
  case Condition::Combine::And: {
    Label over = enc.newLabel();
    enc.jcc(invert(condition.cond), over);
    enc.jcc(condition.extra, target);
    return enc.bind(over);
  }
  }
}

/// The condition that holds exactly when `condition` doesn't.
Selector::Condition Selector::inverted(Condition condition) {
  using Combine = Condition::Combine;
  condition.cond = invert(condition.cond);
  condition.extra = invert(condition.extra);
  if (condition.combine != Combine::None)
    condition.combine =
        condition.combine == Combine::And ? Combine::Or : Combine::And;
  return condition;
}

//===----------------------------------------------------------------------===//
// Switches
//===----------------------------------------------------------------------===//

void Selector::compareWithImm(Reg value, unsigned width, int64_t imm,
                              Reg temporary) {
  if (imm == 0)
    return enc.test(width, toGpr(value), toGpr(value));
  if (llvm::isInt<32>(imm))
    return enc.aluImm(AluOp::Cmp, width, toGpr(value), int32_t(imm));
  enc.movImm(toGpr(temporary), uint64_t(imm));
  enc.alu(AluOp::Cmp, width, toGpr(value), toGpr(temporary));
}

void Selector::jumpIfEqual(Reg value, unsigned width, int64_t constant,
                           Reg temporary, Label target) {
  compareWithImm(value, width, constant, temporary);
  enc.jcc(Cond::E, target);
}

void Selector::jumpIfGreaterEqual(Reg value, unsigned width, int64_t constant,
                                  Reg temporary, Label target) {
  compareWithImm(value, width, constant, temporary);
  enc.jcc(Cond::GE, target);
}

/// Compared without sign; the upper half of `temporary` is clear at width 4.
void Selector::checkTableIndex(Reg value, unsigned width, int64_t first,
                               uint64_t span, Reg temporary,
                               Label defaultTarget) {
  Gpr from = toGpr(value), to = toGpr(temporary);
  int64_t distance = int64_t(-uint64_t(first));
  if (first == 0) {
    enc.mov(width, to, from);
  } else if (llvm::isInt<32>(distance)) {
    enc.lea(width, to, Mem::at(from, int32_t(distance)));
  } else {
    enc.movImm(to, uint64_t(distance));
    enc.alu(AluOp::Add, width, to, from);
  }
  enc.aluImm(AluOp::Cmp, width, to, int32_t(span));
  enc.jcc(Cond::A, defaultTarget);
}

Reg Selector::tableTarget(Reg value, Reg temporary, object::SymbolId table) {
  Gpr base = toGpr(value), index = toGpr(temporary);
  enc.lea(8, base, Mem::rip(table, llvm::ELF::R_X86_64_PC32));
  enc.movsx(8, 4, index, Mem::indexed(base, index, 2));
  enc.alu(AluOp::Add, 8, index, base);
  return temporary;
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
  unsigned x87 = 0;
  for (auto [i, value] : llvm::enumerate(op->getOperands())) {
    const ArgPlace &place = functionPlaces.results[i];
    if (place.kind == ArgPlace::Kind::FloatStack) {
      ++x87;
      continue;
    }
    results.push_back(outgoing(value, place.reg, functionAbi->result));
  }
  // st(0) is what is loaded last.
  for (Value value : llvm::reverse(op->getOperands()))
    if (x87 > 0 && info(value).bank == Bank::Memory)
      x87Load(value);
  passInRegisters(results);
  if (functionPlaces.sret != Reg::None)
    enc.mov(8, Gpr::rax, home(sretHome));
  jumpToEpilogue();
  return true;
}

bool Selector::selectTrap(Operation *op) {
  enc.ud2();
  return true;
}

bool Selector::selectDebugTrap(Operation *op) {
  enc.int3();
  return true;
}
