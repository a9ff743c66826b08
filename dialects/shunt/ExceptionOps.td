//===- ExceptionOps.td - Calls that unwind, and where to ------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_EXCEPTION_OPS_TD
#define SHUNT_EXCEPTION_OPS_TD

include "ShuntBase.td"

def Shunt_InvokeOp : Shunt_Op<"invoke", (ins
    Variadic<Shunt_Value>:$arguments, Variadic<Shunt_Value>:$normalArgs,
    Variadic<Shunt_Value>:$unwindArgs, Shunt_SymbolProp:$callee,
    Shunt_TypeProp:$signature, Shunt_AttrListProp:$attributeList,
    DefaultValuedProp<Shunt_U32Prop, "0">:$callingConv,
    Shunt_FastMathProp:$fastMath, Shunt_ListProp:$variadic,
    Shunt_ListProp:$bundles), [Terminator, AttrSizedOperandSegments]> {
  let summary = "A call that goes on at one block, or unwinds to another";
  let description = [{
    `arguments` and all properties as call has them. The results are
    there at `normal` only.
  }];
  let results = (outs Variadic<Shunt_Value>:$results);
  let successors = (successor AnySuccessor:$normal, AnySuccessor:$unwind);
  let assemblyFormat = [{
    ($callee^)? `(` $arguments `)` `:` functional-type($arguments, $results)
    `signature` $signature
    `to` $normal (`(` $normalArgs^ `:` type($normalArgs) `)`)?
    `unwind` $unwind (`(` $unwindArgs^ `:` type($unwindArgs) `)`)?
    prop-dict attr-dict
  }];
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Landing pads: the Itanium form
//===----------------------------------------------------------------------===//

def Shunt_LandingPadOp : Shunt_LeafOp<"landingpad", (ins
    UnitProp:$cleanup, Shunt_ListProp:$clauses, Shunt_TypeProp:$layout)> {
  let summary = "What a block that unwinding leads to gets";
  let description = [{
    `clauses` has a symbol for a catch clause, `unit` for one that catches
    everything, and an array of such for a filter. The results are the members
    of `layout`.
  }];
  let results = (outs Variadic<Shunt_Value>:$results);
  let assemblyFormat = [{
    (`cleanup` $cleanup^)? $clauses `:` type($results) `layout` $layout
    attr-dict
  }];
  let hasVerifier = 1;
}

def Shunt_ResumeOp : Shunt_Op<"resume", (ins
    Variadic<Shunt_Value>:$values, Shunt_TypeProp:$layout), [Terminator]> {
  let summary = "Unwind on, with a landing pad's values";
  let assemblyFormat = "$values `:` type($values) `layout` $layout attr-dict";
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Funclets: the form of WebAssembly. A pad without a parent is the function's.
//===----------------------------------------------------------------------===//

def Shunt_CatchSwitchOp : Shunt_Op<"catchswitch", (ins
    Optional<Shunt_Token>:$parent, Variadic<Shunt_Value>:$args,
    UnitProp:$unwinds), [Terminator, AttrSizedOperandSegments]> {
  let summary = "Goes on at the first of several catch pads that catches";
  let description = [{
    With `unwinds` the last target is where control goes if none does; without
    it that is out of the function. `args` as switch has them.
  }];
  let results = (outs Shunt_Token:$result);
  let successors = (successor VariadicSuccessor<AnySuccessor>:$targets);
  let assemblyFormat = [{
    (`within` $parent^)? (`unwinds` $unwinds^)? $targets
    (`(` $args^ `:` type($args) `)`)? attr-dict
  }];
  let hasVerifier = 1;
}

def Shunt_CatchPadOp : Shunt_Op<"catchpad", (ins
    Shunt_Token:$parent, Variadic<Shunt_Value>:$arguments)> {
  let summary = "Starts a handler of a catchswitch; arguments are the target's";
  let results = (outs Shunt_Token:$result);
  let assemblyFormat =
      "`within` $parent (`(` $arguments^ `:` type($arguments) `)`)? attr-dict";
}

def Shunt_CleanupPadOp : Shunt_Op<"cleanuppad", (ins
    Optional<Shunt_Token>:$parent, Variadic<Shunt_Value>:$arguments),
    [AttrSizedOperandSegments]> {
  let summary = "Starts a cleanup; arguments are the target's";
  let results = (outs Shunt_Token:$result);
  let assemblyFormat = [{
    (`within` $parent^)? (`(` $arguments^ `:` type($arguments) `)`)? attr-dict
  }];
}

def Shunt_CatchRetOp : Shunt_Op<"catchret", (ins
    Shunt_Token:$pad, Variadic<Shunt_Value>:$args), [Terminator]> {
  let summary = "Ends a handler: the exception is caught";
  let successors = (successor AnySuccessor:$target);
  let assemblyFormat =
      "$pad `to` $target (`(` $args^ `:` type($args) `)`)? attr-dict";
  let hasVerifier = 1;
}

def Shunt_CleanupRetOp : Shunt_Op<"cleanupret", (ins
    Shunt_Token:$pad, Variadic<Shunt_Value>:$args), [Terminator]> {
  let summary = "Ends a cleanup: unwinds on, to the target or to the caller";
  let successors = (successor VariadicSuccessor<AnySuccessor>:$targets);
  let assemblyFormat =
      "$pad $targets (`(` $args^ `:` type($args) `)`)? attr-dict";
  let hasVerifier = 1;
}

def Shunt_TokenNoneOp : Shunt_LeafOp<"token_none", (ins)> {
  let summary = "The token that ties to nothing";
  let results = (outs Shunt_Token:$result);
  let assemblyFormat = "attr-dict";
}

#endif // SHUNT_EXCEPTION_OPS_TD
