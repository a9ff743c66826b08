//===- EncoderBase.cpp - Prefixes, ModRM, SIB -----------------------------===//

#include "lowering/fast/x86_64/EncoderBase.h"

using namespace shunt;
using namespace shunt::x86_64;

/// ModRM.rm and SIB.index of "a SIB follows" and "no index"; SIB.base and
/// ModRM.rm of "no base" (mod 0) or "RIP" (SDM volume 2, tables 2-2 and 2-3).
static constexpr unsigned SibFollows = 4, NoIndex = 4, NoBase = 5;

/// mod of a base register with a displacement: 0 none, 1 one byte, 2 four. rbp
/// and r13 have no form without displacement.
static unsigned modFor(unsigned base, int32_t disp) {
  unsigned isNeeded = disp != 0 || (base & 7) == NoBase;
  return isNeeded << (disp != static_cast<int8_t>(disp));
}

/// Stores as many bytes of the displacement as mod says.
static uint8_t *storeDisplacement(uint8_t *p, unsigned mod, int32_t disp) {
  std::memcpy(p, &disp, sizeof disp);
  return p + (0x410 >> 4 * mod & 7);
}

void EncoderBase::encodeMemory(Opcode op, Mem mem, unsigned reg, uint32_t imm) {
  if (!mem.isPlain()) [[unlikely]]
    return encodeGeneralMemory(op, mem, reg, imm);
  uint8_t *p = buffer.ensure(MaxLength);
  unsigned base = number(mem.base);
  unsigned rex = op.rexW() << 3 | reg >> 3 << 2 | base >> 3;
  p = encodeOpcode(p, op, rex, rex | (op.byteRegFlag() & reg >> 2));
  unsigned mod = modFor(base, mem.disp);
  *p++ = modRm(mod, reg, base);
  *p = NoIndex << 3 | SibFollows;
  p += (base & 7) == SibFollows;
  p = storeDisplacement(p, mod, mem.disp);
  store32(p, imm);
  buffer.commit(p + op.immBytes());
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
  bool hasSymbol = mem.symbol != NoSymbol;
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

void EncoderBase::encodeGeneralMemory(Opcode op, const Mem &original,
                                      unsigned reg, uint32_t imm) {
  uint8_t *p = buffer.ensure(MaxLength);
  Mem mem = normalize(original);
  *p = static_cast<uint8_t>(mem.segment);
  p += mem.segment != Segment::None;
  unsigned rex = op.rexW() << 3 | reg >> 3 << 2 | rexOf(mem);
  p = encodeOpcode(p, op, rex, rex | (op.byteRegFlag() & reg >> 2));
  p = encodeAddress(p, mem, reg, op.immBytes());
  store32(p, imm);
  buffer.commit(p + op.immBytes());
}
