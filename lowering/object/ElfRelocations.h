//===- ElfRelocations.h - The final form of relocations ---------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The ELF writer's first step: which relocations go to the linker, against
// which symbol.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_OBJECT_ELFRELOCATIONS_H
#define SHUNT_LOWERING_OBJECT_ELFRELOCATIONS_H

#include "lowering/object/Object.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/Support/Error.h"

namespace shunt::object {

struct ElfTarget;

/// Brings every relocation of the object into its final form: writes and drops
/// those that can be resolved now, and makes those to local symbols ones to
/// section symbols where that says the same. Replaces private labels in the
/// list of address-taken symbols in the same way. Afterwards `used` has a bit
/// for each symbol, set if a relocation or that list needs it in the table.
/// Fails if a local symbol that a relocation needs is undefined; then the
/// object is of no use any more.
llvm::Error settleRelocations(Object &object, const ElfTarget &target,
                              llvm::BitVector &used);

} // namespace shunt::object

#endif // SHUNT_LOWERING_OBJECT_ELFRELOCATIONS_H
