//===- Expression.h - DWARF expressions -------------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// From the host's expressions (DIExpression) to DWARF's (DWARF 5, section
// 2.5), by the rules of LLVM's DwarfExpression.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_EXPRESSION_H
#define SHUNT_LOWERING_DEBUG_EXPRESSION_H

#include "lowering/debug/Places.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include <cstdint>
#include <string>

namespace shunt::debug {

/// A value of the host at one place of the code.
struct HostOperand {
  enum class Kind : uint8_t {
    Register, ///< `number` is the register's.
    Local,    ///< It is in the local `number` of WebAssembly.
    Frame,    ///< It lies `number` bytes from the frame base.
    Address,  ///< It is this address,
    Pointer,  ///< or the address that lies there.
    Constant, ///< It is `number`.
  };

  Kind kind;
  int64_t number;
  uint8_t bytes = 8;
  bool isFloat = false;
};

/// Makes one expression, which may be of several pieces.
class Expression {
public:
  /// Appends the operation that pushes a local of WebAssembly ("DWARF for
  /// WebAssembly", DW_OP_WASM_location).
  static void appendLocal(llvm::SmallVectorImpl<char> &bytes, uint64_t local);
  /// Appends what `expression` makes of a place in memory.
  void addMemory(const MemoryPlace &place,
                 const llvm::DIExpression *expression);
  /// Appends what `expression` makes of a value, or, if `isMemory`, of the
  /// memory at this address, as a place or as a value. False: nobody knows, and
  /// nothing was appended.
  bool addOperand(const HostOperand &operand,
                  const llvm::DIExpression *expression, bool isMemory);
  /// What lies in front of this bit, or of the expression's fragment, and was
  /// not described, is not known.
  void addGapTo(uint64_t bits);
  void addGapTo(const llvm::DIExpression *expression);
  /// Appends the operations behind something that is on the stack by now, and
  /// the piece that they are about.
  void addOperations(const llvm::DIExpression *expression);

  llvm::SmallString<32> bytes;
  /// The operation that nobody handles; empty: none. `bytes` are of no use
  /// then.
  std::string refused;

private:
  using Operands = llvm::DIExpression::expr_op_iterator;

  void push(const HostOperand &operand);
  void addMask(unsigned valueBytes);
  void addPlace(const HostOperand &operand);
  void addOperations(Operands begin, Operands end);
  void addPiece(uint64_t bits, uint64_t offsetInBits);

  uint64_t describedBits = 0; ///< Of the pieces so far.
};

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_EXPRESSION_H
