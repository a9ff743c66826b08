//===- SharedSelector.h - What targets select alike -------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The operations that all targets with registers select in the same way. It
// names no instruction: that do members of `Target`, the target's Selector,
// which derives from this class and has it as a friend. They are bound
// statically, so that a branch or a call costs no more than in the target's own
// code.
//
// A member is defined in the header that is called after the target's file with
// the same job: SelectInteger.h, SelectMemory.h, SelectControl.h,
// SelectCalls.h. The target's Selector.cpp instantiates the class from them.
//
// What `Target` provides, besides fast::Moves and the entry of SelectorBase:
//
//   convention               its CallingConvention
//   readAttributes(list)     sets what a function's own attributes say
//   beginFunction()          forgets what it knows of the last function
//   noteFrame()              tells the recorder where things lie in the frame
//   emitEpilogue(), buildPrologue(bytes, events), addUnwindEvents(events, size)
//   frameBytes()             of the whole frame
//   checkAllocation()        proves the allocation
//
//   selectDivision(op, isSigned, remainder)
//   takeExtended(value, isSigned, toBits, into)
//   storeToMemory(op)        a store whose target is no pinned slot
//
//   Condition                what decides a branch
//   branchCondition(value)   the condition that an i1 is set
//   compareForBranch(lhs, rhs, predicate)
//   compareFloats(lhs, rhs, predicate)
//   inverted(condition), jumpIf(condition, label), jump(label), jump(reg)
//   jumpIfEqual(reg, width, constant, temporary, label)
//   jumpIfGreaterEqual(reg, width, constant, temporary, label)   of signed ones
//   usesJumpTables()         if false, switches only compare
//   checkTableIndex(reg, width, first, span, temporary, label)
//                            temporary = reg - first, which goes to `label` if
//                            it is above `span`
//   tableTarget(reg, temporary, table)
//                            the register with the target's address; both may
//                            be overwritten
//   markLanding()            what an indirect jump must find here
//
//   MemoryOperand            of instructions
//   baseOf(memory), setBase(memory, reg)
//                            its register of the allocator's, or None
//   argumentAddress(value)   the operand of a deferred load that stays as it is
//                            while registers are saved
//   outgoing(value, to, abi) how a value is extended
//   emitArgument(to, from, memory, value, type, extension)
//   passOnStack(value, place, abi)
//   clobberedByCalls
//   setAside(reg, busy)      copies all of it to another one of these
//   openArgumentArea(places), closeArgumentArea(area)
//   finishArguments(places)  what a callee expects beside arguments
//   indirectCallee           the register of a callee that isn't a symbol
//   emitCall(callee, abi), emitTailCall(callee)
//                            null: what indirectCallee has
//   callSymbol(symbol)       of a routine
//   defineResults(results, places)
//   routineArgument(bank, index), routineResult(bank)
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_SHAREDSELECTOR_H
#define SHUNT_LOWERING_FAST_SHAREDSELECTOR_H

#include "lowering/fast/SelectorBase.h"

