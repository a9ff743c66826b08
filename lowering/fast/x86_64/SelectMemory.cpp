//===- SelectMemory.cpp - Loads, stores, addresses, block copies ----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/Selector.h"
#include "llvm/BinaryFormat/ELF.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::x86_64;
namespace elf = llvm::ELF;

//===----------------------------------------------------------------------===//
// Loads and stores
//===----------------------------------------------------------------------===//

bool Selector::selectLoad(Operation *op) {
  auto &properties = propertiesOf<LoadOp>(op);
  if (op->getNumResults() != 1 || properties.layout)
    return refuse("load of an aggregate", op);
  Value result = op->getResult(0), base = op->getOperand(0);
  Value index = op->getNumOperands() > 1 ? op->getOperand(1) : Value();
  ValueId id = resultOf(op);
  ValueInfo &value = analysis[id];
  if (value.bank == Bank::Memory) {
    enc.x87(X87MemoryOp::Fld80, address(base, index, properties.address));
    x87Store(result);
    return true;
  }
  ValueInfo &baseInfo = info(base);
  bool isPrivate = baseInfo.kind == ValueKind::Slot && baseInfo.isPrivate;
  if (isPrivate)
    log().assign(id, idOf(base));
  if (deferLoad(op, value, baseInfo))
    return true;
  if (ValueInfo *slot = pinnedSlot(baseInfo)) {
    Reg to = preferredFor(result);
    if (to == Reg::None)
      to = registers.scratch(value.bank);
    copy(to, slot->reg, value);
    log().use(id, to);
    registers.define(id, to);
    return true;
  }
  Mem mem = address(base, index, properties.address);
  if (!value.isPlain)
    return loadOddWidth(op, mem, bitsOf(result.getType()));
  registers.unlockTo({}); // The result may take the address's register.
  Reg to = preferredFor(result);
  if (to == Reg::None)
    to = registers.scratch(value.bank);
  loadInto(to, mem, value.bytes);
  if (isPrivate)
    log().use(id, to);
  registers.define(id, to,
                   value.bank == Bank::General && value.bytes < 8 ? 64 : 0);
  return true;
}

bool Selector::storeToMemory(Operation *op) {
  auto &properties = propertiesOf<StoreOp>(op);
  Value stored = op->getOperand(0), base = op->getOperand(1);
  Value index = op->getNumOperands() > 2 ? op->getOperand(2) : Value();
  Type type = stored.getType();
  ValueInfo &value = info(stored);
  if (value.kind == ValueKind::Undef && !properties.access.isVolatile) {
    registers.consume(idOf(base));
    if (index)
      registers.consume(idOf(index));
    return true;
  }
  bool fence = properties.access.ordering == AtomicOrdering::SeqCst;
  if (value.bank == Bank::Memory) {
    x87Load(stored);
    enc.x87(X87MemoryOp::Fstp80, address(base, index, properties.address));
    return true;
  }
  if (!value.isPlain)
    return storeOddWidth(stored, address(base, index, properties.address),
                         bitsOf(type));
  bool isBit = value.bytes == 1 && bitsOf(type) == 1;
  auto imm = immediateOf(value);
  if (value.bank == Bank::Float && value.kind == ValueKind::Constant &&
      value.bytes <= 8) {
    uint64_t bits = propertiesOf<ConstantOp>(value.definition).bits.low;
    if (value.bytes == 2)
      imm = int16_t(uint16_t(bits));
    else if (value.bytes == 4)
      imm = int32_t(uint32_t(bits));
    else if (llvm::isInt<32>(int64_t(bits)))
      imm = int32_t(bits);
  }
  if (imm && !fence) {
    int32_t bits = isBit ? *imm & 1 : *imm;
    enc.movImm(value.bytes, address(base, index, properties.address), bits);
    return true;
  }
  Reg from;
  if (isBit && value.zeroTo < 8) {
    Gpr reg = takeGpr(stored);
    enc.aluImm(AluOp::And, 4, reg, 1);
    from = toReg(reg);
  } else if (fence) {
    from = registers.take(idOf(stored));
  } else {
    from = use(stored);
    registers.lock(from);
  }
  Mem mem = address(base, index, properties.address);
  if (fence && !isXmm(from))
    enc.xchg(value.bytes, mem, toGpr(from)); // Locked: a full fence.
  else
    storeFrom(mem, from, value.bytes);
  if (fence && isXmm(from))
    enc.nullary(NullaryOp::Mfence);
  return true;
}

