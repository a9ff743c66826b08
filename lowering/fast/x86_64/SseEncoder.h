//===- SseEncoder.h - SSE instructions --------------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Scalar and packed floating point and packed integers in xmm registers, in
// legacy encoding. Sources: Intel SDM volume 2, chapters 3 to 5.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_SSEENCODER_H
#define SHUNT_LOWERING_FAST_X86_64_SSEENCODER_H

#include "lowering/fast/x86_64/ControlEncoder.h"
#include "lowering/fast/x86_64/SseOps.h"

namespace shunt::x86_64 {

/// Encodes SSE instructions. Callers check CPU features and the alignment of
/// 16-byte memory operands.
class SseEncoder : public ControlEncoder {
public:
  /// op dst, src
  [[gnu::always_inline]] void sse(SseOp op, Xmm dst, Xmm src) {
    encodeRegister(opcodeOf(op), number(dst), number(src));
  }
  [[gnu::always_inline]] void sse(SseOp op, Xmm dst, const Mem &src) {
    encodeMemory(opcodeOf(op), src, number(dst));
  }
  /// op dst, src, imm
  void sseImm(SseImmOp op, Xmm dst, Xmm src, uint8_t imm) {
    encodeRegister(opcodeOf(op), number(dst), number(src), imm);
  }
  void sseImm(SseImmOp op, Xmm dst, const Mem &src, uint8_t imm) {
    encodeMemory(opcodeOf(op), src, number(dst), imm);
  }
  /// Packed shift of dst by imm (bits; bytes for psrldq and pslldq).
  void sseShiftImm(SseShiftOp op, Xmm dst, uint8_t imm) {
    encodeRegister(Opcode::m0F(bitsOf(op) & 0xff, 0x66).withImm(1),
                   bitsOf(op) >> 8, number(dst), imm);
  }

  /// mov dst, src between registers; asserts for moves that only know memory.
  /// movss and movsd keep the rest of dst; movq clears it.
  void sseMove(SseMoveOp op, Xmm dst, Xmm src) {
    assert(movesRegisters(op) && "move only to or from memory");
    encodeRegister(loadOpcode(op), number(dst), number(src));
  }
  /// mov dst, [src]. movss, movsd, movd and movq clear the rest of dst.
  [[gnu::always_inline]] void sseLoad(SseMoveOp op, Xmm dst, const Mem &src) {
    assert(loadOpcode(op).byte() != 0 && "no load form");
    encodeMemory(loadOpcode(op), src, number(dst));
  }
  /// mov [dst], src
  [[gnu::always_inline]] void sseStore(SseMoveOp op, const Mem &dst, Xmm src) {
    assert(storeOpcode(op).byte() != 0 && "no store form");
    encodeMemory(storeOpcode(op), dst, number(src));
  }
  /// The high half of src to the low half of dst, and the low half of src to
  /// the high half of dst.
  void movhlps(Xmm dst, Xmm src) {
    encodeRegister(Opcode::m0F(0x12), number(dst), number(src));
  }
  void movlhps(Xmm dst, Xmm src) {
    encodeRegister(Opcode::m0F(0x16), number(dst), number(src));
  }

  /// movd or movq dst, src; width 4 or 8. The rest of an xmm dst is cleared, as
  /// is the upper half of a Gpr at width 4.
  void mov(unsigned width, Xmm dst, Gpr src) {
    encodeRegister(Opcode::m0F(0x6e, 0x66).wide(width), number(dst),
                   number(src));
  }
  void mov(unsigned width, Gpr dst, Xmm src) {
    encodeRegister(Opcode::m0F(0x7e, 0x66).wide(width), number(src),
                   number(dst));
  }
  using IntegerEncoder::mov;

