//===- ArithmeticCases.cpp - Integer arithmetic and atomics ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Cases.h"

using namespace shunt;
using namespace shunt::test;
using namespace shunt::x86_64;

static constexpr unsigned Widths[] = {1, 2, 4, 8};

static const std::pair<std::string, AluOp> AluOps[] = {
    {"add", AluOp::Add}, {"or", AluOp::Or},   {"adc", AluOp::Adc},
    {"sbb", AluOp::Sbb}, {"and", AluOp::And}, {"sub", AluOp::Sub},
    {"xor", AluOp::Xor}, {"cmp", AluOp::Cmp}};

static void addAluCases(Cases &cases, const std::string &op, AluOp code,
                        unsigned w) {
  std::string mnemonic = op + suffix(w).str() + " ";
  for (unsigned d = 0; d != 16; ++d) {
    std::string dst = name(w, gpr(d));
    for (unsigned s = 0; s != 16; ++s)
      cases.add(mnemonic + name(w, gpr(s)) + ", " + dst,
                [&](Encoder &e) { e.alu(code, w, gpr(d), gpr(s)); });
    for (int32_t i : immediates(w))
      cases.add(mnemonic + imm(i) + ", " + dst,
                [&](Encoder &e) { e.aluImm(code, w, gpr(d), i); });
    for (const Mem &m : someMemoryShapes()) {
      cases.add(mnemonic + name(m) + ", " + dst,
                [&](Encoder &e) { e.alu(code, w, gpr(d), m); });
      cases.add(mnemonic + dst + ", " + name(m),
                [&](Encoder &e) { e.alu(code, w, m, gpr(d)); });
    }
  }
  for (const Mem &m : memoryShapes())
    for (int32_t i : immediates(w))
      cases.add(mnemonic + imm(i) + ", " + name(m),
                [&](Encoder &e) { e.aluImm(code, w, m, i); });
}

static void addTests(Cases &cases, unsigned w) {
  std::string mnemonic = ("test" + suffix(w) + " ").str();
  for (unsigned d = 0; d != 16; ++d) {
    for (unsigned s = 0; s != 16; ++s)
      cases.add(mnemonic + name(w, gpr(s)) + ", " + name(w, gpr(d)),
                [&](Encoder &e) { e.test(w, gpr(d), gpr(s)); });
    for (const Mem &m : someMemoryShapes())
      cases.add(mnemonic + name(w, gpr(d)) + ", " + name(m),
                [&](Encoder &e) { e.test(w, m, gpr(d)); });
    for (int32_t i : immediates(w))
      cases.add(mnemonic + imm(i) + ", " + name(w, gpr(d)),
                [&](Encoder &e) { e.testImm(w, gpr(d), i); });
  }
  for (const Mem &m : someMemoryShapes())
    for (int32_t i : immediates(w))
      cases.add(mnemonic + imm(i) + ", " + name(m),
                [&](Encoder &e) { e.testImm(w, m, i); });
}

static void addUnaries(Cases &cases, unsigned w) {
  static const std::pair<std::string, UnaryOp> Ops[] = {
      {"not", UnaryOp::Not},   {"neg", UnaryOp::Neg}, {"mul", UnaryOp::Mul},
      {"imul", UnaryOp::Imul}, {"div", UnaryOp::Div}, {"idiv", UnaryOp::Idiv},
      {"inc", UnaryOp::Inc},   {"dec", UnaryOp::Dec}};
  for (auto &[text, op] : Ops) {
    std::string mnemonic = text + suffix(w).str() + " ";
    for (unsigned r = 0; r != 16; ++r)
      cases.add(mnemonic + name(w, gpr(r)),
                [&](Encoder &e) { e.unary(op, w, gpr(r)); });
    for (const Mem &m : memoryShapes())
      cases.add(mnemonic + name(m), [&](Encoder &e) { e.unary(op, w, m); });
  }
}

static void addMultiplications(Cases &cases, unsigned w) {
  std::string mnemonic = ("imul" + suffix(w) + " ").str();
  for (unsigned d = 0; d != 16; ++d) {
    std::string dst = name(w, gpr(d));
    for (unsigned s = 0; s != 16; ++s) {
      cases.add(mnemonic + name(w, gpr(s)) + ", " + dst,
                [&](Encoder &e) { e.imul(w, gpr(d), gpr(s)); });
      for (int32_t i : immediates(w))
        cases.add(mnemonic + imm(i) + ", " + name(w, gpr(s)) + ", " + dst,
                  [&](Encoder &e) { e.imulImm(w, gpr(d), gpr(s), i); });
    }
    for (const Mem &m : someMemoryShapes()) {
      cases.add(mnemonic + name(m) + ", " + dst,
                [&](Encoder &e) { e.imul(w, gpr(d), m); });
      for (int32_t i : immediates(w))
        cases.add(mnemonic + imm(i) + ", " + name(m) + ", " + dst,
                  [&](Encoder &e) { e.imulImm(w, gpr(d), m, i); });
    }
  }
}

static void addAtomics(Cases &cases, unsigned w) {
  for (unsigned r = 0; r != 16; ++r)
    for (const Mem &m : someMemoryShapes()) {
      std::string operands = name(w, gpr(r)) + ", " + name(m);
      cases.add("cmpxchg" + suffix(w) + " " + operands,
                [&](Encoder &e) { e.cmpxchg(w, m, gpr(r)); });
      cases.add("lock cmpxchg" + suffix(w) + " " + operands,
                [&](Encoder &e) { e.lock().cmpxchg(w, m, gpr(r)); });
      cases.add("lock xadd" + suffix(w) + " " + operands,
                [&](Encoder &e) { e.lock().xadd(w, m, gpr(r)); });
      for (auto &[text, op] : AluOps)
        if (op != AluOp::Cmp)
          cases.add("lock " + text + suffix(w) + " " + operands,
                    [&](Encoder &e) { e.lock().alu(op, w, m, gpr(r)); });
    }
  for (const Mem &m : someMemoryShapes()) {
    for (int32_t i : immediates(w))
      for (auto &[text, op] : AluOps)
        if (op != AluOp::Cmp)
          cases.add("lock " + text + suffix(w) + " " + imm(i) + ", " + name(m),
                    [&](Encoder &e) { e.lock().aluImm(op, w, m, i); });
    cases.add("lock inc" + suffix(w) + " " + name(m),
              [&](Encoder &e) { e.lock().unary(UnaryOp::Inc, w, m); });
    cases.add("lock dec" + suffix(w) + " " + name(m),
              [&](Encoder &e) { e.lock().unary(UnaryOp::Dec, w, m); });
    cases.add("lock not" + suffix(w) + " " + name(m),
              [&](Encoder &e) { e.lock().unary(UnaryOp::Not, w, m); });
    cases.add("lock neg" + suffix(w) + " " + name(m),
              [&](Encoder &e) { e.lock().unary(UnaryOp::Neg, w, m); });
  }
}

void test::addArithmeticCases(Cases &cases) {
  for (unsigned w : Widths) {
    for (auto &[text, op] : AluOps)
      addAluCases(cases, text, op, w);
    addTests(cases, w);
    addUnaries(cases, w);
    if (w != 1)
      addMultiplications(cases, w);
    addAtomics(cases, w);
  }
  for (const Mem &m : someMemoryShapes()) {
    cases.add("lock cmpxchg8b " + name(m),
              [&](Encoder &e) { e.lock().cmpxchgPair(8, m); });
    cases.add("lock cmpxchg16b " + name(m),
              [&](Encoder &e) { e.lock().cmpxchgPair(16, m); });
  }
}
