//===- ModuleAttributes.cpp - Triple, data layout, flags, named metadata --===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/SymbolImport.h"
#include "mlir/IR/Builders.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfoMetadata.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

StringRef import::namedMetadataAttribute(StringRef metadata) {
  return llvm::StringSwitch<StringRef>(metadata)
      .Case("llvm.ident", "shunt.idents")
      .Case("llvm.commandline", "shunt.command_lines")
      .Case("llvm.dependent-libraries", "shunt.dependent_libraries")
      .Case("llvm.linker.options", "shunt.linker_options")
      .Default("");
}

/// Named metadata that says nothing to a code generator, or that the flags
/// and the debug information import stand for.
static bool isIgnored(StringRef metadata) {
  return llvm::StringSwitch<bool>(metadata)
      .Cases({"llvm.module.flags", "llvm.dbg.cu", "llvm.gcov",
              "llvm.errno.tbaa", "opencl.ocl.version"},
             true)
      .Default(false);
}

static Attribute stringsOf(Builder &builder, const llvm::MDNode &node) {
  SmallVector<Attribute> strings;
  for (const llvm::MDOperand &operand : node.operands())
    if (auto *text = llvm::dyn_cast_or_null<llvm::MDString>(operand.get()))
      strings.push_back(builder.getStringAttr(text->getString()));
  return builder.getArrayAttr(strings);
}

static bool importNamedMetadata(ModuleContext &module, ModuleOp op) {
  Builder builder(&module.mlir);
  for (const llvm::NamedMDNode &named : module.host.named_metadata()) {
    StringRef attribute = namedMetadataAttribute(named.getName());
    if (attribute.empty()) {
      if (module.isFolded() && !isIgnored(named.getName()))
        return module.refuse("named metadata " + named.getName());
      continue;
    }
    SmallVector<Attribute> nodes;
    for (const llvm::MDNode *node : named.operands())
      nodes.push_back(stringsOf(builder, *node));
    op->setAttr(attribute, builder.getArrayAttr(nodes));
  }
  return true;
}

static void importFlags(ModuleContext &module, ModuleOp op) {
  Builder builder(&module.mlir);
  SmallVector<llvm::Module::ModuleFlagEntry> flags;
  module.host.getModuleFlagsMetadata(flags);
  SmallVector<NamedAttribute> values, behaviors;
  for (const llvm::Module::ModuleFlagEntry &flag : flags) {
    Attribute value = builder.getUnitAttr(); // Of a form that isn't carried.
    if (auto *integer = llvm::mdconst::dyn_extract<llvm::ConstantInt>(flag.Val))
      value = IntegerAttr::get(builder.getIntegerType(integer->getBitWidth()),
                               integer->getValue());
    else if (auto *text = llvm::dyn_cast<llvm::MDString>(flag.Val))
      value = builder.getStringAttr(text->getString());
    else if (auto *node = llvm::dyn_cast<llvm::MDNode>(flag.Val))
      value = stringsOf(builder, *node);
    values.push_back(builder.getNamedAttr(flag.Key->getString(), value));
    behaviors.push_back(builder.getNamedAttr(
        flag.Key->getString(), builder.getI32IntegerAttr(flag.Behavior)));
  }
  op->setAttr("shunt.module_flags", builder.getDictionaryAttr(values));
  op->setAttr("shunt.module_flag_behaviors",
              builder.getDictionaryAttr(behaviors));
}

bool import::importModuleAttributes(ModuleContext &module, ModuleOp op) {
  Builder builder(&module.mlir);
  op->setAttr("shunt.triple",
              builder.getStringAttr(module.host.getTargetTriple().str()));
  op->setAttr("shunt.data_layout",
              builder.getStringAttr(module.host.getDataLayoutStr()));
  op->setAttr("shunt.source_file_name",
              builder.getStringAttr(module.host.getSourceFileName()));
  importFlags(module, op);
  return importNamedMetadata(module, op);
}
