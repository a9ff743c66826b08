//===- ValueMoves.cpp - Moving values, forming addresses ------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/ConstantPool.h"
#include "lowering/fast/x86_64/Selector.h"
#include "llvm/BinaryFormat/ELF.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::x86_64;
namespace elf = llvm::ELF;

/// The move of a float value of this many bytes to or from memory that is at
/// least 4 bytes large.
static SseMoveOp sseMoveOf(unsigned bytes) {
  return bytes <= 4   ? SseMoveOp::Movss
         : bytes == 8 ? SseMoveOp::Movsd
                      : SseMoveOp::Movups;
}

//===----------------------------------------------------------------------===//
// fast::Moves
//===----------------------------------------------------------------------===//

void Selector::spill(Reg reg, const ValueInfo &value, int32_t place) {
  if (reg == x87Top)
    enc.x87(X87MemoryOp::Fstp80, home(place));
  else if (isXmm(reg))
    enc.sseStore(sseMoveOf(value.bytes), home(place), toXmm(reg));
  else // At least 4 bytes, so that a reload needs no partial register.
    enc.mov(std::max<unsigned>(4, value.bytes), home(place), toGpr(reg));
}

bool Selector::spillConstant(const ValueInfo &constant, const ValueInfo &value,
                             int32_t place) {
  if (constant.kind != ValueKind::Constant || value.bank != Bank::General)
    return false;
  auto bits = int64_t(propertiesOf<ConstantOp>(constant.definition).bits.low);
  if (value.bytes == 8 && !llvm::isInt<32>(bits))
    return false;
  enc.movImm(std::max<unsigned>(4, value.bytes), home(place), int32_t(bits));
  log().hold(analysis.idOf(constant), fast::Place::frame(place));
  return true;
}

void Selector::copy(Reg to, Reg from, const ValueInfo &value) {
  if (isXmm(to))
    enc.sseMove(SseMoveOp::Movaps, toXmm(to), toXmm(from));
  else
    enc.mov(std::max<unsigned>(4, value.bytes), toGpr(to), toGpr(from));
}

void Selector::formAnew(Reg to, ValueInfo &value) {
  switch (value.kind) {
  case ValueKind::Constant:
    return materializeConstant(to,
                               propertiesOf<ConstantOp>(value.definition).bits,
                               value.definition->getResult(0).getType());
  case ValueKind::Symbol:
    return materializeSymbol(toGpr(to), cast<AddressOfOp>(value.definition));
  case ValueKind::Slot:
    return enc.lea(8, toGpr(to), home(value.home));
  case ValueKind::BlockAddress: {
    auto &properties = propertiesOf<BlockAddressOp>(value.definition);
    object::SymbolId symbol =
        module.symbols.blockSymbol(properties.function.name, properties.tag);
    return enc.lea(8, toGpr(to), Mem::rip(symbol, elf::R_X86_64_PC32));
  }
  case ValueKind::Undef:
  case ValueKind::Computed:
    return;
  }
}

void Selector::materialize(Reg to, ValueInfo &value) {
  if (value.kind != ValueKind::Computed) {
    formAnew(to, value);
    return log().hold(analysis.idOf(value), to);
  }
  if (value.deferred)
    return materializeDeferred(to, value);
  assert(value.inMemory && "a value that is nowhere");
  if (to == x87Top)
    enc.x87(X87MemoryOp::Fld80, home(value.home));
  else if (isXmm(to))
    enc.sseLoad(sseMoveOf(value.bytes), toXmm(to), home(value.home));
  else if (value.bytes < 4)
    enc.movzx(value.bytes, toGpr(to), home(value.home));
  else
    enc.mov(value.bytes, toGpr(to), home(value.home));
}

void Selector::materializeConstant(Reg to, ConstantBits bits, Type type) {
  if (to == x87Top) {
    bool isZero = bits.low == 0 && bits.high == 0;
    bool isOne = bits.low == uint64_t(1) << 63 && bits.high == 0x3fff;
    if (isZero)
      enc.x87(X87Op::Fldz);
    else if (isOne)
      enc.x87(X87Op::Fld1);
    else
      enc.x87(X87MemoryOp::Fld80, literal(bits, 16));
    return;
  }
  if (isXmm(to)) {
    // xorps leaves the flags alone.
    unsigned bytes = classify(type).bytes;
    if (bits.low == 0 && bits.high == 0)
      enc.sse(SseOp::Xorps, toXmm(to), toXmm(to));
    else
      enc.sseLoad(sseMoveOf(bytes), toXmm(to),
                  literal(bits, std::max(4u, bytes)));
    return;
  }
  if (bits.low == 0 && !flagsLive)
    enc.zero(toGpr(to));
  else
    enc.movImm(toGpr(to), bits.low);
}

void Selector::materializeDeferred(Reg to, ValueInfo &value) {
  Operation *load = value.definition;
  if (ValueInfo *slot = pinnedSlot(load->getOperand(0))) {
    if (slot->reg != to)
      copy(to, slot->reg, value);
    return;
  }
  loadInto(to, deferredAddress(value), value.bytes);
  if (!info(load->getOperand(0)).isPrivate)
    log().define(analysis.idOf(value), to);
}

Mem Selector::deferredAddress(ValueInfo &value) {
  Operation *load = value.definition;
  if (ValueInfo &slot = info(load->getOperand(0)); slot.isPrivate)
    log().use(analysis.idOf(value), fast::Place::frame(slot.home));
  return address(load->getOperand(0),
                 load->getNumOperands() > 1 ? load->getOperand(1) : Value(),
                 propertiesOf<LoadOp>(load).address);
}

