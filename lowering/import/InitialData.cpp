//===- InitialData.cpp - Constants as bytes and relocations ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/InitialData.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Operator.h"

using namespace shunt;
using namespace shunt::import;

uint32_t import::blockTag(const llvm::BasicBlock &block) {
  return block.getNumber() + 1;
}

namespace {
/// Writes one constant, front to back.
class DataWriter {
public:
  DataWriter(ModuleContext &module, Data &data) : module(module), data(data) {}

  bool write(const llvm::Constant &constant, uint64_t offset);

private:
  bool writeAggregate(const llvm::Constant &constant, uint64_t offset);
  bool writeVector(const llvm::Constant &constant, uint64_t offset);
  bool writeExpression(const llvm::Constant &constant, uint64_t offset);
  bool writeDifference(const llvm::Constant &constant, uint64_t offset,
                       uint32_t size);
  bool writeAddress(const llvm::Constant &constant, uint64_t offset,
                    uint32_t size);
  void writeBits(const llvm::APInt &bits, uint64_t offset, uint64_t size);
  bool refuse(const llvm::Twine &what) { return module.refuse(what); }

  ModuleContext &module;
  Data &data;
};
} // namespace

void DataWriter::writeBits(const llvm::APInt &bits, uint64_t offset,
                           uint64_t size) {
  if (bits.isZero())
    return;
  if (data.bytes.size() < offset + size)
    data.bytes.resize(offset + size);
  llvm::APInt wide = bits.zextOrTrunc(std::max<uint64_t>(size * 8, 1));
  for (uint64_t i = 0; i < size; ++i)
    data.bytes[offset + i] = char(wide.extractBitsAsZExtValue(8, i * 8));
}

bool DataWriter::write(const llvm::Constant &constant, uint64_t offset) {
  if (llvm::isa<llvm::ConstantAggregateZero, llvm::UndefValue,
                llvm::ConstantPointerNull, llvm::ConstantTargetNone>(constant))
    return true;
  uint64_t size = module.dataLayout.getTypeStoreSize(constant.getType());
  if (auto *integer = llvm::dyn_cast<llvm::ConstantInt>(&constant);
      integer && !constant.getType()->isVectorTy()) {
    writeBits(integer->getValue(), offset, size);
    return true;
  }
  if (auto *number = llvm::dyn_cast<llvm::ConstantFP>(&constant);
      number && !constant.getType()->isVectorTy()) {
    writeBits(number->getValueAPF().bitcastToAPInt(), offset, size);
    return true;
  }
  if (constant.getType()->isVectorTy())
    return writeVector(constant, offset);
  if (auto *array = llvm::dyn_cast<llvm::ConstantDataArray>(&constant)) {
    // The host is little-endian like every target, so the bytes are right.
    llvm::StringRef raw = array->getRawDataValues();
    size_t used = raw.find_last_not_of('\0') + 1;
    if (data.bytes.size() < offset + used)
      data.bytes.resize(offset + used);
    std::copy_n(raw.data(), used, data.bytes.begin() + offset);
    return true;
  }
  if (llvm::isa<llvm::ConstantAggregate>(constant))
    return writeAggregate(constant, offset);
  return writeExpression(constant, offset);
}

bool DataWriter::writeAggregate(const llvm::Constant &constant,
                                uint64_t offset) {
  auto *structType = llvm::dyn_cast<llvm::StructType>(constant.getType());
  const llvm::StructLayout *layout =
      structType ? module.dataLayout.getStructLayout(structType) : nullptr;
  uint64_t stride = structType
                        ? 0
                        : uint64_t(module.dataLayout.getTypeAllocSize(
                              constant.getType()->getArrayElementType()));
  for (unsigned i = 0; i < constant.getNumOperands(); ++i) {
    uint64_t at = layout ? uint64_t(layout->getElementOffset(i)) : i * stride;
    if (!write(*llvm::cast<llvm::Constant>(constant.getOperand(i)),
               offset + at))
      return false;
  }
  return true;
}

bool DataWriter::writeVector(const llvm::Constant &constant, uint64_t offset) {
  auto *type = llvm::dyn_cast<llvm::FixedVectorType>(constant.getType());
  if (!type)
    return refuse("scalable vector constant");
  uint64_t bits = module.dataLayout.getTypeSizeInBits(type->getElementType());
  llvm::APInt packed(bits * type->getNumElements(), 0);
  for (unsigned i = 0; i < type->getNumElements(); ++i) {
    const llvm::Constant *element = constant.getAggregateElement(i);
    if (!element)
      return refuse("constant vector expression");
    if (bits % 8 == 0) {
      if (!write(*element, offset + i * (bits / 8)))
        return false;
    } else if (auto *integer = llvm::dyn_cast<llvm::ConstantInt>(element)) {
      packed.insertBits(integer->getValue(), i * bits);
    }
  }
  writeBits(packed, offset, module.dataLayout.getTypeStoreSize(type));
  return true;
}

