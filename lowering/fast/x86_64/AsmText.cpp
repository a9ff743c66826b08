//===- AsmText.cpp - The text of an inline assembly statement -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Follows LLVM's AsmPrinter::emitInlineAsm and X86AsmPrinter::PrintAsmOperand;
// the modifiers are those of LangRef, "Asm template argument modifiers", X86.
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/AsmText.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::x86_64;
using Kind = AsmArgument::Kind;

namespace {

/// Expands one statement.
class Expander {
public:
  Expander(StringRef text, bool isIntel, ArrayRef<AsmArgument> arguments,
           unsigned uid, std::string &result)
      : rest(text), isIntel(isIntel), arguments(arguments), uid(uid),
        out(result) {}

  /// False: `unsupported` says why.
  bool run();

  std::string unsupported;

private:
  bool isSkipped() const {
    return variant != noVariant && variant != unsigned(isIntel);
  }
  bool expandDollar();
  bool expandReference();
  bool expandSpecial(StringRef name);
  bool print(const AsmArgument &argument, char modifier);
  bool printRegister(const AsmArgument &argument, char modifier);
  bool printMemory(const AsmArgument &argument, char modifier);
  bool printImmediate(const AsmArgument &argument, char modifier);
  bool printSymbol(const AsmArgument &argument, char modifier);
  void printName(StringRef name, int64_t offset);
  void printAtt(const Mem &mem, StringRef symbol, int64_t disp,
                bool onlyDisplacement);
  void printIntel(const Mem &mem, StringRef symbol, int64_t disp,
                  bool onlyDisplacement);
  bool refuseModifier(char modifier) {
    unsupported =
        std::string("inline assembly operand modifier '") + modifier + "'";
    return false;
  }

  static constexpr unsigned noVariant = UINT32_MAX;

  StringRef rest;
  bool isIntel;
  ArrayRef<AsmArgument> arguments;
  unsigned uid;
  raw_string_ostream out;
  unsigned variant = noVariant; ///< Of `$(0$|1$)`, while in one.
};

//===----------------------------------------------------------------------===//
// Registers
//===----------------------------------------------------------------------===//

/// Parts of a general register: 1, 2, 4, 8 bytes, and bits 8 to 15 (`high`).
std::string nameOf(Gpr reg, unsigned bytes, bool high = false) {
  static constexpr StringLiteral Names[] = {"ax", "cx", "dx", "bx",
                                            "sp", "bp", "si", "di"};
  auto number = unsigned(reg);
  if (number >= 8)
    return ("r" + Twine(number) +
            (bytes == 1   ? "b"
             : bytes == 2 ? "w"
             : bytes == 4 ? "d"
                          : ""))
        .str();
  StringRef name = Names[number];
  switch (bytes) {
  case 1:
    if (number < 4)
      return (name.take_front() + (high ? "h" : "l")).str();
    return (name + "l").str();
  case 2:
    return name.str();
  case 4:
    return ("e" + name).str();
  default:
    return ("r" + name).str();
  }
}

} // namespace

bool Expander::printRegister(const AsmArgument &argument, char modifier) {
  StringRef percent = isIntel || modifier == 'V' ? "" : "%";
  if (argument.kind == Kind::X87) {
    if (modifier)
      return refuseModifier(modifier);
    out << percent << "st";
    if (argument.value != 0)
      out << '(' << argument.value << ')';
    return true;
  }
  if (modifier == 'a') {
    Mem mem = Mem::at(toGpr(argument.reg));
    isIntel ? printIntel(mem, "", 0, false) : printAtt(mem, "", 0, false);
    return true;
  }
  if (modifier == 'A')
    out << '*';
  out << percent;
  if (isXmm(argument.reg)) {
    if (modifier == 'g')
      return refuseModifier(modifier);
    out << (modifier == 't' ? "ymm" : "xmm") << unsigned(toXmm(argument.reg));
    return true;
  }
  Gpr reg = toGpr(argument.reg);
  switch (modifier) {
  case 'b':
    out << nameOf(reg, 1);
    return true;
  case 'h':
    out << nameOf(reg, 1, /*high=*/true);
    return true;
  case 'w':
    out << nameOf(reg, 2);
    return true;
  case 'k':
    out << nameOf(reg, 4);
    return true;
  case 'q':
  case 'V':
    out << nameOf(reg, 8);
    return true;
  case 0:
  case 'A':
  case 'c':
  case 'P':
  case 'p':
    out << nameOf(reg, argument.bytes);
    return true;
  default:
    return refuseModifier(modifier);
  }
}

