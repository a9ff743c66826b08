//===- InitialData.h - Constants as bytes and relocations -------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_IMPORT_INITIALDATA_H
#define SHUNT_LOWERING_IMPORT_INITIALDATA_H

#include "lowering/import/ModuleContext.h"

namespace shunt::import {

/// The tag by which the dialect knows a block whose address is taken.
uint32_t blockTag(const llvm::BasicBlock &block);

/// Lays `constant` out in memory, little-endian; undefined bytes are zero, and
/// zeros at the end are left out. False: refused in `module`.
bool importInitialData(ModuleContext &module, const llvm::Constant &constant,
                       Data &data);

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_INITIALDATA_H
