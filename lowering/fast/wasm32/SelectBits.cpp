//===- SelectBits.cpp - Bits, overflow, saturation ------------------------===//
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

//===----------------------------------------------------------------------===//
// Counts
//===----------------------------------------------------------------------===//

bool Selector::selectCtPop(Operation *op) {
  bool is64 = bitsOf(op->getResult(0).getType()) > 32;
  pushExtended(op->getOperand(0), /*isSigned=*/false, is64 ? 64 : 32);
  code.op(wide(Opcode::I32Popcnt, is64));
  return true;
}

bool Selector::selectCtLz(Operation *op) {
  unsigned bits = bitsOf(op->getResult(0).getType());
  bool is64 = bits > 32;
  unsigned width = is64 ? 64 : 32;
  pushExtended(op->getOperand(0), /*isSigned=*/false, width);
  code.op(wide(Opcode::I32Clz, is64));
  if (bits == width)
    return true;
  code.integer(width - bits, is64);
  code.op(wide(Opcode::I32Sub, is64));
  return true;
}

bool Selector::selectCtTz(Operation *op) {
  unsigned bits = bitsOf(op->getResult(0).getType());
  bool is64 = bits > 32;
  push(op->getOperand(0));
  // A bit above the type's ends the count for zero.
  if (bits != (is64 ? 64 : 32)) {
    code.integer(int64_t(uint64_t(1) << bits), is64);
    code.op(wide(Opcode::I32Or, is64));
  }
  code.op(wide(Opcode::I32Ctz, is64));
  return true;
}

bool Selector::selectAbs(Operation *op) {
  Type type = op->getResult(0).getType();
  bool is64 = bitsOf(type) > 32;
  WasmType held = wasmType(type);
  Local value = takeLocal(held);
  pushExtended(op->getOperand(0), /*isSigned=*/true, is64 ? 64 : 32);
  code.set(value);
  code.integer(0, is64);
  code.get(value);
  code.op(wide(Opcode::I32Sub, is64));
  code.get(value);
  code.get(value);
  code.integer(0, is64);
  code.op(wide(Opcode::I32LtS, is64));
  code.op(Opcode::Select);
  freeLocal(held, value);
  return true;
}

//===----------------------------------------------------------------------===//
// Reversals
//===----------------------------------------------------------------------===//

/// Swaps neighbouring groups of `shift` bits in what is on the operand stack;
/// `mask` has the lower ones.
void Selector::swapGroups(bool is64, unsigned shift, uint64_t mask) {
  WasmType type = is64 ? WasmType::I64 : WasmType::I32;
  Local value = takeLocal(type);
  int64_t groups = is64 ? int64_t(mask) : int32_t(uint32_t(mask));
  code.set(value);
  code.get(value);
  code.integer(groups, is64);
  code.op(wide(Opcode::I32And, is64));
  code.integer(shift, is64);
  code.op(wide(Opcode::I32Shl, is64));
  code.get(value);
  code.integer(shift, is64);
  code.op(wide(Opcode::I32ShrU, is64));
  code.integer(groups, is64);
  code.op(wide(Opcode::I32And, is64));
  code.op(wide(Opcode::I32Or, is64));
  freeLocal(type, value);
}

/// Of a whole i32 or i64 on the operand stack.
void Selector::swapBytes(bool is64) {
  swapGroups(is64, 8, 0x00ff00ff00ff00ff);
  if (is64)
    swapGroups(is64, 16, 0x0000ffff0000ffff);
  code.integer(is64 ? 32 : 16, is64);
  code.op(wide(Opcode::I32Rotl, is64));
}

bool Selector::selectBSwap(Operation *op) {
  unsigned bits = bitsOf(op->getResult(0).getType());
  bool is64 = bits > 32;
  unsigned width = is64 ? 64 : 32;
  push(op->getOperand(0));
  swapBytes(is64);
  if (bits == width)
    return true;
  code.integer(width - bits, is64);
  code.op(wide(Opcode::I32ShrU, is64));
  return true;
}

