//===- shunt-opt.cpp - Reads, verifies and prints the dialect -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// mlir-opt for modules of the shunt dialect: parse, verify, run what passes
// the command line names, print. Used by the tests of the dialect.
//
//===----------------------------------------------------------------------===//

#include "dialects/shunt/ShuntOps.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  registry.insert<shunt::ShuntDialect>();
  registry.addExtension(+[](mlir::MLIRContext *context, shunt::ShuntDialect *) {
    shunt::registerOperations(context);
  });
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "shunt dialect tool\n", registry));
}
