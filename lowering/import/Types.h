//===- Types.h - LLVM types and what stands for their values ----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each LLVM type is looked at once a module: its layout type, and the list of
// dialect values that stands for one value of it.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_IMPORT_TYPES_H
#define SHUNT_LOWERING_IMPORT_TYPES_H

#include "dialects/shunt/ShuntOps.h"
#include "lowering/import/Mode.h"
#include "lowering/import/TargetFacts.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/DerivedTypes.h"

namespace shunt::import {

/// How values of a type stand in the dialect.
enum class Shape : uint8_t {
  None,      ///< void, metadata, labels: no value at all.
  Scalar,    ///< One value. In exact IR vectors and wide integers too.
  Wide,      ///< Folded IR: an integer of more than 64 bits, i64, low first.
  Vector,    ///< Folded IR: the parts of each element.
  Aggregate, ///< The parts of each member.
  Refused,   ///< Not handled; `refusal` names it.
};

/// What is known of one LLVM type.
struct TypeInfo {
  llvm::Type *host = nullptr;
  Shape shape = Shape::None;
  bool hasVector = false;            ///< Folded IR: a part is of a vector.
  uint32_t count = 0;                ///< Elements of a vector.
  uint32_t width = 0;                ///< Bits of an integer.
  uint32_t partCount = 0;            ///< Values that stand for one value.
  mlir::Type scalar;                 ///< Scalar: the value's type.
  const TypeInfo *element = nullptr; ///< Vector: of one element.
  llvm::ArrayRef<mlir::Type> parts;  ///< Filled by TypeCache::parts.
  std::string refusal;               ///< Refused: "half", "i256", ...
};

/// A member of an aggregate that is no aggregate itself.
struct Leaf {
  const TypeInfo *type;
  uint64_t offset; ///< Bytes from the start of the aggregate.
};

/// The type as LLVM writes it, for messages.
std::string spell(llvm::Type *type);

/// The type whose values the dialect's float type holds.
llvm::Type *hostFloat(llvm::LLVMContext &context, mlir::Type type);

/// Answers about the types of one module, each computed once.
class TypeCache {
public:
  TypeCache(mlir::MLIRContext &context, const llvm::DataLayout &layout,
            Mode mode, const TargetFacts &target)
      : context(context), dataLayout(layout), mode(mode), target(target) {}

  /// What is known of `type`.
  const TypeInfo &get(llvm::Type *type) {
    Recent &recent = recents[(reinterpret_cast<uintptr_t>(type) >> 4) % 32];
    if (LLVM_UNLIKELY(recent.type != type))
      recent = {type, find(type)};
    return *recent.info;
  }

  /// The types of the values that stand for one value of the type.
  /// Precondition: neither None nor Refused.
  llvm::ArrayRef<mlir::Type> parts(const TypeInfo &info);

  /// The layout type, with aggregates and vectors as they are; null if a type
  /// in it is not handled.
  mlir::Type layout(llvm::Type *type);

  /// The signature type; null if a type in it is not handled.
  mlir::Type signature(llvm::FunctionType *type);
  /// What to refuse where signature() gave null: names the type in it.
  std::string signatureRefusal(llvm::FunctionType *type);

  /// Appends the members of the aggregate `type`, depth first.
  void leaves(llvm::Type *type, uint64_t offset,
              llvm::SmallVectorImpl<Leaf> &leaves);

  /// The first part within the aggregate `type` of the member at `path`;
  /// `member` becomes that member's type.
  uint32_t firstPart(llvm::Type *type, llvm::ArrayRef<unsigned> path,
                     llvm::Type *&member);

private:
  const TypeInfo *find(llvm::Type *type);
  const TypeInfo *describe(llvm::Type *type);
  void describeScalar(llvm::Type *type, TypeInfo &info);
  void describeVector(llvm::FixedVectorType *type, TypeInfo &info);
  void describeAggregate(llvm::Type *type, TypeInfo &info);
  mlir::Type computeLayout(llvm::Type *type);

  mlir::MLIRContext &context;
  const llvm::DataLayout &dataLayout;
  Mode mode;
  const TargetFacts &target;
  /// A small cache in front of `infos`.
  struct Recent {
    llvm::Type *type = nullptr;
    const TypeInfo *info = nullptr;
  };
  Recent recents[32];
  llvm::DenseMap<llvm::Type *, const TypeInfo *> infos;
  llvm::DenseMap<llvm::Type *, mlir::Type> layouts;
  llvm::SpecificBumpPtrAllocator<TypeInfo> infoStorage;
  llvm::BumpPtrAllocator partStorage;
};

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_TYPES_H
