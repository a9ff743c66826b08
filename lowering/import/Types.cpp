//===- Types.cpp - LLVM types and what stands for their values ------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/Types.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

/// A first-class aggregate of more values than this is refused.
static constexpr uint64_t maxParts = 4096;

/// Folded IR: an integer of more bits than this is refused.
static constexpr uint32_t maxWidth = 4096;

static void refuse(TypeInfo &info, const llvm::Twine &what) {
  info.shape = Shape::Refused;
  info.refusal = what.str();
}

std::string import::spell(llvm::Type *type) {
  std::string text;
  llvm::raw_string_ostream(text) << *type;
  return text;
}

llvm::Type *import::hostFloat(llvm::LLVMContext &context, Type type) {
  return type.isF16()    ? llvm::Type::getHalfTy(context)
         : type.isBF16() ? llvm::Type::getBFloatTy(context)
         : type.isF32()  ? llvm::Type::getFloatTy(context)
         : type.isF64()  ? llvm::Type::getDoubleTy(context)
         : type.isF80()  ? llvm::Type::getX86_FP80Ty(context)
                         : llvm::Type::getFP128Ty(context);
}

const TypeInfo *TypeCache::find(llvm::Type *type) {
  const TypeInfo *info = infos.lookup(type);
  if (!info) {
    info = describe(type); // Adds others first.
    infos.insert({type, info});
  }
  return info;
}

const TypeInfo *TypeCache::describe(llvm::Type *type) {
  TypeInfo *info = new (infoStorage.Allocate()) TypeInfo();
  info->host = type;
  switch (type->getTypeID()) {
  case llvm::Type::VoidTyID:
  case llvm::Type::LabelTyID:
  case llvm::Type::MetadataTyID:
    info->shape = Shape::None;
    break;
  case llvm::Type::StructTyID:
  case llvm::Type::ArrayTyID:
    describeAggregate(type, *info);
    break;
  case llvm::Type::FixedVectorTyID:
    describeVector(llvm::cast<llvm::FixedVectorType>(type), *info);
    break;
  case llvm::Type::ScalableVectorTyID:
    refuse(*info, "scalable vector");
    break;
  default:
    describeScalar(type, *info);
  }
  return info;
}

void TypeCache::describeScalar(llvm::Type *type, TypeInfo &info) {
  if (type->isIntegerTy())
    info.width = type->getIntegerBitWidth();
  bool folded = mode == Mode::Folded;
  bool isPlain = type->isFloatTy() || type->isDoubleTy() ||
                 type->isX86_FP80Ty() || type->isFP128Ty() ||
                 (type->is16bitFPTy() && target.hasHalf);
  if (folded && info.width > maxWidth)
    return refuse(info, "i" + llvm::Twine(info.width));
  if (folded && ((type->isFloatingPointTy() && !isPlain) || type->isTokenTy()))
    return refuse(info, spell(type));
  if (auto *pointer = llvm::dyn_cast<llvm::PointerType>(type);
      pointer &&
      dataLayout.isNonIntegralAddressSpace(pointer->getAddressSpace()))
    return refuse(info, "non-integral pointer");
  if (folded && info.width > 64) {
    info.shape = Shape::Wide;
    info.partCount = llvm::divideCeil(info.width, 64);
    return;
  }
  info.scalar = layout(type);
  if (!info.scalar)
    return refuse(info, spell(type));
  info.shape = Shape::Scalar;
  info.partCount = 1;
}

void TypeCache::describeVector(llvm::FixedVectorType *type, TypeInfo &info) {
  const TypeInfo *element = &get(type->getElementType());
  if (element->shape == Shape::Refused)
    return refuse(info, "vector of " + element->refusal);
  info.count = type->getNumElements();
  info.element = element;
  if (mode == Mode::Exact) {
    info.shape = Shape::Scalar;
    info.scalar = layout(type);
    info.partCount = 1;
    if (!info.scalar)
      refuse(info, spell(type));
    return;
  }
  if (element->shape == Shape::Wide && element->width % 8)
    return refuse(info, "vector of " + spell(element->host));
  info.shape = Shape::Vector;
  info.hasVector = true;
  info.partCount = info.count * element->partCount;
}

void TypeCache::describeAggregate(llvm::Type *type, TypeInfo &info) {
  uint64_t count = llvm::isa<llvm::ArrayType>(type)
                       ? type->getArrayNumElements()
                       : type->getStructNumElements();
  auto *structType = llvm::dyn_cast<llvm::StructType>(type);
  if (structType && structType->isOpaque())
    return refuse(info, "opaque struct");
  info.shape = Shape::Aggregate;
  uint64_t parts = 0;
  auto add = [&](llvm::Type *memberType, uint64_t times) {
    const TypeInfo &member = get(memberType);
    if (member.shape == Shape::Refused)
      return refuse(info, member.refusal);
    parts += times * member.partCount;
    if (parts > maxParts)
      return refuse(info, "aggregate of many members");
    info.hasVector |= member.hasVector;
  };
  if (!structType) {
    add(type->getArrayElementType(), count);
  } else {
    for (uint64_t i = 0; i < count && info.shape == Shape::Aggregate; ++i)
      add(structType->getElementType(i), 1);
  }
  info.partCount = parts;
}

