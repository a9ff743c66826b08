//===- FunctionImport.h - One function's body -------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Input: an llvm::Function with a body. Output: the region of its FuncOp.
// Called by ModuleImport. The methods are spread over files by source
// construct: Values, Constants, Arithmetic, Memory, Addresses, Control, Calls,
// Exceptions, Intrinsics, Vectors, WideIntegers, WideIntrinsics, FloatClasses,
// HalfFloats, SoftFloats.
//
// Blocks are visited in reverse post-order, so that a definition comes before
// its uses; phi operands are resolved at the terminators of the predecessors.
// One LLVM value is a list of dialect values, nearly always of one; most
// methods have a fast path for that, and leave the rest to the list forms.
//
// After a refusal everything still returns values of the right types, which
// the caller of import() throws away: no method has to check for null.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_IMPORT_FUNCTIONIMPORT_H
#define SHUNT_LOWERING_IMPORT_FUNCTIONIMPORT_H

#include "lowering/import/ImportedBody.h"
#include "lowering/import/ModuleContext.h"
#include "lowering/import/ValueMap.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"

namespace shunt::import {

/// Imports the bodies of one module's functions, one after the other. Holds
/// memory that is cleared and used again for each.
class FunctionImport {
public:
  FunctionImport(ModuleContext &module, Storage storage)
      : module(module), arena(module.mlir, storage == Storage::Arena) {}

  /// Fills the region of `body`. False: refused, see the module context; the
  /// region then holds what was imported so far.
  bool import(const llvm::Function &function, ImportedBody &body);

  /// Empties `body`, which import() filled.
  void drop(ImportedBody &body);

  /// See ModuleImport.
  void beginHandover() { arena.beginHandover(); }

private:
  using Value = mlir::Value;
  using Parts = llvm::SmallVector<Value, 8>;

  /// base + index * scale + offset, not yet an operation.
  struct Place {
    Value base;
    Value index; ///< Null: none.
    Address address;
  };

  /// What is known of a reachable block of the host.
  struct BlockState {
    mlir::Block *block = nullptr; ///< Null: unreachable and dropped.
    uint32_t firstOrigin = 0;     ///< Of its first instruction.
  };

  //===--- FunctionImport.cpp: order and dispatch -------------------------===//

  void reset(const llvm::Function &function);
  void swapStorage(ImportedBody &body);
  void numberInstructions();
  void findNextFunction();
  void orderBlocks();
  void orderFrom(const llvm::BasicBlock *root);
  void createBlocks(mlir::Region &body);
  void importParameters();
  void importBlockLayout(const llvm::BasicBlock &block);
  void importBlock(const llvm::BasicBlock &block);
  void importInstruction(const llvm::Instruction &inst);
  void refuse(const llvm::Twine &construct);
  void refuseInstruction(const llvm::Instruction &inst);
  void findNamedValues(std::vector<ImportedBody::HostValue> &named);

  //===--- Values.cpp: from the host's values to the dialect's ------------===//

  /// The value that stands for `value`; null if a list does.
  Value operand(const llvm::Value *value) {
    Entry entry = lookup(value);
    if (LLVM_LIKELY(entry.isValue()))
      return entry.value();
    return entry.isAddress() ? materialize(entry.index()) : Value();
  }

  /// Appends the values that stand for `value`.
  void parts(const llvm::Value *value, llvm::SmallVectorImpl<Value> &parts);

  Entry lookup(const llvm::Value *value) {
    if (value == lastHost)
      return lastEntry;
    Entry entry = values.lookup(value);
    if (LLVM_UNLIKELY(!entry))
      return defineConstant(value);
    return entry;
  }

  /// From now on `entry` stands for `inst`.
  void define(const llvm::Instruction &inst, Entry entry) {
    lastHost = &inst;
    lastEntry = entry;
    if (!onlyUsedNext(inst))
      values.insert(&inst, entry);
  }
  void define(const llvm::Instruction &inst, Value value) {
    define(inst, Entry(value));
  }
  void define(const llvm::Instruction &inst, llvm::ArrayRef<Value> parts);
  Entry makeList(llvm::ArrayRef<Value> parts);

