//===- Cases.cpp - Operands and their names -------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Cases.h"

using namespace shunt;
using namespace shunt::test;
using namespace shunt::aarch64;

void Cases::add(const llvm::Twine &text,
                llvm::function_ref<void(Encoder &)> emit) {
  buffer.reset();
  Encoder encoder(buffer);
  emit(encoder);
  llvm::ArrayRef<uint8_t> bytes = buffer.bytes();
  // Relocations are read back from a finished buffer without branches.
  llvm::SmallVector<char, 0> section;
  buffer.finish(branchTraits(), {}, section);
  list.push_back({text.str(), {bytes.begin(), bytes.end()}, {}});
  list.back().relocations.assign(buffer.relocations().begin(),
                                 buffer.relocations().end());
}

std::string test::name(unsigned width, Gpr reg) {
  if (reg == Gpr::sp)
    return width == 8 ? "sp" : "wsp";
  std::string bank = width == 8 ? "x" : "w";
  if (reg == Gpr::zr)
    return bank + "zr";
  return bank + std::to_string(static_cast<unsigned>(reg));
}

std::string test::name(unsigned width, Fpr reg) {
  return "bhsdq"[llvm::countr_zero(width)] +
         std::to_string(static_cast<unsigned>(reg));
}

std::string test::name(Arrangement arrangement, Fpr reg) {
  auto bits = static_cast<unsigned>(arrangement);
  unsigned element = bits & 3, bytes = bits >> 8 ? 16 : 8;
  return "v" + std::to_string(static_cast<unsigned>(reg)) + "." +
         std::to_string(bytes >> element) + "bhsd"[element];
}

llvm::StringRef test::name(Cond cond) {
  static const char *const Names[] = {"eq", "ne", "hs", "lo", "mi",
                                      "pl", "vs", "vc", "hi", "ls",
                                      "ge", "lt", "gt", "le", "al"};
  return Names[static_cast<unsigned>(cond)];
}

llvm::StringRef test::name(Shift shift) {
  static const char *const Names[] = {"lsl", "lsr", "asr", "ror"};
  return Names[static_cast<unsigned>(shift)];
}

llvm::StringRef test::name(Extend extend) {
  static const char *const Names[] = {"uxtb", "uxth", "uxtw", "uxtx",
                                      "sxtb", "sxth", "sxtw", "sxtx"};
  return Names[static_cast<unsigned>(extend)];
}

std::string test::imm(int64_t value) { return "#" + std::to_string(value); }

std::string test::list(llvm::ArrayRef<std::string> operands) {
  std::string text;
  for (const std::string &operand : operands)
    text += (text.empty() ? "" : ", ") + operand;
  return text;
}

std::string test::name(unsigned accessWidth, const Mem &mem) {
  std::string base = "[" + name(8, mem.base);
  switch (mem.mode) {
  case AddressMode::Offset:
    return base + ", " + imm(mem.disp) + "]";
  case AddressMode::PreIndex:
    return base + ", " + imm(mem.disp) + "]!";
  case AddressMode::PostIndex:
    return base + "], " + imm(mem.disp);
  case AddressMode::Low12:
    return base + ", :lo12:sym" +
           std::to_string(static_cast<uint32_t>(mem.symbol)) + "+" +
           std::to_string(mem.disp) + "]";
  case AddressMode::Register:
    break;
  }
  bool isLong = static_cast<unsigned>(mem.extend) & 1;
  std::string text = base + ", " + name(isLong ? 8 : 4, mem.index);
  unsigned shift = llvm::countr_zero(accessWidth);
  if (mem.extend != Extend::UXTX)
    text += ", " + name(mem.extend).str();
  else if (mem.isScaled)
    text += ", lsl";
  if (mem.isScaled)
    text += " " + imm(shift);
  return text + "]";
}

const std::vector<Row> &test::rows() {
  static const std::vector<Row> Rows = [] {
    std::vector<Row> rows;
    for (unsigned i = 0; i != 32; ++i)
      rows.push_back({i, (i + 7) % 32, (i + 18) % 32, (i + 29) % 32});
    return rows;
  }();
  return Rows;
}

const std::vector<Row> &test::someRows() {
  static const std::vector<Row> Rows = {{0, 1, 2, 3},
                                        {30, 31, 0, 5},
                                        {31, 30, 17, 0},
                                        {12, 0, 31, 30},
                                        {9, 8, 30, 31}};
  return Rows;
}
