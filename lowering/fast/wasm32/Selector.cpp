//===- Selector.cpp - The pass over a function, deferred values -----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/wasm32/Selector.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::wasm32;

//===----------------------------------------------------------------------===//
// Dispatch
//===----------------------------------------------------------------------===//

/// By opcode; a null handler: refused.
struct Selector::HandlerTable {
  enum class Kind : uint8_t { Effect, Several, Pure };
  Handler handlers[opcodeLimit] = {};
  Kind kinds[opcodeLimit] = {};

  constexpr HandlerTable();
};

constexpr Selector::HandlerTable::HandlerTable() {
#define NOTHING(OP)                                                            \
  handlers[opcodeOf<::shunt::OP##Op>()] = &Selector::selectNothing;
#define EFFECT(OP)                                                             \
  handlers[opcodeOf<::shunt::OP##Op>()] = &Selector::select##OP;
#define SEVERAL(OP)                                                            \
  handlers[opcodeOf<::shunt::OP##Op>()] = &Selector::select##OP;               \
  kinds[opcodeOf<::shunt::OP##Op>()] = Kind::Several;
#define PURE(OP)                                                               \
  handlers[opcodeOf<::shunt::OP##Op>()] = &Selector::select##OP;               \
  kinds[opcodeOf<::shunt::OP##Op>()] = Kind::Pure;
#define PURE_AS(OP, MEMBER)                                                    \
  handlers[opcodeOf<::shunt::OP##Op>()] = &Selector::select##MEMBER;           \
  kinds[opcodeOf<::shunt::OP##Op>()] = Kind::Pure;
#include "lowering/fast/wasm32/Handlers.def"
}

constexpr Selector::HandlerTable Selector::handlers;

Selector::Handler Selector::handlerOf(uint16_t opcode) {
  return handlers.handlers[opcode];
}

bool Selector::isPure(Operation *op) {
  return handlers.kinds[headerOf(op).opcode] == HandlerTable::Kind::Pure;
}

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

Selector::Selector(fast::ModuleContext &module)
    : module(module), format(static_cast<WasmFormat &>(*module.format)),
      analysis(classify, /*callingOps=*/{}), structure(analysis),
      sharing(analysis, isPure, isPure) {
  features = moduleFeatures = format.baseFeatures();
}

bool Selector::compile(FuncOp func, object::SectionId) {
  beginFunction(func);
  if (module.refusal.isSet() || !emitEntry())
    return false;
  if (!(recorder.isOn() ? emitBlocks<true>() : emitBlocks<false>()))
    return false;
  for (unsigned i = structure.close(analysis.blocks().size()); i != 0; --i)
    code.op(Opcode::End);
  return finishFunction() && !module.refusal.isSet();
}

void Selector::beginFunction(FuncOp func) {
  function = func;
  functionAbi =
      &format.convention.decode(func.getProperties().attributeList.list);
  signature = &format.convention.lower(func.getProperties().signature.type);
  readAttributes(functionAttributes(func));
  code.reset();
  pending.clear();
  several.clear();
  variables.clear();
  for (auto &locals : freeLocals)
    locals.clear();
  epilogues.clear();
  frameLocal = savedStackPointer = resultPointer = variablePointer =
      dispatchLocal = noLocal;
  frameSize = 0;
  frameAlignment = 16;
  callsEmitted = endsInReturn = false;
  current = 0;
  analysis.run(func, /*hasChains=*/false);
  structure.run();
  recorder.begin(module.host, module.target.debug);
  kept.clear();
  if (recorder.isOn())
    beginDebug();
  sharing.run(/*joinAll=*/structure.hasDispatch());
  // What shares a local is not there for good.
  for (unsigned id : kept.set_bits())
    if (sharing.isShared(ValueId(id)))
      kept.reset(id);
  held.assign(analysis.allValues().size(), Held());
  endings.assign(analysis.blocks().size(), noValue);
}

/// Sets what a function's attributes say; most functions of a module say the
/// same.
void Selector::readAttributes(DictionaryAttr attributes) {
  if (attributes == lastAttributes)
    return;
  lastAttributes = attributes;
  features = moduleFeatures;
  if (auto value = stringAttribute(attributes, "target-features"))
    format.applyFeatures(value.getValue(), features);
}

/// Invariant: without debug information, it costs nothing an operation.
template <bool recordsLines> bool Selector::emitBlocks() {
  for (BlockIndex i = 0; i < analysis.blocks().size(); ++i) {
    beginBlock(i);
    if constexpr (recordsLines)
      recorder.beginBlock(code.offset());
    for (Operation *op : operationsOf(*analysis.blocks()[i].block)) {
      if constexpr (recordsLines)
        recorder.enterOperation(code.offset(), op);
      if (!emitOperation(op))
        return false;
      if constexpr (recordsLines)
        keepLine(op);
    }
    several.clear(); // A block without branches leaves no use to come.
    endIntervals(i);
  }
  return true;
}

void Selector::beginBlock(BlockIndex index) {
  for (unsigned i = structure.close(index); i != 0; --i)
    code.op(Opcode::End);
  structure.open(index, [&](bool isLoop) {
    code.block(isLoop ? Opcode::Loop : Opcode::Block);
  });
  current = index;
  if (index == 0 && structure.hasDispatch())
    emitDispatch();
}

/// At the start of the loop around all: goes on where a branch back leads.
void Selector::emitDispatch() {
  dispatchLocal = newLocal(WasmType::I32);
  code.block(Opcode::Block);
  structure.enter();
  SmallVector<uint32_t, 8> depths = {0}; // The function's start.
  for (BlockIndex target : structure.dispatchTargets())
    depths.push_back(structure.depthTo(target, /*from=*/0));
  depths.push_back(0);
  code.get(dispatchLocal);
  code.table(depths);
  code.op(Opcode::End);
  structure.leave();
}

bool Selector::emitOperation(Operation *op) {
  using Kind = HandlerTable::Kind;
  uint16_t opcode = headerOf(op).opcode;
  Handler handler = handlers.handlers[opcode];
  if (!handler)
    return refuse(op->getName().stripDialect().str(), op);
  Kind kind = handlers.kinds[opcode];
  if (kind != Kind::Effect && canSkip(op)) {
    discard(op);
    return true;
  }
  if (kind != Kind::Pure)
    return (this->*handler)(op);
  if (defer(op))
    return true;
  if (!(this->*handler)(op))
    return false;
  define(op->getResult(0));
  return true;
}

/// Nobody uses the results of an operation without effects.
bool Selector::canSkip(Operation *op) {
  uint32_t number = headerOf(op).number;
  for (unsigned i = 0; i < op->getNumResults(); ++i)
    if (analysis[ValueId(number + i)].uses > 0)
      return false;
  return headerOf(op).opcode != opcodeOf<LoadOp>() ||
         propertiesOf<LoadOp>(op).access.isPlain();
}

//===----------------------------------------------------------------------===//
// Deferred values
//===----------------------------------------------------------------------===//

/// Trees deeper than this are not worth their recursion.
static constexpr unsigned deepest = 24;
/// Deferred values that read, of which a flush looks at each.
static constexpr size_t mostPending = 64;

/// Leaves the operation to its first user. One with several uses must not read
/// what others write to a local by then.
bool Selector::defer(Operation *op) {
  auto id = ValueId(headerOf(op).number);
  ValueInfo &value = analysis[id];
  bool isSingle = value.uses == 1 && !value.crossesBlocks;
  if (value.bank == fast::Bank::Memory || (!isSingle && value.bytes > 8))
    return false;
  uint64_t reads = 0;
  unsigned depth = 0;
  bool readsShared = false;
  for (Value operand : op->getOperands()) {
    const Held &part = heldOf(operand);
    if (!part.deferred) {
      readsShared |= sharing.isShared(idOf(operand));
      continue;
    }
    reads |= part.reads;
    readsShared |= part.readsShared;
    depth = std::max<unsigned>(depth, part.depth + 1);
  }
  if (depth > deepest || (readsShared && !isSingle))
    return false;
  if (headerOf(op).opcode == opcodeOf<LoadOp>()) {
    if (!propertiesOf<LoadOp>(op).access.isPlain())
      return false;
    reads |= promotedSlot(op->getOperand(0)) ? slotBit(idOf(op->getOperand(0)))
                                             : memoryBit;
  }
  Held &place = heldOf(id);
  place.deferred = true;
  place.depth = depth;
  place.reads = reads;
  place.readsShared = readsShared;
  if (!isSingle)
    several.push_back(id);
  if (reads == 0)
    return true;
  if (pending.size() == mostPending)
    llvm::erase_if(pending, [&](ValueId id) { return !heldOf(id).deferred; });
  if (pending.size() == mostPending)
    flush(~uint64_t(0));
  pending.push_back(id);
  return true;
}

/// Emits into locals what is deferred and reads what is to be written.
void Selector::flush(uint64_t written) {
  if (pending.empty())
    return;
  // The newest first: it may have others in its tree.
  for (ValueId id : llvm::reverse(pending))
    if (heldOf(id).deferred && heldOf(id).reads & written)
      materialize(id);
  llvm::erase_if(pending, [&](ValueId id) { return !heldOf(id).deferred; });
}

/// Emits into locals what is deferred and has several uses.
void Selector::settle() {
  for (ValueId id : several)
    if (heldOf(id).deferred)
      materialize(id);
  several.clear();
}

void Selector::materialize(ValueId id) {
  ValueInfo &value = analysis[id];
  emitFor(value.definition, [&] {
    emitDeferred(value);
    define(value.definition->getResult(0));
  });
}

/// Counts off the uses by an operation that is left out.
void Selector::discard(Operation *op) {
  for (Value operand : op->getOperands())
    discard(operand);
}

void Selector::discard(Value value) {
  SmallVector<Value, 8> left = {value};
  while (!left.empty()) {
    Value next = left.pop_back_val();
    ValueInfo &operand = info(next);
    if (operand.kind != ValueKind::Computed)
      continue;
    Held &place = heldOf(next);
    --operand.uses;
    if (place.deferred) {
      if (operand.uses > 0)
        continue;
      place.deferred = false;
      llvm::append_range(left, operand.definition->getOperands());
    } else if (operand.uses == 0 && !operand.crossesBlocks &&
               !isKept(idOf(next)) && place.local != noLocal) {
      WasmType type = wasmType(next.getType());
      freeLocal(type, place.local);
      if (place.second != noLocal)
        freeLocal(type, place.second);
    }
  }
}
