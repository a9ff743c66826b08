//===- SelectorBase.h - What all targets' selectors share -------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The state of a function that is being selected, the driver of the pass over
// its operations, and what asks about operands without naming an instruction.
// A target's Selector derives from it and has one select member an operation.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_SELECTORBASE_H
#define SHUNT_LOWERING_FAST_SELECTORBASE_H

#include "lowering/fast/AllocationChecker.h"
#include "lowering/fast/AssemblyMerge.h"
#include "lowering/fast/CallAbi.h"
#include "lowering/fast/CodeBuffer.h"
#include "lowering/fast/DebugRecorder.h"
#include "lowering/fast/EdgeMoves.h"
#include "lowering/fast/FunctionCompiler.h"
#include "lowering/fast/RegisterAllocator.h"
#include "lowering/fast/SymbolTable.h"

namespace shunt::fast {

/// Which member of a target's Selector selects which operation, by opcode;
/// null: refused. Operations that are values without code have one that does
/// nothing.
template <typename Selector> struct HandlerTable {
  using Handler = bool (Selector::*)(mlir::Operation *);
  Handler handlers[opcodeLimit] = {};
  /// Left out when nobody uses the results.
  bool pure[opcodeLimit] = {};
};

struct AsmRules;
class MachineReader;

/// What a target says of itself once.
struct SelectionRules {
  TypeClass (*classify)(mlir::Type);
  /// Operations for which a routine may be called, by opcode.
  llvm::ArrayRef<uint16_t> callingOps;
  const RegisterFile &file;
  RegSet arguments; ///< All registers that arguments come in.
  const BranchTraits &(*branches)();
  const AsmRules &assembly;
  Frame::Growth growth;
  uint32_t roomForHomes; ///< Bytes between small slots and large ones.
};

class SelectorBase : public FunctionCompiler, protected Moves {
protected:
  SelectorBase(ModuleContext &module, const SelectionRules &rules)
      : module(module), rules(rules),
        analysis(rules.classify, rules.callingOps),
        sharing(analysis, isDeferrable, readsFirst), frame(rules.growth),
        registers(analysis, sharing, frame, *this, rules.file),
        edges(analysis, sharing, registers, *this) {}

  bool refuse(std::string construct, mlir::Operation *op) {
    return module.refusal.refuse(std::move(construct), op);
  }
  /// Refuses an operation for a type that it computes with.
  bool refuseType(mlir::Operation *op, mlir::Type type);
  /// Refuses a conversion for its two types.
  bool refuseConversion(mlir::Operation *op);
  /// Bytes of a vector's element; 0: they aren't whole, and `op` was refused.
  unsigned elementBytes(mlir::Operation *op, mlir::Value vector);
  AllocationLog &log() { return registers.log(); }

  //===--------------------------------------------------------------------===//
  // The pass
  //===--------------------------------------------------------------------===//

  /// Forgets the last function, analyses `func` and makes a label for each
  /// block and for the epilogue.
  void beginFunction(FuncOp func, object::SectionId targetSection);

  /// Emits all blocks by the members in `table`. False: refused.
  template <typename Selector>
  static bool emitBlocks(Selector &selector,
                         const HandlerTable<Selector> &table) {
    return selector.recorder.isOn() ? emitBlocks<true>(selector, table)
                                    : emitBlocks<false>(selector, table);
  }

  /// Appends the code to its section behind `prologue`, defines the function's
  /// symbols and those of its blocks, and writes its jump tables.
  FinishedCode finishCode(llvm::ArrayRef<uint8_t> prologue);

  /// Adds the unwind table, unless nothing unwinds through the function, whose
  /// symbol is set here.
  void addUnwind(debug::FunctionUnwind unwind);

  /// Proves the function's allocation from its code, that of `prologue` and
  /// what `reader` makes of both; ends the program with a message if it is
  /// wrong. Call when the code is emitted, before it is finished. `preserved`
  /// and `entryStack` are those of AllocationProof.
  void checkAllocation(MachineReader &reader, const CodeBuffer &prologue,
                       RegSet preserved, int32_t entryStack,
                       llvm::function_ref<std::string(Place)> nameOf);

  //===--------------------------------------------------------------------===//
  // Operands and results
  //===--------------------------------------------------------------------===//

  ValueInfo &info(mlir::Value value) { return analysis[idOf(value)]; }
  ValueId idOf(mlir::Value value) const { return analysis.idOf(value); }
  /// The same of the result of an operation that has one.
  static ValueId resultOf(mlir::Operation *op) {
    return ValueId(headerOf(op).number);
  }

