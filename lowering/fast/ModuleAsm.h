//===- ModuleAsm.h - File-scope assembly ------------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_MODULEASM_H
#define SHUNT_LOWERING_FAST_MODULEASM_H

#include "lowering/fast/FunctionCompiler.h"

namespace shunt::fast {

/// Assembles file-scope assembly into the object. False: refused.
bool assembleModuleAsm(ModuleAsmOp assembly, object::Object &object,
                       SymbolTable &symbols, Refusal &refusal);

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_MODULEASM_H
