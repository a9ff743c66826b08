//===- PlaceSharing.h - Values that share a place ---------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A branch that passes a value to a block writes the place of the block's
// argument: its register, its home in the frame, its local. Where the value
// already lies there, nothing is written, and the branch needs no code beside
// itself. This finds which values can share a place with the arguments that
// they are passed to.
//
// Method.
//   - Operations have positions in the layout; a value's RANGE is a sorted list
//     of segments of them, found by walking from its uses up to its definition
//     (Boissinot et al., "Revisiting Out-of-SSA Translation", CGO 2009, section
//     IV). Only arguments, and what is passed to them, have one.
//   - Values form groups. Those of an argument and of what is passed to it are
//     joined where their ranges don't overlap, the innermost loops' first.
// A value that its user will emit is left out: it is computed right into the
// argument's place.
//   - Where intervals of blocks say nothing, since branches back go by a
//     dispatch, all values that cross blocks have ranges, and groups of one
//     type are joined as long as they don't overlap.
//
// Invariant: the ranges of a group's values are disjoint, so that whichever is
// alive has the place.
//
// The work is bounded by a multiple of the function's size; beyond that, values
// have places of their own.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_PLACESHARING_H
#define SHUNT_LOWERING_FAST_PLACESHARING_H

#include "lowering/fast/Analysis.h"

namespace shunt::fast {

/// Plans one function after the other.
class PlaceSharing {
public:
  /// Whether an operation may be left to its only user; whether its one result
  /// is written when all operands have been read.
  using Rule = bool (*)(mlir::Operation *);

  PlaceSharing(Analysis &analysis, Rule isDeferrable, Rule readsFirst)
      : analysis(analysis), isDeferrable(isDeferrable), readsFirst(readsFirst) {
  }

  /// Forgets the last function: nothing shares.
  void reset() { nodeOf.clear(); }

  /// Plans the function that was analysed last. The values of a group get one
  /// interval, as if they all crossed blocks. `joinAll`: that is all sharing
  /// there is among values that cross blocks.
  void run(bool joinAll);

  /// Whether the two have one place.
  bool share(ValueId a, ValueId b) const {
    return !nodeOf.empty() && nodeOf[uint32_t(a)] != none &&
           nodeOf[uint32_t(b)] != none &&
           nodes[nodeOf[uint32_t(a)]].leader ==
               nodes[nodeOf[uint32_t(b)]].leader;
  }

  /// The value that stands for all in the place of `value`; itself if there is
  /// no other.
  ValueId leader(ValueId value) const {
    return nodeOf.empty() || nodeOf[uint32_t(value)] == none
               ? value
               : nodes[nodes[nodeOf[uint32_t(value)]].leader].value;
  }

  /// Whether another value has the place of `value` too.
  bool isShared(ValueId value) const {
    return !nodeOf.empty() && nodeOf[uint32_t(value)] != none &&
           nodes[nodeOf[uint32_t(value)]].next != nodeOf[uint32_t(value)];
  }

  /// Calls `visit` for each other value that has the place of `value`.
  template <typename Visit> void forEachOther(ValueId value, Visit visit) {
    if (nodeOf.empty() || nodeOf[uint32_t(value)] == none)
      return;
    uint32_t start = nodeOf[uint32_t(value)];
    for (uint32_t i = nodes[start].next; i != start; i = nodes[i].next)
      visit(nodes[i].value);
  }

  /// Whether a value in the place of `value` is, or may be, alive where
  /// `block` begins.
  bool isLiveInto(ValueId value, BlockIndex block) const;

private:
  static constexpr uint32_t none = UINT32_MAX;

  /// Positions from `begin` up to, but not including, `end`.
  struct Segment {
    uint32_t begin, end;
  };
  /// A value. The leader's segments are the whole group's.
  struct Node {
    ValueId value;
    uint32_t leader; ///< Its own index, or one that is nearer to the leader.
    uint32_t next;   ///< Another of the group, in a ring.
    uint32_t firstSegment, segments;
  };
  /// A value passed to an argument.
  struct Copy {
    ValueId argument, value;
    uint32_t depth; ///< Of the loop around the branch.
  };

  bool hasArguments() const;
  void joinCopies();
  void joinRest();
  void collect(BlockIndex from);
  bool canShare(ValueId id) const {
    const ValueInfo &value = analysis[id];
    return value.isUsed && value.kind == ValueKind::Computed &&
           value.bank != Bank::Memory && !value.hasOwnPlace;
  }
  bool mayDefer(mlir::Operation *op);
  uint32_t nodeFor(ValueId id, mlir::Value value);
  bool findRange(ValueId id, mlir::Value value);
  void noteUse(mlir::OpOperand &use, BlockIndex home, uint32_t begin);
  void visitLiveOut(BlockIndex home, uint32_t begin);
  void visitPredecessors(BlockIndex block);
  uint32_t leaderOf(uint32_t node);
  bool overlap(const Node &a, const Node &b);
  void join(uint32_t a, uint32_t b);
  void settle();

  llvm::ArrayRef<Segment> segmentsOf(const Node &node) const {
    return llvm::ArrayRef(segments).slice(node.firstSegment, node.segments);
  }
  /// The place of an operation, or of the result with this number.
  static uint32_t position(uint32_t number, BlockIndex block) {
    return number + 2 * block + 1;
  }
  uint32_t startOf(BlockIndex block) const {
    mlir::Block *at = analysis.blocks()[block].block;
    return headerOf(firstOperation(at)).number + 2 * block;
  }
  /// At most where the next block starts.
  uint32_t endOf(BlockIndex block) const {
    mlir::Operation *last = lastOperation(analysis.blocks()[block].block);
    return headerOf(last).number + last->getNumResults() + 2 * block + 2;
  }

  Analysis &analysis;
  const Rule isDeferrable, readsFirst;
  uint64_t work = 0;                     ///< Steps that are left.
  llvm::SmallVector<uint32_t, 0> nodeOf; ///< By value; empty: no node.
  llvm::SmallVector<Node, 0> nodes;
  llvm::SmallVector<Segment, 0> segments; ///< Of nodes, each sorted.
  llvm::SmallVector<Copy, 0> copies;
  // The value whose range is being found.
  llvm::SmallVector<Segment, 0> found;
  llvm::SmallVector<BlockIndex, 0> left; ///< It is alive at their ends.
  /// By block: the number of the last value found alive there, from 1.
  llvm::SmallVector<uint32_t, 0> liveIn, liveOut;
  uint32_t stamp = 0;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_PLACESHARING_H
