//===- HostOptions.h - The host's options for the fast back end -*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_PLUGIN_HOSTOPTIONS_H
#define SHUNT_PLUGIN_HOSTOPTIONS_H

#include "lowering/fast/Options.h"
#include "llvm/IR/Module.h"
#include "llvm/Target/TargetMachine.h"
#include <string>

namespace shunt::plugin {

/// What the target machine and the module's levels say. It refers to strings
/// of the machine, which must outlive it.
fast::Options readHostOptions(const llvm::Module &module,
                              const llvm::TargetMachine &machine);

/// The first option of the machine that asks for something that the fast back
/// end does not do, as the user knows it; empty if there is none.
std::string findUnsupportedOption(const llvm::TargetMachine &machine);

/// The same of options that count for debug information alone.
std::string findUnsupportedDebugOption(const llvm::TargetMachine &machine);

} // namespace shunt::plugin

#endif // SHUNT_PLUGIN_HOSTOPTIONS_H
