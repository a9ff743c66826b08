//===- SelectCalls.cpp - Calls, variable arguments, the frame -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/Selector.h"
#include "llvm/BinaryFormat/ELF.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::aarch64;

//===----------------------------------------------------------------------===//
// Arguments
//===----------------------------------------------------------------------===//

/// A value for `to`. AAPCS64 6.4.2 leaves the upper bits of narrow ones to
/// whoever reads them, but a bool is a whole byte.
Selector::Outgoing Selector::outgoing(Value value, Reg to,
                                      const ParamAbi &abi) {
  Outgoing result = {value, to, abi.extend};
  Type type = value.getType();
  bool isBool = isa<IntegerType>(type) && bitsOf(type) == 1;
  if (isBool && abi.extend == ParamAbi::Extend::None)
    result.extend = ParamAbi::Extend::Zero;
  return result;
}

/// Moves one argument to its register. Narrow ones are extended to 32 bits
/// where the attribute says so.
void Selector::emitArgument(Reg to, Reg from, const Mem *mem, ValueInfo &value,
                            Type type, ParamAbi::Extend extension) {
  bool extends = extension != ParamAbi::Extend::None &&
                 isa<IntegerType>(type) && bitsOf(type) < 32;
  if (!extends) {
    if (from != Reg::None)
      return from == to ? void() : copy(to, from, value);
    if (mem)
      return loadInto(to, *mem, value.bytes);
    return materialize(to, value);
  }
  Gpr reg = toGpr(to);
  unsigned bits = bitsOf(type);
  bool isSigned = extension == ParamAbi::Extend::Sign;
  if (value.kind == ValueKind::Constant) {
    uint64_t constant = propertiesOf<ConstantOp>(value.definition).bits.low;
    if (isSigned)
      constant = uint64_t(llvm::SignExtend64(constant, bits));
    return enc.movImm(4, reg, constant);
  }
  if (mem && (bits == 8 || bits == 16)) {
    if (isSigned)
      return enc.ldrs(4, bits / 8, reg, *mem);
    return enc.ldr(bits / 8, reg, *mem);
  }
  if (from == Reg::None) {
    emitArgument(to, from, mem, value, type, ParamAbi::Extend::None);
    from = to;
  }
  if (!isSigned && value.zeroTo >= 32)
    return from == to ? void() : copy(to, from, value);
  extend(reg, toGpr(from), bits, isSigned, 32);
}

Reg Selector::setAside(Reg reg, RegSet busy) {
  RegSet free = isFpr(reg) ? callerSavedFprs : callerSavedGprs;
  Reg to = (free - busy).first();
  if (isFpr(reg))
    enc.movVector(16, toFpr(to), toFpr(reg));
  else
    enc.mov(8, toGpr(to), toGpr(reg));
  return to;
}

