//===- WasmLinking.h - What a wasm object tells the linker ---- -*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The payloads of the custom sections `linking` and `reloc.*`.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_OBJECT_WASMLINKING_H
#define SHUNT_LOWERING_OBJECT_WASMLINKING_H

#include "lowering/object/WasmBytes.h"
#include "lowering/object/WasmLayout.h"

namespace shunt::object {

/// Symbols, segments, start-up functions and comdats. The layout's custom
/// sections have their indices.
void writeLinking(WasmBytes &out, const WasmLayout &layout);

/// The relocations of a part of the file's section `target`, in which the bytes
/// of `section` begin at `payload`.
struct RelocatedPart {
  SectionId section;
  uint64_t payload;
};

/// The relocations of the section `target` of the file. False: there are none,
/// and nothing is written.
bool writeRelocations(WasmBytes &out, const WasmLayout &layout, uint32_t target,
                      llvm::ArrayRef<RelocatedPart> parts);

} // namespace shunt::object

#endif // SHUNT_LOWERING_OBJECT_WASMLINKING_H
