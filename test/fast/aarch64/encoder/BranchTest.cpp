//===- BranchTest.cpp - Layout of branches and labels ---------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Branches at the edges of their short forms, random functions, and addresses
// of labels near and far: LLVM's disassembler reads where they go.
//
//===----------------------------------------------------------------------===//

#include "Cases.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/raw_ostream.h"
#include <random>

using namespace shunt;
using namespace shunt::test;
using namespace shunt::aarch64;
using fast::Label;
using llvm::outs;
using llvm::support::endian::read32le;

namespace {

/// A piece of a function.
struct Item {
  enum Kind : uint8_t {
    Bytes,
    Bind,
    B,
    BKept,
    BCond,
    Cbz,
    Cbnz,
    Tbz,
    Tbnz,
    Adr
  };
  Kind kind;
  uint32_t value; ///< Number of bytes, or the label.
};

/// A function's items, and what the layout made of them.
struct Function {
  std::vector<Item> items;
  uint32_t labels = 0;
  std::vector<uint32_t> lengths = {}; ///< Final bytes of each item.

  /// Lays the function out; null or what is wrong.
  const char *check(Oracle &oracle);

private:
  void emit(Encoder &encoder, std::vector<uint32_t> &rawOffsets) const;
};

} // namespace

void Function::emit(Encoder &e, std::vector<uint32_t> &rawOffsets) const {
  e.code().newLabels(labels);
  for (const Item &item : items) {
    rawOffsets.push_back(e.offset());
    auto label = static_cast<Label>(item.value);
    switch (item.kind) {
    case Item::Bytes:
      for (uint32_t i = 0; i != item.value; i += 4)
        e.nop();
      break;
    case Item::Bind:
      e.bind(label);
      break;
    case Item::B:
      e.b(label);
      break;
    case Item::BKept:
      e.b(label, keptJumpForm);
      break;
    case Item::BCond:
      e.b(Cond::HI, label);
      break;
    case Item::Cbz:
      e.cbz(4, Gpr::x3, label);
      break;
    case Item::Cbnz:
      e.cbnz(8, Gpr::zr, label);
      break;
    case Item::Tbz:
      e.tbz(Gpr::x30, 63, label);
      break;
    case Item::Tbnz:
      e.tbnz(Gpr::x0, 5, label);
      break;
    case Item::Adr:
      e.adr(Gpr::x9, label, Gpr::x16);
      break;
    }
  }
  rawOffsets.push_back(e.offset());
}

/// What the short form of an item reads as, in front of the displacement, and
/// what the branch over a jump does.
static std::pair<llvm::StringRef, llvm::StringRef> textsOf(Item::Kind kind) {
  switch (kind) {
  case Item::B:
  case Item::BKept:
    return {"b ", ""};
  case Item::BCond:
    return {"b.hi ", "b.ls "};
  case Item::Cbz:
    return {"cbz w3, ", "cbnz w3, "};
  case Item::Cbnz:
    return {"cbnz xzr, ", "cbz xzr, "};
  case Item::Tbz:
    return {"tbz x30, #63, ", "tbnz x30, #63, "};
  case Item::Tbnz:
    return {"tbnz w0, #5, ", "tbz w0, #5, "};
  case Item::Adr:
    return {"adr x9, ", ""};
  default:
    return {"", ""};
  }
}

/// Whether code of an item reaches `displacement` from its start.
static bool reaches(Oracle &oracle, Item::Kind kind,
                    llvm::ArrayRef<uint8_t> code, int64_t displacement) {
  auto [text, over] = textsOf(kind);
  std::string read = oracle.disassembleAll(code);
  if (code.size() == 4)
    return read == (text + imm(displacement)).str();
  if (code.size() == 8)
    return read == (over + "#8; b " + imm(displacement - 4)).str();
  // adr, movz, add or sub.
  int64_t distance = displacement < 0 ? -displacement : displacement;
  int64_t low = distance & 0xffff, high = distance >> 16;
  if (displacement < 0)
    low = -low;
  std::string mov =
      high == 0 ? "movz x16, #0, lsl #16" : "mov x16, " + imm(high << 16);
  return read == (text + imm(low) + "; " + mov + "; " +
                  (displacement < 0 ? "sub" : "add") + " x9, x9, x16")
                     .str();
}

