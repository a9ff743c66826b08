//===- SelectInteger.cpp - Integers ---------------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/wasm32/Selector.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::wasm32;

/// Whether integers of this type are held in an i64.
static bool isHeldWide(Type type) { return bitsOf(type) > 32; }

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

/// Operations for which bits above the type's count for nothing.
bool Selector::selectBinary(Operation *op, Opcode kind) {
  push(op->getOperand(0));
  push(op->getOperand(1));
  code.op(wide(kind, isHeldWide(op->getResult(0).getType())));
  return true;
}

/// Operations on the whole values.
bool Selector::selectExtending(Operation *op, Opcode kind, bool isSigned) {
  bool is64 = isHeldWide(op->getResult(0).getType());
  pushExtended(op->getOperand(0), isSigned, is64 ? 64 : 32);
  pushExtended(op->getOperand(1), isSigned, is64 ? 64 : 32);
  code.op(wide(kind, is64));
  return true;
}

bool Selector::selectAdd(Operation *op) {
  return selectBinary(op, Opcode::I32Add);
}
bool Selector::selectSub(Operation *op) {
  return selectBinary(op, Opcode::I32Sub);
}
bool Selector::selectMul(Operation *op) {
  return selectBinary(op, Opcode::I32Mul);
}
bool Selector::selectAnd(Operation *op) {
  return selectBinary(op, Opcode::I32And);
}
bool Selector::selectOr(Operation *op) {
  return selectBinary(op, Opcode::I32Or);
}
bool Selector::selectXor(Operation *op) {
  return selectBinary(op, Opcode::I32Xor);
}
bool Selector::selectUDiv(Operation *op) {
  return selectExtending(op, Opcode::I32DivU, /*isSigned=*/false);
}
bool Selector::selectSDiv(Operation *op) {
  return selectExtending(op, Opcode::I32DivS, /*isSigned=*/true);
}
bool Selector::selectURem(Operation *op) {
  return selectExtending(op, Opcode::I32RemU, /*isSigned=*/false);
}
bool Selector::selectSRem(Operation *op) {
  return selectExtending(op, Opcode::I32RemS, /*isSigned=*/true);
}

/// The bits of a shift's amount that wasm looks at are there in any type of at
/// least this many.
static constexpr unsigned amountBits = 6;

bool Selector::selectShl(Operation *op) {
  if (bitsOf(op->getResult(0).getType()) < amountBits)
    return selectExtending(op, Opcode::I32Shl, /*isSigned=*/false);
  return selectBinary(op, Opcode::I32Shl);
}

bool Selector::selectLShr(Operation *op) {
  return selectExtending(op, Opcode::I32ShrU, /*isSigned=*/false);
}

bool Selector::selectAShr(Operation *op) {
  bool is64 = isHeldWide(op->getResult(0).getType());
  pushExtended(op->getOperand(0), /*isSigned=*/true, is64 ? 64 : 32);
  pushExtended(op->getOperand(1), /*isSigned=*/false, is64 ? 64 : 32);
  code.op(wide(Opcode::I32ShrS, is64));
  return true;
}

bool Selector::selectMinMax(Operation *op, Opcode compare, bool isSigned) {
  Type type = op->getResult(0).getType();
  bool is64 = isHeldWide(type);
  WasmType held = wasmType(type);
  pushExtended(op->getOperand(0), isSigned, is64 ? 64 : 32);
  Local lhs = takeLocal(held);
  code.set(lhs);
  pushExtended(op->getOperand(1), isSigned, is64 ? 64 : 32);
  Local rhs = takeLocal(held);
  code.set(rhs);
  code.get(lhs);
  code.get(rhs);
  code.get(lhs);
  code.get(rhs);
  code.op(wide(compare, is64));
  code.op(Opcode::Select);
  freeLocal(held, lhs);
  freeLocal(held, rhs);
  return true;
}

bool Selector::selectSMax(Operation *op) {
  return selectMinMax(op, Opcode::I32GtS, /*isSigned=*/true);
}
bool Selector::selectSMin(Operation *op) {
  return selectMinMax(op, Opcode::I32LtS, /*isSigned=*/true);
}
bool Selector::selectUMax(Operation *op) {
  return selectMinMax(op, Opcode::I32GtU, /*isSigned=*/false);
}
bool Selector::selectUMin(Operation *op) {
  return selectMinMax(op, Opcode::I32LtU, /*isSigned=*/false);
}

//===----------------------------------------------------------------------===//
// Comparison and selection
//===----------------------------------------------------------------------===//

static Opcode comparison(ICmpPredicate predicate) {
  switch (predicate) {
  case ICmpPredicate::Eq:
    return Opcode::I32Eq;
  case ICmpPredicate::Ne:
    return Opcode::I32Ne;
  case ICmpPredicate::Ugt:
    return Opcode::I32GtU;
  case ICmpPredicate::Uge:
    return Opcode::I32GeU;
  case ICmpPredicate::Ult:
    return Opcode::I32LtU;
  case ICmpPredicate::Ule:
    return Opcode::I32LeU;
  case ICmpPredicate::Sgt:
    return Opcode::I32GtS;
  case ICmpPredicate::Sge:
    return Opcode::I32GeS;
  case ICmpPredicate::Slt:
    return Opcode::I32LtS;
  case ICmpPredicate::Sle:
    return Opcode::I32LeS;
  }
  llvm_unreachable("not a predicate");
}

