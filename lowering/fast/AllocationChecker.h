//===- AllocationChecker.h - Proves one allocation --------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Proves that each value of a function is where its reader expects it, on every
// path, as regalloc2's checker does. What is proved are the events of an
// AllocationLog; what it is proved from is the machine code, decoded by other
// means than it was made by. The allocator's own tables play no part.
//
// Method. A state says which values each register and each byte range of the
// frame holds. An instruction that copies (a move, a spill, a reload) copies
// the values that are no wider than it; any other write to a place leaves
// nothing there. A definition puts a value into a place and takes it from all
// others, which hold what it was in an earlier turn of a loop. Where paths
// meet, a place holds what it holds on each. The states at the beginnings of
// blocks are the greatest fixed point; with them, each use is looked up once.
//
// Where control arrives by a label without an event, it does so in front of
// the events recorded at that place.
//
// Assumed: only addresses relative to the frame or stack pointer, without an
// index, reach the homes of values. Not proved: that an instruction computes
// what its operation says, and bits of a register above its value.
//
// Besides, it proves that at a return the registers that belong to the caller
// and the stack pointer are as they were, and that calls find the stack
// aligned.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_ALLOCATIONCHECKER_H
#define SHUNT_LOWERING_FAST_ALLOCATIONCHECKER_H

#include "lowering/fast/AllocationLog.h"
#include <optional>
#include <string>

namespace shunt::fast {

/// What one machine instruction does, as far as a proof goes into it.
struct MachineStep {
  enum class Flow : uint8_t {
    Next,
    Call,
    Branch,   ///< To `target` or to the next instruction.
    Jump,     ///< To `target`.
    Indirect, ///< To the labels of the Jump events before it.
    Return,
    Stop, ///< A trap.
  };
  /// What a copy reads or writes, or a store changes.
  struct Operand {
    enum class Kind : uint8_t {
      None,
      Register,
      Frame,     ///< Memory at `offset` from the frame pointer.
      Stack,     ///< Memory at `offset` from the stack pointer, as it is
                 ///< before the instruction.
      FloatStack ///< Its top: read by popping, written by pushing.
    };
    Kind kind = Kind::None;
    Reg reg = Reg::None;
    int32_t offset = 0; ///< Bytes.
  };
  /// What becomes of the stack pointer.
  enum class StackChange : uint8_t {
    None,
    Add,      ///< `stackOffset` is added.
    ToFrame,  ///< It becomes the frame pointer plus `stackOffset`.
    ToUnknown ///< Something computed.
  };

  uint32_t offset = 0; ///< Raw, in the code.
  RegSet writes;       ///< Registers that change, those of a copy too.
  Operand to;          ///< What a copy or a store writes.
  Operand from;        ///< None: `to` gets something unknown.
  uint8_t copied = 0;  ///< Bytes that come from `from`.
  uint8_t stored = 0;  ///< Bytes of memory that change.
  bool clearsFloatStack = false; ///< What is on it can't be followed.
  StackChange stackChange = StackChange::None;
  int32_t stackOffset = 0;
  Flow flow = Flow::Next;
  Label target = Label::None;
};

/// One function, as it is proved.
struct AllocationProof {
  llvm::ArrayRef<MachineStep> prologue; ///< Before `code`.
  llvm::ArrayRef<MachineStep> code;
  llvm::ArrayRef<AllocationEvent> events;
  /// The raw offset of a label that is no block's.
  llvm::function_ref<uint32_t(Label)> labelOffset;
  /// The bytes of a value of the function.
  llvm::function_ref<unsigned(ValueId)> bytesOf;
  RegSet preserved; ///< Registers that belong to the caller.
  /// Bytes from where the frame pointer will point to the stack pointer, at the
  /// beginning of the prologue and at returns.
  int32_t entryStack;
};

/// A belief that is wrong.
struct AllocationError {
  std::string what;
  mlir::Operation *op = nullptr; ///< That was being emitted, if any.
  Label block = Label::None;     ///< In which it is.
  ValueId value = ValueId::None; ///< That isn't there, if it is one.
  Place place;                   ///< Where it isn't.
  uint32_t offset = 0;           ///< Raw, in the code.
};

/// Proves one function's allocation; the first error by place in the code, or
/// nothing. Linear in code, times the depth of its loops.
std::optional<AllocationError> checkAllocation(const AllocationProof &proof);

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_ALLOCATIONCHECKER_H
