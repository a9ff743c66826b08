//===- FunctionExport.h - One function's body -------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Input: a FuncOp with a body in exact form. Output: the body of its
// llvm::Function. Called by exportModule. The methods are spread over files by
// what they rebuild: Values, Aggregates, Constants, Arithmetic, Addresses,
// Memory, Control, Calls, Exceptions, Intrinsics, Vectors.
//
// Blocks keep their order and operations become instructions front to back. A
// value that is used before its definition has been reached is stood in for
// by a placeholder, which its definition replaces. Operations that only make
// a constant become no instruction; the constant becomes an operand.
//
// Several results of one operation were one aggregate: `aggregates` holds it,
// members are extracted when the first of their users comes, and a list that
// is exactly one aggregate's members is that aggregate again.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_LLVM_FUNCTIONEXPORT_H
#define SHUNT_LOWERING_LLVM_FUNCTIONEXPORT_H

#include "lowering/llvm/MetadataSource.h"
#include "lowering/llvm/ModuleContext.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Intrinsics.h"

namespace shunt::llvmir {

/// Exports the bodies of one module's functions, one after the other.
class FunctionExport {
public:
  explicit FunctionExport(ModuleContext &module) : module(module) {}

  /// Fills the body of `target`; refusals are noted in the module context.
  void run(FuncOp source, llvm::Function &target);

  /// Exports one operation that is a value, arithmetic, memory, ...; found by
  /// its opcode in a table.
  using Handler = void (FunctionExport::*)(mlir::Operation *);

private:
  friend struct HandlerTable;

  //===--- FunctionExport.cpp ---------------------------------------------===//

  void exportParameters(FuncOp source);
  void createPhis(mlir::Block &source, uint32_t index);
  void exportBlock(mlir::Block &source);
  void removePlaceholders();
  void refuse(const llvm::Twine &construct);

  /// Refuses an operation that has no handler.
  void exportUnknown(mlir::Operation *op);

  //===--- Values.cpp -----------------------------------------------------===//

  /// The LLVM value of `value`; a placeholder if it is not defined yet.
  llvm::Value *operand(mlir::Value value) {
    if (llvm::Value *found = values.lookup(value))
      return found;
    return lateOperand(value);
  }
  llvm::Value *lateOperand(mlir::Value value);

  /// The value of `type` (any aggregate) that `parts` are the members of.
  llvm::Value *aggregate(mlir::ValueRange parts, llvm::Type *type);

  /// Takes from `parts` what stands for one value of `type`.
  llvm::Value *take(mlir::ValueRange &parts, llvm::Type *type);

  /// From now on `made` stands for `value`.
  void define(mlir::Value value, llvm::Value *made);

  /// `made` is an aggregate (or a single value or void) and the results of
  /// `op` are its members.
  void defineMembers(mlir::Operation *op, llvm::Instruction *made);
  void defineMembers(mlir::ValueRange members, llvm::Value *made);

  /// Member `path` of an exported aggregate.
  llvm::Value *memberOf(llvm::Value *aggregate, llvm::ArrayRef<unsigned> path);

  /// Gives `inst` the metadata of `op` and defines its one result as it.
  llvm::Instruction *finish(mlir::Operation *op, llvm::Instruction *inst);

  /// Gives `inst`, one of several made for `op`, its location.
  template <typename Inst> Inst *help(Inst *inst) {
    if (module.metadata)
      module.metadata->helper(origin, *inst);
    else
      module.text.helper(current, *inst);
    return inst;
  }

  /// Gives `inst`, which is the instruction of `op`, its metadata.
  void attach(mlir::Operation *op, llvm::Instruction &inst);

  llvm::Type *type(mlir::Type type) { return module.type(type, current); }

  //===--- Constants.cpp --------------------------------------------------===//

  void exportConstant(mlir::Operation *op);
  void exportVectorConstant(mlir::Operation *op);
  void exportUndef(mlir::Operation *op);
  void exportAddressOf(mlir::Operation *op);
  void exportBlockAddress(mlir::Operation *op);
  void exportTokenNone(mlir::Operation *op);

  /// Whether `op` is part of a constant expression: its operands are constants
  /// and the instruction it belongs to is another operation's.
  bool isConstantExpression(mlir::Operation *op);

  //===--- Arithmetic.cpp -------------------------------------------------===//