void Selector::emitCompare(Value lhs, Value rhs, ICmpPredicate predicate,
                           bool isCondition) {
  unsigned bits = bitsOf(lhs.getType());
  bool is64 = bits > 32;
  bool isSigned = predicate >= ICmpPredicate::Sgt;
  unsigned toBits = is64 ? 64 : 32;
  bool isEquality =
      predicate == ICmpPredicate::Eq || predicate == ICmpPredicate::Ne;
  if (isEquality && constantOf(lhs) && !constantOf(rhs))
    std::swap(lhs, rhs);
  pushExtended(lhs, isSigned, toBits);
  if (isEquality && constantOf(rhs) == 0) {
    if (predicate == ICmpPredicate::Eq)
      return code.op(wide(Opcode::I32Eqz, is64));
    if (isCondition && !is64)
      return;
  }
  pushExtended(rhs, isSigned, toBits);
  code.op(wide(comparison(predicate), is64));
}

bool Selector::selectICmp(Operation *op) {
  emitCompare(op->getOperand(0), op->getOperand(1),
              propertiesOf<ICmpOp>(op).predicate);
  return true;
}

bool Selector::selectSelect(Operation *op) {
  Value condition = op->getOperand(0);
  Value ifTrue = op->getOperand(1), ifFalse = op->getOperand(2);
  if (!isQuad(op->getResult(0).getType())) {
    push(ifTrue);
    push(ifFalse);
    pushCondition(condition);
    code.op(Opcode::Select);
    return true;
  }
  Local halves[5];
  for (Local &local : llvm::drop_end(halves))
    local = takeLocal(WasmType::I64);
  halves[4] = takeLocal(WasmType::I32);
  push(ifTrue);
  code.set(halves[1]);
  code.set(halves[0]);
  push(ifFalse);
  code.set(halves[3]);
  code.set(halves[2]);
  pushCondition(condition);
  code.set(halves[4]);
  for (unsigned i = 0; i < 2; ++i) {
    code.get(halves[i]);
    code.get(halves[i + 2]);
    code.get(halves[4]);
    code.op(Opcode::Select);
  }
  for (Local local : llvm::drop_end(halves))
    freeLocal(WasmType::I64, local);
  freeLocal(WasmType::I32, halves[4]);
  return true;
}

/// llvm.scmp, llvm.ucmp: (a > b) - (a < b).
bool Selector::selectThreeWay(Operation *op, bool isSigned) {
  Type type = op->getOperand(0).getType();
  bool is64 = isHeldWide(type);
  WasmType held = wasmType(type);
  Local lhs = takeLocal(held), rhs = takeLocal(held);
  pushExtended(op->getOperand(0), isSigned, is64 ? 64 : 32);
  code.set(lhs);
  pushExtended(op->getOperand(1), isSigned, is64 ? 64 : 32);
  code.set(rhs);
  code.get(lhs);
  code.get(rhs);
  code.op(wide(isSigned ? Opcode::I32GtS : Opcode::I32GtU, is64));
  code.get(lhs);
  code.get(rhs);
  code.op(wide(isSigned ? Opcode::I32LtS : Opcode::I32LtU, is64));
  code.op(Opcode::I32Sub);
  if (isHeldWide(op->getResult(0).getType()))
    code.op(Opcode::I64ExtendI32S);
  freeLocal(held, lhs);
  freeLocal(held, rhs);
  define(op->getResult(0));
  return true;
}

//===----------------------------------------------------------------------===//
// Conversions
//===----------------------------------------------------------------------===//

bool Selector::selectCopy(Operation *op) {
  push(op->getOperand(0));
  return true;
}

bool Selector::selectTrunc(Operation *op) {
  Value from = op->getOperand(0);
  push(from);
  if (isHeldWide(from.getType()) && !isHeldWide(op->getResult(0).getType()))
    code.op(Opcode::I32WrapI64);
  return true;
}

/// Also between pointers and integers.
bool Selector::selectZExt(Operation *op) {
  Value from = op->getOperand(0);
  unsigned bits = bitsOf(op->getResult(0).getType());
  if (bits <= bitsOf(from.getType()))
    return selectTrunc(op);
  pushExtended(from, /*isSigned=*/false, bits > 32 ? 64 : 32);
  return true;
}

bool Selector::selectSExt(Operation *op) {
  bool is64 = isHeldWide(op->getResult(0).getType());
  pushExtended(op->getOperand(0), /*isSigned=*/true, is64 ? 64 : 32);
  return true;
}

bool Selector::selectBitcast(Operation *op) {
  Type from = op->getOperand(0).getType(), to = op->getResult(0).getType();
  WasmType fromHeld = wasmType(from), toHeld = wasmType(to);
  if (isQuad(from) != isQuad(to) || isa<VectorType>(from) ||
      isa<VectorType>(to))
    return refuse("bitcast of this type", op);
  push(op->getOperand(0));
  if (fromHeld == toHeld)
    return true;
  switch (toHeld) {
  case WasmType::I32:
    code.op(Opcode::I32ReinterpretF32);
    break;
  case WasmType::I64:
    code.op(Opcode::I64ReinterpretF64);
    break;
  case WasmType::F32:
    code.op(Opcode::F32ReinterpretI32);
    break;
  case WasmType::F64:
    code.op(Opcode::F64ReinterpretI64);
    break;
  }
  return true;
}
