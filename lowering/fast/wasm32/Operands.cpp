//===- Operands.cpp - Locals, operands, addresses -------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/wasm32/Selector.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::wasm32;
namespace wasm = llvm::wasm;

//===----------------------------------------------------------------------===//
// Locals
//===----------------------------------------------------------------------===//

/// Of a wasm type, as an index.
static unsigned bankOf(WasmType type) {
  return unsigned(WasmType::I32) - unsigned(type);
}

Local Selector::newLocal(WasmType type) {
  variables.push_back(type);
  return parameterCount + variables.size() - 1;
}

Local Selector::takeLocal(WasmType type) {
  auto &free = freeLocals[bankOf(type)];
  return free.empty() ? newLocal(type) : free.pop_back_val();
}

void Selector::freeLocal(WasmType type, Local local) {
  freeLocals[bankOf(type)].push_back(local);
}

Selector::Held &Selector::place(Value value) {
  ValueId id = idOf(value);
  Held &place = heldOf(id);
  if (place.local != noLocal)
    return place;
  const ValueInfo &known = analysis[id];
  WasmType type = wasmType(value.getType());
  // With a dispatch, control may go back to where another value had the local.
  bool isFresh = isKept(id) || (known.crossesBlocks && structure.hasDispatch());
  auto take = [&] { return isFresh ? newLocal(type) : takeLocal(type); };
  place.local = take();
  if (isQuad(value.getType()))
    place.second = take();
  if (known.crossesBlocks && !isFresh) {
    place.next = endings[known.last];
    endings[known.last] = uint32_t(id);
  }
  shareLocal(id);
  return place;
}

/// Gives the value's local to those that share it.
void Selector::shareLocal(ValueId id) {
  sharing.forEachOther(
      id, [&](ValueId other) { heldOf(other).local = heldOf(id).local; });
}

/// Frees the locals of values whose interval ends with the block.
void Selector::endIntervals(BlockIndex block) {
  for (uint32_t id = endings[block]; id != noValue; id = held[id].next) {
    const Held &place = held[id];
    const ValueInfo &value = analysis[ValueId(id)];
    WasmType type;
    if (place.second != noLocal)
      type = WasmType::I64;
    else if (value.bank == fast::Bank::Float)
      type = value.bytes == 4 ? WasmType::F32 : WasmType::F64;
    else
      type = value.bytes == 8 ? WasmType::I64 : WasmType::I32;
    freeLocal(type, place.local);
    if (place.second != noLocal)
      freeLocal(type, place.second);
  }
}

void Selector::getLast(Local local) {
  code.getLast(local);
  if (recorder.isOn())
    recorder.moveBack(code.offset());
}

void Selector::define(Value result) {
  bool isPair = isQuad(result.getType());
  if (info(result).uses == 0 && !isKept(idOf(result))) {
    code.op(Opcode::Drop);
    if (isPair)
      code.op(Opcode::Drop);
    return;
  }
  const Held &to = place(result);
  if (isPair)
    code.set(to.second);
  code.set(to.local);
}

//===----------------------------------------------------------------------===//
// Values on the operand stack
//===----------------------------------------------------------------------===//

void Selector::push(Value value) {
  ValueId id = idOf(value);
  ValueInfo &operand = analysis[id];
  if (operand.kind != ValueKind::Computed)
    return pushFormed(operand);
  Held &from = heldOf(id);
  --operand.uses;
  if (from.deferred) {
    emitFor(operand.definition, [&] {
      emitDeferred(operand);
      if (operand.uses > 0)
        code.tee(place(value).local);
    });
    return;
  }
  bool isLast = operand.uses == 0 && !operand.crossesBlocks && !isKept(id);
  if (from.second != noLocal) {
    code.get(from.local);
    code.get(from.second);
  } else if (isLast) {
    getLast(from.local);
  } else {
    code.get(from.local);
  }
  if (!isLast)
    return;
  WasmType type = wasmType(value.getType());
  freeLocal(type, from.local);
  if (from.second != noLocal)
    freeLocal(type, from.second);
}

void Selector::pushFormed(ValueInfo &value) {
  Operation *op = value.definition;
  switch (value.kind) {
  case ValueKind::Constant:
    return pushConstant(propertiesOf<ConstantOp>(op).bits,
                        op->getResult(0).getType());
  case ValueKind::Symbol:
    return pushSymbol(cast<AddressOfOp>(op), 0);
  case ValueKind::Slot:
    return pushFrameAddress(value.home);
  case ValueKind::BlockAddress:
    return code.i32(propertiesOf<BlockAddressOp>(op).tag);
  case ValueKind::Undef:
    return pushZero(op->getResult(0).getType());
  case ValueKind::Computed:
    llvm_unreachable("a value with a place");
  }
}

