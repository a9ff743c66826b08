//===- CallingConvention.h - Where arguments and results go -----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// System V psABI AMD64, section 3.2.3, as far as it is left to a code
// generator: Clang has classified structs already, so that what arrives is
// scalars, vectors, and pointers marked sret or byval.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_CALLINGCONVENTION_H
#define SHUNT_LOWERING_FAST_X86_64_CALLINGCONVENTION_H

#include "lowering/fast/CallAbi.h"
#include "lowering/fast/x86_64/X86Registers.h"

namespace shunt::x86_64 {

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

  /// Whether the function that is being compiled has AVX: vectors of more than
  /// 128 bits then have registers, which are not known here.
  void setAvx(bool isOn) {
    if (isOn != hasAvx)
      forgetPlaces();
    hasAvx = isOn;
  }

private:
  bool hasAvx = false;
};

/// How values of a type are held (fast::Analysis).
fast::TypeClass classify(mlir::Type type);

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_CALLINGCONVENTION_H
