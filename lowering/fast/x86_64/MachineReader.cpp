//===- MachineReader.cpp - Machine code to steps of a proof ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/x86_64/MachineReader.h"
#include "lowering/fast/x86_64/X86Registers.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/MC/MCAsmInfo.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCDisassembler/MCDisassembler.h"
#include "llvm/MC/MCInst.h"
#include "llvm/MC/MCInstrInfo.h"
#include "llvm/MC/MCRegisterInfo.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/MCTargetOptions.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/TargetParser/Triple.h"

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
      {"LD_F80m", 16},    {"ST_FP80m", 16},
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

class MachineReader::Impl {
public:
  Impl();

  /// One instruction. 0: none; else its length.
  unsigned decode(ArrayRef<uint8_t> bytes, uint32_t offset, MCInst &inst) const;
  /// What it does. False: not known.
  bool describe(const MCInst &inst, MachineStep &step) const;
  RegSet writesOf(const MCInst &inst) const;
  StringRef nameOf(const MCInst &inst) const {
    return instructions->getName(inst.getOpcode());
  }

private:
  Reg regOf(MCRegister reg) const { return numbers[reg.id()]; }
  Operand memoryAt(const MCInst &inst, unsigned first) const;
  Operand memoryOf(const MCInst &inst) const;
  bool describeStack(const MCInst &inst, MachineStep &step) const;
  static Flow flowOf(const MCInstrDesc &desc, const OpcodeFacts &facts);

  std::unique_ptr<MCRegisterInfo> registers;
  std::unique_ptr<MCAsmInfo> assembly;
  std::unique_ptr<MCInstrInfo> instructions;
  std::unique_ptr<MCSubtargetInfo> subtarget;
  std::unique_ptr<MCContext> context;
  std::unique_ptr<MCDisassembler> disassembler;
  std::vector<Reg> numbers;       ///< By LLVM's register: ours.
  std::vector<OpcodeFacts> facts; ///< By LLVM's opcode.
  MCRegister floatStatus;
};

