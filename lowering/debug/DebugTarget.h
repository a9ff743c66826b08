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
  uint32_t address;         ///< A whole address, `addressSize` bytes.
  uint32_t tlsOffset;       ///< Offset in the module's TLS block, 8 bytes.
  uint8_t addressSize;      ///< Bytes.
  uint8_t minInstLength;    ///< Bytes by which code addresses count.
  uint8_t frameRegister;    ///< DWARF number of what frame offsets count from.
};

/// The sections that this folder writes, but for .eh_frame.
enum class DebugSection : uint8_t {
  Abbrev,
  Info,
  Ranges, ///< .debug_rnglists, before DWARF 5 .debug_ranges.
  StrOffsets,
  Str,
  Addr,
  Line,
  LineStr,
};
inline constexpr unsigned debugSectionCount = 8;

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_DEBUGTARGET_H
