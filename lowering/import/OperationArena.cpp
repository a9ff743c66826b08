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
/// Bytes that are made ready for writing at once: more than any operation has.
static constexpr size_t pieceSize = size_t(4) << 10;
/// How many slabs beginHandover() has: for what import may be ahead by.
static constexpr size_t reservedSlabs = 32;
/// Bytes of a body that are worth fetching before it is read; a larger one
/// would only drive out its own beginning.
static constexpr size_t mostPrefetched = size_t(256) << 10;
static constexpr size_t cacheLine = 64;

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
    memory.heapOperations.push_back(op);
  return op;
}

void OperationArena::beginHandover() {
  isHandedOver = true;
  while (freeSlabs.size() < reservedSlabs)
    freeSlabs.push_back(std::make_unique_for_overwrite<char[]>(slabSize));
}

/// Takes the lines from the thread that read them last.
#ifdef __x86_64__
__attribute__((target("prfchw")))
#endif
static void prefetchForWriting(const char *begin, const char *end) {
  for (const char *line = begin; line < end; line += cacheLine)
    __builtin_prefetch(line, /*rw=*/1);
}

/// Makes room for `size` bytes: a slab, or its next piece.
void OperationArena::growFor(size_t size) {
  char *slabEnd =
      memory.slabs.empty() ? nullptr : memory.slabs.back().get() + slabSize;
  bool isNew = size_t(slabEnd - memory.next) < size;
  if (isNew) {
    if (freeSlabs.empty())
      freeSlabs.push_back(std::make_unique_for_overwrite<char[]>(slabSize));
    memory.slabs.push_back(std::move(freeSlabs.back()));
    freeSlabs.pop_back();
    memory.next = memory.end = memory.slabs.back().get();
    slabEnd = memory.next + slabSize;
  }
  if (!isHandedOver) {
    memory.end = slabEnd;
    return;
  }
  if (isNew)
    prefetchForWriting(memory.next, memory.next + pieceSize);
  memory.end += pieceSize;
  if (memory.end != slabEnd)
    prefetchForWriting(memory.end, memory.end + pieceSize);
}

void OperationArena::Memory::prefetch() const {
  size_t left = mostPrefetched;
  for (const auto &slab : slabs) {
    const char *begin = slab.get();
    size_t used =
        &slab == &slabs.back() ? size_t(next - begin) : size_t(slabSize);
    const char *end = begin + std::min(used, left);
    left -= end - begin;
    for (const char *line = begin; line < end; line += cacheLine)
      __builtin_prefetch(line);
  }
}

void OperationArena::makePrototype(Prototype &prototype, uint16_t opcode,
                                   ArrayRef<Type> results,
                                   ArrayRef<Value> operands,
                                   size_t successorCount, size_t fixed) {
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
    auto *pointer = *reinterpret_cast<OpOperand **>(operation + operandPointer);
    if (!liesAt(pointer, operandsAt) ||
        !liesAt(op->getOpOperands().data(), operandsAt))
      llvm::report_fatal_error("operands lie elsewhere");
  }
  if (successorCount > 0 && !liesAt(op->getBlockOperands().data(), fixed))
    llvm::report_fatal_error("successors lie elsewhere");
  // Prototypes use nothing, so that no use list has them.
  op->dropAllReferences();
  size_t resultBytes = results.size() * sizeof(mlir::detail::InlineOpResult);
  prototype = std::make_unique<char[]>(resultBytes + fixed);
  std::memcpy(prototype.get(), operation - resultBytes, resultBytes + fixed);
  op->destroy();
}

void OperationArena::drop(Region &body, Memory &memory) {
  for (Operation *op : memory.heapOperations) {
    op->dropAllUses();
    op->erase();
  }
  memory.heapOperations.clear();
#ifndef NDEBUG // Destructors check that nothing is left.
  for (Block &block : body) {
    block.getOperations().clearAndLeakNodesUnsafely();
    for (BlockArgument argument : block.getArguments())
      argument.dropAllUses();
    block.dropAllUses();
  }
#endif
  body.getBlocks().clearAndLeakNodesUnsafely();
  // A block owns nothing but the list of its arguments.
  for (Block *block : memory.blocksWithArguments) {
    block->getOperations().clearAndLeakNodesUnsafely();
    block->~Block();
  }
  memory.blocksWithArguments.clear();
  for (auto &slab : llvm::reverse(memory.slabs))
    freeSlabs.push_back(std::move(slab));
  memory.slabs.clear();
  memory.next = memory.end = nullptr;
}
