//===- InitialData.cpp - Bytes and relocations to constants ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An LLVM initializer is rebuilt member by member along the global's type, so
// that LLVM sees what it saw: strings as data arrays, zeros as null values.
// Where relocations don't fall on members, a packed struct of byte runs and
// addresses takes the place.
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/ModuleContext.h"
#include "llvm/IR/Constants.h"

using namespace shunt;
using namespace shunt::llvmir;

namespace {
/// Reads one `Data` front to back. Precondition: relocations are sorted.
class DataReader {
public:
  DataReader(ModuleContext &module, const Data &data)
      : module(module), data(data) {}

  /// The constant at `offset`; null if the data does not fit the type.
  llvm::Constant *read(llvm::Type *type, uint64_t offset);

  /// `size` bytes as a packed struct of byte runs and relocations.
  llvm::Constant *readPacked(uint64_t size);

private:
  llvm::Constant *readStruct(llvm::StructType *type, uint64_t offset);
  llvm::Constant *readArray(llvm::ArrayType *type, uint64_t offset);
  llvm::Constant *readVector(llvm::FixedVectorType *type, uint64_t offset);
  llvm::Constant *readScalar(llvm::Type *type, uint64_t offset);
  llvm::Constant *readBytes(uint64_t offset, uint64_t size);
  llvm::Constant *relocated(const DataRelocation &relocation, llvm::Type *type);
  llvm::Constant *end(mlir::StringAttr symbol, uint32_t blockTag,
                      llvm::Type *type);
  bool isZero(uint64_t offset, uint64_t size) const;
  llvm::APInt bits(uint64_t offset, uint64_t width) const;
  std::string bytes(uint64_t offset, uint64_t size) const;

  /// The first relocation at or behind `offset`.
  const DataRelocation *relocationFrom(uint64_t offset) const {
    auto it = llvm::lower_bound(
        data.relocations, offset,
        [](const DataRelocation &relocation, uint64_t offset) {
          return relocation.offset < offset;
        });
    return it == data.relocations.end() ? nullptr : &*it;
  }
  bool hasRelocation(uint64_t offset, uint64_t size) const {
    const DataRelocation *relocation = relocationFrom(offset);
    return relocation && relocation->offset < offset + size;
  }

  ModuleContext &module;
  const Data &data;
};
} // namespace

bool DataReader::isZero(uint64_t offset, uint64_t size) const {
  if (hasRelocation(offset, size))
    return false;
  llvm::StringRef all(data.bytes);
  return all.substr(std::min<uint64_t>(offset, all.size()), size)
             .find_first_not_of('\0') == llvm::StringRef::npos;
}

std::string DataReader::bytes(uint64_t offset, uint64_t size) const {
  llvm::StringRef all(data.bytes);
  std::string result =
      all.substr(std::min<uint64_t>(offset, all.size()), size).str();
  result.resize(size);
  return result;
}

llvm::APInt DataReader::bits(uint64_t offset, uint64_t width) const {
  std::string raw = bytes(offset, llvm::divideCeil(width, 8));
  llvm::APInt result(raw.size() * 8, 0);
  for (auto [i, byte] : llvm::enumerate(raw))
    result.insertBits(uint8_t(byte), i * 8, 8);
  return result.trunc(width);
}

llvm::Constant *DataReader::end(mlir::StringAttr symbol, uint32_t blockTag,
                                llvm::Type *type) {
  llvm::Constant *address =
      blockTag ? module.blockAddress(symbol, blockTag) : module.symbol(symbol);
  return llvm::ConstantExpr::getPtrToInt(address, type);
}

/// symbol + addend - minus as a `type`.
llvm::Constant *DataReader::relocated(const DataRelocation &relocation,
                                      llvm::Type *type) {
  using llvm::ConstantExpr;
  if (module.dataLayout().getTypeStoreSize(type) != relocation.size)
    return nullptr;
  if (type->isPointerTy() && !relocation.minus && !relocation.blockTag)
    return module.address(relocation.symbol, relocation.addend,
                          relocation.inBounds, type);
  if (type->isPointerTy() && !relocation.minus && !relocation.addend)
    return module.blockAddress(relocation.symbol, relocation.blockTag);
  if (!type->isIntegerTy() && !type->isPointerTy())
    return nullptr;
  llvm::Type *wide = module.dataLayout().getIntPtrType(module.llvm);
  llvm::Constant *value;
  if (!relocation.blockTag && relocation.addend)
    value = ConstantExpr::getPtrToInt(
        module.address(relocation.symbol, relocation.addend,
                       relocation.inBounds,
                       llvm::PointerType::get(module.llvm, 0)),
        wide);
  else
    value = end(relocation.symbol, relocation.blockTag, wide);
  if (relocation.minus)
    value = ConstantExpr::getSub(
        value, end(relocation.minus, relocation.minusBlockTag, wide));
  if (relocation.blockTag && relocation.addend)
    value = ConstantExpr::getAdd(
        value, llvm::ConstantInt::getSigned(wide, relocation.addend));
  if (type->isPointerTy())
    return ConstantExpr::getIntToPtr(value, type);
  if (type->getIntegerBitWidth() > wide->getIntegerBitWidth())
    return nullptr;
  return type == wide ? value : ConstantExpr::getTrunc(value, type);
}

