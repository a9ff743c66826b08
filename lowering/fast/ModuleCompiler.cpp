//===- ModuleCompiler.cpp - One module to one object ----------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/ModuleCompiler.h"
#include "lowering/debug/DebugWriter.h"
#include "lowering/fast/ElfFormat.h"
#include "lowering/fast/GlobalEmitter.h"
#include "lowering/fast/Hardening.h"
#include "lowering/fast/ModuleAsm.h"
#include "lowering/fast/ModuleFacts.h"
#include "lowering/fast/SectionChooser.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::fast;
using object::SectionId;

namespace {

/// Finds the symbols of what debug information refers to.
class DebugSymbols final : public debug::SymbolSource {
public:
  using NameOf = unique_function<mlir::StringAttr(const GlobalValue &)>;

  DebugSymbols(fast::SymbolTable &symbols, ObjectFormat &format)
      : symbols(symbols), format(format) {}

  object::SymbolId symbolOf(const GlobalValue &value) override {
    // Being described is no use.
    mlir::StringAttr name = nameOf(value);
    return name ? symbols.lookUp(name).id : object::SymbolId::None;
  }

  object::SymbolId threadBase() override { return format.threadBase(); }

  NameOf nameOf;

private:
  fast::SymbolTable &symbols;
  ObjectFormat &format;
};

} // namespace

struct ModuleCompiler::State {
  State(const Options &options, const Target &target)
      : options(options), target(target) {}

  Options options;
  const Target &target;
  Refusal refusal;
  object::Object object;
  object::Object splitObject; ///< Of -gsplit-dwarf.
  Assembler assembler{options};
  ModuleAsm moduleAsm{options, assembler, object, refusal};
  Hardening hardening{target};
  fast::SymbolTable symbols{object, options};
  ConstantPool constants{object};
  debug::UnwindWriter unwind{object, target.unwind};
  SectionChooser sections{options, object, symbols, refusal};
  GlobalEmitter globals{options, target, object, symbols, sections, refusal};
  ModuleContext context{options,   target, object,    symbols,
                        constants, unwind, assembler, refusal};
  std::unique_ptr<ObjectFormat> format = createFormat();
  std::unique_ptr<FunctionCompiler> compiler = target.create(context);
  DebugSymbols debugSymbols{symbols, *format};
  std::optional<debug::DebugWriter> debug;

  std::unique_ptr<ObjectFormat> createFormat();
  bool declareOther(mlir::Operation *op);
};

std::unique_ptr<ObjectFormat> ModuleCompiler::State::createFormat() {
  FormatContext parts{context, target, sections, globals};
  auto created =
      target.createFormat ? target.createFormat(parts) : createElfFormat(parts);
  context.format = created.get();
  globals.setFormat(*created);
  return created;
}

ModuleCompiler::ModuleCompiler(const Options &options, const Target &target)
    : state(std::make_unique<State>(options, target)) {}

ModuleCompiler::~ModuleCompiler() = default;

const Refusal &ModuleCompiler::refusal() const { return state->refusal; }

//===----------------------------------------------------------------------===//
// Before functions and data
//===----------------------------------------------------------------------===//

static bool isSymbol(mlir::Operation *op) {
  return isa<FuncOp, GlobalOp, AliasOp, IFuncOp>(op);
}

/// Handles what is no symbol but may refer to symbols.
bool ModuleCompiler::State::declareOther(mlir::Operation *op) {
  if (auto comdat = dyn_cast<ComdatOp>(op))
    return sections.declare(comdat);
  if (auto assembly = dyn_cast<ModuleAsmOp>(op))
    return moduleAsm.assemble(assembly);
  if (auto used = dyn_cast<UsedOp>(op)) {
    sections.declare(used);
    // Being listed is a use.
    for (mlir::Attribute symbol : used.getSymbols())
      if (auto reference = dyn_cast<mlir::FlatSymbolRefAttr>(symbol))
        symbols[reference.getAttr()];
    return true;
  }
  if (isa<StructorsOp>(op))
    return true;
  return refusal.refuse(op->getName().getStringRef().str() + " in a module",
                        op);
}

bool ModuleCompiler::begin(mlir::ModuleOp module) {
  State &s = *state;
  if (!readModuleFlags(module, s.target, s.options, s.refusal))
    return false;
  if (s.options.emitStackSizes)
    return s.refusal.refuse("-fstack-size-section");
  s.object.sourceFile = sourceFileName(module);
  s.object.writeAddrsig = s.options.addrsig;
  for (mlir::Operation &op : *module.getBody())
    if (isSymbol(&op))
      s.symbols.declare(&op);
  if (!s.format->begin(module))
    return false;
  for (mlir::Operation &op : *module.getBody())
    if (!isSymbol(&op) && !s.declareOther(&op))
      return false;
  return true;
}

bool ModuleCompiler::beginDebug(const Module &host,
                                DebugSymbols::NameOf nameOf) {
  State &s = *state;
  s.debugSymbols.nameOf = std::move(nameOf);
  s.debug.emplace(s.object, s.splitObject, s.target.debug, s.options.debug);
  s.context.debug = &*s.debug;
  // One table for all: what unwinds at run time serves debuggers as well.
  if (none_of(host.functions(), [](const Function &function) {
        return !function.isDeclarationForLinker() &&
               function.needsUnwindTableEntry();
      }))
    s.unwind.useDebugFrame();
  return s.debug->begin(host, s.debugSymbols) ||
         s.refusal.refuse(s.debug->refusal());
}

//===----------------------------------------------------------------------===//
// Functions and data
//===----------------------------------------------------------------------===//

bool ModuleCompiler::compileFunction(FuncOp func,
                                     const debug::HostFunction &host,
                                     HostValues values) {
  State &s = *state;
  s.context.host = host;
  s.context.hostValues = values;
  if (func.isDeclaration() || func.getLinkage() == Linkage::AvailableExternally)
    return true;
  if (!s.hardening.check(func, s.refusal))
    return false;
  SectionId section = s.format->sectionFor(func);
  return section != SectionId::None && s.compiler->compile(func, section);
}

bool ModuleCompiler::emitGlobal(GlobalOp global) {
  return state->globals.emit(global);
}

//===----------------------------------------------------------------------===//
// After functions and data
//===----------------------------------------------------------------------===//

bool ModuleCompiler::finish(mlir::ModuleOp module) {
  State &s = *state;
  for (auto structors : module.getOps<StructorsOp>())
    if (!s.format->emit(structors))
      return false;
  if (!s.globals.defineAliases(module) || !s.moduleAsm.finish() ||
      !s.globals.settleDifferences())
    return false;
  // From here on no new symbol, and every symbol has its place.
  s.sections.finish();
  if (s.debug && !s.debug->finishInfo())
    return s.refusal.refuse(s.debug->refusal());
  if (!s.format->finish(module))
    return false;
  if (s.debug)
    s.debug->finishLines();
  return true;
}

Error ModuleCompiler::write(raw_pwrite_stream &stream) {
  return state->format->write(stream);
}

Error ModuleCompiler::writeSplit(raw_pwrite_stream &stream) {
  State &s = *state;
  return object::writeElf(s.splitObject, s.target.elf, stream,
                          s.options.compressDebugSections);
}