  /// Whether the instruction behind `inst` is its one user.
  static bool onlyUsedNext(const llvm::Instruction &inst) {
    return inst.hasOneUse() && *inst.user_begin() == inst.getNextNode();
  }

  /// The type of values of `type`; refused types and lists give a stand-in.
  const TypeInfo &typeOf(llvm::Type *type);

  //===--- Operations -----------------------------------------------------===//

  /// Appends an operation to the current block.
  template <typename Op>
  LLVM_ATTRIBUTE_ALWAYS_INLINE mlir::Operation *
  append(llvm::ArrayRef<mlir::Type> results, llvm::ArrayRef<Value> operands,
         llvm::ArrayRef<mlir::Block *> successors = {}) {
    mlir::Operation *op = arena.create<Op>(results, operands, successors);
    propertiesOf<Op>(op).header.origin = origin;
    block->push_back(op);
    return op;
  }

  /// Appends an operation of one result.
  template <typename Op>
  Value emit(mlir::Type type, llvm::ArrayRef<Value> operands) {
    return append<Op>(type, operands)->getResult(0);
  }

  /// Puts an operation behind the constants and slots of the entry block.
  template <typename Op> mlir::Operation *appendToPrologue(mlir::Type type) {
    mlir::Operation *op = arena.create<Op>(type, {});
    insertIntoPrologue(op);
    return op;
  }
  void insertIntoPrologue(mlir::Operation *op);

  mlir::Type integerType(unsigned width) {
    return mlir::IntegerType::get(&module.mlir, width);
  }

  //===--- Constants.cpp --------------------------------------------------===//

  Entry defineConstant(const llvm::Value *value);
  Entry importConstant(const llvm::Constant *constant, bool &isShared);
  Entry importConstantList(const llvm::Constant *constant, bool &isShared);
  Entry importConstantExpression(const llvm::Constant *constant);
  Entry importWholeConstant(const llvm::Constant *constant, mlir::Type type);
  Value constantBits(mlir::Type type, uint64_t low, uint64_t high = 0);
  Value constantBits(mlir::Type type, const llvm::APInt &bits);
  Value undef(mlir::Type type, bool poison);
  Value addressOf(mlir::Type type, const SymbolOffset &address);
  Value threadLocalAddress(mlir::Type type, const SymbolOffset &address);
  template <typename Op> mlir::Operation *appendConstant(mlir::Type type);

  //===--- Arithmetic.cpp -------------------------------------------------===//

  void importBinary(const llvm::Instruction &inst);
  Value emitBinary(unsigned opcode, Value lhs, Value rhs, uint8_t flags,
                   FastMath fastMath);
  Value emitFloatBinary(unsigned opcode, Value lhs, Value rhs,
                        FastMath fastMath);
  void importFNeg(const llvm::Instruction &inst);
  void importICmp(const llvm::ICmpInst &inst);
  Value emitICmp(ICmpPredicate predicate, Value lhs, Value rhs,
                 IntFlags flags = IntFlags::None);
  void importFCmp(const llvm::FCmpInst &inst);
  void importSelect(const llvm::SelectInst &inst);
  Value emitSelect(Value condition, Value ifTrue, Value ifFalse,
                   FastMath fastMath = FastMath::None);
  void importCast(const llvm::CastInst &inst);
  Value emitCast(unsigned opcode, Value operand, mlir::Type type, uint8_t flags,
                 FastMath fastMath);
  void importFreeze(const llvm::Instruction &inst);
  void importExtractValue(const llvm::ExtractValueInst &inst);
  void importInsertValue(const llvm::InsertValueInst &inst);
  template <typename Op>
  Value emitInt(mlir::Type type, llvm::ArrayRef<Value> operands,
                IntFlags flags) {
    mlir::Operation *op = append<Op>(type, operands);
    propertiesOf<Op>(op).flags = flags;
    return op->getResult(0);
  }
  template <typename Op>
  Value emitFloat(mlir::Type type, llvm::ArrayRef<Value> operands,
                  FastMath fastMath) {
    mlir::Operation *op = append<Op>(type, operands);
    propertiesOf<Op>(op).fastMath = fastMath;
    return op->getResult(0);
  }
  static FastMath fastMathOf(const llvm::Instruction &inst);
  Value emitFCmp(FCmpPredicate predicate, Value lhs, Value rhs,
                 FastMath fastMath);
  mlir::Type boolLike(mlir::Type type);