void Selector::passOnStack(Value value, const ArgPlace &place,
                           const ParamAbi &abi) {
  RegSet before = registers.lockedRegisters();
  ValueInfo &arg = info(value);
  if (arg.kind == ValueKind::Undef)
    return registers.consume(idOf(value));
  Place to = {Gpr::sp, place.offset};
  if (arg.bank == Bank::Float) {
    Fpr reg = useFpr(value);
    enc.str(arg.bytes, reg, legalize(to, arg.bytes, scratch));
  } else {
    // A whole place of 8 bytes, so that nothing depends on the width.
    ParamAbi::Extend how = outgoing(value, Reg::None, abi).extend;
    Gpr reg = how == ParamAbi::Extend::None || arg.bytes >= 4
                  ? useGprOrZero(value)
                  : useExtended(value, how == ParamAbi::Extend::Sign, 32);
    enc.str(8, reg, legalize(to, 8, scratch));
  }
  registers.unlockTo(before);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

void Selector::callSymbol(const fast::SymbolInfo &symbol) {
  if (module.options.noPlt && !symbol.dsoLocal) {
    enc.adrp(scratch, symbol.id, llvm::ELF::R_AARCH64_ADR_GOT_PAGE);
    enc.ldr(
        8, scratch,
        Mem::low12(scratch, symbol.id, llvm::ELF::R_AARCH64_LD64_GOT_LO12_NC));
    return enc.blr(scratch);
  }
  enc.bl(symbol.id);
}

void Selector::defineResults(ValueRange results, ArrayRef<ArgPlace> places) {
  for (const ArgPlace &place : places)
    registers.lock(place.reg);
  for (auto [result, place] : llvm::zip_equal(results, places))
    registers.define(idOf(result), place.reg);
}

/// The area for stack arguments: at the frame's end, or below a stack pointer
/// that is moved for this call where allocas move it anyway.
Selector::StackArea Selector::openArgumentArea(const CallPlaces &places) {
  constexpr uint32_t stackAlignment = 16;
  StackArea area;
  area.bytes = llvm::alignTo(places.stackBytes, stackAlignment);
  area.movesStack = area.bytes > 0 && analysis.hasDynamicStack();
  if (area.movesStack)
    enc.addImm(8, Gpr::sp, Gpr::sp, -int64_t(area.bytes), scratch);
  else
    outgoingBytes = std::max(outgoingBytes, area.bytes);
  return area;
}

void Selector::closeArgumentArea(const StackArea &area) {
  if (area.movesStack)
    enc.addImm(8, Gpr::sp, Gpr::sp, area.bytes, scratch);
}

void Selector::emitCall(const fast::SymbolInfo *callee, const CallAbi &abi) {
  if (callee)
    callSymbol(*callee);
  else
    enc.blr(toGpr(indirectCallee));
  noteCall();
  if (abi.returnsTwice && protection.targets && protection.marksSecondReturns)
    enc.hint(HintOp::BtiJ);
}

void Selector::emitTailCall(const fast::SymbolInfo *callee) {
  tailCalls.push_back(
      {enc.newLabel(), callee ? callee->id : object::SymbolId::None});
  enc.b(tailCalls.back().exit);
}

//===----------------------------------------------------------------------===//
// Vectors at calls
//===----------------------------------------------------------------------===//

bool Selector::selectBuildVector(Operation *op) {
  Value result = op->getResult(0);
  unsigned bytes = elementBytes(op, result);
  if (!bytes)
    return false;
  Fpr to = scratchFpr();
  bool isFirst = true;
  for (auto [i, element] : llvm::enumerate(op->getOperands())) {
    ValueInfo &value = info(element);
    if (value.kind == ValueKind::Undef)
      continue;
    RegSet before = registers.lockedRegisters();
    if (isFirst)
      enc.zero(to);
    isFirst = false;
    if (value.bank == Bank::Float)
      enc.ins(bytes, to, i, useFpr(element), 0);
    else
      enc.ins(bytes, to, i, useGprOrZero(element));
    registers.unlockTo(before);
  }
  define(result, to);
  return true;
}

bool Selector::selectSplitVector(Operation *op) {
  Value vector = op->getOperand(0);
  unsigned bytes = elementBytes(op, vector);
  if (!bytes)
    return false;
  Fpr from = useFpr(vector);
  for (auto [i, element] : llvm::enumerate(op->getResults())) {
    ValueInfo &value = info(element);
    if (value.uses == 0)
      continue;
    RegSet before = registers.lockedRegisters();
    Reg to = registers.scratch(value.bank);
    if (isFpr(to))
      enc.movElement(bytes, toFpr(to), from, i);
    else
      enc.umov(bytes, toGpr(to), from, i);
    registers.define(idOf(element), to, isFpr(to) ? 0 : 64);
    registers.unlockTo(before);
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Variable arguments (AAPCS64 appendix B)
//===----------------------------------------------------------------------===//

/// The list: stack arguments, ends of the saved general and vector registers,
/// and minus the bytes that are left of these.
bool Selector::selectVaStart(Operation *op) {
  if (!functionPlaces.isVariadic)
    return refuse("va_start in a function without variable arguments", op);
  constexpr uint64_t listBytes = 32;
  Mem list = spanAddress(op->getOperand(0), listBytes);
  enc.ldr(8, scratch, home(variadicStack, 8));
  enc.str(8, scratch, list);
  enc.addImm(8, scratch, frameBase, variadicGprs, scratch);
  enc.str(8, scratch, list.plus(8));
  enc.addImm(8, scratch, frameBase, variadicFprs, scratch);
  enc.str(8, scratch, list.plus(16));
  enc.movImm(4, scratch,
             -uint64_t(8 * (argumentRegisters - functionPlaces.generalUsed)));
  enc.str(4, scratch, list.plus(24));
  enc.movImm(4, scratch,
             -uint64_t(16 * (argumentRegisters - functionPlaces.floatUsed)));
  enc.str(4, scratch, list.plus(28));
  return true;
}

bool Selector::selectVaCopy(Operation *op) {
  constexpr uint64_t listBytes = 32;
  Mem to = spanAddress(op->getOperand(0), listBytes);
  Mem from = spanAddress(op->getOperand(1), listBytes);
  copyBytes(to, from, listBytes);
  return true;
}

//===----------------------------------------------------------------------===//
// The frame and the processor
//===----------------------------------------------------------------------===//

bool Selector::selectStackSave(Operation *op) {
  Gpr to = resultGpr(op->getResult(0));
  enc.movSp(to, Gpr::sp);
  define(op->getResult(0), to);
  return true;
}

bool Selector::selectStackRestore(Operation *op) {
  enc.movSp(Gpr::sp, useGpr(op->getOperand(0)));
  return true;
}

/// Level n: n times what x29 points to.
bool Selector::selectFrameAddress(Operation *op) {
  Gpr to = resultGpr(op->getResult(0));
  uint32_t level = propertiesOf<FrameAddressOp>(op).level;
  if (level == 0)
    enc.movSp(to, Gpr::x29);
  else
    enc.ldr(8, to, Mem::at(Gpr::x29));
  for (uint32_t i = 1; i < level; ++i)
    enc.ldr(8, to, Mem::at(to));
  define(op->getResult(0), to);
  return true;
}

/// Without the signature that pointer authentication may have put into it: the
/// hint that takes it off works on x30, which the frame record has a copy of.
bool Selector::selectReturnAddress(Operation *op) {
  Gpr to = resultGpr(op->getResult(0));
  Gpr record = Gpr::x29;
  for (uint32_t i = 0; i < propertiesOf<ReturnAddressOp>(op).level; ++i) {
    enc.ldr(8, to, Mem::at(record));
    record = to;
  }
  enc.ldr(8, Gpr::x30, Mem::at(record, 8));
  enc.hint(HintOp::Xpaclri);
  enc.mov(8, to, Gpr::x30);
  define(op->getResult(0), to);
  return true;
}

bool Selector::selectReadCycleCounter(Operation *op) {
  Gpr to = resultGpr(op->getResult(0));
  enc.mrs(to, SystemReg::CntvctEl0);
  define(op->getResult(0), to);
  return true;
}

bool Selector::selectIntrinsic(Operation *op) {
  StringRef name = cast<IntrinsicOp>(op).getName();
  if (name.starts_with("llvm.scmp.") || name.starts_with("llvm.ucmp."))
    if (isa<IntegerType>(op->getOperand(0).getType()))
      return selectThreeWay(op, name.starts_with("llvm.scmp."));
  return refuse("call to " + name.str(), op);
}
