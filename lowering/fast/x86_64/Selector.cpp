//===- Selector.cpp - The pass over a function, operands ------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/Selector.h"
#include "lowering/fast/SelectCalls.h"
#include "lowering/fast/SelectControl.h"
#include "lowering/fast/SelectInteger.h"
#include "lowering/fast/SelectMemory.h"
#include "lowering/fast/x86_64/X86Target.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::x86_64;

template class shunt::fast::SharedSelector<Selector>;

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

/// What the allocator may use. rbp is the frame pointer. Calls, shifts and
/// divisions need rax, rcx and rdx, so these are never pinned.
static const fast::RegisterFile registerFile = {
    callerSavedGprs,
    allXmms,
    calleeSavedGprs,
    {setOf({Gpr::rsi, Gpr::rdi, Gpr::r8, Gpr::r9}),
     RegSet(uint64_t(0xff00) << firstFloat)},
};

/// Operations for which a routine may be called.
static constexpr uint16_t callingOps[] = {
    opcodeOf<FRemOp>(),   opcodeOf<FloorOp>(),     opcodeOf<CeilOp>(),
    opcodeOf<FTruncOp>(), opcodeOf<RIntOp>(),      opcodeOf<NearbyIntOp>(),
    opcodeOf<RoundOp>(),  opcodeOf<RoundEvenOp>(), opcodeOf<FMAOp>(),
    opcodeOf<LRIntOp>(),  opcodeOf<LRoundOp>()};

constinit const fast::SelectionRules Selector::selectionRules = {
    .classify = classify,
    .callingOps = callingOps,
    .file = registerFile,
    .arguments =
        setOf({Gpr::rdi, Gpr::rsi, Gpr::rdx, Gpr::rcx, Gpr::r8, Gpr::r9}) |
        RegSet(uint64_t(0xff) << firstFloat),
    .branches = branchTraits,
    .assembly = asmRules,
    .growth = fast::Frame::Growth::Down,
    .roomForHomes = 48,
};

Selector::Selector(fast::ModuleContext &module)
    : SharedSelector(module, selectionRules), enc(buffer) {
  readFeatures(module.options.features);
  moduleFeatures = features;
}

/// Applies `+name,-name,...` to `features`.
void Selector::readFeatures(StringRef list) {
  fast::forEachFeature(list, [&](StringRef name, bool on) {
    if (name == "popcnt")
      features.popcnt = on;
    else if (name == "lzcnt")
      features.lzcnt = on;
    else if (name == "bmi")
      features.bmi = on;
    else if (name == "sse4.1")
      features.sse41 = on;
    else if (name == "f16c")
      features.f16c = on;
    else if (name == "fma")
      features.fma = on;
    else if (name == "cx16")
      features.cx16 = on;
    else if (name == "prfchw")
      features.prfchw = on;
    else if (name == "avx" || (on && name.starts_with("avx")))
      features.avx = on;
  });
}

void Selector::beginFunction() {
  sretHome = variadicArea = 0;
  tailCalls.clear();
}

