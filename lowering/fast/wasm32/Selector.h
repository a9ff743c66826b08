//===- Selector.h - Dialect to WebAssembly in one pass ----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Selects and encodes a function's operations in one forward pass. The members
// are split over files by family: Select*.cpp, one select member an operation;
// Operands.cpp; FrameLowering.cpp.
//
// Where values are. The operand stack is empty between operations.
//   - A value without effects is DEFERRED: the emission of its first user in
//     its block emits it, and leaves it in a local if there are others. So that
//     its loads read what they should, whatever writes memory or a promoted
//     slot first emits what reads that and is still deferred (flush). In front
//     of what happens only sometimes, so is what has several uses (settle).
//   - Constants and addresses are formed anew by each user.
//   - Every other value has a local from its definition on: until its last use
//     if that is in its own block, else for its interval (fast::Analysis).
//     CodeWriter drops a set that is read next. PlaceSharing says which of
//     them share one.
//   - A value that a debug record names, and that shares with nobody, is KEPT:
//     its local is its own for the whole function, so that a debugger finds it
//     there. DebugLowering.cpp says which, and where.
//   - A long double has two locals of i64, the low half first.
//   - A slot that is only loaded and stored whole is a local of its own;
//     others lie in the frame on the shadow stack, whose address is in a local.
//
// A select member emits its operands by push() and its instructions, which
// leave the result on the operand stack; those for operations with effects or
// with several results put results into locals themselves.
//
// Invariant: a local that holds a value narrower than itself has undefined bits
// above it, except as isZeroExtended() says.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_WASM32_SELECTOR_H
#define SHUNT_LOWERING_FAST_WASM32_SELECTOR_H

#include "lowering/fast/Analysis.h"
#include "lowering/fast/FunctionCompiler.h"
#include "lowering/fast/PlaceSharing.h"
#include "lowering/fast/SymbolTable.h"
#include "lowering/fast/wasm32/Structure.h"
#include "lowering/fast/wasm32/WasmFormat.h"

namespace shunt::wasm32 {

using fast::ValueId;
using fast::ValueInfo;
using fast::ValueKind;

class Selector final : public fast::FunctionCompiler {
public:
  explicit Selector(fast::ModuleContext &module);

  bool compile(FuncOp func, object::SectionId section) override;

private:
  using Handler = bool (Selector::*)(mlir::Operation *);
  struct HandlerTable;
  static const HandlerTable handlers;
  static Handler handlerOf(uint16_t opcode);
  static bool isPure(mlir::Operation *op);

  static constexpr Local noLocal = UINT32_MAX;
  static constexpr uint32_t noValue = UINT32_MAX;
  /// Values that read memory, in Held::reads; other bits are for slots.
  static constexpr uint64_t memoryBit = 1;

  /// Where a value is.
  struct Held {
    Local local = noLocal;
    Local second = noLocal;  ///< Of a long double's high half.
    uint32_t next = noValue; ///< In a list of `endings`.
    uint16_t depth = 0;      ///< Deferred: of the tree below it.
    bool deferred = false;   ///< Its first user will emit it.
    bool readsShared =
        false;          ///< Deferred: of locals that several values share.
    uint64_t reads = 0; ///< Deferred: what its tree reads.
  };

  //===--------------------------------------------------------------------===//
  // Selector.cpp: the pass
  //===--------------------------------------------------------------------===//

  bool refuse(std::string construct, mlir::Operation *op) {
    return module.refusal.refuse(std::move(construct), op);
  }
  void beginFunction(FuncOp func);
  void readAttributes(mlir::DictionaryAttr attributes);
  template <bool recordsLines> bool emitBlocks();
  void beginBlock(BlockIndex index);
  void emitDispatch();
  bool emitOperation(mlir::Operation *op);
  bool canSkip(mlir::Operation *op);
  bool defer(mlir::Operation *op);
  void discard(mlir::Operation *op);
  void discard(mlir::Value value);
  void flush(uint64_t written);
  void settle();
  void materialize(ValueId id);

