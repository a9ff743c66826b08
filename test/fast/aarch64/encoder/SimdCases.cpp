//===- SimdCases.cpp - Vector instructions --------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Cases.h"
#include "llvm/Support/FormatVariadic.h"

using namespace shunt;
using namespace shunt::test;
using namespace shunt::aarch64;
using enum shunt::aarch64::Arrangement;

/// The sets of arrangements that SimdOps.def names.
static const std::vector<Arrangement> Bytes = {B8, B16};
static const std::vector<Arrangement> BH = {B8, B16, H4, H8};
static const std::vector<Arrangement> HS = {H4, H8, S2, S4};
static const std::vector<Arrangement> BHS = {B8, B16, H4, H8, S2, S4};
static const std::vector<Arrangement> All = {B8, B16, H4, H8, S2, S4, D2};
static const std::vector<Arrangement> Float = {S2, S4, D2};
static const std::vector<Arrangement> Lanes = {B8, B16, H4, H8, S4};

/// Bytes of an element and of the vector.
static unsigned elementWidth(Arrangement t) {
  return 1u << (static_cast<unsigned>(t) & 3);
}
static unsigned vectorWidth(Arrangement t) {
  return static_cast<unsigned>(t) >> 8 ? 16 : 8;
}
/// 16 bytes of elements of twice the width.
static Arrangement widened(Arrangement t) {
  return arrangementOf(16, 2 * elementWidth(t));
}

/// "mnemonic a.t, b.t, c.t"
static std::string text(const llvm::Twine &mnemonic, Arrangement t,
                        llvm::ArrayRef<Fpr> operands) {
  std::vector<std::string> names;
  for (Fpr operand : operands)
    names.push_back(name(t, operand));
  return (mnemonic + " " + list(names)).str();
}

/// "v1.s[2]"
static std::string element(Fpr reg, unsigned width, unsigned index) {
  return "v" + std::to_string(static_cast<unsigned>(reg)) + "." +
         "bhsd"[llvm::countr_zero(width)] + "[" + std::to_string(index) + "]";
}

static void addThreeSame(Cases &cases, const char *mnemonic, SimdThreeSameOp op,
                         llvm::ArrayRef<Arrangement> arrangements) {
  for (Arrangement t : arrangements)
    for (Row r : rows())
      cases.add(
          text(mnemonic, t, {fpr(r.a), fpr(r.b), fpr(r.c)}),
          [&](Encoder &e) { e.simd(op, t, fpr(r.a), fpr(r.b), fpr(r.c)); });
}

static void addTwoSame(Cases &cases, const char *mnemonic, SimdTwoSameOp op,
                       llvm::ArrayRef<Arrangement> arrangements,
                       llvm::StringRef last = "") {
  for (Arrangement t : arrangements)
    for (Row r : rows())
      cases.add(text(mnemonic, t, {fpr(r.a), fpr(r.b)}) + last,
                [&](Encoder &e) { e.simd(op, t, fpr(r.a), fpr(r.b)); });
}

static void addCompareZero(Cases &cases, llvm::StringRef mnemonic,
                           SimdTwoSameOp op,
                           llvm::ArrayRef<Arrangement> arrangements) {
  addTwoSame(cases, mnemonic.data(), op, arrangements,
             mnemonic.starts_with("f") ? ", #0.0" : ", #0");
}

static void addAcross(Cases &cases, const std::string &mnemonic,
                      SimdAcrossOp op, bool isLong) {
  for (Arrangement t : Lanes)
    for (Row r : rows()) {
      unsigned width = elementWidth(t) << isLong;
      cases.add(mnemonic + " " + name(width, fpr(r.a)) + ", " +
                    name(t, fpr(r.b)),
                [&](Encoder &e) { e.simdAcross(op, t, fpr(r.a), fpr(r.b)); });
    }
}

static void addShift(Cases &cases, const char *mnemonic, SimdShiftOp op,
                     bool isLeft) {
  for (Arrangement t : All)
    for (unsigned i = 0; i != 8 * elementWidth(t); ++i) {
      unsigned amount = i + !isLeft;
      Row r = rows()[i % 32];
      cases.add(
          text(mnemonic, t, {fpr(r.a), fpr(r.b)}) + ", " + imm(amount),
          [&](Encoder &e) { e.simdShift(op, t, fpr(r.a), fpr(r.b), amount); });
    }
}

