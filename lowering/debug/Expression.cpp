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

void Expression::addGapTo(uint64_t bits) {
  if (bits > describedBits)
    addPiece(bits - describedBits, 0);
}

void Expression::addGapTo(const DIExpression *expression) {
  if (!expression)
    return;
  if (auto fragment = expression->getFragmentInfo())
    addGapTo(fragment->OffsetInBits);
}

void Expression::appendLocal(Bytes &bytes, uint64_t local) {
  append8(bytes, dwarf::DW_OP_WASM_location);
  append8(bytes, 0); // The kind: a local.
  appendUleb(bytes, local);
}

void Expression::addMemory(const MemoryPlace &place,
                           const DIExpression *expression) {
  using Kind = MemoryPlace::Kind;
  addGapTo(expression);
  Operands begin, end;
  if (expression) {
    begin = expression->expr_op_begin();
    end = expression->expr_op_end();
  }
  if (place.kind == Kind::Local) {
    appendLocal(bytes, place.number);
    return addOperations(begin, end);
  }
  int64_t offset = place.number;
  // A frame that grows up to the register makes "offset" a sum of its own, as
  // does an offset of the place; the former alone is part of DW_OP_fbreg.
  if (offset == 0 && place.kind == Kind::Frame && begin != end &&
      begin->getOp() == dwarf::DW_OP_plus_uconst) {
    offset = int64_t(begin->getArg(0));
    ++begin;
  }
  append8(bytes, dwarf::DW_OP_fbreg);
  appendSleb(bytes, offset);
  if (place.kind == Kind::Pointer)
    append8(bytes, dwarf::DW_OP_deref);
  addOperations(begin, end);
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

/// Appends what pushes the value, as an unsigned number.
void Expression::push(const HostOperand &operand) {
  using Kind = HostOperand::Kind;
  switch (operand.kind) {
  case Kind::Constant:
    append8(bytes, dwarf::DW_OP_constu);
    return appendUleb(bytes, uint64_t(operand.number));
  case Kind::Register:
    append8(bytes, dwarf::DW_OP_bregx);
    appendUleb(bytes, uint64_t(operand.number));
    appendSleb(bytes, 0);
    return operand.bytes == 8 ? void() : addMask(operand.bytes);
  case Kind::Local:
    appendLocal(bytes, uint64_t(operand.number));
    return operand.bytes >= 4 ? void() : addMask(operand.bytes);
  case Kind::Frame:
  case Kind::Pointer:
  case Kind::Address:
    append8(bytes, dwarf::DW_OP_fbreg);
    appendSleb(bytes, operand.number);
    if (operand.kind == Kind::Address)
      return;
    if (operand.bytes == 8)
      return append8(bytes, dwarf::DW_OP_deref);
    append8(bytes, dwarf::DW_OP_deref_size);
    return append8(bytes, operand.bytes);
  }
}

/// What is on the stack above so many bytes counts for nothing.
void Expression::addMask(unsigned valueBytes) {
  append8(bytes, dwarf::DW_OP_constu);
  appendUleb(bytes, maskTrailingOnes<uint64_t>(8 * valueBytes));
  append8(bytes, dwarf::DW_OP_and);
}

/// Appends the place that holds the value.
void Expression::addPlace(const HostOperand &operand) {
  if (operand.kind == HostOperand::Kind::Local) {
    appendLocal(bytes, uint64_t(operand.number));
    return append8(bytes, dwarf::DW_OP_stack_value);
  }
  if (operand.kind == HostOperand::Kind::Frame) {
    append8(bytes, dwarf::DW_OP_fbreg);
    return appendSleb(bytes, operand.number);
  }
  if (operand.number < 32)
    return append8(bytes, uint8_t(dwarf::DW_OP_reg0 + operand.number));
  append8(bytes, dwarf::DW_OP_regx);
  appendUleb(bytes, uint64_t(operand.number));
}

bool Expression::addOperand(const HostOperand &operand,
                            const DIExpression *expression, bool isMemory) {
  using Kind = HostOperand::Kind;
  Operands begin = expression->expr_op_begin(), last = begin, end = begin;
  bool isValue = false;
  for (; end != expression->expr_op_end() &&
         end->getOp() != dwarf::DW_OP_LLVM_fragment;
       ++end) {
    last = end;
    isValue |= end->getOp() == dwarf::DW_OP_stack_value;
  }
  bool isPlain = begin == end || begin->getOp() == dwarf::DW_OP_stack_value;
  if (!isMemory && !isValue && begin != end) {
    if (last->getOp() != dwarf::DW_OP_deref)
      return false;
    isMemory = true;
    end = last;
  }
  if ((operand.kind == Kind::Constant || operand.isFloat) && !isPlain)
    return false;
  Expression operations;
  operations.addOperations(begin, end);
  if (!operations.refused.empty())
    return false;
  bool isPlace = begin == end && !isMemory &&
                 (operand.kind == Kind::Register ||
                  operand.kind == Kind::Local || operand.kind == Kind::Frame);
  if (operand.isFloat && !isPlace)
    return false;
  addGapTo(expression);
  if (isPlace) {
    addPlace(operand);
  } else {
    push(operand);
    bytes += operations.bytes;
    if (begin == end && !isMemory)
      append8(bytes, dwarf::DW_OP_stack_value);
  }
  if (auto fragment = expression->getFragmentInfo())
    addPiece(fragment->SizeInBits, 0);
  return true;
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