ArrayRef<Type> TypeCache::parts(const TypeInfo &info) {
  if (!info.parts.empty() || !info.partCount)
    return info.parts;
  SmallVector<Type, 8> parts;
  auto append = [&](const TypeInfo &type) {
    llvm::append_range(parts, this->parts(type));
  };
  switch (info.shape) {
  case Shape::Scalar:
    parts.push_back(info.scalar);
    break;
  case Shape::Wide:
    parts.append(info.partCount, IntegerType::get(&context, 64));
    break;
  case Shape::Vector:
    for (uint32_t i = 0; i < info.count; ++i)
      append(*info.element);
    break;
  case Shape::Aggregate:
    if (auto *array = llvm::dyn_cast<llvm::ArrayType>(info.host))
      for (uint64_t i = 0; i < array->getNumElements(); ++i)
        append(get(array->getElementType()));
    else
      for (llvm::Type *member :
           llvm::cast<llvm::StructType>(info.host)->elements())
        append(get(member));
    break;
  default:
    break;
  }
  Type *storage = partStorage.Allocate<Type>(parts.size());
  llvm::uninitialized_copy(parts, storage);
  const_cast<TypeInfo &>(info).parts = ArrayRef<Type>(storage, parts.size());
  return info.parts;
}

Type TypeCache::layout(llvm::Type *type) {
  auto [it, isNew] = layouts.try_emplace(type);
  if (!isNew)
    return it->second;
  Type result = computeLayout(type);
  layouts[type] = result;
  return result;
}

Type TypeCache::computeLayout(llvm::Type *type) {
  switch (type->getTypeID()) {
  case llvm::Type::HalfTyID:
    return Float16Type::get(&context);
  case llvm::Type::BFloatTyID:
    return BFloat16Type::get(&context);
  case llvm::Type::FloatTyID:
    return Float32Type::get(&context);
  case llvm::Type::DoubleTyID:
    return Float64Type::get(&context);
  case llvm::Type::X86_FP80TyID:
    return Float80Type::get(&context);
  case llvm::Type::FP128TyID:
    return Float128Type::get(&context);
  case llvm::Type::VoidTyID:
    return VoidType::get(&context);
  case llvm::Type::TokenTyID:
    return TokenType::get(&context);
  case llvm::Type::IntegerTyID:
    return IntegerType::get(&context, type->getIntegerBitWidth());
  case llvm::Type::PointerTyID:
    return PointerType::get(&context, type->getPointerAddressSpace());
  case llvm::Type::FixedVectorTyID: {
    Type element = layout(type->getScalarType());
    if (!element || !VectorType::isValidElementType(element))
      return {};
    auto count = llvm::cast<llvm::FixedVectorType>(type)->getNumElements();
    return VectorType::get({int64_t(count)}, element);
  }
  case llvm::Type::ArrayTyID: {
    Type element = layout(type->getArrayElementType());
    return element
               ? ArrayType::get(&context, type->getArrayNumElements(), element)
               : Type();
  }
  case llvm::Type::StructTyID: {
    auto *structType = llvm::cast<llvm::StructType>(type);
    SmallVector<Type> members;
    for (llvm::Type *member : structType->elements()) {
      members.push_back(layout(member));
      if (!members.back())
        return {};
    }
    return StructType::get(&context, structType->isPacked(), members);
  }
  case llvm::Type::FunctionTyID: {
    auto *function = llvm::cast<llvm::FunctionType>(type);
    Type result = layout(function->getReturnType());
    SmallVector<Type> params;
    for (llvm::Type *param : function->params()) {
      params.push_back(param->isMetadataTy() ? Type(MetadataType::get(&context))
                                             : layout(param));
      if (!params.back())
        return {};
    }
    return result ? shunt::FunctionType::get(&context, result, params,
                                             function->isVarArg())
                  : Type();
  }
  default:
    return {};
  }
}

Type TypeCache::signature(llvm::FunctionType *type) { return layout(type); }

std::string TypeCache::signatureRefusal(llvm::FunctionType *type) {
  for (llvm::Type *part : type->subtypes())
    if (!part->isMetadataTy() && !layout(part))
      return "signature with " + spell(part);
  return "signature of this form";
}

void TypeCache::leaves(llvm::Type *type, uint64_t offset,
                       SmallVectorImpl<Leaf> &leaves) {
  if (auto *array = llvm::dyn_cast<llvm::ArrayType>(type)) {
    uint64_t size = dataLayout.getTypeAllocSize(array->getElementType());
    for (uint64_t i = 0; i < array->getNumElements(); ++i)
      this->leaves(array->getElementType(), offset + i * size, leaves);
  } else if (auto *structType = llvm::dyn_cast<llvm::StructType>(type)) {
    const llvm::StructLayout *layout = dataLayout.getStructLayout(structType);
    for (unsigned i = 0; i < structType->getNumElements(); ++i)
      this->leaves(structType->getElementType(i),
                   offset + layout->getElementOffset(i), leaves);
  } else {
    leaves.push_back({&get(type), offset});
  }
}

uint32_t TypeCache::firstPart(llvm::Type *type, ArrayRef<unsigned> path,
                              llvm::Type *&member) {
  uint32_t first = 0;
  for (unsigned index : path) {
    if (auto *structType = llvm::dyn_cast<llvm::StructType>(type)) {
      for (unsigned i = 0; i < index; ++i)
        first += get(structType->getElementType(i)).partCount;
      type = structType->getElementType(index);
    } else {
      type = type->getArrayElementType();
      first += index * get(type).partCount;
    }
  }
  member = type;
  return first;
}
