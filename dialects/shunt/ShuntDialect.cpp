//===- ShuntDialect.cpp - Registration, types, attributes -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/shunt/ShuntOps.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace shunt;

#include "dialects/shunt/ShuntDialect.cpp.inc"
#include "dialects/shunt/ShuntEnums.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/shunt/ShuntTypes.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/shunt/ShuntAttributes.cpp.inc"

/// Operations come later: operationName(), registerOperations().
void ShuntDialect::initialize() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "dialects/shunt/ShuntTypes.cpp.inc"
      >();
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/shunt/ShuntAttributes.cpp.inc"
      >();
}

//===----------------------------------------------------------------------===//
// Metadata
//===----------------------------------------------------------------------===//

/// md<kind number, kind number, ...>
Attribute AttachmentsAttr::parse(AsmParser &parser, Type) {
  SmallVector<StringAttr> kinds;
  SmallVector<uint32_t> nodes;
  auto parseOne = [&]() -> ParseResult {
    std::string kind;
    if (parser.parseKeywordOrString(&kind) ||
        parser.parseInteger(nodes.emplace_back()))
      return failure();
    kinds.push_back(StringAttr::get(parser.getContext(), kind));
    return success();
  };
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::LessGreater,
                                     parseOne))
    return {};
  return get(parser.getContext(), kinds, nodes);
}

void AttachmentsAttr::print(AsmPrinter &printer) const {
  printer << '<';
  llvm::interleaveComma(llvm::zip_equal(getKinds(), getNodes()), printer,
                        [&](auto it) {
                          auto [kind, node] = it;
                          printer.printKeywordOrString(kind);
                          printer << ' ' << node;
                        });
  printer << '>';
}

static bool isTailKind(Attribute value) {
  auto word = dyn_cast<StringAttr>(value);
  return word && symbolizeTailKind(word.getValue());
}

/// The attributes that any operation can have are of the form that the text
/// form means.
LogicalResult ShuntDialect::verifyOperationAttribute(Operation *op,
                                                     NamedAttribute entry) {
  Attribute value = entry.getValue();
  bool isRight = llvm::StringSwitch<bool>(entry.getName().strref())
                     .Case("shunt.md", isa<AttachmentsAttr>(value))
                     .Case("shunt.id", isa<IntegerAttr>(value))
                     .Case("shunt.constant_expression", isa<UnitAttr>(value))
                     .Case("shunt.tail", isTailKind(value))
                     .Case("shunt.attributes", isa<AttributeListAttr>(value))
                     .Default(true);
  if (isRight)
    return success();
  return op->emitOpError("has a '" + entry.getName().strref() +
                         "' of a form that is not its own");
}

//===----------------------------------------------------------------------===//
// Layout types
//===----------------------------------------------------------------------===//

/// struct<packed? (member, ...)>
Type StructType::parse(AsmParser &parser) {
  SmallVector<Type> members;
  if (parser.parseLess())
    return {};
  bool packed = succeeded(parser.parseOptionalKeyword("packed"));
  if (parser.parseCommaSeparatedList(
          AsmParser::Delimiter::Paren,
          [&] { return parser.parseType(members.emplace_back()); }) ||
      parser.parseGreater())
    return {};
  return get(parser.getContext(), packed, members);
}

void StructType::print(AsmPrinter &printer) const {
  printer << "<" << (getPacked() ? "packed " : "") << "(";
  llvm::interleaveComma(getMembers(), printer);
  printer << ")>";
}

/// func<result (param, ..., ...)>
Type shunt::FunctionType::parse(AsmParser &parser) {
  Type result;
  SmallVector<Type> params;
  bool varArg = false;
  auto parseParam = [&]() -> ParseResult {
    if (varArg)
      return parser.emitError(parser.getCurrentLocation(),
                              "expected nothing after '...'");
    if (succeeded(parser.parseOptionalEllipsis())) {
      varArg = true;
      return success();
    }
    return parser.parseType(params.emplace_back());
  };
  if (parser.parseLess() || parser.parseType(result) ||
      parser.parseCommaSeparatedList(AsmParser::Delimiter::Paren, parseParam) ||
      parser.parseGreater())
    return {};
  return get(parser.getContext(), result, params, varArg);
}

void shunt::FunctionType::print(AsmPrinter &printer) const {
  printer << "<" << getResult() << " (";
  llvm::interleaveComma(getParams(), printer);
  if (getVarArg())
    printer << (getParams().empty() ? "..." : ", ...");
  printer << ")>";
}

/// A vector in registers of 128 bits, as LLVM's calling conventions have it: a
/// count that is no power of two goes by elements, except if rounding it up
/// makes one register, or half of one for three of half or bfloat.
static void splitVector(VectorType vector, SmallVectorImpl<Type> &members) {
  constexpr uint64_t RegisterBits = 128;
  Type element = vector.getElementType();
  uint64_t bits =
      isa<PointerType>(element) ? 64 : element.getIntOrFloatBitWidth();
  uint64_t count = vector.getNumElements();
  uint64_t rounded = llvm::PowerOf2Ceil(count);
  bool isThreeHalves = count == 3 && (element.isF16() || element.isBF16());
  bool isByElements = rounded != count && rounded * bits != RegisterBits;
  if (count == 1 || (isByElements && !isThreeHalves)) {
    members.append(count, element);
  } else if (rounded * bits <= RegisterBits) {
    members.push_back(vector);
  } else {
    int64_t piece = std::max<uint64_t>(1, RegisterBits / bits);
    members.append(count / piece, VectorType::get({piece}, element));
  }
}

void shunt::flatten(Type type, SmallVectorImpl<Type> &members,
                    WideValues wide) {
  bool isSplit = wide == WideValues::Split;
  if (auto structType = dyn_cast<StructType>(type)) {
    for (Type member : structType.getMembers())
      flatten(member, members, wide);
  } else if (auto array = dyn_cast<ArrayType>(type)) {
    for (uint64_t i = 0; i < array.getCount(); ++i)
      flatten(array.getElement(), members, wide);
  } else if (isSplit && isa<VectorType>(type)) {
    splitVector(cast<VectorType>(type), members);
  } else if (isSplit && type.isInteger() && type.getIntOrFloatBitWidth() > 64) {
    members.append(llvm::divideCeil(type.getIntOrFloatBitWidth(), 64),
                   IntegerType::get(type.getContext(), 64));
  } else if (!isa<VoidType, MetadataType>(type)) {
    members.push_back(type);
  }
}

DictionaryAttr shunt::functionAttributes(FuncOp func) {
  auto list = dyn_cast_or_null<AttributeListAttr>(
      func.getProperties().attributeList.list);
  return list ? list.getFunction() : DictionaryAttr();
}

StringAttr shunt::stringAttribute(DictionaryAttr attributes, StringRef key) {
  if (!attributes)
    return {};
  auto strings = attributes.getAs<DictionaryAttr>("strings");
  return strings ? strings.getAs<StringAttr>(key) : StringAttr();
}
