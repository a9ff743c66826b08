//===- CallingConvention.h - Where arguments and results go -----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AAPCS64, sections 6.8.2 and 6.9, as far as it is left to a code generator:
// Clang has classified structs already. What arrives is scalars, vectors,
// arrays of equal members that go to consecutive registers or to memory whole
// (homogeneous aggregates, and other ones as words), and pointers.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_AARCH64_CALLINGCONVENTION_H
#define SHUNT_LOWERING_FAST_AARCH64_CALLINGCONVENTION_H

#include "lowering/fast/CallAbi.h"
#include "lowering/fast/aarch64/AArch64Registers.h"

namespace shunt::aarch64 {

using fast::ArgPlace;
using fast::bitsOf;
using fast::CallAbi;
using fast::CallPlaces;
using fast::ParamAbi;

class CallingConvention final : public fast::CallingConvention {
public:
  bool assign(shunt::FunctionType signature, const CallAbi &abi,
              mlir::TypeRange args, mlir::TypeRange results,
              uint32_t callingConv, CallPlaces &places, fast::Refusal &refusal,
              mlir::Operation *op) override;
};

/// How values of a type are held (fast::Analysis).
fast::TypeClass classify(mlir::Type type);

} // namespace shunt::aarch64

#endif // SHUNT_LOWERING_FAST_AARCH64_CALLINGCONVENTION_H
