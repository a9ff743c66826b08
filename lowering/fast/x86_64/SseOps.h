//===- SseOps.h - Families of SSE instructions ------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One enumeration a shape of operands, made from SseOps.def; an enumerator's
// value is its packed opcode.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_SSEOPS_H
#define SHUNT_LOWERING_FAST_X86_64_SSEOPS_H

#include "lowering/fast/x86_64/Opcode.h"

namespace shunt::x86_64 {

/// xmm, xmm/memory.
enum class SseOp : uint64_t {
#define SSE_OP(Name, mnemonic, prefix, map, opcode)                            \
  Name = Opcode::make(OpcodeMap::map, opcode, prefix).bits,
#define SSE_XMM0_OP SSE_OP
#include "lowering/fast/x86_64/SseOps.def"
};

/// xmm, xmm/memory, imm8.
enum class SseImmOp : uint64_t {
#define SSE_IMM_OP(Name, mnemonic, prefix, map, opcode)                        \
  Name = Opcode::make(OpcodeMap::map, opcode, prefix).withImm(1).bits,
#include "lowering/fast/x86_64/SseOps.def"
};

/// xmm, general register or memory.
enum class SseFromGprOp : uint64_t {
#define SSE_FROM_GPR_OP(Name, mnemonic, prefix, map, opcode)                   \
  Name = Opcode::make(OpcodeMap::map, opcode, prefix).bits,
#include "lowering/fast/x86_64/SseOps.def"
};

/// General register, xmm or memory.
enum class SseToGprOp : uint64_t {
#define SSE_TO_GPR_OP(Name, mnemonic, prefix, map, opcode)                     \
  Name = Opcode::make(OpcodeMap::map, opcode, prefix).bits,
#include "lowering/fast/x86_64/SseOps.def"
};

/// General register = sign bits of xmm's elements.
enum class SseMaskOp : uint64_t {
#define SSE_MASK_OP(Name, mnemonic, prefix, map, opcode)                       \
  Name = Opcode::make(OpcodeMap::map, opcode, prefix).bits,
#include "lowering/fast/x86_64/SseOps.def"
};

/// Moves: load opcode, load prefix, store opcode, store prefix, a byte each.
enum class SseMoveOp : uint32_t {
#define SSE_MOVE(Name, mnemonic, loadPrefix, load, storePrefix, store)         \
  Name = load | loadPrefix << 8 | store << 16 |                                \
         static_cast<uint32_t>(storePrefix) << 24,
#define SSE_MEMORY_MOVE SSE_MOVE
#include "lowering/fast/x86_64/SseOps.def"
};

/// Packed shifts by an immediate: opcode byte, /digit * 256.
enum class SseShiftOp : uint16_t {
#define SSE_SHIFT(Name, mnemonic, opcode, digit) Name = opcode | digit << 8,
#include "lowering/fast/x86_64/SseOps.def"
};

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_SSEOPS_H
