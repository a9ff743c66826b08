//===- ValueMap.h - From LLVM values to what stands for them ----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An open hash table that is cleared in constant time: a slot counts only if
// it carries the current function's stamp.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_IMPORT_VALUEMAP_H
#define SHUNT_LOWERING_IMPORT_VALUEMAP_H

#include "mlir/IR/Value.h"
#include "llvm/IR/Value.h"
#include <vector>

namespace shunt::import {

/// What stands for an LLVM value: one value, a list, or a folded address.
class Entry {
public:
  Entry() = default;
  explicit Entry(mlir::Value value)
      : bits(reinterpret_cast<uintptr_t>(value.getAsOpaquePointer())) {}
  static Entry list(uint32_t start, uint32_t count) {
    return Entry(uint64_t(start) << 32 | uint64_t(count) << 2 | 1);
  }
  static Entry address(uint32_t index) {
    return Entry(uint64_t(index) << 32 | 2);
  }

  explicit operator bool() const { return bits != 0; }
  bool isValue() const { return (bits & 3) == 0; }
  bool isList() const { return (bits & 3) == 1; }
  bool isAddress() const { return (bits & 3) == 2; }
  mlir::Value value() const {
    return mlir::Value::getFromOpaquePointer(reinterpret_cast<void *>(bits));
  }
  uint32_t index() const { return bits >> 32; }          ///< Or start.
  uint32_t count() const { return uint32_t(bits) >> 2; } ///< Of a list.

private:
  explicit Entry(uint64_t bits) : bits(bits) {}
  uint64_t bits = 0;
};

/// LLVM value to entry, for one function at a time.
class ValueMap {
public:
  ValueMap() : slots(1024), mask(slots.size() - 1) {}

  /// Forgets everything.
  void clear() {
    ++stamp;
    count = 0;
  }

  /// The entry of `key`; empty: none.
  Entry lookup(const llvm::Value *key) const {
    for (size_t i = indexOf(key);; i = (i + 1) & mask) {
      const Slot &slot = slots[i];
      if (slot.stamp != stamp)
        return Entry();
      if (slot.key == key)
        return slot.entry;
    }
  }

  /// Sets the entry of `key`.
  void insert(const llvm::Value *key, Entry entry) {
    if (++count * 2 > mask)
      grow();
    size_t i = indexOf(key);
    while (slots[i].stamp == stamp && slots[i].key != key)
      i = (i + 1) & mask;
    slots[i] = {key, entry, stamp};
  }

private:
  struct Slot {
    const llvm::Value *key = nullptr;
    Entry entry;
    uint64_t stamp = 0;
  };

  size_t indexOf(const llvm::Value *key) const {
    uint64_t hash = reinterpret_cast<uintptr_t>(key) * 0x9e3779b97f4a7c15u;
    return (hash >> 32) & mask;
  }
  void grow();

  std::vector<Slot> slots; ///< A power of two of them.
  size_t mask; ///< Of an index; size() has to divide by a slot's 24 bytes.
  uint64_t stamp = 1;
  size_t count = 0;
};

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_VALUEMAP_H
