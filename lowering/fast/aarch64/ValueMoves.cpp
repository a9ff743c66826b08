//===- ValueMoves.cpp - Moving values, forming addresses ------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An address that is computed for one access is computed in x16. Spilling to a
// far home uses x16 too, so between address() and the access nothing may ask
// the allocator for a register. What outlasts one access has a register of the
// allocator's.
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/ConstantPool.h"
#include "lowering/fast/aarch64/Selector.h"
#include "llvm/BinaryFormat/ELF.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::aarch64;
namespace elf = llvm::ELF;

//===----------------------------------------------------------------------===//
// fast::Moves
//===----------------------------------------------------------------------===//

void Selector::spill(Reg reg, const ValueInfo &value, int32_t place) {
  if (isFpr(reg))
    return enc.str(value.bytes, toFpr(reg), home(place, value.bytes));
  // At least 4 bytes, so that all are defined that an instruction reads.
  unsigned width = std::max<unsigned>(4, value.bytes);
  enc.str(width, toGpr(reg), home(place, width));
}

void Selector::copy(Reg to, Reg from, const ValueInfo &value) {
  if (!isFpr(to))
    return enc.mov(std::max<unsigned>(4, value.bytes), toGpr(to), toGpr(from));
  if (value.bytes == 16)
    return enc.movVector(16, toFpr(to), toFpr(from));
  enc.fmov(std::max<unsigned>(4, value.bytes), toFpr(to), toFpr(from));
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
    return enc.addImm(8, toGpr(to), frameBase, value.home, toGpr(to));
  case ValueKind::BlockAddress: {
    auto &properties = propertiesOf<BlockAddressOp>(value.definition);
    object::SymbolId symbol =
        module.symbols.blockSymbol(properties.function.name, properties.tag);
    enc.adrp(toGpr(to), symbol);
    return enc.addSymbol(toGpr(to), toGpr(to), symbol,
                         elf::R_AARCH64_ADD_ABS_LO12_NC);
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
  Mem mem = home(value.home, value.bytes);
  if (isFpr(to))
    enc.ldr(value.bytes, toFpr(to), mem);
  else
    enc.ldr(value.bytes, toGpr(to), mem);
}

void Selector::materializeConstant(Reg to, ConstantBits bits, Type type) {
  if (isFpr(to))
    return materializeFloat(toFpr(to), bits, classify(type).bytes);
  enc.movImm(bitsOf(type) <= 32 ? 4 : 8, toGpr(to), bits.low);
}

/// As an immediate, by way of a general register, or from memory, whichever is
/// shortest.
void Selector::materializeFloat(Fpr to, ConstantBits bits, unsigned bytes) {
  if (bits.low == 0 && bits.high == 0)
    return enc.zero(to);
  if (bytes == 16)
    return enc.ldr(16, to, literal(bits, 16));
  bool hasImmediate = bytes >= 4 || features.fullFp16;
  if (auto imm8 = floatImm8(bytes, bits.low); imm8 && hasImmediate)
    return enc.fmovImm(bytes, to, *imm8);
  unsigned width = std::max(4u, bytes);
  if (bytes == 2 || IntegerEncoder::movImmCount(width, bits.low) == 1) {
    enc.movImm(width, scratch, bits.low);
    return enc.fmov(width, to, scratch);
  }
  enc.ldr(bytes, to, literal(bits, bytes));
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

Mem Selector::deferredAddress(ValueInfo &value, Gpr fresh) {
  Operation *load = value.definition;
  if (ValueInfo &slot = info(load->getOperand(0)); slot.isPrivate)
    log().use(analysis.idOf(value), fast::Place::frame(slot.home));
  auto &properties = propertiesOf<LoadOp>(load);
  return address(load->getOperand(0),
                 load->getNumOperands() > 1 ? load->getOperand(1) : Value(),
                 properties.address, value.bytes, fresh);
}

void Selector::loadInto(Reg to, const Mem &mem, unsigned bytes) {
  if (isFpr(to))
    enc.ldr(bytes, toFpr(to), mem);
  else
    enc.ldr(bytes, toGpr(to), mem);
}

//===----------------------------------------------------------------------===//
// Symbols and literals
//===----------------------------------------------------------------------===//

/// The relocation of an access's low 12 bits.
static uint32_t low12Relocation(unsigned width) {
  switch (width) {
  case 1:
    return elf::R_AARCH64_LDST8_ABS_LO12_NC;
  case 2:
    return elf::R_AARCH64_LDST16_ABS_LO12_NC;
  case 4:
    return elf::R_AARCH64_LDST32_ABS_LO12_NC;
  case 8:
    return elf::R_AARCH64_LDST64_ABS_LO12_NC;
  case 16:
    return elf::R_AARCH64_LDST128_ABS_LO12_NC;
  }
  llvm_unreachable("no access of this width");
}

/// Whether `symbol` can be reached relative to the code. One that may be
/// undefined lies at 0, beyond reach.
static bool isDirect(const fast::SymbolInfo &symbol) {
  return symbol.dsoLocal && !symbol.isExternWeak;
}

/// Offsets that relocations may carry: as LLVM, so that the sum stays in reach.
static bool isRelocatable(int64_t offset) { return llvm::isUInt<20>(offset); }

Mem Selector::literal(ConstantBits bits, unsigned bytes) {
  object::SymbolId symbol = module.constants.add(bits, bytes);
  enc.adrp(scratch, symbol);
  return Mem::low12(scratch, symbol, low12Relocation(bytes));
}

void Selector::materializeSymbol(Gpr to, AddressOfOp addressOf,
                                 int64_t offset) {
  auto &properties = addressOf.getProperties();
  const fast::SymbolInfo &symbol = module.symbols[properties.symbol];
  offset += properties.offset;
  if (isDirect(symbol)) {
    int64_t addend = isRelocatable(offset) ? offset : 0;
    enc.adrp(to, symbol.id, elf::R_AARCH64_ADR_PREL_PG_HI21, addend);
    enc.addSymbol(to, to, symbol.id, elf::R_AARCH64_ADD_ABS_LO12_NC, addend);
    offset -= addend;
  } else {
    enc.adrp(to, symbol.id, elf::R_AARCH64_ADR_GOT_PAGE);
    enc.ldr(8, to, Mem::low12(to, symbol.id, elf::R_AARCH64_LD64_GOT_LO12_NC));
  }
  if (offset != 0)
    enc.addImm(8, to, to, offset, to == scratch ? secondScratch : scratch);
}

std::optional<Mem> Selector::symbolMemory(ValueInfo &base, int64_t offset,
                                          unsigned width, Gpr fresh) {
  auto &properties = propertiesOf<AddressOfOp>(base.definition);
  const fast::SymbolInfo &symbol = module.symbols[properties.symbol];
  offset += properties.offset;
  // The relocation's field counts units of the access.
  bool isAligned = symbol.alignment % width == 0 && offset % width == 0;
  if (!isDirect(symbol) || !isRelocatable(offset) || !isAligned)
    return std::nullopt;
  enc.adrp(fresh, symbol.id, elf::R_AARCH64_ADR_PREL_PG_HI21, offset);
  return Mem::low12(fresh, symbol.id, low12Relocation(width), int32_t(offset));
}

//===----------------------------------------------------------------------===//
// Addresses
//===----------------------------------------------------------------------===//

Selector::Place Selector::placeOf(Value base, int64_t offset, Gpr fresh) {
  ValueInfo &value = info(base);
  auto freshOrNew = [&] { return fresh == Gpr::None ? scratchGpr() : fresh; };
  switch (value.kind) {
  case ValueKind::Slot:
    return {frameBase, value.home + offset};
  case ValueKind::Symbol: {
    Gpr to = freshOrNew();
    materializeSymbol(to, cast<AddressOfOp>(value.definition), offset);
    return {to, 0};
  }
  case ValueKind::Constant: {
    Gpr to = freshOrNew();
    enc.movImm(8, to, uint64_t(*constantOf(base)) + uint64_t(offset));
    return {to, 0};
  }
  default:
    return {useGpr(base), offset};
  }
}

Mem Selector::legalize(Place place, unsigned width, Gpr fresh) {
  if (Mem::fits(width, place.offset))
    return Mem::at(place.base, int32_t(place.offset));
  if (fresh == Gpr::None)
    fresh = scratchGpr();
  // The upper bits by one addition, the lower ones in the access.
  int64_t low = place.offset & 0xfff, high = place.offset - low;
  bool isTwoSteps = Mem::fits(width, low) && llvm::isInt<25>(high) &&
                    enc.addImm(8, fresh, place.base, high);
  if (isTwoSteps)
    return Mem::at(fresh, int32_t(low));
  enc.addImm(8, fresh, place.base, place.offset,
             place.base == scratch ? secondScratch : scratch);
  return Mem::at(fresh);
}

Mem Selector::address(Value base, Value index, const Address &parts,
                      unsigned width, Gpr fresh) {
  if (index)
    return indexedAddress(base, index, parts, width, fresh);
  ValueInfo &value = info(base);
  if (value.kind == ValueKind::Symbol) {
    if (fresh == Gpr::None)
      fresh = scratchGpr();
    if (auto mem = symbolMemory(value, parts.offset, width, fresh))
      return *mem;
  }
  return legalize(placeOf(base, parts.offset, fresh), width, fresh);
}

Mem Selector::indexedAddress(Value base, Value index, const Address &parts,
                             unsigned width, Gpr fresh) {
  // The index first, as its computation may need registers.
  unsigned bits = bitsOf(index.getType());
  Gpr reg = bits == 64 || bits == 32
                ? useGpr(index)
                : useExtended(index, /*isSigned=*/true, 32);
  if (reg == Gpr::zr)
    return address(base, Value(), {parts.offset, 1}, width, fresh);
  Extend extend = bits == 64 ? Extend::UXTX : Extend::SXTW;
  Place place = placeOf(base, parts.offset, fresh);
  bool isScaled = parts.scale == width && width > 1;
  if (place.offset == 0 && (isScaled || parts.scale == 1))
    return Mem::indexed(place.base, reg, isScaled, extend);
  if (fresh == Gpr::None)
    fresh = scratchGpr();
  enc.addSubExtended(AddSubOp::Add, 8, fresh, place.base, reg, extend,
                     llvm::Log2_32(parts.scale));
  return legalize({fresh, place.offset}, width, fresh);
}

Gpr Selector::addressRegister(Value base, Value index, const Address &parts) {
  if (!index) {
    Place place = placeOf(base, parts.offset, Gpr::None);
    if (place.offset == 0)
      return place.base;
    Gpr to = scratchGpr();
    enc.addImm(8, to, place.base, place.offset, scratch);
    return to;
  }
  Gpr to = scratchGpr();
  computeAddress(to, base, index, parts.scale, parts.offset);
  return to;
}

void Selector::computeAddress(Gpr to, Value base, Value index, int64_t scale,
                              int64_t offset) {
  if (!index) {
    Place place = placeOf(base, offset, to);
    return enc.addImm(8, to, place.base, place.offset, scratch);
  }
  unsigned bits = bitsOf(index.getType());
  bool isShift = scale > 0 && scale <= 16 && llvm::isPowerOf2_64(scale);
  Gpr reg = bits == 64 || (bits == 32 && isShift)
                ? useGpr(index)
                : useExtended(index, /*isSigned=*/true, 64);
  // Symbols and constants are formed in x16: `to` may be the index.
  Place place = placeOf(base, 0, scratch);
  if (isShift) {
    enc.addSubExtended(AddSubOp::Add, 8, to, place.base, reg,
                       bits == 32 ? Extend::SXTW : Extend::UXTX,
                       llvm::Log2_64(scale));
    offset += place.offset;
  } else {
    assert(place.base != secondScratch && "x17 is needed");
    enc.movImm(8, secondScratch, uint64_t(scale));
    if (place.base == Gpr::sp || place.offset != 0) {
      enc.addImm(8, scratch, place.base, place.offset, scratch);
      place.base = scratch;
    }
    enc.multiply(MultiplyOp::Madd, 8, to, reg, secondScratch, place.base);
  }
  enc.addImm(8, to, to, offset, scratch);
}

/// Whether all pieces of a span encode, each a power of two at a multiple of
/// its bytes from the start.
static bool fitsSpan(int64_t offset, uint64_t span) {
  for (uint64_t done = 0; done < span;) {
    uint64_t step = std::min<uint64_t>(16, llvm::bit_floor(span - done));
    if (!Mem::fits(step, offset + int64_t(done)))
      return false;
    done += step;
  }
  return true;
}

Mem Selector::spanAddress(Value base, uint64_t span) {
  Place place = placeOf(base, 0, Gpr::None);
  if (fitsSpan(place.offset, span))
    return Mem::at(place.base, int32_t(place.offset));
  Gpr to = scratchGpr();
  enc.addImm(8, to, place.base, place.offset, scratch);
  return Mem::at(to);
}
