//===- Selector.h - Dialect to AArch64 in one pass --------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Selects, allocates and encodes a function's operations in one forward pass.
// The members are split over files by family: Select*.cpp, one select member an
// operation; FrameLowering.cpp; ValueMoves.cpp.
//
// How an operation is emitted:
//   - operands by use*(), take*() or address(), each of which counts one use of
//     the value;
//   - the result by define();
//   - the driver calls endOperation(), which unlocks all registers.
//
// Invariant: a register that holds a value narrower than 32 bits, or of 32 bits
// or fewer in a 64-bit register, has undefined bits above it, except as
// ValueInfo::zeroTo says.
// Invariant: while `flagsLive`, only instructions that leave the flags alone
// are emitted. Moves, loads, stores and the forming of constants and addresses
// always do.
// Invariant: x16 and x17 hold no value; see AArch64Registers.h.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_SELECTOR_H
#define SHUNT_LOWERING_FAST_AARCH64_SELECTOR_H

#include "lowering/fast/SelectorBase.h"
#include "lowering/fast/aarch64/CallingConvention.h"
#include "lowering/fast/aarch64/Encoder.h"

namespace shunt::aarch64 {

using fast::Bank;
using fast::Label;
using fast::Reg;
using fast::RegSet;
using fast::ValueId;
using fast::ValueInfo;
using fast::ValueKind;

/// CPU features that selection asks about.
struct Features {
  bool lse = false;            ///< Atomic instructions.
  bool outlineAtomics = false; ///< Atomics by routines that look for them.
  bool rcpc = false;           ///< Weaker load-acquire.
  bool fullFp16 = false;       ///< Arithmetic on half.
  bool crc = false;
};

class Selector final : public fast::SelectorBase {
public:
  explicit Selector(fast::ModuleContext &module);

  bool compile(FuncOp func, object::SectionId section) override;

private:
  static constexpr fast::HandlerTable<Selector> makeHandlers();
  static const fast::HandlerTable<Selector> handlers;

  //===--------------------------------------------------------------------===//
  // Selector.cpp: operands, results
  //===--------------------------------------------------------------------===//

  void readAttributes(mlir::DictionaryAttr attributes);
  void readFeatures(llvm::StringRef features);
  void finishFunction();

  /// A register with the value that stays as it is.
  Gpr useGpr(mlir::Value value) { return toGpr(use(value)); }
  Fpr useFpr(mlir::Value value) { return toFpr(use(value)); }
  /// The same; zr for the constant zero.
  Gpr useGprOrZero(mlir::Value value);
  /// A register with the value that may be overwritten; `into`: this one, free
  /// and locked.
  Gpr takeGpr(mlir::Value value, Reg into = Reg::None) {
    return toGpr(registers.take(idOf(value), into));
  }
  Fpr takeFpr(mlir::Value value, Reg into = Reg::None) {
    return toFpr(registers.take(idOf(value), into));
  }
  Gpr scratchGpr() { return toGpr(registers.scratch(Bank::General)); }
  Fpr scratchFpr() { return toFpr(registers.scratch(Bank::Float)); }
  /// See resultRegister(): where a result is to be written by the last
  /// instruction of its operation, since operands may be in it.
  Gpr resultGpr(mlir::Value result) { return toGpr(resultRegister(result)); }
  Fpr resultFpr(mlir::Value result) { return toFpr(resultRegister(result)); }
  /// The same for a result that is written before all operands were read.
  Gpr earlyResultGpr(mlir::Value result, std::initializer_list<Gpr> operands);

  void define(mlir::Value result, Gpr reg, uint8_t zeroTo = 0) {
    registers.define(idOf(result), toReg(reg), zeroTo);
  }
  void define(mlir::Value result, Fpr reg) {
    registers.define(idOf(result), toReg(reg));
  }

  /// The value's bits in a register, zero- or sign-extended from its type to
  /// `toBits` (32 or 64), which stays as it is. zr for the constant zero.
  Gpr useExtended(mlir::Value value, bool isSigned, unsigned toBits);
  /// The same in `to`, or in any register, which may be overwritten.
  Gpr takeExtended(mlir::Value value, bool isSigned, unsigned toBits,
                   Reg to = Reg::None);
  void emitExtended(Gpr to, mlir::Value value, bool isSigned, unsigned toBits);
  /// `to` = the low `bits` of `from`, extended.
  void extend(Gpr to, Gpr from, unsigned bits, bool isSigned, unsigned toBits);

  //===--------------------------------------------------------------------===//
  // ValueMoves.cpp: fast::Moves, addresses
  //===--------------------------------------------------------------------===//

