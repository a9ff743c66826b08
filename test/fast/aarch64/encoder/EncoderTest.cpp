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
#include "Conditions.h"
#include "llvm/Support/raw_ostream.h"

using namespace shunt;
using namespace shunt::test;
using namespace shunt::aarch64;
using llvm::outs;

int main() {
  Oracle oracle({"aarch64-unknown-linux-gnu", "generic",
                 "+v8.5a,+fp-armv8,+neon,+fullfp16,+lse,+rcpc,+pauth,+rand", 0,
                 nullptr});
  static const Family<Cases> Families[] = {
      {"integers", addIntegerCases}, {"memory", addMemoryCases},
      {"atomics", addAtomicCases},   {"control", addControlCases},
      {"floats", addFloatCases},     {"vectors", addSimdCases}};
  Counts total = runFamilies(oracle, Families);
  // There is one word for an instruction.
  total.failures += total.cases - total.failures - total.identical;
  total.failures +=
      testConditions<Cond>({Cond::EQ, Cond::NE, Cond::LO, Cond::HS, Cond::LS,
                            Cond::HI, Cond::LT, Cond::GE, Cond::LE, Cond::GT});
  total.failures += testImmediates(oracle);
  total.failures += testRefusals(oracle);
  total.failures += testBranches(oracle);
  outs() << "total       " << total.cases << " instructions, " << total.failures
         << " failures\n";
  return total.failures == 0 ? 0 : 1;
}
