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
#include "plugin/IdleCore.h"
#include "plugin/ImportAhead.h"
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

  ~FastPath() { importer.dropBody(body); }

  Outcome run();

private:
  using Scope = TimeReport::Scope;

  /// Instructions of the host for which a second thread saves some times what
  /// it costs to start and to end: 2 ms in a virtual machine.
  static constexpr size_t leastForThread = 65536;

  bool compileAll();
  bool begin();
  bool compileFunctions();
  bool wantsThread(size_t done, size_t count);
  bool compileBehind(ArrayRef<FuncOp> functions);
  bool compile(const import::ImportedBody &body);
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
  import::ImportedBody body;
  size_t instructions = 0; ///< Of the host, compiled without another thread.
  /// So many of them are compiled before another look for an idle core, which
  /// takes as long as some hundred.
  size_t nextLook = 8192;
  std::unique_ptr<IdleCore> idleCore;
  std::optional<ImportAhead> ahead;
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

bool FastPath::compile(const import::ImportedBody &body) {
  FuncOp func = body.function();
  heap.map();
  CompilingFunction trace(func);
  note(func);
  Scope scope(job.times, TimedStage::Compile);
  debug::HostFunction host;
  if (hasDebug)
    host = {importer.hostFunction(func), body.hostInstructions()};
  return compiler.compileFunction(func, host, body.namedValues());
}

/// Compiles functions as a second thread imports them. What is refused stays
/// where it is: the refusal points to it.
bool FastPath::compileBehind(ArrayRef<FuncOp> functions) {
  ahead->begin(functions);
  job.times.noteSecondThread();
  for (size_t i = 0; i < functions.size(); ++i) {
    const import::ImportedBody *next = ahead->next();
    if (!next || !compile(*next))
      return false;
    ahead->release();
  }
  return true;
}

/// Whether a second thread is allowed and worth it when `done` of `count`
/// functions are compiled. What is printed, and debug information, which reads
/// the host's instructions again, want one thread's order and cache.
bool FastPath::wantsThread(size_t done, size_t count) {
  if (job.options.print != Stage::None || job.options.threads == Threads::One)
    return false;
  if (job.options.threads == Threads::Two)
    return true;
  if (hasDebug || instructions < nextLook)
    return false;
  nextLook = 2 * instructions;
  if (instructions / done * (count - done) < leastForThread)
    return false;
  idleCore = IdleCore::claim();
  return idleCore != nullptr;
}

bool FastPath::compileFunctions() {
  SmallVector<FuncOp, 0> functions;
  for (auto func : module->getOps<FuncOp>())
    if (!importer.hostFunction(func)->isDeclarationForLinker())
      functions.push_back(func);
  for (size_t i = 0; i < functions.size(); ++i) {
    if (!ahead && wantsThread(i, functions.size())) {
      context.mlir.enableMultithreading(); // Both threads look types up.
      ahead.emplace(importer, job.times);
    }
    if (ahead && ahead->exists() &&
        (job.options.threads == Threads::Two || ahead->isReady())) {
      if (!compileBehind(ArrayRef(functions).drop_front(i)))
        return false;
      break;
    }
    {
      Scope scope(job.times, TimedStage::Import);
      if (!importer.importBody(functions[i], body))
        return false;
    }
    instructions += body.hostInstructions().size();
    if (!compile(body))
      return false;
    Scope scope(job.times, TimedStage::Import);
    importer.dropBody(body);
  }
  ahead.reset();
  idleCore.reset();
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
  if (!compileFunctions())
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
