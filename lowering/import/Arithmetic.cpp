//===- Arithmetic.cpp - Integers, floats, comparisons, conversions --------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"
#include "llvm/IR/Operator.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;
using Opcode = llvm::Instruction;

// LLVM keeps an instruction's flags in one byte, whose bits mean what the
// opcode says; the dialect numbers nuw, nsw and fast-math flags alike.

FastMath FunctionImport::fastMathOf(const llvm::Instruction &inst) {
  uint8_t flags = inst.getRawSubclassOptionalData();
  return flags && llvm::isa<llvm::FPMathOperator>(inst) ? FastMath(flags)
                                                        : FastMath::None;
}

static IntFlags wrapFlags(uint8_t flags) { return IntFlags(flags & 3); }
static IntFlags flagIf(uint8_t flags, IntFlags flag) {
  return flags & 1 ? flag : IntFlags::None;
}

//===----------------------------------------------------------------------===//
// Binary operations
//===----------------------------------------------------------------------===//

void FunctionImport::importBinary(const llvm::Instruction &inst) {
  Value lhs = operand(inst.getOperand(0));
  Value rhs = operand(inst.getOperand(1));
  uint8_t flags = inst.getRawSubclassOptionalData();
  if (LLVM_LIKELY(lhs && rhs))
    return define(
        inst, emitBinary(inst.getOpcode(), lhs, rhs, flags, FastMath(flags)));
  Parts left, right, results;
  parts(inst.getOperand(0), left);
  parts(inst.getOperand(1), right);
  emitBinaryParts(typeOf(inst.getType()), inst.getOpcode(), left, right, flags,
                  FastMath(flags), results);
  define(inst, results);
}

/// `flags` is LLVM's byte.
Value FunctionImport::emitBinary(unsigned opcode, Value lhs, Value rhs,
                                 uint8_t flags, FastMath fastMath) {
  Type type = lhs.getType();
  Value operands[] = {lhs, rhs};
  switch (opcode) {
  case Opcode::Add:
    return emitInt<AddOp>(type, operands, wrapFlags(flags));
  case Opcode::Sub:
    return emitInt<SubOp>(type, operands, wrapFlags(flags));
  case Opcode::Mul:
    return emitInt<MulOp>(type, operands, wrapFlags(flags));
  case Opcode::Shl:
    return emitInt<ShlOp>(type, operands, wrapFlags(flags));
  case Opcode::UDiv:
    return emitInt<UDivOp>(type, operands, flagIf(flags, IntFlags::Exact));
  case Opcode::SDiv:
    return emitInt<SDivOp>(type, operands, flagIf(flags, IntFlags::Exact));
  case Opcode::LShr:
    return emitInt<LShrOp>(type, operands, flagIf(flags, IntFlags::Exact));
  case Opcode::AShr:
    return emitInt<AShrOp>(type, operands, flagIf(flags, IntFlags::Exact));
  case Opcode::URem:
    return emit<URemOp>(type, operands);
  case Opcode::SRem:
    return emit<SRemOp>(type, operands);
  case Opcode::And:
    return emit<AndOp>(type, operands);
  case Opcode::Or:
    return emitInt<OrOp>(type, operands, flagIf(flags, IntFlags::Disjoint));
  case Opcode::Xor:
    return emit<XorOp>(type, operands);
  default:
    return emitFloatBinary(opcode, lhs, rhs, fastMath);
  }
}

Value FunctionImport::emitFloatBinary(unsigned opcode, Value lhs, Value rhs,
                                      FastMath fastMath) {
  Type type = lhs.getType();
  if (LLVM_UNLIKELY(isSoft(type)))
    return emitSoftBinary(opcode, lhs, rhs, fastMath);
  Value operands[] = {lhs, rhs};
  switch (opcode) {
  case Opcode::FAdd:
    return emitFloat<FAddOp>(type, operands, fastMath);
  case Opcode::FSub:
    return emitFloat<FSubOp>(type, operands, fastMath);
  case Opcode::FMul:
    return emitFloat<FMulOp>(type, operands, fastMath);
  case Opcode::FDiv:
    return emitFloat<FDivOp>(type, operands, fastMath);
  case Opcode::FRem:
    return emitFloat<FRemOp>(type, operands, fastMath);
  default:
    llvm_unreachable("not a binary operation");
  }
}