  void spill(Reg reg, const ValueInfo &value, int32_t home) override;
  void copy(Reg to, Reg from, const ValueInfo &value) override;
  void materialize(Reg to, ValueInfo &value) override;
  /// Puts a constant or an address into `to`.
  void formAnew(Reg to, ValueInfo &value);
  void materializeConstant(Reg to, ConstantBits bits, mlir::Type type);
  void materializeFloat(Fpr to, ConstantBits bits, unsigned bytes);
  void materializeSymbol(Gpr to, AddressOfOp symbol, int64_t offset = 0);
  void materializeDeferred(Reg to, ValueInfo &value);
  void loadInto(Reg to, const Mem &mem, mlir::Type type);
  void storeFrom(const Mem &mem, Reg from, mlir::Type type);

  /// An address before it is known how it is accessed.
  struct Place {
    Gpr base;
    int64_t offset;
  };
  /// Counts one use of `base`. What has no register of its own gets `fresh`;
  /// None: one that the operation then has locked.
  Place placeOf(mlir::Value base, int64_t offset, Gpr fresh);
  /// The operand of one access of `width` bytes: counts the uses of base and
  /// index. What has to be computed is in `fresh`, see placeOf(); in x16 only
  /// until the allocator is asked for anything.
  Mem address(mlir::Value base, mlir::Value index, const Address &address,
              unsigned width, Gpr fresh = scratch);
  Mem indexedAddress(mlir::Value base, mlir::Value index,
                     const Address &address, unsigned width, Gpr fresh);
  /// [base + offset] in the form of an access of `width` bytes, computed in
  /// `fresh` if none holds it.
  Mem legalize(Place place, unsigned width, Gpr fresh);
  /// An operand for accesses of 1 to 16 bytes each, naturally placed, of the
  /// `span` bytes at base.
  Mem spanAddress(mlir::Value base, uint64_t span);
  /// The address in a register that stays as it is, without a displacement.
  Gpr addressRegister(mlir::Value base, mlir::Value index = {},
                      const Address &address = {});
  /// to = base + index * scale + offset. `to` may be what base or index are in.
  void computeAddress(Gpr to, mlir::Value base, mlir::Value index,
                      int64_t scale, int64_t offset);
  /// A symbol's low bits as displacement, if the access fits that.
  std::optional<Mem> symbolMemory(ValueInfo &base, int64_t offset,
                                  unsigned width, Gpr fresh);
  /// A place in the frame.
  Mem home(int32_t offset, unsigned width) {
    return legalize({frameBase, offset}, width, scratch);
  }
  /// The memory operand of a deferred load's value.
  Mem deferredAddress(ValueInfo &value, Gpr fresh = scratch);
  /// A literal in memory, by way of x16.
  Mem literal(ConstantBits bits, unsigned bytes);

  //===--------------------------------------------------------------------===//
  // FrameLowering.cpp
  //===--------------------------------------------------------------------===//

  bool emitEntry(FuncOp func);
  void layOutSlots();
  void saveVariadicRegisters();
  void logEntry();
  void receiveParameters();
  void alignSlots();
  void emitEpilogue();
  void emitExit(llvm::function_ref<void()> leave);
  void buildPrologue(llvm::SmallVectorImpl<uint8_t> &bytes,
                     llvm::SmallVectorImpl<debug::CfiEvent> &events);
  void addUnwindEvents(llvm::ArrayRef<debug::CfiEvent> prologue, uint64_t size);
  uint64_t frameBytes() const;
  bool writesBack() const;

  //===--------------------------------------------------------------------===//
  // One member an operation; false: refused
  //===--------------------------------------------------------------------===//

