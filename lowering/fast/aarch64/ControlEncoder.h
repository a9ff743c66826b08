//===- ControlEncoder.h - Branches, calls, system ---------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Control transfer, addresses of code and data, system instructions. Sources:
// Arm ARM, section C4.1.93 and chapter C6, one section a mnemonic.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_CONTROLENCODER_H
#define SHUNT_LOWERING_FAST_AARCH64_CONTROLENCODER_H

#include "lowering/fast/aarch64/Branches.h"
#include "lowering/fast/aarch64/MemoryEncoder.h"
#include "llvm/BinaryFormat/ELF.h"

namespace shunt::aarch64 {

/// Instructions in the hint space, which older processors take as nops: the
/// seven bits of hint.
enum class HintOp : uint8_t {
  Nop = 0,
  Yield = 1,
  Wfe = 2,
  Wfi = 3,
  Sev = 4,
  Sevl = 5,
  Xpaclri = 7,
  Pacia1716 = 8,
  Pacib1716 = 10,
  Autia1716 = 12,
  Autib1716 = 14,
  Csdb = 20,
  Paciaz = 24,
  Paciasp = 25,
  Pacibz = 26,
  Pacibsp = 27,
  Autiaz = 28,
  Autiasp = 29,
  Autibz = 30,
  Autibsp = 31,
  Bti = 32,   ///< No indirect branch lands here.
  BtiC = 34,  ///< Calls may land.
  BtiJ = 36,  ///< Jumps may land.
  BtiJc = 38, ///< Both may.
};

/// System registers: op0, op1, CRn, CRm, op2 in 16 bits.
enum class SystemReg : uint16_t {
  TpidrEl0 = 0xde82,  ///< The thread pointer.
  Fpcr = 0xda20,      ///< Floating-point control.
  Fpsr = 0xda21,      ///< Floating-point status.
  Nzcv = 0xda10,      ///< The flags, in bits 28 to 31.
  CntvctEl0 = 0xdf02, ///< The virtual counter; read only.
  DczidEl0 = 0xd807,  ///< Size of dc zva; read only.
  CtrEl0 = 0xd801,    ///< Cache types; read only.
  Rndr = 0xd920,      ///< Random number; read only.
  Rndrrs = 0xd921     ///< The same, reseeded; read only.
};

/// Encodes control transfer. Branches to labels go through the buffer's layout.
class ControlEncoder : public MemoryEncoder {
public:
  /// A new label; as CodeBuffer::newLabel().
  fast::Label newLabel() { return buffer.newLabel(); }
  /// Puts a label here; as CodeBuffer::bind().
  void bind(fast::Label label) { buffer.bind(label); }

  //===--------------------------------------------------------------------===//
  // Branches to labels
  //===--------------------------------------------------------------------===//

  /// b label. `form` is jumpForm or keptJumpForm.
  void b(fast::Label target, fast::BranchForm form = jumpForm) {
    buffer.addBranch(offset(), target, form);
    emit(0x14000000);
  }
  /// b.cond label; not AL.
  void b(Cond cond, fast::Label target) {
    buffer.addBranch(offset(), target, conditionalJumpForm);
    emit(0x54000040 | bitsOf(invert(cond)), 0x14000000);
  }
  /// cbz and cbnz reg, label
  void cbz(unsigned width, Gpr reg, fast::Label target) {
    buffer.addBranch(offset(), target, conditionalJumpForm);
    emit(0x35000040 | sf(width) | d(reg), 0x14000000);
  }
  void cbnz(unsigned width, Gpr reg, fast::Label target) {
    buffer.addBranch(offset(), target, conditionalJumpForm);
    emit(0x34000040 | sf(width) | d(reg), 0x14000000);
  }
  /// tbz and tbnz reg, #bit (0 to 63), label
  void tbz(Gpr reg, unsigned bit, fast::Label target) {
    buffer.addBranch(offset(), target, testBitJumpForm);
    emit(0x37000040 | bitField(bit) | d(reg), 0x14000000);
  }
  void tbnz(Gpr reg, unsigned bit, fast::Label target) {
    buffer.addBranch(offset(), target, testBitJumpForm);
    emit(0x36000040 | bitField(bit) | d(reg), 0x14000000);
  }
  /// dst = the address of a label. `scratch` (another register, not zr) is
  /// clobbered if the label is more than 1 MiB away.
  void adr(Gpr dst, fast::Label label, Gpr scratch);

