//===- Analysis.h - Block order, loops, liveness ----------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Everything that must be known of a function before the one forward pass that
// emits it: an order of the blocks, loops, a dense number, use count and block
// interval for each value, and which loads their users can fold.
//
// Method.
//   1. One depth-first walk finds reverse post-order and the innermost loop of
//      each block (Wei, Mao, Zou, Chen, "A New Algorithm for Identifying Loops
//      in Decompilation", SAS 2007).
//   2. The layout is that order with each loop made contiguous.
//   3. One pass over the operations in layout order numbers values and counts
//      uses. A value's interval runs from its block to the last block that uses
//      it, or to the end of the outermost loop around a use that isn't around
//      the definition (after Kohn, as TPDE does it). An argument's interval
//      covers the blocks that pass it.
// A block that only the one before it in the layout leads to forms a CHAIN with
// it: code of several exits and one entry, in which a register can keep a value
// as within a block.
//
// A function whose blocks stand in such an order and that has no loop, as most
// do at -O0, skips 1 and 2. A value used only in its own block, as
// nine of ten are, needs no interval.
//
// Invariant: in layout order a definition precedes its uses, except where a
// branch back passes an argument.
// Invariant: an edge backwards in the layout leads to the header of a loop that
// contains its source; if not (an irreducible function), all intervals are the
// whole function.
//
// Linear in operations, and in blocks times loop depth.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_ANALYSIS_H
#define SHUNT_LOWERING_FAST_ANALYSIS_H

#include "dialects/shunt/ShuntOps.h"
#include "lowering/fast/Values.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallBitVector.h"
#include "llvm/ADT/SmallVector.h"

namespace shunt::fast {

/// A block in the layout.
struct BlockInfo {
  mlir::Block *block;
  uint32_t firstArgument = 0;     ///< Number of its first argument.
  uint32_t loop = 0;              ///< Innermost loop around it, 0: none.
  uint32_t predecessors = 0;      ///< Edges that lead here.
  BlockIndex onlyPredecessor = 0; ///< If there is one edge.
  BlockIndex chain = 0;           ///< The first block of its chain.
};

/// What an operation means to the analysis.
struct OpcodeTraits {
  bool changesMemory = false;
  bool calls = false;  ///< It may leave for other code.
  bool isCall = false; ///< It is a call, whose attributes may count.
  ValueKind kind = ValueKind::Computed;
};

/// A loop: a range of the layout. Loop 0 is the function.
struct LoopInfo {
  BlockIndex first = 0;
  BlockIndex last = 0;
  uint32_t parent = 0;
  uint32_t depth = 0;
};

/// Computes and holds the above for one function after the other.
class Analysis {
public:
  /// `classify` says how values of a type are held. `callingOps`: the opcodes,
  /// beside those that are calls everywhere, for which the target may call a
  /// routine; no load, store or slot.
  Analysis(TypeClass (*classify)(mlir::Type),
           llvm::ArrayRef<uint16_t> callingOps);

  /// Analyses `func`, which has a body. Sets the operations' header numbers.
  /// `hasChains`: else each block is a chain of its own.
  void run(FuncOp func, bool hasChains);

  /// The number of a value of the function.
  ValueId idOf(mlir::Value value) const {
    if (mlir::Operation *op = definingOp(value))
      return ValueId(headerOf(op).number + resultNumber(value));
    auto argument = llvm::cast<mlir::BlockArgument>(value);
    return ValueId(layout[indexOf(argument.getOwner())].firstArgument +
                   argument.getArgNumber());
  }

  /// The value with a number.
  mlir::Value valueOf(ValueId id) const;

  /// The number of one of allValues().
  ValueId idOf(const ValueInfo &value) const {
    return ValueId(&value - values.data());
  }

  ValueInfo &operator[](ValueId id) { return values[uint32_t(id)]; }
  const ValueInfo &operator[](ValueId id) const { return values[uint32_t(id)]; }
  llvm::MutableArrayRef<ValueInfo> allValues() { return values; }

