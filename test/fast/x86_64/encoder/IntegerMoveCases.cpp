//===- IntegerMoveCases.cpp - Moves, conditional moves, stack -------------===//
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

static void addMoves(Cases &cases) {
  for (unsigned w : Widths) {
    for (unsigned d = 0; d != 16; ++d)
      for (unsigned s = 0; s != 16; ++s) {
        cases.add("mov" + suffix(w) + " " + name(w, gpr(s)) + ", " +
                      name(w, gpr(d)),
                  [&](Encoder &e) { e.mov(w, gpr(d), gpr(s)); });
        cases.add("xchg" + suffix(w) + " " + name(w, gpr(s)) + ", " +
                      name(w, gpr(d)),
                  [&](Encoder &e) { e.xchg(w, gpr(d), gpr(s)); });
      }
    for (unsigned r = 0; r != 16; ++r) {
      std::string reg = name(w, gpr(r));
      for (const Mem &m : memoryShapes()) {
        cases.add("mov" + suffix(w) + " " + name(m) + ", " + reg,
                  [&](Encoder &e) { e.mov(w, gpr(r), m); });
        cases.add("mov" + suffix(w) + " " + reg + ", " + name(m),
                  [&](Encoder &e) { e.mov(w, m, gpr(r)); });
      }
      for (const Mem &m : someMemoryShapes())
        cases.add("xchg" + suffix(w) + " " + reg + ", " + name(m),
                  [&](Encoder &e) { e.xchg(w, m, gpr(r)); });
      for (int32_t i : immediates(w))
        cases.add("mov" + suffix(w) + " " + imm(i) + ", " + reg,
                  [&](Encoder &e) { e.movPartialImm(w, gpr(r), i); });
    }
    for (const Mem &m : memoryShapes())
      for (int32_t i : immediates(w))
        cases.add("mov" + suffix(w) + " " + imm(i) + ", " + name(m),
                  [&](Encoder &e) { e.movImm(w, m, i); });
  }
  for (const Mem &m : allMemoryShapes())
    cases.add("movl " + name(m) + ", %r9d",
              [&](Encoder &e) { e.mov(4, Gpr::r9, m); });
}

static void addConstants(Cases &cases) {
  for (unsigned r = 0; r != 16; ++r) {
    Gpr reg = gpr(r);
    for (uint64_t v : {uint64_t(0), uint64_t(1), uint64_t(0x7fffffff),
                       uint64_t(0x80000000), uint64_t(0xffffffff)})
      cases.add("movl " + imm(static_cast<int64_t>(v)) + ", " + name(4, reg),
                [&](Encoder &e) { e.movImm(reg, v); });
    for (uint64_t v : {uint64_t(-1), uint64_t(INT64_C(-0x80000000))})
      cases.add("movq " + imm(static_cast<int64_t>(v)) + ", " + name(8, reg),
                [&](Encoder &e) { e.movImm(reg, v); });
    for (uint64_t v : {uint64_t(INT64_C(-0x80000001)), uint64_t(0x100000000),
                       uint64_t(INT64_MAX), uint64_t(INT64_MIN)})
      cases.add("movabsq " + imm(static_cast<int64_t>(v)) + ", " + name(8, reg),
                [&](Encoder &e) { e.movImm(reg, v); });
    cases.add("xorl " + name(4, reg) + ", " + name(4, reg),
              [&](Encoder &e) { e.zero(reg); });
    auto symbol = static_cast<object::SymbolId>(7);
    cases.add("movabsq $sym7+9, " + name(8, reg), [&](Encoder &e) {
      e.movSymbol64(reg, symbol, llvm::ELF::R_X86_64_64, 9);
    });
    cases.add("movl $sym7+9, " + name(4, reg), [&](Encoder &e) {
      e.movSymbol32(reg, symbol, llvm::ELF::R_X86_64_32, 9);
    });
  }
}

