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
  OperationArena(const OperationArena &) = delete;

  /// Whether it makes operations from prototypes.
  bool isActive() const { return isOn; }

  /// An operation with default properties that is in no block.
  template <typename Op>
  mlir::Operation *create(llvm::ArrayRef<mlir::Type> results,
                          llvm::ArrayRef<mlir::Value> operands,
                          llvm::ArrayRef<mlir::Block *> successors = {}) {
    if constexpr (isArenaClass<Op>)
      if (LLVM_LIKELY(isOn && results.size() <= maxResults &&
                      operands.size() <= maxOperands))
        return copy<Op>(results, operands, successors);
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

  template <typename Op>
  mlir::Operation *copy(llvm::ArrayRef<mlir::Type> results,
                        llvm::ArrayRef<mlir::Value> operands,
                        llvm::ArrayRef<mlir::Block *> successors) {
    using Properties = typename Op::Properties;
    constexpr size_t Fixed = fixedSize<Op>;
    constexpr size_t ResultSize = sizeof(mlir::detail::InlineOpResult);
    Prototype &prototype =
        prototypes[(opcodeOf<Op>() * (maxOperands + 1) + operands.size()) *
                       (maxResults + 1) +
                   results.size()];
    if (LLVM_UNLIKELY(!prototype))
      prototype = makePrototype(opcodeOf<Op>(), results, operands,
                                successors.size(), Fixed);
    char *start = allocate(
        llvm::alignTo(results.size() * ResultSize + Fixed +
                          successors.size() * sizeof(mlir::BlockOperand) +
                          operands.size() * sizeof(mlir::OpOperand),
                      alignof(std::max_align_t)));
    const char *source = prototype.get();
    if (!results.empty()) {
      std::memcpy(start, source, ResultSize);
      reinterpret_cast<mlir::detail::ValueImpl *>(start)->setType(
          results.front());
      start += ResultSize;
      source += ResultSize;
    }
    std::memcpy(start, source, Fixed);
    auto *op = reinterpret_cast<mlir::Operation *>(start);
    auto *blockOperands = reinterpret_cast<mlir::BlockOperand *>(start + Fixed);
    for (size_t i = 0; i < successors.size(); ++i)
      new (&blockOperands[i]) mlir::BlockOperand(op, successors[i]);
    auto *opOperands =
        reinterpret_cast<mlir::OpOperand *>(blockOperands + successors.size());
    if constexpr (!Op::template hasTrait<mlir::OpTrait::ZeroOperands>())
      std::memcpy(start + operandPointer, &opOperands, sizeof(opOperands));
    for (size_t i = 0; i < operands.size(); ++i)
      new (&opOperands[i]) mlir::OpOperand(op, operands[i]);
    if constexpr (!std::is_trivially_copyable_v<Properties>)
      new (&propertiesOf<Op>(op)) Properties();
    return op;
  }

  /// Bytes from an operation to the pointer to its operands, which ends its
  /// operand storage.
  static constexpr size_t operandPointer =
      sizeof(mlir::Operation) + sizeof(mlir::detail::OperandStorage) -
      sizeof(mlir::OpOperand *);

  char *allocate(size_t size) {
    if (LLVM_UNLIKELY(size > size_t(end - next)))
      nextSlab();
    char *result = next;
    next += size;
    return result;
  }
  void nextSlab();
  Prototype makePrototype(uint16_t opcode, llvm::ArrayRef<mlir::Type> results,
                          llvm::ArrayRef<mlir::Value> operands,
                          size_t successorCount, size_t fixed);
  mlir::Operation *createOnHeap(uint16_t opcode,
                                llvm::ArrayRef<mlir::Type> results,
                                llvm::ArrayRef<mlir::Value> operands,
                                llvm::ArrayRef<mlir::Block *> successors);

  const bool isOn;
  mlir::MLIRContext &context;
  const mlir::Location location; ///< Unknown: headers hold the origin.
  const mlir::DictionaryAttr noAttributes;
  std::vector<Prototype> prototypes; ///< Null: not made yet.
  mlir::Block prototypeBlock;        ///< The successor of all prototypes.
  std::vector<mlir::Operation *> heapOperations;
  std::vector<mlir::Block *> dropped; ///< By drop(), which uses it.
  std::vector<std::unique_ptr<char[]>> slabs;
  size_t usedSlabs = 0;
  char *next = nullptr;
  char *end = nullptr;
};

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_OPERATIONARENA_H
