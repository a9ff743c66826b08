//===- Layout.h - Size and alignment of layout types ------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What LLVM's DataLayout says of types in memory, for targets with natural
// alignment (x86-64, AArch64, wasm32). Global data needs it where the module
// leaves an alignment open.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_LAYOUT_H
#define SHUNT_LOWERING_FAST_LAYOUT_H

#include "dialects/shunt/ShuntOps.h"

namespace shunt::fast {

/// How a type lies in memory.
struct Layout {
  uint64_t size = 0;      ///< Bytes from one array element to the next.
  uint64_t alignment = 1; ///< Bytes; a power of two.
  /// Bytes; what LLVM prefers where nothing is said.
  uint64_t preferredAlignment = 1;
};

/// The layout of a type where a pointer has `pointerBytes` bytes; of one that
/// has none (void, a function) and of null, one byte aligned to one.
Layout layoutOf(mlir::Type type, unsigned pointerBytes);

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_LAYOUT_H
