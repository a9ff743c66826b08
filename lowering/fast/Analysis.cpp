//===- Analysis.cpp - Block order, loops, liveness ------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/Analysis.h"

using namespace mlir;

namespace shunt::fast {

namespace {

/// What every target's operations mean, by opcode.
struct TraitsTable {
  OpcodeTraits traits[opcodeLimit];

  constexpr TraitsTable() {
    for (uint16_t op :
         {opcodeOf<AtomicRMWOp>(), opcodeOf<CmpXchgOp>(), opcodeOf<FenceOp>(),
          opcodeOf<VaStartOp>(), opcodeOf<VaEndOp>(), opcodeOf<VaCopyOp>(),
          opcodeOf<VaArgOp>()})
      traits[op].changesMemory = true;
    for (uint16_t op :
         {opcodeOf<CallOp>(), opcodeOf<InlineAsmOp>(), opcodeOf<CallBrOp>(),
          opcodeOf<IntrinsicOp>(), opcodeOf<MemCpyOp>(), opcodeOf<MemSetOp>()})
      traits[op].changesMemory = traits[op].calls = traits[op].isCall = true;
    traits[opcodeOf<ConstantOp>()].kind = ValueKind::Constant;
    traits[opcodeOf<AddressOfOp>()].kind = ValueKind::Symbol;
    traits[opcodeOf<BlockAddressOp>()].kind = ValueKind::BlockAddress;
    traits[opcodeOf<UndefOp>()].kind = ValueKind::Undef;
  }
};

constexpr TraitsTable commonTraits;

/// What a use in a loop counts, by depth.
float weightAt(uint32_t depth) {
  constexpr float weights[] = {1, 8, 64, 512, 4096};
  return weights[std::min<uint32_t>(depth, 4)];
}

} // namespace

Analysis::Analysis(TypeClass (*classify)(Type), ArrayRef<uint16_t> callingOps)
    : classify(classify) {
  llvm::copy(commonTraits.traits, traitsOf);
  for (uint16_t op : callingOps) {
    assert(op != opcodeOf<LoadOp>() && op != opcodeOf<StoreOp>() &&
           op != opcodeOf<SlotOp>() && "visited without their traits");
    traitsOf[op].calls = true;
  }
}

void Analysis::run(FuncOp func, bool hasChains) {
  values.clear();
  longLivedIds.clear();
  slotIds.clear();
  allocaOps.clear();
  asmOps.clear();
  callList.clear();
  callingBlocks.clear();
  memoryEpoch = 0;
  operations = 0;
  dynamicStack = irreducible = false;
  order(func.getBody());
  findChains(hasChains);
  visitBlocks();
  // One whose address is used is held as an address, not as its contents.
  for (ValueId id : slotIds) {
    ValueInfo &slot = values[uint32_t(id)];
    if (slot.isPrivate)
      continue;
    slot.bank = Bank::General;
    slot.bytes = 8;
  }
}

//===----------------------------------------------------------------------===//
// Order and loops
//===----------------------------------------------------------------------===//

void Analysis::order(Region &region) {
  layout.clear();
  loops.assign(1, LoopInfo());
  if (!layOutStraight(region)) {
    findLoops(region);
    layOut();
    countEdges();
  }
  loopWeights.clear();
  for (const LoopInfo &loop : loops)
    loopWeights.push_back(weightAt(loop.depth));
}

/// Keeps the region's order if all branches in it lead forwards, as import
/// leaves a function without loops, and from block to block to every one.
bool Analysis::layOutStraight(Region &region) {
  for (Block &block : region)
    addToLayout(layout.size(), &block);
  bool isStraight = true;
  for (BlockIndex from = 0; isStraight && from < layout.size(); ++from) {
    isStraight = from == 0 || layout[from].predecessors > 0;
    for (BlockOperand &successor :
         lastOperation(layout[from].block)->getBlockOperands()) {
      BlockIndex to = indexOf(successor.get());
      isStraight &= to > from;
      ++layout[to].predecessors;
      layout[to].onlyPredecessor = from;
    }
  }
  if (!isStraight)
    layout.clear();
  return isStraight;
}

void Analysis::addToLayout(BlockIndex index, Block *block) {
  headerOf(firstOperation(block)).block = index;
  layout.push_back({block});
}

/// `block` lies in the loop of `header`: adds it to the chain of headers
/// around `block`, which is ordered by path position.
void Analysis::tagHeader(uint32_t block, uint32_t header) {
  if (block == header || header == UINT32_MAX)
    return;
  uint32_t inner = block, outer = header;
  while (walks[inner].header != UINT32_MAX) {
    uint32_t next = walks[inner].header;
    if (next == outer)
      return;
    if (walks[next].position < walks[outer].position) {
      walks[inner].header = outer;
      inner = outer;
      outer = next;
    } else {
      inner = next;
    }
  }
  walks[inner].header = outer;
}

/// An edge to a block that was seen before.
void Analysis::visitEdge(uint32_t from, uint32_t to) {
  if (walks[to].position > 0) {
    walks[to].isHeader = true;
    tagHeader(from, to);
    return;
  }
  // Into a loop that is being walked, or one that is done: the innermost
  // header on the path counts; if a header between isn't on it, the loop has
  // two entries.
  for (uint32_t header = walks[to].header; header != UINT32_MAX;
       header = walks[header].header) {
    if (walks[header].position > 0) {
      tagHeader(from, header);
      return;
    }
    irreducible = true;
  }
}

/// Fills `walks` (in region order) and `postOrder`.
void Analysis::findLoops(Region &region) {
  walks.clear();
  postOrder.clear();
  for (Block &block : region) {
    headerOf(firstOperation(&block)).block = walks.size();
    walks.push_back({&block});
  }
  // Successors from the last to the first, so that the first one follows.
  struct Frame {
    uint32_t block;
    uint32_t successorsLeft;
    MutableArrayRef<BlockOperand> successors;
  };
  SmallVector<Frame, 64> stack;
  auto enter = [&](uint32_t block) {
    Walk &walk = walks[block];
    walk.seen = true;
    walk.position = stack.size() + 1;
    auto successors = lastOperation(walk.block)->getBlockOperands();
    stack.push_back({block, uint32_t(successors.size()), successors});
  };
  enter(0);
  while (!stack.empty()) {
    Frame &top = stack.back();
    uint32_t block = top.block;
    if (top.successorsLeft > 0) {
      uint32_t to = indexOf(top.successors[--top.successorsLeft].get());
      if (walks[to].seen)
        visitEdge(block, to);
      else
        enter(to);
      continue;
    }
    walks[block].position = 0;
    postOrder.push_back(block);
    stack.pop_back();
    if (!stack.empty())
      tagHeader(stack.back().block, walks[block].header);
  }
}

/// Reverse post-order with the blocks of each loop together, behind its header.
void Analysis::layOut() {
  // A loop of two entries has no one header: the function counts as one loop.
  if (irreducible)
    for (Walk &walk : walks) {
      walk.header = UINT32_MAX;
      walk.isHeader = false;
    }
  // Children of each header, in reverse post-order.
  children.assign(walks.size() + 1, Children());
  nextChild.assign(walks.size(), UINT32_MAX);
  uint32_t top = walks.size();
  for (uint32_t block : llvm::reverse(postOrder)) {
    uint32_t parent = walks[block].header;
    Children &list = children[parent == UINT32_MAX ? top : parent];
    if (list.first == UINT32_MAX)
      list.first = block;
    else
      nextChild[list.last] = block;
    list.last = block;
  }
  // Flatten; the stack has what comes after each open loop.
  struct Open {
    uint32_t next;
    uint32_t loop;
  };
  SmallVector<Open, 16> stack;
  stack.push_back({children[top].first, 0});
  while (!stack.empty()) {
    uint32_t block = stack.back().next;
    uint32_t loop = stack.back().loop;
    if (block == UINT32_MAX) {
      loops[loop].last = layout.size() - 1;
      stack.pop_back();
      continue;
    }
    stack.back().next = nextChild[block];
    if (walks[block].isHeader) {
      loops.push_back(
          {uint32_t(layout.size()), 0, loop, loops[loop].depth + 1});
      loop = loops.size() - 1;
      stack.push_back({children[block].first, loop});
    }
    addToLayout(layout.size(), walks[block].block);
    layout.back().loop = loop;
  }
}

/// Counts predecessors and checks the second invariant.
void Analysis::countEdges() {
  for (BlockIndex from = 0; from < layout.size(); ++from) {
    for (BlockOperand &successor :
         lastOperation(layout[from].block)->getBlockOperands()) {
      BlockIndex to = indexOf(successor.get());
      BlockInfo &info = layout[to];
      ++info.predecessors;
      info.onlyPredecessor = from;
      if (to > from)
        continue;
      const LoopInfo &loop = loops[info.loop];
      if (loop.first != to || info.loop == 0 || from > loop.last)
        irreducible = true;
    }
  }
}

void Analysis::findChains(bool hasChains) {
  for (BlockIndex i = 0; i < layout.size(); ++i) {
    BlockInfo &info = layout[i];
    bool continues =
        hasChains && info.predecessors == 1 && info.onlyPredecessor + 1 == i;
    info.chain = continues ? layout[i - 1].chain : i;
  }
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

void Analysis::visitBlocks() {
  for (BlockIndex i = 0; i < layout.size(); ++i) {
    BlockInfo &info = layout[i];
    info.firstArgument = values.size();
    for (BlockArgument argument : info.block->getArguments()) {
      ValueInfo &value = define(argument, nullptr, i);
      // Written by each predecessor; the function's own arguments are not.
      value.crossesBlocks = i != 0;
      if (i != 0)
        longLivedIds.push_back(idOf(value));
    }
  }
  // Arguments have numbers now, so that branches forward can pass them.
  for (BlockIndex i = 0; i < layout.size(); ++i) {
    blockWeight = loopWeights[layout[i].loop];
    for (Operation *op : operationsOf(*layout[i].block))
      visitOperation(op, i);
    passArguments(lastOperation(layout[i].block), i);
  }
  if (!irreducible)
    return;
  longLivedIds.clear();
  for (ValueInfo &value : values) {
    value.first = 0;
    value.last = layout.size() - 1;
    longLivedIds.push_back(idOf(value));
  }
}

ValueInfo &Analysis::define(Value value, Operation *definition,
                            BlockIndex block) {
  return values.emplace_back(definition, block, classOf(value.getType()));
}

/// classify(), which has to look at the type, for a few types once.
TypeClass Analysis::classOf(Type type) {
  auto bits = reinterpret_cast<uintptr_t>(type.getAsOpaquePointer());
  auto &known = knownTypes[(bits >> 4 ^ bits >> 8) % std::size(knownTypes)];
  if (known.type != type)
    known = {type, classify(type)};
  return known.held;
}

Value Analysis::valueOf(ValueId id) const {
  const ValueInfo &value = values[uint32_t(id)];
  if (Operation *op = value.definition)
    return op->getResult(uint32_t(id) - headerOf(op).number);
  const BlockInfo &home = layout[value.block];
  return home.block->getArgument(uint32_t(id) - home.firstArgument);
}

void Analysis::visitOperation(Operation *op, BlockIndex block) {
  ++operations;
  OpHeader &header = headerOf(op);
  // Two operations of three are one of these.
  switch (header.opcode) {
  case opcodeOf<LoadOp>():
    if (LLVM_LIKELY(op->getNumResults() == 1))
      return visitLoad(op, block);
    break;
  case opcodeOf<StoreOp>():
    return visitStore(op, block);
  case opcodeOf<SlotOp>():
    return visitSlot(op, block);
  default:
    break;
  }
  for (OpOperand &use : op->getOpOperands())
    visitUse(use.get(), block);
  const OpcodeTraits &traits = traitsOf[header.opcode];
  memoryEpoch += traits.changesMemory;
  if (traits.calls)
    noteLeaving(block);
  if (traits.isCall)
    noteCall(op);
  header.number = values.size();
  if (op->getNumResults() != 1) {
    for (Value result : op->getResults())
      define(result, op, block);
    return;
  }
  ValueInfo &value = define(op->getResult(0), op, block);
  value.kind = traits.kind;
  if (header.opcode == opcodeOf<AddressOfOp>() &&
      propertiesOf<AddressOfOp>(op).threadLocal) {
    // It may take a call.
    value.kind = ValueKind::Computed;
    noteLeaving(block);
  } else if (header.opcode == opcodeOf<AllocaOp>()) {
    dynamicStack = true;
    allocaOps.push_back(op);
  }
}

void Analysis::visitSlot(Operation *op, BlockIndex block) {
  auto id = ValueId(values.size());
  headerOf(op).number = uint32_t(id);
  ValueInfo &slot = define(op->getResult(0), op, block);
  slot.kind = ValueKind::Slot;
  slot.isPrivate = true;
  slot.bytes = 0;
  slotIds.push_back(id);
}

/// A load of one result. A volatile or atomic one stays where it is.
void Analysis::visitLoad(Operation *op, BlockIndex block) {
  auto &load = propertiesOf<LoadOp>(op);
  bool isPlain = load.access.isPlain();
  MutableArrayRef<OpOperand> operands = op->getOpOperands();
  TypeClass type = classOf(op->getResult(0).getType());
  ValueId base = idOf(operands[0].get());
  ValueInfo &address = values[uint32_t(base)];
  bool readsSlot = address.kind == ValueKind::Slot;
  uint32_t slotEpoch = address.epoch;
  if (readsSlot)
    visitAccess(address,
                isPlain && operands.size() == 1 && load.address.offset == 0,
                type);
  else
    visitUse(address, block);
  for (OpOperand &index : operands.drop_front())
    visitUse(index.get(), block);

  headerOf(op).number = values.size();
  ValueInfo &value = values.emplace_back(op, block, type);
  value.epoch = isPlain ? memoryEpoch : noEpoch;
  if (isPlain && readsSlot) {
    value.slot = base;
    value.slotEpoch = slotEpoch;
  }
}

/// A store to a private slot counts for all memory too: that the slot is
/// private is not known yet.
void Analysis::visitStore(Operation *op, BlockIndex block) {
  auto &store = propertiesOf<StoreOp>(op);
  MutableArrayRef<OpOperand> operands = op->getOpOperands();
  unsigned stored = store.operandSegmentSizes[0];
  for (OpOperand &part : operands.take_front(stored))
    visitUse(part.get(), block);
  ValueInfo &address = values[uint32_t(idOf(operands[stored].get()))];
  if (address.kind == ValueKind::Slot) {
    ++address.epoch;
    bool isWhole = operands.size() == 2 && store.address.offset == 0 &&
                   store.access.isPlain();
    visitAccess(address, isWhole, classOf(operands[0].get().getType()));
  } else {
    visitUse(address, block);
  }
  for (OpOperand &index : operands.drop_front(stored + 1))
    visitUse(index.get(), block);
  ++memoryEpoch;
  headerOf(op).number = values.size();
}

void Analysis::noteCall(Operation *op) {
  if (headerOf(op).opcode == opcodeOf<CallOp>())
    callList.push_back(op);
  else if (headerOf(op).opcode == opcodeOf<InlineAsmOp>() ||
           headerOf(op).opcode == opcodeOf<CallBrOp>())
    asmOps.push_back(op);
}

void Analysis::extend(ValueInfo &value, BlockIndex use) {
  // The outermost loop around the use that is not around the definition.
  BlockIndex end = use;
  for (uint32_t i = layout[use].loop;
       i != 0 && (loops[i].first > value.block || loops[i].last < value.block);
       i = loops[i].parent)
    end = loops[i].last;
  value.first = std::min(value.first, use);
  value.last = std::max(value.last, end);
}

/// Any use but that of a slot as the address of a load or store.
void Analysis::visitUse(ValueInfo &value, BlockIndex block) {
  value.weight += blockWeight;
  value.isPrivate = false;
  if (value.kind != ValueKind::Computed)
    return;
  value.isUsed = true;
  if (value.block != block) {
    if (value.last == value.block && !value.crossesBlocks)
      longLivedIds.push_back(idOf(value));
    value.crossesBlocks |= layout[value.block].chain != layout[block].chain;
    extend(value, block);
  }
  bool isOnly = value.uses++ == 0 && value.block == block;
  value.foldsAcrossMemory = isOnly && value.epoch == memoryEpoch;
  value.foldsAcrossSlot =
      isOnly && value.slotEpoch == values[uint32_t(value.slot)].epoch;
}

/// A load or store of `type` at the address of a slot; `isWhole`: of that
/// alone, and it can be a move between registers.
void Analysis::visitAccess(ValueInfo &slot, bool isWhole, TypeClass type) {
  slot.weight += blockWeight;
  if (slot.bytes == 0) {
    slot.bytes = type.bytes;
    slot.bank = type.bank;
  }
  slot.isPrivate &=
      isWhole && slot.bytes == type.bytes && slot.bank == type.bank;
}

/// A branch writes its targets' arguments: their places are taken from here on
/// (forwards) or up to here (backwards).
void Analysis::passArguments(Operation *terminator, BlockIndex block) {
  for (BlockOperand &successor : terminator->getBlockOperands()) {
    Block *target = successor.get();
    if (target->getNumArguments() == 0)
      continue;
    const BlockInfo &info = layout[indexOf(target)];
    for (unsigned i = 0; i < target->getNumArguments(); ++i) {
      ValueInfo &argument = values[info.firstArgument + i];
      argument.weight += blockWeight;
      argument.first = std::min(argument.first, block);
      argument.last = std::max(argument.last, block);
    }
  }
}

} // namespace shunt::fast
