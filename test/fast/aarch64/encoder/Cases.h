//===- Cases.h - AArch64 instructions to be compared with LLVM --*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The families' files add cases; EncoderTest.cpp has them judged.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_TEST_FAST_AARCH64_ENCODER_CASES_H
#define SHUNT_TEST_FAST_AARCH64_ENCODER_CASES_H

#include "Judge.h"
#include "lowering/fast/aarch64/Encoder.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/Twine.h"

namespace shunt::test {

/// The cases of a run.
class Cases {
public:
  /// Adds a case: the text, and what `emit` puts into a fresh buffer.
  void add(const llvm::Twine &text,
           llvm::function_ref<void(aarch64::Encoder &)> emit);

  std::vector<Case> list;

private:
  fast::CodeBuffer buffer;
};

/// The general registers of operands that may be zero, 0 to 31, and of those
/// that may be the stack pointer.
inline aarch64::Gpr gpr(unsigned number) {
  return number == 31 ? aarch64::Gpr::zr : static_cast<aarch64::Gpr>(number);
}
inline aarch64::Gpr gprOrSp(unsigned number) {
  return static_cast<aarch64::Gpr>(number);
}
inline aarch64::Fpr fpr(unsigned number) {
  return static_cast<aarch64::Fpr>(number);
}

/// Names of operands. A general register of width 8 is x, of less w; a vector
/// register is b, h, s, d or q by its width, or v with an arrangement.
std::string name(unsigned width, aarch64::Gpr reg);
std::string name(unsigned width, aarch64::Fpr reg);
std::string name(aarch64::Arrangement arrangement, aarch64::Fpr reg);
std::string name(unsigned accessWidth, const aarch64::Mem &mem);
llvm::StringRef name(aarch64::Cond cond);
llvm::StringRef name(aarch64::Shift shift);
llvm::StringRef name(aarch64::Extend extend);
/// "#value"
std::string imm(int64_t value);
/// "a, b, c"
std::string list(llvm::ArrayRef<std::string> operands);

/// Three or four register numbers a row, in which each place has each number
/// from 0 to 31 once and the numbers of a row differ.
struct Row {
  unsigned a, b, c, d;
};
const std::vector<Row> &rows();
/// A few of them, with 0, 30 and 31 in each place.
const std::vector<Row> &someRows();

void addIntegerCases(Cases &cases);
void addMemoryCases(Cases &cases);
void addAtomicCases(Cases &cases);
void addControlCases(Cases &cases);
void addFloatCases(Cases &cases);
void addSimdCases(Cases &cases);

/// Constants of instructions, exhaustively where that can be done; returns the
/// failures.
unsigned testImmediates(Oracle &oracle);
/// Layout of branches; returns the failures.
unsigned testBranches(Oracle &oracle);
/// Operands that the encoder must refuse; returns the failures.
unsigned testRefusals(Oracle &oracle);

} // namespace shunt::test

#endif // SHUNT_TEST_FAST_AARCH64_ENCODER_CASES_H