static void addLongAndNarrow(Cases &cases) {
  static const std::pair<std::string, SimdLongOp> Longs[] = {
      {"saddl", SimdLongOp::Saddl}, {"uaddl", SimdLongOp::Uaddl},
      {"ssubl", SimdLongOp::Ssubl}, {"usubl", SimdLongOp::Usubl},
      {"smull", SimdLongOp::Smull}, {"umull", SimdLongOp::Umull},
      {"smlal", SimdLongOp::Smlal}, {"umlal", SimdLongOp::Umlal}};
  static const std::pair<std::string, SimdNarrowOp> Narrows[] = {
      {"xtn", SimdNarrowOp::Xtn},
      {"sqxtun", SimdNarrowOp::Sqxtun},
      {"sqxtn", SimdNarrowOp::Sqxtn},
      {"uqxtn", SimdNarrowOp::Uqxtn}};
  for (Arrangement t : BHS)
    for (Row r : rows()) {
      Fpr a = fpr(r.a), b = fpr(r.b), c = fpr(r.c);
      std::string two = vectorWidth(t) == 16 ? "2 " : " ";
      std::string wide = name(widened(t), a);
      for (auto &[mnemonic, op] : Longs)
        cases.add(mnemonic + two + list({wide, name(t, b), name(t, c)}),
                  [&](Encoder &e) { e.simdLong(op, t, a, b, c); });
      for (auto &[mnemonic, op] : Narrows)
        cases.add(mnemonic + two + list({name(t, b), wide}),
                  [&](Encoder &e) { e.simdNarrow(op, t, b, a); });
      for (unsigned amount : {0u, 1u, 8 * elementWidth(t) - 1}) {
        std::string operands = list({wide, name(t, b), imm(amount)});
        cases.add("sshll" + two + operands,
                  [&](Encoder &e) { e.sshll(t, a, b, amount); });
        cases.add("ushll" + two + operands,
                  [&](Encoder &e) { e.ushll(t, a, b, amount); });
      }
    }
}

static void addConversions(Cases &cases) {
  for (Row r : rows()) {
    Fpr a = fpr(r.a), b = fpr(r.b);
    for (bool isHigh : {false, true}) {
      std::string two = isHigh ? "2 " : " ";
      for (unsigned narrow : {2, 4}) {
        std::string wideName = name(arrangementOf(16, 2 * narrow), a);
        std::string narrowName =
            name(arrangementOf(isHigh ? 16 : 8, narrow), b);
        cases.add("fcvtl" + two + wideName + ", " + narrowName,
                  [&](Encoder &e) { e.fcvtl(narrow, a, b, isHigh); });
        cases.add("fcvtn" + two + narrowName + ", " + wideName,
                  [&](Encoder &e) { e.fcvtn(2 * narrow, b, a, isHigh); });
      }
    }
    cases.add("faddp " + name(4, a) + ", " + name(S2, b),
              [&](Encoder &e) { e.faddpScalar(4, a, b); });
    cases.add("faddp " + name(8, a) + ", " + name(D2, b),
              [&](Encoder &e) { e.faddpScalar(8, a, b); });
    cases.add("addp " + name(8, a) + ", " + name(D2, b),
              [&](Encoder &e) { e.addpScalar(a, b); });
  }
}

static void addElements(Cases &cases) {
  for (Row r : rows()) {
    Fpr a = fpr(r.a), b = fpr(r.b);
    Gpr g = gpr(r.c);
    cases.add(text("mov", B8, {a, b}),
              [&](Encoder &e) { e.movVector(8, a, b); });
    cases.add(text("mov", B16, {a, b}),
              [&](Encoder &e) { e.movVector(16, a, b); });
    for (Arrangement t : All) {
      unsigned width = elementWidth(t);
      cases.add("dup " + name(t, a) + ", " + name(width, g),
                [&](Encoder &e) { e.dup(t, a, g); });
      for (unsigned i = 0; i != 16 / width; ++i)
        cases.add("dup " + name(t, a) + ", " + element(b, width, i),
                  [&](Encoder &e) { e.dup(t, a, b, i); });
    }
    for (unsigned width : {1, 2, 4, 8})
      for (unsigned i = 0; i != 16 / width; ++i) {
        std::string elementOfB = element(b, width, i);
        cases.add("mov " + name(width, a) + ", " + elementOfB,
                  [&](Encoder &e) { e.movElement(width, a, b, i); });
        cases.add("ins " + elementOfB + ", " + name(width, g),
                  [&](Encoder &e) { e.ins(width, b, i, g); });
        for (unsigned k = 0; k != 16 / width; ++k)
          cases.add("ins " + elementOfB + ", " + element(a, width, k),
                    [&](Encoder &e) { e.ins(width, b, i, a, k); });
        cases.add("umov " + name(width, g) + ", " + elementOfB,
                  [&](Encoder &e) { e.umov(width, g, b, i); });
        for (unsigned to : {4, 8})
          if (width < to)
            cases.add("smov " + name(to, g) + ", " + elementOfB,
                      [&](Encoder &e) { e.smov(to, width, g, b, i); });
      }
  }
}

