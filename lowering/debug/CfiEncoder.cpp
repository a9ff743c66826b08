//===- CfiEncoder.cpp - Call frame instructions ---------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/CfiEncoder.h"
#include "lowering/debug/Bytes.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace shunt::debug;

namespace {
/// Appends instructions to a buffer; one call an event.
class CfiEncoder {
public:
  CfiEncoder(StringRef blocks, CfiFactors factors, Bytes &out)
      : blocks(blocks), factors(factors), out(out) {}

  void advance(uint32_t distance);
  void encode(const CfiEvent &event);

private:
  void byte(uint8_t value) { append8(out, value); }
  void uleb(uint64_t value) { appendUleb(out, value); }
  void sleb(int64_t value) { appendSleb(out, value); }
  void reg(uint8_t opcode, uint16_t reg);
  void packedReg(uint8_t packed, uint8_t extended, uint16_t reg);
  void offset(const CfiEvent &event);
  void valueOffset(const CfiEvent &event);
  void block(uint64_t offset, bool withLength);
  int64_t factored(int64_t bytes) const;

  StringRef blocks;
  CfiFactors factors;
  Bytes &out;
};
} // namespace

/// The instructions of section 6.4.2 that hold an operand of up to six bits in
/// the opcode's low bits.
constexpr unsigned packedLimit = 64;

int64_t CfiEncoder::factored(int64_t bytes) const {
  assert(bytes % factors.data == 0 && "the data alignment doesn't divide");
  return bytes / factors.data;
}

void CfiEncoder::advance(uint32_t distance) {
  assert(distance % factors.code == 0 && "the code alignment doesn't divide");
  distance /= factors.code;
  if (distance == 0)
    return;
  if (distance < packedLimit) {
    byte(dwarf::DW_CFA_advance_loc | distance);
  } else if (isUInt<8>(distance)) {
    byte(dwarf::DW_CFA_advance_loc1);
    byte(distance);
  } else if (isUInt<16>(distance)) {
    byte(dwarf::DW_CFA_advance_loc2);
    append16(out, distance);
  } else {
    byte(dwarf::DW_CFA_advance_loc4);
    append32(out, distance);
  }
}

void CfiEncoder::reg(uint8_t opcode, uint16_t reg) {
  byte(opcode);
  uleb(reg);
}

/// An instruction with a short form for the first 64 registers.
void CfiEncoder::packedReg(uint8_t packed, uint8_t extended, uint16_t number) {
  if (number < packedLimit)
    byte(packed | number);
  else
    reg(extended, number);
}

void CfiEncoder::offset(const CfiEvent &event) {
  int64_t value = factored(event.value);
  if (value < 0) {
    reg(dwarf::DW_CFA_offset_extended_sf, event.reg);
    sleb(value);
    return;
  }
  packedReg(dwarf::DW_CFA_offset, dwarf::DW_CFA_offset_extended, event.reg);
  uleb(value);
}

void CfiEncoder::valueOffset(const CfiEvent &event) {
  int64_t value = factored(event.value);
  if (value < 0) {
    reg(dwarf::DW_CFA_val_offset_sf, event.reg);
    sleb(value);
    return;
  }
  reg(dwarf::DW_CFA_val_offset, event.reg);
  uleb(value);
}

/// Appends a block's bytes, and its length before them if wanted.
void CfiEncoder::block(uint64_t offset, bool withLength) {
  const char *start = blocks.data() + offset;
  unsigned lengthSize = 0;
  uint64_t size =
      decodeULEB128(reinterpret_cast<const uint8_t *>(start), &lengthSize);
  assert(offset + lengthSize + size <= blocks.size() && "block out of range");
  out.append(withLength ? start : start + lengthSize,
             start + lengthSize + size);
}

void CfiEncoder::encode(const CfiEvent &event) {
  switch (event.kind) {
  case CfiKind::DefCfa:
    // A negative offset takes the factored form, the only one with a sign.
    if (event.value < 0) {
      reg(dwarf::DW_CFA_def_cfa_sf, event.reg);
      return sleb(factored(event.value));
    }
    reg(dwarf::DW_CFA_def_cfa, event.reg);
    return uleb(event.value);
  case CfiKind::DefCfaRegister:
    return reg(dwarf::DW_CFA_def_cfa_register, event.reg);
  case CfiKind::DefCfaOffset:
    if (event.value < 0) {
      byte(dwarf::DW_CFA_def_cfa_offset_sf);
      return sleb(factored(event.value));
    }
    byte(dwarf::DW_CFA_def_cfa_offset);
    return uleb(event.value);
  case CfiKind::DefCfaExpression:
    byte(dwarf::DW_CFA_def_cfa_expression);
    return block(event.value, /*withLength=*/true);
  case CfiKind::Offset:
    return offset(event);
  case CfiKind::ValueOffset:
    return valueOffset(event);
  case CfiKind::Register:
    reg(dwarf::DW_CFA_register, event.reg);
    return uleb(event.value);
  case CfiKind::Expression:
    reg(dwarf::DW_CFA_expression, event.reg);
    return block(event.value, /*withLength=*/true);
  case CfiKind::ValueExpression:
    reg(dwarf::DW_CFA_val_expression, event.reg);
    return block(event.value, /*withLength=*/true);
  case CfiKind::SameValue:
    return reg(dwarf::DW_CFA_same_value, event.reg);
  case CfiKind::Undefined:
    return reg(dwarf::DW_CFA_undefined, event.reg);
  case CfiKind::Restore:
    return packedReg(dwarf::DW_CFA_restore, dwarf::DW_CFA_restore_extended,
                     event.reg);
  case CfiKind::RememberState:
    return byte(dwarf::DW_CFA_remember_state);
  case CfiKind::RestoreState:
    return byte(dwarf::DW_CFA_restore_state);
  case CfiKind::ArgsSize:
    byte(dwarf::DW_CFA_GNU_args_size);
    return uleb(event.value);
  case CfiKind::NegateRaState:
    return byte(dwarf::DW_CFA_AARCH64_negate_ra_state);
  case CfiKind::Escape:
    return block(event.value, /*withLength=*/false);
  }
}

void shunt::debug::encodeCfi(ArrayRef<CfiEvent> events, StringRef blocks,
                             CfiFactors factors, Bytes &out) {
  CfiEncoder encoder(blocks, factors, out);
  uint32_t location = 0;
  for (const CfiEvent &event : events) {
    assert(event.codeOffset >= location && "events out of order");
    encoder.advance(event.codeOffset - location);
    location = event.codeOffset;
    encoder.encode(event);
  }
}
