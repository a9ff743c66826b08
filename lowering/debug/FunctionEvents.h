//===- FunctionEvents.h - What is known of a compiled function --*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// How a back end tells the DWARF writer what became of a function. It knows
// instructions of the host by number alone: their ordinals, from 1, in their
// function. The writer looks into the host's function for the rest: locations,
// scopes, debug records.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_FUNCTIONEVENTS_H
#define SHUNT_LOWERING_DEBUG_FUNCTIONEVENTS_H

#include "lowering/debug/Places.h"
#include "llvm/IR/Function.h"

namespace shunt::debug {

/// The function as the host has it. Read only.
struct HostFunction {
  const llvm::Function *function = nullptr; ///< Null: nobody wants DWARF.
  /// All of its instructions, in its order.
  llvm::ArrayRef<const llvm::Instruction *> instructions;
  bool usesFastISel = true;       ///< See DebugTarget.
  bool dropsLoneBranches = false; ///< The same.

  /// The instruction of this number; null: 0, which is none.
  const llvm::Instruction *instruction(uint32_t number) const {
    return number ? instructions[number - 1] : nullptr;
  }
  /// Whether the code of `part` may be a part of its user's: they stand on the
  /// same line, in the same inlined copy, or LLVM too makes one instruction of
  /// them (FastISel::tryToFoldLoad).
  bool mayJoin(uint32_t part, uint32_t user) const;
};

/// From here on code is that of another instruction.
struct LineEvent {
  uint32_t offset; ///< Bytes from the function's start.
  uint32_t origin; ///< Number of the host's instruction; 0: none.
};

/// A call that comes back.
struct CallEvent {
  uint32_t returnOffset; ///< Bytes from the function's start, behind the call.
  uint32_t origin;       ///< Number of the host's call, or of what became one.
};

/// A variable's memory.
struct SlotEvent {
  uint32_t origin; ///< Number of the host's alloca.
  MemoryPlace place;
};

/// A parameter whose memory is a variable's place: passed in memory, or the
/// address of the result.
struct ParameterEvent {
  uint32_t number; ///< Of the host's argument, from 0.
  MemoryPlace place;
};

/// Where a value of the host is for all of its life.
struct ValueEvent {
  enum class Kind : uint8_t {
    Register, ///< `number` is its DWARF number.
    Local,    ///< Of WebAssembly: `number` is its index.
    Frame,    ///< `number` bytes from the frame base.
  };

  const llvm::Value *value;
  const llvm::BasicBlock *block; ///< That defines it.
  bool isArgument; ///< It is there from the beginning of its block, and
                   ///< branches to the block change it.
  Kind kind;
  uint8_t bytes; ///< 1, 2, 4 or 8.
  int32_t number;
  uint32_t definitionEnd; ///< Bytes from the function's start, as what follows:
                          ///< behind the code that defines it.
  uint32_t begin;         ///< Its place is no other's from here on,
  uint32_t end;           ///< up to here.
};

/// A function that has been compiled. Everything is only read during the call
/// that it is passed to.
struct FunctionEvents {
  HostFunction host;
  object::SymbolId symbol; ///< Defined already.
  uint64_t size;           ///< Of the code, in bytes.
  FrameBase frameBase;
  uint32_t headSize;       ///< Bytes in front of the first machine instruction.
  uint32_t epilogueOffset; ///< Bytes from the function's start; `size`: there
                           ///< is no epilogue.
  llvm::ArrayRef<LineEvent> lines; ///< In the order of their offsets.
  llvm::ArrayRef<CallEvent> calls; ///< In the order of their offsets.
  bool hasTailCalls = false;       ///< There are calls that don't come back.
  llvm::ArrayRef<SlotEvent> slots; ///< In the order of their numbers.
  llvm::ArrayRef<ParameterEvent> parameters; ///< In any order.
  llvm::ArrayRef<ValueEvent> values;         ///< In any order; each value once.
};

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_FUNCTIONEVENTS_H
