//===- WasmTarget.cpp - wasm32 as a target of the fast back end -----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/wasm32/WasmTarget.h"
#include "lowering/fast/wasm32/Selector.h"

using namespace shunt;

const fast::Target &wasm32::target() {
  static const fast::Target target = [] {
    fast::Target t = {};
    t.pcRelative32 = llvm::wasm::R_WASM_MEMORY_ADDR_LOCREL_I32;
    t.functionAlignment = 1;
    t.debug.sectionOffset32 = llvm::wasm::R_WASM_SECTION_OFFSET_I32;
    t.debug.dataAddress = llvm::wasm::R_WASM_MEMORY_ADDR_I32;
    t.debug.codeAddress = llvm::wasm::R_WASM_FUNCTION_OFFSET_I32;
    t.debug.globalIndex = llvm::wasm::R_WASM_GLOBAL_INDEX_I32;
    t.debug.addressSize = 4;
    t.debug.minInstLength = 1;
    t.debug.functionsAreSections = true;
    t.debug.usesFastISel = t.debug.dropsLoneBranches = true;
    t.create = [](fast::ModuleContext &module)
        -> std::unique_ptr<fast::FunctionCompiler> {
      return std::make_unique<Selector>(module);
    };
    t.createFormat = [](const fast::FormatContext &context)
        -> std::unique_ptr<fast::ObjectFormat> {
      return std::make_unique<WasmFormat>(context);
    };
    return t;
  }();
  return target;
}
