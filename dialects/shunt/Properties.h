//===- Properties.h - What operations hold inline ---------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The C++ types of the operations' properties. Nothing here is uniqued in the
// MLIRContext; a property becomes an attribute only in generic text and in
// bytecode. Import writes them, the lowerings read them.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_DIALECTS_SHUNT_PROPERTIES_H
#define SHUNT_DIALECTS_SHUNT_PROPERTIES_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/OpImplementation.h"
#include "llvm/ADT/SmallVector.h"
#include <string>
#include <vector>

namespace shunt {

enum class AtomicOrdering : uint8_t;

/// First member of the properties of every operation that stands in a
/// function. All of it is derived: it is neither printed nor compared.
struct OpHeader {
  OpHeader() = default;
  explicit OpHeader(uint16_t opcode) : opcode(opcode) {}

  uint16_t opcode = 0; ///< opcodeOf<Op>(): dense, for dispatch.
  uint16_t mark = 0;   ///< For one analysis at a time to note things in.
  uint32_t number = 0; ///< Of the first result, dense within the function;
                       ///< the next results have the numbers after it. One
                       ///< without results has the number of what comes next.
  uint32_t origin = 0; ///< Ordinal, from 1, of the host instruction within
                       ///< its function that this came from; 0: none.
  uint32_t block = 0;  ///< Of a block's first operation: a dense number of the
                       ///< block, for one analysis at a time.

  bool operator==(const OpHeader &) const { return true; }
};

/// As large as the operand storage that an operation without operands lacks.
struct OperandGap {
  uint64_t unused[2] = {};
};

/// The header of an operation that never has operands. Operand storage lies in
/// front of the properties: with the gap all headers lie equally far behind the
/// beginning of their operation.
struct LeafHeader : OperandGap, OpHeader {
  LeafHeader() = default;
  explicit LeafHeader(uint16_t opcode) : OpHeader(opcode) {}
};

/// The part of an address that is no operand: index * scale + offset, bytes.
struct Address {
  int64_t offset = 0; ///< Bytes.
  uint32_t scale = 1; ///< Bytes by which the index counts, if there is one.
  /// Neither base + index * scale nor adding `offset` to it wraps around.
  /// Derived: neither printed nor compared.
  bool noWrap = false;

  bool operator==(const Address &other) const {
    return offset == other.offset && scale == other.scale;
  }
};

/// How memory is accessed.
struct MemoryAccess {
  uint8_t alignLog2 = 0; ///< Known alignment is 1 << alignLog2 bytes.
  AtomicOrdering ordering = AtomicOrdering(0);
  bool isVolatile : 1 = false;
  bool nonTemporal : 1 = false;
  bool invariant : 1 = false;
  bool singleThread : 1 = false; ///< Sync scope "singlethread".

  uint64_t alignment() const { return uint64_t(1) << alignLog2; }
  bool isAtomic() const { return ordering != AtomicOrdering(0); }
  /// Neither volatile nor atomic: it may move, and go if nobody reads it.
  bool isPlain() const { return !isVolatile && !isAtomic(); }
  bool operator==(const MemoryAccess &) const = default;
};

/// The bits of a constant of at most 128 bits, zero-extended.
struct ConstantBits {
  uint64_t low = 0;
  uint64_t high = 0;

  bool operator==(const ConstantBits &) const = default;
};

/// A symbol's name, or nothing.
struct SymbolRef {
  mlir::StringAttr name;
  uint32_t number = 0; ///< Dense within the module, the same for the same name;
                       ///< 0: not known. Derived: neither printed nor compared.

  explicit operator bool() const { return bool(name); }
  bool operator==(const SymbolRef &other) const { return name == other.name; }
};

/// A layout or signature type, or nothing.
struct TypeRef {
  mlir::Type type;

  explicit operator bool() const { return bool(type); }
  bool operator==(const TypeRef &) const = default;
};

/// An AttributeListAttr, or nothing.
struct AttributeListRef {
  mlir::Attribute list;

  explicit operator bool() const { return bool(list); }
  bool operator==(const AttributeListRef &) const = default;
};

/// The metadata arguments of an intrinsic, by place, or nothing.
struct MetadataArguments {
  mlir::ArrayAttr arguments;

