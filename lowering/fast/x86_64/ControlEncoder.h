//===- ControlEncoder.h - Branches, calls, system ---------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Control transfer, padding, and instructions without operands. Sources: Intel
// SDM volume 2, "CALL", "JMP", "Jcc", "RET", "NOP" (table 4-12).
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_CONTROLENCODER_H
#define SHUNT_LOWERING_FAST_X86_64_CONTROLENCODER_H

#include "lowering/fast/x86_64/Branches.h"
#include "lowering/fast/x86_64/IntegerEncoder.h"
#include "llvm/BinaryFormat/ELF.h"

namespace shunt::x86_64 {

/// The longest recommended nop of at most `bytes` (at least 1) bytes.
llvm::ArrayRef<uint8_t> longestNop(unsigned bytes);

/// Encodes control transfer. Branches to labels go through the buffer's layout.
class ControlEncoder : public IntegerEncoder {
public:
  /// A new label; as CodeBuffer::newLabel().
  fast::Label newLabel() { return buffer.newLabel(); }
  /// Puts a label here; as CodeBuffer::bind().
  void bind(fast::Label label) { buffer.bind(label); }

  /// jmp label. `form` is jumpForm or keptJumpForm.
  void jmp(fast::Label target, fast::BranchForm form = jumpForm) {
    buffer.addBranch(offset(), target, form);
    encodeBytes(0xe9, 5);
  }
  /// jcc label
  void jcc(Cond cond, fast::Label target) {
    buffer.addBranch(offset(), target, conditionalJumpForm);
    encodeBytes(0x800f + (bitsOf(cond) << 8), 6);
  }
  /// jmp and jcc to a symbol: tail calls.
  void jmp(object::SymbolId target,
           uint32_t relocationType = llvm::ELF::R_X86_64_PLT32) {
    encodeRelative(0xe9, 1, target, relocationType);
  }
  void jcc(Cond cond, object::SymbolId target,
           uint32_t relocationType = llvm::ELF::R_X86_64_PLT32) {
    encodeRelative(0x800f + (bitsOf(cond) << 8), 2, target, relocationType);
  }
  /// jmp through a register or memory.
  void jmp(Gpr target) { encodeRegister(Opcode::one(0xff), 4, number(target)); }
  void jmp(const Mem &target) { encodeMemory(Opcode::one(0xff), target, 4); }
  /// The notrack prefix (CET) of the indirect jump or call that follows.
  ControlEncoder &notrack() {
    encodeBytes(0x3e, 1);
    return *this;
  }

  /// call symbol
  void call(object::SymbolId target,
            uint32_t relocationType = llvm::ELF::R_X86_64_PLT32) {
    encodeRelative(0xe8, 1, target, relocationType);
  }
  /// call through a register or memory.
  void call(Gpr target) {
    encodeRegister(Opcode::one(0xff), 2, number(target));
  }
  void call(const Mem &target) { encodeMemory(Opcode::one(0xff), target, 2); }

  /// lea dst, [rip + label]
  void leaLabel(Gpr dst, fast::Label label) {
    buffer.addBranch(offset(), label, labelAddressForm);
    unsigned rex = 0x48 | number(dst) >> 3 << 2;
    encodeBytes(rex | 0x8d00 | modRm(0, number(dst), 5) << 16, 7);
  }

  /// The general-dynamic TLS call, 16 bytes that linkers relax (x86-64 psABI,
  /// table 4.18 and TLS supplement): rax = address of `variable`. `getAddress`
  /// is __tls_get_addr. Clobbers what a call does.
  void callTlsGetAddr(object::SymbolId variable, object::SymbolId getAddress);

  /// ret, releasing `bytes` of the caller's stack arguments.
  void ret(uint16_t bytes = 0) {
    if (bytes == 0)
      return nullary(NullaryOp::Ret);
    encodePlain(Opcode::one(0xc2).withImm(2), bytes);
  }
  void leave() { nullary(NullaryOp::Leave); }
  void ud2() { nullary(NullaryOp::Ud2); }
  void int3() { nullary(NullaryOp::Int3); }
  void endbr64() { nullary(NullaryOp::Endbr64); }
  /// Any instruction without operands.
  void nullary(NullaryOp op) {
    auto bits = static_cast<uint32_t>(op);
    unsigned count =
        1 + (bits >> 8 != 0) + (bits >> 16 != 0) + (bits >> 24 != 0);
    encodeBytes(bits, count);
  }
  /// `bytes` of padding in the fewest recommended nops (at most 9 bytes each).
  void nop(unsigned bytes = 1);

protected:
  using IntegerEncoder::IntegerEncoder;

private:
  /// An opcode of `opcodeBytes` with a relocated 32-bit displacement.
  void encodeRelative(uint32_t opcode, unsigned opcodeBytes,
                      object::SymbolId target, uint32_t relocationType) {
    buffer.addRelocation(offset() + opcodeBytes, target, relocationType, -4);
    encodeBytes(opcode, opcodeBytes + 4);
  }
};

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_CONTROLENCODER_H
