//===- OperationArena.cpp - Operations without malloc and free ------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/OperationArena.h"
#include "mlir/IR/BuiltinOps.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

/// Bytes that are allocated at once.
static constexpr size_t slabSize = size_t(256) << 10;

template <typename... Ops>
static std::vector<OperationName> namesOf(MLIRContext *context,
                                          shunt::detail::OpList<Ops...>) {
  std::vector<OperationName> names{
      OperationName(ModuleOp::getOperationName(), context)}; // No opcode is 0.
  (names.emplace_back(Ops::getOperationName(), context), ...);
  return names;
}

OperationArena::OperationArena(MLIRContext &context, bool isOn)
    : isOn(isOn), location(UnknownLoc::get(&context)),
      noAttributes(DictionaryAttr::get(&context)),
      names(namesOf(&context, shunt::detail::AllOps())),
      prototypes(isOn ? opcodeLimit * (maxOperands + 1) * (maxResults + 1)
                      : 0) {}

OperationArena::~OperationArena() {
  for (Prototype &prototype : prototypes)
    if (prototype.op)
      prototype.op->destroy();
}

Operation *OperationArena::createOnHeap(uint16_t opcode, ArrayRef<Type> results,
                                        ArrayRef<Value> operands,
                                        ArrayRef<Block *> successors) {
  Operation *op =
      Operation::create(location, names[opcode], results, operands,
                        noAttributes, OpaqueProperties(nullptr), successors,
                        /*numRegions=*/0);
  if (isOn)
    heapOperations.push_back(op);
  return op;
}

void OperationArena::nextSlab() {
  if (usedSlabs == slabs.size())
    slabs.push_back(std::make_unique_for_overwrite<char[]>(slabSize));
  next = slabs[usedSlabs++].get();
  end = next + slabSize;
}

void OperationArena::makePrototype(Prototype &prototype, uint16_t opcode,
                                   ArrayRef<Type> results,
                                   ArrayRef<Value> operands,
                                   size_t successorCount) {
  SmallVector<Block *, 2> successors(successorCount, &prototypeBlock);
  Operation *op = Operation::create(location, names[opcode], results, operands,
                                    noAttributes, OpaqueProperties(nullptr),
                                    successors, /*numRegions=*/0);
  // The results lie right before the operation, its other parts behind it.
  auto *operation = reinterpret_cast<const char *>(op);
  const char *start =
      results.empty()
          ? operation
          : static_cast<const char *>(op->getResult(0).getAsOpaquePointer());
  MutableArrayRef<OpOperand> opOperands = op->getOpOperands();
  MutableArrayRef<BlockOperand> blockOperands = op->getBlockOperands();
  const char *end =
      std::max({reinterpret_cast<const char *>(op + 1),
                reinterpret_cast<const char *>(
                    op->getPropertiesStorageUnsafe().as<char *>()) +
                    op->getPropertiesStorageSize(),
                reinterpret_cast<const char *>(opOperands.end()),
                reinterpret_cast<const char *>(blockOperands.end())});
  prototype.operation = operation - start;
  if (!blockOperands.empty())
    prototype.successors =
        reinterpret_cast<const char *>(blockOperands.data()) - start;
  if (!operands.empty()) {
    auto *first = reinterpret_cast<const char *>(opOperands.data());
    prototype.operands = first - start;
    auto *words = reinterpret_cast<const char *const *>(op + 1);
    while (*words != first) // Invariant: operand storage holds it.
      ++words;
    prototype.operandPointer = reinterpret_cast<const char *>(words) - start;
  }
  uint32_t fixed = !blockOperands.empty() ? prototype.successors
                   : !operands.empty()    ? prototype.operands
                                          : uint32_t(end - start);
  prototype.copied = llvm::alignTo(fixed, chunkSize);
  prototype.size =
      llvm::alignTo(std::max<size_t>(end - start, prototype.copied),
                    alignof(std::max_align_t));
  prototype.op = op;
  // Prototypes use nothing, so that no use list has them.
  op->dropAllReferences();
  auto &bytes =
      prototypeBytes.emplace_back(std::make_unique<char[]>(prototype.copied));
  std::memcpy(bytes.get(), start, fixed);
  prototype.bytes = bytes.get();
}

void OperationArena::drop(Region &body) {
  for (Operation *op : heapOperations) {
    op->dropAllUses();
    op->erase();
  }
  heapOperations.clear();
  dropped.clear();
  for (Block &block : body) {
    dropped.push_back(&block);
    block.getOperations().clearAndLeakNodesUnsafely();
#ifndef NDEBUG // Whose destructors check that nothing is left.
    for (BlockArgument argument : block.getArguments())
      argument.dropAllUses();
    block.dropAllUses();
#endif
  }
  body.getBlocks().clearAndLeakNodesUnsafely();
  for (Block *block : dropped)
    block->~Block();
  usedSlabs = 0;
  next = end = nullptr;
}
