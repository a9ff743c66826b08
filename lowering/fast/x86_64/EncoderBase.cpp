//===- EncoderBase.cpp - Prefixes, ModRM, SIB -----------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/EncoderBase.h"
#include <utility>

using namespace shunt;
using namespace shunt::x86_64;

void EncoderBase::encodeRegisterGrowing(Opcode op, unsigned reg, unsigned rm,
                                        uint32_t imm) {
  buffer.ensure(MaxLength);
  encodeRegister(op, reg, rm, imm);
}

Mem EncoderBase::normalize(Mem mem) {
  assert(mem.index != Gpr::rsp && "rsp can't be an index");
  assert(mem.scaleLog2 <= 3 && "scale is 1, 2, 4 or 8");
  if (mem.index == Gpr::None)
    return mem;
  // An index alone needs four bytes of displacement; a base doesn't.
  if (mem.base == Gpr::None && mem.scaleLog2 <= 1) {
    mem.base = mem.index;
    if (mem.scaleLog2 == 0)
      mem.index = Gpr::None;
    mem.scaleLog2 = 0;
  }
  // rbp and r13 need a displacement as base, not as index.
  bool isBad = mem.base != Gpr::None && (number(mem.base) & 7) == NoBase;
  if (isBad && mem.scaleLog2 == 0 && mem.disp == 0 && mem.index != Gpr::None &&
      (number(mem.index) & 7) != NoBase)
    std::swap(mem.base, mem.index);
  return mem;
}

uint8_t *EncoderBase::encodeAddress(uint8_t *p, const Mem &mem, unsigned reg,
                                    unsigned immBytes) {
  bool hasSymbol = mem.symbol != noSymbol;
  bool hasBase = mem.base != Gpr::None;
  bool hasIndex = mem.index != Gpr::None;
  bool isRip =
      hasSymbol && !hasBase && !hasIndex && mem.segment == Segment::None;
  unsigned mod = 0;
  if (isRip) {
    *p++ = modRm(0, reg, NoBase);
  } else if (hasBase && !hasIndex && (number(mem.base) & 7) != SibFollows) {
    mod = hasSymbol ? 2 : modFor(number(mem.base), mem.disp);
    *p++ = modRm(mod, reg, number(mem.base));
  } else {
    unsigned base = hasBase ? number(mem.base) : NoBase;
    if (hasBase)
      mod = hasSymbol ? 2 : modFor(base, mem.disp);
    *p++ = modRm(mod, reg, SibFollows);
    unsigned index = hasIndex ? number(mem.index) : NoIndex;
    *p++ = modRm(mem.scaleLog2, index, base);
  }
  // Without a base mod 0 has a displacement of four bytes.
  unsigned size = hasBase ? mod : 2;
  if (!hasSymbol)
    return storeDisplacement(p, size, mem.disp);
  int64_t addend = mem.disp;
  if (isRip)
    addend -= 4 + static_cast<int64_t>(immBytes); // From the instruction's end.
  buffer.addRelocation(buffer.offsetOf(p), mem.symbol, mem.relocationType,
                       addend);
  return storeDisplacement(p, size, 0);
}

void EncoderBase::encodeGeneralMemory(Opcode op, Mem mem, unsigned reg,
                                      uint32_t imm) {
  uint8_t *p = buffer.ensure(MaxLength);
  mem = normalize(mem);
  *p = static_cast<uint8_t>(mem.segment);
  p += mem.segment != Segment::None;
  unsigned rex = op.rexW() << 3 | reg >> 3 << 2 | rexOf(mem);
  p = encodeOpcode(p, op, rex, rex | (op.byteReg() & reg >> 2));
  if (mem.base != Gpr::None && mem.index != Gpr::None &&
      mem.symbol == noSymbol) {
    // Elements of arrays: the most frequent of the general forms.
    unsigned mod = modFor(number(mem.base), mem.disp);
    *p++ = modRm(mod, reg, SibFollows);
    *p++ = modRm(mem.scaleLog2, number(mem.index), number(mem.base));
    p = storeDisplacement(p, mod, mem.disp);
  } else {
    p = encodeAddress(p, mem, reg, op.immBytes());
  }
  store32(p, imm);
  buffer.commit(p + op.immBytes());
}