  //===--- Elementwise.cpp: the same on lists -----------------------------===//

  void emitBinaryParts(const TypeInfo &type, unsigned opcode,
                       llvm::ArrayRef<Value> lhs, llvm::ArrayRef<Value> rhs,
                       uint8_t flags, FastMath fastMath,
                       llvm::SmallVectorImpl<Value> &results);
  void emitCastParts(unsigned opcode, const TypeInfo &from, const TypeInfo &to,
                     llvm::ArrayRef<Value> operand, uint8_t flags,
                     FastMath fastMath, llvm::SmallVectorImpl<Value> &results);
  void emitICmpParts(const TypeInfo &type, ICmpPredicate predicate,
                     llvm::ArrayRef<Value> lhs, llvm::ArrayRef<Value> rhs,
                     IntFlags flags, llvm::SmallVectorImpl<Value> &results);
  void selectParts(const llvm::SelectInst &inst);

  //===--- Vectors.cpp ----------------------------------------------------===//

  void importExtractElement(const llvm::ExtractElementInst &inst);
  void importInsertElement(const llvm::InsertElementInst &inst);
  void importShuffleVector(const llvm::ShuffleVectorInst &inst);
  void importVectorGetElementPtr(const llvm::GetElementPtrInst &gep);
  void bitcastParts(const TypeInfo &from, const TypeInfo &to,
                    llvm::ArrayRef<Value> operand,
                    llvm::SmallVectorImpl<Value> &results);
  static bool isMadeOfWords(const TypeInfo &type);
  void bitcastThroughMemory(const TypeInfo &from, const TypeInfo &to,
                            llvm::ArrayRef<Value> operand,
                            llvm::SmallVectorImpl<Value> &results);
  void toWords(const TypeInfo &type, llvm::ArrayRef<Value> parts,
               llvm::SmallVectorImpl<Value> &words);
  void fromWords(const TypeInfo &type, llvm::ArrayRef<Value> words,
                 llvm::SmallVectorImpl<Value> &parts);
  void loadVector(const TypeInfo &type, const Place &place, MemoryAccess access,
                  llvm::SmallVectorImpl<Value> &parts);
  void storeVector(const TypeInfo &type, llvm::ArrayRef<Value> parts,
                   const Place &place, MemoryAccess access);
  Place spillVector(const TypeInfo &type, llvm::ArrayRef<Value> parts,
                    const llvm::Value *index);
  uint64_t slotStride(const TypeInfo &element);
  void storeElement(const TypeInfo &element, llvm::ArrayRef<Value> parts,
                    const Place &place, MemoryAccess access);
  void loadElement(const TypeInfo &element, const Place &place,
                   MemoryAccess access, llvm::SmallVectorImpl<Value> &parts);
  void poisonParts(const TypeInfo &type, llvm::SmallVectorImpl<Value> &parts);
  Value asInteger(Value part);
  bool importReduction(const llvm::IntrinsicInst &inst);
  void importCountElements(const llvm::IntrinsicInst &inst);

  //===--- TargetIntrinsics.cpp -------------------------------------------===//

  bool importTargetIntrinsic(const llvm::IntrinsicInst &inst);
  void importSignMask(const llvm::IntrinsicInst &inst);
  void importShiftInsert(const llvm::IntrinsicInst &inst, bool isLeft);
  void importInterleavedLoad(const llvm::IntrinsicInst &inst);
  void importInterleavedStore(const llvm::IntrinsicInst &inst);

  //===--- WideIntegers.cpp: lists of i64, the low one first --------------===//

  using Words = llvm::SmallVector<Value, 4>;

