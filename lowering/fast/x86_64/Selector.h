//===- Selector.h - Dialect to x86-64 in one pass ---------------*- C++ -*-===//
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
//   - operands by use(), take(), source() or address(), each of which counts
//     one use of the value;
//   - the result by define();
//   - the driver calls endOperation(), which unlocks all registers.
//
// Invariant: a register that holds a value narrower than 32 bits, or of 32 bits
// or fewer in a 64-bit register, has undefined bits above it, except as
// ValueInfo::zeroTo says.
// Invariant: while `flagsLive`, only instructions that leave the flags alone
// are emitted.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_SELECTOR_H
#define SHUNT_LOWERING_FAST_X86_64_SELECTOR_H

#include "lowering/fast/SharedSelector.h"
#include "lowering/fast/x86_64/CallingConvention.h"
#include "lowering/fast/x86_64/Encoder.h"
#include "lowering/fast/x86_64/X86Registers.h"

namespace shunt::x86_64 {

using fast::Bank;
using fast::Label;
using fast::Reg;
using fast::RegSet;
using fast::ValueId;
using fast::ValueInfo;
using fast::ValueKind;

/// CPU features that selection asks about.
struct Features {
  bool popcnt = false, lzcnt = false, bmi = false, sse41 = false, fma = false;
  bool f16c = false;
  bool cx16 = false, prfchw = false, avx = false;
};

class Selector final : public fast::SharedSelector<Selector> {
public:
  explicit Selector(fast::ModuleContext &module);

private:
  friend class fast::SharedSelector<Selector>;
  static const fast::SelectionRules selectionRules;

  /// An operand in the form that an instruction takes.
  struct Source {
    enum class Kind : uint8_t { Register, Memory, Immediate };
    Kind kind;
    Gpr reg = Gpr::None;
    int32_t imm = 0;
    Mem mem = {};
  };

  //===--------------------------------------------------------------------===//
  // Selector.cpp: the pass, operands, results
  //===--------------------------------------------------------------------===//

  void beginFunction();
  void readAttributes(mlir::DictionaryAttr attributes);
  void readFeatures(llvm::StringRef features);

  /// Whether `value` is a constant whose sign-extended value fits 32 bits.
  std::optional<int32_t> immediateOf(mlir::Value value) {
    return immediateOf(info(value));
  }
  static std::optional<int32_t> immediateOf(const ValueInfo &value);

  /// A register with the value that stays as it is.
  Gpr useGpr(mlir::Value value) { return toGpr(use(value)); }
  Xmm useXmm(mlir::Value value) { return toXmm(use(value)); }
  /// A register with the value that may be overwritten; `into`: this one, free
  /// and locked.
  Gpr takeGpr(mlir::Value value, Reg into = Reg::None) {
    return toGpr(registers.take(idOf(value), into));
  }
  Xmm takeXmm(mlir::Value value, Reg into = Reg::None) {
    return toXmm(registers.take(idOf(value), into));
  }
  Gpr scratchGpr(RegSet avoid = {}) {
    return toGpr(registers.scratch(Bank::General, avoid));
  }
  Xmm scratchXmm() { return toXmm(registers.scratch(Bank::Float)); }

  /// See takeForResult() and resultRegister().
  Gpr takeGprForResult(mlir::Value lhs, mlir::Value result,
                       mlir::Value other = {}) {
    return toGpr(takeForResult(lhs, result, other));
  }
  Xmm takeXmmForResult(mlir::Value lhs, mlir::Value result,
                       mlir::Value other = {}) {
    return toXmm(takeForResult(lhs, result, other));
  }
  Gpr resultGpr(mlir::Value result) { return toGpr(resultRegister(result)); }
  Xmm resultXmm(mlir::Value result) { return toXmm(resultRegister(result)); }

  void define(mlir::Value result, Gpr reg, uint8_t zeroTo = 0) {
    registers.define(idOf(result), toReg(reg), zeroTo);
  }
  void define(mlir::Value result, Xmm reg) {
    registers.define(idOf(result), toReg(reg));
  }

