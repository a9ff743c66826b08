//===- SelectMemory.cpp - Loads, stores, addresses, block copies ----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/Selector.h"
#include "llvm/BinaryFormat/ELF.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::aarch64;
namespace elf = llvm::ELF;

//===----------------------------------------------------------------------===//
// Loads
//===----------------------------------------------------------------------===//

static bool acquires(AtomicOrdering ordering) {
  return ordering == AtomicOrdering::Acquire ||
         ordering == AtomicOrdering::AcqRel ||
         ordering == AtomicOrdering::SeqCst;
}

static bool releases(AtomicOrdering ordering) {
  return ordering == AtomicOrdering::Release ||
         ordering == AtomicOrdering::AcqRel ||
         ordering == AtomicOrdering::SeqCst;
}

bool Selector::selectLoad(Operation *op) {
  auto &properties = propertiesOf<LoadOp>(op);
  if (op->getNumResults() != 1 || properties.layout)
    return refuse("load of an aggregate", op);
  Value result = op->getResult(0), base = op->getOperand(0);
  Value index = op->getNumOperands() > 1 ? op->getOperand(1) : Value();
  if (cast<PointerType>(base.getType()).getAddressSpace() != 0)
    return refuse("load from an address space", op);
  ValueId id = resultOf(op);
  ValueInfo &value = analysis[id];
  ValueInfo &baseInfo = info(base);
  bool isPrivate = baseInfo.kind == ValueKind::Slot && baseInfo.isPrivate;
  if (isPrivate)
    log().assign(id, idOf(base));
  ValueInfo *slot = pinnedSlot(baseInfo);
  // What comes from memory clears the rest of its register.
  uint8_t zeroTo = value.bank == Bank::General && !slot ? 64 : 0;
  if (deferLoad(op, value, baseInfo)) {
    value.zeroTo = zeroTo;
    return true;
  }
  if (acquires(properties.access.ordering))
    return loadAtomic(op);
  if (!value.isPlain)
    return loadOddWidth(op);
  Reg to = resultRegister(result);
  if (slot)
    copy(to, slot->reg, value);
  else
    loadInto(to, address(base, index, properties.address, value.bytes),
             value.bytes);
  if (isPrivate)
    log().use(id, to);
  registers.define(id, to, zeroTo);
  return true;
}

/// Load-acquire; what orders sequentially consistent ones too.
bool Selector::loadAtomic(Operation *op) {
  auto &properties = propertiesOf<LoadOp>(op);
  Value result = op->getResult(0);
  ValueInfo &value = info(result);
  if (!value.isPlain || value.bytes > 8)
    return refuse("atomic load of a type that has no instruction", op);
  Gpr from = addressRegister(
      op->getOperand(0), op->getNumOperands() > 1 ? op->getOperand(1) : Value(),
      properties.address);
  if (value.bank == Bank::General) {
    Gpr to = resultGpr(result);
    enc.ldar(value.bytes, to, from);
    define(result, to, 64);
    return true;
  }
  Fpr to = resultFpr(result);
  enc.ldar(value.bytes, scratch, from);
  enc.fmov(std::max<unsigned>(4, value.bytes), to, scratch);
  define(result, to);
  return true;
}

/// Integers such as i24 or i48: as LLVM does, in parts of powers of two.
bool Selector::loadOddWidth(Operation *op) {
  auto &properties = propertiesOf<LoadOp>(op);
  Value result = op->getResult(0);
  unsigned bytes = llvm::divideCeil(bitsOf(result.getType()), 8);
  Gpr from = addressRegister(
      op->getOperand(0), op->getNumOperands() > 1 ? op->getOperand(1) : Value(),
      properties.address);
  Gpr to = earlyResultGpr(result, {from});
  unsigned done = llvm::bit_floor(bytes);
  enc.ldr(done, to, Mem::at(from));
  while (done < bytes) {
    unsigned step = llvm::bit_floor(bytes - done);
    enc.ldr(step, scratch, Mem::at(from, int32_t(done)));
    enc.logic(LogicOp::Orr, 8, to, to, scratch, Shift::LSL, 8 * done);
    done += step;
  }
  define(result, to);
  return true;
}

//===----------------------------------------------------------------------===//
// Stores
//===----------------------------------------------------------------------===//

/// Where `stored` is in the form that memory has.
Gpr Selector::storableGpr(Value stored) {
  ValueInfo &value = info(stored);
  if (value.kind == ValueKind::Constant && value.bank == Bank::Float)
    if (auto &bits = propertiesOf<ConstantOp>(value.definition).bits;
        bits.low == 0 && bits.high == 0)
      return Gpr::zr;
  if (!isa<IntegerType>(stored.getType()) || bitsOf(stored.getType()) != 1)
    return useGprOrZero(stored);
  if (auto constant = constantOf(stored)) {
    if (*constant == 0)
      return Gpr::zr;
    Gpr to = scratchGpr();
    enc.movImm(4, to, 1);
    return to;
  }
  Gpr from = useGpr(stored);
  if (value.zeroTo >= 8)
    return from;
  Gpr to = scratchGpr();
  enc.ubfx(4, to, from, 0, 1);
  return to;
}

