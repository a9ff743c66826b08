//===- EdgeMoves.h - Passing arguments to blocks ----------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A branch writes the arguments of the block that it leads to, all at once: a
// parallel move from wherever the values are to the arguments' registers and
// homes.
//
// Only an argument of the same block can be overwritten before it was read,
// since every other value has a place of its own there. So the moves form a
// graph with one edge out of each: those whose target nobody has still to read
// go first; what is left are cycles, each broken by one register.
//
// Linear in arguments.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_EDGEMOVES_H
#define SHUNT_LOWERING_FAST_EDGEMOVES_H

#include "lowering/fast/RegisterAllocator.h"

namespace shunt::fast {

class EdgeMoves {
public:
  EdgeMoves(Analysis &analysis, RegisterAllocator &registers, Moves &moves)
      : analysis(analysis), registers(registers), moves(moves) {}

  /// Whether passing `values` to `target` takes any instruction.
  bool needed(mlir::OperandRange values, mlir::Block *target) const;

  /// Before a branch, at first: forgets the last one's registers.
  void beginBranch();

  /// Before a branch, for each of its edges: brings values that are not emitted
  /// yet into registers or homes and sets registers aside for emit(), so that
  /// what is emitted on one edge leaves the others alone.
  /// `anyCycle`: moves of other edges may be in its cycles.
  void prepare(mlir::OperandRange values, mlir::Block *target,
               bool anyCycle = false);

  /// An edge of a branch and what it passes.
  struct Edge {
    mlir::OperandRange values;
    mlir::Block *target;
  };

  /// Emits the moves of one edge and counts the uses.
  void emit(mlir::OperandRange values, mlir::Block *target) {
    emitAll({{values, target}});
  }
  /// Emits the moves of several edges at once, before a branch that can't tell
  /// them apart. A target that is there twice counts once.
  void emitAll(llvm::ArrayRef<Edge> edges);

  /// Whether the arguments of `target` can be written before `branch` decides
  /// where it goes: no other target needs what they hold.
  bool canWriteEarly(mlir::Block *target, mlir::Operation *branch) const;

private:
  struct Move {
    ValueId from;
    ValueId to;
    uint32_t readers = 0;        ///< Moves left that read `to`.
    uint32_t reads = UINT32_MAX; ///< The move whose `to` this one reads.
    Reg saved = Reg::None;       ///< Holds `from`, when a cycle was broken.
    bool done = false;
  };
  void collect(const Edge &edge);
  void linkReaders();
  void emitReady(uint32_t move);
  void emitMove(Move &move);
  void reserve(Reg (&scratch)[2], Bank bank);

  Analysis &analysis;
  RegisterAllocator &registers;
  Moves &moves;
  llvm::SmallVector<Move, 16> list;
  llvm::DenseMap<ValueId, uint32_t> moveTo; ///< Index in `list`, by target.
  Reg moveScratch[2];  ///< By bank: between two places in memory.
  Reg cycleScratch[2]; ///< By bank: what a cycle would overwrite.
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_EDGEMOVES_H
