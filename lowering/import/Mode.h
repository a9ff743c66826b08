//===- Mode.h - The one switch of import ------------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_IMPORT_MODE_H
#define SHUNT_LOWERING_IMPORT_MODE_H

namespace shunt::import {

/// How much import folds.
enum class Mode : bool {
  Exact,  ///< One operation for what was one instruction: text, LLVM path.
  Folded, ///< Addresses, constants, compares go into their users; no vectors,
          ///< no integers above 64 bits: the fast back end.
};

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_MODE_H
