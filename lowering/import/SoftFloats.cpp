//===- SoftFloats.cpp - Floats that no instruction computes ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Folded IR. Values of fp128, half and bfloat are what they are, but:
//   - fp128 is computed, compared and converted by the runtime's routines (the
//     names are libgcc's and compiler-rt's; GCC internals, "Routines for
//     floating point emulation") and by libm's;
//   - half and bfloat are computed as float (HalfFloats.cpp) and rounded after
//     each operation, which for sums, products, quotients and roots gives what
//     one rounding would: float has more than twice their digits;
//   - signs are bits.
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;
using Opcode = llvm::Instruction;
namespace Intrinsic = llvm::Intrinsic;

bool FunctionImport::isSoft(Type type) const {
  return (type.isF128() || isHalf(type)) && module.isFolded();
}

//===----------------------------------------------------------------------===//
// Routines
//===----------------------------------------------------------------------===//

Value FunctionImport::callRoutine(StringRef name, Type result,
                                  ArrayRef<Value> operands) {
  SmallVector<Type, 3> types;
  for (Value operand : operands)
    types.push_back(operand.getType());
  Parts results;
  emitLibraryCall(name, result, types, operands, results);
  return results.front();
}

std::string FunctionImport::libmName(StringRef base, Type type) const {
  if (type.isF64())
    return base.str();
  if (type.isF32())
    return (base + "f").str();
  bool isForeign = type.isF128() && !module.target.hasQuadLongDouble;
  return (base + (isForeign ? "f128" : "l")).str();
}

StringRef FunctionImport::floatLetters(Type type) {
  return type.isF16()    ? "hf"
         : type.isBF16() ? "bf"
         : type.isF32()  ? "sf"
         : type.isF64()  ? "df"
         : type.isF80()  ? "xf"
                         : "tf";
}

//===----------------------------------------------------------------------===//
// Signs
//===----------------------------------------------------------------------===//

/// The bits as integers, the sign in the last one.
FunctionImport::Parts FunctionImport::softBits(Value value) {
  llvm::Type *type = hostFloat(host->getContext(), value.getType());
  Parts bits;
  bitcastParts(typeOf(type),
               typeOf(llvm::IntegerType::get(host->getContext(),
                                             type->getPrimitiveSizeInBits())),
               value, bits);
  return bits;
}

Value FunctionImport::softFromBits(Type result, ArrayRef<Value> bits) {
  llvm::Type *type = hostFloat(host->getContext(), result);
  Parts parts;
  bitcastParts(typeOf(llvm::IntegerType::get(host->getContext(),
                                             type->getPrimitiveSizeInBits())),
               typeOf(type), bits, parts);
  return parts.front();
}

/// The bit of the sign, or all others, as a constant of the type.
Value FunctionImport::signBits(Type type, bool inverse) {
  unsigned width = type.getIntOrFloatBitWidth();
  uint64_t bit = uint64_t(1) << (width - 1);
  uint64_t others = bit - 1;
  return constantBits(type, inverse ? others : bit);
}

Value FunctionImport::emitFNeg(Value operand, FastMath fastMath) {
  Type type = operand.getType();
  if (!isSoft(type))
    return emitFloat<FNegOp>(type, operand, fastMath);
  Parts bits = softBits(operand);
  Type word = bits.back().getType();
  bits.back() = emit<XorOp>(word, {bits.back(), signBits(word, false)});
  return softFromBits(type, bits);
}

Value FunctionImport::emitSoftFAbs(Value operand) {
  Parts bits = softBits(operand);
  Type word = bits.back().getType();
  bits.back() = emit<AndOp>(word, {bits.back(), signBits(word, true)});
  return softFromBits(operand.getType(), bits);
}

Value FunctionImport::emitSoftCopySign(Value magnitude, Value sign) {
  Parts bits = softBits(magnitude), other = softBits(sign);
  Type word = bits.back().getType();
  Value kept = emit<AndOp>(word, {bits.back(), signBits(word, true)});
  Value taken = emit<AndOp>(word, {other.back(), signBits(word, false)});
  bits.back() = emit<OrOp>(word, {kept, taken});
  return softFromBits(magnitude.getType(), bits);
}

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

