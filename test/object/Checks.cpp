//===- Checks.cpp - What files can't show ---------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "test/object/Checks.h"
#include "lowering/object/StringTable.h"
#include "test/object/Objects.h"
#include "llvm/MC/StringTableBuilder.h"
#include <random>
#include <string>
#include <vector>

using namespace llvm;
using namespace shunt::object;
using namespace shunt::test;

/// True if the table has every name at its offset and is as large as LLVM's.
static bool agreesWithLlvm(ArrayRef<std::string> names) {
  StringTable ours;
  StringTableBuilder llvms(StringTableBuilder::ELF);
  for (const std::string &name : names) {
    ours.add(name);
    llvms.add(name);
  }
  ours.finalize();
  llvms.finalize();
  for (auto [number, name] : enumerate(names))
    if (ours.contents().data() + ours.offset(number) != StringRef(name))
      return false;
  return ours.contents().size() == llvms.getSize();
}

static bool stringTableOfNothing() { return agreesWithLlvm({}); }

static bool stringTableMergesTails() {
  return agreesWithLlvm({"", "foo", ".text.foo", ".rela.text.foo", "foo", "o",
                         "barfoo", "12345678", "x12345678", "12345678x",
                         "y2345678", "abcdefgh12345678", "zbcdefgh12345678"});
}

/// Few letters and many lengths make many names that end others.
static bool stringTableOfRandomNames() {
  // The same names in every run. NOLINTNEXTLINE(bugprone-random-generator-seed)
  std::mt19937 random(1);
  for (unsigned round = 0; round < 200; ++round) {
    std::vector<std::string> names(random() % 300);
    for (std::string &name : names)
      for (unsigned length = random() % 30; length; --length)
        name.push_back(random() % 8 ? 'a' : char('a' + random() % 3));
    if (!agreesWithLlvm(names))
      return false;
  }
  return true;
}

static bool stringTableOfHighBytes() {
  return agreesWithLlvm({"\xff\xff\xff\xff\xff\xff\xff\xff", "\xff", "\x01\xff",
                         "a\x80", "\x80", "\x7f"});
}

static bool sectionsAreFoundByAllTheirProperties() {
  Object object;
  auto get = [&](StringRef name, uint64_t flags, uint64_t entrySize) {
    return object.getOrCreateSection(name, ELF::SHT_PROGBITS, flags, entrySize);
  };
  SectionId first = get(".rodata", ELF::SHF_ALLOC, 0);
  return first == get(".rodata", ELF::SHF_ALLOC, 0) &&
         first != get(".rodata", ELF::SHF_ALLOC | ELF::SHF_MERGE, 0) &&
         first != get(".rodata", ELF::SHF_ALLOC, 1) &&
         first != get(".rodata1", ELF::SHF_ALLOC, 0) &&
         first !=
             object.addSection(".rodata", ELF::SHT_PROGBITS, ELF::SHF_ALLOC) &&
         first == get(".rodata", ELF::SHF_ALLOC, 0);
}

static bool symbolsAreFoundByName() {
  Object object;
  if (object.lookUpSymbol("a") != SymbolId::None)
    return false;
  SymbolId a = object.getOrCreateSymbol("a");
  Symbol symbol;
  symbol.name = "b";
  SymbolId b = object.addSymbol(symbol);
  return a != b && object.lookUpSymbol("a") == a &&
         object.lookUpSymbol("b") == b && object.getOrCreateSymbol("b") == b &&
         object.lookUpSymbol("c") == SymbolId::None;
}

static bool sectionsKeepTheirAddresses() {
  Object object;
  Section *first = &object[object.addSection(".a", ELF::SHT_PROGBITS, 0)];
  for (unsigned i = 0; i < 10000; ++i)
    object.addSection(".b", ELF::SHT_PROGBITS, 0);
  return first == &object[SectionId(0)];
}

static bool endsAreAligned() {
  Object object;
  Section &data = object[object.addSection(".d", ELF::SHT_PROGBITS, 0)];
  Section &bss = object[object.addSection(".b", ELF::SHT_NOBITS, 0)];
  data.bytes.push_back('x');
  bss.zeroSize = 17;
  return data.alignEnd(8) == 8 && data.bytes.size() == 8 &&
         data.alignment == 8 && data.alignEnd(4) == 8 && data.alignment == 8 &&
         bss.alignEnd(16) == 32 && bss.bytes.empty();
}

/// The bytes of a named object, written behind `before` other bytes.
static std::string bytesOf(const NamedObject &named, size_t before,
                           unsigned times) {
  Object object;
  if (Error error = named.build(object))
    return toString(std::move(error));
  std::string result;
  for (; times; --times) {
    SmallVector<char, 0> bytes(before, 'x');
    raw_svector_ostream stream(bytes);
    if (Error error = writeElf(object, named.target, stream))
      return toString(std::move(error));
    result.assign(bytes.begin() + before, bytes.end());
  }
  return result;
}

static bool positionInTheStreamDoesNotMatter() {
  return all_of(allObjects(), [](const NamedObject &named) {
    return bytesOf(named, 0, 1) == bytesOf(named, 13, 1);
  });
}

static bool writingTwiceWritesTheSame() {
  return all_of(allObjects(), [](const NamedObject &named) {
    return bytesOf(named, 0, 1) == bytesOf(named, 0, 2);
  });
}

bool shunt::test::runChecks() {
  struct Check {
    const char *name;
    bool (*holds)();
  };
  const Check checks[] = {
      {"string table of nothing", stringTableOfNothing},
      {"string table merges tails", stringTableMergesTails},
      {"string table of random names", stringTableOfRandomNames},
      {"string table of high bytes", stringTableOfHighBytes},
      {"sections are found by all their properties",
       sectionsAreFoundByAllTheirProperties},
      {"symbols are found by name", symbolsAreFoundByName},
      {"sections keep their addresses", sectionsKeepTheirAddresses},
      {"ends are aligned", endsAreAligned},
      {"position in the stream does not matter",
       positionInTheStreamDoesNotMatter},
      {"writing twice writes the same", writingTwiceWritesTheSame},
  };
  bool all = true;
  for (const Check &check : checks) {
    bool holds = check.holds();
    outs() << (holds ? "PASS: " : "FAIL: ") << check.name << '\n';
    all &= holds;
  }
  return all;
}