bool Selector::selectBitReverse(Operation *op) {
  unsigned bits = bitsOf(op->getResult(0).getType());
  bool is64 = bits > 32;
  unsigned width = is64 ? 64 : 32;
  push(op->getOperand(0));
  swapGroups(is64, 1, 0x5555555555555555);
  swapGroups(is64, 2, 0x3333333333333333);
  swapGroups(is64, 4, 0x0f0f0f0f0f0f0f0f);
  swapBytes(is64);
  if (bits == width)
    return true;
  code.integer(width - bits, is64);
  code.op(wide(Opcode::I32ShrU, is64));
  return true;
}

//===----------------------------------------------------------------------===//
// Funnel shifts
//===----------------------------------------------------------------------===//

/// What may stand for a value that is used twice: the same value.
static bool isRotation(Operation *op) {
  return op->getOperand(0) == op->getOperand(1);
}

/// In 32 or 64 bits a << s | b >> 1 >> ~s, where wasm takes the amounts modulo
/// the width. Narrower ones in one i64, or i32, that has both.
bool Selector::selectFunnel(Operation *op, bool isLeft) {
  Type type = op->getResult(0).getType();
  unsigned bits = bitsOf(type);
  bool is64 = bits > 32;
  Value high = op->getOperand(0), low = op->getOperand(1);
  Value amount = op->getOperand(2);
  if (bits == 32 || bits == 64) {
    if (isRotation(op)) {
      push(high);
      discard(low);
      push(amount);
      code.op(wide(isLeft ? Opcode::I32Rotl : Opcode::I32Rotr, is64));
      return true;
    }
    WasmType held = wasmType(type);
    Local shift = takeLocal(held);
    push(amount);
    code.set(shift);
    auto one = [&](Opcode kind) {
      code.integer(1, is64);
      code.op(wide(kind, is64));
    };
    auto inverse = [&](Opcode kind) {
      code.get(shift);
      code.integer(-1, is64);
      code.op(wide(Opcode::I32Xor, is64));
      code.op(wide(kind, is64));
    };
    push(high);
    if (isLeft) {
      code.get(shift);
      code.op(wide(Opcode::I32Shl, is64));
    } else {
      one(Opcode::I32Shl);
      inverse(Opcode::I32Shl);
    }
    push(low);
    if (isLeft) {
      one(Opcode::I32ShrU);
      inverse(Opcode::I32ShrU);
    } else {
      code.get(shift);
      code.op(wide(Opcode::I32ShrU, is64));
    }
    code.op(wide(Opcode::I32Or, is64));
    freeLocal(held, shift);
    return true;
  }
  if (is64)
    return refuse("funnel shift of i" + std::to_string(bits), op);
  // high:low >> s, or >> (width - s).
  pushExtended(high, /*isSigned=*/false, 64);
  code.i64(bits);
  code.op(wide(Opcode::I32Shl, true));
  pushExtended(low, /*isSigned=*/false, 64);
  code.op(wide(Opcode::I32Or, true));
  if (isLeft)
    code.i64(bits);
  pushExtended(amount, /*isSigned=*/false, 64);
  code.i64(bits);
  code.op(wide(Opcode::I32RemU, true));
  if (isLeft)
    code.op(wide(Opcode::I32Sub, true));
  code.op(wide(Opcode::I32ShrU, true));
  code.op(Opcode::I32WrapI64);
  return true;
}

bool Selector::selectFShl(Operation *op) {
  return selectFunnel(op, /*isLeft=*/true);
}
bool Selector::selectFShr(Operation *op) {
  return selectFunnel(op, /*isLeft=*/false);
}

//===----------------------------------------------------------------------===//
// Sums that overflow
//===----------------------------------------------------------------------===//

/// Both operands, extended, and their sum or difference, in locals.
Selector::Sum Selector::emitSum(Operation *op, Opcode kind, bool isSigned) {
  Type type = op->getResult(0).getType();
  Sum sum;
  sum.is64 = bitsOf(type) > 32;
  unsigned width = sum.is64 ? 64 : 32;
  sum.lhs = takeLocal(sum.type());
  sum.rhs = takeLocal(sum.type());
  sum.result = takeLocal(sum.type());
  pushExtended(op->getOperand(0), isSigned, width);
  code.set(sum.lhs);
  pushExtended(op->getOperand(1), isSigned, width);
  code.set(sum.rhs);
  code.get(sum.lhs);
  code.get(sum.rhs);
  code.op(wide(kind, sum.is64));
  code.set(sum.result);
  return sum;
}

