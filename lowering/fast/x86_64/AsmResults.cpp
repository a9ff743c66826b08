//===- AsmResults.cpp - What inline assembly leaves behind ----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/AsmEmission.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::x86_64;

//===----------------------------------------------------------------------===//
// x87
//===----------------------------------------------------------------------===//

/// Inputs onto the stack, the lowest first.
bool Selector::AsmEmission::loadX87() {
  unsigned depth = 0;
  for (unsigned position : {1u, 0u})
    for (const AsmOperand &operand : constraints.operands) {
      const AsmOperand &place = placeOf(operand);
      if (!isRegisterInput(operand) || !place.x87 || *place.x87 != position)
        continue;
      Value value = valueOf(operand);
      if (s.info(value).bank == Bank::General)
        return refuse("inline assembly with an integer on the x87 stack");
      if (s.info(value).bank == Bank::Memory) {
        s.x87Load(value);
      } else {
        int32_t place = s.frame.allocateHome(8);
        Xmm reg = s.useXmm(value);
        s.storeFrom(s.home(place), toReg(reg), value.getType());
        s.enc.x87(s.info(value).bytes == 4 ? X87MemoryOp::Fld32
                                           : X87MemoryOp::Fld64,
                  s.home(place));
        s.frame.releaseHome(place, 8);
        s.registers.unlockTo(held);
      }
      depth += 2 - position;
    }
  if (depth == 1)
    return refuse("inline assembly with st(1) but not st(0) as input");
  return true;
}

/// Outputs off the stack, then inputs that nobody popped.
void Selector::AsmEmission::storeX87() {
  unsigned left = 0;
  for (const AsmOperand &operand : constraints.operands)
    left += isRegisterInput(operand) && operand.tied == noOperand &&
            operand.x87 && !(constraints.x87Clobbers >> *operand.x87 & 1) &&
            llvm::none_of(constraints.operands, [&](const AsmOperand &other) {
              return other.isOutput && other.x87 == operand.x87;
            });
  for (unsigned position : {0u, 1u})
    for (const AsmOperand &operand : constraints.operands) {
      if (!operand.isOutput || !operand.x87 || *operand.x87 != position)
        continue;
      Value result = valueOf(operand);
      ValueInfo &info = s.info(result);
      if (info.bank == Bank::Memory) {
        s.x87Store(result);
        continue;
      }
      int32_t place = s.frame.allocateHome(8);
      s.enc.x87(info.bytes == 4 ? X87MemoryOp::Fstp32 : X87MemoryOp::Fstp64,
                s.home(place));
      Xmm reg = s.scratchXmm();
      s.loadInto(toReg(reg), s.home(place), result.getType());
      s.frame.releaseHome(place, 8);
      s.define(result, reg);
    }
  for (; left > 0; --left)
    s.enc.x87(X87StackOp::Fstp, 0);
}

//===----------------------------------------------------------------------===//
// Results
//===----------------------------------------------------------------------===//

void Selector::AsmEmission::finish() {
  storeX87();
  defineResults();
}

void Selector::AsmEmission::finishOnEachWay() {
  for (const Exit &exit : exits)
    s.log().branch(exit.label);
  if (exits.empty())
    for (unsigned i = 1; i < op->getNumSuccessors(); ++i)
      s.log().branch(s.labelOf(op->getSuccessor(i)));
  RegSet before = s.registers.lockedRegisters();
  finish();
  if (op->getNumSuccessors() == 0)
    return;
  if (exits.empty())
    return s.jumpTo(op->getSuccessor(0));
  s.enc.jmp(s.labelOf(op->getSuccessor(0)));
  for (const Exit &exit : exits) {
    forgetResults();
    for (Value result : op->getResults())
      s.info(result).inMemory = false;
    s.registers.unlockTo(before);
    s.enc.bind(exit.label);
    finish();
    s.enc.jmp(s.labelOf(exit.target));
  }
  // The ways may differ in the registers that results were copied to.
  forgetResults();
}

/// From here on results are only in their homes.
void Selector::AsmEmission::forgetResults() {
  for (Value result : op->getResults()) {
    ValueInfo &info = s.info(result);
    if (!info.pinned && info.reg != Reg::None)
      s.registers.forget(info.reg);
  }
}

void Selector::AsmEmission::defineResults() {
  // Flags first: what defines the other results may change them.
  for (auto [i, operand] : llvm::enumerate(constraints.operands))
    if (operand.flag) {
      Gpr reg = toGpr(arguments[i].reg);
      s.enc.setcc(*operand.flag, reg);
      s.enc.movzx(1, reg, reg);
    }
  for (auto [i, operand] : llvm::enumerate(constraints.operands)) {
    if (!operand.isOutput || operand.isIndirect || operand.x87)
      continue;
    if (operand.flag)
      s.define(valueOf(operand), toGpr(arguments[i].reg), 64);
    else
      defineResult(valueOf(operand), arguments[i].reg);
  }
}

void Selector::AsmEmission::defineResult(Value result, Reg reg) {
  ValueInfo &info = s.info(result);
  bool isFloat = info.bank == Bank::Float;
  if (isFloat == isXmm(reg))
    return s.registers.define(s.idOf(result), reg);
  unsigned bytes = std::max<unsigned>(4, info.bytes);
  if (isFloat) {
    Xmm to = s.scratchXmm();
    s.enc.mov(bytes, to, toGpr(reg));
    return s.define(result, to);
  }
  Gpr to = s.scratchGpr();
  s.enc.mov(bytes, to, toXmm(reg));
  s.define(result, to);
}
