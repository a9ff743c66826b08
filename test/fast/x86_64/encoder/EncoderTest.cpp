//===- EncoderTest.cpp - The x86-64 encoder against LLVM's MC -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Encodes every form over registers, memory shapes and immediates, and asks
// LLVM: is it one valid instruction of our length, does it read as the text
// says, do relocations agree, and would LLVM's assembler have been shorter?
// Then tests the code buffer's layout. Exit code 1 on any failure.
//
//===----------------------------------------------------------------------===//

#include "Cases.h"
#include "Conditions.h"
#include "Judge.h"
#include "llvm/Support/raw_ostream.h"
#include <tuple>

using namespace shunt;
using namespace shunt::test;
using namespace shunt::x86_64;
using llvm::outs;

/// The operand between the parentheses of a memory operand.
static std::string canonicalAddress(llvm::StringRef address) {
  llvm::SmallVector<llvm::StringRef, 3> parts;
  address.split(parts, ',');
  for (llvm::StringRef &part : parts)
    part = part.trim();
  parts.resize(3);
  auto [base, index, scale] = std::tuple(parts[0], parts[1], parts[2]);
  if (scale == "1")
    scale = "";
  if (base.empty() && scale.empty())
    std::swap(base, index);
  if (base.empty() && scale == "2") {
    base = index;
    scale = "";
  }
  if (!index.empty() && scale.empty() && index < base)
    std::swap(base, index);
  std::string result = ("(" + base).str();
  if (!index.empty())
    result += ("," + index).str();
  if (!scale.empty())
    result += ("," + scale).str();
  return result + ")";
}

/// One spelling for memory operands that mean the same: base and index in
/// order when the scale is 1, and no lone index with scale 1 or 2.
static std::string canonicalText(llvm::StringRef text) {
  // The printer writes "lock;" for an F0 in front of other prefixes, and tabs.
  std::string result;
  for (char c : text.trim())
    if (c != ';' && (c != '\t' || result.empty() || result.back() != ' '))
      result += c == '\t' ? ' ' : c;
  // xchg has no order.
  if (llvm::StringRef(result).starts_with("xchg") &&
      result.find('(') == result.npos) {
    auto [head, operands] = llvm::StringRef(result).split(' ');
    auto [a, b] = operands.split(", ");
    if (b < a)
      return (head + " " + b + ", " + a).str();
  }
  // A parenthesis of a memory operand; that of %st(1) is none.
  size_t open = 0;
  do
    open = result.find('(', open) + 1;
  while (open != 0 && result[open] != '%' && result[open] != ',');
  if (open == 0)
    return result;
  size_t close = result.find(')', open);
  result.replace(open - 1, close - open + 2,
                 canonicalAddress(llvm::StringRef(result).slice(open, close)));
  return result;
}

/// Padding has no text of its own: n bytes in the fewest nops.
static unsigned testNops(Oracle &oracle) {
  unsigned failures = 0;
  fast::CodeBuffer buffer;
  for (unsigned size = 1; size != 64; ++size) {
    buffer.reset();
    Encoder(buffer).nop(size);
    std::string text = oracle.disassembleAll(buffer.bytes());
    unsigned count = llvm::StringRef(text).count(';') + 1;
    bool isNop = llvm::StringRef(text).count("nop") +
                     llvm::StringRef(text).count("xchgw %ax, %ax") ==
                 count;
    if (buffer.offset() != size || !isNop || count != (size + 8) / 9) {
      outs() << "FAIL: nop(" << size << "): " << text << "\n";
      ++failures;
    }
  }
  outs() << "nops        63 cases, " << failures << " failures\n";
  return failures;
}

int main() {
  // x86-64-v3 has no Intel-only encodings that would be shorter; the rest are
  // features of single families. PC-relative values count from the end of
  // their four bytes, which ELF has in the addend.
  Oracle oracle({"x86_64-unknown-linux-gnu", "x86-64-v3",
                 "+aes,+pclmul,+prfchw,+cx16", -4, canonicalText});
  static const Family<Cases> Families[] = {
      {"moves", addIntegerMoveCases}, {"arithmetic", addArithmeticCases},
      {"bits", addBitCases},          {"control", addControlCases},
      {"sse", addSseCases},           {"x87", addX87Cases}};
  Counts total = runFamilies(oracle, Families);
  total.failures += testNops(oracle);
  total.failures +=
      testConditions<Cond>({Cond::E, Cond::NE, Cond::B, Cond::AE, Cond::BE,
                            Cond::A, Cond::L, Cond::GE, Cond::LE, Cond::G});
  total.failures += testCodeBuffer();
  outs() << "total       " << total.cases << " instructions, " << total.failures
         << " failures\n";
  return total.failures == 0 ? 0 : 1;
}
