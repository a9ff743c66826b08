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
// Invariant: a register that the statement uses stays locked until its end;
// what computing an operand needed besides is unlocked again.
//
// Registers that a call would preserve are free only if the prologue saves
// them: savedByAsm() finds those that statements name, before anything is
// emitted, and RegisterAllocator::save() keeps them from being pinned.
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/Assembler.h"
#include "lowering/fast/x86_64/AsmConstraints.h"
#include "lowering/fast/x86_64/AsmText.h"
#include "lowering/fast/x86_64/Selector.h"

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
    auto constraints = readConstraints(cast<InlineAsmOp>(op), unsupported);
    if (!constraints)
      continue; // Refused when it is emitted.
    saved.add(constraints->fixedRegisters() & calleeSavedGprs);
    if (constraints->generalRegisters() > fewRegisters)
      saved.add(calleeSavedGprs);
  }
  return saved;
}

/// One statement.
class Selector::AsmEmission {
  using Assembler = fast::Assembler;

public:
  AsmEmission(Selector &s, InlineAsmOp op)
      : s(s), op(op), properties(op.getProperties()) {}

  bool run();

private:
  bool refuse(const Twine &construct) { return s.refuse(construct.str(), op); }
  bool isEmpty() const { return StringRef(properties.assembly).trim().empty(); }
  Value valueOf(const AsmOperand &operand) const {
    return operand.isOutput && !operand.isIndirect
               ? Value(op->getResult(operand.value))
               : op->getOperand(operand.value);
  }
  /// Whether the value fills its bytes, so that it needs no extension.
  bool isWhole(Value value) const {
    return !isa<IntegerType>(value.getType()) ||
           bitsOf(value.getType()) == 8u * s.info(value).bytes;
  }
  /// To how many bits a value that doesn't is extended.
  unsigned widthOf(Value value) const {
    return s.info(value).bytes == 8 ? 64 : 32;
  }
  /// Whether the operand is computed into its place by placeInput().
  static bool isFixed(const AsmOperand &operand) {
    return operand.registers.size() == 1;
  }
  /// The operand that says where an input is: the output that it is tied to.
  const AsmOperand &placeOf(const AsmOperand &input) const {
    return input.tied == noOperand ? input : constraints.operands[input.tied];
  }
  static bool isRegisterInput(const AsmOperand &operand) {
    return !operand.isOutput && !operand.isIndirect && !operand.isAddress;
  }

  bool check();
  bool placeFixed();
  bool placeMemory();
  bool placeInputs(bool tied);
  bool placeOutputs();
  bool placeImmediate(unsigned number);
  bool placeInput(unsigned number);
  bool convertInput(Value value, RegSet allowed, bool isWritten, Reg &reg);
  bool hasRegisters(RegSet allowed, unsigned count) const;
  RegSet preferredBank(RegSet allowed, Value value) const;
  Reg scratchIn(RegSet allowed);
  void setRegister(unsigned number, Reg reg);
  bool emitText();
  bool emitCode(const object::Object &assembled);
  Assembler::Text describe(StringRef text) const;
  bool loadX87();
  void storeX87();
  void defineResults();
  void defineResult(Value result, Reg reg);

  Selector &s;
  InlineAsmOp op;
  InlineAsmOp::Properties &properties;
  AsmConstraints constraints;
  SmallVector<AsmArgument, 8> arguments; ///< By operand number.
  RegSet held;                           ///< By the statement, to its end.
};

bool Selector::selectInlineAsm(Operation *op) {
  return AsmEmission(*this, cast<InlineAsmOp>(op)).run();
}

bool Selector::AsmEmission::run() {
  std::string unsupported;
  auto read = readConstraints(op, unsupported);
  if (!read)
    return refuse(unsupported);
  constraints = std::move(*read);
  arguments.resize(constraints.operands.size());
  if (!check() || !placeFixed() || !placeMemory() ||
      !placeInputs(/*tied=*/true) || !placeInputs(/*tied=*/false) ||
      !placeOutputs() || !loadX87() || (!isEmpty() && !emitText()))
    return false;
  storeX87();
  defineResults();
  return true;
}