Value FunctionImport::emitSoftBinary(unsigned opcode, Value lhs, Value rhs,
                                     FastMath fastMath) {
  Type type = lhs.getType();
  if (isHalf(type))
    return demoted(
        emitBinary(opcode, promoted(lhs), promoted(rhs), 0, fastMath), type);
  if (opcode == Opcode::FRem)
    return callRoutine(libmName("fmod", type), type, {lhs, rhs});
  StringRef name = opcode == Opcode::FAdd   ? "__addtf3"
                   : opcode == Opcode::FSub ? "__subtf3"
                   : opcode == Opcode::FMul ? "__multf3"
                                            : "__divtf3";
  return callRoutine(name, type, {lhs, rhs});
}

/// libm's name of an operation on floats; empty: it is none.
static StringRef libmBase(Intrinsic::ID id) {
  switch (id) {
  case Intrinsic::sqrt:
    return "sqrt";
  case Intrinsic::floor:
    return "floor";
  case Intrinsic::ceil:
    return "ceil";
  case Intrinsic::trunc:
    return "trunc";
  case Intrinsic::rint:
    return "rint";
  case Intrinsic::nearbyint:
    return "nearbyint";
  case Intrinsic::round:
    return "round";
  case Intrinsic::roundeven:
    return "roundeven";
  case Intrinsic::lrint:
    return "lrint";
  case Intrinsic::llrint:
    return "llrint";
  case Intrinsic::lround:
    return "lround";
  case Intrinsic::llround:
    return "llround";
  case Intrinsic::minnum:
    return "fmin";
  case Intrinsic::maxnum:
    return "fmax";
  case Intrinsic::fma:
    return "fma";
  default:
    return {};
  }
}

