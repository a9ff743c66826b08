//===- ShuntOps.h - The dialect's operations, types, attributes -*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What TableGen makes of the .td files, and the dense opcode by which the
// lowerings dispatch.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_DIALECTS_SHUNT_SHUNTOPS_H
#define SHUNT_DIALECTS_SHUNT_SHUNTOPS_H

#include "mlir/Bytecode/BytecodeImplementation.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"

#include "dialects/shunt/Properties.h"

namespace shunt {
/// The dense dispatch index of an operation class, from 1.
template <typename Op> constexpr uint16_t opcodeOf();
} // namespace shunt

#include "dialects/shunt/ShuntEnums.h.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/shunt/ShuntTypes.h.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/shunt/ShuntAttributes.h.inc"

#include "dialects/shunt/ShuntDialect.h.inc"

#define GET_OP_CLASSES
#include "dialects/shunt/ShuntOps.h.inc"

namespace shunt {

namespace detail {
template <typename... Ops> struct OpList {
  static constexpr uint16_t size = sizeof...(Ops);

  template <typename Op> static constexpr uint16_t indexOf() {
    static_assert((std::is_same_v<Op, Ops> || ...), "not of this dialect");
    uint16_t index = 0;
    bool found = ((++index, std::is_same_v<Op, Ops>) || ...);
    return found ? index : 0;
  }
};
using AllOps = OpList<
#define GET_OP_LIST
#include "dialects/shunt/ShuntOps.cpp.inc"
    >;
} // namespace detail

template <typename Op> constexpr uint16_t opcodeOf() {
  return detail::AllOps::indexOf<Op>();
}

/// One more than the largest opcode.
inline constexpr uint16_t opcodeLimit = detail::AllOps::size + 1;

/// The name of the operations of a class. The first call in a context registers
/// the class: all of them take half a millisecond, and a module has a third.
/// Precondition: the dialect is loaded.
template <typename Op>
mlir::OperationName operationName(mlir::MLIRContext *context) {
  auto id = mlir::TypeID::get<Op>();
  auto name = mlir::RegisteredOperationName::lookup(id, context);
  if (!name) {
    mlir::RegisteredOperationName::insert<Op>(
        *context->getLoadedDialect<ShuntDialect>());
    name = mlir::RegisteredOperationName::lookup(id, context);
  }
  return *name;
}

/// The same for the class with an opcode.
mlir::OperationName operationName(uint16_t opcode, mlir::MLIRContext *context);

/// Registers all classes of operations, for who reads text.
/// Precondition: the dialect is loaded.
void registerOperations(mlir::MLIRContext *context);

/// The header of an operation that stands in a function.
/// Precondition: `op` is of this dialect and is no symbol or module operation.
inline OpHeader &headerOf(mlir::Operation *op) {
  constexpr size_t Distance =
      sizeof(mlir::Operation) + sizeof(mlir::detail::OperandStorage);
  auto *header =
      reinterpret_cast<OpHeader *>(reinterpret_cast<char *>(op) + Distance);
  assert((op->getPropertiesStorageUnsafe().as<OpHeader *>() == header ||
          op->getPropertiesStorageUnsafe().as<OperandGap *>() + 1 ==
              reinterpret_cast<OperandGap *>(header)) &&
         "the header lies elsewhere");
  return *header;
}

/// The properties of `op`, which must be an `Op`; cheaper than a cast.
template <typename Op>
typename Op::Properties &propertiesOf(mlir::Operation *op) {
  // They lie behind the operand storage, which operations that may have
  // operands have: a constant distance, where MLIR has to compute it.
  constexpr size_t Distance =
      sizeof(mlir::Operation) +
      (Op::template hasTrait<mlir::OpTrait::ZeroOperands>()
           ? 0
           : sizeof(mlir::detail::OperandStorage));
  auto *properties = reinterpret_cast<typename Op::Properties *>(
      reinterpret_cast<char *>(op) + Distance);
  assert(properties ==
             op->getPropertiesStorageUnsafe().as<typename Op::Properties *>() &&
         "properties lie elsewhere");
  return *properties;
}

/// The operation whose result `value` is; null: a block argument. What
/// Value::getDefiningOp gives, which is a call.
inline mlir::Operation *definingOp(mlir::Value value) {
  mlir::detail::ValueImpl *impl = value.getImpl();
  auto kind = unsigned(impl->getKind());
  if (kind < unsigned(mlir::detail::ValueImpl::Kind::OutOfLineOpResult)) {
    // Inline results lie before their operation, the first one next to it.
    auto *result = static_cast<mlir::detail::InlineOpResult *>(impl);
    auto *op = reinterpret_cast<mlir::Operation *>(result + kind + 1);
    assert(op == value.getDefiningOp() && "results lie elsewhere");
    return op;
  }
  return value.getDefiningOp();
}

/// Which of its operation's results `value` is.
/// Precondition: it is one.
inline unsigned resultNumber(mlir::Value value) {
  using Kind = mlir::detail::ValueImpl::Kind;
  auto kind = value.getImpl()->getKind();
  return kind < Kind::OutOfLineOpResult
             ? unsigned(kind)
             : llvm::cast<mlir::OpResult>(value).getResultNumber();
}

/// The operation at a place in a block. What dereferencing gives, which is a
/// call, as it is in each of the block's and the operation's own members that
/// the next ones stand for.
inline mlir::Operation *operationAt(mlir::Block::iterator place) {
  return static_cast<mlir::Operation *>(place.getNodePtr());
}

/// The first and the last operation of a block that isn't empty.
inline mlir::Operation *firstOperation(mlir::Block *block) {
  return operationAt(block->begin());
}
inline mlir::Operation *lastOperation(mlir::Block *block) {
  return operationAt(std::prev(block->end()));
}

/// Goes over the operations of a block.
class OperationIterator
    : public llvm::iterator_adaptor_base<
          OperationIterator, mlir::Block::iterator,
          std::bidirectional_iterator_tag, mlir::Operation *, std::ptrdiff_t,
          mlir::Operation **, mlir::Operation *> {
public:
  explicit OperationIterator(mlir::Block::iterator place)
      : iterator_adaptor_base(place) {}
  mlir::Operation *operator*() const { return operationAt(I); }
};

/// The operations of a block, in order.
inline llvm::iterator_range<OperationIterator>
operationsOf(mlir::Block &block) {
  return {OperationIterator(block.begin()), OperationIterator(block.end())};
}

/// The operation behind one in its block; null: it is the last.
inline mlir::Operation *nextOperation(mlir::Operation *op) {
  mlir::Block::iterator next = std::next(op->getIterator());
  return next == op->getBlock()->end() ? nullptr : operationAt(next);
}

/// How values wider than a register stand in a list of values: exact IR has
/// them as they are. Folded IR has an integer of more than 64 bits as a list of
/// i64, the low one first, and at calls a vector as what passes it: vectors of
/// at most 128 bits, or its elements one by one.
enum class WideValues : bool { Whole, Split };

/// Appends to `members` the types of the values that stand for a value of the
/// layout type `type`: itself, or the members of the struct or array.
void flatten(mlir::Type type, llvm::SmallVectorImpl<mlir::Type> &members,
             WideValues wide = WideValues::Whole);

/// What a function's attribute list says of the function itself; null: nothing.
mlir::DictionaryAttr functionAttributes(FuncOp func);

/// The value of `"key"="value"` in attributes, which may be null; null: none.
mlir::StringAttr stringAttribute(mlir::DictionaryAttr attributes,
                                 llvm::StringRef key);

} // namespace shunt

#endif // SHUNT_DIALECTS_SHUNT_SHUNTOPS_H
