//===- Diagnostics.cpp - What the user is told ----------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "plugin/Diagnostics.h"
#include "llvm/ADT/Statistic.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/Instruction.h"
#include "llvm/IR/LLVMContext.h"

#define DEBUG_TYPE "shunt"

using namespace llvm;
using namespace shunt::plugin;

ALWAYS_ENABLED_STATISTIC(refusedModules, "Modules refused by a back end");

static StringRef nameOf(Backend backend) {
  return backend == Backend::Fast ? "fast" : "llvm";
}

/// A function to hang a message on: the given one or any that has a body.
static const Function *anchor(const Module &module, const Function *function) {
  if (function && !function->isDeclaration())
    return function;
  for (const Function &candidate : module)
    if (!candidate.isDeclaration())
      return &candidate;
  return nullptr;
}

/// The most precise known place: the instruction's, or the function's.
static DiagnosticLocation locate(const Refusal &refusal) {
  if (refusal.instruction && refusal.instruction->getDebugLoc())
    return refusal.instruction->getDebugLoc();
  if (refusal.function)
    if (const DISubprogram *subprogram = refusal.function->getSubprogram())
      return subprogram;
  return DiagnosticLocation();
}

static void remark(const Module &module, const Refusal &where,
                   StringRef identifier, const Twine &message) {
  LLVMContext &context = module.getContext();
  const Function *function = anchor(module, where.function);
  if (!function) {
    context.diagnose(DiagnosticInfoGeneric(message, DS_Remark));
    return;
  }
  OptimizationRemarkMissed remark("shunt", identifier, locate(where),
                                  &function->getEntryBlock());
  remark << message.str();
  context.diagnose(remark);
}

void shunt::plugin::report(const Module &module, const Refusal &refusal,
                           const PluginOptions &options) {
  ++refusedModules;
  std::string message = (nameOf(options.backend) +
                         " back end does not handle " + refusal.construct)
                            .str();
  if (refusal.function)
    message += (" in function '" + refusal.function->getName() + "'").str();
  if (options.fallback == Fallback::LLVM) {
    remark(module, refusal, "Refused", message + "; LLVM generates the code");
    return;
  }
  LLVMContext &context = module.getContext();
  if (!refusal.function)
    context.diagnose(DiagnosticInfoGeneric(message, DS_Error));
  else
    context.diagnose(DiagnosticInfoUnsupported(*refusal.function, message,
                                               locate(refusal), DS_Error));
}

void shunt::plugin::reportNotOurs(const Module &module, const Twine &reason) {
  remark(module, {}, "NotOurs", "LLVM generates the code: " + reason);
}

static void reportError(const Module &module, const Twine &message) {
  module.getContext().diagnose(DiagnosticInfoGeneric(message, DS_Error));
}

void shunt::plugin::reportUsage(const Module &module, Error error) {
  reportError(module, toString(std::move(error)));
}

void shunt::plugin::reportInternal(const Module &module, Error error) {
  reportError(module, "internal error in shunt: " + toString(std::move(error)));
}
