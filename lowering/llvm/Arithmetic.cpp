//===- Arithmetic.cpp - Integers, floats, comparisons, casts --------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/FunctionExport.h"
#include "lowering/llvm/HandlerTable.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Operator.h"

using namespace shunt;
using namespace shunt::llvmir;
using llvm::Instruction;

//===----------------------------------------------------------------------===//
// Flags
//===----------------------------------------------------------------------===//

void llvmir::setFastMath(llvm::Instruction &inst, FastMath flags) {
  if (flags == FastMath::None || !llvm::isa<llvm::FPMathOperator>(inst))
    return;
  auto has = [&](FastMath flag) { return bitEnumContainsAny(flags, flag); };
  llvm::FastMathFlags made;
  made.setAllowReassoc(has(FastMath::Reassoc));
  made.setNoNaNs(has(FastMath::NNaN));
  made.setNoInfs(has(FastMath::NInf));
  made.setNoSignedZeros(has(FastMath::NSZ));
  made.setAllowReciprocal(has(FastMath::ARcp));
  made.setAllowContract(has(FastMath::Contract));
  made.setApproxFunc(has(FastMath::AFn));
  inst.setFastMathFlags(made);
}

void llvmir::setIntFlags(llvm::Instruction &inst, IntFlags flags) {
  if (flags == IntFlags::None)
    return;
  auto has = [&](IntFlags flag) { return bitEnumContainsAny(flags, flag); };
  if (llvm::isa<llvm::OverflowingBinaryOperator, llvm::TruncInst>(inst)) {
    inst.setHasNoUnsignedWrap(has(IntFlags::NUW));
    inst.setHasNoSignedWrap(has(IntFlags::NSW));
  }
  if (llvm::isa<llvm::PossiblyExactOperator>(inst))
    inst.setIsExact(has(IntFlags::Exact));
  if (auto *disjoint = llvm::dyn_cast<llvm::PossiblyDisjointInst>(&inst))
    disjoint->setIsDisjoint(has(IntFlags::Disjoint));
  if (llvm::isa<llvm::PossiblyNonNegInst>(inst))
    inst.setNonNeg(has(IntFlags::NNeg));
  if (auto *compare = llvm::dyn_cast<llvm::ICmpInst>(&inst))
    compare->setSameSign(has(IntFlags::SameSign));
}

//===----------------------------------------------------------------------===//
// Two operands, one operand
//===----------------------------------------------------------------------===//

/// The constant expression; null if LLVM has none of that operation.
static llvm::Constant *constantBinary(unsigned opcode, llvm::Constant *lhs,
                                      llvm::Constant *rhs) {
  if (!llvm::ConstantExpr::isSupportedBinOp(opcode))
    return nullptr;
  return llvm::ConstantExpr::get(opcode, lhs, rhs);
}

llvm::Instruction *FunctionExport::emitBinary(mlir::Operation *op,
                                              unsigned opcode) {
  llvm::Value *lhs = operand(op->getOperand(0));
  llvm::Value *rhs = operand(op->getOperand(1));
  if (llvm::isa<llvm::Constant>(lhs) && isConstantExpression(op))
    if (auto *constant = constantBinary(opcode, llvm::cast<llvm::Constant>(lhs),
                                        llvm::cast<llvm::Constant>(rhs))) {
      define(op->getResult(0), constant);
      return nullptr;
    }
  return finish(op, llvm::BinaryOperator::Create(Instruction::BinaryOps(opcode),
                                                 lhs, rhs, "", block));
}

template <typename Op, unsigned opcode>
void FunctionExport::exportInt(mlir::Operation *op) {
  if (Instruction *made = emitBinary(op, opcode))
    setIntFlags(*made, propertiesOf<Op>(op).flags);
}

template <typename Op, unsigned opcode>
void FunctionExport::exportFloat(mlir::Operation *op) {
  if (Instruction *made = emitBinary(op, opcode))
    setFastMath(*made, propertiesOf<Op>(op).fastMath);
}

void FunctionExport::exportFNeg(mlir::Operation *op) {
  Instruction *made =
      finish(op, llvm::UnaryOperator::Create(
                     Instruction::FNeg, operand(op->getOperand(0)), "", block));
  setFastMath(*made, propertiesOf<FNegOp>(op).fastMath);
}

void FunctionExport::exportFreeze(mlir::Operation *op) {
  finish(op, new llvm::FreezeInst(operand(op->getOperand(0)), "", block));
}

/// No LLVM instruction: the upper half of a product of twice the width.
void FunctionExport::exportUMulHigh(mlir::Operation *op) {
  llvm::Type *type = this->type(op->getResult(0).getType());
  unsigned width = type->getScalarSizeInBits();
  llvm::Type *wide = type->getWithNewBitWidth(2 * width);
  auto extend = [&](unsigned i) {
    return help(llvm::CastInst::Create(
        Instruction::ZExt, operand(op->getOperand(i)), wide, "", block));
  };
  llvm::Value *lhs = extend(0), *rhs = extend(1);
  auto *product =
      help(llvm::BinaryOperator::Create(Instruction::Mul, lhs, rhs, "", block));
  auto *upper = help(llvm::BinaryOperator::Create(
      Instruction::LShr, product, llvm::ConstantInt::get(wide, width), "",
      block));
  finish(op,
         llvm::CastInst::Create(Instruction::Trunc, upper, type, "", block));
}

