//===- MetadataOps.td - Metadata and debug records, as text has them ------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// In one process the host's metadata stays where it is: operations name the
// host's instruction (header.origin) and export asks the host's module. Text
// has no host, so it carries what the dialect does not model:
//
// - a table of numbered nodes, each in LLVM's own syntax, opaque here;
// - the attributes shunt.md, shunt.tail, shunt.attributes of operations;
// - debug records, as operations at their places;
// - what a phi says besides its type.
//
// A debug record does not use the values that it names: it names them by
// number (shunt.id), so that it neither keeps a value alive nor must stand
// where the value dominates it. Function parameters have the ids from 0.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_METADATA_OPS_TD
#define SHUNT_METADATA_OPS_TD

include "ModuleOps.td"

def Shunt_MetadataOp : Shunt_ModuleOp<"metadata"> {
  let summary = "A metadata node: its number and its text, in LLVM's syntax";
  let arguments = (ins Shunt_U32Prop:$number, StringProp:$text);
  let assemblyFormat = "$number `=` custom<NodeText>($text) attr-dict";
}

def Shunt_NamedMetadataOp : Shunt_ModuleOp<"named_metadata"> {
  let summary = "A module's named list of metadata nodes, by number";
  let arguments = (ins StrAttr:$name, Shunt_ScalesProp:$nodes);
  let assemblyFormat = "$name $nodes attr-dict";
}

def Shunt_DebugVariableOp : Shunt_LeafOp<"debug_variable", (ins
    Shunt_EnumProp<Shunt_DebugKind>:$kind, Shunt_DebugOperandProp:$location,
    Shunt_U32Prop:$variable, Shunt_U32Prop:$expression,
    Shunt_U32Prop:$debugLoc,
    DefaultValuedProp<Shunt_U32Prop, "0">:$assignment,
    DefaultValuedProp<Shunt_DebugOperandProp,
                      "::shunt::DebugOperand()">:$address,
    DefaultValuedProp<Shunt_U32Prop, "0">:$addressExpression)> {
  let summary = "A debug record: where a source variable is from here on";
  let description = [{
    `variable`, `expression`, `debugLoc`, and for `assign` `assignment` and
    `addressExpression` are numbers of metadata nodes.
  }];
  let assemblyFormat = [{
    $kind $location `variable` $variable `expression` $expression
    `at` $debugLoc prop-dict attr-dict
  }];
  let hasVerifier = 1;
}

def Shunt_DebugLabelOp : Shunt_LeafOp<"debug_label", (ins
    Shunt_U32Prop:$label, Shunt_U32Prop:$debugLoc)> {
  let summary = "A debug record: control is at a source label";
  let assemblyFormat = "$label `at` $debugLoc attr-dict";
}

def Shunt_PhiOp : Shunt_Op<"phi", (ins
    Shunt_Value:$argument, Shunt_FastMathProp:$fastMath,
    Shunt_ScalesProp:$incoming)> {
  let summary = "What the phi that a block argument stands for says of itself";
  let description = [{
    `incoming`, if there, is the order of the phi's operands: the operand in
    each place, counted in the order of the predecessors in the function and of
    the edges in their terminators.
  }];
  let assemblyFormat = "$argument prop-dict attr-dict `:` type($argument)";
  let hasVerifier = 1;
}

#endif // SHUNT_METADATA_OPS_TD
