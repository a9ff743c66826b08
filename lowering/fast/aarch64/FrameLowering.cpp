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

uint32_t Selector::beginFrame() {
  hasFrameRecord = analysis.hasCalls() || wantsFramePointer;
  frameBase = hasFrameRecord ? Gpr::x29 : Gpr::sp;
  if (ValueInfo *address = resultAddress(); address && recorder.isOn())
    keepInHome(*address);
  return hasFrameRecord ? recordBytes : 0;
}

/// AAPCS64 appendix B, "Variable argument lists": what va_arg reads, in two
/// areas that end where the list says.
void Selector::keepEntryRegisters() {
  if (!functionPlaces.isVariadic)
    return;
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
  constexpr Gpr temporary = Gpr::x9;
  enc.addImm(8, temporary, secondScratch, functionPlaces.stackBytes, scratch);
  enc.str(8, temporary, home(variadicStack, 8));
}

void Selector::receiveFromStack(ValueId id, const ArgPlace &place) {
  ValueInfo &value = analysis[id];
  Reg to = value.pinned ? value.reg : registers.scratch(value.bank);
  Mem mem = legalize({secondScratch, place.offset}, value.bytes, scratch);
  if (isFpr(to))
    enc.ldr(value.bytes, toFpr(to), mem);
  else
    enc.ldr(value.bytes, toGpr(to), mem);
  registers.define(id, to);
  registers.unlockTo({});
}

void Selector::formAligned(Reg to, int32_t offset, uint64_t alignment) {
  Gpr reg = toGpr(to);
  enc.addImm(8, reg, frameBase, offset, scratch);
  enc.logicImm(LogicOp::And, 8, reg, reg, *LogicalImm::of(8, -alignment));
}

void Selector::noteFrame() {
  fast::FrameShape shape = {uint8_t(dwarfNumber(frameBase))};
  if (const ValueInfo *address = resultAddress())
    shape.resultHome = address->home;
  recorder.noteFrame(analysis, functionPlaces, shape);
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
/// `isLast`: no code follows that has the frame again.
void Selector::emitExit(bool isLast, llvm::function_ref<void()> leave) {
  auto bytes = int64_t(frameBytes());
  auto event = [&](CfiKind kind, Gpr reg = Gpr::x0, int64_t value = 0) {
    exitEvents.push_back({enc.offset(), kind, dwarfNumber(reg), value});
  };
  if (!isLast)
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
  if (!isLast)
    event(CfiKind::RestoreState);
}

void Selector::emitEpilogue() {
  assert((hasFrameRecord || !callsEmitted) && "a call without a frame record");
  if (returns)
    emitExit(/*isLast=*/tailCalls.empty(), [&] {
      for (const ArgPlace &place : functionPlaces.results)
        log().use(fast::token::outgoing(place.reg), place.reg);
      enc.ret();
    });
  for (const TailCall &call : tailCalls) {
    enc.bind(call.exit);
    emitExit(/*isLast=*/&call == &tailCalls.back(), [&] {
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
  if (functionPlaces.isVariadic || hasStackArguments)
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
  for (CfiEvent &event : exitEvents)
    event.codeOffset = buffer.translate(event.codeOffset);
  events.append(exitEvents.begin(), exitEvents.end());
  debug::FunctionUnwind unwind = {};
  unwind.size = size;
  unwind.events = events;
  unwind.bKey = signsReturn() && protection.bKey;
  addUnwind(unwind);
}
