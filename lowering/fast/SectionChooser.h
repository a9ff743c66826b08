//===- SectionChooser.h - Where functions and data go -----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Names, types and flags as LLVM's TargetLoweringObjectFileELF chooses them,
// so that linker scripts and --gc-sections see what they are used to.
// ModuleCompiler asks for each function, GlobalEmitter for each global.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_SECTIONCHOOSER_H
#define SHUNT_LOWERING_FAST_SECTIONCHOOSER_H

#include "lowering/fast/DataKind.h"
#include "lowering/fast/Refusal.h"
#include "lowering/object/Object.h"
#include "llvm/ADT/DenseSet.h"

namespace shunt::fast {

class SymbolTable;

/// Chooses sections and makes them.
class SectionChooser {
public:
  SectionChooser(const Options &options, object::Object &object,
                 SymbolTable &symbols, Refusal &refusal)
      : options(options), object(object), symbols(symbols), refusal(refusal) {}

  /// Notes a comdat. False: a selection kind that ELF doesn't have.
  bool declare(ComdatOp comdat);
  /// Notes that the linker must keep the symbols of llvm.used.
  void declare(UsedOp used);

  /// What a function's attributes say of where its code goes.
  struct Placement {
    mlir::StringAttr section; ///< Of #pragma clang section, or null.
    llvm::StringRef prefix;   ///< Between .text and the symbol's name.
    bool isForSize = false;   ///< optsize, minsize.
  };

  /// Of a function, whose attributes are read once. Valid until the next call.
  const Placement &placementOf(FuncOp func);
  /// The section for a function's code.
  object::SectionId forFunction(FuncOp func);
  /// The section for a global of this kind, which is neither Common nor Text.
  object::SectionId forGlobal(GlobalOp global, DataKind kind);
  /// The section for addresses of functions run at start-up or exit.
  /// `associated`: the symbol whose group they belong to, or null.
  object::SectionId forStructor(bool isDestructor, uint32_t priority,
                                mlir::StringAttr associated);
  /// Read-only data that belongs to a function: its jump tables. .rodata, or
  /// .rodata.NAME where the function has a section of its own.
  object::SectionId forFunctionData(FuncOp func);
  /// The group of a comdat; None: of null.
  object::GroupId groupOf(mlir::StringAttr comdat);

  /// Points SHF_LINK_ORDER sections at those that they are about. To be called
  /// when everything is placed.
  void finish();

private:
  /// What decides over a section, whatever stands in it.
  struct Request {
    mlir::StringAttr name;       ///< The symbol's.
    mlir::StringAttr section;    ///< Asked for, or null.
    mlir::StringAttr comdat;     ///< Or null.
    mlir::StringAttr associated; ///< Or null.
    DataKind kind;
    llvm::StringRef prefix;  ///< Between .text and the symbol's name.
    uint64_t alignment = 1;  ///< Bytes; strings have it in the section's name.
    bool isRetained = false; ///< The linker must keep it.
  };

  object::SectionId explicitSection(const Request &request);
  object::SectionId implicitSection(const Request &request);
  object::SectionId sharedSection(const Request &request);
  object::SectionId linkedSection(llvm::StringRef name, uint32_t type,
                                  uint64_t flags, unsigned entrySize,
                                  const Request &request);

  const Options &options;
  object::Object &object;
  SymbolTable &symbols;
  Refusal &refusal;
  /// Comdats that don't only keep one group of their name.
  llvm::DenseSet<mlir::StringAttr> noDeduplicate;
  llvm::DenseSet<mlir::StringAttr> retained;
  llvm::DenseMap<mlir::StringAttr, object::GroupId> groups;
  /// By the attributes of the function itself.
  llvm::DenseMap<mlir::Attribute, Placement> placements;
  /// By kind, alignment of strings and prefix.
  llvm::DenseMap<std::tuple<unsigned, uint64_t, llvm::StringRef>,
                 object::SectionId>
      shared;
  /// SHF_LINK_ORDER sections and the symbols that they are about.
  llvm::SmallVector<std::pair<object::SectionId, object::SymbolId>, 0> links;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_SECTIONCHOOSER_H
