//===- AsmEmission.cpp - One statement of inline assembly -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/AsmEmission.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::fast;

RegSet SelectorBase::savedByAsm() {
  const AsmRules &asmRules = rules.assembly;
  RegSet saved;
  for (Operation *op : analysis.inlineAsms()) {
    std::string unsupported;
    auto constraints = readConstraints(AsmStatement(op), asmRules, unsupported);
    if (!constraints)
      continue; // Refused when it is emitted.
    saved.add(constraints->fixedRegisters() & asmRules.calleeSaved);
    if (constraints->countOf(asmRules.general) > asmRules.fewGeneral)
      saved.add(asmRules.calleeSaved);
  }
  return saved;
}

SelectorBase::AsmEmission::~AsmEmission() = default;

bool SelectorBase::AsmEmission::run() {
  std::string unsupported;
  auto read = readConstraints(statement, rules, unsupported);
  if (!read)
    return refuse(unsupported);
  constraints = std::move(*read);
  arguments.resize(constraints.operands.size());
  if (!check() || !placeFixed() || !placeMemory() ||
      !placeInputs(/*tied=*/true) || !placeInputs(/*tied=*/false) ||
      !placeOutputs())
    return false;
  placeLabels();
  if (!beginText())
    return false;
  base.log().handOver();
  if (!isEmpty() && !emitText())
    return false;
  finishOnEachWay();
  return true;
}

