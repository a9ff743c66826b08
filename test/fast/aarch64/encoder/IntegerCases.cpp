//===- IntegerCases.cpp - Integer instructions ----------------------------===//
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

static constexpr auto Variable = static_cast<object::SymbolId>(6);

static const std::pair<std::string, AddSubOp> AddSubs[] = {
    {"add", AddSubOp::Add},
    {"adds", AddSubOp::Adds},
    {"sub", AddSubOp::Sub},
    {"subs", AddSubOp::Subs}};

static const std::pair<std::string, LogicOp> Logics[] = {
    {"and", LogicOp::And},   {"bic", LogicOp::Bic},  {"orr", LogicOp::Orr},
    {"orn", LogicOp::Orn},   {"eor", LogicOp::Eor},  {"eon", LogicOp::Eon},
    {"ands", LogicOp::Ands}, {"bics", LogicOp::Bics}};

/// The register with this number that an operand of add and sub may be.
static Gpr addSubResult(AddSubOp op, unsigned number) {
  bool setsFlags = op == AddSubOp::Adds || op == AddSubOp::Subs;
  return setsFlags ? gpr(number) : gprOrSp(number);
}

/// "mnemonic a, b, c" of registers of one width.
static std::string text(const llvm::Twine &mnemonic, unsigned width,
                        llvm::ArrayRef<Gpr> operands) {
  std::vector<std::string> names;
  for (Gpr operand : operands)
    names.push_back(name(width, operand));
  return (mnemonic + " " + list(names)).str();
}

static void addMoves(Cases &cases, unsigned width) {
  for (Row r : rows()) {
    cases.add(text("mov", width, {gpr(r.a), gpr(r.b)}),
              [&](Encoder &e) { e.mov(width, gpr(r.a), gpr(r.b)); });
    static const std::pair<std::string, MoveWideOp> Ops[] = {
        {"movn ", MoveWideOp::Movn},
        {"movz ", MoveWideOp::Movz},
        {"movk ", MoveWideOp::Movk}};
    for (auto &[mnemonic, op] : Ops)
      for (unsigned shift = 0; shift != 8 * width; shift += 16)
        for (unsigned value : {0u, 1u, 0x8000u, 0xffffu, 1000 + r.b})
          cases.add(mnemonic + name(width, gpr(r.a)) + ", " + imm(value) +
                        ", lsl " + imm(shift),
                    [&](Encoder &e) {
                      e.moveWide(op, width, gpr(r.a),
                                 static_cast<uint16_t>(value), shift);
                    });
  }
}

static void addSymbolicMoves(Cases &cases) {
  using namespace llvm::ELF;
  cases.add("mov x3, sp", [](Encoder &e) { e.movSp(Gpr::x3, Gpr::sp); });
  cases.add("mov sp, x29", [](Encoder &e) { e.movSp(Gpr::sp, Gpr::x29); });
  cases.add("movz x3, #:abs_g2:sym6+8", [](Encoder &e) {
    e.moveWide(MoveWideOp::Movz, Gpr::x3, 32, Variable, R_AARCH64_MOVW_UABS_G2,
               8);
  });
  cases.add("movk x30, #:abs_g0_nc:sym6", [](Encoder &e) {
    e.moveWide(MoveWideOp::Movk, Gpr::x30, 0, Variable,
               R_AARCH64_MOVW_UABS_G0_NC);
  });
  cases.add("add x3, sp, :lo12:sym6-4", [](Encoder &e) {
    e.addSymbol(Gpr::x3, Gpr::sp, Variable, R_AARCH64_ADD_ABS_LO12_NC, -4);
  });
  cases.add("add x0, x1, #:tprel_hi12:sym6, lsl #12", [](Encoder &e) {
    e.addSymbol(Gpr::x0, Gpr::x1, Variable, R_AARCH64_TLSLE_ADD_TPREL_HI12, 0,
                true);
  });
}

