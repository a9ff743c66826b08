//===- Assembler.h - Assembly text to sections and symbols ------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// LLVM's own assembler, in memory: text goes through the target's parser and
// its ELF writer, and the file that comes out is read into an object::Object of
// its own. AssemblyMerge adds that to the module's object. So directives mean
// what they mean to LLVM, and nothing here knows a target.
//
// Nothing is set up before the first text comes. What does not depend on the
// text is made once; a text that was assembled before is not assembled again,
// because inline functions repeat their statements.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_ASSEMBLER_H
#define SHUNT_LOWERING_FAST_ASSEMBLER_H

#include "lowering/fast/Options.h"
#include "lowering/object/Object.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace shunt::fast {

/// Assembles the inline assembly of one module.
class Assembler {
public:
  enum class Dialect : uint8_t { Default, Intel };

  /// A piece of assembly.
  struct Text {
    llvm::StringRef text;
    Dialect dialect = Dialect::Default;
    llvm::StringRef cpu;      ///< Of the function, or the module's.
    llvm::StringRef features; ///< As cpu.
    /// The text belongs into a function: it begins in the section
    /// `statementSection`, and its code may stand anywhere.
    bool isStatement = false;
  };

  /// Name of the section that stands for a function's code.
  static constexpr llvm::StringLiteral statementSection = ".shunt.statement";

  /// `options` outlive the assembler.
  explicit Assembler(const Options &options);
  ~Assembler();

  /// What the text says. The object is owned by the assembler and lives as long
  /// as it. Private labels of the text are symbols of the object if they have
  /// names. The error is LLVM's diagnostic, e.g. "<inline asm>:1:2: error:
  /// invalid instruction mnemonic 'foo'".
  llvm::Expected<const object::Object *> assemble(const Text &text);

private:
  class Impl;

  const Options &options;
  std::unique_ptr<Impl> impl; ///< Null until the first text.
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_ASSEMBLER_H
