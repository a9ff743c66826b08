//===- Symbols.cpp - Functions, globals and the rest of a module ----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/llvm/FunctionExport.h"
#include "lowering/llvm/MetadataSource.h"
#include "lowering/llvm/ModuleContext.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/GlobalIFunc.h"

using namespace shunt;
using namespace shunt::llvmir;

/// By this prefix import names what has no name.
static constexpr llvm::StringLiteral unnamedPrefix = ".shunt.unnamed.";

//===----------------------------------------------------------------------===//
// Heads
//===----------------------------------------------------------------------===//

template <typename Op>
void ModuleContext::setSymbol(Op op, llvm::GlobalValue &value) {
  symbols[op.getSymNameAttr()] = &value;
  sources[op.getSymNameAttr()] = op;
  auto &properties = op.getProperties();
  value.setLinkage(llvm::GlobalValue::LinkageTypes(properties.linkage));
  value.setVisibility(
      llvm::GlobalValue::VisibilityTypes(properties.elfVisibility));
  value.setUnnamedAddr(llvm::GlobalValue::UnnamedAddr(properties.unnamedAddr));
  if (!llvm::isa<llvm::Function>(value))
    value.setThreadLocalMode(
        llvm::GlobalValue::ThreadLocalMode(properties.tlsModel));
  // Linkage and visibility can have implied it.
  if (properties.dsoLocal)
    value.setDSOLocal(true);
  if (mlir::StringAttr partition = op.getPartitionAttr())
    value.setPartition(partition.getValue());
}

template <typename Op>
void ModuleContext::setObject(Op op, llvm::GlobalObject &object) {
  setSymbol(op, object);
  if (mlir::StringAttr section = op.getSectionAttr())
    object.setSection(section.getValue());
  if (mlir::StringAttr name = op.getComdatAttr()) {
    auto it = target->getComdatSymbolTable().find(name.getValue());
    if (it == target->getComdatSymbolTable().end())
      refuse("comdat '" + name.getValue() + "' that is not declared", op);
    else
      object.setComdat(&it->second);
  }
  if (metadata)
    metadata->object(op.getSymName(), object);
  else
    text.attach(op, object);
}

/// The alignment of a symbol; none: the target's choice.
template <typename Op> llvm::MaybeAlign ModuleContext::alignmentOf(Op op) {
  uint64_t alignment = op.getProperties().alignment;
  if (!alignment || llvm::isPowerOf2_64(alignment))
    return llvm::MaybeAlign(alignment);
  refuse("alignment of " + llvm::Twine(alignment), op);
  return {};
}

static llvm::StringRef llvmName(llvm::StringRef name) {
  return name.starts_with(unnamedPrefix) ? llvm::StringRef() : name;
}

void ModuleContext::exportFunctionHead(FuncOp op) {
  auto &properties = op.getProperties();
  auto *function = llvm::Function::Create(
      signature(properties.signature, op), llvm::Function::ExternalLinkage,
      llvmName(op.getSymName()), target.get());
  function->setAttributes(attributes(properties.attributeList));
  function->setCallingConv(properties.callingConv);
  if (mlir::StringAttr gc = op.getGcAttr())
    function->setGC(gc.str());
  function->setAlignment(alignmentOf(op));
  setObject(op, *function);
}

static void setSanitizing(llvm::GlobalVariable &global, Sanitizing flags) {
  if (flags == Sanitizing::None)
    return;
  llvm::GlobalValue::SanitizerMetadata metadata;
  metadata.NoAddress = bitEnumContainsAll(flags, Sanitizing::NoAddress);
  metadata.NoHWAddress = bitEnumContainsAll(flags, Sanitizing::NoHWAddress);
  metadata.Memtag = bitEnumContainsAll(flags, Sanitizing::Memtag);
  metadata.IsDynInit = bitEnumContainsAll(flags, Sanitizing::IsDynInit);
  global.setSanitizerMetadata(metadata);
}

