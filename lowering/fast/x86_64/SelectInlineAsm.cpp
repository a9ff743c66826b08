//===- SelectInlineAsm.cpp - Inline assembly ------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/Selector.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::x86_64;

bool Selector::selectInlineAsm(Operation *op) {
  if (!cast<InlineAsmOp>(op).getAssembly().empty())
    return refuse("inline assembly", op);
  return refuse("inline assembly", op);
}