  template <typename Op, unsigned opcode> void exportInt(mlir::Operation *op);
  template <typename Op, unsigned opcode> void exportFloat(mlir::Operation *op);
  template <typename Op, unsigned opcode> void exportCast(mlir::Operation *op);
  template <typename Op, unsigned opcode>
  void exportIntCast(mlir::Operation *op);
  template <typename Op, unsigned opcode>
  void exportFloatCast(mlir::Operation *op);
  llvm::Instruction *emitCast(mlir::Operation *op, unsigned opcode);
  llvm::Instruction *emitBinary(mlir::Operation *op, unsigned opcode);
  void exportFNeg(mlir::Operation *op);
  void exportICmp(mlir::Operation *op);
  void exportFCmp(mlir::Operation *op);
  void exportSelect(mlir::Operation *op);
  void exportFreeze(mlir::Operation *op);
  void exportUMulHigh(mlir::Operation *op);

  //===--- Aggregates.cpp -------------------------------------------------===//

  void exportExtractValue(mlir::Operation *op);
  void exportInsertValue(mlir::Operation *op);

  //===--- Addresses.cpp --------------------------------------------------===//

  void exportAddr(mlir::Operation *op);
  bool indexList(const Path &path, llvm::Type *element,
                 llvm::ArrayRef<llvm::Value *> indices,
                 llvm::IntegerType *indexType,
                 llvm::SmallVectorImpl<llvm::Value *> &list);
  void defineAddress(mlir::Operation *op, llvm::Type *element,
                     llvm::Value *base, llvm::ArrayRef<llvm::Value *> list);
  llvm::Value *emitByteAddress(llvm::Value *base, llvm::Value *index,
                               int64_t scale, int64_t offset);
  llvm::Value *emitGetElementPtr(llvm::Type *element, llvm::Value *base,
                                 llvm::ArrayRef<llvm::Value *> indices,
                                 IntFlags flags);
  llvm::Value *accessAddress(mlir::Value base, mlir::Value index,
                             const Address &address);

  //===--- Memory.cpp -----------------------------------------------------===//

  void exportSlot(mlir::Operation *op);
  void exportAlloca(mlir::Operation *op);
  void exportLoad(mlir::Operation *op);
  void exportStore(mlir::Operation *op);
  void exportAtomicRMW(mlir::Operation *op);
  void exportCmpXchg(mlir::Operation *op);
  void exportFence(mlir::Operation *op);
  void exportVaArg(mlir::Operation *op);
  void setAccess(llvm::Instruction &inst, const MemoryAccess &access);

  //===--- Control.cpp ----------------------------------------------------===//

  void exportBr(mlir::Operation *op);
  void exportCondBr(mlir::Operation *op);
  void exportCmpBr(mlir::Operation *op);
  void exportSwitch(mlir::Operation *op);
  void exportIndirectBr(mlir::Operation *op);
  void exportReturn(mlir::Operation *op);
  void exportUnreachable(mlir::Operation *op);
  /// What is known of a block before its instructions are made.
  void exportBlockHead(mlir::Operation *) {}
  void exportPhi(mlir::Operation *op);
  void orderIncoming(llvm::PHINode &phi, llvm::ArrayRef<int64_t> order);
  void passArguments(mlir::Block *target, mlir::ValueRange arguments);
  void passConcatenated(mlir::SuccessorRange targets,
                        mlir::ValueRange arguments);

  //===--- Calls.cpp ------------------------------------------------------===//

  /// What a call and an invoke have in common.
  struct Call {
    llvm::FunctionType *signature = nullptr;
    llvm::Value *callee = nullptr;
    llvm::SmallVector<llvm::Value *, 8> arguments;
    llvm::SmallVector<llvm::OperandBundleDef, 1> bundles;
  };

  /// Fills `call`. False: refused.
  template <typename Properties>
  bool prepareCall(mlir::Operation *op, mlir::ValueRange operands,
                   Properties &properties, Call &call);
  llvm::Value *callee(mlir::StringAttr name, llvm::FunctionType *signature);
  void takeBundles(const ListRef &list, mlir::ValueRange &operands,
                   llvm::SmallVectorImpl<llvm::OperandBundleDef> &bundles);
  void exportCall(mlir::Operation *op);
  template <typename Op> bool prepareAsm(mlir::Operation *op, Call &call);
  void exportInlineAsm(mlir::Operation *op);
  void exportCallBr(mlir::Operation *op);
  void exportIntrinsic(mlir::Operation *op);
  void callArguments(mlir::ValueRange arguments, llvm::FunctionType *signature,
                     const ListRef &variadic,
                     llvm::SmallVectorImpl<llvm::Value *> &result);
  void intrinsicArguments(IntrinsicOp op, mlir::ValueRange arguments,
                          llvm::FunctionType *signature,
                          llvm::SmallVectorImpl<llvm::Value *> &result);
  llvm::Value *metadataArgument(unsigned index, mlir::Attribute form);
  void exportDebugRecord(mlir::Operation *op) { module.text.record(op); }

