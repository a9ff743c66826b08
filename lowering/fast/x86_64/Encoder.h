//===- Encoder.h - Encodes x86-64 instructions ------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the x86-64 selection calls: one method a form of instruction, which
// writes the shortest encoding to a CodeBuffer. Nothing is checked but asserts:
// a caller only asks for what its own conditions allow.
//
// The class is a chain of families, one a header:
//   EncoderBase     prefixes, REX, ModRM, SIB, relocations
//   IntegerEncoder  moves, arithmetic, shifts, bits, atomics
//   ControlEncoder  branches, calls, padding, instructions without operands
//   SseEncoder      xmm registers, as data in SseOps.def
//   X87Encoder      the floating-point stack, as data in X87Ops.def
//
// Source: Intel 64 and IA-32 Architectures Software Developer's Manual, volume
// 2: chapter 2 (instruction format), chapters 3 to 5 (one section a mnemonic),
// appendices A and B (opcode maps).
//
// Measured with bench/encoder/EncoderBench.cpp at 3.1 GHz (one cycle 0.32 ns),
// operands random: 2.7 to 4.5 ns for forms whose width is a constant at the
// call (6 with an immediate, 15 with an index), 3.3 to 6 ns in a random stream
// of forms; AsmJit 1.9 takes 17 to 38, and 36. So the hot forms are forced
// inline, which is where a constant width pays.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_ENCODER_H
#define SHUNT_LOWERING_FAST_X86_64_ENCODER_H

#include "lowering/fast/x86_64/X87Encoder.h"

namespace shunt::x86_64 {

/// Encodes x86-64 instructions at the end of a buffer, which it doesn't own.
class Encoder : public X87Encoder {
public:
  explicit Encoder(fast::CodeBuffer &buffer) : X87Encoder(buffer) {}
};

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_ENCODER_H
