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
static constexpr size_t slabSize = size_t(64) << 10;

OperationArena::OperationArena(MLIRContext &context, bool isOn)
    : isOn(isOn), context(context), location(UnknownLoc::get(&context)),
      noAttributes(DictionaryAttr::get(&context)),
      prototypes(isOn ? opcodeLimit * (maxOperands + 1) * (maxResults + 1)
                      : 0) {}

Operation *OperationArena::createOnHeap(uint16_t opcode, ArrayRef<Type> results,
                                        ArrayRef<Value> operands,
                                        ArrayRef<Block *> successors) {
  Operation *op = Operation::create(location, operationName(opcode, &context),
                                    results, operands, noAttributes,
                                    OpaqueProperties(nullptr), successors,
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

OperationArena::Prototype
OperationArena::makePrototype(uint16_t opcode, ArrayRef<Type> results,
                              ArrayRef<Value> operands, size_t successorCount,
                              size_t fixed) {
  SmallVector<Block *, 2> successors(successorCount, &prototypeBlock);
  Operation *op = Operation::create(
      location, operationName(opcode, &context), results, operands,
      noAttributes, OpaqueProperties(nullptr), successors, /*numRegions=*/0);
  auto *operation = reinterpret_cast<char *>(op);
  [[maybe_unused]] auto liesAt = [&](const void *part, size_t offset) {
    return static_cast<const char *>(part) == operation + offset;
  };
  size_t operandsAt = fixed + successorCount * sizeof(BlockOperand);
  if (!operands.empty()) {
    void *pointer;
    std::memcpy(&pointer, operation + operandPointer, sizeof(pointer));
    if (!liesAt(pointer, operandsAt) ||
        !liesAt(op->getOpOperands().data(), operandsAt))
      llvm::report_fatal_error("operands lie elsewhere");
  }
  if (successorCount > 0 && !liesAt(op->getBlockOperands().data(), fixed))
    llvm::report_fatal_error("successors lie elsewhere");
  // Prototypes use nothing, so that no use list has them.
  op->dropAllReferences();
  size_t resultBytes = results.size() * sizeof(mlir::detail::InlineOpResult);
  auto bytes = std::make_unique<char[]>(resultBytes + fixed);
  std::memcpy(bytes.get(), operation - resultBytes, resultBytes + fixed);
  op->destroy();
  return bytes;
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
  // A block owns nothing but the list of its arguments.
  for (Block *block : dropped)
    if (block->getNumArguments() > 0)
      block->~Block();
  usedSlabs = 0;
  next = end = nullptr;
}
