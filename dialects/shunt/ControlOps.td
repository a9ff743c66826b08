//===- ControlOps.td - Branches, calls, returns ---------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_CONTROL_OPS_TD
#define SHUNT_CONTROL_OPS_TD

include "ShuntBase.td"

//===----------------------------------------------------------------------===//
// Terminators. Successor operands are the successor's block arguments.
//===----------------------------------------------------------------------===//

def Shunt_BrOp : Shunt_Op<"br", (ins
    Variadic<Shunt_Value>:$args, UnitProp:$edge), [Terminator]> {
  let summary = "Branch";
  let description = [{
    `edge`: the block holds nothing else but constants, and stands only for the
    edge from its one predecessor to `target`, which that can't pass `args` to
    since they are its own results. LLVM IR has no such block.
  }];
  let successors = (successor AnySuccessor:$target);
  let assemblyFormat = [{
    (`edge` $edge^)? $target (`(` $args^ `:` type($args) `)`)? attr-dict
  }];
  let hasVerifier = 1;
}

def Shunt_CondBrOp : Shunt_Op<"cond_br", (ins
    I1:$condition, Variadic<Shunt_Value>:$trueArgs,
    Variadic<Shunt_Value>:$falseArgs), [Terminator, AttrSizedOperandSegments]> {
  let successors = (successor AnySuccessor:$trueTarget,
                              AnySuccessor:$falseTarget);
  let assemblyFormat = [{
    $condition `,` $trueTarget (`(` $trueArgs^ `:` type($trueArgs) `)`)? `,`
    $falseTarget (`(` $falseArgs^ `:` type($falseArgs) `)`)? attr-dict
  }];
  let hasVerifier = 1;
}

def Shunt_CmpBrOp : Shunt_Op<"cmp_br", (ins
    Shunt_IntOrPointerLike:$lhs, Shunt_IntOrPointerLike:$rhs,
    Variadic<Shunt_Value>:$trueArgs, Variadic<Shunt_Value>:$falseArgs,
    Shunt_EnumProp<Shunt_ICmpPredicate>:$predicate),
    [Terminator, AttrSizedOperandSegments, AllTypesMatch<["lhs", "rhs"]>]> {
  let summary = "icmp and cond_br in one (folded IR only)";
  let successors = (successor AnySuccessor:$trueTarget,
                              AnySuccessor:$falseTarget);
  let assemblyFormat = [{
    $predicate $lhs `,` $rhs `:` type($lhs) `,`
    $trueTarget (`(` $trueArgs^ `:` type($trueArgs) `)`)? `,`
    $falseTarget (`(` $falseArgs^ `:` type($falseArgs) `)`)? attr-dict
  }];
  let hasVerifier = 1;
}

def Shunt_SwitchOp : Shunt_Op<"switch", (ins
    Shunt_Int:$value, Variadic<Shunt_Value>:$args,
    Shunt_CaseValuesProp:$cases), [Terminator]> {
  let summary = "Branch by value: first target is the default";
  let description = [{
    `cases` holds the value of each target but the first. `args` is the
    concatenation of all targets' arguments, in the order of the targets.
  }];
  let successors = (successor VariadicSuccessor<AnySuccessor>:$targets);
  let assemblyFormat = [{
    $value `:` type($value) $cases $targets
    (`(` $args^ `:` type($args) `)`)? attr-dict
  }];
  let hasVerifier = 1;
}

def Shunt_IndirectBrOp : Shunt_Op<"indirectbr", (ins
    Shunt_Pointer:$address, Variadic<Shunt_Value>:$args), [Terminator]> {
  let summary = "Branch to a block_address; args as switch has them";
  let successors = (successor VariadicSuccessor<AnySuccessor>:$targets);
  let assemblyFormat = [{
    $address `:` type($address) ` ` `[` $targets `]`
    (`(` $args^ `:` type($args) `)`)? attr-dict
  }];
  let hasVerifier = 1;
}

def Shunt_ReturnOp : Shunt_Op<"ret", (ins Variadic<Shunt_Value>:$values),
                              [Terminator]> {
  let assemblyFormat = "($values^ `:` type($values))? attr-dict";
}

def Shunt_UnreachableOp : Shunt_LeafOp<"unreachable", (ins), [Terminator]> {
  let assemblyFormat = "attr-dict";
}

