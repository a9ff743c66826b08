//===- OperationArena.h - Operations without malloc and free ----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The fast path makes each operation once, reads it a few times and drops it
// with its function. Operation::create and Operation::destroy cost more there
// than all the rest of import: about 450 and 200 machine instructions, for
// malloc, for generic ranges, for attributes that no operation has.
//
// Here an operation is a copy of a prototype: the first operation of a kind
// (class, number of operands and results) is made by Operation::create, and
// its bytes up to the properties are copied for every later one, a number of
// bytes that the class says. What depends on the place is then made anew:
// operands and successors, which link themselves into use lists, the pointer
// to the operands, the result's type.
//
// Invariant: an operation whose properties own memory, or of an uncommon
// shape, is made by Operation::create and noted in `heapOperations`.
// Invariant: nobody erases or destroys an operation of the arena, or makes its
// operand list longer. Moving and unlinking are fine. `drop` forgets them all.
//
// Several bodies can exist at once, each in a memory of its own: while one is
// compiled, the next ones are imported.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_IMPORT_OPERATIONARENA_H
#define SHUNT_LOWERING_IMPORT_OPERATIONARENA_H

#include "dialects/shunt/ShuntOps.h"
#include <algorithm>
#include <cstring>

namespace shunt::import {

/// Makes operations, from prototypes if it is on, else by Operation::create.
class OperationArena {
public:
  /// Where the operations of one body lie. Must be dropped while the arena
  /// lives.
  struct Memory {
    std::vector<std::unique_ptr<char[]>> slabs;
    char *next = nullptr; ///< In the last slab.
    char *end = nullptr;  ///< Of the part that may be filled.
    std::vector<mlir::Operation *> heapOperations;
    std::vector<mlir::Block *> blocksWithArguments;

    /// See ImportedBody.
    void prefetch() const;

    void swap(Memory &other) {
      slabs.swap(other.slabs);
      std::swap(next, other.next);
      std::swap(end, other.end);
      heapOperations.swap(other.heapOperations);
      blocksWithArguments.swap(other.blocksWithArguments);
    }
  };

  OperationArena(mlir::MLIRContext &context, bool isOn);
  OperationArena(const OperationArena &) = delete;

  /// Whether it makes operations from prototypes.
  bool isActive() const { return isOn; }

  /// An operation with default properties that is in no block.
  template <typename Op>
  LLVM_ATTRIBUTE_ALWAYS_INLINE mlir::Operation *
  create(llvm::ArrayRef<mlir::Type> results,
         llvm::ArrayRef<mlir::Value> operands,
         llvm::ArrayRef<mlir::Block *> successors = {}) {
    if constexpr (isArenaClass<Op>)
      if (LLVM_LIKELY(isOn && results.size() <= maxResults &&
                      operands.size() <= maxOperands))
        return copy<Op>(results.size(),
                        results.empty() ? mlir::Type() : results.front(),
                        operands.data(), operands.size(), successors.data(),
                        successors.size());
    return createOnHeap(opcodeOf<Op>(), results, operands, successors);
  }

  /// From now on one thread makes operations and another one reads them.
  /// Allocates some memory ahead, on the calling thread, where it may well be
  /// mapped already.
  void beginHandover();

  /// To be called once for each block that may have been given arguments.
  void noteArguments(mlir::Block *block) {
    if (isOn && block->getNumArguments() > 0)
      memory.blocksWithArguments.push_back(block);
  }

  /// A block that is in no region.
  mlir::Block *createBlock() {
    return isOn ? new (allocate(llvm::alignTo(sizeof(mlir::Block),
                                              alignof(std::max_align_t))))
                      mlir::Block()
                : new mlir::Block();
  }

  /// Empties `body`, whose blocks and operations lie in `memory`, and takes all
  /// of that back.
  void drop(mlir::Region &body, Memory &memory);

  /// From now on operations go to what `other` was; it gets those made so far.
  void swap(Memory &other) { memory.swap(other); }

private:
  static constexpr size_t maxOperands = 7;
  static constexpr size_t maxResults = 1;

  /// Whether a prototype can stand for the operations of a class. All have its
  /// number of successors, and dropping one without destroying it leaks
  /// nothing: an addr has at most one index in folded IR, which lies inline.
  template <typename Op>
  static constexpr bool isArenaClass =
      !Op::template hasTrait<mlir::OpTrait::VariadicSuccessors>() &&
      (std::is_trivially_destructible_v<typename Op::Properties> ||
       std::is_same_v<Op, AddrOp>);

  /// Bytes from an operation to its successors: what is the same in all of a
  /// class. Operation::create lays the parts out: results, operation, operand
  /// storage, properties, successors, operands.
  template <typename Op>
  static constexpr size_t fixedSize =
      sizeof(mlir::Operation) +
      (Op::template hasTrait<mlir::OpTrait::ZeroOperands>()
           ? 0
           : sizeof(mlir::detail::OperandStorage)) +
      llvm::alignTo<8>(sizeof(typename Op::Properties));