  // SelectInteger.cpp
  bool selectNothing(mlir::Operation *) { return true; }
  bool selectAdd(mlir::Operation *op);
  bool selectSub(mlir::Operation *op);
  bool selectAnd(mlir::Operation *op);
  bool selectOr(mlir::Operation *op);
  bool selectXor(mlir::Operation *op);
  bool selectMul(mlir::Operation *op);
  bool selectUMulHigh(mlir::Operation *op);
  bool selectUDiv(mlir::Operation *op);
  bool selectSDiv(mlir::Operation *op);
  bool selectURem(mlir::Operation *op);
  bool selectSRem(mlir::Operation *op);
  bool selectShl(mlir::Operation *op);
  bool selectLShr(mlir::Operation *op);
  bool selectAShr(mlir::Operation *op);
  bool selectICmp(mlir::Operation *op);
  bool selectSelect(mlir::Operation *op);
  bool selectTrunc(mlir::Operation *op);
  bool selectZExt(mlir::Operation *op);
  bool selectSExt(mlir::Operation *op);
  bool selectCopy(mlir::Operation *op);
  bool selectIntToPtr(mlir::Operation *op);
  bool selectSMax(mlir::Operation *op);
  bool selectSMin(mlir::Operation *op);
  bool selectUMax(mlir::Operation *op);
  bool selectUMin(mlir::Operation *op);
  bool addConstant(mlir::Operation *op, mlir::Value lhs, int64_t constant);
  bool selectLogic(mlir::Operation *op, LogicOp logic);
  bool selectShift(mlir::Operation *op, TwoSourceOp shift);
  bool selectConstantShift(mlir::Operation *op, TwoSourceOp shift,
                           unsigned count);
  bool selectDivision(mlir::Operation *op, bool isSigned, bool remainder);
  bool selectMinMax(mlir::Operation *op, Cond keep, bool isSigned);
  bool selectThreeWay(mlir::Operation *op, bool isSigned);
  bool selectByBranch(mlir::Operation *op);
  bool nextTakesCondition(mlir::Operation *op);

  /// What decides a branch or a selection.
  struct Condition {
    enum class Kind : uint8_t {
      Flags,  ///< `cond`, or `cond` or else `extra` if that isn't AL.
      Zero,   ///< Whether `width` bytes of `reg` are zero, or `isSet`: not.
      TestBit ///< Whether `bit` of `reg` is clear, or `isSet`: set.
    };
    Kind kind = Kind::Flags;
    Cond cond = Cond::AL;
    Cond extra = Cond::AL;
    Gpr reg = Gpr::None;
    uint8_t width = 4;
    uint8_t bit = 0;
    bool isSet = false;
    /// Flags with two conditions: both must fail.
    bool isInverted = false;
  };
  Condition inverted(Condition condition);
  /// Emits a comparison that sets the flags; the condition under which the
  /// predicate holds.
  Cond compare(mlir::Value lhs, mlir::Value rhs, ICmpPredicate predicate);
  void compareConstant(Gpr reg, unsigned width, int64_t constant);
  /// The same for a branch, which may need no flags.
  Condition compareForBranch(mlir::Value lhs, mlir::Value rhs,
                             ICmpPredicate predicate);
  std::optional<Condition> compareWithZero(mlir::Value value,
                                           ICmpPredicate predicate);
  /// The condition that an i1 is set; emits the comparison that was deferred to
  /// here.
  Condition branchCondition(mlir::Value value);
  /// The same by flags.
  Condition flagsCondition(mlir::Value value);
  /// Emits the comparison that `value` is if it was deferred to here.
  std::optional<Condition> deferredComparison(mlir::Value value,
                                              bool forBranch);
  void setCondition(Condition condition, Gpr to);

  // SelectBits.cpp
  bool selectBSwap(mlir::Operation *op);
  bool selectBitReverse(mlir::Operation *op);
  bool selectCtPop(mlir::Operation *op);
  bool selectCtLz(mlir::Operation *op);
  bool selectCtTz(mlir::Operation *op);
  bool selectAbs(mlir::Operation *op);
  bool selectFShl(mlir::Operation *op);
  bool selectFShr(mlir::Operation *op);
  bool selectFunnel(mlir::Operation *op, bool left);
  bool selectNarrowFunnel(mlir::Operation *op, bool left);
  bool selectSAddOverflow(mlir::Operation *op);
  bool selectUAddOverflow(mlir::Operation *op);
  bool selectSSubOverflow(mlir::Operation *op);
  bool selectUSubOverflow(mlir::Operation *op);
  bool selectSMulOverflow(mlir::Operation *op);
  bool selectUMulOverflow(mlir::Operation *op);
  bool selectOverflow(mlir::Operation *op, AddSubOp add, Cond cond);
  bool selectMulOverflow(mlir::Operation *op, bool isSigned);
  bool selectUAddSat(mlir::Operation *op);
  bool selectUSubSat(mlir::Operation *op);
  bool selectSAddSat(mlir::Operation *op);
  bool selectSSubSat(mlir::Operation *op);
  bool selectSaturating(mlir::Operation *op, AddSubOp add, bool isSigned);
  Gpr useShiftedUp(mlir::Value value, unsigned by, unsigned width);

