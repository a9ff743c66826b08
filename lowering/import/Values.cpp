//===- Values.cpp - From the host's values to the dialect's ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

void ValueMap::grow() {
  std::vector<Slot> old(slots.size() * 2);
  old.swap(slots);
  mask = slots.size() - 1;
  size_t kept = 0;
  for (const Slot &slot : old) {
    if (slot.stamp != stamp)
      continue;
    size_t i = indexOf(slot.key);
    while (slots[i].stamp == stamp)
      i = (i + 1) & mask;
    slots[i] = slot;
    ++kept;
  }
  count = kept + 1;
}

void FunctionImport::parts(const llvm::Value *value,
                           SmallVectorImpl<Value> &parts) {
  Entry entry = lookup(value);
  if (entry.isValue())
    parts.push_back(entry.value());
  else if (entry.isAddress())
    parts.push_back(materialize(entry.index()));
  else
    parts.append(listStorage.begin() + entry.index(),
                 listStorage.begin() + entry.index() + entry.count());
}

Entry FunctionImport::makeList(ArrayRef<Value> parts) {
  if (parts.size() == 1)
    return Entry(parts.front());
  uint32_t start = listStorage.size();
  listStorage.insert(listStorage.end(), parts.begin(), parts.end());
  return Entry::list(start, parts.size());
}

void FunctionImport::define(const llvm::Instruction &inst,
                            ArrayRef<Value> parts) {
  define(inst, makeList(parts));
}

const TypeInfo &FunctionImport::typeOf(llvm::Type *type) {
  const TypeInfo &info = module.types.get(type);
  if (LLVM_LIKELY(info.shape != Shape::Refused))
    return info;
  // The caller goes on with some other type until it sees the refusal.
  refuse(info.refusal + (current ? llvm::Twine(" ") + current->getOpcodeName()
                                 : llvm::Twine(" parameter")));
  return module.types.get(llvm::Type::getInt64Ty(host->getContext()));
}

void FunctionImport::insertIntoPrologue(Operation *op) {
  if (lastOfPrologue)
    entry->getOperations().insertAfter(Block::iterator(lastOfPrologue), op);
  else
    entry->push_front(op);
  lastOfPrologue = op;
}
