//===- Addresses.cpp - Address arithmetic to getelementptr ----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An addr operation says base + sum of index * scale + offset, and over which
// element type that was. Exact IR has the index list too. Without it one is
// found by walking down the type: at each level either the next index counts by
// that level's stride, or a constant index takes its share of the offset.
// Constant indices may come out otherwise distributed than they were; the
// address is the same sum.
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/HandlerTable.h"
#include "llvm/IR/Constants.h"

using namespace shunt;
using namespace shunt::llvmir;

static llvm::GEPNoWrapFlags noWrapFlags(IntFlags flags) {
  auto has = [&](IntFlags flag) { return bitEnumContainsAny(flags, flag); };
  llvm::GEPNoWrapFlags result = llvm::GEPNoWrapFlags::none();
  if (has(IntFlags::InBounds))
    result |= llvm::GEPNoWrapFlags::inBounds();
  if (has(IntFlags::NUSW))
    result |= llvm::GEPNoWrapFlags::noUnsignedSignedWrap();
  if (has(IntFlags::NUW))
    result |= llvm::GEPNoWrapFlags::noUnsignedWrap();
  return result;
}

namespace {
/// Finds the index list for one addr operation.
class IndexFinder {
public:
  IndexFinder(const llvm::DataLayout &layout, llvm::IntegerType *indexType,
              llvm::ArrayRef<llvm::Value *> indices,
              llvm::ArrayRef<int64_t> scales, int64_t offset)
      : layout(layout), indexType(indexType), indices(indices), scales(scales),
        offset(offset) {}

  /// Fills `list`. False: no index list over `element` makes that sum.
  bool find(llvm::Type *element) {
    if (!element->isSized() ||
        !addLevel(layout.getTypeAllocSize(element).getKnownMinValue()))
      return false;
    for (llvm::Type *type = element; next < indices.size() || offset;)
      if (!(type = descend(type)))
        return false;
    return true;
  }

  llvm::SmallVector<llvm::Value *, 4> list;

private:
  bool addLevel(uint64_t stride) {
    if (next < indices.size() && uint64_t(scales[next]) == stride) {
      list.push_back(indices[next++]);
      return true;
    }
    int64_t step = 0;
    if (stride) {
      step = offset / int64_t(stride);
      step -= offset % int64_t(stride) < 0;
    }
    offset -= step * int64_t(stride);
    list.push_back(llvm::ConstantInt::getSigned(indexType, step));
    return true;
  }

  /// The type one level down; null if there is none.
  llvm::Type *descend(llvm::Type *type) {
    if (auto *structType = llvm::dyn_cast<llvm::StructType>(type)) {
      const llvm::StructLayout *fields = layout.getStructLayout(structType);
      if (offset < 0 || uint64_t(offset) >= fields->getSizeInBytes())
        return nullptr;
      unsigned field = fields->getElementContainingOffset(offset);
      offset -= fields->getElementOffset(field);
      list.push_back(llvm::ConstantInt::get(
          llvm::Type::getInt32Ty(type->getContext()), field));
      return structType->getElementType(field);
    }
    llvm::Type *element = nullptr;
    if (auto *array = llvm::dyn_cast<llvm::ArrayType>(type))
      element = array->getElementType();
    else if (auto *vector = llvm::dyn_cast<llvm::FixedVectorType>(type))
      element = vector->getElementType();
    if (element)
      addLevel(layout.getTypeAllocSize(element).getKnownMinValue());
    return element;
  }

  const llvm::DataLayout &layout;
  llvm::IntegerType *indexType;
  llvm::ArrayRef<llvm::Value *> indices;
  llvm::ArrayRef<int64_t> scales;
  int64_t offset;
  size_t next = 0;
};
} // namespace

llvm::Value *
FunctionExport::emitGetElementPtr(llvm::Type *element, llvm::Value *base,
                                  llvm::ArrayRef<llvm::Value *> indices,
                                  IntFlags flags) {
  return llvm::GetElementPtrInst::Create(element, base, indices,
                                         noWrapFlags(flags), "", block);
}

