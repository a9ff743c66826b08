//===- ModuleContext.cpp - What all parts of one export share -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/ModuleContext.h"
#include "llvm/Support/raw_ostream.h"

using namespace shunt;
using namespace shunt::llvmir;

ModuleContext::ModuleContext(mlir::ModuleOp source, llvm::LLVMContext &context,
                             MetadataSource *metadata)
    : source(source), llvm(context),
      target(std::make_unique<llvm::Module>("", context)), metadata(metadata),
      text(*this), types(context) {}

/// Whether headerOf(op) is there: the operation stands in a function.
static bool hasHeader(mlir::Operation *op) {
  return llvm::isa_and_nonnull<ShuntDialect>(op->getDialect()) &&
         op->getParentOfType<FuncOp>();
}

void ModuleContext::refuse(const llvm::Twine &construct, mlir::Operation *op) {
  if (refused)
    return;
  refused = true;
  FuncOp function;
  uint32_t origin = 0;
  if (op) {
    function = llvm::dyn_cast<FuncOp>(op);
    if (!function && hasHeader(op)) {
      function = op->getParentOfType<FuncOp>();
      origin = headerOf(op).origin;
    }
  }
  llvm::consumeError(std::move(refusal));
  refusal = llvm::make_error<Refusal>(
      construct.str(), function ? function.getSymName().str() : std::string(),
      origin);
}

llvm::Type *ModuleContext::type(mlir::Type type, mlir::Operation *op) {
  if (llvm::Type *result = types.get(type))
    return result;
  std::string text;
  llvm::raw_string_ostream(text) << types.refused();
  refuse("type " + text, op);
  return llvm::Type::getInt64Ty(llvm);
}

llvm::FunctionType *ModuleContext::signature(const TypeRef &ref,
                                             mlir::Operation *op) {
  if (auto *result = types.signature(ref.type))
    return result;
  if (types.refused())
    type(ref.type, op);
  refuse("missing signature", op);
  return llvm::FunctionType::get(llvm::Type::getVoidTy(llvm), false);
}

//===----------------------------------------------------------------------===//
// Refusals
//===----------------------------------------------------------------------===//

char Refusal::ID = 0;

void Refusal::log(llvm::raw_ostream &os) const {
  os << construct;
  if (!function.empty())
    os << " in function '" << function << "'";
}

std::error_code Refusal::convertToErrorCode() const {
  return std::make_error_code(std::errc::not_supported);
}
