//===- ModuleAttributes.cpp - Triple, data layout, flags, named metadata --===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/ModuleContext.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Metadata.h"

using namespace shunt;
using namespace shunt::llvmir;

void ModuleContext::exportTarget() {
  auto text = [&](llvm::StringRef name) {
    auto value = source->getAttrOfType<mlir::StringAttr>(name);
    return value ? value.getValue() : llvm::StringRef();
  };
  if (llvm::StringRef layout = text("shunt.data_layout"); !layout.empty()) {
    if (auto parsed = llvm::DataLayout::parse(layout))
      target->setDataLayout(*parsed);
    else
      refuse("data layout: " + llvm::toString(parsed.takeError()));
  }
  target->setTargetTriple(llvm::Triple(text("shunt.triple")));
  target->setSourceFileName(text("shunt.source_file_name"));
  target->setModuleIdentifier(text("shunt.source_file_name"));
}

/// A node of strings; null if `form` is no array of them.
static llvm::MDNode *stringNode(llvm::LLVMContext &context,
                                mlir::Attribute form) {
  auto array = llvm::dyn_cast<mlir::ArrayAttr>(form);
  if (!array)
    return nullptr;
  llvm::SmallVector<llvm::Metadata *> strings;
  for (mlir::Attribute element : array) {
    auto text = llvm::dyn_cast<mlir::StringAttr>(element);
    if (!text)
      return nullptr;
    strings.push_back(llvm::MDString::get(context, text.getValue()));
  }
  return llvm::MDNode::get(context, strings);
}

static llvm::Metadata *flagValue(llvm::LLVMContext &context,
                                 mlir::Attribute form) {
  if (auto integer = llvm::dyn_cast<mlir::IntegerAttr>(form))
    return llvm::ConstantAsMetadata::get(
        llvm::ConstantInt::get(context, integer.getValue()));
  if (auto text = llvm::dyn_cast<mlir::StringAttr>(form))
    return llvm::MDString::get(context, text.getValue());
  return stringNode(context, form);
}

static void exportFlags(ModuleContext &module) {
  auto values =
      module.source->getAttrOfType<mlir::DictionaryAttr>("shunt.module_flags");
  auto behaviors = module.source->getAttrOfType<mlir::DictionaryAttr>(
      "shunt.module_flag_behaviors");
  if (!values)
    return;
  for (mlir::NamedAttribute flag : values) {
    llvm::StringRef name = flag.getName();
    auto behavior =
        behaviors ? behaviors.getAs<mlir::IntegerAttr>(name) : nullptr;
    llvm::Metadata *value = flagValue(module.llvm, flag.getValue());
    llvm::Module::ModFlagBehavior kind;
    if (!value || !behavior ||
        !llvm::Module::isValidModFlagBehavior(
            llvm::ConstantAsMetadata::get(llvm::ConstantInt::get(
                llvm::Type::getInt32Ty(module.llvm), behavior.getInt())),
            kind))
      return module.refuse("module flag '" + name + "' of this form");
    module.target->addModuleFlag(kind, name, value);
  }
}

void ModuleContext::exportModuleMetadata() {
  static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> names[] =
      {{"shunt.idents", "llvm.ident"},
       {"shunt.command_lines", "llvm.commandline"},
       {"shunt.dependent_libraries", "llvm.dependent-libraries"},
       {"shunt.linker_options", "llvm.linker.options"}};
  // A list that the text carries is the whole one.
  llvm::StringSet<> carried;
  for (auto list : source.getOps<NamedMetadataOp>())
    carried.insert(list.getName());
  text.end();
  if (!carried.contains("llvm.module.flags"))
    exportFlags(*this);
  for (const auto &[attribute, name] : names) {
    auto nodes = source->getAttrOfType<mlir::ArrayAttr>(attribute);
    if (!nodes || carried.contains(name))
      continue;
    llvm::NamedMDNode *made = target->getOrInsertNamedMetadata(name);
    for (mlir::Attribute form : nodes) {
      llvm::MDNode *node = stringNode(llvm, form);
      if (!node)
        return refuse("attribute '" + attribute + "' of this form");
      made->addOperand(node);
    }
  }
}