  Value wordConstant(uint64_t value) {
    return constantBits(integerType(64), value);
  }
  Words emitWideBinary(unsigned opcode, const TypeInfo &type,
                       llvm::ArrayRef<Value> lhs, llvm::ArrayRef<Value> rhs);
  Words emitWideSum(bool isSub, llvm::ArrayRef<Value> lhs,
                    llvm::ArrayRef<Value> rhs, Value *carry = nullptr);
  Words emitWideMul(llvm::ArrayRef<Value> lhs, llvm::ArrayRef<Value> rhs);
  Words emitWideShift(unsigned opcode, llvm::ArrayRef<Value> value,
                      Value amount);
  void shiftWithinWords(unsigned opcode, llvm::SmallVectorImpl<Value> &words,
                        Value amount);
  Words emitWideDivision(unsigned opcode, unsigned width,
                         llvm::ArrayRef<Value> lhs, llvm::ArrayRef<Value> rhs);
  Words extendWide(llvm::ArrayRef<Value> value, unsigned width, bool isSigned);
  Value extensionOf(Value top, bool isSigned);
  Value emitWideOr(llvm::ArrayRef<Value> words);
  Value emitWideICmp(ICmpPredicate predicate, const TypeInfo &type,
                     llvm::ArrayRef<Value> lhs, llvm::ArrayRef<Value> rhs);
  void emitWideCast(unsigned opcode, const TypeInfo &from, const TypeInfo &to,
                    llvm::ArrayRef<Value> operand,
                    llvm::SmallVectorImpl<Value> &results);
  void emitWideToOrFromFloat(unsigned opcode, const TypeInfo &from,
                             const TypeInfo &to, llvm::ArrayRef<Value> operand,
                             llvm::SmallVectorImpl<Value> &results);

  //===--- WideIntrinsics.cpp ---------------------------------------------===//

  Words emitWideSelect(Value condition, llvm::ArrayRef<Value> ifTrue,
                       llvm::ArrayRef<Value> ifFalse);
  Words widenCount(Value count, const TypeInfo &type);
  Value emitWideCount(llvm::Intrinsic::ID id, const TypeInfo &type,
                      llvm::ArrayRef<Value> value);
  Words emitWideReverse(llvm::Intrinsic::ID id, const TypeInfo &type,
                        llvm::ArrayRef<Value> value);
  Words emitWideAbs(llvm::ArrayRef<Value> value);
  Words emitWideFunnel(bool isLeft, const TypeInfo &type,
                       llvm::ArrayRef<Value> a, llvm::ArrayRef<Value> b,
                       Value amount);
  Words emitWideSaturating(llvm::Intrinsic::ID id, const TypeInfo &type,
                           llvm::ArrayRef<Value> lhs,
                           llvm::ArrayRef<Value> rhs);
  /// False: not for this intrinsic and width.
  bool emitWideIntrinsic(llvm::Intrinsic::ID id, const TypeInfo &type,
                         llvm::ArrayRef<Value> operands,
                         llvm::SmallVectorImpl<Value> &results);
  Words emitWideUMulOverflow(llvm::ArrayRef<Value> lhs,
                             llvm::ArrayRef<Value> rhs, Value &overflow);
  Words emitWideSMulOverflow(llvm::ArrayRef<Value> lhs,
                             llvm::ArrayRef<Value> rhs, Value &overflow);
  /// False: not for this intrinsic and width.
  bool emitWideOverflow(llvm::Intrinsic::ID id, const TypeInfo &type,
                        llvm::ArrayRef<Value> lhs, llvm::ArrayRef<Value> rhs,
                        llvm::SmallVectorImpl<Value> &results, Value &overflow);

  //===--- FloatClasses.cpp -----------------------------------------------===//

  Value emitClassTest(Value operand, unsigned mask);
  Value emitRangeTest(const TypeInfo &type, llvm::ArrayRef<Value> bits,
                      const llvm::APInt &first, const llvm::APInt &last);
  Value emitUnnormalTest(llvm::ArrayRef<Value> magnitude, Value result,
                         unsigned mask);
  Parts constantParts(const TypeInfo &type, const llvm::APInt &bits);

