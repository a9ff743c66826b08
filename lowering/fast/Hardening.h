//===- Hardening.h - Which function attributes are honoured -----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The one place that knows every function attribute with a meaning for code
// generation. What is neither honoured by the function compilers nor without
// such a meaning is refused by name; so is an attribute unknown here.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_HARDENING_H
#define SHUNT_LOWERING_FAST_HARDENING_H

#include "dialects/shunt/ShuntOps.h"
#include "lowering/fast/FunctionCompiler.h"
#include "lowering/fast/Refusal.h"
#include "llvm/ADT/DenseSet.h"

namespace shunt::fast {

/// Judges functions before they are compiled.
class Hardening {
public:
  /// `target` outlives this object.
  explicit Hardening(const Target &target) : target(target) {}

  /// Whether everything that `func` asks for is honoured. False: refused.
  bool check(FuncOp func, Refusal &refusal);

private:
  const Target &target;
  /// Functions' own attributes that were found good: few different ones a
  /// module.
  llvm::DenseSet<mlir::Attribute> approved;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_HARDENING_H
