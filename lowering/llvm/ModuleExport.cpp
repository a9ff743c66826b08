//===- ModuleExport.cpp - The dialect to LLVM IR --------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/ModuleExport.h"
#include "lowering/llvm/FunctionExport.h"
#include "lowering/llvm/MetadataSource.h"
#include "llvm/Support/raw_ostream.h"

using namespace shunt;
using namespace shunt::llvmir;

MetadataSource::~MetadataSource() = default;

static void exportBodies(ModuleContext &module) {
  FunctionExport function(module);
  for (auto source : module.source.getOps<FuncOp>()) {
    if (source.isDeclaration())
      continue;
    function.run(source, *llvm::cast<llvm::Function>(
                             module.symbol(source.getSymNameAttr(), source)));
    if (module.refused)
      return;
  }
}

llvm::Expected<std::unique_ptr<llvm::Module>>
llvmir::exportModule(mlir::ModuleOp source, llvm::LLVMContext &context,
                     MetadataSource *metadata) {
  ModuleContext module(source, context, metadata);
  module.exportTarget();
  if (metadata)
    metadata->beginModule(*module.target);
  else
    module.text.begin();
  if (!module.refused)
    module.exportSymbols();
  if (!module.refused && !metadata)
    module.text.bindSymbols();
  if (!module.refused)
    module.exportContents();
  if (!module.refused)
    exportBodies(module);
  if (!module.refused && !metadata)
    module.exportModuleMetadata();
  if (module.refused) {
    // What was built so far may hold cycles of half-made values.
    module.target->dropAllReferences();
    return std::move(module.refusal);
  }
  llvm::consumeError(std::move(module.refusal));
  if (metadata)
    metadata->endModule();
  return std::move(module.target);
}
