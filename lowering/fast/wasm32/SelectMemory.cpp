//===- SelectMemory.cpp - Loads, stores, copies, atomics ------------------===//
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

/// The memory that a value of the type takes, in bytes.
static unsigned bytesOf(Type type) {
  if (isQuad(type))
    return 16;
  return type.isF32() ? 4 : type.isF64() ? 8 : (bitsOf(type) + 7) / 8;
}

/// log2 of the alignment that an access of `bytes` may state.
static unsigned statedAlignment(const MemoryAccess &access, unsigned bytes) {
  return std::min<unsigned>(access.alignLog2, llvm::Log2_32(bytes));
}

/// Whether one instruction accesses so many bytes.
static bool isOneAccess(unsigned bytes) {
  return bytes <= 8 && llvm::isPowerOf2_32(bytes);
}

/// The load of an integer; order: 8 signed, 8, 16 signed, 16, 32 signed, 32.
static Opcode loadOf(unsigned bytes, bool isSigned, bool to64) {
  if (bytes == (to64 ? 8 : 4))
    return to64 ? Opcode::I64Load : Opcode::I32Load;
  return after(to64 ? Opcode::I64Load8S : Opcode::I32Load8S,
               2 * llvm::Log2_32(bytes) + (isSigned ? 0 : 1));
}

static Opcode storeOf(unsigned bytes, bool is64) {
  if (bytes == (is64 ? 8 : 4))
    return is64 ? Opcode::I64Store : Opcode::I32Store;
  return after(is64 ? Opcode::I64Store8 : Opcode::I32Store8,
               llvm::Log2_32(bytes));
}

/// With threads there would be other instructions.
bool Selector::refuseAtomics(Operation *op) {
  if (features.atomics)
    return refuse("atomic access with the feature atomics", op);
  format.disallowThreads();
  return true;
}

//===----------------------------------------------------------------------===//
// Loads and stores
//===----------------------------------------------------------------------===//

/// Loads an integer of 3, 5, 6 or 7 bytes from the address on the operand
/// stack.
void Selector::loadPieces(const MemArg &argument, unsigned bytes, bool is64) {
  Local address = takeLocal(WasmType::I32);
  code.set(address);
  for (unsigned done = 0; done < bytes;) {
    unsigned step = llvm::bit_floor(bytes - done);
    MemArg piece = argument;
    piece.offset += done;
    piece.alignLog2 =
        std::min<unsigned>(argument.alignLog2, llvm::Log2_32(step));
    code.get(address);
    code.access(loadOf(step, /*isSigned=*/false, is64), piece);
    if (done != 0) {
      code.integer(8 * done, is64);
      code.op(wide(Opcode::I32Shl, is64));
      code.op(wide(Opcode::I32Or, is64));
    }
    done += step;
  }
  freeLocal(WasmType::I32, address);
}

void Selector::storePieces(Local address, const MemArg &argument,
                           unsigned bytes, Local value, bool is64) {
  for (unsigned done = 0; done < bytes;) {
    unsigned step = llvm::bit_floor(bytes - done);
    MemArg piece = argument;
    piece.offset += done;
    piece.alignLog2 =
        std::min<unsigned>(argument.alignLog2, llvm::Log2_32(step));
    code.get(address);
    code.get(value);
    if (done != 0) {
      code.integer(8 * done, is64);
      code.op(wide(Opcode::I32ShrU, is64));
    }
    code.access(storeOf(step, is64), piece);
    done += step;
  }
}

