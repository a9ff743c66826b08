//===- X86Target.h - x86-64 as a target of the fast back end ----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_X86TARGET_H
#define SHUNT_LOWERING_FAST_X86_64_X86TARGET_H

#include "lowering/fast/FunctionCompiler.h"

namespace shunt::x86_64 {

/// System V psABI, LP64, ELF.
const fast::Target &target();

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_X86TARGET_H
