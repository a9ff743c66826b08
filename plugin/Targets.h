//===- Targets.h - The fast back end's targets ------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_PLUGIN_TARGETS_H
#define SHUNT_PLUGIN_TARGETS_H

#include "lowering/fast/FunctionCompiler.h"

namespace shunt::plugin {

/// The fast back end's target for a triple; null if there is none.
const fast::Target *findTarget(const llvm::Triple &triple);

} // namespace shunt::plugin

#endif // SHUNT_PLUGIN_TARGETS_H