  ValueInfo &info(mlir::Value value) { return analysis[idOf(value)]; }
  ValueId idOf(mlir::Value value) const { return analysis.idOf(value); }
  Held &heldOf(ValueId id) { return held[uint32_t(id)]; }
  Held &heldOf(mlir::Value value) { return heldOf(idOf(value)); }

  //===--------------------------------------------------------------------===//
  // DebugLowering.cpp
  //===--------------------------------------------------------------------===//

  /// Prepares for debug information, before locals are planned.
  void beginDebug();
  bool isKept(ValueId id) const {
    return !kept.empty() && kept.test(uint32_t(id));
  }
  /// Where an operation had its place in the host's code, `emit` emits it for
  /// its user now.
  template <typename Emit> void emitFor(mlir::Operation *op, Emit emit) {
    if (!recorder.isOn())
      return emit();
    uint32_t user = recorder.origin();
    recorder.enter(code.offset(), headerOf(op).origin);
    emit();
    recorder.enter(code.offset(), user);
  }
  void keepLine(mlir::Operation *op);
  /// The code of a call ends here.
  void noteCall() {
    if (recorder.isOn())
      recorder.noteCall(code.offset());
  }
  /// Adds the function, whose code is finished, to the debug information. The
  /// head is what stands in front of the first instruction; `size` and
  /// `headSize` are in bytes.
  bool addDebug(uint32_t size, uint32_t headSize);
  void notePlaces();

  //===--------------------------------------------------------------------===//
  // Operands.cpp: locals, values on the operand stack, addresses
  //===--------------------------------------------------------------------===//

  /// A local of this type that nothing else is in.
  Local takeLocal(WasmType type);
  Local newLocal(WasmType type);
  void freeLocal(WasmType type, Local local);
  /// The locals of a value that is kept, given to it now if need be.
  Held &place(mlir::Value value);
  void shareLocal(ValueId id);
  /// Reads a local that is not read again before it's set.
  void getLast(Local local);
  void endIntervals(BlockIndex block);

  /// Puts the value on the operand stack and counts the use.
  void push(mlir::Value value);
  /// Puts a deferred value on the operand stack.
  void emitDeferred(ValueInfo &value);
  /// Whether the value is deferred and this use is its only one.
  bool isOnlyUse(mlir::Value value) {
    return heldOf(value).deferred && info(value).uses == 1;
  }
  void pushFormed(ValueInfo &value);
  void pushConstant(ConstantBits bits, mlir::Type type);
  void pushZero(mlir::Type type);
  void pushSymbol(AddressOfOp symbol, int64_t offset);
  /// The value's bits, zero- or sign-extended from its type to a local of
  /// `toBits` (32 or 64).
  void pushExtended(mlir::Value value, bool isSigned, unsigned toBits);
  /// The value modulo 2^32, sign-extended where it is narrower.
  void pushIndex(mlir::Value value);
  /// Something that isn't zero where the i1 is true.
  void pushCondition(mlir::Value value);
  /// Extends what is on the operand stack; `isZero`: it is zero-extended
  /// within its local.
  void extend(unsigned bits, bool isSigned, unsigned toBits, bool isZero);
  bool isZeroExtended(mlir::Value value);
  /// Takes the result from the operand stack.
  void define(mlir::Value result);

  /// The value of a constant operand, sign-extended from its type.
  std::optional<int64_t> constantOf(mlir::Value value);
  /// The address of a load or store but for what `MemArg` says.
  MemArg pushAddress(mlir::Value base, mlir::Value index,
                     const Address &address, unsigned alignLog2);
  /// base + index * scale + offset.
  void pushWholeAddress(mlir::Value base, mlir::Value index,
                        const Address &address);
  void addConstant(int64_t value);
  void pushScaled(mlir::Value index, uint64_t scale);
  /// The slot that a load or store accesses if it is a local.
  ValueInfo *promotedSlot(mlir::Value base);
  Local slotLocal(ValueInfo &slot);
  static uint64_t slotBit(ValueId slot) {
    return uint64_t(2) << (uint32_t(slot) % 63);
  }

  //===--------------------------------------------------------------------===//
  // FrameLowering.cpp
  //===--------------------------------------------------------------------===//

