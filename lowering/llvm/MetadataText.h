//===- MetadataText.h - What only text has to carry -------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Export of MetadataOps.td: what an export without a MetadataSource has instead
// of one. Called by the other parts of export, module by module, function by
// function, for every symbol and instruction that they make.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_LLVM_METADATATEXT_H
#define SHUNT_LOWERING_LLVM_METADATATEXT_H

#include "dialects/shunt/ShuntOps.h"
#include "lowering/llvm/MetadataSource.h"
#include "lowering/llvm/MetadataTable.h"
#include "llvm/IR/Instructions.h"

namespace shunt::llvmir {

class ModuleContext;

/// The carried metadata of one module. Refusals go to the module context.
class MetadataText {
public:
  explicit MetadataText(ModuleContext &module);

  /// Reads the nodes. Called before everything below.
  void begin();

  /// Gives the symbol made for `op` its metadata.
  void attach(mlir::Operation *op, llvm::GlobalObject &object);

  /// All symbols exist.
  void bindSymbols();

  /// `inst` was made for `op` and is the instruction that has its metadata.
  void instruction(mlir::Operation *op, llvm::Instruction &inst);

  /// `inst` is one more made for `op`, which may be null: it has the location.
  void helper(mlir::Operation *op, llvm::Instruction &inst);

  /// A debug record stands here: before the next instruction.
  void record(mlir::Operation *op) { pending.push_back(op); }

  /// The metadata argument of that attribute form; null: it is no node's.
  llvm::Value *argument(mlir::Attribute form);

  /// The body of `function` is complete.
  void endFunction(llvm::Function &function, MemberOf memberOf);

  /// Makes the named lists.
  void end();

private:
  template <typename Node> Node *node(uint32_t number, mlir::Operation *op);
  llvm::Value *local(LocalAttr form, mlir::Operation *op, MemberOf memberOf);
  llvm::ValueAsMetadata *value(mlir::Attribute form, mlir::Operation *op,
                               MemberOf memberOf);
  llvm::Metadata *operand(const DebugOperand &operand, mlir::Operation *op,
                          MemberOf memberOf);
  llvm::DbgRecord *makeRecord(mlir::Operation *op, MemberOf memberOf);
  llvm::DbgRecord *makeVariable(DebugVariableOp op, MemberOf memberOf);

  ModuleContext &module;
  MetadataTable table;
  ShuntDialect *dialect;

  // Of the function that is being exported:
  llvm::Function *function = nullptr;
  llvm::DenseMap<uint32_t, llvm::Value *> locals; ///< Instructions by id.
  std::vector<mlir::Operation *> pending;
  std::vector<std::pair<mlir::Operation *, llvm::Instruction *>>
      records; ///< And before what they stand.
};

} // namespace shunt::llvmir

#endif // SHUNT_LOWERING_LLVM_METADATATEXT_H
