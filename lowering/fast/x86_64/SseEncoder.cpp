//===- SseEncoder.cpp - SSE instructions ----------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/SseEncoder.h"

using namespace shunt;
using namespace shunt::x86_64;

/// pextr with the element in ModRM.rm, by width; SSE4.1.
static Opcode extractOpcode(unsigned width) {
  unsigned byte = width == 1 ? 0x14 : width == 2 ? 0x15 : 0x16;
  Opcode op = Opcode::make(OpcodeMap::M0F3A, byte, 0x66).withImm(1);
  return width == 8 ? op.wide(8) : op;
}

/// pinsr by width.
static Opcode insertOpcode(unsigned width) {
  if (width == 2)
    return Opcode::m0F(0xc4, 0x66).withImm(1);
  unsigned byte = width == 1 ? 0x20 : 0x22;
  Opcode op = Opcode::make(OpcodeMap::M0F3A, byte, 0x66).withImm(1);
  return width == 8 ? op.wide(8) : op;
}

void SseEncoder::pextr(unsigned width, Gpr dst, Xmm src, uint8_t index) {
  if (width == 2)
    return encodeRegister(Opcode::m0F(0xc5, 0x66).withImm(1), number(dst),
                          number(src), index);
  encodeRegister(extractOpcode(width), number(src), number(dst), index);
}

void SseEncoder::pextr(unsigned width, const Mem &dst, Xmm src, uint8_t index) {
  encodeMemory(extractOpcode(width), dst, number(src), index);
}

void SseEncoder::pinsr(unsigned width, Xmm dst, Gpr src, uint8_t index) {
  encodeRegister(insertOpcode(width), number(dst), number(src), index);
}

void SseEncoder::pinsr(unsigned width, Xmm dst, const Mem &src, uint8_t index) {
  encodeMemory(insertOpcode(width), src, number(dst), index);
}

/// The prefix, opcode and ModRM of a VEX instruction of two registers.
uint8_t *SseEncoder::storeVexRegisters(uint8_t *p, unsigned map, uint8_t opcode,
                                       Xmm reg, Xmm rm) {
  unsigned rxb = number(reg) >> 3 << 2 | number(rm) >> 3;
  p = storeVex(p, rxb ^ 7, map, /*isWide=*/false, /*vvvv=*/0, Vex66);
  *p++ = opcode;
  *p++ = modRm(3, number(reg), number(rm));
  return p;
}

void SseEncoder::vcvtph2ps(Xmm dst, Xmm src) {
  uint8_t *p = buffer.ensure(MaxLength);
  buffer.commit(storeVexRegisters(p, VexMap0F38, 0x13, dst, src));
}

void SseEncoder::vcvtps2ph(Xmm dst, Xmm src) {
  constexpr uint8_t CurrentRounding = 4;
  uint8_t *p = buffer.ensure(MaxLength);
  p = storeVexRegisters(p, VexMap0F3A, 0x1d, src, dst);
  *p++ = CurrentRounding;
  buffer.commit(p);
}
