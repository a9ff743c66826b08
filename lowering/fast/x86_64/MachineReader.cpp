//===- MachineReader.cpp - What x86-64 instructions do --------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/MachineReader.h"
#include "lowering/fast/x86_64/X86Registers.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/TargetSelect.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::x86_64;
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
  uint8_t copied = 0; ///< Bytes that it copies from its last operand to its
                      ///< first; 0: it computes.
  uint8_t stored = 0; ///< Bytes that it changes, if it stores.
  bool pushesFloat = false;
  bool popsFloat = false;
  bool isTrap = false;
};

} // namespace

/// "32rm8": takes the number in front off.
static unsigned consumeBits(StringRef &name) {
  unsigned bits = 0;
  name.consumeInteger(10, bits);
  return bits;
}

/// MOV32rr, MOV64mr, MOVZX32rm8, MOVSX64rr32: bytes that are copied, or 0.
static uint8_t copiedByMove(StringRef name) {
  bool extends = name.consume_front("ZX") || name.consume_front("SX");
  unsigned bits = consumeBits(name);
  if (!name.consume_front("rr") && !name.consume_front("rm") &&
      !name.consume_front("mr"))
    return 0;
  if (extends)
    bits = consumeBits(name);
  name.consume_front("_NOREX");
  name.consume_front("_REV");
  return name.empty() ? bits / 8 : 0;
}

static uint8_t copiedBytes(StringRef name) {
  static constexpr std::pair<StringRef, uint8_t> Named[] = {
      {"MOVSSrm", 4},     {"MOVSSrm_alt", 4},  {"MOVSSmr", 4},
      {"MOVSDrm", 8},     {"MOVSDrm_alt", 8},  {"MOVSDmr", 8},
      {"MOVAPSrr", 16},   {"MOVAPSrm", 16},    {"MOVAPSmr", 16},
      {"MOVUPSrr", 16},   {"MOVUPSrm", 16},    {"MOVUPSmr", 16},
      {"MOVAPDrr", 16},   {"MOVDQArr", 16},    {"MOVDQArm", 16},
      {"MOVDQAmr", 16},   {"MOVDQUrm", 16},    {"MOVDQUmr", 16},
      {"MOVDI2PDIrr", 4}, {"MOVDI2PDIrm", 4},  {"MOVPDI2DIrr", 4},
      {"MOVPDI2DImr", 4}, {"MOV64toPQIrr", 8}, {"MOVPQIto64rr", 8},
      {"MOVQI2PQIrm", 8}, {"MOVPQI2QImr", 8},  {"MOVZPQILo2PQIrr", 8},
      {"LD_F80m", 16},    {"ST_FP80m", 16},    {"PINSRWrmi", 2},
  };
  for (auto [known, bytes] : Named)
    if (name == known)
      return bytes;
  return name.consume_front("MOV") ? copiedByMove(name) : 0;
}

/// ADD32mr, XADD64rm, ST_FP80m, SETCCm: bytes of its memory operand, or 0.
static uint8_t storedBytes(StringRef name) {
  static constexpr std::pair<StringRef, uint8_t> Named[] = {
      {"SETCCm", 1},      {"STMXCSR", 4},     {"CMPXCHG16B", 16},
      {"CMPXCHG8B", 8},   {"MOVSSmr", 4},     {"MOVSDmr", 8},
      {"MOVPDI2DImr", 4}, {"MOVPQI2QImr", 8}, {"MOVLPSmr", 8},
      {"MOVHPSmr", 8},    {"MOVLPDmr", 8},    {"MOVHPDmr", 8},
      {"MOVAPSmr", 16},   {"MOVUPSmr", 16},   {"MOVDQAmr", 16},
      {"MOVDQUmr", 16},
  };
  for (auto [known, bytes] : Named)
    if (name == known)
      return bytes;
  for (size_t i = 0; i < name.size(); ++i) {
    if (!isDigit(name[i]))
      continue;
    StringRef rest = name.drop_front(i);
    unsigned bits = consumeBits(rest);
    if (rest.starts_with("m") || rest.starts_with("rm"))
      return bits / 8;
    i = name.size() - rest.size() - 1;
  }
  return 0;
}