def Shunt_BlockTagOp : Shunt_LeafOp<"block_tag", (ins Shunt_U32Prop:$tag)> {
  let summary = "Names its block for block_address; stands first in the block";
  let assemblyFormat = "$tag attr-dict";
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

def Shunt_CallOp : Shunt_Op<"call", (ins
    Variadic<Shunt_Value>:$arguments, Shunt_SymbolProp:$callee,
    Shunt_TypeProp:$signature, Shunt_AttrListProp:$attributeList,
    DefaultValuedProp<Shunt_U32Prop, "0">:$callingConv,
    Shunt_TailProp:$tail, Shunt_FastMathProp:$fastMath,
    Shunt_ListProp:$variadic, Shunt_ListProp:$bundles)> {
  let summary = "A call: of `callee`, or of the first operand if there is none";
  let description = [{
    Operands are the arguments of `signature` (then the variable ones) with
    each aggregate as the list of its members; so are the results.
    `callingConv` is LLVM's number. `variadic` has the layout types of the
    variable arguments if one is an aggregate (in folded IR: a list of values;
    `signature` then has the variable arguments' types too). `bundles` has an array of a tag
    and a count for each operand bundle; their values are the last operands.
  }];
  let results = (outs Variadic<Shunt_Value>:$results);
  let assemblyFormat = [{
    ($callee^)? `(` $arguments `)` `:` functional-type($arguments, $results)
    `signature` $signature prop-dict attr-dict
  }];
  let hasVerifier = 1;
}

class Shunt_AsmStatement<string mnemonic, list<Trait> traits = []>
    : Shunt_Op<mnemonic, (ins
    Variadic<Shunt_Value>:$arguments, StringProp:$assembly,
    StringProp:$constraints, Shunt_TypeProp:$signature,
    Shunt_AttrListProp:$attributeList, UnitProp:$sideEffects,
    UnitProp:$alignStack, UnitProp:$intelDialect, UnitProp:$canThrow,
    Shunt_TailProp:$tail, Shunt_ListProp:$bundles),
    traits> {
  let results = (outs Variadic<Shunt_Value>:$results);
}

def Shunt_InlineAsmOp : Shunt_AsmStatement<"inline_asm"> {
  let summary = "Inline assembly, with LLVM's constraint string";
  let assemblyFormat = [{
    $assembly `,` $constraints `(` $arguments `)`
    `:` functional-type($arguments, $results) `signature` $signature
    prop-dict attr-dict
  }];
}

def Shunt_CallBrOp : Shunt_AsmStatement<"callbr", [Terminator]> {
  let summary = "Inline assembly that may branch";
  let description = [{
    Control goes on at the first target, or at one of the others, which are
    what the label constraints (`!i`) stand for. The results are there on every
    way out, so edges pass nothing: a target has no block arguments.
  }];
  let successors = (successor VariadicSuccessor<AnySuccessor>:$targets);
  let assemblyFormat = [{
    $assembly `,` $constraints `(` $arguments `)`
    `:` functional-type($arguments, $results) `signature` $signature
    ` ` `[` $targets `]` prop-dict attr-dict
  }];
  let hasVerifier = 1;
}

def Shunt_IntrinsicOp : Shunt_Op<"intrinsic", (ins
    Variadic<Shunt_Value>:$arguments, StringProp:$name,
    Shunt_TypeProp:$signature, Shunt_AttrListProp:$attributeList,
    Shunt_TailProp:$tail, Shunt_FastMathProp:$fastMath,
    Shunt_MetadataProp:$metadata, Shunt_ListProp:$bundles)> {
  let summary = "Any LLVM intrinsic that has no operation of its own, or whose "
                "call says more than that has a place for";
  let description = [{
    `metadata` holds the arguments for the parameters that are metadata: a
    string, or an array of strings for a node of them.
  }];
  let results = (outs Variadic<Shunt_Value>:$results);
  let assemblyFormat = [{
    $name `(` $arguments `)` `:` functional-type($arguments, $results)
    `signature` $signature prop-dict attr-dict
  }];
}

//===----------------------------------------------------------------------===//
// Frame, variable arguments, traps: intrinsics of the same names
//===----------------------------------------------------------------------===//

class Shunt_VaList<string mnemonic>
    : Shunt_Op<mnemonic, (ins Shunt_Pointer:$list)> {
  let assemblyFormat = "$list attr-dict `:` type($list)";
}
def Shunt_VaStartOp : Shunt_VaList<"va_start">;
def Shunt_VaEndOp : Shunt_VaList<"va_end">;
def Shunt_VaCopyOp : Shunt_Op<"va_copy", (ins
    Shunt_Pointer:$destination, Shunt_Pointer:$source)> {
  let assemblyFormat = [{
    $destination `,` $source attr-dict `:` type($destination) `,` type($source)
  }];
}
def Shunt_VaArgOp : Shunt_Op<"va_arg", (ins Shunt_Pointer:$list)> {
  let results = (outs Shunt_Value:$result);
  let assemblyFormat = "$list attr-dict `:` type($list) `->` type($result)";
}

def Shunt_StackSaveOp : Shunt_LeafOp<"stacksave", (ins)> {
  let results = (outs Shunt_Pointer:$result);
  let assemblyFormat = "attr-dict `:` type($result)";
}
def Shunt_StackRestoreOp : Shunt_Op<"stackrestore", (ins
    Shunt_Pointer:$pointer)> {
  let assemblyFormat = "$pointer attr-dict `:` type($pointer)";
}
class Shunt_FrameQuery<string mnemonic>
    : Shunt_LeafOp<mnemonic, (ins Shunt_U32Prop:$level)> {
  let results = (outs Shunt_Pointer:$result);
  let assemblyFormat = "$level attr-dict `:` type($result)";
}
def Shunt_FrameAddressOp : Shunt_FrameQuery<"frameaddress">;
def Shunt_ReturnAddressOp : Shunt_FrameQuery<"returnaddress">;

def Shunt_TrapOp : Shunt_LeafOp<"trap", (ins)> {
  let assemblyFormat = "attr-dict";
}
def Shunt_DebugTrapOp : Shunt_LeafOp<"debugtrap", (ins)> {
  let assemblyFormat = "attr-dict";
}
def Shunt_ReadCycleCounterOp : Shunt_LeafOp<"readcyclecounter", (ins)> {
  let results = (outs I64:$result);
  let assemblyFormat = "attr-dict";
}

#endif // SHUNT_CONTROL_OPS_TD