void Selector::freeSum(const Sum &sum) {
  for (Local local : {sum.lhs, sum.rhs, sum.result})
    freeLocal(sum.type(), local);
}

/// Whether the sum's sign is wrong: in the whole width by the signs of the
/// operands, else by the bits above the type's.
void Selector::pushSignedOverflow(const Sum &sum, bool isSub, unsigned bits) {
  bool is64 = sum.is64;
  if (bits != (is64 ? 64 : 32)) {
    code.get(sum.result);
    extend(bits, /*isSigned=*/true, is64 ? 64 : 32, /*isZero=*/false);
    code.get(sum.result);
    return code.op(wide(Opcode::I32Ne, is64));
  }
  code.get(sum.lhs);
  code.get(isSub ? sum.rhs : sum.result);
  code.op(wide(Opcode::I32Xor, is64));
  code.get(isSub ? sum.lhs : sum.rhs);
  code.get(sum.result);
  code.op(wide(Opcode::I32Xor, is64));
  code.op(wide(Opcode::I32And, is64));
  code.integer(0, is64);
  code.op(wide(Opcode::I32LtS, is64));
}

void Selector::pushUnsignedOverflow(const Sum &sum, bool isSub, unsigned bits) {
  bool is64 = sum.is64;
  if (isSub) {
    code.get(sum.lhs);
    code.get(sum.rhs);
  } else if (bits == (is64 ? 64 : 32)) {
    code.get(sum.result);
    code.get(sum.lhs);
  } else {
    code.integer(int64_t(llvm::maskTrailingOnes<uint64_t>(bits)), is64);
    code.get(sum.result);
  }
  code.op(wide(Opcode::I32LtU, is64));
}

bool Selector::selectSumOverflow(Operation *op, bool isSub, bool isSigned) {
  unsigned bits = bitsOf(op->getResult(0).getType());
  Sum sum = emitSum(op, isSub ? Opcode::I32Sub : Opcode::I32Add, isSigned);
  if (isSigned)
    pushSignedOverflow(sum, isSub, bits);
  else
    pushUnsignedOverflow(sum, isSub, bits);
  define(op->getResult(1));
  code.get(sum.result);
  define(op->getResult(0));
  freeSum(sum);
  return true;
}

bool Selector::selectSAddOverflow(Operation *op) {
  return selectSumOverflow(op, /*isSub=*/false, /*isSigned=*/true);
}
bool Selector::selectUAddOverflow(Operation *op) {
  return selectSumOverflow(op, /*isSub=*/false, /*isSigned=*/false);
}
bool Selector::selectSSubOverflow(Operation *op) {
  return selectSumOverflow(op, /*isSub=*/true, /*isSigned=*/true);
}
bool Selector::selectUSubOverflow(Operation *op) {
  return selectSumOverflow(op, /*isSub=*/true, /*isSigned=*/false);
}

//===----------------------------------------------------------------------===//
// Products
//===----------------------------------------------------------------------===//

uint32_t Selector::multiplyWide(Value lhs, Value rhs, bool isSigned) {
  uint32_t product = allocateFrame(16, 16);
  pushFrameAddress(product);
  for (Value word : {lhs, rhs}) {
    Local local = takeLocal(WasmType::I64);
    pushExtended(word, isSigned, 64);
    code.set(local);
    code.get(local);
    if (isSigned) {
      code.get(local);
      code.i64(63);
      code.op(wide(Opcode::I32ShrS, true));
    } else {
      code.i64(0);
    }
    freeLocal(WasmType::I64, local);
  }
  WasmType params[] = {WasmType::I32, WasmType::I64, WasmType::I64,
                       WasmType::I64, WasmType::I64};
  callSymbol(module.symbols.runtime("__multi3").id,
             format.info.typeOf(params, {}));
  return product;
}

bool Selector::selectUMulHigh(Operation *op) {
  unsigned bits = bitsOf(op->getResult(0).getType());
  if (bits <= 32) {
    pushExtended(op->getOperand(0), /*isSigned=*/false, 64);
    pushExtended(op->getOperand(1), /*isSigned=*/false, 64);
    code.op(wide(Opcode::I32Mul, true));
    code.i64(bits);
    code.op(wide(Opcode::I32ShrU, true));
    code.op(Opcode::I32WrapI64);
    return true;
  }
  if (bits != 64)
    return refuse("umul_high of i" + std::to_string(bits), op);
  uint32_t product = multiplyWide(op->getOperand(0), op->getOperand(1),
                                  /*isSigned=*/false);
  code.get(frame());
  code.access(Opcode::I64Load, {product + 8, 3});
  return true;
}

