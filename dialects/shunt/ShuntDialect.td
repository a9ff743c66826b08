//===- ShuntDialect.td - The dialect itself, its types and attributes -----===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_DIALECT_TD
#define SHUNT_DIALECT_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/BuiltinTypeInterfaces.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/OpBase.td"
include "mlir/IR/Properties.td"

def Shunt_Dialect : Dialect {
  let name = "shunt";
  let cppNamespace = "::shunt";
  let summary = "What a code generator wants to read, with LLVM's semantics";
  let description = [{
    SSA over block arguments; scalars, vectors and pointers are values, structs
    and arrays are lists of values; memory is explicit (stack slots, addresses
    of the form base + index * scale + offset); globals are data. An operation
    has the name and the exact semantics of the LLVM instruction or intrinsic
    of that name unless its description says otherwise.
  }];
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let hasOperationAttrVerify = 1;
  // What text carries of an operation besides its properties: attached
  // metadata; the number by which debug records name its value; that it is
  // part of a constant and no instruction; the tail marker and attributes of
  // the call it was.
  let discardableAttrs = (ins
    "::shunt::AttachmentsAttr":$md,
    "::mlir::IntegerAttr":$id,
    "::mlir::UnitAttr":$constant_expression,
    "::mlir::StringAttr":$tail,
    "::shunt::AttributeListAttr":$attributes);
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

class Shunt_Type<string name, string typeMnemonic, list<Trait> traits = []>
    : TypeDef<Shunt_Dialect, name, traits> {
  let mnemonic = typeMnemonic;
}

def Shunt_PointerType
    : Shunt_Type<"Pointer", "ptr", [VectorElementTypeInterface]> {
  let summary = "An untyped pointer into an address space";
  let parameters = (ins DefaultValuedParameter<"unsigned", "0">:$addressSpace);
  let assemblyFormat = "(`<` $addressSpace^ `>`)?";
}

def Shunt_TokenType : Shunt_Type<"Token", "token"> {
  let summary = "What ties an operation to another one, and no bits at all";
}

// The types below describe layouts and signatures. No SSA value has them.

def Shunt_VoidType : Shunt_Type<"Void", "void"> {
  let summary = "The result of a function that returns nothing";
}

def Shunt_MetadataType : Shunt_Type<"Metadata", "metadata"> {
  let summary = "An intrinsic's parameter that is metadata: no value";
}

def Shunt_StructType : Shunt_Type<"Struct", "struct"> {
  let summary = "The layout of a struct; never the type of a value";
  let parameters = (ins "bool":$packed, ArrayRefParameter<"mlir::Type">:$members);
  let hasCustomAssemblyFormat = 1;
}

def Shunt_ArrayType : Shunt_Type<"Array", "array"> {
  let summary = "The layout of an array; never the type of a value";
  let parameters = (ins "uint64_t":$count, "mlir::Type":$element);
  let assemblyFormat = "`<` $count `x` $element `>`";
}

def Shunt_FunctionType : Shunt_Type<"Function", "func"> {
  let summary = "A signature before its aggregates become lists of values";
  let parameters = (ins "mlir::Type":$result,
                        ArrayRefParameter<"mlir::Type">:$params,
                        "bool":$varArg);
  let hasCustomAssemblyFormat = 1;
}

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

def Shunt_AttributeListAttr : AttrDef<Shunt_Dialect, "AttributeList"> {
  let summary = "Attributes of a function or call, its result and parameters";
  let description = [{
    Keys are LLVM's attribute names. An enum attribute is a unit, an integer
    attribute an `i64`, a type attribute a layout type; string attributes stand
    in one nested dictionary under the key `strings`. Every distinct list is
    built once a module.
  }];
  let mnemonic = "attrs";
  let parameters = (ins "mlir::DictionaryAttr":$function,
                        "mlir::DictionaryAttr":$result,
                        OptionalArrayRefParameter<"mlir::DictionaryAttr">:$params);
  let assemblyFormat = [{
    `<` `fn` `=` $function `,` `ret` `=` $result
        (`,` `params` `=` `[` $params^ `]`)? `>`
  }];
}

def Shunt_NodeAttr : AttrDef<Shunt_Dialect, "Node"> {
  let summary = "A metadata node, by its number in the module's table";
  let mnemonic = "node";
  let parameters = (ins "uint32_t":$number);
  let assemblyFormat = "`<` $number `>`";
}

def Shunt_NodeConstantAttr : AttrDef<Shunt_Dialect, "NodeConstant"> {
  let summary = "The constant that a metadata node is a tuple of";
  let mnemonic = "constant";
  let parameters = (ins "uint32_t":$number);
  let assemblyFormat = "`<` $number `>`";
}

def Shunt_LocalAttr : AttrDef<Shunt_Dialect, "Local"> {
  let summary = "A value of the function by its id, or a member of it by path";
  let mnemonic = "local";
  let parameters = (ins "uint32_t":$id,
                        OptionalArrayRefParameter<"unsigned">:$path);
  let assemblyFormat = "`<` $id (`,` $path^)? `>`";
}

def Shunt_AttachmentsAttr : AttrDef<Shunt_Dialect, "Attachments"> {
  let summary = "Attached metadata: kinds and numbers of nodes";
  let mnemonic = "md";
  let parameters = (ins ArrayRefParameter<"::mlir::StringAttr">:$kinds,
                        ArrayRefParameter<"uint32_t">:$nodes);
  let hasCustomAssemblyFormat = 1;
}

#endif // SHUNT_DIALECT_TD
