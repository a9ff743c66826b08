//===- CfiEncoder.h - Call frame instructions -------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Encodes what happens to a function's frame, event by event, as the call
// frame instructions of DWARF 5, section 6.4.2. The same bytes stand in
// .eh_frame and in .debug_frame; their writers call this.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_CFIENCODER_H
#define SHUNT_LOWERING_DEBUG_CFIENCODER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace shunt::debug {

/// What happens to a frame. `reg` and `value` are CfiEvent's; a kind that
/// doesn't name one of them doesn't read it.
enum class CfiKind : uint8_t {
  DefCfa,           ///< The CFA is `reg` plus `value` bytes.
  DefCfaRegister,   ///< The CFA is `reg` plus the offset so far.
  DefCfaOffset,     ///< The CFA is the register so far plus `value` bytes.
  DefCfaExpression, ///< The CFA is what the expression gives.
  Offset,           ///< The caller's `reg` lies at CFA plus `value` bytes.
  ValueOffset,      ///< The caller's `reg` is CFA plus `value` bytes.
  Register,         ///< The caller's `reg` is in register `value`.
  Expression,       ///< The expression gives where the caller's `reg` lies.
  ValueExpression,  ///< The expression gives the caller's `reg`.
  SameValue,        ///< `reg` holds the caller's value.
  Undefined,        ///< The caller's `reg` can't be recovered.
  Restore,          ///< `reg` is as it was at the function's entry.
  RememberState,    ///< Pushes all rules.
  RestoreState,     ///< Pops all rules.
  ArgsSize,         ///< `value` bytes of outgoing arguments are on the stack.
  NegateRaState, ///< AArch64: the return address gets or loses its signature.
  Escape,        ///< Instructions that are encoded already.
};

/// One change of a frame, in force from an address on.
struct CfiEvent {
  /// Bytes from the function's start to the first instruction that runs with
  /// the change; never less than the event's before it.
  uint32_t codeOffset;
  CfiKind kind;
  uint16_t reg = 0; ///< DWARF number of a register.
  /// In bytes, or a register. For an expression and for Escape: offset in the
  /// list of blocks, in bytes, of a block, that is a ULEB128 length and as many
  /// bytes (the form DW_FORM_exprloc).
  int64_t value = 0;
};
static_assert(sizeof(CfiEvent) == 16, "a function has about ten of them");

/// A target's factors (DWARF 5, section 6.4.1).
struct CfiFactors {
  uint32_t code; ///< Bytes; divides every distance between instructions.
  int32_t data;  ///< Bytes, mostly negative; divides every register's offset.
};

/// Appends the instructions for these events to `out`, the locations relative
/// to the function's start. `blocks` has the expressions. Asserts that the
/// events are in the order of their code offsets and that the factors divide.
void encodeCfi(llvm::ArrayRef<CfiEvent> events, llvm::StringRef blocks,
               CfiFactors factors, llvm::SmallVectorImpl<char> &out);

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_CFIENCODER_H