static OpcodeFacts factsOf(StringRef name) {
  OpcodeFacts facts;
  facts.copied = copiedBytes(name);
  facts.stored = storedBytes(name);
  facts.pushesFloat = name.starts_with("LD_F") || name.starts_with("ILD_F");
  facts.popsFloat = name == "ST_FP80m";
  facts.isTrap = name == "TRAP" || name == "UD2";
  return facts;
}

//===----------------------------------------------------------------------===//
// Decoding
//===----------------------------------------------------------------------===//

namespace {

class Reader final : public fast::MachineReader {
public:
  Reader();

protected:
  bool describe(const MCInst &inst, Steps &steps) override;

private:
  bool describe(const MCInst &inst, MachineStep &step) const;
  Operand memoryAt(const MCInst &inst, unsigned first) const;
  Operand memoryOf(const MCInst &inst) const;
  bool describeStack(const MCInst &inst, MachineStep &step) const;

  std::vector<OpcodeFacts> facts; ///< By LLVM's opcode.
  MCRegister floatStatus;
};

} // namespace

/// Makes LLVM know the target.
static StringRef registeredTriple() {
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86Disassembler();
  return "x86_64-unknown-linux-gnu";
}

Reader::Reader()
    : MachineReader(registeredTriple(), /*features=*/"", /*leastLength=*/1) {
  static constexpr StringRef Names[16] = {
      "RAX", "RCX", "RDX", "RBX", "RSP", "RBP", "RSI", "RDI",
      "R8",  "R9",  "R10", "R11", "R12", "R13", "R14", "R15"};
  for (unsigned i = 1; i < registers->getNumRegs(); ++i) {
    StringRef name = registers->getName(i);
    for (unsigned number = 0; number < 16; ++number) {
      if (name == Names[number])
        for (MCPhysReg part : registers->subregs_inclusive(i))
          numbers[part] = Reg(number);
      if (name == ("XMM" + Twine(number)).str())
        for (MCPhysReg whole : registers->superregs_inclusive(i))
          numbers[whole] = toReg(Xmm(number));
    }
    if (name == "FPSW")
      floatStatus = MCRegister(i);
  }
  for (unsigned i = 0; i < instructions->getNumOpcodes(); ++i)
    facts.push_back(factsOf(instructions->getName(i)));
}

/// The memory operand whose five parts begin at `first`, if it is relative to
/// the frame or stack pointer alone.
Operand Reader::memoryAt(const MCInst &inst, unsigned first) const {
  Reg base = regOf(inst.getOperand(first).getReg());
  const MCOperand &index = inst.getOperand(first + 2);
  const MCOperand &displacement = inst.getOperand(first + 3);
  const MCOperand &segment = inst.getOperand(first + 4);
  if (index.getReg() || segment.getReg() || !displacement.isImm())
    return {};
  int32_t offset = int32_t(displacement.getImm());
  if (base == toReg(Gpr::rbp))
    return {Operand::Kind::Frame, Reg::None, offset};
  if (base == toReg(Gpr::rsp))
    return {Operand::Kind::Stack, Reg::None, offset};
  return {};
}

Operand Reader::memoryOf(const MCInst &inst) const {
  const MCInstrDesc &desc = descOf(inst);
  // Those of string instructions are implicit, and not among the operands.
  for (unsigned i = 0; i + 4 < inst.getNumOperands(); ++i)
    if (desc.operands()[i].OperandType == MCOI::OPERAND_MEMORY)
      return memoryAt(inst, i);
  return {};
}