  /// The operand as register, memory of `bytes` or immediate; `bytes` 0: not
  /// as memory.
  Source source(mlir::Value value, unsigned bytes);
  /// A float operand as memory, if it is there and not in a register.
  std::optional<Mem> floatMemory(mlir::Value value);
  /// The value's bits in a register, zero- or sign-extended from its type to
  /// `toBits` (32 or 64); may be overwritten.
  Gpr takeExtended(mlir::Value value, bool isSigned, unsigned toBits,
                   Reg into = Reg::None);
  /// Extends what `reg` holds in its low `bits`.
  void extend(Gpr reg, unsigned bits, bool isSigned, unsigned toBits);

  //===--------------------------------------------------------------------===//
  // ValueMoves.cpp: fast::Moves, addresses
  //===--------------------------------------------------------------------===//

  void spill(Reg reg, const ValueInfo &value, int32_t home) override;
  bool spillConstant(const ValueInfo &constant, const ValueInfo &value,
                     int32_t home) override;
  void copy(Reg to, Reg from, const ValueInfo &value) override;
  void materialize(Reg to, ValueInfo &value) override;
  /// Puts a constant or an address into `to`.
  void formAnew(Reg to, ValueInfo &value);
  void materializeConstant(Reg to, ConstantBits bits, mlir::Type type);
  void materializeSymbol(Gpr to, AddressOfOp symbol);
  void materializeDeferred(Reg to, ValueInfo &value);
  /// `bytes`: of the value, as its TypeClass says.
  void loadInto(Reg to, const Mem &mem, unsigned bytes);
  void storeFrom(const Mem &mem, Reg from, unsigned bytes);
  /// The memory operand of a load or store: counts the uses of base and index.
  Mem address(mlir::Value base, mlir::Value index, const Address &address);
  Mem addressOfSymbol(mlir::Operation *addressOf, int64_t offset);
  Mem home(int32_t offset) const { return Mem::at(Gpr::rbp, offset); }
  /// The memory operand of a deferred load's value.
  Mem deferredAddress(ValueInfo &value);
  Mem literal(ConstantBits bits, unsigned bytes);
  Segment segmentOf(mlir::Type pointer);

  //===--------------------------------------------------------------------===//
  // FrameLowering.cpp
  //===--------------------------------------------------------------------===//

  /// Bytes from rbp to the first stack argument.
  static constexpr int32_t firstStackArgument = 16;

  uint32_t beginFrame() override { return 0; }
  void keepEntryRegisters() override;
  void saveVariadicRegisters();
  void receiveFromStack(ValueId id, const ArgPlace &place) override;
  void formAligned(Reg to, int32_t offset, uint64_t alignment) override;
  void noteFrame();
  void emitEpilogue();
  void restoreRegisters(bool hasMoved);
  void leaveForTailCall();
  void buildPrologue(llvm::SmallVectorImpl<uint8_t> &bytes,
                     llvm::SmallVectorImpl<debug::CfiEvent> &events);
  void addUnwindEvents(llvm::ArrayRef<debug::CfiEvent> prologue, uint64_t size);
  uint64_t frameBytes() const;

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
  bool selectAlu(mlir::Operation *op, AluOp alu, bool commutes);
  bool selectShift(mlir::Operation *op, ShiftOp shift);
  bool selectDivision(mlir::Operation *op, bool isSigned, bool remainder);
  bool selectMinMax(mlir::Operation *op, Cond replace, bool isSigned);
  /// The value in this very register, which may be overwritten.
  Gpr takeInto(mlir::Value value, Gpr fixed) {
    return toGpr(SelectorBase::takeInto(value, toReg(fixed)));
  }
  Gpr takeExtendedInto(mlir::Value value, bool isSigned, unsigned toBits,
                       Gpr fixed);
  bool selectThreeWay(mlir::Operation *op, bool isSigned);
  /// Emits a comparison; the condition under which the predicate holds.
  Cond compare(mlir::Value lhs, mlir::Value rhs, ICmpPredicate predicate);
  bool nextTestsBits(mlir::Operation *op);
  void testBits(mlir::Operation *mask);
  /// What the flags say: one condition, or two of which both or one must hold
  /// (float comparisons with unordered operands).
  struct Condition {
    enum class Combine : uint8_t { None, And, Or };
    Cond cond;
    Cond extra = Cond::O;
    Combine combine = Combine::None;
  };
  /// Emits the test of an i1, or the comparison that was deferred to here; sets
  /// `flagsLive`.
  Condition flagsCondition(mlir::Value value);
  Condition branchCondition(mlir::Value value) { return flagsCondition(value); }
  Condition compareForBranch(mlir::Value lhs, mlir::Value rhs,
                             ICmpPredicate predicate) {
    Condition condition = {compare(lhs, rhs, predicate)};
    flagsLive = true;
    return condition;
  }

