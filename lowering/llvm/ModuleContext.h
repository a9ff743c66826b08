//===- ModuleContext.h - What all parts of one export share -----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_LLVM_MODULECONTEXT_H
#define SHUNT_LOWERING_LLVM_MODULECONTEXT_H

#include "lowering/llvm/MetadataText.h"
#include "lowering/llvm/ModuleExport.h"
#include "lowering/llvm/Types.h"
#include "llvm/IR/Attributes.h"
#include "llvm/IR/Module.h"

namespace shunt::llvmir {

/// Shared state of one module's export: the target module, caches, and the
/// first refusal. After a refusal every method still returns something of the
/// right type, which is thrown away: no caller has to check for null.
class ModuleContext {
public:
  ModuleContext(mlir::ModuleOp source, llvm::LLVMContext &context,
                MetadataSource *metadata);

  mlir::ModuleOp source;
  llvm::LLVMContext &llvm;
  std::unique_ptr<llvm::Module> target;
  MetadataSource *metadata; ///< Null: `text` has what there is.
  MetadataText text;
  TypeCache types;
  llvm::Error refusal = llvm::Error::success();
  bool refused = false;

  /// Notes a refusal, unless one stands already. `op` says where; may be null.
  void refuse(const llvm::Twine &construct, mlir::Operation *op = nullptr);

  const llvm::DataLayout &dataLayout() const { return target->getDataLayout(); }

  /// The LLVM type; a refused one gives i64.
  llvm::Type *type(mlir::Type type, mlir::Operation *op = nullptr);

  /// The LLVM signature; a refused one gives void ().
  llvm::FunctionType *signature(const TypeRef &type, mlir::Operation *op);

  //===--- ModuleAttributes.cpp -------------------------------------------===//

  /// Triple, data layout and source file name.
  void exportTarget();

  /// Module flags and the named metadata that are lists of strings.
  void exportModuleMetadata();

  //===--- Symbols.cpp ----------------------------------------------------===//

  /// Makes everything but function bodies and initial data.
  void exportSymbols();

  /// Gives globals their data, aliases and ifuncs what they stand for, and
  /// functions what refers to other symbols. Blocks exist by then on demand.
  void exportContents();

  /// The global value of that name; null and a refusal if there is none.
  llvm::GlobalValue *symbol(mlir::StringAttr name,
                            mlir::Operation *op = nullptr);

  /// Whether the source has a symbol of that name.
  bool hasSymbol(mlir::StringAttr name) const { return symbols.contains(name); }

  /// The address of `symbol` + `offset` bytes as a `type` (a pointer);
  /// `inBounds`: it lies within the symbol.
  llvm::Constant *address(mlir::StringAttr symbol, int64_t offset,
                          bool inBounds, llvm::Type *type);

  /// The block made for `block`; makes those of its function on first call.
  llvm::BasicBlock *block(mlir::Block *block);

  /// The address of the block of `function` that has this block_tag.
  llvm::Constant *blockAddress(mlir::StringAttr function, uint32_t tag,
                               mlir::Operation *op = nullptr);

  //===--- Attributes.cpp -------------------------------------------------===//

  /// Made once for each distinct list.
  llvm::AttributeList attributes(const AttributeListRef &list);
  llvm::AttributeSet attributes(mlir::DictionaryAttr dictionary);

  //===--- InitialData.cpp ------------------------------------------------===//

  /// The constant of type `type` with these bytes in memory. If bytes or
  /// relocations don't fall on the members of the type: of a packed struct,
  /// or null if `exactType`.
  llvm::Constant *initialData(const Data &data, llvm::Type *type,
                              bool exactType);

private:
  void exportFunctionHead(FuncOp op);
  void exportGlobalHead(GlobalOp op);
  void exportFunctionContents(FuncOp op);
  void exportGlobalContents(GlobalOp op);
  void exportAlias(AliasOp op);
  void exportIFunc(IFuncOp op);
  void exportStructorsHead(StructorsOp op);
  void exportStructorsContents(StructorsOp op);
  void exportUsedHead(UsedOp op);
  void exportUsedContents(UsedOp op);
  template <typename Op> void setSymbol(Op op, llvm::GlobalValue &value);
  template <typename Op> void setObject(Op op, llvm::GlobalObject &object);
  template <typename Op> llvm::MaybeAlign alignmentOf(Op op);
  void createBlocks(FuncOp function);
  llvm::Attribute attribute(mlir::NamedAttribute entry);

  llvm::DenseMap<mlir::Operation *, llvm::GlobalVariable *> lists;
  llvm::DenseMap<mlir::StringAttr, llvm::GlobalValue *> symbols;
  llvm::DenseMap<mlir::StringAttr, mlir::Operation *> sources;
  llvm::DenseMap<mlir::Block *, llvm::BasicBlock *> blocks;
  llvm::DenseMap<std::pair<mlir::StringAttr, uint32_t>, llvm::BasicBlock *>
      taggedBlocks;
  llvm::DenseMap<mlir::Attribute, llvm::AttributeList> attributeLists;
  llvm::DenseMap<mlir::Attribute, llvm::AttributeSet> attributeSets;
};

} // namespace shunt::llvmir

#endif // SHUNT_LOWERING_LLVM_MODULECONTEXT_H