void ModuleContext::exportGlobalHead(GlobalOp op) {
  auto &properties = op.getProperties();
  llvm::Type *type =
      llvm::ArrayType::get(llvm::Type::getInt8Ty(llvm), properties.size);
  if (properties.type)
    type = this->type(properties.type.type, op);
  if (type->isSized() && !properties.declaration &&
      dataLayout().getTypeAllocSize(type) != properties.size)
    refuse("global '" + op.getSymName() + "' of another size than its type",
           op);
  auto *global = new llvm::GlobalVariable(
      *target, type, properties.constant, llvm::GlobalValue::ExternalLinkage,
      nullptr, llvmName(op.getSymName()), nullptr,
      llvm::GlobalValue::NotThreadLocal, properties.addressSpace,
      properties.externallyInitialized);
  global->setAttributes(attributes(op.getAttributeListAttr()));
  if (properties.codeModel != CodeModel::Default)
    global->setCodeModel(
        llvm::CodeModel::Model(uint8_t(properties.codeModel) - 1));
  setSanitizing(*global, properties.sanitizing);
  global->setAlignment(alignmentOf(op));
  setObject(op, *global);
}

void ModuleContext::exportAlias(AliasOp op) {
  auto &properties = op.getProperties();
  llvm::Type *type = llvm::Type::getInt8Ty(llvm);
  if (properties.type)
    type = this->type(properties.type.type, op);
  auto *alias =
      llvm::GlobalAlias::create(type, 0, llvm::GlobalValue::ExternalLinkage,
                                llvmName(op.getSymName()), target.get());
  setSymbol(op, *alias);
}

void ModuleContext::exportIFunc(IFuncOp op) {
  auto &properties = op.getProperties();
  llvm::Type *type = llvm::FunctionType::get(llvm::Type::getVoidTy(llvm),
                                             /*isVarArg=*/false);
  if (properties.type)
    type = this->type(properties.type.type, op);
  auto *ifunc = llvm::GlobalIFunc::create(
      type, 0, llvm::GlobalValue::ExternalLinkage, llvmName(op.getSymName()),
      nullptr, target.get());
  setSymbol(op, *ifunc);
}

void ModuleContext::exportStructorsHead(StructorsOp op) {
  auto *pointer = llvm::PointerType::get(llvm, 0);
  auto *entry =
      llvm::StructType::get(llvm::Type::getInt32Ty(llvm), pointer, pointer);
  lists[op] = new llvm::GlobalVariable(
      *target,
      llvm::ArrayType::get(entry, op.getProperties().entries.entries.size()),
      /*isConstant=*/false, llvm::GlobalValue::AppendingLinkage, nullptr,
      op.getProperties().destructors ? "llvm.global_dtors"
                                     : "llvm.global_ctors");
}

void ModuleContext::exportUsedHead(UsedOp op) {
  auto *pointer = llvm::PointerType::get(llvm, 0);
  auto *global = new llvm::GlobalVariable(
      *target, llvm::ArrayType::get(pointer, op.getSymbols().size()),
      /*isConstant=*/false, llvm::GlobalValue::AppendingLinkage, nullptr,
      op.getProperties().compilerOnly ? "llvm.compiler.used" : "llvm.used");
  global->setSection("llvm.metadata");
  lists[op] = global;
}

void ModuleContext::exportSymbols() {
  for (mlir::Operation &op : *source.getBody())
    if (auto comdat = llvm::dyn_cast<ComdatOp>(op))
      target->getOrInsertComdat(comdat.getName())
          ->setSelectionKind(
              llvm::Comdat::SelectionKind(comdat.getProperties().kind));
  std::string assembly;
  for (mlir::Operation &op : *source.getBody())
    llvm::TypeSwitch<mlir::Operation *>(&op)
        .Case([&](FuncOp op) { exportFunctionHead(op); })
        .Case([&](GlobalOp op) { exportGlobalHead(op); })
        .Case([&](AliasOp op) { exportAlias(op); })
        .Case([&](IFuncOp op) { exportIFunc(op); })
        .Case([&](StructorsOp op) { exportStructorsHead(op); })
        .Case([&](UsedOp op) { exportUsedHead(op); })
        .Case([&](ModuleAsmOp op) { assembly += op.getAssembly(); })
        .Case<ComdatOp, MetadataOp, NamedMetadataOp>([](mlir::Operation *) {})
        .Default([&](mlir::Operation *op) {
          refuse("operation '" + op->getName().getStringRef() + "'");
        });
  if (!assembly.empty())
    target->setModuleInlineAsm(assembly);
}