namespace shunt::fast {

template <typename Target> class SharedSelector : public SelectorBase {
public:
  bool compile(FuncOp func, object::SectionId targetSection) final;

protected:
  bool selectNothing(mlir::Operation *) { return true; }

  //===--------------------------------------------------------------------===//
  // SelectInteger.h
  //===--------------------------------------------------------------------===//

  bool selectUDiv(mlir::Operation *op);
  bool selectSDiv(mlir::Operation *op);
  bool selectURem(mlir::Operation *op);
  bool selectSRem(mlir::Operation *op);
  bool selectTrunc(mlir::Operation *op);
  bool selectZExt(mlir::Operation *op);
  bool selectSExt(mlir::Operation *op);
  bool selectPtrToInt(mlir::Operation *op);
  bool selectIntToPtr(mlir::Operation *op);

  /// Whether the next operation is the only user of the condition that `op`
  /// makes, and can make it itself.
  bool nextTakesCondition(mlir::Operation *op);
  /// The comparison that `value` is if it was deferred to its user, or null;
  /// counts the use.
  mlir::Operation *takeComparison(mlir::Value value);

  //===--------------------------------------------------------------------===//
  // SelectMemory.h
  //===--------------------------------------------------------------------===//

  bool selectStore(mlir::Operation *op);
  /// Leaves a load of one value, `value`, from `base` to its only user, if that
  /// may read the memory.
  bool deferLoad(mlir::Operation *op, ValueInfo &value, const ValueInfo &base);

  //===--------------------------------------------------------------------===//
  // SelectControl.h
  //===--------------------------------------------------------------------===//

  bool selectBr(mlir::Operation *op);
  bool selectCondBr(mlir::Operation *op);
  bool selectCmpBr(mlir::Operation *op);
  bool selectSwitch(mlir::Operation *op);
  bool selectIndirectBr(mlir::Operation *op);
  bool selectBlockTag(mlir::Operation *op);
  bool selectUnreachable(mlir::Operation *op);

  /// Whether control has left already, by a call that takes the frame's place.
  static bool isBehindTailCall(mlir::Operation *returnOp);
  /// Results are where the caller expects them: to the epilogue.
  void jumpToEpilogue();

  //===--------------------------------------------------------------------===//
  // SelectCalls.h
  //===--------------------------------------------------------------------===//

  bool selectCall(mlir::Operation *op);
  bool selectVaEnd(mlir::Operation *op);

  /// A value to pass: where to, and how to extend it.
  struct Outgoing {
    mlir::Value value;
    Reg to;
    ParamAbi::Extend extend = ParamAbi::Extend::None;
  };
  /// Saves what lives on and moves the values to their registers.
  void passInRegisters(llvm::ArrayRef<Outgoing> args);
  /// Calls a routine with arguments in registers.
  void callRuntime(llvm::StringRef name, llvm::ArrayRef<mlir::Value> args,
                   mlir::ValueRange results);

private:
  friend Target;
  SharedSelector(ModuleContext &module, const SelectionRules &rules)
      : SelectorBase(module, rules) {}

  Target &self() { return static_cast<Target &>(*this); }

  static constexpr HandlerTable<Target> makeHandlers();
  static const HandlerTable<Target> handlers;
  void finishFunction();

  void storeToPinnedSlot(mlir::Operation *op, ValueInfo &slot);
  void jumpTo(mlir::Block *target);
  void emitEdge(mlir::OperandRange args, mlir::Block *target);
  void prepareEdges(mlir::Operation *op, mlir::OperandRange trueArgs,
                    mlir::OperandRange falseArgs);
  void branchTwoWays(auto condition, mlir::Operation *op,
                     mlir::OperandRange trueArgs, mlir::OperandRange falseArgs);
  struct SwitchCase {
    int64_t value;
    Label target;
  };
  void emitSwitchRange(Reg value, unsigned width,
                       llvm::ArrayRef<SwitchCase> cases, Label defaultTarget,
                       Reg temporary);
  bool emitJumpTable(Reg value, unsigned width,
                     llvm::ArrayRef<SwitchCase> cases, Label defaultTarget,
                     Reg temporary);

  struct ArgMove;
  void moveArguments(llvm::SmallVectorImpl<ArgMove> &pending);
  void emitMove(const ArgMove &move);

  mlir::Attribute lastAttributes; ///< Own ones of the function before.
};

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

template <typename Target>
constexpr HandlerTable<Target> SharedSelector<Target>::makeHandlers() {
  HandlerTable<Target> table;
#define NOTHING(OP)                                                            \
  table.handlers[opcodeOf<shunt::OP##Op>()] = &Target::selectNothing;
#define SELECT(OP)                                                             \
  table.handlers[opcodeOf<shunt::OP##Op>()] = &Target::select##OP;
#define PURE(OP)                                                               \
  SELECT(OP)                                                                   \
  table.pure[opcodeOf<shunt::OP##Op>()] = true;
#define SHARED(OP) SELECT(OP)
#define SHARED_PURE(OP) PURE(OP)
#include "lowering/fast/Handlers.def"
  return table;
}

template <typename Target>
constexpr HandlerTable<Target> SharedSelector<Target>::handlers =
    makeHandlers();

template <typename Target>
bool SharedSelector<Target>::compile(FuncOp func,
                                     object::SectionId targetSection) {
  SelectorBase::beginFunction(func, targetSection);
  self().beginFunction();
  functionAbi =
      &self().convention.decode(func.getProperties().attributeList.list);
  mlir::DictionaryAttr own = functionAttributes(func);
  // Most functions of a module say the same.
  if (own != lastAttributes)
    self().readAttributes(own);
  lastAttributes = own;
  if (!emitEntry(self().convention) || !emitBlocks(self(), handlers))
    return false;
  finishFunction();
  return !module.refusal.isSet();
}

template <typename Target> void SharedSelector<Target>::finishFunction() {
  buffer.bind(endLabel());
  log().block(endLabel());
  if (recorder.isOn()) {
    recorder.enterEpilogue(buffer.offset());
    self().noteFrame();
  }
  self().emitEpilogue();
  if (buffer.offset() > rules.branches().maxCodeBytes ||
      self().frameBytes() > INT32_MAX) {
    refuse("function of this size", function);
    return;
  }
  llvm::SmallVector<uint8_t, 64> prologue;
  llvm::SmallVector<debug::CfiEvent, 16> events;
  self().buildPrologue(prologue, events);
  if constexpr (checksAllocation)
    self().checkAllocation();
  FinishedCode code = finishCode(prologue);
  self().addUnwindEvents(events, code.size);
}

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_SHAREDSELECTOR_H
