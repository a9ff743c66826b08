//===- SelectInlineAsm.cpp - Inline assembly ------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What AsmEmission leaves to the target, and the x87 stack: inputs are loaded
// in front of the text, outputs stored behind it.
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/AsmEmission.h"
#include "lowering/fast/x86_64/AsmText.h"
#include "lowering/fast/x86_64/Selector.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::x86_64;
using fast::AsmArgument;
using fast::AsmOperand;
using fast::noOperand;

/// One statement.
class Selector::Statement final : public SelectorBase::AsmEmission {
public:
  Statement(Selector &s, Operation *op) : AsmEmission(s, asmRules, op), s(s) {}

protected:
  std::unique_ptr<fast::AsmExpander> expander() override {
    return createAsmExpander(statement.assembly, statement.intelDialect,
                             arguments, uid);
  }
  void placeAddress(AsmArgument &argument, Value address) override;
  void takeExtended(Value value, unsigned bits, Reg to) override {
    s.takeExtended(value, /*isSigned=*/false, bits, to);
  }
  void moveAcross(Reg to, Reg from, unsigned bytes) override {
    if (isXmm(to))
      s.enc.mov(bytes, toXmm(to), toGpr(from));
    else
      s.enc.mov(bytes, toGpr(to), toXmm(from));
  }
  void storeFlag(Reg to, uint8_t condition) override {
    s.enc.setcc(Cond(condition), toGpr(to));
    s.enc.movzx(1, toGpr(to), toGpr(to));
  }
  void jump(Label target) override { s.enc.jmp(target); }
  bool beginText() override;
  void endText() override;

private:
  Selector &s;
};

bool Selector::selectInlineAsm(Operation *op) {
  return Statement(*this, op).run();
}

bool Selector::selectCallBr(Operation *op) {
  return Statement(*this, op).run();
}

void Selector::Statement::placeAddress(AsmArgument &argument, Value address) {
  Mem mem = s.address(address, Value(), Address());
  if (mem.base != Gpr::None)
    argument.reg = toReg(mem.base);
  if (mem.index != Gpr::None)
    argument.index = toReg(mem.index);
  argument.scaleLog2 = mem.scaleLog2;
  argument.segment = uint8_t(mem.segment);
  argument.value = mem.disp;
  if (mem.symbol != noSymbol)
    argument.symbol = s.module.object[mem.symbol].name;
}

//===----------------------------------------------------------------------===//
// x87
//===----------------------------------------------------------------------===//

/// Inputs onto the stack, the lowest first.
bool Selector::Statement::beginText() {
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
        s.storeFrom(s.home(place), toReg(reg), s.info(value).bytes);
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
void Selector::Statement::endText() {
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
      s.loadInto(toReg(reg), s.home(place), info.bytes);
      s.frame.releaseHome(place, 8);
      s.define(result, reg);
    }
  for (; left > 0; --left)
    s.enc.x87(X87StackOp::Fstp, 0);
}