bool DataWriter::writeExpression(const llvm::Constant &constant,
                                 uint64_t offset) {
  uint64_t size = module.dataLayout.getTypeStoreSize(constant.getType());
  if (constant.getType()->isAggregateType() || size > 8)
    return refuse("initializer that is an expression of this form");
  return writeAddress(constant, offset, size);
}

/// A field of `size` bytes that holds an address, a difference of addresses,
/// or an integer that is known only as an expression.
bool DataWriter::writeAddress(const llvm::Constant &constant, uint64_t offset,
                              uint32_t size) {
  if (auto *block = llvm::dyn_cast<llvm::BlockAddress>(&constant)) {
    DataRelocation relocation;
    relocation.offset = offset;
    relocation.symbol = module.symbol(*block->getFunction());
    relocation.size = size;
    relocation.blockTag = blockTag(*block->getBasicBlock());
    data.relocations.push_back(relocation);
    return true;
  }
  if (auto address = module.symbolOffset(&constant)) {
    if (!address->symbol) {
      writeBits(llvm::APInt(64, address->offset), offset, size);
      return true;
    }
    DataRelocation relocation;
    relocation.offset = offset;
    relocation.symbol = module.symbol(*address->symbol);
    relocation.addend = address->offset;
    relocation.inBounds = address->offset && address->inBounds;
    relocation.size = size;
    data.relocations.push_back(relocation);
    return true;
  }
  return writeDifference(constant, offset, size);
}

/// Strips casts that keep or cut bits, summing up constant addends.
static const llvm::Constant *stripAddends(const llvm::Constant *constant,
                                          int64_t &addend) {
  while (auto *expression = llvm::dyn_cast<llvm::ConstantExpr>(constant)) {
    unsigned opcode = expression->getOpcode();
    if (opcode == llvm::Instruction::Add) {
      auto *right =
          llvm::dyn_cast<llvm::ConstantInt>(expression->getOperand(1));
      if (!right || right->getBitWidth() > 64)
        return constant;
      addend += right->getSExtValue();
    } else if (opcode != llvm::Instruction::Trunc &&
               opcode != llvm::Instruction::PtrToInt &&
               opcode != llvm::Instruction::PtrToAddr &&
               opcode != llvm::Instruction::IntToPtr) {
      return constant;
    }
    constant = expression->getOperand(0);
  }
  return constant;
}

/// Whether a function's local stand-in is a term of `constant`.
static bool hasEquivalent(const llvm::Constant &constant) {
  auto isEquivalent = [](const llvm::Value *term) {
    int64_t addend = 0;
    return llvm::isa<llvm::DSOLocalEquivalent>(
        stripAddends(llvm::cast<llvm::Constant>(term), addend));
  };
  return isEquivalent(&constant) ||
         llvm::any_of(constant.operands(), isEquivalent);
}

/// symbol + addend - symbol, possibly truncated; block addresses too.
bool DataWriter::writeDifference(const llvm::Constant &constant,
                                 uint64_t offset, uint32_t size) {
  DataRelocation relocation;
  relocation.offset = offset;
  relocation.size = size;
  const llvm::Constant *stripped = stripAddends(&constant, relocation.addend);
  auto side = [&](const llvm::Constant *term, mlir::StringAttr &symbol,
                  uint32_t &tag, int64_t sign) {
    int64_t addend = 0;
    if (auto address = module.symbolOffset(term); address && address->symbol) {
      symbol = module.symbol(*address->symbol);
      relocation.addend += sign * address->offset;
      relocation.inBounds = address->offset && address->inBounds && sign > 0;
      return true;
    }
    auto *block =
        llvm::dyn_cast<llvm::BlockAddress>(stripAddends(term, addend));
    if (!block)
      return false;
    symbol = module.symbol(*block->getFunction());
    tag = blockTag(*block->getBasicBlock());
    relocation.addend += sign * addend;
    return true;
  };
  auto *expression = llvm::dyn_cast<llvm::ConstantExpr>(stripped);
  bool isDifference =
      expression && expression->getOpcode() == llvm::Instruction::Sub;
  bool known = isDifference
                   ? side(expression->getOperand(0), relocation.symbol,
                          relocation.blockTag, 1) &&
                         side(expression->getOperand(1), relocation.minus,
                              relocation.minusBlockTag, -1)
                   : side(stripped, relocation.symbol, relocation.blockTag, 1);
  if (!known)
    return refuse(hasEquivalent(*stripped)
                      ? "dso_local_equivalent"
                      : "initializer that is an expression of this form");
  data.relocations.push_back(relocation);
  return true;
}

bool import::importInitialData(ModuleContext &module,
                               const llvm::Constant &constant, Data &data) {
  return DataWriter(module, data).write(constant, 0);
}
