//===- IntegerEncoder.cpp - Integer instructions --------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/IntegerEncoder.h"
#include <algorithm>

using namespace shunt;
using namespace shunt::aarch64;

static uint16_t halfword(uint64_t value, unsigned index) {
  return static_cast<uint16_t>(value >> 16 * index);
}

/// How many of the first `count` halfwords are `pattern`.
static unsigned countHalfwords(uint64_t value, unsigned count,
                               uint16_t pattern) {
  unsigned matches = 0;
  for (unsigned i = 0; i != count; ++i)
    matches += halfword(value, i) == pattern;
  return matches;
}

namespace {

/// How a constant is made: by an orr of a logical immediate, which may then be
/// mended by a movk, or by movz or movn and a movk for each other halfword.
struct ConstantPlan {
  std::optional<LogicalImm> orr;
  bool isInverted = false; ///< movn instead of movz.
  unsigned movkIndex = 4;  ///< Of the movk behind orr; 4: none.
  unsigned count = 1;      ///< Instructions.
};

} // namespace

/// A logical immediate that differs from `value` in one halfword, which
/// `movkIndex` names. Only worth its time for constants of 3 or 4 halfwords.
static std::optional<LogicalImm> nearLogicalImm(uint64_t value,
                                                unsigned &movkIndex) {
  for (unsigned i = 0; i != 4; ++i) {
    uint64_t rest = value & ~(0xffffull << 16 * i);
    // The halfword that completes a repeated or a run of ones is one of the
    // others, all zeroes or all ones.
    for (unsigned j = 0; j != 6; ++j) {
      uint64_t fill = j < 4 ? halfword(value, j) : j == 4 ? 0 : 0xffff;
      if (auto imm = LogicalImm::of(8, rest | fill << 16 * i)) {
        movkIndex = i;
        return imm;
      }
    }
  }
  return std::nullopt;
}

static ConstantPlan planConstant(unsigned width, uint64_t value) {
  unsigned halfwords = width / 2;
  unsigned zeroes = countHalfwords(value, halfwords, 0);
  unsigned ones = countHalfwords(value, halfwords, 0xffff);
  ConstantPlan plan;
  plan.isInverted = ones > zeroes;
  plan.count = std::max(1u, halfwords - std::max(zeroes, ones));
  if (plan.count == 1)
    return plan;
  if ((plan.orr = LogicalImm::of(width, value))) {
    plan.count = 1;
    return plan;
  }
  if (plan.count == 2)
    return plan;
  if ((plan.orr = nearLogicalImm(value, plan.movkIndex)))
    plan.count = 2;
  return plan;
}

unsigned IntegerEncoder::movImmCount(unsigned width, uint64_t value) {
  return planConstant(width, value).count;
}

void IntegerEncoder::movImm(unsigned width, Gpr dst, uint64_t value) {
  // Most constants are small.
  if (value >> 16 == 0) [[likely]]
    return moveWide(MoveWideOp::Movz, width, dst, halfword(value, 0), 0);
  ConstantPlan plan = planConstant(width, value);
  if (plan.orr) {
    logicImm(LogicOp::Orr, width, dst, Gpr::zr, *plan.orr);
    if (plan.movkIndex != 4)
      moveWide(MoveWideOp::Movk, width, dst, halfword(value, plan.movkIndex),
               16 * plan.movkIndex);
    return;
  }
  uint16_t filler = plan.isInverted ? 0xffff : 0;
  unsigned end = width / 2, first = 0;
  while (first != end && halfword(value, first) == filler)
    ++first;
  if (first == end)
    first = 0; // All zeroes or all ones.
  moveWide(plan.isInverted ? MoveWideOp::Movn : MoveWideOp::Movz, width, dst,
           halfword(value, first) ^ filler, 16 * first);
  for (unsigned i = first + 1; i != end; ++i)
    if (uint16_t part = halfword(value, i); part != filler)
      moveWide(MoveWideOp::Movk, width, dst, part, 16 * i);
}

bool IntegerEncoder::addImm(unsigned width, Gpr dst, Gpr src, int64_t imm) {
  if (imm == 0) {
    if (dst != src)
      addSubImm(AddSubOp::Add, width, dst, src, 0);
    return true;
  }
  AddSubOp op = imm < 0 ? AddSubOp::Sub : AddSubOp::Add;
  uint64_t size = imm < 0 ? -static_cast<uint64_t>(imm) : imm;
  if (size >> 24 != 0)
    return false;
  auto low = static_cast<uint32_t>(size & 0xfff);
  auto high = static_cast<uint32_t>(size & 0xfff000);
  if (high != 0) {
    addSubImm(op, width, dst, src, high);
    src = dst;
  }
  if (low != 0)
    addSubImm(op, width, dst, src, low);
  return true;
}

void IntegerEncoder::addImm(unsigned width, Gpr dst, Gpr src, int64_t imm,
                            Gpr scratch) {
  if (addImm(width, dst, src, imm))
    return;
  assert(scratch != src && scratch != Gpr::sp && scratch != Gpr::zr &&
         "no scratch register");
  movImm(width, scratch, static_cast<uint64_t>(imm));
  // The extended form knows sp.
  addSubExtended(AddSubOp::Add, width, dst, src, scratch,
                 width == 8 ? Extend::UXTX : Extend::UXTW);
}

bool IntegerEncoder::cmpImm(unsigned width, Gpr a, int64_t imm) {
  uint64_t mask = width == 8 ? ~0ull : 0xffffffff;
  uint64_t positive = static_cast<uint64_t>(imm) & mask;
  uint64_t negative = -static_cast<uint64_t>(imm) & mask;
  if (isAddSubImm(positive))
    addSubImm(AddSubOp::Subs, width, Gpr::zr, a,
              static_cast<uint32_t>(positive));
  else if (isAddSubImm(negative))
    addSubImm(AddSubOp::Adds, width, Gpr::zr, a,
              static_cast<uint32_t>(negative));
  else
    return false;
  return true;
}
