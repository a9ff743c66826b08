//===- ModuleContext.cpp - What all parts of one import share -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/ModuleContext.h"
#include "mlir/IR/Builders.h"
#include "llvm/IR/ConstantRange.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Operator.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

ModuleContext::ModuleContext(const llvm::Module &host, MLIRContext &context,
                             Mode mode)
    : host(host), dataLayout(host.getDataLayout()), mlir(context), mode(mode),
      types(context, dataLayout, mode, host.getTargetTriple().isWasm()),
      location(UnknownLoc::get(&context)) {}

bool ModuleContext::refuse(const llvm::Twine &construct,
                           const llvm::Function *function,
                           const llvm::Instruction *instruction) {
  if (!refused)
    refusal = {construct.str(), function, instruction};
  refused = true;
  return false;
}

const SymbolRef &ModuleContext::symbolRef(const llvm::GlobalValue &value) {
  SymbolRef &symbol = symbols[&value];
  if (symbol)
    return symbol;
  symbol.number = symbols.size();
  if (value.hasName()) {
    symbol.name = StringAttr::get(&mlir, value.getName());
    return symbol;
  }
  std::string unique;
  do {
    unique = ".shunt.unnamed." + std::to_string(unnamedCount++);
  } while (host.getNamedValue(unique));
  symbol.name = StringAttr::get(&mlir, unique);
  return symbol;
}

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

static mlir::Attribute rangeBounds(Builder &builder,
                                   const llvm::ConstantRange &range) {
  auto type = builder.getIntegerType(range.getBitWidth());
  return builder.getArrayAttr({IntegerAttr::get(type, range.getLower()),
                               IntegerAttr::get(type, range.getUpper())});
}

DictionaryAttr ModuleContext::attributes(llvm::AttributeSet set) {
  DictionaryAttr &result = attributeSets[set];
  if (result)
    return result;
  Builder builder(&mlir);
  SmallVector<NamedAttribute> entries, strings;
  for (llvm::Attribute attribute : set) {
    if (attribute.isStringAttribute()) {
      strings.push_back(builder.getNamedAttr(
          attribute.getKindAsString(),
          builder.getStringAttr(attribute.getValueAsString())));
      continue;
    }
    mlir::Attribute value = builder.getUnitAttr();
    if (attribute.isIntAttribute()) {
      value = builder.getI64IntegerAttr(attribute.getValueAsInt());
    } else if (attribute.isTypeAttribute() && attribute.getValueAsType()) {
      if (Type layout = types.layout(attribute.getValueAsType()))
        value = TypeAttr::get(layout);
    } else if (attribute.isConstantRangeAttribute()) {
      value = rangeBounds(builder, attribute.getRange());
    } else if (attribute.isConstantRangeListAttribute()) {
      SmallVector<mlir::Attribute> ranges;
      for (const llvm::ConstantRange &range :
           attribute.getValueAsConstantRangeList())
        ranges.push_back(rangeBounds(builder, range));
      value = builder.getArrayAttr(ranges);
    }
    entries.push_back(builder.getNamedAttr(
        llvm::Attribute::getNameFromAttrKind(attribute.getKindAsEnum()),
        value));
  }
  if (!strings.empty())
    entries.push_back(
        builder.getNamedAttr("strings", builder.getDictionaryAttr(strings)));
  return attributeSets[set] = builder.getDictionaryAttr(entries);
}

AttributeListRef ModuleContext::attributes(llvm::AttributeList list) {
  if (list.isEmpty())
    return {};
  AttributeListRef &result = attributeLists[list.getRawPointer()];
  if (result)
    return result;
  SmallVector<DictionaryAttr> params;
  unsigned lastSet = 0;
  for (unsigned i = llvm::AttributeList::FirstArgIndex;
       i < list.getNumAttrSets(); ++i) {
    llvm::AttributeSet set =
        list.getParamAttrs(i - llvm::AttributeList::FirstArgIndex);
    params.push_back(attributes(set));
    if (set.hasAttributes())
      lastSet = params.size();
  }
  params.resize(lastSet);
  result.list = AttributeListAttr::get(&mlir, attributes(list.getFnAttrs()),
                                       attributes(list.getRetAttrs()), params);
  return result;
}

//===----------------------------------------------------------------------===//
// Constant addresses
//===----------------------------------------------------------------------===//

std::optional<SymbolOffset>
ModuleContext::symbolOffset(const llvm::Constant *constant) {
  SymbolOffset result;
  while (true) {
    if (auto *global = llvm::dyn_cast<llvm::GlobalValue>(constant)) {
      result.symbol = global;
      return result;
    }
    if (llvm::isa<llvm::ConstantPointerNull>(constant))
      return result;
    if (auto *integer = llvm::dyn_cast<llvm::ConstantInt>(constant)) {
      if (integer->getBitWidth() > 64)
        return std::nullopt;
      result.offset += integer->getSExtValue();
      return result;
    }
    if (auto *noCfi = llvm::dyn_cast<llvm::NoCFIValue>(constant)) {
      constant = noCfi->getGlobalValue();
      continue;
    }
    auto *expression = llvm::dyn_cast<llvm::ConstantExpr>(constant);
    if (!expression)
      return std::nullopt;
    const llvm::Constant *operand = expression->getOperand(0);
    if (operand->getType()->isVectorTy())
      return std::nullopt;
    switch (expression->getOpcode()) {
    case llvm::Instruction::GetElementPtr: {
      auto *gep = llvm::cast<llvm::GEPOperator>(expression);
      llvm::APInt offset(
          dataLayout.getIndexSizeInBits(gep->getPointerAddressSpace()), 0);
      if (!gep->accumulateConstantOffset(dataLayout, offset))
        return std::nullopt;
      result.offset += offset.getSExtValue();
      result.inBounds &= gep->isInBounds();
      break;
    }
    case llvm::Instruction::BitCast:
      break;
    case llvm::Instruction::PtrToInt:
    case llvm::Instruction::PtrToAddr:
      if (expression->getType()->getIntegerBitWidth() !=
          dataLayout.getPointerTypeSizeInBits(operand->getType()))
        return std::nullopt;
      break;
    case llvm::Instruction::IntToPtr:
      if (operand->getType()->getIntegerBitWidth() !=
          dataLayout.getPointerTypeSizeInBits(expression->getType()))
        return std::nullopt;
      break;
    case llvm::Instruction::Add:
    case llvm::Instruction::Sub: {
      auto *addend =
          llvm::dyn_cast<llvm::ConstantInt>(expression->getOperand(1));
      if (!addend || addend->getBitWidth() > 64)
        return std::nullopt;
      int64_t value = addend->getSExtValue();
      result.inBounds = false;
      result.offset +=
          expression->getOpcode() == llvm::Instruction::Add ? value : -value;
      break;
    }
    default:
      return std::nullopt;
    }
    constant = operand;
  }
}
