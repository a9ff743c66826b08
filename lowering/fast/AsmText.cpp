//===- AsmText.cpp - The text of an inline assembly statement -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/AsmText.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::fast;
using Kind = AsmArgument::Kind;

AsmExpander::~AsmExpander() = default;

void AsmExpander::printName(StringRef name, int64_t offset) {
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

bool AsmExpander::refuseModifier(char modifier) {
  unsupported =
      std::string("inline assembly operand modifier '") + modifier + "'";
  return false;
}

bool AsmExpander::printAny(const AsmArgument &argument, char modifier) {
  switch (argument.kind) {
  case Kind::Label:
    if (modifier != 'l')
      break;
    printName(argument.symbol, 0);
    return true;
  case Kind::None:
    break;
  default:
    return print(argument, modifier);
  }
  unsupported = argument.kind == Kind::Label
                    ? "inline assembly with a label that isn't a jump's"
                    : "inline assembly that names a flag output";
  return false;
}

bool AsmExpander::expandSpecial(StringRef name) {
  if (name == "uid") {
    out << uid;
  } else if (name == "private") {
    out << ".L";
  } else if (name == "comment") {
    out << syntax.comment;
  } else {
    unsupported = ("inline assembly reference '${:" + name + "}'").str();
    return false;
  }
  return true;
}

/// `0`, `{0}`, `{0:m}` or `{:name}` behind a dollar.
bool AsmExpander::expandReference() {
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
         printAny(arguments[number], modifier.empty() ? 0 : modifier.front());
}

bool AsmExpander::expandDollar() {
  if (rest.consume_front("$")) {
    if (!isSkipped())
      out << syntax.dollar;
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

bool AsmExpander::run() {
  out << syntax.begin;
  while (!rest.empty()) {
    auto [literal, behind] = rest.split('$');
    if (!isSkipped())
      out << literal;
    bool isEnd = literal.size() == rest.size();
    rest = behind;
    if (!isEnd && !expandDollar())
      return false;
  }
  out << syntax.end;
  return true;
}
