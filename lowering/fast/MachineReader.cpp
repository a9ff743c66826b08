//===- MachineReader.cpp - Machine code to steps of a proof ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/MachineReader.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/MC/MCTargetOptions.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/TargetParser/Triple.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::fast;
using Flow = MachineStep::Flow;

MachineReader::MachineReader(StringRef tripleText, StringRef features,
                             unsigned leastLength)
    : leastLength(leastLength) {
  Triple triple(tripleText);
  std::string error;
  const Target *target = TargetRegistry::lookupTarget(triple, error);
  assert(target && "LLVM without the target");
  registers.reset(target->createMCRegInfo(triple));
  assembly.reset(
      target->createMCAsmInfo(*registers, triple, MCTargetOptions()));
  instructions.reset(target->createMCInstrInfo());
  subtarget.reset(target->createMCSubtargetInfo(triple, "", features));
  context = std::make_unique<MCContext>(triple, assembly.get(), registers.get(),
                                        subtarget.get());
  disassembler.reset(target->createMCDisassembler(*subtarget, *context));
  numbers.assign(registers->getNumRegs(), Reg::None);
}

MachineReader::~MachineReader() = default;

/// One instruction. 0: none; else its length.
unsigned MachineReader::decode(ArrayRef<uint8_t> bytes, uint32_t offset,
                               MCInst &inst) const {
  uint64_t length = 0;
  auto status = disassembler->getInstruction(
      inst, length, bytes.drop_front(offset), offset, nulls());
  return status == MCDisassembler::Success ? length : 0;
}

RegSet MachineReader::writesOf(const MCInst &inst) const {
  const MCInstrDesc &desc = descOf(inst);
  RegSet writes;
  auto add = [&](Reg reg) {
    if (reg != Reg::None)
      writes.add(reg);
  };
  for (unsigned i = 0; i < desc.getNumDefs(); ++i)
    add(regAt(inst, i));
  for (MCPhysReg reg : desc.implicit_defs())
    add(regOf(reg));
  return writes;
}

Flow MachineReader::flowOf(const MCInstrDesc &desc) {
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

/// Blocks, and what recorded branches go to.
void MachineReader::noteTargets(const CodeBuffer &code,
                                ArrayRef<AllocationEvent> events) {
  uint32_t size = code.offset();
  arrives.assign(size + 1, false);
  for (const AllocationEvent &event : events)
    if (event.kind == AllocationEvent::Kind::Block)
      arrives[event.offset] = true;
  for (uint32_t offset = 0; offset < size; offset += leastLength)
    if (Label target = code.branchTarget(offset); target != Label::None)
      arrives[code.rawLabelOffset(target)] = true;
}

static std::string describeBytes(ArrayRef<uint8_t> bytes, uint32_t offset) {
  return "at " + utohexstr(offset) + ": " +
         toHex(bytes.slice(offset).take_front(15), /*LowerCase=*/true);
}

MachineReader::Steps MachineReader::read(const CodeBuffer &code,
                                         ArrayRef<AllocationEvent> events,
                                         std::string &error) {
  ArrayRef<uint8_t> bytes = code.bytes();
  Steps steps;
  uint32_t opaqueEnd = 0;
  RegSet opaqueWrites;
  const AllocationEvent *event = events.begin();
  noteTargets(code, events);
  beginPath();
  for (uint32_t offset = 0; offset < bytes.size();) {
    for (; event != events.end() && event->offset <= offset; ++event)
      if (event->kind == AllocationEvent::Kind::Opaque) {
        opaqueEnd = event->offset + event->bytes;
        opaqueWrites = event->written;
      }
    bool isOpaque = offset < opaqueEnd;
    if (arrives[offset] || isOpaque)
      beginPath();
    MCInst inst;
    size_t first = steps.size();
    unsigned length = decode(bytes, offset, inst);
    if (isOpaque) {
      // Each instruction may, so that data between them does no harm.
      steps.emplace_back().writes = opaqueWrites;
      length = std::max(length, leastLength);
    } else if (length == 0 || !describe(inst, steps)) {
      error = (length ? instructions->getName(inst.getOpcode()).str()
                      : std::string("no instruction")) +
              " " + describeBytes(bytes, offset);
      return {};
    }
    for (size_t i = first; i < steps.size(); ++i)
      steps[i].offset = offset;
    MachineStep &last = steps.back();
    if (last.flow == Flow::Branch || last.flow == Flow::Jump)
      if ((last.target = code.branchTarget(offset)) != Label::None)
        length = branchLength(inst, length);
    offset += length;
  }
  return steps;
}