  //===--- HalfFloats.cpp: half and bfloat --------------------------------===//

  /// Whether the type is half or bfloat.
  static bool isHalf(mlir::Type type);
  /// Whether the function's own attributes name the feature.
  bool hasFeature(llvm::StringRef name) const;
  /// Whether the function may use instructions that compute half.
  bool hasHalfArithmetic() const;
  /// Whether an instruction makes half of the other type, or the reverse.
  bool isConvertedByInstruction(mlir::Type from, mlir::Type to) const;
  /// half or bfloat as float; another value as it is.
  Value promoted(Value value);
  /// `value` rounded to `type`, if it isn't of that.
  Value demoted(Value value, mlir::Type type);
  Value roundedToOdd(Value value);
  Value roundedToBFloat(Value value);
  mlir::Type halfwayType(mlir::Type integer, mlir::Type half) const;
  /// A cast from or to half or bfloat that no routine does.
  Value emitHalfCast(unsigned opcode, Value operand, mlir::Type type,
                     uint8_t flags, FastMath fastMath);
  Value emitHalfFMA(llvm::ArrayRef<Value> operands, mlir::Type type,
                    FastMath fastMath);
  Value emitHalfIntrinsic(llvm::Intrinsic::ID id,
                          llvm::ArrayRef<Value> operands, mlir::Type type,
                          FastMath fastMath);

  //===--- SoftFloats.cpp: fp128 ------------------------------------------===//

  /// Folded IR: whether operations on the type are routines or detours.
  bool isSoft(mlir::Type type) const;
  bool isSoftCast(unsigned opcode, mlir::Type from, mlir::Type to) const;
  /// Calls a routine of one result, whose types are the values'.
  Value callRoutine(llvm::StringRef name, mlir::Type result,
                    llvm::ArrayRef<Value> operands);
  /// libm's name of a function for a float type.
  std::string libmName(llvm::StringRef base, mlir::Type type) const;
  /// libgcc's letters for a float type.
  static llvm::StringRef floatLetters(mlir::Type type);
  Parts softBits(Value value);
  Value softFromBits(mlir::Type type, llvm::ArrayRef<Value> bits);
  Value signBits(mlir::Type type, bool inverse);
  Value emitFNeg(Value operand, FastMath fastMath);
  Value emitSoftFAbs(Value operand);
  Value emitSoftCopySign(Value magnitude, Value sign);
  Value emitSoftBinary(unsigned opcode, Value lhs, Value rhs,
                       FastMath fastMath);
  Value emitSoftIntrinsic(llvm::Intrinsic::ID id,
                          llvm::ArrayRef<Value> operands, mlir::Type type,
                          FastMath fastMath);
  Value emitSoftFCmp(FCmpPredicate predicate, Value lhs, Value rhs,
                     FastMath fastMath);
  Value emitSoftCast(unsigned opcode, Value operand, mlir::Type type,
                     uint8_t flags, FastMath fastMath);

  //===--- Addresses.cpp: getelementptr and where loads and stores go -----===//

  /// A getelementptr that has no operation (yet).
  struct FoldedAddress {
    Place place;
    mlir::Type type;
    mlir::Block *block; ///< Where the instruction stood.
    uint32_t origin;    ///< Of the instruction.
    Value materialized; ///< The operation's result once there is one.
  };

  void importGetElementPtr(const llvm::GetElementPtrInst &gep);
  Value emitGetElementPtr(const llvm::GEPOperator &gep);
  void decompose(const llvm::GEPOperator &gep, Place &place);
  void addIndex(Place &place, Value index, uint64_t scale);
  Value indexOperand(const llvm::Value *index);
  Value emitAddr(const Place &place, mlir::Type type);
  Value materialize(uint32_t index);
  /// Where an access through `pointer` goes, within a load's or store's reach.
  Place placeOf(Entry pointer);
  Place placeOf(const llvm::Value *pointer) { return placeOf(lookup(pointer)); }
  bool isFoldedSExt(const llvm::Instruction &inst);

  //===--- Memory.cpp -----------------------------------------------------===//

