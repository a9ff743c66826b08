//===- RegisterAllocator.cpp - Registers during the forward pass ----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/RegisterAllocator.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

namespace shunt::fast {

void RegisterAllocator::reset(bool keepHomes) {
  keepsHomes = keepHomes;
  std::fill(std::begin(owners), std::end(owners), ValueId::None);
  occupied = locked = pinnedNow = pinnedThroughout = everPinned = RegSet();
  dying.clear();
  homesByEnd.clear();
  pins.clear();
  choices.reset();
  block = 0;
}

//===----------------------------------------------------------------------===//
// Pinning
//===----------------------------------------------------------------------===//

/// Weight from which a register for a whole life pays: a saved register
/// costs a push and a pop, each access saved is one instruction's memory
/// operand.
static constexpr float worthPinning = 3;
/// How many candidates are looked at, the heaviest first; it bounds the time
/// that a function of any size takes.
static constexpr size_t maxCandidates = 512;

void RegisterAllocator::pin(RegSet busy, bool promoteSlots,
                            llvm::function_ref<Reg(ValueId)> hint) {
  struct Candidate {
    float weight;
    ValueId id;
  };
  llvm::SmallVector<Candidate, 64> candidates;
  if (promoteSlots)
    for (ValueId id : analysis.slots()) {
      ValueInfo &slot = analysis[id];
      if (!slot.isPrivate || slot.bytes == 0 || slot.bank == Bank::Memory ||
          slot.weight < worthPinning)
        continue;
      candidates.push_back({slot.weight, id});
    }
  for (ValueId id : analysis.longLived()) {
    const ValueInfo &value = analysis[id];
    // Within a chain, any register will do where nothing is called.
    bool needsOne =
        value.crossesBlocks || (value.last != value.block &&
                                analysis.hasCalls(value.first, value.last));
    if (!needsOne || value.bank == Bank::Memory ||
        value.kind != ValueKind::Computed || value.uses == 0 ||
        sharing.leader(id) != id)
      continue;
    float weight = value.weight;
    sharing.forEachOther(
        id, [&](ValueId other) { weight += analysis[other].weight; });
    if (weight >= worthPinning)
      candidates.push_back({weight, id});
  }
  if (candidates.empty())
    return;
  auto heavier = [](const Candidate &a, const Candidate &b) {
    return a.weight != b.weight ? a.weight > b.weight : a.id < b.id;
  };
  if (candidates.size() > maxCandidates) {
    std::nth_element(candidates.begin(), candidates.begin() + maxCandidates,
                     candidates.end(), heavier);
    candidates.resize(maxCandidates);
  }
  llvm::sort(candidates, heavier);

  // A debugger is told of intervals.
  live.reset(/*exact=*/!keepsHomes);
  for (const Candidate &candidate : candidates) {
    if (choices.perturbs(4))
      continue;
    ValueInfo &value = analysis[candidate.id];
    bool isFloat = value.bank == Bank::Float;
    RegSet saved = isFloat ? RegSet() : file.calleeSaved;
    RegSet taken = busy | pinnedThroughout;
    Reg wanted = hint(candidate.id);
    if (wanted == Reg::None &&
        ((saved | file.pinnable[isFloat]) - taken).empty())
      continue;
    // What a slot holds lives throughout the function.
    bool isSlot = value.kind == ValueKind::Slot;
    llvm::SmallBitVector blocks;
    if (!isSlot) {
      blocks.resize(analysis.blocks().size());
      live.add(candidate.id, blocks);
      sharing.forEachOther(candidate.id,
                           [&](ValueId other) { live.add(other, blocks); });
    }
    RegSet fitting = saved;
    if (isSlot ? !analysis.hasCalls() : !analysis.hasCallsIn(blocks))
      fitting.add(file.pinnable[isFloat]);
    fitting.remove(taken);
    for (const Pin &pin : pins)
      if (fitting.has(pin.reg) && (isSlot || pin.blocks.anyCommon(blocks)))
        fitting.remove(pin.reg);
    bool wantedIsFree =
        wanted != Reg::None && !pinnedThroughout.has(wanted) &&
        llvm::none_of(pins, [&](const Pin &pin) { return pin.reg == wanted; });
    if (fitting.empty() && !wantedIsFree)
      continue;
    // Registers that need no saving come first, and among the saved ones those
    // that are saved already.
    Reg reg = wanted;
    if (!wantedIsFree) {
      RegSet cheap = fitting - (file.calleeSaved - everPinned);
      reg = choices.pick(cheap.empty() ? fitting : cheap);
    }
    value.pinned = true;
    value.reg = reg;
    sharing.forEachOther(candidate.id, [&](ValueId other) {
      analysis[other].pinned = true;
      analysis[other].reg = reg;
    });
    everPinned.add(reg);
    if (isSlot) {
      pinnedThroughout.add(reg);
      continue;
    }
    auto *pin =
        llvm::find_if(pins, [&](const Pin &pin) { return pin.reg == reg; });
    if (pin == pins.end())
      pins.push_back({reg, std::move(blocks)});
    else
      pin->blocks |= blocks;
  }
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

void RegisterAllocator::beginBlock(BlockIndex newBlock, bool continues) {
  assert(locked.empty() && dying.empty() && "in the middle of an operation");
  block = newBlock;
  pinnedNow = pinnedThroughout;
  for (const Pin &pin : pins)
    if (pin.blocks.test(block))
      pinnedNow.add(pin.reg);
  if (continues)
    for (RegSet left = occupied & pinnedNow; !left.empty();
         left.remove(left.first()))
      evict(left.first());
  else
    forget(occupied);
  expireHomes();
}

void RegisterAllocator::expireHomes() {
  auto later = std::greater<>();
  while (!homesByEnd.empty() && homesByEnd.front().first < block) {
    ValueId id = homesByEnd.front().second;
    frame.releaseHome(analysis[id].home, analysis[id].bytes);
    auto forgetHome = [&](ValueId value) {
      analysis[value].home = noHome;
      analysis[value].inMemory = false;
    };
    forgetHome(id);
    sharing.forEachOther(id, forgetHome);
    std::pop_heap(homesByEnd.begin(), homesByEnd.end(), later);
    homesByEnd.pop_back();
  }
}

void RegisterAllocator::allocateHome(ValueId id, ValueInfo &value) {
  value.home = frame.allocateHome(value.bytes);
  sharing.forEachOther(
      id, [&](ValueId other) { analysis[other].home = value.home; });
  if (value.crossesBlocks && !keepsHomes) {
    homesByEnd.push_back({value.last, id});
    std::push_heap(homesByEnd.begin(), homesByEnd.end(), std::greater<>());
  }
}

//===----------------------------------------------------------------------===//
// One operation
//===----------------------------------------------------------------------===//

Reg RegisterAllocator::load(ValueId id) {
  ValueInfo &value = analysis[id];
  Reg reg = allocate(value.bank, {});
  locked.add(reg);
  // What the address is made of is free again once it was read.
  RegSet before = locked;
  moves.materialize(reg, value);
  locked = before;
  // Constants and addresses are formed anew for each use.
  if (value.kind == ValueKind::Computed) {
    value.deferred = false;
    value.reg = reg;
    owners[unsigned(reg)] = id;
    occupied.add(reg);
  }
  return reg;
}

Reg RegisterAllocator::take(ValueId id, Reg into) {
  ValueInfo &value = analysis[id];
  bool inRegister = value.reg != Reg::None && !value.deferred &&
                    value.kind == ValueKind::Computed;
  if (into == Reg::None) {
    bool isLast = value.uses == 1 && !value.pinned && !value.crossesBlocks;
    if (inRegister && isLast && !locked.has(value.reg)) {
      Reg reg = value.reg;
      value.reg = Reg::None;
      owners[unsigned(reg)] = ValueId::None;
      occupied.remove(reg);
      locked.add(reg);
      allocationLog.use(id, reg);
      consume(id, value);
      return reg;
    }
    if (inRegister)
      locked.add(value.reg);
    into = allocate(value.bank, {});
    locked.add(into);
  }
  if (!inRegister) {
    RegSet before = locked;
    moves.materialize(into, value);
    locked = before;
  } else if (value.reg != into) {
    moves.copy(into, value.reg, value);
  }
  allocationLog.use(id, into);
  consume(id, value);
  return into;
}

Reg RegisterAllocator::scratch(Bank bank, RegSet avoid) {
  Reg reg = allocate(bank, avoid);
  locked.add(reg);
  return reg;
}

Reg RegisterAllocator::allocate(Bank bank, RegSet avoid) {
  RegSet usable = (bank == Bank::Float ? file.floats : file.general) |
                  (everPinned &
                   (bank == Bank::Float ? file.pinnable[1]
                                        : file.calleeSaved | file.pinnable[0]));
  usable.remove(locked | pinnedNow | avoid);
  RegSet available = usable - occupied, taken = usable & occupied;
  if (!available.empty() && (taken.empty() || !choices.perturbs(8)))
    return choices.pick(available);
  assert(!taken.empty() && "an operation needs too many registers");
  Reg victim = taken.first();
  for (RegSet left = taken; !left.empty(); left.remove(left.first()))
    if (analysis[owners[unsigned(left.first())]].inMemory) {
      victim = left.first();
      break;
    }
  if (choices.perturbs(2))
    victim = choices.pick(taken);
  evict(victim);
  return victim;
}

/// Frees a register; its value goes home if it isn't there yet.
void RegisterAllocator::evict(Reg reg) {
  ValueId id = owners[unsigned(reg)];
  ValueInfo &value = analysis[id];
  if (!value.inMemory && (value.uses > 0 || value.crossesBlocks)) {
    moves.spill(reg, value, homeOf(id));
    value.inMemory = true;
  }
  forget(reg);
}

/// Frees one register that holds a value, if any does.
void RegisterAllocator::evictAny() {
  if (RegSet held = occupied - locked; !held.empty())
    evict(choices.pick(held));
}

void RegisterAllocator::acquire(Reg reg) {
  assert(!pinnedNow.has(reg) && "a pinned register can't be acquired");
  if (occupied.has(reg)) {
    ValueId id = owners[unsigned(reg)];
    ValueInfo &value = analysis[id];
    RegSet others = freeRegisters(value.bank) - RegSet(reg);
    if (!value.inMemory && value.uses > 0 && !others.empty() &&
        !choices.perturbs(4)) {
      Reg to = choices.pick(others);
      moves.copy(to, reg, value);
      forget(reg);
      owners[unsigned(to)] = id;
      occupied.add(to);
      value.reg = to;
      if (locked.has(reg))
        locked.add(to);
    } else {
      evict(reg);
    }
  }
  locked.add(reg);
}

void RegisterAllocator::define(ValueId id, Reg reg, uint8_t zeroTo) {
  ValueInfo &value = analysis[id];
  value.zeroTo = zeroTo;
  locked.add(reg);
  allocationLog.define(id, reg);
  if (value.pinned) {
    if (value.reg != reg)
      moves.copy(value.reg, reg, value);
    return;
  }
  assert(!occupied.has(reg) && "the register holds another value");
  if (value.uses == 0 && !value.crossesBlocks)
    return;
  owners[unsigned(reg)] = id;
  occupied.add(reg);
  value.reg = reg;
  if (value.crossesBlocks && !value.inMemory) {
    moves.spill(reg, value, homeOf(id));
    value.inMemory = true;
  }
}

void RegisterAllocator::saveBeforeCall(RegSet clobbered) {
  for (RegSet left = occupied & clobbered; !left.empty();
       left.remove(left.first())) {
    Reg reg = left.first();
    ValueId id = owners[unsigned(reg)];
    ValueInfo &value = analysis[id];
    if (value.inMemory || value.uses == 0)
      continue;
    moves.spill(reg, value, homeOf(id));
    value.inMemory = true;
  }
}

void RegisterAllocator::forget(RegSet regs) {
  for (RegSet left = occupied & regs; !left.empty();
       left.remove(left.first())) {
    unsigned reg = unsigned(left.first());
    analysis[owners[reg]].reg = Reg::None;
    owners[reg] = ValueId::None;
  }
  occupied.remove(regs);
}

void RegisterAllocator::release(ValueId id) {
  ValueInfo &value = analysis[id];
  if (value.reg != Reg::None) {
    owners[unsigned(value.reg)] = ValueId::None;
    occupied.remove(value.reg);
    value.reg = Reg::None;
  }
  if (value.home != noHome) {
    frame.releaseHome(value.home, value.bytes);
    value.home = noHome;
  }
}

void RegisterAllocator::check() const {
#ifndef NDEBUG
  for (unsigned i = 0; i < 64; ++i) {
    assert((owners[i] != ValueId::None) == occupied.has(Reg(i)) &&
           "register set and owners differ");
    if (owners[i] == ValueId::None)
      continue;
    assert(analysis[owners[i]].reg == Reg(i) &&
           "a value doesn't know its register");
    assert(!pinnedNow.has(Reg(i)) && "a pinned register has an owner");
  }
#endif
}

} // namespace shunt::fast
