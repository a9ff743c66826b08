//===- MemoryEncoder.h - Loads, stores, atomics -----------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Loads and stores of both banks. Widths are in bytes. Displacements that don't
// encode are the caller's to split (see Mem); the encoder asserts. Sources: Arm
// ARM, section C4.1.94 and chapter C6, one section a mnemonic.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_MEMORYENCODER_H
#define SHUNT_LOWERING_FAST_AARCH64_MEMORYENCODER_H

#include "lowering/fast/aarch64/IntegerEncoder.h"
#include "lowering/fast/aarch64/MemoryOps.h"

namespace shunt::aarch64 {

/// Encodes accesses to memory. Callers check CPU features.
class MemoryEncoder : public IntegerEncoder {
public:
  //===--------------------------------------------------------------------===//
  // One register
  //===--------------------------------------------------------------------===//

  /// The whole of dst = the zero-extended 1, 2, 4 or 8 bytes at mem: ldrb,
  /// ldrh, ldr w, ldr x or ldur.
  [[gnu::always_inline]] void ldr(unsigned width, Gpr dst, const Mem &mem) {
    access(0x38400000 | sizeField(width), width, d(dst), mem);
  }
  /// dst (dstWidth 4 or 8 bytes) = the sign-extended 1, 2 or (to 8) 4 bytes at
  /// mem; at a dstWidth of 4 the upper half is cleared.
  [[gnu::always_inline]] void ldrs(unsigned dstWidth, unsigned srcWidth,
                                   Gpr dst, const Mem &mem) {
    assert(srcWidth < dstWidth && (dstWidth == 4 || dstWidth == 8) &&
           "no such extension");
    uint32_t toWord = (dstWidth & 4u) << 20;
    access(0x38800000 | toWord | sizeField(srcWidth), srcWidth, d(dst), mem);
  }
  /// The low 1, 2, 4 or 8 bytes of src to mem.
  [[gnu::always_inline]] void str(unsigned width, Gpr src, const Mem &mem) {
    access(0x38000000 | sizeField(width), width, d(src), mem);
  }
  /// The low 1, 2, 4, 8 or 16 bytes of dst = mem, the rest zero.
  [[gnu::always_inline]] void ldr(unsigned width, Fpr dst, const Mem &mem) {
    access(0x3c400000 | floatSizeField(width), width, d(dst), mem);
  }
  /// The low 1, 2, 4, 8 or 16 bytes of src to mem.
  [[gnu::always_inline]] void str(unsigned width, Fpr src, const Mem &mem) {
    access(0x3c000000 | floatSizeField(width), width, d(src), mem);
  }
  /// ldr dst, symbol + addend, within 1 MiB of here, by a relocation such as
  /// R_AARCH64_LD_PREL_LO19; width 4 or 8; for an Fpr also 16.
  void ldrLiteral(unsigned width, Gpr dst, object::SymbolId symbol,
                  uint32_t relocationType, int64_t addend = 0) {
    emitRelocated(0x18000000 | sf(width) >> 1 | d(dst), symbol, relocationType,
                  addend);
  }
  void ldrLiteral(unsigned width, Fpr dst, object::SymbolId symbol,
                  uint32_t relocationType, int64_t addend = 0) {
    emitRelocated(0x1c000000 | floatPairField(width) | d(dst), symbol,
                  relocationType, addend);
  }
  /// prfm op, mem; displacements as of 8 bytes.
  void prfm(PrefetchOp op, const Mem &mem) {
    assert(mem.mode != AddressMode::PreIndex &&
           mem.mode != AddressMode::PostIndex && "prfm writes no base");
    access(0xf8800000, 8, static_cast<uint32_t>(op), mem);
  }

  //===--------------------------------------------------------------------===//
  // Two registers
  //===--------------------------------------------------------------------===//

  /// Two registers of `width` bytes (4 or 8; of Fprs 4, 8 or 16) each, the
  /// first at the lower address. The modes Offset, PreIndex and PostIndex.
  void ldp(unsigned width, Gpr first, Gpr second, const Mem &mem) {
    assert(first != second && "both halves into one register");
    accessPair(0x28400000 | sf(width), width, d(first) | a(second), mem);
  }
  void stp(unsigned width, Gpr first, Gpr second, const Mem &mem) {
    accessPair(0x28000000 | sf(width), width, d(first) | a(second), mem);
  }
  void ldp(unsigned width, Fpr first, Fpr second, const Mem &mem) {
    assert(first != second && "both halves into one register");
    accessPair(0x2c400000 | floatPairField(width), width, d(first) | a(second),
               mem);
  }
  void stp(unsigned width, Fpr first, Fpr second, const Mem &mem) {
    accessPair(0x2c000000 | floatPairField(width), width, d(first) | a(second),
               mem);
  }
  /// Two sign-extended words to 8 bytes each.
  void ldpsw(Gpr first, Gpr second, const Mem &mem) {
    assert(first != second && "both halves into one register");
    accessPair(0x68400000, 4, d(first) | a(second), mem);
  }

  //===--------------------------------------------------------------------===//
  // Ordered and exclusive accesses: [base], base may be sp
  //===--------------------------------------------------------------------===//

