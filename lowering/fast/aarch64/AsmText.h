//===- AsmText.h - How AArch64 prints assembly operands ---------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_ASMTEXT_H
#define SHUNT_LOWERING_FAST_AARCH64_ASMTEXT_H

#include "lowering/fast/AsmText.h"
#include <memory>

namespace shunt::aarch64 {

/// What makes a statement's text.
std::unique_ptr<fast::AsmExpander>
createAsmExpander(llvm::StringRef text,
                  llvm::ArrayRef<fast::AsmArgument> arguments, unsigned uid);

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_ASMTEXT_H