  //===--- Exceptions.cpp -------------------------------------------------===//

  void exportInvoke(mlir::Operation *op);
  void exportLandingPad(mlir::Operation *op);
  void exportResume(mlir::Operation *op);
  void exportCatchSwitch(mlir::Operation *op);
  void exportCatchPad(mlir::Operation *op);
  void exportCleanupPad(mlir::Operation *op);
  void exportCatchRet(mlir::Operation *op);
  void exportCleanupRet(mlir::Operation *op);
  llvm::Constant *clause(mlir::Attribute form);
  llvm::Value *parentPad(mlir::Value parent);

  //===--- Intrinsics.cpp -------------------------------------------------===//

  llvm::CallInst *emitIntrinsic(llvm::Intrinsic::ID id,
                                llvm::ArrayRef<llvm::Type *> overloads,
                                llvm::ArrayRef<llvm::Value *> arguments);
  template <llvm::Intrinsic::ID id> void exportSimple(mlir::Operation *op);
  template <typename Op, llvm::Intrinsic::ID id>
  void exportFloatIntrinsic(mlir::Operation *op);
  template <typename Op, llvm::Intrinsic::ID id>
  void exportOrPoison(mlir::Operation *op);
  template <llvm::Intrinsic::ID id> void exportConversion(mlir::Operation *op);
  template <llvm::Intrinsic::ID id> void exportOverflow(mlir::Operation *op);
  template <llvm::Intrinsic::ID id> void exportPointers(mlir::Operation *op);
  template <typename Op, llvm::Intrinsic::ID id>
  void exportFrameQuery(mlir::Operation *op);
  void exportIsFPClass(mlir::Operation *op);
  void exportMemCpy(mlir::Operation *op);
  void exportMemSet(mlir::Operation *op);
  void exportPrefetch(mlir::Operation *op);

  //===--- Vectors.cpp ----------------------------------------------------===//

  void exportExtractElement(mlir::Operation *op);
  void exportInsertElement(mlir::Operation *op);
  void exportShuffleVector(mlir::Operation *op);
  void exportBuildVector(mlir::Operation *op);
  void exportSplitVector(mlir::Operation *op);

  /// One member of an aggregate.
  struct Member {
    llvm::Value *aggregate = nullptr;
    uint32_t index = 0; ///< As memberPath counts.
  };

  ModuleContext &module;
  llvm::Function *function = nullptr;
  llvm::BasicBlock *block = nullptr;  ///< Instructions go to its end.
  mlir::Operation *current = nullptr; ///< What is being exported.
  uint32_t origin = 0;                ///< Of the current operation.
  llvm::DenseMap<mlir::Value, llvm::Value *> values;
  llvm::DenseMap<mlir::Value, Member> members;
  llvm::DenseMap<mlir::Value, llvm::Argument *> placeholders;
  std::vector<std::pair<llvm::PHINode *, llvm::ArrayRef<int64_t>>>
      phiOrders; ///< Of operands, as PhiOp has them.
};

/// Whether the block stands only for an edge (br edge).
bool isEdge(mlir::Block &block);

/// Copies the fast-math flags to an instruction that may have them.
void setFastMath(llvm::Instruction &inst, FastMath flags);

/// Copies the integer flags to an instruction that may have them.
void setIntFlags(llvm::Instruction &inst, IntFlags flags);

template <typename Properties>
bool FunctionExport::prepareCall(mlir::Operation *op, mlir::ValueRange operands,
                                 Properties &properties, Call &call) {
  call.signature = module.signature(properties.signature, op);
  takeBundles(properties.bundles, operands, call.bundles);
  if (properties.callee) {
    call.callee = callee(properties.callee.name, call.signature);
  } else {
    call.callee = operand(operands.front());
    operands = operands.drop_front();
  }
  callArguments(operands, call.signature, properties.variadic, call.arguments);
  return !module.refused;
}

} // namespace shunt::llvmir

#endif // SHUNT_LOWERING_LLVM_FUNCTIONEXPORT_H
