//===- stack-guard.c - What compiler-rt's stack protector needs -----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Debian's compiler-rt for wasm is compiled with a stack protector, whose two
// symbols no C library here has.
//
//===----------------------------------------------------------------------===//

__attribute__((weak)) unsigned long __stack_chk_guard = 0x5368756eul;

__attribute__((weak)) _Noreturn void __stack_chk_fail(void) {
  __builtin_trap();
}
