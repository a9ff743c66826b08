//===- DebugTarget.h - What DWARF needs to know of a target -----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Relocations, address size and registers of a target; the names under which
// the debug sections know each other.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_DEBUGTARGET_H
#define SHUNT_LOWERING_DEBUG_DEBUGTARGET_H

#include <cstdint>

namespace shunt::debug {

/// What the writers have to know of a target. Relocation types are the
/// psABI's.
struct DebugTarget {
  uint32_t sectionOffset32; ///< Offset in another debug section, 4 bytes.
  uint32_t dataAddress;     ///< A whole address of data, `addressSize` bytes.
  uint32_t codeAddress;     ///< The same of code.
  uint32_t tlsOffset;       ///< Offset in the module's TLS block, 8 bytes; 0:
                            ///< LLVM has none for debuggers.
  uint32_t globalIndex;     ///< Of a global of WebAssembly, 4 bytes.
  uint8_t addressSize;      ///< Bytes.
  uint8_t minInstLength;    ///< Bytes by which code addresses count.
  /// Each function is a section of its own, which its symbol stands for; else
  /// code addresses count from the section's start.
  bool functionsAreSections;
  /// Whether LLVM's -O0 is FastISel here, which folds loads and leaves out
  /// branches to the next block; else each instruction has code of its own.
  bool usesFastISel;
  /// Whether LLVM leaves out a branch to the next block even if nothing else
  /// is in its block.
  bool dropsLoneBranches;
};

/// The sections that this folder writes, but for .eh_frame.
enum class DebugSection : uint8_t {
  Locations, ///< .debug_loclists, before DWARF 5 .debug_loc.
  Abbrev,
  Info,
  Ranges, ///< .debug_rnglists, before DWARF 5 .debug_ranges.
  StrOffsets,
  Str,
  Addr,
  Line,
  LineStr,
  Names,
  PublicNames, ///< .debug_pubnames, or GNU's.
  PublicTypes,
  Macros, ///< .debug_macro, before DWARF 5 .debug_macinfo.
};
inline constexpr unsigned debugSectionCount = 13;

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_DEBUGTARGET_H
