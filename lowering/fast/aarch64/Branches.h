//===- Branches.h - Branch forms of AArch64 ---------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the code buffer must know to shorten branches (Arm ARM, section C3.1).
//
//   form                 long, as emitted                  short        reach
//   jumpForm             b label                           the same     128 MiB
//   conditionalJumpForm  b.!cond, cbz, cbnz over; b label  b.cond ...   1 MiB
//   testBitJumpForm      tbz, tbnz over; b label           tbnz, tbz    32 KiB
//   labelAddressForm     adr low; movz high; add           adr          1 MiB
//
// The encoder emits the long form: the inverted branch over a `b`, whose fields
// for the label are zero. CodeBuffer::finish() then has encode() write either
// form: the short one is the long one's first word inverted back, with the
// displacement. No veneers are needed, as no branch's reach is less than a
// function's greatest size.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_BRANCHES_H
#define SHUNT_LOWERING_FAST_AARCH64_BRANCHES_H

#include "lowering/fast/CodeBuffer.h"

namespace shunt::aarch64 {

/// b label; left out when the label is next.
inline constexpr fast::BranchForm jumpForm{0};
/// b label that stays even when the label is next, so that a source line which
/// is only a jump keeps an address.
inline constexpr fast::BranchForm keptJumpForm{1};
/// b.cond, cbz or cbnz label; left out when the label is next.
inline constexpr fast::BranchForm conditionalJumpForm{2};
/// tbz or tbnz label; left out when the label is next.
inline constexpr fast::BranchForm testBitJumpForm{3};
/// reg = the address of a label.
inline constexpr fast::BranchForm labelAddressForm{4};

/// See BranchTraits.
inline constexpr uint32_t maxCodeBytes = (1u << 27) - 4;

/// For CodeBuffer::finish().
const fast::BranchTraits &branchTraits();

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_BRANCHES_H
