//===- Choices.h - Choices that are free ------------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where the register allocator may do one thing or another, it asks here. A
// build that checks allocations (AllocationLog.h) can make such choices at
// random, so that fuzzing meets orders of events that programs seldom cause:
//   -shunt-choices-seed=N   which random choices; 0: none
//   -shunt-choices-fuel=N   how many of them, then none: to find by bisection
//                           the one that matters
// Other builds have no such choices, and no code for them.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_CHOICES_H
#define SHUNT_LOWERING_FAST_CHOICES_H

#include "lowering/fast/AllocationLog.h"
#include "lowering/fast/Values.h"

namespace shunt::fast {

/// The choices of a build that can't perturb them.
struct FixedChoices {
  /// Begins a function.
  void reset() {}
  /// Whether to leave the usual way, at one time in `times`.
  static constexpr bool perturbs(unsigned /*times*/) { return false; }
  /// One of the registers, of which there are some.
  static Reg pick(RegSet regs) { return regs.first(); }
};

/// Choices by the seed, reproducible for a module.
class RandomChoices {
public:
  void reset();
  bool perturbs(unsigned times);
  Reg pick(RegSet regs);

private:
  uint32_t next();

  uint32_t functions = 0;
  uint64_t state = 0; ///< 0: nothing is random.
};

using Choices =
    std::conditional_t<checksAllocation, RandomChoices, FixedChoices>;

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_CHOICES_H