static void addConstants(Cases &cases) {
  for (unsigned value = 0; value != 256; ++value) {
    Fpr a = fpr(value % 32);
    auto byte = static_cast<uint8_t>(value);
    cases.add("movi " + name(B8, a) + ", " + imm(value),
              [&](Encoder &e) { e.moviBytes(8, a, byte); });
    cases.add("movi " + name(B16, a) + ", " + imm(value),
              [&](Encoder &e) { e.moviBytes(16, a, byte); });
    for (Arrangement t : HS)
      for (unsigned shift = 0; shift != 8 * elementWidth(t); shift += 8) {
        std::string operands =
            list({name(t, a), imm(value), "lsl " + imm(shift)});
        cases.add("movi " + operands,
                  [&](Encoder &e) { e.moviShifted(t, a, byte, shift); });
        cases.add("mvni " + operands,
                  [&](Encoder &e) { e.moviShifted(t, a, byte, shift, true); });
      }
    uint64_t mask = 0;
    for (unsigned i = 0; i != 8; ++i)
      mask |= (value >> i & 1) * (0xffull << 8 * i);
    std::string maskText = ", #" + std::to_string(mask);
    cases.add("movi " + name(8, a) + maskText,
              [&](Encoder &e) { e.moviMask(8, a, byte); });
    cases.add("movi " + name(D2, a) + maskText,
              [&](Encoder &e) { e.moviMask(16, a, byte); });
    // VFPExpandImm: sign, exponent and fraction of 8 bits.
    int exponent = static_cast<int>((value >> 4 & 7) ^ 4) - 3;
    double number = (16 + (value & 15)) / 16.0;
    number =
        exponent < 0 ? number / (1 << -exponent) : number * (1 << exponent);
    std::string numberText =
        llvm::formatv(", #{0:F8}", value & 128 ? -number : number);
    for (Arrangement t : Float)
      cases.add("fmov " + name(t, a) + numberText,
                [&](Encoder &e) { e.fmovVector(t, a, byte); });
  }
  cases.add("movi v3.2d, #0", [](Encoder &e) { e.zero(Fpr::v3); });
}

static void addPermutations(Cases &cases) {
  for (Row r : rows()) {
    Fpr a = fpr(r.a), b = fpr(r.b), c = fpr(r.c);
    for (unsigned bytes : {8, 16}) {
      Arrangement t = bytes == 8 ? B8 : B16;
      for (unsigned first = 0; first != bytes; ++first)
        cases.add(text("ext", t, {a, b, c}) + ", " + imm(first),
                  [&](Encoder &e) { e.ext(bytes, a, b, c, first); });
      for (unsigned count = 1; count != 5; ++count) {
        std::vector<std::string> table;
        for (unsigned i = 0; i != count; ++i)
          table.push_back(name(B16, fpr((r.b + i) % 32)));
        std::string operands =
            list({name(t, a), "{" + list(table) + "}", name(t, c)});
        cases.add("tbl " + operands,
                  [&](Encoder &e) { e.tbl(bytes, a, b, count, c); });
        cases.add("tbx " + operands,
                  [&](Encoder &e) { e.tbl(bytes, a, b, count, c, true); });
      }
    }
  }
}

void test::addSimdCases(Cases &cases) {
#define SIMD_THREE_SAME(Name, mnemonic, word, arrangements)                    \
  addThreeSame(cases, mnemonic, SimdThreeSameOp::Name, arrangements);
#define SIMD_TWO_SAME(Name, mnemonic, word, arrangements)                      \
  addTwoSame(cases, mnemonic, SimdTwoSameOp::Name, arrangements);
#define SIMD_COMPARE_ZERO(Name, mnemonic, word, arrangements)                  \
  addCompareZero(cases, mnemonic, SimdTwoSameOp::Name, arrangements);
#define SIMD_ACROSS(Name, mnemonic, word, isLong)                              \
  addAcross(cases, mnemonic, SimdAcrossOp::Name, isLong);
#define SIMD_SHIFT(Name, mnemonic, word, isLeft)                               \
  addShift(cases, mnemonic, SimdShiftOp::Name, isLeft);
#include "lowering/fast/aarch64/SimdOps.def"
  addLongAndNarrow(cases);
  addConversions(cases);
  addElements(cases);
  addConstants(cases);
  addPermutations(cases);
}
