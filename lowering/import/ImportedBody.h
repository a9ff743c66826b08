//===- ImportedBody.h - What import made of one function --------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_IMPORT_IMPORTEDBODY_H
#define SHUNT_LOWERING_IMPORT_IMPORTEDBODY_H

#include "lowering/import/OperationArena.h"

namespace llvm {
class Instruction;
class Value;
} // namespace llvm

namespace shunt::import {

/// What ModuleImport::importBody makes of one function beside the operations
/// themselves. ModuleImport::dropBody empties it, so that the same ModuleImport
/// can fill it again without new memory; with Storage::Heap it may be filled
/// again as it is, and the operations stay.
class ImportedBody {
public:
  ImportedBody() = default;
  ImportedBody(const ImportedBody &) = delete;

  /// Whose body; null: nobody's.
  FuncOp function() const { return func; }

  /// The instructions of the host's function, in its order: header.origin
  /// counts them from 1.
  llvm::ArrayRef<const llvm::Instruction *> hostInstructions() const {
    return instructions;
  }

  /// A value of the host's function, and the one that stands for it.
  using HostValue = std::pair<const llvm::Value *, mlir::Value>;

  /// The values that the function's debug records name, but for slots and for
  /// those that no single value stands for. Of folded IR; once each, in the
  /// order of the records.
  llvm::ArrayRef<HostValue> namedValues() const { return named; }

  /// Fetches the operations into this thread's cache. Worth it if another one
  /// made them: a line from there comes late, but many come at once.
  void prefetch() const { memory.prefetch(); }

private:
  friend class FunctionImport;
  friend class ModuleImport;

  FuncOp func;
  std::vector<const llvm::Instruction *> instructions;
  std::vector<HostValue> named;
  OperationArena::Memory memory;
};

} // namespace shunt::import

#endif // SHUNT_LOWERING_IMPORT_IMPORTEDBODY_H
