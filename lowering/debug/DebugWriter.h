//===- DebugWriter.h - A module's DWARF -------------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a back end sees of the DWARF writer: it brings the host's module, then
// one compiled function after the other, and gets the .debug_* sections.
//
//   FunctionEvents ──▶ LineRows ──▶ LineTable ───────────────▶ .debug_line
//         │                                                    .debug_line_str
//         └──▶ Scopes ──▶ CompileUnit ──▶ DieTree ───────────▶ .debug_info
//   host's metadata ─────────┘ │                               .debug_abbrev
//                              ├──▶ StringPool ──────────────▶
//                              .debug_str(_offsets) ├──▶ AddressPool
//                              ─────────────▶ .debug_addr └──▶ RangeLists
//                              ──────────────▶ .debug_rnglists
//
// The host's metadata is read where it is, by reference: nothing is copied or
// uniqued per instruction, and without -g nothing of this runs.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_DEBUGWRITER_H
#define SHUNT_LOWERING_DEBUG_DEBUGWRITER_H

#include "lowering/debug/CompileUnit.h"
#include "lowering/debug/DebugSections.h"
#include "lowering/debug/FunctionEvents.h"
#include "lowering/debug/ValueLocations.h"
#include <optional>

namespace shunt::debug {

/// Writes the debug sections of one module.
class DebugWriter {
public:
  /// All must outlive the writer. `splitObject`: of the .dwo file.
  DebugWriter(object::Object &object, object::Object &splitObject,
              const DebugTarget &target, const DebugOptions &options)
      : object(object),
        splitObject(options.hasSplitFile ? splitObject : object),
        target(target), options(options) {}

  /// Whether any compile unit of the module wants debug information.
  static bool isWanted(const llvm::Module &module);

  /// Begins a module that isWanted(). False: refused.
  bool begin(const llvm::Module &module, SymbolSource &symbols);
  /// Adds a function that has been compiled; to one without debug information
  /// nothing but that it's there. False: refused.
  bool addFunction(const FunctionEvents &events);
  /// Makes all sections but those of the line table, in the order in which
  /// LLVM has them. False: refused.
  bool finishInfo();
  /// Makes the sections of the line table. Call after finishInfo().
  void finishLines();

  /// What is not handled; empty: nothing.
  const std::string &refusal() const { return refused; }

private:
  bool refuse(const llvm::Twine &construct);
  bool checkUnit(const llvm::DICompileUnit &unit);
  bool checkSplit(const llvm::DICompileUnit &unit, unsigned version);
  bool checkTypeUnits();
  bool collectRecords(const FunctionEvents &events);
  ScopeVariable *variableAt(const llvm::DILocalVariable *variable,
                            const llvm::DILocation *location);
  bool addDeclare(const llvm::DbgVariableRecord &record);
  void addValues();
  void addLabel(const llvm::DbgLabelRecord &record, uint32_t origin,
                const FunctionEvents &events);
  uint32_t codeOffset(uint32_t origin, const FunctionEvents &events);
  void addRetained(const llvm::DISubprogram &subprogram);
  void writeHeader(object::Section &info, DebugSections &sections, uint8_t type,
                   uint64_t size);
  void writeTree(DieTree &tree, DebugSections &sections, uint8_t type,
                 Abbreviations &abbreviations);
  void writeTypeUnit(TypeUnit &type, Abbreviations &abbreviations);
  void writeStrings(const StringPool &strings, DebugSections &sections);
  void writeUnit(DebugSections &sections);
  void identify();
  void writeNames();

  object::Object &object;
  object::Object &splitObject; ///< The same, if there is one file.
  const DebugTarget &target;
  const DebugOptions &options;
  std::string refused;
  std::optional<CompileUnit> unit;    ///< None: nothing is to be written.
  std::optional<DebugSections> main;  ///< Of the object.
  std::optional<DebugSections> split; ///< -gsplit-dwarf: of the entries.
  Scopes scopes;
  llvm::SmallVector<CodeSpan, 0> spans;
  llvm::SmallVector<LineRow, 0> rows;
  MemoryPlaces memoryPlaces; ///< Of the current function.
  ValueLocations locations;
  /// Of the current function, by number of the host's instruction: offset of
  /// its first code. Empty until a label asks for it.
  llvm::SmallVector<uint32_t, 0> firstCode;
  /// Variables of the current function, and where they are inlined to.
  llvm::DenseMap<std::pair<const llvm::DINode *, const llvm::DILocation *>,
                 ScopeVariable *>
      described;
};

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_DEBUGWRITER_H
