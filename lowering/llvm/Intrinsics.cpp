//===- Intrinsics.cpp - Operations that are LLVM intrinsics ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/HandlerTable.h"
#include "llvm/IR/Constants.h"

using namespace shunt;
using namespace shunt::llvmir;
namespace Intrinsic = llvm::Intrinsic;

llvm::CallInst *
FunctionExport::emitIntrinsic(Intrinsic::ID id,
                              llvm::ArrayRef<llvm::Type *> overloads,
                              llvm::ArrayRef<llvm::Value *> arguments) {
  if (!Intrinsic::isOverloaded(id))
    overloads = {};
  llvm::Function *callee =
      Intrinsic::getOrInsertDeclaration(module.target.get(), id, overloads);
  return llvm::CallInst::Create(callee, arguments, "", block);
}

//===----------------------------------------------------------------------===//
// By shape
//===----------------------------------------------------------------------===//

/// Arguments are the operands; overloaded on the result.
template <Intrinsic::ID id>
void FunctionExport::exportSimple(mlir::Operation *op) {
  llvm::SmallVector<llvm::Value *, 3> arguments;
  for (mlir::Value value : op->getOperands())
    arguments.push_back(operand(value));
  llvm::SmallVector<llvm::Type *, 1> overloads;
  if (op->getNumResults())
    overloads.push_back(type(op->getResult(0).getType()));
  finish(op, emitIntrinsic(id, overloads, arguments));
}

template <typename Op, Intrinsic::ID id>
void FunctionExport::exportFloatIntrinsic(mlir::Operation *op) {
  exportSimple<id>(op);
  setFastMath(*llvm::cast<llvm::Instruction>(values[op->getResult(0)]),
              propertiesOf<Op>(op).fastMath);
}

/// One operand and whether a special one gives poison.
template <typename Op, Intrinsic::ID id>
void FunctionExport::exportOrPoison(mlir::Operation *op) {
  llvm::Value *value = operand(op->getOperand(0));
  llvm::Value *poison =
      llvm::ConstantInt::getBool(module.llvm, propertiesOf<Op>(op).poison);
  finish(op, emitIntrinsic(id, value->getType(), {value, poison}));
}

/// Overloaded on the result, then the operand.
template <Intrinsic::ID id>
void FunctionExport::exportConversion(mlir::Operation *op) {
  llvm::Value *value = operand(op->getOperand(0));
  finish(op,
         emitIntrinsic(id, {type(op->getResult(0).getType()), value->getType()},
                       value));
}

template <Intrinsic::ID id>
void FunctionExport::exportOverflow(mlir::Operation *op) {
  llvm::Value *lhs = operand(op->getOperand(0));
  llvm::Value *rhs = operand(op->getOperand(1));
  defineMembers(op, emitIntrinsic(id, lhs->getType(), {lhs, rhs}));
}

/// Pointer operands and no result; overloaded on the first.
template <Intrinsic::ID id>
void FunctionExport::exportPointers(mlir::Operation *op) {
  llvm::SmallVector<llvm::Value *, 2> arguments;
  for (mlir::Value value : op->getOperands())
    arguments.push_back(operand(value));
  finish(op, emitIntrinsic(id, arguments.front()->getType(), arguments));
}

template <typename Op, Intrinsic::ID id>
void FunctionExport::exportFrameQuery(mlir::Operation *op) {
  llvm::Value *level = llvm::ConstantInt::get(
      llvm::Type::getInt32Ty(module.llvm), propertiesOf<Op>(op).level);
  finish(op, emitIntrinsic(id, type(op->getResult(0).getType()), level));
}

//===----------------------------------------------------------------------===//
// One by one
//===----------------------------------------------------------------------===//

void FunctionExport::exportIsFPClass(mlir::Operation *op) {
  llvm::Value *value = operand(op->getOperand(0));
  llvm::Value *mask = llvm::ConstantInt::get(
      llvm::Type::getInt32Ty(module.llvm), propertiesOf<IsFPClassOp>(op).mask);
  finish(op,
         emitIntrinsic(Intrinsic::is_fpclass, value->getType(), {value, mask}));
}

/// The attribute list of a memory intrinsic: alignments of its pointers.
static llvm::AttributeList alignments(llvm::LLVMContext &context,
                                      llvm::ArrayRef<uint64_t> list) {
  llvm::AttributeList result;
  for (auto [i, alignment] : llvm::enumerate(list))
    result = result.addParamAttribute(
        context, i,
        llvm::Attribute::getWithAlignment(context, llvm::Align(alignment)));
  return result;
}

void FunctionExport::exportMemCpy(mlir::Operation *op) {
  auto &properties = propertiesOf<MemCpyOp>(op);
  llvm::Value *to = operand(op->getOperand(0));
  llvm::Value *from = operand(op->getOperand(1));
  llvm::Value *size = operand(op->getOperand(2));
  Intrinsic::ID id = properties.kind == CopyKind::Move ? Intrinsic::memmove
                     : properties.kind == CopyKind::Inline
                         ? Intrinsic::memcpy_inline
                         : Intrinsic::memcpy;
  llvm::Value *isVolatile =
      llvm::ConstantInt::getBool(module.llvm, properties.isVolatile);
  auto *made =
      emitIntrinsic(id, {to->getType(), from->getType(), size->getType()},
                    {to, from, size, isVolatile});
  made->setAttributes(alignments(module.llvm, {properties.destinationAlignment,
                                               properties.sourceAlignment}));
  finish(op, made);
}

