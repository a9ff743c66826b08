//===- MachineReader.cpp - What AArch64 instructions do -------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What lies out of reach of a displacement is addressed by a register that was
// just made from the frame or stack pointer and constants. Such registers are
// followed until control may come from elsewhere.
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/aarch64/MachineReader.h"
#include "lowering/fast/aarch64/AArch64Registers.h"
#include "lowering/fast/aarch64/Immediates.h"
#include "llvm/Support/TargetSelect.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::aarch64;
using fast::MachineStep;
using fast::Reg;
using fast::RegSet;
using Operand = MachineStep::Operand;
using Flow = MachineStep::Flow;
using StackChange = MachineStep::StackChange;

//===----------------------------------------------------------------------===//
// What LLVM's names of instructions say
//===----------------------------------------------------------------------===//

namespace {

/// What a proof must know of an opcode beyond LLVM's tables.
struct OpcodeFacts {
  enum class Kind : uint8_t {
    Other,
    Single,    ///< Load or store of one register by base and displacement.
    Pair,      ///< The same of two.
    BaseOnly,  ///< Any other access; the last operand may be its base.
    Copy,      ///< Of the low `bytes`, from operand 1.
    CopyThird, ///< The same from operand 2, if operand 1 is zero or the same.
    Field,     ///< Of as many bits as the field has, if it begins at bit 0.
    Element,   ///< The same from element 0.
    Addition,  ///< Of an immediate.
    AdditionOfRegister,
    MoveWide, ///< movz, movn, movk.
    OrOfImmediate,
    Signing, ///< Of the return address or back: it counts as what it was.
    Trap,
  };
  enum class Mode : uint8_t { Offset, PreIndex, PostIndex, Unknown };
  Kind kind = Kind::Other;
  Mode mode = Mode::Offset;
  uint8_t bytes = 0; ///< Of one register in memory, or that are copied.
  uint8_t unit = 1;  ///< Of the displacement.
  bool subtracts = false;
};

/// What is known of a register's value.
struct Known {
  enum class Kind : uint8_t { Nothing, Constant, Frame, Stack };
  Kind kind = Kind::Nothing;
  int64_t value = 0; ///< Or what is added to the frame or stack pointer.
};

} // namespace

using Kind = OpcodeFacts::Kind;
using Mode = OpcodeFacts::Mode;

/// The bytes of what a load's or store's name says in front of its suffix.
static uint8_t consumeWidth(StringRef &name) {
  static constexpr std::pair<StringRef, uint8_t> Widths[] = {
      {"SBW", 1}, {"SBX", 1}, {"SHW", 2}, {"SHX", 2}, {"SW", 4},
      {"BB", 1},  {"HH", 2},  {"B", 1},   {"H", 2},   {"W", 4},
      {"X", 8},   {"S", 4},   {"D", 8},   {"Q", 16}};
  for (auto [letters, bytes] : Widths)
    if (name.consume_front(letters))
      return bytes;
  return 0;
}

/// LDRXui, STURQi, LDRSBWpre, STPXi, LDPDpost.
static bool readAccess(StringRef name, OpcodeFacts &facts) {
  if (!name.consume_front("LD") && !name.consume_front("ST"))
    return false;
  bool isPair = name.consume_front("P") || name.consume_front("NP");
  bool isUnscaled = !isPair && name.consume_front("U");
  if (!isPair && !name.consume_front("R"))
    return false;
  uint8_t bytes = consumeWidth(name);
  if (bytes == 0)
    return false;
  facts.bytes = bytes;
  facts.kind = isPair ? Kind::Pair : Kind::Single;
  if (name == "i" && (isPair || isUnscaled))
    facts.unit = isPair ? bytes : 1;
  else if (name == "ui")
    facts.unit = bytes;
  else if (name == "pre" || name == "post") {
    facts.mode = name == "pre" ? Mode::PreIndex : Mode::PostIndex;
    facts.unit = isPair ? bytes : 1;
  } else if (name == "roW" || name == "roX" || name == "l") {
    facts.mode = Mode::Unknown;
  } else {
    return false;
  }
  return true;
}

/// LDADDALH, STLRW, CASPX, STXPX: bytes of memory.
static uint8_t bytesByLastLetter(StringRef name) {
  bool isPair = name.starts_with("CASP") || name.starts_with("STXP") ||
                name.starts_with("STLXP");
  switch (name.back()) {
  case 'B':
    return 1;
  case 'H':
    return 2;
  case 'W':
    return isPair ? 8 : 4;
  case 'X':
    return isPair ? 16 : 8;
  default:
    return 0;
  }
}

