//===- ControlEncoder.cpp - Branches, calls, system -----------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/ControlEncoder.h"
#include <algorithm>

using namespace shunt;
using namespace shunt::x86_64;

void ControlEncoder::callTlsGetAddr(object::SymbolId variable,
                                    object::SymbolId getAddress) {
  encodeBytes(0x66, 1);
  lea(8, Gpr::rdi, Mem::rip(variable, llvm::ELF::R_X86_64_TLSGD));
  encodeBytes(0x486666, 3);
  call(getAddress);
}

llvm::ArrayRef<uint8_t> x86_64::longestNop(unsigned bytes) {
  // SDM volume 2, table 4-12.
  static constexpr uint8_t Nops[9][9] = {
      {0x90},
      {0x66, 0x90},
      {0x0f, 0x1f, 0x00},
      {0x0f, 0x1f, 0x40, 0x00},
      {0x0f, 0x1f, 0x44, 0x00, 0x00},
      {0x66, 0x0f, 0x1f, 0x44, 0x00, 0x00},
      {0x0f, 0x1f, 0x80, 0x00, 0x00, 0x00, 0x00},
      {0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00},
      {0x66, 0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00},
  };
  unsigned count = std::min(bytes, 9u);
  return {Nops[count - 1], count};
}

void ControlEncoder::nop(unsigned bytes) {
  while (bytes != 0) {
    llvm::ArrayRef<uint8_t> nop = longestNop(bytes);
    buffer.append(nop);
    bytes -= nop.size();
  }
}
