//===- Precompiled.cpp - Carries the precompiled ShuntOps.h ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// CMake attaches a precompiled header to a target with a source; the libraries
// above the dialect reuse it.
//
//===----------------------------------------------------------------------===//
