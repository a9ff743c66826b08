//===- ShuntDialect.cpp - Registration, types, attributes -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/shunt/ShuntOps.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace shunt;

#include "dialects/shunt/ShuntDialect.cpp.inc"
#include "dialects/shunt/ShuntEnums.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/shunt/ShuntTypes.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/shunt/ShuntAttributes.cpp.inc"

void ShuntDialect::initialize() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "dialects/shunt/ShuntTypes.cpp.inc"
      >();
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/shunt/ShuntAttributes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/shunt/ShuntOps.cpp.inc"
      >();
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
/// makes one register.
static void splitVector(VectorType vector, SmallVectorImpl<Type> &members) {
  constexpr uint64_t RegisterBits = 128;
  Type element = vector.getElementType();
  uint64_t bits =
      isa<PointerType>(element) ? 64 : element.getIntOrFloatBitWidth();
  uint64_t count = vector.getNumElements();
  uint64_t rounded = llvm::PowerOf2Ceil(count);
  bool isOdd = rounded != count;
  if (count == 1 || (isOdd && rounded * bits != RegisterBits)) {
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
  } else if (isSplit && type.isInteger() &&
             type.getIntOrFloatBitWidth() > 64) {
    members.append(llvm::divideCeil(type.getIntOrFloatBitWidth(), 64),
                   IntegerType::get(type.getContext(), 64));
  } else if (!isa<VoidType, MetadataType>(type)) {
    members.push_back(type);
  }
}
