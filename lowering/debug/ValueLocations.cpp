//===- ValueLocations.cpp - Where values of variables are -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/ValueLocations.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;
using namespace shunt::debug;

//===----------------------------------------------------------------------===//
// Records
//===----------------------------------------------------------------------===//

void ValueLocations::begin(const FunctionEvents &newEvents,
                           ArrayRef<CodeSpan> newSpans,
                           const MemoryPlaces &newPlaces) {
  events = &newEvents;
  spans = newSpans;
  memoryPlaces = &newPlaces;
  list.clear();
  indexOf.clear();
  values.clear();
  order.clear();
  for (const ValueEvent &event : newEvents.values)
    values[event.value] = &event;
}

/// Whether two records say the same of a variable.
static bool sayTheSame(const DbgVariableRecord &a, const DbgVariableRecord &b) {
  return a.getRawLocation() == b.getRawLocation() &&
         a.getExpression() == b.getExpression() &&
         a.isDbgDeclare() == b.isDbgDeclare();
}

void ValueLocations::add(const DbgVariableRecord &record, uint32_t origin) {
  const DILocation *location = record.getDebugLoc();
  auto [it, isNew] = indexOf.try_emplace(
      {record.getVariable(), location->getInlinedAt()}, list.size());
  if (isNew)
    list.push_back({record.getVariable(), location, {}});
  Variable &variable = list[it->second];
  uint64_t offset = 0, size = 0;
  if (auto fragment = record.getExpression()->getFragmentInfo()) {
    offset = fragment->OffsetInBits;
    size = fragment->SizeInBits;
  }
  auto *piece = find_if(variable.pieces, [&](const Piece &piece) {
    return piece.offset == offset && piece.size == size;
  });
  if (piece == variable.pieces.end())
    piece = &variable.pieces.emplace_back(Piece{offset, size, {}, {}});
  uint32_t state = 0;
  if (!record.isKillLocation() && !record.hasArgList()) {
    auto *known = find_if(piece->states, [&](const DbgVariableRecord *other) {
      return sayTheSame(record, *other);
    });
    state = known - piece->states.begin() + 1;
    if (known == piece->states.end())
      piece->states.push_back(&record);
  }
  piece->changes.push_back({origin, state});
}

//===----------------------------------------------------------------------===//
// Which record counts
//===----------------------------------------------------------------------===//

/// No way that leads here is known yet.
static constexpr uint32_t unseen = UINT32_MAX;

void ValueLocations::numberBlocks() {
  if (!order.empty())
    return;
  predecessors.clear();
  for (const BasicBlock *block :
       ReversePostOrderTraversal<const Function *>(events->host.function)) {
    order.push_back({block->getNumber(), uint32_t(predecessors.size()), 0});
    for (const BasicBlock *predecessor : llvm::predecessors(block))
      predecessors.push_back(predecessor->getNumber());
    order.back().predecessorCount =
        predecessors.size() - order.back().firstPredecessor;
  }
}

/// Sets the piece's state at the entry of each block, by its number.
void ValueLocations::flow(const Piece &piece,
                          SmallVectorImpl<uint32_t> &atEntry) {
  numberBlocks();
  uint32_t limit = events->host.function->getMaxBlockNumber();
  SmallVector<uint32_t, 32> changed(limit, unseen), atExit(limit, unseen);
  atEntry.assign(limit, unseen);
  for (const Piece::Change &change : piece.changes)
    changed[blockOf(change.origin)] = change.state;
  for (bool again = true; again;) {
    again = false;
    for (const Block &block : order) {
      uint32_t state = &block == order.begin() ? 0 : unseen;
      for (uint32_t predecessor :
           ArrayRef(predecessors)
               .slice(block.firstPredecessor, block.predecessorCount)) {
        uint32_t other = atExit[predecessor];
        if (other != unseen && other != state)
          state = state == unseen ? other : 0;
      }
      atEntry[block.number] = state;
      uint32_t left =
          changed[block.number] != unseen ? changed[block.number] : state;
      again |= left != atExit[block.number];
      atExit[block.number] = left;
    }
  }
}

/// The record of a piece that counts at an instruction's code; null: unknown.
const DbgVariableRecord *ValueLocations::recordAt(const Piece &piece,
                                                  ArrayRef<uint32_t> atEntry,
                                                  const CodeSpan &span) const {
  uint32_t block = span.inst->getParent()->getNumber();
  auto *next = upper_bound(piece.changes, span.origin,
                           [](uint32_t origin, const Piece::Change &change) {
                             return origin < change.origin;
                           });
  uint32_t state = atEntry[block];
  if (next != piece.changes.begin() && blockOf(next[-1].origin) == block)
    state = next[-1].state;
  return state == 0 || state == unseen ? nullptr : piece.states[state - 1];
}

//===----------------------------------------------------------------------===//
// Where its value is
//===----------------------------------------------------------------------===//

/// Whether the frame is gone before the instruction's code ends.
static bool leavesFrame(const Instruction *inst) {
  auto *call = dyn_cast<CallInst>(inst);
  return call && call->isTailCall() &&
         isa_and_nonnull<ReturnInst>(call->getNextNode());
}

