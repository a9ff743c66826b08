//===- AllocationChecker.cpp - Proves one allocation ----------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/AllocationChecker.h"
#include "lowering/fast/AllocationState.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace shunt::fast {

namespace {

using Event = AllocationEvent;
using Flow = MachineStep::Flow;

/// Steps and events that run one after the other.
struct Node {
  size_t firstItem, endItem;                 ///< Of Proof::items.
  llvm::SmallVector<uint32_t, 2> successors; ///< Nodes.
  AllocationState in;
  bool reached = false;
  bool waits = false; ///< To be run again.
};

/// A step or an event.
struct Item {
  const MachineStep *step = nullptr;
  const Event *event = nullptr;
};

class Proof {
public:
  explicit Proof(const AllocationProof &input) : input(input) {}

  std::optional<AllocationError> run();

private:
  void merge();
  void split();
  void connect();
  uint32_t nodeOf(Label label) const;
  void beginWithPrologue();
  void solve();
  bool execute(const Node &node, AllocationState &state, bool checks);
  bool executeEvent(const Item *item, AllocationState &state, bool checks);
  void checkStep(const MachineStep &step, const AllocationState &state);
  void fail(std::string what, uint32_t offset, const Event *use = nullptr);
  void noteContext(const Event &event);
  bool ends(const Item &item) const;
  /// The widths of values, to AllocationState.
  unsigned bytesOf(ValueId value) const {
    constexpr unsigned tokenBytes = 8;
    return uint32_t(value) >= token::first ? tokenBytes : input.bytesOf(value);
  }

  const AllocationProof &input;
  std::vector<Item> items;
  std::vector<Node> nodes;
  llvm::DenseMap<uint32_t, uint32_t> nodeOfLabel;  ///< Labels of blocks.
  llvm::DenseMap<uint32_t, uint32_t> nodeAtOffset; ///< That a label leads to.
  /// The operation and block that the items are in.
  mlir::Operation *op = nullptr;
  Label block = Label::None;
  std::optional<AllocationError> error;
};

} // namespace

//===----------------------------------------------------------------------===//
// The graph
//===----------------------------------------------------------------------===//

/// Puts events in front of the step at their offset.
void Proof::merge() {
  items.reserve(input.code.size() + input.events.size());
  const Event *event = input.events.begin();
  for (const MachineStep &step : input.code) {
    for (; event != input.events.end() && event->offset <= step.offset; ++event)
      items.push_back({nullptr, event});
    items.push_back({&step, nullptr});
  }
  for (; event != input.events.end(); ++event)
    items.push_back({nullptr, event});
}

/// Whether control leaves the straight line behind the item.
bool Proof::ends(const Item &item) const {
  if (item.event)
    return item.event->kind == Event::Kind::Branch;
  return item.step->flow != Flow::Next && item.step->flow != Flow::Call;
}

/// Begins nodes at the labels of blocks, where their events are, at the other
/// labels that branches lead to, and behind each branch.
void Proof::split() {
  std::set<uint32_t> blockLabels, targets;
  for (const Event &event : input.events)
    if (event.kind == Event::Kind::Block)
      blockLabels.insert(uint32_t(event.label));
  auto note = [&](Label label) {
    if (!blockLabels.contains(uint32_t(label)))
      targets.insert(input.labelOffset(label));
  };
  for (const Item &item : items)
    if (item.step && item.step->target != Label::None)
      note(item.step->target);
    else if (item.event && (item.event->kind == Event::Kind::Jump ||
                            item.event->kind == Event::Kind::Branch))
      note(item.event->label);

  bool begins = true;
  auto next = targets.begin();
  for (size_t i = 0; i < items.size(); ++i) {
    const Item &item = items[i];
    uint32_t offset = item.step ? item.step->offset : item.event->offset;
    bool isTarget = next != targets.end() && *next <= offset;
    bool isBlock = item.event && item.event->kind == Event::Kind::Block;
    if (begins || isTarget || isBlock) {
      if (!nodes.empty())
        nodes.back().endItem = i;
      nodes.push_back({i, items.size(), {}, {}});
    }
    if (isTarget)
      nodeAtOffset[*next++] = nodes.size() - 1;
    if (isBlock)
      nodeOfLabel[uint32_t(item.event->label)] = nodes.size() - 1;
    begins = ends(item);
  }
}

/// The node where control arrives by a label.
uint32_t Proof::nodeOf(Label label) const {
  auto found = nodeOfLabel.find(uint32_t(label));
  return found != nodeOfLabel.end()
             ? found->second
             : nodeAtOffset.lookup(input.labelOffset(label));
}

