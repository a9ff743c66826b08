//===- DebugRecorder.cpp - Where a function's code came from --------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/DebugRecorder.h"
#include "lowering/fast/Analysis.h"
#include "lowering/fast/CallAbi.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugProgramInstruction.h"
#include "llvm/IR/Instructions.h"

using namespace shunt;
using namespace shunt::fast;

void DebugRecorder::noteFrame(Analysis &analysis, const CallPlaces &places,
                              const FrameShape &shape) {
  frameRegister = shape.frameRegister;
  for (ValueId id : analysis.slots()) {
    ValueInfo &slot = analysis[id];
    uint32_t origin = headerOf(slot.definition).origin;
    if (origin && slot.home != noHome)
      // The address of a slot that is aligned to more than the stack is
      // computed once, and lies in a home.
      slots.push_back({origin, slot.home, slot.kind == ValueKind::Computed});
  }
  for (mlir::Operation *op : analysis.allocas()) {
    const ValueInfo &address = analysis[analysis.idOf(op->getResult(0))];
    if (address.home != noHome)
      slots.push_back({headerOf(op).origin, address.home, /*isIndirect=*/true});
  }
  for (const ArgPlace &place : places.args) {
    if (place.kind == ArgPlace::Kind::Byval)
      parameters.push_back({place.param,
                            shape.firstStackArgument + int32_t(place.offset),
                            /*isIndirect=*/false});
    else if (shape.resultHome != noHome &&
             place.kind == ArgPlace::Kind::Register && place.reg == places.sret)
      parameters.push_back(
          {place.param, shape.resultHome, /*isIndirect=*/true});
  }
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

/// Whether the value fills its register or home as debuggers think it does.
static bool isWhole(const llvm::Type *type, const ValueInfo &info) {
  if (type->isPointerTy())
    return info.bytes == 8;
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
                              Analysis &analysis, uint16_t (*numberOf)(Reg)) {
  const ValueInfo &info = analysis[analysis.idOf(value)];
  bool hasHome = info.crossesBlocks && info.inMemory && info.home != noHome;
  if (info.kind != ValueKind::Computed || !(info.pinned || hasHome) ||
      !isWhole(hostValue->getType(), info))
    return;
  debug::ValueEvent event = {};
  event.value = hostValue;
  event.isArgument = !info.definition;
  event.bytes = info.bytes;
  event.isRegister = info.pinned;
  if (info.pinned)
    event.reg = numberOf(info.reg);
  else
    event.offset = info.home;
  uint32_t origin = info.definition ? headerOf(info.definition).origin : 0;
  if (info.definition)
    event.block = origin ? host.instruction(origin)->getParent() : nullptr;
  else
    event.block = blockOfArgument(hostValue);
  if (event.block)
    noted.push_back({event, origin, info.first, info.last});
}

void DebugRecorder::noteValues(Analysis &analysis, HostValues valueOf,
                               uint16_t (*numberOf)(Reg)) {
  llvm::SmallPtrSet<const llvm::Value *, 16> seen;
  for (const llvm::Instruction *inst : host.instructions)
    for (const llvm::DbgVariableRecord &record :
         llvm::filterDbgVars(inst->getDbgRecordRange()))
      for (const llvm::Value *operand : record.location_ops()) {
        bool isSingle = llvm::isa<llvm::Argument, llvm::Instruction>(operand) &&
                        !llvm::isa<llvm::AllocaInst>(operand);
        if (!isSingle || !seen.insert(operand).second)
          continue;
        if (mlir::Value value = valueOf(*operand))
          noteValue(operand, value, analysis, numberOf);
      }
}

/// Makes events of the noted values, now that offsets are known.
void DebugRecorder::placeValues(const CodeBuffer &buffer, uint32_t size) {
  if (noted.empty())
    return;
  // Where the last code of each instruction ends.
  llvm::SmallVector<uint32_t, 0> ends(host.instructions.size() + 1, UINT32_MAX);
  for (size_t i = 0; i < lines.size(); ++i)
    ends[lines[i].origin] = i + 1 < lines.size() ? lines[i + 1].offset : size;
  for (NotedValue &value : noted) {
    debug::ValueEvent &event = value.event;
    event.definitionEnd = value.origin ? ends[value.origin] : 0;
    event.begin = 0;
    event.end = UINT32_MAX;
    if (event.isRegister) {
      event.begin = buffer.labelOffset(Label(value.first));
      event.end = buffer.labelOffset(Label(value.last + 1));
    }
    values.push_back(event);
  }
}

debug::FunctionEvents DebugRecorder::finish(const CodeBuffer &buffer,
                                            const FinishedCode &code,
                                            object::SymbolId symbol) {
  CodeBuffer::Translator translate(buffer);
  for (debug::LineEvent &event : lines)
    event.offset = translate(event.offset);
  placeValues(buffer, code.size);
  debug::FunctionEvents events = {};
  events.host = host;
  events.symbol = symbol;
  events.size = code.size;
  events.frameRegister = frameRegister;
  events.prologueSize = buffer.translate(0);
  events.epilogueOffset =
      epilogueStart == UINT32_MAX ? code.size : buffer.translate(epilogueStart);
  events.lines = lines;
  events.slots = slots;
  events.parameters = parameters;
  events.values = values;
  return events;
}