  // SelectMemory.cpp
  bool selectLoad(mlir::Operation *op);
  bool selectStore(mlir::Operation *op);
  bool selectAddr(mlir::Operation *op);
  bool selectAlloca(mlir::Operation *op);
  bool selectAddressOf(mlir::Operation *op);
  bool selectMemCpy(mlir::Operation *op);
  bool selectMemSet(mlir::Operation *op);
  bool selectPrefetch(mlir::Operation *op);
  void copyBytes(Mem to, Mem from, uint64_t size);
  void moveBytes(Mem to, Mem from, uint64_t size);
  void fillBytes(Mem to, uint8_t value, uint64_t size);
  void storeToPinnedSlot(mlir::Operation *op, ValueInfo &slot);
  bool storeToMemory(mlir::Operation *op);
  Gpr storableGpr(mlir::Value stored);
  bool loadAtomic(mlir::Operation *op);
  bool storeAtomic(mlir::Operation *op);
  bool loadOddWidth(mlir::Operation *op);
  bool storeOddWidth(mlir::Operation *op);
  bool copyInline(mlir::Operation *op);
  bool fillInline(mlir::Operation *op);
  void threadLocalAddress(Gpr to, object::SymbolId symbol, TLSModel model,
                          int64_t offset);

  // SelectAtomics.cpp
  bool selectAtomicRMW(mlir::Operation *op);
  bool selectCmpXchg(mlir::Operation *op);
  bool selectFence(mlir::Operation *op);
  bool atomicByRoutine(mlir::Operation *op, AtomicRMWKind kind);
  bool atomicByInstruction(mlir::Operation *op, AtomicRMWKind kind);
  bool atomicByLoop(mlir::Operation *op, AtomicRMWKind kind);
  void combine(AtomicRMWKind kind, unsigned bytes, Gpr to, Gpr old,
               Gpr operand);
  bool exchangeByRoutine(mlir::Operation *op, AtomicOrder order);
  llvm::StringRef atomicRoutine(llvm::StringRef operation, unsigned bytes,
                                AtomicOrder order);
  void callAtomicRoutine(llvm::StringRef name);

  // SelectControl.cpp
  bool selectBr(mlir::Operation *op);
  bool selectCondBr(mlir::Operation *op);
  bool selectCmpBr(mlir::Operation *op);
  bool selectSwitch(mlir::Operation *op);
  bool selectIndirectBr(mlir::Operation *op);
  bool selectReturn(mlir::Operation *op);
  bool selectUnreachable(mlir::Operation *op);
  bool selectTrap(mlir::Operation *op);
  bool selectDebugTrap(mlir::Operation *op);
  bool selectBlockTag(mlir::Operation *op);
  void prepareEdges(mlir::Operation *op, mlir::OperandRange trueArgs,
                    mlir::OperandRange falseArgs);
  void branchTwoWays(Condition condition, mlir::Operation *op,
                     mlir::OperandRange trueArgs, mlir::OperandRange falseArgs);
  void jumpIf(Condition condition, Label target);
  void jumpTo(mlir::Block *target);
  struct SwitchCase {
    int64_t value;
    Label target;
  };
  void emitSwitchRange(Gpr value, unsigned width,
                       llvm::ArrayRef<SwitchCase> cases, Label defaultTarget,
                       Gpr temporary);
  bool emitJumpTable(Gpr value, unsigned width,
                     llvm::ArrayRef<SwitchCase> cases, Label defaultTarget,
                     Gpr temporary);

  // SelectCalls.cpp
  bool selectCall(mlir::Operation *op);
  bool selectIntrinsic(mlir::Operation *op);
  bool selectVaStart(mlir::Operation *op);
  bool selectVaEnd(mlir::Operation *op);
  bool selectVaCopy(mlir::Operation *op);
  bool selectStackSave(mlir::Operation *op);
  bool selectStackRestore(mlir::Operation *op);
  bool selectFrameAddress(mlir::Operation *op);
  bool selectReturnAddress(mlir::Operation *op);
  bool selectReadCycleCounter(mlir::Operation *op);
  /// A value to pass: where to, and how to extend it.
  struct Outgoing {
    mlir::Value value;
    Reg to;
    ParamAbi::Extend extend = ParamAbi::Extend::None;
  };
  Outgoing outgoing(mlir::Value value, Reg to, const ParamAbi &abi);
  void passInRegisters(llvm::ArrayRef<Outgoing> args);
  template <typename Move>
  void moveArguments(llvm::SmallVectorImpl<Move> &pending);
  void emitArgument(Reg to, Reg from, const Mem *mem, ValueInfo &value,
                    mlir::Type type, ParamAbi::Extend extension);
  void passOnStack(mlir::Value value, const ArgPlace &place,
                   const ParamAbi &abi);
  /// Where a call's stack arguments lie.
  struct StackArea {
    uint32_t bytes = 0;      ///< A multiple of 16.
    bool movesStack = false; ///< By this call alone.
  };
  StackArea openArgumentArea(const CallPlaces &places);
  void closeArgumentArea(const StackArea &area);
  void callSymbol(const fast::SymbolInfo &symbol);
  /// Calls a runtime routine with arguments in registers.
  void callRuntime(llvm::StringRef name, llvm::ArrayRef<mlir::Value> args,
                   mlir::ValueRange results);
  void defineResults(mlir::ValueRange results, llvm::ArrayRef<ArgPlace> places);
  bool callLibm(mlir::Operation *op, llvm::StringRef base);

