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

#include "lowering/fast/SharedSelector.h"
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

/// Branch protection that a function asks for.
struct Protection {
  bool signs = false;       ///< The return address, where it is in memory.
  bool signsLeaves = false; ///< And where it isn't.
  bool bKey = false;
  bool targets = false; ///< Indirect branches land on marks only.
  bool marksSecondReturns = true;
};

class Selector final : public fast::SharedSelector<Selector> {
public:
  explicit Selector(fast::ModuleContext &module);

private:
  friend class fast::SharedSelector<Selector>;
  static const fast::SelectionRules selectionRules;

  //===--------------------------------------------------------------------===//
  // Selector.cpp: operands, results
  //===--------------------------------------------------------------------===//

  void beginFunction();
  void readAttributes(mlir::DictionaryAttr attributes);
  void readFeatures(llvm::StringRef features);

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
  /// See resultRegister(): where a result is written by the last instruction
  /// that reads the operands so far, since it may be where one of them was.
  /// What is locked by then is unlocked.
  Gpr resultGpr(mlir::Value result) {
    registers.endOperation();
    return toGpr(resultRegister(result));
  }
  Fpr resultFpr(mlir::Value result) {
    registers.endOperation();
    return toFpr(resultRegister(result));
  }
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
  /// `bytes`: of the value, as its TypeClass says.
  void loadInto(Reg to, const Mem &mem, unsigned bytes);

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

  uint32_t beginFrame() override;
  void keepEntryRegisters() override;
  void receiveFromStack(ValueId id, const ArgPlace &place) override;
  void formAligned(Reg to, int32_t offset, uint64_t alignment) override;
  void noteFrame();
  void emitEpilogue();
  void emitExit(bool isLast, llvm::function_ref<void()> leave);
  void buildPrologue(llvm::SmallVectorImpl<uint8_t> &bytes,
                     llvm::SmallVectorImpl<debug::CfiEvent> &events);
  void addUnwindEvents(llvm::ArrayRef<debug::CfiEvent> prologue, uint64_t size);
  uint64_t frameBytes() const;
  bool writesBack() const;
  bool signsReturn() const;

  //===--------------------------------------------------------------------===//
  // CheckAllocation.cpp
  //===--------------------------------------------------------------------===//

  /// Proves the function's allocation; ends the program with a message if it
  /// is wrong. Call when the code is emitted, before it is finished.
  void checkAllocation();

  //===--------------------------------------------------------------------===//
  // One member an operation; false: refused
  //===--------------------------------------------------------------------===//

#define SELECT(OP) bool select##OP(mlir::Operation *op);
#define PURE(OP) SELECT(OP)
#include "lowering/fast/Handlers.def"

  //===--------------------------------------------------------------------===//
  // What these share, by file
  //===--------------------------------------------------------------------===//

  // SelectInteger.cpp
  bool addConstant(mlir::Operation *op, mlir::Value lhs, int64_t constant);
  bool selectLogic(mlir::Operation *op, LogicOp logic);
  bool selectShift(mlir::Operation *op, TwoSourceOp shift);
  bool selectConstantShift(mlir::Operation *op, TwoSourceOp shift,
                           unsigned count);
  bool selectDivision(mlir::Operation *op, bool isSigned, bool remainder);
  bool selectMinMax(mlir::Operation *op, Cond keep, bool isSigned);
  bool selectThreeWay(mlir::Operation *op, bool isSigned);
  bool selectByBranch(mlir::Operation *op);

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
  bool selectFunnel(mlir::Operation *op, bool left);
  bool selectNarrowFunnel(mlir::Operation *op, bool left);
  bool selectOverflow(mlir::Operation *op, AddSubOp add, Cond cond);
  bool selectMulOverflow(mlir::Operation *op, bool isSigned);
  bool selectSaturating(mlir::Operation *op, AddSubOp add, bool isSigned);
  Gpr useShiftedUp(mlir::Value value, unsigned by, unsigned width);

