//===- SelectAtomics.cpp - Atomic read-modify-write, fences ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Total store order makes every locked instruction sequentially consistent,
// every load an acquire and every store a release (Intel SDM volume 3, section
// 9.2.2).
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/Selector.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::x86_64;

bool Selector::selectAtomicRMW(Operation *op) {
  auto &properties = propertiesOf<AtomicRMWOp>(op);
  Value result = op->getResult(0), operand = op->getOperand(1);
  unsigned bytes = info(result).bytes;
  bool isPlain = isa<IntegerType, PointerType>(result.getType()) &&
                 bitsOf(result.getType()) == bytes * 8;
  if (!isPlain)
    return refuse("atomicrmw of another type than an integer of 1, 2, 4 or 8 "
                  "bytes",
                  op);
  switch (properties.kind) {
  case AtomicRMWKind::Xchg: {
    Gpr reg = takeGpr(operand);
    enc.xchg(bytes, address(op->getOperand(0), Value(), Address()), reg);
    define(result, reg);
    return true;
  }
  case AtomicRMWKind::Add:
  case AtomicRMWKind::Sub: {
    Gpr reg = takeGpr(operand);
    if (properties.kind == AtomicRMWKind::Sub)
      enc.unary(UnaryOp::Neg, std::max(4u, bytes), reg);
    Mem mem = address(op->getOperand(0), Value(), Address());
    if (info(result).uses == 0)
      enc.lock().alu(AluOp::Add, bytes, mem, reg);
    else
      enc.lock().xadd(bytes, mem, reg);
    define(result, reg);
    return true;
  }
  case AtomicRMWKind::And:
  case AtomicRMWKind::Or:
  case AtomicRMWKind::Xor:
    if (info(result).uses == 0) {
      AluOp alu = properties.kind == AtomicRMWKind::And  ? AluOp::And
                  : properties.kind == AtomicRMWKind::Or ? AluOp::Or
                                                         : AluOp::Xor;
      Gpr reg = useGpr(operand);
      registers.lock(toReg(reg));
      enc.lock().alu(alu, bytes, address(op->getOperand(0), Value(), Address()),
                     reg);
      return true;
    }
    return selectCmpXchgLoop(op);
  case AtomicRMWKind::Nand:
  case AtomicRMWKind::Max:
  case AtomicRMWKind::Min:
  case AtomicRMWKind::UMax:
  case AtomicRMWKind::UMin:
    return selectCmpXchgLoop(op);
  default:
    return refuse("atomicrmw " + stringifyAtomicRMWKind(properties.kind).str(),
                  op);
  }
}

/// Reads, computes, and tries to replace until nothing came between.
bool Selector::selectCmpXchgLoop(Operation *op) {
  auto kind = propertiesOf<AtomicRMWOp>(op).kind;
  Value result = op->getResult(0);
  unsigned bytes = info(result).bytes, width = std::max(4u, bytes);
  registers.acquire(toReg(Gpr::rax));
  Gpr operand = useGpr(op->getOperand(1));
  registers.lock(toReg(operand));
  Mem mem = address(op->getOperand(0), Value(), Address());
  Gpr next = scratchGpr();
  Label again = enc.newLabel();
  loadInto(toReg(Gpr::rax), mem, bytes);
  enc.bind(again);
  switch (kind) {
  case AtomicRMWKind::And:
  case AtomicRMWKind::Nand:
  case AtomicRMWKind::Or:
  case AtomicRMWKind::Xor:
    enc.mov(width, next, Gpr::rax);
    enc.alu(kind == AtomicRMWKind::Or    ? AluOp::Or
            : kind == AtomicRMWKind::Xor ? AluOp::Xor
                                         : AluOp::And,
            width, next, operand);
    if (kind == AtomicRMWKind::Nand)
      enc.unary(UnaryOp::Not, width, next);
    break;
  default: {
    Cond keepOld = kind == AtomicRMWKind::Max    ? Cond::G
                   : kind == AtomicRMWKind::Min  ? Cond::L
                   : kind == AtomicRMWKind::UMax ? Cond::A
                                                 : Cond::B;
    enc.mov(width, next, operand);
    enc.alu(AluOp::Cmp, bytes, Gpr::rax, operand);
    enc.cmov(keepOld, width, next, Gpr::rax);
    break;
  }
  }
  enc.lock().cmpxchg(bytes, mem, next);
  enc.jcc(Cond::NE, again);
  define(result, Gpr::rax);
  return true;
}

bool Selector::selectCmpXchg(Operation *op) {
  Value old = op->getResult(0), success = op->getResult(1);
  unsigned bytes = info(old).bytes;
  if (!isa<IntegerType, PointerType>(old.getType()) ||
      bitsOf(old.getType()) != bytes * 8)
    return refuse("cmpxchg of another type than an integer of 1, 2, 4 or 8 "
                  "bytes",
                  op);
  takeInto(op->getOperand(1), Gpr::rax);
  Gpr replacement = useGpr(op->getOperand(2));
  registers.lock(toReg(replacement));
  Mem mem = address(op->getOperand(0), Value(), Address());
  enc.lock().cmpxchg(bytes, mem, replacement);
  flagsLive = true;
  Gpr flag = scratchGpr();
  enc.setcc(Cond::E, flag);
  flagsLive = false;
  define(old, Gpr::rax);
  define(success, flag, 8);
  return true;
}

bool Selector::selectFence(Operation *op) {
  auto &access = propertiesOf<FenceOp>(op).access;
  if (access.ordering == AtomicOrdering::SeqCst && !access.singleThread)
    enc.nullary(NullaryOp::Mfence);
  return true;
}
