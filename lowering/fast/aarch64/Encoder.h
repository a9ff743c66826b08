//===- Encoder.h - The AArch64 encoder --------------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Turns instructions into bytes in a CodeBuffer. What it is made of:
//
//   Immediates      which constants instructions hold
//   EncoderBase     fields and the store of a word
//   IntegerEncoder  moves, arithmetic, shifts, bits, selection
//   MemoryEncoder   loads, stores, pairs, exclusives, LSE, barriers
//   ControlEncoder  branches, calls, addresses, system
//   FloatEncoder    scalar floating point, as data in FloatOps.def
//   SimdEncoder     vectors, as data in SimdOps.def
//
// Source: Arm Architecture Reference Manual for A-profile, DDI 0487: chapter C4
// (encoding by group), C6 and C7 (one section a mnemonic).
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_ENCODER_H
#define SHUNT_LOWERING_FAST_AARCH64_ENCODER_H

#include "lowering/fast/aarch64/SimdEncoder.h"

namespace shunt::aarch64 {

/// Encodes AArch64 instructions at the end of a buffer, which it doesn't own.
class Encoder : public SimdEncoder {
public:
  explicit Encoder(fast::CodeBuffer &buffer) : SimdEncoder(buffer) {}
};

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_ENCODER_H
