//===- Places.h - Where things are while a program runs ---------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What back ends say of frames and of variables in memory. Locals and globals
// are WebAssembly's ("DWARF for WebAssembly": DW_OP_WASM_location).
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_PLACES_H
#define SHUNT_LOWERING_DEBUG_PLACES_H

#include "lowering/object/Object.h"
#include <cstdint>

namespace shunt::debug {

/// What offsets in a function's frame count from.
struct FrameBase {
  enum class Kind : uint8_t {
    Register, ///< `number` is its DWARF number.
    Local,    ///< `number` is its index.
    Global,   ///< That of `symbol`.
  };

  Kind kind;
  uint32_t number = 0;
  object::SymbolId symbol = object::SymbolId::None;
};

/// Where a variable's memory is for all of its function.
struct MemoryPlace {
  enum class Kind : uint8_t {
    Frame,   ///< `number` bytes from the frame base.
    Pointer, ///< Its address lies there.
    Local,   ///< Its address is in the local `number`.
  };

  Kind kind;
  int32_t number;
};

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_PLACES_H
