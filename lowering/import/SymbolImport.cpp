//===- SymbolImport.cpp - What a module declares and defines --------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/import/SymbolImport.h"
#include "lowering/import/InitialData.h"
#include "mlir/IR/Builders.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/GlobalAlias.h"
#include "llvm/IR/GlobalIFunc.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::import;

namespace {
/// Makes one operation a symbol.
class SymbolImporter {
public:
  SymbolImporter(ModuleContext &module, Block &body, SymbolTables &tables)
      : module(module), builder(&module.mlir), body(body), tables(tables) {}

  bool run();

private:
  template <typename Op> Operation *append(unsigned regions = 0) {
    Operation *op = Operation::create(
        module.location, operationName<Op>(&module.mlir), TypeRange(),
        ValueRange(), DictionaryAttr::get(&module.mlir),
        OpaqueProperties(nullptr), BlockRange(), regions);
    body.push_back(op);
    return op;
  }
  template <typename Op>
  typename Op::Properties &symbol(Operation *op,
                                  const llvm::GlobalValue &value);
  template <typename Properties>
  void object(Properties &properties, const llvm::GlobalObject &value);
  StringAttr stringOrNull(StringRef text) {
    return text.empty() ? StringAttr() : builder.getStringAttr(text);
  }

  bool importComdats();
  bool importFunction(const llvm::Function &function);
  bool importData(const llvm::Function &function,
                  const llvm::Constant &constant, Data &data, TypeRef &type);
  bool importGlobal(const llvm::GlobalVariable &global);
  bool importAlias(const llvm::GlobalAlias &alias);
  bool importIFunc(const llvm::GlobalIFunc &ifunc);
  bool importStructors(const llvm::GlobalVariable &list, bool destructors);
  bool importUsed(const llvm::GlobalVariable &list, bool compilerOnly);
  bool refuseMetadata(const llvm::GlobalObject &value);

  ModuleContext &module;
  Builder builder;
  Block &body;
  SymbolTables &tables;
  llvm::DenseMap<const llvm::Comdat *, StringAttr> comdats; ///< Their names.
};
} // namespace

template <typename Op>
typename Op::Properties &
SymbolImporter::symbol(Operation *op, const llvm::GlobalValue &value) {
  auto &properties = propertiesOf<Op>(op);
  properties.sym_name = module.symbol(value);
  properties.linkage = Linkage(uint8_t(value.getLinkage()));
  properties.elfVisibility = Visibility(uint8_t(value.getVisibility()));
  properties.unnamedAddr = UnnamedAddr(uint8_t(value.getUnnamedAddr()));
  properties.tlsModel = TLSModel(uint8_t(value.getThreadLocalMode()));
  properties.dsoLocal = value.isDSOLocal();
  properties.partition = stringOrNull(value.getPartition());
  return properties;
}

template <typename Properties>
void SymbolImporter::object(Properties &properties,
                            const llvm::GlobalObject &value) {
  properties.section = stringOrNull(value.getSection());
  if (const llvm::Comdat *comdat = value.getComdat())
    properties.comdat = comdats.lookup(comdat);
}

/// Attached metadata that changes what is emitted and that nothing carries.
bool SymbolImporter::refuseMetadata(const llvm::GlobalObject &value) {
  if (!value.hasMetadata() || !module.isFolded())
    return true;
  static constexpr llvm::StringLiteral kinds[] = {
      "kcfi_type", "pcsections",   "func_sanitize",         "section_prefix",
      "exclude",   "implicit.ref", "elf_section_properties"};
  for (llvm::StringRef kind : kinds)
    if (value.getMetadata(kind))
      return module.refuse("metadata " + kind,
                           llvm::dyn_cast<llvm::Function>(&value));
  if (llvm::isa<llvm::Function>(value) &&
      value.getMetadata(llvm::LLVMContext::MD_associated))
    return module.refuse("metadata associated",
                         llvm::cast<llvm::Function>(&value));
  return true;
}

bool SymbolImporter::run() {
  if (!module.host.getModuleInlineAsm().empty())
    propertiesOf<ModuleAsmOp>(append<ModuleAsmOp>()).assembly =
        builder.getStringAttr(module.host.getModuleInlineAsm());
  bool ok = importComdats();
  for (const llvm::GlobalVariable &global : module.host.globals())
    ok = ok && importGlobal(global);
  for (const llvm::Function &function : module.host)
    ok = ok && importFunction(function);
  for (const llvm::GlobalAlias &alias : module.host.aliases())
    ok = ok && importAlias(alias);
  for (const llvm::GlobalIFunc &ifunc : module.host.ifuncs())
    ok = ok && importIFunc(ifunc);
  return ok;
}

