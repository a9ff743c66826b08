//===- DialectContext.h - An MLIRContext with the dialect -------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_PLUGIN_DIALECTCONTEXT_H
#define SHUNT_PLUGIN_DIALECTCONTEXT_H

#include "dialects/shunt/ShuntOps.h"
#include "mlir/IR/MLIRContext.h"

namespace shunt::plugin {

/// One module's context: no threads, only the dialect.
struct DialectContext {
  DialectContext() {
    // Made without threads, it still takes locks.
    mlir.disableMultithreading();
    mlir.loadDialect<ShuntDialect>();
  }

  mlir::MLIRContext mlir{mlir::MLIRContext::Threading::DISABLED};
};

} // namespace shunt::plugin

#endif // SHUNT_PLUGIN_DIALECTCONTEXT_H