static void addAdditions(Cases &cases, unsigned width) {
  for (auto &[mnemonic, op] : AddSubs) {
    for (Row r : rows()) {
      std::string plain = text(mnemonic, width, {gpr(r.a), gpr(r.b), gpr(r.c)});
      cases.add(plain, [&](Encoder &e) {
        e.addSub(op, width, gpr(r.a), gpr(r.b), gpr(r.c));
      });
      for (Shift shift : {Shift::LSL, Shift::LSR, Shift::ASR})
        for (unsigned amount : {1u, 8 * width / 2, 8 * width - 1})
          cases.add(plain + ", " + name(shift) + " " + imm(amount),
                    [&](Encoder &e) {
                      e.addSub(op, width, gpr(r.a), gpr(r.b), gpr(r.c), shift,
                               amount);
                    });
      Gpr result = addSubResult(op, r.a), first = gprOrSp(r.b);
      for (unsigned x = 0; x != 8; ++x)
        for (unsigned amount : {0, 1, 4}) {
          auto extend = static_cast<Extend>(x);
          std::string second = name((x & 3) == 3 ? width : 4, gpr(r.c));
          cases.add(text(mnemonic, width, {result, first}) + ", " + second +
                        ", " + name(extend) + " " + imm(amount),
                    [&](Encoder &e) {
                      e.addSubExtended(op, width, result, first, gpr(r.c),
                                       extend, amount);
                    });
        }
      for (unsigned value :
           {0u, 1u, 8 + r.c, 4095u, 4096u, 0x7ff000u, 0xfff000u})
        cases.add(
            text(mnemonic, width, {result, first}) + ", " + imm(value),
            [&](Encoder &e) { e.addSubImm(op, width, result, first, value); });
    }
  }
  static const std::pair<std::string, CarryOp> Carries[] = {
      {"adc", CarryOp::Adc},
      {"adcs", CarryOp::Adcs},
      {"sbc", CarryOp::Sbc},
      {"sbcs", CarryOp::Sbcs}};
  for (auto &[mnemonic, op] : Carries)
    for (Row r : rows())
      cases.add(text(mnemonic, width, {gpr(r.a), gpr(r.b), gpr(r.c)}),
                [&](Encoder &e) {
                  e.addSubCarry(op, width, gpr(r.a), gpr(r.b), gpr(r.c));
                });
}

static void addLogic(Cases &cases, unsigned width) {
  static const uint64_t Values[] = {
      1, 0xff, 0x55555555, 0x7fffffff, 0x80000001, 0xfffffffe, 0x00ff00ff};
  for (auto &[mnemonic, op] : Logics)
    for (Row r : rows()) {
      std::string plain = text(mnemonic, width, {gpr(r.a), gpr(r.b), gpr(r.c)});
      cases.add(plain, [&](Encoder &e) {
        e.logic(op, width, gpr(r.a), gpr(r.b), gpr(r.c));
      });
      for (unsigned s = 0; s != 4; ++s)
        for (unsigned amount : {1u, 8 * width / 2, 8 * width - 1}) {
          auto shift = static_cast<Shift>(s);
          cases.add(
              plain + ", " + name(shift) + " " + imm(amount), [&](Encoder &e) {
                e.logic(op, width, gpr(r.a), gpr(r.b), gpr(r.c), shift, amount);
              });
        }
      if (static_cast<uint32_t>(op) & 1u << 21)
        continue;
      Gpr result = op == LogicOp::Ands ? gpr(r.a) : gprOrSp(r.a);
      for (uint64_t value : Values) {
        if (width == 8)
          value |= value << 32;
        cases.add(text(mnemonic, width, {result, gpr(r.b)}) + ", #" +
                      llvm::Twine(value),
                  [&](Encoder &e) {
                    e.logicImm(op, width, result, gpr(r.b),
                               *LogicalImm::of(width, value));
                  });
      }
    }
}

static void addShortNames(Cases &cases, unsigned width) {
  for (Row r : rows()) {
    Gpr a = gpr(r.a), b = gpr(r.b), c = gpr(r.c);
    cases.add(text("add", width, {a, b, c}),
              [&](Encoder &e) { e.add(width, a, b, c); });
    cases.add(text("sub", width, {a, b, c}),
              [&](Encoder &e) { e.sub(width, a, b, c); });
    cases.add(text("neg", width, {a, b}),
              [&](Encoder &e) { e.neg(width, a, b); });
    cases.add(text("cmp", width, {a, b}),
              [&](Encoder &e) { e.cmp(width, a, b); });
    cases.add(text("mvn", width, {a, b}),
              [&](Encoder &e) { e.mvn(width, a, b); });
    cases.add(text("tst", width, {a, b}),
              [&](Encoder &e) { e.tst(width, a, b); });
    cases.add(text("mul", width, {a, b, c}),
              [&](Encoder &e) { e.mul(width, a, b, c); });
  }
}

