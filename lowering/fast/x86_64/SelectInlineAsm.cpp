//===- SelectInlineAsm.cpp - Inline assembly ------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A statement is emitted in this order:
//   1. inputs that must be in one register, into it; all other registers that
//      the statement names are made free;
//   2. memory operands, then the other inputs; an input that is tied to an
//      output goes into a register that the statement may write;
//   3. registers for the other outputs, always apart from inputs, so that early
//      clobbers need nothing more;
//   4. x87 inputs, the text, x87 outputs;
//   5. flags, then all results.
//
// A statement that jumps has step 5 once for each way out: a label of the text
// is a place behind the statement, which does it and goes on to the block.
//
// Invariant: a register that the statement uses stays locked until its end;
// what computing an operand needed besides is unlocked again.
//
// Registers that a call would preserve are free only if the prologue saves
// them: savedByAsm() finds those that statements name, before anything is
// emitted, and RegisterAllocator::save() keeps them from being pinned.
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/AsmEmission.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::x86_64;

/// Registers of the general bank up to which a statement manages with those
/// that calls clobber; an operand's address may need two more.
static constexpr unsigned fewRegisters = 6;

RegSet Selector::savedByAsm() {
  RegSet saved;
  for (Operation *op : analysis.inlineAsms()) {
    std::string unsupported;
    auto constraints = readConstraints(AsmStatement(op), unsupported);
    if (!constraints)
      continue; // Refused when it is emitted.
    saved.add(constraints->fixedRegisters() & calleeSavedGprs);
    if (constraints->generalRegisters() > fewRegisters)
      saved.add(calleeSavedGprs);
  }
  return saved;
}

bool Selector::selectInlineAsm(Operation *op) {
  return AsmEmission(*this, op).run();
}

bool Selector::selectCallBr(Operation *op) {
  return AsmEmission(*this, op).run();
}

bool Selector::AsmEmission::run() {
  std::string unsupported;
  auto read = readConstraints(statement, unsupported);
  if (!read)
    return refuse(unsupported);
  constraints = std::move(*read);
  arguments.resize(constraints.operands.size());
  if (!check() || !placeFixed() || !placeMemory() ||
      !placeInputs(/*tied=*/true) || !placeInputs(/*tied=*/false) ||
      !placeOutputs())
    return false;
  placeLabels();
  if (!loadX87())
    return false;
  s.log().handOver();
  if (!isEmpty() && !emitText())
    return false;
  finishOnEachWay();
  return true;
}

