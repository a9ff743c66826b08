//===- MachineReader.h - Machine code to steps of a proof -------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Decodes finished code with LLVM's disassembler and says of each instruction
// what fast::AllocationChecker must know. Which registers change is what
// LLVM's instruction tables say, so that this shares nothing with the encoder.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_MACHINEREADER_H
#define SHUNT_LOWERING_FAST_X86_64_MACHINEREADER_H

#include "lowering/fast/AllocationChecker.h"
#include <memory>

namespace shunt::x86_64 {

class MachineReader {
public:
  MachineReader();
  ~MachineReader();

  /// The steps of the code in `code` (raw) and its recorded branches. Bytes in
  /// the Opaque events of `events` may be data, and change what these say.
  /// Empty: some bytes are no instruction, or one with effects that are not
  /// known here; `error` says which.
  llvm::SmallVector<fast::MachineStep, 0>
  read(const fast::CodeBuffer &code,
       llvm::ArrayRef<fast::AllocationEvent> events, std::string &error);

private:
  class Impl;
  std::unique_ptr<Impl> impl;
};

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_MACHINEREADER_H
