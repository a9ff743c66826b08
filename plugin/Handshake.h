//===- Handshake.h - Is this the host that we were built for? ---*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_PLUGIN_HANDSHAKE_H
#define SHUNT_PLUGIN_HANDSHAKE_H

namespace shunt::plugin {

/// Whether the process has exactly one LLVM and it is of the version that the
/// plugin was built for. If not, says so on stderr, without using LLVM.
bool isHostSupported();

} // namespace shunt::plugin

#endif // SHUNT_PLUGIN_HANDSHAKE_H
