//===- ElfFormat.h - ELF objects ------------------------------ -*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_ELFFORMAT_H
#define SHUNT_LOWERING_FAST_ELFFORMAT_H

#include "lowering/fast/ObjectFormat.h"

namespace shunt::fast {

/// What ELF decides for one module, which `context` must outlive.
std::unique_ptr<ObjectFormat> createElfFormat(const FormatContext &context);

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_ELFFORMAT_H
