//===- MetadataTable.cpp - The host's metadata nodes as text --------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/MetadataTable.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

MetadataTable::MetadataTable(ModuleContext &module)
    : module(module),
      slots(&module.host, /*ShouldInitializeAllMetadata=*/true) {
  // The tracker gives numbers when it is first asked for one.
  llvm::MDNode::get(module.host.getContext(), {})
      ->printAsOperand(llvm::nulls(), slots, &module.host);
  llvm::ModuleSlotTracker::MachineMDNodeListType nodes;
  slots.collectMDNodes(nodes, 0, std::numeric_limits<unsigned>::max());
  llvm::sort(nodes);
  for (auto [number, node] : nodes) {
    assert(number == texts.size() && "LLVM numbers nodes without gaps");
    append(*node);
  }
}

void MetadataTable::append(const llvm::MDNode &node) {
  numbers[&node] = texts.size();
  llvm::raw_string_ostream os(texts.emplace_back());
  node.print(os, slots, &module.host);
  // "!7 = " stands before all but expressions.
  if (!llvm::isa<llvm::DIExpression>(node))
    texts.back().erase(0, texts.back().find(" = ") + 3);
  for (const llvm::MDOperand &operand : node.operands())
    if (auto *value =
            llvm::dyn_cast_or_null<llvm::ConstantAsMetadata>(operand.get()))
      check(value->getValue());
}

/// Whether a type's text says all of it.
static bool isWholeInText(const llvm::Type *type) {
  auto *structType = llvm::dyn_cast<llvm::StructType>(type);
  if (structType && !structType->isLiteral())
    return false;
  return llvm::all_of(type->subtypes(), isWholeInText);
}

/// Refuses a constant that its text doesn't say all of.
void MetadataTable::check(const llvm::Constant *constant) {
  llvm::SmallVector<const llvm::Constant *> worklist{constant};
  while (!worklist.empty()) {
    const llvm::Constant *next = worklist.pop_back_val();
    if (!isWholeInText(next->getType()))
      module.refuse("constant of a named type in metadata");
    if (llvm::isa<llvm::BlockAddress>(next))
      module.refuse("address of a block in metadata");
    if (auto *global = llvm::dyn_cast<llvm::GlobalValue>(next)) {
      if (!global->hasName())
        module.refuse("symbol without a name in metadata");
      continue;
    }
    for (const llvm::Use &operand : next->operands())
      worklist.push_back(llvm::cast<llvm::Constant>(operand));
  }
}

uint32_t MetadataTable::number(const llvm::Metadata *node) {
  auto it = numbers.find(node);
  if (it != numbers.end())
    return it->second;
  if (auto *expression = llvm::dyn_cast_or_null<llvm::DIExpression>(node))
    append(*expression);
  else
    module.refuse("metadata that is no node of the module");
  return numbers[node];
}

uint32_t MetadataTable::constant(const llvm::Constant *constant) {
  // A poison value's type says nothing, and may have a name.
  if (llvm::isa<llvm::PoisonValue>(constant) &&
      !isWholeInText(constant->getType()))
    constant =
        llvm::PoisonValue::get(llvm::Type::getInt8Ty(module.host.getContext()));
  auto [it, isNew] = constants.try_emplace(constant, texts.size());
  if (isNew) {
    check(constant);
    llvm::raw_string_ostream os(texts.emplace_back("!{"));
    constant->printAsOperand(os, /*PrintType=*/true, slots);
    os << '}';
  }
  return it->second;
}

void MetadataTable::emit(Block &body) {
  for (auto [number, text] : llvm::enumerate(texts)) {
    Operation *op = Operation::create(
        module.location, operationName<MetadataOp>(&module.mlir), TypeRange(),
        ValueRange(), DictionaryAttr::get(&module.mlir),
        OpaqueProperties(nullptr), BlockRange(), /*numRegions=*/0);
    auto &properties = propertiesOf<MetadataOp>(op);
    properties.number = number;
    properties.text = std::move(text);
    body.push_back(op);
  }
  texts.clear();
}