/// Instructions that move the stack pointer. False: this is none.
bool Reader::describeStack(const MCInst &inst, MachineStep &step) const {
  StringRef name = instructions->getName(inst.getOpcode());
  Operand rbp = {Operand::Kind::Register, toReg(Gpr::rbp), 0};
  if (name == "PUSH64r") {
    step.from = {Operand::Kind::Register, regOf(inst.getOperand(0).getReg()),
                 0};
    step.to = {Operand::Kind::Stack, Reg::None, -8};
    step.copied = step.stored = 8;
    step.stackChange = StackChange::Add;
    step.stackOffset = -8;
    return true;
  }
  if (name == "POP64r") {
    step.from = {Operand::Kind::Stack, Reg::None, 0};
    step.to = {Operand::Kind::Register, regOf(inst.getOperand(0).getReg()), 0};
    step.copied = 8;
    step.stackChange = StackChange::Add;
    step.stackOffset = 8;
    return true;
  }
  if (name == "LEAVE64") {
    step.from = {Operand::Kind::Frame, Reg::None, 0};
    step.to = rbp;
    step.copied = 8;
    step.stackChange = StackChange::ToFrame;
    step.stackOffset = 8;
    return true;
  }
  if (!step.writes.has(toReg(Gpr::rsp)) || step.flow != Flow::Next)
    return false;
  step.stackChange = StackChange::ToUnknown;
  if (name == "LEA64r") {
    Operand address = memoryAt(inst, 1);
    if (address.kind == Operand::Kind::Frame)
      step.stackChange = StackChange::ToFrame;
    step.stackOffset = address.offset;
  } else if (name == "SUB64ri8" || name == "SUB64ri32" || name == "ADD64ri8" ||
             name == "ADD64ri32") {
    int32_t amount = int32_t(inst.getOperand(2).getImm());
    step.stackChange = StackChange::Add;
    step.stackOffset = name.starts_with("SUB") ? -amount : amount;
  }
  return true;
}

bool Reader::describe(const MCInst &inst, MachineStep &step) const {
  const MCInstrDesc &desc = descOf(inst);
  const OpcodeFacts &known = facts[inst.getOpcode()];
  step.flow = known.isTrap ? Flow::Stop : flowOf(desc);
  step.writes = writesOf(inst);
  if (step.flow == Flow::Call)
    step.writes.add(callClobbered);
  if (describeStack(inst, step))
    return true;
  Operand memory = memoryOf(inst);
  auto operandAt = [&](unsigned i) -> Operand {
    Reg reg = regAt(inst, i);
    return {reg == Reg::None ? Operand::Kind::None : Operand::Kind::Register,
            reg, 0};
  };
  bool isFloatStack = llvm::is_contained(desc.implicit_defs(), floatStatus);
  bool stores = desc.mayStore() && memory.kind != Operand::Kind::None;
  if (stores) {
    step.to = memory;
    step.stored = known.popsFloat ? 10 : known.stored;
  }
  if (known.popsFloat) {
    step.from = {Operand::Kind::FloatStack, Reg::None, 0};
    step.copied = known.copied;
  } else if (known.pushesFloat) {
    step.to = {Operand::Kind::FloatStack, Reg::None, 0};
    step.copied = known.copied;
    step.from = known.copied ? memory : Operand();
  } else if (isFloatStack) {
    step.clearsFloatStack = true;
  } else if (known.copied && desc.mayStore()) {
    step.from = operandAt(inst.getNumOperands() - 1);
    step.copied = known.copied;
  } else if (known.copied) {
    step.to = operandAt(0);
    step.from = desc.mayLoad() ? memory : operandAt(1);
    step.copied = known.copied;
  }
  return !stores || step.stored != 0 || desc.isCall();
}

bool Reader::describe(const MCInst &inst, Steps &steps) {
  return describe(inst, steps.emplace_back());
}

std::unique_ptr<fast::MachineReader> x86_64::createMachineReader() {
  return std::make_unique<Reader>();
}