static OpcodeFacts factsOf(StringRef name, const MCInstrDesc &desc) {
  static constexpr struct {
    StringRef name;
    Kind kind;
    uint8_t bytes;
  } Named[] = {{"ORRWrs", Kind::CopyThird, 4},
               {"ORRXrs", Kind::CopyThird, 8},
               {"ORRv8i8", Kind::CopyThird, 8},
               {"ORRv16i8", Kind::CopyThird, 16},
               {"FMOVHr", Kind::Copy, 2},
               {"FMOVSr", Kind::Copy, 4},
               {"FMOVDr", Kind::Copy, 8},
               {"FMOVWSr", Kind::Copy, 4},
               {"FMOVSWr", Kind::Copy, 4},
               {"FMOVXDr", Kind::Copy, 8},
               {"FMOVDXr", Kind::Copy, 8},
               {"UBFMWri", Kind::Field, 4},
               {"UBFMXri", Kind::Field, 8},
               {"SBFMWri", Kind::Field, 4},
               {"SBFMXri", Kind::Field, 8},
               {"DUPi8", Kind::Element, 1},
               {"DUPi16", Kind::Element, 2},
               {"DUPi32", Kind::Element, 4},
               {"DUPi64", Kind::Element, 8},
               {"UMOVvi8_idx0", Kind::Copy, 1},
               {"UMOVvi16_idx0", Kind::Copy, 2},
               {"UMOVvi32_idx0", Kind::Copy, 4},
               {"UMOVvi64_idx0", Kind::Copy, 8},
               {"ADDXri", Kind::Addition, 8},
               {"SUBXri", Kind::Addition, 8},
               {"ADDXrx64", Kind::AdditionOfRegister, 8},
               {"SUBXrx64", Kind::AdditionOfRegister, 8},
               {"MOVZXi", Kind::MoveWide, 8},
               {"MOVNXi", Kind::MoveWide, 8},
               {"MOVKXi", Kind::MoveWide, 8},
               {"ORRXri", Kind::OrOfImmediate, 8},
               {"PACIASP", Kind::Signing, 8},
               {"PACIBSP", Kind::Signing, 8},
               {"AUTIASP", Kind::Signing, 8},
               {"AUTIBSP", Kind::Signing, 8},
               {"BRK", Kind::Trap, 0},
               {"HLT", Kind::Trap, 0},
               {"UDF", Kind::Trap, 0}};
  OpcodeFacts facts;
  for (auto &known : Named)
    if (name == known.name) {
      facts.kind = known.kind;
      facts.bytes = known.bytes;
      facts.subtracts = name.starts_with("SUB");
      return facts;
    }
  if (readAccess(name, facts))
    return facts;
  facts = OpcodeFacts();
  if (desc.mayStore() && !desc.isCall()) {
    facts.kind = Kind::BaseOnly;
    facts.bytes = bytesByLastLetter(name);
  }
  return facts;
}

//===----------------------------------------------------------------------===//
// The reader
//===----------------------------------------------------------------------===//

namespace {

class Reader final : public fast::MachineReader {
public:
  Reader();

protected:
  bool describe(const MCInst &inst, Steps &steps) override;
  unsigned branchLength(const MCInst &inst, unsigned length) const override {
    // A conditional one is emitted inverted, over a jump to its target.
    return descOf(inst).isConditionalBranch() ? 2 * length : length;
  }
  void beginPath() override { known = {}; }

private:
  Known knownOf(Reg reg) const;
  Known compute(const MCInst &inst, const OpcodeFacts &facts) const;
  Operand memoryAt(Reg base, int64_t offset) const;
  bool describeAccess(const MCInst &inst, const OpcodeFacts &facts,
                      Steps &steps) const;
  void describeCopy(const MCInst &inst, const OpcodeFacts &facts,
                    MachineStep &step) const;
  void describeStack(const MCInst &inst, const OpcodeFacts &facts,
                     MachineStep &step) const;
  void follow(const MCInst &inst, const OpcodeFacts &facts, RegSet writes);

  std::vector<OpcodeFacts> facts; ///< By LLVM's opcode.
  std::array<Known, 31> known;    ///< By general register.
};

} // namespace

static constexpr Reg framePointer = toReg(Gpr::x29);
static constexpr Reg stackPointer = toReg(Gpr::sp);

/// Makes LLVM know the target.
static StringRef registeredTriple() {
  LLVMInitializeAArch64TargetInfo();
  LLVMInitializeAArch64TargetMC();
  LLVMInitializeAArch64Disassembler();
  return "aarch64-unknown-linux-gnu";
}

