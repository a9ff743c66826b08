//===- FloatClasses.cpp - llvm.is.fpclass as integer comparisons ----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Problem: whether a float is of one of the classes in a mask (LangRef,
// "llvm.is.fpclass"), without an exception for a signalling NaN. Method: read
// as an unsigned integer, the floats of one sign rise from zero by way of
// subnormals, normals and infinity to signalling and quiet NaNs, and the
// negative ones lie above the positive ones. So each class is a range of
// integers, and neighbours in the mask are one range.
//
//===----------------------------------------------------------------------===//

#include "lowering/import/FunctionImport.h"
#include "llvm/ADT/FloatingPointMode.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

/// The classes by rising bits; those of the sign bit set come behind.
static constexpr unsigned classes[2][6] = {
    {llvm::fcPosZero, llvm::fcPosSubnormal, llvm::fcPosNormal, llvm::fcPosInf,
     llvm::fcSNan, llvm::fcQNan},
    {llvm::fcNegZero, llvm::fcNegSubnormal, llvm::fcNegNormal, llvm::fcNegInf,
     llvm::fcSNan, llvm::fcQNan}};
static constexpr unsigned classCount = std::size(classes[0]);

/// Whether the mask has the same classes of both signs.
static bool isSymmetric(unsigned mask) {
  for (unsigned i = 0; i < classCount; ++i)
    if (!(mask & classes[0][i]) != !(mask & classes[1][i]))
      return false;
  return true;
}

/// Whether `bits`, which are of at most `greatest`, are in a range.
Value FunctionImport::emitInRange(Value bits, uint64_t first, uint64_t last,
                                  uint64_t greatest) {
  Type type = bits.getType();
  if (first == last)
    return emitICmp(ICmpPredicate::Eq, bits, constantBits(type, first));
  if (last == greatest)
    return emitICmp(ICmpPredicate::Uge, bits, constantBits(type, first));
  if (first != 0)
    bits =
        emitInt<SubOp>(type, {bits, constantBits(type, first)}, IntFlags::None);
  return emitICmp(ICmpPredicate::Ule, bits, constantBits(type, last - first));
}

Value FunctionImport::emitFPClassTest(Value operand, unsigned mask) {
  const auto &semantics =
      cast<FloatType>(operand.getType()).getFloatSemantics();
  unsigned mantissa = llvm::APFloat::semanticsPrecision(semantics) - 1;
  uint64_t sign = uint64_t(1)
                  << (operand.getType().getIntOrFloatBitWidth() - 1);
  uint64_t infinity = sign - (uint64_t(1) << mantissa);
  uint64_t quiet = uint64_t(1) << (mantissa - 1);
  const uint64_t starts[classCount + 1] = {
      0,   1, uint64_t(1) << mantissa, infinity, infinity + 1, infinity | quiet,
      sign};
  Value bits = asInteger(operand);
  Type type = bits.getType();
  unsigned signs = 2;
  if (isSymmetric(mask)) {
    signs = 1;
    bits = emit<AndOp>(type, {bits, constantBits(type, sign - 1)});
  }
  uint64_t greatest = signs == 1 ? sign - 1 : sign + (sign - 1);
  Value result;
  std::optional<uint64_t> first; // Of the range that is open.
  auto close = [&](uint64_t last) {
    if (!first)
      return;
    Value test = emitInRange(bits, *first, last, greatest);
    result = result ? emit<OrOp>(integerType(1), {result, test}) : test;
    first.reset();
  };
  for (unsigned i = 0; i < signs * classCount; ++i) {
    uint64_t start = starts[i % classCount] + (i < classCount ? 0 : sign);
    if (!(mask & classes[i / classCount][i % classCount]))
      close(start - 1);
    else if (!first)
      first = start;
  }
  close(greatest);
  return result ? result : constantBits(integerType(1), 0);
}
