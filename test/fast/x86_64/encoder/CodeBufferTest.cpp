//===- CodeBufferTest.cpp - Layout of branches, labels, relocations -------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Builds functions as lists of items, lays them out, and reads the result back
// item by item: every branch must reach its label's final offset, every other
// byte must be unchanged, and labels, relocations and translated offsets must
// be where their items are. Sizes are compared with the fixpoint of shrinking.
//
//===----------------------------------------------------------------------===//

#include "Cases.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <random>

using namespace shunt;
using namespace shunt::test;
using namespace shunt::x86_64;
using fast::Label;
using llvm::outs;

namespace {

/// A piece of a function.
struct Item {
  enum Kind : uint8_t { Bytes, Bind, Branch, Call, Address } kind;
  uint32_t value = 0; ///< Number of bytes, the label, or the symbol.
  fast::BranchForm form{};
  Cond cond = Cond::O;
};

/// A function's items, and what the layout made of them.
class Function {
public:
  void bytes(uint32_t count) { items.push_back({Item::Bytes, count}); }
  uint32_t label() { return labels++; }
  void bind(uint32_t label) { items.push_back({Item::Bind, label}); }
  void jmp(uint32_t label, fast::BranchForm form = jumpForm) {
    items.push_back({Item::Branch, label, form});
  }
  void jcc(Cond cond, uint32_t label) {
    items.push_back({Item::Branch, label, conditionalJumpForm, cond});
  }
  void call(uint32_t symbol) { items.push_back({Item::Call, symbol}); }
  void address(uint32_t label) { items.push_back({Item::Address, label}); }

  /// Lays the function out behind `lead` bytes of section and a prologue.
  /// Returns null or what is wrong.
  const char *check(uint32_t lead = 3, uint32_t prologueSize = 11);

  std::vector<uint32_t> lengths; ///< Final bytes of each item.
  uint32_t rawSize = 0;          ///< Of the long forms.
  uint32_t size = 0;             ///< Final, prologue left out.
  uint32_t bestSize = 0;         ///< Of the fixpoint of shrinking.

private:
  void emit(Encoder &encoder);
  const char *readBack(const fast::CodeBuffer &buffer, const uint8_t *code,
                       uint64_t codeOffset);
  const char *readBranch(const Item &item, const uint8_t *code, uint32_t at,
                         uint32_t length, uint32_t target) const;
  void findFixpoint();

  std::vector<Item> items;
  uint32_t labels = 0;
  std::vector<uint32_t> rawOffsets; ///< Of each item and of the end.
  uint32_t prologue = 0;
};

} // namespace

static uint32_t longLength(const Item &item) {
  switch (item.kind) {
  case Item::Bytes:
    return item.value;
  case Item::Bind:
    return 0;
  case Item::Branch:
    return item.form == conditionalJumpForm ? 6 : 5;
  case Item::Call:
    return 5;
  case Item::Address:
    return 7;
  }
  return 0;
}

void Function::emit(Encoder &encoder) {
  encoder.code().newLabels(labels);
  uint8_t filler = 0;
  for (const Item &item : items) {
    rawOffsets.push_back(encoder.offset());
    auto label = static_cast<Label>(item.value);
    switch (item.kind) {
    case Item::Bytes:
      for (uint32_t i = 0; i != item.value; ++i)
        encoder.code().append(++filler);
      break;
    case Item::Bind:
      encoder.bind(label);
      break;
    case Item::Branch:
      if (item.form == conditionalJumpForm)
        encoder.jcc(item.cond, label);
      else
        encoder.jmp(label, item.form);
      break;
    case Item::Call:
      encoder.call(static_cast<object::SymbolId>(item.value));
      break;
    case Item::Address:
      encoder.leaLabel(Gpr::r9, label);
      break;
    }
  }
  rawOffsets.push_back(encoder.offset());
  rawSize = encoder.offset();
}

