//===- Compile.cpp - One input through the plugin's back ends -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Compile.h"
#include "lowering/fast/ModuleCompiler.h"
#include "lowering/llvm/ModuleExport.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Support/FileUtilities.h"
#include "plugin/Driver.h"
#include "plugin/HostOptions.h"
#include "plugin/Targets.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/Support/SourceMgr.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::plugin;

static bool fail(LLVMContext &context, const Twine &message) {
  context.diagnose(DiagnosticInfoGeneric(message, DS_Error));
  return false;
}

/// Whether no error was reported.
static bool isClean(LLVMContext &context) {
  return !context.getDiagHandlerPtr()->HasErrors;
}

/// LLVM's own back end, as the host would run it.
static bool emitWithLLVM(Module &module, TargetMachine &machine,
                         raw_pwrite_stream &stream) {
  legacy::PassManager passes;
  if (machine.addPassesToEmitFile(passes, stream, nullptr,
                                  CodeGenFileType::ObjectFile))
    return fail(module.getContext(), "the target writes no object files");
  passes.run(module);
  return isClean(module.getContext());
}

bool plugin::compileHost(Module &module, TargetMachine &machine,
                         const PluginOptions &options,
                         SmallVector<char, 0> &buffer) {
  raw_svector_ostream stream(buffer);
  if (generateCode(module, machine, CodeGenFileType::ObjectFile, stream,
                   options))
    return isClean(module.getContext());
  return emitWithLLVM(module, machine, stream);
}

//===----------------------------------------------------------------------===//
// Dialect text
//===----------------------------------------------------------------------===//

bool DialectText::read(std::string &why) {
  auto buffer = mlir::openInputFile(file, &why);
  if (!buffer)
    return false;
  registerOperations(&context.mlir);
  SourceMgr sources;
  sources.AddNewSourceBuffer(std::move(buffer), SMLoc());
  mlir::SourceMgrDiagnosticHandler handler(sources, &context.mlir);
  module = mlir::parseSourceFile<mlir::ModuleOp>(sources, &context.mlir);
  why = "not valid dialect text";
  return bool(module);
}

Triple DialectText::triple() const {
  auto name = (*module)->getAttrOfType<mlir::StringAttr>("shunt.triple");
  return Triple(name ? name.getValue() : "");
}

/// The level of position independence is the one thing that the host's module
/// has and the target machine has not.
static void setPieLevel(mlir::ModuleOp module, Module &host) {
  auto flags =
      module->getAttrOfType<mlir::DictionaryAttr>("shunt.module_flags");
  if (!flags)
    return;
  if (auto level = flags.getAs<mlir::IntegerAttr>("PIE Level"))
    host.setPIELevel(PIELevel::Level(level.getValue().getZExtValue()));
}

bool DialectText::compileFast(Module &host, TargetMachine &machine,
                              SmallVector<char, 0> &buffer) {
  const fast::Target *target = findTarget(machine.getTargetTriple());
  if (!target)
    return fail(host.getContext(), "the fast back end has no target '" +
                                       machine.getTargetTriple().str() + "'");
  fast::ModuleCompiler compiler(readHostOptions(host, machine), *target);
  auto compileAll = [&] {
    if (!compiler.begin(*module))
      return false;
    for (auto func : module->getOps<FuncOp>())
      if (!compiler.compileFunction(func))
        return false;
    for (auto global : module->getOps<GlobalOp>())
      if (!compiler.emitGlobal(global))
        return false;
    return compiler.finish(*module);
  };
  if (!compileAll())
    return fail(host.getContext(), "fast back end does not handle " +
                                       compiler.refusal().construct());
  raw_svector_ostream stream(buffer);
  if (Error error = compiler.write(stream))
    return fail(host.getContext(),
                "internal error in shunt: " + toString(std::move(error)));
  return true;
}

bool DialectText::compile(LLVMContext &llvm, TargetMachine &machine,
                          const PluginOptions &options,
                          SmallVector<char, 0> &buffer) {
  if (options.print == Stage::Dialect)
    module->print(errs());
  if (options.backend == Backend::Fast) {
    Module host(file, llvm);
    setPieLevel(*module, host);
    return compileFast(host, machine, buffer);
  }
  Expected<std::unique_ptr<Module>> exported =
      llvmir::exportModule(*module, llvm);
  if (!exported)
    return fail(llvm, "llvm back end does not handle " +
                          toString(exported.takeError()));
  raw_svector_ostream stream(buffer);
  return emitWithLLVM(**exported, machine, stream);
}
