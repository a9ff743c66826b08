//===- TargetFacts.h - What import knows of the target ----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_IMPORT_TARGETFACTS_H
#define SHUNT_LOWERING_IMPORT_TARGETFACTS_H

#include "llvm/TargetParser/Triple.h"

namespace shunt::import {

/// What folded IR says otherwise for one target than for another: operations
/// that no instruction does become others or calls of runtime routines.
struct TargetFacts {
  explicit TargetFacts(const llvm::Triple &triple)
      : hasHalf(triple.isAArch64() || triple.getArch() == llvm::Triple::x86_64),
        convertsHalf(triple.isAArch64()), roundsBFloat(triple.isAArch64()),
        hasQuadLongDouble(triple.isAArch64() || triple.isWasm()),
        scalesIndices(!triple.isWasm()) {}

  /// Values of half and bfloat have registers.
  bool hasHalf;
  /// Instructions convert half to and from float and double, whatever the
  /// function's features.
  bool convertsHalf;
  /// LLVM rounds to bfloat by operations, once, whatever it comes from; else by
  /// routines, and integers by way of float.
  bool roundsBFloat;
  /// long double is fp128, so that libm's routines for it end in l.
  bool hasQuadLongDouble;
  /// A load or store adds an index to its address, so that it pays to have each
  /// do so.
  bool scalesIndices;
};

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_TARGETFACTS_H