  void importAlloca(const llvm::AllocaInst &inst);
  Value newSlot(uint64_t size, uint64_t alignment);
  void importLoad(const llvm::LoadInst &inst);
  void importStore(const llvm::StoreInst &inst);
  void importAtomicRMW(const llvm::AtomicRMWInst &inst);
  void importCmpXchg(const llvm::AtomicCmpXchgInst &inst);
  void importFence(const llvm::FenceInst &inst);
  void importVAArg(const llvm::VAArgInst &inst);
  template <typename Inst> MemoryAccess accessOf(const Inst &inst);
  bool isSingleThread(llvm::SyncScope::ID scope);
  Value emitLoad(mlir::Type type, const Place &place, MemoryAccess access);
  void emitStore(Value value, const Place &place, MemoryAccess access);
  void loadParts(llvm::Type *type, Place place, MemoryAccess access,
                 llvm::SmallVectorImpl<Value> &parts);
  void storeParts(llvm::Type *type, llvm::ArrayRef<Value> parts, Place place,
                  MemoryAccess access);
  void loadLeaf(const TypeInfo &type, Place place, MemoryAccess access,
                llvm::SmallVectorImpl<Value> &parts);
  void storeLeaf(const TypeInfo &type, llvm::ArrayRef<Value> parts, Place place,
                 MemoryAccess access);
  Place offsetPlace(const Place &place, int64_t offset);

  //===--- Control.cpp ----------------------------------------------------===//

  void importReturn(const llvm::ReturnInst &inst);
  void importBranch(const llvm::BranchInst &inst);
  void importSwitch(const llvm::SwitchInst &inst);
  Value wideSwitchIndex(const llvm::SwitchInst &inst);
  void importIndirectBranch(const llvm::IndirectBrInst &inst);
  bool isFusedCompare(const llvm::ICmpInst &inst);
  /// Appends what `from` passes to the arguments of `to`.
  void edgeArguments(const llvm::BasicBlock &from, const llvm::BasicBlock &to,
                     llvm::SmallVectorImpl<Value> &arguments);
  unsigned incomingIndex(const llvm::PHINode &phi,
                         const llvm::BasicBlock &from);
  mlir::Block *blockOf(const llvm::BasicBlock *block) {
    return blocks[block->getNumber()].block;
  }

  //===--- Calls.cpp ------------------------------------------------------===//

  void importCall(const llvm::CallInst &inst);
  template <typename Op>
  mlir::Operation *appendAsm(const llvm::CallBase &inst,
                             llvm::ArrayRef<mlir::Block *> targets);
  template <typename Op>
  mlir::Operation *appendCall(const llvm::CallBase &inst,
                              llvm::ArrayRef<Value> edgeArguments = {},
                              llvm::ArrayRef<mlir::Block *> successors = {});
  ListRef variadicTypes(const llvm::CallBase &inst);
  ListRef importBundles(const llvm::CallBase &inst,
                        llvm::SmallVectorImpl<Value> &operands);
  mlir::Type callSignature(const llvm::CallBase &inst);
  void importInlineAsm(const llvm::CallInst &inst);
  void importCallBr(const llvm::CallBrInst &inst);
  void callArguments(const llvm::CallBase &inst,
                     llvm::SmallVectorImpl<Value> &arguments);
  void defineResults(const llvm::Instruction &inst, mlir::Operation *op);
  /// Between an LLVM value's parts and the values that a call or a return
  /// passes for it: they differ for vectors in folded IR.
  void toBoundary(llvm::Type *type, llvm::ArrayRef<Value> parts,
                  llvm::SmallVectorImpl<Value> &values);
  void fromBoundary(llvm::Type *type, mlir::ValueRange values,
                    llvm::SmallVectorImpl<Value> &parts);
  void boundaryTypes(llvm::Type *type,
                     llvm::SmallVectorImpl<mlir::Type> &types);
  void emitLibraryCall(llvm::StringRef name, mlir::Type result,
                       llvm::ArrayRef<mlir::Type> params,
                       llvm::ArrayRef<Value> arguments,
                       llvm::SmallVectorImpl<Value> &results);