bool SymbolImporter::importComdats() {
  // The symbol table of comdats has no order of its own; users have.
  auto add = [&](const llvm::GlobalObject &value) {
    const llvm::Comdat *comdat = value.getComdat();
    if (!comdat)
      return;
    auto [it, isNew] = comdats.try_emplace(comdat);
    if (!isNew)
      return;
    // Most have their symbol's name.
    it->second = comdat->getName() == value.getName()
                     ? module.symbol(value)
                     : builder.getStringAttr(comdat->getName());
    auto &properties = propertiesOf<ComdatOp>(append<ComdatOp>());
    properties.name = it->second;
    properties.kind = ComdatKind(uint8_t(comdat->getSelectionKind()));
  };
  for (const llvm::GlobalVariable &global : module.host.globals())
    add(global);
  for (const llvm::Function &function : module.host)
    add(function);
  return true;
}

bool SymbolImporter::importFunction(const llvm::Function &function) {
  if (function.isIntrinsic())
    return true;
  Type signature = module.types.signature(function.getFunctionType());
  if (!signature)
    return module.refuse(
        module.types.signatureRefusal(function.getFunctionType()), &function);
  if (!refuseMetadata(function))
    return false;
  Operation *op = append<FuncOp>(/*regions=*/1);
  auto &properties = symbol<FuncOp>(op, function);
  object(properties, function);
  properties.alignment = function.getAlign().valueOrOne().value();
  if (!function.getAlign())
    properties.alignment = 0;
  properties.signature.type = signature;
  properties.attributeList = module.attributes(function.getAttributes());
  properties.callingConv = function.getCallingConv();
  if (function.hasGC())
    properties.gc = builder.getStringAttr(function.getGC());
  tables.functions[op] = &function;
  if (function.hasPersonalityFn()) {
    auto address = module.symbolOffset(function.getPersonalityFn());
    if (!address || !address->symbol || address->offset)
      return module.refuse("personality of this form", &function);
    properties.personality =
        FlatSymbolRefAttr::get(module.symbol(*address->symbol));
  }
  return (!function.hasPrefixData() ||
          importData(function, *function.getPrefixData(), properties.prefixData,
                     properties.prefixType)) &&
         (!function.hasPrologueData() ||
          importData(function, *function.getPrologueData(),
                     properties.prologueData, properties.prologueType));
}

/// What stands before or at the start of a function's code.
bool SymbolImporter::importData(const llvm::Function &function,
                                const llvm::Constant &constant, Data &data,
                                TypeRef &type) {
  type.type = module.types.layout(constant.getType());
  if (!type)
    return module.refuse("prefix or prologue data of this type", &function);
  return importInitialData(module, constant, data);
}

static Sanitizing sanitizing(const llvm::GlobalVariable &global) {
  if (!global.hasSanitizerMetadata())
    return Sanitizing::None;
  llvm::GlobalValue::SanitizerMetadata metadata = global.getSanitizerMetadata();
  auto flag = [](bool isSet, Sanitizing value) {
    return isSet ? value : Sanitizing::None;
  };
  return flag(metadata.NoAddress, Sanitizing::NoAddress) |
         flag(metadata.NoHWAddress, Sanitizing::NoHWAddress) |
         flag(metadata.Memtag, Sanitizing::Memtag) |
         flag(metadata.IsDynInit, Sanitizing::IsDynInit);
}

