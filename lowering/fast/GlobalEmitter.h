//===- GlobalEmitter.h - Global data, aliases and structors -----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Places what has an address but no code of its own. ModuleCompiler calls it;
// everything comes from the dialect's symbol operations.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_GLOBALEMITTER_H
#define SHUNT_LOWERING_FAST_GLOBALEMITTER_H

#include "lowering/fast/FunctionCompiler.h"
#include "lowering/fast/SectionChooser.h"
#include "lowering/fast/SymbolTable.h"
#include "mlir/IR/BuiltinOps.h"

namespace shunt::fast {

/// Emits global data. A member that returns false has refused.
class GlobalEmitter {
public:
  GlobalEmitter(const Options &options, const Target &target,
                object::Object &object, SymbolTable &symbols,
                SectionChooser &sections, Refusal &refusal)
      : options(options), target(target), object(object), symbols(symbols),
        sections(sections), refusal(refusal) {}

  /// Must be called first; `objectFormat` outlives the emitter's use.
  void setFormat(ObjectFormat &objectFormat) { format = &objectFormat; }

  /// Places a global that is defined here; does nothing for others.
  bool emit(GlobalOp global);

  /// Places the addresses of functions run at start-up or exit.
  bool emit(StructorsOp structors);

  /// Defines aliases and ifuncs. Precondition: everything else is placed.
  bool defineAliases(mlir::ModuleOp module);

  /// Writes the differences of addresses in data, or makes relocations of
  /// them. Precondition: every symbol is placed.
  bool settleDifferences();

private:
  /// symbol + addend - minus, at a place in a section.
  struct Difference {
    object::SectionId section;
    object::SymbolId symbol;
    object::SymbolId minus;
    uint32_t size;   ///< Bytes of the field.
    uint64_t offset; ///< Bytes from the section's start.
    int64_t addend;  ///< Bytes.
  };
  using AliasMap = llvm::DenseMap<mlir::StringAttr, AliasOp>;

  bool check(GlobalOp global);
  void defineCommon(GlobalOp global);
  uint64_t place(GlobalOp global, DataKind kind, object::SectionId section);
  bool addRelocations(GlobalOp global, object::SectionId section,
                      uint64_t start);
  bool addRelocation(GlobalOp global, object::SectionId section,
                     uint64_t offset, const DataRelocation &relocation);
  bool writeBlockNumber(object::SectionId section, uint64_t offset,
                        const DataRelocation &relocation);
  object::SymbolId pointee(mlir::StringAttr symbol, uint32_t blockTag);
  bool defineIFunc(IFuncOp ifunc);
  bool defineAlias(AliasOp alias, const AliasMap &aliases);
  bool settle(const Difference &difference);

  const Options &options;
  const Target &target;
  object::Object &object;
  SymbolTable &symbols;
  SectionChooser &sections;
  Refusal &refusal;
  ObjectFormat *format = nullptr;
  /// What can be told only when every symbol has its place.
  llvm::SmallVector<Difference, 0> differences;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_GLOBALEMITTER_H
