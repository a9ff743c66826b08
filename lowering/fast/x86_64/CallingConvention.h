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
#include "lowering/fast/Refusal.h"
#include "lowering/fast/x86_64/X86Registers.h"

namespace shunt::x86_64 {

using fast::ArgPlace;
using fast::bitsOf;
using fast::CallAbi;
using fast::CallPlaces;
using fast::ParamAbi;

/// Assigns places; keeps decoded attribute lists.
class CallingConvention : public fast::CallAbiCache {
public:
  /// The places of the arguments `args` and of the results of a call or
  /// function with this signature. `hasAvx`: vectors of more than 128 bits have
  /// registers, which are not known here. Refuses what the psABI code
  /// generation here doesn't know.
  bool assign(shunt::FunctionType signature, const CallAbi &abi,
              mlir::TypeRange args, mlir::TypeRange results,
              uint32_t callingConv, bool hasAvx, CallPlaces &places,
              fast::Refusal &refusal, mlir::Operation *op);

  /// The same for a call, kept for the next one of its signature, attributes
  /// and convention unless it is variadic. Null: refused. Valid until the next
  /// call of this member.
  const CallPlaces *placesOf(CallOp call, const CallAbi &abi,
                             mlir::TypeRange args, bool hasAvx,
                             fast::Refusal &refusal);

private:
  /// Signature, attribute list, calling convention and `hasAvx`.
  using ShapeKey = std::tuple<mlir::Type, mlir::Attribute, unsigned>;

  llvm::DenseMap<ShapeKey, std::unique_ptr<CallPlaces>> shapes;
  CallPlaces variadic; ///< Of the last variadic call.
};

/// How values of a type are held (fast::Analysis).
fast::TypeClass classify(mlir::Type type);

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_CALLINGCONVENTION_H
