//===- FrameLowering.cpp - Entry, prologue, epilogue, unwind tables -------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The frame (psABI section 3.2.2), from high to low addresses:
//
//   rbp + 16   stack arguments
//   rbp + 8    return address
//   rbp        the caller's rbp
//              saved registers, pushed
//              slots and homes
//   rsp        outgoing stack arguments
//
// The prologue is made last, when the frame's size is known, and put in front
// of the code by CodeBuffer::finish. All returns jump to one epilogue behind
// the last block.
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/Selector.h"
#include "llvm/BinaryFormat/ELF.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::x86_64;
using debug::CfiEvent;
using debug::CfiKind;

/// Bytes below rsp that a function without calls may use (psABI 3.2.2).
static constexpr uint64_t redZoneBytes = 128;
/// psABI figure 3.33.
static constexpr int32_t registerSaveArea = 176;

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
                         features.avx, functionPlaces, module.refusal, func))
    return false;

  uint32_t firstArgument = analysis.blocks()[0].firstArgument;
  RegSet busy;
  SmallVector<std::pair<ValueId, Reg>, 8> hints;
  for (auto [i, place] : llvm::enumerate(functionPlaces.args)) {
    if (place.kind != ArgPlace::Kind::Register)
      continue;
    busy.add(place.reg);
    ValueInfo &value = analysis[ValueId(firstArgument + i)];
    BlockArgument argument = entry.getArgument(i);
    if (analysis.hasCalls() || value.uses != 1 ||
        !registerFileAllowsPin(place.reg))
      continue;
    Operation *user = *argument.getUsers().begin();
    if (headerOf(user).opcode == opcodeOf<StoreOp>() &&
        user->getOperand(0) == argument &&
        info(user->getOperand(1)).kind == ValueKind::Slot)
      hints.push_back({idOf(user->getOperand(1)), place.reg});
  }
  if (functionPlaces.isVariadic)
    for (Gpr reg : argumentGprs)
      busy.add(toReg(reg));
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
  frame.reset(8 * registers.savedRegisters().size(), /*reuse=*/!returnsTwice);
  layOutSlots();
  registers.beginBlock(0, /*keepCopies=*/false);
  if (functionPlaces.isVariadic)
    saveVariadicRegisters();
  receiveParameters();
  alignSlots();
  registers.endOperation();
  return true;
}

bool Selector::registerFileAllowsPin(Reg reg) {
  return setOf({Gpr::rsi, Gpr::rdi, Gpr::r8, Gpr::r9}).has(reg);
}

/// psABI section 3.5.7: the register save area that va_arg reads.
void Selector::saveVariadicRegisters() {
  variadicArea = frame.allocate(registerSaveArea, 16);
  for (unsigned i = functionPlaces.generalUsed; i < 6; ++i)
    enc.mov(8, home(variadicArea + 8 * i), argumentGprs[i]);
  Label noFloats = enc.newLabel();
  enc.test(1, Gpr::rax, Gpr::rax);
  enc.jcc(Cond::E, noFloats);
  for (unsigned i = functionPlaces.floatUsed; i < 8; ++i)
    enc.sseStore(SseMoveOp::Movaps, home(variadicArea + 48 + 16 * i), Xmm(i));
  enc.bind(noFloats);
}

/// Tells the log what every parameter's and promoted slot's place holds.
void Selector::logEntry() {
  if constexpr (!fast::checksAllocation)
    return;
  uint32_t firstArgument = analysis.blocks()[0].firstArgument;
  for (auto [i, place] : llvm::enumerate(functionPlaces.args))
    if (place.kind == ArgPlace::Kind::Register)
      log().define(ValueId(firstArgument + i), place.reg);
    else
      log().define(
          ValueId(firstArgument + i),
          fast::Place::frame(firstStackArgument + int32_t(place.offset)));
  if (functionPlaces.sret != Reg::None)
    log().define(fast::token::resultAddress, functionPlaces.sret);
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
  logEntry();
  if (functionPlaces.sret != Reg::None) {
    sretHome = frame.allocate(8, 8);
    enc.mov(8, home(sretHome), toGpr(functionPlaces.sret));
  }
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
    hasStackArguments = true;
    int32_t offset = firstStackArgument + int32_t(place.offset);
    if (place.kind == ArgPlace::Kind::Byval && !value.pinned) {
      value.kind = ValueKind::Slot;
      value.home = offset;
    } else if (place.kind == ArgPlace::Kind::Byval) {
      enc.lea(8, toGpr(value.reg), home(offset));
      log().define(id, value.reg);
    } else {
      value.home = offset;
      value.inMemory = true;
      if (value.pinned)
        materialize(value.reg, value);
    }
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
    if (alignment <= 16)
      continue;
    Gpr reg = scratchGpr();
    enc.lea(8, reg, home(slot.home + int32_t(alignment) - 16));
    enc.aluImm(AluOp::And, 8, reg, -int32_t(alignment));
    slot.kind = ValueKind::Computed;
    slot.isPrivate = false;
    slot.bank = Bank::General;
    slot.bytes = 8;
    slot.crossesBlocks = true;
    slot.inMemory = true;
    slot.uses = UINT32_MAX;
    slot.home = frame.allocateHome(8);
    enc.mov(8, home(slot.home), reg);
    log().define(id, fast::Place::frame(slot.home));
    registers.endOperation();
  }
}

