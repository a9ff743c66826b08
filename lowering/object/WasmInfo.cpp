//===- WasmInfo.cpp - What a wasm object says beside its Object -----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/object/WasmInfo.h"

using namespace llvm;
using namespace shunt::object;

WasmTypeId WasmInfo::typeOf(ArrayRef<WasmType> params,
                            ArrayRef<WasmType> results) {
  SmallVector<WasmType, 16> bytes(params);
  bytes.push_back(WasmType(0));
  append_range(bytes, results);
  StringRef key(reinterpret_cast<const char *>(bytes.data()), bytes.size());
  auto it = typeIds.find(key);
  if (it != typeIds.end())
    return it->second;
  auto *copy = storage.Allocate<WasmType>(bytes.size());
  std::copy(bytes.begin(), bytes.end(), copy);
  auto id = WasmTypeId(types.size());
  types.push_back({ArrayRef(copy, params.size()),
                   ArrayRef(copy + params.size() + 1, results.size())});
  typeIds[StringRef(reinterpret_cast<const char *>(copy), bytes.size())] = id;
  return id;
}
