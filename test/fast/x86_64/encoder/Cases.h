//===- Cases.h - Instructions to be compared with LLVM ----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A case is assembly text and what the encoder made for it. The families' files
// add cases; EncoderTest.cpp compares them.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_TEST_FAST_X86_64_ENCODER_CASES_H
#define SHUNT_TEST_FAST_X86_64_ENCODER_CASES_H

#include "Judge.h"
#include "lowering/fast/x86_64/Encoder.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/Twine.h"
#include <string>
#include <vector>

namespace shunt::test {

/// The cases of a run.
class Cases {
public:
  /// Adds a case: the text, and what `emit` puts into a fresh buffer.
  void add(const llvm::Twine &text,
           llvm::function_ref<void(x86_64::Encoder &)> emit);

  std::vector<Case> list;

private:
  fast::CodeBuffer buffer;
};

/// AT&T names of operands.
std::string name(unsigned width, x86_64::Gpr reg);
std::string name(x86_64::Xmm reg);
std::string name(const x86_64::Mem &mem);
std::string imm(int64_t value);
/// The condition's mnemonic suffix.
llvm::StringRef name(x86_64::Cond cond);
/// The suffix of an integer mnemonic: b, w, l or q.
llvm::StringRef suffix(unsigned width);

/// The general registers.
inline x86_64::Gpr gpr(unsigned number) {
  return static_cast<x86_64::Gpr>(number);
}
inline x86_64::Xmm xmm(unsigned number) {
  return static_cast<x86_64::Xmm>(number);
}

/// Operands of every shape: corner registers, displacements at their edges,
/// symbols, segments.
const std::vector<x86_64::Mem> &memoryShapes();
/// A handful of shapes, for forms whose operand is encoded by common code.
const std::vector<x86_64::Mem> &someMemoryShapes();
/// Every base, index, scale and interesting displacement.
std::vector<x86_64::Mem> allMemoryShapes();
/// Immediates at the edges of a width's forms.
std::vector<int32_t> immediates(unsigned width);

void addIntegerMoveCases(Cases &cases);
void addArithmeticCases(Cases &cases);
void addBitCases(Cases &cases);
void addControlCases(Cases &cases);
void addSseCases(Cases &cases);
void addX87Cases(Cases &cases);

/// Layout of branches, labels and relocations; returns the failures.
unsigned testCodeBuffer();

} // namespace shunt::test

#endif // SHUNT_TEST_FAST_X86_64_ENCODER_CASES_H
