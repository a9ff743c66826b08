//===- ControlCases.cpp - Calls, addresses, system ------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Cases.h"

using namespace shunt;
using namespace shunt::test;
using namespace shunt::aarch64;

static constexpr auto Callee = static_cast<object::SymbolId>(5);
static constexpr auto Variable = static_cast<object::SymbolId>(6);

static void addCallsAndAddresses(Cases &cases) {
  using namespace llvm::ELF;
  cases.add("b sym5", [](Encoder &e) { e.b(Callee); });
  cases.add("bl sym5", [](Encoder &e) { e.bl(Callee); });
  for (unsigned r = 0; r != 32; ++r) {
    std::string reg = name(8, gpr(r));
    cases.add("br " + reg, [&](Encoder &e) { e.br(gpr(r)); });
    cases.add("blr " + reg, [&](Encoder &e) { e.blr(gpr(r)); });
    cases.add("ret " + reg, [&](Encoder &e) { e.ret(gpr(r)); });
    cases.add("adr " + reg + ", sym6",
              [&](Encoder &e) { e.adr(gpr(r), Variable); });
    cases.add("adrp " + reg + ", sym6+1234", [&](Encoder &e) {
      e.adrp(gpr(r), Variable, R_AARCH64_ADR_PREL_PG_HI21, 1234);
    });
    cases.add("adrp " + reg + ", :got:sym6", [&](Encoder &e) {
      e.adrp(gpr(r), Variable, R_AARCH64_ADR_GOT_PAGE);
    });
  }
  cases.add("ret", [](Encoder &e) { e.ret(); });
  cases.add("retaa", [](Encoder &e) { e.retaa(); });
  cases.add("retab", [](Encoder &e) { e.retab(); });
  // The directive makes the relocation, the instruction the word.
  cases.add(".tlsdesccall sym6; blr x1",
            [](Encoder &e) { e.blrTlsDescriptor(Gpr::x1, Variable); });
}

static void addSystem(Cases &cases) {
  static const std::pair<const char *, HintOp> Hints[] = {
      {"nop", HintOp::Nop},
      {"yield", HintOp::Yield},
      {"wfe", HintOp::Wfe},
      {"wfi", HintOp::Wfi},
      {"sev", HintOp::Sev},
      {"sevl", HintOp::Sevl},
      {"xpaclri", HintOp::Xpaclri},
      {"pacia1716", HintOp::Pacia1716},
      {"pacib1716", HintOp::Pacib1716},
      {"autia1716", HintOp::Autia1716},
      {"autib1716", HintOp::Autib1716},
      {"csdb", HintOp::Csdb},
      {"paciaz", HintOp::Paciaz},
      {"paciasp", HintOp::Paciasp},
      {"pacibz", HintOp::Pacibz},
      {"pacibsp", HintOp::Pacibsp},
      {"autiaz", HintOp::Autiaz},
      {"autiasp", HintOp::Autiasp},
      {"autibz", HintOp::Autibz},
      {"autibsp", HintOp::Autibsp},
      {"bti", HintOp::Bti},
      {"bti c", HintOp::BtiC},
      {"bti j", HintOp::BtiJ},
      {"bti jc", HintOp::BtiJc}};
  for (auto &[text, op] : Hints)
    cases.add(text, [&](Encoder &e) { e.hint(op); });
  cases.add("nop", [](Encoder &e) { e.nop(); });
  for (uint16_t value : {0, 1, 0x8000, 0xffff}) {
    cases.add("brk " + imm(value), [&](Encoder &e) { e.brk(value); });
    cases.add("hlt " + imm(value), [&](Encoder &e) { e.hlt(value); });
    cases.add("svc " + imm(value), [&](Encoder &e) { e.svc(value); });
    cases.add("udf " + imm(value), [&](Encoder &e) { e.udf(value); });
  }
  static const std::pair<std::string, SystemReg> Readable[] = {
      {"tpidr_el0", SystemReg::TpidrEl0},
      {"fpcr", SystemReg::Fpcr},
      {"fpsr", SystemReg::Fpsr},
      {"nzcv", SystemReg::Nzcv},
      {"cntvct_el0", SystemReg::CntvctEl0},
      {"dczid_el0", SystemReg::DczidEl0},
      {"ctr_el0", SystemReg::CtrEl0},
      {"rndr", SystemReg::Rndr},
      {"rndrrs", SystemReg::Rndrrs}};
  for (auto &[text, reg] : Readable)
    for (Gpr general : {Gpr::x0, Gpr::x30, Gpr::zr})
      cases.add("mrs " + name(8, general) + ", " + text,
                [&](Encoder &e) { e.mrs(general, reg); });
  for (auto &[text, reg] : llvm::ArrayRef(Readable).take_front(4))
    for (Gpr general : {Gpr::x0, Gpr::x30, Gpr::zr})
      cases.add("msr " + text + ", " + name(8, general),
                [&](Encoder &e) { e.msr(reg, general); });
}

void test::addControlCases(Cases &cases) {
  addCallsAndAddresses(cases);
  addSystem(cases);
}
