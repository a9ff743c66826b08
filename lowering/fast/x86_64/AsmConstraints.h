//===- AsmConstraints.h - What inline assembly wants where ------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// LLVM's constraint string (LangRef, "Inline Asm Constraint String") as the
// places that x86-64 offers (GCC's manual, "Machine Constraints", x86 family).
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_ASMCONSTRAINTS_H
#define SHUNT_LOWERING_FAST_X86_64_ASMCONSTRAINTS_H

#include "dialects/shunt/ShuntOps.h"
#include "lowering/fast/x86_64/X86Registers.h"
#include <optional>

namespace shunt::x86_64 {

/// No operand, where a number of one is expected.
inline constexpr unsigned noOperand = UINT32_MAX;

/// Where one operand of a statement may be. The alternatives of one operand
/// (`rm`, `ri`) are all allowed at once.
struct AsmOperand {
  bool isOutput = false;
  bool isIndirect = false;    ///< The value is the operand's address.
  bool isLabel = false;       ///< `!i`: a block, which the statement jumps to.
  unsigned value = noOperand; ///< Index among the operation's operands, or its
                              ///< results for an output that isn't indirect, or
                              ///< its successors for a label.
  unsigned tied = noOperand;  ///< Of an input: the output in whose place it is.

  fast::RegSet registers;      ///< Any of these will do; empty: no register.
  bool memory = false;         ///< A memory operand will do.
  bool isAddress = false;      ///< `p`: printed as memory, the value is the
                               ///< address.
  bool symbol = false;         ///< A symbol's address will do, and offset.
  bool anySymbol = false;      ///< `Ws`: even one reached through the GOT.
  std::optional<Cond> flag;    ///< `@cc`: an output that the flags hold.
  std::optional<unsigned> x87; ///< st(n).
  /// The ranges of integer constants that will do, inclusive.
  struct Range {
    int64_t least, greatest;
  };
  llvm::SmallVector<Range, 1> constants;

  bool takesConstant(int64_t value) const {
    return llvm::any_of(constants, [=](Range range) {
      return range.least <= value && value <= range.greatest;
    });
  }
};

/// The constraints of a statement.
struct AsmConstraints {
  llvm::SmallVector<AsmOperand, 8> operands; ///< By their number in the text.
  fast::RegSet clobbers;
  uint8_t x87Clobbers = 0; ///< Bit n: st(n).

  /// Registers that the statement needs by name.
  fast::RegSet fixedRegisters() const;
  /// Registers of the general bank that the statement needs at once.
  unsigned generalRegisters() const;
};

/// What an inline_asm and a callbr say. All operands are the statement's.
struct AsmStatement {
  /// Precondition: `op` is one of these.
  explicit AsmStatement(mlir::Operation *op);

  mlir::Operation *op;
  llvm::StringRef assembly, constraints; ///< In the operation.
  bool intelDialect, canThrow;
};

/// Reads the statement's constraints. The result is empty if something isn't
/// handled, which `unsupported` then names ("inline assembly constraint 'f'").
std::optional<AsmConstraints> readConstraints(const AsmStatement &statement,
                                              std::string &unsupported);

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_ASMCONSTRAINTS_H
