//===- ShuntOps.cpp - Syntax of operations --------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dialects/shunt/ShuntOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace shunt;

//===----------------------------------------------------------------------===//
// custom<Address>: %base, or %base[%index * scale + offset], or %base[offset]
//===----------------------------------------------------------------------===//

static ParseResult
parseAddress(OpAsmParser &parser, OpAsmParser::UnresolvedOperand &base,
             Type &baseType,
             std::optional<OpAsmParser::UnresolvedOperand> &index,
             Type &indexType, Address &address) {
  if (parser.parseOperand(base))
    return failure();
  if (succeeded(parser.parseOptionalLSquare())) {
    OpAsmParser::UnresolvedOperand operand;
    OptionalParseResult hasIndex = parser.parseOptionalOperand(operand);
    if (hasIndex.has_value()) {
      if (failed(*hasIndex) || parser.parseColonType(indexType) ||
          parser.parseStar() || parser.parseInteger(address.scale) ||
          parser.parseKeyword("plus"))
        return failure();
      index = operand;
    }
    if (parser.parseInteger(address.offset) || parser.parseRSquare())
      return failure();
  }
  return parser.parseColonType(baseType);
}

static void printAddress(OpAsmPrinter &printer, Operation *, Value base,
                         Type baseType, Value index, Type indexType,
                         const Address &address) {
  printer << base;
  if (index)
    printer << '[' << index << " : " << indexType << " * " << address.scale
            << " plus " << address.offset << ']';
  else if (address.offset)
    printer << '[' << address.offset << ']';
  printer << " : " << baseType;
}

//===----------------------------------------------------------------------===//
// custom<MemoryAccess>: volatile? nontemporal? ... align N (atomic ORDERING)?
//===----------------------------------------------------------------------===//

static ParseResult parseMemoryAccess(OpAsmParser &parser,
                                     MemoryAccess &access) {
  access.isVolatile = succeeded(parser.parseOptionalKeyword("volatile"));
  access.nonTemporal = succeeded(parser.parseOptionalKeyword("nontemporal"));
  access.invariant = succeeded(parser.parseOptionalKeyword("invariant"));
  if (succeeded(parser.parseOptionalKeyword("atomic"))) {
    access.singleThread =
        succeeded(parser.parseOptionalKeyword("singlethread"));
    StringRef keyword;
    SMLoc location = parser.getCurrentLocation();
    if (parser.parseKeyword(&keyword))
      return failure();
    auto ordering = symbolizeAtomicOrdering(keyword);
    if (!ordering)
      return parser.emitError(location, "unknown ordering '") << keyword << "'";
    access.ordering = *ordering;
  }
  uint64_t alignment;
  SMLoc location = parser.getCurrentLocation();
  if (parser.parseKeyword("align") || parser.parseInteger(alignment))
    return failure();
  if (!llvm::isPowerOf2_64(alignment) || alignment > (uint64_t(1) << 32))
    return parser.emitError(location, "alignment is not a power of two of at "
                                      "most 4 GiB");
  access.alignLog2 = llvm::Log2_64(alignment);
  return success();
}

static void printMemoryAccess(OpAsmPrinter &printer, Operation *,
                              const MemoryAccess &access) {
  if (access.isVolatile)
    printer << "volatile ";
  if (access.nonTemporal)
    printer << "nontemporal ";
  if (access.invariant)
    printer << "invariant ";
  if (access.isAtomic() || access.singleThread)
    printer << "atomic " << (access.singleThread ? "singlethread " : "")
            << stringifyAtomicOrdering(access.ordering) << ' ';
  printer << "align " << access.alignment();
}

//===----------------------------------------------------------------------===//
// custom<Layout>: nothing, or layout TYPE
//===----------------------------------------------------------------------===//

static ParseResult parseLayout(OpAsmParser &parser, TypeRef &layout) {
  if (failed(parser.parseOptionalKeyword("layout")))
    return success();
  return parser.parseType(layout.type);
}

static void printLayout(OpAsmPrinter &printer, Operation *,
                        const TypeRef &layout) {
  if (layout)
    printer << " layout " << layout.type;
}

//===----------------------------------------------------------------------===//
// custom<ScaledIndices>: %i * 4, %j * 24 : i64, i32
//===----------------------------------------------------------------------===//

static ParseResult
parseScaledIndices(OpAsmParser &parser,
                   SmallVectorImpl<OpAsmParser::UnresolvedOperand> &indices,
                   SmallVectorImpl<Type> &types, Scales &scales) {
  do {
    OpAsmParser::UnresolvedOperand operand;
    OptionalParseResult present = parser.parseOptionalOperand(operand);
    if (!present.has_value())
      return success();
    if (failed(*present) || parser.parseColonType(types.emplace_back()) ||
        parser.parseStar() || parser.parseInteger(scales.values.emplace_back()))
      return failure();
    indices.push_back(operand);
  } while (succeeded(parser.parseOptionalComma()));
  return success();
}

