//===- SelectFloat.cpp - float and double ---------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/wasm32/Selector.h"
#include "llvm/Support/MathExtras.h"
#include <cmath>

using namespace mlir;
using namespace shunt;
using namespace shunt::wasm32;

/// From the instruction on f32 to that on f64: arithmetic.
static Opcode ofDouble(Opcode op, bool isDouble) {
  return isDouble
             ? after(op, unsigned(Opcode::F64Abs) - unsigned(Opcode::F32Abs))
             : op;
}

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

/// One instruction for all operands.
bool Selector::selectFloat(Operation *op, Opcode kind) {
  Type type = op->getResult(0).getType();
  if (isQuad(type))
    return refuseQuad(op);
  for (Value operand : op->getOperands())
    push(operand);
  code.op(ofDouble(kind, type.isF64()));
  return true;
}

/// A function of the C library; `name` is that for double.
bool Selector::selectFloatRoutine(Operation *op, StringRef name) {
  Type type = op->getOperand(0).getType();
  if (isQuad(type))
    return refuseQuad(op);
  SmallString<32> full = name;
  if (!type.isF64())
    full.push_back('f');
  SmallVector<WasmType, 3> params;
  for (Value operand : op->getOperands()) {
    params.push_back(wasmType(operand.getType()));
    push(operand);
  }
  WasmType result = wasmType(op->getResult(0).getType());
  callSymbol(module.symbols.runtime(module.object.intern(full)).id,
             format.info.typeOf(params, result));
  return true;
}

/// Import calls the runtime's routines for what is computed of fp128.
bool Selector::refuseQuad(Operation *op) {
  return refuse("fp128 " + op->getName().stripDialect().str(), op);
}

bool Selector::selectFAdd(Operation *op) {
  return selectFloat(op, Opcode::F32Add);
}
bool Selector::selectFSub(Operation *op) {
  return selectFloat(op, Opcode::F32Sub);
}
bool Selector::selectFMul(Operation *op) {
  return selectFloat(op, Opcode::F32Mul);
}
bool Selector::selectFDiv(Operation *op) {
  return selectFloat(op, Opcode::F32Div);
}
bool Selector::selectFNeg(Operation *op) {
  return selectFloat(op, Opcode::F32Neg);
}
bool Selector::selectFAbs(Operation *op) {
  return selectFloat(op, Opcode::F32Abs);
}
bool Selector::selectFRem(Operation *op) {
  return selectFloatRoutine(op, "fmod");
}
bool Selector::selectCopySign(Operation *op) {
  return selectFloat(op, Opcode::F32Copysign);
}
bool Selector::selectMinNum(Operation *op) {
  return selectFloatRoutine(op, "fmin");
}
bool Selector::selectMaxNum(Operation *op) {
  return selectFloatRoutine(op, "fmax");
}
bool Selector::selectFMA(Operation *op) {
  return selectFloatRoutine(op, "fma");
}

/// Not fused: nothing does that in one instruction.
bool Selector::selectFMulAdd(Operation *op) {
  Type type = op->getResult(0).getType();
  if (isQuad(type))
    return refuseQuad(op);
  push(op->getOperand(0));
  push(op->getOperand(1));
  code.op(ofDouble(Opcode::F32Mul, type.isF64()));
  push(op->getOperand(2));
  code.op(ofDouble(Opcode::F32Add, type.isF64()));
  return true;
}

