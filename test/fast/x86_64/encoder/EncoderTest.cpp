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
#include "Oracle.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace shunt;
using namespace shunt::test;
using namespace shunt::x86_64;
using llvm::outs;

/// Failures that are printed in full, per family.
static constexpr unsigned MaxPrinted = 20;

namespace {

/// Counts of one family or of all.
struct Counts {
  unsigned cases = 0;
  unsigned failures = 0;
  unsigned identical = 0; ///< Bytes equal to LLVM's.
  unsigned shorter = 0;   ///< Shorter than LLVM's.
};

} // namespace

/// All instructions in `bytes`, separated by "; "; empty when one is invalid.
/// LLVM's disassembler gives a lock in front of other prefixes as an
/// instruction of its own, though it reads its own output the same way.
static std::string disassembleAll(Oracle &oracle,
                                  llvm::ArrayRef<uint8_t> bytes) {
  std::string result;
  while (!bytes.empty()) {
    uint64_t size = 0;
    std::string text = oracle.disassemble(bytes, size);
    if (text.empty() || size == 0 || size > bytes.size())
      return "";
    bool isLocked = llvm::StringRef(result).ends_with("lock");
    result += (result.empty() ? "" : isLocked ? " " : "; ") + text;
    bytes = bytes.drop_front(size);
  }
  return result;
}

static llvm::ArrayRef<uint8_t> bytesOf(const AssembledLine &line) {
  return {reinterpret_cast<const uint8_t *>(line.bytes.data()),
          line.bytes.size()};
}

/// Whether the relocations are LLVM's; offsets count from the end, because
/// LLVM's instruction may have more bytes in front.
static bool sameRelocations(const Case &ours, const AssembledLine &theirs) {
  if (ours.relocations.size() != theirs.fixups.size())
    return false;
  for (size_t i = 0; i != theirs.fixups.size(); ++i) {
    const fast::CodeRelocation &reloc = ours.relocations[i];
    const Fixup &fixup = theirs.fixups[i];
    std::string symbol =
        "sym" + std::to_string(static_cast<uint32_t>(reloc.symbol));
    if (symbol != fixup.symbol || reloc.addend != fixup.addend ||
        ours.bytes.size() - reloc.offset != theirs.bytes.size() - fixup.offset)
      return false;
  }
  return true;
}

/// What is wrong with a case; null if nothing.
static const char *judge(Oracle &oracle, const Case &ours,
                         const AssembledLine &theirs, Counts &counts) {
  llvm::ArrayRef<uint8_t> expected = bytesOf(theirs);
  if (expected.empty())
    return "LLVM refuses the text";
  if (!sameRelocations(ours, theirs))
    return "relocations differ";
  if (expected == llvm::ArrayRef<uint8_t>(ours.bytes)) {
    ++counts.identical;
    return nullptr;
  }
  if (ours.bytes.size() > expected.size())
    return "LLVM is shorter";
  counts.shorter += ours.bytes.size() < expected.size();
  std::string text = disassembleAll(oracle, ours.bytes);
  if (text.empty())
    return "not an instruction";
  if (text != disassembleAll(oracle, expected))
    return "means something else";
  return nullptr;
}

static void printFailure(Oracle &oracle, const Case &ours,
                         const AssembledLine &theirs, const char *reason) {
  outs() << "FAIL: " << ours.text << ": " << reason << "\n  ours  ";
  for (uint8_t byte : ours.bytes)
    outs() << llvm::format("%02x ", byte);
  outs() << " " << disassembleAll(oracle, ours.bytes);
  for (const fast::CodeRelocation &reloc : ours.relocations)
    outs() << " @" << reloc.offset << ":sym"
           << static_cast<uint32_t>(reloc.symbol) << "+" << reloc.addend;
  outs() << "\n  LLVM  ";
  for (uint8_t byte : bytesOf(theirs))
    outs() << llvm::format("%02x ", byte);
  outs() << " " << disassembleAll(oracle, bytesOf(theirs));
  for (const Fixup &fixup : theirs.fixups)
    outs() << " @" << fixup.offset << ":" << fixup.symbol << "+"
           << fixup.addend;
  outs() << "\n";
}

static Counts runFamily(Oracle &oracle, llvm::StringRef title,
                        void (*addCases)(Cases &)) {
  Cases cases;
  addCases(cases);
  std::vector<std::string> texts;
  for (const Case &one : cases.list)
    texts.push_back(one.text);
  std::vector<AssembledLine> lines = oracle.assemble(texts);
  Counts counts;
  counts.cases = static_cast<unsigned>(cases.list.size());
  for (size_t i = 0; i != lines.size(); ++i) {
    const char *reason = judge(oracle, cases.list[i], lines[i], counts);
    if (reason && ++counts.failures <= MaxPrinted)
      printFailure(oracle, cases.list[i], lines[i], reason);
  }
  outs() << llvm::format("%-12s", title.str().c_str()) << counts.cases
         << " cases, " << counts.failures << " failures, " << counts.identical
         << " identical to LLVM's, " << counts.shorter << " shorter\n";
  return counts;
}

/// Padding has no text of its own: n bytes in the fewest nops.
static unsigned testNops(Oracle &oracle) {
  unsigned failures = 0;
  fast::CodeBuffer buffer;
  for (unsigned size = 1; size != 64; ++size) {
    buffer.reset();
    Encoder(buffer).nop(size);
    std::string text = disassembleAll(oracle, buffer.bytes());
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

/// Conditions against their definition on all pairs of small operands.
static unsigned testConditions() {
  auto holds = [](Cond cond, int8_t a, int8_t b) {
    auto ua = static_cast<uint8_t>(a), ub = static_cast<uint8_t>(b);
    switch (cond) {
    case Cond::E:
      return a == b;
    case Cond::B:
      return ua < ub;
    case Cond::BE:
      return ua <= ub;
    case Cond::L:
      return a < b;
    case Cond::LE:
      return a <= b;
    case Cond::NE:
      return a != b;
    case Cond::AE:
      return ua >= ub;
    case Cond::A:
      return ua > ub;
    case Cond::GE:
      return a >= b;
    default:
      return a > b;
    }
  };
  unsigned failures = 0;
  for (Cond cond : {Cond::E, Cond::NE, Cond::B, Cond::AE, Cond::BE, Cond::A,
                    Cond::L, Cond::GE, Cond::LE, Cond::G})
    for (int a = -128; a != 128; ++a)
      for (int b = -128; b != 128; ++b) {
        auto x = static_cast<int8_t>(a), y = static_cast<int8_t>(b);
        failures += holds(cond, x, y) == holds(invert(cond), x, y);
        failures += holds(cond, x, y) != holds(swapOperands(cond), y, x);
      }
  outs() << "conditions  10 cases, " << failures << " failures\n";
  return failures;
}

int main() {
  Oracle oracle;
  static const std::pair<llvm::StringRef, void (*)(Cases &)> Families[] = {
      {"moves", addIntegerMoveCases}, {"arithmetic", addArithmeticCases},
      {"bits", addBitCases},          {"control", addControlCases},
      {"sse", addSseCases},           {"x87", addX87Cases}};
  Counts total;
  for (auto &[title, addCases] : Families) {
    Counts counts = runFamily(oracle, title, addCases);
    total.cases += counts.cases;
    total.failures += counts.failures;
  }
  total.failures += testNops(oracle);
  total.failures += testConditions();
  total.failures += testCodeBuffer();
  outs() << "total       " << total.cases << " instructions, " << total.failures
         << " failures\n";
  return total.failures == 0 ? 0 : 1;
}
