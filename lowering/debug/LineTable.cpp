//===- LineTable.cpp - .debug_line ----------------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/LineTable.h"
#include "lowering/debug/Bytes.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace shunt::debug;
using namespace shunt::object;

/// The special opcodes' parameters, LLVM's.
static constexpr int64_t lineBase = -5;
static constexpr int64_t lineRange = 14;
static constexpr int64_t opcodeBase = 13;
/// The address advance of special opcode 255.
static constexpr uint64_t maxSpecialAdvance = (255 - opcodeBase) / lineRange;

LineTable::LineTable(const DICompileUnit &unit, unsigned version,
                     unsigned minInstLength)
    : unit(unit), version(version), minInstLength(minInstLength) {
  root.name = unit.getFilename();
  root.checksum = checksumOf(unit.getFile());
  if (unit.getFile())
    root.source = unit.getFile()->getSource();
  note(root);
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

std::optional<LineTable::Checksum> LineTable::checksumOf(const DIFile *file) {
  if (!file || !file->getChecksum() ||
      file->getChecksum()->Kind != DIFile::CSK_MD5)
    return std::nullopt;
  std::string bytes;
  if (!tryGetFromHex(file->getChecksum()->Value, bytes) || bytes.size() != 16)
    return std::nullopt;
  Checksum checksum;
  copy(bytes, checksum.begin());
  return checksum;
}

void LineTable::note(const File &file) {
  allHaveChecksums &= file.checksum.has_value();
  anyHasSource |= file.source.has_value();
}

uint32_t LineTable::fileNumber(const DIFile *file) {
  if (file == lastFile && lastNumber != UINT32_MAX && file)
    return lastNumber;
  auto [it, isNew] = numbers.try_emplace(file, 0);
  if (isNew)
    it->second = addFile(file);
  lastFile = file;
  return lastNumber = it->second;
}

uint32_t LineTable::addFile(const DIFile *file) {
  StringRef directory = file ? file->getDirectory() : StringRef();
  StringRef name = file ? file->getFilename() : StringRef();
  File entry;
  if (version >= 5 && file) {
    entry.checksum = checksumOf(file);
    entry.source = file->getSource();
  }
  if (directory == unit.getDirectory())
    directory = {};
  if (name.empty()) {
    name = "<stdin>";
    directory = {};
  }
  if (files.empty())
    note(entry);
  if (version >= 5 && !root.name.empty() && root.name == name &&
      root.checksum == entry.checksum)
    return 0;
  uint32_t number = files.size() + 1;
  SmallString<256> key(directory);
  key.push_back('\0');
  key += name;
  auto [it, isNew] = byPath.try_emplace(key, number);
  if (!isNew)
    return it->second;
  if (directory.empty()) {
    // What the name says of the directory.
    StringRef last = sys::path::filename(name);
    directory = last.empty() ? StringRef() : sys::path::parent_path(name);
    if (!directory.empty())
      name = last;
  }
  uint32_t directoryNumber = 0;
  if (!directory.empty()) {
    auto *found = find(directories, directory);
    directoryNumber = found - directories.begin() + 1;
    if (found == directories.end())
      directories.push_back(directory);
  }
  entry.name = name;
  entry.directory = directoryNumber;
  note(entry);
  files.push_back(entry);
  return number;
}

//===----------------------------------------------------------------------===//
// The program
//===----------------------------------------------------------------------===//

static void appendExtended(Bytes &out, uint8_t opcode, unsigned operandSize) {
  append8(out, dwarf::DW_LNS_extended_op);
  appendUleb(out, operandSize + 1);
  append8(out, opcode);
}

/// Appends a row with these differences to the last one (DWARF 5, section
/// 6.2.5.1).
static void appendAdvance(Bytes &out, int64_t lines, uint64_t bytes) {
  bool needsCopy = false;
  int64_t opcode = lines - lineBase;
  if (opcode < 0 || opcode >= lineRange || opcode + opcodeBase > 255) {
    append8(out, dwarf::DW_LNS_advance_line);
    appendSleb(out, lines);
    lines = 0;
    opcode = -lineBase;
    needsCopy = true;
  }
  if (lines == 0 && bytes == 0)
    return append8(out, dwarf::DW_LNS_copy);
  opcode += opcodeBase;
  if (bytes < 256 + maxSpecialAdvance) {
    int64_t special = opcode + int64_t(bytes) * lineRange;
    if (special <= 255)
      return append8(out, special);
    special = opcode + int64_t(bytes - maxSpecialAdvance) * lineRange;
    if (special <= 255) {
      append8(out, dwarf::DW_LNS_const_add_pc);
      return append8(out, special);
    }
  }
  append8(out, dwarf::DW_LNS_advance_pc);
  appendUleb(out, bytes);
  append8(out, needsCopy ? uint8_t(dwarf::DW_LNS_copy) : uint8_t(opcode));
}

void LineTable::addRow(Program &program, const LineRow &row) {
  Bytes &out = program.bytes;
  LineRow &last = program.last;
  if (!program.isOpen)
    last = {row.address, 1, 1, 0, 0, LineRow::IsStatement};
  if (row.file != last.file) {
    append8(out, dwarf::DW_LNS_set_file);
    appendUleb(out, row.file);
  }
  if (row.column != last.column) {
    append8(out, dwarf::DW_LNS_set_column);
    appendUleb(out, row.column);
  }
  // The discriminator counts for one row.
  if (row.discriminator != 0) {
    appendExtended(out, dwarf::DW_LNE_set_discriminator,
                   getULEB128Size(row.discriminator));
    appendUleb(out, row.discriminator);
  }
  if ((row.flags ^ last.flags) & LineRow::IsStatement)
    append8(out, dwarf::DW_LNS_negate_stmt);
  if (row.flags & LineRow::PrologueEnd)
    append8(out, dwarf::DW_LNS_set_prologue_end);
  if (row.flags & LineRow::EpilogueBegin)
    append8(out, dwarf::DW_LNS_set_epilogue_begin);
  if (!program.isOpen) {
    program.isOpen = true;
    append8(out, dwarf::DW_LNS_extended_op);
    // Its size is that of the target's addresses: see write().
    program.starts.push_back({uint32_t(out.size()), row.address});
  }
  appendAdvance(out, int64_t(row.line) - int64_t(last.line),
                (row.address - last.address) / minInstLength);
  last = row;
}

void LineTable::endSequence(Program &program) {
  if (!program.isOpen)
    return;
  program.isOpen = false;
  uint64_t bytes = (program.end - program.last.address) / minInstLength;
  if (bytes == maxSpecialAdvance) {
    append8(program.bytes, dwarf::DW_LNS_const_add_pc);
  } else if (bytes) {
    append8(program.bytes, dwarf::DW_LNS_advance_pc);
    appendUleb(program.bytes, bytes);
  }
  appendExtended(program.bytes, dwarf::DW_LNE_end_sequence, 0);
}

void LineTable::endSequence() {
  if (open)
    endSequence(*open);
  open = nullptr;
}

void LineTable::addRows(SymbolId base, ArrayRef<LineRow> rows, uint64_t end) {
  if (rows.empty())
    return;
  std::unique_ptr<Program> &program = programs[base];
  if (!program)
    program = std::make_unique<Program>();
  // As with LLVM, whose ranges of code end where another section is next.
  if (open != program.get())
    endSequence();
  for (const LineRow &row : rows)
    addRow(*program, row);
  program->end = end;
  open = program.get();
}

//===----------------------------------------------------------------------===//
// The header
//===----------------------------------------------------------------------===//

void LineTable::writeNames4(Section &line) {
  Bytes &out = line.bytes;
  for (StringRef directory : directories)
    appendString(out, directory);
  append8(out, 0);
  for (const File &file : files) {
    appendString(out, file.name);
    appendUleb(out, file.directory);
    appendUleb(out, 0); // Time of the last change.
    appendUleb(out, 0); // Size.
  }
  append8(out, 0);
}

void LineTable::writeNames5(Section &line, const DebugTarget &target,
                            Section &strings, SymbolId stringsSymbol) {
  Bytes &out = line.bytes;
  StringMap<uint32_t> offsets;
  auto appendName = [&](StringRef name) {
    auto [it, isNew] =
        offsets.try_emplace(name, uint32_t(strings.bytes.size()));
    if (isNew)
      appendString(strings.bytes, name);
    line.relocate(out.size(), target.sectionOffset32, stringsSymbol,
                  it->second);
    append32(out, 0);
  };
  append8(out, 1);
  appendUleb(out, dwarf::DW_LNCT_path);
  appendUleb(out, dwarf::DW_FORM_line_strp);
  appendUleb(out, directories.size() + 1);
  appendName(unit.getDirectory());
  for (StringRef directory : directories)
    appendName(directory);

  append8(out, 2 + allHaveChecksums + anyHasSource);
  appendUleb(out, dwarf::DW_LNCT_path);
  appendUleb(out, dwarf::DW_FORM_line_strp);
  appendUleb(out, dwarf::DW_LNCT_directory_index);
  appendUleb(out, dwarf::DW_FORM_udata);
  if (allHaveChecksums) {
    appendUleb(out, dwarf::DW_LNCT_MD5);
    appendUleb(out, dwarf::DW_FORM_data16);
  }
  if (anyHasSource) {
    appendUleb(out, dwarf::DW_LNCT_LLVM_source);
    appendUleb(out, dwarf::DW_FORM_line_strp);
  }
  appendUleb(out, files.size() + 1);
  auto appendFile = [&](const File &file) {
    appendName(file.name);
    appendUleb(out, file.directory);
    if (allHaveChecksums)
      out.append(file.checksum->begin(), file.checksum->end());
    if (anyHasSource)
      appendName(file.source.value_or(""));
  };
  appendFile(root.name.empty() && !files.empty() ? files.front() : root);
  for_each(files, appendFile);
}

void LineTable::write(Section &line, const DebugTarget &target,
                      Section *lineStrings, SymbolId lineStringsSymbol) {
  Bytes &out = line.bytes;
  uint64_t start = out.size();
  append32(out, 0); // Length.
  append16(out, version);
  if (version >= 5) {
    append8(out, target.addressSize);
    append8(out, 0); // Segment selectors.
  }
  uint64_t headerStart = out.size();
  append32(out, 0); // Header length.
  append8(out, minInstLength);
  append8(out, 1); // Operations an instruction.
  append8(out, 1); // Rows are statements by default.
  append8(out, uint8_t(lineBase));
  append8(out, lineRange);
  append8(out, opcodeBase);
  static constexpr uint8_t operandCounts[opcodeBase - 1] = {0, 1, 1, 1, 1, 0,
                                                            0, 0, 1, 0, 0, 1};
  out.append(std::begin(operandCounts), std::end(operandCounts));
  if (version >= 5)
    writeNames5(line, target, *lineStrings, lineStringsSymbol);
  else
    writeNames4(line);
  patch32(out, headerStart, uint32_t(out.size() - headerStart - 4));

  for (auto &[base, program] : programs) {
    endSequence(*program);
    StringRef bytes(program->bytes.data(), program->bytes.size());
    uint64_t copied = 0;
    for (auto [place, address] : program->starts) {
      StringRef piece = bytes.slice(copied, place);
      out.append(piece.begin(), piece.end());
      copied = place;
      appendUleb(out, target.addressSize + 1);
      append8(out, dwarf::DW_LNE_set_address);
      line.relocate(out.size(), target.codeAddress, base, int64_t(address));
      out.append(target.addressSize, '\0');
    }
    StringRef rest = bytes.drop_front(copied);
    out.append(rest.begin(), rest.end());
  }
  patch32(out, start, uint32_t(out.size() - start - 4));
}
