//===- CallingConvention.cpp - WebAssembly's basic C ABI ------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/wasm32/CallingConvention.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::wasm32;
using fast::Bank;
using fast::TypeClass;
using object::WasmTypeId;

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

unsigned wasm32::bitsOf(Type type) {
  return isa<PointerType>(type) ? 8 * pointerBytes
                                : type.getIntOrFloatBitWidth();
}

TypeClass wasm32::classify(Type type) {
  if (isa<PointerType>(type))
    return {Bank::General, pointerBytes};
  if (auto integer = dyn_cast<IntegerType>(type))
    return fast::integerClass(integer.getWidth());
  if (type.isF32())
    return {Bank::Float, 4};
  if (type.isF64())
    return {Bank::Float, 8};
  return {Bank::Memory, 16};
}

WasmType wasm32::wasmType(Type type) {
  if (auto integer = dyn_cast<IntegerType>(type))
    return integer.getWidth() <= 32 ? WasmType::I32 : WasmType::I64;
  if (isa<PointerType>(type))
    return WasmType::I32;
  if (type.isF32())
    return WasmType::F32;
  return type.isF64() ? WasmType::F64 : WasmType::I64;
}

//===----------------------------------------------------------------------===//
// Signatures
//===----------------------------------------------------------------------===//

/// Appends the wasm types of a value.
static void append(Type type, SmallVectorImpl<WasmType> &types) {
  types.append(isQuad(type) ? 2 : 1, wasmType(type));
}

/// Appends where the members of a layout type lie, as flatten() lists them.
static void offsetsOf(Type type, uint64_t offset,
                      SmallVectorImpl<uint64_t> &offsets) {
  if (auto structType = dyn_cast<StructType>(type)) {
    uint64_t end = offset;
    for (Type member : structType.getMembers()) {
      fast::Layout layout = fast::layoutOf(member, pointerBytes);
      if (!structType.getPacked())
        end = llvm::alignTo(end, layout.alignment);
      offsetsOf(member, end, offsets);
      end += layout.size;
    }
    return;
  }
  if (auto array = dyn_cast<ArrayType>(type)) {
    uint64_t size = fast::layoutOf(array.getElement(), pointerBytes).size;
    for (uint64_t i = 0; i < array.getCount(); ++i)
      offsetsOf(array.getElement(), offset + i * size, offsets);
    return;
  }
  SmallVector<Type, 4> members;
  flatten(type, members, WideValues::Split);
  for (size_t i = 0; i < members.size(); ++i)
    offsets.push_back(offset + 8 * i);
}

void CallingConvention::build(shunt::FunctionType function, unsigned variable,
                              Signature &lowered) {
  SmallVector<WasmType, 16> params, results;
  flatten(function.getResult(), lowered.results, WideValues::Split);
  bool isQuadResult =
      lowered.results.size() == 1 && isQuad(lowered.results.front());
  if (lowered.results.size() > 1 || isQuadResult) {
    params.push_back(WasmType::I32);
    offsetsOf(function.getResult(), 0, lowered.resultOffsets);
    fast::Layout layout = fast::layoutOf(function.getResult(), pointerBytes);
    lowered.resultSize = layout.size;
    lowered.resultAlignment = layout.alignment;
  } else if (!lowered.results.empty()) {
    append(lowered.results.front(), results);
  }
  for (auto [i, type] :
       llvm::enumerate(function.getParams().drop_back(variable))) {
    flatten(type, lowered.params, WideValues::Split);
    lowered.paramOf.resize(lowered.params.size(), i);
  }
  for (Type type : lowered.params)
    append(type, params);
  lowered.isVariadic = function.getVarArg();
  if (lowered.isVariadic)
    params.push_back(WasmType::I32);
  auto isVector = [](Type type) { return isa<VectorType>(type); };
  lowered.hasVector = llvm::any_of(lowered.params, isVector) ||
                      llvm::any_of(lowered.results, isVector);
  lowered.type = info.typeOf(params, results);
}

const Signature &CallingConvention::lower(Type signature, unsigned variable) {
  if (signature == lastType && variable == 0)
    return *last;
  std::unique_ptr<Signature> &lowered = signatures[{signature, variable}];
  if (!lowered) {
    lowered = std::make_unique<Signature>();
    build(cast<shunt::FunctionType>(signature), variable, *lowered);
  }
  if (variable == 0) {
    lastType = signature;
    last = lowered.get();
  }
  return *lowered;
}