  /// cvtsi2ss, cvtsi2sd dst, src; width, 4 or 8, is the integer's. The rest of
  /// dst is kept, so that dst is an input too.
  void sseFromGpr(SseFromGprOp op, unsigned width, Xmm dst, Gpr src) {
    encodeRegister(opcodeOf(op).wide(width), number(dst), number(src));
  }
  void sseFromGpr(SseFromGprOp op, unsigned width, Xmm dst, const Mem &src) {
    encodeMemory(opcodeOf(op).wide(width), src, number(dst));
  }
  /// cvt(t)ss2si, cvt(t)sd2si dst, src; width, 4 or 8, is the integer's.
  void sseToGpr(SseToGprOp op, unsigned width, Gpr dst, Xmm src) {
    encodeRegister(opcodeOf(op).wide(width), number(dst), number(src));
  }
  void sseToGpr(SseToGprOp op, unsigned width, Gpr dst, const Mem &src) {
    encodeMemory(opcodeOf(op).wide(width), src, number(dst));
  }
  /// movmskps, movmskpd, pmovmskb: the whole of dst = the sign bits of src.
  void sseMask(SseMaskOp op, Gpr dst, Xmm src) {
    encodeRegister(opcodeOf(op), number(dst), number(src));
  }

  /// pextrb/w/d/q: the element of `width` bytes, zero-extended to dst. Width 2
  /// is SSE2, the others SSE4.1.
  void pextr(unsigned width, Gpr dst, Xmm src, uint8_t index);
  /// The same to memory; SSE4.1 at every width.
  void pextr(unsigned width, const Mem &dst, Xmm src, uint8_t index);
  /// pinsrb/w/d/q: replaces an element of dst. Width 2 is SSE2, the others
  /// SSE4.1.
  void pinsr(unsigned width, Xmm dst, Gpr src, uint8_t index);
  void pinsr(unsigned width, Xmm dst, const Mem &src, uint8_t index);
  /// extractps dst, src, index: SSE4.1.
  void extractps(Gpr dst, Xmm src, uint8_t index) {
    encodeRegister(ExtractPs, number(src), number(dst), index);
  }
  void extractps(const Mem &dst, Xmm src, uint8_t index) {
    encodeMemory(ExtractPs, dst, number(src), index);
  }

  /// The lower four halves of src as floats, and four floats as halves, rounded
  /// as mxcsr says; the rest of dst is cleared. F16C.
  void vcvtph2ps(Xmm dst, Xmm src);
  void vcvtps2ph(Xmm dst, Xmm src);

  /// The control and status register from and to 4 bytes of memory.
  void ldmxcsr(const Mem &src) { encodeMemory(Opcode::m0F(0xae), src, 2); }
  void stmxcsr(const Mem &dst) { encodeMemory(Opcode::m0F(0xae), dst, 3); }
  /// movnti [dst], src; width 4 or 8.
  void movnti(unsigned width, const Mem &dst, Gpr src) {
    encodeMemory(Opcode::m0F(0xc3).wide(width), dst, number(src));
  }

protected:
  using ControlEncoder::ControlEncoder;

private:
  static constexpr Opcode ExtractPs =
      Opcode::make(OpcodeMap::M0F3A, 0x17, 0x66).withImm(1);

  static uint8_t *storeVexRegisters(uint8_t *p, unsigned map, uint8_t opcode,
                                    Xmm reg, Xmm rm);

  /// The opcode that an enumerator's value is.
  template <typename Op> static constexpr Opcode opcodeOf(Op op) {
    return {static_cast<uint64_t>(op)};
  }
  static constexpr Opcode loadOpcode(SseMoveOp op) {
    return Opcode::m0F(bitsOf(op) & 0xff, bitsOf(op) >> 8 & 0xff);
  }
  static constexpr Opcode storeOpcode(SseMoveOp op) {
    return Opcode::m0F(bitsOf(op) >> 16 & 0xff, bitsOf(op) >> 24);
  }
  static constexpr bool movesRegisters(SseMoveOp op) {
    switch (op) {
#define SSE_MOVE(Name, mnemonic, loadPrefix, load, storePrefix, store)         \
  case SseMoveOp::Name:                                                        \
    return true;
#include "lowering/fast/x86_64/SseOps.def"
    default:
      return false;
    }
  }
};

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_SSEENCODER_H
