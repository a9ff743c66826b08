//===- Oracle.cpp - LLVM's assembler and disassembler in process ----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Oracle.h"
#include "llvm/MC/MCAsmInfo.h"
#include "llvm/MC/MCCodeEmitter.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCDisassembler/MCDisassembler.h"
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
#include <tuple>

using namespace shunt::test;
using namespace llvm;

namespace {

/// Encodes every parsed instruction and files it under its line.
class LineStreamer : public MCStreamer {
public:
  LineStreamer(MCContext &context, MCCodeEmitter &emitter,
               ArrayRef<const char *> lineStarts,
               std::vector<AssembledLine> &lines)
      : MCStreamer(context), emitter(emitter), lineStarts(lineStarts),
        lines(lines) {}

  void emitInstruction(const MCInst &inst,
                       const MCSubtargetInfo &subtarget) override {
    auto after = std::upper_bound(lineStarts.begin(), lineStarts.end(),
                                  inst.getLoc().getPointer());
    AssembledLine &line = lines[after - lineStarts.begin() - 1];
    SmallVector<MCFixup, 4> fixups;
    uint32_t start = line.bytes.size();
    emitter.encodeInstruction(inst, line.bytes, fixups, subtarget);
    for (const MCFixup &fixup : fixups) {
      MCValue value;
      if (!fixup.getValue()->evaluateAsRelocatable(value, nullptr) ||
          !value.getAddSym())
        continue;
      // PC-relative values count from the end of their four bytes, which ELF
      // has in the addend.
      int64_t addend = value.getConstant() - (fixup.isPCRel() ? 4 : 0);
      line.fixups.push_back({start + fixup.getOffset(), addend,
                             value.getAddSym()->getName().str()});
    }
  }
  bool emitSymbolAttribute(MCSymbol *, MCSymbolAttr) override { return true; }
  void emitCommonSymbol(MCSymbol *, uint64_t, Align) override {}

private:
  MCCodeEmitter &emitter;
  ArrayRef<const char *> lineStarts;
  std::vector<AssembledLine> &lines;
};

} // namespace

struct Oracle::State {
  Triple triple{"x86_64-unknown-linux-gnu"};
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

Oracle::Oracle() : state(std::make_unique<State>()) {
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86Target();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmParser();
  LLVMInitializeX86Disassembler();
  State &s = *state;
  std::string error;
  s.target = TargetRegistry::lookupTarget(s.triple, error);
  if (!s.target)
    report_fatal_error(StringRef(error));
  s.registers.reset(s.target->createMCRegInfo(s.triple));
  s.asmInfo.reset(s.target->createMCAsmInfo(*s.registers, s.triple, s.options));
  s.instructions.reset(s.target->createMCInstrInfo());
  // x86-64-v3 has no Intel-only encodings that would be shorter; the rest are
  // features of single families.
  s.subtarget.reset(s.target->createMCSubtargetInfo(
      s.triple, "x86-64-v3", "+aes,+pclmul,+prfchw,+cx16"));
  s.printer.reset(s.target->createMCInstPrinter(s.triple, 0, *s.asmInfo,
                                                *s.instructions, *s.registers));
  s.context = std::make_unique<MCContext>(s.triple, s.asmInfo.get(),
                                          s.registers.get(), s.subtarget.get());
  s.disassembler.reset(
      s.target->createMCDisassembler(*s.subtarget, *s.context));
}

Oracle::~Oracle() = default;

std::vector<AssembledLine>
Oracle::assemble(const std::vector<std::string> &lines) {
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

  MCContext context(s.triple, s.asmInfo.get(), s.registers.get(),
                    s.subtarget.get(), &sources);
  std::unique_ptr<MCObjectFileInfo> objectInfo(
      s.target->createMCObjectFileInfo(context, true));
  context.setObjectFileInfo(objectInfo.get());
  std::unique_ptr<MCCodeEmitter> emitter(
      s.target->createMCCodeEmitter(*s.instructions, context));
  std::vector<AssembledLine> result(lines.size());
  LineStreamer streamer(context, *emitter, lineStarts, result);
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
  return canonicalText(text);
}

/// The operand between the parentheses of a memory operand.
static std::string canonicalAddress(StringRef address) {
  SmallVector<StringRef, 3> parts;
  address.split(parts, ',');
  for (StringRef &part : parts)
    part = part.trim();
  parts.resize(3);
  auto [base, index, scale] = std::tuple(parts[0], parts[1], parts[2]);
  if (scale == "1")
    scale = "";
  if (base.empty() && scale.empty())
    std::swap(base, index);
  if (base.empty() && scale == "2") {
    base = index;
    scale = "";
  }
  if (!index.empty() && scale.empty() && index < base)
    std::swap(base, index);
  std::string result = ("(" + base).str();
  if (!index.empty())
    result += ("," + index).str();
  if (!scale.empty())
    result += ("," + scale).str();
  return result + ")";
}

std::string shunt::test::canonicalText(StringRef text) {
  // The printer writes "lock;" for an F0 in front of other prefixes, and tabs.
  std::string result;
  for (char c : text.trim())
    if (c != ';' && (c != '\t' || result.empty() || result.back() != ' '))
      result += c == '\t' ? ' ' : c;
  // xchg has no order.
  if (StringRef(result).starts_with("xchg") &&
      result.find('(') == result.npos) {
    auto [head, operands] = StringRef(result).split(' ');
    auto [a, b] = operands.split(", ");
    if (b < a)
      return (head + " " + b + ", " + a).str();
  }
  // A parenthesis of a memory operand; that of %st(1) is none.
  size_t open = 0;
  do
    open = result.find('(', open) + 1;
  while (open != 0 && result[open] != '%' && result[open] != ',');
  if (open == 0)
    return result;
  size_t close = result.find(')', open);
  result.replace(open - 1, close - open + 2,
                 canonicalAddress(StringRef(result).slice(open, close)));
  return result;
}