  /// Load-acquire and store-release of 1, 2, 4 or 8 bytes; ldapr (RCPC) is the
  /// weaker acquire.
  void ldar(unsigned width, Gpr dst, Gpr base) {
    emit(0x08dffc00 | sizeField(width) | nSp(base) | d(dst));
  }
  void ldapr(unsigned width, Gpr dst, Gpr base) {
    emit(0x38bfc000 | sizeField(width) | nSp(base) | d(dst));
  }
  void stlr(unsigned width, Gpr src, Gpr base) {
    emit(0x089ffc00 | sizeField(width) | nSp(base) | d(src));
  }
  /// ldxr or, with `acquires`, ldaxr.
  void ldxr(unsigned width, Gpr dst, Gpr base, bool acquires = false) {
    emit(0x085f7c00 | sizeField(width) | uint32_t(acquires) << 15 | nSp(base) |
         d(dst));
  }
  /// stxr or, with `releases`, stlxr. status (4 bytes) = 0 if src was stored,
  /// else 1. status is neither src nor base.
  void stxr(unsigned width, Gpr status, Gpr src, Gpr base,
            bool releases = false) {
    assertStatus(status, src, base);
    emit(0x08007c00 | sizeField(width) | uint32_t(releases) << 15 | m(status) |
         nSp(base) | d(src));
  }
  /// The same with pairs of 4 or 8 bytes each: ldxp, ldaxp, stxp, stlxp.
  void ldxp(unsigned width, Gpr first, Gpr second, Gpr base,
            bool acquires = false) {
    assert(first != second && "both halves into one register");
    emit(0x887f0000 | sf(width) >> 1 | uint32_t(acquires) << 15 | a(second) |
         nSp(base) | d(first));
  }
  void stxp(unsigned width, Gpr status, Gpr first, Gpr second, Gpr base,
            bool releases = false) {
    assertStatus(status, first, base);
    assertStatus(status, second, base);
    emit(0x88200000 | sf(width) >> 1 | uint32_t(releases) << 15 | m(status) |
         a(second) | nSp(base) | d(first));
  }
  void clrex() { emit(0xd5033f5f); }

  //===--------------------------------------------------------------------===//
  // LSE: [base], base may be sp
  //===--------------------------------------------------------------------===//

  /// ld<op> or swp of 1, 2, 4 or 8 bytes: dst = old, [base] = old op operand.
  /// With dst zr and no acquire it is st<op>.
  void atomic(AtomicOp op, AtomicOrder order, unsigned width, Gpr operand,
              Gpr dst, Gpr base) {
    auto bits = static_cast<uint32_t>(order);
    uint32_t orderBits = (bits & 1) << 23 | (bits & 2) << 21;
    emit(0x38200000 | sizeField(width) | orderBits | static_cast<uint32_t>(op) |
         m(operand) | nSp(base) | d(dst));
  }
  /// cas of 1, 2, 4 or 8 bytes: if [base] equals `expected`, [base] = src;
  /// expected = old, zero-extended.
  void cas(AtomicOrder order, unsigned width, Gpr expected, Gpr src, Gpr base) {
    emit(0x08a07c00 | sizeField(width) | casOrder(order) | m(expected) |
         nSp(base) | d(src));
  }
  /// casp of twice 4 or 8 bytes: expected and src are even and stand for two
  /// registers in a row.
  void casp(AtomicOrder order, unsigned width, Gpr expected, Gpr src,
            Gpr base) {
    assert((number(expected) & 1) == 0 && (number(src) & 1) == 0 &&
           "pairs begin at even registers");
    emit(0x08207c00 | sf(width) >> 1 | casOrder(order) | m(expected) |
         nSp(base) | d(src));
  }

  //===--------------------------------------------------------------------===//
  // Barriers
  //===--------------------------------------------------------------------===//

  void dmb(BarrierScope scope) {
    emit(0xd50330bf | static_cast<uint32_t>(scope) << 8);
  }
  void dsb(BarrierScope scope) {
    emit(0xd503309f | static_cast<uint32_t>(scope) << 8);
  }
  void isb() { emit(0xd5033fdf); }

protected:
  using IntegerEncoder::IntegerEncoder;

private:
  /// Bits 30 and 31 of an integer access.
  static constexpr uint32_t sizeField(unsigned width) {
    assert((width == 1 || width == 2 || width == 4 || width == 8) &&
           "no such width");
    return static_cast<uint32_t>(__builtin_ctz(width)) << 30;
  }
  /// Bits 30, 31 and 23 of a vector register's access.
  static constexpr uint32_t floatSizeField(unsigned width) {
    assert((width & (width - 1)) == 0 && width - 1 < 16 && "no such width");
    auto log2 = static_cast<uint32_t>(__builtin_ctz(width));
    return log2 << 30 | log2 >> 2 << 23;
  }
  /// Bits 30 and 31 of pairs and literals of vector registers.
  static constexpr uint32_t floatPairField(unsigned width) {
    assert((width == 4 || width == 8 || width == 16) && "no such width");
    return static_cast<uint32_t>(__builtin_ctz(width) - 2) << 30;
  }
  static constexpr uint32_t casOrder(AtomicOrder order) {
    auto bits = static_cast<uint32_t>(order);
    return (bits & 1) << 22 | (bits & 2) << 14;
  }
  static void assertStatus([[maybe_unused]] Gpr status,
                           [[maybe_unused]] Gpr src,
                           [[maybe_unused]] Gpr base) {
    assert((status == Gpr::zr || status != src) && status != base &&
           "status overlaps an operand");
  }

  /// An access of `width` bytes; `op` has size, bank and direction.
  [[gnu::always_inline]] void access(uint32_t op, unsigned width,
                                     uint32_t transferred, const Mem &mem) {
    if (mem.mode != AddressMode::Offset || !Mem::fitsScaled(width, mem.disp))
        [[unlikely]]
      return accessGeneral(op, width, transferred, mem);
    emit(op | 1u << 24 | uint32_t(mem.disp) >> __builtin_ctz(width) << 10 |
         nSp(mem.base) | transferred);
  }
  void accessGeneral(uint32_t op, unsigned width, uint32_t transferred,
                     const Mem &mem);
  void accessPair(uint32_t op, unsigned width, uint32_t transferred,
                  const Mem &mem);
};

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_MEMORYENCODER_H
