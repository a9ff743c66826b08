//===- AArch64Target.h - AArch64 as a target of the fast back end -*- C++ -*-=//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_AARCH64TARGET_H
#define SHUNT_LOWERING_FAST_AARCH64_AARCH64TARGET_H

#include "lowering/fast/FunctionCompiler.h"

namespace shunt::aarch64 {

/// AAPCS64 and ELF for the Arm 64-bit Architecture, LP64, little-endian.
const fast::Target &target();

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_AARCH64TARGET_H
