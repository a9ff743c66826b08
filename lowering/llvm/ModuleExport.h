//===- ModuleExport.h - The dialect to LLVM IR ------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Input: a module of the dialect in exact form, from import or from text.
// Output: an llvm::Module that rebuilds one instruction for each operation, in
// the same order. Called by the plugin's LLVM back end and by the tools.
//
// What the dialect does not hold (debug locations, metadata) comes from a
// MetadataSource, in the same process from the host's own module.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_LLVM_MODULEEXPORT_H
#define SHUNT_LOWERING_LLVM_MODULEEXPORT_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace shunt::llvmir {

class MetadataSource;

/// Something that the dialect says and LLVM IR can't, or that is not handled.
class Refusal : public llvm::ErrorInfo<Refusal> {
public:
  static char ID;

  Refusal(std::string construct, std::string function, uint32_t origin)
      : construct(std::move(construct)), function(std::move(function)),
        origin(origin) {}

  void log(llvm::raw_ostream &os) const override;
  std::error_code convertToErrorCode() const override;

  std::string construct; ///< Lower case, no period: "split wide integer".
  std::string function;  ///< Where; empty: in the module.
  uint32_t origin;       ///< header.origin of the operation; 0: none.
};

/// Rebuilds the LLVM module. `source` must verify and is not changed;
/// `metadata` may be null and is used only during the call. The error is a
/// Refusal. The result passes LLVM's verifier if `source` came from import of
/// a module that does.
llvm::Expected<std::unique_ptr<llvm::Module>>
exportModule(mlir::ModuleOp source, llvm::LLVMContext &context,
             MetadataSource *metadata = nullptr);

} // namespace shunt::llvmir

#endif // SHUNT_LOWERING_LLVM_MODULEEXPORT_H