bool SelectorBase::AsmEmission::check() {
  if (statement.canThrow)
    return refuse("inline assembly that may throw");
  for (const AsmOperand &operand : constraints.operands) {
    if (operand.isLabel)
      continue;
    Value value = valueOf(operand);
    if (operand.tied != noOperand &&
        (operand.tied >= constraints.operands.size() ||
         !constraints.operands[operand.tied].isOutput ||
         constraints.operands[operand.tied].isIndirect))
      return refuse("inline assembly input tied to no register");
    if (operand.isIndirect || operand.isAddress)
      continue;
    const AsmOperand &place = placeOf(operand);
    bool isX87 = place.x87.has_value();
    if (base.info(value).bank == Bank::Memory && !isX87)
      return refuse("inline assembly with a long double outside the x87 stack");
    if (operand.isOutput && operand.registers.empty() && !isX87 &&
        !operand.flag)
      return refuse("inline assembly output that is no register");
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Registers
//===----------------------------------------------------------------------===//

/// Whether so many of these registers can still be had.
bool SelectorBase::AsmEmission::hasRegisters(RegSet allowed,
                                             unsigned count) const {
  RegSet usable = (rules.general | rules.floats) - rules.calleeSaved;
  usable.add(base.registers.savedRegisters());
  return ((usable & allowed) - base.registers.lockedRegisters() -
          base.registers.pinnedHere())
             .size() >= count;
}

/// Those of the registers that can hold the value as it is, or else all.
RegSet SelectorBase::AsmEmission::preferredBank(RegSet allowed,
                                                Value value) const {
  bool isFloat = base.info(value).bank == Bank::Float;
  RegSet own = allowed & (isFloat ? rules.floats : rules.general);
  return own.empty() ? allowed : own;
}

/// Precondition: hasRegisters(allowed, 1).
Reg SelectorBase::AsmEmission::scratchIn(RegSet allowed) {
  Bank bank = isFloatReg(allowed.first()) ? Bank::Float : Bank::General;
  return base.registers.scratch(bank, RegSet(~uint64_t(0)) - allowed);
}

/// The register stands for the operand in the text from here on.
void SelectorBase::AsmEmission::setRegister(unsigned number, Reg reg) {
  AsmArgument &argument = arguments[number];
  argument.kind = AsmArgument::Kind::Register;
  argument.reg = reg;
  argument.bytes = base.info(valueOf(constraints.operands[number])).bytes;
  held.add(reg);
  base.log().setUp(reg);
}

/// Puts inputs into the registers that they must be in, and frees all others
/// that the statement names.
bool SelectorBase::AsmEmission::placeFixed() {
  for (auto [i, operand] : llvm::enumerate(constraints.operands)) {
    const AsmOperand &place = placeOf(operand);
    if (!isRegisterInput(operand) || !isFixed(place) || placeImmediate(i))
      continue;
    Reg fixed = place.registers.first();
    if (held.has(fixed))
      return refuse("inline assembly with two inputs in one register");
    Value value = valueOf(operand);
    bool isFloat = base.info(value).bank == Bank::Float;
    if (isFloat == isFloatReg(fixed) && isWhole(value)) {
      base.takeInto(value, fixed);
    } else if (isFloat == isFloatReg(fixed)) {
      base.registers.acquire(fixed);
      takeExtended(value, widthOf(value), fixed);
    } else if (base.info(value).bytes > 8) {
      return refuse("inline assembly with a vector in a general register");
    } else {
      base.registers.acquire(fixed);
      Reg from = base.use(value);
      moveAcross(fixed, from, std::max<unsigned>(4, base.info(value).bytes));
    }
    setRegister(i, fixed);
  }
  RegSet named = constraints.fixedRegisters();
  if (isEmpty())
    named.remove(constraints.clobbers);
  for (RegSet left = named - held; !left.empty(); left.remove(left.first())) {
    if (base.registers.pinnedHere().has(left.first()))
      return refuse("inline assembly that needs a register that is taken");
    base.registers.acquire(left.first());
  }
  held.add(named);
  base.registers.unlockTo(held);
  for (auto [i, operand] : llvm::enumerate(constraints.operands))
    if (operand.isOutput && isFixed(operand))
      setRegister(i, operand.registers.first());
  return true;
}

/// The value in one of the registers, from another bank. `isWritten`: the
/// statement may overwrite it.
bool SelectorBase::AsmEmission::convertInput(Value value, RegSet allowed,
                                             bool isWritten, Reg &reg) {
  bool isFloat = base.info(value).bank == Bank::Float;
  unsigned bytes = base.info(value).bytes;
  bool toFloat = isFloatReg(allowed.first());
  if (isFloat == toFloat) {
    if (!isWritten) {
      reg = base.use(value);
      if (allowed.has(reg))
        return true;
      base.registers.lock(reg);
      Reg to = scratchIn(allowed);
      base.copy(to, reg, base.info(value));
      reg = to;
      return true;
    }
    reg = scratchIn(allowed);
    base.registers.take(base.idOf(value), reg);
    return true;
  }
  if (bytes > 8)
    return refuse("inline assembly with a vector in a general register");
  reg = scratchIn(allowed);
  Reg from = base.use(value);
  moveAcross(reg, from, std::max(4u, bytes));
  return true;
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

/// Memory operands, and addresses that are printed as such.
bool SelectorBase::AsmEmission::placeMemory() {
  for (auto [i, operand] : llvm::enumerate(constraints.operands)) {
    if (!operand.isIndirect && !operand.isAddress)
      continue;
    if (!hasRegisters(rules.general, 3))
      return refuse("inline assembly with too many operands in registers");
    AsmArgument &argument = arguments[i];
    argument.kind = AsmArgument::Kind::Memory;
    placeAddress(argument, valueOf(operand));
    for (Reg reg : {argument.reg, argument.index})
      if (reg != Reg::None && rules.general.has(reg)) {
        held.add(reg);
        base.log().setUp(reg);
      }
    base.registers.unlockTo(held);
  }
  return true;
}

/// True if the input is a constant or a symbol that needs no register.
bool SelectorBase::AsmEmission::placeImmediate(unsigned number) {
  const AsmOperand &operand = constraints.operands[number];
  AsmArgument &argument = arguments[number];
  Value value = valueOf(operand);
  if (auto constant = base.constantOf(value)) {
    unsigned bits = bitsOf(value.getType());
    int64_t unsignedValue =
        *constant & int64_t(llvm::maskTrailingOnes<uint64_t>(bits));
    if (bits > 1 && operand.takesConstant(*constant))
      argument.value = *constant;
    else if (operand.takesConstant(unsignedValue))
      argument.value = unsignedValue;
    else if (*constant == 0 && operand.zero)
      argument.value = 0;
    else
      return false;
    argument.kind = AsmArgument::Kind::Immediate;
    return true;
  }
  ValueInfo &info = base.info(value);
  if (info.kind != ValueKind::Symbol || !operand.symbol)
    return false;
  auto &address = propertiesOf<AddressOfOp>(info.definition);
  const SymbolInfo &symbol = base.module.symbols[address.symbol];
  if (!symbol.dsoLocal && !operand.anySymbol)
    return false;
  argument.kind = AsmArgument::Kind::Symbol;
  argument.symbol = base.module.object[symbol.id].name;
  argument.value = address.offset;
  return true;
}

/// Inputs in a register of the allocator's choice. Those that are tied come
/// first: they are copied, others may then be where their value is.
bool SelectorBase::AsmEmission::placeInputs(bool tied) {
  for (auto [i, operand] : llvm::enumerate(constraints.operands)) {
    const AsmOperand &place = placeOf(operand);
    if (!isRegisterInput(operand) || (operand.tied != noOperand) != tied ||
        isFixed(place))
      continue;
    if (place.x87) {
      arguments[i].kind = AsmArgument::Kind::X87;
      arguments[i].value = *place.x87;
      continue;
    }
    if (!placeImmediate(i) && !placeInput(i))
      return false;
  }
  return true;
}

bool SelectorBase::AsmEmission::placeInput(unsigned number) {
  const AsmOperand &operand = constraints.operands[number];
  const AsmOperand &place = placeOf(operand);
  Value value = valueOf(operand);
  bool isTied = operand.tied != noOperand;
  if (place.registers.empty()) {
    bool isSymbol = base.info(value).kind == ValueKind::Symbol;
    return refuse(isSymbol ? "inline assembly with the address of another "
                             "object's symbol as a constant"
                  : place.memory
                      ? "inline assembly with a value as memory operand"
                      : "inline assembly with a constant that is none or out "
                        "of range");
  }
  RegSet allowed = preferredBank(place.registers, value);
  RegSet bank = isFloatReg(allowed.first()) ? rules.floats : rules.general;
  // A deferred load has two registers in its address.
  if (!hasRegisters(allowed, 1) ||
      !hasRegisters(rules.general, base.info(value).deferred ? 3 : 1))
    return refuse("inline assembly with too many operands in registers");
  ValueInfo &info = base.info(value);
  bool isFloat = info.bank == Bank::Float;
  Reg reg;
  if (!isWhole(value)) {
    reg = scratchIn(allowed);
    takeExtended(value, widthOf(value), reg);
  } else if (isTied && isFloat == isFloatReg(allowed.first()) &&
             allowed == bank)
    reg = base.registers.take(base.idOf(value));
  else if (!convertInput(value, allowed, isTied, reg))
    return false;
  setRegister(number, reg);
  if (isTied)
    setRegister(operand.tied, reg);
  base.registers.unlockTo(held);
  return true;
}

bool SelectorBase::AsmEmission::placeOutputs() {
  for (auto [i, operand] : llvm::enumerate(constraints.operands)) {
    AsmArgument &argument = arguments[i];
    if (!operand.isOutput || operand.isIndirect ||
        argument.kind != AsmArgument::Kind::None)
      continue;
    if (operand.x87) {
      argument.kind = AsmArgument::Kind::X87;
      argument.value = *operand.x87;
      continue;
    }
    RegSet allowed = operand.flag
                         ? rules.general
                         : preferredBank(operand.registers, valueOf(operand));
    if (!hasRegisters(allowed, 1))
      return refuse("inline assembly with too many operands in registers");
    setRegister(i, scratchIn(allowed));
    if (operand.flag)
      argument.kind = AsmArgument::Kind::None;
  }
  return true;
}

/// Names for the blocks that the text may jump to: symbols, for it may put
/// their addresses into a table too.
void SelectorBase::AsmEmission::placeLabels() {
  bool hasWork =
      op->getNumResults() > 0 || !constraints.savedByStatement.empty() ||
      llvm::any_of(constraints.operands,
                   [](const AsmOperand &each) { return each.x87.has_value(); });
  for (auto [i, operand] : llvm::enumerate(constraints.operands)) {
    if (!operand.isLabel)
      continue;
    Block *target = op->getSuccessor(operand.value);
    Label label = base.labelOf(target);
    if (hasWork) {
      label = base.buffer.newLabel();
      exits.push_back({label, target});
    }
    object::Object &object = base.module.object;
    object::Symbol symbol;
    symbol.name =
        object.intern(".Lasm_goto" + Twine(uid) + "_" + Twine(operand.value));
    symbol.binding = llvm::ELF::STB_LOCAL;
    symbol.temporary = true;
    base.blockSymbols.push_back({label, object.addSymbol(symbol)});
    arguments[i].kind = AsmArgument::Kind::Label;
    arguments[i].symbol = symbol.name;
  }
}

//===----------------------------------------------------------------------===//
// The text
//===----------------------------------------------------------------------===//

Assembler::Text SelectorBase::AsmEmission::describe(StringRef text) const {
  Assembler::Text source;
  source.text = text;
  source.dialect = statement.intelDialect ? Assembler::Dialect::Intel
                                          : Assembler::Dialect::Default;
  source.cpu = base.module.options.cpu;
  source.features = base.module.options.features;
  source.isStatement = true;
  DictionaryAttr attributes = functionAttributes(base.function);
  if (auto cpu = stringAttribute(attributes, "target-cpu"))
    source.cpu = cpu.getValue();
  if (auto features = stringAttribute(attributes, "target-features"))
    source.features = features.getValue();
  return source;
}

bool SelectorBase::AsmEmission::emitText() {
  std::unique_ptr<AsmExpander> text = expander();
  if (!text->run())
    return refuse(text->unsupported);
  auto assembled = base.module.assembler.assemble(describe(text->result));
  if (!assembled)
    return refuse("inline assembly: " + llvm::toString(assembled.takeError()));
  // The text may call something, so the stack has to be as for a call.
  base.callsEmitted = true;
  return emitCode(**assembled);
}

/// The registers that the statement says it changes. Its text may change others
/// as long as it restores them, as cpuid's users do with rbx.
RegSet SelectorBase::AsmEmission::written() const {
  RegSet regs = constraints.clobbers;
  for (auto [operand, argument] :
       llvm::zip_equal(constraints.operands, arguments))
    if (operand.isOutput && !operand.isIndirect &&
        argument.kind == AsmArgument::Kind::Register)
      regs.add(argument.reg);
  return regs;
}

/// Appends the code; what else the text has goes to the object at the end of
/// the function, when the code's place is known.
bool SelectorBase::AsmEmission::emitCode(const object::Object &assembled) {
  object::SectionId code = object::SectionId::None;
  for (auto [i, section] : llvm::enumerate(assembled.allSections()))
    if (section->name == Assembler::statementSection)
      code = object::SectionId(i);
  uint32_t start = base.buffer.offset();
  PendingAssembly pending = {Label::None, code,
                             AssemblyMerge(assembled, base.module.object)};
  if (!assembled.allSymbols().empty()) {
    if (llvm::Error error = pending.merge.declare())
      return refuse("inline assembly: " + llvm::toString(std::move(error)));
    pending.start = base.buffer.newLabel();
    base.buffer.bind(pending.start);
  }
  if (code != object::SectionId::None) {
    const object::Section &section = assembled[code];
    if (section.bytes.size() % rules.codeUnit != 0)
      return refuse("inline assembly that ends within an instruction");
    base.log().opaque(section.bytes.size(), written());
    base.buffer.append(
        ArrayRef(reinterpret_cast<const uint8_t *>(section.bytes.data()),
                 section.bytes.size()));
    int64_t last = -1;
    for (const object::Relocation &relocation : section.relocations) {
      if (int64_t(relocation.offset) <= last ||
          relocation.symbol == object::SymbolId::None)
        return refuse("inline assembly with a relocation that is not handled");
      last = relocation.offset;
      base.buffer.addRelocation(start + relocation.offset,
                                pending.merge.symbol(relocation.symbol),
                                relocation.type, relocation.addend);
    }
  }
  if (pending.start != Label::None)
    base.pendingAssemblies.push_back(std::move(pending));
  return true;
}
