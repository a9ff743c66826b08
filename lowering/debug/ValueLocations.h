//===- ValueLocations.h - Where values of variables are ---------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// From debug records that give variables new values (#dbg_value, #dbg_assign)
// to ranges of code in which a debugger finds these values.
//
//   1. Which record counts at an instruction: the last one of the variable in
//      front of it, if it is the same on all ways that lead there. (The
//      dataflow of LLVM's LiveDebugValues, on the host's blocks.)
//   2. Where its value is then: the back end tells of values that stay in one
//      place (ValueEvent), constants are everywhere.
//
// A wrong value is worse than none. A value that the back end does not tell of
// is nowhere, as is all that is in registers or in the frame when these are
// being given back.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_VALUELOCATIONS_H
#define SHUNT_LOWERING_DEBUG_VALUELOCATIONS_H

#include "lowering/debug/Expression.h"
#include "lowering/debug/FunctionEvents.h"
#include "lowering/debug/Scopes.h"
#include "llvm/IR/DebugProgramInstruction.h"

namespace shunt::debug {

/// Places of allocas and of parameters in memory.
using MemoryPlaces = llvm::SmallDenseMap<const llvm::Value *, MemoryPlace, 16>;

/// Finds them for one function after the other.
class ValueLocations {
public:
  /// A part of a variable that records set as a whole.
  struct Piece {
    uint64_t offset; ///< Bits.
    uint64_t size;   ///< Bits; 0: the whole variable.
    struct Change {
      uint32_t origin; ///< The instruction behind the record.
      uint32_t state;  ///< Index in `states`, from 1; 0: unknown.
    };
    llvm::SmallVector<Change, 4> changes; ///< In the order of `origin`.
    /// A record of each kind, so that two records of one kind say the same.
    llvm::SmallVector<const llvm::DbgVariableRecord *, 4> states;
  };

  /// A variable that has records.
  struct Variable {
    const llvm::DILocalVariable *variable;
    const llvm::DILocation *location; ///< Of a record.
    llvm::SmallVector<Piece, 1> pieces;
  };

  /// Begins a function. All outlive what follows.
  void begin(const FunctionEvents &events, llvm::ArrayRef<CodeSpan> spans,
             const MemoryPlaces &memoryPlaces);

  /// Adds a record in front of the instruction `origin`; in their order.
  void add(const llvm::DbgVariableRecord &record, uint32_t origin);

  /// In the order of their first records. Valid until the next begin().
  llvm::MutableArrayRef<Variable> variables() { return list; }

  /// Where the variable is, within a scope's code. Replaces the contents of
  /// `places`.
  void locate(Variable &variable, const Scope &scope,
              llvm::SmallVectorImpl<ScopeVariable::Range> &places);

private:
  void numberBlocks();
  uint32_t blockOf(uint32_t origin) const {
    return events->host.instruction(origin)->getParent()->getNumber();
  }
  void flow(const Piece &piece, llvm::SmallVectorImpl<uint32_t> &atEntry);
  const llvm::DbgVariableRecord *recordAt(const Piece &piece,
                                          llvm::ArrayRef<uint32_t> atEntry,
                                          const CodeSpan &span) const;
  bool isThere(const ValueEvent &event, const CodeSpan &span) const;
  bool describe(const llvm::DbgVariableRecord &record, const CodeSpan &span,
                uint64_t bits, Expression &expression) const;
  std::optional<HostOperand> operandOf(const llvm::DbgVariableRecord &record,
                                       const CodeSpan &span,
                                       uint64_t bits) const;

  const FunctionEvents *events = nullptr;
  llvm::ArrayRef<CodeSpan> spans;
  const MemoryPlaces *memoryPlaces = nullptr;
  llvm::SmallVector<Variable, 0> list;
  llvm::DenseMap<
      std::pair<const llvm::DILocalVariable *, const llvm::DILocation *>,
      uint32_t>
      indexOf; ///< In `list`.
  llvm::DenseMap<const llvm::Value *, const ValueEvent *> values;
  /// The host's blocks in reverse post-order, once asked for; the predecessors
  /// of one, by number, lie one behind the other.
  struct Block {
    uint32_t number;
    uint32_t firstPredecessor; ///< In `predecessors`.
    uint32_t predecessorCount;
  };
  llvm::SmallVector<Block, 0> order;
  llvm::SmallVector<uint32_t, 0> predecessors;
};

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_VALUELOCATIONS_H
