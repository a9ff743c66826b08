//===- SelectorBase.cpp - What all targets' selectors share ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/SelectorBase.h"
#include "lowering/debug/DebugWriter.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::fast;

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

void SelectorBase::beginFunction(FuncOp func, object::SectionId targetSection) {
  function = func;
  symbol = module.symbols.lookUp(func.getSymNameAttr()).id;
  section = targetSection;
  buffer.reset();
  flagsLive = callsEmitted = returns = hasStackArguments = false;
  outgoingBytes = 0;
  jumpTables.clear();
  blockSymbols.clear();
  pendingAssemblies.clear();
  // A debugger finds values in their homes for as long as it likes.
  bool isDebugged = module.host.function;
  registers.reset(/*keepHomes=*/isDebugged);
  edges.reset();
  log().reset(buffer);
  analysis.run(func, /*hasChains=*/!isDebugged);
  recorder.begin(module.host, module.target.debug);
  if (recorder.isOn())
    keepAllocas();
  buffer.newLabels(analysis.blocks().size() + 1);
}

void SelectorBase::beginBlock(BlockIndex index) {
  const BlockInfo &block = analysis.blocks()[index];
  buffer.bind(Label(index));
  log().block(Label(index));
  if (index != 0) {
    registers.beginBlock(index, /*continues=*/block.chain != index);
    for (unsigned i = 0; i < block.block->getNumArguments(); ++i) {
      ValueId id = ValueId(block.firstArgument + i);
      if (!analysis[id].isUsed)
        continue;
      if (!analysis[id].pinned)
        registers.defineInMemory(id);
      // Whoever branched here has read what is passed from there.
      log().define(id, registers.placeOf(id));
    }
  }
}

bool SelectorBase::refuseType(Operation *op, Type type) {
  std::string text;
  llvm::raw_string_ostream(text)
      << op->getName().stripDialect() << " of " << type;
  return refuse(text, op);
}

bool SelectorBase::refuseConversion(Operation *op) {
  std::string text;
  llvm::raw_string_ostream(text)
      << op->getName().stripDialect() << " of " << op->getOperand(0).getType()
      << " to " << op->getResult(0).getType();
  return refuse(text, op);
}

unsigned SelectorBase::elementBytes(Operation *op, Value vector) {
  unsigned bits = bitsOf(cast<VectorType>(vector.getType()).getElementType());
  if (bits % 8 == 0)
    return bits / 8;
  refuse("vector of i" + std::to_string(bits), op);
  return 0;
}

/// A debugger finds what is allocated at run time by its address, which must
/// be in its home for good.
void SelectorBase::keepAllocas() {
  for (Operation *op : analysis.allocas())
    keepInHome(info(op->getResult(0)));
}

/// Puts an instruction where a branch needs one that takes no code.
void SelectorBase::keepLine(Operation *op) {
  if (!recorder.isStop(op))
    return;
  if (!isNext(op->getSuccessor(0)))
    return buffer.keepLastBranch();
  uint8_t nop[8];
  unsigned size = module.target.debug.minInstLength;
  module.target.fillWithNops(nop, nop + size);
  buffer.append(llvm::ArrayRef(nop, size));
}

/// Nobody uses the results of an operation without effects.
bool SelectorBase::canSkip(Operation *op) const {
  const OpHeader &header = headerOf(op);
  for (unsigned i = 0; i < op->getNumResults(); ++i)
    if (analysis[ValueId(header.number + i)].uses > 0)
      return false;
  if (header.opcode != opcodeOf<LoadOp>())
    return true;
  return propertiesOf<LoadOp>(op).access.isPlain();
}

void SelectorBase::consumeOperands(Operation *op) {
  for (Value operand : op->getOperands())
    registers.consume(idOf(operand));
}

//===----------------------------------------------------------------------===//
// Operands and results
//===----------------------------------------------------------------------===//

int64_t SelectorBase::integerOf(const ValueInfo &constant) {
  Type type = constant.definition->getResult(0).getType();
  uint64_t bits = propertiesOf<ConstantOp>(constant.definition).bits.low;
  return llvm::SignExtend64(
      bits, fillsBytes(constant, type) ? 8 * constant.bytes : bitsOf(type));
}

bool SelectorBase::isComparedNext(Operation *op) {
  Operation *next = nextOperation(op);
  uint16_t opcode = headerOf(next).opcode;
  if (opcode != opcodeOf<ICmpOp>() && opcode != opcodeOf<CmpBrOp>())
    return false;
  return next->getOperand(0) == op->getResult(0) &&
         isa_and_nonnull<ConstantOp>(definingOp(next->getOperand(1)));
}

