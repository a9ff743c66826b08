//===- DebugSections.h - The debug sections of one file ---------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Makes the sections that the DWARF writers name, when they are first asked
// for. With -gsplit-dwarf there are two sets: the object's, and one that the
// linker doesn't touch, which has no relocations (DWARF 5, section 7.3.2).
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_DEBUGSECTIONS_H
#define SHUNT_LOWERING_DEBUG_DEBUGSECTIONS_H

#include "lowering/debug/DebugTarget.h"
#include "lowering/object/Object.h"

namespace shunt::debug {

/// The sections of one set.
class DebugSections {
public:
  /// `isSplit`: the set of a .dwo file. The object outlives the set.
  DebugSections(object::Object &object, unsigned version, bool hasGnuNames,
                bool isSplit);

  /// The section; made at the first call.
  object::Section &operator[](DebugSection section) {
    return object[idOf(section)];
  }
  /// What stands for the section in relocations; None: offsets in it are
  /// written as they are.
  object::SymbolId symbolOf(DebugSection section) {
    object::SectionId id = idOf(section);
    return isSplit ? object::SymbolId::None : object.sectionSymbol(id);
  }
  /// Makes the section, so that it stands in front of later ones.
  void place(DebugSection section) { idOf(section); }

private:
  object::SectionId idOf(DebugSection section);
  llvm::StringRef nameOf(DebugSection section) const;

  object::Object &object;
  const unsigned version;
  const bool hasGnuNames;
  const bool isSplit;
  object::SectionId ids[debugSectionCount];
};

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_DEBUGSECTIONS_H
