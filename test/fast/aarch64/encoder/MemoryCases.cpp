//===- MemoryCases.cpp - Loads, stores, atomics ---------------------------===//
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

static constexpr auto Variable = static_cast<object::SymbolId>(6);

/// Operands of every mode for an access of `width` bytes; the base is none of
/// x0 to x7, which are transferred.
static std::vector<Mem> memoryShapes(unsigned width) {
  using namespace llvm::ELF;
  static const uint32_t Low12[] = {
      R_AARCH64_LDST8_ABS_LO12_NC, R_AARCH64_LDST16_ABS_LO12_NC,
      R_AARCH64_LDST32_ABS_LO12_NC, R_AARCH64_LDST64_ABS_LO12_NC,
      R_AARCH64_LDST128_ABS_LO12_NC};
  std::vector<Mem> shapes;
  auto unit = static_cast<int32_t>(width);
  for (Gpr base : {Gpr::x8, Gpr::x30, Gpr::sp}) {
    for (int32_t disp : {0, unit, 4095 * unit, 2048 * unit, -1, 1, 255, -256})
      shapes.push_back(Mem::at(base, disp));
    for (int32_t disp : {0, 1, 255, -1, -256}) {
      shapes.push_back(Mem::preIndex(base, disp));
      shapes.push_back(Mem::postIndex(base, disp));
    }
    for (Gpr index : {Gpr::x0, Gpr::x29, Gpr::zr})
      for (bool isScaled : {false, true})
        for (Extend extend :
             {Extend::UXTW, Extend::UXTX, Extend::SXTW, Extend::SXTX})
          // A byte's amount of 0 has a bit of its own but not a text.
          if (width != 1 || !isScaled)
            shapes.push_back(Mem::indexed(base, index, isScaled, extend));
    shapes.push_back(
        Mem::low12(base, Variable, Low12[llvm::countr_zero(width)], 16));
  }
  return shapes;
}

/// The mnemonic with the letters for a displacement that isn't scaled.
static std::string mnemonic(const char *scaled, const char *unscaled,
                            unsigned width, const Mem &mem) {
  bool isUnscaled =
      mem.mode == AddressMode::Offset && !Mem::fitsScaled(width, mem.disp);
  return std::string(isUnscaled ? unscaled : scaled) + " ";
}

static void addGeneral(Cases &cases) {
  static const struct {
    unsigned width;
    const char *load, *loadUnscaled, *store, *storeUnscaled;
  } Accesses[] = {{1, "ldrb", "ldurb", "strb", "sturb"},
                  {2, "ldrh", "ldurh", "strh", "sturh"},
                  {4, "ldr", "ldur", "str", "stur"},
                  {8, "ldr", "ldur", "str", "stur"}};
  for (auto &access : Accesses)
    for (const Mem &mem : memoryShapes(access.width))
      for (Gpr reg : {Gpr::x0, Gpr::x7, Gpr::zr}) {
        unsigned width = access.width;
        std::string operands = name(width, reg) + ", " + name(width, mem);
        cases.add(mnemonic(access.load, access.loadUnscaled, width, mem) +
                      operands,
                  [&](Encoder &e) { e.ldr(width, reg, mem); });
        cases.add(mnemonic(access.store, access.storeUnscaled, width, mem) +
                      operands,
                  [&](Encoder &e) { e.str(width, reg, mem); });
      }
}

static void addSigned(Cases &cases) {
  static const struct {
    unsigned width;
    const char *load, *loadUnscaled;
  } Accesses[] = {
      {1, "ldrsb", "ldursb"}, {2, "ldrsh", "ldursh"}, {4, "ldrsw", "ldursw"}};
  for (auto &access : Accesses)
    for (const Mem &mem : memoryShapes(access.width))
      for (unsigned to : {4, 8})
        if (to != access.width)
          cases.add(
              mnemonic(access.load, access.loadUnscaled, access.width, mem) +
                  name(to, Gpr::x5) + ", " + name(access.width, mem),
              [&](Encoder &e) { e.ldrs(to, access.width, Gpr::x5, mem); });
}

static void addFloat(Cases &cases) {
  for (unsigned width : {1, 2, 4, 8, 16})
    for (const Mem &mem : memoryShapes(width))
      for (Fpr reg : {Fpr::v0, Fpr::v31}) {
        std::string operands = name(width, reg) + ", " + name(width, mem);
        cases.add(mnemonic("ldr", "ldur", width, mem) + operands,
                  [&](Encoder &e) { e.ldr(width, reg, mem); });
        cases.add(mnemonic("str", "stur", width, mem) + operands,
                  [&](Encoder &e) { e.str(width, reg, mem); });
      }
}

