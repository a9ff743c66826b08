//===- UseListOrder.h - Uses in the order they had --------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Passes of LLVM's back end walk use lists (those of blocks are the order of
// predecessors), whose order is that in which uses were made, and so no part of
// the IR. What they make of it differs with that order; so the exported values
// get that of the host's.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_LLVM_USELISTORDER_H
#define SHUNT_LOWERING_LLVM_USELISTORDER_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/IR/Value.h"

namespace shunt::llvmir {

/// Puts the uses of values into the order that those of other values have.
class UseListOrder {
public:
  /// Finds what was made for a value of the host; null: nothing.
  using Map = llvm::function_ref<llvm::Value *(const llvm::Value *)>;

  /// `map` must outlive this.
  explicit UseListOrder(Map map) : map(map) {}

  /// Orders the uses of `target` as those of `source`, each by what was made
  /// for its user. Leaves them if the uses don't correspond.
  void apply(const llvm::Value &source, llvm::Value &target);

private:
  bool isOrdered(const llvm::Value &source, const llvm::Value &target);
  const llvm::Use *counterpart(const llvm::Use &use, const llvm::Value &target);

  Map map;
  llvm::DenseMap<const llvm::Use *, unsigned> places; ///< Kept for its memory.
};

} // namespace shunt::llvmir

#endif // SHUNT_LOWERING_LLVM_USELISTORDER_H