Reader::Reader()
    : MachineReader(registeredTriple(), /*features=*/"+all",
                    /*leastLength=*/4) {
  for (unsigned i = 1; i < registers->getNumRegs(); ++i) {
    StringRef name = registers->getName(i);
    unsigned number = 0;
    if (name == "FP" || name == "LR" || name == "SP") {
      number = name == "FP" ? 29 : name == "LR" ? 30 : 31;
    } else if ((!name.consume_front("X") && !name.consume_front("Q")) ||
               name.getAsInteger(10, number)) {
      continue;
    }
    bool isVector = registers->getName(i)[0] == 'Q';
    for (MCPhysReg part : registers->subregs_inclusive(i))
      numbers[part] =
          isVector ? toReg(Fpr(number)) : Reg(static_cast<uint8_t>(number));
  }
  for (unsigned i = 0; i < instructions->getNumOpcodes(); ++i)
    facts.push_back(factsOf(instructions->getName(i), instructions->get(i)));
}

Known Reader::knownOf(Reg reg) const {
  if (reg == framePointer)
    return {Known::Kind::Frame, 0};
  if (reg == stackPointer)
    return {Known::Kind::Stack, 0};
  return uint8_t(reg) < known.size() ? known[uint8_t(reg)] : Known();
}

/// The place at `offset` from a register, if that is known.
Operand Reader::memoryAt(Reg base, int64_t offset) const {
  Known address = knownOf(base);
  auto place = static_cast<int32_t>(address.value + offset);
  if (address.kind == Known::Kind::Frame)
    return {Operand::Kind::Frame, Reg::None, place};
  if (address.kind == Known::Kind::Stack)
    return {Operand::Kind::Stack, Reg::None, place};
  return {};
}

//===----------------------------------------------------------------------===//
// Accesses
//===----------------------------------------------------------------------===//

static Operand registerOperand(Reg reg) {
  return {reg == Reg::None ? Operand::Kind::None : Operand::Kind::Register, reg,
          0};
}

/// Loads and stores: a step a register. False: bytes that change aren't known.
bool Reader::describeAccess(const MCInst &inst, const OpcodeFacts &access,
                            Steps &steps) const {
  const MCInstrDesc &desc = descOf(inst);
  bool isLoad = desc.mayLoad();
  if (access.kind == Kind::BaseOnly) {
    MachineStep &step = steps.emplace_back();
    step.writes = writesOf(inst);
    unsigned count = inst.getNumOperands();
    Reg base = count == 0 ? Reg::None : regAt(inst, count - 1);
    step.to = memoryAt(base, 0);
    step.stored = access.bytes;
    return step.to.kind == Operand::Kind::None || access.bytes != 0;
  }
  bool writesBack =
      access.mode == Mode::PreIndex || access.mode == Mode::PostIndex;
  unsigned first = writesBack, count = access.kind == Kind::Pair ? 2 : 1;
  Reg base = regAt(inst, first + count);
  int64_t offset = 0;
  if (access.mode != Mode::Unknown)
    offset = inst.getOperand(first + count + 1).getImm() * access.unit;
  for (unsigned i = 0; i < count; ++i) {
    MachineStep &step = steps.emplace_back();
    int64_t place = access.mode == Mode::PostIndex ? 0 : offset;
    Operand memory, reg = registerOperand(regAt(inst, first + i));
    if (access.mode != Mode::Unknown)
      memory = memoryAt(base, place + i * access.bytes);
    step.copied = access.bytes;
    step.to = isLoad ? reg : memory;
    step.from = isLoad ? memory : reg;
    if (isLoad && reg.reg != Reg::None)
      step.writes.add(reg.reg);
    if (!isLoad)
      step.stored = access.bytes;
  }
  if (!writesBack)
    return true;
  steps.back().writes.add(base);
  if (base == stackPointer) {
    steps.back().stackChange = StackChange::Add;
    steps.back().stackOffset = static_cast<int32_t>(offset);
  }
  return true;
}

//===----------------------------------------------------------------------===//
// The rest
//===----------------------------------------------------------------------===//

void Reader::describeCopy(const MCInst &inst, const OpcodeFacts &copy,
                          MachineStep &step) const {
  unsigned from = 1, bytes = copy.bytes;
  if (copy.kind == Kind::Signing) {
    step.to = step.from = registerOperand(toReg(Gpr::x30));
    step.copied = bytes;
    return;
  }
  if (copy.kind == Kind::CopyThird) {
    bool isPlain = regAt(inst, 1) == Reg::None ||
                   (bytes == 16 && regAt(inst, 1) == regAt(inst, 2));
    bool isShifted =
        inst.getNumOperands() > 3 && inst.getOperand(3).getImm() != 0;
    if (!isPlain || isShifted)
      return;
    from = 2;
  } else if (copy.kind == Kind::Field) {
    if (inst.getOperand(2).getImm() != 0)
      return;
    bytes = static_cast<unsigned>(inst.getOperand(3).getImm() + 1) / 8;
  } else if (copy.kind == Kind::Element && inst.getOperand(2).getImm() != 0) {
    return;
  }
  step.to = registerOperand(regAt(inst, 0));
  step.from = registerOperand(regAt(inst, from));
  step.copied = bytes;
}