static void addLiterals(Cases &cases) {
  using llvm::ELF::R_AARCH64_LD_PREL_LO19;
  for (unsigned width : {4, 8})
    cases.add("ldr " + name(width, Gpr::x9) + ", sym6+8", [&](Encoder &e) {
      e.ldrLiteral(width, Gpr::x9, Variable, R_AARCH64_LD_PREL_LO19, 8);
    });
  for (unsigned width : {4, 8, 16})
    cases.add("ldr " + name(width, Fpr::v9) + ", sym6", [&](Encoder &e) {
      e.ldrLiteral(width, Fpr::v9, Variable, R_AARCH64_LD_PREL_LO19);
    });
}

static void addPrefetches(Cases &cases) {
  static const std::pair<std::string, PrefetchOp> Ops[] = {
      {"pldl1keep", PrefetchOp::LoadL1Keep},
      {"pldl1strm", PrefetchOp::LoadL1Stream},
      {"pldl2keep", PrefetchOp::LoadL2Keep},
      {"pldl2strm", PrefetchOp::LoadL2Stream},
      {"pldl3keep", PrefetchOp::LoadL3Keep},
      {"pldl3strm", PrefetchOp::LoadL3Stream},
      {"plil1keep", PrefetchOp::CodeL1Keep},
      {"plil1strm", PrefetchOp::CodeL1Stream},
      {"plil2keep", PrefetchOp::CodeL2Keep},
      {"plil2strm", PrefetchOp::CodeL2Stream},
      {"plil3keep", PrefetchOp::CodeL3Keep},
      {"plil3strm", PrefetchOp::CodeL3Stream},
      {"pstl1keep", PrefetchOp::StoreL1Keep},
      {"pstl1strm", PrefetchOp::StoreL1Stream},
      {"pstl2keep", PrefetchOp::StoreL2Keep},
      {"pstl2strm", PrefetchOp::StoreL2Stream},
      {"pstl3keep", PrefetchOp::StoreL3Keep},
      {"pstl3strm", PrefetchOp::StoreL3Stream}};
  for (auto &[text, op] : Ops)
    for (const Mem &mem : memoryShapes(8))
      if (mem.mode != AddressMode::PreIndex &&
          mem.mode != AddressMode::PostIndex)
        cases.add(mnemonic("prfm", "prfum", 8, mem) + text + ", " +
                      name(8, mem),
                  [&](Encoder &e) { e.prfm(op, mem); });
}

static void addPairs(Cases &cases) {
  for (unsigned width : {4, 8, 16})
    for (int32_t units : {0, 1, -1, 63, -64})
      for (Gpr base : {Gpr::x8, Gpr::sp})
        for (unsigned mode = 0; mode != 3; ++mode) {
          int32_t disp = units * static_cast<int32_t>(width);
          Mem mem = mode == 0   ? Mem::at(base, disp)
                    : mode == 1 ? Mem::preIndex(base, disp)
                                : Mem::postIndex(base, disp);
          std::string place = ", " + name(width, mem);
          std::string floats =
              list({name(width, Fpr::v3), name(width, Fpr::v31)}) + place;
          cases.add("ldp " + floats,
                    [&](Encoder &e) { e.ldp(width, Fpr::v3, Fpr::v31, mem); });
          cases.add("stp " + floats,
                    [&](Encoder &e) { e.stp(width, Fpr::v3, Fpr::v31, mem); });
          if (width == 16)
            continue;
          for (Gpr second : {Gpr::x1, Gpr::x30, Gpr::zr}) {
            std::string generals =
                list({name(width, Gpr::x5), name(width, second)}) + place;
            cases.add("ldp " + generals,
                      [&](Encoder &e) { e.ldp(width, Gpr::x5, second, mem); });
            cases.add("stp " + generals,
                      [&](Encoder &e) { e.stp(width, Gpr::x5, second, mem); });
          }
          if (width == 4)
            cases.add("ldpsw x5, x1" + place,
                      [&](Encoder &e) { e.ldpsw(Gpr::x5, Gpr::x1, mem); });
        }
}

void test::addMemoryCases(Cases &cases) {
  addGeneral(cases);
  addSigned(cases);
  addFloat(cases);
  addLiterals(cases);
  addPrefetches(cases);
  addPairs(cases);
}

/// The letter in front of the operands: b, h or none.
static std::string sizeLetter(unsigned width) {
  return width == 1 ? "b" : width == 2 ? "h" : "";
}

/// "[base]"
static std::string at(Gpr base) { return "[" + name(8, base) + "]"; }

