//===- MachineReader.h - Machine code to steps of a proof -------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Decodes finished code with LLVM's disassembler and says of each instruction
// what AllocationChecker must know. Which registers change is what LLVM's
// instruction tables say, so that this shares nothing with the encoders. What
// else there is to know of a target's instructions, its own reader adds.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_MACHINEREADER_H
#define SHUNT_LOWERING_FAST_MACHINEREADER_H

#include "lowering/fast/AllocationChecker.h"
#include "llvm/MC/MCAsmInfo.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCDisassembler/MCDisassembler.h"
#include "llvm/MC/MCInst.h"
#include "llvm/MC/MCInstrInfo.h"
#include "llvm/MC/MCRegisterInfo.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include <memory>

namespace shunt::fast {

class MachineReader {
public:
  using Steps = llvm::SmallVector<MachineStep, 0>;

  virtual ~MachineReader();

  /// The steps of the code in `code` (raw) and its recorded branches. Bytes in
  /// the Opaque events of `events` may be data, and change what these say.
  /// Empty: some bytes are no instruction, or one with effects that are not
  /// known here; `error` says which.
  Steps read(const CodeBuffer &code, llvm::ArrayRef<AllocationEvent> events,
             std::string &error);

protected:
  /// For a target that LLVM knows already. No instruction has fewer bytes than
  /// `leastLength`.
  MachineReader(llvm::StringRef triple, llvm::StringRef features,
                unsigned leastLength);

  /// Appends what the instruction does, as one step or as several that do so
  /// one after the other. False: not known.
  virtual bool describe(const llvm::MCInst &inst, Steps &steps) = 0;
  /// The bytes, as emitted, of a recorded branch that begins with `inst`.
  virtual unsigned branchLength(const llvm::MCInst &, unsigned length) const {
    return length;
  }
  /// Control may come from elsewhere to what is described next.
  virtual void beginPath() {}

  const llvm::MCInstrDesc &descOf(const llvm::MCInst &inst) const {
    return instructions->get(inst.getOpcode());
  }
  /// Ours for LLVM's register; None: no register of values.
  Reg regOf(llvm::MCRegister reg) const { return numbers[reg.id()]; }
  /// The register of an operand, which may be another kind.
  Reg regAt(const llvm::MCInst &inst, unsigned index) const {
    const llvm::MCOperand &operand = inst.getOperand(index);
    return operand.isReg() ? regOf(operand.getReg()) : Reg::None;
  }
  /// The registers that LLVM's tables say change.
  RegSet writesOf(const llvm::MCInst &inst) const;
  /// Where control goes; a trap is the target's to know.
  static MachineStep::Flow flowOf(const llvm::MCInstrDesc &desc);

  std::unique_ptr<llvm::MCRegisterInfo> registers;
  std::unique_ptr<llvm::MCAsmInfo> assembly;
  std::unique_ptr<llvm::MCInstrInfo> instructions;
  std::unique_ptr<llvm::MCSubtargetInfo> subtarget;
  std::unique_ptr<llvm::MCContext> context;
  std::unique_ptr<llvm::MCDisassembler> disassembler;
  std::vector<Reg> numbers; ///< By LLVM's register: ours, filled by targets.

private:
  unsigned decode(llvm::ArrayRef<uint8_t> bytes, uint32_t offset,
                  llvm::MCInst &inst) const;
  void noteTargets(const CodeBuffer &code,
                   llvm::ArrayRef<AllocationEvent> events);

  unsigned leastLength;
  std::vector<bool> arrives; ///< By offset: control does so from elsewhere.
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_MACHINEREADER_H
