//===- Targets.cpp - The fast back end's targets --------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "plugin/Targets.h"
#include "lowering/fast/aarch64/AArch64Target.h"
#include "lowering/fast/x86_64/X86Target.h"

const shunt::fast::Target *
shunt::plugin::findTarget(const llvm::Triple &triple) {
  // Other systems have other rules for symbols, TLS and the red zone.
  if (!triple.isOSBinFormatELF() || !triple.isOSLinux())
    return nullptr;
  if (triple.getArch() == llvm::Triple::x86_64 && !triple.isX32())
    return &x86_64::target();
  // With 32-bit pointers it is another psABI.
  if (triple.getArch() == llvm::Triple::aarch64 &&
      triple.getEnvironment() != llvm::Triple::GNUILP32)
    return &aarch64::target();
  return nullptr;
}
