//===- CheckAllocation.cpp - Proves what was just emitted -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/MachineReader.h"
#include "lowering/fast/aarch64/Selector.h"
#include "llvm/Support/FormatVariadic.h"

using namespace shunt;
using namespace shunt::aarch64;

static std::string nameOf(fast::Place place) {
  if (place.kind == fast::Place::Kind::Frame)
    return llvm::formatv("[base{0:+}]", place.number);
  if (isFpr(Reg(place.number)))
    return llvm::formatv("v{0}", place.number - int32_t(firstFloat));
  return llvm::formatv("x{0}", place.number);
}

void Selector::checkAllocation() {
  static thread_local auto reader = createMachineReader();
  // At entry the stack pointer is where the frame will end.
  RegSet preserved = calleeSavedGprs | setOf(Gpr::x29, Gpr::x30);
  SelectorBase::checkAllocation(*reader, prologueBuffer, preserved,
                                int32_t(frameBytes()), nameOf);
}
