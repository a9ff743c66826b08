//===- Attributes.cpp - Attribute lists -----------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/ModuleContext.h"
#include "llvm/IR/ConstantRange.h"
#include "llvm/IR/ConstantRangeList.h"

using namespace shunt;
using namespace shunt::llvmir;

/// The range [lower, upper) of an array of two integers of one type.
static std::optional<llvm::ConstantRange> range(mlir::Attribute value) {
  auto bounds = llvm::dyn_cast<mlir::ArrayAttr>(value);
  if (!bounds || bounds.size() != 2)
    return std::nullopt;
  auto lower = llvm::dyn_cast<mlir::IntegerAttr>(bounds[0]);
  auto upper = llvm::dyn_cast<mlir::IntegerAttr>(bounds[1]);
  if (!lower || !upper || lower.getType() != upper.getType() ||
      (lower.getValue() == upper.getValue() && !lower.getValue().isMinValue() &&
       !lower.getValue().isMaxValue()))
    return std::nullopt;
  return llvm::ConstantRange(lower.getValue(), upper.getValue());
}

static llvm::Attribute rangeList(llvm::LLVMContext &context,
                                 llvm::Attribute::AttrKind kind,
                                 mlir::Attribute value) {
  auto array = llvm::dyn_cast<mlir::ArrayAttr>(value);
  if (!array || array.empty())
    return {};
  llvm::SmallVector<llvm::ConstantRange> ranges;
  for (mlir::Attribute element : array) {
    auto one = range(element);
    if (!one)
      return {};
    ranges.push_back(*one);
  }
  if (!llvm::ConstantRangeList::isOrderedRanges(ranges))
    return {};
  return llvm::Attribute::get(context, kind, ranges);
}

/// The attribute, or none if the entry is not of the kind's form.
llvm::Attribute ModuleContext::attribute(mlir::NamedAttribute entry) {
  using llvm::Attribute;
  Attribute::AttrKind kind =
      Attribute::getAttrKindFromName(entry.getName().strref());
  mlir::Attribute value = entry.getValue();
  bool isUnit = llvm::isa<mlir::UnitAttr>(value);
  if (Attribute::isEnumAttrKind(kind))
    return isUnit ? Attribute::get(llvm, kind) : Attribute();
  if (Attribute::isIntAttrKind(kind)) {
    auto integer = llvm::dyn_cast<mlir::IntegerAttr>(value);
    return integer && integer.getValue().getBitWidth() <= 64
               ? Attribute::get(llvm, kind, integer.getValue().getZExtValue())
               : Attribute();
  }
  if (Attribute::isTypeAttrKind(kind)) {
    auto layout = llvm::dyn_cast<mlir::TypeAttr>(value);
    if (layout)
      return Attribute::get(llvm, kind, type(layout.getValue()));
    return isUnit ? Attribute::get(llvm, kind, (llvm::Type *)nullptr)
                  : Attribute();
  }
  if (Attribute::isConstantRangeAttrKind(kind)) {
    auto bounds = range(value);
    return bounds ? Attribute::get(llvm, kind, *bounds) : Attribute();
  }
  if (Attribute::isConstantRangeListAttrKind(kind))
    return rangeList(llvm, kind, value);
  return {};
}

llvm::AttributeSet ModuleContext::attributes(mlir::DictionaryAttr dictionary) {
  if (!dictionary || dictionary.empty())
    return {};
  auto [it, isNew] = attributeSets.try_emplace(dictionary);
  if (!isNew)
    return it->second;
  llvm::AttrBuilder builder(llvm);
  for (mlir::NamedAttribute entry : dictionary) {
    if (entry.getName() == "strings") {
      if (auto strings = llvm::dyn_cast<mlir::DictionaryAttr>(entry.getValue()))
        for (mlir::NamedAttribute pair : strings)
          if (auto text = llvm::dyn_cast<mlir::StringAttr>(pair.getValue()))
            builder.addAttribute(pair.getName().strref(), text.getValue());
      continue;
    }
    llvm::Attribute attribute = this->attribute(entry);
    if (attribute.isValid())
      builder.addAttribute(attribute);
    else
      refuse("attribute '" + entry.getName().strref() + "' of this form");
  }
  return attributeSets[dictionary] = llvm::AttributeSet::get(llvm, builder);
}

llvm::AttributeList ModuleContext::attributes(const AttributeListRef &ref) {
  auto list = llvm::dyn_cast_or_null<AttributeListAttr>(ref.list);
  if (!list)
    return {};
  auto [it, isNew] = attributeLists.try_emplace(list);
  if (!isNew)
    return it->second;
  llvm::SmallVector<llvm::AttributeSet> params;
  for (mlir::DictionaryAttr param : list.getParams())
    params.push_back(attributes(param));
  return attributeLists[list] =
             llvm::AttributeList::get(llvm, attributes(list.getFunction()),
                                      attributes(list.getResult()), params);
}
