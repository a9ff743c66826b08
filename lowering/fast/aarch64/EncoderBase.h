//===- EncoderBase.h - Fields of AArch64 instructions -----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The common part of every instruction: a word of 32 bits, made of a base that
// is a constant and of fields. The families' encoders build on it.
//
// Method. Every word is computed without branches and stored once. Operands are
// asserted; what may not encode has a predicate to be asked first.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_ENCODERBASE_H
#define SHUNT_LOWERING_FAST_AARCH64_ENCODERBASE_H

#include "lowering/fast/CodeBuffer.h"
#include "lowering/fast/aarch64/Mem.h"
#include "lowering/fast/aarch64/Registers.h"
#include <cstring>

namespace shunt::aarch64 {

/// Encodes instructions from bases and fields. Not used by itself.
class EncoderBase {
public:
  /// The buffer that is written to; not owned.
  fast::CodeBuffer &code() { return buffer; }
  const fast::CodeBuffer &code() const { return buffer; }

  /// The raw offset of the next instruction.
  uint32_t offset() const { return buffer.offset(); }

  /// Any instruction, as its word.
  void emit(uint32_t word) {
    uint8_t *place = buffer.ensure(4);
    std::memcpy(place, &word, sizeof word);
    buffer.commit(place + 4);
  }

protected:
  explicit EncoderBase(fast::CodeBuffer &buffer) : buffer(buffer) {}

  /// Two instructions in one store.
  void emit(uint32_t first, uint32_t second) {
    uint8_t *place = buffer.ensure(8);
    uint64_t words = first | static_cast<uint64_t>(second) << 32;
    std::memcpy(place, &words, sizeof words);
    buffer.commit(place + 8);
  }

  /// An instruction with a relocation.
  void emitRelocated(uint32_t word, object::SymbolId symbol,
                     uint32_t relocationType, int64_t addend) {
    buffer.addRelocation(offset(), symbol, relocationType, addend);
    emit(word);
  }

  /// A register's number where 31 is zero.
  static constexpr uint32_t number(Gpr reg) {
    assert(reg != Gpr::None && "no register");
    assert(reg != Gpr::sp && "sp can't be this operand");
    return static_cast<uint32_t>(reg) & 31;
  }
  /// A register's number where 31 is the stack pointer.
  static constexpr uint32_t numberOrSp(Gpr reg) {
    assert(reg != Gpr::None && "no register");
    assert(reg != Gpr::zr && "zr can't be this operand");
    return static_cast<uint32_t>(reg) & 31;
  }
  static constexpr uint32_t number(Fpr reg) {
    assert(reg != Fpr::None && "no register");
    return static_cast<uint32_t>(reg);
  }

  /// Operand fields: destination or transferred register (Rd, Rt), first source
  /// or base (Rn), second source (Rm), third source (Ra, Rt2).
  template <typename R> static constexpr uint32_t d(R reg) {
    return number(reg);
  }
  template <typename R> static constexpr uint32_t n(R reg) {
    return number(reg) << 5;
  }
  template <typename R> static constexpr uint32_t m(R reg) {
    return number(reg) << 16;
  }
  template <typename R> static constexpr uint32_t a(R reg) {
    return number(reg) << 10;
  }
  /// The same where 31 is the stack pointer.
  static constexpr uint32_t dSp(Gpr reg) { return numberOrSp(reg); }
  static constexpr uint32_t nSp(Gpr reg) { return numberOrSp(reg) << 5; }

  /// The bit `sf`: whether a width of 4 or 8 is 8.
  static constexpr uint32_t sf(unsigned width) {
    assert((width == 4 || width == 8) && "width is 4 or 8");
    return (width & 8u) << 28;
  }

  /// `value` as an unsigned field of `bits` bits at `shift`.
  static constexpr uint32_t field(uint32_t value, unsigned bits,
                                  unsigned shift) {
    assert(value >> bits == 0 && "field overflows");
    return value << shift;
  }
  /// `value` as a signed field of `bits` bits at `shift`.
  static constexpr uint32_t signedField(int64_t value, unsigned bits,
                                        unsigned shift) {
    assert(value >= -(int64_t(1) << (bits - 1)) &&
           value < int64_t(1) << (bits - 1) && "field overflows");
    return (static_cast<uint32_t>(value) & ((1u << bits) - 1)) << shift;
  }

  fast::CodeBuffer &buffer;
};

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_ENCODERBASE_H