  /// A copy of an operation and its results, up to its successors.
  using Prototype = std::unique_ptr<char[]>;

  /// Takes no ArrayRefs: the ABI passes so many of them in memory, and what is
  /// written in two parts and read as one waits for all stores before it, many
  /// of which miss the cache here.
  template <typename Op>
  mlir::Operation *copy(size_t resultCount, mlir::Type result,
                        const mlir::Value *operands, size_t operandCount,
                        mlir::Block *const *successors, size_t successorCount) {
    using Properties = typename Op::Properties;
    constexpr size_t fixed = fixedSize<Op>;
    constexpr size_t resultSize = sizeof(mlir::detail::InlineOpResult);
    Prototype &prototype =
        prototypes[(opcodeOf<Op>() * (maxOperands + 1) + operandCount) *
                       (maxResults + 1) +
                   resultCount];
    if (LLVM_UNLIKELY(!prototype))
      makePrototype(
          prototype, opcodeOf<Op>(), llvm::ArrayRef(&result, resultCount),
          llvm::ArrayRef(operands, operandCount), successorCount, fixed);
    constexpr size_t alignment = alignof(std::max_align_t);
    static_assert(resultSize % alignment == 0 &&
                  sizeof(mlir::BlockOperand) % alignment == 0 &&
                  sizeof(mlir::OpOperand) % alignment == 0);
    char *start =
        allocate(llvm::alignTo<alignment>(fixed) + resultCount * resultSize +
                 successorCount * sizeof(mlir::BlockOperand) +
                 operandCount * sizeof(mlir::OpOperand));
    const char *source = prototype.get();
    if (resultCount > 0) {
      std::memcpy(start, source, resultSize);
      reinterpret_cast<mlir::detail::ValueImpl *>(start)->setType(result);
      start += resultSize;
      source += resultSize;
    }
    copyBytes<fixed>(start, source);
    auto *op = reinterpret_cast<mlir::Operation *>(start);
    auto *blockOperands = reinterpret_cast<mlir::BlockOperand *>(start + fixed);
    for (size_t i = 0; i < successorCount; ++i)
      new (&blockOperands[i]) mlir::BlockOperand(op, successors[i]);
    auto *opOperands =
        reinterpret_cast<mlir::OpOperand *>(blockOperands + successorCount);
    if constexpr (!Op::template hasTrait<mlir::OpTrait::ZeroOperands>())
      *reinterpret_cast<mlir::OpOperand **>(start + operandPointer) =
          opOperands;
    for (size_t i = 0; i < operandCount; ++i)
      new (&opOperands[i]) mlir::OpOperand(op, operands[i]);
    if constexpr (!std::is_trivially_copyable_v<Properties>)
      new (&propertiesOf<Op>(op)) Properties();
    return op;
  }

  /// memcpy, in pieces for which compilers emit no call.
  template <size_t size> static void copyBytes(char *to, const char *from) {
    constexpr size_t piece = std::min<size_t>(size, 128);
    std::memcpy(to, from, piece);
    if constexpr (size > piece)
      copyBytes<size - piece>(to + piece, from + piece);
  }

  /// Bytes from an operation to the pointer to its operands, which ends its
  /// operand storage.
  static constexpr size_t operandPointer =
      sizeof(mlir::Operation) + sizeof(mlir::detail::OperandStorage) -
      sizeof(mlir::OpOperand *);

  char *allocate(size_t size) {
    if (LLVM_UNLIKELY(size > size_t(memory.end - memory.next)))
      growFor(size);
    char *result = memory.next;
    memory.next += size;
    return result;
  }
  // copy() calls these two seldom: it need not save registers for them.
  __attribute__((preserve_most)) void growFor(size_t size);
  __attribute__((preserve_most)) void
  makePrototype(Prototype &prototype, uint16_t opcode,
                llvm::ArrayRef<mlir::Type> results,
                llvm::ArrayRef<mlir::Value> operands, size_t successorCount,
                size_t fixed);
  mlir::Operation *createOnHeap(uint16_t opcode,
                                llvm::ArrayRef<mlir::Type> results,
                                llvm::ArrayRef<mlir::Value> operands,
                                llvm::ArrayRef<mlir::Block *> successors);

  const bool isOn;
  bool isHandedOver = false; ///< Another thread reads what is made.
  mlir::MLIRContext &context;
  const mlir::Location location; ///< Unknown: headers hold the origin.
  const mlir::DictionaryAttr noAttributes;
  std::vector<Prototype> prototypes; ///< Null: not made yet.
  mlir::Block prototypeBlock;        ///< The successor of all prototypes.
  Memory memory;
  std::vector<std::unique_ptr<char[]>> freeSlabs; ///< The warmest last.
};

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_OPERATIONARENA_H
