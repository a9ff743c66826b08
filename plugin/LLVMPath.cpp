//===- LLVMPath.cpp - Import exact, export, LLVM's back end ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/ModuleImport.h"
#include "lowering/llvm/HostMetadata.h"
#include "lowering/llvm/ModuleExport.h"
#include "plugin/Backends.h"
#include "plugin/DialectContext.h"
#include "plugin/SplitOutput.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Verifier.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::plugin;
using Scope = TimeReport::Scope;

static void print(const Module &exported, const PluginOptions &options) {
  if (options.function.empty())
    exported.print(errs(), nullptr);
  else if (const Function *function = exported.getFunction(options.function))
    function->print(errs());
}

static void print(mlir::ModuleOp module, const PluginOptions &options) {
  for (mlir::Operation &op : *module.getBody()) {
    auto symbol = dyn_cast<mlir::SymbolOpInterface>(op);
    if (!symbol || !options.prints(symbol.getName()))
      continue;
    op.print(errs());
    errs() << "\n";
  }
}

/// Turns the exporter's error, which names a function and an instruction by
/// its ordinal, into the host's terms.
static Outcome refused(const Job &job, const import::ModuleImport &importer,
                       Error error) {
  plugin::Refusal refusal;
  Error rest =
      handleErrors(std::move(error), [&](const llvmir::Refusal &exported) {
        refusal.construct = exported.construct;
        refusal.function = job.module.getFunction(exported.function);
        if (refusal.function && exported.origin)
          refusal.instruction =
              importer.hostInstruction(*refusal.function, exported.origin);
      });
  if (!rest)
    return Outcome::refused(std::move(refusal));
  reportInternal(job.module, std::move(rest));
  return Outcome::failed();
}

/// Runs LLVM's back end as the host would.
static Outcome emit(const Job &job, Module &exported) {
  Scope scope(job.times, TimedStage::Codegen);
  SplitOutput split(job.module, job.machine);
  if (!split.open())
    return Outcome::failed();
  TargetLibraryInfoImpl library(exported.getTargetTriple(),
                                job.machine.Options.VecLib);
  legacy::PassManager passes;
  passes.add(
      createTargetTransformInfoWrapperPass(job.machine.getTargetIRAnalysis()));
  passes.add(new TargetLibraryInfoWrapperPass(library));
  if (job.machine.addPassesToEmitFile(passes, job.stream, split.stream(),
                                      job.type,
                                      /*DisableVerify=*/true))
    return Outcome::refused({"this kind of output", nullptr, nullptr});
  passes.run(exported);
  return split.keep() ? Outcome() : Outcome::failed();
}

Outcome shunt::plugin::runLLVM(const Job &job) {
  if (!job.machine.Options.StackUsageOutput.empty())
    return Outcome::refused({"-fstack-usage", nullptr, nullptr});
  DialectContext context;
  import::ModuleImport importer(job.module, context.mlir, import::Mode::Exact);
  mlir::OwningOpRef<mlir::ModuleOp> module;
  {
    Scope scope(job.times, TimedStage::Import);
    module = importer.importAll();
  }
  if (!module) {
    const import::Refusal &refusal = importer.refusal();
    return Outcome::refused(
        {refusal.construct, refusal.function, refusal.instruction});
  }
  if (job.times.isOn())
    module->walk([&](mlir::Operation *op) {
      job.times.addOps(!isa<mlir::SymbolOpInterface>(op));
    });
  if (job.options.print == Stage::Dialect)
    print(*module, job.options);
  Expected<std::unique_ptr<Module>> exported = [&] {
    Scope scope(job.times, TimedStage::Export);
    llvmir::HostMetadata metadata(job.module);
    return llvmir::exportModule(*module, job.module.getContext(), &metadata);
  }();
  if (!exported)
    return refused(job, importer, exported.takeError());
  module = {};
  assert(!verifyModule(**exported, &errs()) && "exported IR is invalid");
  if (job.options.print == Stage::LLVM)
    print(**exported, job.options);
  return emit(job, **exported);
}
