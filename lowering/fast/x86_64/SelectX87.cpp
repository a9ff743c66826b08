//===- SelectX87.cpp - long double, by the x87 stack ----------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A value of 80 bits lives in its home. Each operation loads its operands to
// the x87 stack and stores its result; the stack is empty between operations.
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/Selector.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::x86_64;

void Selector::x87Load(Value value) {
  ValueId id = idOf(value);
  if (info(value).kind == ValueKind::Computed)
    log().use(id, fast::Place::frame(info(value).home));
  if (info(value).kind == ValueKind::Undef)
    enc.x87(X87Op::Fldz);
  else
    materialize(x87Top, analysis[id]);
  registers.consume(id);
}

void Selector::x87Store(Value result) {
  ValueId id = idOf(result);
  ValueInfo &value = analysis[id];
  if (value.uses == 0 && !value.crossesBlocks)
    return enc.x87(X87StackOp::Fstp, 0);
  registers.defineInMemory(id);
  enc.x87(X87MemoryOp::Fstp80, home(value.home));
  log().define(id, fast::Place::frame(value.home));
}

bool Selector::selectX87Binary(Operation *op) {
  x87Load(op->getOperand(0));
  x87Load(op->getOperand(1));
  // st(1) is the left operand; the forms below pop st(0).
  switch (headerOf(op).opcode) {
  case opcodeOf<FAddOp>():
    enc.x87(X87StackOp::Faddp, 1);
    break;
  case opcodeOf<FSubOp>():
    enc.x87(X87StackOp::Fsubp, 1);
    break;
  case opcodeOf<FMulOp>():
    enc.x87(X87StackOp::Fmulp, 1);
    break;
  case opcodeOf<FDivOp>():
    enc.x87(X87StackOp::Fdivp, 1);
    break;
  case opcodeOf<CopySignOp>(): {
    // The sign from memory: bit 79.
    int32_t place = frame.allocateHome(16);
    enc.x87(X87MemoryOp::Fstp80, home(place));
    enc.x87(X87Op::Fabs);
    Label positive = enc.newLabel();
    enc.testImm(1, home(place + 9), -128);
    enc.jcc(Cond::E, positive);
    enc.x87(X87Op::Fchs);
    enc.bind(positive);
    frame.releaseHome(place, 16);
    break;
  }
  default:
    return refuse("long double operation", op);
  }
  x87Store(op->getResult(0));
  return true;
}

bool Selector::selectX87Unary(Operation *op) {
  x87Load(op->getOperand(0));
  switch (headerOf(op).opcode) {
  case opcodeOf<FNegOp>():
    enc.x87(X87Op::Fchs);
    break;
  case opcodeOf<FAbsOp>():
    enc.x87(X87Op::Fabs);
    break;
  case opcodeOf<SqrtOp>():
    enc.x87(X87Op::Fsqrt);
    break;
  default:
    return refuse("long double operation", op);
  }
  x87Store(op->getResult(0));
  return true;
}

/// A routine of long double arguments (on the stack) and result.
bool Selector::callX87Libm(Operation *op, StringRef name) {
  if (analysis.hasDynamicStack())
    enc.aluImm(AluOp::Sub, 8, Gpr::rsp, int32_t(16 * op->getNumOperands()));
  else
    outgoingBytes =
        std::max<uint32_t>(outgoingBytes, 16 * op->getNumOperands());
  for (auto [i, arg] : llvm::enumerate(op->getOperands())) {
    x87Load(arg);
    enc.x87(X87MemoryOp::Fstp80, Mem::at(Gpr::rsp, int32_t(16 * i)));
  }
  registers.saveBeforeCall(callClobbered);
  callSymbol(module.symbols.runtime(name));
  callsEmitted = true;
  registers.forget(callClobbered);
  if (analysis.hasDynamicStack())
    enc.aluImm(AluOp::Add, 8, Gpr::rsp, int32_t(16 * op->getNumOperands()));
  if (info(op->getResult(0)).bank == Bank::Memory)
    x87Store(op->getResult(0));
  else
    define(op->getResult(0), Gpr::rax);
  return true;
}

bool Selector::selectX87FromInteger(Operation *op, Gpr from, unsigned width) {
  int32_t place = frame.allocateHome(8);
  enc.mov(width, home(place), from);
  enc.x87(width == 8 ? X87MemoryOp::Fild64 : X87MemoryOp::Fild32, home(place));
  frame.releaseHome(place, 8);
  x87Store(op->getResult(0));
  return true;
}

/// As signed, plus 2^64 if it came out negative.
bool Selector::selectX87FromUnsigned64(Operation *op, Gpr from) {
  int32_t place = frame.allocateHome(8);
  enc.mov(8, home(place), from);
  enc.x87(X87MemoryOp::Fild64, home(place));
  frame.releaseHome(place, 8);
  Label end = enc.newLabel();
  enc.test(8, from, from);
  enc.jcc(Cond::NS, end);
  enc.x87(X87MemoryOp::Fadd32, literal({0x5f800000, 0}, 4));
  enc.bind(end);
  x87Store(op->getResult(0));
  return true;
}

/// Converts st(0) to a signed integer of 8 bytes at `place`, rounding towards
/// zero, and pops it.
void Selector::x87TruncateTo(int32_t place) {
  int32_t control = frame.allocateHome(8);
  Gpr word = scratchGpr();
  enc.x87(X87MemoryOp::Fnstcw, home(control));
  enc.movzx(2, word, home(control));
  enc.aluImm(AluOp::Or, 4, word, 0xc00); // Rounding control: towards zero.
  enc.mov(2, home(control + 2), word);
  enc.x87(X87MemoryOp::Fldcw, home(control + 2));
  enc.x87(X87MemoryOp::Fistp64, home(place));
  enc.x87(X87MemoryOp::Fldcw, home(control));
  frame.releaseHome(control, 8);
}

bool Selector::selectX87ToInteger(Operation *op, bool isSigned) {
  Value result = op->getResult(0);
  bool isUnsigned64 = !isSigned && bitsOf(result.getType()) > 32;
  int32_t place = frame.allocateHome(8);
  Gpr to = resultGpr(result);
  registers.lock(toReg(to));
  x87Load(op->getOperand(0));
  if (!isUnsigned64) {
    x87TruncateTo(place);
    enc.mov(8, to, home(place));
  } else {
    // From 2^63 on: less 2^63, whose bit is put back.
    Gpr top = scratchGpr();
    enc.movImm(top, 0);
    enc.x87(X87MemoryOp::Fld32, literal({0x5f000000, 0}, 4));
    enc.x87(X87StackOp::Fucomi, 1);
    Label isLarge = enc.newLabel(), convert = enc.newLabel();
    enc.jcc(Cond::BE, isLarge);
    enc.x87(X87StackOp::Fstp, 0);
    enc.jmp(convert);
    enc.bind(isLarge);
    enc.x87(X87StackOp::Fsubp, 1);
    enc.movImm(top, uint64_t(1) << 63);
    enc.bind(convert);
    x87TruncateTo(place);
    enc.mov(8, to, home(place));
    enc.alu(AluOp::Xor, 8, to, top);
  }
  frame.releaseHome(place, 8);
  define(result, to);
  return true;
}