static void printScaledIndices(OpAsmPrinter &printer, Operation *,
                               OperandRange indices, TypeRange types,
                               const Scales &scales) {
  llvm::interleaveComma(llvm::zip_equal(indices, types, scales.values), printer,
                        [&](auto it) {
                          auto [index, type, scale] = it;
                          printer << index << " : " << type << " * " << scale;
                        });
}

//===----------------------------------------------------------------------===//
// custom<ConstantBits>: 42 : i32, 0x... : f64, 0 : !shunt.ptr
//===----------------------------------------------------------------------===//

/// Bits of a constant's type; pointers count as 64.
static unsigned bitsOf(Type type) {
  return isa<PointerType>(type) ? 64 : type.getIntOrFloatBitWidth();
}

static ParseResult parseConstantBits(OpAsmParser &parser, ConstantBits &bits,
                                     Type &type) {
  APInt value;
  SMLoc location = parser.getCurrentLocation();
  if (parser.parseInteger(value) || parser.parseColonType(type))
    return failure();
  if (!isa<IntegerType, FloatType, PointerType>(type) || bitsOf(type) > 128)
    return parser.emitError(location,
                            "expected a scalar type of at most 128 bits");
  unsigned width = bitsOf(type);
  if (value.getSignificantBits() > width && value.getActiveBits() > width)
    return parser.emitError(location, "constant does not fit its type");
  value = value.sextOrTrunc(width).zext(128);
  bits.low = value.extractBitsAsZExtValue(64, 0);
  bits.high = value.extractBitsAsZExtValue(64, 64);
  return success();
}

static void printConstantBits(OpAsmPrinter &printer, Operation *,
                              const ConstantBits &bits, Type type) {
  APInt value(128, {bits.low, bits.high});
  bool isInteger = isa<IntegerType>(type);
  value = value.trunc(bitsOf(type));
  SmallString<40> text;
  if (isInteger)
    value.toStringSigned(text);
  else
    value.toString(text, 16, /*Signed=*/false, /*formatAsCLiteral=*/true);
  printer << text << " : " << type;
}

//===----------------------------------------------------------------------===//
// custom<NodeText>: a string whose quotes are escaped as \"
//===----------------------------------------------------------------------===//

static ParseResult parseNodeText(OpAsmParser &parser, std::string &text) {
  return parser.parseString(&text);
}

static void printNodeText(OpAsmPrinter &printer, Operation *, StringRef text) {
  raw_ostream &os = printer.getStream();
  os << '"';
  for (char c : text) {
    if (c == '"' || c == '\\')
      os << '\\' << c;
    else if (llvm::isPrint(c))
      os << c;
    else
      os << '\\' << llvm::toHex(StringRef(&c, 1));
  }
  os << '"';
}

//===----------------------------------------------------------------------===//
// Registration
//===----------------------------------------------------------------------===//

using NameFunction = OperationName (*)(MLIRContext *);

template <typename... Ops>
static constexpr std::array<NameFunction, sizeof...(Ops)>
nameFunctions(shunt::detail::OpList<Ops...>) {
  return {operationName<Ops>...};
}

/// By opcode, less 1.
static constexpr auto operationNames = nameFunctions(shunt::detail::AllOps());

OperationName shunt::operationName(uint16_t opcode, MLIRContext *context) {
  return operationNames[opcode - 1](context);
}

void shunt::registerOperations(MLIRContext *context) {
  for (NameFunction name : operationNames)
    name(context);
}

//===----------------------------------------------------------------------===//
// headerOf()
//===----------------------------------------------------------------------===//

// Conditionally supported, and supported by the compilers that build this.
#pragma GCC diagnostic ignored "-Winvalid-offsetof"

template <typename Op> static constexpr bool headerComesFirst() {
  if constexpr (requires(typename Op::Properties p) { p.header; }) {
    using Header = decltype(Op::Properties::header);
    constexpr bool isLeaf = Op::template hasTrait<OpTrait::ZeroOperands>();
    return offsetof(typename Op::Properties, header) == 0 &&
           std::is_same_v<Header, LeafHeader> == isLeaf;
  }
  return true;
}

template <typename... Ops>
static constexpr bool headersComeFirst(shunt::detail::OpList<Ops...>) {
  return (headerComesFirst<Ops>() && ...);
}

// An attribute in an operation's arguments would come before the header: use a
// property (Shunt_Prop). One without operands is a Shunt_LeafOp.
static_assert(headersComeFirst(shunt::detail::AllOps()),
              "headerOf() reads elsewhere");
static_assert(sizeof(OperandGap) == sizeof(mlir::detail::OperandStorage));

#define GET_OP_CLASSES
#include "dialects/shunt/ShuntOps.cpp.inc"