//===----------------------------------------------------------------------===//
// Memory, immediates, symbols
//===----------------------------------------------------------------------===//

void Expander::printName(StringRef name, int64_t offset) {
  bool isPlain = !isDigit(name.front()) && all_of(name, [](char c) {
    return isAlnum(c) || c == '_' || c == '.' || c == '$' || c == '@';
  });
  if (isPlain && !name.starts_with("$")) {
    out << name;
  } else {
    out << '"';
    printEscapedString(name, out);
    out << '"';
  }
  if (offset > 0)
    out << '+';
  if (offset != 0)
    out << offset;
}

void Expander::printAtt(const Mem &mem, StringRef symbol, int64_t disp,
                        bool onlyDisplacement) {
  if (mem.segment != Segment::None)
    out << (mem.segment == Segment::fs ? "%fs:" : "%gs:");
  bool hasRegister = mem.base != Gpr::None || mem.index != Gpr::None;
  if (!symbol.empty())
    printName(symbol, disp);
  else if (disp != 0 || !hasRegister)
    out << disp;
  if (onlyDisplacement)
    return;
  if (!symbol.empty() && !hasRegister)
    out << "(%rip)";
  if (!hasRegister)
    return;
  out << '(';
  if (mem.base != Gpr::None)
    out << '%' << nameOf(mem.base, 8);
  if (mem.index != Gpr::None)
    out << ",%" << nameOf(mem.index, 8) << ',' << (1 << mem.scaleLog2);
  out << ')';
}

void Expander::printIntel(const Mem &mem, StringRef symbol, int64_t disp,
                          bool onlyDisplacement) {
  if (mem.segment != Segment::None)
    out << (mem.segment == Segment::fs ? "fs:" : "gs:");
  StringRef separator = "";
  out << '[';
  if (!onlyDisplacement) {
    if (mem.base != Gpr::None) {
      out << nameOf(mem.base, 8);
      separator = " + ";
    } else if (!symbol.empty()) {
      out << "rip";
      separator = " + ";
    }
    if (mem.index != Gpr::None) {
      out << separator << (1 << mem.scaleLog2) << '*' << nameOf(mem.index, 8);
      separator = " + ";
    }
  }
  if (!symbol.empty()) {
    out << separator;
    printName(symbol, disp);
  } else if (disp != 0 || separator.empty()) {
    out << (disp < 0 && !separator.empty() ? " - " : separator)
        << (disp < 0 && !separator.empty() ? -disp : disp);
  }
  out << ']';
}

bool Expander::printMemory(const AsmArgument &argument, char modifier) {
  if (modifier && !StringRef("abhwkqHP").contains(modifier))
    return refuseModifier(modifier);
  if (modifier == 'H' && isIntel)
    return refuseModifier(modifier);
  int64_t disp = argument.mem.disp + (modifier == 'H' ? 8 : 0);
  if (isIntel)
    printIntel(argument.mem, argument.symbol, disp, modifier == 'P');
  else
    printAtt(argument.mem, argument.symbol, disp, modifier == 'P');
  return true;
}

bool Expander::printImmediate(const AsmArgument &argument, char modifier) {
  switch (modifier) {
  case 'n':
    out << int64_t(-uint64_t(argument.value));
    return true;
  case 'a':
  case 'c':
  case 'P':
    out << argument.value;
    return true;
  case 0:
  case 'b':
  case 'h':
  case 'w':
  case 'k':
  case 'q':
  case 'V':
    out << (isIntel ? "" : "$") << argument.value;
    return true;
  default:
    return refuseModifier(modifier);
  }
}

