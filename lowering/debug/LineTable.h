//===- LineTable.h - .debug_line --------------------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One unit's line number program (DWARF 5, section 6.2): directories, files
// and rows. Files and directories are numbered in the order of their first
// use, by LLVM's rules (MCDwarfLineTableHeader::tryGetFile), so that a file's
// number is the one that LLVM would give it.
//
// Rows come function by function. Those of a section make one sequence for as
// long as no function without rows lies between; the program is encoded as
// rows come, and only addresses between sequences need relocations.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_LINETABLE_H
#define SHUNT_LOWERING_DEBUG_LINETABLE_H

#include "lowering/debug/DebugTarget.h"
#include "lowering/object/Object.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include <optional>

namespace shunt::debug {

/// A row of the line table.
struct LineRow {
  enum Flag : uint8_t {
    IsStatement = 1,
    PrologueEnd = 2,
    EpilogueBegin = 4,
  };

  uint64_t address; ///< Bytes from the section's start, or what stands for it.
  uint32_t file;
  uint32_t line;
  uint32_t column;
  uint32_t discriminator;
  uint8_t flags; ///< Of Flag.
};

/// One unit's line table.
class LineTable {
public:
  /// `unit` outlives the table.
  LineTable(const llvm::DICompileUnit &unit, unsigned version,
            unsigned minInstLength);

  /// The number of a file; null: of standard input.
  uint32_t fileNumber(const llvm::DIFile *file);

  /// Appends the rows of one function, in the order of their addresses; it
  /// ends at `end`. All count from `base`, which stands for its section.
  void addRows(object::SymbolId base, llvm::ArrayRef<LineRow> rows,
               uint64_t end);
  /// Ends the sequence that is open, if there is one: what comes next in its
  /// section is no function with rows.
  void endSequence();

  /// Writes the table to the end of `line`, and the names that it refers to
  /// to `lineStrings`.
  void write(object::Section &line, const DebugTarget &target,
             object::Section *lineStrings, object::SymbolId lineStringsSymbol);

private:
  using Checksum = std::array<uint8_t, 16>;
  struct File {
    llvm::StringRef name;
    uint32_t directory = 0;
    std::optional<Checksum> checksum;
    std::optional<llvm::StringRef> source; ///< Its text (-gembed-source).
  };
  /// What is encoded of the rows of one section.
  struct Program {
    llvm::SmallVector<char, 0> bytes;
    /// Offsets in `bytes` of sequences' start addresses, and these addresses.
    llvm::SmallVector<std::pair<uint32_t, uint64_t>, 1> starts;
    LineRow last = {}; ///< The state machine's registers.
    bool isOpen = false;
    uint64_t end = 0; ///< Of the last function with rows.
  };

  uint32_t addFile(const llvm::DIFile *file);
  static std::optional<Checksum> checksumOf(const llvm::DIFile *file);
  void note(const File &file);
  void addRow(Program &program, const LineRow &row);
  void endSequence(Program &program);
  void writeNames4(object::Section &line);
  void writeNames5(object::Section &line, const DebugTarget &target,
                   object::Section &strings, object::SymbolId stringsSymbol);

  const llvm::DICompileUnit &unit;
  const unsigned version;
  const unsigned minInstLength; ///< Bytes by which addresses count.
  File root;                    ///< DWARF 5: number 0.
  llvm::SmallVector<llvm::StringRef, 0> directories; ///< From number 1.
  llvm::SmallVector<File, 0> files;                  ///< From number 1.
  llvm::DenseMap<const llvm::DIFile *, uint32_t> numbers;
  llvm::StringMap<uint32_t> byPath; ///< Directory, NUL, name.
  bool allHaveChecksums = true;
  bool anyHasSource = false;
  const llvm::DIFile *lastFile = nullptr;
  uint32_t lastNumber = 0;
  llvm::MapVector<object::SymbolId, std::unique_ptr<Program>> programs;
  Program *open = nullptr; ///< The program that got rows last.
};

} // namespace shunt::debug

template <> struct llvm::DenseMapInfo<shunt::object::SymbolId> {
  using Id = shunt::object::SymbolId;
  static Id getEmptyKey() { return Id::None; }
  static Id getTombstoneKey() { return Id(uint32_t(Id::None) - 1); }
  static unsigned getHashValue(Id id) {
    return DenseMapInfo<uint32_t>::getHashValue(uint32_t(id));
  }
  static bool isEqual(Id a, Id b) { return a == b; }
};

#endif // SHUNT_LOWERING_DEBUG_LINETABLE_H
