//===- HalfFloats.cpp - half and bfloat by way of float -------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Folded IR. Values of half and bfloat are computed as float. What converts
// them is what LLVM would have: an instruction, a routine of the runtime
// (libgcc's and compiler-rt's names), or operations on bits. bfloat is the
// upper half of a float.
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;
using Opcode = llvm::Instruction;
namespace Intrinsic = llvm::Intrinsic;

bool FunctionImport::isHalf(Type type) { return type.isF16() || type.isBF16(); }

bool FunctionImport::hasFeature(StringRef name) const {
  StringRef list = host->getFnAttribute("target-features").getValueAsString();
  return list.contains(("+" + name).str());
}

bool FunctionImport::hasHalfArithmetic() const {
  return hasFeature("fullfp16") || hasFeature("avx512fp16");
}

bool FunctionImport::isConvertedByInstruction(Type from, Type to) const {
  if (!from.isF16() && !to.isF16())
    return false;
  Type other = from.isF16() ? to : from;
  if (module.target.convertsHalf)
    return other.isF32() || other.isF64();
  return other.isF32() && hasFeature("f16c");
}

Value FunctionImport::promoted(Value value) {
  Type type = value.getType(), single = Float32Type::get(&module.mlir);
  if (!isHalf(type))
    return value;
  if (type.isF16())
    return isConvertedByInstruction(type, single)
               ? emit<FPExtOp>(single, value)
               : callRoutine("__extendhfsf2", single, value);
  Type word = integerType(32);
  Value bits = emit<ZExtOp>(word, emit<BitcastOp>(integerType(16), value));
  bits = emit<ShlOp>(word, {bits, constantBits(word, 16)});
  return emit<BitcastOp>(single, bits);
}

Value FunctionImport::demoted(Value value, Type type) {
  return value.getType() == type
             ? value
             : emitCast(Opcode::FPTrunc, value, type, 0, FastMath::None);
}

//===----------------------------------------------------------------------===//
// Rounding to bfloat by operations
//===----------------------------------------------------------------------===//

/// The float next to `value`, an odd one unless it is exact: rounded again,
/// that gives what one rounding would (as LLVM's expandRoundInexactToOdd).
Value FunctionImport::roundedToOdd(Value value) {
  Type wide = value.getType(), single = Float32Type::get(&module.mlir);
  Type word = integerType(32), boolean = integerType(1);
  auto magnitude = [&](Value number) {
    return emitArithmeticIntrinsic(Intrinsic::fabs, number, wide, 0,
                                   FastMath::None);
  };
  Value nearest = emitCast(Opcode::FPTrunc, value, single, 0, FastMath::None);
  Value back = emitCast(Opcode::FPExt, nearest, wide, 0, FastMath::None);
  Value isExact = emitFCmp(FCmpPredicate::Ueq, back, value, FastMath::None);
  Value isBelow = emitFCmp(FCmpPredicate::Olt, magnitude(back),
                           magnitude(value), FastMath::None);
  Value bits = emit<BitcastOp>(word, nearest);
  Value isKept = emit<OrOp>(boolean, {isExact, emit<TruncOp>(boolean, bits)});
  Value step = emitSelect(isBelow, constantBits(word, 1),
                          constantBits(word, 0xffffffff));
  Value other = emit<AddOp>(word, {bits, step});
  return emit<BitcastOp>(single, emitSelect(isKept, bits, other));
}

/// To nearest, ties to even; a NaN becomes quiet.
Value FunctionImport::roundedToBFloat(Value value) {
  Type word = integerType(32);
  if (!value.getType().isF32())
    value = roundedToOdd(value);
  auto constant = [&](uint64_t bits) { return constantBits(word, bits); };
  auto upperHalf = [&](Value bits) {
    return emit<LShrOp>(word, {bits, constant(16)});
  };
  Value bits = emit<BitcastOp>(word, value);
  Value isOdd = emit<AndOp>(word, {upperHalf(bits), constant(1)});
  Value rounded = emit<AddOp>(word, {bits, constant(0x7fff)});
  rounded = emit<AddOp>(word, {rounded, isOdd});
  Value quiet = emit<OrOp>(word, {bits, constant(0x400000)});
  Value isNaN = emitFCmp(FCmpPredicate::Uno, value, value, FastMath::None);
  Value chosen = emitSelect(isNaN, quiet, rounded);
  Value upper = emit<TruncOp>(integerType(16), upperHalf(chosen));
  return emit<BitcastOp>(BFloat16Type::get(&module.mlir), upper);
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

/// The integer's type as float that is rounded to half or bfloat.
Type FunctionImport::halfwayType(Type integer, Type half) const {
  if (!half.isBF16() || !module.target.roundsBFloat)
    return Float32Type::get(&module.mlir);
  if (integer.getIntOrFloatBitWidth() <= 32)
    return Float64Type::get(&module.mlir);
  return Float128Type::get(&module.mlir);
}

Value FunctionImport::emitHalfCast(unsigned opcode, Value operand, Type type,
                                   uint8_t flags, FastMath fastMath) {
  switch (opcode) {
  case Opcode::FPTrunc:
    return roundedToBFloat(operand);
  case Opcode::SIToFP:
  case Opcode::UIToFP: {
    Type wide = halfwayType(operand.getType(), type);
    return demoted(emitCast(opcode, operand, wide, flags, fastMath), type);
  }
  default:
    break;
  }
  Value wide = promoted(operand);
  return wide.getType() == type ? wide
                                : emitCast(opcode, wide, type, flags, fastMath);
}

/// Multiplies and adds with one rounding, in a type that is wide enough to
/// LLVM: where instructions convert half, float.
Value FunctionImport::emitHalfFMA(ArrayRef<Value> operands, Type type,
                                  FastMath fastMath) {
  if (type.isF16() && module.target.convertsHalf && hasHalfArithmetic())
    return emitFloat<FMAOp>(type, operands, fastMath);
  Type wide = type.isF16() && !module.target.convertsHalf
                  ? Type(Float64Type::get(&module.mlir))
                  : Type(Float32Type::get(&module.mlir));
  SmallVector<Value, 3> wideOperands;
  for (Value operand : operands)
    wideOperands.push_back(emitCast(Opcode::FPExt, operand, wide, 0, fastMath));
  return demoted(emitFloat<FMAOp>(wide, wideOperands, fastMath), type);
}

Value FunctionImport::emitHalfIntrinsic(Intrinsic::ID id,
                                        ArrayRef<Value> operands, Type type,
                                        FastMath fastMath) {
  SmallVector<Value, 3> wide;
  for (Value operand : operands)
    wide.push_back(promoted(operand));
  bool isFloat = isa<FloatType>(type);
  Value result = emitArithmeticIntrinsic(
      id, wide, isFloat ? wide[0].getType() : type, 0, fastMath);
  return isFloat ? demoted(result, type) : result;
}
