//===- Judge.cpp - What an encoder made against LLVM ----------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Judge.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace shunt;
using namespace shunt::test;
using llvm::outs;

/// Failures that are printed in full, per family.
static constexpr unsigned MaxPrinted = 20;

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
  std::string text = oracle.disassembleAll(ours.bytes);
  if (text.empty())
    return "not an instruction";
  if (text != oracle.disassembleAll(expected))
    return "means something else";
  return nullptr;
}

static void printFailure(Oracle &oracle, const Case &ours,
                         const AssembledLine &theirs, const char *reason) {
  outs() << "FAIL: " << ours.text << ": " << reason << "\n  ours  ";
  for (uint8_t byte : ours.bytes)
    outs() << llvm::format("%02x ", byte);
  outs() << " " << oracle.disassembleAll(ours.bytes);
  for (const fast::CodeRelocation &reloc : ours.relocations)
    outs() << " @" << reloc.offset << ":sym"
           << static_cast<uint32_t>(reloc.symbol) << "+" << reloc.addend;
  outs() << "\n  LLVM  ";
  for (uint8_t byte : bytesOf(theirs))
    outs() << llvm::format("%02x ", byte);
  outs() << " " << oracle.disassembleAll(bytesOf(theirs));
  for (const Fixup &fixup : theirs.fixups)
    outs() << " @" << fixup.offset << ":" << fixup.symbol << "+"
           << fixup.addend;
  outs() << "\n";
}

Counts shunt::test::runFamily(Oracle &oracle, llvm::StringRef title,
                              llvm::ArrayRef<Case> cases) {
  std::vector<std::string> texts;
  for (const Case &one : cases)
    texts.push_back(one.text);
  std::vector<AssembledLine> lines = oracle.assemble(texts);
  Counts counts;
  counts.cases = static_cast<unsigned>(cases.size());
  for (size_t i = 0; i != lines.size(); ++i) {
    const char *reason = judge(oracle, cases[i], lines[i], counts);
    if (reason && ++counts.failures <= MaxPrinted)
      printFailure(oracle, cases[i], lines[i], reason);
  }
  outs() << llvm::format("%-12s", title.str().c_str()) << counts.cases
         << " cases, " << counts.failures << " failures, " << counts.identical
         << " identical to LLVM's, " << counts.shorter << " shorter\n";
  return counts;
}