void Proof::connect() {
  llvm::SmallVector<Label, 8> jumps;
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    bool fallsThrough = i + 1 != nodes.size();
    for (size_t at = nodes[i].firstItem; at < nodes[i].endItem; ++at) {
      const auto &[step, event] = items[at];
      if (event && event->kind == Event::Kind::Jump)
        jumps.push_back(event->label);
      if (event && event->kind == Event::Kind::Branch)
        nodes[i].successors.push_back(nodeOf(event->label));
      fallsThrough &= !(event && event->kind == Event::Kind::Stop);
      if (!step)
        continue;
      if (step->target != Label::None)
        nodes[i].successors.push_back(nodeOf(step->target));
      fallsThrough &= step->flow == Flow::Next || step->flow == Flow::Call ||
                      step->flow == Flow::Branch;
      if (step->flow == Flow::Indirect) {
        for (Label target : jumps)
          nodes[i].successors.push_back(nodeOf(target));
        jumps.clear();
      }
    }
    if (fallsThrough)
      nodes[i].successors.push_back(i + 1);
  }
}

//===----------------------------------------------------------------------===//
// The fixed point
//===----------------------------------------------------------------------===//

/// The state in which the code begins.
void Proof::beginWithPrologue() {
  AllocationState &state = nodes.front().in;
  auto sizes = [this](ValueId value) { return bytesOf(value); };
  for (RegSet left = input.preserved; !left.empty(); left.remove(left.first()))
    state.hold(token::saved(left.first()), left.first());
  state.setStackPointer(input.entryStack);
  for (const MachineStep &step : input.prologue)
    state.execute(step, sizes);
  nodes.front().reached = nodes.front().waits = true;
}

void Proof::solve() {
  bool changes = true;
  while (changes) {
    changes = false;
    for (Node &node : nodes) {
      if (!node.waits)
        continue;
      node.waits = false;
      AllocationState out = node.in;
      if (!execute(node, out, /*checks=*/false))
        continue;
      for (uint32_t successor : node.successors) {
        Node &next = nodes[successor];
        bool changed = !next.reached;
        if (next.reached)
          changed = next.in.meet(out);
        else
          next.in = out;
        next.reached = true;
        next.waits |= changed;
        changes |= changed;
      }
    }
  }
}

/// False: control doesn't reach the end of the node.
bool Proof::execute(const Node &node, AllocationState &state, bool checks) {
  auto sizes = [this](ValueId value) { return bytesOf(value); };
  const Item *item = items.data() + node.firstItem;
  for (const Item *end = items.data() + node.endItem; item != end; ++item) {
    if (item->step) {
      if (checks)
        checkStep(*item->step, state);
      state.execute(*item->step, sizes);
    } else if (!executeEvent(item, state, checks)) {
      return false;
    }
    if (error)
      return false;
  }
  return true;
}

/// False: control doesn't get further.
bool Proof::executeEvent(const Item *item, AllocationState &state,
                         bool checks) {
  const Event &event = *item->event;
  if (checks)
    noteContext(event);
  switch (event.kind) {
  case Event::Kind::Stop:
    return false;
  case Event::Kind::Use:
    if (checks && !state.has(event.place, event.value))
      fail("the place doesn't hold the value", event.offset, &event);
    return true;
  case Event::Kind::Define:
    state.define(event.value, event.place);
    return true;
  case Event::Kind::Hold:
    state.hold(event.value, event.place);
    return true;
  case Event::Kind::Assign:
    state.assign(event.value, event.from);
    return true;
  default:
    return true;
  }
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

/// Keeps track of where the checks are.
void Proof::noteContext(const Event &event) {
  if (event.kind == Event::Kind::Operation)
    op = event.op;
  if (event.kind == Event::Kind::Block) {
    block = event.label;
    op = nullptr;
  }
}

void Proof::fail(std::string what, uint32_t offset, const Event *use) {
  if (error)
    return;
  error.emplace();
  error->what = std::move(what);
  error->op = op;
  error->block = block;
  error->offset = offset;
  if (use) {
    error->value = use->value;
    error->place = use->place;
  }
}

void Proof::checkStep(const MachineStep &step, const AllocationState &state) {
  constexpr int32_t stackAlignment = 16;
  std::optional<int32_t> stack = state.stackPointer();
  if (step.flow == Flow::Call && stack && *stack % stackAlignment != 0)
    fail("a call with a stack that is not aligned", step.offset);
  if (step.flow != Flow::Return)
    return;
  if (!stack)
    fail("a return with an unknown stack pointer", step.offset);
  else if (*stack != input.entryStack)
    fail("a return with a wrong stack pointer", step.offset);
  for (RegSet left = input.preserved; !left.empty();
       left.remove(left.first())) {
    Reg reg = left.first();
    Event use = {
        .kind = Event::Kind::Use, .value = token::saved(reg), .place = reg};
    if (!state.has(reg, use.value))
      fail("the caller's register isn't restored", step.offset, &use);
  }
}

std::optional<AllocationError> Proof::run() {
  merge();
  if (items.empty())
    return std::nullopt;
  split();
  connect();
  beginWithPrologue();
  solve();
  for (const Node &node : nodes) {
    AllocationState state = node.in;
    if (node.reached)
      execute(node, state, /*checks=*/true);
    if (error)
      break;
    for (size_t i = node.firstItem; i < node.endItem; ++i)
      if (items[i].event)
        noteContext(*items[i].event);
  }
  return error;
}

std::optional<AllocationError> checkAllocation(const AllocationProof &proof) {
  return Proof(proof).run();
}

} // namespace shunt::fast
