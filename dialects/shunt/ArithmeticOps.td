//===- ArithmeticOps.td - Integers, floats, comparisons, conversions ------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_ARITHMETIC_OPS_TD
#define SHUNT_ARITHMETIC_OPS_TD

include "ShuntBase.td"

//===----------------------------------------------------------------------===//
// Constants: they cost nothing; whoever uses one folds it
//===----------------------------------------------------------------------===//

def Shunt_ConstantOp : Shunt_LeafOp<"constant", (ins Shunt_BitsProp:$bits)> {
  let summary = "An integer, float or pointer of at most 128 bits, by its bits";
  let results = (outs Shunt_Scalar:$result);
  let assemblyFormat = "custom<ConstantBits>($bits, type($result)) attr-dict";
}

def Shunt_VectorConstantOp : Shunt_LeafOp<"vector_constant", (ins
    Shunt_DataProp:$data, Shunt_ScalesProp:$poison, Shunt_ScalesProp:$undef)> {
  let summary = "A constant vector (or a wide integer), by its bytes in memory";
  let description = "`poison` and `undef` list the elements that are so.";
  let results = (outs Shunt_Value:$result);
  let assemblyFormat = "$data prop-dict attr-dict `:` type($result)";
  let hasVerifier = 1;
}

def Shunt_UndefOp : Shunt_LeafOp<"undef", (ins UnitProp:$poison)> {
  let summary = "Any value at all: undef, or poison";
  let results = (outs Shunt_Value:$result);
  let assemblyFormat = "(`poison` $poison^)? attr-dict `:` type($result)";
}

def Shunt_AddressOfOp : Shunt_LeafOp<"address_of", (ins
    Shunt_SymbolProp:$symbol, DefaultValuedProp<I64Prop, "0">:$offset,
    UnitProp:$threadLocal, UnitProp:$inBounds)> {
  let summary = "The address of a symbol plus a byte offset";
  let description = [{
    `thread_local`: of the calling thread's copy. Such an operation stands where
    the address is needed, since finding it can take a call. `inbounds`: the
    address lies within the symbol or at its end.
  }];
  let results = (outs Shunt_Pointer:$result);
  let assemblyFormat = [{
    (`thread_local` $threadLocal^)? (`inbounds` $inBounds^)?
    $symbol `+` $offset attr-dict `:` type($result)
  }];
}

def Shunt_BlockAddressOp : Shunt_LeafOp<"block_address", (ins
    Shunt_SymbolProp:$function, Shunt_U32Prop:$tag)> {
  let summary = "The address of the block that has this block_tag";
  let results = (outs Shunt_Pointer:$result);
  let assemblyFormat = "$function $tag attr-dict `:` type($result)";
}

//===----------------------------------------------------------------------===//
// Two operands and a result of one type
//===----------------------------------------------------------------------===//

class Shunt_Binary<string mnemonic, Type type, dag props>
    : Shunt_Op<mnemonic, !con((ins type:$lhs, type:$rhs), props),
               [AllTypesMatch<["lhs", "rhs", "result"]>]> {
  let results = (outs type:$result);
  let assemblyFormat = "$lhs `,` $rhs prop-dict attr-dict `:` type($result)";
}
class Shunt_IntBinary<string mnemonic>
    : Shunt_Binary<mnemonic, Shunt_IntLike, (ins Shunt_IntFlagsProp:$flags)>;
class Shunt_FloatBinary<string mnemonic>
    : Shunt_Binary<mnemonic, Shunt_FloatLike,
                   (ins Shunt_FastMathProp:$fastMath)>;

def Shunt_AddOp : Shunt_IntBinary<"add">;
def Shunt_SubOp : Shunt_IntBinary<"sub">;
def Shunt_MulOp : Shunt_IntBinary<"mul">;
def Shunt_UDivOp : Shunt_IntBinary<"udiv">;
def Shunt_SDivOp : Shunt_IntBinary<"sdiv">;
def Shunt_URemOp : Shunt_IntBinary<"urem">;
def Shunt_SRemOp : Shunt_IntBinary<"srem">;
def Shunt_ShlOp : Shunt_IntBinary<"shl">;
def Shunt_LShrOp : Shunt_IntBinary<"lshr">;
def Shunt_AShrOp : Shunt_IntBinary<"ashr">;
def Shunt_AndOp : Shunt_IntBinary<"and">;
def Shunt_OrOp : Shunt_IntBinary<"or">;
def Shunt_XorOp : Shunt_IntBinary<"xor">;
// Intrinsics of the same shape.
def Shunt_SMaxOp : Shunt_IntBinary<"smax">;
def Shunt_SMinOp : Shunt_IntBinary<"smin">;
def Shunt_UMaxOp : Shunt_IntBinary<"umax">;
def Shunt_UMinOp : Shunt_IntBinary<"umin">;
def Shunt_SAddSatOp : Shunt_IntBinary<"sadd_sat">;
def Shunt_UAddSatOp : Shunt_IntBinary<"uadd_sat">;
def Shunt_SSubSatOp : Shunt_IntBinary<"ssub_sat">;
def Shunt_USubSatOp : Shunt_IntBinary<"usub_sat">;

