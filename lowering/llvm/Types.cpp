//===- Types.cpp - Layout and value types to LLVM's -----------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/Types.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace shunt;
using namespace shunt::llvmir;

static llvm::Type *floatType(mlir::FloatType type, llvm::LLVMContext &context) {
  return llvm::TypeSwitch<mlir::Type, llvm::Type *>(type)
      .Case<mlir::Float16Type>(
          [&](auto) { return llvm::Type::getHalfTy(context); })
      .Case<mlir::BFloat16Type>(
          [&](auto) { return llvm::Type::getBFloatTy(context); })
      .Case<mlir::Float32Type>(
          [&](auto) { return llvm::Type::getFloatTy(context); })
      .Case<mlir::Float64Type>(
          [&](auto) { return llvm::Type::getDoubleTy(context); })
      .Case<mlir::Float80Type>(
          [&](auto) { return llvm::Type::getX86_FP80Ty(context); })
      .Case<mlir::Float128Type>(
          [&](auto) { return llvm::Type::getFP128Ty(context); })
      .Default([](auto) { return nullptr; });
}

llvm::Type *TypeCache::computeStruct(StructType type) {
  llvm::SmallVector<llvm::Type *> members;
  for (mlir::Type member : type.getMembers()) {
    members.push_back(get(member));
    if (!members.back())
      return nullptr;
  }
  return llvm::StructType::get(context, members, type.getPacked());
}

llvm::Type *TypeCache::computeSignature(shunt::FunctionType type) {
  llvm::Type *result = get(type.getResult());
  llvm::SmallVector<llvm::Type *> params;
  for (mlir::Type param : type.getParams()) {
    params.push_back(get(param));
    if (!params.back())
      return nullptr;
  }
  if (!result)
    return nullptr;
  return llvm::FunctionType::get(result, params, type.getVarArg());
}

llvm::Type *TypeCache::compute(mlir::Type type) {
  llvm::Type *result =
      llvm::TypeSwitch<mlir::Type, llvm::Type *>(type)
          .Case([&](mlir::IntegerType integer) {
            return llvm::IntegerType::get(context, integer.getWidth());
          })
          .Case([&](mlir::FloatType type) { return floatType(type, context); })
          .Case([&](PointerType pointer) {
            return llvm::PointerType::get(context, pointer.getAddressSpace());
          })
          .Case([&](TokenType) { return llvm::Type::getTokenTy(context); })
          .Case([&](VoidType) { return llvm::Type::getVoidTy(context); })
          .Case(
              [&](MetadataType) { return llvm::Type::getMetadataTy(context); })
          .Case([&](mlir::VectorType vector) -> llvm::Type * {
            llvm::Type *element = get(vector.getElementType());
            if (!element || vector.isScalable() || vector.getRank() != 1)
              return nullptr;
            return llvm::FixedVectorType::get(element, vector.getNumElements());
          })
          .Case([&](ArrayType array) -> llvm::Type * {
            llvm::Type *element = get(array.getElement());
            return element ? llvm::ArrayType::get(element, array.getCount())
                           : nullptr;
          })
          .Case([&](StructType type) { return computeStruct(type); })
          .Case(
              [&](shunt::FunctionType type) { return computeSignature(type); })
          .Default([](mlir::Type) { return nullptr; });
  if (!result && !refusedType)
    refusedType = type;
  return result;
}

//===----------------------------------------------------------------------===//
// Members of aggregates
//===----------------------------------------------------------------------===//

uint64_t llvmir::memberCount(llvm::Type *type) {
  if (auto *array = llvm::dyn_cast<llvm::ArrayType>(type))
    return array->getNumElements() * memberCount(array->getElementType());
  uint64_t count = 0;
  if (auto *structType = llvm::dyn_cast<llvm::StructType>(type)) {
    for (llvm::Type *member : structType->elements())
      count += memberCount(member);
    return count;
  }
  return type->isVoidTy() ? 0 : 1;
}

llvm::Type *llvmir::memberPath(llvm::Type *type, uint64_t index,
                               llvm::SmallVectorImpl<unsigned> &path) {
  while (type->isAggregateType()) {
    if (auto *array = llvm::dyn_cast<llvm::ArrayType>(type)) {
      type = array->getElementType();
      uint64_t each = memberCount(type);
      path.push_back(index / each);
      index %= each;
      continue;
    }
    for (auto [i, member] : llvm::enumerate(type->subtypes())) {
      uint64_t count = memberCount(member);
      if (index < count) {
        path.push_back(i);
        type = member;
        break;
      }
      index -= count;
    }
  }
  return type;
}

uint64_t llvmir::memberIndex(llvm::Type *type, llvm::ArrayRef<unsigned> path) {
  uint64_t index = 0;
  for (unsigned step : path) {
    if (auto *array = llvm::dyn_cast<llvm::ArrayType>(type)) {
      type = array->getElementType();
      index += step * memberCount(type);
      continue;
    }
    for (unsigned i = 0; i < step; ++i)
      index += memberCount(type->getStructElementType(i));
    type = type->getStructElementType(step);
  }
  return index;
}
