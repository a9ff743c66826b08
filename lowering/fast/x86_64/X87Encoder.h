//===- X87Encoder.h - x87 instructions --------------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The floating-point stack, for long double. Sources: Intel SDM volume 2,
// chapter 3, "F2XM1" to "FYL2XP1".
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_X87ENCODER_H
#define SHUNT_LOWERING_FAST_X86_64_X87ENCODER_H

#include "lowering/fast/x86_64/SseEncoder.h"
#include "lowering/fast/x86_64/X87Ops.h"

namespace shunt::x86_64 {

/// Encodes x87 instructions. Who uses the stack keeps it balanced.
class X87Encoder : public SseEncoder {
public:
  /// op [mem], e.g. a load, a store or st(0) = st(0) op [mem].
  void x87(X87MemoryOp op, const Mem &mem) {
    encodeMemory(Opcode::one(bitsOf(op) & 0xff), mem, bitsOf(op) >> 8);
  }
  /// op st(index), index 0 to 7.
  void x87(X87StackOp op, unsigned index) {
    assert(index < 8 && "st(0) to st(7)");
    encodeBytes(bitsOf(op) >> 8 | ((bitsOf(op) & 0xff) + index) << 8, 2);
  }
  /// op
  void x87(X87Op op) {
    bool isLong = bitsOf(op) >> 8 != 0;
    encodeBytes(isLong ? bitsOf(op) >> 8 | (bitsOf(op) & 0xff) << 8
                       : bitsOf(op),
                isLong ? 2 : 1);
  }

protected:
  using SseEncoder::SseEncoder;
};

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_X87ENCODER_H
