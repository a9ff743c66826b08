//===- Choices.cpp - Choices that are free --------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/Choices.h"
#include "llvm/Support/CommandLine.h"
#include <atomic>

namespace shunt::fast {

static llvm::cl::opt<unsigned>
    seed("shunt-choices-seed", llvm::cl::Hidden,
         llvm::cl::desc("Perturb the register allocation; 0: don't"));
static llvm::cl::opt<unsigned>
    fuel("shunt-choices-fuel", llvm::cl::Hidden, llvm::cl::init(UINT32_MAX),
         llvm::cl::desc("Stop perturbing after so many choices"));

/// Choices that were perturbed so far, in all functions.
static std::atomic<unsigned> spent = 0;

void RandomChoices::reset() {
  constexpr uint64_t spread = 0x9e3779b97f4a7c15;
  state = seed == 0 ? 0 : (uint64_t(seed) << 32 | ++functions) * spread;
}

/// Knuth's linear congruential generator (MMIX); its upper bits.
uint32_t RandomChoices::next() {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return state >> 33;
}

bool RandomChoices::perturbs(unsigned times) {
  return state != 0 && next() % times == 0 && spent++ < fuel;
}

Reg RandomChoices::pick(RegSet regs) {
  if (regs.size() > 1 && perturbs(2))
    for (unsigned skipped = next() % regs.size(); skipped > 0; --skipped)
      regs.remove(regs.first());
  return regs.first();
}

} // namespace shunt::fast
