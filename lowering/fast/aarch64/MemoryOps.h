//===- MemoryOps.h - Families of memory instructions ------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Atomic operations, orders and prefetches (Arm ARM, section C4.1.94).
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_MEMORYOPS_H
#define SHUNT_LOWERING_FAST_AARCH64_MEMORYOPS_H

#include <cstdint>

namespace shunt::aarch64 {

/// The order of an LSE instruction: its suffixes a (bit 0) and l (bit 1).
enum class AtomicOrder : uint8_t { Relaxed, Acquire, Release, AcquireRelease };

/// LSE operations: the old value is loaded, the new one is what the name says.
enum class AtomicOp : uint16_t {
  Add = 0x0000,
  Clr = 0x1000, ///< And with the inverted operand.
  Eor = 0x2000,
  Set = 0x3000, ///< Or.
  Smax = 0x4000,
  Smin = 0x5000,
  Umax = 0x6000,
  Umin = 0x7000,
  Swap = 0x8000
};

/// Prefetches: the prfop field. L1 to L3; Keep or Stream.
enum class PrefetchOp : uint8_t {
  LoadL1Keep = 0,
  LoadL1Stream = 1,
  LoadL2Keep = 2,
  LoadL2Stream = 3,
  LoadL3Keep = 4,
  LoadL3Stream = 5,
  CodeL1Keep = 8,
  CodeL1Stream = 9,
  CodeL2Keep = 10,
  CodeL2Stream = 11,
  CodeL3Keep = 12,
  CodeL3Stream = 13,
  StoreL1Keep = 16,
  StoreL1Stream = 17,
  StoreL2Keep = 18,
  StoreL2Stream = 19,
  StoreL3Keep = 20,
  StoreL3Stream = 21
};

/// What a barrier waits for and whom it concerns: its CRm field.
enum class BarrierScope : uint8_t {
  OuterLoads = 1,   ///< oshld
  OuterStores = 2,  ///< oshst
  Outer = 3,        ///< osh
  InnerLoads = 9,   ///< ishld
  InnerStores = 10, ///< ishst
  Inner = 11,       ///< ish
  Loads = 13,       ///< ld
  Stores = 14,      ///< st
  System = 15       ///< sy
};

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_MEMORYOPS_H