  //===--- Exceptions.cpp: exact IR ---------------------------------------===//

  void importException(const llvm::Instruction &inst);
  void importInvoke(const llvm::InvokeInst &inst);
  void importLandingPad(const llvm::LandingPadInst &inst);
  void importResume(const llvm::ResumeInst &inst);
  void importCatchSwitch(const llvm::CatchSwitchInst &inst);
  void importPad(const llvm::FuncletPadInst &inst);
  void importCatchRet(const llvm::CatchReturnInst &inst);
  void importCleanupRet(const llvm::CleanupReturnInst &inst);
  mlir::Attribute clause(const llvm::Constant *type);
  void parentPad(const llvm::Value *parent,
                 llvm::SmallVectorImpl<Value> &operands);

  //===--- Intrinsics.cpp -------------------------------------------------===//

  void importIntrinsic(const llvm::IntrinsicInst &inst);
  bool importFoldedIntrinsic(const llvm::IntrinsicInst &inst);
  bool importFrameIntrinsic(const llvm::IntrinsicInst &inst);
  bool importMemoryIntrinsic(const llvm::IntrinsicInst &inst);
  bool importArithmeticIntrinsic(const llvm::IntrinsicInst &inst);
  Value emitArithmeticIntrinsic(llvm::Intrinsic::ID id,
                                llvm::ArrayRef<Value> operands, mlir::Type type,
                                uint64_t constant, FastMath fastMath);
  bool importArithmeticParts(const llvm::IntrinsicInst &inst, unsigned count,
                             uint64_t constant);
  mlir::Operation *emitOverflow(llvm::Intrinsic::ID id, Value lhs, Value rhs);
  bool importOverflowParts(const llvm::IntrinsicInst &inst);
  bool importOverflowIntrinsic(const llvm::IntrinsicInst &inst);
  bool importLibraryIntrinsic(const llvm::IntrinsicInst &inst);
  bool importSplitIntrinsic(const llvm::IntrinsicInst &inst);
  void importObjectSize(const llvm::IntrinsicInst &inst);
  void importLoadRelative(const llvm::IntrinsicInst &inst);
  void importPointerMask(const llvm::IntrinsicInst &inst);
  bool intrinsicArguments(const llvm::IntrinsicInst &inst,
                          llvm::SmallVectorImpl<Value> &operands,
                          llvm::SmallVectorImpl<mlir::Attribute> &metadata);
  void importGenericIntrinsic(const llvm::IntrinsicInst &inst);

  ModuleContext &module;
  OperationArena arena;
  const llvm::Function *host = nullptr;
  mlir::Block *entry = nullptr;
  mlir::Block *block = nullptr;              ///< Operations go to its end.
  mlir::Operation *lastOfPrologue = nullptr; ///< Null: the prologue is empty.
  uint32_t origin = 0;                       ///< Of the current instruction.
  const llvm::Instruction *current = nullptr;

  const llvm::Value *lastHost = nullptr; ///< What was defined last.
  Entry lastEntry;
  ValueMap values;
  std::vector<Value> listStorage;
  std::vector<FoldedAddress> addresses;
  llvm::DenseMap<std::pair<mlir::Type, std::pair<uint64_t, uint64_t>>, Value>
      sharedBits; ///< Folded IR: constants by type and bits.

  llvm::DenseMap<mlir::Type, Value> sharedUndefs; ///< Folded IR.

  std::vector<const llvm::Instruction *> hostInstructions;
  const char *nextFunction = nullptr; ///< To prefetch: never read from.
  std::vector<BlockState> blocks;     ///< By BasicBlock::getNumber().
  std::vector<const llvm::BasicBlock *> order;
  std::vector<std::pair<const llvm::BasicBlock *, unsigned>> orderStack;
  std::vector<bool> visited;
  llvm::DenseMap<std::pair<const llvm::BasicBlock *, const llvm::BasicBlock *>,
                 unsigned>
      incoming; ///< For phis with many operands: (block, predecessor) to index.
};

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_FUNCTIONIMPORT_H