def Shunt_UMulHighOp : Shunt_IntBinary<"umul_high"> {
  let summary = "The upper half of the unsigned double-width product";
}

def Shunt_FAddOp : Shunt_FloatBinary<"fadd">;
def Shunt_FSubOp : Shunt_FloatBinary<"fsub">;
def Shunt_FMulOp : Shunt_FloatBinary<"fmul">;
def Shunt_FDivOp : Shunt_FloatBinary<"fdiv">;
def Shunt_FRemOp : Shunt_FloatBinary<"frem">;
def Shunt_CopySignOp : Shunt_FloatBinary<"copysign">;
def Shunt_MinNumOp : Shunt_FloatBinary<"minnum">;
def Shunt_MaxNumOp : Shunt_FloatBinary<"maxnum">;

//===----------------------------------------------------------------------===//
// One operand and a result of one type
//===----------------------------------------------------------------------===//

class Shunt_Unary<string mnemonic, Type type, dag props>
    : Shunt_Op<mnemonic, !con((ins type:$operand), props),
               [AllTypesMatch<["operand", "result"]>]> {
  let results = (outs type:$result);
  let assemblyFormat = "$operand prop-dict attr-dict `:` type($result)";
}
class Shunt_IntUnary<string mnemonic>
    : Shunt_Unary<mnemonic, Shunt_IntLike, (ins)>;
class Shunt_FloatUnary<string mnemonic>
    : Shunt_Unary<mnemonic, Shunt_FloatLike,
                  (ins Shunt_FastMathProp:$fastMath)>;

def Shunt_BSwapOp : Shunt_IntUnary<"bswap">;
def Shunt_BitReverseOp : Shunt_IntUnary<"bitreverse">;
def Shunt_CtPopOp : Shunt_IntUnary<"ctpop">;
/// `poison`: the result for zero (ctlz, cttz) or the minimum (abs) is poison.
class Shunt_IntUnaryOrPoison<string mnemonic>
    : Shunt_Unary<mnemonic, Shunt_IntLike, (ins UnitProp:$poison)>;
def Shunt_CtLzOp : Shunt_IntUnaryOrPoison<"ctlz">;
def Shunt_CtTzOp : Shunt_IntUnaryOrPoison<"cttz">;
def Shunt_AbsOp : Shunt_IntUnaryOrPoison<"abs">;

def Shunt_FreezeOp : Shunt_Unary<"freeze", Shunt_Value, (ins)>;

def Shunt_FNegOp : Shunt_FloatUnary<"fneg">;
def Shunt_FAbsOp : Shunt_FloatUnary<"fabs">;
def Shunt_SqrtOp : Shunt_FloatUnary<"sqrt">;
def Shunt_FloorOp : Shunt_FloatUnary<"floor">;
def Shunt_CeilOp : Shunt_FloatUnary<"ceil">;
def Shunt_FTruncOp : Shunt_FloatUnary<"ftrunc">;
def Shunt_RIntOp : Shunt_FloatUnary<"rint">;
def Shunt_NearbyIntOp : Shunt_FloatUnary<"nearbyint">;
def Shunt_RoundOp : Shunt_FloatUnary<"round">;
def Shunt_RoundEvenOp : Shunt_FloatUnary<"roundeven">;

//===----------------------------------------------------------------------===//
// Three operands
//===----------------------------------------------------------------------===//

class Shunt_Ternary<string mnemonic, Type type, dag props>
    : Shunt_Op<mnemonic, !con((ins type:$a, type:$b, type:$c), props),
               [AllTypesMatch<["a", "b", "c", "result"]>]> {
  let results = (outs type:$result);
  let assemblyFormat =
      "$a `,` $b `,` $c prop-dict attr-dict `:` type($result)";
}
def Shunt_FShlOp : Shunt_Ternary<"fshl", Shunt_IntLike, (ins)>;
def Shunt_FShrOp : Shunt_Ternary<"fshr", Shunt_IntLike, (ins)>;
def Shunt_FMAOp : Shunt_Ternary<"fma", Shunt_FloatLike,
                                (ins Shunt_FastMathProp:$fastMath)>;
