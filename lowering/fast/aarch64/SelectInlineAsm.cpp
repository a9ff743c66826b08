//===- SelectInlineAsm.cpp - Inline assembly ------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What AsmEmission leaves to the target, and the vector registers whose lower
// halves belong to the caller: a statement that changes them is put between
// stores and loads of these.
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/AsmEmission.h"
#include "lowering/fast/aarch64/AsmText.h"
#include "lowering/fast/aarch64/Selector.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::aarch64;
using fast::AsmArgument;

/// One statement.
class Selector::Statement final : public SelectorBase::AsmEmission {
public:
  Statement(Selector &s, Operation *op) : AsmEmission(s, asmRules, op), s(s) {}

protected:
  std::unique_ptr<fast::AsmExpander> expander() override {
    return createAsmExpander(statement.assembly, arguments, uid);
  }
  void placeAddress(AsmArgument &argument, Value address) override;
  void takeExtended(Value value, unsigned bits, Reg to) override {
    s.takeExtended(value, /*isSigned=*/false, bits, to);
  }
  void moveAcross(Reg to, Reg from, unsigned bytes) override {
    if (isFpr(to))
      s.enc.fmov(bytes, toFpr(to), toGpr(from));
    else
      s.enc.fmov(bytes, toGpr(to), toFpr(from));
  }
  void storeFlag(Reg to, uint8_t condition) override {
    s.enc.cset(4, toGpr(to), Cond(condition));
  }
  void jump(Label target) override { s.enc.b(target); }
  bool beginText() override;
  void endText() override;

private:
  Selector &s;
  SmallVector<int32_t, 4> homes; ///< Of the registers that it saves.
};

bool Selector::selectInlineAsm(Operation *op) {
  return Statement(*this, op).run();
}

bool Selector::selectCallBr(Operation *op) {
  return Statement(*this, op).run();
}

/// Always a register alone, as LLVM has it: texts rely on that.
void Selector::Statement::placeAddress(AsmArgument &argument, Value address) {
  Gpr reg = s.addressRegister(address, Value(), Address());
  if (!asmRules.general.has(toReg(reg))) {
    Gpr copy = s.scratchGpr();
    s.enc.movSp(copy, reg);
    reg = copy;
  }
  argument.reg = toReg(reg);
}

bool Selector::Statement::beginText() {
  for (RegSet left = constraints.savedByStatement; !left.empty();
       left.remove(left.first())) {
    homes.push_back(s.frame.allocateHome(8));
    s.enc.str(8, toFpr(left.first()), s.home(homes.back(), 8));
  }
  return true;
}

void Selector::Statement::endText() {
  const int32_t *home = homes.begin();
  for (RegSet left = constraints.savedByStatement; !left.empty();
       left.remove(left.first()))
    s.enc.ldr(8, toFpr(left.first()), s.home(*home++, 8));
}
