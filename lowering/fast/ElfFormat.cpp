//===- ElfFormat.cpp - ELF objects ----------------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/ElfFormat.h"
#include "lowering/fast/GlobalEmitter.h"
#include "lowering/fast/ModuleFacts.h"
#include "lowering/fast/SectionChooser.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::fast;
using object::SectionId;

namespace {

class ElfFormat final : public ObjectFormat {
public:
  explicit ElfFormat(const FormatContext &context)
      : module(context.module), target(context.target),
        sections(context.sections), globals(context.globals) {}

  bool begin(mlir::ModuleOp) override;
  SectionId sectionFor(FuncOp func) override;
  std::optional<uint32_t> addressRelocation(const SymbolInfo &symbol,
                                            unsigned bytes) override;
  std::optional<uint64_t> blockNumber(uint32_t) override { return {}; }
  object::SymbolId threadBase() override { return object::SymbolId::None; }
  bool emit(StructorsOp structors) override { return globals.emit(structors); }
  bool finish(mlir::ModuleOp module) override;
  Error write(raw_pwrite_stream &stream) override {
    return object::writeElf(module.object, target.elf, stream,
                            module.options.compressDebugSections);
  }

private:
  bool alignFunction(FuncOp op, SectionId id);
  void emitUnwindTables();
  void listAddressTaken(mlir::ModuleOp module);

  ModuleContext &module;
  const Target &target;
  SectionChooser &sections;
  GlobalEmitter &globals;
};

} // namespace

/// LLVM aligns .text to this many bytes, whatever stands in it.
static constexpr uint64_t textAlignment = 4;

bool ElfFormat::begin(mlir::ModuleOp) {
  SectionId text = module.object.getOrCreateSection(
      ".text", ELF::SHT_PROGBITS, ELF::SHF_ALLOC | ELF::SHF_EXECINSTR);
  module.object[text].alignment = textAlignment;
  return true;
}

/// Fills up to where the function may begin.
bool ElfFormat::alignFunction(FuncOp op, SectionId id) {
  FuncOp::Properties &func = op.getProperties();
  uint64_t alignment =
      sections.placementOf(op).isForSize ? 1 : target.functionAlignment;
  if (func.alignment && !isPowerOf2_64(func.alignment))
    return module.refusal.refuse("alignment that is no power of two", op);
  alignment = std::max(alignment, func.alignment);
  object::Section &section = module.object[id];
  uint64_t end = section.size();
  if (end == 0 && !target.codeMark.empty()) {
    object::Symbol mark;
    mark.name = target.codeMark;
    mark.binding = ELF::STB_LOCAL;
    mark.section = id;
    module.object.addSymbol(mark);
  }
  section.alignEnd(alignment);
  target.fillWithNops(reinterpret_cast<uint8_t *>(section.bytes.data()) + end,
                      reinterpret_cast<uint8_t *>(section.bytes.end()));
  return true;
}

SectionId ElfFormat::sectionFor(FuncOp func) {
  SectionId id = sections.forFunction(func);
  const object::Section &section = module.object[id];
  if (section.type == ELF::SHT_NOBITS) {
    module.refusal.refuse("function in section '" + section.name.str() + "'",
                          func);
    return SectionId::None;
  }
  return alignFunction(func, id) ? id : SectionId::None;
}

std::optional<uint32_t> ElfFormat::addressRelocation(const SymbolInfo &,
                                                     unsigned bytes) {
  if (bytes == 8)
    return target.pointerRelocation;
  if (bytes == 4)
    return target.pointerRelocation32;
  return std::nullopt;
}

void ElfFormat::emitUnwindTables() {
  if (module.unwind.isEmpty())
    return;
  module.unwind.finish(
      module.unwind.isForDebuggers()
          ? module.object.getOrCreateSection(".debug_frame", ELF::SHT_PROGBITS,
                                             0)
          : module.object.getOrCreateSection(
                ".eh_frame", target.unwindSectionType, ELF::SHF_ALLOC));
}

/// Lists the symbols whose address may be compared: all that are used, but not
/// those whose declaration says that it isn't (AsmPrinter::doFinalization).
void ElfFormat::listAddressTaken(mlir::ModuleOp op) {
  auto add = [&](auto symbol) {
    auto &properties = symbol.getProperties();
    const SymbolInfo &info = module.symbols.lookUp(properties.sym_name);
    if (info.isUsed && properties.unnamedAddr == UnnamedAddr::None &&
        properties.tlsModel == shunt::TLSModel::NotThreadLocal &&
        !properties.sym_name.getValue().starts_with("llvm."))
      module.object.addressTaken.push_back(info.id);
  };
  for_each(op.getOps<FuncOp>(), add);
  for_each(op.getOps<GlobalOp>(), add);
  for_each(op.getOps<AliasOp>(), add);
  for_each(op.getOps<IFuncOp>(), add);
}

bool ElfFormat::finish(mlir::ModuleOp op) {
  if (module.object.writeAddrsig)
    listAddressTaken(op);
  addModuleStrings(op, module.object);
  if (target.finishModule)
    target.finishModule(op, module.object);
  module.object.getOrCreateSection(".note.GNU-stack", ELF::SHT_PROGBITS, 0);
  emitUnwindTables();
  return true;
}

std::unique_ptr<ObjectFormat>
fast::createElfFormat(const FormatContext &context) {
  return std::make_unique<ElfFormat>(context);
}
