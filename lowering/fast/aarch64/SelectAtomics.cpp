//===- SelectAtomics.cpp - Atomic read-modify-write, fences ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// In the way that the function's features say:
//   lse              one instruction (FEAT_LSE);
//   outline-atomics  a routine of the compiler's library, which looks at run
//                    time whether there is such an instruction;
//   else             a loop of exclusive loads and stores.
// What neither has an instruction or routine for is a loop as well. Nothing
// between the two accesses of a loop touches memory, so that it ends (Arm ARM,
// section B2.17.5).
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/Selector.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::aarch64;

static AtomicOrder orderOf(AtomicOrdering ordering) {
  switch (ordering) {
  case AtomicOrdering::Acquire:
    return AtomicOrder::Acquire;
  case AtomicOrdering::Release:
    return AtomicOrder::Release;
  case AtomicOrdering::AcqRel:
  case AtomicOrdering::SeqCst:
    return AtomicOrder::AcquireRelease;
  default:
    return AtomicOrder::Relaxed;
  }
}

static bool acquires(AtomicOrder order) {
  return order == AtomicOrder::Acquire || order == AtomicOrder::AcquireRelease;
}
static bool releases(AtomicOrder order) {
  return order == AtomicOrder::Release || order == AtomicOrder::AcquireRelease;
}

/// The weakest order that is as strong as both.
static AtomicOrder both(AtomicOrder a, AtomicOrder b) {
  return AtomicOrder(uint8_t(a) | uint8_t(b));
}

/// What LSE and its routines have an operation for; the operand is negated for
/// a difference and inverted for a conjunction.
static std::optional<AtomicOp> atomicOp(AtomicRMWKind kind) {
  switch (kind) {
  case AtomicRMWKind::Xchg:
    return AtomicOp::Swap;
  case AtomicRMWKind::Add:
  case AtomicRMWKind::Sub:
    return AtomicOp::Add;
  case AtomicRMWKind::And:
    return AtomicOp::Clr;
  case AtomicRMWKind::Or:
    return AtomicOp::Set;
  case AtomicRMWKind::Xor:
    return AtomicOp::Eor;
  case AtomicRMWKind::Max:
    return AtomicOp::Smax;
  case AtomicRMWKind::Min:
    return AtomicOp::Smin;
  case AtomicRMWKind::UMax:
    return AtomicOp::Umax;
  case AtomicRMWKind::UMin:
    return AtomicOp::Umin;
  default:
    return std::nullopt;
  }
}

static bool isMinMax(AtomicRMWKind kind) {
  return kind == AtomicRMWKind::Max || kind == AtomicRMWKind::Min ||
         kind == AtomicRMWKind::UMax || kind == AtomicRMWKind::UMin;
}

static bool isPlainInteger(Type type, unsigned bytes) {
  return isa<IntegerType, PointerType>(type) && bitsOf(type) == bytes * 8;
}

//===----------------------------------------------------------------------===//
// Read-modify-write
//===----------------------------------------------------------------------===//

bool Selector::selectAtomicRMW(Operation *op) {
  AtomicRMWKind kind = propertiesOf<AtomicRMWOp>(op).kind;
  Value result = op->getResult(0);
  if (!isPlainInteger(result.getType(), info(result).bytes))
    return refuse("atomicrmw of another type than an integer of 1, 2, 4 or 8 "
                  "bytes",
                  op);
  bool hasOp = atomicOp(kind).has_value();
  if (!hasOp && kind != AtomicRMWKind::Nand)
    return refuse("atomicrmw " + stringifyAtomicRMWKind(kind).str(), op);
  if (hasOp && features.lse)
    return atomicByInstruction(op, kind);
  if (hasOp && features.outlineAtomics && !isMinMax(kind))
    return atomicByRoutine(op, kind);
  return atomicByLoop(op, kind);
}

bool Selector::atomicByInstruction(Operation *op, AtomicRMWKind kind) {
  AtomicOrder order = orderOf(propertiesOf<AtomicRMWOp>(op).access.ordering);
  Value result = op->getResult(0), operand = op->getOperand(1);
  unsigned bytes = info(result).bytes, width = std::max(4u, bytes);
  Gpr value = useGprOrZero(operand);
  Gpr address = addressRegister(op->getOperand(0));
  Gpr to = resultGpr(result);
  if (kind == AtomicRMWKind::Sub) {
    enc.neg(width, scratch, value);
    value = scratch;
  } else if (kind == AtomicRMWKind::And) {
    enc.mvn(width, scratch, value);
    value = scratch;
  }
  enc.atomic(*atomicOp(kind), order, bytes, value, to, address);
  define(result, to, 64);
  return true;
}