/// The load's value on the operand stack, extended if `to64` says more than
/// its type.
void Selector::emitLoad(LoadOp load, bool isSigned, bool to64) {
  auto &properties = load.getProperties();
  Type type = load.getResults().front().getType();
  unsigned bytes = bytesOf(type);
  bool isInteger = isa<IntegerType, PointerType>(type);
  bool isSingle = isOneAccess(bytes);
  unsigned align = isSingle ? statedAlignment(properties.access, bytes)
                            : properties.access.alignLog2;
  MemArg argument =
      pushAddress(load.getBase(), load.getIndex(), properties.address, align);
  if (isInteger && isSingle)
    return code.access(loadOf(bytes, isSigned, to64), argument);
  if (isInteger)
    return loadPieces(argument, bytes, to64);
  if (!isQuad(type))
    return code.access(type.isF64() ? Opcode::F64Load : Opcode::F32Load,
                       argument);
  argument.alignLog2 = std::min<unsigned>(align, 3);
  Local address = takeLocal(WasmType::I32);
  code.set(address);
  code.get(address);
  code.access(Opcode::I64Load, argument);
  argument.offset += 8;
  code.get(address);
  code.access(Opcode::I64Load, argument);
  freeLocal(WasmType::I32, address);
}

bool Selector::selectLoad(Operation *op) {
  auto load = cast<LoadOp>(op);
  if (ValueInfo *slot = promotedSlot(load.getBase())) {
    code.get(slotLocal(*slot));
    return true;
  }
  if (load.getProperties().access.isAtomic() && !refuseAtomics(op))
    return false;
  Type type = op->getResult(0).getType();
  if (isa<VectorType>(type))
    return refuse("load of a vector", op);
  emitLoad(load, /*isSigned=*/false, wasmType(type) == WasmType::I64);
  return true;
}

bool Selector::selectStore(Operation *op) {
  auto store = cast<StoreOp>(op);
  auto &properties = store.getProperties();
  Value value = store.getValues().front(), base = store.getBase();
  if (ValueInfo *slot = promotedSlot(base)) {
    ValueId id = idOf(base);
    ValueInfo &stored = info(value);
    // A parameter that only goes to this slot is the slot.
    if (current == 0 && !stored.definition && stored.uses == 1 &&
        !stored.crossesBlocks && heldOf(id).local == noLocal) {
      --stored.uses;
      heldOf(id).local = heldOf(value).local;
      return true;
    }
    push(value);
    flush(slotBit(id));
    code.set(slotLocal(*slot));
    return true;
  }
  if (properties.access.isAtomic() && !refuseAtomics(op))
    return false;
  Type type = value.getType();
  if (isa<VectorType>(type))
    return refuse("store of a vector", op);
  unsigned bytes = bytesOf(type);
  WasmType held = wasmType(type);
  bool is64 = held == WasmType::I64;
  bool isSingle = isOneAccess(bytes);
  unsigned align = isSingle ? statedAlignment(properties.access, bytes)
                            : properties.access.alignLog2;
  MemArg argument =
      pushAddress(base, store.getIndex(), properties.address, align);
  if (!isSingle) {
    Local address = takeLocal(WasmType::I32);
    Local low = takeLocal(held), high = takeLocal(held);
    code.set(address);
    if (isQuad(type)) {
      push(value);
      code.set(high);
    } else {
      pushExtended(value, /*isSigned=*/false, is64 ? 64 : 32);
    }
    code.set(low);
    flush(memoryBit);
    if (isQuad(type)) {
      storePieces(address, argument, 8, low, true);
      argument.offset += 8;
      storePieces(address, argument, 8, high, true);
    } else {
      storePieces(address, argument, bytes, low, is64);
    }
    freeLocal(WasmType::I32, address);
    freeLocal(held, low);
    freeLocal(held, high);
    return true;
  }
  bool isWhole = !isa<IntegerType>(type) || bitsOf(type) == 8 * bytes;
  if (isWhole)
    push(value);
  else
    pushExtended(value, /*isSigned=*/false, is64 ? 64 : 32);
  flush(memoryBit);
  if (held == WasmType::F32)
    code.access(Opcode::F32Store, argument);
  else if (held == WasmType::F64)
    code.access(Opcode::F64Store, argument);
  else
    code.access(storeOf(bytes, is64), argument);
  return true;
}

