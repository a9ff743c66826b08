//===- ObjectFormat.h - What the object file's format decides - -*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The seam between ModuleCompiler, which is the same for every object file, and
// its format. ELF's is the default; a target whose objects are of another
// format brings its own.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_OBJECTFORMAT_H
#define SHUNT_LOWERING_FAST_OBJECTFORMAT_H

#include "lowering/fast/FunctionCompiler.h"
#include "lowering/fast/SymbolTable.h"
#include "mlir/IR/BuiltinOps.h"

namespace shunt::fast {

class GlobalEmitter;
class SectionChooser;

/// What a format needs of the module under compilation.
struct FormatContext {
  ModuleContext &module;
  const Target &target;
  SectionChooser &sections;
  GlobalEmitter &globals;
};

/// Decides for one module. Members that return false have refused.
class ObjectFormat {
public:
  virtual ~ObjectFormat() = default;

  /// Notes the functions of `module`, whose symbols are declared.
  virtual bool begin(mlir::ModuleOp module) = 0;

  /// The section for the code of `func`, filled up to where it may begin; None:
  /// refused.
  virtual object::SectionId sectionFor(FuncOp func) = 0;

  /// The type of the relocation that writes a whole address of the symbol into
  /// `bytes` bytes of data; none: there is no such relocation.
  virtual std::optional<uint32_t> addressRelocation(const SymbolInfo &symbol,
                                                    unsigned bytes) = 0;

  /// The number that stands for the address of a block in data; none: the block
  /// has a real address.
  virtual std::optional<uint64_t> blockNumber(uint32_t blockTag) = 0;

  /// The symbol of the global of WebAssembly from which thread-local variables
  /// count; None: the format has no such.
  virtual object::SymbolId threadBase() = 0;

  /// Places the functions that run at start-up or exit.
  virtual bool emit(StructorsOp structors) = 0;

  /// Adds what the object says of the module as a whole. Everything else is
  /// placed.
  virtual bool finish(mlir::ModuleOp module) = 0;

  /// Writes the object file; on failure nothing.
  virtual llvm::Error write(llvm::raw_pwrite_stream &stream) = 0;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_OBJECTFORMAT_H
