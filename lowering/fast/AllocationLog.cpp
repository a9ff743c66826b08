//===- AllocationLog.cpp - What emission believes about places ------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/AllocationLog.h"

namespace shunt::fast {

void RecordingLog::handOver() {
  for (; !outgoing.empty(); outgoing.remove(outgoing.first()))
    use(token::outgoing(outgoing.first()), outgoing.first());
}

} // namespace shunt::fast
