//===- crt1.c - Start of a program without a system ----------------------===//
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
__attribute__((weak)) int main(int argc, char **argv);

__attribute__((export_name("_start"), visibility("default"))) int _start(void) {
  static char *arguments[] = {0};
  __wasm_call_ctors();
  int code = main ? main(0, arguments) : 0;
  if (__funcs_on_exit)
    __funcs_on_exit();
  return code;
}