bool Selector::selectAddr(Operation *op) {
  auto &properties = propertiesOf<AddrOp>(op);
  auto addr = cast<AddrOp>(op);
  ArrayRef<int64_t> scales = properties.scales.values;
  Value first = scales.empty() ? Value() : addr.getIndices().front();
  uint32_t scale = scales.empty() ? 1 : uint32_t(scales.front());
  pushWholeAddress(addr.getBase(), first, {properties.offset, scale});
  for (size_t i = 1; i < scales.size(); ++i) {
    pushScaled(addr.getIndices()[i], scales[i]);
    code.op(Opcode::I32Add);
  }
  return true;
}

bool Selector::selectAddressOf(Operation *op) {
  auto symbol = cast<AddressOfOp>(op);
  if (symbol.getThreadLocal() && !module.options.plainThreadLocals)
    return refuse("thread-local variable with the feature atomics", op);
  pushSymbol(symbol, 0);
  return true;
}

bool Selector::selectAlloca(Operation *op) {
  auto &properties = propertiesOf<AllocaOp>(op);
  constexpr int32_t StackAlignment = 16;
  pushStackPointer();
  if (auto count = constantOf(op->getOperand(0))) {
    uint64_t size = uint64_t(*count) * properties.elementSize;
    code.i32(int32_t(llvm::alignTo(size, StackAlignment)));
  } else {
    if (bitsOf(op->getOperand(0).getType()) <= 32)
      pushExtended(op->getOperand(0), /*isSigned=*/false, 32);
    else
      pushIndex(op->getOperand(0));
    if (properties.elementSize != 1) {
      code.i32(int32_t(properties.elementSize));
      code.op(Opcode::I32Mul);
    }
    addConstant(StackAlignment - 1);
    code.i32(-StackAlignment);
    code.op(Opcode::I32And);
  }
  code.op(Opcode::I32Sub);
  if (properties.alignment > StackAlignment) {
    code.i32(-int32_t(properties.alignment));
    code.op(Opcode::I32And);
  }
  Local address = takeLocal(WasmType::I32);
  code.tee(address);
  setStackPointer();
  code.get(address);
  define(op->getResult(0));
  freeLocal(WasmType::I32, address);
  return true;
}

//===----------------------------------------------------------------------===//
// Copies and fills
//===----------------------------------------------------------------------===//

/// A copy of one access.
bool Selector::copyInline(MemCpyOp copy, uint64_t size) {
  if (size == 0) {
    discard(copy);
    return true;
  }
  if (!isOneAccess(size))
    return false;
  auto &properties = copy.getProperties();
  bool is64 = size == 8;
  unsigned most = llvm::Log2_64(size);
  MemArg to = pushAddress(
      copy.getDestination(), Value(), Address(),
      std::min<unsigned>(
          llvm::Log2_64(std::max<uint64_t>(properties.destinationAlignment, 1)),
          most));
  MemArg from = pushAddress(
      copy.getSource(), Value(), Address(),
      std::min<unsigned>(
          llvm::Log2_64(std::max<uint64_t>(properties.sourceAlignment, 1)),
          most));
  code.access(loadOf(size, /*isSigned=*/false, is64), from);
  flush(memoryBit);
  code.access(storeOf(size, is64), to);
  return true;
}