bool Selector::storeToMemory(Operation *op) {
  auto &properties = propertiesOf<StoreOp>(op);
  Value stored = op->getOperand(0), base = op->getOperand(1);
  Value index = op->getNumOperands() > 2 ? op->getOperand(2) : Value();
  if (cast<PointerType>(base.getType()).getAddressSpace() != 0)
    return refuse("store to an address space", op);
  ValueInfo &value = info(stored);
  if (value.kind == ValueKind::Undef && !properties.access.isVolatile) {
    registers.consume(idOf(base));
    if (index)
      registers.consume(idOf(index));
    return true;
  }
  if (releases(properties.access.ordering))
    return storeAtomic(op);
  if (!value.isPlain)
    return storeOddWidth(op);
  bool isZero = value.kind == ValueKind::Constant && value.bytes <= 8 &&
                propertiesOf<ConstantOp>(value.definition).bits.low == 0;
  if (value.bank == Bank::Float && !isZero) {
    Fpr from = useFpr(stored);
    Mem mem = address(base, index, properties.address, value.bytes);
    enc.str(value.bytes, from, mem);
    return true;
  }
  Gpr from = storableGpr(stored);
  Mem mem = address(base, index, properties.address, value.bytes);
  enc.str(value.bytes, from, mem);
  return true;
}

/// Store-release; what orders sequentially consistent ones too.
bool Selector::storeAtomic(Operation *op) {
  auto &properties = propertiesOf<StoreOp>(op);
  Value stored = op->getOperand(0);
  ValueInfo &value = info(stored);
  if (!value.isPlain || value.bytes > 8)
    return refuse("atomic store of a type that has no instruction", op);
  Gpr from;
  if (value.bank == Bank::General) {
    from = storableGpr(stored);
  } else {
    Fpr bits = useFpr(stored);
    from = scratchGpr();
    enc.fmov(std::max<unsigned>(4, value.bytes), from, bits);
  }
  Gpr to = addressRegister(
      op->getOperand(1), op->getNumOperands() > 2 ? op->getOperand(2) : Value(),
      properties.address);
  enc.stlr(value.bytes, from, to);
  return true;
}

