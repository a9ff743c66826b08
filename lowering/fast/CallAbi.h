//===- CallAbi.h - What attribute lists say of calls ------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a call's or function's attributes say of arguments and results, and the
// places that a target's CallingConvention gives them.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_CALLABI_H
#define SHUNT_LOWERING_FAST_CALLABI_H

#include "dialects/shunt/ShuntOps.h"
#include "lowering/fast/Refusal.h"
#include "lowering/fast/Values.h"
#include "llvm/ADT/DenseMap.h"
#include <string>

namespace shunt::fast {

/// What an attribute list says of one parameter or of the result.
struct ParamAbi {
  enum class Extend : uint8_t { None, Zero, Sign };
  Extend extend = Extend::None;
  bool isSret = false;
  bool isNest = false;
  bool isByval = false;
  uint64_t byvalSize = 0;      ///< Bytes.
  uint64_t byvalAlignment = 1; ///< Bytes.
  uint64_t stackAlignment = 0; ///< Bytes that are asked for; 0: none are.
};

/// What a call's or function's attribute list says, decoded once.
struct CallAbi {
  ParamAbi result;
  llvm::SmallVector<ParamAbi, 4> params;
  /// The first attribute with a meaning that isn't handled.
  std::string unsupported;
  bool returnsTwice = false;
  bool noReturn = false;
  bool noUnwind = false;
  bool wantsUnwindTable = false; ///< uwtable.

  /// Of the parameter with this index; plain if the list has none.
  const ParamAbi &param(size_t index) const {
    static const ParamAbi plain;
    return index < params.size() ? params[index] : plain;
  }
};

/// Where one value of the flattened list goes.
struct ArgPlace {
  enum class Kind : uint8_t {
    Register,   ///< In `reg`.
    Stack,      ///< `bytes` at `offset` of the argument area.
    Byval,      ///< A copy of the pointed-to bytes at `offset`.
    FloatStack, ///< A result on a stack of floats: `offset` is the index.
  };
  Kind kind = Kind::Register;
  Reg reg = Reg::None;
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
  Reg sret = Reg::None; ///< Where the sret pointer is passed.
};

/// Decodes attribute lists, each once.
class CallAbiDecoder {
public:
  /// Bytes of a pointer; what a byval copy is aligned to at least.
  CallAbiDecoder(unsigned pointerBytes, unsigned leastAlignment)
      : pointerSize(pointerBytes), leastAlignment(leastAlignment) {}

  /// The decoded form of an attribute list (null: nothing said). Lives as long
  /// as this object.
  const CallAbi &decode(mlir::Attribute list);

private:
  ParamAbi decodeParam(mlir::DictionaryAttr attributes,
                       std::string &unsupported);

  unsigned pointerSize; ///< Bytes.
  unsigned leastAlignment;
  llvm::DenseMap<mlir::Attribute, std::unique_ptr<CallAbi>> decoded;
  llvm::DenseMap<mlir::Attribute, ParamAbi> decodedParams; ///< If handled.
};

/// A target's convention: the places of arguments and results by their types
/// and attributes. Keeps what was asked before.
class CallingConvention : public CallAbiDecoder {
public:
  /// The argument area has places of 8 bytes.
  CallingConvention()
      : CallAbiDecoder(/*pointerBytes=*/8, /*leastAlignment=*/8) {}
  virtual ~CallingConvention() = default;

  /// The places of the arguments `args` and of the results of a call or
  /// function with this signature. False: refused.
  virtual bool assign(shunt::FunctionType signature, const CallAbi &abi,
                      mlir::TypeRange args, mlir::TypeRange results,
                      uint32_t callingConv, CallPlaces &places,
                      Refusal &refusal, mlir::Operation *op) = 0;

  /// The same for a call, kept for the next one of its signature, attributes
  /// and convention unless it is variadic. Null: refused. Valid until the next
  /// call of a member.
  const CallPlaces *placesOf(CallOp call, const CallAbi &abi,
                             mlir::TypeRange args, Refusal &refusal);

protected:
  /// For when assign() comes to decide otherwise.
  void forgetPlaces() { shapes.clear(); }

private:
  /// Signature, attribute list and calling convention.
  using ShapeKey = std::tuple<mlir::Type, mlir::Attribute, unsigned>;

  llvm::DenseMap<ShapeKey, std::unique_ptr<CallPlaces>> shapes;
  CallPlaces variadic; ///< Of the last variadic call.
};

/// The width in bits of an integer, float or pointer type.
unsigned bitsOf(mlir::Type type);

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_CALLABI_H
