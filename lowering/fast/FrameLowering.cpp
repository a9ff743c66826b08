//===- FrameLowering.cpp - Entry, whatever the target ---------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What happens at a function's entry: registers are pinned, slots get their
// places in the frame, and parameters go from where the caller put them to
// where the body expects them.
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/AsmConstraints.h"
#include "lowering/fast/SelectorBase.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::fast;

/// Bytes to which the stack pointer is aligned at calls, on every target.
static constexpr uint64_t stackAlignment = 16;

bool SelectorBase::emitEntry(CallingConvention &convention) {
  auto &properties = function.getProperties();
  auto signature = cast<shunt::FunctionType>(properties.signature.type);
  SmallVector<Type, 2> results;
  flatten(signature.getResult(), results, WideValues::Split);
  functionPlaces = CallPlaces();
  if (!convention.assign(signature, *functionAbi,
                         function.getBody().front().getArgumentTypes(), results,
                         properties.callingConv, functionPlaces, module.refusal,
                         function))
    return false;
  uint32_t reserved = beginFrame();
  bool returnsTwice = callsReturnTwice(convention);
  // longjmp would bring back values whose places others have by now, and a
  // debugger looks at all of them.
  sharing.reset();
  if (!returnsTwice && !recorder.isOn())
    sharePlaces();
  RegSet savedForAsm = savedByAsm();
  pinRegisters(returnsTwice, savedForAsm);
  frame.reset(reserved + 8 * registers.savedRegisters().size(),
              /*reuse=*/!returnsTwice);
  layOutSlots();
  registers.beginBlock(0, /*continues=*/false);
  logEntry();
  keepEntryRegisters();
  receiveParameters();
  alignSlots();
  registers.endOperation();
  return true;
}

/// A function that calls setjmp keeps its variables in memory: longjmp would
/// bring back old register contents.
bool SelectorBase::callsReturnTwice(CallingConvention &convention) {
  return llvm::any_of(analysis.callOps(), [&](Operation *call) {
    Attribute list = propertiesOf<CallOp>(call).attributeList.list;
    return list && convention.decode(list).returnsTwice;
  });
}

/// Loads, comparisons for those who take conditions, and masks for those who
/// test bits. A result's register is often an operand's (takeForResult()), so
/// that all handlers read first.
bool SelectorBase::isDeferrable(Operation *op) {
  uint16_t opcode = headerOf(op).opcode;
  return opcode == opcodeOf<LoadOp>() || opcode == opcodeOf<ICmpOp>() ||
         opcode == opcodeOf<FCmpOp>() ||
         (opcode == opcodeOf<AndOp>() && isComparedNext(op));
}

/// Finds values that share places. Those have their own whose place is given,
/// and arguments that are written before a jump that may go elsewhere.
void SelectorBase::sharePlaces() {
  uint32_t firstArgument = analysis.blocks()[0].firstArgument;
  for (auto [i, place] : llvm::enumerate(functionPlaces.args))
    if (place.kind != ArgPlace::Kind::Register)
      analysis[ValueId(firstArgument + i)].hasOwnPlace = true;
  for (const BlockInfo &info : analysis.blocks()) {
    Operation *branch = lastOperation(info.block);
    switch (headerOf(branch).opcode) {
    case opcodeOf<BrOp>():
    case opcodeOf<CondBrOp>():
    case opcodeOf<CmpBrOp>():
    case opcodeOf<SwitchOp>():
      continue;
    default:
      for (Block *target : branch->getSuccessors())
        for (BlockArgument argument : target->getArguments())
          this->info(argument).hasOwnPlace = true;
    }
  }
  sharing.run(/*joinAll=*/false);
}

void SelectorBase::keepInHome(ValueInfo &value) {
  value.isUsed = value.crossesBlocks = value.hasOwnPlace = true;
  value.uses = UINT32_MAX / 2;
  value.weight = 0;
}

ValueInfo *SelectorBase::resultAddress() {
  if (functionPlaces.sret == Reg::None)
    return nullptr;
  uint32_t first = analysis.blocks()[0].firstArgument;
  for (auto [i, place] : llvm::enumerate(functionPlaces.args))
    if (place.kind == ArgPlace::Kind::Register &&
        place.reg == functionPlaces.sret)
      return &analysis[ValueId(first + i)];
  return nullptr;
}