bool Selector::AsmEmission::check() {
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
    if (s.info(value).bank == Bank::Memory && !isX87)
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
bool Selector::AsmEmission::hasRegisters(RegSet allowed, unsigned count) const {
  RegSet usable = callClobbered | s.registers.savedRegisters();
  return ((usable & allowed) - s.registers.lockedRegisters() -
          s.registers.pinnedHere())
             .size() >= count;
}

/// Those of the registers that can hold the value as it is, or else all.
RegSet Selector::AsmEmission::preferredBank(RegSet allowed, Value value) const {
  bool isFloat = s.info(value).bank == Bank::Float;
  RegSet own = isFloat ? allowed & allXmms : allowed - allXmms;
  return own.empty() ? allowed : own;
}

/// Precondition: hasRegisters(allowed, 1).
Reg Selector::AsmEmission::scratchIn(RegSet allowed) {
  Bank bank = isXmm(allowed.first()) ? Bank::Float : Bank::General;
  return s.registers.scratch(bank, RegSet(~uint64_t(0)) - allowed);
}

/// The register stands for the operand in the text from here on.
void Selector::AsmEmission::setRegister(unsigned number, Reg reg) {
  AsmArgument &argument = arguments[number];
  argument.kind = AsmArgument::Kind::Register;
  argument.reg = reg;
  argument.bytes = s.info(valueOf(constraints.operands[number])).bytes;
  held.add(reg);
  s.log().setUp(reg);
}

/// Puts inputs into the registers that they must be in, and frees all others
/// that the statement names.
bool Selector::AsmEmission::placeFixed() {
  for (auto [i, operand] : llvm::enumerate(constraints.operands)) {
    const AsmOperand &place = placeOf(operand);
    if (!isRegisterInput(operand) || !isFixed(place) || placeImmediate(i))
      continue;
    Reg fixed = place.registers.first();
    if (held.has(fixed))
      return refuse("inline assembly with two inputs in one register");
    Value value = valueOf(operand);
    bool isFloat = s.info(value).bank == Bank::Float;
    if (isFloat == isXmm(fixed) && isFloat) {
      s.registers.acquire(fixed);
      s.takeXmm(value, fixed);
    } else if (isFloat == isXmm(fixed) && isWhole(value)) {
      s.takeInto(value, toGpr(fixed));
    } else if (isFloat == isXmm(fixed)) {
      s.takeExtendedInto(value, /*isSigned=*/false, widthOf(value),
                         toGpr(fixed));
    } else {
      s.registers.acquire(fixed);
      Reg from = s.use(value);
      unsigned bytes = std::max<unsigned>(4, s.info(value).bytes);
      if (isFloat)
        s.enc.mov(bytes, toGpr(fixed), toXmm(from));
      else
        s.enc.mov(bytes, toXmm(fixed), toGpr(from));
    }
    setRegister(i, fixed);
  }
  RegSet named = constraints.fixedRegisters();
  if (isEmpty())
    named.remove(constraints.clobbers);
  for (RegSet left = named - held; !left.empty(); left.remove(left.first())) {
    if (s.registers.pinnedHere().has(left.first()))
      return refuse("inline assembly that needs a register that is taken");
    s.registers.acquire(left.first());
  }
  held.add(named);
  s.registers.unlockTo(held);
  for (auto [i, operand] : llvm::enumerate(constraints.operands))
    if (operand.isOutput && isFixed(operand))
      setRegister(i, operand.registers.first());
  return true;
}

/// The value in one of the registers, from another bank. `isWritten`: the
/// statement may overwrite it.
bool Selector::AsmEmission::convertInput(Value value, RegSet allowed,
                                         bool isWritten, Reg &reg) {
  bool isFloat = s.info(value).bank == Bank::Float;
  unsigned bytes = s.info(value).bytes;
  bool toFloat = isXmm(allowed.first());
  if (isFloat == toFloat) {
    if (!isWritten) {
      reg = s.use(value);
      if (allowed.has(reg))
        return true;
      s.registers.lock(reg);
      Reg to = scratchIn(allowed);
      s.copy(to, reg, s.info(value));
      reg = to;
      return true;
    }
    reg = scratchIn(allowed);
    s.registers.take(s.idOf(value), reg);
    return true;
  }
  if (bytes > 8)
    return refuse("inline assembly with a vector in a general register");
  reg = scratchIn(allowed);
  Reg from = s.use(value);
  if (toFloat)
    s.enc.mov(std::max(4u, bytes), toXmm(reg), toGpr(from));
  else
    s.enc.mov(bytes, toGpr(reg), toXmm(from));
  return true;
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

/// Memory operands, and addresses that are printed as such.
bool Selector::AsmEmission::placeMemory() {
  for (auto [i, operand] : llvm::enumerate(constraints.operands)) {
    if (!operand.isIndirect && !operand.isAddress)
      continue;
    if (!hasRegisters(callerSavedGprs | calleeSavedGprs, 3))
      return refuse("inline assembly with too many operands in registers");
    AsmArgument &argument = arguments[i];
    argument.kind = AsmArgument::Kind::Memory;
    argument.mem = s.address(valueOf(operand), Value(), Address());
    if (argument.mem.symbol != NoSymbol)
      argument.symbol = s.module.object[argument.mem.symbol].name;
    for (Gpr reg : {argument.mem.base, argument.mem.index})
      if (reg != Gpr::None && reg != Gpr::rbp) {
        held.add(toReg(reg));
        s.log().setUp(toReg(reg));
      }
    s.registers.unlockTo(held);
  }
  return true;
}

/// True if the input is a constant or a symbol that needs no register.
bool Selector::AsmEmission::placeImmediate(unsigned number) {
  const AsmOperand &operand = constraints.operands[number];
  AsmArgument &argument = arguments[number];
  Value value = valueOf(operand);
  if (auto constant = s.constantOf(value)) {
    unsigned bits = bitsOf(value.getType());
    int64_t unsignedValue =
        *constant & int64_t(llvm::maskTrailingOnes<uint64_t>(bits));
    if (bits > 1 && operand.takesConstant(*constant))
      argument.value = *constant;
    else if (operand.takesConstant(unsignedValue))
      argument.value = unsignedValue;
    else
      return false;
    argument.kind = AsmArgument::Kind::Immediate;
    return true;
  }
  ValueInfo &info = s.info(value);
  if (info.kind != ValueKind::Symbol || !operand.symbol)
    return false;
  auto &address = propertiesOf<AddressOfOp>(info.definition);
  const fast::SymbolInfo &symbol = s.module.symbols[address.symbol];
  if (!symbol.dsoLocal && !operand.anySymbol)
    return false;
  argument.kind = AsmArgument::Kind::Symbol;
  argument.symbol = s.module.object[symbol.id].name;
  argument.value = address.offset;
  return true;
}

/// Inputs in a register of the allocator's choice. Those that are tied come
/// first: they are copied, others may then be where their value is.
bool Selector::AsmEmission::placeInputs(bool tied) {
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

bool Selector::AsmEmission::placeInput(unsigned number) {
  const AsmOperand &operand = constraints.operands[number];
  const AsmOperand &place = placeOf(operand);
  Value value = valueOf(operand);
  bool isTied = operand.tied != noOperand;
  if (place.registers.empty()) {
    bool isSymbol = s.info(value).kind == ValueKind::Symbol;
    return refuse(isSymbol ? "inline assembly with the address of another "
                             "object's symbol as a constant"
                  : place.memory
                      ? "inline assembly with a value as memory operand"
                      : "inline assembly with a constant that is none or out "
                        "of range");
  }
  RegSet allowed = preferredBank(place.registers, value);
  RegSet bank =
      isXmm(allowed.first()) ? allXmms : callerSavedGprs | calleeSavedGprs;
  // A deferred load has two registers in its address.
  if (!hasRegisters(allowed, 1) ||
      !hasRegisters(callerSavedGprs | calleeSavedGprs,
                    s.info(value).deferred ? 3 : 1))
    return refuse("inline assembly with too many operands in registers");
  ValueInfo &info = s.info(value);
  bool isFloat = info.bank == Bank::Float;
  Reg reg;
  if (!isWhole(value))
    reg = toReg(s.takeExtended(value, /*isSigned=*/false, widthOf(value),
                               scratchIn(allowed)));
  else if (isTied && isFloat == isXmm(allowed.first()) && allowed == bank)
    reg = s.registers.take(s.idOf(value));
  else if (!convertInput(value, allowed, isTied, reg))
    return false;
  setRegister(number, reg);
  if (isTied)
    setRegister(operand.tied, reg);
  s.registers.unlockTo(held);
  return true;
}

bool Selector::AsmEmission::placeOutputs() {
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
                         ? callerSavedGprs | calleeSavedGprs
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
void Selector::AsmEmission::placeLabels() {
  bool hasWork = op->getNumResults() > 0 ||
                 llvm::any_of(constraints.operands, [](const AsmOperand &each) {
                   return each.x87.has_value();
                 });
  for (auto [i, operand] : llvm::enumerate(constraints.operands)) {
    if (!operand.isLabel)
      continue;
    Block *target = op->getSuccessor(operand.value);
    Label label = s.labelOf(target);
    if (hasWork) {
      label = s.enc.newLabel();
      exits.push_back({label, target});
    }
    object::Object &object = s.module.object;
    object::Symbol symbol;
    symbol.name =
        object.intern(".Lasm_goto" + Twine(uid) + "_" + Twine(operand.value));
    symbol.binding = llvm::ELF::STB_LOCAL;
    symbol.temporary = true;
    s.blockSymbols.push_back({label, object.addSymbol(symbol)});
    arguments[i].kind = AsmArgument::Kind::Label;
    arguments[i].symbol = symbol.name;
  }
}

//===----------------------------------------------------------------------===//
// The text
//===----------------------------------------------------------------------===//

Selector::AsmEmission::Assembler::Text
Selector::AsmEmission::describe(StringRef text) const {
  Assembler::Text source;
  source.text = text;
  source.dialect = statement.intelDialect ? Assembler::Dialect::Intel
                                          : Assembler::Dialect::Default;
  source.cpu = s.module.options.cpu;
  source.features = s.module.options.features;
  source.isStatement = true;
  auto list = dyn_cast_or_null<AttributeListAttr>(
      s.function.getProperties().attributeList.list);
  if (!list)
    return source;
  if (auto strings = list.getFunction().getAs<DictionaryAttr>("strings")) {
    if (auto cpu = strings.getAs<StringAttr>("target-cpu"))
      source.cpu = cpu.getValue();
    if (auto features = strings.getAs<StringAttr>("target-features"))
      source.features = features.getValue();
  }
  return source;
}

bool Selector::AsmEmission::emitText() {
  std::string text, unsupported;
  if (!expandAsm(statement.assembly, statement.intelDialect, arguments, uid,
                 text, unsupported))
    return refuse(unsupported);
  auto assembled = s.module.assembler.assemble(describe(text));
  if (!assembled)
    return refuse("inline assembly: " + llvm::toString(assembled.takeError()));
  // The text may call something, so the stack has to be as for a call.
  s.callsEmitted = true;
  return emitCode(**assembled);
}

/// The registers that the statement says it changes. Its text may change others
/// as long as it restores them, as cpuid's users do with rbx.
RegSet Selector::AsmEmission::written() const {
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
bool Selector::AsmEmission::emitCode(const object::Object &assembled) {
  object::SectionId code = object::SectionId::None;
  for (auto [i, section] : llvm::enumerate(assembled.allSections()))
    if (section->name == Assembler::statementSection)
      code = object::SectionId(i);
  uint32_t start = s.enc.offset();
  PendingAssembly pending = {Label::None, code,
                             fast::AssemblyMerge(assembled, s.module.object)};
  if (!assembled.allSymbols().empty()) {
    if (llvm::Error error = pending.merge.declare())
      return refuse("inline assembly: " + llvm::toString(std::move(error)));
    pending.start = s.enc.newLabel();
    s.enc.bind(pending.start);
  }
  if (code != object::SectionId::None) {
    const object::Section &section = assembled[code];
    s.log().opaque(section.bytes.size(), written());
    s.buffer.append(
        ArrayRef(reinterpret_cast<const uint8_t *>(section.bytes.data()),
                 section.bytes.size()));
    int64_t last = -1;
    for (const object::Relocation &relocation : section.relocations) {
      if (int64_t(relocation.offset) <= last ||
          relocation.symbol == object::SymbolId::None)
        return refuse("inline assembly with a relocation that is not handled");
      last = relocation.offset;
      s.buffer.addRelocation(start + relocation.offset,
                             pending.merge.symbol(relocation.symbol),
                             relocation.type, relocation.addend);
    }
  }
  if (pending.start != Label::None)
    s.pendingAssemblies.push_back(std::move(pending));
  return true;
}
