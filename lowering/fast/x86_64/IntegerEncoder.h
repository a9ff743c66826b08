//===- IntegerEncoder.h - Integer instructions ------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Moves, arithmetic, shifts, bit operations, atomics. Widths are in bytes; an
// operand order of (destination, source) is Intel's. Sources: Intel SDM volume
// 2, chapters 3 to 5, one section a mnemonic.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_INTEGERENCODER_H
#define SHUNT_LOWERING_FAST_X86_64_INTEGERENCODER_H

#include "lowering/fast/x86_64/EncoderBase.h"
#include "lowering/fast/x86_64/IntegerOps.h"

namespace shunt::x86_64 {

/// Encodes integer instructions. Immediates of width 8 are 32 bits that the
/// processor sign-extends; narrower ones may be given signed or unsigned.
class IntegerEncoder : public EncoderBase {
public:
  //===--------------------------------------------------------------------===//
  // Moves
  //===--------------------------------------------------------------------===//

  /// mov dst, src. A width of 4 clears the destination's upper half; 1 and 2
  /// keep the rest of it.
  [[gnu::always_inline]] void mov(unsigned width, Gpr dst, Gpr src) {
    encodeRegister(Opcode::one(0x88).sized(width), number(src), number(dst));
  }
  /// mov dst, [src], with the same effect on the rest of dst.
  [[gnu::always_inline]] void mov(unsigned width, Gpr dst, const Mem &src) {
    encodeMemory(Opcode::one(0x8a).sized(width), src, number(dst));
  }
  /// mov [dst], src
  [[gnu::always_inline]] void mov(unsigned width, const Mem &dst, Gpr src) {
    encodeMemory(Opcode::one(0x88).sized(width), dst, number(src));
  }
  /// mov [dst], imm
  void movImm(unsigned width, const Mem &dst, int32_t imm) {
    encodeMemory(immOpcode(0xc6, width), dst, 0, checkImm(width, imm));
  }
  /// The whole of dst = value, in the shortest form that keeps the flags:
  /// mov r32 (zero-extends), mov r64, imm32 (sign-extends) or movabs.
  void movImm(Gpr dst, uint64_t value);
  /// mov dst, imm of the width; keeps the rest of dst at widths 1 and 2.
  void movPartialImm(unsigned width, Gpr dst, int32_t imm);
  /// xor dst, dst: the whole of dst = 0. Clobbers the flags.
  void zero(Gpr dst) {
    encodeRegister(Opcode::one(0x31), number(dst), number(dst));
  }
  /// movabs dst, symbol + addend, with a 64-bit relocation (R_X86_64_64).
  void movSymbol64(Gpr dst, object::SymbolId symbol, uint32_t relocationType,
                   int64_t addend = 0);
  /// mov dst, symbol + addend, zero-extended, with a 32-bit relocation
  /// (R_X86_64_32).
  void movSymbol32(Gpr dst, object::SymbolId symbol, uint32_t relocationType,
                   int64_t addend = 0);

  /// The whole of dst = the zero-extended source of 1, 2 or 4 bytes.
  [[gnu::always_inline]] void movzx(unsigned srcWidth, Gpr dst, Gpr src) {
    if (srcWidth == 4)
      return mov(4, dst, src);
    encodeRegister(extendOpcode(0xb6, srcWidth), number(dst), number(src));
  }
  [[gnu::always_inline]] void movzx(unsigned srcWidth, Gpr dst,
                                    const Mem &src) {
    if (srcWidth == 4)
      return mov(4, dst, src);
    encodeMemory(extendOpcode(0xb6, srcWidth), src, number(dst));
  }
  /// dst = the sign-extended source, 1 to 2, 4, 8; 2 to 4, 8; 4 to 8 bytes.
  [[gnu::always_inline]] void movsx(unsigned dstWidth, unsigned srcWidth,
                                    Gpr dst, Gpr src) {
    encodeRegister(signExtendOpcode(dstWidth, srcWidth), number(dst),
                   number(src));
  }
  [[gnu::always_inline]] void movsx(unsigned dstWidth, unsigned srcWidth,
                                    Gpr dst, const Mem &src) {
    encodeMemory(signExtendOpcode(dstWidth, srcWidth), src, number(dst));
  }
  /// cbw, cwde, cdqe, cwd, cdq, cqo.
  void extend(ExtendOp op) {
    auto bits = static_cast<unsigned>(op);
    encodeBytes(bits >> 8 ? bits >> 8 | (bits & 0xff) << 8 : bits,
                1 + (bits >> 8 != 0));
  }

