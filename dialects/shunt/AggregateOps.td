//===- AggregateOps.td - Structs and arrays as values (exact IR) ----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_AGGREGATE_OPS_TD
#define SHUNT_AGGREGATE_OPS_TD

include "ShuntBase.td"

// A struct or an array is the list of its members, so that the instructions
// that pick or replace one only rename. Exact IR says where they stood and of
// which aggregate a list of values is.

def Shunt_ExtractValueOp : Shunt_Op<"extractvalue", (ins
    Variadic<Shunt_Value>:$aggregate, Shunt_TypeProp:$layout,
    Shunt_PathProp:$path)> {
  let summary = "The values of one member of an aggregate";
  let results = (outs Variadic<Shunt_Value>:$member);
  let assemblyFormat = [{
    $aggregate $path `:` type($member) `layout` $layout attr-dict
    `of` type($aggregate)
  }];
  let hasVerifier = 1;
}

def Shunt_InsertValueOp : Shunt_Op<"insertvalue", (ins
    Variadic<Shunt_Value>:$aggregate, Variadic<Shunt_Value>:$member,
    Shunt_TypeProp:$layout, Shunt_PathProp:$path), [AttrSizedOperandSegments]> {
  let summary = "An aggregate's values with those of one member replaced";
  let results = (outs Variadic<Shunt_Value>:$result);
  let assemblyFormat = [{
    $member `into` $aggregate $path `:` type($member) `layout` $layout attr-dict
    `of` type($aggregate) `->` type($result)
  }];
  let hasVerifier = 1;
}

def Shunt_BlockLayoutOp : Shunt_LeafOp<"block_layout", (ins
    Shunt_ListProp:$types)> {
  let summary = "The layout types whose members its block's arguments are";
  let description = [{
    Stands in a block that has an aggregate among its arguments, before all but
    a block_tag.
  }];
  let assemblyFormat = "$types attr-dict";
  let hasVerifier = 1;
}

#endif // SHUNT_AGGREGATE_OPS_TD
