//===- AsmConstraints.h - What inline assembly wants where ------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// LLVM's constraint string (LangRef, "Inline Asm Constraint String") as the
// places that a target offers. What all targets have is here (GCC's manual,
// "Simple Constraints"); a target's letters and names are in its AsmRules.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_ASMCONSTRAINTS_H
#define SHUNT_LOWERING_FAST_ASMCONSTRAINTS_H

#include "dialects/shunt/ShuntOps.h"
#include "lowering/fast/Values.h"
#include <optional>

namespace shunt::fast {

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

  RegSet registers;            ///< Any of these will do; empty: no register.
  bool memory = false;         ///< A memory operand will do.
  bool isAddress = false;      ///< `p`: printed as memory, the value is the
                               ///< address.
  bool symbol = false;         ///< A symbol's address will do, and offset.
  bool anySymbol = false;      ///< `Ws`: even one reached through the GOT.
  bool zero = false;           ///< The constant zero needs no register.
  std::optional<uint8_t> flag; ///< `@cc`: an output that the flags hold, by the
                               ///< target's number of the condition.
  std::optional<unsigned> x87; ///< st(n).
  /// Integer constants that will do: those in a range, inclusive, for which
  /// `holds` is true; null: all of them.
  struct Constants {
    int64_t least, greatest;
    bool (*holds)(int64_t value) = nullptr;
  };
  llvm::SmallVector<Constants, 1> constants;

  bool takesConstant(int64_t value) const {
    return llvm::any_of(constants, [=](const Constants &each) {
      return each.least <= value && value <= each.greatest &&
             (!each.holds || each.holds(value));
    });
  }
};

/// The constraints of a statement.
struct AsmConstraints {
  llvm::SmallVector<AsmOperand, 8> operands; ///< By their number in the text.
  RegSet clobbers;
  RegSet savedByStatement; ///< Clobbers that the statement's own code restores.
  uint8_t x87Clobbers = 0; ///< Bit n: st(n).

  /// Registers that the statement needs by name.
  RegSet fixedRegisters() const;
  /// Registers of `general`, a target's bank, that the statement needs at once.
  unsigned countOf(RegSet general) const;
};

/// What inline assembly is to a target.
struct AsmRules {
  RegSet general;      ///< Registers that a statement may be given.
  RegSet floats;       ///< The same, of the float bank.
  RegSet calleeSaved;  ///< Of these, the ones that must be saved first.
  unsigned fewGeneral; ///< Up to so many a statement manages without those; an
                       ///< operand's address may need two more.
  unsigned codeUnit;   ///< Code has a multiple of so many bytes.
  /// Adds one code of a constraint, a letter or two or a name in braces, unless
  /// all targets know it. False: not handled.
  bool (*addCode)(AsmOperand &operand, llvm::StringRef code);
  /// Adds a clobber's name. False: not handled.
  bool (*addClobber)(AsmConstraints &constraints, llvm::StringRef name);
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
                                              const AsmRules &rules,
                                              std::string &unsupported);

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_ASMCONSTRAINTS_H
