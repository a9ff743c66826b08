//===- IdleCore.h - Leave to use one more core ------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_PLUGIN_IDLECORE_H
#define SHUNT_PLUGIN_IDLECORE_H

#include "llvm/Support/Jobserver.h"
#include <memory>

namespace shunt::plugin {

/// A core that nobody else wants, as long as this lives.
class IdleCore {
public:
  /// Asks the jobserver of make, if the process runs under one that it can
  /// reach; where there is none, looks whether fewer tasks run on the machine
  /// than there are cores for this process. Takes some 50 us. Null: none is
  /// idle.
  static std::unique_ptr<IdleCore> claim();

  IdleCore(const IdleCore &) = delete;
  /// Gives the jobserver back what it gave.
  ~IdleCore();

private:
  IdleCore() = default;

  /// Not valid: there is no jobserver.
  llvm::JobSlot own, added;
};

} // namespace shunt::plugin

#endif // SHUNT_PLUGIN_IDLECORE_H
