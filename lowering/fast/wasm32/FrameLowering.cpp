//===- FrameLowering.cpp - Parameters, the shadow stack, the body ---------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The frame grows while the function is emitted; what sets it up is written at
// the end and put in front. The stack pointer is a global of wasm, which a
// function with a frame saves in a local and writes back where it returns.
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/wasm32/Selector.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::wasm32;
namespace wasm = llvm::wasm;

/// The stack pointer is always a multiple of this.
static constexpr uint64_t stackAlignment = 16;
/// Bytes below the stack pointer that a function without calls may use.
static constexpr uint64_t redZone = 128;

//===----------------------------------------------------------------------===//
// Frame memory
//===----------------------------------------------------------------------===//

uint32_t Selector::allocateFrame(uint64_t size, uint64_t alignment) {
  frameAlignment = std::max(frameAlignment, alignment);
  uint64_t offset = llvm::alignTo(frameSize, alignment);
  frameSize = offset + size;
  if (frameSize > INT32_MAX)
    refuse("frame of 2 GiB or more", function);
  return uint32_t(offset);
}

Local Selector::frame() {
  if (frameLocal == noLocal)
    frameLocal = newLocal(WasmType::I32);
  return frameLocal;
}

void Selector::pushFrameAddress(uint32_t offset) {
  code.get(frame());
  addConstant(offset);
}

void Selector::pushStackPointer() {
  code.relocated(Opcode::GlobalGet, wasm::R_WASM_GLOBAL_INDEX_LEB,
                 format.stackPointer());
}

void Selector::setStackPointer() {
  code.relocated(Opcode::GlobalSet, wasm::R_WASM_GLOBAL_INDEX_LEB,
                 format.stackPointer());
}

/// Gives room to the slots that have addresses.
void Selector::layOutSlots() {
  for (ValueId id : analysis.slots()) {
    ValueInfo &slot = analysis[id];
    auto &properties = propertiesOf<SlotOp>(slot.definition);
    bool isPromoted = slot.isPrivate && slot.bank != fast::Bank::Memory;
    if (isPromoted || (slot.weight == 0 && !recorder.isOn()))
      continue;
    slot.home = allocateFrame(std::max<uint64_t>(properties.size, 1),
                              properties.alignment);
  }
}

//===----------------------------------------------------------------------===//
// Entry
//===----------------------------------------------------------------------===//

bool Selector::emitEntry() {
  uint32_t convention = function.getProperties().callingConv;
  if (!isPlainConvention(convention))
    return refuse("calling convention " + std::to_string(convention), function);
  if (signature->hasVector)
    return refuse("vector parameter or result", function);
  if (!checkAttributes(*functionAbi, function))
    return false;
  object::SymbolId symbol = module.symbols.lookUp(function.getSymNameAttr()).id;
  if (format.typeOfCallee(symbol, signature->type) != signature->type)
    return refuse("function that was called with another type before",
                  function);
  parameterCount = format.info[signature->type].params.size();
  Local next = 0;
  if (signature->demotesResult())
    resultPointer = next++;
  for (BlockArgument argument : analysis.blocks()[0].block->getArguments()) {
    Held &place = heldOf(argument);
    place.local = next++;
    if (isQuad(argument.getType()))
      place.second = next++;
    shareLocal(idOf(argument));
  }
  if (signature->isVariadic)
    variablePointer = next++;
  layOutSlots();
  return true;
}

//===----------------------------------------------------------------------===//
// The end
//===----------------------------------------------------------------------===//

void Selector::emitEpilogue() { epilogues.push_back(code.offset()); }

