//===- WideIntegers.h - What helps with lists of i64 ------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Used by WideIntegers.cpp and WideIntrinsics.cpp.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_IMPORT_WIDEINTEGERS_H
#define SHUNT_LOWERING_IMPORT_WIDEINTEGERS_H

#include "dialects/shunt/ShuntOps.h"

namespace shunt::import {

/// Bits of a word of a wide integer.
inline constexpr unsigned wordBits = 64;

/// The word if a constant operation gives it.
inline std::optional<uint64_t> constantWord(mlir::Value word) {
  mlir::Operation *op = word.getDefiningOp();
  if (!op || headerOf(op).opcode != opcodeOf<ConstantOp>())
    return std::nullopt;
  return propertiesOf<ConstantOp>(op).bits.low;
}

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_WIDEINTEGERS_H
