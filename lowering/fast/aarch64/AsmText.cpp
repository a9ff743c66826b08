//===- AsmText.cpp - How AArch64 prints operands of inline assembly -------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Follows LLVM's AArch64AsmPrinter::PrintAsmOperand; the modifiers are those of
// LangRef, "Asm template argument modifiers", AArch64.
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/AsmText.h"
#include "lowering/fast/aarch64/AArch64Registers.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::aarch64;
using fast::AsmArgument;
using Kind = AsmArgument::Kind;

namespace {

class Expander final : public fast::AsmExpander {
public:
  using AsmExpander::AsmExpander;

protected:
  bool print(const AsmArgument &argument, char modifier) override;

private:
  bool printRegister(const AsmArgument &argument, char modifier);
  bool printMemory(const AsmArgument &argument, char modifier);
  bool printConstant(const AsmArgument &argument, char modifier);
};

} // namespace

bool Expander::printRegister(const AsmArgument &argument, char modifier) {
  bool isVector = isFpr(argument.reg);
  unsigned number =
      isVector ? unsigned(toFpr(argument.reg)) : unsigned(toGpr(argument.reg));
  // Without a modifier it is the whole register, whatever the value's width.
  if (modifier == 0)
    modifier = isVector ? 'v' : 'x';
  if (modifier == 'a' && !isVector) {
    out << "[x" << number << ']';
    return true;
  }
  if (!StringRef(isVector ? "vbhsdqz" : "wx").contains(modifier))
    return refuseModifier(modifier);
  out << modifier << number;
  return true;
}

bool Expander::printMemory(const AsmArgument &argument, char modifier) {
  if (modifier != 0 && modifier != 'a')
    return refuseModifier(modifier);
  out << "[x" << unsigned(toGpr(argument.reg)) << ']';
  return true;
}

/// Immediates and symbols.
bool Expander::printConstant(const AsmArgument &argument, char modifier) {
  bool isSymbol = argument.kind == Kind::Symbol;
  if (modifier == 'n') {
    if (isSymbol)
      return refuseModifier(modifier);
    out << int64_t(-uint64_t(argument.value));
    return true;
  }
  if (modifier != 0 && !StringRef("wxacs").contains(modifier))
    return refuseModifier(modifier);
  bool isRegister = modifier == 'w' || modifier == 'x';
  if (isSymbol)
    printName(argument.symbol, argument.value);
  else if (isRegister && argument.value == 0)
    out << modifier << "zr";
  else
    out << argument.value;
  return true;
}

bool Expander::print(const AsmArgument &argument, char modifier) {
  switch (argument.kind) {
  case Kind::Memory:
    return printMemory(argument, modifier);
  case Kind::Immediate:
  case Kind::Symbol:
    return printConstant(argument, modifier);
  default:
    return printRegister(argument, modifier);
  }
}

std::unique_ptr<fast::AsmExpander>
aarch64::createAsmExpander(StringRef text, ArrayRef<AsmArgument> arguments,
                           unsigned uid) {
  fast::AsmExpander::Syntax syntax = {0, "//", "$", "\t", "\n"};
  return std::make_unique<Expander>(syntax, text, arguments, uid);
}
