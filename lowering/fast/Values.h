//===- Values.h - Values, blocks and registers as numbers -------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What Analysis finds out about each value of a function, and what the
// register allocator then keeps of it. Dense tables, indexed by ValueId.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_VALUES_H
#define SHUNT_LOWERING_FAST_VALUES_H

#include "mlir/IR/Operation.h"
#include "llvm/ADT/bit.h"
#include <cassert>
#include <cstdint>

namespace shunt::fast {

/// A value of the function: an operation's result or a block argument.
enum class ValueId : uint32_t { None = UINT32_MAX };

/// A block, by its place in the layout.
using BlockIndex = uint32_t;

/// A physical register: the general bank is 0 to 15, or 0 to 31 where there
/// are more, the float bank follows at 32.
enum class Reg : uint8_t { None = 0xff };

/// Whether a register is of the float bank.
constexpr bool isFloatReg(Reg reg) { return uint8_t(reg) >= 32; }

/// Stands for the top of a stack of floats, where a target has one. In no
/// RegSet.
inline constexpr Reg floatStackTop = Reg(64);

/// Which registers can hold a value.
enum class Bank : uint8_t {
  General,
  Float,
  Memory, ///< None: such a value lives in its home.
};

/// A set of registers.
class RegSet {
public:
  constexpr RegSet() = default;
  constexpr explicit RegSet(uint64_t bits) : bits(bits) {}
  constexpr RegSet(Reg reg) : bits(uint64_t(1) << unsigned(reg)) {}

  constexpr bool has(Reg reg) const { return bits >> unsigned(reg) & 1; }
  constexpr bool empty() const { return bits == 0; }
  /// The register with the lowest number; the set isn't empty.
  Reg first() const {
    assert(bits && "no register in the set");
    return Reg(llvm::countr_zero(bits));
  }
  unsigned size() const { return llvm::popcount(bits); }
  constexpr RegSet operator|(RegSet other) const {
    return RegSet(bits | other.bits);
  }
  constexpr RegSet operator&(RegSet other) const {
    return RegSet(bits & other.bits);
  }
  /// Those of this set that are not in the other.
  constexpr RegSet operator-(RegSet other) const {
    return RegSet(bits & ~other.bits);
  }
  void add(RegSet other) { bits |= other.bits; }
  void remove(RegSet other) { bits &= ~other.bits; }
  constexpr bool operator==(const RegSet &) const = default;

private:
  uint64_t bits = 0;
};

/// How a value of a type is held. Aligned to be read as one number.
struct alignas(4) TypeClass {
  Bank bank;
  uint8_t bytes;       ///< Of a register or a home: 1, 2, 4, 8 or 16.
  bool isPlain = true; ///< It fills whole bytes that one move transfers.
};

/// How an integer of at most 64 bits is held.
constexpr TypeClass integerClass(unsigned bits) {
  uint8_t bytes = bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
  return {Bank::General, bytes, bits == 1 || bits == bytes * 8u};
}

/// What a value is.
enum class ValueKind : uint8_t {
  Computed,     ///< By an operation, or passed to a block.
  Constant,     ///< `definition` is a constant operation.
  Symbol,       ///< address_of: no register until someone needs one.
  Slot,         ///< slot: an address in the frame.
  BlockAddress, ///< block_address.
  Undef,        ///< Any bits.
};

/// The frame offset of a home that isn't allocated.
inline constexpr int32_t noHome = INT32_MAX;

/// The epoch of a load that must stay where it is.
inline constexpr uint32_t noEpoch = UINT32_MAX;
/// The slot's epoch of what is no plain load of a slot: no value has it, so
/// that comparing with that of any value fails.
inline constexpr uint32_t noSlotEpoch = noEpoch - 1;

/// One value. Analysis writes what comes first, emission the rest. No flag is a
/// bit of a byte, and the size is a power of two: it is written and looked up
/// for each operand.
struct ValueInfo {
  ValueInfo(mlir::Operation *definition, BlockIndex block, TypeClass type)
      : definition(definition), block(block), first(block), last(block),
        bank(type.bank), bytes(type.bytes), isPlain(type.isPlain) {}

  mlir::Operation *definition; ///< Null: a block argument.
  uint32_t uses = 0; ///< Left to emit; all of them when emission begins.
  BlockIndex block;  ///< That defines it.
  BlockIndex first;  ///< The blocks in which it must keep its place:
  BlockIndex last;   ///< from `first` to `last`.
  float weight = 0;  ///< Uses and definitions, by loop depth.
  Bank bank;
  uint8_t bytes;
  bool isPlain; ///< See TypeClass.
  ValueKind kind = ValueKind::Computed;
  /// Analysis: memory's (a plain load), stores so far (a slot), or noEpoch.
  uint32_t epoch = 0;
  ValueId slot = ValueId(0);        ///< Analysis: that a plain load reads.
  uint32_t slotEpoch = noSlotEpoch; ///< Analysis: of that slot, then.
  /// Frame offset in bytes of its home, or of the slot itself.
  int32_t home = noHome;
  bool isUsed = false;        ///< Whatever `uses` is by now.
  bool crossesBlocks = false; ///< Used outside its chain, or an argument.
  bool hasOwnPlace = false;   ///< It shares it with no other value.
  /// A load's only use comes before memory changes.
  bool foldsAcrossMemory = false;
  /// The same for the slot that it loads from, if that is private.
  bool foldsAcrossSlot = false;
  /// A slot: only loaded and stored, always whole, with `bytes` and `bank`.
  bool isPrivate = false;

  bool pinned = false;   ///< `reg` holds it wherever it is alive.
  bool inMemory = false; ///< Its home holds it.
  bool deferred = false; ///< Its user will emit it.
  Reg reg = Reg::None;   ///< That holds it now.
  /// Bits of the register from the type's width up to here are zero; 0: none
  /// is known to be.
  uint8_t zeroTo = 0;
};
static_assert(sizeof(ValueInfo) == 64);

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_VALUES_H