  bool emitEntry();
  void layOutSlots();
  /// Frame memory; bytes from the frame's address.
  uint32_t allocateFrame(uint64_t size, uint64_t alignment);
  /// The local with the frame's address.
  Local frame();
  void pushFrameAddress(uint32_t offset);
  void pushStackPointer();
  void setStackPointer();
  /// Notes that the stack pointer is to be restored here.
  void emitEpilogue();
  bool finishFunction();
  void writePrologue();
  void writeLocals(llvm::SmallVectorImpl<uint8_t> &bytes);

  //===--------------------------------------------------------------------===//
  // One member an operation; false: refused
  //===--------------------------------------------------------------------===//

  bool selectNothing(mlir::Operation *) { return true; }
#define NOTHING(OP)
#define EFFECT(OP) bool select##OP(mlir::Operation *op);
#define SEVERAL(OP) bool select##OP(mlir::Operation *op);
#define PURE(OP) bool select##OP(mlir::Operation *op);
#define PURE_AS(OP, MEMBER)
#include "lowering/fast/wasm32/Handlers.def"

  // SelectInteger.cpp
  bool selectCopy(mlir::Operation *op);
  bool selectBinary(mlir::Operation *op, Opcode kind);
  bool selectExtending(mlir::Operation *op, Opcode kind, bool isSigned);
  bool selectMinMax(mlir::Operation *op, Opcode compare, bool isSigned);
  void emitCompare(mlir::Value lhs, mlir::Value rhs, ICmpPredicate predicate,
                   bool isCondition = false);
  bool selectThreeWay(mlir::Operation *op, bool isSigned);

  // SelectBits.cpp
  void swapGroups(bool is64, unsigned shift, uint64_t mask);
  void swapBytes(bool is64);
  bool selectFunnel(mlir::Operation *op, bool isLeft);
  struct Sum {
    Local lhs, rhs, result;
    bool is64;
    WasmType type() const { return is64 ? WasmType::I64 : WasmType::I32; }
  };
  Sum emitSum(mlir::Operation *op, Opcode kind, bool isSigned);
  void freeSum(const Sum &sum);
  void pushSignedOverflow(const Sum &sum, bool isSub, unsigned bits);
  void pushUnsignedOverflow(const Sum &sum, bool isSub, unsigned bits);
  bool selectSumOverflow(mlir::Operation *op, bool isSub, bool isSigned);
  bool selectMulOverflow(mlir::Operation *op, bool isSigned);
  bool selectMulOverflow64(mlir::Operation *op, bool isSigned);
  bool selectSaturating(mlir::Operation *op, bool isSub, bool isSigned);
  /// The frame offset of the 128-bit product of two words.
  uint32_t multiplyWide(mlir::Value lhs, mlir::Value rhs, bool isSigned);

  // SelectFloat.cpp
  bool selectFloat(mlir::Operation *op, Opcode kind);
  bool selectFloatRoutine(mlir::Operation *op, llvm::StringRef name);
  bool emitFCmp(mlir::Value lhs, mlir::Value rhs, FCmpPredicate predicate);
  bool selectFloatToInt(mlir::Operation *op, bool isSigned, bool saturates);
  void emitGuardedTruncation(mlir::Operation *op, bool isSigned);
  bool selectIntToFloat(mlir::Operation *op, bool isSigned);
  bool selectRounding(mlir::Operation *op, llvm::StringRef base);
  bool refuseQuad(mlir::Operation *op);

  // SelectMemory.cpp
  void emitLoad(LoadOp load, bool isSigned, bool to64);
  void loadPieces(const MemArg &argument, unsigned bytes, bool is64);
  void storePieces(Local address, const MemArg &argument, unsigned bytes,
                   Local value, bool is64);
  bool refuseAtomics(mlir::Operation *op);
  bool copyInline(MemCpyOp copy, uint64_t size);
  void emitMemoryCopy(mlir::Operation *op, MiscOp instruction,
                      llvm::StringRef routine);
  void emitRMW(AtomicRMWKind kind, Local old, Local operand, mlir::Type type);

