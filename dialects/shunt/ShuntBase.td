//===- ShuntBase.td - What every operation has ----------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_BASE_TD
#define SHUNT_BASE_TD

include "ShuntDialect.td"
include "ShuntEnums.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

//===----------------------------------------------------------------------===//
// Value constraints
//===----------------------------------------------------------------------===//

def Shunt_Pointer : DialectType<Shunt_Dialect,
    CPred<"::llvm::isa<::shunt::PointerType>($_self)">, "pointer">;
def Shunt_Int : Type<CPred<"$_self.isSignlessInteger()">, "integer",
                     "::mlir::IntegerType">;
def Shunt_Float : AnyTypeOf<[F16, BF16, F32, F64, F80, F128]>;
def Shunt_Token : DialectType<Shunt_Dialect,
    CPred<"::llvm::isa<::shunt::TokenType>($_self)">, "token">,
    BuildableType<"$_builder.getType<::shunt::TokenType>()">;
class Shunt_OrVectorOf<Type element> : AnyTypeOf<[element,
    VectorOfAnyRankOf<[element]>]>;
def Shunt_IntLike : Shunt_OrVectorOf<Shunt_Int>;
def Shunt_FloatLike : Shunt_OrVectorOf<Shunt_Float>;
def Shunt_PointerLike : Shunt_OrVectorOf<Shunt_Pointer>;
def Shunt_BoolLike : Shunt_OrVectorOf<I1>;
def Shunt_Scalar : AnyTypeOf<[Shunt_Int, Shunt_Float, Shunt_Pointer]>;
def Shunt_IntOrPointerLike : AnyTypeOf<[Shunt_IntLike, Shunt_PointerLike]>;
/// Whatever a value can be.
def Shunt_Value : AnyTypeOf<[Shunt_OrVectorOf<Shunt_Scalar>, Shunt_Token]>;

//===----------------------------------------------------------------------===//
// Properties
//===----------------------------------------------------------------------===//

/// A property whose C++ type has convertToAttribute and convertFromAttribute
/// beside it (Properties.h).
class Shunt_Prop<string cppType, string summary>
    : Property<cppType, summary> {
  // A type is passed so that a string does not take what follows a colon.
  let parser = [{
    ::mlir::Attribute attribute;
    ::llvm::SMLoc start = $_parser.getCurrentLocation();
    auto diagnose = [&] { return $_parser.emitError(start); };
    if ($_parser.parseAttribute(
            attribute, ::mlir::NoneType::get($_parser.getContext())) ||
        ::mlir::failed(convertFromAttribute($_storage, attribute, diagnose)))
      return ::mlir::failure();
  }];
  let printer =
      "$_printer.printAttribute(convertToAttribute($_ctxt, $_storage))";
  let writeToMlirBytecode = writeMlirBytecodeWithConvertToAttribute;
  let readFromMlirBytecode = readMlirBytecodeUsingConvertFromAttribute;
}

/// An unsigned integer, whose attribute form is an i64.
class Shunt_UIntProp<string cppType>
    : IntProp<cppType> {
  let convertToAttribute = [{
    return ::mlir::IntegerAttr::get(::mlir::IntegerType::get($_ctxt, 64),
                                    static_cast<int64_t>($_storage));
  }];
  let convertFromAttribute = [{
    auto integer = ::llvm::dyn_cast_or_null<::mlir::IntegerAttr>($_attr);
    if (!integer || integer.getValue().getBitWidth() > 64) {
      if ($_diag)
        $_diag() << "expected an integer";
      return ::mlir::failure();
    }
    $_storage = integer.getValue().getZExtValue();
    return ::mlir::success();
  }];
}
def Shunt_U32Prop : Shunt_UIntProp<"uint32_t">;
def Shunt_U64Prop : Shunt_UIntProp<"uint64_t">;

/// First in every operation's properties: dispatch index, dense value number,
/// origin. Never printed: it is derived.
class Shunt_HeaderProp<string cppType, string opClass>
    : Shunt_Prop<cppType, "dispatch and numbering"> {
  let defaultValue =
      cppType # "(::shunt::opcodeOf<::shunt::" # opClass # ">())";
}

def Shunt_AddressProp : DefaultValuedProp<
    Shunt_Prop<"::shunt::Address", "index scale and byte offset">,
    "::shunt::Address()">;