def Shunt_FMulAddOp : Shunt_Ternary<"fmuladd", Shunt_FloatLike,
                                    (ins Shunt_FastMathProp:$fastMath)>;

//===----------------------------------------------------------------------===//
// Arithmetic with overflow: the wrapped result, and whether it wrapped
//===----------------------------------------------------------------------===//

class Shunt_Overflow<string mnemonic>
    : Shunt_Op<mnemonic, (ins Shunt_IntLike:$lhs, Shunt_IntLike:$rhs),
               [AllTypesMatch<["lhs", "rhs", "result"]>]> {
  let results = (outs Shunt_IntLike:$result, Shunt_BoolLike:$overflow);
  let assemblyFormat =
      "$lhs `,` $rhs attr-dict `:` type($result) `,` type($overflow)";
}
def Shunt_SAddOverflowOp : Shunt_Overflow<"sadd_overflow">;
def Shunt_UAddOverflowOp : Shunt_Overflow<"uadd_overflow">;
def Shunt_SSubOverflowOp : Shunt_Overflow<"ssub_overflow">;
def Shunt_USubOverflowOp : Shunt_Overflow<"usub_overflow">;
def Shunt_SMulOverflowOp : Shunt_Overflow<"smul_overflow">;
def Shunt_UMulOverflowOp : Shunt_Overflow<"umul_overflow">;

//===----------------------------------------------------------------------===//
// Comparison and selection
//===----------------------------------------------------------------------===//

def Shunt_ICmpOp : Shunt_Op<"icmp", (ins
    Shunt_IntOrPointerLike:$lhs, Shunt_IntOrPointerLike:$rhs,
    Shunt_EnumProp<Shunt_ICmpPredicate>:$predicate, Shunt_IntFlagsProp:$flags),
    [AllTypesMatch<["lhs", "rhs"]>]> {
  let results = (outs Shunt_BoolLike:$result);
  let assemblyFormat = [{
    $predicate $lhs `,` $rhs prop-dict attr-dict
    `:` type($lhs) `->` type($result)
  }];
}

def Shunt_FCmpOp : Shunt_Op<"fcmp", (ins
    Shunt_FloatLike:$lhs, Shunt_FloatLike:$rhs,
    Shunt_EnumProp<Shunt_FCmpPredicate>:$predicate, Shunt_FastMathProp:$fastMath),
    [AllTypesMatch<["lhs", "rhs"]>]> {
  let results = (outs Shunt_BoolLike:$result);
  let assemblyFormat = [{
    $predicate $lhs `,` $rhs prop-dict attr-dict
    `:` type($lhs) `->` type($result)
  }];
}

def Shunt_IsFPClassOp : Shunt_Op<"is_fpclass", (ins
    Shunt_FloatLike:$operand, Shunt_U32Prop:$mask)> {
  let summary = "llvm.is.fpclass: whether the operand is of a class in the mask";
  let results = (outs Shunt_BoolLike:$result);
  let assemblyFormat =
      "$operand $mask attr-dict `:` type($operand) `->` type($result)";
}

def Shunt_SelectOp : Shunt_Op<"select", (ins
    Shunt_BoolLike:$condition, Shunt_Value:$trueValue, Shunt_Value:$falseValue,
    Shunt_FastMathProp:$fastMath),
    [AllTypesMatch<["trueValue", "falseValue", "result"]>]> {
  let results = (outs Shunt_Value:$result);
  let assemblyFormat = [{
    $condition `,` $trueValue `,` $falseValue prop-dict attr-dict
    `:` type($condition) `,` type($result)
  }];
}

//===----------------------------------------------------------------------===//
// Conversions
//===----------------------------------------------------------------------===//

class Shunt_Cast<string mnemonic, Type from, Type to, dag props = (ins)>
    : Shunt_Op<mnemonic, !con((ins from:$operand), props)> {
  let results = (outs to:$result);
  let assemblyFormat =
      "$operand prop-dict attr-dict `:` type($operand) `->` type($result)";
}
class Shunt_FlaggedCast<string mnemonic, Type from, Type to>
    : Shunt_Cast<mnemonic, from, to, (ins Shunt_IntFlagsProp:$flags)>;