  /// lea dst, [mem]; width 4 or 8.
  [[gnu::always_inline]] void lea(unsigned width, Gpr dst, const Mem &mem) {
    encodeMemory(Opcode::one(0x8d).wide(width), mem, number(dst));
  }
  /// xchg a, b
  void xchg(unsigned width, Gpr a, Gpr b);
  /// xchg [mem], reg; locked by itself.
  void xchg(unsigned width, const Mem &mem, Gpr reg) {
    encodeMemory(Opcode::one(0x86).sized(width), mem, number(reg));
  }
  /// cmovcc dst, src; width 2, 4 or 8. Width 4 clears dst's upper half always.
  void cmov(Cond cond, unsigned width, Gpr dst, Gpr src) {
    encodeRegister(Opcode::m0F(0x40 + bitsOf(cond)).wide(width), number(dst),
                   number(src));
  }
  void cmov(Cond cond, unsigned width, Gpr dst, const Mem &src) {
    encodeMemory(Opcode::m0F(0x40 + bitsOf(cond)).wide(width), src,
                 number(dst));
  }
  /// setcc dst: its low byte = 0 or 1, the rest kept.
  void setcc(Cond cond, Gpr dst) {
    encodeRegister(Opcode::m0F(0x90 + bitsOf(cond)).byteRm(), 0, number(dst));
  }
  void setcc(Cond cond, const Mem &dst) {
    encodeMemory(Opcode::m0F(0x90 + bitsOf(cond)), dst, 0);
  }
  /// bswap reg; width 4 or 8.
  void bswap(unsigned width, Gpr reg) {
    assert(width != 2 && "bswap of 16 bits is undefined; rotate by 8");
    encodeInOpcode(Opcode::m0F(0xc8).wide(width), number(reg));
  }

  /// push and pop of 8 bytes.
  void push(Gpr reg) { encodeInOpcode(Opcode::one(0x50), number(reg)); }
  void push(const Mem &mem) { encodeMemory(Opcode::one(0xff), mem, 6); }
  void pop(Gpr reg) { encodeInOpcode(Opcode::one(0x58), number(reg)); }
  void pop(const Mem &mem) { encodeMemory(Opcode::one(0x8f), mem, 0); }
  /// push imm, sign-extended to 8 bytes.
  void pushImm(int32_t imm) {
    bool isSmall = isInt8(imm);
    encodePlain(Opcode::one(isSmall ? 0x6a : 0x68).withImm(isSmall ? 1 : 4),
                static_cast<uint32_t>(imm));
  }

  //===--------------------------------------------------------------------===//
  // Arithmetic
  //===--------------------------------------------------------------------===//

  /// op dst, src
  [[gnu::always_inline]] void alu(AluOp op, unsigned width, Gpr dst, Gpr src) {
    encodeRegister(aluOpcode(op, 0x00, width), number(src), number(dst));
  }
  [[gnu::always_inline]] void alu(AluOp op, unsigned width, Gpr dst,
                                  const Mem &src) {
    encodeMemory(aluOpcode(op, 0x02, width), src, number(dst));
  }
  [[gnu::always_inline]] void alu(AluOp op, unsigned width, const Mem &dst,
                                  Gpr src) {
    encodeMemory(aluOpcode(op, 0x00, width), dst, number(src));
  }
  /// op dst, imm
  [[gnu::always_inline]] void aluImm(AluOp op, unsigned width, Gpr dst,
                                     int32_t imm) {
    int32_t value = signedImm(width, imm);
    bool isSmall = isInt8(value);
    if (dst == Gpr::rax && (width == 1 || !isSmall))
      return encodeInOpcode(aluOpcode(op, 4, width).withImm(immSize(width)), 0,
                            static_cast<uint32_t>(value));
    encodeRegister(aluImmOpcode(width, isSmall), bitsOf(op), number(dst),
                   static_cast<uint32_t>(value));
  }
  [[gnu::always_inline]] void aluImm(AluOp op, unsigned width, const Mem &dst,
                                     int32_t imm) {
    int32_t value = signedImm(width, imm);
    encodeMemory(aluImmOpcode(width, isInt8(value)), dst, bitsOf(op),
                 static_cast<uint32_t>(value));
  }

