//===- Frame.h - The stack frame of the current function --------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_FRAME_H
#define SHUNT_LOWERING_FAST_FRAME_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/MathExtras.h"
#include <cstdint>

namespace shunt::fast {

/// Hands out places on one side of the frame pointer. Offsets are in bytes and
/// relative to it: negative where the frame grows down from it.
class Frame {
public:
  enum class Growth : uint8_t { Down, Up };
  explicit Frame(Growth growth) : growsUp(growth == Growth::Up) {}

  /// Begins a function whose first `reserved` bytes next to the frame pointer
  /// are taken (saved registers). `reuse`: a home that was given back may be
  /// handed out again. Not so where a call returns twice: what lived at its
  /// first return must be there at the second, whatever came between.
  void reset(uint32_t reserved, bool reuse) {
    used = reserved;
    reusesHomes = reuse;
    gapEnd = gapNext = 0;
    for (auto &list : freeHomes)
      list.clear();
  }

  /// A new place of `bytes` at a multiple of `alignment` (at most 16).
  int32_t allocate(uint64_t bytes, uint64_t alignment) {
    return place(used, bytes, alignment);
  }

  /// Keeps `bytes` for homes, so that homes stay near the frame pointer
  /// although large slots follow.
  void reserveHomes(uint32_t bytes) {
    gapNext = llvm::alignTo(used, 8);
    used = gapEnd = gapNext + bytes;
  }

  /// A place for a value of 1 to 16 bytes: 4, 8 or 16, aligned to themselves.
  int32_t allocateHome(uint8_t bytes) {
    auto &list = freeHomes[sizeClass(bytes)];
    if (!list.empty())
      return list.pop_back_val();
    uint32_t size = 4 << sizeClass(bytes);
    if (llvm::alignTo(gapNext, size) + size <= gapEnd)
      return place(gapNext, size, size);
    return allocate(size, size);
  }

  /// Gives a home back.
  void releaseHome(int32_t offset, uint8_t bytes) {
    if (reusesHomes)
      freeHomes[sizeClass(bytes)].push_back(offset);
  }

  /// Bytes handed out so far, saved registers included.
  uint64_t size() const { return used; }

private:
  static unsigned sizeClass(uint8_t bytes) {
    return bytes <= 4 ? 0 : bytes <= 8 ? 1 : 2;
  }
  /// The place of `bytes` behind the first `end` bytes, which grow.
  int32_t place(uint64_t &end, uint64_t bytes, uint64_t alignment) const {
    if (growsUp) {
      uint64_t start = llvm::alignTo(end, alignment);
      end = start + bytes;
      return int32_t(start);
    }
    end = llvm::alignTo(end + bytes, alignment);
    return -int32_t(end);
  }

  const bool growsUp;
  uint64_t used = 0;
  uint64_t gapNext = 0;
  uint64_t gapEnd = 0;
  bool reusesHomes = true;
  llvm::SmallVector<int32_t, 0> freeHomes[3];
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_FRAME_H