/// In a function without calls, a slot that a parameter is stored to best has
/// that parameter's register.
void SelectorBase::pinRegisters(bool returnsTwice, RegSet savedForAsm) {
  uint32_t firstArgument = analysis.blocks()[0].firstArgument;
  RegSet canStay = rules.file.pinnable[0] | rules.file.pinnable[1];
  RegSet busy = savedForAsm;
  SmallVector<std::pair<ValueId, Reg>, 8> hints;
  for (auto [i, place] : llvm::enumerate(functionPlaces.args)) {
    ValueInfo &value = analysis[ValueId(firstArgument + i)];
    if (place.kind != ArgPlace::Kind::Register) {
      hasStackArguments |= value.uses > 0;
      continue;
    }
    busy.add(place.reg);
    if (analysis.hasCalls() || value.uses != 1 || !canStay.has(place.reg))
      continue;
    BlockArgument argument = function.getBody().front().getArgument(i);
    Operation *user = *argument.getUsers().begin();
    if (headerOf(user).opcode == opcodeOf<StoreOp>() &&
        user->getOperand(0) == argument &&
        info(user->getOperand(1)).kind == ValueKind::Slot)
      hints.push_back({idOf(user->getOperand(1)), place.reg});
  }
  if (functionPlaces.isVariadic)
    busy.add(rules.arguments);
  registers.pin(busy, /*promoteSlots=*/!returnsTwice && !recorder.isOn(),
                [&](ValueId id) {
                  for (auto [slot, reg] : hints)
                    if (slot == id)
                      return reg;
                  return Reg::None;
                });
  registers.save(savedForAsm);
}

/// Small slots lie next to the frame pointer, where addresses are short, then
/// room for homes, then the large ones.
void SelectorBase::layOutSlots() {
  constexpr uint64_t smallSlot = 16;
  bool anyLarge = false;
  auto place = [&](bool large) {
    for (ValueId id : analysis.slots()) {
      ValueInfo &slot = analysis[id];
      auto &properties = propertiesOf<SlotOp>(slot.definition);
      if (slot.pinned || (slot.weight == 0 && !recorder.isOn()))
        continue;
      uint64_t size = std::max<uint64_t>(properties.size, 1);
      bool isLarge = size > smallSlot || properties.alignment > stackAlignment;
      anyLarge |= isLarge;
      if (isLarge != large)
        continue;
      if (properties.alignment > stackAlignment)
        slot.home = frame.allocate(size + properties.alignment - stackAlignment,
                                   stackAlignment);
      else
        slot.home = frame.allocate(size, properties.alignment);
    }
  };
  place(false);
  if (anyLarge) {
    frame.reserveHomes(rules.roomForHomes);
    place(true);
  }
}

/// Tells the log what every parameter's register and every promoted slot's
/// place holds.
void SelectorBase::logEntry() {
  if constexpr (!checksAllocation)
    return;
  uint32_t firstArgument = analysis.blocks()[0].firstArgument;
  for (auto [i, place] : llvm::enumerate(functionPlaces.args))
    if (place.kind == ArgPlace::Kind::Register)
      log().define(ValueId(firstArgument + i), place.reg);
  // What a slot holds before the first store is its value too.
  for (ValueId id : analysis.slots()) {
    ValueInfo &slot = analysis[id];
    if (slot.pinned)
      log().define(id, slot.reg);
    else if (slot.isPrivate && slot.home != noHome)
      log().define(id, Place::frame(slot.home));
  }
}

void SelectorBase::receiveParameters() {
  uint32_t firstArgument = analysis.blocks()[0].firstArgument;
  // Registers first, then what comes from memory, which may take registers.
  for (auto [i, place] : llvm::enumerate(functionPlaces.args)) {
    ValueId id = ValueId(firstArgument + i);
    ValueInfo &value = analysis[id];
    if (value.uses == 0 || place.kind != ArgPlace::Kind::Register)
      continue;
    if (value.pinned) {
      if (value.reg != place.reg)
        copy(value.reg, place.reg, value);
    } else if (registers.pinnedHere().has(place.reg)) {
      // The slot that it is stored to is pinned to this very register.
      value.pinned = true;
      value.reg = place.reg;
    } else {
      const ParamAbi &abi = functionAbi->param(place.param);
      log().use(id, place.reg);
      registers.define(id, place.reg,
                       abi.extend == ParamAbi::Extend::Zero ? 32 : 0);
    }
  }
  if (!hasStackArguments)
    return;
  for (auto [i, place] : llvm::enumerate(functionPlaces.args)) {
    ValueId id = ValueId(firstArgument + i);
    if (analysis[id].uses > 0 && place.kind != ArgPlace::Kind::Register)
      receiveFromStack(id, place);
  }
}

/// Slots aligned to more than the stack is: a pointer in a home stands for
/// them.
void SelectorBase::alignSlots() {
  for (ValueId id : analysis.slots()) {
    ValueInfo &slot = analysis[id];
    if (slot.home == noHome || slot.pinned)
      continue;
    uint64_t alignment = propertiesOf<SlotOp>(slot.definition).alignment;
    if (alignment <= stackAlignment)
      continue;
    Reg reg = registers.scratch(Bank::General);
    formAligned(reg, slot.home + int32_t(alignment - stackAlignment),
                alignment);
    slot.kind = ValueKind::Computed;
    slot.isPrivate = false;
    slot.bank = Bank::General;
    slot.bytes = 8;
    slot.crossesBlocks = true;
    slot.inMemory = true;
    slot.uses = UINT32_MAX;
    slot.home = frame.allocateHome(8);
    spill(reg, slot, slot.home);
    log().define(id, Place::frame(slot.home));
    registers.endOperation();
  }
}
