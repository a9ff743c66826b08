//===- exit.c - The end of a program without a system ---------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// There is nobody to give an exit code to: leaving early is a trap.
//
//===----------------------------------------------------------------------===//

_Noreturn void _Exit(int code) {
  (void)code;
  __builtin_trap();
}
