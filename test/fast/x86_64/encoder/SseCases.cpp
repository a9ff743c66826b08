//===- SseCases.cpp - SSE instructions ------------------------------------===//
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

/// Registers on both sides of the REX border.
static constexpr unsigned Registers[] = {0, 3, 7, 8, 15};

/// Adds `op src, dst` for registers and memory; `between` stands between them.
template <typename Op>
static void addBinary(Cases &cases, const char *mnemonic, Op op,
                      const char *mask) {
  std::string head = std::string(mnemonic) + " " + mask;
  for (unsigned d : Registers) {
    for (unsigned s : Registers)
      cases.add(head + name(xmm(s)) + ", " + name(xmm(d)),
                [&](Encoder &e) { e.sse(op, xmm(d), xmm(s)); });
    for (const Mem &m : someMemoryShapes())
      cases.add(head + name(m) + ", " + name(xmm(d)),
                [&](Encoder &e) { e.sse(op, xmm(d), m); });
  }
}

static void addBinaries(Cases &cases) {
#define SSE_OP(Name, mnemonic, prefix, map, opcode)                            \
  addBinary(cases, mnemonic, SseOp::Name, "");
#define SSE_XMM0_OP(Name, mnemonic, prefix, map, opcode)                       \
  addBinary(cases, mnemonic, SseOp::Name, "%xmm0, ");
#include "lowering/fast/x86_64/SseOps.def"
  for (unsigned d = 0; d != 16; ++d) {
    for (unsigned s = 0; s != 16; ++s) {
      cases.add("addsd " + name(xmm(s)) + ", " + name(xmm(d)),
                [&](Encoder &e) { e.sse(SseOp::Addsd, xmm(d), xmm(s)); });
      cases.add("movhlps " + name(xmm(s)) + ", " + name(xmm(d)),
                [&](Encoder &e) { e.movhlps(xmm(d), xmm(s)); });
      cases.add("movlhps " + name(xmm(s)) + ", " + name(xmm(d)),
                [&](Encoder &e) { e.movlhps(xmm(d), xmm(s)); });
    }
    for (const Mem &m : memoryShapes())
      cases.add("pshufb " + name(m) + ", " + name(xmm(d)),
                [&](Encoder &e) { e.sse(SseOp::Pshufb, xmm(d), m); });
  }
}

static void addWithImm(Cases &cases, const char *mnemonic, SseImmOp op) {
  std::string head = std::string(mnemonic) + " ";
  for (unsigned d : Registers) {
    for (unsigned s : Registers)
      for (uint8_t i : {0, 1, 7, 255})
        cases.add(head + imm(i) + ", " + name(xmm(s)) + ", " + name(xmm(d)),
                  [&](Encoder &e) { e.sseImm(op, xmm(d), xmm(s), i); });
    for (const Mem &m : someMemoryShapes())
      cases.add(head + "$2, " + name(m) + ", " + name(xmm(d)),
                [&](Encoder &e) { e.sseImm(op, xmm(d), m, 2); });
  }
}

static void addConversion(Cases &cases, const char *mnemonic, SseFromGprOp op) {
  for (unsigned w : {4, 8})
    for (unsigned d : Registers) {
      std::string head = mnemonic + suffix(w).str() + " ";
      for (unsigned s = 0; s != 16; ++s)
        cases.add(head + name(w, gpr(s)) + ", " + name(xmm(d)),
                  [&](Encoder &e) { e.sseFromGpr(op, w, xmm(d), gpr(s)); });
      for (const Mem &m : someMemoryShapes())
        cases.add(head + name(m) + ", " + name(xmm(d)),
                  [&](Encoder &e) { e.sseFromGpr(op, w, xmm(d), m); });
    }
}

static void addConversion(Cases &cases, const char *mnemonic, SseToGprOp op) {
  std::string head = std::string(mnemonic) + " ";
  for (unsigned w : {4, 8})
    for (unsigned d = 0; d != 16; ++d) {
      for (unsigned s : Registers)
        cases.add(head + name(xmm(s)) + ", " + name(w, gpr(d)),
                  [&](Encoder &e) { e.sseToGpr(op, w, gpr(d), xmm(s)); });
      for (const Mem &m : someMemoryShapes())
        cases.add(head + name(m) + ", " + name(w, gpr(d)),
                  [&](Encoder &e) { e.sseToGpr(op, w, gpr(d), m); });
    }
}

static void addMask(Cases &cases, const char *mnemonic, SseMaskOp op) {
  for (unsigned d = 0; d != 16; ++d)
    for (unsigned s = 0; s != 16; ++s)
      cases.add(std::string(mnemonic) + " " + name(xmm(s)) + ", " +
                    name(4, gpr(d)),
                [&](Encoder &e) { e.sseMask(op, gpr(d), xmm(s)); });
}

static void addMove(Cases &cases, const char *mnemonic, SseMoveOp op,
                    bool isLoad, bool isStore, bool movesRegisters) {
  std::string head = std::string(mnemonic) + " ";
  for (unsigned d = 0; d != 16; ++d) {
    std::string reg = name(xmm(d));
    for (unsigned s = 0; s != 16 && movesRegisters; ++s)
      cases.add(head + name(xmm(s)) + ", " + reg,
                [&](Encoder &e) { e.sseMove(op, xmm(d), xmm(s)); });
    for (const Mem &m : someMemoryShapes()) {
      if (isLoad)
        cases.add(head + name(m) + ", " + reg,
                  [&](Encoder &e) { e.sseLoad(op, xmm(d), m); });
      if (isStore)
        cases.add(head + reg + ", " + name(m),
                  [&](Encoder &e) { e.sseStore(op, m, xmm(d)); });
    }
  }
}