void Selector::readAttributes(DictionaryAttr attributes) {
  features = moduleFeatures;
  redZone = !attributes || !attributes.contains("noredzone");
  if (auto value = stringAttribute(attributes, "target-features"))
    readFeatures(value.getValue());
  convention.setAvx(features.avx);
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

std::optional<int32_t> Selector::immediateOf(const ValueInfo &value) {
  auto constant = constantOf(value);
  if (!constant || !llvm::isInt<32>(*constant))
    return std::nullopt;
  return int32_t(*constant);
}

Selector::Source Selector::source(Value value, unsigned bytes) {
  ValueId id = idOf(value);
  ValueInfo &operand = analysis[id];
  if (auto imm = immediateOf(operand))
    return {Source::Kind::Immediate, Gpr::None, *imm};
  bool fits = bytes != 0 && operand.bytes == bytes &&
              fillsBytes(operand, value.getType());
  if (operand.deferred && fits &&
      !pinnedSlot(operand.definition->getOperand(0)))
    if (headerOf(operand.definition).opcode == opcodeOf<LoadOp>()) {
      Mem mem = deferredAddress(operand);
      operand.deferred = false;
      registers.consume(id);
      return {Source::Kind::Memory, Gpr::None, 0, mem};
    }
  if (operand.kind == ValueKind::Computed && operand.reg == Reg::None &&
      !operand.deferred && fits && operand.inMemory && operand.uses == 1) {
    log().use(id, fast::Place::frame(operand.home));
    registers.consume(id);
    return {Source::Kind::Memory, Gpr::None, 0, home(operand.home)};
  }
  return {Source::Kind::Register, toGpr(use(value))};
}

std::optional<Mem> Selector::floatMemory(Value value) {
  ValueId id = idOf(value);
  ValueInfo &operand = analysis[id];
  if (operand.kind == ValueKind::Constant) {
    auto &bits = propertiesOf<ConstantOp>(operand.definition).bits;
    if (bits.low == 0 && bits.high == 0)
      return std::nullopt; // Zero is cheaper in a register.
    return literal(bits, operand.bytes);
  }
  if (operand.deferred && !pinnedSlot(operand.definition->getOperand(0)) &&
      headerOf(operand.definition).opcode == opcodeOf<LoadOp>()) {
    Mem mem = deferredAddress(operand);
    operand.deferred = false;
    registers.consume(id);
    return mem;
  }
  if (operand.kind == ValueKind::Computed && operand.reg == Reg::None &&
      !operand.deferred && operand.inMemory && operand.uses == 1) {
    log().use(id, fast::Place::frame(operand.home));
    registers.consume(id);
    return home(operand.home);
  }
  return std::nullopt;
}

void Selector::extend(Gpr reg, unsigned bits, bool isSigned, unsigned toBits) {
  assert((toBits == 32 || toBits == 64) && bits <= toBits);
  if (bits == toBits)
    return;
  unsigned width = toBits / 8;
  if (bits == 8 || bits == 16 || bits == 32) {
    if (isSigned)
      enc.movsx(width, bits / 8, reg, reg);
    else
      enc.movzx(bits / 8, reg, reg);
  } else if (bits == 1 && isSigned) {
    enc.aluImm(AluOp::And, 4, reg, 1);
    enc.unary(UnaryOp::Neg, width, reg);
  } else if (!isSigned && bits < 32) {
    enc.aluImm(AluOp::And, 4, reg, int32_t((uint32_t(1) << bits) - 1));
  } else {
    enc.shiftImm(ShiftOp::Shl, width, reg, toBits - bits);
    enc.shiftImm(isSigned ? ShiftOp::Sar : ShiftOp::Shr, width, reg,
                 toBits - bits);
  }
}

Gpr Selector::takeExtended(Value value, bool isSigned, unsigned toBits,
                           Reg into) {
  ValueId id = idOf(value);
  ValueInfo &operand = analysis[id];
  unsigned bits = bitsOf(value.getType());
  if (auto constant = constantOf(value)) {
    Gpr to = into != Reg::None ? toGpr(into) : scratchGpr();
    uint64_t extended =
        isSigned ? *constant
                 : *constant & llvm::maskTrailingOnes<uint64_t>(bits);
    if (toBits == 32)
      extended = uint32_t(extended);
    if (extended == 0 && !flagsLive)
      enc.zero(to);
    else
      enc.movImm(to, extended);
    return to;
  }
  if (bits >= toBits)
    return takeGpr(value, into);
  bool fromMemory = bits == 8 || bits == 16 || bits == 32;
  if (fromMemory && operand.deferred &&
      !pinnedSlot(operand.definition->getOperand(0)) &&
      headerOf(operand.definition).opcode == opcodeOf<LoadOp>()) {
    RegSet before = registers.lockedRegisters();
    Mem mem = deferredAddress(operand);
    operand.deferred = false;
    registers.consume(id);
    registers.unlockTo(before);
    Gpr to = into != Reg::None ? toGpr(into) : scratchGpr();
    if (isSigned)
      enc.movsx(toBits / 8, bits / 8, to, mem);
    else
      enc.movzx(bits / 8, to, mem);
    return to;
  }
  if (!isSigned && operand.zeroTo >= toBits)
    return takeGpr(value, into);
  // One instruction copies and extends.
  if (fromMemory && currentRegister(operand) != Reg::None &&
      (into != Reg::None || operand.deferred || operand.uses > 1 ||
       operand.pinned || operand.crossesBlocks)) {
    RegSet before = registers.lockedRegisters();
    Gpr from = useGpr(value);
    registers.unlockTo(before);
    Gpr to = into != Reg::None ? toGpr(into) : scratchGpr();
    if (isSigned)
      enc.movsx(toBits / 8, bits / 8, to, from);
    else
      enc.movzx(bits / 8, to, from);
    return to;
  }
  bool isByteZero =
      bits == 1 && !isSigned && operand.zeroTo >= 8 && !operand.deferred;
  Gpr reg = takeGpr(value, into);
  if (isByteZero)
    enc.movzx(1, reg, reg);
  else
    extend(reg, bits, isSigned, toBits);
  return reg;
}
