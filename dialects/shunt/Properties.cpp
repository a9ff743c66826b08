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
llvm::hash_code hash_value(const MetadataArguments &value) {
  return mlir::hash_value(value.arguments);
}
llvm::hash_code hash_value(const DebugOperand &value) {
  return mlir::hash_value(value.form);
}
llvm::hash_code hash_value(const ListRef &value) {
  return mlir::hash_value(value.list);
}
llvm::hash_code hash_value(const Path &value) {
  return llvm::hash_combine_range(value.steps);
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

Attribute convertToAttribute(MLIRContext *context,
                             const MetadataArguments &value) {
  if (!value)
    return UnitAttr::get(context);
  return value.arguments;
}
LogicalResult convertFromAttribute(MetadataArguments &value,
                                   Attribute attribute, Diagnose diagnose) {
  if (isa_and_nonnull<UnitAttr>(attribute)) {
    value = {};
    return success();
  }
  value.arguments = dyn_cast_or_null<ArrayAttr>(attribute);
  if (!value.arguments)
    return expected(diagnose, "an array of metadata arguments");
  return success();
}

Attribute convertToAttribute(MLIRContext *context, const DebugOperand &value) {
  if (!value)
    return UnitAttr::get(context);
  return value.form;
}
LogicalResult convertFromAttribute(DebugOperand &value, Attribute attribute,
                                   Diagnose diagnose) {
  value = {};
  if (isa_and_nonnull<UnitAttr>(attribute))
    return success();
  auto isValue = [](Attribute form) {
    return isa_and_nonnull<LocalAttr, NodeConstantAttr>(form);
  };
  auto list = dyn_cast_or_null<ArrayAttr>(attribute);
  if (list ? !llvm::all_of(list, isValue)
           : !isValue(attribute) && !isa_and_nonnull<NodeAttr>(attribute))
    return expected(diagnose, "a value's id, a constant or a node");
  value.form = attribute;
  return success();
}

Attribute convertToAttribute(MLIRContext *context, const ListRef &value) {
  if (!value)
    return UnitAttr::get(context);
  return value.list;
}
LogicalResult convertFromAttribute(ListRef &value, Attribute attribute,
                                   Diagnose diagnose) {
  if (isa_and_nonnull<UnitAttr>(attribute)) {
    value = {};
    return success();
  }
  value.list = dyn_cast_or_null<ArrayAttr>(attribute);
  if (!value.list)
    return expected(diagnose, "an array");
  return success();
}

Attribute convertToAttribute(MLIRContext *context, const Path &value) {
  return integers(context, value.steps);
}
LogicalResult convertFromAttribute(Path &value, Attribute attribute,
                                   Diagnose diagnose) {
  auto steps = integers(attribute, 0, diagnose);
  if (failed(steps))
    return failure();
  value.steps.assign(steps->begin(), steps->end());
  return success();
}

//===----------------------------------------------------------------------===//
// Data and structors
//===----------------------------------------------------------------------===//

static Attribute convertToAttribute(MLIRContext *context,
                                    const DataRelocation &value) {
  Builder builder(context);
  SmallVector<NamedAttribute> fields;
  auto number = [&](StringRef name, int64_t field, int64_t usual) {
    if (field != usual)
      fields.push_back(
          builder.getNamedAttr(name, builder.getI64IntegerAttr(field)));
  };
  auto symbol = [&](StringRef name, StringAttr field) {
    if (field)
      fields.push_back(
          builder.getNamedAttr(name, FlatSymbolRefAttr::get(field)));
  };
  number("at", value.offset, -1);
  symbol("symbol", value.symbol);
  number("block", value.blockTag, 0);
  number("addend", value.addend, 0);
  symbol("minus", value.minus);
  number("minus_block", value.minusBlockTag, 0);
  number("size", value.size, 8);
  number("inbounds", value.inBounds, 0);
  return builder.getDictionaryAttr(fields);
}

/// "bytes", or ["bytes", {at = 8 : i64, symbol = @s}, ...].
Attribute convertToAttribute(MLIRContext *context, const Data &value) {
  Builder builder(context);
  Attribute bytes = builder.getStringAttr(value.bytes);
  if (value.relocations.empty())
    return bytes;
  SmallVector<Attribute> elements{bytes};
  for (const DataRelocation &relocation : value.relocations)
    elements.push_back(convertToAttribute(context, relocation));
  return builder.getArrayAttr(elements);
}

static LogicalResult convertFromAttribute(DataRelocation &value,
                                          Attribute attribute,
                                          Diagnose diagnose) {
  auto fields = dyn_cast<DictionaryAttr>(attribute);
  if (!fields || !fields.contains("at"))
    return expected(diagnose, "a relocation: {at = 8, symbol = @name}");
  for (NamedAttribute field : fields) {
    StringRef name = field.getName();
    auto number = dyn_cast<IntegerAttr>(field.getValue());
    auto symbol = dyn_cast<FlatSymbolRefAttr>(field.getValue());
    if (name == "symbol" && symbol)
      value.symbol = symbol.getAttr();
    else if (name == "minus" && symbol)
      value.minus = symbol.getAttr();
    else if (name == "at" && number)
      value.offset = number.getInt();
    else if (name == "addend" && number)
      value.addend = number.getInt();
    else if (name == "size" && number)
      value.size = number.getInt();
    else if (name == "block" && number)
      value.blockTag = number.getInt();
    else if (name == "minus_block" && number)
      value.minusBlockTag = number.getInt();
    else if (name == "inbounds" && number)
      value.inBounds = number.getInt();
    else
      return expected(diagnose, "a field of a relocation");
  }
  if (!value.symbol || (value.minusBlockTag && !value.minus))
    return expected(diagnose, "a relocation with a symbol");
  return success();
}

LogicalResult convertFromAttribute(Data &value, Attribute attribute,
                                   Diagnose diagnose) {
  value.relocations.clear();
  if (auto bytes = dyn_cast_or_null<StringAttr>(attribute)) {
    value.bytes = bytes.getValue().str();
    return success();
  }
  auto array = dyn_cast_or_null<ArrayAttr>(attribute);
  if (!array || array.empty() || !isa<StringAttr>(array[0]))
    return expected(diagnose, "bytes, or an array of bytes and relocations");
  value.bytes = cast<StringAttr>(array[0]).getValue().str();
  for (Attribute element : array.getValue().drop_front())
    if (failed(convertFromAttribute(value.relocations.emplace_back(), element,
                                    diagnose)))
      return failure();
  if (!llvm::is_sorted(value.relocations,
                       [](const DataRelocation &a, const DataRelocation &b) {
                         return a.offset < b.offset;
                       }))
    return expected(diagnose, "relocations sorted by offset");
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
