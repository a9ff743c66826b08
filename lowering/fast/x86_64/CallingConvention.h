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

#include "dialects/shunt/ShuntOps.h"
#include "lowering/fast/Refusal.h"
#include "lowering/fast/x86_64/X86Registers.h"
#include "llvm/ADT/DenseMap.h"

namespace shunt::x86_64 {

/// What an attribute list says of one parameter or of the result.
struct ParamAbi {
  enum class Extend : uint8_t { None, Zero, Sign };
  Extend extend = Extend::None;
  bool isSret = false;
  bool isNest = false;
  bool isByval = false;
  uint64_t byvalSize = 0;      ///< Bytes.
  uint64_t byvalAlignment = 8; ///< Bytes, at least 8.
};

/// What a call's or function's attribute list says, decoded once.
struct CallAbi {
  ParamAbi result;
  llvm::SmallVector<ParamAbi, 4> params;
  /// The first attribute with a meaning that isn't handled.
  std::string unsupported;
  bool returnsTwice = false;
  bool noReturn = false;

  /// Of the parameter with this index; plain if the list has none.
  const ParamAbi &param(size_t index) const {
    static const ParamAbi plain;
    return index < params.size() ? params[index] : plain;
  }
};

/// Where one value of the flattened list goes.
struct ArgPlace {
  enum class Kind : uint8_t {
    Register, ///< In `reg`.
    Stack,    ///< `bytes` at `offset` of the argument area.
    Byval,    ///< A copy of the pointed-to bytes at `offset`.
    X87,      ///< A result in st(0) or st(1): `offset` is the index.
  };
  Kind kind = Kind::Register;
  fast::Reg reg = fast::Reg::None;
  uint8_t bytes = 8;   ///< Of the value.
  uint32_t offset = 0; ///< Bytes from the first stack argument.
  uint32_t param = 0;  ///< Index of the parameter that it belongs to.
};

/// The places of a call's arguments and results.
struct CallPlaces {
  llvm::SmallVector<ArgPlace, 8> args;
  llvm::SmallVector<ArgPlace, 2> results;
  uint32_t stackBytes = 0;      ///< Of the argument area, a multiple of 8.
  uint32_t stackAlignment = 16; ///< Of the argument area, bytes.
  uint8_t generalUsed = 0;      ///< Argument registers of each bank.
  uint8_t floatUsed = 0;
  bool isVariadic = false;
  fast::Reg sret = fast::Reg::None; ///< Where the sret pointer is passed.
};

/// Assigns places; keeps decoded attribute lists.
class CallingConvention {
public:
  /// The decoded form of an attribute list (null: nothing said). Lives as long
  /// as this object.
  const CallAbi &decode(mlir::Attribute list);

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

  llvm::DenseMap<mlir::Attribute, std::unique_ptr<CallAbi>> decoded;
  llvm::DenseMap<ShapeKey, std::unique_ptr<CallPlaces>> shapes;
  CallPlaces variadic; ///< Of the last variadic call.
};

/// How values of a type are held (fast::Analysis).
fast::TypeClass classify(mlir::Type type);

/// Size and alignment in bytes of a layout type in memory, by the psABI
/// (figure 3.1).
struct SizeAlign {
  uint64_t size;
  uint64_t alignment;
};
SizeAlign layoutOf(mlir::Type type);

/// The width in bits of an integer or pointer type.
unsigned bitsOf(mlir::Type type);

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_CALLINGCONVENTION_H
