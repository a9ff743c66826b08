//===- UseListOrder.cpp - Uses in the order they had ----------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/UseListOrder.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/User.h"

using namespace shunt::llvmir;

/// The use of `target` that was made for `use`; null: there is none.
const llvm::Use *UseListOrder::counterpart(const llvm::Use &use,
                                           const llvm::Value &target) {
  const llvm::User *user = use.getUser();
  const llvm::User *made = nullptr;
  if (llvm::isa<llvm::BlockAddress>(user)) {
    if (auto *block = llvm::dyn_cast<llvm::BasicBlock>(&target))
      made = llvm::BlockAddress::lookup(block);
  } else {
    made = llvm::cast_or_null<llvm::User>(map(user));
  }
  unsigned number = use.getOperandNo();
  if (!made || number >= made->getNumOperands())
    return nullptr;
  const llvm::Use &found = made->getOperandUse(number);
  return found.get() == &target ? &found : nullptr;
}

/// Whether there is nothing to do.
bool UseListOrder::isOrdered(const llvm::Value &source,
                             const llvm::Value &target) {
  auto next = target.use_begin();
  for (const llvm::Use &use : source.uses()) {
    if (next == target.use_end() || counterpart(use, target) != &*next)
      return false;
    ++next;
  }
  return next == target.use_end();
}

void UseListOrder::apply(const llvm::Value &source, llvm::Value &target) {
  if (source.use_empty() || source.hasOneUse() || isOrdered(source, target))
    return;
  places.clear();
  unsigned count = 0;
  for (const llvm::Use &use : source.uses()) {
    const llvm::Use *made = counterpart(use, target);
    if (!made)
      return;
    places[made] = count++;
  }
  if (!target.hasNUses(count))
    return;
  target.sortUseList([&](const llvm::Use &a, const llvm::Use &b) {
    return places.lookup(&a) < places.lookup(&b);
  });
}