  explicit operator bool() const { return bool(arguments); }
  bool operator==(const MetadataArguments &) const = default;
};

/// What a debug record says of a value, or nothing: a LocalAttr, a
/// NodeConstantAttr, an array of these, or a NodeAttr for no value.
struct DebugOperand {
  mlir::Attribute form;

  explicit operator bool() const { return bool(form); }
  bool operator==(const DebugOperand &) const = default;
};

/// An array of attributes, or nothing. Only where it is rare.
struct ListRef {
  mlir::ArrayAttr list;

  explicit operator bool() const { return bool(list); }
  bool operator==(const ListRef &) const = default;
};

/// Steps into a type: member numbers, or the indices of a getelementptr, where
/// `variable` stands for one that is an operand.
struct Path {
  static constexpr int64_t variable = INT64_MIN;
  llvm::SmallVector<int64_t, 0> steps;

  bool operator==(const Path &) const = default;
};

/// The values of a switch's targets but the default, sign-extended, each as
/// words of 64 bits, the low one first.
struct CaseValues {
  llvm::SmallVector<int64_t, 0> values;

  /// Words of one value of this many bits.
  static unsigned wordsOf(unsigned bits) { return (bits + 63) / 64; }

  bool operator==(const CaseValues &) const = default;
};

/// One integer an index (bytes by which it counts) or a shuffle mask element.
struct Scales {
  llvm::SmallVector<int64_t, 1> values;

  bool operator==(const Scales &) const = default;
};

/// A place in initial data that holds an address.
struct DataRelocation {
  uint64_t offset = 0;        ///< Bytes from the start of the data.
  mlir::StringAttr symbol;    ///< What is pointed to; for a block address, its
                              ///< function.
  mlir::StringAttr minus;     ///< The value is symbol + addend - minus; null:
                              ///< symbol + addend.
  int64_t addend = 0;         ///< Bytes.
  uint32_t size = 8;          ///< Bytes of the field.
  uint32_t blockTag = 0;      ///< The block_tag pointed to, or 0.
  uint32_t minusBlockTag = 0; ///< The block_tag subtracted, or 0.
  bool inBounds = false;      ///< symbol + addend lies within the symbol.

  bool operator==(const DataRelocation &) const = default;
};

/// Initial contents of memory.
struct Data {
  std::string bytes;                       ///< May end early; zeros follow.
  std::vector<DataRelocation> relocations; ///< Sorted by offset.

  bool empty() const { return bytes.empty() && relocations.empty(); }
  bool operator==(const Data &) const = default;
};

/// A function that runs at start-up or exit.
struct Structor {
  SymbolRef function;
  uint32_t priority = 65535; ///< 65535: none given.
  SymbolRef associated;      ///< The comdat key it stands and falls with.

  bool operator==(const Structor &) const = default;
};

struct Structors {
  std::vector<Structor> entries;

  bool operator==(const Structors &) const = default;
};

/// Called when an attribute does not convert; says what was expected.
using Diagnose = llvm::function_ref<mlir::InFlightDiagnostic()>;

/// The attribute form of each property, and back. A failed conversion has
/// been diagnosed if `diagnose` is set.
#define SHUNT_PROPERTY(TYPE)                                                   \
  mlir::Attribute convertToAttribute(mlir::MLIRContext *, const TYPE &);       \
  mlir::LogicalResult convertFromAttribute(TYPE &, mlir::Attribute,            \
                                           Diagnose diagnose);                 \
  llvm::hash_code hash_value(const TYPE &);
SHUNT_PROPERTY(OpHeader)
SHUNT_PROPERTY(Address)
SHUNT_PROPERTY(MemoryAccess)
SHUNT_PROPERTY(ConstantBits)
SHUNT_PROPERTY(SymbolRef)
SHUNT_PROPERTY(TypeRef)
SHUNT_PROPERTY(AttributeListRef)
SHUNT_PROPERTY(MetadataArguments)
SHUNT_PROPERTY(DebugOperand)
SHUNT_PROPERTY(ListRef)
SHUNT_PROPERTY(Path)
SHUNT_PROPERTY(CaseValues)
SHUNT_PROPERTY(Scales)
SHUNT_PROPERTY(Data)
SHUNT_PROPERTY(Structors)
#undef SHUNT_PROPERTY

/// Parses `@name` if it stands there.
mlir::OptionalParseResult parseOptional(mlir::AsmParser &, SymbolRef &);

} // namespace shunt

#endif // SHUNT_DIALECTS_SHUNT_PROPERTIES_H
