//===- CallingConvention.h - WebAssembly's basic C ABI ----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Which wasm function type a signature becomes (tool conventions, "Basic C
// ABI"): scalars as they are, an integer of 128 bits or a long double as two
// i64, variable arguments as the address of a buffer in the caller's frame.
// More than one result goes to memory whose address is the first parameter.
// What of C has other forms (structs), Clang has lowered.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_WASM32_CALLINGCONVENTION_H
#define SHUNT_LOWERING_FAST_WASM32_CALLINGCONVENTION_H

#include "lowering/fast/CallAbi.h"
#include "lowering/fast/Layout.h"
#include "lowering/object/WasmInfo.h"
#include "llvm/ADT/DenseMap.h"

namespace shunt::wasm32 {

using fast::CallAbi;
using fast::ParamAbi;
using object::WasmType;

inline constexpr unsigned pointerBytes = 4;

/// How values of a type are held: one local, or two for a long double, which
/// is of Bank::Memory here.
fast::TypeClass classify(mlir::Type type);

/// The bits of an integer or pointer.
unsigned bitsOf(mlir::Type type);

/// The type of the local that holds a value; of a long double, of either half.
WasmType wasmType(mlir::Type type);

/// A long double, which is held in two locals.
inline bool isQuad(mlir::Type type) { return type.isF128(); }

/// A lowered signature.
struct Signature {
  object::WasmTypeId type = object::WasmTypeId::None;
  /// Types of the values, before long doubles become two.
  llvm::SmallVector<mlir::Type, 8> params, results;
  /// By value: its parameter's number in the signature.
  llvm::SmallVector<uint32_t, 8> paramOf;
  /// Where each result lies behind the address that is the first parameter, in
  /// bytes; empty: there is no such parameter.
  llvm::SmallVector<uint64_t, 2> resultOffsets;
  uint64_t resultSize = 0;      ///< Bytes of that memory.
  uint64_t resultAlignment = 1; ///< Bytes.
  bool isVariadic = false;
  bool hasVector = false; ///< A vector crosses the call: not handled.

  bool demotesResult() const { return !resultOffsets.empty(); }
};

/// Lowers signatures and decodes attribute lists, each once.
class CallingConvention : public fast::CallAbiDecoder {
public:
  explicit CallingConvention(object::WasmInfo &info)
      : CallAbiDecoder(pointerBytes, /*leastAlignment=*/1), info(info) {}

  /// The lowered form of a FunctionType, of which only the first
  /// `params.size() - variable` parameters are named ones.
  const Signature &lower(mlir::Type signature, unsigned variable = 0);

private:
  void build(shunt::FunctionType function, unsigned variable,
             Signature &lowered);

  object::WasmInfo &info;
  llvm::DenseMap<std::pair<mlir::Type, unsigned>, std::unique_ptr<Signature>>
      signatures;
  mlir::Type lastType; ///< Without variable parameters.
  const Signature *last = nullptr;
};

} // namespace shunt::wasm32

#endif // SHUNT_LOWERING_FAST_WASM32_CALLINGCONVENTION_H