  /// test a, b
  [[gnu::always_inline]] void test(unsigned width, Gpr a, Gpr b) {
    encodeRegister(Opcode::one(0x84).sized(width), number(b), number(a));
  }
  [[gnu::always_inline]] void test(unsigned width, const Mem &a, Gpr b) {
    encodeMemory(Opcode::one(0x84).sized(width), a, number(b));
  }
  /// test a, imm
  void testImm(unsigned width, Gpr a, int32_t imm);
  void testImm(unsigned width, const Mem &a, int32_t imm) {
    encodeMemory(immOpcode(0xf6, width), a, 0, checkImm(width, imm));
  }

  /// op operand
  void unary(UnaryOp op, unsigned width, Gpr reg) {
    auto bits = static_cast<unsigned>(op);
    encodeRegister(Opcode::one(bits & 0xff).sizedExtended(width), bits >> 8,
                   number(reg));
  }
  void unary(UnaryOp op, unsigned width, const Mem &mem) {
    auto bits = static_cast<unsigned>(op);
    encodeMemory(Opcode::one(bits & 0xff).sizedExtended(width), mem, bits >> 8);
  }

  /// imul dst, src; width 2, 4 or 8.
  void imul(unsigned width, Gpr dst, Gpr src) {
    encodeRegister(Opcode::m0F(0xaf).wide(width), number(dst), number(src));
  }
  void imul(unsigned width, Gpr dst, const Mem &src) {
    encodeMemory(Opcode::m0F(0xaf).wide(width), src, number(dst));
  }
  /// imul dst, src, imm; width 2, 4 or 8.
  void imulImm(unsigned width, Gpr dst, Gpr src, int32_t imm) {
    int32_t value = signedImm(width, imm);
    encodeRegister(imulImmOpcode(width, value), number(dst), number(src),
                   static_cast<uint32_t>(value));
  }
  void imulImm(unsigned width, Gpr dst, const Mem &src, int32_t imm) {
    int32_t value = signedImm(width, imm);
    encodeMemory(imulImmOpcode(width, value), src, number(dst),
                 static_cast<uint32_t>(value));
  }

  //===--------------------------------------------------------------------===//
  // Shifts and bits
  //===--------------------------------------------------------------------===//

  /// op operand, cl
  void shiftCl(ShiftOp op, unsigned width, Gpr reg) {
    encodeRegister(Opcode::one(0xd2).sizedExtended(width), bitsOf(op),
                   number(reg));
  }
  void shiftCl(ShiftOp op, unsigned width, const Mem &mem) {
    encodeMemory(Opcode::one(0xd2).sizedExtended(width), mem, bitsOf(op));
  }
  /// op operand, count; the processor masks count by 31 (63 at width 8).
  void shiftImm(ShiftOp op, unsigned width, Gpr reg, uint8_t count) {
    encodeRegister(shiftImmOpcode(width, count), bitsOf(op), number(reg),
                   count);
  }
  void shiftImm(ShiftOp op, unsigned width, const Mem &mem, uint8_t count) {
    encodeMemory(shiftImmOpcode(width, count), mem, bitsOf(op), count);
  }
  /// shld/shrd dst, src, count; width 2, 4 or 8.
  void doubleShiftImm(DoubleShiftOp op, unsigned width, Gpr dst, Gpr src,
                      uint8_t count) {
    encodeRegister(Opcode::m0F(bitsOf(op)).wide(width).withImm(1), number(src),
                   number(dst), count);
  }
  void doubleShiftImm(DoubleShiftOp op, unsigned width, const Mem &dst, Gpr src,
                      uint8_t count) {
    encodeMemory(Opcode::m0F(bitsOf(op)).wide(width).withImm(1), dst,
                 number(src), count);
  }
  /// shld/shrd dst, src, cl; width 2, 4 or 8.
  void doubleShiftCl(DoubleShiftOp op, unsigned width, Gpr dst, Gpr src) {
    encodeRegister(Opcode::m0F(bitsOf(op) + 1).wide(width), number(src),
                   number(dst));
  }
  void doubleShiftCl(DoubleShiftOp op, unsigned width, const Mem &dst,
                     Gpr src) {
    encodeMemory(Opcode::m0F(bitsOf(op) + 1).wide(width), dst, number(src));
  }
  /// shlx, sarx, shrx dst, src, count; width 4 or 8. Needs BMI2.
  void shiftX(ShiftXOp op, unsigned width, Gpr dst, Gpr src, Gpr count);
  void shiftX(ShiftXOp op, unsigned width, Gpr dst, const Mem &src, Gpr count);