/// base + index * scale + offset where no getelementptr of the host's says so;
/// `index` may be null.
llvm::Value *FunctionExport::emitByteAddress(llvm::Value *base,
                                             llvm::Value *index, int64_t scale,
                                             int64_t offset) {
  llvm::Type *byte = llvm::Type::getInt8Ty(module.llvm);
  auto add = [&](llvm::Type *element, llvm::Value *count) {
    base = help(llvm::cast<llvm::Instruction>(
        emitGetElementPtr(element, base, count, IntFlags::None)));
  };
  if (index)
    add(scale == 1 ? byte : llvm::ArrayType::get(byte, scale), index);
  if (offset)
    add(byte, llvm::ConstantInt::getSigned(llvm::Type::getInt64Ty(module.llvm),
                                           offset));
  return base;
}

llvm::Value *FunctionExport::accessAddress(mlir::Value base, mlir::Value index,
                                           const Address &address) {
  return emitByteAddress(operand(base), index ? operand(index) : nullptr,
                         address.scale, address.offset);
}

/// The index list that `path` says. False: there is none over `element`.
bool FunctionExport::indexList(const Path &path, llvm::Type *element,
                               llvm::ArrayRef<llvm::Value *> indices,
                               llvm::IntegerType *indexType,
                               llvm::SmallVectorImpl<llvm::Value *> &list) {
  llvm::Type *field = llvm::Type::getInt32Ty(module.llvm);
  llvm::Type *type = nullptr; // That the step is within; none for the first.
  for (int64_t step : path.steps) {
    bool isVariable = step == Path::variable;
    if (isVariable && indices.empty())
      return false;
    bool isField = type && type->isStructTy();
    if (isVariable)
      list.push_back(indices.front());
    else
      list.push_back(isField ? llvm::ConstantInt::get(field, step)
                             : llvm::ConstantInt::getSigned(indexType, step));
    indices = indices.drop_front(isVariable);
    type = type ? llvm::GetElementPtrInst::getTypeAtIndex(type, list.back())
                : element;
    if (!type)
      return false;
  }
  return indices.empty();
}

/// Defines the result as the getelementptr.
void FunctionExport::defineAddress(mlir::Operation *op, llvm::Type *element,
                                   llvm::Value *base,
                                   llvm::ArrayRef<llvm::Value *> list) {
  IntFlags flags = propertiesOf<AddrOp>(op).flags;
  auto *constant = llvm::dyn_cast<llvm::Constant>(base);
  if (constant && isConstantExpression(op))
    return define(op->getResult(0),
                  llvm::ConstantExpr::getGetElementPtr(element, constant, list,
                                                       noWrapFlags(flags)));
  finish(op, llvm::cast<llvm::Instruction>(
                 emitGetElementPtr(element, base, list, flags)));
}

void FunctionExport::exportAddr(mlir::Operation *op) {
  auto &properties = propertiesOf<AddrOp>(op);
  llvm::Value *base = operand(op->getOperand(0));
  llvm::SmallVector<llvm::Value *, 4> indices;
  for (mlir::Value index : op->getOperands().drop_front())
    indices.push_back(operand(index));
  llvm::Type *element = llvm::Type::getInt8Ty(module.llvm);
  if (properties.elementType)
    element = type(properties.elementType.type);
  else if (indices.size() == 1 && !properties.offset)
    element = llvm::ArrayType::get(element, properties.scales.values[0]);
  auto *indexType = llvm::cast<llvm::IntegerType>(
      module.dataLayout().getIndexType(base->getType())->getScalarType());
  if (!properties.path.steps.empty()) {
    llvm::SmallVector<llvm::Value *, 4> list;
    if (!indexList(properties.path, element, indices, indexType, list))
      return refuse("getelementptr with a path that its type hasn't");
    return defineAddress(op, element, base, list);
  }
  IndexFinder finder(module.dataLayout(), indexType, indices,
                     properties.scales.values, properties.offset);
  if (finder.find(element))
    return defineAddress(op, element, base, finder.list);
  for (auto [index, scale] : llvm::zip_equal(indices, properties.scales.values))
    base = emitByteAddress(base, index, scale, 0);
  base = emitByteAddress(base, nullptr, 1, properties.offset);
  define(op->getResult(0), base);
}