  // SelectFloat.cpp
  bool selectFAdd(mlir::Operation *op);
  bool selectFSub(mlir::Operation *op);
  bool selectFMul(mlir::Operation *op);
  bool selectFDiv(mlir::Operation *op);
  bool selectFRem(mlir::Operation *op);
  bool selectFNeg(mlir::Operation *op);
  bool selectFAbs(mlir::Operation *op);
  bool selectCopySign(mlir::Operation *op);
  bool selectSqrt(mlir::Operation *op);
  bool selectFCmp(mlir::Operation *op);
  bool selectMinNum(mlir::Operation *op);
  bool selectMaxNum(mlir::Operation *op);
  bool selectFMA(mlir::Operation *op);
  bool selectFMulAdd(mlir::Operation *op);
  bool selectFloor(mlir::Operation *op);
  bool selectCeil(mlir::Operation *op);
  bool selectFTrunc(mlir::Operation *op);
  bool selectRInt(mlir::Operation *op);
  bool selectNearbyInt(mlir::Operation *op);
  bool selectRound(mlir::Operation *op);
  bool selectRoundEven(mlir::Operation *op);
  bool selectFPTrunc(mlir::Operation *op);
  bool selectFPExt(mlir::Operation *op);
  bool selectFPToUI(mlir::Operation *op);
  bool selectFPToSI(mlir::Operation *op);
  bool selectFPToUISat(mlir::Operation *op);
  bool selectFPToSISat(mlir::Operation *op);
  bool selectUIToFP(mlir::Operation *op);
  bool selectSIToFP(mlir::Operation *op);
  bool selectLRInt(mlir::Operation *op);
  bool selectLRound(mlir::Operation *op);
  bool selectBitcast(mlir::Operation *op);
  bool selectBuildVector(mlir::Operation *op);
  bool selectSplitVector(mlir::Operation *op);
  bool isScalarFloat(mlir::Operation *op);
  bool selectFloatUnary(mlir::Operation *op, FloatOneSourceOp instruction);
  bool selectFloatBinary(mlir::Operation *op, FloatTwoSourceOp instruction);
  bool selectMultiplyAdd(mlir::Operation *op);
  bool selectFloatToInteger(mlir::Operation *op, bool isSigned);
  bool selectSaturatingConversion(mlir::Operation *op, bool isSigned);
  bool selectIntegerToFloat(mlir::Operation *op, bool isSigned);
  bool convertFloat(mlir::Operation *op);
  Condition compareFloats(mlir::Value lhs, mlir::Value rhs,
                          FCmpPredicate predicate);

  //===--------------------------------------------------------------------===//
  // State: of the module, then of the function
  //===--------------------------------------------------------------------===//

  CallingConvention convention;
  Encoder enc;
  Features moduleFeatures;
  mlir::Attribute lastAttributes; ///< Of the function before, which set
                                  ///< `features` and `wantsFramePointer`.

  Features features;
  bool wantsFramePointer = false; ///< Without calls too.
  bool hasFrameRecord = false;    ///< x29 is the frame pointer.
  bool needsEntryStack = false;   ///< x17 is sp at entry, at first.
  /// From where places in the frame count: x29, or sp where nothing moves it.
  Gpr frameBase = Gpr::sp;
  uint32_t outgoingBytes = 0; ///< Of the largest argument area below.
  int32_t variadicStack = 0;  ///< Home of the address of stack arguments.
  int32_t variadicGprs = 0;   ///< Frame offsets past the saved argument
  int32_t variadicFprs = 0;   ///< registers.
  fast::CodeBuffer prologueBuffer;
  /// What exits do to the frame, by raw offsets.
  llvm::SmallVector<debug::CfiEvent, 0> exitEvents;
  /// A call that takes the frame's place, once the frame's size is known.
  struct TailCall {
    Label exit;
    object::SymbolId callee; ///< None: x17 has the address.
  };
  llvm::SmallVector<TailCall, 0> tailCalls;
};

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_SELECTOR_H