//===----------------------------------------------------------------------===//
// Comparison and selection
//===----------------------------------------------------------------------===//

void FunctionExport::exportICmp(mlir::Operation *op) {
  auto &properties = propertiesOf<ICmpOp>(op);
  auto predicate = llvm::CmpInst::Predicate(
      unsigned(properties.predicate) + llvm::CmpInst::FIRST_ICMP_PREDICATE);
  Instruction *made = finish(
      op, new llvm::ICmpInst(block, predicate, operand(op->getOperand(0)),
                             operand(op->getOperand(1))));
  setIntFlags(*made, properties.flags);
}

void FunctionExport::exportFCmp(mlir::Operation *op) {
  auto &properties = propertiesOf<FCmpOp>(op);
  auto predicate = llvm::CmpInst::Predicate(unsigned(properties.predicate));
  Instruction *made = finish(
      op, new llvm::FCmpInst(block, predicate, operand(op->getOperand(0)),
                             operand(op->getOperand(1))));
  setFastMath(*made, properties.fastMath);
}

void FunctionExport::exportSelect(mlir::Operation *op) {
  Instruction *made =
      finish(op, llvm::SelectInst::Create(
                     operand(op->getOperand(0)), operand(op->getOperand(1)),
                     operand(op->getOperand(2)), "", block));
  setFastMath(*made, propertiesOf<SelectOp>(op).fastMath);
}

//===----------------------------------------------------------------------===//
// Casts
//===----------------------------------------------------------------------===//

llvm::Instruction *FunctionExport::emitCast(mlir::Operation *op,
                                            unsigned opcode) {
  llvm::Value *from = operand(op->getOperand(0));
  llvm::Type *type = this->type(op->getResult(0).getType());
  if (auto *constant = llvm::dyn_cast<llvm::Constant>(from))
    if (llvm::ConstantExpr::isSupportedCastOp(opcode) &&
        isConstantExpression(op)) {
      define(op->getResult(0),
             llvm::ConstantExpr::getCast(opcode, constant, type));
      return nullptr;
    }
  return finish(op, llvm::CastInst::Create(Instruction::CastOps(opcode), from,
                                           type, "", block));
}

template <typename Op, unsigned opcode>
void FunctionExport::exportCast(mlir::Operation *op) {
  emitCast(op, opcode);
}

template <typename Op, unsigned opcode>
void FunctionExport::exportIntCast(mlir::Operation *op) {
  if (Instruction *made = emitCast(op, opcode))
    setIntFlags(*made, propertiesOf<Op>(op).flags);
}

template <typename Op, unsigned opcode>
void FunctionExport::exportFloatCast(mlir::Operation *op) {
  if (Instruction *made = emitCast(op, opcode))
    setFastMath(*made, propertiesOf<Op>(op).fastMath);
}

void HandlerTable::addArithmetic() {
#define INT(OP, LLVM)                                                          \
  add<OP>(&FunctionExport::exportInt<OP, Instruction::LLVM>);
#define FLOAT(OP, LLVM)                                                        \
  add<OP>(&FunctionExport::exportFloat<OP, Instruction::LLVM>);
  INT(AddOp, Add)
  INT(SubOp, Sub)
  INT(MulOp, Mul)
  INT(UDivOp, UDiv)
  INT(SDivOp, SDiv)
  INT(URemOp, URem)
  INT(SRemOp, SRem)
  INT(ShlOp, Shl)
  INT(LShrOp, LShr)
  INT(AShrOp, AShr)
  INT(AndOp, And)
  INT(OrOp, Or)
  INT(XorOp, Xor)
  FLOAT(FAddOp, FAdd)
  FLOAT(FSubOp, FSub)
  FLOAT(FMulOp, FMul)
  FLOAT(FDivOp, FDiv)
  FLOAT(FRemOp, FRem)
#undef INT
#undef FLOAT
  add<FNegOp>(&FunctionExport::exportFNeg);
  add<FreezeOp>(&FunctionExport::exportFreeze);
  add<UMulHighOp>(&FunctionExport::exportUMulHigh);
  add<ICmpOp>(&FunctionExport::exportICmp);
  add<FCmpOp>(&FunctionExport::exportFCmp);
  add<SelectOp>(&FunctionExport::exportSelect);
}

void HandlerTable::addCasts() {
#define CAST(KIND, OP, LLVM)                                                   \
  add<OP>(&FunctionExport::export##KIND<OP, Instruction::LLVM>);
  CAST(IntCast, TruncOp, Trunc)
  CAST(IntCast, ZExtOp, ZExt)
  CAST(Cast, SExtOp, SExt)
  CAST(FloatCast, FPTruncOp, FPTrunc)
  CAST(FloatCast, FPExtOp, FPExt)
  CAST(Cast, FPToUIOp, FPToUI)
  CAST(Cast, FPToSIOp, FPToSI)
  CAST(IntCast, UIToFPOp, UIToFP)
  CAST(Cast, SIToFPOp, SIToFP)
  CAST(Cast, PtrToIntOp, PtrToInt)
  CAST(Cast, IntToPtrOp, IntToPtr)
  CAST(Cast, BitcastOp, BitCast)
  CAST(Cast, AddrSpaceCastOp, AddrSpaceCast)
#undef CAST
}
