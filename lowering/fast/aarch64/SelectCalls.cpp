//===- SelectCalls.cpp - Calls, variable arguments, the frame -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// How a call is set up:
//   1. stack arguments are stored, one after the other;
//   2. register arguments are found: each is in a register, behind an address
//      in a register, or needs no register (home, constant, address);
//   3. values that live on are saved;
//   4. the arguments move to their registers, in an order in which no source is
//      overwritten before it was read.
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

namespace {

/// A move into an argument register.
struct ArgMove {
  ValueInfo *value;
  Type type;
  Reg to;
  Reg from = Reg::None; ///< Where the value is, if in a register.
  Mem mem = {};         ///< Where it is, if `isMemory`.
  bool isMemory = false;
  ParamAbi::Extend extend;

  /// The register of the allocator's that the address needs.
  Reg base() const {
    bool isFixed = mem.base == Gpr::sp || mem.base == Gpr::x29;
    return isMemory && !isFixed ? toReg(mem.base) : Reg::None;
  }
  RegSet reads() const {
    RegSet regs;
    if (from != Reg::None)
      regs.add(from);
    if (base() != Reg::None)
      regs.add(base());
    return regs;
  }
  void rename(Reg old, Reg now) {
    if (from == old)
      from = now;
    if (base() == old)
      mem.base = toGpr(now);
  }
};

} // namespace

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
      return loadInto(to, *mem, type);
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

void Selector::passInRegisters(ArrayRef<Outgoing> args) {
  SmallVector<ArgMove, 8> pending;
  for (const Outgoing &arg : args) {
    ValueId id = idOf(arg.value);
    ValueInfo &value = analysis[id];
    ArgMove move = {&value, arg.value.getType(), arg.to, Reg::None, {},
                    false,  arg.extend};
    move.from = currentRegister(value);
    if (move.from != Reg::None) {
      use(arg.value);
      registers.lock(move.from);
    } else if (value.deferred && value.definition->getNumOperands() == 1) {
      move.mem = deferredAddress(value, Gpr::None);
      move.isMemory = true;
      if (Reg base = move.base(); base != Reg::None)
        log().hold(fast::token::base(move.to), base);
      value.deferred = false;
      registers.consume(id);
    } else if (value.deferred) {
      move.from = use(arg.value);
      registers.lock(move.from);
    } else {
      registers.consume(id);
    }
    if (value.kind != ValueKind::Undef)
      pending.push_back(move);
    else
      log().setUp(move.to);
  }
  registers.saveBeforeCall(callClobbered);
  moveArguments(pending);
}

