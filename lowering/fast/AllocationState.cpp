//===- AllocationState.cpp - Which values places hold ---------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/AllocationState.h"
#include "llvm/ADT/STLExtras.h"

namespace shunt::fast {

/// Bytes of the widest value.
static constexpr int32_t mostBytes = 16;

static void insert(AllocationState::ValueSet &set, ValueId value) {
  if (!llvm::is_contained(set, value))
    set.push_back(value);
}

//===----------------------------------------------------------------------===//
// Events
//===----------------------------------------------------------------------===//

bool AllocationState::isUndefined(ValueId value) const {
  return llvm::is_contained(undefined, value);
}

bool AllocationState::has(Place place, ValueId value) const {
  if (isUndefined(value))
    return true;
  if (place == Place(floatStackTop))
    return !floatStack.empty() && llvm::is_contained(floatStack.back(), value);
  auto found = held.find(place);
  return found != held.end() && llvm::is_contained(found->second, value);
}

void AllocationState::hold(ValueId value, Place place) {
  if (place != Place(floatStackTop))
    insert(held[place], value);
  else if (!floatStack.empty())
    insert(floatStack.back(), value);
}

void AllocationState::forget(ValueId value) {
  for (auto it = held.begin(); it != held.end();) {
    llvm::erase(it->second, value);
    it = it->second.empty() ? held.erase(it) : std::next(it);
  }
  for (ValueSet &set : floatStack)
    llvm::erase(set, value);
  llvm::erase(undefined, value);
}

void AllocationState::define(ValueId value, Place place) {
  forget(value);
  hold(value, place);
}

void AllocationState::assign(ValueId value, ValueId from) {
  bool becomesUndefined = from == ValueId::None || isUndefined(from);
  llvm::SmallVector<Place, 4> places;
  for (const auto &[place, values] : held)
    if (llvm::is_contained(values, from))
      places.push_back(place);
  forget(value);
  if (becomesUndefined)
    undefined.push_back(value);
  else
    for (Place place : places)
      hold(value, place);
}

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

std::optional<Place> AllocationState::placeOf(const Operand &operand) const {
  switch (operand.kind) {
  case Operand::Kind::Register:
    return Place(operand.reg);
  case Operand::Kind::Frame:
    return Place::frame(operand.offset);
  case Operand::Kind::Stack:
    if (stack)
      return Place::frame(*stack + operand.offset);
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

/// The values that a copy reads, which are no wider than it.
AllocationState::ValueSet AllocationState::take(const MachineStep &step,
                                                SizeOf bytesOf) {
  ValueSet values;
  if (step.from.kind == Operand::Kind::FloatStack) {
    if (!floatStack.empty())
      values = floatStack.pop_back_val();
  } else if (auto place = placeOf(step.from)) {
    if (auto found = held.find(*place); found != held.end())
      values = found->second;
  }
  llvm::erase_if(values,
                 [&](ValueId value) { return bytesOf(value) > step.copied; });
  return values;
}

/// Removes what the step's writes destroy.
void AllocationState::overwrite(const MachineStep &step, SizeOf bytesOf) {
  for (RegSet left = step.writes; !left.empty(); left.remove(left.first()))
    held.erase(Place(left.first()));
  if (step.clearsFloatStack)
    floatStack.clear();
  auto place = placeOf(step.to);
  if (step.stored == 0 || !place)
    return;
  int32_t first = place->number, end = first + step.stored;
  auto it = held.lower_bound(Place::frame(first - mostBytes));
  while (it != held.end() && it->first.number < end) {
    llvm::erase_if(it->second, [&](ValueId value) {
      return it->first.number + int32_t(bytesOf(value)) > first;
    });
    it = it->second.empty() ? held.erase(it) : std::next(it);
  }
}

void AllocationState::moveStackPointer(const MachineStep &step) {
  switch (step.stackChange) {
  case MachineStep::StackChange::None:
    return;
  case MachineStep::StackChange::Add:
    if (stack)
      *stack += step.stackOffset;
    return;
  case MachineStep::StackChange::ToFrame:
    stack = step.stackOffset;
    return;
  case MachineStep::StackChange::ToUnknown:
    stack.reset();
    return;
  }
}

void AllocationState::execute(const MachineStep &step, SizeOf bytesOf) {
  ValueSet values = take(step, bytesOf);
  overwrite(step, bytesOf);
  if (step.to.kind == Operand::Kind::FloatStack)
    floatStack.push_back(values);
  else if (auto place = placeOf(step.to))
    for (ValueId value : values)
      hold(value, *place);
  moveStackPointer(step);
}

//===----------------------------------------------------------------------===//
// Paths that meet
//===----------------------------------------------------------------------===//

bool AllocationState::meetFloatStack(const AllocationState &other) {
  if (floatStack.size() != other.floatStack.size()) {
    bool changes = !floatStack.empty();
    floatStack.clear();
    return changes;
  }
  bool changes = false;
  for (auto [mine, theirs] : llvm::zip_equal(floatStack, other.floatStack)) {
    size_t before = mine.size();
    llvm::erase_if(mine, [&](ValueId value) {
      return !llvm::is_contained(theirs, value) && !other.isUndefined(value);
    });
    changes |= mine.size() != before;
  }
  return changes;
}

bool AllocationState::meet(const AllocationState &other) {
  bool changes = meetFloatStack(other);
  for (auto it = held.begin(); it != held.end();) {
    size_t before = it->second.size();
    llvm::erase_if(it->second,
                   [&](ValueId value) { return !other.has(it->first, value); });
    changes |= it->second.size() != before;
    it = it->second.empty() ? held.erase(it) : std::next(it);
  }
  // What is anything here, but something there, is where it is there.
  for (const auto &[place, values] : other.held)
    for (ValueId value : values)
      if (isUndefined(value) && !other.isUndefined(value))
        insert(held[place], value);
  size_t before = undefined.size();
  llvm::erase_if(undefined,
                 [&](ValueId value) { return !other.isUndefined(value); });
  changes |= undefined.size() != before;
  if (stack && stack != other.stack) {
    stack.reset();
    changes = true;
  }
  return changes;
}

} // namespace shunt::fast
