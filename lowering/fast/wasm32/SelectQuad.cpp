//===- SelectQuad.cpp - long double, by the runtime's routines ------------===//
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

/// Appends the wasm types of a value.
static void appendTypes(Type type, SmallVectorImpl<WasmType> &types) {
  types.append(isQuad(type) ? 2 : 1, wasmType(type));
}

/// A long double comes back in memory, whose address goes first.
void Selector::callRoutine(StringRef name, ValueRange arguments, Type result) {
  SmallVector<WasmType, 8> params, results;
  bool isInMemory = isQuad(result);
  uint32_t memory = 0;
  if (isInMemory) {
    memory = allocateFrame(16, 16);
    params.push_back(WasmType::I32);
    pushFrameAddress(memory);
  } else {
    appendTypes(result, results);
  }
  for (Value argument : arguments) {
    appendTypes(argument.getType(), params);
    push(argument);
  }
  callSymbol(module.symbols.runtime(name).id,
             format.info.typeOf(params, results));
  if (isInMemory)
    loadQuad(memory);
}

/// From the frame to the operand stack.
void Selector::loadQuad(uint32_t memory) {
  for (uint32_t half : {0, 8}) {
    code.get(frame());
    code.access(Opcode::I64Load, {memory + half, 3});
  }
}

/// Not fused: nothing does that in one instruction.
bool Selector::selectQuadMulAdd(Operation *op) {
  Type type = op->getResult(0).getType();
  callRoutine("__multf3", op->getOperands().take_front(2), type);
  Local low = takeLocal(WasmType::I64), high = takeLocal(WasmType::I64);
  code.set(high);
  code.set(low);
  uint32_t memory = allocateFrame(16, 16);
  pushFrameAddress(memory);
  code.get(low);
  code.get(high);
  push(op->getOperand(2));
  WasmType params[] = {WasmType::I32, WasmType::I64, WasmType::I64,
                       WasmType::I64, WasmType::I64};
  callSymbol(module.symbols.runtime("__addtf3").id,
             format.info.typeOf(params, {}));
  loadQuad(memory);
  freeLocal(WasmType::I64, low);
  freeLocal(WasmType::I64, high);
  return true;
}

static constexpr int64_t signBit = INT64_MIN;

bool Selector::selectQuad(Operation *op) {
  Type type = op->getResult(0).getType();
  switch (headerOf(op).opcode) {
  case opcodeOf<FAddOp>():
    callRoutine("__addtf3", op->getOperands(), type);
    return true;
  case opcodeOf<FSubOp>():
    callRoutine("__subtf3", op->getOperands(), type);
    return true;
  case opcodeOf<FMulOp>():
    callRoutine("__multf3", op->getOperands(), type);
    return true;
  case opcodeOf<FDivOp>():
    callRoutine("__divtf3", op->getOperands(), type);
    return true;
  case opcodeOf<FNegOp>():
    push(op->getOperand(0));
    code.i64(signBit);
    code.op(wide(Opcode::I32Xor, true));
    return true;
  case opcodeOf<FAbsOp>():
    push(op->getOperand(0));
    code.i64(~signBit);
    code.op(wide(Opcode::I32And, true));
    return true;
  case opcodeOf<CopySignOp>(): {
    Value sign = op->getOperand(1);
    if (!isQuad(sign.getType()))
      return refuse("copysign of two types", op);
    Local low = takeLocal(WasmType::I64), high = takeLocal(WasmType::I64);
    push(sign);
    code.set(high);
    code.set(low);
    push(op->getOperand(0));
    code.i64(~signBit);
    code.op(wide(Opcode::I32And, true));
    code.get(high);
    code.i64(signBit);
    code.op(wide(Opcode::I32And, true));
    code.op(wide(Opcode::I32Or, true));
    freeLocal(WasmType::I64, low);
    freeLocal(WasmType::I64, high);
    return true;
  }
  default:
    return refuse(op->getName().stripDialect().str() + " of a long double", op);
  }
}