/// Up to 32 bits the product in 64 is right.
bool Selector::selectMulOverflow(Operation *op, bool isSigned) {
  Type type = op->getResult(0).getType();
  unsigned bits = bitsOf(type);
  if (bits == 64)
    return selectMulOverflow64(op, isSigned);
  if (bits > 32)
    return refuse("overflow of a product of i" + std::to_string(bits), op);
  Local product = takeLocal(WasmType::I64);
  pushExtended(op->getOperand(0), isSigned, 64);
  pushExtended(op->getOperand(1), isSigned, 64);
  code.op(wide(Opcode::I32Mul, true));
  code.set(product);
  code.get(product);
  if (isSigned) {
    code.op(Opcode::I32WrapI64);
    extend(bits, /*isSigned=*/true, 64, /*isZero=*/false);
    code.get(product);
    code.op(wide(Opcode::I32Ne, true));
  } else {
    code.i64(bits);
    code.op(wide(Opcode::I32ShrU, true));
    code.i64(0);
    code.op(wide(Opcode::I32Ne, true));
  }
  define(op->getResult(1));
  code.get(product);
  code.op(Opcode::I32WrapI64);
  define(op->getResult(0));
  freeLocal(WasmType::I64, product);
  return true;
}

/// The high half must be what the low one's sign says.
bool Selector::selectMulOverflow64(Operation *op, bool isSigned) {
  uint32_t product =
      multiplyWide(op->getOperand(0), op->getOperand(1), isSigned);
  code.get(frame());
  code.access(Opcode::I64Load, {product + 8, 3});
  if (isSigned) {
    code.get(frame());
    code.access(Opcode::I64Load, {product, 3});
    code.i64(63);
    code.op(wide(Opcode::I32ShrS, true));
  } else {
    code.i64(0);
  }
  code.op(wide(Opcode::I32Ne, true));
  define(op->getResult(1));
  code.get(frame());
  code.access(Opcode::I64Load, {product, 3});
  define(op->getResult(0));
  return true;
}

bool Selector::selectSMulOverflow(Operation *op) {
  return selectMulOverflow(op, /*isSigned=*/true);
}
bool Selector::selectUMulOverflow(Operation *op) {
  return selectMulOverflow(op, /*isSigned=*/false);
}

//===----------------------------------------------------------------------===//
// Saturation
//===----------------------------------------------------------------------===//

bool Selector::selectSaturating(Operation *op, bool isSub, bool isSigned) {
  unsigned bits = bitsOf(op->getResult(0).getType());
  Sum sum = emitSum(op, isSub ? Opcode::I32Sub : Opcode::I32Add, isSigned);
  bool is64 = sum.is64;
  // The limit, the sum, and which of them it is.
  if (isSigned) {
    // The sign of the left operand is that of the limit.
    code.get(sum.lhs);
    code.integer(is64 ? 63 : 31, is64);
    code.op(wide(Opcode::I32ShrS, is64));
    code.integer(int64_t(llvm::maskTrailingOnes<uint64_t>(bits - 1)), is64);
    code.op(wide(Opcode::I32Xor, is64));
  } else {
    code.integer(isSub ? 0 : -1, is64);
  }
  code.get(sum.result);
  if (isSigned)
    pushSignedOverflow(sum, isSub, bits);
  else
    pushUnsignedOverflow(sum, isSub, bits);
  code.op(Opcode::Select);
  freeSum(sum);
  return true;
}

bool Selector::selectSAddSat(Operation *op) {
  return selectSaturating(op, /*isSub=*/false, /*isSigned=*/true);
}
bool Selector::selectUAddSat(Operation *op) {
  return selectSaturating(op, /*isSub=*/false, /*isSigned=*/false);
}
bool Selector::selectSSubSat(Operation *op) {
  return selectSaturating(op, /*isSub=*/true, /*isSigned=*/true);
}
bool Selector::selectUSubSat(Operation *op) {
  return selectSaturating(op, /*isSub=*/true, /*isSigned=*/false);
}