/// What an instruction leaves in its first operand.
Known Reader::compute(const MCInst &inst, const OpcodeFacts &op) const {
  auto imm = [&](unsigned i) { return inst.getOperand(i).getImm(); };
  if (op.kind == Kind::Addition || op.kind == Kind::AdditionOfRegister) {
    Known sum = knownOf(regAt(inst, 1));
    int64_t addend;
    if (op.kind == Kind::Addition) {
      addend = imm(2) << imm(3);
    } else {
      Known second = knownOf(regAt(inst, 2));
      // Only the whole register, as it is: uxtx.
      constexpr int64_t uxtxZero = 0x18;
      if (second.kind != Known::Kind::Constant || imm(3) != uxtxZero)
        return {};
      addend = second.value;
    }
    sum.value += op.subtracts ? -addend : addend;
    return sum;
  }
  if (op.kind == Kind::OrOfImmediate && regAt(inst, 1) == Reg::None) {
    LogicalImm value{static_cast<uint16_t>(imm(2))};
    return {Known::Kind::Constant, static_cast<int64_t>(value.value())};
  }
  if (op.kind != Kind::MoveWide)
    return {};
  StringRef name = instructions->getName(inst.getOpcode());
  if (name == "MOVKXi") {
    Known old = knownOf(regAt(inst, 0));
    if (old.kind == Known::Kind::Constant)
      old.value = (old.value & ~(int64_t(0xffff) << imm(3))) | imm(2) << imm(3);
    return old.kind == Known::Kind::Constant ? old : Known();
  }
  int64_t value = imm(1) << imm(2);
  return {Known::Kind::Constant, name == "MOVNXi" ? ~value : value};
}

/// What becomes of the stack pointer that the instruction writes.
void Reader::describeStack(const MCInst &inst, const OpcodeFacts &op,
                           MachineStep &step) const {
  Known value = compute(inst, op);
  step.stackOffset = static_cast<int32_t>(value.value);
  if (value.kind == Known::Kind::Frame)
    step.stackChange = StackChange::ToFrame;
  else if (value.kind == Known::Kind::Stack)
    step.stackChange = StackChange::Add;
  else
    step.stackChange = StackChange::ToUnknown;
}

/// Keeps `known` up to date behind an instruction that changes `writes`.
void Reader::follow(const MCInst &inst, const OpcodeFacts &op, RegSet writes) {
  Known value;
  Reg result = Reg::None;
  if (inst.getNumOperands() > 0) {
    result = regAt(inst, 0);
    value = compute(inst, op);
  }
  for (unsigned i = 0; i < known.size(); ++i) {
    bool movesWithStack =
        known[i].kind == Known::Kind::Stack && writes.has(stackPointer);
    if (writes.has(Reg(i)) || movesWithStack)
      known[i] = Known();
  }
  if (uint8_t(result) < known.size() && writes.has(result))
    known[uint8_t(result)] = value;
}

bool Reader::describe(const MCInst &inst, Steps &steps) {
  const OpcodeFacts &op = facts[inst.getOpcode()];
  size_t first = steps.size();
  if (op.kind == Kind::Single || op.kind == Kind::Pair ||
      op.kind == Kind::BaseOnly) {
    if (!describeAccess(inst, op, steps))
      return false;
  } else {
    MachineStep &step = steps.emplace_back();
    step.flow = flowOf(descOf(inst));
    step.writes = writesOf(inst);
    // LLVM's own names for breakpoints: that of a debugger goes on.
    constexpr int64_t debugTrap = 0xf000;
    if (op.kind == Kind::Trap && inst.getOperand(0).getImm() != debugTrap)
      step.flow = Flow::Stop;
    if (step.flow == Flow::Call)
      step.writes.add(callClobbered | setOf(Gpr::x16, Gpr::x18) |
                      RegSet(toReg(Gpr::x30)));
    if (step.writes.has(stackPointer) && step.flow == Flow::Next)
      describeStack(inst, op, step);
    else if (op.bytes != 0)
      describeCopy(inst, op, step);
  }
  RegSet writes;
  for (size_t i = first; i < steps.size(); ++i)
    writes.add(steps[i].writes);
  follow(inst, op, writes);
  return true;
}

std::unique_ptr<fast::MachineReader> aarch64::createMachineReader() {
  return std::make_unique<Reader>();
}