bool ValueLocations::isThere(const ValueEvent &event,
                             const CodeSpan &span) const {
  if (span.begin < event.begin || span.end > event.end)
    return false;
  const BasicBlock *block = span.inst->getParent();
  if (event.isArgument)
    // A branch to its block gives it the next value.
    return !span.inst->isTerminator() ||
           !is_contained(successors(block), event.block);
  return block != event.block || span.begin >= event.definitionEnd;
}

/// Whether the variable is the memory at the record's value.
static bool isMemory(const DbgVariableRecord &record) {
  if (record.isDbgDeclare())
    return true;
  bool isDereferenced = false;
  for (auto op : record.getExpression()->expr_ops())
    if (op.getOp() != dwarf::DW_OP_LLVM_fragment)
      isDereferenced = op.getOp() == dwarf::DW_OP_deref;
  return isDereferenced;
}

/// The bits of a constant of at most 64; none: it is something else.
static std::optional<uint64_t> bitsOf(const Value *value) {
  if (auto *integer = dyn_cast<ConstantInt>(value);
      integer && integer->getBitWidth() <= 64)
    return integer->getZExtValue();
  if (isa<ConstantPointerNull>(value))
    return 0;
  if (auto *number = dyn_cast<ConstantFP>(value);
      number &&
      (number->getType()->isFloatTy() || number->getType()->isDoubleTy()))
    return number->getValueAPF().bitcastToAPInt().getZExtValue();
  return std::nullopt;
}

/// The value of a record about so many bits at an instruction's code; none:
/// it is nowhere.
std::optional<HostOperand>
ValueLocations::operandOf(const DbgVariableRecord &record, const CodeSpan &span,
                          uint64_t bits) const {
  using Kind = HostOperand::Kind;
  const Value *value = record.getVariableLocationOp(0);
  if (auto constant = bitsOf(value)) {
    if (bits > value->getType()->getScalarSizeInBits() &&
        !value->getType()->isPointerTy())
      return std::nullopt;
    return HostOperand{Kind::Constant, int64_t(*constant)};
  }
  if (span.begin >= events->epilogueOffset || leavesFrame(span.inst))
    return std::nullopt;
  if (auto place = memoryPlaces->find(value); place != memoryPlaces->end()) {
    static constexpr Kind kinds[] = {Kind::Address, Kind::Pointer, Kind::Local};
    return HostOperand{kinds[unsigned(place->second.kind)],
                       place->second.number};
  }
  const ValueEvent *event = values.lookup(value);
  if (!event || !isThere(*event, span) ||
      (bits > event->bytes * 8u && !isMemory(record)))
    return std::nullopt;
  static constexpr Kind kinds[] = {Kind::Register, Kind::Local, Kind::Frame};
  return HostOperand{kinds[unsigned(event->kind)], event->number, event->bytes,
                     value->getType()->isFloatingPointTy()};
}

/// Appends where a record's value is at an instruction's code; false: nowhere.
bool ValueLocations::describe(const DbgVariableRecord &record,
                              const CodeSpan &span, uint64_t bits,
                              Expression &expression) const {
  auto operand = operandOf(record, span, bits);
  return operand && expression.addOperand(*operand, record.getExpression(),
                                          record.isDbgDeclare());
}

/// Whether pieces, which are sorted, have bits in common.
static bool overlap(ArrayRef<ValueLocations::Piece> pieces) {
  for (size_t i = 1; i < pieces.size(); ++i)
    if (pieces[i - 1].size == 0 ||
        pieces[i - 1].offset + pieces[i - 1].size > pieces[i].offset)
      return true;
  return false;
}

void ValueLocations::locate(Variable &variable, const Scope &scope,
                            SmallVectorImpl<ScopeVariable::Range> &places) {
  places.clear();
  sort(variable.pieces,
       [](const Piece &a, const Piece &b) { return a.offset < b.offset; });
  uint64_t whole = variable.variable->getSizeInBits().value_or(UINT32_MAX);
  if (scope.ranges.empty() || overlap(variable.pieces))
    return;
  SmallVector<SmallVector<uint32_t, 0>, 1> atEntry(variable.pieces.size());
  for (auto [piece, states] : zip_equal(variable.pieces, atEntry))
    flow(piece, states);
  CodeRange within = {scope.ranges.front().begin, scope.ranges.back().end};
  auto *span = partition_point(
      spans, [&](const CodeSpan &span) { return span.end <= within.begin; });
  for (; span != spans.end() && span->begin < within.end; ++span) {
    if (!span->inst)
      continue;
    Expression expression;
    bool isKnown = false;
    for (auto [piece, states] : zip_equal(variable.pieces, atEntry))
      if (const DbgVariableRecord *record = recordAt(piece, states, *span))
        isKnown |= describe(*record, *span, piece.size ? piece.size : whole,
                            expression);
    if (!isKnown)
      continue;
    if (variable.pieces.front().size && variable.variable->getSizeInBits())
      expression.addGapTo(whole);
    if (!places.empty() && places.back().code.end == span->begin &&
        places.back().expression == expression.bytes)
      places.back().code.end = span->end;
    else
      places.push_back({{span->begin, span->end}, StringRef(expression.bytes)});
  }
}
