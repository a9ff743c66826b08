//===- DebugRecorder.cpp - Where a function's code came from --------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/DebugRecorder.h"
#include "lowering/debug/LineRows.h"
#include "lowering/fast/Analysis.h"
#include "lowering/fast/CallAbi.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/DebugProgramInstruction.h"
#include "llvm/IR/Instructions.h"

using namespace shunt;
using namespace shunt::fast;

//===----------------------------------------------------------------------===//
// Lines
//===----------------------------------------------------------------------===//

uint32_t DebugRecorder::lineOriginOf(mlir::Operation *op) {
  uint32_t origin = headerOf(op).origin;
  return headerOf(op).opcode == opcodeOf<CmpBrOp>() ? origin - 1 : origin;
}

void DebugRecorder::enterOperation(uint32_t rawOffset, mlir::Operation *op) {
  uint16_t opcode = headerOf(op).opcode;
  uint32_t origin = lineOriginOf(op);
  if (opcode == opcodeOf<ReturnOp>())
    returnOrigin = origin;
  if (opcode == opcodeOf<BrOp>() &&
      !debug::branchHasCode(host, *host.instruction(origin))) {
    if (rawOffset != blockStart)
      return;
    origin = 0;
  }
  enter(rawOffset, origin);
}

bool DebugRecorder::isStop(mlir::Operation *op) const {
  if (headerOf(op).opcode != opcodeOf<BrOp>())
    return false;
  const llvm::Instruction &branch = *host.instruction(headerOf(op).origin);
  return debug::branchHasCode(host, branch) && debug::beginsLine(branch);
}

//===----------------------------------------------------------------------===//
// The frame
//===----------------------------------------------------------------------===//

void DebugRecorder::noteFrame(Analysis &analysis, const CallPlaces &places,
                              const FrameShape &shape) {
  using Kind = debug::MemoryPlace::Kind;
  frameBase = {debug::FrameBase::Kind::Register, shape.frameRegister};
  for (ValueId id : analysis.slots()) {
    ValueInfo &slot = analysis[id];
    uint32_t origin = headerOf(slot.definition).origin;
    if (origin && slot.home != noHome)
      // The address of a slot that is aligned to more than the stack is
      // computed once, and lies in a home.
      noteSlot(origin,
               {slot.kind == ValueKind::Computed ? Kind::Pointer : Kind::Frame,
                slot.home});
  }
  for (mlir::Operation *op : analysis.allocas()) {
    const ValueInfo &address = analysis[analysis.idOf(op->getResult(0))];
    if (address.home != noHome)
      noteSlot(headerOf(op).origin, {Kind::Pointer, address.home});
  }
  for (const ArgPlace &place : places.args) {
    if (place.kind == ArgPlace::Kind::Byval)
      noteParameter(place.param, {Kind::Frame, shape.firstStackArgument +
                                                   int32_t(place.offset)});
    else if (shape.resultHome != noHome &&
             place.kind == ArgPlace::Kind::Register && place.reg == places.sret)
      noteParameter(place.param, {Kind::Pointer, shape.resultHome});
  }
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

/// Whether the value fills its register or home as debuggers think it does.
bool DebugRecorder::isWhole(const llvm::Type *type,
                            const ValueInfo &info) const {
  if (type->isPointerTy())
    return info.bytes == host.function->getDataLayout().getPointerSize();
  if (auto *integer = llvm::dyn_cast<llvm::IntegerType>(type))
    return integer->getBitWidth() == info.bytes * 8u;
  return (type->isFloatTy() && info.bytes == 4) ||
         (type->isDoubleTy() && info.bytes == 8);
}

/// The block of the host that defines a value in front of all of its code;
/// null: it isn't so defined.
static const llvm::BasicBlock *blockOfArgument(const llvm::Value *value) {
  if (auto *argument = llvm::dyn_cast<llvm::Argument>(value))
    return &argument->getParent()->getEntryBlock();
  auto *phi = llvm::dyn_cast<llvm::PHINode>(value);
  return phi ? phi->getParent() : nullptr;
}

void DebugRecorder::noteValue(const llvm::Value *hostValue, mlir::Value value,
                              Analysis &analysis, debug::ValueEvent::Kind kind,
                              int32_t number) {
  const ValueInfo &info = analysis[analysis.idOf(value)];
  if (!isWhole(hostValue->getType(), info))
    return;
  debug::ValueEvent event = {};
  event.value = hostValue;
  event.isArgument = !info.definition;
  event.bytes = info.bytes;
  event.kind = kind;
  event.number = number;
  uint32_t origin = info.definition ? headerOf(info.definition).origin : 0;
  if (info.definition)
    event.block = origin ? host.instruction(origin)->getParent() : nullptr;
  else
    event.block = blockOfArgument(hostValue);
  if (event.block)
    noted.push_back({event, origin, info.first, info.last});
}

void DebugRecorder::noteValues(Analysis &analysis, HostValues named,
                               uint16_t (*numberOf)(Reg)) {
  using Kind = debug::ValueEvent::Kind;
  for (auto [hostValue, value] : named) {
    const ValueInfo &info = analysis[analysis.idOf(value)];
    if (info.kind != ValueKind::Computed ||
        llvm::isa<llvm::AllocaInst>(hostValue))
      continue;
    if (info.pinned)
      noteValue(hostValue, value, analysis, Kind::Register, numberOf(info.reg));
    else if (info.crossesBlocks && info.inMemory && info.home != noHome)
      noteValue(hostValue, value, analysis, Kind::Frame, info.home);
  }
}

/// Makes events of the noted values, now that offsets are known.
void DebugRecorder::placeValues(const FinalCode &code) {
  if (noted.empty())
    return;
  // Where the last code of each instruction ends.
  llvm::SmallVector<uint32_t, 0> ends(host.instructions.size() + 1, UINT32_MAX);
  for (size_t i = 0; i < lines.size(); ++i)
    ends[lines[i].origin] =
        i + 1 < lines.size() ? lines[i + 1].offset : code.size;
  for (NotedValue &value : noted) {
    debug::ValueEvent &event = value.event;
    event.definitionEnd = value.origin ? ends[value.origin] : 0;
    event.begin = 0;
    event.end = UINT32_MAX;
    if (event.kind == debug::ValueEvent::Kind::Register) {
      event.begin = code.startOf(value.first);
      event.end = code.startOf(value.last + 1);
    }
    values.push_back(event);
  }
}

/// Turns raw offsets of code into final ones, in their order.
void DebugRecorder::placeCode(const FinalCode &code) {
  debug::CallEvent *call = calls.begin();
  auto placeCalls = [&](uint32_t end) {
    for (; call != calls.end() && call->returnOffset <= end; ++call)
      call->returnOffset = code.translate(call->returnOffset);
  };
  for (debug::LineEvent &event : lines) {
    placeCalls(event.offset);
    event.offset = code.translate(event.offset);
  }
  placeCalls(UINT32_MAX);
}

debug::FunctionEvents DebugRecorder::finish(const FinalCode &code,
                                            object::SymbolId symbol) {
  placeCode(code);
  placeValues(code);
  debug::FunctionEvents events = {};
  events.host = host;
  events.symbol = symbol;
  events.size = code.size;
  events.frameBase = frameBase;
  events.headSize = code.headSize;
  events.epilogueOffset =
      epilogueLine == none ? code.size : lines[epilogueLine].offset;
  events.lines = lines;
  events.calls = calls;
  events.hasTailCalls = hasTailCalls;
  events.slots = slots;
  events.parameters = parameters;
  events.values = values;
  return events;
}