  /// op operand, index; width 2, 4 or 8. With memory the index may reach
  /// beyond the operand, which is slow: prefer the immediate form.
  void bitTest(BitTestOp op, unsigned width, Gpr bits, Gpr index) {
    encodeRegister(Opcode::m0F(0x83 + 8 * bitsOf(op)).wide(width),
                   number(index), number(bits));
  }
  void bitTest(BitTestOp op, unsigned width, const Mem &bits, Gpr index) {
    encodeMemory(Opcode::m0F(0x83 + 8 * bitsOf(op)).wide(width), bits,
                 number(index));
  }
  /// op operand, imm; the processor masks the index by the width.
  void bitTestImm(BitTestOp op, unsigned width, Gpr bits, uint8_t index) {
    encodeRegister(Opcode::m0F(0xba).wide(width).withImm(1), bitsOf(op),
                   number(bits), index);
  }
  void bitTestImm(BitTestOp op, unsigned width, const Mem &bits,
                  uint8_t index) {
    encodeMemory(Opcode::m0F(0xba).wide(width).withImm(1), bits, bitsOf(op),
                 index);
  }
  /// bsf, bsr, tzcnt, lzcnt, popcnt dst, src; width 2, 4 or 8. The last three
  /// need their features: without, tzcnt runs as bsf and lzcnt as bsr.
  void bitScan(BitScanOp op, unsigned width, Gpr dst, Gpr src) {
    encodeRegister(bitScanOpcode(op, width), number(dst), number(src));
  }
  void bitScan(BitScanOp op, unsigned width, Gpr dst, const Mem &src) {
    encodeMemory(bitScanOpcode(op, width), src, number(dst));
  }

  //===--------------------------------------------------------------------===//
  // Atomics and strings
  //===--------------------------------------------------------------------===//

  /// The lock prefix of the instruction that follows at once: alu and aluImm
  /// (not Cmp), unary Not, Neg, Inc, Dec, bitTest (not Bt), cmpxchg, xadd, all
  /// with a memory destination.
  IntegerEncoder &lock() {
    encodeBytes(0xf0, 1);
    return *this;
  }
  /// cmpxchg [mem], src; compares with al, ax, eax or rax.
  void cmpxchg(unsigned width, const Mem &mem, Gpr src) {
    encodeMemory(Opcode::m0F(0xb0).sized(width), mem, number(src));
  }
  /// cmpxchg8b (width 8) or cmpxchg16b (width 16) of [mem], with edx:eax and
  /// ecx:ebx or rdx:rax and rcx:rbx.
  void cmpxchgPair(unsigned width, const Mem &mem) {
    assert((width == 8 || width == 16) && "pair of 4 or 8 bytes");
    encodeMemory(Opcode::m0F(0xc7).wide(width / 2), mem, 1);
  }
  /// xadd [mem], src
  void xadd(unsigned width, const Mem &mem, Gpr src) {
    encodeMemory(Opcode::m0F(0xc0).sized(width), mem, number(src));
  }
  /// rep movs or rep stos: rcx elements at rdi, from rsi or rax.
  void rep(RepOp op) {
    auto bits = static_cast<unsigned>(op);
    unsigned prefix = bits >> 8 & 1 ? 0x48 : 0x66;
    encodeBytes(bits >> 8 ? 0xf3 | prefix << 8 | (bits & 0xff) << 16
                          : 0xf3 | (bits & 0xff) << 8,
                2 + (bits >> 8 != 0));
  }
  /// prefetch [mem]
  void prefetch(PrefetchOp op, const Mem &mem) {
    auto bits = static_cast<unsigned>(op);
    encodeMemory(Opcode::m0F(bits & 0xff), mem, bits >> 8);
  }

protected:
  using EncoderBase::EncoderBase;