static void addShift(Cases &cases, const char *mnemonic, SseShiftOp op) {
  for (unsigned d = 0; d != 16; ++d)
    for (uint8_t i : {0, 1, 15, 63, 255})
      cases.add(std::string(mnemonic) + " " + imm(i) + ", " + name(xmm(d)),
                [&](Encoder &e) { e.sseShiftImm(op, xmm(d), i); });
}

static void addTables(Cases &cases) {
#define SSE_IMM_OP(Name, mnemonic, prefix, map, opcode)                        \
  addWithImm(cases, mnemonic, SseImmOp::Name);
#define SSE_FROM_GPR_OP(Name, mnemonic, prefix, map, opcode)                   \
  addConversion(cases, mnemonic, SseFromGprOp::Name);
#define SSE_TO_GPR_OP(Name, mnemonic, prefix, map, opcode)                     \
  addConversion(cases, mnemonic, SseToGprOp::Name);
#define SSE_MASK_OP(Name, mnemonic, prefix, map, opcode)                       \
  addMask(cases, mnemonic, SseMaskOp::Name);
#define SSE_MOVE(Name, mnemonic, loadPrefix, load, storePrefix, store)         \
  addMove(cases, mnemonic, SseMoveOp::Name, load, store, true);
#define SSE_MEMORY_MOVE(Name, mnemonic, loadPrefix, load, storePrefix, store)  \
  addMove(cases, mnemonic, SseMoveOp::Name, load, store, false);
#define SSE_SHIFT(Name, mnemonic, opcode, digit)                               \
  addShift(cases, mnemonic, SseShiftOp::Name);
#include "lowering/fast/x86_64/SseOps.def"
}

/// Between general and vector registers, whole and by element.
static void addTransfers(Cases &cases) {
  for (unsigned x = 0; x != 16; ++x)
    for (unsigned r = 0; r != 16; ++r) {
      std::string vector = name(xmm(x));
      for (unsigned w : {4, 8}) {
        std::string mnemonic = w == 4 ? "movd " : "movq ";
        cases.add(mnemonic + name(w, gpr(r)) + ", " + vector,
                  [&](Encoder &e) { e.mov(w, xmm(x), gpr(r)); });
        cases.add(mnemonic + vector + ", " + name(w, gpr(r)),
                  [&](Encoder &e) { e.mov(w, gpr(r), xmm(x)); });
      }
      cases.add("extractps $3, " + vector + ", " + name(4, gpr(r)),
                [&](Encoder &e) { e.extractps(gpr(r), xmm(x), 3); });
      for (unsigned w : {1, 2, 4, 8}) {
        std::string letter = w == 4   ? "d "
                             : w == 8 ? "q "
                                      : suffix(w).str() + " ";
        std::string reg = name(w == 8 ? 8 : 4, gpr(r));
        uint8_t last = static_cast<uint8_t>(16 / w - 1);
        for (uint8_t i : {uint8_t(0), last}) {
          cases.add("pextr" + letter + imm(i) + ", " + vector + ", " + reg,
                    [&](Encoder &e) { e.pextr(w, gpr(r), xmm(x), i); });
          cases.add("pinsr" + letter + imm(i) + ", " + reg + ", " + vector,
                    [&](Encoder &e) { e.pinsr(w, xmm(x), gpr(r), i); });
        }
        if (r != 0)
          continue;
        for (const Mem &m : someMemoryShapes()) {
          cases.add("pextr" + letter + imm(last) + ", " + vector + ", " +
                        name(m),
                    [&](Encoder &e) { e.pextr(w, m, xmm(x), last); });
          cases.add("pinsr" + letter + imm(last) + ", " + name(m) + ", " +
                        vector,
                    [&](Encoder &e) { e.pinsr(w, xmm(x), m, last); });
        }
      }
    }
}

/// half to and from float.
static void addHalf(Cases &cases) {
  for (unsigned d = 0; d != 16; ++d)
    for (unsigned s = 0; s != 16; ++s) {
      std::string operands = name(xmm(s)) + ", " + name(xmm(d));
      cases.add("vcvtph2ps " + operands,
                [&](Encoder &e) { e.vcvtph2ps(xmm(d), xmm(s)); });
      cases.add("vcvtps2ph $4, " + operands,
                [&](Encoder &e) { e.vcvtps2ph(xmm(d), xmm(s)); });
    }
}

void test::addSseCases(Cases &cases) {
  addBinaries(cases);
  addHalf(cases);
  addTables(cases);
  addTransfers(cases);
  for (const Mem &m : someMemoryShapes()) {
    cases.add("ldmxcsr " + name(m), [&](Encoder &e) { e.ldmxcsr(m); });
    cases.add("stmxcsr " + name(m), [&](Encoder &e) { e.stmxcsr(m); });
    cases.add("extractps $1, %xmm9, " + name(m),
              [&](Encoder &e) { e.extractps(m, Xmm::xmm9, 1); });
    cases.add("movntil %r10d, " + name(m),
              [&](Encoder &e) { e.movnti(4, m, Gpr::r10); });
    cases.add("movntiq %rdx, " + name(m),
              [&](Encoder &e) { e.movnti(8, m, Gpr::rdx); });
  }
}
