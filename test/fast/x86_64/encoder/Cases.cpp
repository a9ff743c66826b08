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
using namespace shunt::x86_64;

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
  static const char *const Names[4][16] = {
      {"al", "cl", "dl", "bl", "spl", "bpl", "sil", "dil", "r8b", "r9b", "r10b",
       "r11b", "r12b", "r13b", "r14b", "r15b"},
      {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di", "r8w", "r9w", "r10w",
       "r11w", "r12w", "r13w", "r14w", "r15w"},
      {"eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi", "r8d", "r9d",
       "r10d", "r11d", "r12d", "r13d", "r14d", "r15d"},
      {"rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9",
       "r10", "r11", "r12", "r13", "r14", "r15"}};
  unsigned row = width == 1 ? 0 : width == 2 ? 1 : width == 4 ? 2 : 3;
  return std::string("%") + Names[row][static_cast<unsigned>(reg)];
}

std::string test::name(Xmm reg) {
  return "%xmm" + std::to_string(static_cast<unsigned>(reg));
}

std::string test::imm(int64_t value) { return "$" + std::to_string(value); }

llvm::StringRef test::name(Cond cond) {
  static const char *const Names[16] = {"o",  "no", "b",  "ae", "e", "ne",
                                        "be", "a",  "s",  "ns", "p", "np",
                                        "l",  "ge", "le", "g"};
  return Names[static_cast<unsigned>(cond)];
}

llvm::StringRef test::suffix(unsigned width) {
  return width == 1 ? "b" : width == 2 ? "w" : width == 4 ? "l" : "q";
}

std::string test::name(const Mem &mem) {
  std::string text;
  if (mem.segment != Segment::None)
    text += mem.segment == Segment::fs ? "%fs:" : "%gs:";
  if (mem.symbol != noSymbol)
    text += "sym" + std::to_string(static_cast<uint32_t>(mem.symbol)) + "+";
  text += std::to_string(mem.disp);
  bool hasBase = mem.base != Gpr::None, hasIndex = mem.index != Gpr::None;
  if (!hasBase && !hasIndex)
    return mem.symbol != noSymbol && mem.segment == Segment::None
               ? text + "(%rip)"
               : text;
  text += "(";
  if (hasBase)
    text += name(8, mem.base);
  if (hasIndex)
    text += "," + name(8, mem.index) + "," + std::to_string(1 << mem.scaleLog2);
  return text + ")";
}

/// A symbol of the tests.
static object::SymbolId symbol(uint32_t number) {
  return static_cast<object::SymbolId>(number);
}

const std::vector<Mem> &test::memoryShapes() {
  static const std::vector<Mem> Shapes = [] {
    std::vector<Mem> shapes;
    for (int32_t disp : {0, 1, 127, 128, -128, -129, INT32_MAX, INT32_MIN})
      for (Gpr base : {Gpr::rax, Gpr::rsp, Gpr::rbp, Gpr::rsi, Gpr::r8,
                       Gpr::r12, Gpr::r13, Gpr::r15})
        shapes.push_back(Mem::at(base, disp));
    for (Gpr base : {Gpr::None, Gpr::rcx, Gpr::rsp, Gpr::rbp, Gpr::r13})
      for (Gpr index : {Gpr::rdx, Gpr::rbp, Gpr::r12, Gpr::r13})
        for (unsigned scale : {0, 1, 3})
          for (int32_t disp : {0, -8, 4096})
            shapes.push_back(Mem::indexed(base, index, scale, disp));
    const std::vector<Mem> &some = someMemoryShapes();
    shapes.insert(shapes.end(), some.begin(), some.end());
    return shapes;
  }();
  return Shapes;
}

const std::vector<Mem> &test::someMemoryShapes() {
  static const std::vector<Mem> Shapes = [] {
    Mem symbolicIndex =
        Mem::symbolic(Gpr::r14, symbol(3), llvm::ELF::R_X86_64_32S, 16);
    symbolicIndex.index = Gpr::r9;
    symbolicIndex.scaleLog2 = 2;
    return std::vector<Mem>{
        Mem::at(Gpr::rax),
        Mem::at(Gpr::rbp, -8),
        Mem::at(Gpr::r12, 1000),
        Mem::at(Gpr::r13),
        Mem::indexed(Gpr::rdi, Gpr::r11, 3, 24),
        Mem::indexed(Gpr::r13, Gpr::rax, 0),
        Mem::indexed(Gpr::None, Gpr::rbx, 1, 5),
        Mem::absolute(0x1234),
        Mem::inSegment(Segment::fs, 0),
        Mem::at(Gpr::rcx, -4).withSegment(Segment::gs),
        Mem::rip(symbol(1), llvm::ELF::R_X86_64_PC32),
        Mem::rip(symbol(2), llvm::ELF::R_X86_64_PC32, -12),
        Mem::symbolic(Gpr::rdx, symbol(4), llvm::ELF::R_X86_64_32S, 8),
        symbolicIndex};
  }();
  return Shapes;
}

std::vector<Mem> test::allMemoryShapes() {
  std::vector<Mem> shapes;
  for (unsigned base = 0; base != 17; ++base)
    for (unsigned index = 0; index != 17; ++index)
      for (unsigned scale = 0; scale != (index == 16 ? 1 : 4); ++scale)
        for (int32_t disp : {0, 1, -1, 127, 128, -128, -129, 0x12345678}) {
          if (gpr(index) == Gpr::rsp)
            continue;
          Mem mem = Mem::absolute(disp);
          mem.base = base == 16 ? Gpr::None : gpr(base);
          mem.index = index == 16 ? Gpr::None : gpr(index);
          mem.scaleLog2 = static_cast<uint8_t>(scale);
          shapes.push_back(mem);
        }
  return shapes;
}

std::vector<int32_t> test::immediates(unsigned width) {
  std::vector<int32_t> values{0, 1, -1, 2, 127, -128};
  if (width == 1)
    values.push_back(255);
  if (width >= 2)
    values.insert(values.end(), {128, -129, 255, 256, 32767, -32768});
  if (width == 2)
    values.insert(values.end(), {32768, 65535, 65408, 65407});
  if (width >= 4)
    values.insert(values.end(), {65535, 65536, INT32_MAX, INT32_MIN});
  return values;
}
