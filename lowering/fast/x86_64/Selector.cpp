//===- Selector.cpp - The pass over a function, operands ------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/Selector.h"
#include "lowering/fast/x86_64/X86Target.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::x86_64;

//===----------------------------------------------------------------------===//
// Dispatch
//===----------------------------------------------------------------------===//

/// By opcode; null: refused. Operations that are values without code have
/// selectNothing.
struct Selector::HandlerTable {
  Handler handlers[opcodeLimit] = {};
  bool pure[opcodeLimit] = {};

  constexpr HandlerTable();
};

constexpr Selector::HandlerTable::HandlerTable() {
#define NOTHING(OP)                                                            \
  handlers[opcodeOf<::shunt::OP##Op>()] = &Selector::selectNothing;
#define SELECT(OP)                                                             \
  handlers[opcodeOf<::shunt::OP##Op>()] = &Selector::select##OP;
#define PURE(OP)                                                               \
  handlers[opcodeOf<::shunt::OP##Op>()] = &Selector::select##OP;               \
  pure[opcodeOf<::shunt::OP##Op>()] = true;
#define PURE_AS(OP, MEMBER)                                                    \
  handlers[opcodeOf<::shunt::OP##Op>()] = &Selector::select##MEMBER;           \
  pure[opcodeOf<::shunt::OP##Op>()] = true;
#include "lowering/fast/x86_64/Handlers.def"
}

constexpr Selector::HandlerTable Selector::handlers;

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

Selector::Selector(fast::ModuleContext &module)
    : module(module), enc(buffer), analysis(classify),
      registers(analysis, frame, *this, registerFile),
      edges(analysis, registers, *this) {
  readFeatures(module.options.features);
  moduleFeatures = features;
}

/// Applies `+name,-name,...` to `features`.
void Selector::readFeatures(StringRef list) {
  while (!list.empty()) {
    auto [item, rest] = list.split(',');
    list = rest;
    if (item.size() < 2)
      continue;
    bool on = item[0] == '+';
    StringRef name = item.drop_front();
    if (name == "popcnt")
      features.popcnt = on;
    else if (name == "lzcnt")
      features.lzcnt = on;
    else if (name == "bmi")
      features.bmi = on;
    else if (name == "sse4.1")
      features.sse41 = on;
    else if (name == "fma")
      features.fma = on;
    else if (name == "cx16")
      features.cx16 = on;
    else if (name == "prfchw")
      features.prfchw = on;
    else if (name == "avx" || (on && name.starts_with("avx")))
      features.avx = on;
  }
}

bool Selector::compile(FuncOp func, object::SectionId targetSection) {
  beginFunction(func, targetSection);
  if (!emitEntry(func) || !emitBlocks())
    return false;
  finishFunction(func);
  return !module.refusal.isSet();
}

void Selector::beginFunction(FuncOp func, object::SectionId targetSection) {
  function = func;
  section = targetSection;
  functionAbi = &convention.decode(func.getProperties().attributeList.list);
  auto list = dyn_cast_or_null<AttributeListAttr>(
      func.getProperties().attributeList.list);
  readAttributes(list ? list.getFunction() : DictionaryAttr());
  buffer.reset();
  outgoingBytes = 0;
  flagsLive = hasFrame = callsEmitted = hasStackArguments = returns = false;
  sretHome = variadicArea = 0;
  tailCalls.clear();
  jumpTables.clear();
  blockSymbols.clear();
  pendingAssemblies.clear();
  registers.reset();
  log().reset(buffer);
  analysis.run(func);
  buffer.newLabels(analysis.blocks().size() + 1);
}

/// Sets what a function's attributes say; most functions of a module say the
/// same.
void Selector::readAttributes(DictionaryAttr attributes) {
  if (attributes == lastAttributes)
    return;
  lastAttributes = attributes;
  features = moduleFeatures;
  redZone = true;
  if (!attributes)
    return;
  redZone = !attributes.contains("noredzone");
  if (auto strings = attributes.getAs<DictionaryAttr>("strings"))
    if (auto value = strings.getAs<StringAttr>("target-features"))
      readFeatures(value.getValue());
}

/// Small slots lie next to the frame pointer, where addresses are short, then
/// room for homes, then the large ones.
void Selector::layOutSlots() {
  constexpr uint64_t SmallSlot = 16;
  constexpr uint32_t RoomForHomes = 48;
  bool anyLarge = false;
  auto place = [&](bool large) {
    for (ValueId id : analysis.slots()) {
      ValueInfo &slot = analysis[id];
      auto &properties = propertiesOf<SlotOp>(slot.definition);
      if (slot.pinned || slot.weight == 0)
        continue;
      uint64_t size = std::max<uint64_t>(properties.size, 1);
      bool isLarge = size > SmallSlot || properties.alignment > 16;
      anyLarge |= isLarge;
      if (isLarge != large)
        continue;
      if (properties.alignment > 16)
        slot.home = frame.allocate(size + properties.alignment - 16, 16);
      else
        slot.home = frame.allocate(size, properties.alignment);
    }
  };
  place(false);
  if (anyLarge) {
    frame.reserveHomes(RoomForHomes);
    place(true);
  }
}

bool Selector::emitBlocks() {
  for (fast::BlockIndex i = 0; i < analysis.blocks().size(); ++i)
    if (!emitBlock(i))
      return false;
  return true;
}

bool Selector::emitBlock(fast::BlockIndex index) {
  const fast::BlockInfo &block = analysis.blocks()[index];
  if (index != 0) {
    bool fallsThrough =
        block.predecessors == 1 && block.onlyPredecessor + 1 == index;
    registers.beginBlock(index, fallsThrough);
    for (unsigned i = 0; i < block.block->getNumArguments(); ++i) {
      ValueId id = ValueId(block.firstArgument + i);
      if (analysis[id].isUsed && !analysis[id].pinned)
        registers.defineInMemory(id);
    }
  }
  buffer.bind(Label(index));
  log().block(Label(index));
  for (Operation &op : *block.block) {
    uint16_t opcode = headerOf(&op).opcode;
    Handler handler = handlers.handlers[opcode];
    registers.beginOperation(&op);
    if (!handler)
      return refuse(op.getName().stripDialect().str(), &op);
    if (handlers.pure[opcode] && canSkip(&op)) {
      for (Value operand : op.getOperands())
        registers.consume(idOf(operand));
    } else if (!(this->*handler)(&op)) {
      return false;
    }
    registers.endOperation();
    assert(!flagsLive && "flags outlive their operation");
  }
  return true;
}

/// Nobody uses the results of an operation without effects.
bool Selector::canSkip(Operation *op) const {
  uint32_t number = headerOf(op).number;
  for (unsigned i = 0; i < op->getNumResults(); ++i)
    if (const_cast<Selector *>(this)->analysis[ValueId(number + i)].uses > 0)
      return false;
  if (auto load = dyn_cast<LoadOp>(op))
    return !load.getProperties().access.isVolatile &&
           !load.getProperties().access.isAtomic();
  return true;
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

std::optional<int64_t> Selector::constantOf(Value value) {
  ValueInfo &constant = info(value);
  if (constant.kind != ValueKind::Constant)
    return std::nullopt;
  Type type = value.getType();
  if (!isa<IntegerType, PointerType>(type))
    return std::nullopt;
  uint64_t bits = propertiesOf<ConstantOp>(constant.definition).bits.low;
  return llvm::SignExtend64(bits, bitsOf(type));
}

std::optional<int32_t> Selector::immediateOf(Value value) {
  auto constant = constantOf(value);
  if (!constant || !llvm::isInt<32>(*constant))
    return std::nullopt;
  return int32_t(*constant);
}

bool Selector::reads(Value value, Reg reg) {
  ValueInfo &operand = info(value);
  if (operand.deferred) {
    // A deferred load reads its address; a deferred comparison its operands.
    for (Value inner : operand.definition->getOperands()) {
      ValueInfo &part = info(inner);
      if (part.reg == reg)
        return true;
    }
    return false;
  }
  return operand.reg == reg;
}

Reg Selector::currentRegister(ValueInfo &value) {
  if (!value.deferred)
    return value.kind == ValueKind::Computed ? value.reg : Reg::None;
  if (headerOf(value.definition).opcode != opcodeOf<LoadOp>())
    return Reg::None;
  ValueInfo *slot = pinnedSlot(value.definition->getOperand(0));
  return slot ? slot->reg : Reg::None;
}

Reg Selector::use(Value value) {
  ValueId id = idOf(value);
  ValueInfo &operand = analysis[id];
  if (operand.deferred)
    if (Reg reg = currentRegister(operand); reg != Reg::None) {
      operand.deferred = false;
      log().use(id, reg);
      registers.consume(id);
      return reg;
    }
  return registers.use(id);
}

Reg Selector::preferredFor(Value result) {
  ValueInfo &value = info(result);
  if (value.pinned)
    return value.reg;
  if (value.uses != 1 || value.crossesBlocks)
    return Reg::None;
  // `store result, slot` comes next and the slot is pinned.
  Operation *next = result.getDefiningOp()->getNextNode();
  if (!next || headerOf(next).opcode != opcodeOf<StoreOp>() ||
      next->getOperand(0) != result)
    return Reg::None;
  ValueInfo *slot = pinnedSlot(next->getOperand(1));
  if (!slot || slot->bytes != value.bytes)
    return Reg::None;
  return slot->reg;
}

Gpr Selector::takeForResult(Value lhs, Value result, Value other) {
  Reg into = preferredFor(result);
  if (into != Reg::None && other && reads(other, into))
    into = Reg::None;
  if (into != Reg::None)
    registers.lock(into);
  return takeGpr(lhs, into);
}

Xmm Selector::takeXmmForResult(Value lhs, Value result, Value other) {
  Reg into = preferredFor(result);
  if (into != Reg::None && other && reads(other, into))
    into = Reg::None;
  if (into != Reg::None)
    registers.lock(into);
  return takeXmm(lhs, into);
}

Gpr Selector::resultGpr(Value result) {
  Reg into = preferredFor(result);
  return into != Reg::None ? toGpr(into) : scratchGpr();
}

Xmm Selector::resultXmm(Value result) {
  Reg into = preferredFor(result);
  return into != Reg::None ? toXmm(into) : scratchXmm();
}

Selector::Source Selector::source(Value value, unsigned bytes) {
  ValueId id = idOf(value);
  ValueInfo &operand = analysis[id];
  if (auto imm = immediateOf(value))
    return {Source::Kind::Immediate, Gpr::None, *imm};
  bool fits = bytes != 0 && operand.bytes == bytes &&
              bitsOf(value.getType()) == bytes * 8;
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
    if (bits.low == 0)
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

//===----------------------------------------------------------------------===//
// The end of a function
//===----------------------------------------------------------------------===//

void Selector::finishFunction(FuncOp func) {
  buffer.bind(Label(analysis.blocks().size()));
  log().block(Label(analysis.blocks().size()));
  emitEpilogue();
  SmallVector<uint8_t, 64> prologue;
  SmallVector<debug::CfiEvent, 16> events;
  buildPrologue(prologue, events);
  if constexpr (fast::checksAllocation)
    checkAllocation();
  object::Section &text = module.object[section];
  fast::FinishedCode code = buffer.finish(branchTraits(), prologue, text.bytes);
  for (const fast::CodeRelocation &relocation : buffer.relocations())
    text.relocate(relocation.offset, relocation.type, relocation.symbol,
                  relocation.addend);
  object::SymbolId symbol = module.symbols.lookUp(func.getSymNameAttr()).id;
  module.object.define(symbol, section, code.sectionOffset, code.size);
  for (auto [label, id] : blockSymbols)
    module.object.define(id, section,
                         code.sectionOffset + buffer.labelOffset(label));
  for (PendingAssembly &assembly : pendingAssemblies)
    assembly.merge.place(assembly.code, section,
                         code.sectionOffset +
                             buffer.labelOffset(assembly.start));
  writeJumpTables(code.sectionOffset);
  addUnwind(func, events, code.size);
}

/// Tables of 32-bit distances from the table to the targets.
void Selector::writeJumpTables(uint64_t functionOffset) {
  if (jumpTables.empty())
    return;
  object::Object &object = module.object;
  const object::Section &text = object[section];
  object::SectionId rodata = object.getOrCreateSection(
      text.group == object::GroupId::None && text.name == ".text"
          ? StringRef(".rodata")
          : object.intern(Twine(".rodata") + (text.name.starts_with(".text.")
                                                  ? text.name.drop_front(5)
                                                  : StringRef(""))),
      llvm::ELF::SHT_PROGBITS, llvm::ELF::SHF_ALLOC, 0, text.group);
  object::SymbolId textSymbol = object.sectionSymbol(section);
  for (const JumpTable &table : jumpTables) {
    object::Section &data = object[rodata];
    uint64_t start = data.alignEnd(4);
    object.define(table.symbol, rodata, start);
    data.bytes.resize(start + 4 * table.targets.size());
    uint64_t place = start;
    for (Label target : table.targets) {
      data.relocate(place, llvm::ELF::R_X86_64_PC32, textSymbol,
                    int64_t(functionOffset + buffer.labelOffset(target) +
                            (place - start)));
      place += 4;
    }
  }
}
