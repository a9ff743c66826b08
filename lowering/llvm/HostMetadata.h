//===- HostMetadata.h - Metadata from the host's own module -----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The MetadataSource of a compile in one process: debug locations, debug
// records, attachments, module flags and named metadata are taken over by
// reference from the module that was imported, and so are the orders of phi
// operands and of uses. Both modules live in one LLVMContext. The plugin and
// the in-process round trip use it.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_LLVM_HOSTMETADATA_H
#define SHUNT_LOWERING_LLVM_HOSTMETADATA_H

#include "lowering/llvm/MetadataSource.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include <vector>

namespace shunt::llvmir {

/// Answers from `host`, which is not changed and must outlive the export.
class HostMetadata : public MetadataSource {
public:
  explicit HostMetadata(const llvm::Module &host) : host(host) {}

  void beginModule(llvm::Module &target) override;
  void object(llvm::StringRef name, llvm::GlobalObject &target) override;
  void beginFunction(llvm::StringRef name, llvm::Function &target) override;
  void phis(uint32_t index, llvm::ArrayRef<llvm::PHINode *> phis) override;
  void instruction(uint32_t origin, llvm::Instruction &target) override;
  void helper(uint32_t origin, llvm::Instruction &target) override;
  llvm::Value *metadataArgument(uint32_t origin, unsigned index) override;
  void endFunction(MemberOf memberOf) override;
  void endModule() override;

private:
  const llvm::Instruction *hostInstruction(uint32_t origin) const;
  void copyRecords(MemberOf memberOf);
  void copyAttachments(const llvm::GlobalObject &source,
                       llvm::GlobalObject &target);
  llvm::Metadata *mapMetadata(llvm::Metadata *metadata);
  void mapAssignment(llvm::Instruction &target);
  llvm::DIAssignID *mapAssignment(llvm::DIAssignID *id);
  void orderUses();
  void orderAssigns();
  void orderRecords(llvm::Value &from);
  void orderRecords();
  void mapRecord(llvm::DbgRecord &record, MemberOf memberOf);
  llvm::Value *mapValue(llvm::Value *value, MemberOf memberOf);
  llvm::Constant *mapConstant(llvm::Constant *constant);
  void orderIncoming(llvm::PHINode &target, const llvm::PHINode &source);

  const llvm::Module &host;
  llvm::Module *target = nullptr;
  llvm::DenseMap<const llvm::GlobalObject *, llvm::GlobalObject *> objects;

  // Of the function that is being exported:
  const llvm::Function *hostFunction = nullptr;
  llvm::Function *targetFunction = nullptr;
  std::vector<const llvm::BasicBlock *> hostBlocks;        ///< In order.
  std::vector<const llvm::Instruction *> hostInstructions; ///< In order.
  std::vector<llvm::Instruction *> made; ///< For each of them; null: none.
  std::vector<llvm::BasicBlock *> targetBlocks; ///< In order.
  llvm::DenseMap<const llvm::Value *, llvm::Value *> values;
  std::vector<std::pair<llvm::PHINode *, const llvm::PHINode *>> phiPairs;
  std::vector<llvm::Value *> incoming; ///< Of the phi that is being ordered.
  llvm::DenseMap<llvm::DIAssignID *, llvm::DIAssignID *> assignments;
  llvm::DenseMap<const llvm::DbgVariableRecord *, llvm::DbgVariableRecord *>
      records; ///< Ours, by the variable record of the host.
};

} // namespace shunt::llvmir

#endif // SHUNT_LOWERING_LLVM_HOSTMETADATA_H
