//===- FrameLowering.cpp - Entry, prologue, epilogue, unwind tables -------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The frame (AAPCS64 6.4), from high to low addresses:
//
//              stack arguments
//              slots and homes
//              saved registers
//   base + 0   the frame record: the caller's x29, the return address
//   sp         outgoing stack arguments
//
// The base is x29. A function that calls nothing has no frame record, and its
// base is sp. Everything lies above the base, where the offsets of loads and
// stores reach farthest; small slots come first.
//
// The prologue is made last, when the frame's size is known, and put in front
// of the code by CodeBuffer::finish. So the code can't know where the stack
// arguments are from the base: at entry x17 holds the stack pointer of the
// call, from which they are loaded before anything else happens. All returns
// jump to one epilogue behind the last block.
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/Selector.h"
#include "llvm/BinaryFormat/ELF.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::aarch64;
using debug::CfiEvent;
using debug::CfiKind;

/// Bytes of x29 and x30.
static constexpr uint32_t recordBytes = 16;
/// sp is a multiple of this whenever memory is accessed by it.
static constexpr uint64_t stackAlignment = 16;
/// Bytes that an stp or ldp of 8-byte registers moves the base by at most.
static constexpr uint64_t mostWriteBack = 504;

//===----------------------------------------------------------------------===//
// Entry
//===----------------------------------------------------------------------===//

/// Pins registers, lays out the frame and gives the parameters their places.
bool Selector::emitEntry(FuncOp func) {
  auto signature =
      cast<shunt::FunctionType>(func.getProperties().signature.type);
  Block &entry = func.getBody().front();
  SmallVector<Type, 2> results;
  flatten(signature.getResult(), results, WideValues::Split);
  functionPlaces = CallPlaces();
  if (!convention.assign(signature, *functionAbi, entry.getArgumentTypes(),
                         results, func.getProperties().callingConv,
                         functionPlaces, module.refusal, func))
    return false;
  if (ValueInfo *address = resultAddress(); address && recorder.isOn())
    keepInHome(*address);
  hasFrameRecord = analysis.hasCalls() || wantsFramePointer;
  frameBase = hasFrameRecord ? Gpr::x29 : Gpr::sp;
  needsEntryStack = functionPlaces.isVariadic;

  uint32_t firstArgument = analysis.blocks()[0].firstArgument;
  RegSet busy;
  SmallVector<std::pair<ValueId, Reg>, 8> hints;
  for (auto [i, place] : llvm::enumerate(functionPlaces.args)) {
    ValueInfo &value = analysis[ValueId(firstArgument + i)];
    if (place.kind != ArgPlace::Kind::Register) {
      needsEntryStack |= value.uses > 0;
      continue;
    }
    busy.add(place.reg);
    BlockArgument argument = entry.getArgument(i);
    bool canStay = (argumentGprs | argumentFprs).has(place.reg);
    if (analysis.hasCalls() || value.uses != 1 || !canStay)
      continue;
    Operation *user = *argument.getUsers().begin();
    if (headerOf(user).opcode == opcodeOf<StoreOp>() &&
        user->getOperand(0) == argument &&
        info(user->getOperand(1)).kind == ValueKind::Slot)
      hints.push_back({idOf(user->getOperand(1)), place.reg});
  }
  if (functionPlaces.isVariadic)
    busy.add(argumentGprs | argumentFprs);
  RegSet savedForAsm = savedByAsm(asmRules);
  busy.add(savedForAsm);
  bool returnsTwice = callsReturnTwice(convention);
  registers.pin(busy, /*promoteSlots=*/!returnsTwice && !recorder.isOn(),
                [&](ValueId id) {
                  for (auto [slot, reg] : hints)
                    if (slot == id)
                      return reg;
                  return Reg::None;
                });
  registers.save(savedForAsm);
  uint32_t saved = 8 * registers.savedRegisters().size();
  frame.reset((hasFrameRecord ? recordBytes : 0) + saved,
              /*reuse=*/!returnsTwice);
  layOutSlots();
  registers.beginBlock(0, /*keepCopies=*/false);
  logEntry();
  if (functionPlaces.isVariadic)
    saveVariadicRegisters();
  receiveParameters();
  alignSlots();
  registers.endOperation();
  return true;
}

