//===- Branches.cpp - Branch forms of x86-64 ------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/Branches.h"
#include "llvm/Support/Endian.h"
#include <cstring>

using namespace shunt;
using namespace shunt::x86_64;

/// Short displacements count from the end of the 2-byte form: -128 to 127.
static constexpr int32_t ShortMin = -126, ShortMax = 129;

static constexpr fast::BranchFormTraits Forms[] = {
    {5, 2, true, ShortMin, ShortMax},  // jumpForm
    {5, 2, false, ShortMin, ShortMax}, // keptJumpForm
    {6, 2, true, ShortMin, ShortMax},  // conditionalJumpForm
    {7, 7, false, 0, 0},               // labelAddressForm
};

static void encodeBranch(uint8_t *to, const uint8_t *longForm,
                         fast::BranchForm form, unsigned length,
                         int64_t displacement) {
  int64_t fromEnd = displacement - length;
  if (length == 2) {
    assert(fromEnd == static_cast<int8_t>(fromEnd) && "short branch too far");
    to[0] =
        form == conditionalJumpForm ? longForm[1] - 0x10 : 0xeb; // 0F 8x: 7x
    to[1] = static_cast<uint8_t>(fromEnd);
    return;
  }
  assert(fromEnd == static_cast<int32_t>(fromEnd) && "branch too far");
  std::memcpy(to, longForm, length - 4);
  llvm::support::endian::write32le(to + length - 4,
                                   static_cast<uint32_t>(fromEnd));
}

const fast::BranchTraits &shunt::x86_64::branchTraits() {
  static constexpr fast::BranchTraits Traits{Forms, encodeBranch, maxCodeBytes};
  return Traits;
}
