//===- WasmWriter.h - An Object as a relocatable wasm file ------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Writes what WebAssembly's tool conventions ("WebAssembly Object File
// Linking", version 2) call an object: a module whose code and data the custom
// sections `linking` and `reloc.*` tell the linker to move. It is a valid
// module as it stands: the fields that relocations fill hold the indices and
// addresses that this object would have alone.
//
// The file, in order:
//
//   type, import, function, elem, data count, code, data
//   custom sections of the Object
//   linking: segments, symbols, start-up functions, comdats
//   reloc.CODE, reloc.DATA, reloc.* of the custom sections
//   producers, target_features
//
// Memory, the stack pointer and the function table are imports, which the
// linker resolves.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_OBJECT_WASMWRITER_H
#define SHUNT_LOWERING_OBJECT_WASMWRITER_H

#include "lowering/object/WasmInfo.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace shunt::object {

/// Writes `object` as a wasm object at the stream's position, front to back.
/// Nothing is written on failure: an undefined local symbol in a relocation, a
/// common symbol, more than 4 GiB of data.
/// Fills in the relocated fields of `object`'s sections. Errors of the stream
/// are its owner's to ask for.
llvm::Error writeWasm(Object &object, const WasmInfo &info,
                      llvm::raw_pwrite_stream &stream);

} // namespace shunt::object

#endif // SHUNT_LOWERING_OBJECT_WASMWRITER_H