  // SelectMemory.cpp
  void copyBytes(Mem to, Mem from, uint64_t size);
  void moveBytes(Mem to, Mem from, uint64_t size);
  void fillBytes(Mem to, uint8_t value, uint64_t size);
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
  void jumpIf(Condition condition, Label target);
  void jump(Label target) { enc.b(target); }
  void jump(Reg target) { enc.br(toGpr(target)); }
  void jumpIfEqual(Reg value, unsigned width, int64_t constant, Reg temporary,
                   Label target);
  void jumpIfGreaterEqual(Reg value, unsigned width, int64_t constant,
                          Reg temporary, Label target);
  /// Targets may lie behind, where no mark can be put any more.
  bool usesJumpTables() const { return !protection.targets; }
  void checkTableIndex(Reg value, unsigned width, int64_t first, uint64_t span,
                       Reg temporary, Label defaultTarget);
  Reg tableTarget(Reg value, Reg temporary, object::SymbolId table);
  void markLanding() {
    if (protection.targets)
      enc.hint(HintOp::BtiJ);
  }

  // SelectCalls.cpp
  using MemoryOperand = Mem;
  static constexpr RegSet clobberedByCalls = callClobbered;
  static constexpr Reg indirectCallee = toReg(secondScratch);
  static Reg baseOf(const Mem &mem) {
    bool isFixed = mem.base == Gpr::sp || mem.base == Gpr::x29;
    return isFixed ? Reg::None : toReg(mem.base);
  }
  static void setBase(Mem &mem, Reg base) { mem.base = toGpr(base); }
  Mem argumentAddress(ValueInfo &value) {
    return deferredAddress(value, Gpr::None);
  }
  static Outgoing outgoing(mlir::Value value, Reg to, const ParamAbi &abi);
  static Reg routineArgument(Bank bank, unsigned index) {
    return bank == Bank::Float ? toReg(Fpr(index)) : toReg(Gpr(index));
  }
  static Reg routineResult(Bank bank) { return routineArgument(bank, 0); }
  void emitArgument(Reg to, Reg from, const Mem *mem, ValueInfo &value,
                    mlir::Type type, ParamAbi::Extend extension);
  Reg setAside(Reg reg, RegSet busy);
  void passOnStack(mlir::Value value, const ArgPlace &place,
                   const ParamAbi &abi);
  /// Where a call's stack arguments lie.
  struct StackArea {
    uint32_t bytes = 0;      ///< A multiple of 16.
    bool movesStack = false; ///< By this call alone.
  };
  StackArea openArgumentArea(const CallPlaces &places);
  void closeArgumentArea(const StackArea &area);
  void finishArguments(const CallPlaces &places) {}
  void emitCall(const fast::SymbolInfo *callee, const CallAbi &abi);
  void emitTailCall(const fast::SymbolInfo *callee);
  void callSymbol(const fast::SymbolInfo &symbol);
  void defineResults(mlir::ValueRange results, llvm::ArrayRef<ArgPlace> places);
  bool callLibm(mlir::Operation *op, llvm::StringRef base);

  // SelectInlineAsm.cpp
  class Statement;
  static const fast::AsmRules asmRules;

  // SelectFloat.cpp
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
  Features features;
  Protection protection;
  bool wantsFramePointer = false; ///< Without calls too.
  bool hasFrameRecord = false;    ///< x29 is the frame pointer.
  /// From where places in the frame count: x29, or sp where nothing moves it.
  Gpr frameBase = Gpr::sp;
  int32_t variadicStack = 0; ///< Home of the address of stack arguments.
  int32_t variadicGprs = 0;  ///< Frame offsets past the saved argument
  int32_t variadicFprs = 0;  ///< registers.
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

extern template class shunt::fast::SharedSelector<shunt::aarch64::Selector>;

#endif // SHUNT_LOWERING_FAST_AARCH64_SELECTOR_H