const char *Function::readBranch(const Item &item, const uint8_t *code,
                                 uint32_t at, uint32_t length,
                                 uint32_t target) const {
  bool isConditional = item.form == conditionalJumpForm;
  auto cond = static_cast<uint8_t>(item.cond);
  int64_t displacement = static_cast<int64_t>(target) - at - length;
  if (length == 0)
    return displacement == 0 && item.form != keptJumpForm
               ? nullptr
               : "branch left out though its target isn't next";
  if (length == 2) {
    if (code[at] != (isConditional ? 0x70 | cond : 0xeb))
      return "short branch has another opcode";
    return static_cast<int8_t>(code[at + 1]) == displacement
               ? nullptr
               : "short branch doesn't reach its label";
  }
  if (length != longLength(item))
    return "branch has an impossible length";
  bool isRight = isConditional
                     ? code[at] == 0x0f && code[at + 1] == (0x80 | cond)
                     : code[at] == 0xe9;
  if (!isRight)
    return "long branch has another opcode";
  auto stored = static_cast<int32_t>(
      llvm::support::endian::read32le(code + at + length - 4));
  return stored == displacement ? nullptr
                                : "long branch doesn't reach its label";
}

const char *Function::readBack(const fast::CodeBuffer &buffer,
                               const uint8_t *code, uint64_t codeOffset) {
  fast::CodeBuffer::Translator translator(buffer);
  std::vector<uint32_t> sorted = rawOffsets;
  buffer.translateSorted(sorted);
  uint32_t at = 0;
  uint8_t filler = 0;
  size_t nextRelocation = 0;
  for (size_t i = 0; i != items.size(); ++i) {
    const Item &item = items[i];
    if (translator(rawOffsets[i]) != at + prologue ||
        buffer.translate(rawOffsets[i]) != at + prologue ||
        sorted[i] != at + prologue)
      return "offset translated wrongly";
    uint32_t length = sorted[i + 1] - sorted[i];
    lengths.push_back(length);
    if (item.kind != Item::Branch && length != longLength(item))
      return "something else than a branch changed its length";
    uint32_t target = 0;
    if (item.kind == Item::Branch || item.kind == Item::Address)
      target = buffer.labelOffset(static_cast<Label>(item.value)) - prologue;
    switch (item.kind) {
    case Item::Bytes:
      for (uint32_t k = 0; k != length; ++k)
        if (code[at + k] != ++filler)
          return "bytes changed";
      break;
    case Item::Bind:
      if (buffer.labelOffset(static_cast<Label>(item.value)) != at + prologue)
        return "label isn't where it was bound";
      break;
    case Item::Branch:
      if (const char *reason = readBranch(item, code, at, length, target))
        return reason;
      break;
    case Item::Call: {
      const fast::CodeRelocation &reloc =
          buffer.relocations()[nextRelocation++];
      if (code[at] != 0xe8 || reloc.offset != codeOffset + at + 1 ||
          reloc.addend != -4 ||
          static_cast<uint32_t>(reloc.symbol) != item.value)
        return "relocation isn't at its call";
      break;
    }
    case Item::Address:
      if (code[at] != 0x4c || code[at + 1] != 0x8d || code[at + 2] != 0x0d ||
          llvm::support::endian::read32le(code + at + 3) != target - at - 7)
        return "lea doesn't reach its label";
      break;
    }
    at += length;
  }
  if (at != size)
    return "size is wrong";
  return nullptr;
}

/// Shrinks every branch that fits until none does. The decisions of a round are
/// all taken on the offsets in front of it, which can only be too far apart.
void Function::findFixpoint() {
  std::vector<uint32_t> lengths, offsets(items.size()), targets(labels);
  for (const Item &item : items)
    lengths.push_back(longLength(item));
  for (bool changed = true; changed;) {
    changed = false;
    bestSize = 0;
    for (size_t i = 0; i != items.size(); ++i) {
      offsets[i] = bestSize;
      if (items[i].kind == Item::Bind)
        targets[items[i].value] = bestSize;
      bestSize += lengths[i];
    }
    for (size_t i = 0; i != items.size(); ++i) {
      const Item &item = items[i];
      if (item.kind != Item::Branch || lengths[i] == 0)
        continue;
      int64_t fromStart =
          static_cast<int64_t>(targets[item.value]) - offsets[i];
      bool isForward = fromStart > 0;
      int64_t displacement = fromStart - (isForward ? lengths[i] : 2);
      uint32_t length = lengths[i];
      if (isForward && displacement == 0 && item.form != keptJumpForm)
        length = 0;
      else if (displacement >= -128 && displacement <= 127)
        length = 2;
      changed |= length != lengths[i];
      lengths[i] = length;
    }
  }
}

