//===- SelectCalls.cpp - Calls, variable arguments, the frame -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/Selector.h"
#include "llvm/BinaryFormat/ELF.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::x86_64;
namespace elf = llvm::ELF;

//===----------------------------------------------------------------------===//
// Arguments
//===----------------------------------------------------------------------===//

/// Moves one argument to its register. Narrow ones are extended to 32 bits
/// where the attribute says so.
void Selector::emitArgument(Reg to, Reg from, const Mem *mem, ValueInfo &value,
                            Type type, ParamAbi::Extend extension) {
  bool extends = extension != ParamAbi::Extend::None &&
                 isa<IntegerType>(type) && bitsOf(type) < 32;
  bool isSigned = extension == ParamAbi::Extend::Sign;
  if (!extends) {
    if (from != Reg::None)
      return from == to ? void() : copy(to, from, value);
    if (mem)
      return loadInto(to, *mem, value.bytes);
    return materialize(to, value);
  }
  Gpr reg = toGpr(to);
  unsigned bits = bitsOf(type);
  if (value.kind == ValueKind::Constant) {
    uint64_t constant = propertiesOf<ConstantOp>(value.definition).bits.low;
    int64_t extended =
        isSigned ? llvm::SignExtend64(constant, bits) : int64_t(constant);
    if (extended == 0)
      return enc.zero(reg);
    return enc.movImm(reg, uint32_t(extended));
  }
  bool oneMove = bits == 8 || bits == 16;
  if (oneMove && from != Reg::None) {
    if (isSigned)
      enc.movsx(4, bits / 8, reg, toGpr(from));
    else
      enc.movzx(bits / 8, reg, toGpr(from));
    return;
  }
  if (oneMove && mem) {
    if (isSigned)
      enc.movsx(4, bits / 8, reg, *mem);
    else
      enc.movzx(bits / 8, reg, *mem);
    return;
  }
  bool isByteZero =
      bits == 1 && !isSigned && value.zeroTo >= 8 && from != Reg::None;
  if (isByteZero)
    return enc.movzx(1, reg, toGpr(from));
  emitArgument(to, from, mem, value, type, ParamAbi::Extend::None);
  extend(reg, bits, isSigned, 32);
}

Reg Selector::setAside(Reg reg, RegSet busy) {
  RegSet free = isXmm(reg) ? allXmms : setOf({Gpr::rax, Gpr::r10});
  Reg to = (free - busy).first();
  if (isXmm(reg))
    enc.sseMove(SseMoveOp::Movaps, toXmm(to), toXmm(reg));
  else
    enc.mov(8, toGpr(to), toGpr(reg));
  return to;
}

void Selector::passOnStack(Value value, const ArgPlace &place,
                           const ParamAbi &abi) {
  RegSet before = registers.lockedRegisters();
  Mem to = Mem::at(Gpr::rsp, int32_t(place.offset));
  ValueInfo &arg = info(value);
  if (place.kind == ArgPlace::Kind::Byval) {
    copyByval(to, value, abi.byvalSize);
  } else if (arg.bank == Bank::Memory) {
    x87Load(value);
    enc.x87(X87MemoryOp::Fstp80, to);
  } else if (auto imm = immediateOf(value); imm && arg.bytes >= 4) {
    enc.movImm(8, to, arg.bytes == 8 ? *imm : *imm);
    registers.consume(idOf(value));
  } else if (arg.bank == Bank::General && arg.bytes < 4 &&
             abi.extend != ParamAbi::Extend::None) {
    Gpr reg = takeExtended(value, abi.extend == ParamAbi::Extend::Sign, 32);
    enc.mov(8, to, reg);
  } else if (arg.kind != ValueKind::Undef) {
    Reg reg = use(value);
    if (isXmm(reg))
      storeFrom(to, reg, arg.bytes);
    else
      enc.mov(8, to, toGpr(reg));
  } else {
    registers.consume(idOf(value));
  }
  registers.unlockTo(before);
}