  // SelectCalls.cpp
  void callSymbol(object::SymbolId symbol, object::WasmTypeId type);
  void adaptCall(object::SymbolId symbol, object::WasmTypeId called,
                 object::WasmTypeId callee);
  /// Whether LLVM compiles a calling convention like C's.
  static bool isPlainConvention(uint32_t convention);
  bool checkAttributes(const CallAbi &abi, mlir::Operation *op);
  bool checkCall(CallOp call, const CallAbi &abi, const Signature &signature);
  void pushArgument(mlir::Value value, const ParamAbi &abi);
  bool pushVariable(CallOp call, mlir::ValueRange values);
  void loadResults(mlir::Operation *op, const Signature &signature,
                   uint32_t offset);

  // SelectControl.cpp
  using Edge = mlir::OperandRange;
  bool isInPlace(mlir::Value value, mlir::BlockArgument argument);
  bool hasMoves(Edge arguments, BlockIndex target);
  bool canMoveEarly(Edge arguments, BlockIndex target, Edge otherArguments,
                    BlockIndex other);
  void emitMoves(Edge arguments, BlockIndex target);
  void jump(BlockIndex target);
  /// Whether a plain br reaches the target.
  bool isPlainJump(BlockIndex target) const {
    return !(structure.hasDispatch() && target <= current);
  }
  template <typename PushCondition>
  void branchTwoWays(mlir::Operation *op, Edge trueArgs, Edge falseArgs,
                     PushCondition pushCondition);
  struct SwitchCase {
    int64_t value;
    uint32_t target; ///< Of the switch's edges.
  };
  struct SwitchEdge {
    Edge arguments;
    BlockIndex target;
    uint32_t scope; ///< Height of the block that ends where its moves are.
    /// Whether it needs such a block, or has that of another edge.
    enum class Kind : uint8_t { Direct, Own, Shared } kind;
  };
  bool emitSwitch(mlir::Operation *op, mlir::Value value, Edge arguments,
                  llvm::ArrayRef<SwitchCase> cases);
  struct SwitchValue {
    Local local;
    bool is64;
    bool isOwn; ///< The local is the switch's alone.
  };
  void emitSwitchRange(const SwitchValue &value,
                       llvm::ArrayRef<SwitchCase> cases);
  bool emitTable(const SwitchValue &value, llvm::ArrayRef<SwitchCase> cases);
  uint32_t depthOf(const SwitchEdge &edge) const;

  fast::ModuleContext &module;
  WasmFormat &format;
  CodeWriter code, prologue, epilogue;
  fast::Analysis analysis;
  Structure structure;
  fast::DebugRecorder recorder;
  llvm::BitVector kept; ///< By ValueId; empty: no value is.
  fast::PlaceSharing sharing;
  Features features, moduleFeatures;
  mlir::DictionaryAttr lastAttributes;

  // Of the current function.
  FuncOp function;
  const CallAbi *functionAbi = nullptr;
  const Signature *signature = nullptr;
  BlockIndex current = 0;
  llvm::SmallVector<Held, 0> held;        ///< By ValueId.
  llvm::SmallVector<ValueId, 0> pending;  ///< Deferred values that read.
  llvm::SmallVector<ValueId, 0> several;  ///< Those of several uses.
  llvm::SmallVector<uint32_t, 0> endings; ///< By block: values to free behind.
  unsigned parameterCount = 0;
  llvm::SmallVector<WasmType, 0> variables; ///< Locals behind the parameters.
  llvm::SmallVector<Local, 0> freeLocals[4];
  llvm::SmallVector<SwitchEdge, 0> switchEdges;
  llvm::SmallVector<uint32_t, 4> epilogues; ///< Offsets in the code.
  Local frameLocal = noLocal, savedStackPointer = noLocal;
  Local resultPointer = noLocal, variablePointer = noLocal;
  Local dispatchLocal = noLocal;
  uint64_t frameSize = 0, frameAlignment = 16;
  bool callsEmitted = false;
  bool endsInReturn = false; ///< The code's end is a way out.
};

} // namespace shunt::wasm32

#endif // SHUNT_LOWERING_FAST_WASM32_SELECTOR_H