const char *Function::check(uint32_t lead, uint32_t prologueSize) {
  static fast::CodeBuffer buffer;
  buffer.reset();
  Encoder encoder(buffer);
  emit(encoder);
  findFixpoint();
  llvm::SmallVector<char, 0> section(lead, 'L');
  std::vector<uint8_t> prologueBytes(prologueSize, 'P');
  prologue = prologueSize;
  fast::FinishedCode finished =
      buffer.finish(branchTraits(), prologueBytes, section);
  size = finished.size - prologueSize;
  if (finished.sectionOffset != lead ||
      section.size() != lead + finished.size ||
      llvm::StringRef(section.data(), section.size()).take_front(lead) !=
          std::string(lead, 'L') ||
      llvm::StringRef(section.data() + lead, prologueSize) !=
          std::string(prologueSize, 'P'))
    return "prologue or what is in front of it is wrong";
  uint64_t codeOffset = lead + prologueSize;
  return readBack(
      buffer, reinterpret_cast<const uint8_t *>(section.data()) + codeOffset,
      codeOffset);
}

/// Counts a failure and prints it.
static unsigned report(const char *title, const char *reason) {
  if (!reason)
    return 0;
  outs() << "FAIL: code buffer: " << title << ": " << reason << "\n";
  return 1;
}

/// One branch at the edges of the short form, in both directions.
static unsigned testEdges() {
  unsigned failures = 0;
  for (fast::BranchForm form : {jumpForm, keptJumpForm, conditionalJumpForm})
    for (uint32_t distance = 0; distance != 140; ++distance) {
      uint32_t longSize = form == conditionalJumpForm ? 6 : 5;
      Function forward;
      uint32_t label = forward.label();
      form == conditionalJumpForm ? forward.jcc(Cond::NE, label)
                                  : forward.jmp(label, form);
      forward.bytes(distance);
      forward.bind(label);
      failures += report("forward", forward.check());
      uint32_t expected = distance == 0 && form != keptJumpForm ? 0
                          : distance <= 127                     ? 2
                                                                : longSize;
      if (forward.lengths[0] != expected)
        failures += report("forward edge", "not the shortest");

      Function backward;
      label = backward.label();
      backward.bind(label);
      backward.bytes(distance);
      form == conditionalJumpForm ? backward.jcc(Cond::NE, label)
                                  : backward.jmp(label, form);
      failures += report("backward", backward.check());
      if (backward.lengths[2] != (distance <= 126 ? 2 : longSize))
        failures += report("backward edge", "not the shortest");
    }
  return failures;
}

/// Chains in which every branch fits only because the one that it goes over
/// was shortened: forward over 125 bytes and a branch, backward over 124.
static unsigned testChains() {
  unsigned failures = 0;
  for (bool isForward : {true, false})
    for (unsigned count : {2, 3, 10, 200}) {
      Function function;
      for (unsigned i = 0; i != count + 1; ++i)
        function.label();
      if (!isForward)
        function.bind(0);
      for (unsigned i = 0; i != count; ++i) {
        if (isForward)
          function.jmp(i);
        function.bytes(isForward ? 20 : 84);
        if (!isForward)
          function.bind(i + 1);
        else if (i != 0)
          function.bind(i - 1);
        function.bytes(isForward ? 85 : 20);
        if (!isForward)
          function.jcc(Cond::LE, i);
      }
      if (isForward) {
        function.bind(count - 1);
        function.bind(count);
      }
      failures += report("chain", function.check());
      if (function.size != count * (isForward ? 107 : 106))
        failures += report("chain", "a link stayed long");
    }
  return failures;
}

/// Jumps to what follows, directly and over other jumps to it.
static unsigned testJumpsToNext() {
  Function function;
  uint32_t a = function.label(), b = function.label(), c = function.label();
  function.bytes(7);
  function.jmp(a);
  function.jcc(Cond::E, a);
  function.jmp(a);
  function.bind(a);
  function.jmp(b, keptJumpForm);
  function.bind(b);
  function.bytes(1);
  function.bind(c);
  function.jmp(c);
  unsigned failures = report("jumps to next", function.check());
  if (function.size != 7 + 2 + 1 + 2)
    failures += report("jumps to next", "not all left out");
  return failures;
}