  /// The layout.
  llvm::ArrayRef<BlockInfo> blocks() const { return layout; }
  static BlockIndex indexOf(mlir::Block *block) {
    return headerOf(firstOperation(block)).block;
  }
  /// The same; noBlock: nothing leads to the block, and it is not in the
  /// layout.
  BlockIndex findIndex(mlir::Block *block) const {
    BlockIndex index = indexOf(block);
    return index < layout.size() && layout[index].block == block ? index
                                                                 : noBlock;
  }
  static constexpr BlockIndex noBlock = UINT32_MAX;
  const LoopInfo &loopOf(BlockIndex block) const {
    return loops[layout[block].loop];
  }
  /// The loop around a loop, which is not the function.
  const LoopInfo &parentOf(const LoopInfo &loop) const {
    return loops[loop.parent];
  }
  /// Whether the function has something that leaves for other code: then
  /// registers that calls clobber can't keep values throughout.
  bool hasCalls() const { return !callingBlocks.empty(); }
  /// The same of the blocks from `first` to `last`.
  bool hasCalls(BlockIndex first, BlockIndex last) const {
    const BlockIndex *next = llvm::lower_bound(callingBlocks, first);
    return next != callingBlocks.end() && *next <= last;
  }
  /// The same of a set with a bit for each block.
  bool hasCallsIn(const llvm::SmallBitVector &blocks) const {
    return llvm::any_of(callingBlocks,
                        [&](BlockIndex block) { return blocks.test(block); });
  }
  /// The call operations, in order.
  llvm::ArrayRef<mlir::Operation *> callOps() const { return callList; }
  /// Whether there is a stack pointer that moves: alloca, stackrestore.
  bool hasDynamicStack() const { return dynamicStack; }
  /// The values that may be alive in more than one block.
  llvm::ArrayRef<ValueId> longLived() const { return longLivedIds; }
  /// The numbers of the slots, in order.
  llvm::ArrayRef<ValueId> slots() const { return slotIds; }
  /// The alloca operations, in order.
  llvm::ArrayRef<mlir::Operation *> allocas() const { return allocaOps; }
  /// The inline_asm operations, in order.
  llvm::ArrayRef<mlir::Operation *> inlineAsms() const { return asmOps; }
  /// Operations.
  uint32_t size() const { return operations; }

private:
  void order(mlir::Region &region);
  bool layOutStraight(mlir::Region &region);
  void findLoops(mlir::Region &region);
  void layOut();
  void addToLayout(BlockIndex index, mlir::Block *block);
  void countEdges();
  void findChains(bool hasChains);
  void visitBlocks();
  void visitOperation(mlir::Operation *op, BlockIndex block);
  void visitLoad(mlir::Operation *op, BlockIndex block);
  void visitStore(mlir::Operation *op, BlockIndex block);
  void visitSlot(mlir::Operation *op, BlockIndex block);
  void visitUse(ValueInfo &value, BlockIndex block);
  void visitUse(mlir::Value value, BlockIndex block) {
    visitUse(values[uint32_t(idOf(value))], block);
  }
  void visitAccess(ValueInfo &slot, bool isWhole, TypeClass type);
  void noteCall(mlir::Operation *op);
  void noteLeaving(BlockIndex block) {
    if (callingBlocks.empty() || callingBlocks.back() != block)
      callingBlocks.push_back(block);
  }
  void passArguments(mlir::Operation *terminator, BlockIndex block);
  void extend(ValueInfo &value, BlockIndex use);
  ValueInfo &define(mlir::Value value, mlir::Operation *definition,
                    BlockIndex block);
  TypeClass classOf(mlir::Type type);

  /// A block during the depth-first walk.
  struct Walk {
    mlir::Block *block;
    uint32_t position = 0; ///< On the current path, from 1; 0: not on it.
    uint32_t header = UINT32_MAX; ///< Innermost loop header.
    bool isHeader = false;
    bool seen = false;
  };
  /// The blocks directly in a loop, as a list through `nextChild`.
  struct Children {
    uint32_t first = UINT32_MAX, last = UINT32_MAX;
  };
  void tagHeader(uint32_t block, uint32_t header);
  void visitEdge(uint32_t from, uint32_t to);

  TypeClass (*classify)(mlir::Type);
  OpcodeTraits traitsOf[opcodeLimit]; ///< By opcode.
  llvm::SmallVector<BlockInfo, 0> layout;
  llvm::SmallVector<LoopInfo, 0> loops;
  llvm::SmallVector<ValueInfo, 0> values;
  llvm::SmallVector<ValueId, 0> longLivedIds;
  llvm::SmallVector<ValueId, 0> slotIds;
  llvm::SmallVector<mlir::Operation *, 0> allocaOps;
  llvm::SmallVector<mlir::Operation *, 0> asmOps;
  llvm::SmallVector<mlir::Operation *, 0> callList;
  /// Those that leave for other code, in order.
  llvm::SmallVector<BlockIndex, 0> callingBlocks;
  llvm::SmallVector<float, 0> loopWeights; ///< By loop.
  float blockWeight = 1; ///< Of a use in the block that is being visited.
  llvm::SmallVector<Walk, 0> walks;
  llvm::SmallVector<uint32_t, 0> postOrder;
  llvm::SmallVector<Children, 0> children;  ///< By loop header, then the top.
  llvm::SmallVector<uint32_t, 0> nextChild; ///< By block.
  /// The classes of the types seen last, by some bits of their addresses.
  struct {
    mlir::Type type;
    TypeClass held;
  } knownTypes[64] = {};
  uint32_t memoryEpoch = 0;
  uint32_t operations = 0;
  bool dynamicStack = false;
  bool irreducible = false;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_ANALYSIS_H
