//===- Conditions.h - What a target's conditions mean -----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_TEST_FAST_ENCODER_CONDITIONS_H
#define SHUNT_TEST_FAST_ENCODER_CONDITIONS_H

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace shunt::test {

/// Tests invert() and swapOperands() of a target's conditions against what they
/// mean, on all pairs of bytes; returns the failures. `conditions`: ==, then
/// !=,
/// <, >=, <= and > of bytes without sign, then the same four of signed ones.
template <typename Cond> unsigned testConditions(const Cond (&conditions)[10]) {
  auto holds = [&](Cond cond, int8_t a, int8_t b) {
    auto ua = static_cast<uint8_t>(a), ub = static_cast<uint8_t>(b);
    const bool meanings[] = {a == b, a != b, ua<ub, ua >= ub, ua <= ub, ua> ub,
                             a<b, a >= b, a <= b, a> b};
    return meanings[llvm::find(conditions, cond) - conditions];
  };
  unsigned failures = 0;
  for (Cond cond : conditions)
    for (int a = -128; a != 128; ++a)
      for (int b = -128; b != 128; ++b) {
        auto x = static_cast<int8_t>(a), y = static_cast<int8_t>(b);
        failures += holds(cond, x, y) == holds(invert(cond), x, y);
        failures += holds(cond, x, y) != holds(swapOperands(cond), y, x);
      }
  llvm::outs() << "conditions  10 cases, " << failures << " failures\n";
  return failures;
}

} // namespace shunt::test

#endif // SHUNT_TEST_FAST_ENCODER_CONDITIONS_H
