//===- Oracle.cpp - LLVM's assembler and disassembler in process ----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Oracle.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/MC/MCAsmInfo.h"
#include "llvm/MC/MCCodeEmitter.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCDisassembler/MCDisassembler.h"
#include "llvm/MC/MCExpr.h"
#include "llvm/MC/MCFixup.h"
#include "llvm/MC/MCInst.h"
#include "llvm/MC/MCInstPrinter.h"
#include "llvm/MC/MCInstrInfo.h"
#include "llvm/MC/MCObjectFileInfo.h"
#include "llvm/MC/MCParser/MCAsmParser.h"
#include "llvm/MC/MCParser/MCTargetAsmParser.h"
#include "llvm/MC/MCRegisterInfo.h"
#include "llvm/MC/MCStreamer.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/MCSymbol.h"
#include "llvm/MC/MCTargetOptions.h"
#include "llvm/MC/MCValue.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>

using namespace shunt::test;
using namespace llvm;

namespace {

/// Encodes every parsed instruction and files it under its line.
class LineStreamer : public MCStreamer {
public:
  LineStreamer(MCContext &context, MCCodeEmitter &emitter,
               int64_t relativeAddend, ArrayRef<const char *> lineStarts,
               std::vector<AssembledLine> &lines)
      : MCStreamer(context), emitter(emitter), relativeAddend(relativeAddend),
        lineStarts(lineStarts), lines(lines) {}

  void emitInstruction(const MCInst &inst,
                       const MCSubtargetInfo &subtarget) override {
    SmallVector<MCFixup, 4> fixups;
    SmallVector<char, 16> bytes;
    emitter.encodeInstruction(inst, bytes, fixups, subtarget);
    for (const MCFixup &fixup : fixups)
      addFixup(fixup);
    // What a directive makes has no place: it belongs to what follows.
    if (!inst.getLoc().isValid())
      return;
    auto after = std::upper_bound(lineStarts.begin(), lineStarts.end(),
                                  inst.getLoc().getPointer());
    AssembledLine &line = lines[after - lineStarts.begin() - 1];
    for (Fixup &fixup : pending) {
      fixup.offset += line.bytes.size();
      line.fixups.push_back(std::move(fixup));
    }
    pending.clear();
    line.bytes.append(bytes);
  }
  bool emitSymbolAttribute(MCSymbol *, MCSymbolAttr) override { return true; }
  void emitCommonSymbol(MCSymbol *, uint64_t, Align) override {}

private:
  void addFixup(const MCFixup &fixup) {
    const MCExpr *expr = fixup.getValue();
    // Such as :lo12:, which chooses the relocation's type.
    if (const auto *specified = dyn_cast<MCSpecifierExpr>(expr))
      expr = specified->getSubExpr();
    MCValue value;
    if (!expr->evaluateAsRelocatable(value, nullptr) || !value.getAddSym())
      return;
    int64_t addend =
        value.getConstant() + (fixup.isPCRel() ? relativeAddend : 0);
    pending.push_back(
        {fixup.getOffset(), addend, value.getAddSym()->getName().str()});
  }

  MCCodeEmitter &emitter;
  int64_t relativeAddend;
  ArrayRef<const char *> lineStarts;
  std::vector<AssembledLine> &lines;
  SmallVector<Fixup, 1> pending; ///< Of no line yet.
};

} // namespace

struct Oracle::State {
  explicit State(const OracleTarget &of) : of(of), triple(of.triple) {}

  OracleTarget of;
  Triple triple;
  MCTargetOptions options;
  const Target *target = nullptr;
  std::unique_ptr<MCRegisterInfo> registers;
  std::unique_ptr<MCAsmInfo> asmInfo;
  std::unique_ptr<MCInstrInfo> instructions;
  std::unique_ptr<MCSubtargetInfo> subtarget;
  std::unique_ptr<MCInstPrinter> printer;
  std::unique_ptr<MCContext> context;
  std::unique_ptr<MCDisassembler> disassembler;
};