/// The name of the routine: operation, bytes, order.
StringRef Selector::atomicRoutine(StringRef operation, unsigned bytes,
                                  AtomicOrder order) {
  static constexpr StringRef orders[] = {"relax", "acq", "rel", "acq_rel"};
  return module.object.intern("__aarch64_" + operation + Twine(bytes) + "_" +
                              orders[unsigned(order)]);
}

void Selector::callAtomicRoutine(StringRef name) {
  log().handOver();
  enc.bl(module.symbols.runtime(name).id);
  callsEmitted = true;
  registers.forget(callClobbered);
}

bool Selector::atomicByRoutine(Operation *op, AtomicRMWKind kind) {
  AtomicOrder order = orderOf(propertiesOf<AtomicRMWOp>(op).access.ordering);
  Value result = op->getResult(0);
  unsigned bytes = info(result).bytes, width = std::max(4u, bytes);
  AtomicOp operation = *atomicOp(kind);
  StringRef name = operation == AtomicOp::Swap  ? "swp"
                   : operation == AtomicOp::Add ? "ldadd"
                   : operation == AtomicOp::Clr ? "ldclr"
                   : operation == AtomicOp::Set ? "ldset"
                                                : "ldeor";
  passInRegisters({{op->getOperand(1), toReg(Gpr::x0)},
                   {op->getOperand(0), toReg(Gpr::x1)}});
  if (kind == AtomicRMWKind::Sub)
    enc.neg(width, Gpr::x0, Gpr::x0);
  else if (kind == AtomicRMWKind::And)
    enc.mvn(width, Gpr::x0, Gpr::x0);
  log().setUp(toReg(Gpr::x0));
  callAtomicRoutine(atomicRoutine(name, bytes, order));
  registers.lock(toReg(Gpr::x0));
  define(result, Gpr::x0);
  return true;
}

/// to = old combined with the operand, which is extended for minima and maxima.
/// `to` and x17 are free.
void Selector::combine(AtomicRMWKind kind, unsigned bytes, Gpr to, Gpr old,
                       Gpr operand) {
  unsigned width = std::max(4u, bytes);
  switch (kind) {
  case AtomicRMWKind::Xchg:
    return enc.mov(width, to, operand);
  case AtomicRMWKind::Add:
    return enc.add(width, to, old, operand);
  case AtomicRMWKind::Sub:
    return enc.sub(width, to, old, operand);
  case AtomicRMWKind::And:
    return enc.logic(LogicOp::And, width, to, old, operand);
  case AtomicRMWKind::Nand:
    enc.logic(LogicOp::And, width, to, old, operand);
    return enc.mvn(width, to, to);
  case AtomicRMWKind::Or:
    return enc.logic(LogicOp::Orr, width, to, old, operand);
  case AtomicRMWKind::Xor:
    return enc.logic(LogicOp::Eor, width, to, old, operand);
  default:
    break;
  }
  bool isSigned = kind == AtomicRMWKind::Max || kind == AtomicRMWKind::Min;
  Gpr compared = old;
  if (isSigned && bytes < 4) {
    compared = secondScratch;
    enc.signExtend(4, bytes, compared, old);
  }
  enc.cmp(width, compared, operand);
  Cond keepsOld = kind == AtomicRMWKind::Max    ? Cond::GT
                  : kind == AtomicRMWKind::Min  ? Cond::LT
                  : kind == AtomicRMWKind::UMax ? Cond::HI
                                                : Cond::LO;
  enc.csel(width, to, old, operand, keepsOld);
}

