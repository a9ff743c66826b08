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
// the bytes of that one allocation (results, operation, operand storage,
// properties, successors, operands) are copied for every later one. What
// depends on the place is then made anew: operands and successors, which link
// themselves into use lists, the pointer to the operands, the result's type.
//
// Invariant: an operation whose properties own memory, or of an uncommon
// shape, is made by Operation::create and noted in `heapOperations`.
// Invariant: nobody erases or destroys an operation of the arena, or makes its
// operand list longer. Moving and unlinking are fine. `drop` forgets them all.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_IMPORT_OPERATIONARENA_H
#define SHUNT_LOWERING_IMPORT_OPERATIONARENA_H

#include "dialects/shunt/ShuntOps.h"
#include <cstring>

namespace shunt::import {

/// Makes operations, from prototypes if it is on, else by Operation::create.
class OperationArena {
public:
  OperationArena(mlir::MLIRContext &context, bool isOn);
  ~OperationArena();
  OperationArena(const OperationArena &) = delete;

  /// Whether it makes operations from prototypes.
  bool isActive() const { return isOn; }

  /// An operation with default properties that is in no block.
  template <typename Op>
  mlir::Operation *create(llvm::ArrayRef<mlir::Type> results,
                          llvm::ArrayRef<mlir::Value> operands,
                          llvm::ArrayRef<mlir::Block *> successors = {}) {
    using Properties = typename Op::Properties;
    if constexpr (isArenaClass<Op>) {
      if (LLVM_LIKELY(isOn && results.size() <= maxResults &&
                      operands.size() <= maxOperands)) {
        mlir::Operation *op =
            copy(opcodeOf<Op>(), results, operands, successors);
        if constexpr (!std::is_trivially_copyable_v<Properties>)
          new (op->getPropertiesStorageUnsafe().as<Properties *>())
              Properties();
        return op;
      }
    }
    return createOnHeap(opcodeOf<Op>(), results, operands, successors);
  }

  /// A block that is in no region.
  mlir::Block *createBlock() {
    return isOn ? new (allocate(llvm::alignTo(sizeof(mlir::Block),
                                              alignof(std::max_align_t))))
                      mlir::Block()
                : new mlir::Block();
  }

  /// Empties `body`, which holds blocks and operations of this arena or none,
  /// and takes back all memory.
  void drop(mlir::Region &body);

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

  /// The allocation of one operation; all offsets in bytes from its start.
  struct Prototype {
    mlir::Operation *op = nullptr; ///< Null: not made yet.
    const char *bytes = nullptr;   ///< A copy of the allocation, up to operands
                                   ///< and successors, padded to `copied`.
    uint32_t size = 0;             ///< At least `copied`.
    uint32_t copied = 0;           ///< A multiple of chunkSize.
    uint32_t operation = 0;        ///< The Operation.
    uint32_t operands = 0;         ///< The first OpOperand.
    uint32_t operandPointer = 0;   ///< The pointer to that; 0: there is none.
    uint32_t successors = 0;       ///< The first BlockOperand.
  };

  mlir::Operation *copy(uint16_t opcode, llvm::ArrayRef<mlir::Type> results,
                        llvm::ArrayRef<mlir::Value> operands,
                        llvm::ArrayRef<mlir::Block *> successors) {
    Prototype &prototype =
        prototypes[(opcode * (maxOperands + 1) + operands.size()) *
                       (maxResults + 1) +
                   results.size()];
    if (LLVM_UNLIKELY(!prototype.op))
      makePrototype(prototype, opcode, results, operands, successors.size());
    char *start = allocate(prototype.size);
    copyChunks(start, prototype.bytes, prototype.copied);
    auto *op = reinterpret_cast<mlir::Operation *>(start + prototype.operation);
    auto *opOperands =
        reinterpret_cast<mlir::OpOperand *>(start + prototype.operands);
    if (prototype.operandPointer)
      std::memcpy(start + prototype.operandPointer, &opOperands,
                  sizeof(opOperands));
    for (size_t i = 0; i < operands.size(); ++i)
      new (&opOperands[i]) mlir::OpOperand(op, operands[i]);
    auto *blockOperands =
        reinterpret_cast<mlir::BlockOperand *>(start + prototype.successors);
    for (size_t i = 0; i < successors.size(); ++i)
      new (&blockOperands[i]) mlir::BlockOperand(op, successors[i]);
    if (!results.empty())
      reinterpret_cast<mlir::detail::ValueImpl *>(start)->setType(
          results.front());
    return op;
  }

  /// What is copied at once: a call of memcpy costs more than a loop over the
  /// few chunks of an operation.
  static constexpr size_t chunkSize = 32;

  static void copyChunks(char *to, const char *from, size_t size) {
#pragma clang loop unroll(disable) // They are three to five.
    for (size_t i = 0; i < size; i += chunkSize)
      std::memcpy(to + i, from + i, chunkSize);
  }

  char *allocate(size_t size) {
    if (LLVM_UNLIKELY(size > size_t(end - next)))
      nextSlab();
    char *result = next;
    next += size;
    return result;
  }
  void nextSlab();
  void makePrototype(Prototype &prototype, uint16_t opcode,
                     llvm::ArrayRef<mlir::Type> results,
                     llvm::ArrayRef<mlir::Value> operands,
                     size_t successorCount);
  mlir::Operation *createOnHeap(uint16_t opcode,
                                llvm::ArrayRef<mlir::Type> results,
                                llvm::ArrayRef<mlir::Value> operands,
                                llvm::ArrayRef<mlir::Block *> successors);

  const bool isOn;
  const mlir::Location location; ///< Unknown: headers hold the origin.
  const mlir::DictionaryAttr noAttributes;
  std::vector<mlir::OperationName> names; ///< By opcodeOf<Op>().
  std::vector<Prototype> prototypes;
  std::vector<std::unique_ptr<char[]>> prototypeBytes;
  mlir::Block prototypeBlock; ///< The successor of all prototypes.
  std::vector<mlir::Operation *> heapOperations;
  std::vector<mlir::Block *> dropped; ///< By drop(), which uses it.
  std::vector<std::unique_ptr<char[]>> slabs;
  size_t usedSlabs = 0;
  char *next = nullptr;
  char *end = nullptr;
};

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_OPERATIONARENA_H
