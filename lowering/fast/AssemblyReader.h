//===- AssemblyReader.h - An ELF file of LLVM's as an Object ----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_ASSEMBLYREADER_H
#define SHUNT_LOWERING_FAST_ASSEMBLYREADER_H

#include "lowering/object/Object.h"
#include "llvm/Support/Error.h"

namespace shunt::fast {

/// Fills an empty object from an ELF64 little-endian file that LLVM's assembler
/// has just written. Names are copied.
llvm::Error readAssembled(llvm::StringRef file, object::Object &object);

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_ASSEMBLYREADER_H
