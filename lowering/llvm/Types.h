//===- Types.h - Layout and value types to LLVM's ---------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_LLVM_TYPES_H
#define SHUNT_LOWERING_LLVM_TYPES_H

#include "dialects/shunt/ShuntOps.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/DerivedTypes.h"

namespace shunt::llvmir {

/// Answers about types, each computed once a module.
class TypeCache {
public:
  explicit TypeCache(llvm::LLVMContext &context) : context(context) {}

  /// The LLVM type; null if there is none, and refused() then names it.
  llvm::Type *get(mlir::Type type) {
    if (type == lastType)
      return lastResult;
    auto [it, isNew] = types.try_emplace(type);
    llvm::Type *result = isNew ? compute(type) : it->second;
    if (isNew)
      types[type] = result;
    lastType = type;
    return lastResult = result;
  }

  /// The LLVM signature; null if `type` is no signature or is not handled.
  llvm::FunctionType *signature(mlir::Type type) {
    return llvm::dyn_cast_or_null<llvm::FunctionType>(get(type));
  }

  /// The last type for which there was none.
  mlir::Type refused() const { return refusedType; }

private:
  llvm::Type *compute(mlir::Type type);
  llvm::Type *computeStruct(StructType type);
  llvm::Type *computeSignature(FunctionType type);

  llvm::LLVMContext &context;
  llvm::DenseMap<mlir::Type, llvm::Type *> types;
  mlir::Type lastType;
  llvm::Type *lastResult = nullptr;
  mlir::Type refusedType;
};

/// How many members that are no aggregates themselves `type` has, at any
/// depth: of how many values a list for it consists.
uint64_t memberCount(llvm::Type *type);

/// The path to member number `index` of those, and its type.
llvm::Type *memberPath(llvm::Type *type, uint64_t index,
                       llvm::SmallVectorImpl<unsigned> &path);

/// The number of the first of those under `path`.
uint64_t memberIndex(llvm::Type *type, llvm::ArrayRef<unsigned> path);

} // namespace shunt::llvmir

#endif // SHUNT_LOWERING_LLVM_TYPES_H
