//===- RegisterAllocator.h - Registers during the forward pass --*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two tiers. Before emission, pin() gives the values and private slots that
// matter most a register of their own wherever they are alive. During
// emission, what is left of the registers holds values of the current block,
// operation by operation.
//
// Input: SSA over block arguments, analysed. Where a value is:
//   - pinned: in its register, in all blocks in which it is alive;
//   - it is used outside its chain and isn't pinned: in its home, from its
//     definition on; a register may hold a copy within a chain;
//   - values that share a place (PlaceSharing) have one pin, or one home;
//   - else: in a register, or in its home if it was evicted.
//
// Invariant: between chains no register but the pinned ones holds the only copy
// of a value. So a branch needs no moves but those of its arguments.
// Invariant: SSA values don't change, so a home that was written stays right
// as long as the value is alive.
// Invariant: a register that is locked belongs to the operation being emitted:
// nothing evicts it before endOperation().
//
// Spilling: of the candidates the one with the lowest number whose home is
// written already, else the one with the lowest number. Choosing better was not
// worth its time: nine of ten values at -O0 die at the next operation.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_REGISTERALLOCATOR_H
#define SHUNT_LOWERING_FAST_REGISTERALLOCATOR_H

#include "lowering/fast/AllocationLog.h"
#include "lowering/fast/Analysis.h"
#include "lowering/fast/Choices.h"
#include "lowering/fast/Frame.h"
#include "lowering/fast/LiveBlocks.h"
#include "lowering/fast/PlaceSharing.h"
#include "lowering/fast/Values.h"

namespace shunt::fast {

/// What the allocator asks of a target: moves.
class Moves {
public:
  virtual ~Moves() = default;
  /// Stores `reg` to a value's home.
  virtual void spill(Reg reg, const ValueInfo &value, int32_t home) = 0;
  /// Stores what is a constant to the home of `value`. False: that takes a
  /// register, and nothing was done.
  virtual bool spillConstant(const ValueInfo &, const ValueInfo &value,
                             int32_t home) {
    return false;
  }
  /// Copies between registers of one bank, as wide as the value.
  virtual void copy(Reg to, Reg from, const ValueInfo &value) = 0;
  /// Puts a value that is in no register into `to`: reloads it from its home,
  /// emits its deferred load, or forms the constant or address. May not need
  /// registers beyond `to`.
  virtual void materialize(Reg to, ValueInfo &value) = 0;
};

/// The registers that a target gives to the allocator.
struct RegisterFile {
  RegSet general;     ///< That values of a block may have.
  RegSet floats;      ///< The same, in the float bank.
  RegSet calleeSaved; ///< General ones that can be pinned anywhere.
  RegSet pinnable[2]; ///< By bank: also pinned where nothing is called.
};

class RegisterAllocator {
public:
  RegisterAllocator(Analysis &analysis, PlaceSharing &sharing, Frame &frame,
                    Moves &moves, const RegisterFile &file)
      : analysis(analysis), sharing(sharing), live(analysis), frame(frame),
        moves(moves), file(file) {}

  /// Forgets the last function. `keepHomes`: a home stays that of its value
  /// for the whole function.
  void reset(bool keepHomes);

  /// Pins registers. `busy` are those that can't be pinned in this function;
  /// `hint(id)` may name the register that a slot should best have (an
  /// argument's), or None. Private slots are promoted only if
  /// `promoteSlots`. Call after Analysis::run.
  void pin(RegSet busy, bool promoteSlots,
           llvm::function_ref<Reg(ValueId)> hint);
  /// Has callee-saved registers saved that something other than a pin needs;
  /// they then hold values of blocks too. Call after pin(), which had them as
  /// busy.
  void save(RegSet regs) { everPinned.add(regs); }
  /// The callee-saved registers that the function must save.
  RegSet savedRegisters() const { return everPinned & file.calleeSaved; }
  /// All registers that were pinned anywhere, or saved.
  RegSet pinnedRegisters() const { return everPinned; }

  //===--------------------------------------------------------------------===//
  // Blocks
  //===--------------------------------------------------------------------===//

  /// Begins a block, behind its label. `continues`: the chain of the block
  /// before, so that what registers hold stays.
  void beginBlock(BlockIndex block, bool continues);
  BlockIndex currentBlock() const { return block; }

  //===--------------------------------------------------------------------===//
  // One operation
  //===--------------------------------------------------------------------===//

  /// Begins an operation, before any of its code.
  void beginOperation(mlir::Operation *op) {
    allocationLog.operation(op);
    if (choices.perturbs(4))
      evictAny();
  }

  /// A register with the value, which must not be written. Counts as one use.
  Reg use(ValueId id) {
    ValueInfo &value = analysis[id];
    Reg reg = value.reg;
    if (reg == Reg::None || value.deferred)
      reg = load(id);
    locked.add(reg);
    allocationLog.use(id, reg);
    consume(id, value);
    return reg;
  }

