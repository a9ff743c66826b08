//===- AllocationLog.cpp - What emission believes about places ------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/AllocationLog.h"

namespace shunt::fast {

void RecordingLog::endEdges(bool moved) {
  for (AllocationEvent &pair : passed) {
    if (!moved && pair.from == ValueId::None)
      add({.kind = Kind::PassUndef, .value = pair.value, .label = pair.label});
    if (moved) {
      pair.continues = &pair != &passed.back();
      add(pair);
    }
  }
  passed.clear();
}

void RecordingLog::handOver() {
  for (; !outgoing.empty(); outgoing.remove(outgoing.first()))
    use(token::outgoing(outgoing.first()), outgoing.first());
}

} // namespace shunt::fast
