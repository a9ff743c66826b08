//===- Structure.h - Structured control flow from any CFG -------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// WebAssembly branches only to the end of an enclosing `block` or to the start
// of an enclosing `loop`. Blocks keep the order of Analysis' layout, in which a
// loop is a range that begins with its header, so that it is enough to find
// where scopes open.
//
// Method.
//   - A loop is a `loop` over its range.
//   - A block that something branches forwards to is the end of a `block`,
//     which opens in front of the first of these branches, but outside of all
//     loops that the target is not in.
//   - Where two ranges overlap, the one that ends later opens earlier.
// A function with a loop of two entries has no loops here but one around all:
// a branch backwards writes the target's number to a local and starts over,
// where a br_table goes on to the target. (Ramsey, "Beyond Relooper", ICFP
// 2022, duplicates code or does this; at -O0 nothing else is rarer.)
//
// Linear in blocks and edges.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_WASM32_STRUCTURE_H
#define SHUNT_LOWERING_FAST_WASM32_STRUCTURE_H

#include "lowering/fast/Analysis.h"

namespace shunt::wasm32 {

using fast::BlockIndex;

/// Plans and tracks the scopes of one function after the other.
class Structure {
public:
  static constexpr BlockIndex none = UINT32_MAX;

  explicit Structure(const fast::Analysis &analysis) : analysis(analysis) {}

  /// Plans the function that was analysed last.
  void run();

  /// Whether branches backwards go by a number and a br_table.
  bool hasDispatch() const { return dispatch; }
  /// The targets of that table, from the number 1 on.
  llvm::ArrayRef<BlockIndex> dispatchTargets() const { return targets; }
  /// The number of a target; 0: it is none.
  uint32_t dispatchNumber(BlockIndex target) const {
    return numbers.empty() ? 0 : numbers[target];
  }

  /// Scopes that end in front of `block`, of which the stack has lost them
  /// afterwards. With the number of blocks: what is left.
  unsigned close(BlockIndex block);

  /// Calls `open(isLoop)` for each scope that begins in front of `block`.
  template <typename Open> void open(BlockIndex block, Open open) {
    BlockIndex target = firstOpened[block];
    BlockIndex loopEnd = endOfLoop(block);
    // Later ends open first.
    for (; target != none && (loopEnd == none || target >= loopEnd);
         target = nextOpened[target])
      push({target, false}, target, open);
    if (loopEnd != none)
      push({loopEnd, true}, block, open);
    for (; target != none; target = nextOpened[target])
      push({target, false}, target, open);
  }

  /// Scopes that are open now, `nested` ones of the emitter's own included.
  uint32_t height() const { return stack.size() + nested; }
  /// What a branch to `target`, from a block in front of it or from within its
  /// loop, has as depth.
  uint32_t depthTo(BlockIndex target, BlockIndex from) const {
    uint32_t scope = target <= from ? loopHeight[target] : blockHeight[target];
    assert(scope < height() && "branch to a scope that isn't open");
    return height() - 1 - scope;
  }
  /// The depth of the loop around all, in a function with a dispatch.
  uint32_t depthToDispatch() const { return height() - 1; }
  /// Opens and closes a scope that the emitter needs within a block.
  void enter() { ++nested; }
  void leave() { --nested; }

  /// Which edge of a two-way branch comes last: it falls through where its
  /// target is next.
  static bool trueEdgeIsLast(mlir::Operation *branch, BlockIndex from) {
    return fast::Analysis::indexOf(branch->getSuccessor(1)) != from + 1 &&
           fast::Analysis::indexOf(branch->getSuccessor(0)) == from + 1;
  }

private:
  struct Scope {
    BlockIndex end; ///< It ends in front of this block.
    bool isLoop;
  };

  template <typename Open>
  void push(Scope scope, BlockIndex target, Open &open) {
    (scope.isLoop ? loopHeight : blockHeight)[target] = stack.size();
    stack.push_back(scope);
    open(scope.isLoop);
  }
  void findBackwardEdges();
  void noteEdges(BlockIndex from);
  void noteEdge(BlockIndex from, BlockIndex to);
  void nest();
  /// The block behind the loop that `block` is the header of, or none.
  BlockIndex endOfLoop(BlockIndex block) const;

  const fast::Analysis &analysis;
  bool dispatch = false;
  unsigned nested = 0;
  llvm::SmallVector<BlockIndex, 0> targets; ///< Of the dispatch.
  llvm::SmallVector<uint32_t, 0> numbers;   ///< By block; empty: no dispatch.
  llvm::SmallVector<BlockIndex, 0> start;   ///< By target: where it opens.
  /// By block: the targets whose scopes open there, a list by `nextOpened`.
  llvm::SmallVector<BlockIndex, 0> firstOpened, nextOpened;
  llvm::SmallVector<uint32_t, 0> blockHeight, loopHeight; ///< By target.
  llvm::SmallVector<Scope, 0> stack;
};

} // namespace shunt::wasm32

#endif // SHUNT_LOWERING_FAST_WASM32_STRUCTURE_H
