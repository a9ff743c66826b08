//===- Oracle.h - LLVM's assembler and disassembler in process --*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the encoder's tests compare with: text to bytes and bytes to text, by
// LLVM's MC layer.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_TEST_FAST_X86_64_ENCODER_ORACLE_H
#define SHUNT_TEST_FAST_X86_64_ENCODER_ORACLE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>
#include <vector>

namespace shunt::test {

/// A relocation that LLVM's assembler asks for.
struct Fixup {
  uint32_t offset; ///< Bytes from the start of the line's instructions.
  int64_t addend;  ///< Constant added to the symbol.
  std::string symbol;
};

/// What one line of assembly became.
struct AssembledLine {
  llvm::SmallVector<char, 16> bytes; ///< Empty when the line was refused.
  llvm::SmallVector<Fixup, 1> fixups;
};

/// LLVM's MC layer for x86-64 with every feature.
class Oracle {
public:
  Oracle();
  ~Oracle();

  /// Assembles AT&T text, one line an instruction. Errors go to stderr.
  std::vector<AssembledLine> assemble(const std::vector<std::string> &lines);

  /// Disassembles the instruction at the front of `bytes`, prefixes included,
  /// to canonical AT&T text; empty when it is no instruction. `size` becomes
  /// its length in bytes.
  std::string disassemble(llvm::ArrayRef<uint8_t> bytes, uint64_t &size);

private:
  struct State;
  std::unique_ptr<State> state;
};

/// One spelling for memory operands that mean the same: base and index in
/// order when the scale is 1, and no lone index with scale 1 or 2.
std::string canonicalText(llvm::StringRef text);

} // namespace shunt::test

#endif // SHUNT_TEST_FAST_X86_64_ENCODER_ORACLE_H