static void addMultiplications(Cases &cases) {
  static const std::pair<std::string, MultiplyOp> Longs[] = {
      {"smaddl ", MultiplyOp::Smaddl},
      {"smsubl ", MultiplyOp::Smsubl},
      {"umaddl ", MultiplyOp::Umaddl},
      {"umsubl ", MultiplyOp::Umsubl}};
  for (Row r : rows()) {
    Gpr a = gpr(r.a), b = gpr(r.b), c = gpr(r.c), d = gpr(r.d);
    for (unsigned width : {4, 8}) {
      cases.add(text("madd", width, {a, b, c, d}), [&](Encoder &e) {
        e.multiply(MultiplyOp::Madd, width, a, b, c, d);
      });
      cases.add(text("msub", width, {a, b, c, d}), [&](Encoder &e) {
        e.multiply(MultiplyOp::Msub, width, a, b, c, d);
      });
    }
    std::string operands = list({name(8, a), name(4, b), name(4, c)});
    for (auto &[mnemonic, op] : Longs)
      cases.add(mnemonic + operands + ", " + name(8, d),
                [&](Encoder &e) { e.multiply(op, 8, a, b, c, d); });
    cases.add("smull " + operands, [&](Encoder &e) { e.smull(a, b, c); });
    cases.add("umull " + operands, [&](Encoder &e) { e.umull(a, b, c); });
    cases.add(text("smulh", 8, {a, b, c}),
              [&](Encoder &e) { e.smulh(a, b, c); });
    cases.add(text("umulh", 8, {a, b, c}),
              [&](Encoder &e) { e.umulh(a, b, c); });
  }
}

static void addSources(Cases &cases, unsigned width) {
  static const std::pair<std::string, TwoSourceOp> Twos[] = {
      {"udiv", TwoSourceOp::Udiv}, {"sdiv", TwoSourceOp::Sdiv},
      {"lsl", TwoSourceOp::Lsl},   {"lsr", TwoSourceOp::Lsr},
      {"asr", TwoSourceOp::Asr},   {"ror", TwoSourceOp::Ror}};
  static const std::pair<std::string, OneSourceOp> Ones[] = {
      {"rbit", OneSourceOp::Rbit},
      {"rev16", OneSourceOp::Rev16},
      {"rev", OneSourceOp::Rev},
      {"clz", OneSourceOp::Clz},
      {"cls", OneSourceOp::Cls}};
  for (Row r : rows()) {
    Gpr a = gpr(r.a), b = gpr(r.b), c = gpr(r.c);
    for (auto &[mnemonic, op] : Twos)
      cases.add(text(mnemonic, width, {a, b, c}),
                [&](Encoder &e) { e.twoSource(op, width, a, b, c); });
    for (auto &[mnemonic, op] : Ones)
      cases.add(text(mnemonic, width, {a, b}),
                [&](Encoder &e) { e.oneSource(op, width, a, b); });
    if (width == 8)
      cases.add(text("rev32", 8, {a, b}), [&](Encoder &e) { e.rev32(a, b); });
  }
}

static void addBitfields(Cases &cases, unsigned width) {
  static const std::pair<std::string, BitfieldOp> Ops[] = {
      {"sbfm", BitfieldOp::Sbfm},
      {"bfm", BitfieldOp::Bfm},
      {"ubfm", BitfieldOp::Ubfm}};
  Gpr a = Gpr::x3, b = Gpr::x30, c = Gpr::zr;
  unsigned bits = 8 * width;
  std::string ab = text("", width, {a, b}) + ", ";
  for (unsigned i = 0; i != bits; ++i)
    for (unsigned j = 0; j != bits; ++j)
      for (auto &[mnemonic, op] : Ops)
        cases.add(mnemonic + ab + imm(i) + ", " + imm(j),
                  [&](Encoder &e) { e.bitfield(op, width, a, b, i, j); });
  using Method =
      void (IntegerEncoder::*)(unsigned, Gpr, Gpr, unsigned, unsigned);
  static const std::pair<std::string, Method> Fields[] = {
      {"ubfx", &Encoder::ubfx},   {"sbfx", &Encoder::sbfx},
      {"bfxil", &Encoder::bfxil}, {"ubfiz", &Encoder::ubfiz},
      {"sbfiz", &Encoder::sbfiz}, {"bfi", &Encoder::bfi}};
  for (auto &[mnemonic, method] : Fields)
    for (unsigned lsb = 0; lsb != bits; ++lsb)
      for (unsigned count = 1; count <= bits - lsb; ++count)
        cases.add(mnemonic + ab + imm(lsb) + ", " + imm(count),
                  [&](Encoder &e) { (e.*method)(width, a, b, lsb, count); });
  for (unsigned amount = 0; amount != bits; ++amount) {
    std::string count = imm(amount);
    cases.add("lsl" + ab + count,
              [&](Encoder &e) { e.lslImm(width, a, b, amount); });
    cases.add("lsr" + ab + count,
              [&](Encoder &e) { e.lsrImm(width, a, b, amount); });
    cases.add("asr" + ab + count,
              [&](Encoder &e) { e.asrImm(width, a, b, amount); });
    cases.add("ror" + ab + count,
              [&](Encoder &e) { e.rorImm(width, a, b, amount); });
    cases.add(text("extr", width, {a, b, c}) + ", " + count,
              [&](Encoder &e) { e.extr(width, a, b, c, amount); });
  }
}

