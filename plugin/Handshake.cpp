//===- Handshake.cpp - Is this the host that we were built for? -----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "plugin/Handshake.h"
#include "llvm-c/Core.h"
#include "llvm/Config/llvm-config.h"
#include <cstdio>
#include <cstring>
#include <link.h>

/// Called for each loaded object; counts those that are an LLVM.
static int countLLVM(dl_phdr_info *info, size_t, void *count) {
  const char *name = info->dlpi_name ? info->dlpi_name : "";
  const char *slash = std::strrchr(name, '/');
  if (std::strncmp(slash ? slash + 1 : name, "libLLVM", 7) == 0)
    ++*static_cast<unsigned *>(count);
  return 0;
}

bool shunt::plugin::isHostSupported() {
  unsigned major, minor, patch;
  LLVMGetVersion(&major, &minor, &patch);
  if (major != LLVM_VERSION_MAJOR || minor != LLVM_VERSION_MINOR) {
    std::fprintf(stderr,
                 "shunt: warning: the host has LLVM %u.%u, the plugin is for "
                 "LLVM %d.%d; LLVM generates the code\n",
                 major, minor, LLVM_VERSION_MAJOR, LLVM_VERSION_MINOR);
    return false;
  }
  unsigned count = 0;
  dl_iterate_phdr(countLLVM, &count);
  if (count != 1) {
    std::fprintf(stderr,
                 "shunt: warning: %u copies of LLVM in the host's process "
                 "where one is expected; LLVM generates the code\n",
                 count);
    return false;
  }
  return true;
}