//===----------------------------------------------------------------------===//
// Contents
//===----------------------------------------------------------------------===//

void ModuleContext::exportGlobalContents(GlobalOp op) {
  auto *global = llvm::cast<llvm::GlobalVariable>(symbols[op.getSymNameAttr()]);
  auto &properties = op.getProperties();
  if (mlir::FlatSymbolRefAttr associated = op.getAssociatedAttr())
    global->setMetadata(
        llvm::LLVMContext::MD_associated,
        llvm::MDNode::get(llvm, llvm::ValueAsMetadata::get(
                                    symbol(associated.getAttr(), op))));
  if (properties.declaration)
    return;
  llvm::Type *type = global->getValueType();
  llvm::Constant *value = initialData(properties.data, type, false);
  if (value->getType() != type) {
    if (!global->getAlign())
      global->setAlignment(dataLayout().getPreferredAlign(global));
    auto *typed = new llvm::GlobalVariable(
        *target, value->getType(), global->isConstant(), global->getLinkage(),
        nullptr, "", global, global->getThreadLocalMode(),
        global->getAddressSpace(), global->isExternallyInitialized());
    typed->copyAttributesFrom(global);
    typed->setComdat(global->getComdat());
    typed->copyMetadata(global, 0);
    typed->takeName(global);
    global->replaceAllUsesWith(typed);
    global->eraseFromParent();
    symbols[op.getSymNameAttr()] = global = typed;
  }
  global->setInitializer(value);
}

void ModuleContext::exportFunctionContents(FuncOp op) {
  auto *function = llvm::cast<llvm::Function>(symbols[op.getSymNameAttr()]);
  auto &properties = op.getProperties();
  if (mlir::FlatSymbolRefAttr personality = op.getPersonalityAttr())
    function->setPersonalityFn(symbol(personality.getAttr(), op));
  if (properties.prefixType)
    function->setPrefixData(initialData(properties.prefixData,
                                        type(properties.prefixType.type, op),
                                        /*exactType=*/false));
  if (properties.prologueType)
    function->setPrologueData(initialData(
        properties.prologueData, type(properties.prologueType.type, op),
        /*exactType=*/false));
}

void ModuleContext::exportStructorsContents(StructorsOp op) {
  auto *global = lists.lookup(op);
  auto *type = llvm::cast<llvm::ArrayType>(global->getValueType());
  auto *entry = llvm::cast<llvm::StructType>(type->getElementType());
  llvm::Type *pointer = entry->getElementType(1);
  llvm::SmallVector<llvm::Constant *> entries;
  for (const Structor &structor : op.getProperties().entries.entries) {
    auto address = [&](SymbolRef ref) {
      return ref ? this->address(ref.name, 0, false, pointer)
                 : llvm::Constant::getNullValue(pointer);
    };
    entries.push_back(llvm::ConstantStruct::get(
        entry,
        {llvm::ConstantInt::get(entry->getElementType(0), structor.priority),
         address(structor.function), address(structor.associated)}));
  }
  global->setInitializer(llvm::ConstantArray::get(type, entries));
}

void ModuleContext::exportUsedContents(UsedOp op) {
  auto *global = lists.lookup(op);
  auto *type = llvm::cast<llvm::ArrayType>(global->getValueType());
  llvm::SmallVector<llvm::Constant *> entries;
  for (mlir::Attribute name : op.getSymbols()) {
    auto reference = llvm::dyn_cast<mlir::FlatSymbolRefAttr>(name);
    if (!reference)
      return refuse("used list with something that is no symbol");
    entries.push_back(
        address(reference.getAttr(), 0, false, type->getElementType()));
  }
  global->setInitializer(llvm::ConstantArray::get(type, entries));
}