MachineReader::Impl::Impl() {
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86Disassembler();
  Triple triple("x86_64-unknown-linux-gnu");
  std::string error;
  const Target *target = TargetRegistry::lookupTarget(triple, error);
  assert(target && "LLVM without x86");
  registers.reset(target->createMCRegInfo(triple));
  assembly.reset(
      target->createMCAsmInfo(*registers, triple, MCTargetOptions()));
  instructions.reset(target->createMCInstrInfo());
  subtarget.reset(target->createMCSubtargetInfo(triple, "", ""));
  context = std::make_unique<MCContext>(triple, assembly.get(), registers.get(),
                                        subtarget.get());
  disassembler.reset(target->createMCDisassembler(*subtarget, *context));

  static constexpr StringRef Names[16] = {
      "RAX", "RCX", "RDX", "RBX", "RSP", "RBP", "RSI", "RDI",
      "R8",  "R9",  "R10", "R11", "R12", "R13", "R14", "R15"};
  numbers.assign(registers->getNumRegs(), Reg::None);
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

unsigned MachineReader::Impl::decode(ArrayRef<uint8_t> bytes, uint32_t offset,
                                     MCInst &inst) const {
  uint64_t length = 0;
  auto status = disassembler->getInstruction(
      inst, length, bytes.drop_front(offset), offset, nulls());
  return status == MCDisassembler::Success ? length : 0;
}

RegSet MachineReader::Impl::writesOf(const MCInst &inst) const {
  const MCInstrDesc &desc = instructions->get(inst.getOpcode());
  RegSet writes;
  auto add = [&](MCRegister reg) {
    if (regOf(reg) != Reg::None)
      writes.add(regOf(reg));
  };
  for (unsigned i = 0; i < desc.getNumDefs(); ++i)
    if (inst.getOperand(i).isReg())
      add(inst.getOperand(i).getReg());
  for (MCPhysReg reg : desc.implicit_defs())
    add(reg);
  return writes;
}

/// The memory operand whose five parts begin at `first`, if it is relative to
/// the frame or stack pointer alone.
Operand MachineReader::Impl::memoryAt(const MCInst &inst,
                                      unsigned first) const {
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

Operand MachineReader::Impl::memoryOf(const MCInst &inst) const {
  const MCInstrDesc &desc = instructions->get(inst.getOpcode());
  // Those of string instructions are implicit, and not among the operands.
  for (unsigned i = 0; i + 4 < inst.getNumOperands(); ++i)
    if (desc.operands()[i].OperandType == MCOI::OPERAND_MEMORY)
      return memoryAt(inst, i);
  return {};
}

Flow MachineReader::Impl::flowOf(const MCInstrDesc &desc,
                                 const OpcodeFacts &facts) {
  if (facts.isTrap)
    return Flow::Stop;
  if (desc.isCall())
    return Flow::Call;
  if (desc.isReturn())
    return Flow::Return;
  if (desc.isIndirectBranch())
    return Flow::Indirect;
  if (desc.isConditionalBranch())
    return Flow::Branch;
  return desc.isUnconditionalBranch() ? Flow::Jump : Flow::Next;
}

/// Instructions that move the stack pointer. False: this is none.
bool MachineReader::Impl::describeStack(const MCInst &inst,
                                        MachineStep &step) const {
  StringRef name = nameOf(inst);
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

bool MachineReader::Impl::describe(const MCInst &inst,
                                   MachineStep &step) const {
  const MCInstrDesc &desc = instructions->get(inst.getOpcode());
  const OpcodeFacts &known = facts[inst.getOpcode()];
  step.flow = flowOf(desc, known);
  step.writes = writesOf(inst);
  if (step.flow == Flow::Call)
    step.writes.add(callClobbered);
  if (describeStack(inst, step))
    return true;
  Operand memory = memoryOf(inst);
  auto operandAt = [&](unsigned i) -> Operand {
    if (!inst.getOperand(i).isReg())
      return {};
    Reg reg = regOf(inst.getOperand(i).getReg());
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

//===----------------------------------------------------------------------===//
// The interface
//===----------------------------------------------------------------------===//

MachineReader::MachineReader() : impl(std::make_unique<Impl>()) {}
MachineReader::~MachineReader() = default;

static std::string describeBytes(ArrayRef<uint8_t> bytes, uint32_t offset) {
  return "at " + utohexstr(offset) + ": " +
         toHex(bytes.slice(offset).take_front(15), /*LowerCase=*/true);
}

SmallVector<MachineStep, 0>
MachineReader::read(const fast::CodeBuffer &code,
                    ArrayRef<fast::AllocationEvent> events,
                    std::string &error) {
  ArrayRef<uint8_t> bytes = code.bytes();
  SmallVector<MachineStep, 0> steps;
  uint32_t opaqueEnd = 0;
  RegSet opaqueWrites;
  const fast::AllocationEvent *event = events.begin();
  for (uint32_t offset = 0; offset < bytes.size();) {
    for (; event != events.end() && event->offset <= offset; ++event)
      if (event->kind == fast::AllocationEvent::Kind::Opaque) {
        opaqueEnd = event->offset + event->bytes;
        opaqueWrites = event->written;
      }
    MCInst inst;
    MachineStep step;
    step.offset = offset;
    unsigned length = impl->decode(bytes, offset, inst);
    if (offset < opaqueEnd) {
      // Each instruction may, so that data between them does no harm.
      step.writes = opaqueWrites;
      length = std::max(length, 1u);
    } else if (length == 0 || !impl->describe(inst, step)) {
      error =
          (length ? impl->nameOf(inst).str() : std::string("no instruction")) +
          " " + describeBytes(bytes, offset);
      return {};
    }
    if (step.flow == Flow::Branch || step.flow == Flow::Jump)
      step.target = code.branchTarget(offset);
    steps.push_back(step);
    offset += length;
  }
  return steps;
}
