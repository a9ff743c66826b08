//===- WasmTarget.h - wasm32 as a target of the fast back end ---*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_WASM32_WASMTARGET_H
#define SHUNT_LOWERING_FAST_WASM32_WASMTARGET_H

#include "lowering/fast/FunctionCompiler.h"

namespace shunt::wasm32 {

/// WebAssembly with 32-bit pointers, the tool conventions' C ABI and objects.
const fast::Target &target();

} // namespace shunt::wasm32

#endif // SHUNT_LOWERING_FAST_WASM32_WASMTARGET_H
