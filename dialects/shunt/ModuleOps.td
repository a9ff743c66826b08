//===- ModuleOps.td - Functions, global data, what a module has -----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_MODULE_OPS_TD
#define SHUNT_MODULE_OPS_TD

include "ShuntBase.td"

/// What every symbol says of itself.
defvar Shunt_SymbolProps = (ins
    SymbolNameAttr:$sym_name,
    DefaultValuedProp<Shunt_EnumProp<Shunt_Linkage>,
                      "::shunt::Linkage::External">:$linkage,
    DefaultValuedProp<Shunt_EnumProp<Shunt_Visibility>,
                      "::shunt::Visibility::Default">:$elfVisibility,
    DefaultValuedProp<Shunt_EnumProp<Shunt_UnnamedAddr>,
                      "::shunt::UnnamedAddr::None">:$unnamedAddr,
    DefaultValuedProp<Shunt_EnumProp<Shunt_TLSModel>,
                      "::shunt::TLSModel::NotThreadLocal">:$tlsModel,
    UnitProp:$dsoLocal,
    OptionalAttr<StrAttr>:$partition);

/// What every symbol with contents of its own has.
defvar Shunt_ObjectProps = !con(Shunt_SymbolProps, (ins
    OptionalAttr<StrAttr>:$section, OptionalAttr<StrAttr>:$comdat,
    DefaultValuedProp<Shunt_U64Prop, "0">:$alignment));

class Shunt_SymbolOp<string mnemonic, dag args, list<Trait> traits = []>
    : Op<Shunt_Dialect, mnemonic,
         !listconcat([Symbol, HasParent<"::mlir::ModuleOp">], traits)> {
  let arguments = args;
}

/// What a module says besides its symbols.
class Shunt_ModuleOp<string mnemonic>
    : Op<Shunt_Dialect, mnemonic, [HasParent<"::mlir::ModuleOp">]>;

def Shunt_FuncOp : Shunt_SymbolOp<"func", !con(Shunt_ObjectProps, (ins
    Shunt_TypeProp:$signature, Shunt_AttrListProp:$attributeList,
    DefaultValuedProp<Shunt_U32Prop, "0">:$callingConv,
    OptionalAttr<FlatSymbolRefAttr>:$personality,
    OptionalAttr<StrAttr>:$gc,
    Shunt_DataProp:$prefixData, Shunt_TypeProp:$prefixType,
    Shunt_DataProp:$prologueData, Shunt_TypeProp:$prologueType)),
    [IsolatedFromAbove]> {
  let summary = "A function; without a body, a declaration";
  let description = [{
    The entry block's arguments are the parameters of `signature` with each
    aggregate as the list of its members. `alignment` is in bytes, 0 means the
    target's choice. There is prefix or prologue data where that has a type.
  }];
  let regions = (region AnyRegion:$body);
  let assemblyFormat = [{
    $sym_name `:` $signature prop-dict attr-dict-with-keyword $body
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    bool isDeclaration() { return getBody().empty(); }
    /// The symbol interface wants declarations to be private; what the object
    /// file says is the linkage's and elfVisibility's business.
    ::mlir::SymbolTable::Visibility getVisibility() {
      return isDeclaration() ? ::mlir::SymbolTable::Visibility::Private
                             : ::mlir::SymbolTable::Visibility::Public;
    }
  }];
}

def Shunt_GlobalOp : Shunt_SymbolOp<"global", !con(Shunt_ObjectProps, (ins
    Shunt_U64Prop:$size, UnitProp:$constant, UnitProp:$declaration,
    UnitProp:$externallyInitialized,
    DefaultValuedProp<Shunt_U32Prop, "0">:$addressSpace,
    Shunt_DataProp:$data, Shunt_TypeProp:$type,
    OptionalAttr<FlatSymbolRefAttr>:$associated,
    OptionalAttr<DictionaryAttr>:$attributeList,
    DefaultValuedProp<Shunt_EnumProp<Shunt_CodeModel>,
                      "::shunt::CodeModel::Default">:$codeModel,
    DefaultValuedProp<Shunt_EnumProp<Shunt_Sanitizing>,
                      "::shunt::Sanitizing::None">:$sanitizing))> {
  let summary = "A global variable: its bytes and relocations";
  let description = [{
    `size` and `alignment` in bytes; `data` may be shorter than `size`, the
    rest is zero. A declaration has no data.
  }];
  let assemblyFormat = [{
    $sym_name `size` $size prop-dict attr-dict
  }];
}

def Shunt_AliasOp : Shunt_SymbolOp<"alias", !con(Shunt_SymbolProps, (ins
    Shunt_SymbolProp:$aliasee, DefaultValuedProp<I64Prop, "0">:$offset,
    UnitProp:$isFunction, Shunt_TypeProp:$type))> {
  let summary = "A second name for a symbol plus a byte offset";
  let assemblyFormat =
      "$sym_name `=` $aliasee `+` $offset prop-dict attr-dict";
}

def Shunt_IFuncOp : Shunt_SymbolOp<"ifunc", !con(Shunt_SymbolProps, (ins
    Shunt_SymbolProp:$resolver, Shunt_TypeProp:$type))> {
  let summary = "A function whose address `resolver` returns at load time";
  let assemblyFormat = "$sym_name `=` $resolver prop-dict attr-dict";
}

def Shunt_ComdatOp : Shunt_ModuleOp<"comdat"> {
  let summary = "A group of sections of which the linker keeps one";
  let arguments = (ins StrAttr:$name, Shunt_EnumProp<Shunt_ComdatKind>:$kind);
  let assemblyFormat = "$name $kind attr-dict";
}

def Shunt_StructorsOp : Shunt_ModuleOp<"structors"> {
  let summary = "Functions run before or after main: llvm.global_ctors, _dtors";
  let arguments = (ins UnitProp:$destructors, Shunt_StructorsProp:$entries);
  let assemblyFormat = "(`destructors` $destructors^)? $entries attr-dict";
}

def Shunt_UsedOp : Shunt_ModuleOp<"used"> {
  let summary = "Symbols that must stay: llvm.used or llvm.compiler.used";
  let arguments = (ins UnitProp:$compilerOnly, ArrayAttr:$symbols);
  let assemblyFormat = "(`compiler_only` $compilerOnly^)? $symbols attr-dict";
}

def Shunt_ModuleAsmOp : Shunt_ModuleOp<"module_asm"> {
  let summary = "File-scope assembly";
  let arguments = (ins StrAttr:$assembly);
  let assemblyFormat = "$assembly attr-dict";
}

#endif // SHUNT_MODULE_OPS_TD
