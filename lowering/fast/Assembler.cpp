//===- Assembler.cpp - Assembly text to sections and symbols --------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/Assembler.h"
#include "lowering/fast/AssemblyReader.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/MC/MCAsmBackend.h"
#include "llvm/MC/MCAsmInfo.h"
#include "llvm/MC/MCCodeEmitter.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCInstrInfo.h"
#include "llvm/MC/MCObjectFileInfo.h"
#include "llvm/MC/MCObjectWriter.h"
#include "llvm/MC/MCParser/AsmLexer.h"
#include "llvm/MC/MCParser/MCAsmParser.h"
#include "llvm/MC/MCParser/MCTargetAsmParser.h"
#include "llvm/MC/MCRegisterInfo.h"
#include "llvm/MC/MCSectionELF.h"
#include "llvm/MC/MCStreamer.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/MCTargetOptions.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/TargetSelect.h"

using namespace llvm;
using namespace shunt::fast;

namespace {

/// The registration of LLVM's targets, once a process.
const Target *findTarget(const Triple &triple, std::string &error) {
  static const bool initialized = [] {
    InitializeAllTargetInfos();
    InitializeAllTargetMCs();
    InitializeAllAsmParsers();
    return true;
  }();
  (void)initialized;
  return TargetRegistry::lookupTarget(triple, error);
}

/// The diagnostics of one text: the errors, as LLVM prints them.
class Diagnostics {
public:
  void add(const SMDiagnostic &diagnostic) {
    if (diagnostic.getKind() != SourceMgr::DK_Error)
      return;
    if (!text.empty())
      text += "\n";
    text += (diagnostic.getFilename() + ":" + Twine(diagnostic.getLineNo()) +
             ":" + Twine(diagnostic.getColumnNo() + 1) +
             ": error: " + diagnostic.getMessage())
                .str();
  }

  /// For SourceMgr::setDiagHandler.
  static void handle(const SMDiagnostic &diagnostic, void *self) {
    static_cast<Diagnostics *>(self)->add(diagnostic);
  }

  const std::string &errors() const { return text; }

private:
  std::string text;
};

} // namespace

/// What is made once, and the texts assembled so far.
class Assembler::Impl {
public:
  explicit Impl(const Options &options) : options(options) {}

  /// Fills what is null. Fails if LLVM was built without the target.
  Error initialize();
  Expected<const object::Object *> assemble(const Text &text);

private:
  const MCSubtargetInfo *subtargetFor(const Text &text);
  Error run(const Text &text, const MCSubtargetInfo &subtarget,
            SmallVectorImpl<char> &file);

  const Options &options;
  const Target *target = nullptr;
  MCTargetOptions targetOptions;
  std::unique_ptr<MCRegisterInfo> registers;
  std::unique_ptr<MCAsmInfo> asmInfo;
  std::unique_ptr<MCInstrInfo> instructions;
  StringMap<std::unique_ptr<MCSubtargetInfo>> subtargets;
  /// By dialect, place, subtarget and text.
  StringMap<std::unique_ptr<object::Object>> objects;
};

Error Assembler::Impl::initialize() {
  std::string error;
  target = findTarget(options.triple, error);
  if (!target)
    return createStringError(error);
  if (!target->hasMCAsmParser())
    return createStringError("LLVM has no assembler for this target");
  // Private labels stay in the symbol table: other texts and the module's own
  // code may refer to them.
  targetOptions.MCSaveTempLabels = true;
  targetOptions.X86RelaxRelocations = options.relaxElfRelocations;
  registers.reset(target->createMCRegInfo(options.triple));
  asmInfo.reset(
      target->createMCAsmInfo(*registers, options.triple, targetOptions));
  instructions.reset(target->createMCInstrInfo());
  return Error::success();
}