Oracle::Oracle(const OracleTarget &of) : state(std::make_unique<State>(of)) {
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86Target();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmParser();
  LLVMInitializeX86Disassembler();
  LLVMInitializeAArch64TargetInfo();
  LLVMInitializeAArch64Target();
  LLVMInitializeAArch64TargetMC();
  LLVMInitializeAArch64AsmParser();
  LLVMInitializeAArch64Disassembler();
  State &s = *state;
  std::string error;
  s.target = TargetRegistry::lookupTarget(s.triple, error);
  if (!s.target)
    report_fatal_error(StringRef(error));
  s.registers.reset(s.target->createMCRegInfo(s.triple));
  s.asmInfo.reset(s.target->createMCAsmInfo(*s.registers, s.triple, s.options));
  s.instructions.reset(s.target->createMCInstrInfo());
  s.subtarget.reset(
      s.target->createMCSubtargetInfo(s.triple, of.cpu, of.features));
  s.printer.reset(s.target->createMCInstPrinter(s.triple, 0, *s.asmInfo,
                                                *s.instructions, *s.registers));
  s.context = std::make_unique<MCContext>(s.triple, s.asmInfo.get(),
                                          s.registers.get(), s.subtarget.get());
  s.disassembler.reset(
      s.target->createMCDisassembler(*s.subtarget, *s.context));
}

Oracle::~Oracle() = default;

std::vector<AssembledLine>
Oracle::assemble(const std::vector<std::string> &lines, bool isQuiet) {
  State &s = *state;
  std::string text;
  std::vector<size_t> offsets;
  for (const std::string &line : lines) {
    offsets.push_back(text.size());
    text += line;
    text += '\n';
  }
  SourceMgr sources;
  std::unique_ptr<MemoryBuffer> memory =
      MemoryBuffer::getMemBuffer(text, "cases", true);
  std::vector<const char *> lineStarts;
  for (size_t offset : offsets)
    lineStarts.push_back(memory->getBufferStart() + offset);
  sources.AddNewSourceBuffer(std::move(memory), SMLoc());
  if (isQuiet)
    sources.setDiagHandler([](const SMDiagnostic &, void *) {});

  MCContext context(s.triple, s.asmInfo.get(), s.registers.get(),
                    s.subtarget.get(), &sources);
  std::unique_ptr<MCObjectFileInfo> objectInfo(
      s.target->createMCObjectFileInfo(context, true));
  context.setObjectFileInfo(objectInfo.get());
  std::unique_ptr<MCCodeEmitter> emitter(
      s.target->createMCCodeEmitter(*s.instructions, context));
  std::vector<AssembledLine> result(lines.size());
  LineStreamer streamer(context, *emitter, s.of.relativeAddend, lineStarts,
                        result);
  std::unique_ptr<MCAsmParser> parser(
      createMCAsmParser(sources, context, streamer, *s.asmInfo));
  std::unique_ptr<MCTargetAsmParser> targetParser(s.target->createMCAsmParser(
      *s.subtarget, *parser, *s.instructions, s.options));
  parser->setTargetParser(*targetParser);
  parser->Run(/*NoInitialTextSection=*/false, /*NoFinalize=*/true);
  return result;
}

std::string Oracle::disassemble(ArrayRef<uint8_t> bytes, uint64_t &size) {
  State &s = *state;
  MCInst inst;
  size = 0;
  if (s.disassembler->getInstruction(inst, size, bytes, 0, nulls()) !=
      MCDisassembler::Success)
    return "";
  std::string text;
  raw_string_ostream stream(text);
  s.printer->printInst(&inst, 0, "", *s.subtarget, stream);
  if (s.of.canonicalText)
    return s.of.canonicalText(text);
  llvm::replace(text, '\t', ' ');
  return StringRef(text).trim().str();
}

std::string Oracle::disassembleAll(ArrayRef<uint8_t> bytes) {
  std::string result;
  while (!bytes.empty()) {
    uint64_t size = 0;
    std::string text = disassemble(bytes, size);
    if (text.empty() || size == 0 || size > bytes.size())
      return "";
    // LLVM gives a lock in front of other prefixes as an instruction of its
    // own, though it reads its own output the same way.
    bool isLocked = StringRef(result).ends_with("lock");
    result += (result.empty() ? "" : isLocked ? " " : "; ") + text;
    bytes = bytes.drop_front(size);
  }
  return result;
}