  /// A register with the value that the operation may overwrite: the value's
  /// own if this is its last use, else a copy. Counts as one use. With `into`,
  /// it is that register, which the caller has locked and made free.
  Reg take(ValueId id, Reg into = Reg::None);

  /// Notes a use by other means (memory operand, immediate).
  void consume(ValueId id) { consume(id, analysis[id]); }

  /// A free register of the bank, locked until the end of the operation.
  Reg scratch(Bank bank, RegSet avoid = {});

  /// Makes this very register free and locks it: what it holds moves to another
  /// register or to its home.
  void acquire(Reg reg);

  /// Locks a register, so that scratch and take leave it alone.
  void lock(RegSet regs) { locked.add(regs); }

  /// The registers that are locked, for unlockTo().
  RegSet lockedRegisters() const { return locked; }
  /// Unlocks what was locked since.
  void unlockTo(RegSet before) { locked = before; }

  /// Makes `reg`, which this operation acquired or took, hold the result. A
  /// pinned result is copied to its register, one that crosses blocks is
  /// stored. `zeroTo`: see ValueInfo.
  void define(ValueId id, Reg reg, uint8_t zeroTo = 0);

  /// Where the result should best be computed: its pinned register, or None.
  Reg preferred(ValueId id) const {
    const ValueInfo &value = analysis[id];
    return value.pinned ? value.reg : Reg::None;
  }

  /// Stores values in these registers that are needed later; the registers
  /// still hold them. For the moment before a call's arguments are set up.
  void saveBeforeCall(RegSet clobbered);
  /// Forgets all that these registers hold.
  void forget(RegSet regs);

  /// Ends the operation: unlocks, frees the registers of dead values.
  void endOperation() {
    locked = RegSet();
    for (ValueId id : dying)
      release(id);
    dying.clear();
  }

  //===--------------------------------------------------------------------===//
  // Homes
  //===--------------------------------------------------------------------===//

  /// The value's home, allocated if it has none.
  int32_t homeOf(ValueId id) {
    ValueInfo &value = analysis[id];
    if (value.home == noHome)
      allocateHome(id, value);
    return value.home;
  }
  /// Where a block's argument is passed: its pin or its home.
  Place placeOf(ValueId argument) const {
    const ValueInfo &info = analysis[argument];
    return info.pinned ? Place(info.reg) : Place::frame(info.home);
  }
  /// Notes that the home was written, by the caller.
  void defineInMemory(ValueId id) {
    homeOf(id);
    analysis[id].inMemory = true;
  }

  RegSet freeRegisters(Bank bank) const {
    return (bank == Bank::Float ? file.floats : file.general) - occupied -
           locked - pinnedNow;
  }
  /// Registers pinned in the current block.
  RegSet pinnedHere() const { return pinnedNow; }

  /// What this allocator, its moves and the selection believe.
  AllocationLog &log() { return allocationLog; }

  /// Asserts, in debug builds, that registers and values agree.
  void check() const;

private:
  void consume(ValueId id, ValueInfo &value) {
    if (value.kind != ValueKind::Computed)
      return;
    assert(value.uses > 0 && "more uses than were counted");
    if (--value.uses == 0 && !value.crossesBlocks && !value.pinned)
      dying.push_back(id);
  }
  Reg load(ValueId id);
  Reg allocate(Bank bank, RegSet avoid);
  void evict(Reg reg);
  void evictAny();
  void release(ValueId id);
  void allocateHome(ValueId id, ValueInfo &value);
  void expireHomes();

  Analysis &analysis;
  PlaceSharing &sharing;
  LiveBlocks live;
  Frame &frame;
  Moves &moves;
  const RegisterFile &file;
  [[no_unique_address]] AllocationLog allocationLog;
  [[no_unique_address]] Choices choices;

  ValueId owners[64];
  RegSet occupied;         ///< That hold a value of `owners`.
  RegSet locked;           ///< Of the current operation.
  RegSet pinnedNow;        ///< In the current block.
  RegSet pinnedThroughout; ///< In all blocks.
  RegSet everPinned;
  BlockIndex block = 0;
  bool keepsHomes = false;
  llvm::SmallVector<ValueId, 16> dying;
  /// Homes of values that cross blocks, as a heap: the one that ends first.
  llvm::SmallVector<std::pair<BlockIndex, ValueId>, 0> homesByEnd;
  /// A register that is pinned in some blocks.
  struct Pin {
    Reg reg;
    llvm::SmallBitVector blocks; ///< In which it is.
  };
  llvm::SmallVector<Pin, 0> pins;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_REGISTERALLOCATOR_H
