//===- MemoryEncoder.cpp - Loads, stores, atomics -------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/MemoryEncoder.h"
#include "llvm/Support/ErrorHandling.h"

using namespace shunt;
using namespace shunt::aarch64;

/// What writes the base back and transfers it too is unpredictable.
[[maybe_unused]] static bool isWriteBackSound(uint32_t op, uint32_t transferred,
                                              Gpr base) {
  bool isVector = op & 1u << 26;
  return isVector || base == Gpr::sp ||
         (transferred & 31) != static_cast<uint32_t>(base);
}

void MemoryEncoder::accessGeneral(uint32_t op, unsigned width,
                                  uint32_t transferred, const Mem &mem) {
  uint32_t word = op | nSp(mem.base) | transferred;
  switch (mem.mode) {
  case AddressMode::Offset:
    assert(Mem::fits(width, mem.disp) && "displacement doesn't encode");
    return emit(word | signedField(mem.disp, 9, 12));
  case AddressMode::PreIndex:
    assert(isWriteBackSound(op, transferred, mem.base) &&
           "base is transferred");
    return emit(word | 3u << 10 | signedField(mem.disp, 9, 12));
  case AddressMode::PostIndex:
    assert(isWriteBackSound(op, transferred, mem.base) &&
           "base is transferred");
    return emit(word | 1u << 10 | signedField(mem.disp, 9, 12));
  case AddressMode::Register:
    return emit(word | 0x00200800 | m(mem.index) |
                static_cast<uint32_t>(mem.extend) << 13 |
                uint32_t(mem.isScaled) << 12);
  case AddressMode::Low12:
    return emitRelocated(word | 1u << 24, mem.symbol, mem.relocationType,
                         mem.disp);
  }
  llvm_unreachable("unknown address mode");
}

void MemoryEncoder::accessPair(uint32_t op, unsigned width,
                               uint32_t transferred, const Mem &mem) {
  assert(mem.mode <= AddressMode::PostIndex && "pairs have no such mode");
  assert(Mem::fitsPair(width, mem.disp) && "displacement doesn't encode");
  assert((mem.mode == AddressMode::Offset ||
          (isWriteBackSound(op, transferred, mem.base) &&
           isWriteBackSound(op, transferred >> 10, mem.base))) &&
         "base is transferred");
  static constexpr uint32_t modes[] = {2u << 23, 3u << 23, 1u << 23};
  emit(op | modes[static_cast<uint8_t>(mem.mode)] |
       signedField(mem.disp >> __builtin_ctz(width), 7, 15) | nSp(mem.base) |
       transferred);
}
