//===- EncoderBase.h - Prefixes, ModRM, SIB ---------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The common part of every instruction: prefixes, REX, opcode, ModRM, SIB,
// displacement, immediate (Intel SDM volume 2, chapter 2, tables 2-2 and 2-3).
// The families' encoders build on it.
//
// Method. What an instruction may lack is stored all the same and the place
// advanced by 0 or 1, because a mispredicted branch costs more than a whole
// instruction's stores. So up to MaxLength bytes past the end are overwritten,
// which ensure() covers.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_ENCODERBASE_H
#define SHUNT_LOWERING_FAST_X86_64_ENCODERBASE_H

#include "lowering/fast/CodeBuffer.h"
#include "lowering/fast/x86_64/Mem.h"
#include "lowering/fast/x86_64/Opcode.h"
#include "lowering/fast/x86_64/Registers.h"
#include <cstring>

namespace shunt::x86_64 {

/// Encodes instructions from an opcode and operands. Not used by itself.
class EncoderBase {
public:
  /// The buffer that is written to; not owned.
  fast::CodeBuffer &code() { return buffer; }
  const fast::CodeBuffer &code() const { return buffer; }

  /// The raw offset of the next instruction.
  uint32_t offset() const { return buffer.offset(); }

protected:
  explicit EncoderBase(fast::CodeBuffer &buffer) : buffer(buffer) {}

  /// Bytes to ensure for an instruction: the longest (15), a store beyond it.
  static constexpr size_t MaxLength = 24;

  /// The hardware number of a register.
  static constexpr unsigned number(Gpr reg) {
    assert(reg != Gpr::None && "no register");
    return static_cast<unsigned>(reg);
  }
  static constexpr unsigned number(Xmm reg) {
    assert(reg != Xmm::None && "no register");
    return static_cast<unsigned>(reg);
  }

  /// Stores little endian. `place` needs no alignment.
  static void store16(uint8_t *place, uint16_t value) {
    std::memcpy(place, &value, sizeof value);
  }
  static void store32(uint8_t *place, uint32_t value) {
    std::memcpy(place, &value, sizeof value);
  }
  static void store64(uint8_t *place, uint64_t value) {
    std::memcpy(place, &value, sizeof value);
  }

  /// An instruction whose ModRM.rm is a register. `reg` is a register's number
  /// or an opcode extension, `imm` has the opcode's immBytes().
  [[gnu::always_inline]] void encodeRegister(Opcode op, unsigned reg,
                                             unsigned rm, uint32_t imm = 0) {
    if (!buffer.hasRoom(MaxLength)) [[unlikely]]
      return encodeRegisterGrowing(op, reg, rm, imm);
    uint8_t *p = buffer.ensure(MaxLength);
    unsigned rex = op.rexW() << 3 | reg >> 3 << 2 | rm >> 3;
    unsigned needsRex =
        rex | (op.byteReg() & reg >> 2) | (op.byteRmBit() & rm >> 2);
    p = encodeOpcode(p, op, rex, needsRex);
    *p++ = modRm(3, reg, rm);
    store32(p, imm);
    buffer.commit(p + op.immBytes());
  }

  /// An instruction whose ModRM.rm is memory. `mem` goes by value: in two
  /// registers, where narrow stores and wide loads of it would stall.
  [[gnu::always_inline]] void encodeMemory(Opcode op, Mem mem, unsigned reg,
                                           uint32_t imm = 0) {
    if (!mem.isPlain() || !buffer.hasRoom(MaxLength)) [[unlikely]]
      return encodeGeneralMemory(op, mem, reg, imm);
    uint8_t *p = buffer.ensure(MaxLength);
    unsigned base = number(mem.base);
    unsigned rex = op.rexW() << 3 | reg >> 3 << 2 | base >> 3;
    p = encodeOpcode(p, op, rex, rex | (op.byteReg() & reg >> 2));
    unsigned mod = modFor(base, mem.disp);
    *p++ = modRm(mod, reg, base);
    *p = modRm(0, NoIndex, SibFollows);
    p += (base & 7) == SibFollows;
    p = storeDisplacement(p, mod, mem.disp);
    store32(p, imm);
    buffer.commit(p + op.immBytes());
  }