void FunctionImport::importFNeg(const llvm::Instruction &inst) {
  Parts operands, results;
  parts(inst.getOperand(0), operands);
  for (Value operand : operands)
    results.push_back(emitFNeg(operand, fastMathOf(inst)));
  define(inst, results);
}

//===----------------------------------------------------------------------===//
// Comparison and selection
//===----------------------------------------------------------------------===//

/// i1, or in exact IR the vector of i1 that a comparison of vectors gives.
Type FunctionImport::boolLike(Type type) {
  Type boolean = integerType(1);
  if (auto vector = dyn_cast<VectorType>(type))
    return VectorType::get(vector.getShape(), boolean);
  return boolean;
}

void FunctionImport::importICmp(const llvm::ICmpInst &inst) {
  if (isFusedCompare(inst))
    return;
  auto predicate =
      ICmpPredicate(inst.getPredicate() - llvm::CmpInst::FIRST_ICMP_PREDICATE);
  IntFlags flags =
      flagIf(inst.getRawSubclassOptionalData(), IntFlags::SameSign);
  Value lhs = operand(inst.getOperand(0));
  Value rhs = operand(inst.getOperand(1));
  if (LLVM_LIKELY(lhs && rhs))
    return define(inst, emitICmp(predicate, lhs, rhs, flags));
  Parts left, right, results;
  parts(inst.getOperand(0), left);
  parts(inst.getOperand(1), right);
  emitICmpParts(typeOf(inst.getOperand(0)->getType()), predicate, left, right,
                flags, results);
  define(inst, results);
}

Value FunctionImport::emitICmp(ICmpPredicate predicate, Value lhs, Value rhs,
                               IntFlags flags) {
  Operation *op = append<ICmpOp>(boolLike(lhs.getType()), {lhs, rhs});
  auto &properties = propertiesOf<ICmpOp>(op);
  properties.predicate = predicate;
  properties.flags = flags;
  return op->getResult(0);
}

void FunctionImport::importFCmp(const llvm::FCmpInst &inst) {
  Parts left, right, results;
  parts(inst.getOperand(0), left);
  parts(inst.getOperand(1), right);
  for (auto [lhs, rhs] : llvm::zip(left, right))
    results.push_back(emitFCmp(FCmpPredicate(inst.getPredicate()), lhs, rhs,
                               fastMathOf(inst)));
  define(inst, results);
}

Value FunctionImport::emitFCmp(FCmpPredicate predicate, Value lhs, Value rhs,
                               FastMath fastMath) {
  if (LLVM_UNLIKELY(isSoft(lhs.getType())))
    return emitSoftFCmp(predicate, lhs, rhs, fastMath);
  Operation *op = append<FCmpOp>(boolLike(lhs.getType()), {lhs, rhs});
  auto &properties = propertiesOf<FCmpOp>(op);
  properties.predicate = predicate;
  properties.fastMath = fastMath;
  return op->getResult(0);
}

void FunctionImport::importSelect(const llvm::SelectInst &inst) {
  Value condition = operand(inst.getCondition());
  Value ifTrue = operand(inst.getTrueValue());
  Value ifFalse = operand(inst.getFalseValue());
  if (LLVM_LIKELY(condition && ifTrue && ifFalse))
    return define(inst,
                  emitSelect(condition, ifTrue, ifFalse, fastMathOf(inst)));
  selectParts(inst);
}

Value FunctionImport::emitSelect(Value condition, Value ifTrue, Value ifFalse,
                                 FastMath fastMath) {
  return emitFloat<SelectOp>(ifTrue.getType(), {condition, ifTrue, ifFalse},
                             fastMath);
}

//===----------------------------------------------------------------------===//
// Conversions
//===----------------------------------------------------------------------===//

void FunctionImport::importCast(const llvm::CastInst &inst) {
  Value value = operand(inst.getOperand(0));
  const TypeInfo &to = typeOf(inst.getType());
  if (inst.getOpcode() == Opcode::SExt && value && isFoldedSExt(inst))
    return define(inst, value);
  uint8_t flags = inst.getRawSubclassOptionalData();
  if (LLVM_LIKELY(value && to.shape == Shape::Scalar)) {
    const TypeInfo &from = typeOf(inst.getOperand(0)->getType());
    if (LLVM_LIKELY(from.shape == Shape::Scalar))
      return define(inst, emitCast(inst.getOpcode(), value, to.scalar, flags,
                                   fastMathOf(inst)));
  }
  Parts operands, results;
  parts(inst.getOperand(0), operands);
  emitCastParts(inst.getOpcode(), typeOf(inst.getOperand(0)->getType()), to,
                operands, flags, fastMathOf(inst), results);
  define(inst, results);
}