/// What compiler-rt's comparisons return, compared with zero.
bool Selector::selectQuadCompare(Value lhs, Value rhs,
                                 FCmpPredicate predicate) {
  struct Test {
    StringRef routine;
    Opcode compare;
  };
  auto testOf = [](FCmpPredicate predicate) -> std::optional<Test> {
    switch (predicate) {
    case FCmpPredicate::Oeq:
      return Test{"__eqtf2", Opcode::I32Eq};
    case FCmpPredicate::Une:
      return Test{"__netf2", Opcode::I32Ne};
    case FCmpPredicate::Olt:
      return Test{"__lttf2", Opcode::I32LtS};
    case FCmpPredicate::Ole:
      return Test{"__letf2", Opcode::I32LeS};
    case FCmpPredicate::Ogt:
      return Test{"__gttf2", Opcode::I32GtS};
    case FCmpPredicate::Oge:
      return Test{"__getf2", Opcode::I32GeS};
    case FCmpPredicate::Uno:
      return Test{"__unordtf2", Opcode::I32Ne};
    case FCmpPredicate::Ord:
      return Test{"__unordtf2", Opcode::I32Eq};
    default:
      return std::nullopt;
    }
  };
  if (predicate == FCmpPredicate::False || predicate == FCmpPredicate::True)
    return emitFCmp(lhs, rhs, predicate);
  Type result = IntegerType::get(lhs.getContext(), 32);
  auto emit = [&](const Test &test, ArrayRef<Local> again) {
    if (again.empty()) {
      callRoutine(test.routine, {lhs, rhs}, result);
    } else {
      WasmType params[] = {WasmType::I64, WasmType::I64, WasmType::I64,
                           WasmType::I64};
      for (Local local : again)
        code.get(local);
      callSymbol(module.symbols.runtime(test.routine).id,
                 format.info.typeOf(params, WasmType::I32));
    }
    code.i32(0);
    code.op(test.compare);
  };
  if (auto test = testOf(predicate)) {
    emit(*test, {});
    return true;
  }
  FCmpPredicate opposite = FCmpPredicate(15 - unsigned(predicate));
  if (auto test = testOf(opposite)) {
    emit(*test, {});
    code.op(Opcode::I32Eqz);
    return true;
  }
  // one: ordered and not equal; ueq: its opposite.
  Local halves[4];
  for (Local &local : halves)
    local = takeLocal(WasmType::I64);
  push(lhs);
  code.set(halves[1]);
  code.set(halves[0]);
  push(rhs);
  code.set(halves[3]);
  code.set(halves[2]);
  bool isOne = predicate == FCmpPredicate::One;
  emit({"__unordtf2", isOne ? Opcode::I32Eq : Opcode::I32Ne}, halves);
  emit({"__eqtf2", isOne ? Opcode::I32Ne : Opcode::I32Eq}, halves);
  code.op(isOne ? Opcode::I32And : Opcode::I32Or);
  for (Local local : halves)
    freeLocal(WasmType::I64, local);
  return true;
}

/// Between a long double and an integer; `wideName` is for 64 bits.
bool Selector::selectQuadConversion(Operation *op, StringRef name,
                                    StringRef wideName, bool isSigned) {
  Value operand = op->getOperand(0);
  Type type = op->getResult(0).getType();
  bool fromQuad = isQuad(operand.getType());
  Type integer = fromQuad ? type : operand.getType();
  bool is64 = bitsOf(integer) > 32;
  if (fromQuad) {
    callRoutine(is64 ? wideName : name, operand,
                IntegerType::get(op->getContext(), is64 ? 64 : 32));
    return true;
  }
  uint32_t memory = allocateFrame(16, 16);
  pushFrameAddress(memory);
  pushExtended(operand, isSigned, is64 ? 64 : 32);
  WasmType params[] = {WasmType::I32, is64 ? WasmType::I64 : WasmType::I32};
  callSymbol(module.symbols.runtime(is64 ? wideName : name).id,
             format.info.typeOf(params, {}));
  loadQuad(memory);
  return true;
}