static void addExtensions(Cases &cases) {
  for (Row r : rows()) {
    Gpr a = gpr(r.a), b = gpr(r.b);
    std::string ww = list({name(4, a), name(4, b)});
    std::string xw = list({name(8, a), name(4, b)});
    cases.add("uxtb " + ww, [&](Encoder &e) { e.zeroExtend(1, a, b); });
    cases.add("uxth " + ww, [&](Encoder &e) { e.zeroExtend(2, a, b); });
    cases.add("mov " + ww, [&](Encoder &e) { e.zeroExtend(4, a, b); });
    cases.add("sxtb " + ww, [&](Encoder &e) { e.signExtend(4, 1, a, b); });
    cases.add("sxth " + ww, [&](Encoder &e) { e.signExtend(4, 2, a, b); });
    cases.add("sxtb " + xw, [&](Encoder &e) { e.signExtend(8, 1, a, b); });
    cases.add("sxth " + xw, [&](Encoder &e) { e.signExtend(8, 2, a, b); });
    cases.add("sxtw " + xw, [&](Encoder &e) { e.signExtend(8, 4, a, b); });
  }
}

static void addConditions(Cases &cases, unsigned width) {
  static const std::pair<std::string, SelectOp> Selects[] = {
      {"csel", SelectOp::Csel},
      {"csinc", SelectOp::Csinc},
      {"csinv", SelectOp::Csinv},
      {"csneg", SelectOp::Csneg}};
  static const std::pair<std::string, CompareIfOp> Compares[] = {
      {"ccmn", CompareIfOp::Ccmn}, {"ccmp", CompareIfOp::Ccmp}};
  for (unsigned i = 0; i != 15; ++i)
    for (Row r : someRows()) {
      auto cond = static_cast<Cond>(i);
      Gpr a = gpr(r.a), b = gpr(r.b), c = gpr(r.c);
      std::string last = ", " + name(cond).str();
      for (auto &[mnemonic, op] : Selects)
        cases.add(text(mnemonic, width, {a, b, c}) + last,
                  [&](Encoder &e) { e.select(op, width, a, b, c, cond); });
      cases.add(text("csel", width, {a, b, c}) + last,
                [&](Encoder &e) { e.csel(width, a, b, c, cond); });
      if (cond != Cond::AL) {
        cases.add(text("cset", width, {a}) + last,
                  [&](Encoder &e) { e.cset(width, a, cond); });
        cases.add(text("csetm", width, {a}) + last,
                  [&](Encoder &e) { e.csetm(width, a, cond); });
      }
      for (auto &[mnemonic, op] : Compares)
        for (unsigned nzcv : {0, 1, 4, 15}) {
          std::string flags = ", " + imm(nzcv) + last;
          cases.add(text(mnemonic, width, {a, b}) + flags, [&](Encoder &e) {
            e.compareIf(op, width, a, b, nzcv, cond);
          });
          for (unsigned value : {0, 1, 31})
            cases.add(text(mnemonic, width, {a}) + ", " + imm(value) + flags,
                      [&](Encoder &e) {
                        e.compareIfImm(op, width, a, value, nzcv, cond);
                      });
        }
    }
}

void test::addIntegerCases(Cases &cases) {
  for (unsigned width : {4, 8}) {
    addMoves(cases, width);
    addAdditions(cases, width);
    addLogic(cases, width);
    addShortNames(cases, width);
    addSources(cases, width);
    addBitfields(cases, width);
    addConditions(cases, width);
  }
  addSymbolicMoves(cases);
  addMultiplications(cases);
  addExtensions(cases);
}