static void addExtensions(Cases &cases) {
  for (unsigned from : {1, 2}) {
    for (unsigned d = 0; d != 16; ++d) {
      for (unsigned s = 0; s != 16; ++s)
        cases.add("movz" + suffix(from) + "l " + name(from, gpr(s)) + ", " +
                      name(4, gpr(d)),
                  [&](Encoder &e) { e.movzx(from, gpr(d), gpr(s)); });
      for (const Mem &m : memoryShapes())
        cases.add("movz" + suffix(from) + "l " + name(m) + ", " +
                      name(4, gpr(d)),
                  [&](Encoder &e) { e.movzx(from, gpr(d), m); });
    }
  }
  cases.add("movl %esi, %r8d",
            [](Encoder &e) { e.movzx(4, Gpr::r8, Gpr::rsi); });
  cases.add("movl (%rsi), %r8d",
            [](Encoder &e) { e.movzx(4, Gpr::r8, Mem::at(Gpr::rsi)); });
  for (unsigned from : {1, 2, 4})
    for (unsigned to : {2, 4, 8}) {
      if (to <= from)
        continue;
      for (unsigned d = 0; d != 16; ++d) {
        std::string mnemonic = ("movs" + suffix(from) + suffix(to)).str();
        for (unsigned s = 0; s != 16; ++s)
          cases.add(mnemonic + " " + name(from, gpr(s)) + ", " +
                        name(to, gpr(d)),
                    [&](Encoder &e) { e.movsx(to, from, gpr(d), gpr(s)); });
        for (const Mem &m : someMemoryShapes())
          cases.add(mnemonic + " " + name(m) + ", " + name(to, gpr(d)),
                    [&](Encoder &e) { e.movsx(to, from, gpr(d), m); });
      }
    }
  static const std::pair<const char *, ExtendOp> Ops[] = {
      {"cbtw", ExtendOp::Cbw},  {"cwtl", ExtendOp::Cwde},
      {"cltq", ExtendOp::Cdqe}, {"cwtd", ExtendOp::Cwd},
      {"cltd", ExtendOp::Cdq},  {"cqto", ExtendOp::Cqo}};
  for (auto &[text, op] : Ops)
    cases.add(text, [&](Encoder &e) { e.extend(op); });
}

static void addConditionals(Cases &cases) {
  for (unsigned c = 0; c != 16; ++c) {
    auto cond = static_cast<Cond>(c);
    for (unsigned r = 0; r != 16; ++r)
      cases.add("set" + name(cond) + " " + name(1, gpr(r)),
                [&](Encoder &e) { e.setcc(cond, gpr(r)); });
    for (const Mem &m : someMemoryShapes())
      cases.add("set" + name(cond) + " " + name(m),
                [&](Encoder &e) { e.setcc(cond, m); });
    for (unsigned w : {2, 4, 8})
      for (unsigned r = 0; r != 16; ++r) {
        std::string mnemonic = ("cmov" + name(cond) + suffix(w) + " ").str();
        for (unsigned s = 0; s != 16; ++s)
          cases.add(mnemonic + name(w, gpr(s)) + ", " + name(w, gpr(r)),
                    [&](Encoder &e) { e.cmov(cond, w, gpr(r), gpr(s)); });
        for (const Mem &m : someMemoryShapes())
          cases.add(mnemonic + name(m) + ", " + name(w, gpr(r)),
                    [&](Encoder &e) { e.cmov(cond, w, gpr(r), m); });
      }
  }
}

static void addAddressesAndStack(Cases &cases) {
  for (unsigned r = 0; r != 16; ++r) {
    Gpr reg = gpr(r);
    for (const Mem &m : memoryShapes())
      if (m.segment == Segment::None)
        for (unsigned w : {4, 8})
          cases.add("lea" + suffix(w) + " " + name(m) + ", " + name(w, reg),
                    [&](Encoder &e) { e.lea(w, reg, m); });
    for (unsigned w : {4, 8})
      cases.add("bswap" + suffix(w) + " " + name(w, reg),
                [&](Encoder &e) { e.bswap(w, reg); });
    cases.add("pushq " + name(8, reg), [&](Encoder &e) { e.push(reg); });
    cases.add("popq " + name(8, reg), [&](Encoder &e) { e.pop(reg); });
  }
  for (const Mem &m : memoryShapes()) {
    cases.add("pushq " + name(m), [&](Encoder &e) { e.push(m); });
    cases.add("popq " + name(m), [&](Encoder &e) { e.pop(m); });
  }
  for (int32_t i : immediates(8))
    cases.add("pushq " + imm(i), [&](Encoder &e) { e.pushImm(i); });
}

void test::addIntegerMoveCases(Cases &cases) {
  addMoves(cases);
  addConstants(cases);
  addExtensions(cases);
  addConditionals(cases);
  addAddressesAndStack(cases);
}