bool Selector::atomicByLoop(Operation *op, AtomicRMWKind kind) {
  AtomicOrder order = orderOf(propertiesOf<AtomicRMWOp>(op).access.ordering);
  Value result = op->getResult(0);
  unsigned bytes = info(result).bytes, width = std::max(4u, bytes);
  bool isSigned = kind == AtomicRMWKind::Max || kind == AtomicRMWKind::Min;
  Gpr operand = isMinMax(kind)
                    ? useExtended(op->getOperand(1), isSigned, 8 * width)
                    : useGprOrZero(op->getOperand(1));
  Gpr address = addressRegister(op->getOperand(0));
  Gpr old = earlyResultGpr(result, {operand, address});
  Label again = enc.newLabel();
  enc.bind(again);
  enc.ldxr(bytes, old, address, acquires(order));
  combine(kind, bytes, scratch, old, operand);
  enc.stxr(bytes, secondScratch, scratch, address, releases(order));
  enc.cbnz(4, secondScratch, again);
  define(result, old, 64);
  return true;
}

//===----------------------------------------------------------------------===//
// Compare and exchange
//===----------------------------------------------------------------------===//

bool Selector::selectCmpXchg(Operation *op) {
  auto &properties = propertiesOf<CmpXchgOp>(op);
  Value old = op->getResult(0);
  if (!isPlainInteger(old.getType(), info(old).bytes))
    return refuse("cmpxchg of another type than an integer of 1, 2, 4 or 8 "
                  "bytes",
                  op);
  AtomicOrder order = both(orderOf(properties.access.ordering),
                           orderOf(properties.failureOrdering));
  if (!features.lse && features.outlineAtomics)
    return exchangeByRoutine(op, order);
  unsigned bytes = info(old).bytes, width = std::max(4u, bytes);
  Gpr expected = useExtended(op->getOperand(1), /*isSigned=*/false, 8 * width);
  Gpr replacement = useGprOrZero(op->getOperand(2));
  Gpr address = addressRegister(op->getOperand(0));
  Gpr to = earlyResultGpr(old, {expected, replacement, address});
  Gpr flag = scratchGpr();
  if (features.lse) {
    enc.mov(width, to, expected);
    enc.cas(order, bytes, to, replacement, address);
    enc.cmp(width, to, expected);
  } else {
    Label again = enc.newLabel(), end = enc.newLabel();
    enc.bind(again);
    enc.ldxr(bytes, to, address, acquires(order));
    enc.cmp(width, to, expected);
    enc.b(Cond::NE, end);
    enc.stxr(bytes, scratch, replacement, address, releases(order));
    enc.cbnz(4, scratch, again);
    enc.bind(end);
  }
  enc.cset(4, flag, Cond::EQ);
  define(old, to, 64);
  define(op->getResult(1), flag, 64);
  return true;
}

bool Selector::exchangeByRoutine(Operation *op, AtomicOrder order) {
  Value expected = op->getOperand(1), old = op->getResult(0);
  unsigned bytes = info(old).bytes, width = std::max(4u, bytes);
  // Needed once more behind the call.
  if (ValueInfo &value = info(expected); value.kind == ValueKind::Computed) {
    if (value.deferred) {
      ++value.uses;
      registers.use(idOf(expected));
    }
    ++value.uses;
  }
  passInRegisters({{expected, toReg(Gpr::x0)},
                   {op->getOperand(2), toReg(Gpr::x1)},
                   {op->getOperand(0), toReg(Gpr::x2)}});
  callAtomicRoutine(atomicRoutine("cas", bytes, order));
  registers.lock(toReg(Gpr::x0));
  Gpr wanted = useExtended(expected, /*isSigned=*/false, 8 * width);
  Gpr flag = scratchGpr();
  if (bytes >= 4)
    enc.cmp(width, wanted, Gpr::x0);
  else if (wanted != Gpr::zr)
    enc.addSubExtended(AddSubOp::Subs, 4, Gpr::zr, wanted, Gpr::x0,
                       bytes == 1 ? Extend::UXTB : Extend::UXTH);
  else
    enc.logicImm(
        LogicOp::Ands, 4, Gpr::zr, Gpr::x0,
        *LogicalImm::of(4, llvm::maskTrailingOnes<uint32_t>(8 * bytes)));
  enc.cset(4, flag, Cond::EQ);
  define(old, Gpr::x0);
  define(op->getResult(1), flag, 64);
  return true;
}

//===----------------------------------------------------------------------===//
// Fences
//===----------------------------------------------------------------------===//

bool Selector::selectFence(Operation *op) {
  auto &access = propertiesOf<FenceOp>(op).access;
  if (access.singleThread)
    return true;
  enc.dmb(access.ordering == AtomicOrdering::Acquire ? BarrierScope::InnerLoads
                                                     : BarrierScope::Inner);
  return true;
}