  /// The value of a constant operand, sign-extended from its type.
  std::optional<int64_t> constantOf(mlir::Value value) {
    return constantOf(info(value));
  }
  static std::optional<int64_t> constantOf(const ValueInfo &value) {
    if (value.kind != ValueKind::Constant || value.bank != Bank::General)
      return std::nullopt;
    return integerOf(value);
  }
  /// A register with the value that stays as it is.
  Reg use(mlir::Value value);
  /// The register that holds the value now, or that of the pinned slot whose
  /// deferred load it is; None: none does.
  Reg currentRegister(ValueInfo &value);
  /// Whether the value is a load that its user is to emit, from memory.
  bool isDeferredMemory(const ValueInfo &value) {
    return value.deferred &&
           headerOf(value.definition).opcode == opcodeOf<LoadOp>() &&
           !pinnedSlot(value.definition->getOperand(0));
  }
  /// Whether an integer or a pointer has as many bits as its bytes.
  static bool fillsBytes(const ValueInfo &value, mlir::Type type) {
    return value.isPlain && (value.bytes > 1 || bitsOf(type) == 8);
  }
  /// Whether the code of `op` may become a part of its only user's: not if a
  /// debugger would then miss a line.
  bool mayDefer(mlir::Operation *op) const {
    if (!recorder.isOn())
      return true;
    mlir::Operation *user = *op->getResult(0).user_begin();
    return recorder.mayMove(headerOf(op).origin,
                            DebugRecorder::lineOriginOf(user));
  }
  /// The code of a call that comes back ends here.
  void noteCall() {
    if (recorder.isOn())
      recorder.noteCall(buffer.offset());
  }
  /// The slot that a load or store accesses if it is pinned to a register.
  ValueInfo *pinnedSlot(mlir::Value base) { return pinnedSlot(info(base)); }
  static ValueInfo *pinnedSlot(ValueInfo &base) {
    return base.kind == ValueKind::Slot && base.pinned ? &base : nullptr;
  }
  /// The register in which a result should be: its pin, or that of the private
  /// slot that the next operation stores it to; None: any.
  Reg preferredFor(mlir::Value result);
  /// Whether using `value` reads `reg`, for its own sake or for an address.
  bool reads(mlir::Value value, Reg reg);
  /// Register to compute `result` in, holding `lhs`: the preferred one if
  /// neither `other` nor its address reads it.
  Reg takeForResult(mlir::Value lhs, mlir::Value result,
                    mlir::Value other = {});
  /// The value in this very register, which may be overwritten.
  Reg takeInto(mlir::Value value, Reg fixed);
  /// A register for a result that is computed from scratch.
  Reg resultRegister(mlir::Value result) {
    Reg into = preferredFor(result);
    return into != Reg::None ? into : registers.scratch(info(result).bank);
  }

  /// Whether `op` computes what the next operation compares with a constant.
  static bool isComparedNext(mlir::Operation *op);

  /// Counts one use of each operand by other means.
  void consumeOperands(mlir::Operation *op);

  Label labelOf(mlir::Block *block) const {
    return Label(analysis.indexOf(block));
  }
  bool isNext(mlir::Block *block) const {
    return analysis.indexOf(block) == registers.currentBlock() + 1;
  }
  /// The label of the epilogue.
  Label endLabel() const { return Label(analysis.blocks().size()); }

  //===--------------------------------------------------------------------===//
  // FrameLowering.cpp: entry
  //===--------------------------------------------------------------------===//

  /// Pins registers, lays out the frame and gives the parameters their places.
  bool emitEntry(CallingConvention &convention);

  /// Decides what kind of frame there is, before anything has a place in it.
  /// How many bytes lie in front of saved registers.
  virtual uint32_t beginFrame() = 0;
  /// Stores what comes in registers that are no parameter's: variable
  /// arguments, the address of the result.
  virtual void keepEntryRegisters() = 0;
  /// Gives a parameter that comes on the stack, and is used, its place.
  virtual void receiveFromStack(ValueId id, const ArgPlace &place) = 0;
  /// to = the frame's `offset`, rounded down to a multiple of `alignment`.
  virtual void formAligned(Reg to, int32_t offset, uint64_t alignment) = 0;
  /// The parameter that is the address of a result in memory; null: there is
  /// none. Valid once functionPlaces are.
  ValueInfo *resultAddress();
  /// Has a value stored where it is defined, in a home that stays.
  static void keepInHome(ValueInfo &value);