/// memory.copy or memory.fill of the operation's three operands, or a call.
void Selector::emitMemoryCopy(Operation *op, MiscOp instruction,
                              StringRef routine) {
  Value size = op->getOperand(2);
  bool isFill = instruction == MiscOp::MemoryFill;
  auto pushOperands = [&] {
    push(op->getOperand(0));
    if (isFill)
      pushExtended(op->getOperand(1), /*isSigned=*/false, 32);
    else
      push(op->getOperand(1));
  };
  auto pushSize = [&] {
    if (bitsOf(size.getType()) < 32)
      pushExtended(size, /*isSigned=*/false, 32);
    else
      pushIndex(size);
  };
  if (!features.bulkMemory) {
    pushOperands();
    pushSize();
    flush(memoryBit);
    WasmType params[] = {WasmType::I32, WasmType::I32, WasmType::I32};
    callSymbol(module.symbols.runtime(routine).id,
               format.info.typeOf(params, WasmType::I32));
    return code.op(Opcode::Drop);
  }
  auto emit = [&] {
    code.misc(instruction);
    code.byte(0);
    if (!isFill)
      code.byte(0);
  };
  if (constantOf(size)) {
    pushOperands();
    pushSize();
    flush(memoryBit);
    return emit();
  }
  // Of no bytes the pointers may be any, but the instruction looks at them.
  Local bytes = takeLocal(WasmType::I32);
  pushSize();
  code.set(bytes);
  flush(~uint64_t(0));
  settle();
  code.get(bytes);
  code.block(Opcode::If);
  pushOperands();
  code.get(bytes);
  emit();
  code.op(Opcode::End);
  freeLocal(WasmType::I32, bytes);
}

bool Selector::selectMemCpy(Operation *op) {
  auto copy = cast<MemCpyOp>(op);
  if (auto size = constantOf(copy.getSize()); size && copyInline(copy, *size))
    return true;
  bool isMove = copy.getProperties().kind == CopyKind::Move;
  if (copy.getProperties().kind == CopyKind::Inline && !features.bulkMemory)
    return refuse("memcpy.inline without bulk-memory", op);
  emitMemoryCopy(op, MiscOp::MemoryCopy, isMove ? "memmove" : "memcpy");
  return true;
}

bool Selector::selectMemSet(Operation *op) {
  auto fill = cast<MemSetOp>(op);
  auto size = constantOf(fill.getSize()), value = constantOf(fill.getValue());
  if (size == 0) {
    discard(op);
    return true;
  }
  if (size && value && isOneAccess(*size)) {
    unsigned align = std::min<unsigned>(
        llvm::Log2_64(std::max<uint64_t>(fill.getProperties().alignment, 1)),
        llvm::Log2_64(*size));
    MemArg to = pushAddress(fill.getDestination(), Value(), Address(), align);
    uint64_t pattern = uint8_t(*value) * 0x0101010101010101u;
    code.integer(llvm::SignExtend64(pattern, 8 * *size), *size == 8);
    flush(memoryBit);
    code.access(storeOf(*size, *size == 8), to);
    return true;
  }
  if (fill.getProperties().isInline && !features.bulkMemory)
    return refuse("memset.inline without bulk-memory", op);
  emitMemoryCopy(op, MiscOp::MemoryFill, "memset");
  return true;
}

bool Selector::selectPrefetch(Operation *op) {
  discard(op);
  return true;
}

//===----------------------------------------------------------------------===//
// Atomics: without threads, plain accesses
//===----------------------------------------------------------------------===//

bool Selector::selectFence(Operation *op) {
  if (!refuseAtomics(op))
    return false;
  flush(memoryBit);
  return true;
}

/// The new value, from two locals.
void Selector::emitRMW(AtomicRMWKind kind, Local old, Local operand,
                       Type type) {
  bool is64 = wasmType(type) == WasmType::I64;
  auto binary = [&](Opcode op) {
    code.get(old);
    code.get(operand);
    code.op(wide(op, is64));
  };
  auto choose = [&](Opcode compare) {
    code.get(old);
    code.get(operand);
    binary(compare);
    code.op(Opcode::Select);
  };
  switch (kind) {
  case AtomicRMWKind::Xchg:
    return code.get(operand);
  case AtomicRMWKind::Add:
    return binary(Opcode::I32Add);
  case AtomicRMWKind::Sub:
    return binary(Opcode::I32Sub);
  case AtomicRMWKind::And:
    return binary(Opcode::I32And);
  case AtomicRMWKind::Nand:
    binary(Opcode::I32And);
    code.integer(-1, is64);
    return code.op(wide(Opcode::I32Xor, is64));
  case AtomicRMWKind::Or:
    return binary(Opcode::I32Or);
  case AtomicRMWKind::Xor:
    return binary(Opcode::I32Xor);
  case AtomicRMWKind::Max:
    return choose(Opcode::I32GtS);
  case AtomicRMWKind::Min:
    return choose(Opcode::I32LtS);
  case AtomicRMWKind::UMax:
    return choose(Opcode::I32GtU);
  default:
    return choose(Opcode::I32LtU);
  }
}