llvm::Constant *DataReader::readScalar(llvm::Type *type, uint64_t offset) {
  uint64_t size = module.dataLayout().getTypeStoreSize(type);
  if (hasRelocation(offset, size)) {
    const DataRelocation *relocation = relocationFrom(offset);
    return relocation->offset == offset ? relocated(*relocation, type)
                                        : nullptr;
  }
  uint64_t width = module.dataLayout().getTypeSizeInBits(type);
  llvm::APInt value = bits(offset, width);
  if (auto *integer = llvm::dyn_cast<llvm::IntegerType>(type))
    return llvm::ConstantInt::get(integer, value);
  if (type->isFloatingPointTy())
    return llvm::ConstantFP::get(type,
                                 llvm::APFloat(type->getFltSemantics(), value));
  if (type->isPointerTy())
    return llvm::ConstantExpr::getIntToPtr(
        llvm::ConstantInt::get(module.llvm, value), type);
  return nullptr;
}

llvm::Constant *DataReader::readStruct(llvm::StructType *type,
                                       uint64_t offset) {
  const llvm::StructLayout *layout = module.dataLayout().getStructLayout(type);
  llvm::SmallVector<llvm::Constant *> members;
  uint64_t end = 0;
  for (auto [i, memberType] : llvm::enumerate(type->elements())) {
    uint64_t at = layout->getElementOffset(i);
    if (!isZero(offset + end, at - end))
      return nullptr;
    llvm::Constant *member = read(memberType, offset + at);
    if (!member)
      return nullptr;
    members.push_back(member);
    end = at + module.dataLayout().getTypeStoreSize(memberType);
  }
  if (!isZero(offset + end, layout->getSizeInBytes() - end))
    return nullptr;
  return llvm::ConstantStruct::get(type, members);
}

llvm::Constant *DataReader::readArray(llvm::ArrayType *type, uint64_t offset) {
  llvm::Type *element = type->getElementType();
  uint64_t stride = module.dataLayout().getTypeAllocSize(element);
  uint64_t count = type->getNumElements();
  if (llvm::ConstantDataSequential::isElementTypeCompatible(element) &&
      !hasRelocation(offset, count * stride))
    return llvm::ConstantDataArray::getRaw(bytes(offset, count * stride), count,
                                           element);
  llvm::SmallVector<llvm::Constant *> elements;
  for (uint64_t i = 0; i < count; ++i) {
    elements.push_back(read(element, offset + i * stride));
    if (!elements.back())
      return nullptr;
  }
  return llvm::ConstantArray::get(type, elements);
}

llvm::Constant *DataReader::readVector(llvm::FixedVectorType *type,
                                       uint64_t offset) {
  llvm::Type *element = type->getElementType();
  uint64_t width = module.dataLayout().getTypeSizeInBits(element);
  unsigned count = type->getNumElements();
  llvm::SmallVector<llvm::Constant *> elements;
  if (width % 8) {
    llvm::APInt all = bits(offset, width * count);
    for (unsigned i = 0; i < count; ++i)
      elements.push_back(
          llvm::ConstantInt::get(element, all.extractBits(width, i * width)));
    return llvm::ConstantVector::get(elements);
  }
  for (unsigned i = 0; i < count; ++i) {
    elements.push_back(read(element, offset + i * (width / 8)));
    if (!elements.back())
      return nullptr;
  }
  return llvm::ConstantVector::get(elements);
}

llvm::Constant *DataReader::read(llvm::Type *type, uint64_t offset) {
  uint64_t size = module.dataLayout().getTypeAllocSize(type);
  if (isZero(offset, size))
    return llvm::Constant::getNullValue(type);
  if (auto *array = llvm::dyn_cast<llvm::ArrayType>(type))
    return readArray(array, offset);
  if (auto *structType = llvm::dyn_cast<llvm::StructType>(type))
    return readStruct(structType, offset);
  if (auto *vector = llvm::dyn_cast<llvm::FixedVectorType>(type))
    return readVector(vector, offset);
  return readScalar(type, offset);
}

llvm::Constant *DataReader::readBytes(uint64_t offset, uint64_t size) {
  if (isZero(offset, size))
    return llvm::ConstantAggregateZero::get(
        llvm::ArrayType::get(llvm::Type::getInt8Ty(module.llvm), size));
  return llvm::ConstantDataArray::getRaw(bytes(offset, size), size,
                                         llvm::Type::getInt8Ty(module.llvm));
}

llvm::Constant *DataReader::readPacked(uint64_t size) {
  llvm::SmallVector<llvm::Constant *> members;
  uint64_t at = 0;
  for (const DataRelocation &relocation : data.relocations) {
    if (relocation.offset < at || relocation.offset + relocation.size > size) {
      module.refuse("relocations that overlap or lie outside the data");
      return nullptr;
    }
    if (relocation.offset > at)
      members.push_back(readBytes(at, relocation.offset - at));
    bool isPointer = relocation.size == module.dataLayout().getPointerSize() &&
                     !relocation.minus;
    llvm::Type *type =
        isPointer ? (llvm::Type *)llvm::PointerType::get(module.llvm, 0)
                  : llvm::Type::getIntNTy(module.llvm, relocation.size * 8);
    members.push_back(relocated(relocation, type));
    if (!members.back()) {
      module.refuse("relocation of " + llvm::Twine(relocation.size) + " bytes");
      return nullptr;
    }
    at = relocation.offset + relocation.size;
  }
  if (at < size || members.empty())
    members.push_back(readBytes(at, size - at));
  if (members.size() == 1)
    return members.front();
  return llvm::ConstantStruct::getAnon(members, /*Packed=*/true);
}

llvm::Constant *ModuleContext::initialData(const Data &data, llvm::Type *type,
                                           bool exactType) {
  uint64_t size = dataLayout().getTypeAllocSize(type);
  if (data.bytes.size() > size) {
    refuse("more initial bytes than the type has");
    return llvm::Constant::getNullValue(type);
  }
  DataReader reader(*this, data);
  llvm::Constant *result = reader.read(type, 0);
  if (result || exactType)
    return result;
  result = reader.readPacked(size);
  return result ? result : llvm::Constant::getNullValue(type);
}
