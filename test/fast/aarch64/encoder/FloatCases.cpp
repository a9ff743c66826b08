//===- FloatCases.cpp - Scalar floating point -----------------------------===//
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

/// "mnemonic a, b, c" of registers of one width.
static std::string text(const llvm::Twine &mnemonic, unsigned width,
                        llvm::ArrayRef<Fpr> operands) {
  std::vector<std::string> names;
  for (Fpr operand : operands)
    names.push_back(name(width, operand));
  return (mnemonic + " " + list(names)).str();
}

static void addOneSource(Cases &cases, const char *mnemonic,
                         FloatOneSourceOp op) {
  for (unsigned width : {2, 4, 8})
    for (Row r : rows())
      cases.add(text(mnemonic, width, {fpr(r.a), fpr(r.b)}),
                [&](Encoder &e) { e.floatOp(op, width, fpr(r.a), fpr(r.b)); });
}

static void addTwoSource(Cases &cases, const char *mnemonic,
                         FloatTwoSourceOp op) {
  for (unsigned width : {2, 4, 8})
    for (Row r : rows())
      cases.add(text(mnemonic, width, {fpr(r.a), fpr(r.b), fpr(r.c)}),
                [&](Encoder &e) {
                  e.floatOp(op, width, fpr(r.a), fpr(r.b), fpr(r.c));
                });
}

static void addThreeSource(Cases &cases, const char *mnemonic,
                           FloatThreeSourceOp op) {
  for (unsigned width : {2, 4, 8})
    for (Row r : rows())
      cases.add(text(mnemonic, width, {fpr(r.a), fpr(r.b), fpr(r.c), fpr(r.d)}),
                [&](Encoder &e) {
                  e.floatOp(op, width, fpr(r.a), fpr(r.b), fpr(r.c), fpr(r.d));
                });
}

static void addConversion(Cases &cases, const std::string &mnemonic,
                          FloatToIntegerOp op) {
  for (unsigned to : {4, 8})
    for (unsigned from : {2, 4, 8})
      for (Row r : rows())
        cases.add(mnemonic + " " + name(to, gpr(r.a)) + ", " +
                      name(from, fpr(r.b)),
                  [&](Encoder &e) {
                    e.floatToInteger(op, to, from, gpr(r.a), fpr(r.b));
                  });
}

static void addConversion(Cases &cases, const std::string &mnemonic,
                          IntegerToFloatOp op) {
  for (unsigned from : {4, 8})
    for (unsigned to : {2, 4, 8})
      for (Row r : rows())
        cases.add(mnemonic + " " + name(to, fpr(r.a)) + ", " +
                      name(from, gpr(r.b)),
                  [&](Encoder &e) {
                    e.integerToFloat(op, from, to, fpr(r.a), gpr(r.b));
                  });
}

static void addMoves(Cases &cases) {
  for (Row r : rows()) {
    Fpr vector = fpr(r.a);
    Gpr general = gpr(r.b);
    for (unsigned width : {4, 8}) {
      cases.add("fmov " + name(width, vector) + ", " + name(width, general),
                [&](Encoder &e) { e.fmov(width, vector, general); });
      cases.add("fmov " + name(width, general) + ", " + name(width, vector),
                [&](Encoder &e) { e.fmov(width, general, vector); });
    }
    std::string high = "v" + std::to_string(r.a) + ".d[1]";
    cases.add("fmov " + high + ", " + name(8, general),
              [&](Encoder &e) { e.fmovHigh(vector, general); });
    cases.add("fmov " + name(8, general) + ", " + high,
              [&](Encoder &e) { e.fmovHigh(general, vector); });
    for (unsigned to : {2, 4, 8}) {
      cases.add(text("fmov", to, {vector, fpr(r.c)}),
                [&](Encoder &e) { e.fmov(to, vector, fpr(r.c)); });
      for (unsigned from : {2, 4, 8})
        if (to != from)
          cases.add("fcvt " + name(to, vector) + ", " + name(from, fpr(r.c)),
                    [&](Encoder &e) { e.fcvt(to, from, vector, fpr(r.c)); });
    }
  }
}

static void addComparisons(Cases &cases) {
  for (unsigned width : {2, 4, 8})
    for (Row r : rows())
      for (bool signals : {false, true}) {
        std::string e = signals ? "e" : "";
        Fpr a = fpr(r.a), b = fpr(r.b), c = fpr(r.c);
        cases.add(text("fcmp" + e, width, {a, b}),
                  [&](Encoder &e) { e.fcmp(width, a, b, signals); });
        cases.add(text("fcmp" + e, width, {a}) + ", #0.0",
                  [&](Encoder &e) { e.fcmpZero(width, a, signals); });
        for (unsigned i = 0; i != 15; ++i) {
          auto cond = static_cast<Cond>(i);
          std::string last = ", " + name(cond).str();
          cases.add(text("fccmp" + e, width, {a, b}) + ", " + imm(r.c & 15) +
                        last,
                    [&](Encoder &e) {
                      e.fccmp(width, a, b, r.c & 15, cond, signals);
                    });
          cases.add(text("fcsel", width, {a, b, c}) + last,
                    [&](Encoder &e) { e.fcsel(width, a, b, c, cond); });
        }
      }
}

void test::addFloatCases(Cases &cases) {
#define FLOAT_ONE_SOURCE(Name, mnemonic, word)                                 \
  addOneSource(cases, mnemonic, FloatOneSourceOp::Name);
#define FLOAT_TWO_SOURCE(Name, mnemonic, word)                                 \
  addTwoSource(cases, mnemonic, FloatTwoSourceOp::Name);
#define FLOAT_THREE_SOURCE(Name, mnemonic, word)                               \
  addThreeSource(cases, mnemonic, FloatThreeSourceOp::Name);
#define FLOAT_TO_INTEGER(Name, mnemonic, word)                                 \
  addConversion(cases, mnemonic, FloatToIntegerOp::Name);
#define INTEGER_TO_FLOAT(Name, mnemonic, word)                                 \
  addConversion(cases, mnemonic, IntegerToFloatOp::Name);
#include "lowering/fast/aarch64/FloatOps.def"
  addMoves(cases);
  addComparisons(cases);
}
