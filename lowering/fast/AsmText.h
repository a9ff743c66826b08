//===- AsmText.h - The text of an inline assembly statement -----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Follows LLVM's AsmPrinter::emitInlineAsm. How operands are printed is the
// target's to say.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_ASMTEXT_H
#define SHUNT_LOWERING_FAST_ASMTEXT_H

#include "lowering/fast/Values.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <string>

namespace shunt::fast {

/// What stands for `$0` and so on in the text.
struct AsmArgument {
  enum class Kind : uint8_t {
    None,
    Register,
    X87,
    Memory,
    Immediate,
    Symbol,
    Label
  };
  Kind kind = Kind::None; ///< None: an operand that the text can't name.
  Reg reg = Reg::None;    ///< Register, or the base of Memory.
  Reg index = Reg::None;  ///< Of Memory, times 1 << scaleLog2.
  uint8_t scaleLog2 = 0;
  uint8_t segment = 0; ///< Of Memory: the target's number; 0: none.
  unsigned bytes = 8;  ///< Of the register's part; 16 and more: vectors.
  int64_t value = 0; ///< Immediate; displacement; offset from the symbol; n of
                     ///< st(n).
  llvm::StringRef symbol; ///< Of Symbol, Label or Memory.
};

/// Makes the text that the assembler reads: operands for `$0` and `${0:m}`, one
/// side of `$(a$|b$)`, and what `${:uid}` and its like stand for.
class AsmExpander {
public:
  /// How a target, or a dialect of it, writes.
  struct Syntax {
    unsigned variant;           ///< The side of `$(a$|b$)`.
    llvm::StringRef comment;    ///< Begins one.
    llvm::StringRef dollar;     ///< What `$$` is.
    llvm::StringRef begin, end; ///< Around the statement.
  };

  /// `uid` is a number that no other statement of the module has.
  AsmExpander(Syntax syntax, llvm::StringRef text,
              llvm::ArrayRef<AsmArgument> arguments, unsigned uid)
      : out(result), syntax(syntax), rest(text), arguments(arguments),
        uid(uid) {}
  virtual ~AsmExpander();

  /// False: the text has a reference that isn't handled, which `unsupported`
  /// then names.
  bool run();

  std::string result;
  std::string unsupported;

protected:
  /// Prints an argument of another kind than Label or None; `modifier` is 0 if
  /// there is none. False: refuseModifier() was called.
  virtual bool print(const AsmArgument &argument, char modifier) = 0;

  /// A symbol's name, quoted if need be, and what is added to it.
  void printName(llvm::StringRef name, int64_t offset);
  bool refuseModifier(char modifier);

  llvm::raw_string_ostream out;

private:
  bool isSkipped() const {
    return variant != noVariant && variant != syntax.variant;
  }
  bool expandDollar();
  bool expandReference();
  bool expandSpecial(llvm::StringRef name);
  bool printAny(const AsmArgument &argument, char modifier);

  static constexpr unsigned noVariant = UINT32_MAX;

  Syntax syntax;
  llvm::StringRef rest;
  llvm::ArrayRef<AsmArgument> arguments;
  unsigned uid;
  unsigned variant = noVariant; ///< Of `$(0$|1$)`, while in one.
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_ASMTEXT_H
