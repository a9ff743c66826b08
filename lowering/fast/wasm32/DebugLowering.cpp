//===- DebugLowering.cpp - What debuggers are told of a function ----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// With debug information, slots stay in the frame, and values that debug
// records name stay in locals of their own.
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/DebugWriter.h"
#include "lowering/fast/wasm32/Selector.h"
#include "llvm/IR/Instructions.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::wasm32;
using shunt::debug::FrameBase;
using shunt::debug::MemoryPlace;
using shunt::debug::ValueEvent;

void Selector::beginDebug() {
  for (ValueId id : analysis.slots())
    analysis[id].isPrivate = false;
  for (Value value : llvm::make_second_range(module.hostValues)) {
    if (info(value).kind != ValueKind::Computed || isQuad(value.getType()))
      continue;
    kept.resize(analysis.allValues().size());
    kept.set(uint32_t(idOf(value)));
  }
}

/// Puts an instruction where a branch needs one that takes no code.
void Selector::keepLine(Operation *op) {
  if (recorder.isStop(op) &&
      fast::Analysis::indexOf(op->getSuccessor(0)) == current + 1)
    code.op(Opcode::Nop);
}

/// Tells where the frame, the slots and the kept values are.
void Selector::notePlaces() {
  using Kind = MemoryPlace::Kind;
  if (frameLocal != noLocal)
    recorder.noteFrameBase({FrameBase::Kind::Local, frameLocal});
  else
    recorder.noteFrameBase({FrameBase::Kind::Global, 0, format.stackPointer()});
  for (ValueId id : analysis.slots()) {
    const ValueInfo &slot = analysis[id];
    if (uint32_t origin = headerOf(slot.definition).origin)
      recorder.noteSlot(origin, {Kind::Frame, slot.home});
  }
  for (auto [hostValue, value] : module.hostValues) {
    ValueId id = idOf(value);
    if (!isKept(id) || heldOf(id).local == noLocal)
      continue;
    auto local = int32_t(heldOf(id).local);
    auto *argument = llvm::dyn_cast<llvm::Argument>(hostValue);
    if (argument && argument->getType()->isPointerTy())
      recorder.noteParameter(argument->getArgNo(), {Kind::Local, local});
    else if (llvm::isa<llvm::AllocaInst>(hostValue))
      recorder.noteSlot(headerOf(analysis[id].definition).origin,
                        {Kind::Local, local});
    else
      recorder.noteValue(hostValue, value, analysis, ValueEvent::Kind::Local,
                         local);
  }
}

bool Selector::addDebug(uint32_t size, uint32_t headSize) {
  notePlaces();
  // An epilogue belongs to the return in front of which it was put.
  uint32_t before = headSize + prologue.offset();
  ArrayRef<uint32_t> left = epilogues;
  auto translate = [&](uint32_t rawOffset) {
    for (; !left.empty() && left.front() < rawOffset; left = left.drop_front())
      before += epilogue.offset();
    return before + rawOffset;
  };
  // No value's place depends on blocks.
  auto startOf = [](BlockIndex) { return 0u; };
  fast::FinalCode finalCode = {size, headSize, translate, startOf};
  object::SymbolId symbol = module.symbols.lookUp(function.getSymNameAttr()).id;
  return module.debug->addFunction(recorder.finish(finalCode, symbol)) ||
         refuse(module.debug->refusal(), function);
}
