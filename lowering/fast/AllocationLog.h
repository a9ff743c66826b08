//===- AllocationLog.h - What emission believes about places ----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// While a function is emitted, a log records what the allocator and the
// selection believe: where a value is when it is read, and where it is when it
// comes to be. AllocationChecker then proves these beliefs from the machine
// code. Moves are not logged: the code shows them. A block's argument comes to
// be in its place at the block's beginning; each branch reads what it passes
// from there.
//
// A build without SHUNT_CHECK_ALLOCATION has an empty log whose members do
// nothing.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_ALLOCATIONLOG_H
#define SHUNT_LOWERING_FAST_ALLOCATIONLOG_H

#include "lowering/fast/CodeBuffer.h"
#include "lowering/fast/Values.h"
#include <compare>
#include <type_traits>

namespace shunt::fast {

/// Whether this build proves each allocation.
#ifdef SHUNT_CHECK_ALLOCATION
inline constexpr bool checksAllocation = true;
#else
inline constexpr bool checksAllocation = false;
#endif

/// Where a value can be: a register, or the frame from an offset on.
struct Place {
  enum class Kind : uint8_t { Register, Frame };
  Kind kind = Kind::Register;
  int32_t number = 0; ///< Of the register, or bytes from the frame pointer.

  constexpr Place() = default;
  constexpr Place(Reg reg) : number(int32_t(reg)) {}
  static constexpr Place frame(int32_t offset) {
    Place place;
    place.kind = Kind::Frame;
    place.number = offset;
    return place;
  }
  constexpr auto operator<=>(const Place &) const = default;
};

/// Things besides the function's values that registers must hold at some
/// point, in the numbers above those of values. Each has 8 bytes.
namespace token {
inline constexpr uint32_t first = 0x80000000;
/// What the caller had in a register that is to be preserved.
constexpr ValueId saved(Reg reg) { return ValueId(first + unsigned(reg)); }
/// What goes out to a callee, to inline assembly, or back to the caller, in a
/// register.
constexpr ValueId outgoing(Reg reg) {
  return ValueId(first + 64 + unsigned(reg));
}
/// The base of the address from which that is loaded.
constexpr ValueId base(Reg reg) { return ValueId(first + 128 + unsigned(reg)); }
/// The address where the function's result goes.
inline constexpr ValueId resultAddress = ValueId(first + 192);
inline constexpr uint32_t end = first + 193;
} // namespace token

/// One belief, or one thing that the code doesn't show.
struct AllocationEvent {
  enum class Kind : uint8_t {
    Operation, ///< `op` begins.
    Block,     ///< What `label` leads to begins: a block, or an edge's moves
               ///< that others go by.
    Use,       ///< `value` is in `place`, and is read.
    Define,    ///< `value` is in `place`, and nowhere else: it is new.
    Hold,      ///< `value`, which doesn't change, is in `place` too.
    Assign,    ///< `value` becomes what `from` is; None: anything.
    Jump,      ///< The next indirect jump may go to `label`.
    Branch,    ///< Control may go to `label`, by code that isn't followed.
    Stop,      ///< Control doesn't get here.
    Opaque,    ///< `bytes` of code follow that change `written` alone.
  };
  Kind kind;
  uint32_t offset = 0; ///< Raw, in the CodeBuffer: before what is there.
  ValueId value = ValueId::None;
  ValueId from = ValueId::None;
  Place place = {};
  Label label = Label::None;
  uint32_t bytes = 0;
  RegSet written = {};
  mlir::Operation *op = nullptr;
};

/// Records the events of one function after the other.
class RecordingLog {
public:
  /// Forgets the last function. Offsets are those of `code`, which must outlive
  /// the function.
  void reset(const CodeBuffer &code) {
    buffer = &code;
    list.clear();
    outgoing = RegSet();
  }

  void operation(mlir::Operation *op) {
    add({.kind = Kind::Operation, .op = op});
  }
  void block(Label label) { add({.kind = Kind::Block, .label = label}); }

  void use(ValueId id, Place place) {
    add({.kind = Kind::Use, .value = id, .place = place});
  }
  void define(ValueId id, Place place) {
    add({.kind = Kind::Define, .value = id, .place = place});
  }
  void hold(ValueId id, Place place) {
    add({.kind = Kind::Hold, .value = id, .place = place});
  }
  void assign(ValueId to, ValueId from) {
    add({.kind = Kind::Assign, .value = to, .from = from});
  }

  void jump(Label target) { add({.kind = Kind::Jump, .label = target}); }
  void branch(Label target) { add({.kind = Kind::Branch, .label = target}); }
  void stop() { add({.kind = Kind::Stop}); }
  void opaque(uint32_t bytes, RegSet written) {
    add({.kind = Kind::Opaque, .bytes = bytes, .written = written});
  }

  /// A register was set up for a call, the return or inline assembly.
  void setUp(Reg reg) {
    hold(token::outgoing(reg), reg);
    outgoing.add(reg);
  }
  /// That comes now: what was set up must still be there.
  void handOver();

  llvm::ArrayRef<AllocationEvent> events() const { return list; }

private:
  using Kind = AllocationEvent::Kind;
  void add(AllocationEvent event) {
    event.offset = buffer->offset();
    list.push_back(event);
  }

  const CodeBuffer *buffer = nullptr;
  llvm::SmallVector<AllocationEvent, 0> list;
  RegSet outgoing;
};

/// The log of a build that proves nothing.
class EmptyLog {
public:
  void reset(const CodeBuffer &) {}
  void operation(mlir::Operation *) {}
  void block(Label) {}
  void use(ValueId, Place) {}
  void define(ValueId, Place) {}
  void hold(ValueId, Place) {}
  void assign(ValueId, ValueId) {}
  void jump(Label) {}
  void branch(Label) {}
  void stop() {}
  void opaque(uint32_t, RegSet) {}
  void setUp(Reg) {}
  void handOver() {}
  llvm::ArrayRef<AllocationEvent> events() const { return {}; }
};

using AllocationLog =
    std::conditional_t<checksAllocation, RecordingLog, EmptyLog>;

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_ALLOCATIONLOG_H
