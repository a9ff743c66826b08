//===- ArithmeticIntrinsics.cpp - Intrinsics that compute -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"
#include "llvm/IR/Constants.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;
namespace Intrinsic = llvm::Intrinsic;

/// How many operands of an arithmetic intrinsic are values, in the order of
/// its arguments; 0: it has no operation of its own.
static unsigned valueOperands(Intrinsic::ID id) {
  switch (id) {
  case Intrinsic::bswap:
  case Intrinsic::bitreverse:
  case Intrinsic::ctpop:
  case Intrinsic::ctlz:
  case Intrinsic::cttz:
  case Intrinsic::abs:
  case Intrinsic::fabs:
  case Intrinsic::sqrt:
  case Intrinsic::floor:
  case Intrinsic::ceil:
  case Intrinsic::trunc:
  case Intrinsic::rint:
  case Intrinsic::nearbyint:
  case Intrinsic::round:
  case Intrinsic::roundeven:
  case Intrinsic::lrint:
  case Intrinsic::llrint:
  case Intrinsic::lround:
  case Intrinsic::llround:
  case Intrinsic::fptoui_sat:
  case Intrinsic::fptosi_sat:
  case Intrinsic::is_fpclass:
    return 1;
  case Intrinsic::smax:
  case Intrinsic::smin:
  case Intrinsic::umax:
  case Intrinsic::umin:
  case Intrinsic::sadd_sat:
  case Intrinsic::uadd_sat:
  case Intrinsic::ssub_sat:
  case Intrinsic::usub_sat:
  case Intrinsic::copysign:
  case Intrinsic::minnum:
  case Intrinsic::maxnum:
    return 2;
  case Intrinsic::fshl:
  case Intrinsic::fshr:
  case Intrinsic::fma:
  case Intrinsic::fmuladd:
    return 3;
  default:
    return 0;
  }
}

/// The constant argument behind the values: a flag or a mask; 0: none.
static uint64_t constantArgument(const llvm::IntrinsicInst &inst,
                                 unsigned values) {
  if (inst.arg_size() <= values)
    return 0;
  return llvm::cast<llvm::ConstantInt>(inst.getArgOperand(values))
      ->getZExtValue();
}

bool FunctionImport::importArithmeticIntrinsic(
    const llvm::IntrinsicInst &inst) {
  unsigned count = valueOperands(inst.getIntrinsicID());
  if (!count)
    return importOverflowIntrinsic(inst);
  uint64_t constant = constantArgument(inst, count);
  const TypeInfo &type = typeOf(inst.getType());
  SmallVector<Value, 3> operands;
  for (unsigned i = 0; i < count; ++i)
    operands.push_back(operand(inst.getArgOperand(i)));
  bool isWhole =
      type.shape == Shape::Scalar &&
      llvm::all_of(operands, [](Value operand) { return bool(operand); });
  if (LLVM_LIKELY(isWhole)) {
    define(inst,
           emitArithmeticIntrinsic(inst.getIntrinsicID(), operands, type.scalar,
                                   constant, fastMathOf(inst)));
    return true;
  }
  return importArithmeticParts(inst, count, constant);
}

/// Sets `poison` of a ctlz, cttz or abs.
template <typename Op> static Value withPoison(Operation *op, bool poison) {
  propertiesOf<Op>(op).poison = poison;
  return op->getResult(0);
}