Value FunctionImport::emitCast(unsigned opcode, Value operand, Type type,
                               uint8_t flags, FastMath fastMath) {
  if (LLVM_UNLIKELY(isSoftCast(opcode, operand.getType(), type)))
    return emitSoftCast(opcode, operand, type, flags, fastMath);
  switch (opcode) {
  case Opcode::Trunc:
    return emitInt<TruncOp>(type, operand, wrapFlags(flags));
  case Opcode::ZExt:
    return emitInt<ZExtOp>(type, operand, flagIf(flags, IntFlags::NNeg));
  case Opcode::SExt:
    return emit<SExtOp>(type, operand);
  case Opcode::FPToUI:
    return emit<FPToUIOp>(type, operand);
  case Opcode::FPToSI:
    return emit<FPToSIOp>(type, operand);
  case Opcode::UIToFP:
    return emitInt<UIToFPOp>(type, operand, flagIf(flags, IntFlags::NNeg));
  case Opcode::SIToFP:
    return emit<SIToFPOp>(type, operand);
  case Opcode::FPTrunc:
    return emitFloat<FPTruncOp>(type, operand, fastMath);
  case Opcode::FPExt:
    return emitFloat<FPExtOp>(type, operand, fastMath);
  case Opcode::PtrToInt:
  case Opcode::PtrToAddr:
    return emit<PtrToIntOp>(type, operand);
  case Opcode::IntToPtr:
    return emit<IntToPtrOp>(type, operand);
  case Opcode::BitCast:
    if (operand.getType() == type)
      return operand;
    return emit<BitcastOp>(type, operand);
  case Opcode::AddrSpaceCast:
    return emit<AddrSpaceCastOp>(type, operand);
  default:
    llvm_unreachable("not a cast");
  }
}

void FunctionImport::importFreeze(const llvm::Instruction &inst) {
  Parts operands, results;
  parts(inst.getOperand(0), operands);
  for (Value operand : operands)
    results.push_back(emit<FreezeOp>(operand.getType(), operand));
  define(inst, results);
}

//===----------------------------------------------------------------------===//
// Aggregates: members are parts, so these only rename; in exact IR each is
// an operation, which keeps its place
//===----------------------------------------------------------------------===//

void FunctionImport::importExtractValue(const llvm::ExtractValueInst &inst) {
  Parts list;
  parts(inst.getAggregateOperand(), list);
  llvm::Type *member;
  uint32_t first = module.types.firstPart(inst.getAggregateOperand()->getType(),
                                          inst.getIndices(), member);
  uint32_t count = typeOf(member).partCount;
  if (module.refused)
    return;
  auto picked = ArrayRef<Value>(list).slice(first, count);
  if (module.isFolded())
    return define(inst, picked);
  Operation *op =
      append<ExtractValueOp>(module.types.parts(typeOf(member)), list);
  auto &properties = propertiesOf<ExtractValueOp>(op);
  properties.layout.type =
      module.types.layout(inst.getAggregateOperand()->getType());
  properties.path.steps.assign(inst.idx_begin(), inst.idx_end());
  define(inst, Parts(op->getResults()));
}

void FunctionImport::importInsertValue(const llvm::InsertValueInst &inst) {
  Parts list, inserted;
  parts(inst.getAggregateOperand(), list);
  parts(inst.getInsertedValueOperand(), inserted);
  llvm::Type *member;
  uint32_t first =
      module.types.firstPart(inst.getType(), inst.getIndices(), member);
  if (module.refused)
    return;
  if (module.isFolded()) {
    llvm::copy(inserted, list.begin() + first);
    return define(inst, list);
  }
  int32_t sizes[] = {int32_t(list.size()), int32_t(inserted.size())};
  list.append(inserted);
  Operation *op =
      append<InsertValueOp>(module.types.parts(typeOf(inst.getType())), list);
  auto &properties = propertiesOf<InsertValueOp>(op);
  properties.layout.type = module.types.layout(inst.getType());
  properties.path.steps.assign(inst.idx_begin(), inst.idx_end());
  properties.operandSegmentSizes = {sizes[0], sizes[1]};
  define(inst, Parts(op->getResults()));
}