def Shunt_TruncOp : Shunt_FlaggedCast<"trunc", Shunt_IntLike, Shunt_IntLike>;
def Shunt_ZExtOp : Shunt_FlaggedCast<"zext", Shunt_IntLike, Shunt_IntLike>;
def Shunt_SExtOp : Shunt_Cast<"sext", Shunt_IntLike, Shunt_IntLike>;
def Shunt_FPTruncOp : Shunt_Cast<"fptrunc", Shunt_FloatLike, Shunt_FloatLike,
                                 (ins Shunt_FastMathProp:$fastMath)>;
def Shunt_FPExtOp : Shunt_Cast<"fpext", Shunt_FloatLike, Shunt_FloatLike,
                               (ins Shunt_FastMathProp:$fastMath)>;
def Shunt_FPToUIOp : Shunt_Cast<"fptoui", Shunt_FloatLike, Shunt_IntLike>;
def Shunt_FPToSIOp : Shunt_Cast<"fptosi", Shunt_FloatLike, Shunt_IntLike>;
def Shunt_FPToUISatOp : Shunt_Cast<"fptoui_sat", Shunt_FloatLike, Shunt_IntLike>;
def Shunt_FPToSISatOp : Shunt_Cast<"fptosi_sat", Shunt_FloatLike, Shunt_IntLike>;
def Shunt_UIToFPOp : Shunt_FlaggedCast<"uitofp", Shunt_IntLike, Shunt_FloatLike>;
def Shunt_SIToFPOp : Shunt_Cast<"sitofp", Shunt_IntLike, Shunt_FloatLike>;
def Shunt_LRIntOp : Shunt_Cast<"lrint", Shunt_FloatLike, Shunt_IntLike>;
def Shunt_LRoundOp : Shunt_Cast<"lround", Shunt_FloatLike, Shunt_IntLike>;
def Shunt_PtrToIntOp : Shunt_Cast<"ptrtoint", Shunt_PointerLike, Shunt_IntLike>;
def Shunt_IntToPtrOp : Shunt_Cast<"inttoptr", Shunt_IntLike, Shunt_PointerLike>;
def Shunt_BitcastOp : Shunt_Cast<"bitcast", Shunt_Value, Shunt_Value>;
def Shunt_AddrSpaceCastOp :
    Shunt_Cast<"addrspacecast", Shunt_PointerLike, Shunt_PointerLike>;

//===----------------------------------------------------------------------===//
// Vectors
//===----------------------------------------------------------------------===//

def Shunt_ExtractElementOp : Shunt_Op<"extractelement", (ins
    Shunt_Value:$vector, Shunt_Int:$index)> {
  let results = (outs Shunt_Value:$result);
  let assemblyFormat = [{
    $vector `[` $index `]` attr-dict
    `:` type($vector) `,` type($index) `->` type($result)
  }];
  let hasVerifier = 1;
}
def Shunt_InsertElementOp : Shunt_Op<"insertelement", (ins
    Shunt_Value:$vector, Shunt_Value:$element, Shunt_Int:$index),
    [AllTypesMatch<["vector", "result"]>]> {
  let results = (outs Shunt_Value:$result);
  let assemblyFormat = [{
    $element `,` $vector `[` $index `]` attr-dict
    `:` type($element) `,` type($index) `->` type($result)
  }];
  let hasVerifier = 1;
}
def Shunt_ShuffleVectorOp : Shunt_Op<"shufflevector", (ins
    Shunt_Value:$a, Shunt_Value:$b, Shunt_ScalesProp:$mask)> {
  let summary = "Elements of two vectors by index; -1 is poison";
  let results = (outs Shunt_Value:$result);
  let assemblyFormat = [{
    $a `,` $b $mask attr-dict `:` type($a) `,` type($b) `->` type($result)
  }];
  let hasVerifier = 1;
}
def Shunt_BuildVectorOp : Shunt_Op<"build_vector", (ins
    Variadic<Shunt_Scalar>:$elements)> {
  let summary = "A vector from its elements (folded IR only)";
  let results = (outs Shunt_Value:$result);
  let assemblyFormat =
      "$elements attr-dict `:` type($elements) `->` type($result)";
}
def Shunt_SplitVectorOp : Shunt_Op<"split_vector", (ins Shunt_Value:$vector)> {
  let summary = "The elements of a vector (folded IR only)";
  let results = (outs Variadic<Shunt_Scalar>:$elements);
  let assemblyFormat =
      "$vector attr-dict `:` type($vector) `->` type($elements)";
}

#endif // SHUNT_ARITHMETIC_OPS_TD