Value FunctionImport::emitArithmeticIntrinsic(Intrinsic::ID id,
                                              ArrayRef<Value> operands,
                                              Type type, uint64_t constant,
                                              FastMath fastMath) {
  if (LLVM_UNLIKELY(isSoft(operands.front().getType())) &&
      id != Intrinsic::is_fpclass)
    return emitSoftIntrinsic(id, operands, type, fastMath);
  switch (id) {
  case Intrinsic::bswap:
    return emit<BSwapOp>(type, operands);
  case Intrinsic::bitreverse:
    return emit<BitReverseOp>(type, operands);
  case Intrinsic::ctpop:
    return emit<CtPopOp>(type, operands);
  case Intrinsic::ctlz:
    return withPoison<CtLzOp>(append<CtLzOp>(type, operands), constant);
  case Intrinsic::cttz:
    return withPoison<CtTzOp>(append<CtTzOp>(type, operands), constant);
  case Intrinsic::abs:
    return withPoison<AbsOp>(append<AbsOp>(type, operands), constant);
  case Intrinsic::fabs:
    return emitFloat<FAbsOp>(type, operands, fastMath);
  case Intrinsic::sqrt:
    return emitFloat<SqrtOp>(type, operands, fastMath);
  case Intrinsic::floor:
    return emitFloat<FloorOp>(type, operands, fastMath);
  case Intrinsic::ceil:
    return emitFloat<CeilOp>(type, operands, fastMath);
  case Intrinsic::trunc:
    return emitFloat<FTruncOp>(type, operands, fastMath);
  case Intrinsic::rint:
    return emitFloat<RIntOp>(type, operands, fastMath);
  case Intrinsic::nearbyint:
    return emitFloat<NearbyIntOp>(type, operands, fastMath);
  case Intrinsic::round:
    return emitFloat<RoundOp>(type, operands, fastMath);
  case Intrinsic::roundeven:
    return emitFloat<RoundEvenOp>(type, operands, fastMath);
  case Intrinsic::lrint:
  case Intrinsic::llrint:
    return emit<LRIntOp>(type, operands);
  case Intrinsic::lround:
  case Intrinsic::llround:
    return emit<LRoundOp>(type, operands);
  case Intrinsic::fptoui_sat:
    return emit<FPToUISatOp>(type, operands);
  case Intrinsic::fptosi_sat:
    return emit<FPToSISatOp>(type, operands);
  case Intrinsic::is_fpclass: {
    if (module.isFolded())
      return emitClassTest(operands.front(), constant);
    Operation *op = append<IsFPClassOp>(type, operands);
    propertiesOf<IsFPClassOp>(op).mask = constant;
    return op->getResult(0);
  }
  case Intrinsic::smax:
    return emit<SMaxOp>(type, operands);
  case Intrinsic::smin:
    return emit<SMinOp>(type, operands);
  case Intrinsic::umax:
    return emit<UMaxOp>(type, operands);
  case Intrinsic::umin:
    return emit<UMinOp>(type, operands);
  case Intrinsic::sadd_sat:
    return emit<SAddSatOp>(type, operands);
  case Intrinsic::uadd_sat:
    return emit<UAddSatOp>(type, operands);
  case Intrinsic::ssub_sat:
    return emit<SSubSatOp>(type, operands);
  case Intrinsic::usub_sat:
    return emit<USubSatOp>(type, operands);
  case Intrinsic::copysign:
    return emitFloat<CopySignOp>(type, operands, fastMath);
  case Intrinsic::minnum:
    return emitFloat<MinNumOp>(type, operands, fastMath);
  case Intrinsic::maxnum:
    return emitFloat<MaxNumOp>(type, operands, fastMath);
  case Intrinsic::fshl:
    return emit<FShlOp>(type, operands);
  case Intrinsic::fshr:
    return emit<FShrOp>(type, operands);
  case Intrinsic::fma:
    return emitFloat<FMAOp>(type, operands, fastMath);
  case Intrinsic::fmuladd:
    return emitFloat<FMulAddOp>(type, operands, fastMath);
  default:
    llvm_unreachable("not an arithmetic intrinsic");
  }
}

//===----------------------------------------------------------------------===//
// Overflow
//===----------------------------------------------------------------------===//

Operation *FunctionImport::emitOverflow(Intrinsic::ID id, Value lhs,
                                        Value rhs) {
  Type types[] = {lhs.getType(), boolLike(lhs.getType())};
  Value operands[] = {lhs, rhs};
  switch (id) {
  case Intrinsic::sadd_with_overflow:
    return append<SAddOverflowOp>(types, operands);
  case Intrinsic::uadd_with_overflow:
    return append<UAddOverflowOp>(types, operands);
  case Intrinsic::ssub_with_overflow:
    return append<SSubOverflowOp>(types, operands);
  case Intrinsic::usub_with_overflow:
    return append<USubOverflowOp>(types, operands);
  case Intrinsic::smul_with_overflow:
    return append<SMulOverflowOp>(types, operands);
  case Intrinsic::umul_with_overflow:
    return append<UMulOverflowOp>(types, operands);
  default:
    return nullptr;
  }
}

