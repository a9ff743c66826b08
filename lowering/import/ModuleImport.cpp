//===- ModuleImport.cpp - LLVM IR to the dialect, function by function ----===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/ModuleImport.h"
#include "lowering/import/FunctionImport.h"
#include "lowering/import/ImportedBody.h"
#include "lowering/import/InitialData.h"
#include "lowering/import/MetadataText.h"
#include "lowering/import/SymbolImport.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Support/PrettyStackTrace.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

struct ModuleImport::Impl {
  Impl(const llvm::Module &host, MLIRContext &context, Mode mode,
       Storage storage)
      : module(host, context, mode), bodies(module, storage) {}

  ModuleContext module;
  FunctionImport bodies;
  SymbolTables tables;
};

ModuleImport::ModuleImport(const llvm::Module &host, MLIRContext &context,
                           Mode mode, Storage storage)
    : impl(std::make_unique<Impl>(host, context, mode, storage)) {}

ModuleImport::~ModuleImport() = default;

OwningOpRef<ModuleOp> ModuleImport::importSymbols() {
  impl->module.refused = false;
  OwningOpRef<ModuleOp> op = ModuleOp::create(impl->module.location);
  if (!importModuleAttributes(impl->module, *op) ||
      !import::importSymbols(impl->module, *op->getBody(), impl->tables))
    return {};
  return op;
}

namespace {

/// Names the function in the host's crash report.
class ImportingFunction : public llvm::PrettyStackTraceEntry {
public:
  explicit ImportingFunction(const llvm::Function &function)
      : function(function) {}

  void print(llvm::raw_ostream &os) const override {
    os << "Shunt importing function '" << function.getName() << "'\n";
  }

private:
  const llvm::Function &function;
};

} // namespace

bool ModuleImport::importBody(FuncOp function, ImportedBody &body) {
  const llvm::Function *host = hostFunction(function);
  if (!host || host->isDeclaration())
    return true;
  ImportingFunction trace(*host);
  impl->module.refused = false;
  body.func = function;
  if (impl->bodies.import(*host, body))
    return true;
  dropBody(body);
  return false;
}

void ModuleImport::dropBody(ImportedBody &body) {
  if (!body.func)
    return;
  impl->bodies.drop(body);
  body.func = {};
}

void ModuleImport::beginHandover() { impl->bodies.beginHandover(); }

bool ModuleImport::importData(GlobalOp global) {
  const llvm::GlobalVariable *host = hostGlobal(global);
  if (!host || !host->hasInitializer())
    return true;
  impl->module.refused = false;
  return importInitialData(impl->module, *host->getInitializer(),
                           global.getProperties().data);
}

OwningOpRef<ModuleOp> ModuleImport::importAll() {
  OwningOpRef<ModuleOp> op = importSymbols();
  if (!op)
    return {};
  ImportedBody body;
  for (Operation &symbol : *op->getBody()) {
    if (auto function = dyn_cast<FuncOp>(symbol);
        function && !importBody(function, body))
      return {};
    if (auto global = dyn_cast<GlobalOp>(symbol); global && !importData(global))
      return {};
  }
  return op;
}

bool ModuleImport::importMetadata(ModuleOp module) {
  assert(!impl->module.isFolded() && "folded IR is no whole text");
  impl->module.refused = false;
  return importMetadataText(impl->module, impl->tables, module);
}

const llvm::Function *ModuleImport::hostFunction(FuncOp function) const {
  return impl->tables.functions.lookup(function);
}

StringAttr ModuleImport::nameOf(const llvm::GlobalValue &value) {
  return impl->module.symbol(value);
}

const llvm::GlobalVariable *ModuleImport::hostGlobal(GlobalOp global) const {
  return impl->tables.globals.lookup(global);
}

const llvm::Instruction *
ModuleImport::hostInstruction(const llvm::Function &function,
                              uint32_t origin) const {
  if (origin == 0)
    return nullptr;
  for (const llvm::Instruction &inst : llvm::instructions(function))
    if (--origin == 0)
      return &inst;
  return nullptr;
}

const Refusal &ModuleImport::refusal() const { return impl->module.refusal; }
