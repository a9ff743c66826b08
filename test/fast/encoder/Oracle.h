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

#ifndef SHUNT_TEST_FAST_ENCODER_ORACLE_H
#define SHUNT_TEST_FAST_ENCODER_ORACLE_H

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

/// The target that an oracle is for.
struct OracleTarget {
  llvm::StringRef triple;
  llvm::StringRef cpu;
  llvm::StringRef features;
  /// What a PC-relative relocation's addend has beside the assembly's constant.
  int64_t relativeAddend;
  /// One spelling for texts that mean the same, without tabs; null: as it is.
  std::string (*canonicalText)(llvm::StringRef text);
};

/// LLVM's MC layer for a target.
class Oracle {
public:
  explicit Oracle(const OracleTarget &target);
  ~Oracle();

  /// Assembles text, one line an instruction. Errors go to stderr unless
  /// `isQuiet`.
  std::vector<AssembledLine> assemble(const std::vector<std::string> &lines,
                                      bool isQuiet = false);

  /// Disassembles the instruction at the front of `bytes`, prefixes included,
  /// to canonical text; empty when it is no instruction. `size` becomes its
  /// length in bytes.
  std::string disassemble(llvm::ArrayRef<uint8_t> bytes, uint64_t &size);

  /// All instructions in `bytes`, separated by "; "; empty when one is invalid.
  std::string disassembleAll(llvm::ArrayRef<uint8_t> bytes);

private:
  struct State;
  std::unique_ptr<State> state;
};

} // namespace shunt::test

#endif // SHUNT_TEST_FAST_ENCODER_ORACLE_H
