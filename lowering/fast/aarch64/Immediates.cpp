//===- Immediates.cpp - Constants that instructions hold ------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/Immediates.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/MathExtras.h"
#include <cassert>

using namespace shunt::aarch64;

std::optional<LogicalImm> LogicalImm::of(unsigned width, uint64_t value) {
  assert((width == 4 || width == 8) && "width is 4 or 8");
  if (width == 4)
    value = (value & 0xffffffff) | value << 32;
  if (value == 0 || value == ~0ull)
    return std::nullopt;
  // Rotated so that a run of ones begins at bit 0 and a zero ends the value,
  // the value is an element of ones and zeroes, repeated: the first run and
  // the zeroes behind it are the element.
  unsigned rotation = llvm::countr_zero(value & (value + 1));
  // value & (value + 1) clears the run of ones at bit 0; what is left begins
  // with the first run that doesn't wrap around.
  uint64_t start = llvm::rotr(value, rotation & 63);
  unsigned ones = llvm::countr_one(start);
  uint64_t rest = start >> ones;
  unsigned size =
      rest == 0 ? 64 : ones + static_cast<unsigned>(llvm::countr_zero(rest));
  // An element's bits are a power of two, and rotating by them changes nothing.
  if (!llvm::isPowerOf2_32(size) || llvm::rotr(start, size & 63) != start)
    return std::nullopt;
  unsigned immr = -rotation & (size - 1);
  unsigned imms = (-size << 1 | (ones - 1)) & 0x3f;
  unsigned n = size == 64;
  return LogicalImm{static_cast<uint16_t>(n << 12 | immr << 6 | imms)};
}

uint64_t LogicalImm::value() const {
  unsigned n = fields >> 12, immr = fields >> 6 & 63, imms = fields & 63;
  // The highest clear bit of N:~imms is the element's size.
  unsigned size = 1u << (31 - llvm::countl_zero(n << 6 | (~imms & 63)));
  unsigned ones = (imms & (size - 1)) + 1, rotation = immr & (size - 1);
  uint64_t element = llvm::maskTrailingOnes<uint64_t>(ones);
  // Repeated first, so that a rotation of 64 bits rotates each element.
  for (unsigned bits = size; bits != 64; bits *= 2)
    element |= element << bits;
  return llvm::rotr(element, rotation);
}

std::optional<uint8_t> shunt::aarch64::floatImm8(unsigned width,
                                                 uint64_t bits) {
  assert((width == 2 || width == 4 || width == 8) && "no such float");
  unsigned exponentBits = width == 2 ? 5 : width == 4 ? 8 : 11;
  unsigned fractionBits = 8 * width - 1 - exponentBits;
  uint64_t fraction = bits & llvm::maskTrailingOnes<uint64_t>(fractionBits);
  uint64_t exponent =
      bits >> fractionBits & llvm::maskTrailingOnes<uint64_t>(exponentBits);
  if (fraction & llvm::maskTrailingOnes<uint64_t>(fractionBits - 4))
    return std::nullopt;
  // The exponent is NOT(b):b...b:cd.
  uint64_t head = exponent >> 2;
  uint64_t allOnes = llvm::maskTrailingOnes<uint64_t>(exponentBits - 2);
  uint64_t b = head & 1;
  if (head != (b ? allOnes >> 1 : allOnes - (allOnes >> 1)))
    return std::nullopt;
  uint64_t sign = bits >> (8 * width - 1) & 1;
  return static_cast<uint8_t>(sign << 7 | b << 6 | (exponent & 3) << 4 |
                              fraction >> (fractionBits - 4));
}