void Selector::pushConstant(ConstantBits bits, Type type) {
  switch (wasmType(type)) {
  case WasmType::F32:
    return code.f32(uint32_t(bits.low));
  case WasmType::F64:
    return code.f64(bits.low);
  case WasmType::I32:
    return code.i32(int32_t(llvm::SignExtend64(bits.low, bitsOf(type))));
  case WasmType::I64:
    break;
  }
  if (isQuad(type)) {
    code.i64(int64_t(bits.low));
    return code.i64(int64_t(bits.high));
  }
  code.i64(llvm::SignExtend64(bits.low, bitsOf(type)));
}

void Selector::pushZero(Type type) { pushConstant(ConstantBits(), type); }

void Selector::pushSymbol(AddressOfOp op, int64_t offset) {
  auto &properties = op.getProperties();
  const fast::SymbolInfo &symbol = module.symbols[properties.symbol];
  offset += properties.offset;
  if (!symbol.isFunction)
    return code.relocated(Opcode::I32Const, wasm::R_WASM_MEMORY_ADDR_SLEB,
                          symbol.id, offset);
  format.functionTable();
  code.relocated(Opcode::I32Const, wasm::R_WASM_TABLE_INDEX_SLEB, symbol.id);
  if (offset)
    addConstant(offset);
}

void Selector::emitDeferred(ValueInfo &value) {
  Operation *op = value.definition;
  heldOf(ValueId(headerOf(op).number)).deferred = false;
  // A refusal is noted and ends the function later.
  static_cast<void>((this->*handlerOf(headerOf(op).opcode))(op));
}

std::optional<int64_t> Selector::constantOf(Value value) {
  ValueInfo &constant = info(value);
  if (constant.kind != ValueKind::Constant)
    return std::nullopt;
  Type type = value.getType();
  if (!isa<IntegerType, PointerType>(type))
    return std::nullopt;
  return llvm::SignExtend64(
      propertiesOf<ConstantOp>(constant.definition).bits.low, bitsOf(type));
}

//===----------------------------------------------------------------------===//
// Extension
//===----------------------------------------------------------------------===//

/// A constant operand whose bits are zero from `bits` up.
static bool isMask(std::optional<int64_t> constant) {
  return constant && *constant >= 0;
}

bool Selector::isZeroExtended(Value value) {
  Operation *op = definingOp(value);
  if (!op) {
    // A parameter; other blocks' arguments are what was passed.
    auto argument = cast<BlockArgument>(value);
    return analysis.indexOf(argument.getOwner()) == 0 &&
           functionAbi->param(signature->paramOf[argument.getArgNumber()])
                   .extend == ParamAbi::Extend::Zero;
  }
  switch (headerOf(op).opcode) {
  case opcodeOf<ICmpOp>():
  case opcodeOf<FCmpOp>():
  case opcodeOf<CtPopOp>():
    return true;
  case opcodeOf<LoadOp>():
    return !promotedSlot(op->getOperand(0));
  case opcodeOf<ZExtOp>():
    return bitsOf(op->getOperand(0).getType()) < bitsOf(value.getType());
  case opcodeOf<AndOp>():
    return isMask(constantOf(op->getOperand(0))) ||
           isMask(constantOf(op->getOperand(1)));
  case opcodeOf<CmpXchgOp>():
  case opcodeOf<SAddOverflowOp>():
  case opcodeOf<UAddOverflowOp>():
  case opcodeOf<SSubOverflowOp>():
  case opcodeOf<USubOverflowOp>():
  case opcodeOf<SMulOverflowOp>():
  case opcodeOf<UMulOverflowOp>():
    return value == op->getResult(1);
  case opcodeOf<CallOp>():
    return format.convention.decode(propertiesOf<CallOp>(op).attributeList.list)
               .result.extend == ParamAbi::Extend::Zero;
  default:
    return false;
  }
}

void Selector::extend(unsigned bits, bool isSigned, unsigned toBits,
                      bool isZero) {
  bool is64 = bits > 32;
  unsigned width = is64 ? 64 : 32;
  if (bits != width && isSigned) {
    if (features.signExt && (bits == 8 || bits == 16)) {
      code.op(bits == 8 ? Opcode::I32Extend8S : Opcode::I32Extend16S);
    } else {
      code.integer(width - bits, is64);
      code.op(wide(Opcode::I32Shl, is64));
      code.integer(width - bits, is64);
      code.op(wide(Opcode::I32ShrS, is64));
    }
  } else if (bits != width && !isZero) {
    code.integer(int64_t(llvm::maskTrailingOnes<uint64_t>(bits)), is64);
    code.op(wide(Opcode::I32And, is64));
  }
  if (toBits == 64 && !is64)
    code.op(isSigned ? Opcode::I64ExtendI32S : Opcode::I64ExtendI32U);
}