Value FunctionImport::emitSoftIntrinsic(Intrinsic::ID id,
                                        ArrayRef<Value> operands, Type type,
                                        FastMath fastMath) {
  switch (id) {
  case Intrinsic::fabs:
    return emitSoftFAbs(operands[0]);
  case Intrinsic::copysign:
    return emitSoftCopySign(operands[0], operands[1]);
  case Intrinsic::fma:
    if (isHalf(type))
      return emitHalfFMA(operands, type, fastMath);
    break;
  case Intrinsic::fmuladd: {
    if (type.isF16() && hasHalfArithmetic())
      return emitHalfFMA(operands, type, fastMath);
    Value product =
        emitSoftBinary(Opcode::FMul, operands[0], operands[1], fastMath);
    return emitSoftBinary(Opcode::FAdd, product, operands[2], fastMath);
  }
  default:
    break;
  }
  if (isHalf(operands[0].getType()))
    return emitHalfIntrinsic(id, operands, type, fastMath);
  StringRef base = libmBase(id);
  if (!base.empty())
    return callRoutine(libmName(base, operands[0].getType()), type, operands);
  refuse("fp128 llvm." + Intrinsic::getBaseName(id).drop_front(5));
  return undef(type, /*poison=*/false);
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

namespace {

/// A routine whose result compares with zero as its operands compare. With a
/// NaN among these it is what makes the ordered predicate of its name fail.
struct Comparison {
  StringRef routine;
  ICmpPredicate predicate;
};

} // namespace

static Comparison comparisonOf(FCmpPredicate predicate) {
  switch (predicate) {
  case FCmpPredicate::Oeq:
    return {"__eqtf2", ICmpPredicate::Eq};
  case FCmpPredicate::Une:
    return {"__netf2", ICmpPredicate::Ne};
  case FCmpPredicate::Oge:
    return {"__getf2", ICmpPredicate::Sge};
  case FCmpPredicate::Ult:
    return {"__getf2", ICmpPredicate::Slt};
  case FCmpPredicate::Olt:
    return {"__lttf2", ICmpPredicate::Slt};
  case FCmpPredicate::Uge:
    return {"__lttf2", ICmpPredicate::Sge};
  case FCmpPredicate::Ole:
    return {"__letf2", ICmpPredicate::Sle};
  case FCmpPredicate::Ugt:
    return {"__letf2", ICmpPredicate::Sgt};
  case FCmpPredicate::Ogt:
    return {"__gttf2", ICmpPredicate::Sgt};
  case FCmpPredicate::Ule:
    return {"__gttf2", ICmpPredicate::Sle};
  case FCmpPredicate::Uno:
    return {"__unordtf2", ICmpPredicate::Ne};
  case FCmpPredicate::Ord:
    return {"__unordtf2", ICmpPredicate::Eq};
  default:
    llvm_unreachable("not one comparison");
  }
}

Value FunctionImport::emitSoftFCmp(FCmpPredicate predicate, Value lhs,
                                   Value rhs, FastMath fastMath) {
  if (isHalf(lhs.getType()))
    return emitFCmp(predicate, promoted(lhs), promoted(rhs), fastMath);
  Type boolean = integerType(1);
  auto again = [&](FCmpPredicate part) {
    return emitSoftFCmp(part, lhs, rhs, fastMath);
  };
  switch (predicate) {
  case FCmpPredicate::False:
  case FCmpPredicate::True:
    return constantBits(boolean, predicate == FCmpPredicate::True);
  case FCmpPredicate::One:
    return emit<AndOp>(boolean,
                       {again(FCmpPredicate::Ord), again(FCmpPredicate::Une)});
  case FCmpPredicate::Ueq:
    return emit<OrOp>(boolean,
                      {again(FCmpPredicate::Uno), again(FCmpPredicate::Oeq)});
  default:
    break;
  }
  Comparison comparison = comparisonOf(predicate);
  Type integer = integerType(32);
  Value result = callRoutine(comparison.routine, integer, {lhs, rhs});
  return emitICmp(comparison.predicate, result, constantBits(integer, 0));
}

//===----------------------------------------------------------------------===//
// Conversion
//===----------------------------------------------------------------------===//

/// Whether a cast is none of the target's: of fp128 or bfloat, or of half but
/// where an instruction converts it.
bool FunctionImport::isSoftCast(unsigned opcode, Type from, Type to) const {
  switch (opcode) {
  case Opcode::FPToSI:
  case Opcode::FPToUI:
    return isSoft(from);
  case Opcode::SIToFP:
  case Opcode::UIToFP:
    return isSoft(to);
  case Opcode::FPExt:
  case Opcode::FPTrunc:
    return (isSoft(from) || isSoft(to)) && !isConvertedByInstruction(from, to);
  default:
    return false;
  }
}

Value FunctionImport::emitSoftCast(unsigned opcode, Value operand, Type type,
                                   uint8_t flags, FastMath fastMath) {
  Type from = operand.getType();
  bool isByRoutine = opcode == Opcode::FPTrunc &&
                     !(type.isBF16() && module.target.roundsBFloat);
  if (!isByRoutine && (isHalf(from) || isHalf(type)))
    return emitHalfCast(opcode, operand, type, flags, fastMath);
  if (opcode == Opcode::FPExt || opcode == Opcode::FPTrunc) {
    std::string name = opcode == Opcode::FPExt ? "__extend" : "__trunc";
    name += (floatLetters(from) + floatLetters(type) + "2").str();
    return callRoutine(name, type, operand);
  }
  // The routines know integers of 32 and 64 bits.
  bool isFromFloat = opcode == Opcode::FPToSI || opcode == Opcode::FPToUI;
  bool isSigned = opcode == Opcode::FPToSI || opcode == Opcode::SIToFP;
  Type integer = isFromFloat ? type : from;
  unsigned bits = integer.getIntOrFloatBitWidth() <= 32 ? 32 : 64;
  Type word = integerType(bits);
  StringRef letters = bits == 32 ? "si" : "di";
  if (isFromFloat) {
    std::string name = isSigned ? "__fix" : "__fixuns";
    name += (floatLetters(from) + letters).str();
    Value result = callRoutine(name, word, operand);
    return type == word ? result : emit<TruncOp>(type, result);
  }
  if (from != word)
    operand = emitCast(isSigned ? Opcode::SExt : Opcode::ZExt, operand, word, 0,
                       FastMath::None);
  std::string name = isSigned ? "__float" : "__floatun";
  name += (letters + floatLetters(type)).str();
  return callRoutine(name, type, operand);
}