bool FunctionImport::importOverflowIntrinsic(const llvm::IntrinsicInst &inst) {
  if (!llvm::isa<llvm::WithOverflowInst>(inst))
    return false;
  Value lhs = operand(inst.getArgOperand(0));
  Value rhs = operand(inst.getArgOperand(1));
  if (LLVM_LIKELY(lhs && rhs)) {
    Operation *op = emitOverflow(inst.getIntrinsicID(), lhs, rhs);
    define(inst, Parts{op->getResult(0), op->getResult(1)});
    return true;
  }
  return importOverflowParts(inst);
}

//===----------------------------------------------------------------------===//
// Folded IR: functions of the C library
//===----------------------------------------------------------------------===//

/// The name of the libm function for double; the others add a letter.
static llvm::StringRef libraryName(Intrinsic::ID id) {
  switch (id) {
  case Intrinsic::sin:
    return "sin";
  case Intrinsic::cos:
    return "cos";
  case Intrinsic::tan:
    return "tan";
  case Intrinsic::asin:
    return "asin";
  case Intrinsic::acos:
    return "acos";
  case Intrinsic::atan:
    return "atan";
  case Intrinsic::atan2:
    return "atan2";
  case Intrinsic::sinh:
    return "sinh";
  case Intrinsic::cosh:
    return "cosh";
  case Intrinsic::tanh:
    return "tanh";
  case Intrinsic::exp:
    return "exp";
  case Intrinsic::exp2:
    return "exp2";
  case Intrinsic::exp10:
    return "exp10";
  case Intrinsic::log:
    return "log";
  case Intrinsic::log2:
    return "log2";
  case Intrinsic::log10:
    return "log10";
  case Intrinsic::pow:
    return "pow";
  case Intrinsic::ldexp:
    return "ldexp";
  default:
    return {};
  }
}

bool FunctionImport::importLibraryIntrinsic(const llvm::IntrinsicInst &inst) {
  Intrinsic::ID id = inst.getIntrinsicID();
  bool isPowi = id == Intrinsic::powi;
  llvm::StringRef base = libraryName(id);
  if (base.empty() && !isPowi)
    return false;
  SmallVector<Parts, 2> arguments;
  for (const llvm::Use &argument : inst.args())
    parts(argument, arguments.emplace_back());
  Parts results;
  for (size_t i = 0; i < arguments.front().size(); ++i) {
    SmallVector<Value, 2> operands;
    SmallVector<Type, 2> types;
    for (Parts &argument : arguments) { // powi's exponent is a scalar.
      operands.push_back(argument[argument.size() == 1 ? 0 : i]);
    }
    Type type = operands.front().getType();
    for (Value &operand : operands) {
      operand = promoted(operand);
      types.push_back(operand.getType());
    }
    // powi is a function of compiler-rt.
    std::string name = isPowi ? ("__powi" + floatLetters(types[0]) + "2").str()
                              : libmName(base, types[0]);
    Parts result;
    emitLibraryCall(name, types[0], types, operands, result);
    results.push_back(demoted(result.front(), type));
  }
  define(inst, results);
  return true;
}

/// frexp and modf: of two results the library returns one, and the other by a
/// pointer to it.
bool FunctionImport::importSplitIntrinsic(const llvm::IntrinsicInst &inst) {
  Intrinsic::ID id = inst.getIntrinsicID();
  if (id != Intrinsic::frexp && id != Intrinsic::modf)
    return false;
  llvm::StringRef base = id == Intrinsic::frexp ? "frexp" : "modf";
  const TypeInfo &second = typeOf(inst.getType()->getStructElementType(1));
  const TypeInfo &element = second.element ? *second.element : second;
  if (!element.scalar)
    return false;
  constexpr uint64_t Alignment = 16; // Of the largest, long double.
  Parts operands, results, seconds;
  parts(inst.getArgOperand(0), operands);
  for (Value operand : operands) {
    Value slot = newSlot(Alignment, Alignment);
    Value wide = promoted(operand);
    Type type = wide.getType();
    Parts first;
    emitLibraryCall(libmName(base, type), type, {type, slot.getType()},
                    {wide, slot}, first);
    results.push_back(demoted(first.front(), operand.getType()));
    MemoryAccess access;
    access.alignLog2 = llvm::Log2_64(Alignment);
    Value loaded =
        emitLoad(isa<FloatType>(element.scalar) ? type : element.scalar,
                 {slot, Value(), Address()}, access);
    seconds.push_back(demoted(loaded, element.scalar));
  }
  llvm::append_range(results, seconds);
  define(inst, results);
  return true;
}
