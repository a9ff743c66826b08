//===- AllocationState.h - Which values places hold -------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The state of AllocationChecker at one point of the code, and how events and
// instructions change it.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_ALLOCATIONSTATE_H
#define SHUNT_LOWERING_FAST_ALLOCATIONSTATE_H

#include "lowering/fast/AllocationChecker.h"
#include <map>

namespace shunt::fast {

/// What the registers and the frame hold.
class AllocationState {
public:
  using ValueSet = llvm::SmallVector<ValueId, 2>;
  using SizeOf = llvm::function_ref<unsigned(ValueId)>;

  bool has(Place place, ValueId value) const;
  /// Bytes from the frame pointer to the stack pointer, if they are known.
  std::optional<int32_t> stackPointer() const { return stack; }
  void setStackPointer(std::optional<int32_t> offset) { stack = offset; }

  void hold(ValueId value, Place place);
  void define(ValueId value, Place place);
  /// `value` becomes what `from` is; None: anything.
  void assign(ValueId value, ValueId from);
  void execute(const MachineStep &step, SizeOf bytesOf);

  /// Keeps what holds in both. False: nothing changed.
  bool meet(const AllocationState &other);

private:
  using Operand = MachineStep::Operand;
  std::optional<Place> placeOf(const Operand &operand) const;
  ValueSet take(const MachineStep &step, SizeOf bytesOf);
  void overwrite(const MachineStep &step, SizeOf bytesOf);
  void moveStackPointer(const MachineStep &step);
  void forget(ValueId value);
  bool isUndefined(ValueId value) const;
  bool meetFloatStack(const AllocationState &other);

  std::map<Place, ValueSet> held; ///< No set in it is empty.
  llvm::SmallVector<ValueSet, 0> floatStack;
  ValueSet undefined; ///< That any place holds.
  std::optional<int32_t> stack;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_ALLOCATIONSTATE_H