const char *Function::check(Oracle &oracle) {
  static fast::CodeBuffer buffer;
  buffer.reset();
  Encoder encoder(buffer);
  std::vector<uint32_t> offsets;
  emit(encoder, offsets);
  llvm::SmallVector<char, 0> section;
  buffer.finish(branchTraits(), {}, section);
  buffer.translateSorted(offsets);
  const auto *code = reinterpret_cast<const uint8_t *>(section.data());
  for (size_t i = 0; i != items.size(); ++i) {
    Item item = items[i];
    uint32_t at = offsets[i], length = offsets[i + 1] - at;
    lengths.push_back(length);
    if (item.kind == Item::Bytes) {
      for (uint32_t k = 0; k != length; k += 4)
        if (read32le(code + at + k) != 0xd503201f)
          return "bytes changed";
      if (length != item.value)
        return "bytes are lost";
      continue;
    }
    uint32_t target = buffer.labelOffset(static_cast<Label>(item.value));
    if (item.kind == Item::Bind) {
      if (target != at || length != 0)
        return "label isn't where it was bound";
      continue;
    }
    int64_t displacement = static_cast<int64_t>(target) - at;
    if (length == 0 && displacement == 0 && item.kind != Item::BKept &&
        item.kind != Item::Adr)
      continue;
    if (length == 0 ||
        !reaches(oracle, item.kind, {code + at, length}, displacement))
      return "a branch goes elsewhere";
  }
  return offsets.back() == section.size() ? nullptr : "size is wrong";
}

/// Counts a failure and prints it.
static unsigned report(const char *title, const char *reason) {
  if (!reason)
    return 0;
  outs() << "FAIL: branches: " << title << ": " << reason << "\n";
  return 1;
}

/// One branch at the edges of its short form, in both directions.
static unsigned testEdges(Oracle &oracle) {
  static const struct {
    Item::Kind kind;
    uint32_t reach, longLength; ///< Bytes; the short form is of 4.
  } Forms[] = {{Item::B, 1 << 27, 4},     {Item::BKept, 1 << 27, 4},
               {Item::BCond, 1 << 20, 8}, {Item::Cbz, 1 << 20, 8},
               {Item::Cbnz, 1 << 20, 8},  {Item::Tbz, 1 << 15, 8},
               {Item::Tbnz, 1 << 15, 8},  {Item::Adr, 1 << 20, 12}};
  unsigned failures = 0;
  for (auto &form : Forms) {
    std::vector<uint32_t> distances = {0, 4, 400};
    if (form.reach < 1 << 27)
      for (uint32_t d = form.reach - 24; d != form.reach + 16; d += 4)
        distances.push_back(d);
    if (form.kind == Item::Adr)
      distances.insert(distances.end(), {1 << 21, (1 << 21) + 0xfffc});
    for (uint32_t distance : distances) {
      Function forward{
          {{form.kind, 0}, {Item::Bytes, distance}, {Item::Bind, 0}}, 1};
      failures += report("forward", forward.check(oracle));
      // From the short form's start to the label it is 4 more.
      uint32_t expected = distance + 4 < form.reach ? 4 : form.longLength;
      if (distance == 0 && form.kind != Item::BKept && form.kind != Item::Adr)
        expected = 0;
      if (forward.lengths[0] != expected)
        failures += report("forward edge", "not the shortest");
      Function backward{
          {{Item::Bind, 0}, {Item::Bytes, distance}, {form.kind, 0}}, 1};
      failures += report("backward", backward.check(oracle));
      if (backward.lengths[2] != (distance <= form.reach ? 4 : form.longLength))
        failures += report("backward edge", "not the shortest");
    }
  }
  return failures;
}

static unsigned testRandomFunctions(Oracle &oracle) {
  std::mt19937 random(20261127);
  auto below = [&](uint32_t limit) {
    return static_cast<uint32_t>(random() % limit);
  };
  unsigned failures = 0;
  for (unsigned i = 0; i != 300; ++i) {
    uint32_t scale = 1 << below(15), count = 1 + below(60);
    Function function;
    function.labels = 1 + below(20);
    std::vector<uint32_t> bindAt(function.labels);
    for (uint32_t &position : bindAt)
      position = below(count + 1);
    for (uint32_t k = 0; k <= count; ++k) {
      for (uint32_t label = 0; label != function.labels; ++label)
        if (bindAt[label] == k)
          function.items.push_back({Item::Bind, label});
      if (k == count)
        break;
      auto kind = static_cast<Item::Kind>(below(10));
      if (kind == Item::Bind || kind == Item::Bytes)
        function.items.push_back({Item::Bytes, 4 * below(scale)});
      else
        function.items.push_back({kind, below(function.labels)});
    }
    failures += report("random function", function.check(oracle));
  }
  return failures;
}

unsigned test::testBranches(Oracle &oracle) {
  unsigned failures = testEdges(oracle) + testRandomFunctions(oracle);
  outs() << "branches    " << failures << " failures\n";
  return failures;
}