bool Expander::printSymbol(const AsmArgument &argument, char modifier) {
  switch (modifier) {
  case 'a':
    printName(argument.symbol, argument.value);
    out << (isIntel ? "[rip]" : "(%rip)");
    return true;
  case 'n':
    out << '-';
    break;
  case 'c':
  case 'P':
  case 'p':
    printName(argument.symbol, argument.value);
    return true;
  case 0:
  case 'b':
  case 'h':
  case 'w':
  case 'k':
  case 'q':
  case 'V':
    break;
  default:
    return refuseModifier(modifier);
  }
  out << (isIntel ? "offset " : "$");
  printName(argument.symbol, argument.value);
  return true;
}

bool Expander::print(const AsmArgument &argument, char modifier) {
  switch (argument.kind) {
  case Kind::Register:
  case Kind::X87:
    return printRegister(argument, modifier);
  case Kind::Memory:
    return printMemory(argument, modifier);
  case Kind::Immediate:
    return printImmediate(argument, modifier);
  case Kind::Symbol:
    return printSymbol(argument, modifier);
  case Kind::Label:
    if (modifier != 'l')
      break;
    printName(argument.symbol, 0);
    return true;
  case Kind::None:
    break;
  }
  unsupported = argument.kind == Kind::Label
                    ? "inline assembly with a label that isn't a jump's"
                    : "inline assembly that names a flag output";
  return false;
}

//===----------------------------------------------------------------------===//
// The text
//===----------------------------------------------------------------------===//

bool Expander::expandSpecial(StringRef name) {
  if (name == "uid") {
    out << uid;
  } else if (name == "private") {
    out << ".L";
  } else if (name == "comment") {
    out << '#';
  } else {
    unsupported = ("inline assembly reference '${:" + name + "}'").str();
    return false;
  }
  return true;
}

/// `0`, `{0}`, `{0:m}` or `{:name}` behind a dollar.
bool Expander::expandReference() {
  bool hasBraces = rest.consume_front("{");
  StringRef modifier;
  unsigned number = 0;
  bool isNumber = !rest.consumeInteger(10, number);
  if (hasBraces) {
    auto [inside, behind] = rest.split('}');
    modifier = inside;
    rest = behind;
    if (!isNumber && modifier.consume_front(":"))
      return isSkipped() || expandSpecial(modifier);
    if (modifier.consume_front(":") && modifier.size() != 1)
      isNumber = false;
  }
  if (!isNumber || number >= arguments.size()) {
    unsupported = "inline assembly with a bad operand reference";
    return false;
  }
  return isSkipped() ||
         print(arguments[number], modifier.empty() ? 0 : modifier.front());
}

bool Expander::expandDollar() {
  if (rest.consume_front("$")) {
    // Microsoft's syntax marks immediates with it.
    if (!isSkipped() && !isIntel)
      out << '$';
    return true;
  }
  if (rest.consume_front("(")) {
    variant = 0;
    return true;
  }
  if (rest.consume_front("|")) {
    if (variant == noVariant)
      out << '|';
    else
      ++variant;
    return true;
  }
  if (rest.consume_front(")")) {
    if (variant == noVariant)
      out << '}';
    variant = noVariant;
    return true;
  }
  return expandReference();
}

bool Expander::run() {
  out << (isIntel ? "\t.intel_syntax\n\t" : "\t");
  while (!rest.empty()) {
    auto [literal, behind] = rest.split('$');
    if (!isSkipped())
      out << literal;
    bool isEnd = literal.size() == rest.size();
    rest = behind;
    if (!isEnd && !expandDollar())
      return false;
  }
  out << (isIntel ? "\n\t.att_syntax\n" : "\n");
  return true;
}

bool x86_64::expandAsm(StringRef text, bool isIntel,
                       ArrayRef<AsmArgument> arguments, unsigned uid,
                       std::string &result, std::string &unsupported) {
  Expander expander(text, isIntel, arguments, uid, result);
  if (expander.run())
    return true;
  unsupported = std::move(expander.unsupported);
  return false;
}
