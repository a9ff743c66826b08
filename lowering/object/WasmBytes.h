//===- WasmBytes.h - Bytes of a wasm section ------------------ -*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the writers of a wasm object's sections have in common.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_OBJECT_WASMBYTES_H
#define SHUNT_LOWERING_OBJECT_WASMBYTES_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/raw_ostream.h"

namespace shunt::object {

/// The payload of a section under construction.
class WasmBytes : public llvm::raw_svector_ostream {
public:
  WasmBytes() : raw_svector_ostream(storage) {}

  void uleb(uint64_t value) { llvm::encodeULEB128(value, *this); }
  void sleb(int64_t value) { llvm::encodeSLEB128(value, *this); }
  void byte(uint8_t value) { *this << char(value); }
  /// A name, or bytes, behind their length.
  void string(llvm::StringRef text) {
    uleb(text.size());
    *this << text;
  }

private:
  llvm::SmallVector<char, 0> storage;
};

} // namespace shunt::object

#endif // SHUNT_LOWERING_OBJECT_WASMBYTES_H
