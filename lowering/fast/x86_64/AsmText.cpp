//===- AsmText.cpp - How x86-64 prints operands of inline assembly --------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Follows LLVM's X86AsmPrinter::PrintAsmOperand; the modifiers are those of
// LangRef, "Asm template argument modifiers", X86.
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/AsmText.h"
#include "lowering/fast/x86_64/Mem.h"
#include "lowering/fast/x86_64/X86Registers.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::x86_64;
using fast::AsmArgument;
using Kind = AsmArgument::Kind;

namespace {

class Expander final : public fast::AsmExpander {
public:
  Expander(Syntax syntax, bool isIntel, StringRef text,
           ArrayRef<AsmArgument> arguments, unsigned uid)
      : AsmExpander(syntax, text, arguments, uid), isIntel(isIntel) {}

protected:
  bool print(const AsmArgument &argument, char modifier) override;

private:
  bool printRegister(const AsmArgument &argument, char modifier);
  bool printMemory(const AsmArgument &argument, char modifier);
  bool printImmediate(const AsmArgument &argument, char modifier);
  bool printSymbol(const AsmArgument &argument, char modifier);
  void printAtt(const AsmArgument &mem, int64_t disp, bool onlyDisplacement);
  void printIntel(const AsmArgument &mem, int64_t disp, bool onlyDisplacement);

  bool isIntel;
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
    AsmArgument mem;
    mem.reg = argument.reg;
    isIntel ? printIntel(mem, 0, false) : printAtt(mem, 0, false);
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

/// The override in front of a memory operand, without %.
static StringRef segmentPrefix(const AsmArgument &mem) {
  auto segment = Segment(mem.segment);
  return segment == Segment::None ? "" : segment == Segment::fs ? "fs:" : "gs:";
}

void Expander::printAtt(const AsmArgument &mem, int64_t disp,
                        bool onlyDisplacement) {
  if (StringRef prefix = segmentPrefix(mem); !prefix.empty())
    out << '%' << prefix;
  bool hasBase = mem.reg != fast::Reg::None;
  bool hasIndex = mem.index != fast::Reg::None;
  bool hasRegister = hasBase || hasIndex;
  if (!mem.symbol.empty())
    printName(mem.symbol, disp);
  else if (disp != 0 || !hasRegister)
    out << disp;
  if (onlyDisplacement)
    return;
  if (!mem.symbol.empty() && !hasRegister)
    out << "(%rip)";
  if (!hasRegister)
    return;
  out << '(';
  if (hasBase)
    out << '%' << nameOf(toGpr(mem.reg), 8);
  if (hasIndex)
    out << ",%" << nameOf(toGpr(mem.index), 8) << ',' << (1 << mem.scaleLog2);
  out << ')';
}

void Expander::printIntel(const AsmArgument &mem, int64_t disp,
                          bool onlyDisplacement) {
  out << segmentPrefix(mem);
  StringRef separator = "";
  out << '[';
  if (!onlyDisplacement) {
    if (mem.reg != fast::Reg::None) {
      out << nameOf(toGpr(mem.reg), 8);
      separator = " + ";
    } else if (!mem.symbol.empty()) {
      out << "rip";
      separator = " + ";
    }
    if (mem.index != fast::Reg::None) {
      out << separator << (1 << mem.scaleLog2) << '*'
          << nameOf(toGpr(mem.index), 8);
      separator = " + ";
    }
  }
  if (!mem.symbol.empty()) {
    out << separator;
    printName(mem.symbol, disp);
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
  int64_t disp = argument.value + (modifier == 'H' ? 8 : 0);
  if (isIntel)
    printIntel(argument, disp, modifier == 'P');
  else
    printAtt(argument, disp, modifier == 'P');
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
  case Kind::Memory:
    return printMemory(argument, modifier);
  case Kind::Immediate:
    return printImmediate(argument, modifier);
  case Kind::Symbol:
    return printSymbol(argument, modifier);
  default:
    return printRegister(argument, modifier);
  }
}

std::unique_ptr<fast::AsmExpander>
x86_64::createAsmExpander(StringRef text, bool isIntel,
                          ArrayRef<AsmArgument> arguments, unsigned uid) {
  // Microsoft's syntax marks immediates with a dollar.
  fast::AsmExpander::Syntax syntax = {0, "#", "$", "\t", "\n"};
  if (isIntel)
    syntax = {1, "#", "", "\t.intel_syntax\n\t", "\n\t.att_syntax\n"};
  return std::make_unique<Expander>(syntax, isIntel, text, arguments, uid);
}
