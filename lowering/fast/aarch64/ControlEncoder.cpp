//===- ControlEncoder.cpp - Branches, calls, system -----------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/ControlEncoder.h"

using namespace shunt;
using namespace shunt::aarch64;

void ControlEncoder::adr(Gpr dst, fast::Label label, Gpr scratch) {
  assert(dst != scratch && dst != Gpr::zr && scratch != Gpr::zr &&
         "needs two registers");
  buffer.addBranch(offset(), label, labelAddressForm);
  emit(0x10000000 | d(dst), 0xd2a00000 | d(scratch)); // movz, lsl 16
  emit(0x8b000000 | m(scratch) | n(dst) | d(dst));    // add or, inverted, sub
}
