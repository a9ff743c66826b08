//===- Elementwise.cpp - Operations on vectors and wide integers ----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Folded IR. A vector operation is its scalar operation for each element, and
// an element can be a wide integer: each method here takes the parts of whole
// values, walks the elements, and hands wide ones to WideIntegers.cpp.
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

/// The parts of element `i`.
static ArrayRef<Value> elementOf(const TypeInfo &type, ArrayRef<Value> parts,
                                 uint32_t i) {
  uint32_t step = type.element->partCount;
  return parts.slice(i * step, step);
}

void FunctionImport::emitBinaryParts(const TypeInfo &type, unsigned opcode,
                                     ArrayRef<Value> lhs, ArrayRef<Value> rhs,
                                     uint8_t flags, FastMath fastMath,
                                     SmallVectorImpl<Value> &results) {
  if (type.shape == Shape::Vector) {
    for (uint32_t i = 0; i < type.count; ++i)
      emitBinaryParts(*type.element, opcode, elementOf(type, lhs, i),
                      elementOf(type, rhs, i), flags, fastMath, results);
  } else if (type.shape == Shape::Wide) {
    llvm::append_range(results, emitWideBinary(opcode, type, lhs, rhs));
  } else {
    results.push_back(emitBinary(opcode, lhs[0], rhs[0], flags, fastMath));
  }
}

void FunctionImport::emitICmpParts(const TypeInfo &type,
                                   ICmpPredicate predicate, ArrayRef<Value> lhs,
                                   ArrayRef<Value> rhs, IntFlags flags,
                                   SmallVectorImpl<Value> &results) {
  if (type.shape == Shape::Vector) {
    for (uint32_t i = 0; i < type.count; ++i)
      emitICmpParts(*type.element, predicate, elementOf(type, lhs, i),
                    elementOf(type, rhs, i), flags, results);
  } else if (type.shape == Shape::Wide) {
    results.push_back(emitWideICmp(predicate, type, lhs, rhs));
  } else {
    results.push_back(emitICmp(predicate, lhs[0], rhs[0], flags));
  }
}

void FunctionImport::emitCastParts(unsigned opcode, const TypeInfo &from,
                                   const TypeInfo &to, ArrayRef<Value> operand,
                                   uint8_t flags, FastMath fastMath,
                                   SmallVectorImpl<Value> &results) {
  if (opcode == llvm::Instruction::BitCast) {
    bitcastParts(from, to, operand, results);
  } else if (to.shape == Shape::Vector) {
    for (uint32_t i = 0; i < to.count; ++i)
      emitCastParts(opcode, *from.element, *to.element,
                    elementOf(from, operand, i), flags, fastMath, results);
  } else if (from.shape == Shape::Wide || to.shape == Shape::Wide) {
    emitWideCast(opcode, from, to, operand, results);
  } else {
    results.push_back(emitCast(opcode, operand[0], to.scalar, flags, fastMath));
  }
}

void FunctionImport::selectParts(const llvm::SelectInst &inst) {
  Parts conditions, ifTrue, ifFalse, results;
  parts(inst.getCondition(), conditions);
  parts(inst.getTrueValue(), ifTrue);
  parts(inst.getFalseValue(), ifFalse);
  bool isElementwise = inst.getCondition()->getType()->isVectorTy();
  size_t step = isElementwise ? ifTrue.size() / conditions.size() : 0;
  for (size_t i = 0; i < ifTrue.size(); ++i)
    results.push_back(emitSelect(conditions[step ? i / step : 0], ifTrue[i],
                                 ifFalse[i], fastMathOf(inst)));
  define(inst, results);
}

//===----------------------------------------------------------------------===//
// Intrinsics
//===----------------------------------------------------------------------===//

bool FunctionImport::importArithmeticParts(const llvm::IntrinsicInst &inst,
                                           unsigned count, uint64_t constant) {
  const TypeInfo &type = typeOf(inst.getType());
  const TypeInfo &from = typeOf(inst.getArgOperand(0)->getType());
  bool isVector = type.shape == Shape::Vector;
  const TypeInfo &element = isVector ? *type.element : type;
  const TypeInfo &fromElement = isVector ? *from.element : from;
  bool isWide =
      element.shape == Shape::Wide || fromElement.shape == Shape::Wide;
  SmallVector<Parts, 3> arguments;
  for (unsigned i = 0; i < count; ++i)
    parts(inst.getArgOperand(i), arguments.emplace_back());
  Parts results;
  for (uint32_t i = 0; i < (isVector ? type.count : 1); ++i) {
    SmallVector<Value, 6> operands;
    uint32_t step = fromElement.partCount;
    for (Parts &argument : arguments)
      llvm::append_range(operands,
                         ArrayRef<Value>(argument).slice(i * step, step));
    if (!isWide)
      results.push_back(emitArithmeticIntrinsic(inst.getIntrinsicID(), operands,
                                                element.scalar, constant,
                                                fastMathOf(inst)));
    else if (!emitWideIntrinsic(inst.getIntrinsicID(), element, operands,
                                results)) {
      refuse("i" + llvm::Twine(fromElement.width) + " " +
             inst.getCalledFunction()->getName());
      return true;
    }
  }
  define(inst, results);
  return true;
}

/// The results of all elements come first, then all overflow bits.
bool FunctionImport::importOverflowParts(const llvm::IntrinsicInst &inst) {
  const TypeInfo &type = typeOf(inst.getArgOperand(0)->getType());
  bool isVector = type.shape == Shape::Vector;
  const TypeInfo &element = isVector ? *type.element : type;
  Parts lhs, rhs, results, overflows;
  parts(inst.getArgOperand(0), lhs);
  parts(inst.getArgOperand(1), rhs);
  uint32_t step = element.partCount;
  for (uint32_t i = 0; i < lhs.size(); i += step) {
    if (element.shape == Shape::Wide) {
      if (!emitWideOverflow(inst.getIntrinsicID(), element,
                            ArrayRef(lhs).slice(i, step),
                            ArrayRef(rhs).slice(i, step), results,
                            overflows.emplace_back())) {
        refuse("i" + llvm::Twine(element.width) + " " +
               inst.getCalledFunction()->getName());
        return true;
      }
      continue;
    }
    Operation *op = emitOverflow(inst.getIntrinsicID(), lhs[i], rhs[i]);
    results.push_back(op->getResult(0));
    overflows.push_back(op->getResult(1));
  }
  results.append(overflows.begin(), overflows.end());
  define(inst, results);
  return true;
}
