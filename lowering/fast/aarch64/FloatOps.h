//===- FloatOps.h - Families of scalar floating point -----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One enumeration a shape of operands, made from FloatOps.def; an enumerator's
// value is its word.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_FLOATOPS_H
#define SHUNT_LOWERING_FAST_AARCH64_FLOATOPS_H

#include <cstdint>

namespace shunt::aarch64 {

/// float, float.
enum class FloatOneSourceOp : uint32_t {
#define FLOAT_ONE_SOURCE(Name, mnemonic, word) Name = (word),
#include "lowering/fast/aarch64/FloatOps.def"
};

/// float, float, float.
enum class FloatTwoSourceOp : uint32_t {
#define FLOAT_TWO_SOURCE(Name, mnemonic, word) Name = (word),
#include "lowering/fast/aarch64/FloatOps.def"
};

/// float, float, float, float.
enum class FloatThreeSourceOp : uint32_t {
#define FLOAT_THREE_SOURCE(Name, mnemonic, word) Name = (word),
#include "lowering/fast/aarch64/FloatOps.def"
};

/// general, float. What is out of range gives the nearest integer, NaN 0.
enum class FloatToIntegerOp : uint32_t {
#define FLOAT_TO_INTEGER(Name, mnemonic, word) Name = (word),
#include "lowering/fast/aarch64/FloatOps.def"
};

/// float, general.
enum class IntegerToFloatOp : uint32_t {
#define INTEGER_TO_FLOAT(Name, mnemonic, word) Name = (word),
#include "lowering/fast/aarch64/FloatOps.def"
};

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_FLOATOPS_H