const MCSubtargetInfo *Assembler::Impl::subtargetFor(const Text &text) {
  auto &subtarget = subtargets[(text.cpu + "\n" + text.features).str()];
  if (!subtarget)
    subtarget.reset(
        target->createMCSubtargetInfo(options.triple, text.cpu, text.features));
  return subtarget.get();
}

/// Assembles into the bytes of an ELF file.
Error Assembler::Impl::run(const Text &text, const MCSubtargetInfo &subtarget,
                           SmallVectorImpl<char> &file) {
  SourceMgr sources;
  Diagnostics diagnostics;
  sources.setDiagHandler(Diagnostics::handle, &diagnostics);
  unsigned buffer = sources.AddNewSourceBuffer(
      MemoryBuffer::getMemBufferCopy(text.text, "<inline asm>"), SMLoc());
  MCContext context(options.triple, asmInfo.get(), registers.get(), &subtarget,
                    &sources, &targetOptions);
  context.setDiagnosticHandler(
      [&](const SMDiagnostic &diagnostic, bool, const SourceMgr &,
          std::vector<const MDNode *> &) { diagnostics.add(diagnostic); });
  std::unique_ptr<MCObjectFileInfo> sections(target->createMCObjectFileInfo(
      context, options.relocation != RelocationModel::Static));
  context.setObjectFileInfo(sections.get());

  std::unique_ptr<MCAsmBackend> backend(
      target->createMCAsmBackend(subtarget, *registers, targetOptions));
  raw_svector_ostream stream(file);
  std::unique_ptr<MCObjectWriter> writer = backend->createObjectWriter(stream);
  std::unique_ptr<MCCodeEmitter> emitter(
      target->createMCCodeEmitter(*instructions, context));
  std::unique_ptr<MCStreamer> streamer(target->createMCObjectStreamer(
      options.triple, context, std::move(backend), std::move(writer),
      std::move(emitter), subtarget));
  std::unique_ptr<MCAsmParser> parser(
      createMCAsmParser(sources, context, *streamer, *asmInfo, buffer));
  std::unique_ptr<MCTargetAsmParser> targetParser(target->createMCAsmParser(
      subtarget, *parser, *instructions, targetOptions));
  bool isIntel = text.dialect == Dialect::Intel;
  if (isIntel)
    parser->setAssemblerDialect(1);
  parser->setTargetParser(*targetParser);
  parser->getLexer().setLexMasmIntegers(isIntel);
  streamer->initSections(/*NoExecStack=*/false, subtarget);
  if (text.isStatement)
    streamer->switchSection(
        context.getELFSection(statementSection, ELF::SHT_PROGBITS,
                              ELF::SHF_ALLOC | ELF::SHF_EXECINSTR));
  bool failed = parser->Run(/*NoInitialTextSection=*/true);
  if (!diagnostics.errors().empty())
    return createStringError(diagnostics.errors());
  if (failed || context.hadError())
    return createStringError("<inline asm>: error: unknown");
  return Error::success();
}

Expected<const shunt::object::Object *>
Assembler::Impl::assemble(const Text &text) {
  std::string key = (Twine(unsigned(text.dialect)) + Twine(text.isStatement) +
                     text.cpu + "\n" + text.features + "\n" + text.text)
                        .str();
  auto [it, isNew] = objects.try_emplace(key);
  if (!isNew && it->second)
    return it->second.get();
  SmallVector<char, 0> file;
  if (Error error = run(text, *subtargetFor(text), file))
    return std::move(error);
  auto result = std::make_unique<object::Object>();
  if (Error error = readAssembled(StringRef(file.data(), file.size()), *result))
    return std::move(error);
  it->second = std::move(result);
  return it->second.get();
}

Assembler::Assembler(const Options &options) : options(options) {}

Assembler::~Assembler() = default;

Expected<const shunt::object::Object *> Assembler::assemble(const Text &text) {
  if (!impl) {
    impl = std::make_unique<Impl>(options);
    if (Error error = impl->initialize()) {
      impl.reset();
      return std::move(error);
    }
  }
  return impl->assemble(text);
}
