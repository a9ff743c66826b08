//===- DebugSections.cpp - The debug sections of one file -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/DebugSections.h"

using namespace llvm;
using namespace shunt::debug;
using namespace shunt::object;

DebugSections::DebugSections(Object &object, unsigned version, bool hasGnuNames,
                             bool isSplit)
    : object(object), version(version), hasGnuNames(hasGnuNames),
      isSplit(isSplit) {
  std::fill(std::begin(ids), std::end(ids), SectionId::None);
}

StringRef DebugSections::nameOf(DebugSection section) const {
  static constexpr StringRef names[debugSectionCount] = {
      ".debug_loclists", ".debug_abbrev",      ".debug_info",
      ".debug_rnglists", ".debug_str_offsets", ".debug_str",
      ".debug_addr",     ".debug_line",        ".debug_line_str",
      ".debug_names",    ".debug_pubnames",    ".debug_pubtypes",
      ".debug_macro"};
  if (version < 5) {
    if (section == DebugSection::Ranges)
      return ".debug_ranges";
    if (section == DebugSection::Locations)
      return ".debug_loc";
    if (section == DebugSection::Macros)
      return ".debug_macinfo";
  }
  if (hasGnuNames) {
    if (section == DebugSection::PublicNames)
      return ".debug_gnu_pubnames";
    if (section == DebugSection::PublicTypes)
      return ".debug_gnu_pubtypes";
  }
  return names[unsigned(section)];
}

SectionId DebugSections::idOf(DebugSection section) {
  SectionId &id = ids[unsigned(section)];
  if (id != SectionId::None)
    return id;
  StringRef name = nameOf(section);
  bool holdsStrings =
      section == DebugSection::Str || section == DebugSection::LineStr;
  uint64_t flags = holdsStrings ? ELF::SHF_MERGE | ELF::SHF_STRINGS : 0;
  if (isSplit) {
    name = object.intern(name + ".dwo");
    flags |= ELF::SHF_EXCLUDE;
  }
  return id = object.getOrCreateSection(name, ELF::SHT_PROGBITS, flags,
                                        holdsStrings ? 1 : 0);
}
