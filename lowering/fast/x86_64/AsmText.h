//===- AsmText.h - How x86-64 prints assembly operands ----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_ASMTEXT_H
#define SHUNT_LOWERING_FAST_X86_64_ASMTEXT_H

#include "lowering/fast/AsmText.h"
#include <memory>

namespace shunt::x86_64 {

/// What makes a statement's text, in AT&T's or Intel's dialect.
std::unique_ptr<fast::AsmExpander>
createAsmExpander(llvm::StringRef text, bool isIntel,
                  llvm::ArrayRef<fast::AsmArgument> arguments, unsigned uid);

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_ASMTEXT_H