bool SelectorBase::reads(Value value, Reg reg) {
  ValueInfo &operand = info(value);
  if (!operand.deferred)
    return operand.reg == reg;
  // A deferred load reads its address; a deferred comparison its operands.
  return llvm::any_of(operand.definition->getOperands(),
                      [&](Value part) { return info(part).reg == reg; });
}

Reg SelectorBase::currentRegister(ValueInfo &value) {
  if (!value.deferred)
    return value.kind == ValueKind::Computed ? value.reg : Reg::None;
  if (headerOf(value.definition).opcode != opcodeOf<LoadOp>())
    return Reg::None;
  ValueInfo *slot = pinnedSlot(value.definition->getOperand(0));
  return slot ? slot->reg : Reg::None;
}

Reg SelectorBase::use(Value value) {
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

Reg SelectorBase::preferredFor(Value result) {
  ValueInfo &value = info(result);
  if (value.pinned)
    return value.reg;
  if (value.uses != 1 || value.crossesBlocks)
    return Reg::None;
  // `store result, slot` comes next and the slot is pinned.
  Operation *next = nextOperation(definingOp(result));
  if (!next || headerOf(next).opcode != opcodeOf<StoreOp>() ||
      next->getOperand(0) != result)
    return Reg::None;
  ValueInfo *slot = pinnedSlot(next->getOperand(1));
  if (!slot || slot->bytes != value.bytes)
    return Reg::None;
  return slot->reg;
}

Reg SelectorBase::takeInto(Value value, Reg fixed) {
  ValueInfo &operand = info(value);
  bool isOwn = operand.reg == fixed && !operand.deferred && operand.uses == 1 &&
               !operand.pinned && !operand.crossesBlocks &&
               !registers.lockedRegisters().has(fixed);
  if (isOwn)
    return registers.take(idOf(value));
  registers.acquire(fixed);
  return registers.take(idOf(value), fixed);
}

Reg SelectorBase::takeForResult(Value lhs, Value result, Value other) {
  Reg into = preferredFor(result);
  if (into != Reg::None && other && reads(other, into))
    into = Reg::None;
  if (into != Reg::None)
    registers.lock(into);
  return registers.take(idOf(lhs), into);
}

//===----------------------------------------------------------------------===//
// The end of a function
//===----------------------------------------------------------------------===//

FinishedCode SelectorBase::finishCode(ArrayRef<uint8_t> prologue) {
  object::Section &text = module.object[section];
  FinishedCode code = buffer.finish(rules.branches(), prologue, text.bytes);
  for (const CodeRelocation &relocation : buffer.relocations())
    text.relocate(relocation.offset, relocation.type, relocation.symbol,
                  relocation.addend);
  module.object.define(symbol, section, code.sectionOffset, code.size);
  module.object[symbol].type = llvm::ELF::STT_FUNC;
  for (auto [label, id] : blockSymbols)
    module.object.define(id, section,
                         code.sectionOffset + buffer.labelOffset(label));
  for (PendingAssembly &assembly : pendingAssemblies)
    assembly.merge.place(assembly.code, section,
                         code.sectionOffset +
                             buffer.labelOffset(assembly.start));
  writeJumpTables(code.sectionOffset);
  if (recorder.isOn())
    addDebug(code);
  return code;
}

void SelectorBase::addDebug(const FinishedCode &code) {
  recorder.noteValues(analysis, module.hostValues, module.target.dwarfNumber);
  CodeBuffer::Translator translate(buffer);
  auto startOf = [&](BlockIndex block) {
    return buffer.labelOffset(Label(block));
  };
  FinalCode finalCode = {uint32_t(code.size), /*headSize=*/0, translate,
                         startOf};
  if (!module.debug->addFunction(recorder.finish(finalCode, symbol)))
    refuse(module.debug->refusal(), function);
}

/// Tables of 32-bit distances from the table to the targets.
void SelectorBase::writeJumpTables(uint64_t functionOffset) {
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
      data.relocate(place, module.target.pcRelative32, textSymbol,
                    int64_t(functionOffset + buffer.labelOffset(target) +
                            (place - start)));
      place += 4;
    }
  }
}

void SelectorBase::addUnwind(debug::FunctionUnwind unwind) {
  // Needed unless nothing can unwind and nobody asked; a debugger asks.
  if (functionAbi->noUnwind && !functionAbi->wantsUnwindTable && !module.debug)
    return;
  unwind.function = symbol;
  if (llvm::Error error = module.unwind.addFunction(unwind))
    refuse("unwind table: " + llvm::toString(std::move(error)), function);
}
