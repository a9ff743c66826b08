//===- Selector.cpp - The pass over a function, operands ------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/Selector.h"
#include "lowering/fast/SelectCalls.h"
#include "lowering/fast/SelectControl.h"
#include "lowering/fast/SelectInteger.h"
#include "lowering/fast/SelectMemory.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::aarch64;

template class shunt::fast::SharedSelector<Selector>;

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

/// What the allocator may use. Without calls the argument registers can be
/// pinned: enough others are left for any operation.
static const fast::RegisterFile registerFile = {
    callerSavedGprs,
    callerSavedFprs,
    calleeSavedGprs,
    {argumentGprs, argumentFprs},
};

/// Operations for which a routine may be called, or that need the frame record
/// that functions with calls have.
static constexpr uint16_t callingOps[] = {
    opcodeOf<FRemOp>(),          opcodeOf<AtomicRMWOp>(),
    opcodeOf<CmpXchgOp>(),       opcodeOf<FrameAddressOp>(),
    opcodeOf<ReturnAddressOp>(), opcodeOf<AllocaOp>(),
    opcodeOf<StackSaveOp>(),     opcodeOf<StackRestoreOp>()};

constinit const fast::SelectionRules Selector::selectionRules = {
    .classify = classify,
    .callingOps = callingOps,
    .file = registerFile,
    .arguments = argumentGprs | argumentFprs,
    .branches = branchTraits,
    .assembly = asmRules,
    .growth = fast::Frame::Growth::Up,
    .roomForHomes = 128,
};

Selector::Selector(fast::ModuleContext &module)
    : SharedSelector(module, selectionRules), enc(buffer) {
  readFeatures(module.options.features);
  moduleFeatures = features;
}

/// Applies `+name,-name,...` to `features`.
void Selector::readFeatures(StringRef list) {
  fast::forEachFeature(list, [&](StringRef name, bool on) {
    if (name == "lse")
      features.lse = on;
    else if (name == "outline-atomics")
      features.outlineAtomics = on;
    else if (name == "rcpc")
      features.rcpc = on;
    else if (name == "fullfp16")
      features.fullFp16 = on;
    else if (name == "crc")
      features.crc = on;
  });
}

void Selector::beginFunction() {
  tailCalls.clear();
  exitEvents.clear();
}

void Selector::readAttributes(DictionaryAttr attributes) {
  features = moduleFeatures;
  protection = Protection();
  wantsFramePointer = false;
  if (!attributes)
    return;
  auto strings = attributes.getAs<DictionaryAttr>("strings");
  if (!strings)
    return;
  if (auto value = strings.getAs<StringAttr>("target-features"))
    readFeatures(value.getValue());
  auto valueOf = [&](StringRef key) {
    auto value = strings.getAs<StringAttr>(key);
    return value ? value.getValue() : StringRef();
  };
  wantsFramePointer = valueOf("frame-pointer") == "all";
  StringRef signing = valueOf("sign-return-address");
  protection.signs = signing == "non-leaf" || signing == "all";
  protection.signsLeaves = signing == "all";
  protection.bKey = valueOf("sign-return-address-key") == "b_key";
  protection.targets = strings.contains("branch-target-enforcement") &&
                       valueOf("branch-target-enforcement") != "false";
  protection.marksSecondReturns = !strings.contains("no-bti-at-return-twice");
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

Gpr Selector::useGprOrZero(Value value) {
  return constantOf(value) == 0 ? Gpr::zr : useGpr(value);
}

Gpr Selector::earlyResultGpr(Value result,
                             std::initializer_list<Gpr> operands) {
  Reg into = preferredFor(result);
  bool isRead = llvm::any_of(
      operands, [&](Gpr operand) { return toReg(operand) == into; });
  return into == Reg::None || isRead ? scratchGpr() : toGpr(into);
}

void Selector::extend(Gpr to, Gpr from, unsigned bits, bool isSigned,
                      unsigned toBits) {
  assert((toBits == 32 || toBits == 64) && bits <= toBits);
  if (bits == toBits) {
    if (to != from)
      enc.mov(toBits / 8, to, from);
  } else if (isSigned) {
    enc.sbfx(toBits / 8, to, from, 0, bits);
  } else if (bits == 32) {
    enc.mov(4, to, from);
  } else {
    // At 32 bits the upper half is cleared as well.
    enc.ubfx(bits < 32 ? 4 : 8, to, from, 0, bits);
  }
}

/// Puts the extended value into `to`, which is free and locked.
void Selector::emitExtended(Gpr to, Value value, bool isSigned,
                            unsigned toBits) {
  ValueId id = idOf(value);
  ValueInfo &operand = analysis[id];
  unsigned bits = bitsOf(value.getType());
  if (auto constant = constantOf(value)) {
    uint64_t extended =
        isSigned ? *constant
                 : *constant & llvm::maskTrailingOnes<uint64_t>(bits);
    return enc.movImm(toBits / 8, to, extended);
  }
  bool isWhole = bits == 8 || bits == 16 || bits == 32;
  if (bits < toBits && isWhole && isDeferredMemory(operand)) {
    RegSet before = registers.lockedRegisters();
    Mem mem = deferredAddress(operand);
    operand.deferred = false;
    registers.consume(id);
    registers.unlockTo(before);
    if (isSigned)
      enc.ldrs(toBits / 8, bits / 8, to, mem);
    else
      enc.ldr(bits / 8, to, mem);
    return;
  }
  bool isExtended = bits >= toBits || (!isSigned && operand.zeroTo >= toBits);
  if (isExtended) {
    takeGpr(value, toReg(to));
    return;
  }
  RegSet before = registers.lockedRegisters();
  Gpr from = useGpr(value);
  registers.unlockTo(before);
  extend(to, from, bits, isSigned, toBits);
}

Gpr Selector::useExtended(Value value, bool isSigned, unsigned toBits) {
  ValueInfo &operand = info(value);
  if (constantOf(value) == 0)
    return Gpr::zr;
  unsigned bits = bitsOf(value.getType());
  bool isConstant = operand.kind == ValueKind::Constant;
  bool isExtended = bits >= toBits || (!isSigned && operand.zeroTo >= toBits);
  if (isExtended && !isConstant)
    return useGpr(value);
  Gpr to = scratchGpr();
  emitExtended(to, value, isSigned, toBits);
  return to;
}

Gpr Selector::takeExtended(Value value, bool isSigned, unsigned toBits,
                           Reg to) {
  ValueInfo &operand = info(value);
  unsigned bits = bitsOf(value.getType());
  bool isExtended = bits >= toBits || (!isSigned && operand.zeroTo >= toBits);
  if (isExtended && operand.kind != ValueKind::Constant)
    return takeGpr(value, to);
  Gpr reg = to != Reg::None ? toGpr(to) : scratchGpr();
  emitExtended(reg, value, isSigned, toBits);
  return reg;
}