/// Sets up the frame.
void Selector::writePrologue() {
  bool moves = frameSize > 0 || analysis.hasDynamicStack();
  bool isLeaf = !callsEmitted && frameSize <= redZone &&
                frameAlignment <= stackAlignment && !analysis.hasDynamicStack();
  prologue.relocated(Opcode::GlobalGet, wasm::R_WASM_GLOBAL_INDEX_LEB,
                     format.stackPointer());
  if (savedStackPointer != noLocal)
    prologue.tee(savedStackPointer);
  if (frameSize > 0) {
    prologue.i32(int32_t(llvm::alignTo(frameSize, stackAlignment)));
    prologue.op(Opcode::I32Sub);
    if (frameAlignment > stackAlignment) {
      prologue.i32(-int32_t(frameAlignment));
      prologue.op(Opcode::I32And);
    }
  }
  if (isLeaf || !moves)
    return prologue.set(frameLocal);
  if (frameLocal != noLocal)
    prologue.tee(frameLocal);
  prologue.relocated(Opcode::GlobalSet, wasm::R_WASM_GLOBAL_INDEX_LEB,
                     format.stackPointer());
}

/// The variables in groups of one type.
void Selector::writeLocals(SmallVectorImpl<uint8_t> &bytes) {
  SmallVector<std::pair<uint32_t, WasmType>, 16> groups;
  for (WasmType type : variables) {
    if (groups.empty() || groups.back().second != type)
      groups.push_back({0, type});
    ++groups.back().first;
  }
  auto append = [&](uint64_t value) {
    uint8_t encoded[8];
    bytes.append(encoded, encoded + llvm::encodeULEB128(value, encoded));
  };
  append(groups.size());
  for (auto [count, type] : groups) {
    append(count);
    bytes.push_back(uint8_t(type));
  }
}

/// Puts locals, prologue, code and epilogues together at the section's end.
bool Selector::finishFunction() {
  if (!endsInReturn && !format.info[signature->type].results.empty())
    code.op(Opcode::Unreachable); // Every way out has returned.
  code.op(Opcode::End);
  bool usesFrame =
      frameLocal != noLocal || frameSize > 0 || analysis.hasDynamicStack();
  bool isLeaf =
      !callsEmitted && frameSize <= redZone && frameAlignment <= stackAlignment;
  bool restores = analysis.hasDynamicStack() || (frameSize > 0 && !isLeaf);
  prologue.reset();
  epilogue.reset();
  if (restores && !epilogues.empty()) {
    savedStackPointer = newLocal(WasmType::I32);
    epilogue.get(savedStackPointer);
    epilogue.relocated(Opcode::GlobalSet, wasm::R_WASM_GLOBAL_INDEX_LEB,
                       format.stackPointer());
  }
  if (usesFrame) {
    frame();
    writePrologue();
  }
  SmallVector<uint8_t, 64> head;
  writeLocals(head);
  uint64_t size = head.size() + prologue.offset() + code.offset() +
                  epilogues.size() * epilogue.offset();
  object::SymbolId symbol = module.symbols.lookUp(function.getSymNameAttr()).id;
  format.beginBody(symbol, format.groupOf(function), size);
  object::Section &text = module.object[format.info.code];
  auto append = [&](ArrayRef<uint8_t> bytes,
                    ArrayRef<object::Relocation> relocations, uint32_t from) {
    uint64_t base = text.bytes.size();
    text.bytes.append(bytes.begin(), bytes.end());
    for (const object::Relocation &relocation : relocations)
      text.relocate(base + relocation.offset - from, relocation.type,
                    relocation.symbol, relocation.addend);
  };
  append(head, {}, 0);
  append(prologue.code(), prologue.relocations, 0);
  uint32_t done = 0;
  ArrayRef<object::Relocation> left = code.relocations;
  auto appendCode = [&](uint32_t end) {
    auto here = left.take_while([&](const object::Relocation &relocation) {
      return relocation.offset < end;
    });
    append(code.code().slice(done, end - done), here, done);
    left = left.drop_front(here.size());
    done = end;
  };
  for (uint32_t at : epilogues) {
    appendCode(at);
    append(epilogue.code(), epilogue.relocations, 0);
  }
  appendCode(code.offset());
  return !recorder.isOn() || addDebug(size, head.size());
}