bool Selector::selectSqrt(Operation *op) {
  return selectFloat(op, Opcode::F32Sqrt);
}
bool Selector::selectFloor(Operation *op) {
  return selectFloat(op, Opcode::F32Floor);
}
bool Selector::selectCeil(Operation *op) {
  return selectFloat(op, Opcode::F32Ceil);
}
bool Selector::selectFTrunc(Operation *op) {
  return selectFloat(op, Opcode::F32Trunc);
}
bool Selector::selectRInt(Operation *op) {
  return selectFloat(op, Opcode::F32Nearest);
}
bool Selector::selectNearbyInt(Operation *op) {
  return selectFloat(op, Opcode::F32Nearest);
}
bool Selector::selectRoundEven(Operation *op) {
  return selectFloat(op, Opcode::F32Nearest);
}
bool Selector::selectRound(Operation *op) {
  return selectFloatRoutine(op, "round");
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

/// The instruction for an ordered comparison, or for "not equal or unordered";
/// none: there is no such instruction.
static std::optional<Opcode> directComparison(FCmpPredicate predicate) {
  switch (predicate) {
  case FCmpPredicate::Oeq:
    return Opcode::F32Eq;
  case FCmpPredicate::Une:
    return Opcode::F32Ne;
  case FCmpPredicate::Olt:
    return Opcode::F32Lt;
  case FCmpPredicate::Ogt:
    return Opcode::F32Gt;
  case FCmpPredicate::Ole:
    return Opcode::F32Le;
  case FCmpPredicate::Oge:
    return Opcode::F32Ge;
  default:
    return std::nullopt;
  }
}

/// The predicate that holds where this one doesn't.
static FCmpPredicate inverse(FCmpPredicate predicate) {
  return FCmpPredicate(15 - unsigned(predicate));
}

bool Selector::emitFCmp(Value lhs, Value rhs, FCmpPredicate predicate) {
  bool isDouble = lhs.getType().isF64();
  auto compare = [&](Opcode kind) {
    code.op(isDouble
                ? after(kind, unsigned(Opcode::F64Eq) - unsigned(Opcode::F32Eq))
                : kind);
  };
  if (predicate == FCmpPredicate::False || predicate == FCmpPredicate::True) {
    discard(lhs);
    discard(rhs);
    code.i32(predicate == FCmpPredicate::True);
    return true;
  }
  auto direct = directComparison(predicate);
  auto inverted = directComparison(inverse(predicate));
  if (direct || inverted) {
    push(lhs);
    push(rhs);
    compare(direct ? *direct : *inverted);
    if (!direct)
      code.op(Opcode::I32Eqz);
    return true;
  }
  // ord, uno: of each with itself. one, ueq: less or greater.
  WasmType type = wasmType(lhs.getType());
  Local left = takeLocal(type), right = takeLocal(type);
  push(lhs);
  code.set(left);
  push(rhs);
  code.set(right);
  bool isSelf =
      predicate == FCmpPredicate::Ord || predicate == FCmpPredicate::Uno;
  bool isNegated = predicate == FCmpPredicate::Ueq;
  Opcode first =
      isSelf ? (predicate == FCmpPredicate::Ord ? Opcode::F32Eq : Opcode::F32Ne)
             : Opcode::F32Lt;
  code.get(left);
  code.get(isSelf ? left : right);
  compare(first);
  code.get(isSelf ? right : left);
  code.get(right);
  compare(isSelf ? first : Opcode::F32Gt);
  code.op(predicate == FCmpPredicate::Ord ? Opcode::I32And : Opcode::I32Or);
  if (isNegated)
    code.op(Opcode::I32Eqz);
  freeLocal(type, left);
  freeLocal(type, right);
  return true;
}

/// A test for NaN: of a value with itself.
static bool isSelfTest(Operation *op) {
  FCmpPredicate predicate = propertiesOf<FCmpOp>(op).predicate;
  return op->getOperand(0) == op->getOperand(1) &&
         (predicate == FCmpPredicate::Ord || predicate == FCmpPredicate::Uno);
}

bool Selector::selectFCmp(Operation *op) {
  FCmpPredicate predicate = propertiesOf<FCmpOp>(op).predicate;
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  if (isQuad(lhs.getType()))
    return refuseQuad(op);
  if (!isSelfTest(op))
    return emitFCmp(lhs, rhs, predicate);
  // NaN is not equal to itself.
  WasmType type = wasmType(lhs.getType());
  Local value = takeLocal(type);
  push(lhs);
  code.set(value);
  discard(rhs);
  code.get(value);
  code.get(value);
  bool isDouble = lhs.getType().isF64();
  Opcode kind = predicate == FCmpPredicate::Ord ? Opcode::F32Eq : Opcode::F32Ne;
  code.op(isDouble
              ? after(kind, unsigned(Opcode::F64Eq) - unsigned(Opcode::F32Eq))
              : kind);
  freeLocal(type, value);
  return true;
}

//===----------------------------------------------------------------------===//
// Conversions
//===----------------------------------------------------------------------===//

bool Selector::selectFPTrunc(Operation *op) {
  if (isQuad(op->getOperand(0).getType()))
    return refuseQuad(op);
  push(op->getOperand(0));
  code.op(Opcode::F32DemoteF64);
  return true;
}

bool Selector::selectFPExt(Operation *op) {
  if (isQuad(op->getResult(0).getType()))
    return refuseQuad(op);
  push(op->getOperand(0));
  code.op(Opcode::F64PromoteF32);
  return true;
}

/// Order of the truncations: from f32, to signed first.
static unsigned truncationOf(Type from, bool isSigned) {
  return (from.isF64() ? 2 : 0) + (isSigned ? 0 : 1);
}

/// Where the trapping instruction would trap, any value will do.
void Selector::emitGuardedTruncation(Operation *op, bool isSigned) {
  Type from = op->getOperand(0).getType();
  bool isDouble = from.isF64();
  bool is64 = bitsOf(op->getResult(0).getType()) > 32;
  WasmType held = wasmType(from);
  Local value = takeLocal(held);
  auto constant = [&](double number) {
    isDouble ? code.f64(llvm::bit_cast<uint64_t>(number))
             : code.f32(llvm::bit_cast<uint32_t>(float(number)));
  };
  push(op->getOperand(0));
  code.set(value);
  // The value, or zero if it isn't within the limits.
  double limit = std::ldexp(1.0, (is64 ? 64 : 32) - (isSigned ? 1 : 0));
  code.get(value);
  constant(0);
  code.get(value);
  if (isSigned)
    code.op(ofDouble(Opcode::F32Abs, isDouble));
  constant(limit);
  code.op(isDouble ? after(Opcode::F64Eq, 2) : Opcode::F32Lt);
  if (!isSigned) {
    code.get(value);
    constant(0);
    code.op(isDouble ? after(Opcode::F64Eq, 5) : Opcode::F32Ge);
    code.op(Opcode::I32And);
  }
  code.op(Opcode::Select);
  code.op(after(is64 ? Opcode::I64TruncF32S : Opcode::I32TruncF32S,
                truncationOf(from, isSigned)));
  freeLocal(held, value);
}

bool Selector::selectFloatToInt(Operation *op, bool isSigned, bool saturates) {
  Type from = op->getOperand(0).getType(), to = op->getResult(0).getType();
  unsigned bits = bitsOf(to);
  bool is64 = bits > 32;
  if (isQuad(from))
    return refuseQuad(op);
  if (!features.nontrappingFptoint) {
    if (saturates)
      return refuse("saturating conversion without nontrapping-fptoint", op);
    emitGuardedTruncation(op, isSigned);
    return true;
  }
  push(op->getOperand(0));
  code.misc(MiscOp(
      unsigned(is64 ? MiscOp::I64TruncSatF32S : MiscOp::I32TruncSatF32S) +
      truncationOf(from, isSigned)));
  if (!saturates || bits == (is64 ? 64 : 32))
    return true;
  // The limits of a narrower type.
  WasmType held = wasmType(to);
  Local value = takeLocal(held);
  auto clamp = [&](int64_t limit, Opcode isInside) {
    code.set(value);
    code.get(value);
    code.integer(limit, is64);
    code.get(value);
    code.integer(limit, is64);
    code.op(wide(isInside, is64));
    code.op(Opcode::Select);
  };
  if (isSigned) {
    clamp(llvm::maxIntN(bits), Opcode::I32LtS);
    clamp(llvm::minIntN(bits), Opcode::I32GtS);
  } else {
    clamp(int64_t(llvm::maxUIntN(bits)), Opcode::I32LtU);
  }
  freeLocal(held, value);
  return true;
}

bool Selector::selectFPToUI(Operation *op) {
  return selectFloatToInt(op, /*isSigned=*/false, /*saturates=*/false);
}
bool Selector::selectFPToSI(Operation *op) {
  return selectFloatToInt(op, /*isSigned=*/true, /*saturates=*/false);
}
bool Selector::selectFPToUISat(Operation *op) {
  return selectFloatToInt(op, /*isSigned=*/false, /*saturates=*/true);
}
bool Selector::selectFPToSISat(Operation *op) {
  return selectFloatToInt(op, /*isSigned=*/true, /*saturates=*/true);
}

bool Selector::selectIntToFloat(Operation *op, bool isSigned) {
  Value from = op->getOperand(0);
  Type to = op->getResult(0).getType();
  if (isQuad(to))
    return refuseQuad(op);
  bool is64 = bitsOf(from.getType()) > 32;
  pushExtended(from, isSigned, is64 ? 64 : 32);
  code.op(after(to.isF64() ? Opcode::F64ConvertI32S : Opcode::F32ConvertI32S,
                (is64 ? 2 : 0) + (isSigned ? 0 : 1)));
  return true;
}

bool Selector::selectUIToFP(Operation *op) {
  return selectIntToFloat(op, /*isSigned=*/false);
}
bool Selector::selectSIToFP(Operation *op) {
  return selectIntToFloat(op, /*isSigned=*/true);
}

/// lrint and lround have results of 32 bits here, llrint and llround of 64.
bool Selector::selectRounding(Operation *op, StringRef base) {
  bool is64 = bitsOf(op->getResult(0).getType()) > 32;
  SmallString<16> name(is64 ? "ll" : "l");
  name += base;
  return selectFloatRoutine(op, name);
}

bool Selector::selectLRInt(Operation *op) { return selectRounding(op, "rint"); }
bool Selector::selectLRound(Operation *op) {
  return selectRounding(op, "round");
}
