//===- Expression.cpp - DWARF expressions ---------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/Expression.h"
#include "lowering/debug/Bytes.h"
#include "llvm/BinaryFormat/Dwarf.h"

using namespace llvm;
using namespace shunt::debug;

/// Appends a piece (DWARF 5, section 2.6.1.2).
void Expression::addPiece(uint64_t bits, uint64_t offsetInBits) {
  if (offsetInBits == 0 && bits % 8 == 0) {
    append8(bytes, dwarf::DW_OP_piece);
    appendUleb(bytes, bits / 8);
  } else {
    append8(bytes, dwarf::DW_OP_bit_piece);
    appendUleb(bytes, bits);
    appendUleb(bytes, offsetInBits);
  }
  describedBits += bits;
}

/// What lies in front of the expression's fragment, and was not described, is
/// not known.
void Expression::addGapTo(const DIExpression *expression) {
  if (!expression)
    return;
  if (auto fragment = expression->getFragmentInfo())
    if (fragment->OffsetInBits > describedBits)
      addPiece(fragment->OffsetInBits - describedBits, 0);
}

void Expression::addFramePlace(int64_t offset, bool isIndirect,
                               const DIExpression *expression) {
  addGapTo(expression);
  Operands begin, end;
  if (expression) {
    begin = expression->expr_op_begin();
    end = expression->expr_op_end();
  }
  // A frame that grows up to the register makes "offset" a sum of its own, as
  // does an offset of the place; the former alone is part of DW_OP_fbreg.
  if (offset == 0 && !isIndirect && begin != end &&
      begin->getOp() == dwarf::DW_OP_plus_uconst) {
    offset = int64_t(begin->getArg(0));
    ++begin;
  }
  append8(bytes, dwarf::DW_OP_fbreg);
  appendSleb(bytes, offset);
  if (isIndirect)
    append8(bytes, dwarf::DW_OP_deref);
  addOperations(begin, end);
}

void Expression::addOperations(const DIExpression *expression) {
  if (!expression)
    return;
  addGapTo(expression);
  addOperations(expression->expr_op_begin(), expression->expr_op_end());
}

void Expression::addOperations(Operands begin, Operands end) {
  for (; begin != end; ++begin) {
    uint64_t op = begin->getOp();
    switch (op) {
    case dwarf::DW_OP_LLVM_fragment:
      addPiece(begin->getArg(1), 0);
      break;
    case dwarf::DW_OP_LLVM_tag_offset:
      break;
    case dwarf::DW_OP_plus_uconst:
    case dwarf::DW_OP_constu:
      append8(bytes, uint8_t(op));
      appendUleb(bytes, begin->getArg(0));
      break;
    case dwarf::DW_OP_consts:
      append8(bytes, uint8_t(op));
      appendSleb(bytes, int64_t(begin->getArg(0)));
      break;
    case dwarf::DW_OP_deref_size:
      append8(bytes, uint8_t(op));
      append8(bytes, uint8_t(begin->getArg(0)));
      break;
    case dwarf::DW_OP_deref:
    case dwarf::DW_OP_dup:
    case dwarf::DW_OP_over:
    case dwarf::DW_OP_swap:
    case dwarf::DW_OP_rot:
    case dwarf::DW_OP_and:
    case dwarf::DW_OP_or:
    case dwarf::DW_OP_xor:
    case dwarf::DW_OP_not:
    case dwarf::DW_OP_neg:
    case dwarf::DW_OP_abs:
    case dwarf::DW_OP_plus:
    case dwarf::DW_OP_minus:
    case dwarf::DW_OP_mul:
    case dwarf::DW_OP_div:
    case dwarf::DW_OP_mod:
    case dwarf::DW_OP_shl:
    case dwarf::DW_OP_shr:
    case dwarf::DW_OP_shra:
    case dwarf::DW_OP_eq:
    case dwarf::DW_OP_ne:
    case dwarf::DW_OP_lt:
    case dwarf::DW_OP_le:
    case dwarf::DW_OP_gt:
    case dwarf::DW_OP_ge:
    case dwarf::DW_OP_push_object_address:
    case dwarf::DW_OP_stack_value:
    case dwarf::DW_OP_lit0:
      append8(bytes, uint8_t(op));
      break;
    default:
      if (refused.empty())
        refused =
            ("debug expression with " + dwarf::OperationEncodingString(op))
                .str();
    }
  }
}
