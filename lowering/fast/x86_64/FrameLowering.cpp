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

void Selector::keepEntryRegisters() {
  if (functionPlaces.isVariadic)
    saveVariadicRegisters();
  if (functionPlaces.sret != Reg::None) {
    log().define(fast::token::resultAddress, functionPlaces.sret);
    sretHome = frame.allocate(8, 8);
    enc.mov(8, home(sretHome), toGpr(functionPlaces.sret));
  }
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

void Selector::receiveFromStack(ValueId id, const ArgPlace &place) {
  ValueInfo &value = analysis[id];
  int32_t offset = firstStackArgument + int32_t(place.offset);
  log().define(id, fast::Place::frame(offset));
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

void Selector::formAligned(Reg to, int32_t offset, uint64_t alignment) {
  enc.lea(8, toGpr(to), home(offset));
  enc.aluImm(AluOp::And, 8, toGpr(to), -int32_t(alignment));
}

void Selector::noteFrame() {
  recorder.noteFrame(analysis, functionPlaces,
                     {uint8_t(dwarfNumber(Gpr::rbp)), firstStackArgument,
                      sretHome ? sretHome : fast::noHome});
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
