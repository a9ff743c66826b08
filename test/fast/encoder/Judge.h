//===- Judge.h - What an encoder made against LLVM --------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A case is assembly text and what the encoder made for it. A family of cases
// is judged as a whole, as LLVM's assembler takes long to start.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_TEST_FAST_ENCODER_JUDGE_H
#define SHUNT_TEST_FAST_ENCODER_JUDGE_H

#include "Oracle.h"
#include "lowering/fast/CodeBuffer.h"

namespace shunt::test {

/// One instruction, or prefix and instruction.
struct Case {
  std::string text; ///< As LLVM's assembler reads it.
  llvm::SmallVector<uint8_t, 16> bytes;
  llvm::SmallVector<fast::CodeRelocation, 1> relocations;
};

/// Counts of one family or of all.
struct Counts {
  unsigned cases = 0;
  unsigned failures = 0;
  unsigned identical = 0; ///< Bytes equal to LLVM's.
  unsigned shorter = 0;   ///< Shorter than LLVM's.
};

/// Compares with LLVM and prints failures and a summary: is each case one valid
/// instruction of our length, does it read as the text says, do relocations
/// agree, and would LLVM's assembler have been shorter?
Counts runFamily(Oracle &oracle, llvm::StringRef title,
                 llvm::ArrayRef<Case> cases);

/// A title and what adds the cases to a target's list of them.
template <typename Cases>
using Family = std::pair<llvm::StringRef, void (*)(Cases &)>;

/// Runs one family after the other; the sums.
template <typename Cases, size_t count>
Counts runFamilies(Oracle &oracle, const Family<Cases> (&families)[count]) {
  Counts total;
  for (auto [title, addCases] : families) {
    Cases cases;
    addCases(cases);
    Counts counts = runFamily(oracle, title, cases.list);
    total.cases += counts.cases;
    total.failures += counts.failures;
    total.identical += counts.identical;
    total.shorter += counts.shorter;
  }
  return total;
}

} // namespace shunt::test

#endif // SHUNT_TEST_FAST_ENCODER_JUDGE_H
