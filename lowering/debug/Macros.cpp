//===- Macros.cpp - The preprocessor's macros -----------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/Macros.h"
#include "lowering/debug/Bytes.h"
#include "llvm/BinaryFormat/Dwarf.h"

using namespace llvm;
using namespace shunt::debug;
using namespace shunt::object;

namespace {

/// Writes nodes, which the host keeps as a tree of files.
struct MacroWriter {
  void writeAll(DIMacroNodeArray nodes);
  void write(const DIMacro &macro);
  void write(const DIMacroFile &file);

  unsigned version;
  Bytes &out;
  StringPool &strings;
  LineTable &lines;
};

} // namespace

void MacroWriter::writeAll(DIMacroNodeArray nodes) {
  for (const DIMacroNode *node : nodes) {
    if (auto *file = dyn_cast<DIMacroFile>(node))
      write(*file);
    else
      write(*cast<DIMacro>(node));
  }
}

void MacroWriter::write(const DIMacro &macro) {
  StringRef name = macro.getName(), value = macro.getValue();
  std::string text = value.empty() ? name.str() : (name + " " + value).str();
  bool isDefinition = macro.getMacinfoType() == dwarf::DW_MACINFO_define;
  if (version < 5) {
    append8(out, uint8_t(macro.getMacinfoType()));
    appendUleb(out, macro.getLine());
    return appendString(out, text);
  }
  append8(out, isDefinition ? dwarf::DW_MACRO_define_strx
                            : dwarf::DW_MACRO_undef_strx);
  appendUleb(out, macro.getLine());
  appendUleb(out, strings.add(*MDString::get(macro.getContext(), text)).index);
}

// The codes of files are the same in both versions.
static_assert(unsigned(dwarf::DW_MACRO_start_file) ==
                  unsigned(dwarf::DW_MACINFO_start_file) &&
              unsigned(dwarf::DW_MACRO_end_file) ==
                  unsigned(dwarf::DW_MACINFO_end_file));

void MacroWriter::write(const DIMacroFile &file) {
  append8(out, dwarf::DW_MACRO_start_file);
  appendUleb(out, file.getLine());
  appendUleb(out, lines.fileNumber(file.getFile()));
  writeAll(file.getElements());
  append8(out, dwarf::DW_MACRO_end_file);
}

/// A flag of the header (DWARF 5, section 6.3.1): the line table's offset is
/// there.
static constexpr uint8_t hasLineOffset = 2;

void shunt::debug::writeMacros(const DICompileUnit &unit, unsigned version,
                               Section &section, const DebugTarget &target,
                               SymbolId line, StringPool &strings,
                               LineTable &lines) {
  Bytes &out = section.bytes;
  if (version >= 5) {
    append16(out, 5);
    append8(out, hasLineOffset);
    section.relocate(out.size(), target.sectionOffset32, line, 0);
    append32(out, 0);
  }
  MacroWriter{version, out, strings, lines}.writeAll(unit.getMacros());
  append8(out, 0);
}