  // SelectBits.cpp
  bool selectFunnel(mlir::Operation *op, bool left);
  bool selectOverflow(mlir::Operation *op, AluOp alu, Cond cond);
  bool defineWithOverflow(mlir::Operation *op, Gpr to, Cond cond,
                          unsigned extra, mlir::Value result,
                          mlir::Value overflow);
  bool selectSaturating(mlir::Operation *op, AluOp alu, bool isSigned);

  // SelectMemory.cpp
  void addFarOffset(Gpr to, int64_t offset);
  void copyBytes(Mem to, Mem from, uint64_t size);
  void moveBytes(Mem to, Mem from, uint64_t size);
  void fillBytes(Mem to, uint8_t value, uint64_t size);
  bool storeToMemory(mlir::Operation *op);
  bool loadOddWidth(mlir::Operation *op, const Mem &mem, unsigned bits);
  bool storeOddWidth(mlir::Value value, const Mem &mem, unsigned bits);

  // SelectAtomics.cpp
  bool selectCmpXchgLoop(mlir::Operation *op);

  // SelectControl.cpp
  Condition inverted(Condition condition);
  void jumpIf(Condition condition, Label target);
  void jump(Label target) { enc.jmp(target); }
  void jump(Reg target) { enc.jmp(toGpr(target)); }
  void compareWithImm(Reg value, unsigned width, int64_t imm, Reg temporary);
  void jumpIfEqual(Reg value, unsigned width, int64_t constant, Reg temporary,
                   Label target);
  void jumpIfGreaterEqual(Reg value, unsigned width, int64_t constant,
                          Reg temporary, Label target);
  static bool usesJumpTables() { return true; }
  void checkTableIndex(Reg value, unsigned width, int64_t first, uint64_t span,
                       Reg temporary, Label defaultTarget);
  Reg tableTarget(Reg value, Reg temporary, object::SymbolId table);
  void markLanding() {}

  // SelectCalls.cpp
  using MemoryOperand = Mem;
  static constexpr RegSet clobberedByCalls = callClobbered;
  static constexpr Reg indirectCallee = toReg(Gpr::r11);
  static Reg baseOf(const Mem &mem) {
    return mem.base == Gpr::None ? Reg::None : toReg(mem.base);
  }
  static void setBase(Mem &mem, Reg base) { mem.base = toGpr(base); }
  Mem argumentAddress(ValueInfo &value) { return deferredAddress(value); }
  static Outgoing outgoing(mlir::Value value, Reg to, const ParamAbi &abi) {
    return {value, to, abi.extend};
  }
  static Reg routineArgument(Bank bank, unsigned index) {
    return bank == Bank::Float ? toReg(Xmm(index)) : toReg(argumentGprs[index]);
  }
  static Reg routineResult(Bank bank) {
    return bank == Bank::Float ? toReg(Xmm::xmm0) : toReg(Gpr::rax);
  }
  void emitArgument(Reg to, Reg from, const Mem *mem, ValueInfo &value,
                    mlir::Type type, ParamAbi::Extend extension);
  Reg setAside(Reg reg, RegSet busy);
  void copyByval(Mem to, mlir::Value pointer, uint64_t size);
  void passOnStack(mlir::Value value, const ArgPlace &place,
                   const ParamAbi &abi);
  /// Where a call's stack arguments lie.
  struct StackArea {
    uint32_t bytes = 0;       ///< A multiple of 16.
    bool movesStack = false;  ///< By this call alone.
    int32_t savedPointer = 0; ///< Home of rsp before the call, or 0: none.
  };
  StackArea openArgumentArea(const CallPlaces &places);
  void closeArgumentArea(const StackArea &area);
  void finishArguments(const CallPlaces &places);
  void emitCall(const fast::SymbolInfo *callee, const CallAbi &abi);
  void emitTailCall(const fast::SymbolInfo *callee);
  void callSymbol(const fast::SymbolInfo &symbol, bool isTail = false);
  void defineResults(mlir::ValueRange results, llvm::ArrayRef<ArgPlace> places);
  bool callLibm(mlir::Operation *op, llvm::StringRef base);