template <typename Move>
void Selector::moveArguments(SmallVectorImpl<Move> &pending) {
  RegSet written;
  while (!pending.empty()) {
    // A move whose target no other one reads.
    size_t ready = 0;
    for (; ready < pending.size(); ++ready) {
      bool isRead = false;
      for (size_t i = 0; i < pending.size(); ++i)
        isRead |= i != ready && pending[i].reads().has(pending[ready].to);
      if (!isRead)
        break;
    }
    if (ready == pending.size()) {
      // Only a permutation of argument registers is left: copy one target away.
      Reg blocked = pending.front().to;
      RegSet others = isFpr(blocked) ? callerSavedFprs : callerSavedGprs;
      others.remove(written);
      for (Move &move : pending)
        others.remove(move.reads() | RegSet(move.to));
      Reg saved = others.first();
      if (isFpr(blocked))
        enc.movVector(16, toFpr(saved), toFpr(blocked));
      else
        enc.mov(8, toGpr(saved), toGpr(blocked));
      for (Move &move : pending)
        move.rename(blocked, saved);
      continue;
    }
    Move move = pending[ready];
    pending.erase(pending.begin() + ready);
    if (move.from != Reg::None)
      log().use(analysis.idOf(*move.value), move.from);
    else if (move.base() != Reg::None)
      log().use(fast::token::base(move.to), move.base());
    emitArgument(move.to, move.from, move.isMemory ? &move.mem : nullptr,
                 *move.value, move.type, move.extend);
    log().setUp(move.to);
    written.add(move.to);
  }
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
  constexpr uint32_t StackAlignment = 16;
  StackArea area;
  area.bytes = llvm::alignTo(places.stackBytes, StackAlignment);
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

bool Selector::selectCall(Operation *op) {
  auto call = cast<CallOp>(op);
  auto &properties = call.getProperties();
  const CallAbi &abi = convention.decode(properties.attributeList.list);
  bool isTail = properties.tail == TailKind::MustTail;
  OperandRange args = call.getArguments();
  Value indirect;
  if (!properties.callee) {
    indirect = args.front();
    args = args.drop_front();
  }
  const CallPlaces *found =
      convention.placesOf(call, abi, args.getTypes(), module.refusal);
  if (!found)
    return false;
  const CallPlaces &places = *found;
  if (isTail && (places.stackBytes > 0 || functionPlaces.stackBytes > 0))
    return refuse("musttail call with arguments on the stack", op);
  if (isTail && functionPlaces.isVariadic)
    return refuse("musttail call with variable arguments", op);
  StackArea area = openArgumentArea(places);

  SmallVector<Outgoing, 8> inRegisters;
  for (auto [arg, place] : llvm::zip_equal(args, places.args)) {
    const ParamAbi &param = abi.param(place.param);
    if (place.kind != ArgPlace::Kind::Register)
      passOnStack(arg, place, param);
    else
      inRegisters.push_back(outgoing(arg, place.reg, param));
  }
  if (indirect)
    inRegisters.push_back({indirect, toReg(secondScratch)});
  passInRegisters(inRegisters);
  log().handOver();
  if (isTail) {
    object::SymbolId callee = object::SymbolId::None;
    if (!indirect)
      callee = module.symbols[properties.callee].id;
    tailCalls.push_back({enc.newLabel(), callee});
    enc.b(tailCalls.back().exit);
  } else {
    if (indirect)
      enc.blr(secondScratch);
    else
      callSymbol(module.symbols[properties.callee]);
    callsEmitted = true;
  }
  registers.forget(callClobbered);
  closeArgumentArea(area);
  defineResults(op->getResults(), places.results);
  return true;
}

void Selector::callRuntime(StringRef name, ArrayRef<Value> args,
                           ValueRange results) {
  SmallVector<Outgoing, 4> passed;
  unsigned general = 0, floating = 0;
  for (Value arg : args) {
    bool isFloat = info(arg).bank == Bank::Float;
    Reg to = isFloat ? toReg(Fpr(floating++)) : toReg(Gpr(general++));
    passed.push_back({arg, to, ParamAbi::Extend::Zero});
  }
  passInRegisters(passed);
  log().handOver();
  callSymbol(module.symbols.runtime(name));
  callsEmitted = true;
  registers.forget(callClobbered);
  SmallVector<ArgPlace, 1> places;
  for (Value result : results) {
    ArgPlace &place = places.emplace_back();
    place.reg =
        info(result).bank == Bank::Float ? toReg(Fpr::v0) : toReg(Gpr::x0);
  }
  defineResults(results, places);
}

//===----------------------------------------------------------------------===//
// Variable arguments (AAPCS64 appendix B)
//===----------------------------------------------------------------------===//

/// The list: stack arguments, ends of the saved general and vector registers,
/// and minus the bytes that are left of these.
bool Selector::selectVaStart(Operation *op) {
  if (!functionPlaces.isVariadic)
    return refuse("va_start in a function without variable arguments", op);
  constexpr uint64_t ListBytes = 32;
  Mem list = spanAddress(op->getOperand(0), ListBytes);
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

bool Selector::selectVaEnd(Operation *op) {
  registers.consume(idOf(op->getOperand(0)));
  return true;
}

bool Selector::selectVaCopy(Operation *op) {
  constexpr uint64_t ListBytes = 32;
  Mem to = spanAddress(op->getOperand(0), ListBytes);
  Mem from = spanAddress(op->getOperand(1), ListBytes);
  copyBytes(to, from, ListBytes);
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
