//===- Branches.h - Branch forms of x86-64 ----------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the code buffer must know to shorten branches: the 5- and 6-byte forms
// with a 32-bit displacement become 2 bytes with an 8-bit one (Intel SDM volume
// 2, "Jcc" and "JMP").
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_BRANCHES_H
#define SHUNT_LOWERING_FAST_X86_64_BRANCHES_H

#include "lowering/fast/CodeBuffer.h"

namespace shunt::x86_64 {

/// jmp label; left out when the label is next.
inline constexpr fast::BranchForm jumpForm{0};
/// jmp label that stays even when the label is next, so that a source line
/// which is only a jump keeps an address.
inline constexpr fast::BranchForm keptJumpForm{1};
/// jcc label; left out when the label is next.
inline constexpr fast::BranchForm conditionalJumpForm{2};
/// lea reg, [rip + label], never shortened.
inline constexpr fast::BranchForm labelAddressForm{3};

/// See BranchTraits.
inline constexpr uint32_t maxCodeBytes = INT32_MAX;

/// For CodeBuffer::finish().
const fast::BranchTraits &branchTraits();

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_BRANCHES_H
