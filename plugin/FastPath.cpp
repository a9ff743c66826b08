//===- FastPath.cpp - Import folded and the fast back end -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/DebugWriter.h"
#include "lowering/fast/ModuleCompiler.h"
#include "lowering/import/ModuleImport.h"
#include "plugin/Backends.h"
#include "plugin/DialectContext.h"
#include "plugin/HeapGrowth.h"
#include "plugin/HostOptions.h"
#include "plugin/SplitOutput.h"
#include "plugin/Targets.h"
#include "llvm/Support/BuryPointer.h"
#include "llvm/Support/PrettyStackTrace.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::plugin;

namespace {

/// Names the function in the host's crash report.
class CompilingFunction : public PrettyStackTraceEntry {
public:
  explicit CompilingFunction(FuncOp func) : func(func) {}

  void print(raw_ostream &os) const override {
    os << "Shunt's fast back end compiling function '" << func.getSymName()
       << "'\n";
  }

private:
  mutable FuncOp func; ///< Accessors are not const.
};

/// One run: a stream of functions, then one of globals, as LLVM orders them.
/// Members that return false have refused.
class FastPath {
public:
  explicit FastPath(const Job &job)
      : job(job), importer(job.module, context.mlir, import::Mode::Folded,
                           import::Storage::Arena),
        compiler(readHostOptions(job.module, job.machine),
                 *findTarget(job.module.getTargetTriple())) {}

  ~FastPath() {
    if (current)
      importer.dropBody(current);
  }

  Outcome run();

private:
  using Scope = TimeReport::Scope;

  bool compileAll();
  bool begin();
  bool compile(FuncOp func);
  bool emit(GlobalOp global);
  Outcome write();
  void note(FuncOp func);
  plugin::Refusal refusal() const;

  const Job &job;
  HeapGrowth heap; ///< Before all that allocates.
  DialectContext context;
  import::ModuleImport importer;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  fast::ModuleCompiler compiler;
  bool hasDebug = false; ///< -g.
  FuncOp current;        ///< Has a body, which must not outlive the importer's.
};

} // namespace

bool FastPath::begin() {
  {
    Scope scope(job.times, TimedStage::Import);
    module = importer.importSymbols();
    if (!module)
      return false;
  }
  {
    Scope scope(job.times, TimedStage::Data);
    if (!compiler.begin(*module))
      return false;
  }
  hasDebug = debug::DebugWriter::isWanted(job.module);
  if (!hasDebug)
    return true;
  Scope scope(job.times, TimedStage::Data);
  return compiler.beginDebug(job.module, [this](const GlobalValue &value) {
    return importer.nameOf(value);
  });
}

/// What the user wants to see of a function that was just imported.
void FastPath::note(FuncOp func) {
  if (job.options.print == Stage::Dialect &&
      job.options.prints(func.getSymName())) {
    func->print(errs());
    errs() << "\n";
  }
  if (job.times.isOn())
    for (mlir::Block &block : func.getBody())
      job.times.addOps(block.getOperations().size());
}

bool FastPath::compile(FuncOp func) {
  if (func.getLinkage() == Linkage::AvailableExternally)
    return true;
  heap.map();
  CompilingFunction trace(func);
  current = func;
  {
    Scope scope(job.times, TimedStage::Import);
    if (!importer.importBody(func))
      return false;
  }
  if (func.isDeclaration())
    return true;
  note(func);
  {
    Scope scope(job.times, TimedStage::Compile);
    debug::HostFunction host;
    if (hasDebug)
      host = {importer.hostFunction(func), importer.hostInstructions()};
    auto valueOf = [this](const Value &value) {
      return importer.valueOf(value);
    };
    if (!compiler.compileFunction(func, host, valueOf))
      return false;
  }
  Scope scope(job.times, TimedStage::Import);
  importer.dropBody(func);
  current = {};
  return true;
}

bool FastPath::emit(GlobalOp global) {
  if (global.getProperties().declaration)
    return true;
  Scope scope(job.times, TimedStage::Data);
  heap.map();
  if (!importer.importData(global))
    return false;
  if (job.options.print == Stage::Dialect && job.options.function.empty()) {
    global->print(errs());
    errs() << "\n";
  }
  if (!compiler.emitGlobal(global))
    return false;
  global.getProperties().data = Data();
  return true;
}

bool FastPath::compileAll() {
  if (!begin())
    return false;
  for (auto func : module->getOps<FuncOp>())
    if (!compile(func))
      return false;
  for (auto global : module->getOps<GlobalOp>())
    if (!emit(global))
      return false;
  Scope scope(job.times, TimedStage::Object);
  heap.map();
  return compiler.finish(*module);
}

/// Who refused, in the host's terms.
plugin::Refusal FastPath::refusal() const {
  const fast::Refusal &ours = compiler.refusal();
  if (!ours.isSet()) {
    const import::Refusal &imported = importer.refusal();
    return {imported.construct, imported.function, imported.instruction};
  }
  plugin::Refusal refusal{ours.construct(), nullptr, nullptr};
  mlir::Operation *op = ours.operation();
  if (!op)
    return refusal;
  if (auto func = dyn_cast<FuncOp>(op)) {
    refusal.function = importer.hostFunction(func);
  } else if (auto parent = op->getParentOfType<FuncOp>()) {
    refusal.function = importer.hostFunction(parent);
    if (refusal.function)
      refusal.instruction =
          importer.hostInstruction(*refusal.function, headerOf(op).origin);
  } else if (auto symbol = dyn_cast<mlir::SymbolOpInterface>(op)) {
    refusal.construct += " (symbol '" + symbol.getName().str() + "')";
  }
  return refusal;
}

Outcome FastPath::write() {
  Scope scope(job.times, TimedStage::Object);
  SplitOutput split(job.module, job.machine);
  if (!split.open())
    return Outcome::failed();
  Error error = compiler.write(job.stream);
  if (!error && split.stream())
    error = compiler.writeSplit(*split.stream());
  if (error) {
    reportInternal(job.module, std::move(error));
    return Outcome::failed();
  }
  return split.keep() ? Outcome() : Outcome::failed();
}

Outcome FastPath::run() {
  std::string option = findUnsupportedOption(job.machine);
  if (option.empty() && debug::DebugWriter::isWanted(job.module))
    option = findUnsupportedDebugOption(job.machine);
  if (!option.empty())
    return Outcome::refused({option, nullptr, nullptr});
  if (!compileAll())
    return Outcome::refused(refusal());
  return write();
}

Outcome shunt::plugin::runFast(const Job &job) {
  auto path = std::make_unique<FastPath>(job);
  Outcome outcome = path->run();
  if (outcome.kind == Outcome::Done && job.options.disableFree)
    BuryPointer(std::move(path));
  return outcome;
}