  //===--------------------------------------------------------------------===//
  // AsmEmission.h
  //===--------------------------------------------------------------------===//

  class AsmEmission;
  /// The callee-saved registers that inline assembly may change.
  RegSet savedByAsm();

  //===--------------------------------------------------------------------===//
  // State: of the module, then of the function
  //===--------------------------------------------------------------------===//

  ModuleContext &module;
  const SelectionRules &rules;
  unsigned asmCount = 0; ///< Statements of assembly so far, in the module.
  CodeBuffer buffer;
  Analysis analysis;
  PlaceSharing sharing;
  Frame frame;
  RegisterAllocator registers;
  DebugRecorder recorder;
  EdgeMoves edges;

  FuncOp function;
  object::SymbolId symbol = object::SymbolId::None; ///< The function's.
  object::SectionId section = object::SectionId::None;
  CallAbi const *functionAbi = nullptr;
  CallPlaces functionPlaces;
  bool hasStackArguments = false; ///< Some parameter lies above the frame.
  uint32_t outgoingBytes = 0;     ///< Of the largest argument area below.
  /// Only instructions that leave the flags alone may be emitted.
  bool flagsLive = false;
  bool callsEmitted = false; ///< Anything that clobbers the return address.
  bool returns = false;      ///< Something jumps to the epilogue.

  struct JumpTable {
    object::SymbolId symbol; ///< At the table.
    llvm::SmallVector<Label, 0> targets;
  };
  llvm::SmallVector<JumpTable, 0> jumpTables;
  llvm::SmallVector<std::pair<Label, object::SymbolId>, 0> blockSymbols;
  /// A statement of inline assembly with symbols or other sections.
  struct PendingAssembly {
    Label start;            ///< Where its code begins.
    object::SectionId code; ///< That its code has in the assembler's object.
    AssemblyMerge merge;
  };
  llvm::SmallVector<PendingAssembly, 0> pendingAssemblies;

private:
  static int64_t integerOf(const ValueInfo &constant);
  std::string describe(const AllocationError &error,
                       llvm::function_ref<std::string(Place)> nameOf);
  void beginBlock(BlockIndex index);
  void keepAllocas();
  void keepLine(mlir::Operation *op);
  bool canSkip(mlir::Operation *op) const;
  void addDebug(const FinishedCode &code);
  void writeJumpTables(uint64_t functionOffset);
  bool callsReturnTwice(CallingConvention &convention);
  static bool isDeferrable(mlir::Operation *op);
  static bool readsFirst(mlir::Operation *) { return true; }
  void sharePlaces();
  void pinRegisters(bool returnsTwice, RegSet savedForAsm);
  void layOutSlots();
  void logEntry();
  void receiveParameters();
  void alignSlots();

  /// Invariant: without debug information, it costs nothing an operation.
  template <bool recordsLines, typename Selector>
  static bool emitBlocks(Selector &selector,
                         const HandlerTable<Selector> &table) {
    SelectorBase &base = selector;
    for (BlockIndex i = 0; i < base.analysis.blocks().size(); ++i) {
      base.beginBlock(i);
      if constexpr (recordsLines)
        base.recorder.beginBlock(base.buffer.offset());
      for (mlir::Operation *op :
           operationsOf(*base.analysis.blocks()[i].block)) {
        if constexpr (recordsLines)
          if (!(table.pure[headerOf(op).opcode] && base.canSkip(op)))
            base.recorder.enterOperation(base.buffer.offset(), op);
        if (!emitOperation(selector, table, op))
          return false;
        if constexpr (recordsLines)
          base.keepLine(op);
      }
    }
    return true;
  }

  /// Inline, so that registers are saved once a function, not an operation.
  template <typename Selector>
  LLVM_ATTRIBUTE_ALWAYS_INLINE static bool
  emitOperation(Selector &selector, const HandlerTable<Selector> &table,
                mlir::Operation *op) {
    SelectorBase &base = selector;
    uint16_t opcode = headerOf(op).opcode;
    auto handler = table.handlers[opcode];
    base.registers.beginOperation(op);
    if (!handler)
      return base.refuse(op->getName().stripDialect().str(), op);
    if (table.pure[opcode] && base.canSkip(op))
      base.consumeOperands(op);
    else if (!(selector.*handler)(op))
      return false;
    base.registers.endOperation();
    assert(!base.flagsLive && "flags outlive their operation");
    return true;
  }
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_SELECTORBASE_H
