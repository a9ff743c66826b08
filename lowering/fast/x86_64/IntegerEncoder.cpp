//===- IntegerEncoder.cpp - Integer instructions --------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/IntegerEncoder.h"
#include <utility>

using namespace shunt;
using namespace shunt::x86_64;

void IntegerEncoder::movImm(Gpr dst, uint64_t value) {
  auto low = static_cast<uint32_t>(value);
  if (value == low)
    return encodeInOpcode(Opcode::one(0xb8).withImm(4), number(dst), low);
  if (value == static_cast<uint64_t>(static_cast<int32_t>(low)))
    return encodeRegister(Opcode::one(0xc7).wide(8).withImm(4), 0, number(dst),
                          low);
  encodeInOpcode(Opcode::one(0xb8).wide(8), number(dst));
  encodeBytes(value, 8);
}

void IntegerEncoder::movPartialImm(unsigned width, Gpr dst, int32_t imm) {
  uint32_t bits = checkImm(width, imm);
  if (width == 8)
    return encodeRegister(immOpcode(0xc6, 8), 0, number(dst), bits);
  // B0 + r for bytes, B8 + r for the others.
  Opcode op =
      width == 1 ? Opcode::one(0xb0).byteRm() : Opcode::one(0xb8).wide(width);
  encodeInOpcode(op.withImm(width), number(dst), bits);
}

void IntegerEncoder::movSymbol64(Gpr dst, object::SymbolId symbol,
                                 uint32_t relocationType, int64_t addend) {
  encodeInOpcode(Opcode::one(0xb8).wide(8), number(dst));
  buffer.addRelocation(offset(), symbol, relocationType, addend);
  encodeBytes(0, 8);
}

void IntegerEncoder::movSymbol32(Gpr dst, object::SymbolId symbol,
                                 uint32_t relocationType, int64_t addend) {
  encodeInOpcode(Opcode::one(0xb8), number(dst));
  buffer.addRelocation(offset(), symbol, relocationType, addend);
  encodeBytes(0, 4);
}

void IntegerEncoder::xchg(unsigned width, Gpr a, Gpr b) {
  if (b == Gpr::rax)
    std::swap(a, b);
  // 90 is nop: of itself it would not clear the upper half of rax, and of all
  // of rax it does nothing without REX.
  bool isNop = a == Gpr::rax && b == Gpr::rax;
  if (isNop && width == 8)
    return encodePlain(Opcode::one(0x90));
  if (width != 1 && a == Gpr::rax && !(isNop && width == 4))
    return encodeInOpcode(Opcode::one(0x90).wide(width), number(b));
  encodeRegister(Opcode::one(0x86).sized(width), number(a), number(b));
}

void IntegerEncoder::testImm(unsigned width, Gpr a, int32_t imm) {
  uint32_t bits = checkImm(width, imm);
  if (a == Gpr::rax)
    return encodePlain(Opcode::one(0xa8).sized(width).withImm(immSize(width)),
                       bits);
  encodeRegister(immOpcode(0xf6, width), 0, number(a), bits);
}

void IntegerEncoder::shiftX(ShiftXOp op, unsigned width, Gpr dst, Gpr src,
                            Gpr count) {
  uint8_t *p = buffer.ensure(MaxLength);
  unsigned rxb = number(dst) >> 3 << 2 | number(src) >> 3;
  p = storeVex(p, rxb ^ 7, VexMap0F38, width == 8, number(count), bitsOf(op));
  *p++ = 0xf7;
  *p++ = modRm(3, number(dst), number(src));
  buffer.commit(p);
}

void IntegerEncoder::shiftX(ShiftXOp op, unsigned width, Gpr dst,
                            const Mem &src, Gpr count) {
  uint8_t *p = buffer.ensure(MaxLength);
  Mem mem = normalize(src);
  *p = static_cast<uint8_t>(mem.segment);
  p += mem.segment != Segment::None;
  unsigned rxb = number(dst) >> 3 << 2 | rexOf(mem);
  p = storeVex(p, rxb ^ 7, VexMap0F38, width == 8, number(count), bitsOf(op));
  *p++ = 0xf7;
  buffer.commit(encodeAddress(p, mem, number(dst), 0));
}