/// Integers such as i24 or i48: as LLVM does, in parts of powers of two.
bool Selector::loadOddWidth(Operation *op, const Mem &mem, unsigned bits) {
  unsigned bytes = llvm::divideCeil(bits, 8);
  Gpr to = scratchGpr(), part = scratchGpr();
  unsigned done = llvm::bit_floor(bytes);
  if (done < 4)
    enc.movzx(done, to, mem);
  else
    enc.mov(done, to, mem);
  while (done < bytes) {
    unsigned step = llvm::bit_floor(bytes - done);
    enc.movzx(step, part, mem.plus(int32_t(done)));
    enc.shiftImm(ShiftOp::Shl, 8, part, 8 * done);
    enc.alu(AluOp::Or, 8, to, part);
    done += step;
  }
  define(op->getResult(0), to);
  return true;
}

bool Selector::storeOddWidth(Value value, const Mem &mem, unsigned bits) {
  unsigned bytes = llvm::divideCeil(bits, 8);
  Gpr from = takeExtended(value, /*isSigned=*/false, bits <= 32 ? 32 : 64);
  for (unsigned done = 0; done < bytes;) {
    unsigned step = llvm::bit_floor(bytes - done);
    enc.mov(step, mem.plus(int32_t(done)), from);
    done += step;
    if (done < bytes)
      enc.shiftImm(ShiftOp::Shr, 8, from, 8 * step);
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Addresses
//===----------------------------------------------------------------------===//

bool Selector::selectAddr(Operation *op) {
  auto &properties = propertiesOf<AddrOp>(op);
  Value base = op->getOperand(0), result = op->getResult(0);
  if (isa<VectorType>(result.getType()) || op->getNumOperands() > 2)
    return refuse("address of several indices", op);
  Value index = op->getNumOperands() > 1 ? op->getOperand(1) : Value();
  int64_t scale = index ? properties.scales.values[0] : 1;
  bool isNear = llvm::isInt<32>(properties.offset);
  int64_t offset = isNear ? properties.offset : 0;
  if (index && !(scale > 0 && scale <= 8 && llvm::isPowerOf2_64(scale))) {
    // index * scale by itself, then as index * 1.
    Gpr scaled = takeExtended(index, /*isSigned=*/true, 64);
    registers.lock(toReg(scaled));
    if (llvm::isInt<32>(scale)) {
      enc.imulImm(8, scaled, scaled, int32_t(scale));
    } else {
      Gpr factor = scratchGpr();
      enc.movImm(factor, uint64_t(scale));
      enc.imul(8, scaled, factor);
    }
    Mem mem = address(base, Value(), {offset, 1});
    mem.segment = Segment::None;
    Gpr to = scaled;
    if (mem.base != Gpr::None && mem.index == Gpr::None) {
      mem.index = scaled;
      enc.lea(8, to, mem);
    } else {
      Gpr start = scratchGpr();
      enc.lea(8, start, mem);
      enc.alu(AluOp::Add, 8, to, start);
    }
    if (!isNear)
      addFarOffset(to, properties.offset);
    define(result, to);
    return true;
  }
  Mem mem = address(base, index, {offset, uint32_t(scale)});
  mem.segment = Segment::None;
  registers.unlockTo({});
  Gpr to = resultGpr(result);
  if (mem.isPlain() && mem.disp == 0)
    enc.mov(8, to, mem.base);
  else
    enc.lea(8, to, mem);
  if (!isNear)
    addFarOffset(to, properties.offset);
  define(result, to);
  return true;
}

void Selector::addFarOffset(Gpr to, int64_t offset) {
  Gpr distance = scratchGpr(toReg(to));
  enc.movImm(distance, uint64_t(offset));
  enc.alu(AluOp::Add, 8, to, distance);
}

/// Only thread-local addresses come here (fast::Analysis); others are formed
/// by their users. psABI TLS supplement, "ELF Handling For Thread-Local
/// Storage", sections 3.4.6 and 4.4.6.
bool Selector::selectAddressOf(Operation *op) {
  auto &properties = propertiesOf<AddressOfOp>(op);
  if (!properties.threadLocal)
    return true;
  const fast::SymbolInfo &symbol = module.symbols[properties.symbol];
  Value result = op->getResult(0);
  if (module.options.tlsDescriptors &&
      (symbol.tls == TLSModel::GeneralDynamic ||
       symbol.tls == TLSModel::LocalDynamic))
    return refuse("thread-local storage by descriptors", op);
  bool isPic = module.options.relocation == fast::RelocationModel::Pic;
  TLSModel model = symbol.tls;
  // As TargetMachine::getTLSModel: the declared model is the weakest allowed.
  if (!isPic)
    model = symbol.dsoLocal ? TLSModel::LocalExec
                            : std::max(model, TLSModel::InitialExec);
  else if (symbol.dsoLocal)
    model = std::max(model, TLSModel::LocalDynamic);
  if (!llvm::isInt<31>(properties.offset))
    return refuse("far offset of a thread-local variable", op);
  int32_t offset = int32_t(properties.offset);
  switch (model) {
  case TLSModel::LocalExec: {
    Gpr to = resultGpr(result);
    enc.mov(8, to, Mem::inSegment(Segment::fs, 0));
    enc.lea(8, to, Mem::symbolic(to, symbol.id, elf::R_X86_64_TPOFF32, offset));
    define(result, to);
    return true;
  }
  case TLSModel::InitialExec: {
    Gpr to = resultGpr(result);
    enc.mov(8, to, Mem::inSegment(Segment::fs, 0));
    enc.alu(AluOp::Add, 8, to, Mem::rip(symbol.id, elf::R_X86_64_GOTTPOFF));
    if (offset)
      enc.lea(8, to, Mem::at(to, offset));
    define(result, to);
    return true;
  }
  default:
    break;
  }
  // General dynamic; also right, if not shortest, for local dynamic.
  registers.saveBeforeCall(callClobbered);
  registers.forget(callClobbered);
  callsEmitted = true;
  enc.callTlsGetAddr(symbol.id, module.symbols.runtime("__tls_get_addr").id);
  registers.lock(toReg(Gpr::rax));
  if (offset)
    enc.lea(8, Gpr::rax, Mem::at(Gpr::rax, offset));
  define(result, Gpr::rax);
  return true;
}

bool Selector::selectAlloca(Operation *op) {
  auto &properties = propertiesOf<AllocaOp>(op);
  Value count = op->getOperand(0), result = op->getResult(0);
  Gpr size = takeExtended(count, /*isSigned=*/false, 64);
  registers.lock(toReg(size));
  if (properties.elementSize != 1) {
    if (!llvm::isUInt<31>(properties.elementSize))
      return refuse("alloca of elements over 2 GiB", op);
    enc.imulImm(8, size, size, int32_t(properties.elementSize));
  }
  uint64_t alignment = std::max<uint64_t>(properties.alignment, 16);
  // Round up to 16, move rsp, then skip the outgoing arguments, which stay at
  // the bottom.
  enc.aluImm(AluOp::Add, 8, size, 15);
  enc.aluImm(AluOp::And, 8, size, -16);
  enc.alu(AluOp::Sub, 8, Gpr::rsp, size);
  if (alignment > 16)
    enc.aluImm(AluOp::And, 8, Gpr::rsp, -int32_t(alignment));
  Gpr to = resultGpr(result);
  enc.mov(8, to, Gpr::rsp);
  define(result, to);
  return true;
}

//===----------------------------------------------------------------------===//
// Copies and fills
//===----------------------------------------------------------------------===//

/// Bytes up to which a copy is moves and not a call.
static constexpr uint64_t inlineCopyBytes = 64;
/// The same for a copy that must not overlap itself unread.
static constexpr uint64_t inlineMoveBytes = 32;

/// Copies `size` bytes forward through one register of each bank.
void Selector::copyBytes(Mem to, Mem from, uint64_t size) {
  Xmm wide = Xmm::None;
  if (size >= 16)
    wide = scratchXmm();
  Gpr narrow = Gpr::None;
  if (size % 16 != 0)
    narrow = scratchGpr();
  for (uint64_t done = 0; done < size;) {
    uint64_t step = std::min<uint64_t>(16, llvm::bit_floor(size - done));
    Mem source = from.plus(int32_t(done)), target = to.plus(int32_t(done));
    if (step == 16) {
      enc.sseLoad(SseMoveOp::Movups, wide, source);
      enc.sseStore(SseMoveOp::Movups, target, wide);
    } else {
      enc.mov(step, narrow, source);
      enc.mov(step, target, narrow);
    }
    done += step;
  }
}

/// Loads all, then stores all.
void Selector::moveBytes(Mem to, Mem from, uint64_t size) {
  struct Piece {
    Reg reg;
    uint64_t offset, bytes;
  };
  SmallVector<Piece, 8> pieces;
  for (uint64_t done = 0; done < size;) {
    uint64_t step = std::min<uint64_t>(16, llvm::bit_floor(size - done));
    Reg reg = registers.scratch(step >= 4 ? Bank::Float : Bank::General);
    Mem source = from.plus(int32_t(done));
    if (step == 16)
      enc.sseLoad(SseMoveOp::Movups, toXmm(reg), source);
    else if (step >= 4)
      enc.sseLoad(step == 8 ? SseMoveOp::Movq : SseMoveOp::Movss, toXmm(reg),
                  source);
    else
      enc.movzx(step, toGpr(reg), source);
    pieces.push_back({reg, done, step});
    done += step;
  }
  for (const Piece &piece : pieces) {
    Mem target = to.plus(int32_t(piece.offset));
    if (piece.bytes == 16)
      enc.sseStore(SseMoveOp::Movups, target, toXmm(piece.reg));
    else if (piece.bytes >= 4)
      enc.sseStore(piece.bytes == 8 ? SseMoveOp::Movq : SseMoveOp::Movss,
                   target, toXmm(piece.reg));
    else
      enc.mov(piece.bytes, target, toGpr(piece.reg));
  }
}

bool Selector::selectMemCpy(Operation *op) {
  auto &properties = propertiesOf<MemCpyOp>(op);
  Value to = op->getOperand(0), from = op->getOperand(1);
  Value size = op->getOperand(2);
  bool plainSpaces = segmentOf(to.getType()) == Segment::None &&
                     segmentOf(from.getType()) == Segment::None;
  auto bytes = constantOf(size);
  bool isMove = properties.kind == CopyKind::Move;
  if (bytes &&
      uint64_t(*bytes) <= (isMove ? inlineMoveBytes : inlineCopyBytes)) {
    Mem target = address(to, Value(), Address());
    Mem source = address(from, Value(), Address());
    if (isMove)
      moveBytes(target, source, *bytes);
    else
      copyBytes(target, source, *bytes);
    return true;
  }
  if (!plainSpaces)
    return refuse("copy between address spaces", op);
  if (properties.kind == CopyKind::Inline) {
    takeInto(to, Gpr::rdi);
    takeInto(from, Gpr::rsi);
    takeExtendedInto(size, /*isSigned=*/false, 64, Gpr::rcx);
    enc.rep(RepOp::Movsb);
    return true;
  }
  callRuntime(isMove ? "memmove" : "memcpy", {to, from, size}, {});
  return true;
}

bool Selector::selectMemSet(Operation *op) {
  auto &properties = propertiesOf<MemSetOp>(op);
  Value to = op->getOperand(0), value = op->getOperand(1);
  Value size = op->getOperand(2);
  auto bytes = constantOf(size), fill = constantOf(value);
  if (bytes && fill && uint64_t(*bytes) <= inlineCopyBytes) {
    Mem target = address(to, Value(), Address());
    fillBytes(target, uint8_t(*fill), *bytes);
    return true;
  }
  if (segmentOf(to.getType()) != Segment::None)
    return refuse("fill in an address space", op);
  if (properties.isInline) {
    takeInto(to, Gpr::rdi);
    takeExtendedInto(value, /*isSigned=*/false, 32, Gpr::rax);
    takeExtendedInto(size, /*isSigned=*/false, 64, Gpr::rcx);
    enc.rep(RepOp::Stosb);
    return true;
  }
  callRuntime("memset", {to, value, size}, {});
  return true;
}

void Selector::fillBytes(Mem to, uint8_t value, uint64_t size) {
  Xmm wide = Xmm::None;
  uint64_t pattern = value * 0x0101010101010101u;
  if (size >= 16) {
    wide = scratchXmm();
    if (value == 0) {
      enc.sse(SseOp::Xorps, wide, wide);
    } else {
      enc.sseLoad(SseMoveOp::Movups, wide, literal({pattern, pattern}, 16));
    }
  }
  for (uint64_t done = 0; done < size;) {
    uint64_t step = std::min<uint64_t>(16, llvm::bit_floor(size - done));
    Mem target = to.plus(int32_t(done));
    if (step == 16) {
      enc.sseStore(SseMoveOp::Movups, target, wide);
    } else if (step == 8 && !llvm::isInt<32>(int64_t(pattern))) {
      enc.movImm(4, target, int32_t(pattern));
      enc.movImm(4, target.plus(4), int32_t(pattern));
    } else {
      int64_t part =
          llvm::SignExtend64(pattern, 8 * std::min<uint64_t>(step, 4));
      enc.movImm(step, target, int32_t(part));
    }
    done += step;
  }
}

bool Selector::selectPrefetch(Operation *op) {
  auto &properties = propertiesOf<shunt::PrefetchOp>(op);
  x86_64::PrefetchOp prefetch = x86_64::PrefetchOp::T0;
  if (properties.write && features.prfchw)
    prefetch = x86_64::PrefetchOp::W;
  else if (properties.locality == 0)
    prefetch = x86_64::PrefetchOp::Nta;
  else if (properties.locality == 1)
    prefetch = x86_64::PrefetchOp::T2;
  else if (properties.locality == 2)
    prefetch = x86_64::PrefetchOp::T1;
  Mem mem = address(op->getOperand(0), Value(), Address());
  if (properties.data)
    enc.prefetch(prefetch, mem);
  return true;
}
