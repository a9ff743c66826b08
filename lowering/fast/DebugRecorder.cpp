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

using namespace shunt;
using namespace shunt::fast;

void DebugRecorder::noteFrame(Analysis &analysis, const CallPlaces &places,
                              int32_t firstStackArgument, int32_t resultHome) {
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
                            firstStackArgument + int32_t(place.offset),
                            /*isIndirect=*/false});
    else if (resultHome && place.kind == ArgPlace::Kind::Register &&
             place.reg == places.sret)
      parameters.push_back({place.param, resultHome, /*isIndirect=*/true});
  }
}

debug::FunctionEvents DebugRecorder::finish(const CodeBuffer &buffer,
                                            const FinishedCode &code,
                                            object::SymbolId symbol) {
  CodeBuffer::Translator translate(buffer);
  for (debug::LineEvent &event : lines)
    event.offset = translate(event.offset);
  debug::FunctionEvents events = {};
  events.host = host;
  events.symbol = symbol;
  events.size = code.size;
  events.prologueSize = buffer.translate(0);
  events.epilogueOffset =
      epilogueStart == UINT32_MAX ? code.size : buffer.translate(epilogueStart);
  events.lines = lines;
  events.slots = slots;
  events.parameters = parameters;
  return events;
}
