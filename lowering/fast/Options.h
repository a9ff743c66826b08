//===- Options.h - What the host asks of code generation --------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_OPTIONS_H
#define SHUNT_LOWERING_FAST_OPTIONS_H

#include "lowering/debug/DebugOptions.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Compression.h"
#include "llvm/TargetParser/Triple.h"
#include <cstdint>

namespace shunt::fast {

/// How addresses of symbols may be formed (LLVM's Reloc::Model).
enum class RelocationModel : uint8_t { Static, Pie, Pic };

/// What the host's command line says, beside the module. The plugin fills it.
struct Options {
  llvm::Triple triple;
  llvm::StringRef cpu;      ///< Of the target machine; functions may override.
  llvm::StringRef features; ///< As cpu.
  RelocationModel relocation = RelocationModel::Pie;
  bool functionSections = false;
  bool dataSections = false;
  bool uniqueSectionNames = true;
  bool sectionPrefixes = false; ///< Hot and cold functions apart: from -O1 on.
  bool useInitArray = true;
  bool addrsig = false;
  bool emitStackSizes = false;
  bool noPlt = false;        ///< Calls of other objects' functions by the GOT.
  bool noZerosInBss = false; ///< -fno-zero-initialized-in-bss.
  bool tlsDescriptors = false;
  bool relaxElfRelocations = true; ///< GOTPCRELX allowed.
  /// Linkers merge constants of 4 to 32 bytes and strings of wide characters;
  /// else only strings of bytes.
  bool mergeableConstants = true;
  /// There is one thread: thread-local variables are like others.
  bool plainThreadLocals = false;
  /// -gz; LLVM has the format.
  llvm::DebugCompressionType compressDebugSections =
      llvm::DebugCompressionType::None;
  debug::DebugOptions debug;

  /// Bytes of a pointer in the default address space.
  unsigned pointerBytes() const { return triple.isArch32Bit() ? 4 : 8; }
};

/// Calls `visit(name, isOn)` for each item of `+name,-name,...`.
inline void
forEachFeature(llvm::StringRef list,
               llvm::function_ref<void(llvm::StringRef, bool)> visit) {
  while (!list.empty()) {
    auto [item, rest] = list.split(',');
    list = rest;
    if (item.size() > 1)
      visit(item.drop_front(), item[0] == '+');
  }
}

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_OPTIONS_H
