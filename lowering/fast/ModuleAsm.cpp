//===- ModuleAsm.cpp - File-scope assembly --------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/ModuleAsm.h"

using namespace shunt;

bool fast::assembleModuleAsm(ModuleAsmOp assembly, object::Object &,
                             SymbolTable &, Refusal &refusal) {
  return refusal.refuse("module-level assembly", assembly);
}