def Shunt_AccessProp : DefaultValuedProp<
    Shunt_Prop<"::shunt::MemoryAccess", "alignment, volatility, ordering">,
    "::shunt::MemoryAccess()">;
def Shunt_CaseValuesProp : DefaultValuedProp<
    Shunt_Prop<"::shunt::CaseValues", "switch case values">,
    "::shunt::CaseValues()">;
def Shunt_ScalesProp : DefaultValuedProp<
    Shunt_Prop<"::shunt::Scales", "bytes by which each index counts">,
    "::shunt::Scales()">;
def Shunt_DataProp : DefaultValuedProp<
    Shunt_Prop<"::shunt::Data", "initial bytes and relocations">,
    "::shunt::Data()">;
def Shunt_StructorsProp : DefaultValuedProp<
    Shunt_Prop<"::shunt::Structors", "functions with priorities">,
    "::shunt::Structors()">;
/// A symbol's name, or null.
def Shunt_SymbolNameProp
    : Shunt_Prop<"::shunt::SymbolRef", "symbol reference"> {
  let optionalParser = "return ::shunt::parseOptional($_parser, $_storage);";
}
def Shunt_SymbolProp :
    DefaultValuedProp<Shunt_SymbolNameProp, "::shunt::SymbolRef()">;
/// Any attribute or null, kept out of the dictionary.
def Shunt_AttrListProp : DefaultValuedProp<
    Shunt_Prop<"::shunt::AttributeListRef", "attribute list">,
    "::shunt::AttributeListRef()">;
def Shunt_MetadataProp : DefaultValuedProp<
    Shunt_Prop<"::shunt::MetadataArguments", "metadata arguments">,
    "::shunt::MetadataArguments()">;
/// What a debug record says of a value; null: nothing.
def Shunt_DebugOperandProp
    : Shunt_Prop<"::shunt::DebugOperand", "debug record's value">;
def Shunt_ListProp : DefaultValuedProp<
    Shunt_Prop<"::shunt::ListRef", "array">, "::shunt::ListRef()">;
def Shunt_PathProp : DefaultValuedProp<
    Shunt_Prop<"::shunt::Path", "steps into a type">, "::shunt::Path()">;
def Shunt_TypeProp : DefaultValuedProp<
    Shunt_Prop<"::shunt::TypeRef", "layout or signature type">,
    "::shunt::TypeRef()">;
def Shunt_BitsProp : Shunt_Prop<"::shunt::ConstantBits",
    "a constant's bits, up to 128">;

/// An enumeration whose attribute form is its word.
class Shunt_EnumProp<EnumInfo enumInfo> : EnumProp<enumInfo> {
  let convertToAttribute = [{
    return ::mlir::StringAttr::get($_ctxt, stringifyEnum($_storage));
  }];
  let convertFromAttribute = [{
    auto word = ::llvm::dyn_cast_or_null<::mlir::StringAttr>($_attr);
    auto value = word ? symbolizeEnum<}] # enumInfo.cppType # [{>(word.strref())
                      : std::nullopt;
    if (!value) {
      if ($_diag)
        $_diag() << "expected the word of a }] # enumInfo.summary # [{";
      return ::mlir::failure();
    }
    $_storage = *value;
    return ::mlir::success();
  }];
}
def Shunt_IntFlagsProp : DefaultValuedProp<
    Shunt_EnumProp<Shunt_IntFlags>, "::shunt::IntFlags::None">;
def Shunt_FastMathProp : DefaultValuedProp<
    Shunt_EnumProp<Shunt_FastMath>, "::shunt::FastMath::None">;

def Shunt_TailProp : DefaultValuedProp<
    Shunt_EnumProp<Shunt_TailKind>, "::shunt::TailKind::None">;

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

/// Base of every operation that stands in a function.
class Shunt_Op<string mnemonic, dag operandsAndProps, list<Trait> traits = [],
               string header = "::shunt::OpHeader">
    : Op<Shunt_Dialect, mnemonic, !listconcat([HasParent<"FuncOp">], traits)> {
  let arguments =
      !con((ins Shunt_HeaderProp<header, !subst("Shunt_", "", NAME)>:$header),
           operandsAndProps);
}

/// The same of those that never have an operand.
class Shunt_LeafOp<string mnemonic, dag props, list<Trait> traits = []>
    : Shunt_Op<mnemonic, props, traits, "::shunt::LeafHeader">;

#endif // SHUNT_BASE_TD