bool Selector::storeOddWidth(Operation *op) {
  auto &properties = propertiesOf<StoreOp>(op);
  Value stored = op->getOperand(0);
  unsigned bits = bitsOf(stored.getType());
  unsigned bytes = llvm::divideCeil(bits, 8);
  Gpr from = useExtended(stored, /*isSigned=*/false, bits <= 32 ? 32 : 64);
  Gpr to = addressRegister(
      op->getOperand(1), op->getNumOperands() > 2 ? op->getOperand(2) : Value(),
      properties.address);
  for (unsigned done = 0; done < bytes;) {
    unsigned step = llvm::bit_floor(bytes - done);
    Gpr part = from;
    if (done > 0 && from != Gpr::zr) {
      part = scratch;
      enc.lsrImm(8, part, from, 8 * done);
    }
    enc.str(step, part, Mem::at(to, int32_t(done)));
    done += step;
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Addresses
//===----------------------------------------------------------------------===//

bool Selector::selectAddr(Operation *op) {
  auto &properties = propertiesOf<AddrOp>(op);
  Value result = op->getResult(0);
  if (isa<VectorType>(result.getType()) || op->getNumOperands() > 2)
    return refuse("address of several indices", op);
  Value index = op->getNumOperands() > 1 ? op->getOperand(1) : Value();
  Gpr to = resultGpr(result);
  computeAddress(to, op->getOperand(0), index,
                 index ? properties.scales.values[0] : 1, properties.offset);
  define(result, to);
  return true;
}

/// Only thread-local addresses come here (fast::Analysis); others are formed by
/// their users.
bool Selector::selectAddressOf(Operation *op) {
  auto &properties = propertiesOf<AddressOfOp>(op);
  if (!properties.threadLocal)
    return true;
  const fast::SymbolInfo &symbol = module.symbols[properties.symbol];
  Value result = op->getResult(0);
  bool isDynamic = symbol.tls == TLSModel::GeneralDynamic ||
                   symbol.tls == TLSModel::LocalDynamic;
  if (isDynamic) {
    if (!module.options.tlsDescriptors)
      return refuse("thread-local storage without descriptors", op);
    // The resolver keeps all registers but these and the link register.
    registers.acquire(toReg(Gpr::x0));
    registers.acquire(toReg(Gpr::x1));
  }
  Gpr to = isDynamic ? Gpr::x0 : resultGpr(result);
  threadLocalAddress(to, symbol.id, symbol.tls, properties.offset);
  define(result, to);
  return true;
}

/// ELF for the Arm 64-bit Architecture, "Thread Local Storage": local dynamic
/// is general dynamic, as LLVM has it.
void Selector::threadLocalAddress(Gpr to, object::SymbolId symbol,
                                  TLSModel model, int64_t offset) {
  switch (model) {
  case TLSModel::LocalExec: {
    bool isNear = llvm::isUInt<20>(offset);
    int64_t addend = isNear ? offset : 0;
    enc.mrs(scratch, SystemReg::TpidrEl0);
    enc.addSymbol(to, scratch, symbol, elf::R_AARCH64_TLSLE_ADD_TPREL_HI12,
                  addend, /*isHigh=*/true);
    enc.addSymbol(to, to, symbol, elf::R_AARCH64_TLSLE_ADD_TPREL_LO12_NC,
                  addend);
    offset -= addend;
    break;
  }
  case TLSModel::InitialExec:
    enc.mrs(scratch, SystemReg::TpidrEl0);
    enc.adrp(to, symbol, elf::R_AARCH64_TLSIE_ADR_GOTTPREL_PAGE21);
    enc.ldr(8, to,
            Mem::low12(to, symbol, elf::R_AARCH64_TLSIE_LD64_GOTTPREL_LO12_NC));
    enc.add(8, to, scratch, to);
    break;
  default:
    callsEmitted = true;
    log().opaque(4 * 4, RegSet(toReg(Gpr::x0)) | RegSet(toReg(Gpr::x1)) |
                            RegSet(toReg(Gpr::x30)));
    enc.adrp(Gpr::x0, symbol, elf::R_AARCH64_TLSDESC_ADR_PAGE21);
    enc.ldr(8, Gpr::x1,
            Mem::low12(Gpr::x0, symbol, elf::R_AARCH64_TLSDESC_LD64_LO12));
    enc.addSymbol(Gpr::x0, Gpr::x0, symbol, elf::R_AARCH64_TLSDESC_ADD_LO12);
    enc.blrTlsDescriptor(Gpr::x1, symbol);
    enc.mrs(scratch, SystemReg::TpidrEl0);
    enc.add(8, to, scratch, Gpr::x0);
    break;
  }
  enc.addImm(8, to, to, offset, scratch);
}

bool Selector::selectAlloca(Operation *op) {
  auto &properties = propertiesOf<AllocaOp>(op);
  Value count = op->getOperand(0), result = op->getResult(0);
  uint64_t alignment = std::max<uint64_t>(properties.alignment, 16);
  if (!llvm::isUInt<32>(alignment))
    return refuse("alloca of this alignment", op);
  Gpr size = takeExtended(count, /*isSigned=*/false, 64);
  registers.lock(toReg(size));
  if (properties.elementSize != 1) {
    enc.movImm(8, scratch, properties.elementSize);
    enc.mul(8, size, size, scratch);
  }
  // Round up to 16 and move sp down; outgoing arguments go below.
  enc.addImm(8, size, size, 15, scratch);
  enc.logicImm(LogicOp::And, 8, size, size, *LogicalImm::of(8, ~uint64_t(15)));
  enc.addSubExtended(AddSubOp::Sub, 8, Gpr::sp, Gpr::sp, size, Extend::UXTX);
  Gpr to = resultGpr(result);
  enc.movSp(to, Gpr::sp);
  if (alignment > 16) {
    enc.logicImm(LogicOp::And, 8, to, to, *LogicalImm::of(8, -alignment));
    enc.movSp(Gpr::sp, to);
  }
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
  Fpr wide = size >= 16 ? scratchFpr() : Fpr::None;
  for (uint64_t done = 0; done < size;) {
    uint64_t step = std::min<uint64_t>(16, llvm::bit_floor(size - done));
    Mem source = from.plus(int32_t(done)), target = to.plus(int32_t(done));
    if (step == 16) {
      enc.ldr(16, wide, source);
      enc.str(16, wide, target);
    } else {
      enc.ldr(step, scratch, source);
      enc.str(step, scratch, target);
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
    Reg reg = registers.scratch(Bank::Float);
    enc.ldr(step, toFpr(reg), from.plus(int32_t(done)));
    pieces.push_back({reg, done, step});
    done += step;
  }
  for (const Piece &piece : pieces)
    enc.str(piece.bytes, toFpr(piece.reg), to.plus(int32_t(piece.offset)));
}

bool Selector::selectMemCpy(Operation *op) {
  auto &properties = propertiesOf<MemCpyOp>(op);
  Value to = op->getOperand(0), from = op->getOperand(1);
  Value size = op->getOperand(2);
  auto bytes = constantOf(size);
  bool isMove = properties.kind == CopyKind::Move;
  if (bytes &&
      uint64_t(*bytes) <= (isMove ? inlineMoveBytes : inlineCopyBytes)) {
    Mem target = spanAddress(to, *bytes);
    Mem source = spanAddress(from, *bytes);
    if (isMove)
      moveBytes(target, source, *bytes);
    else
      copyBytes(target, source, *bytes);
    return true;
  }
  if (properties.kind == CopyKind::Inline)
    return copyInline(op);
  callRuntime(isMove ? "memmove" : "memcpy", {to, from, size}, {});
  return true;
}

/// Without a call: a loop over words, then one over bytes.
bool Selector::copyInline(Operation *op) {
  Gpr to = takeGpr(op->getOperand(0)), from = takeGpr(op->getOperand(1));
  registers.lock(RegSet(toReg(to)) | RegSet(toReg(from)));
  Gpr left = takeExtended(op->getOperand(2), /*isSigned=*/false, 64);
  registers.lock(toReg(left));
  Label words = enc.newLabel(), bytes = enc.newLabel();
  Label byte = enc.newLabel(), end = enc.newLabel();
  enc.bind(words);
  enc.addSubImm(AddSubOp::Subs, 8, left, left, 8);
  enc.b(Cond::LO, bytes);
  enc.ldr(8, scratch, Mem::postIndex(from, 8));
  enc.str(8, scratch, Mem::postIndex(to, 8));
  enc.b(words);
  enc.bind(bytes);
  enc.addSubImm(AddSubOp::Add, 8, left, left, 8);
  enc.bind(byte);
  enc.cbz(8, left, end);
  enc.ldr(1, scratch, Mem::postIndex(from, 1));
  enc.str(1, scratch, Mem::postIndex(to, 1));
  enc.addSubImm(AddSubOp::Sub, 8, left, left, 1);
  enc.b(byte);
  enc.bind(end);
  return true;
}

bool Selector::selectMemSet(Operation *op) {
  auto &properties = propertiesOf<MemSetOp>(op);
  Value to = op->getOperand(0), value = op->getOperand(1);
  Value size = op->getOperand(2);
  auto bytes = constantOf(size), fill = constantOf(value);
  if (bytes && fill && uint64_t(*bytes) <= inlineCopyBytes) {
    fillBytes(spanAddress(to, *bytes), uint8_t(*fill), *bytes);
    return true;
  }
  if (properties.isInline)
    return fillInline(op);
  callRuntime("memset", {to, value, size}, {});
  return true;
}

void Selector::fillBytes(Mem to, uint8_t value, uint64_t size) {
  Fpr wide = Fpr::None;
  if (size >= 16) {
    wide = scratchFpr();
    enc.moviBytes(16, wide, value);
  }
  Gpr narrow = Gpr::zr;
  if (value != 0 && size % 16 != 0) {
    narrow = scratch;
    enc.movImm(8, scratch, value * 0x0101010101010101u);
  }
  for (uint64_t done = 0; done < size;) {
    uint64_t step = std::min<uint64_t>(16, llvm::bit_floor(size - done));
    Mem target = to.plus(int32_t(done));
    if (step == 16)
      enc.str(16, wide, target);
    else
      enc.str(step, narrow, target);
    done += step;
  }
}

bool Selector::fillInline(Operation *op) {
  Gpr to = takeGpr(op->getOperand(0));
  registers.lock(toReg(to));
  Gpr value = useGpr(op->getOperand(1));
  Gpr left = takeExtended(op->getOperand(2), /*isSigned=*/false, 64);
  registers.lock(toReg(left));
  Label byte = enc.newLabel(), end = enc.newLabel();
  enc.bind(byte);
  enc.cbz(8, left, end);
  enc.str(1, value, Mem::postIndex(to, 1));
  enc.addSubImm(AddSubOp::Sub, 8, left, left, 1);
  enc.b(byte);
  enc.bind(end);
  return true;
}

bool Selector::selectPrefetch(Operation *op) {
  auto &properties = propertiesOf<shunt::PrefetchOp>(op);
  // The field counts levels from the nearest; locality from the farthest.
  bool isStream = properties.locality == 0;
  unsigned level = isStream ? 0 : 3 - properties.locality;
  unsigned kind = !properties.data ? 8 : properties.write ? 16 : 0;
  Mem mem = address(op->getOperand(0), Value(), Address(), 8);
  enc.prfm(aarch64::PrefetchOp(kind | level << 1 | unsigned(isStream)), mem);
  return true;
}