static void addExclusives(Cases &cases) {
  for (unsigned width : {1, 2, 4, 8})
    for (Gpr base : {Gpr::x8, Gpr::x30, Gpr::sp})
      for (Gpr reg : {Gpr::x0, Gpr::x15, Gpr::zr}) {
        std::string s = sizeLetter(width) + " ";
        std::string operands = name(width, reg) + ", " + at(base);
        std::string status = "w21, " + operands;
        cases.add("ldar" + s + operands,
                  [&](Encoder &e) { e.ldar(width, reg, base); });
        cases.add("ldapr" + s + operands,
                  [&](Encoder &e) { e.ldapr(width, reg, base); });
        cases.add("stlr" + s + operands,
                  [&](Encoder &e) { e.stlr(width, reg, base); });
        cases.add("ldxr" + s + operands,
                  [&](Encoder &e) { e.ldxr(width, reg, base); });
        cases.add("ldaxr" + s + operands,
                  [&](Encoder &e) { e.ldxr(width, reg, base, true); });
        cases.add("stxr" + s + status,
                  [&](Encoder &e) { e.stxr(width, Gpr::x21, reg, base); });
        cases.add("stlxr" + s + status, [&](Encoder &e) {
          e.stxr(width, Gpr::x21, reg, base, true);
        });
        if (width < 4)
          continue;
        std::string pair = name(width, Gpr::x3) + ", " + operands;
        cases.add("ldxp " + pair,
                  [&](Encoder &e) { e.ldxp(width, Gpr::x3, reg, base); });
        cases.add("ldaxp " + pair,
                  [&](Encoder &e) { e.ldxp(width, Gpr::x3, reg, base, true); });
        cases.add("stxp w21, " + pair, [&](Encoder &e) {
          e.stxp(width, Gpr::x21, Gpr::x3, reg, base);
        });
        cases.add("stlxp w21, " + pair, [&](Encoder &e) {
          e.stxp(width, Gpr::x21, Gpr::x3, reg, base, true);
        });
      }
  cases.add("clrex", [](Encoder &e) { e.clrex(); });
}

static void addLse(Cases &cases) {
  static const std::pair<std::string, AtomicOp> Ops[] = {
      {"ldadd", AtomicOp::Add},   {"ldclr", AtomicOp::Clr},
      {"ldeor", AtomicOp::Eor},   {"ldset", AtomicOp::Set},
      {"ldsmax", AtomicOp::Smax}, {"ldsmin", AtomicOp::Smin},
      {"ldumax", AtomicOp::Umax}, {"ldumin", AtomicOp::Umin},
      {"swp", AtomicOp::Swap}};
  static const std::pair<std::string, AtomicOrder> Orders[] = {
      {"", AtomicOrder::Relaxed},
      {"a", AtomicOrder::Acquire},
      {"l", AtomicOrder::Release},
      {"al", AtomicOrder::AcquireRelease}};
  for (auto &[letters, order] : Orders)
    for (Gpr base : {Gpr::x8, Gpr::x30, Gpr::sp})
      for (Gpr reg : {Gpr::x0, Gpr::x14, Gpr::zr}) {
        for (unsigned width : {1, 2, 4, 8}) {
          std::string suffix = letters + sizeLetter(width) + " ";
          std::string operands =
              list({name(width, Gpr::x21), name(width, reg), at(base)});
          for (auto &[mnemonic, op] : Ops)
            cases.add(mnemonic + suffix + operands, [&](Encoder &e) {
              e.atomic(op, order, width, Gpr::x21, reg, base);
            });
          cases.add("cas" + suffix + operands, [&](Encoder &e) {
            e.cas(order, width, Gpr::x21, reg, base);
          });
        }
        if (reg == Gpr::zr)
          continue;
        Gpr next = gpr(static_cast<unsigned>(reg) + 1);
        for (unsigned width : {4, 8})
          cases.add(
              "casp" + letters + " " +
                  list({name(width, Gpr::x20), name(width, Gpr::x21),
                        name(width, reg), name(width, next), at(base)}),
              [&](Encoder &e) { e.casp(order, width, Gpr::x20, reg, base); });
      }
  cases.add("stadd x3, [x4]", [](Encoder &e) {
    e.atomic(AtomicOp::Add, AtomicOrder::Relaxed, 8, Gpr::x3, Gpr::zr, Gpr::x4);
  });
}

void test::addAtomicCases(Cases &cases) {
  addExclusives(cases);
  addLse(cases);
  static const std::pair<std::string, BarrierScope> Scopes[] = {
      {"oshld", BarrierScope::OuterLoads},
      {"oshst", BarrierScope::OuterStores},
      {"osh", BarrierScope::Outer},
      {"ishld", BarrierScope::InnerLoads},
      {"ishst", BarrierScope::InnerStores},
      {"ish", BarrierScope::Inner},
      {"ld", BarrierScope::Loads},
      {"st", BarrierScope::Stores},
      {"sy", BarrierScope::System}};
  for (auto &[text, scope] : Scopes) {
    cases.add("dmb " + text, [&](Encoder &e) { e.dmb(scope); });
    cases.add("dsb " + text, [&](Encoder &e) { e.dsb(scope); });
  }
  cases.add("isb", [](Encoder &e) { e.isb(); });
}