/// A function larger than the buffer's first allocation, with long branches
/// over all of it, and instructions of each kind at the place where it grows.
static unsigned testGrowth() {
  Function function;
  uint32_t begin = function.label(), end = function.label();
  function.bind(begin);
  function.jmp(end);
  function.bytes(300000);
  function.jcc(Cond::G, begin);
  function.bind(end);
  unsigned failures = report("large function", function.check());
  if (function.size != 300000 + 5 + 6)
    failures += report("large function", "size");

  for (unsigned kind = 0; kind != 3; ++kind) {
    fast::CodeBuffer buffer;
    Encoder encoder(buffer);
    auto emit = [&] {
      if (kind == 0)
        encoder.alu(AluOp::Add, 8, Gpr::r9, Gpr::rdx);
      else if (kind == 1)
        encoder.mov(4, Gpr::rax, Mem::at(Gpr::rbp, -8));
      else
        encoder.aluImm(AluOp::Or, 2, Mem::indexed(Gpr::r8, Gpr::rsi, 3), 300);
    };
    emit();
    uint32_t length = buffer.offset();
    std::vector<uint8_t> first = buffer.bytes().vec();
    for (unsigned i = 1; i != 100000; ++i)
      emit();
    if (buffer.offset() != 100000 * length)
      failures += report("growth", "size");
    for (uint32_t at = 0; at < buffer.offset(); at += length)
      if (buffer.bytes().slice(at, length) != llvm::ArrayRef(first)) {
        failures += report("growth", "bytes");
        break;
      }
  }
  return failures;
}

/// patch32() and append().
static unsigned testPatches() {
  fast::CodeBuffer buffer;
  Encoder encoder(buffer);
  encoder.aluImm(AluOp::Sub, 8, Gpr::rsp, 0x10000);
  buffer.append({0x90, 0xcc});
  buffer.patch32(3, 0x12345678);
  const uint8_t expected[] = {0x48, 0x81, 0xec, 0x78, 0x56,
                              0x34, 0x12, 0x90, 0xcc};
  return report("patch", buffer.bytes() == llvm::ArrayRef(expected)
                             ? nullptr
                             : "bytes differ");
}

/// A random function; `scale` is the usual number of bytes between branches.
static Function randomFunction(std::mt19937 &random, unsigned scale) {
  Function function;
  auto below = [&](uint32_t limit) {
    return static_cast<uint32_t>(random() % limit);
  };
  uint32_t count = 1 + below(200), labels = 1 + below(60);
  for (uint32_t i = 0; i != labels; ++i)
    function.label();
  std::vector<uint32_t> bindAt(labels);
  for (uint32_t &position : bindAt)
    position = below(count + 1);
  for (uint32_t i = 0; i <= count; ++i) {
    for (uint32_t label = 0; label != labels; ++label)
      if (bindAt[label] == i)
        function.bind(label);
    if (i == count)
      break;
    switch (below(8)) {
    case 0:
      function.call(below(100));
      break;
    case 1:
      function.address(below(labels));
      break;
    case 2:
    case 3:
      function.jmp(below(labels), below(4) == 0 ? keptJumpForm : jumpForm);
      break;
    case 4:
    case 5:
      function.jcc(static_cast<Cond>(below(16)), below(labels));
      break;
    default:
      function.bytes(below(2 * scale));
    }
  }
  return function;
}

static unsigned testRandomFunctions() {
  std::mt19937 random(20261121);
  unsigned failures = 0, functions = 0, best = 0;
  uint64_t raw = 0, size = 0, bestSize = 0;
  for (unsigned scale : {1, 4, 8, 12, 16, 30, 60, 120})
    for (unsigned i = 0; i != 500; ++i) {
      Function function = randomFunction(random, scale);
      failures += report("random function", function.check(i % 17, i % 40));
      ++functions;
      raw += function.rawSize;
      size += function.size;
      bestSize += function.bestSize;
      best += function.size == function.bestSize;
      if (function.size < function.bestSize)
        failures += report("random function", "smaller than the fixpoint");
    }
  outs() << "layouts     " << functions << " random functions, " << raw
         << " bytes long, " << size << " shortened, " << bestSize
         << " at best, " << best << " are best\n";
  // Three sweeps are meant to find nearly everything.
  if (size - bestSize > bestSize / 1000)
    failures += report("random functions", "a thousandth larger than need be");
  return failures;
}

unsigned test::testCodeBuffer() {
  unsigned failures = testEdges() + testChains() + testJumpsToNext() +
                      testGrowth() + testPatches() + testRandomFunctions();
  outs() << "code buffer " << failures << " failures\n";
  return failures;
}