  /// An instruction without ModRM: the register is in the opcode's low bits.
  void encodeInOpcode(Opcode op, unsigned reg, uint32_t imm = 0) {
    uint8_t *p = buffer.ensure(MaxLength);
    unsigned rex = op.rexW() << 3 | reg >> 3;
    unsigned needsRex = rex | (op.byteRmBit() & reg >> 2);
    p = encodeOpcode(p, {op.bits | (reg & 7)}, rex, needsRex);
    store32(p, imm);
    buffer.commit(p + op.immBytes());
  }

  /// An instruction without register operands.
  void encodePlain(Opcode op, uint32_t imm = 0) { encodeInOpcode(op, 0, imm); }

  /// Up to eight bytes as they are, the first in the low bits of `bytes`.
  void encodeBytes(uint64_t bytes, unsigned count) {
    uint8_t *p = buffer.ensure(MaxLength);
    store64(p, bytes);
    buffer.commit(p + count);
  }

  /// Prefixes, REX when `needsRex`, escape and opcode byte.
  static uint8_t *encodeOpcode(uint8_t *p, Opcode op, unsigned rex,
                               unsigned needsRex) {
    store16(p, op.prefixes());
    p += op.prefixCount();
    *p = static_cast<uint8_t>(0x40 | rex);
    p += needsRex != 0;
    store16(p, op.escapes());
    p += op.escapeCount();
    *p++ = op.byte();
    return p;
  }

  static constexpr uint8_t modRm(unsigned mod, unsigned reg, unsigned rm) {
    return static_cast<uint8_t>(mod << 6 | (reg & 7) << 3 | (rm & 7));
  }

  /// VEX.mmmmm of the maps 0F 38 and 0F 3A; VEX.pp that stands for 66.
  static constexpr unsigned VexMap0F38 = 2, VexMap0F3A = 3, Vex66 = 1;

  /// The three-byte VEX prefix (SDM volume 2, section 2.3.5). `notRxb` is
  /// REX.RXB inverted, `map` is VEX.mmmmm, `pp` VEX.pp; `vvvv` is 0 where there
  /// is no such operand.
  static uint8_t *storeVex(uint8_t *p, unsigned notRxb, unsigned map,
                           bool isWide, unsigned vvvv, unsigned pp) {
    *p++ = 0xc4;
    *p++ = static_cast<uint8_t>(notRxb << 5 | map);
    *p++ = static_cast<uint8_t>(isWide << 7 | (~vvvv & 15) << 3 | pp);
    return p;
  }

  /// ModRM.rm and SIB.index of "a SIB follows" and "no index"; SIB.base and
  /// ModRM.rm of "no base" (mod 0) or "RIP" (SDM volume 2, tables 2-2 and 2-3).
  static constexpr unsigned SibFollows = 4, NoIndex = 4, NoBase = 5;

  /// mod of a base register with a displacement: 0 none, 1 one byte, 2 four.
  /// rbp and r13 have no form without displacement.
  static unsigned modFor(unsigned base, int32_t disp) {
    unsigned isNeeded = disp != 0 || (base & 7) == NoBase;
    return isNeeded << (disp != static_cast<int8_t>(disp));
  }

  /// Stores as many bytes of the displacement as mod says.
  static uint8_t *storeDisplacement(uint8_t *p, unsigned mod, int32_t disp) {
    store32(p, static_cast<uint32_t>(disp));
    return p + (0x410 >> 4 * mod & 7);
  }

  /// ModRM.rm as memory of any shape, with SIB and displacement; `immBytes`
  /// follow the displacement. `reg` is as in encodeRegister().
  uint8_t *encodeAddress(uint8_t *p, const Mem &mem, unsigned reg,
                         unsigned immBytes);

  /// REX.X and REX.B of a memory operand, as bits 1 and 0.
  static unsigned rexOf(const Mem &mem) {
    unsigned rex = 0;
    if (mem.base != Gpr::None)
      rex |= static_cast<unsigned>(mem.base) >> 3;
    if (mem.index != Gpr::None)
      rex |= static_cast<unsigned>(mem.index) >> 3 << 1;
    return rex;
  }

  /// The same address in the operand order that encodes shortest.
  static Mem normalize(Mem mem);

  fast::CodeBuffer &buffer;

private:
  [[gnu::noinline]] void encodeRegisterGrowing(Opcode op, unsigned reg,
                                               unsigned rm, uint32_t imm);
  void encodeGeneralMemory(Opcode op, Mem mem, unsigned reg, uint32_t imm);
};

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_ENCODERBASE_H