void Selector::pushExtended(Value value, bool isSigned, unsigned toBits) {
  Type type = value.getType();
  unsigned bits = bitsOf(type);
  if (auto constant = constantOf(value)) {
    uint64_t mask = llvm::maskTrailingOnes<uint64_t>(bits);
    return code.integer(isSigned ? *constant : int64_t(*constant & mask),
                        toBits == 64);
  }
  if (bits == toBits)
    return push(value);
  Held &from = heldOf(value);
  if (isOnlyUse(value) && (bits == 8 || bits == 16 || bits == 32)) {
    // One instruction loads and extends.
    auto load = dyn_cast<LoadOp>(definingOp(value));
    if (load && !promotedSlot(load.getBase())) {
      from.deferred = false;
      --info(value).uses;
      return emitFor(load, [&] { emitLoad(load, isSigned, toBits == 64); });
    }
  }
  bool isZero = isZeroExtended(value);
  push(value);
  extend(bits, isSigned, toBits, isZero);
}

void Selector::pushIndex(Value value) {
  unsigned bits = bitsOf(value.getType());
  if (bits <= 32)
    return pushExtended(value, /*isSigned=*/true, 32);
  if (auto constant = constantOf(value))
    return code.i32(int32_t(*constant));
  push(value);
  code.op(Opcode::I32WrapI64);
}

void Selector::pushCondition(Value value) {
  Operation *op = definingOp(value);
  if (op && headerOf(op).opcode == opcodeOf<ICmpOp>() && isOnlyUse(value)) {
    heldOf(value).deferred = false;
    --info(value).uses;
    return emitFor(op, [&] {
      emitCompare(op->getOperand(0), op->getOperand(1),
                  propertiesOf<ICmpOp>(op).predicate, /*isCondition=*/true);
    });
  }
  pushExtended(value, /*isSigned=*/false, 32);
}

//===----------------------------------------------------------------------===//
// Addresses
//===----------------------------------------------------------------------===//

ValueInfo *Selector::promotedSlot(Value base) {
  ValueInfo &slot = info(base);
  bool isPromoted = slot.kind == ValueKind::Slot && slot.isPrivate &&
                    slot.bank != fast::Bank::Memory;
  return isPromoted ? &slot : nullptr;
}

Local Selector::slotLocal(ValueInfo &slot) {
  Held &place = heldOf(analysis.idOf(slot));
  if (place.local == noLocal) {
    WasmType type = slot.bytes == 8 ? WasmType::I64 : WasmType::I32;
    if (slot.bank == fast::Bank::Float)
      type = slot.bytes == 8 ? WasmType::F64 : WasmType::F32;
    // Not one that was another value's: the slot lives throughout.
    place.local = newLocal(type);
  }
  return place.local;
}

void Selector::addConstant(int64_t value) {
  if (value == 0)
    return;
  code.i32(int32_t(value));
  code.op(Opcode::I32Add);
}

void Selector::pushScaled(Value index, uint64_t scale) {
  if (auto constant = constantOf(index))
    return code.i32(int32_t(uint64_t(*constant) * scale));
  pushIndex(index);
  if (scale == 1)
    return;
  if (llvm::isPowerOf2_64(scale)) {
    code.i32(llvm::Log2_64(scale));
    code.op(Opcode::I32Shl);
  } else {
    code.i32(int32_t(scale));
    code.op(Opcode::I32Mul);
  }
}

MemArg Selector::pushAddress(Value base, Value index, const Address &address,
                             unsigned alignLog2) {
  MemArg argument;
  argument.alignLog2 = alignLog2;
  ValueInfo &start = info(base);
  int64_t offset = address.offset;
  // The access adds its offset without wrapping around.
  bool canFold = address.noWrap && offset >= 0 && offset <= INT32_MAX;
  if (start.kind == ValueKind::Slot && (!index || canFold) &&
      start.home + offset >= 0) {
    code.get(frame());
    if (index) {
      pushScaled(index, address.scale);
      code.op(Opcode::I32Add);
    }
    argument.offset = start.home + offset;
    return argument;
  }
  if (start.kind == ValueKind::Symbol) {
    auto symbol = cast<AddressOfOp>(start.definition);
    auto &properties = symbol.getProperties();
    const fast::SymbolInfo &known = module.symbols[properties.symbol];
    if (index && canFold && properties.offset == 0 && !known.isFunction) {
      argument.symbol = known.id;
      argument.offset = offset;
      pushScaled(index, address.scale);
      return argument;
    }
    pushSymbol(symbol, offset);
    if (index) {
      pushScaled(index, address.scale);
      code.op(Opcode::I32Add);
    }
    return argument;
  }
  push(base);
  if (index) {
    pushScaled(index, address.scale);
    code.op(Opcode::I32Add);
  }
  if (canFold)
    argument.offset = offset;
  else
    addConstant(offset);
  return argument;
}

void Selector::pushWholeAddress(Value base, Value index,
                                const Address &address) {
  MemArg rest = pushAddress(base, index, {address.offset, address.scale}, 0);
  assert(rest.symbol == object::SymbolId::None && "folded without a promise");
  addConstant(rest.offset);
}
