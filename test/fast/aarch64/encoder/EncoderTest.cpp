//===- EncoderTest.cpp - The AArch64 encoder against LLVM's MC ------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Encodes every form over registers, memory shapes and immediates, and asks
// LLVM's assembler for the same text: the words and relocations must be equal.
// Then tests constants, refusals and the layout of branches. Exit code 1 on any
// failure.
//
//===----------------------------------------------------------------------===//

#include "Cases.h"
#include "llvm/Support/raw_ostream.h"

using namespace shunt;
using namespace shunt::test;
using namespace shunt::aarch64;
using llvm::outs;

/// Conditions against their definition on all pairs of small operands.
static unsigned testConditions() {
  auto holds = [](Cond cond, int8_t a, int8_t b) {
    auto ua = static_cast<uint8_t>(a), ub = static_cast<uint8_t>(b);
    switch (cond) {
    case Cond::EQ:
      return a == b;
    case Cond::LO:
      return ua < ub;
    case Cond::LS:
      return ua <= ub;
    case Cond::LT:
      return a < b;
    case Cond::LE:
      return a <= b;
    case Cond::NE:
      return a != b;
    case Cond::HS:
      return ua >= ub;
    case Cond::HI:
      return ua > ub;
    case Cond::GE:
      return a >= b;
    default:
      return a > b;
    }
  };
  unsigned failures = 0;
  for (Cond cond : {Cond::EQ, Cond::NE, Cond::LO, Cond::HS, Cond::LS, Cond::HI,
                    Cond::LT, Cond::GE, Cond::LE, Cond::GT})
    for (int a = -128; a != 128; ++a)
      for (int b = -128; b != 128; ++b) {
        auto x = static_cast<int8_t>(a), y = static_cast<int8_t>(b);
        failures += holds(cond, x, y) == holds(invert(cond), x, y);
        failures += holds(cond, x, y) != holds(swapOperands(cond), y, x);
      }
  outs() << "conditions  10 cases, " << failures << " failures\n";
  return failures;
}

int main() {
  Oracle oracle({"aarch64-unknown-linux-gnu", "generic",
                 "+v8.5a,+fp-armv8,+neon,+fullfp16,+lse,+rcpc,+pauth,+rand", 0,
                 nullptr});
  static const std::pair<llvm::StringRef, void (*)(Cases &)> Families[] = {
      {"integers", addIntegerCases}, {"memory", addMemoryCases},
      {"atomics", addAtomicCases},   {"control", addControlCases},
      {"floats", addFloatCases},     {"vectors", addSimdCases}};
  Counts total;
  for (auto &[title, addCases] : Families) {
    Cases cases;
    addCases(cases);
    Counts counts = runFamily(oracle, title, cases.list);
    total.cases += counts.cases;
    total.failures += counts.failures;
    // There is one word for an instruction.
    total.failures += counts.cases - counts.failures - counts.identical;
  }
  total.failures += testConditions();
  total.failures += testImmediates(oracle);
  total.failures += testRefusals(oracle);
  total.failures += testBranches(oracle);
  outs() << "total       " << total.cases << " instructions, " << total.failures
         << " failures\n";
  return total.failures == 0 ? 0 : 1;
}
