//===- MetadataTable.cpp - Metadata nodes from their text -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/MetadataTable.h"
#include "dialects/shunt/ShuntOps.h"
#include "llvm/AsmParser/Parser.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/Support/MemoryBufferRef.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"

using namespace shunt;
using namespace shunt::llvmir;

/// A stand-in for every symbol: a function for a function, since some
/// constants are only of functions, else a variable. What has an intrinsic's
/// name would be taken for that.
void MetadataTable::declareSymbols(mlir::ModuleOp source) {
  llvm::LLVMContext &context = holder->getContext();
  auto *function =
      llvm::FunctionType::get(llvm::Type::getVoidTy(context), false);
  for (auto symbol : source.getOps<mlir::SymbolOpInterface>()) {
    auto global = llvm::dyn_cast<GlobalOp>(symbol.getOperation());
    if (llvm::isa<FuncOp, IFuncOp>(symbol.getOperation()) &&
        !symbol.getName().starts_with("llvm."))
      llvm::Function::Create(function, llvm::Function::ExternalLinkage,
                             symbol.getName(), *holder);
    else
      new llvm::GlobalVariable(
          *holder, llvm::Type::getInt8Ty(context), /*isConstant=*/false,
          llvm::GlobalValue::ExternalLinkage, /*Initializer=*/nullptr,
          symbol.getName(), /*InsertBefore=*/nullptr,
          llvm::GlobalValue::NotThreadLocal,
          global ? global.getProperties().addressSpace : 0);
  }
}

bool MetadataTable::read(mlir::ModuleOp source, llvm::LLVMContext &context,
                         std::string &why) {
  std::string text;
  llvm::raw_string_ostream os(text);
  for (auto op : source.getOps<MetadataOp>())
    os << '!' << op.getProperties().number << " = " << op.getProperties().text
       << '\n';
  if (text.empty())
    return true;
  holder = std::make_unique<llvm::Module>("metadata", context);
  declareSymbols(source);
  llvm::SMDiagnostic diagnostic;
  if (!llvm::parseAssemblyInto(llvm::MemoryBufferRef(text, "metadata"),
                               holder.get(), /*Index=*/nullptr, diagnostic,
                               &slots))
    return true;
  why = diagnostic.getMessage().str();
  if (llvm::StringRef line = diagnostic.getLineContents(); !line.empty())
    why += " in '" + line.str() + "'";
  return false;
}

bool MetadataTable::bind(llvm::Module &target, std::string &why) {
  if (!holder)
    return true;
  for (llvm::GlobalValue &stand : holder->global_values()) {
    if (stand.use_empty() && !stand.isUsedByMetadata())
      continue;
    llvm::GlobalValue *symbol = target.getNamedValue(stand.getName());
    if (!symbol || symbol->getType() != stand.getType()) {
      why = stand.getName().str();
      return false;
    }
    stand.replaceAllUsesWith(symbol);
  }
  return true;
}

llvm::MDNode *MetadataTable::node(uint32_t number) const {
  auto it = slots.MetadataNodes.find(number);
  return it == slots.MetadataNodes.end() ? nullptr : it->second.get();
}

llvm::Constant *MetadataTable::constant(uint32_t number) const {
  llvm::MDNode *tuple = node(number);
  if (!tuple || tuple->getNumOperands() != 1)
    return nullptr;
  auto *value = llvm::dyn_cast_or_null<llvm::ConstantAsMetadata>(
      tuple->getOperand(0).get());
  return value ? value->getValue() : nullptr;
}