  //===--------------------------------------------------------------------===//
  // Branches elsewhere
  //===--------------------------------------------------------------------===//

  /// b symbol: tail calls.
  void b(object::SymbolId target,
         uint32_t relocationType = llvm::ELF::R_AARCH64_JUMP26) {
    emitRelocated(0x14000000, target, relocationType, 0);
  }
  /// bl symbol
  void bl(object::SymbolId target,
          uint32_t relocationType = llvm::ELF::R_AARCH64_CALL26) {
    emitRelocated(0x94000000, target, relocationType, 0);
  }
  /// br and blr reg
  void br(Gpr reg) { emit(0xd61f0000 | n(reg)); }
  void blr(Gpr reg) { emit(0xd63f0000 | n(reg)); }
  /// blr reg as the call of a TLS descriptor's resolver:
  /// R_AARCH64_TLSDESC_CALL.
  void blrTlsDescriptor(Gpr reg, object::SymbolId variable) {
    emitRelocated(0xd63f0000 | n(reg), variable,
                  llvm::ELF::R_AARCH64_TLSDESC_CALL, 0);
  }
  /// ret, to x30 by default; retaa and retab authenticate x30 by sp.
  void ret(Gpr reg = Gpr::x30) { emit(0xd65f0000 | n(reg)); }
  void retaa() { emit(0xd65f0bff); }
  void retab() { emit(0xd65f0fff); }

  //===--------------------------------------------------------------------===//
  // Addresses of symbols
  //===--------------------------------------------------------------------===//

  /// adr dst, symbol + addend, within 1 MiB of here.
  void adr(Gpr dst, object::SymbolId symbol,
           uint32_t relocationType = llvm::ELF::R_AARCH64_ADR_PREL_LO21,
           int64_t addend = 0) {
    emitRelocated(0x10000000 | d(dst), symbol, relocationType, addend);
  }
  /// adrp dst, symbol + addend: its page.
  void adrp(Gpr dst, object::SymbolId symbol,
            uint32_t relocationType = llvm::ELF::R_AARCH64_ADR_PREL_PG_HI21,
            int64_t addend = 0) {
    emitRelocated(0x90000000 | d(dst), symbol, relocationType, addend);
  }

  //===--------------------------------------------------------------------===//
  // System
  //===--------------------------------------------------------------------===//

  void hint(HintOp op) { emit(0xd503201f | static_cast<uint32_t>(op) << 5); }
  void nop() { hint(HintOp::Nop); }
  void brk(uint16_t imm) { emit(0xd4200000 | uint32_t(imm) << 5); }
  void hlt(uint16_t imm) { emit(0xd4400000 | uint32_t(imm) << 5); }
  void svc(uint16_t imm) { emit(0xd4000001 | uint32_t(imm) << 5); }
  void udf(uint16_t imm) { emit(imm); }
  /// mrs dst, reg and msr reg, src
  void mrs(Gpr dst, SystemReg reg) {
    emit(0xd5200000 | static_cast<uint32_t>(reg) << 5 | d(dst));
  }
  void msr(SystemReg reg, Gpr src) {
    emit(0xd5000000 | static_cast<uint32_t>(reg) << 5 | d(src));
  }

protected:
  using MemoryEncoder::MemoryEncoder;

private:
  static constexpr uint32_t bitField(unsigned bit) {
    assert(bit < 64 && "no such bit");
    return bit >> 5 << 31 | (bit & 31) << 19;
  }
};

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_CONTROLENCODER_H
