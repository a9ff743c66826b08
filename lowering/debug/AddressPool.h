//===- AddressPool.h - The addresses of .debug_addr -------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// DWARF 5 refers to addresses by number, so that each needs one relocation
// however often it's named.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_ADDRESSPOOL_H
#define SHUNT_LOWERING_DEBUG_ADDRESSPOOL_H

#include "lowering/debug/Bytes.h"
#include "lowering/debug/DebugTarget.h"
#include "lowering/object/Object.h"
#include "llvm/ADT/DenseMap.h"

namespace shunt::debug {

/// A place in a section.
struct Address {
  object::SymbolId symbol;
  uint64_t offset;     ///< Bytes from the symbol.
  uint32_t relocation; ///< Type of a whole address there.
};

/// Addresses without duplicates.
class AddressPool {
public:
  /// The number of an address, from 0 in the order of their first use.
  uint32_t add(Address address) {
    auto [it, isNew] = numbers.try_emplace(
        {uint32_t(address.symbol), address.offset}, addresses.size());
    if (isNew)
      addresses.push_back(address);
    return it->second;
  }

  bool isEmpty() const { return addresses.empty(); }

  /// Bytes of the header, behind which numbers count.
  static constexpr uint32_t headerSize = 8;

  /// Writes the table (DWARF 5, section 7.27).
  void write(object::Section &section, const DebugTarget &target) const {
    Bytes &out = section.bytes;
    append32(out, 4 + target.addressSize * addresses.size());
    append16(out, 5);
    append8(out, target.addressSize);
    append8(out, 0); // Segment selectors.
    for (const Address &address : addresses) {
      section.relocate(out.size(), address.relocation, address.symbol,
                       int64_t(address.offset));
      out.append(target.addressSize, '\0');
    }
  }

private:
  llvm::DenseMap<std::pair<uint32_t, uint64_t>, uint32_t> numbers;
  llvm::SmallVector<Address, 0> addresses;
};

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_ADDRESSPOOL_H
