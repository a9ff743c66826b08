//===- MetadataSource.h - What the dialect doesn't hold ---------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The seam through which export gets debug locations, debug records, metadata
// and module flags. Operations name what they came from by function and
// ordinal (header.origin); a source answers for that.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_LLVM_METADATASOURCE_H
#define SHUNT_LOWERING_LLVM_METADATASOURCE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/IR/Module.h"

namespace shunt::llvmir {

/// Finds the exported value of one member of an exported aggregate value.
using MemberOf =
    llvm::function_ref<llvm::Value *(llvm::Value *, llvm::ArrayRef<unsigned>)>;

/// Supplies metadata to one export. The calls come in this order: beginModule,
/// object for each symbol; then for each function with a body beginFunction,
/// the blocks and instructions in order, endFunction; last endModule.
class MetadataSource {
public:
  virtual ~MetadataSource();

  /// The module exists and is empty.
  virtual void beginModule(llvm::Module &target) = 0;

  /// `target` was made for the symbol `name` of the source.
  virtual void object(llvm::StringRef name, llvm::GlobalObject &target) = 0;

  /// The body of `target` comes next; its blocks exist and are empty.
  virtual void beginFunction(llvm::StringRef name, llvm::Function &target) = 0;

  /// `phis` were made for the arguments of the function's block number
  /// `index`, from 0.
  virtual void phis(uint32_t index, llvm::ArrayRef<llvm::PHINode *> phis) = 0;

  /// `target` was made for the instruction with the ordinal `origin` (from 1)
  /// and is the instruction that has its metadata.
  virtual void instruction(uint32_t origin, llvm::Instruction &target) = 0;

  /// `target` is one more instruction made for `origin`: it has the location.
  virtual void helper(uint32_t origin, llvm::Instruction &target) = 0;

  /// Argument `index` of the call with the ordinal `origin`, if that is
  /// metadata; null if the source doesn't know.
  virtual llvm::Value *metadataArgument(uint32_t origin, unsigned index) = 0;

  /// The body is complete; phis have all their operands.
  virtual void endFunction(MemberOf memberOf) = 0;

  /// The module is complete.
  virtual void endModule() = 0;
};

} // namespace shunt::llvmir

#endif // SHUNT_LOWERING_LLVM_METADATASOURCE_H
