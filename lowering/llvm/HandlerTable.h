//===- HandlerTable.h - Which method exports which operation ----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_LLVM_HANDLERTABLE_H
#define SHUNT_LOWERING_LLVM_HANDLERTABLE_H

#include "lowering/llvm/FunctionExport.h"
#include <array>

namespace shunt::llvmir {

/// One handler for each opcode. Each file of methods adds its own.
struct HandlerTable {
  HandlerTable();

  /// The handler of operations with that opcode.
  FunctionExport::Handler operator[](uint16_t opcode) const {
    return handlers[opcode];
  }

private:
  template <typename Op> void add(FunctionExport::Handler handler) {
    handlers[opcodeOf<Op>()] = handler;
  }
  void addAggregates();
  void addConstants();
  void addArithmetic();
  void addCasts();
  void addMemory();
  void addControl();
  void addCalls();
  void addExceptions();
  void addIntrinsics();
  void addIntegerIntrinsics();
  void addFloatIntrinsics();
  void addVectors();

  std::array<FunctionExport::Handler, opcodeLimit> handlers;
};

} // namespace shunt::llvmir

#endif // SHUNT_LOWERING_LLVM_HANDLERTABLE_H