/// A struct passed by value: its bytes go to the argument area.
void Selector::copyByval(Mem to, Value pointer, uint64_t size) {
  constexpr uint64_t MostMoves = 128;
  if (size <= MostMoves)
    return copyBytes(to, address(pointer, Value(), Address()), size);
  for (Gpr reg : {Gpr::rdi, Gpr::rsi, Gpr::rcx})
    registers.acquire(toReg(reg));
  enc.lea(8, Gpr::rsi, address(pointer, Value(), Address()));
  enc.lea(8, Gpr::rdi, to);
  enc.movImm(Gpr::rcx, size);
  enc.rep(RepOp::Movsb);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

/// `isTail`: by a jump.
void Selector::callSymbol(const fast::SymbolInfo &symbol, bool isTail) {
  if (module.options.noPlt && !symbol.dsoLocal) {
    Mem entry = Mem::rip(symbol.id, elf::R_X86_64_GOTPCRELX);
    isTail ? enc.jmp(entry) : enc.call(entry);
  } else {
    isTail ? enc.jmp(symbol.id) : enc.call(symbol.id);
  }
}

void Selector::defineResults(ValueRange results, ArrayRef<ArgPlace> places) {
  for (const ArgPlace &place : places)
    if (place.kind == ArgPlace::Kind::Register)
      registers.lock(place.reg);
  for (auto [result, place] : llvm::zip_equal(results, places)) {
    if (place.kind == ArgPlace::Kind::FloatStack) {
      if (info(result).uses > 0)
        x87Store(result);
      else
        enc.x87(X87StackOp::Fstp, 0);
    } else {
      registers.define(idOf(result), place.reg);
    }
  }
}

/// The area for stack arguments: at the frame's end, or below a stack pointer
/// that is moved for this call, where allocas move it anyway or where it has to
/// be aligned to more than it is.
Selector::StackArea Selector::openArgumentArea(const CallPlaces &places) {
  constexpr uint32_t StackAlignment = 16;
  StackArea area;
  area.bytes = llvm::alignTo(places.stackBytes, StackAlignment);
  bool isOveraligned = places.stackAlignment > StackAlignment;
  area.movesStack =
      area.bytes > 0 && (analysis.hasDynamicStack() || isOveraligned);
  if (!area.movesStack) {
    outgoingBytes = std::max(outgoingBytes, area.bytes);
    return area;
  }
  if (isOveraligned) {
    area.savedPointer = frame.allocateHome(8);
    enc.mov(8, home(area.savedPointer), Gpr::rsp);
  }
  enc.aluImm(AluOp::Sub, 8, Gpr::rsp, int32_t(area.bytes));
  if (isOveraligned)
    enc.aluImm(AluOp::And, 8, Gpr::rsp, -int32_t(places.stackAlignment));
  return area;
}

void Selector::closeArgumentArea(const StackArea &area) {
  if (!area.movesStack)
    return;
  if (area.savedPointer == 0)
    return enc.aluImm(AluOp::Add, 8, Gpr::rsp, int32_t(area.bytes));
  enc.mov(8, Gpr::rsp, home(area.savedPointer));
  frame.releaseHome(area.savedPointer, 8);
}

/// psABI section 3.2.3: al is a bound on the vector registers used.
void Selector::finishArguments(const CallPlaces &places) {
  if (!places.isVariadic)
    return;
  if (places.floatUsed == 0)
    enc.zero(Gpr::rax);
  else
    enc.movImm(Gpr::rax, places.floatUsed);
}

void Selector::emitCall(const fast::SymbolInfo *callee, const CallAbi &) {
  if (callee)
    callSymbol(*callee);
  else
    enc.call(toGpr(indirectCallee));
  noteCall();
}

void Selector::emitTailCall(const fast::SymbolInfo *callee) {
  leaveForTailCall();
  if (callee)
    callSymbol(*callee, /*isTail=*/true);
  else
    enc.jmp(toGpr(indirectCallee));
  tailCalls.back().end = enc.offset();
}

//===----------------------------------------------------------------------===//
// Vectors at calls: through memory
//===----------------------------------------------------------------------===//

bool Selector::selectBuildVector(Operation *op) {
  Value result = op->getResult(0);
  unsigned bytes = elementBytes(op, result);
  if (!bytes)
    return false;
  int32_t place = frame.allocateHome(16);
  for (auto [i, element] : llvm::enumerate(op->getOperands())) {
    if (info(element).kind == ValueKind::Undef)
      continue;
    RegSet before = registers.lockedRegisters();
    storeFrom(home(place + int32_t(i * bytes)), use(element),
              info(element).bytes);
    registers.unlockTo(before);
  }
  Xmm to = resultXmm(result);
  loadInto(toReg(to), home(place), info(result).bytes);
  frame.releaseHome(place, 16);
  define(result, to);
  return true;
}

bool Selector::selectSplitVector(Operation *op) {
  Value vector = op->getOperand(0);
  unsigned bytes = elementBytes(op, vector);
  if (!bytes)
    return false;
  int32_t place = frame.allocateHome(16);
  storeFrom(home(place), use(vector), info(vector).bytes);
  for (auto [i, element] : llvm::enumerate(op->getResults())) {
    if (info(element).uses == 0)
      continue;
    RegSet before = registers.lockedRegisters();
    Reg to = registers.scratch(info(element).bank);
    loadInto(to, home(place + int32_t(i * bytes)), info(element).bytes);
    registers.define(idOf(element), to);
    registers.unlockTo(before);
  }
  frame.releaseHome(place, 16);
  return true;
}

//===----------------------------------------------------------------------===//
// Variable arguments (psABI section 3.5.7)
//===----------------------------------------------------------------------===//

bool Selector::selectVaStart(Operation *op) {
  if (!functionPlaces.isVariadic)
    return refuse("va_start in a function without variable arguments", op);
  auto field = [&](int32_t offset) {
    return address(op->getOperand(0), Value(), {offset, 1});
  };
  // One use, several addresses.
  ValueInfo &list = info(op->getOperand(0));
  if (list.kind == ValueKind::Computed)
    list.uses += 3;
  enc.movImm(4, field(0), 8 * functionPlaces.generalUsed);
  enc.movImm(4, field(4), 48 + 16 * functionPlaces.floatUsed);
  Gpr reg = scratchGpr();
  enc.lea(8, reg, home(16 + int32_t(functionPlaces.stackBytes)));
  enc.mov(8, field(8), reg);
  enc.lea(8, reg, home(variadicArea));
  enc.mov(8, field(16), reg);
  return true;
}

bool Selector::selectVaCopy(Operation *op) {
  constexpr uint64_t VaListBytes = 24;
  Mem to = address(op->getOperand(0), Value(), Address());
  Mem from = address(op->getOperand(1), Value(), Address());
  copyBytes(to, from, VaListBytes);
  return true;
}

//===----------------------------------------------------------------------===//
// The frame and the processor
//===----------------------------------------------------------------------===//

bool Selector::selectStackSave(Operation *op) {
  Gpr to = resultGpr(op->getResult(0));
  enc.mov(8, to, Gpr::rsp);
  define(op->getResult(0), to);
  return true;
}

bool Selector::selectStackRestore(Operation *op) {
  enc.mov(8, Gpr::rsp, useGpr(op->getOperand(0)));
  return true;
}

/// Level n: n times what rbp points to.
bool Selector::selectFrameAddress(Operation *op) {
  Gpr to = resultGpr(op->getResult(0));
  enc.mov(8, to, Gpr::rbp);
  for (uint32_t i = 0; i < propertiesOf<FrameAddressOp>(op).level; ++i)
    enc.mov(8, to, Mem::at(to));
  define(op->getResult(0), to);
  return true;
}

bool Selector::selectReturnAddress(Operation *op) {
  Gpr to = resultGpr(op->getResult(0));
  Gpr frameRegister = Gpr::rbp;
  for (uint32_t i = 0; i < propertiesOf<ReturnAddressOp>(op).level; ++i) {
    enc.mov(8, to, Mem::at(frameRegister));
    frameRegister = to;
  }
  enc.mov(8, to, Mem::at(frameRegister, 8));
  define(op->getResult(0), to);
  return true;
}

bool Selector::selectReadCycleCounter(Operation *op) {
  registers.acquire(toReg(Gpr::rax));
  registers.acquire(toReg(Gpr::rdx));
  enc.nullary(NullaryOp::Rdtsc);
  enc.shiftImm(ShiftOp::Shl, 8, Gpr::rdx, 32);
  enc.alu(AluOp::Or, 8, Gpr::rax, Gpr::rdx);
  define(op->getResult(0), Gpr::rax);
  return true;
}

bool Selector::selectIntrinsic(Operation *op) {
  StringRef name = cast<IntrinsicOp>(op).getName();
  if (name.starts_with("llvm.scmp.") || name.starts_with("llvm.ucmp."))
    if (isa<IntegerType>(op->getOperand(0).getType()))
      return selectThreeWay(op, name.starts_with("llvm.scmp."));
  if (name == "llvm.x86.rdtsc")
    return selectReadCycleCounter(op);
  return refuse("call to " + name.str(), op);
}
