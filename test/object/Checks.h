//===- Checks.h - What files can't show -------------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_TEST_OBJECT_CHECKS_H
#define SHUNT_TEST_OBJECT_CHECKS_H

namespace shunt::test {

/// Runs the checks, prints a line for each, and returns true if all hold.
bool runChecks();

} // namespace shunt::test

#endif // SHUNT_TEST_OBJECT_CHECKS_H