  // SelectFloat.cpp, SelectX87.cpp
  bool selectFloatBinary(mlir::Operation *op, SseOp single, SseOp doubled,
                         bool commutes);
  bool selectRounding(mlir::Operation *op, unsigned mode, llvm::StringRef name);
  /// Selects a float by jumping around a move.
  void selectByBranch(Condition condition, mlir::Value ifTrue,
                      mlir::Value ifFalse, mlir::Value result);
  Condition compareFloats(mlir::Value lhs, mlir::Value rhs,
                          FCmpPredicate predicate);
  void setCondition(Condition condition, Gpr to);
  Mem signMask(unsigned bytes, bool inverse);
  bool selectMinMaxNum(mlir::Operation *op, SseOp single, SseOp doubled,
                       llvm::StringRef name);
  bool isScalarFloat(mlir::Operation *op, mlir::Type type);
  bool isScalarFloat(mlir::Operation *op) {
    return isScalarFloat(op, op->getOperand(0).getType());
  }
  bool selectSign(mlir::Operation *op, SseOp instruction, bool inverse);
  bool convertFloat(mlir::Operation *op, SseOp instruction);
  bool convertHalf(mlir::Operation *op);
  void convertFromGpr(Xmm to, Gpr from, unsigned width, bool isSingle);

  // SelectX87.cpp
  bool selectX87Binary(mlir::Operation *op);
  bool selectX87Unary(mlir::Operation *op);
  bool callX87Libm(mlir::Operation *op, llvm::StringRef name);
  bool selectX87FromInteger(mlir::Operation *op, Gpr from, unsigned width);
  bool selectX87FromUnsigned64(mlir::Operation *op, Gpr from);
  bool selectX87ToInteger(mlir::Operation *op, bool isSigned);
  void x87TruncateTo(int32_t place);
  void x87Load(mlir::Value value);
  void x87Store(mlir::Value result);

  // SelectInlineAsm.cpp
  class Statement;
  static const fast::AsmRules asmRules;

  //===--------------------------------------------------------------------===//
  // State: of the module, then of the function
  //===--------------------------------------------------------------------===//

  CallingConvention convention;
  Encoder enc;
  Features moduleFeatures;
  Features features;
  bool hasFrame = false; ///< rsp is below what is used: no red zone.
  bool redZone = true;
  uint32_t epilogueOffset = UINT32_MAX; ///< Raw, of the ret; none: the maximum.
  int32_t sretHome = 0;     ///< Where the sret pointer was kept, or 0.
  int32_t variadicArea = 0; ///< Frame offset of the register save area.
  fast::CodeBuffer prologueBuffer;
  /// Raw offsets between which the frame is gone.
  struct TailCall {
    uint32_t begin;
    uint32_t end;
  };
  llvm::SmallVector<TailCall, 0> tailCalls;
};

} // namespace shunt::x86_64

extern template class shunt::fast::SharedSelector<shunt::x86_64::Selector>;

#endif // SHUNT_LOWERING_FAST_X86_64_SELECTOR_H