bool SymbolImporter::importGlobal(const llvm::GlobalVariable &global) {
  if (global.getName() == "llvm.global_ctors")
    return importStructors(global, /*destructors=*/false);
  if (global.getName() == "llvm.global_dtors")
    return importStructors(global, /*destructors=*/true);
  if (global.getName() == "llvm.used")
    return importUsed(global, /*compilerOnly=*/false);
  if (global.getName() == "llvm.compiler.used")
    return importUsed(global, /*compilerOnly=*/true);
  // Never emitted, and only metadata and annotations refer to it.
  if (module.isFolded() && global.getSection() == "llvm.metadata")
    return true;
  if (module.isFolded() && global.hasAppendingLinkage())
    return module.refuse("global " + global.getName());
  if (!refuseMetadata(global))
    return false;
  if (global.hasSanitizerMetadata() && module.isFolded() &&
      global.getSanitizerMetadata().Memtag)
    return module.refuse("memory-tagged global");
  llvm::Type *type = global.getValueType();
  if (!type->isSized() && !global.isDeclaration())
    return module.refuse("global of an opaque type");
  Operation *op = append<GlobalOp>();
  auto &properties = symbol<GlobalOp>(op, global);
  object(properties, global);
  properties.size =
      type->isSized() ? uint64_t(module.dataLayout.getTypeAllocSize(type)) : 0;
  if (global.getAlign())
    properties.alignment = global.getAlign()->value();
  else if (module.isFolded() && type->isSized())
    properties.alignment = module.dataLayout.getPreferredAlign(&global).value();
  properties.constant = global.isConstant();
  properties.declaration = global.isDeclaration();
  properties.externallyInitialized = global.isExternallyInitialized();
  properties.addressSpace = global.getAddressSpace();
  properties.type.type = module.types.layout(type);
  if (!module.isFolded() && !properties.type)
    return module.refuse("global of type " + spell(type));
  if (global.hasAttributes())
    properties.attributeList = module.attributes(global.getAttributes());
  if (llvm::MDNode *node =
          global.getMetadata(llvm::LLVMContext::MD_associated)) {
    auto *value =
        llvm::dyn_cast_or_null<llvm::ValueAsMetadata>(node->getOperand(0));
    auto *symbol =
        value ? llvm::dyn_cast<llvm::GlobalValue>(value->getValue()) : nullptr;
    if (symbol)
      properties.associated = FlatSymbolRefAttr::get(module.symbol(*symbol));
  }
  if (auto model = global.getCodeModel())
    properties.codeModel = CodeModel(uint8_t(*model) + 1);
  properties.sanitizing = sanitizing(global);
  tables.globals[op] = &global;
  return true;
}

bool SymbolImporter::importAlias(const llvm::GlobalAlias &alias) {
  Operation *op = append<AliasOp>();
  auto &properties = symbol<AliasOp>(op, alias);
  auto address = module.symbolOffset(alias.getAliasee());
  if (!address || !address->symbol)
    return module.refuse("alias of an expression of this form");
  properties.aliasee.name = module.symbol(*address->symbol);
  properties.offset = address->offset;
  properties.isFunction = alias.getValueType()->isFunctionTy();
  properties.type.type = module.types.layout(alias.getValueType());
  return true;
}

bool SymbolImporter::importIFunc(const llvm::GlobalIFunc &ifunc) {
  Operation *op = append<IFuncOp>();
  auto &properties = symbol<IFuncOp>(op, ifunc);
  auto address = module.symbolOffset(ifunc.getResolver());
  if (!address || !address->symbol || address->offset)
    return module.refuse("ifunc resolver of this form");
  properties.resolver.name = module.symbol(*address->symbol);
  if (!module.isFolded())
    properties.type.type = module.types.layout(ifunc.getValueType());
  return true;
}

bool SymbolImporter::importStructors(const llvm::GlobalVariable &list,
                                     bool destructors) {
  if (!list.hasInitializer() ||
      llvm::isa<llvm::ConstantAggregateZero>(list.getInitializer()))
    return true;
  auto &properties = propertiesOf<StructorsOp>(append<StructorsOp>());
  properties.destructors = destructors;
  for (const llvm::Use &use : list.getInitializer()->operands()) {
    auto *fields = llvm::dyn_cast<llvm::ConstantStruct>(use.get());
    if (!fields)
      return module.refuse("structor list of this form");
    Structor entry;
    entry.priority =
        llvm::cast<llvm::ConstantInt>(fields->getOperand(0))->getZExtValue();
    auto function = module.symbolOffset(fields->getOperand(1));
    if (!function || function->offset)
      return module.refuse("structor of this form");
    if (!function->symbol)
      continue; // A null function is skipped.
    entry.function.name = module.symbol(*function->symbol);
    if (fields->getNumOperands() > 2)
      if (auto key = module.symbolOffset(fields->getOperand(2));
          key && key->symbol)
        entry.associated.name = module.symbol(*key->symbol);
    properties.entries.entries.push_back(entry);
  }
  return true;
}

bool SymbolImporter::importUsed(const llvm::GlobalVariable &list,
                                bool compilerOnly) {
  SmallVector<Attribute> symbols;
  if (list.hasInitializer())
    for (const llvm::Use &use : list.getInitializer()->operands())
      if (auto address =
              module.symbolOffset(llvm::cast<llvm::Constant>(use.get()));
          address && address->symbol)
        symbols.push_back(
            FlatSymbolRefAttr::get(module.symbol(*address->symbol)));
  auto &properties = propertiesOf<UsedOp>(append<UsedOp>());
  properties.compilerOnly = compilerOnly;
  properties.symbols = builder.getArrayAttr(symbols);
  return true;
}

bool import::importSymbols(ModuleContext &module, Block &body,
                           SymbolTables &tables) {
  return SymbolImporter(module, body, tables).run();
}
