//===- CheckAllocation.cpp - Proves what was just emitted -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/MachineReader.h"
#include "lowering/fast/x86_64/Selector.h"
#include "llvm/Support/FormatVariadic.h"

using namespace shunt;
using namespace shunt::x86_64;

static std::string nameOf(fast::Place place) {
  static constexpr llvm::StringRef Names[16] = {
      "rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi",
      "r8",  "r9",  "r10", "r11", "r12", "r13", "r14", "r15"};
  if (place.kind == fast::Place::Kind::Frame)
    return llvm::formatv("[rbp{0:+}]", place.number);
  if (place == fast::Place(x87Top))
    return "st(0)";
  if (isXmm(Reg(place.number)))
    return llvm::formatv("xmm{0}", place.number - int32_t(firstFloat));
  return Names[place.number].str();
}

void Selector::checkAllocation() {
  static thread_local auto reader = createMachineReader();
  // The return address lies between the stack pointer and where the frame
  // pointer, saved by the prologue's first instruction, will point.
  constexpr int32_t ReturnAddressBytes = 8;
  SelectorBase::checkAllocation(*reader, prologueBuffer,
                                calleeSavedGprs | RegSet(toReg(Gpr::rbp)),
                                ReturnAddressBytes, nameOf);
}
