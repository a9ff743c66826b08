//===- crt1.c - Start of a program without a system -----------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A bare wasm32 module exports `_start`, which runs constructors and `main` and
// returns what that returns. Arguments and an environment there are none. A
// module without `main` is only initialised.
//
//===----------------------------------------------------------------------===//

/// Made by the linker: all constructors.
void __wasm_call_ctors(void);
/// wasi-libc's: what atexit was given.
__attribute__((weak)) void __funcs_on_exit(void);

// Clang's names for main: with parameters, and without.
__attribute__((weak)) int __main_argc_argv(int argc, char **argv);
__attribute__((weak)) int mainWithoutParameters(int argc, char **argv)
    __asm__("main");

__attribute__((export_name("_start"), visibility("default"))) int _start(void) {
  static char *arguments[] = {0};
  int code = 0;
  __wasm_call_ctors();
  if (__main_argc_argv)
    code = __main_argc_argv(0, arguments);
  else if (mainWithoutParameters)
    code = mainWithoutParameters(0, arguments);
  if (__funcs_on_exit)
    __funcs_on_exit();
  return code;
}
