//===- Refusal.h - What the fast back end can't compile ---------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_REFUSAL_H
#define SHUNT_LOWERING_FAST_REFUSAL_H

#include "mlir/IR/Operation.h"
#include <string>

namespace shunt::fast {

/// Valid input that the fast back end does not handle. The first one counts:
/// the module then goes to LLVM whole.
class Refusal {
public:
  /// Notes that `construct` (lower case, no period) is not handled. `op` is
  /// the operation that needs it, or the symbol that has it, or null. Returns
  /// false, so that callers can return it on.
  bool refuse(std::string construct, mlir::Operation *op = nullptr) {
    if (!isSet()) {
      what = std::move(construct);
      where = op;
    }
    return false;
  }

  bool isSet() const { return !what.empty(); }
  const std::string &construct() const { return what; }
  /// Valid until its function's body is dropped.
  mlir::Operation *operation() const { return where; }

private:
  std::string what;
  mlir::Operation *where = nullptr;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_REFUSAL_H