/// Small slots lie next to the base, where offsets reach, then room for homes,
/// then the large ones.
void Selector::layOutSlots() {
  constexpr uint64_t SmallSlot = 16;
  constexpr uint32_t RoomForHomes = 128;
  bool anyLarge = false;
  auto place = [&](bool large) {
    for (ValueId id : analysis.slots()) {
      ValueInfo &slot = analysis[id];
      auto &properties = propertiesOf<SlotOp>(slot.definition);
      if (slot.pinned || (slot.weight == 0 && !recorder.isOn()))
        continue;
      uint64_t size = std::max<uint64_t>(properties.size, 1);
      bool isLarge = size > SmallSlot || properties.alignment > stackAlignment;
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
    frame.reserveHomes(RoomForHomes);
    place(true);
  }
}

/// AAPCS64 appendix B, "Variable argument lists": what va_arg reads, in two
/// areas that end where the list says.
void Selector::saveVariadicRegisters() {
  unsigned generals = argumentRegisters - functionPlaces.generalUsed;
  unsigned floats = argumentRegisters - functionPlaces.floatUsed;
  variadicGprs = frame.allocate(8 * generals, 8) + int32_t(8 * generals);
  variadicFprs = frame.allocate(16 * floats, 16) + int32_t(16 * floats);
  variadicStack = frame.allocateHome(8);
  for (unsigned i = 0; i < generals; ++i)
    enc.str(8, Gpr(argumentRegisters - 1 - i),
            home(variadicGprs - 8 * int32_t(i + 1), 8));
  for (unsigned i = 0; i < floats; ++i)
    enc.str(16, Fpr(argumentRegisters - 1 - i),
            home(variadicFprs - 16 * int32_t(i + 1), 16));
  // Of the registers that no parameter comes in.
  constexpr Gpr Temporary = Gpr::x9;
  enc.addImm(8, Temporary, secondScratch, functionPlaces.stackBytes, scratch);
  enc.str(8, Temporary, home(variadicStack, 8));
}

/// Tells the log what every parameter's and promoted slot's place holds.
void Selector::logEntry() {
  if constexpr (!fast::checksAllocation)
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
    else if (slot.isPrivate && slot.home != fast::noHome)
      log().define(id, fast::Place::frame(slot.home));
  }
}

void Selector::receiveParameters() {
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
  for (auto [i, place] : llvm::enumerate(functionPlaces.args)) {
    ValueId id = ValueId(firstArgument + i);
    ValueInfo &value = analysis[id];
    if (value.uses == 0 || place.kind == ArgPlace::Kind::Register)
      continue;
    Reg to = value.pinned ? value.reg : registers.scratch(value.bank);
    Mem mem = legalize({secondScratch, place.offset}, value.bytes, scratch);
    if (isFpr(to))
      enc.ldr(value.bytes, toFpr(to), mem);
    else
      enc.ldr(value.bytes, toGpr(to), mem);
    registers.define(id, to);
    registers.unlockTo({});
  }
}

/// Slots aligned to more than the stack is: a pointer in a home stands for
/// them.
void Selector::alignSlots() {
  for (ValueId id : analysis.slots()) {
    ValueInfo &slot = analysis[id];
    if (slot.home == fast::noHome || slot.pinned)
      continue;
    uint64_t alignment = propertiesOf<SlotOp>(slot.definition).alignment;
    if (alignment <= stackAlignment)
      continue;
    Gpr reg = scratchGpr();
    enc.addImm(8, reg, frameBase,
               slot.home + int64_t(alignment - stackAlignment), scratch);
    enc.logicImm(LogicOp::And, 8, reg, reg, *LogicalImm::of(8, -alignment));
    slot.kind = ValueKind::Computed;
    slot.isPrivate = false;
    slot.bank = Bank::General;
    slot.bytes = 8;
    slot.crossesBlocks = true;
    slot.inMemory = true;
    slot.uses = UINT32_MAX;
    slot.home = frame.allocateHome(8);
    enc.str(8, reg, home(slot.home, 8));
    log().define(id, fast::Place::frame(slot.home));
    registers.endOperation();
  }
}

//===----------------------------------------------------------------------===//
// Prologue and epilogue
//===----------------------------------------------------------------------===//

/// Bytes from the base to the caller's frame.
uint64_t Selector::frameBytes() const {
  return llvm::alignTo(frame.size(), stackAlignment);
}

/// Whether the return address is signed while the function runs.
bool Selector::signsReturn() const {
  return protection.signs && (hasFrameRecord || protection.signsLeaves);
}

/// Whether the frame record's own store and load move sp.
bool Selector::writesBack() const {
  return hasFrameRecord && frameBytes() <= mostWriteBack;
}

/// Saves or restores callee-saved registers in pairs; calls `pair(first,
/// second, offset)` or `single(reg, offset)`, offsets from the base.
static void forEachSaved(RegSet saved, uint32_t offset, auto pair,
                         auto single) {
  while (!saved.empty()) {
    Gpr first = toGpr(saved.first());
    saved.remove(saved.first());
    if (saved.empty())
      return single(first, int32_t(offset));
    Gpr second = toGpr(saved.first());
    saved.remove(saved.first());
    pair(first, second, int32_t(offset));
    offset += 16;
  }
}