bool Selector::selectAtomicRMW(Operation *op) {
  auto &properties = propertiesOf<AtomicRMWOp>(op);
  Value base = op->getOperand(0), value = op->getOperand(1);
  Type type = value.getType();
  AtomicRMWKind kind = properties.kind;
  bool isInteger = isa<IntegerType, PointerType>(type);
  if (kind > AtomicRMWKind::UMin || !isInteger)
    return refuse("atomicrmw " + stringifyAtomicRMWKind(kind).str() +
                      (isInteger ? "" : " of a float"),
                  op);
  if (!refuseAtomics(op))
    return false;
  unsigned bytes = bytesOf(type);
  WasmType held = wasmType(type);
  bool is64 = held == WasmType::I64;
  bool isSigned = kind == AtomicRMWKind::Max || kind == AtomicRMWKind::Min;
  MemArg argument = pushAddress(base, Value(), Address(),
                                statedAlignment(properties.access, bytes));
  Local address = takeLocal(WasmType::I32);
  code.set(address);
  Local operand = takeLocal(held), old = takeLocal(held);
  pushExtended(value, isSigned, is64 ? 64 : 32);
  code.set(operand);
  flush(memoryBit);
  code.get(address);
  code.access(loadOf(bytes, isSigned, is64), argument);
  code.set(old);
  code.get(address);
  emitRMW(kind, old, operand, type);
  code.access(storeOf(bytes, is64), argument);
  code.get(old);
  define(op->getResult(0));
  freeLocal(WasmType::I32, address);
  freeLocal(held, operand);
  freeLocal(held, old);
  return true;
}

bool Selector::selectCmpXchg(Operation *op) {
  auto &properties = propertiesOf<CmpXchgOp>(op);
  Type type = op->getOperand(1).getType();
  if (!isa<IntegerType, PointerType>(type))
    return refuse("cmpxchg of this type", op);
  if (!refuseAtomics(op))
    return false;
  unsigned bytes = bytesOf(type);
  WasmType held = wasmType(type);
  bool is64 = held == WasmType::I64;
  MemArg argument = pushAddress(op->getOperand(0), Value(), Address(),
                                statedAlignment(properties.access, bytes));
  Local address = takeLocal(WasmType::I32), success = takeLocal(WasmType::I32);
  Local replacement = takeLocal(held), old = takeLocal(held);
  code.set(address);
  push(op->getOperand(2));
  code.set(replacement);
  flush(memoryBit);
  code.get(address);
  code.access(loadOf(bytes, /*isSigned=*/false, is64), argument);
  code.set(old);
  code.get(old);
  pushExtended(op->getOperand(1), /*isSigned=*/false, is64 ? 64 : 32);
  code.op(wide(Opcode::I32Eq, is64));
  code.tee(success);
  code.block(Opcode::If);
  code.get(address);
  code.get(replacement);
  code.access(storeOf(bytes, is64), argument);
  code.op(Opcode::End);
  code.get(old);
  define(op->getResult(0));
  code.get(success);
  define(op->getResult(1));
  freeLocal(WasmType::I32, address);
  freeLocal(WasmType::I32, success);
  freeLocal(held, replacement);
  freeLocal(held, old);
  return true;
}
