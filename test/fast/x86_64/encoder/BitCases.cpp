//===- BitCases.cpp - Shifts and bit operations ---------------------------===//
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

static constexpr unsigned Widths[] = {1, 2, 4, 8};

static void addShifts(Cases &cases) {
  static const std::pair<std::string, ShiftOp> Ops[] = {
      {"rol", ShiftOp::Rol}, {"ror", ShiftOp::Ror}, {"rcl", ShiftOp::Rcl},
      {"rcr", ShiftOp::Rcr}, {"shl", ShiftOp::Shl}, {"shr", ShiftOp::Shr},
      {"sar", ShiftOp::Sar}};
  for (auto &[text, op] : Ops)
    for (unsigned w : Widths) {
      std::string mnemonic = text + suffix(w).str() + " ";
      for (unsigned r = 0; r != 16; ++r) {
        cases.add(mnemonic + "%cl, " + name(w, gpr(r)),
                  [&](Encoder &e) { e.shiftCl(op, w, gpr(r)); });
        for (unsigned count = 0; count != 8 * w; ++count)
          cases.add(mnemonic + imm(count) + ", " + name(w, gpr(r)),
                    [&](Encoder &e) {
                      e.shiftImm(op, w, gpr(r), static_cast<uint8_t>(count));
                    });
      }
      for (const Mem &m : someMemoryShapes()) {
        cases.add(mnemonic + "%cl, " + name(m),
                  [&](Encoder &e) { e.shiftCl(op, w, m); });
        for (uint8_t count : {0, 1, 2, 7})
          cases.add(mnemonic + imm(count) + ", " + name(m),
                    [&](Encoder &e) { e.shiftImm(op, w, m, count); });
      }
    }
}

static void addDoubleShifts(Cases &cases) {
  static const std::pair<std::string, DoubleShiftOp> Ops[] = {
      {"shld", DoubleShiftOp::Shld}, {"shrd", DoubleShiftOp::Shrd}};
  for (auto &[text, op] : Ops)
    for (unsigned w : {2, 4, 8})
      for (unsigned s = 0; s != 16; ++s) {
        std::string mnemonic = text + suffix(w).str() + " ";
        std::string src = name(w, gpr(s)) + ", ";
        for (unsigned d = 0; d != 16; ++d) {
          cases.add(
              mnemonic + "%cl, " + src + name(w, gpr(d)),
              [&](Encoder &e) { e.doubleShiftCl(op, w, gpr(d), gpr(s)); });
          for (uint8_t count : {0, 1, 2, 15})
            cases.add(mnemonic + imm(count) + ", " + src + name(w, gpr(d)),
                      [&](Encoder &e) {
                        e.doubleShiftImm(op, w, gpr(d), gpr(s), count);
                      });
        }
        for (const Mem &m : someMemoryShapes()) {
          cases.add(mnemonic + "%cl, " + src + name(m),
                    [&](Encoder &e) { e.doubleShiftCl(op, w, m, gpr(s)); });
          cases.add(mnemonic + "$5, " + src + name(m),
                    [&](Encoder &e) { e.doubleShiftImm(op, w, m, gpr(s), 5); });
        }
      }
}

static void addFlaglessShifts(Cases &cases) {
  static const std::pair<std::string, ShiftXOp> Ops[] = {
      {"shlx", ShiftXOp::Shlx},
      {"sarx", ShiftXOp::Sarx},
      {"shrx", ShiftXOp::Shrx}};
  for (auto &[text, op] : Ops)
    for (unsigned w : {4, 8})
      for (unsigned d = 0; d != 16; ++d)
        for (unsigned c = 0; c != 16; ++c) {
          std::string mnemonic = text + suffix(w).str() + " ";
          std::string tail = ", " + name(w, gpr(d));
          std::string count = name(w, gpr(c)) + ", ";
          for (unsigned s = 0; s != 16; ++s)
            cases.add(
                mnemonic + count + name(w, gpr(s)) + tail,
                [&](Encoder &e) { e.shiftX(op, w, gpr(d), gpr(s), gpr(c)); });
          for (const Mem &m : someMemoryShapes())
            cases.add(mnemonic + count + name(m) + tail,
                      [&](Encoder &e) { e.shiftX(op, w, gpr(d), m, gpr(c)); });
        }
}

static void addBitTests(Cases &cases) {
  static const std::pair<std::string, BitTestOp> Ops[] = {
      {"bt", BitTestOp::Bt},
      {"bts", BitTestOp::Bts},
      {"btr", BitTestOp::Btr},
      {"btc", BitTestOp::Btc}};
  for (auto &[text, op] : Ops)
    for (unsigned w : {2, 4, 8}) {
      std::string mnemonic = text + suffix(w).str() + " ";
      for (unsigned i = 0; i != 16; ++i) {
        for (unsigned r = 0; r != 16; ++r)
          cases.add(mnemonic + name(w, gpr(i)) + ", " + name(w, gpr(r)),
                    [&](Encoder &e) { e.bitTest(op, w, gpr(r), gpr(i)); });
        for (const Mem &m : someMemoryShapes())
          cases.add(mnemonic + name(w, gpr(i)) + ", " + name(m),
                    [&](Encoder &e) { e.bitTest(op, w, m, gpr(i)); });
        for (uint8_t bit : {0, 1, 7, 15, 31, 63})
          if (bit < 8 * w)
            cases.add(mnemonic + imm(bit) + ", " + name(w, gpr(i)),
                      [&](Encoder &e) { e.bitTestImm(op, w, gpr(i), bit); });
      }
      for (const Mem &m : someMemoryShapes()) {
        cases.add(mnemonic + "$3, " + name(m),
                  [&](Encoder &e) { e.bitTestImm(op, w, m, 3); });
        if (op != BitTestOp::Bt)
          cases.add("lock " + mnemonic + "$3, " + name(m),
                    [&](Encoder &e) { e.lock().bitTestImm(op, w, m, 3); });
      }
    }
}

static void addBitScans(Cases &cases) {
  static const std::pair<std::string, BitScanOp> Ops[] = {
      {"bsf", BitScanOp::Bsf},
      {"bsr", BitScanOp::Bsr},
      {"tzcnt", BitScanOp::Tzcnt},
      {"lzcnt", BitScanOp::Lzcnt},
      {"popcnt", BitScanOp::Popcnt}};
  for (auto &[text, op] : Ops)
    for (unsigned w : {2, 4, 8})
      for (unsigned d = 0; d != 16; ++d) {
        std::string mnemonic = text + suffix(w).str() + " ";
        for (unsigned s = 0; s != 16; ++s)
          cases.add(mnemonic + name(w, gpr(s)) + ", " + name(w, gpr(d)),
                    [&](Encoder &e) { e.bitScan(op, w, gpr(d), gpr(s)); });
        for (const Mem &m : someMemoryShapes())
          cases.add(mnemonic + name(m) + ", " + name(w, gpr(d)),
                    [&](Encoder &e) { e.bitScan(op, w, gpr(d), m); });
      }
}

void test::addBitCases(Cases &cases) {
  addShifts(cases);
  addDoubleShifts(cases);
  addFlaglessShifts(cases);
  addBitTests(cases);
  addBitScans(cases);
}
