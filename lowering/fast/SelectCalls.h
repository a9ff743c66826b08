//===- SelectCalls.h - Calls, whatever the target ---------------*- C++ -*-===//
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

#ifndef SHUNT_LOWERING_FAST_SELECTCALLS_H
#define SHUNT_LOWERING_FAST_SELECTCALLS_H

#include "lowering/fast/SharedSelector.h"
#include "llvm/ADT/STLExtras.h"

namespace shunt::fast {

/// A move into an argument register.
template <typename Target> struct SharedSelector<Target>::ArgMove {
  ValueInfo *value;
  mlir::Type type;
  Reg to;
  ParamAbi::Extend extend;
  Reg from = Reg::None; ///< Where the value is, if in a register.
  bool isMemory = false;
  typename Target::MemoryOperand memory = {}; ///< Where it is, if so.

  /// The register that the address needs, or None.
  Reg base() const { return isMemory ? Target::baseOf(memory) : Reg::None; }
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
      Target::setBase(memory, now);
  }
};

template <typename Target>
void SharedSelector<Target>::passInRegisters(llvm::ArrayRef<Outgoing> args) {
  llvm::SmallVector<ArgMove, 8> pending;
  for (const Outgoing &arg : args) {
    ValueId id = idOf(arg.value);
    ValueInfo &value = analysis[id];
    ArgMove move = {&value, arg.value.getType(), arg.to, arg.extend};
    move.from = currentRegister(value);
    if (move.from != Reg::None) {
      use(arg.value);
      registers.lock(move.from);
    } else if (value.deferred && value.definition->getNumOperands() == 1) {
      move.memory = self().argumentAddress(value);
      move.isMemory = true;
      if (Reg base = move.base(); base != Reg::None)
        log().hold(token::base(move.to), base);
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
  registers.saveBeforeCall(Target::clobberedByCalls);
  moveArguments(pending);
}

template <typename Target>
void SharedSelector<Target>::moveArguments(
    llvm::SmallVectorImpl<ArgMove> &pending) {
  // Mostly no one reads what one before it writes.
  RegSet readLater;
  bool isOrdered = true;
  for (const ArgMove &move : llvm::reverse(pending)) {
    isOrdered &= !readLater.has(move.to);
    readLater.add(move.reads());
  }
  if (isOrdered) {
    for (const ArgMove &move : pending)
      emitMove(move);
    return;
  }
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
      RegSet busy = written;
      for (const ArgMove &move : pending)
        busy.add(move.reads() | RegSet(move.to));
      Reg blocked = pending.front().to;
      Reg saved = self().setAside(blocked, busy);
      for (ArgMove &move : pending)
        move.rename(blocked, saved);
      continue;
    }
    ArgMove move = pending[ready];
    pending.erase(pending.begin() + ready);
    emitMove(move);
    written.add(move.to);
  }
}

template <typename Target>
void SharedSelector<Target>::emitMove(const ArgMove &move) {
  if (move.from != Reg::None)
    log().use(analysis.idOf(*move.value), move.from);
  else if (move.base() != Reg::None)
    log().use(token::base(move.to), move.base());
  self().emitArgument(move.to, move.from,
                      move.isMemory ? &move.memory : nullptr, *move.value,
                      move.type, move.extend);
  log().setUp(move.to);
}

template <typename Target>
bool SharedSelector<Target>::selectCall(mlir::Operation *op) {
  auto call = llvm::cast<CallOp>(op);
  auto &properties = call.getProperties();
  const CallAbi &abi = self().convention.decode(properties.attributeList.list);
  bool isTail = properties.tail == TailKind::MustTail;
  mlir::OperandRange args = call.getArguments();
  mlir::Value indirect;
  if (!properties.callee) {
    indirect = args.front();
    args = args.drop_front();
  }
  const CallPlaces *found =
      self().convention.placesOf(call, abi, args.getTypes(), module.refusal);
  if (!found)
    return false;
  const CallPlaces &places = *found;
  if (isTail && (places.stackBytes > 0 || functionPlaces.stackBytes > 0))
    return refuse("musttail call with arguments on the stack", op);
  if (isTail && functionPlaces.isVariadic)
    return refuse("musttail call with variable arguments", op);
  auto area = self().openArgumentArea(places);

  llvm::SmallVector<Outgoing, 8> inRegisters;
  for (auto [arg, place] : llvm::zip_equal(args, places.args)) {
    const ParamAbi &param = abi.param(place.param);
    if (place.kind != ArgPlace::Kind::Register)
      self().passOnStack(arg, place, param);
    else
      inRegisters.push_back(self().outgoing(arg, place.reg, param));
  }
  if (indirect)
    inRegisters.push_back({indirect, Target::indirectCallee});
  passInRegisters(inRegisters);
  self().finishArguments(places);
  log().handOver();
  const SymbolInfo *callee =
      indirect ? nullptr : &module.symbols[properties.callee];
  if (isTail) {
    self().emitTailCall(callee);
    recorder.noteTailCall();
  } else {
    self().emitCall(callee, abi);
    callsEmitted = true;
  }
  registers.forget(Target::clobberedByCalls);
  self().closeArgumentArea(area);
  // LLVM's callees leave the upper bits of narrow results undefined, whatever
  // the attribute says, so nothing is known of them.
  self().defineResults(op->getResults(), places.results);
  return true;
}

template <typename Target>
void SharedSelector<Target>::callRuntime(llvm::StringRef name,
                                         llvm::ArrayRef<mlir::Value> args,
                                         mlir::ValueRange results) {
  llvm::SmallVector<Outgoing, 4> passed;
  unsigned used[2] = {};
  for (mlir::Value arg : args) {
    Bank bank = info(arg).bank;
    Reg to = Target::routineArgument(bank, used[bank == Bank::Float]++);
    passed.push_back({arg, to, ParamAbi::Extend::Zero});
  }
  passInRegisters(passed);
  log().handOver();
  self().callSymbol(module.symbols.runtime(name));
  callsEmitted = true;
  registers.forget(Target::clobberedByCalls);
  llvm::SmallVector<ArgPlace, 1> places;
  for (mlir::Value result : results)
    places.emplace_back().reg = Target::routineResult(info(result).bank);
  self().defineResults(results, places);
}

template <typename Target>
bool SharedSelector<Target>::selectVaEnd(mlir::Operation *op) {
  consumeOperands(op);
  return true;
}

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_SELECTCALLS_H
