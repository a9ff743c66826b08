//===- Plugin.cpp - What the host loads -----------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The one exported symbol: tells the host which callback to run in front of
// code generation. clang, flang and llc call it for each module.
//
//===----------------------------------------------------------------------===//

#include "plugin/Driver.h"
#include "plugin/Handshake.h"
#include "llvm/Plugins/PassPlugin.h"

using namespace llvm;

static bool beforeCodeGen(Module &module, TargetMachine &machine,
                          CodeGenFileType type, raw_pwrite_stream &stream) {
  return shunt::plugin::generateCode(module, machine, type, stream);
}

extern "C" __attribute__((visibility("default"))) PassPluginLibraryInfo
llvmGetPassPluginInfo() {
  PassPluginLibraryInfo info = {LLVM_PLUGIN_API_VERSION, "shunt", SHUNT_VERSION,
                                nullptr, nullptr};
  // A host that the plugin wasn't built for goes on without it.
  if (shunt::plugin::isHostSupported())
    info.PreCodeGenCallback = beforeCodeGen;
  return info;
}
