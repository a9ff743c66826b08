//===- Branches.cpp - Branch forms of AArch64 -----------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/Branches.h"
#include "llvm/Support/Endian.h"

using namespace shunt;
using namespace shunt::aarch64;
using llvm::support::endian::read32le;
using llvm::support::endian::write32le;

/// What a signed field of `bits` bits reaches, in bytes: it counts `unit`s.
static constexpr int32_t reach(unsigned bits, int32_t unit = 4) {
  return (1 << (bits - 1)) * unit;
}

static constexpr fast::BranchFormTraits branchForms[] = {
    {4, 4, true, -reach(26), reach(26) - 4},         // jumpForm
    {4, 4, false, -reach(26), reach(26) - 4},        // keptJumpForm
    {8, 4, true, -reach(19), reach(19) - 4},         // conditionalJumpForm
    {8, 4, true, -reach(14), reach(14) - 4},         // testBitJumpForm
    {12, 4, false, -reach(21, 1), reach(21, 1) - 1}, // labelAddressForm
};

/// `displacement` in units of 4 as a field of `bits` bits.
static uint32_t displacementField(int64_t displacement, unsigned bits) {
  assert(displacement % 4 == 0 && "branch into an instruction");
  assert(displacement >= -reach(bits) && displacement < reach(bits) &&
         "branch too far");
  return static_cast<uint32_t>(displacement >> 2) & ((1u << bits) - 1);
}

static uint32_t jumpWord(int64_t displacement) {
  return 0x14000000 | displacementField(displacement, 26);
}

/// The short form of a branch over a jump: its condition inverted back.
static uint32_t shortWord(uint32_t over, fast::BranchForm form,
                          int64_t displacement) {
  if (form == testBitJumpForm)
    return ((over & 0xfff8001f) ^ 1u << 24) |
           displacementField(displacement, 14) << 5;
  // b.cond keeps its condition in bits 0 to 3, cbz and cbnz differ in bit 24.
  bool isCompare = (over & 0x7e000000) == 0x34000000;
  return ((over & 0xff00001f) ^ (isCompare ? 1u << 24 : 1)) |
         displacementField(displacement, 19) << 5;
}

/// adr with 21 bits of displacement.
static uint32_t adrWord(uint32_t longForm, int64_t displacement) {
  assert(displacement >= -reach(21, 1) && displacement < reach(21, 1) &&
         "label too far");
  auto bits = static_cast<uint32_t>(displacement);
  return (longForm & 0x9f00001f) | (bits & 3) << 29 |
         (bits >> 2 & 0x7ffff) << 5;
}

/// adr dst, low 16 bits; movz scratch, the others, lsl 16; add or sub.
static void encodeFarAddress(uint8_t *to, const uint8_t *longForm,
                             int64_t displacement) {
  // Both parts have the same sign, so that movz will do.
  uint64_t distance = displacement < 0 ? -displacement : displacement;
  assert(distance >> 32 == 0 && "label too far");
  int64_t low = static_cast<int64_t>(distance & 0xffff);
  auto high = static_cast<uint32_t>(distance >> 16);
  write32le(to, adrWord(read32le(longForm), displacement < 0 ? -low : low));
  write32le(to + 4, read32le(longForm + 4) | high << 5);
  uint32_t isNegative = displacement < 0;
  write32le(to + 8, read32le(longForm + 8) | isNegative << 30);
}

static void encodeBranch(uint8_t *to, const uint8_t *longForm,
                         fast::BranchForm form, unsigned length,
                         int64_t displacement) {
  if (form == jumpForm || form == keptJumpForm)
    return write32le(to, jumpWord(displacement));
  if (form == labelAddressForm) {
    if (length == 12)
      return encodeFarAddress(to, longForm, displacement);
    return write32le(to, adrWord(read32le(longForm), displacement));
  }
  uint32_t over = read32le(longForm);
  if (length == 4)
    return write32le(to, shortWord(over, form, displacement));
  write32le(to, over);
  write32le(to + 4, jumpWord(displacement - 4));
}

const fast::BranchTraits &shunt::aarch64::branchTraits() {
  static constexpr fast::BranchTraits traits{branchForms, encodeBranch,
                                             maxCodeBytes};
  return traits;
}