//===----------------------------------------------------------------------===//
// Prologue and epilogue
//===----------------------------------------------------------------------===//

/// Bytes between rbp and rsp, when rsp is moved.
uint64_t Selector::frameBytes() const {
  return llvm::alignTo(frame.size() + outgoingBytes, 16);
}

/// Restores what the prologue saved. `hasMoved`: rsp is elsewhere by now.
void Selector::restoreRegisters(bool hasMoved) {
  RegSet saved = registers.savedRegisters();
  if (!saved.empty()) {
    if (hasMoved)
      enc.lea(8, Gpr::rsp, Mem::at(Gpr::rbp, -8 * int32_t(saved.size())));
    SmallVector<Gpr, 5> order;
    for (; !saved.empty(); saved.remove(saved.first()))
      order.push_back(toGpr(saved.first()));
    for (Gpr reg : llvm::reverse(order))
      enc.pop(reg);
    enc.pop(Gpr::rbp);
  } else if (hasMoved) {
    enc.leave();
  } else {
    enc.pop(Gpr::rbp);
  }
}

/// As in an epilogue; whether the frame moved rsp isn't known yet.
void Selector::leaveForTailCall() {
  restoreRegisters(/*hasMoved=*/true);
  tailCalls.push_back({enc.offset(), enc.offset()});
}

void Selector::emitEpilogue() {
  if (!returns) {
    epilogueOffset = UINT32_MAX;
    return;
  }
  uint64_t savedBytes = 8 * registers.savedRegisters().size();
  bool isLeaf = !callsEmitted && !analysis.hasDynamicStack();
  hasFrame = !(isLeaf && redZone && frame.size() <= redZoneBytes) &&
             frameBytes() != savedBytes;
  restoreRegisters(hasFrame || analysis.hasDynamicStack());
  epilogueOffset = enc.offset();
  for (const ArgPlace &place : functionPlaces.results)
    if (place.kind == ArgPlace::Kind::Register)
      log().use(fast::token::outgoing(place.reg), place.reg);
  if (functionPlaces.sret != Reg::None)
    log().use(fast::token::resultAddress, toReg(Gpr::rax));
  enc.ret();
}

/// Prologue bytes and their unwind events. Call after emitEpilogue.
void Selector::buildPrologue(SmallVectorImpl<uint8_t> &bytes,
                             SmallVectorImpl<CfiEvent> &events) {
  RegSet saved = registers.savedRegisters();
  uint64_t savedBytes = 8 * saved.size();
  bool isLeaf = !callsEmitted && !analysis.hasDynamicStack();
  hasFrame = !(isLeaf && redZone && frame.size() <= redZoneBytes) &&
             frameBytes() != savedBytes;
  prologueBuffer.reset();
  Encoder pro(prologueBuffer);
  pro.push(Gpr::rbp);
  events.push_back({pro.offset(), CfiKind::DefCfaOffset, 0, 16});
  events.push_back({pro.offset(), CfiKind::Offset, dwarfNumber(Gpr::rbp), -16});
  pro.mov(8, Gpr::rbp, Gpr::rsp);
  events.push_back(
      {pro.offset(), CfiKind::DefCfaRegister, dwarfNumber(Gpr::rbp)});
  SmallVector<Gpr, 5> pushed;
  for (; !saved.empty(); saved.remove(saved.first())) {
    pushed.push_back(toGpr(saved.first()));
    pro.push(pushed.back());
  }
  uint32_t afterPushes = pro.offset();
  for (auto [i, reg] : llvm::enumerate(pushed))
    events.push_back(
        {afterPushes, CfiKind::Offset, dwarfNumber(reg), -24 - 8 * int64_t(i)});
  if (hasFrame)
    pro.aluImm(AluOp::Sub, 8, Gpr::rsp, int32_t(frameBytes() - savedBytes));
  bytes.assign(prologueBuffer.bytes().begin(), prologueBuffer.bytes().end());
}

void Selector::addUnwindEvents(ArrayRef<CfiEvent> prologue, uint64_t size) {
  SmallVector<CfiEvent, 16> events(prologue);
  for (TailCall call : tailCalls) {
    events.push_back({buffer.translate(call.begin), CfiKind::DefCfa,
                      dwarfNumber(Gpr::rsp), 8});
    events.push_back({buffer.translate(call.end), CfiKind::DefCfa,
                      dwarfNumber(Gpr::rbp), 16});
  }
  if (epilogueOffset != UINT32_MAX)
    events.push_back({buffer.translate(epilogueOffset), CfiKind::DefCfa,
                      dwarfNumber(Gpr::rsp), 8});
  debug::FunctionUnwind unwind = {};
  unwind.size = size;
  unwind.events = events;
  addUnwind(unwind);
}