void ModuleContext::exportContents() {
  for (mlir::Operation &op : *source.getBody()) {
    llvm::TypeSwitch<mlir::Operation *>(&op)
        .Case([&](FuncOp op) { exportFunctionContents(op); })
        .Case([&](GlobalOp op) { exportGlobalContents(op); })
        .Case([&](AliasOp op) {
          auto *alias =
              llvm::cast<llvm::GlobalAlias>(symbols[op.getSymNameAttr()]);
          alias->setAliasee(address(op.getProperties().aliasee.name,
                                    op.getProperties().offset, false,
                                    alias->getType()));
        })
        .Case([&](IFuncOp op) {
          llvm::cast<llvm::GlobalIFunc>(symbols[op.getSymNameAttr()])
              ->setResolver(symbol(op.getProperties().resolver.name, op));
        })
        .Case([&](StructorsOp op) { exportStructorsContents(op); })
        .Case([&](UsedOp op) { exportUsedContents(op); });
    if (refused)
      return;
  }
}

//===----------------------------------------------------------------------===//
// References
//===----------------------------------------------------------------------===//

llvm::GlobalValue *ModuleContext::symbol(mlir::StringAttr name,
                                         mlir::Operation *op) {
  if (llvm::GlobalValue *value = symbols.lookup(name))
    return value;
  refuse("symbol '" + (name ? name.getValue() : "") +
             "' that is not in the module",
         op);
  // Whatever it is used as: the caller goes on until it sees the refusal.
  return llvm::Function::Create(
      llvm::FunctionType::get(llvm::Type::getVoidTy(llvm), false),
      llvm::Function::ExternalLinkage, "", target.get());
}

llvm::Constant *ModuleContext::address(mlir::StringAttr name, int64_t offset,
                                       bool inBounds, llvm::Type *type) {
  llvm::Constant *result = symbol(name);
  if (offset)
    result = llvm::ConstantExpr::getGetElementPtr(
        llvm::Type::getInt8Ty(llvm), result,
        llvm::ConstantInt::getSigned(
            llvm::cast<llvm::IntegerType>(
                dataLayout().getIndexType(result->getType())),
            offset),
        inBounds ? llvm::GEPNoWrapFlags::inBounds()
                 : llvm::GEPNoWrapFlags::none());
  return llvm::ConstantExpr::getPointerBitCastOrAddrSpaceCast(result, type);
}

void ModuleContext::createBlocks(FuncOp op) {
  auto *function = llvm::cast<llvm::Function>(symbols[op.getSymNameAttr()]);
  llvm::SmallVector<mlir::Block *> edges;
  for (mlir::Block &block : op.getBody()) {
    if (isEdge(block)) {
      edges.push_back(&block);
      continue;
    }
    auto *made = llvm::BasicBlock::Create(llvm, "", function);
    blocks[&block] = made;
    if (block.empty())
      continue;
    if (auto tag = llvm::dyn_cast<BlockTagOp>(block.front()))
      taggedBlocks[{op.getSymNameAttr(), tag.getTag()}] = made;
  }
  // A branch to what stands for an edge is one to where the edge leads.
  for (mlir::Block *edge : edges)
    blocks[edge] = blocks.lookup(edge->back().getSuccessor(0));
}

llvm::BasicBlock *ModuleContext::block(mlir::Block *block) {
  if (llvm::BasicBlock *made = blocks.lookup(block))
    return made;
  createBlocks(llvm::cast<FuncOp>(block->getParentOp()));
  return blocks.lookup(block);
}

llvm::Constant *ModuleContext::blockAddress(mlir::StringAttr function,
                                            uint32_t tag, mlir::Operation *op) {
  if (!taggedBlocks.contains({function, tag})) {
    auto source = llvm::dyn_cast_or_null<FuncOp>(sources.lookup(function));
    if (source && !source.isDeclaration())
      block(&source.getBody().front());
  }
  if (llvm::BasicBlock *found = taggedBlocks.lookup({function, tag}))
    return llvm::BlockAddress::get(
        llvm::cast<llvm::Function>(symbols[function]), found);
  refuse("address of a block that is not there", op);
  return llvm::ConstantPointerNull::get(llvm::PointerType::get(llvm, 0));
}