bool Selector::AsmEmission::check() {
  if (properties.canThrow)
    return refuse("inline assembly that may throw");
  for (const AsmOperand &operand : constraints.operands) {
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
      if (reg != Gpr::None && reg != Gpr::rbp)
        held.add(toReg(reg));
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

//===----------------------------------------------------------------------===//
// x87
//===----------------------------------------------------------------------===//

/// Inputs onto the stack, the lowest first.
bool Selector::AsmEmission::loadX87() {
  unsigned depth = 0;
  for (unsigned position : {1u, 0u})
    for (const AsmOperand &operand : constraints.operands) {
      const AsmOperand &place = placeOf(operand);
      if (!isRegisterInput(operand) || !place.x87 || *place.x87 != position)
        continue;
      Value value = valueOf(operand);
      if (s.info(value).bank == Bank::General)
        return refuse("inline assembly with an integer on the x87 stack");
      if (s.info(value).bank == Bank::Memory) {
        s.x87Load(value);
      } else {
        int32_t place = s.frame.allocateHome(8);
        Xmm reg = s.useXmm(value);
        s.storeFrom(s.home(place), toReg(reg), value.getType());
        s.enc.x87(s.info(value).bytes == 4 ? X87MemoryOp::Fld32
                                           : X87MemoryOp::Fld64,
                  s.home(place));
        s.frame.releaseHome(place, 8);
        s.registers.unlockTo(held);
      }
      depth += 2 - position;
    }
  if (depth == 1)
    return refuse("inline assembly with st(1) but not st(0) as input");
  return true;
}

/// Outputs off the stack, then inputs that nobody popped.
void Selector::AsmEmission::storeX87() {
  unsigned left = 0;
  for (const AsmOperand &operand : constraints.operands)
    left += isRegisterInput(operand) && operand.tied == noOperand &&
            operand.x87 && !(constraints.x87Clobbers >> *operand.x87 & 1) &&
            llvm::none_of(constraints.operands, [&](const AsmOperand &other) {
              return other.isOutput && other.x87 == operand.x87;
            });
  for (unsigned position : {0u, 1u})
    for (const AsmOperand &operand : constraints.operands) {
      if (!operand.isOutput || !operand.x87 || *operand.x87 != position)
        continue;
      Value result = valueOf(operand);
      ValueInfo &info = s.info(result);
      if (info.bank == Bank::Memory) {
        s.x87Store(result);
        continue;
      }
      int32_t place = s.frame.allocateHome(8);
      s.enc.x87(info.bytes == 4 ? X87MemoryOp::Fstp32 : X87MemoryOp::Fstp64,
                s.home(place));
      Xmm reg = s.scratchXmm();
      s.loadInto(toReg(reg), s.home(place), result.getType());
      s.frame.releaseHome(place, 8);
      s.define(result, reg);
    }
  for (; left > 0; --left)
    s.enc.x87(X87StackOp::Fstp, 0);
}

//===----------------------------------------------------------------------===//
// The text
//===----------------------------------------------------------------------===//

Selector::AsmEmission::Assembler::Text
Selector::AsmEmission::describe(StringRef text) const {
  Assembler::Text source;
  source.text = text;
  source.dialect = properties.intelDialect ? Assembler::Dialect::Intel
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
  if (!expandAsm(properties.assembly, properties.intelDialect, arguments,
                 s.asmCount++, text, unsupported))
    return refuse(unsupported);
  auto assembled = s.module.assembler.assemble(describe(text));
  if (!assembled)
    return refuse("inline assembly: " + llvm::toString(assembled.takeError()));
  // The text may call something, so the stack has to be as for a call.
  s.callsEmitted = true;
  return emitCode(**assembled);
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
    s.log().opaque(section.bytes.size());
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

//===----------------------------------------------------------------------===//
// Results
//===----------------------------------------------------------------------===//

void Selector::AsmEmission::defineResults() {
  // Flags first: what defines the other results may change them.
  for (auto [i, operand] : llvm::enumerate(constraints.operands))
    if (operand.flag) {
      Gpr reg = toGpr(arguments[i].reg);
      s.enc.setcc(*operand.flag, reg);
      s.enc.movzx(1, reg, reg);
    }
  for (auto [i, operand] : llvm::enumerate(constraints.operands)) {
    if (!operand.isOutput || operand.isIndirect || operand.x87)
      continue;
    if (operand.flag)
      s.define(valueOf(operand), toGpr(arguments[i].reg), 64);
    else
      defineResult(valueOf(operand), arguments[i].reg);
  }
}

void Selector::AsmEmission::defineResult(Value result, Reg reg) {
  ValueInfo &info = s.info(result);
  bool isFloat = info.bank == Bank::Float;
  if (isFloat == isXmm(reg))
    return s.registers.define(s.idOf(result), reg);
  unsigned bytes = std::max<unsigned>(4, info.bytes);
  if (isFloat) {
    Xmm to = s.scratchXmm();
    s.enc.mov(bytes, to, toGpr(reg));
    return s.define(result, to);
  }
  Gpr to = s.scratchGpr();
  s.enc.mov(bytes, to, toXmm(reg));
  s.define(result, to);
}