/// Puts back what the prologue saved, sp too, and then leaves by `leave`.
void Selector::emitExit(llvm::function_ref<void()> leave) {
  auto bytes = int64_t(frameBytes());
  auto event = [&](CfiKind kind, Gpr reg = Gpr::x0, int64_t value = 0) {
    exitEvents.push_back({enc.offset(), kind, dwarfNumber(reg), value});
  };
  event(CfiKind::RememberState);
  if (hasFrameRecord && (outgoingBytes > 0 || analysis.hasDynamicStack()))
    enc.movSp(Gpr::sp, Gpr::x29);
  forEachSaved(
      registers.savedRegisters(), hasFrameRecord ? recordBytes : 0,
      [&](Gpr first, Gpr second, int32_t offset) {
        enc.ldp(8, first, second, Mem::at(Gpr::sp, offset));
        event(CfiKind::Restore, first);
        event(CfiKind::Restore, second);
      },
      [&](Gpr reg, int32_t offset) {
        enc.ldr(8, reg, Mem::at(Gpr::sp, offset));
        event(CfiKind::Restore, reg);
      });
  if (hasFrameRecord) {
    Mem record = Mem::at(Gpr::sp);
    if (writesBack())
      record = Mem::postIndex(Gpr::sp, int32_t(bytes));
    enc.ldp(8, Gpr::x29, Gpr::x30, record);
    event(CfiKind::DefCfa, Gpr::sp, writesBack() ? 0 : bytes);
    event(CfiKind::Restore, Gpr::x30);
    event(CfiKind::Restore, Gpr::x29);
  }
  if (bytes > 0 && !writesBack()) {
    enc.addImm(8, Gpr::sp, Gpr::sp, bytes, scratch);
    event(CfiKind::DefCfaOffset);
  }
  if (signsReturn()) {
    enc.hint(protection.bKey ? HintOp::Autibsp : HintOp::Autiasp);
    event(CfiKind::NegateRaState);
  }
  leave();
  event(CfiKind::RestoreState);
}

void Selector::emitEpilogue() {
  assert((hasFrameRecord || !callsEmitted) && "a call without a frame record");
  if (returns)
    emitExit([&] {
      for (const ArgPlace &place : functionPlaces.results)
        log().use(fast::token::outgoing(place.reg), place.reg);
      enc.ret();
    });
  for (const TailCall &call : tailCalls) {
    enc.bind(call.exit);
    emitExit([&] {
      if (call.callee == object::SymbolId::None)
        enc.br(secondScratch);
      else
        enc.b(call.callee);
    });
  }
}

/// Prologue bytes and their unwind events. Call after emitEpilogue.
void Selector::buildPrologue(SmallVectorImpl<uint8_t> &bytes,
                             SmallVectorImpl<CfiEvent> &events) {
  auto total = int64_t(frameBytes());
  prologueBuffer.reset();
  Encoder pro(prologueBuffer);
  auto event = [&](CfiKind kind, Gpr reg, int64_t value) {
    events.push_back({pro.offset(), kind, dwarfNumber(reg), value});
  };
  if (signsReturn()) { // Calls may land on these as on bti c.
    pro.hint(protection.bKey ? HintOp::Pacibsp : HintOp::Paciasp);
    event(CfiKind::NegateRaState, Gpr::x0, 0);
  } else if (protection.targets) {
    pro.hint(HintOp::BtiC);
  }
  if (needsEntryStack)
    pro.movSp(secondScratch, Gpr::sp);
  if (writesBack()) {
    pro.stp(8, Gpr::x29, Gpr::x30, Mem::preIndex(Gpr::sp, -int32_t(total)));
    event(CfiKind::DefCfaOffset, Gpr::sp, total);
  } else if (total > 0) {
    pro.addImm(8, Gpr::sp, Gpr::sp, -total, scratch);
    event(CfiKind::DefCfaOffset, Gpr::sp, total);
    if (hasFrameRecord)
      pro.stp(8, Gpr::x29, Gpr::x30, Mem::at(Gpr::sp));
  }
  if (hasFrameRecord) {
    event(CfiKind::Offset, Gpr::x30, 8 - total);
    event(CfiKind::Offset, Gpr::x29, -total);
    pro.movSp(Gpr::x29, Gpr::sp);
    event(CfiKind::DefCfaRegister, Gpr::x29, 0);
  }
  uint32_t savedAt = hasFrameRecord ? recordBytes : 0;
  forEachSaved(
      registers.savedRegisters(), savedAt,
      [&](Gpr first, Gpr second, int32_t offset) {
        pro.stp(8, first, second, Mem::at(Gpr::sp, offset));
        event(CfiKind::Offset, first, offset - total);
        event(CfiKind::Offset, second, offset + 8 - total);
      },
      [&](Gpr reg, int32_t offset) {
        pro.str(8, reg, Mem::at(Gpr::sp, offset));
        event(CfiKind::Offset, reg, offset - total);
      });
  if (outgoingBytes > 0)
    pro.addImm(8, Gpr::sp, Gpr::sp, -int64_t(outgoingBytes), scratch);
  bytes.assign(prologueBuffer.bytes().begin(), prologueBuffer.bytes().end());
}

void Selector::addUnwindEvents(ArrayRef<CfiEvent> prologue, uint64_t size) {
  SmallVector<CfiEvent, 32> events(prologue);
  // Behind the last exit there is no code to remember a state for.
  if (!exitEvents.empty())
    exitEvents.pop_back();
  for (CfiEvent &event : exitEvents)
    event.codeOffset = buffer.translate(event.codeOffset);
  events.append(exitEvents.begin(), exitEvents.end());
  debug::FunctionUnwind unwind = {};
  unwind.size = size;
  unwind.events = events;
  unwind.bKey = signsReturn() && protection.bKey;
  addUnwind(unwind);
}
