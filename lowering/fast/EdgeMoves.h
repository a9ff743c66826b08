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
// Only what has the place of an argument of the same block can be overwritten
// before it was read: such an argument itself, or a value that shares its
// place. So the moves form a graph with one edge out of each: those whose
// target nobody has still to read go first; what is left are cycles, each
// broken by one register.
//
// Edges that pass the same constants to the same block share their code.
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
  EdgeMoves(Analysis &analysis, PlaceSharing &sharing,
            RegisterAllocator &registers, Moves &moves)
      : analysis(analysis), sharing(sharing), registers(registers),
        moves(moves) {}

  /// Forgets the last function.
  void reset() {
    shared.clear();
    sharedMoves.clear();
    lastShared.clear();
  }

  /// Before a branch, at first: forgets the last one's registers.
  void beginBranch();

  /// Before a branch, for each of its edges: brings values that are not emitted
  /// yet into registers or homes and sets registers aside for emit(), so that
  /// what is emitted on one edge leaves the others alone.
  /// `anyCycle`: moves of other edges may be in its cycles.
  void prepare(mlir::OperandRange values, mlir::Block *target,
               bool anyCycle = false);

  /// Where a branch can go to pass `values` to `target`: the target's label, if
  /// that takes no instruction, or that of an earlier edge with the same moves.
  /// None: the edge has to be emitted.
  Label existing(mlir::OperandRange values, mlir::Block *target);
  /// Whether later edges can go by this one, which is emitted next: it passes
  /// nothing but constants.
  bool canBeShared(mlir::OperandRange values, mlir::Block *target) {
    return collectConstants(values, target) && !constants.empty();
  }
  /// They do, by `label`. Call right after canBeShared().
  void share(mlir::Block *target, Label label);
  /// Counts the uses of an edge that isn't emitted.
  void consume(mlir::OperandRange values) {
    for (mlir::Value value : values)
      registers.consume(analysis.idOf(value));
  }

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
  /// An edge that others can go by.
  struct SharedEdge {
    Label label;
    uint32_t firstMove, moves; ///< In `sharedMoves`.
    uint32_t previous;         ///< To the same block; UINT32_MAX: none.
  };
  void collect(const Edge &edge);
  bool collectConstants(mlir::OperandRange values, mlir::Block *target);
  void linkReaders();
  void emitReady(uint32_t move);
  void emitMove(Move &move);
  void reserve(Reg (&scratch)[2], Bank bank);

  /// Whether passing one value for another writes anything.
  bool isMove(ValueId from, ValueId to) const {
    return from != to && analysis[to].isUsed &&
           analysis[from].kind != ValueKind::Undef && !sharing.share(from, to);
  }

  Analysis &analysis;
  PlaceSharing &sharing;
  RegisterAllocator &registers;
  Moves &moves;
  llvm::SmallVector<Move, 16> list;
  llvm::SmallVector<SharedEdge, 0> shared;
  llvm::DenseMap<mlir::Block *, uint32_t> lastShared; ///< Index in `shared`.
  llvm::SmallVector<std::pair<ValueId, ValueId>, 0> sharedMoves;
  llvm::SmallVector<std::pair<ValueId, ValueId>, 8> constants; ///< One edge's.
  /// Index in `list`, by the leader of the target's place.
  llvm::DenseMap<ValueId, uint32_t> moveTo;
  Reg moveScratch[2];  ///< By bank: between two places in memory.
  Reg cycleScratch[2]; ///< By bank: what a cycle would overwrite.
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_EDGEMOVES_H