  /// An enumerator's value.
  template <typename Enum> static constexpr unsigned bitsOf(Enum value) {
    return static_cast<unsigned>(value);
  }
  static constexpr bool isInt8(int32_t value) {
    return value == static_cast<int8_t>(value);
  }
  /// Asserts that an immediate fits the width, as signed or as unsigned.
  static uint32_t checkImm(unsigned width, int32_t imm) {
    assert((width >= 4 || (width == 2 && imm >= -0x8000 && imm <= 0xffff) ||
            (width == 1 && imm >= -0x80 && imm <= 0xff)) &&
           "immediate doesn't fit the width");
    return static_cast<uint32_t>(imm);
  }
  /// The immediate sign-extended from its width.
  static int32_t signedImm(unsigned width, int32_t imm) {
    checkImm(width, imm);
    return width == 1   ? static_cast<int8_t>(imm)
           : width == 2 ? static_cast<int16_t>(imm)
                        : imm;
  }
  /// Bytes of a full immediate.
  static constexpr unsigned immSize(unsigned width) {
    return width < 4 ? width : 4;
  }

private:
  static constexpr Opcode immOpcode(unsigned byte, unsigned width) {
    return Opcode::one(byte).sizedExtended(width).withImm(immSize(width));
  }
  static constexpr Opcode aluOpcode(AluOp op, unsigned form, unsigned width) {
    return Opcode::one(static_cast<unsigned>(op) * 8 + form).sized(width);
  }
  /// Opcode with an immediate, which fits a byte when `isSmall`. Arithmetic,
  /// because which it is can't be predicted.
  static constexpr Opcode aluImmOpcode(unsigned width, bool isSmall) {
    uint64_t full = immOpcode(0x80, width).bits;
    if (width == 1)
      return {full};
    uint64_t fewer = uint64_t(immSize(width) - 1) << Opcode::ImmShift;
    return {full + (isSmall ? 2 - fewer : 0)}; // 81 id: 83 ib
  }
  static constexpr Opcode extendOpcode(unsigned byte, unsigned srcWidth) {
    assert((srcWidth == 1 || srcWidth == 2) && "source of 1, 2 or 4 bytes");
    return srcWidth == 1 ? Opcode::m0F(byte).byteRm() : Opcode::m0F(byte + 1);
  }
  static constexpr Opcode signExtendOpcode(unsigned dstWidth,
                                           unsigned srcWidth) {
    assert(srcWidth < dstWidth && "not an extension");
    return (srcWidth == 4 ? Opcode::one(0x63) : extendOpcode(0xbe, srcWidth))
        .wide(dstWidth);
  }
  static constexpr Opcode imulImmOpcode(unsigned width, int32_t imm) {
    return isInt8(imm) ? Opcode::one(0x6b).wide(width).withImm(1)
                       : Opcode::one(0x69).wide(width).withImm(immSize(width));
  }
  static constexpr Opcode shiftImmOpcode(unsigned width, uint8_t count) {
    return count == 1 ? Opcode::one(0xd0).sizedExtended(width)
                      : Opcode::one(0xc0).sizedExtended(width).withImm(1);
  }
  static constexpr Opcode bitScanOpcode(BitScanOp op, unsigned width) {
    auto bits = static_cast<unsigned>(op);
    return Opcode::m0F(bits & 0xff, bits >> 8).wide(width);
  }
};

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_INTEGERENCODER_H
