//===- Compression.h - Compressed debug sections ----------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_OBJECT_COMPRESSION_H
#define SHUNT_LOWERING_OBJECT_COMPRESSION_H

#include "lowering/object/Object.h"
#include "llvm/Support/Compression.h"

namespace shunt::object {

/// Compresses the .debug_* sections of a 64-bit little-endian object that get
/// smaller by it (gABI, "Section Compression"). Call when their bytes are
/// final. Precondition: LLVM was built with the format.
void compressDebugSections(Object &object, llvm::DebugCompressionType type);

} // namespace shunt::object

#endif // SHUNT_LOWERING_OBJECT_COMPRESSION_H
