//===- X87Ops.h - Families of x87 instructions ------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One enumeration a shape of operands, made from X87Ops.def.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_X87OPS_H
#define SHUNT_LOWERING_FAST_X86_64_X87OPS_H

#include <cstdint>

namespace shunt::x86_64 {

/// One memory operand: opcode byte, /digit * 256.
enum class X87MemoryOp : uint16_t {
#define X87_MEMORY_OP(Name, mnemonic, opcode, digit) Name = opcode | digit << 8,
#include "lowering/fast/x86_64/X87Ops.def"
};

/// One st(i) operand: the two opcode bytes.
enum class X87StackOp : uint16_t {
#define X87_STACK_OP(Name, mnemonic, opcode) Name = opcode,
#include "lowering/fast/x86_64/X87Ops.def"
};

/// No operand: the opcode bytes, one or two.
enum class X87Op : uint16_t {
#define X87_OP(Name, mnemonic, opcode) Name = opcode,
#include "lowering/fast/x86_64/X87Ops.def"
};

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_X87OPS_H