void Selector::loadInto(Reg to, const Mem &mem, unsigned bytes) {
  if (isXmm(to) && bytes == 2)
    enc.pinsr(2, toXmm(to), mem, 0);
  else if (isXmm(to))
    enc.sseLoad(sseMoveOf(bytes), toXmm(to), mem);
  else if (bytes < 4)
    enc.movzx(bytes, toGpr(to), mem);
  else
    enc.mov(bytes, toGpr(to), mem);
}

void Selector::storeFrom(const Mem &mem, Reg from, unsigned bytes) {
  if (isXmm(from) && bytes == 2) { // pextrw to memory is SSE4.1.
    Gpr bits = scratchGpr();
    enc.mov(4, bits, toXmm(from));
    enc.mov(2, mem, bits);
    return;
  }
  if (isXmm(from))
    enc.sseStore(sseMoveOf(bytes), mem, toXmm(from));
  else
    enc.mov(bytes, mem, toGpr(from));
}

//===----------------------------------------------------------------------===//
// Addresses
//===----------------------------------------------------------------------===//

Mem Selector::literal(ConstantBits bits, unsigned bytes) {
  return Mem::rip(module.constants.add(bits, bytes), elf::R_X86_64_PC32);
}

Segment Selector::segmentOf(Type pointer) {
  switch (cast<PointerType>(pointer).getAddressSpace()) {
  case 256:
    return Segment::gs;
  case 257:
    return Segment::fs;
  default:
    return Segment::None;
  }
}

/// A symbol that resolves in this executable or library: relative to rip.
/// Another: through the GOT.
void Selector::materializeSymbol(Gpr to, AddressOfOp addressOf) {
  auto &properties = addressOf.getProperties();
  const fast::SymbolInfo &symbol = module.symbols[properties.symbol];
  int64_t offset = properties.offset;
  bool isNear = llvm::isInt<31>(offset);
  int32_t displacement = isNear ? int32_t(offset) : 0;
  if (symbol.dsoLocal) {
    if (module.options.relocation == fast::RelocationModel::Static && isNear &&
        offset >= 0 && !symbol.isExternWeak)
      enc.movSymbol32(to, symbol.id, elf::R_X86_64_32, offset);
    else
      enc.lea(8, to, Mem::rip(symbol.id, elf::R_X86_64_PC32, displacement));
  } else {
    enc.mov(8, to, Mem::rip(symbol.id, elf::R_X86_64_REX_GOTPCRELX));
    if (displacement != 0)
      enc.lea(8, to, Mem::at(to, displacement));
  }
  if (isNear)
    return;
  // Beyond what a displacement reaches: in steps, without another register.
  for (int64_t left = offset; left != 0;) {
    int32_t step = int32_t(std::clamp<int64_t>(left, INT32_MIN + 1, INT32_MAX));
    enc.lea(8, to, Mem::at(to, step));
    left -= step;
  }
}

Mem Selector::addressOfSymbol(Operation *addressOf, int64_t offset) {
  auto &properties = propertiesOf<AddressOfOp>(addressOf);
  const fast::SymbolInfo &symbol = module.symbols[properties.symbol];
  int64_t total = properties.offset + offset;
  if (symbol.dsoLocal && llvm::isInt<31>(total))
    return Mem::rip(symbol.id, elf::R_X86_64_PC32, int32_t(total));
  Gpr base = scratchGpr();
  materializeSymbol(base, cast<AddressOfOp>(addressOf));
  return Mem::at(base, int32_t(offset));
}

Mem Selector::address(Value base, Value index, const Address &parts) {
  ValueInfo &baseInfo = info(base);
  assert(llvm::isInt<32>(parts.offset) && "import keeps offsets to 32 bits");
  Mem mem;
  switch (baseInfo.kind) {
  case ValueKind::Slot:
    mem = home(baseInfo.home + int32_t(parts.offset));
    break;
  case ValueKind::Symbol:
    mem = addressOfSymbol(baseInfo.definition, parts.offset);
    break;
  case ValueKind::Constant: {
    int64_t absolute = *constantOf(base) + parts.offset;
    if (llvm::isInt<32>(absolute)) {
      mem = Mem::absolute(int32_t(absolute));
      break;
    }
    mem = Mem::at(useGpr(base), int32_t(parts.offset));
    break;
  }
  default:
    mem = Mem::at(useGpr(base), int32_t(parts.offset));
    break;
  }
  mem.segment = segmentOf(base.getType());
  if (!index)
    return mem;
  Gpr indexReg;
  const ValueInfo &indexInfo = info(index);
  if (indexInfo.bytes == 8 && indexInfo.isPlain) {
    indexReg = useGpr(index);
  } else {
    indexReg = takeExtended(index, /*isSigned=*/true, 64);
    registers.lock(toReg(indexReg));
  }
  if (mem.symbol != noSymbol || mem.base == Gpr::None) {
    // rip-relative and absolute addresses have no index here.
    Gpr to = scratchGpr();
    if (mem.symbol == noSymbol) {
      mem.index = indexReg;
      mem.scaleLog2 = llvm::Log2_32(parts.scale);
      return mem;
    }
    Segment segment = mem.segment;
    mem.segment = Segment::None;
    enc.lea(8, to, mem);
    mem = Mem::at(to).withSegment(segment);
  }
  mem.index = indexReg;
  mem.scaleLog2 = llvm::Log2_32(parts.scale);
  return mem;
}