void FunctionExport::exportMemSet(mlir::Operation *op) {
  auto &properties = propertiesOf<MemSetOp>(op);
  llvm::Value *to = operand(op->getOperand(0));
  llvm::Value *value = operand(op->getOperand(1));
  llvm::Value *size = operand(op->getOperand(2));
  llvm::Value *isVolatile =
      llvm::ConstantInt::getBool(module.llvm, properties.isVolatile);
  auto *made = emitIntrinsic(
      properties.isInline ? Intrinsic::memset_inline : Intrinsic::memset,
      {to->getType(), size->getType()}, {to, value, size, isVolatile});
  made->setAttributes(alignments(module.llvm, {properties.alignment}));
  finish(op, made);
}

void FunctionExport::exportPrefetch(mlir::Operation *op) {
  auto &properties = propertiesOf<PrefetchOp>(op);
  llvm::Value *pointer = operand(op->getOperand(0));
  auto number = [&](uint32_t value) {
    return llvm::ConstantInt::get(llvm::Type::getInt32Ty(module.llvm), value);
  };
  finish(op,
         emitIntrinsic(Intrinsic::prefetch, pointer->getType(),
                       {pointer, number(properties.write),
                        number(properties.locality), number(properties.data)}));
}

//===----------------------------------------------------------------------===//
// Table
//===----------------------------------------------------------------------===//

void HandlerTable::addIntrinsics() {
  addIntegerIntrinsics();
  addFloatIntrinsics();
  add<IsFPClassOp>(&FunctionExport::exportIsFPClass);
  add<MemCpyOp>(&FunctionExport::exportMemCpy);
  add<MemSetOp>(&FunctionExport::exportMemSet);
  add<PrefetchOp>(&FunctionExport::exportPrefetch);
#define POINTERS(OP, ID)                                                       \
  add<OP>(&FunctionExport::exportPointers<Intrinsic::ID>);
  POINTERS(VaStartOp, vastart)
  POINTERS(VaEndOp, vaend)
  POINTERS(VaCopyOp, vacopy)
  POINTERS(StackRestoreOp, stackrestore)
#undef POINTERS
#define SIMPLE(OP, ID) add<OP>(&FunctionExport::exportSimple<Intrinsic::ID>);
  SIMPLE(StackSaveOp, stacksave)
  SIMPLE(TrapOp, trap)
  SIMPLE(DebugTrapOp, debugtrap)
  SIMPLE(ReadCycleCounterOp, readcyclecounter)
#undef SIMPLE
  add<FrameAddressOp>(
      &FunctionExport::exportFrameQuery<FrameAddressOp,
                                        Intrinsic::frameaddress>);
  add<ReturnAddressOp>(
      &FunctionExport::exportFrameQuery<ReturnAddressOp,
                                        Intrinsic::returnaddress>);
}

void HandlerTable::addIntegerIntrinsics() {
#define SIMPLE(OP, ID) add<OP>(&FunctionExport::exportSimple<Intrinsic::ID>);
  SIMPLE(SMaxOp, smax)
  SIMPLE(SMinOp, smin)
  SIMPLE(UMaxOp, umax)
  SIMPLE(UMinOp, umin)
  SIMPLE(SAddSatOp, sadd_sat)
  SIMPLE(UAddSatOp, uadd_sat)
  SIMPLE(SSubSatOp, ssub_sat)
  SIMPLE(USubSatOp, usub_sat)
  SIMPLE(BSwapOp, bswap)
  SIMPLE(BitReverseOp, bitreverse)
  SIMPLE(CtPopOp, ctpop)
  SIMPLE(FShlOp, fshl)
  SIMPLE(FShrOp, fshr)
#undef SIMPLE
#define POISON(OP, ID)                                                         \
  add<OP>(&FunctionExport::exportOrPoison<OP, Intrinsic::ID>);
  POISON(CtLzOp, ctlz)
  POISON(CtTzOp, cttz)
  POISON(AbsOp, abs)
#undef POISON
#define OVERFLOW(OP, ID)                                                       \
  add<OP>(&FunctionExport::exportOverflow<Intrinsic::ID##_with_overflow>);
  OVERFLOW(SAddOverflowOp, sadd)
  OVERFLOW(UAddOverflowOp, uadd)
  OVERFLOW(SSubOverflowOp, ssub)
  OVERFLOW(USubOverflowOp, usub)
  OVERFLOW(SMulOverflowOp, smul)
  OVERFLOW(UMulOverflowOp, umul)
#undef OVERFLOW
}

void HandlerTable::addFloatIntrinsics() {
#define FLOAT(OP, ID)                                                          \
  add<OP>(&FunctionExport::exportFloatIntrinsic<OP, Intrinsic::ID>);
  FLOAT(CopySignOp, copysign)
  FLOAT(MinNumOp, minnum)
  FLOAT(MaxNumOp, maxnum)
  FLOAT(FAbsOp, fabs)
  FLOAT(SqrtOp, sqrt)
  FLOAT(FloorOp, floor)
  FLOAT(CeilOp, ceil)
  FLOAT(FTruncOp, trunc)
  FLOAT(RIntOp, rint)
  FLOAT(NearbyIntOp, nearbyint)
  FLOAT(RoundOp, round)
  FLOAT(RoundEvenOp, roundeven)
  FLOAT(FMAOp, fma)
  FLOAT(FMulAddOp, fmuladd)
#undef FLOAT
#define CONVERSION(OP, ID)                                                     \
  add<OP>(&FunctionExport::exportConversion<Intrinsic::ID>);
  CONVERSION(FPToUISatOp, fptoui_sat)
  CONVERSION(FPToSISatOp, fptosi_sat)
  CONVERSION(LRIntOp, lrint)
  CONVERSION(LRoundOp, lround)
#undef CONVERSION
}
