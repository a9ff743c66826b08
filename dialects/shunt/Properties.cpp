//===- Properties.cpp - Attribute forms of the properties -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/shunt/Properties.h"
#include "dialects/shunt/ShuntOps.h"
#include "mlir/IR/Builders.h"

using namespace mlir;

namespace shunt {

static LogicalResult expected(Diagnose diagnose, llvm::StringRef what) {
  if (diagnose)
    diagnose() << "expected " << what;
  return failure();
}

/// Every property's hash is its attribute form's: nobody hashes on a hot path.
#define SHUNT_HASH(TYPE)                                                       \
  llvm::hash_code hash_value(const TYPE &) { return llvm::hash_code(0); }
SHUNT_HASH(OpHeader)
SHUNT_HASH(MemoryAccess)
SHUNT_HASH(Data)
SHUNT_HASH(Structors)
#undef SHUNT_HASH

llvm::hash_code hash_value(const Address &value) {
  return llvm::hash_combine(value.offset, value.scale);
}
llvm::hash_code hash_value(const ConstantBits &value) {
  return llvm::hash_combine(value.low, value.high);
}
llvm::hash_code hash_value(const SymbolRef &value) {
  return mlir::hash_value(value.name);
}
llvm::hash_code hash_value(const TypeRef &value) {
  return mlir::hash_value(value.type);
}
llvm::hash_code hash_value(const AttributeListRef &value) {
  return mlir::hash_value(value.list);
}
llvm::hash_code hash_value(const CaseValues &value) {
  return llvm::hash_combine_range(value.values);
}
llvm::hash_code hash_value(const Scales &value) {
  return llvm::hash_combine_range(value.values);
}

//===----------------------------------------------------------------------===//
// One array of integers
//===----------------------------------------------------------------------===//

static Attribute integers(MLIRContext *context, ArrayRef<int64_t> values) {
  return DenseI64ArrayAttr::get(context, values);
}

/// The integers of an array attribute of `count` (or, with 0, any number).
static FailureOr<ArrayRef<int64_t>> integers(Attribute attribute, size_t count,
                                             Diagnose diagnose) {
  auto array = dyn_cast_or_null<DenseI64ArrayAttr>(attribute);
  if (!array || (count && size_t(array.size()) != count))
    return expected(diagnose, "an array of 64-bit integers");
  return array.asArrayRef();
}

Attribute convertToAttribute(MLIRContext *context, const OpHeader &) {
  return UnitAttr::get(context);
}
LogicalResult convertFromAttribute(OpHeader &, Attribute, Diagnose) {
  return success();
}

Attribute convertToAttribute(MLIRContext *context, const Address &value) {
  return integers(context, {value.offset, value.scale});
}
LogicalResult convertFromAttribute(Address &value, Attribute attribute,
                                   Diagnose diagnose) {
  auto fields = integers(attribute, 2, diagnose);
  if (failed(fields))
    return failure();
  value.offset = (*fields)[0];
  value.scale = (*fields)[1];
  return success();
}

Attribute convertToAttribute(MLIRContext *context, const MemoryAccess &value) {
  return integers(context,
                  {value.alignLog2, int64_t(value.ordering), value.isVolatile,
                   value.nonTemporal, value.invariant, value.singleThread});
}
LogicalResult convertFromAttribute(MemoryAccess &value, Attribute attribute,
                                   Diagnose diagnose) {
  auto fields = integers(attribute, 6, diagnose);
  if (failed(fields))
    return failure();
  if ((*fields)[0] < 0 || (*fields)[0] > 32 ||
      !symbolizeAtomicOrdering(uint8_t((*fields)[1])))
    return expected(diagnose, "an alignment and an ordering");
  value.alignLog2 = (*fields)[0];
  value.ordering = AtomicOrdering((*fields)[1]);
  value.isVolatile = (*fields)[2];
  value.nonTemporal = (*fields)[3];
  value.invariant = (*fields)[4];
  value.singleThread = (*fields)[5];
  return success();
}

Attribute convertToAttribute(MLIRContext *context, const ConstantBits &value) {
  return integers(context, {int64_t(value.low), int64_t(value.high)});
}
LogicalResult convertFromAttribute(ConstantBits &value, Attribute attribute,
                                   Diagnose diagnose) {
  auto fields = integers(attribute, 2, diagnose);
  if (failed(fields))
    return failure();
  value.low = (*fields)[0];
  value.high = (*fields)[1];
  return success();
}

Attribute convertToAttribute(MLIRContext *context, const CaseValues &value) {
  return integers(context, value.values);
}
LogicalResult convertFromAttribute(CaseValues &value, Attribute attribute,
                                   Diagnose diagnose) {
  auto fields = integers(attribute, 0, diagnose);
  if (failed(fields))
    return failure();
  value.values.assign(fields->begin(), fields->end());
  return success();
}

Attribute convertToAttribute(MLIRContext *context, const Scales &value) {
  return integers(context, value.values);
}
LogicalResult convertFromAttribute(Scales &value, Attribute attribute,
                                   Diagnose diagnose) {
  auto fields = integers(attribute, 0, diagnose);
  if (failed(fields))
    return failure();
  value.values.assign(fields->begin(), fields->end());
  return success();
}

//===----------------------------------------------------------------------===//
// References
//===----------------------------------------------------------------------===//

Attribute convertToAttribute(MLIRContext *context, const SymbolRef &value) {
  if (!value)
    return UnitAttr::get(context);
  return FlatSymbolRefAttr::get(value.name);
}
LogicalResult convertFromAttribute(SymbolRef &value, Attribute attribute,
                                   Diagnose diagnose) {
  if (isa_and_nonnull<UnitAttr>(attribute)) {
    value = {};
    return success();
  }
  auto reference = dyn_cast_or_null<FlatSymbolRefAttr>(attribute);
  if (!reference)
    return expected(diagnose, "a symbol name");
  value.name = reference.getAttr();
  return success();
}

OptionalParseResult parseOptional(AsmParser &parser, SymbolRef &value) {
  StringAttr name;
  if (failed(parser.parseOptionalSymbolName(name)))
    return std::nullopt;
  value.name = name;
  return success();
}

Attribute convertToAttribute(MLIRContext *context, const TypeRef &value) {
  if (!value)
    return UnitAttr::get(context);
  return TypeAttr::get(value.type);
}
LogicalResult convertFromAttribute(TypeRef &value, Attribute attribute,
                                   Diagnose diagnose) {
  if (isa_and_nonnull<UnitAttr>(attribute)) {
    value = {};
    return success();
  }
  auto type = dyn_cast_or_null<TypeAttr>(attribute);
  if (!type)
    return expected(diagnose, "a type");
  value.type = type.getValue();
  return success();
}

Attribute convertToAttribute(MLIRContext *context,
                             const AttributeListRef &value) {
  if (!value)
    return UnitAttr::get(context);
  return value.list;
}
LogicalResult convertFromAttribute(AttributeListRef &value, Attribute attribute,
                                   Diagnose diagnose) {
  if (isa_and_nonnull<UnitAttr>(attribute)) {
    value = {};
    return success();
  }
  if (!isa_and_nonnull<AttributeListAttr>(attribute))
    return expected(diagnose, "an attribute list");
  value.list = attribute;
  return success();
}

//===----------------------------------------------------------------------===//
// Data and structors
//===----------------------------------------------------------------------===//

static Attribute symbolOrUnit(MLIRContext *context, StringAttr name) {
  return convertToAttribute(context, SymbolRef{name});
}

Attribute convertToAttribute(MLIRContext *context, const Data &value) {
  Builder builder(context);
  SmallVector<Attribute> relocations;
  for (const DataRelocation &relocation : value.relocations)
    relocations.push_back(builder.getArrayAttr(
        {symbolOrUnit(context, relocation.symbol),
         symbolOrUnit(context, relocation.minus),
         integers(context, {int64_t(relocation.offset), relocation.addend,
                            relocation.size, relocation.blockTag,
                            relocation.minusBlockTag})}));
  return builder.getArrayAttr(
      {builder.getStringAttr(value.bytes), builder.getArrayAttr(relocations)});
}

static LogicalResult convertFromAttribute(DataRelocation &value,
                                          Attribute attribute,
                                          Diagnose diagnose) {
  auto array = dyn_cast<ArrayAttr>(attribute);
  if (!array || array.size() != 3)
    return expected(diagnose, "[symbol, minus, numbers]");
  SymbolRef symbol, minus;
  auto numbers = integers(array[2], 5, diagnose);
  if (failed(convertFromAttribute(symbol, array[0], diagnose)) ||
      failed(convertFromAttribute(minus, array[1], diagnose)) ||
      failed(numbers))
    return failure();
  value.symbol = symbol.name;
  value.minus = minus.name;
  value.offset = (*numbers)[0];
  value.addend = (*numbers)[1];
  value.size = (*numbers)[2];
  value.blockTag = (*numbers)[3];
  value.minusBlockTag = (*numbers)[4];
  return success();
}

LogicalResult convertFromAttribute(Data &value, Attribute attribute,
                                   Diagnose diagnose) {
  auto array = dyn_cast_or_null<ArrayAttr>(attribute);
  if (!array || array.size() != 2 || !isa<StringAttr>(array[0]) ||
      !isa<ArrayAttr>(array[1]))
    return expected(diagnose, "[bytes, relocations]");
  value.bytes = cast<StringAttr>(array[0]).getValue().str();
  value.relocations.clear();
  for (Attribute element : cast<ArrayAttr>(array[1]))
    if (failed(convertFromAttribute(value.relocations.emplace_back(), element,
                                    diagnose)))
      return failure();
  return success();
}

Attribute convertToAttribute(MLIRContext *context, const Structors &value) {
  Builder builder(context);
  SmallVector<Attribute> entries;
  for (const Structor &entry : value.entries)
    entries.push_back(
        builder.getArrayAttr({convertToAttribute(context, entry.function),
                              builder.getI64IntegerAttr(entry.priority),
                              convertToAttribute(context, entry.associated)}));
  return builder.getArrayAttr(entries);
}
LogicalResult convertFromAttribute(Structors &value, Attribute attribute,
                                   Diagnose diagnose) {
  auto array = dyn_cast_or_null<ArrayAttr>(attribute);
  if (!array)
    return expected(diagnose, "an array of [function, priority, associated]");
  value.entries.clear();
  for (Attribute element : array) {
    auto fields = dyn_cast<ArrayAttr>(element);
    if (!fields || fields.size() != 3 || !isa<IntegerAttr>(fields[1]))
      return expected(diagnose, "[function, priority, associated]");
    Structor &entry = value.entries.emplace_back();
    entry.priority = cast<IntegerAttr>(fields[1]).getInt();
    if (failed(convertFromAttribute(entry.function, fields[0], diagnose)) ||
        failed(convertFromAttribute(entry.associated, fields[2], diagnose)))
      return failure();
  }
  return success();
}

} // namespace shunt
