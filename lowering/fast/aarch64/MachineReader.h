//===- MachineReader.h - What AArch64 instructions do -----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a proof of an allocation must know of this target's instructions.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_MACHINEREADER_H
#define SHUNT_LOWERING_FAST_AARCH64_MACHINEREADER_H

#include "lowering/fast/MachineReader.h"

namespace shunt::aarch64 {

/// A reader of this target's code.
std::unique_ptr<fast::MachineReader> createMachineReader();

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_MACHINEREADER_H
