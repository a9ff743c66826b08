//===- UnwindWriter.cpp - Unwind tables in .eh_frame ----------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/UnwindWriter.h"
#include "lowering/debug/Bytes.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace shunt::debug;
using namespace shunt::object;

/// The low bits of DW_EH_PE_* are the format, the next three what the value is
/// relative to (Linux Standard Base Core 5.0, "DWARF Exception Header
/// Encoding").
constexpr uint8_t formatMask = 0x0f;
constexpr uint8_t applicationMask = 0x70;

/// Bytes of an address in .debug_frame.
constexpr uint8_t addressSize = 8;

/// Bytes of a pointer in this encoding; 0 if its format isn't handled.
static unsigned pointerSize(uint8_t encoding) {
  switch (encoding & formatMask) {
  case dwarf::DW_EH_PE_udata4:
  case dwarf::DW_EH_PE_sdata4:
    return 4;
  case dwarf::DW_EH_PE_absptr:
  case dwarf::DW_EH_PE_udata8:
  case dwarf::DW_EH_PE_sdata8:
    return 8;
  default:
    return 0;
  }
}

static Error checkEncoding(uint8_t encoding, const char *what) {
  uint8_t application = encoding & applicationMask;
  if (encoding != dwarf::DW_EH_PE_omit && pointerSize(encoding) != 0 &&
      (application == 0 || application == dwarf::DW_EH_PE_pcrel))
    return Error::success();
  return createStringError(inconvertibleErrorCode(),
                           "unsupported %s pointer encoding 0x%x", what,
                           unsigned(encoding));
}

/// Writes the entry's length field, to be filled by `endEntry`, and returns the
/// offset of what follows it.
uint64_t UnwindWriter::beginEntry(Table &table) {
  table.lastEntry = table.bytes.size();
  append32(table.bytes, 0);
  return table.bytes.size();
}

/// Pads the last entry with DW_CFA_nop, which is zero, and sets its length. An
/// entry that has an end already is made longer.
void UnwindWriter::endEntry(Table &table, uint64_t alignment) {
  table.bytes.resize(alignTo(table.bytes.size(), alignment));
  patch32(table.bytes, table.lastEntry,
          table.bytes.size() - table.lastEntry - 4);
}

/// Appends a pointer to symbol + addend, as a relocation.
void UnwindWriter::writePointer(Table &table, uint8_t encoding, SymbolId symbol,
                                int64_t addend) {
  bool wide = pointerSize(encoding) == 8;
  uint32_t type;
  if ((encoding & applicationMask) == dwarf::DW_EH_PE_pcrel)
    type = wide ? target.pcRelative64 : target.pcRelative32;
  else
    type = wide ? target.absolute64 : target.absolute32;
  table.relocations.push_back({table.bytes.size(), addend, symbol, type});
  table.bytes.append(pointerSize(encoding), '\0');
}

void UnwindWriter::writeCie(Table &table) {
  beginEntry(table);
  if (isDebugFrame)
    writeDebuggerCie(table);
  else
    writeAugmentedCie(table);
  if (!table.key.simple)
    encodeCfi(target.initialRules, {}, target.factors, table.bytes);
  endEntry(table, isDebugFrame ? addressSize : 4);
}

void UnwindWriter::writeDebuggerCie(Table &table) {
  SmallVectorImpl<char> &out = table.bytes;
  append32(out, UINT32_MAX); // CIE_id
  out.push_back(4);          // version
  out.push_back('\0');
  out.push_back(addressSize);
  out.push_back(0); // Bytes of segment selectors.
  appendUleb(out, target.factors.code);
  appendSleb(out, target.factors.data);
  appendUleb(out, target.returnAddressRegister);
}

void UnwindWriter::writeAugmentedCie(Table &table) {
  const CieKey &key = table.key;
  SmallVectorImpl<char> &out = table.bytes;
  bool hasPersonality = key.personality != SymbolId::None;
  bool hasLsda = key.lsdaEncoding != dwarf::DW_EH_PE_omit;

  append32(out, 0); // CIE_id
  out.push_back(1); // version
  out.push_back('z');
  if (hasPersonality)
    out.push_back('P');
  if (hasLsda)
    out.push_back('L');
  out.push_back('R');
  if (key.signalFrame)
    out.push_back('S');
  if (key.bKey)
    out.push_back('B');
  if (key.taggedFrame)
    out.push_back('G');
  out.push_back('\0');
  appendUleb(out, target.factors.code);
  appendSleb(out, target.factors.data);
  out.push_back(char(target.returnAddressRegister));

  // The size of what the letters P, L and R stand for.
  unsigned size = 1;
  if (hasPersonality)
    size += 1 + pointerSize(key.personalityEncoding);
  if (hasLsda)
    size += 1;
  appendUleb(out, size);
  if (hasPersonality) {
    out.push_back(char(key.personalityEncoding));
    writePointer(table, key.personalityEncoding, key.personality, 0);
  }
  if (hasLsda)
    out.push_back(char(key.lsdaEncoding));
  out.push_back(char(target.functionEncoding));
}

Expected<UnwindWriter::Table &>
UnwindWriter::tableFor(const FunctionUnwind &function) {
  CieKey key{function.personality, dwarf::DW_EH_PE_omit, dwarf::DW_EH_PE_omit,
             function.signalFrame, function.simple,      function.bKey,
             function.taggedFrame};
  if (function.personality != SymbolId::None)
    key.personalityEncoding = function.personalityEncoding;
  if (function.lsda != SymbolId::None)
    key.lsdaEncoding = function.lsdaEncoding;

  for (Table &table : tables)
    if (table.key == key)
      return table;
  if (function.personality != SymbolId::None)
    if (Error error = checkEncoding(key.personalityEncoding, "personality"))
      return error;
  if (function.lsda != SymbolId::None)
    if (Error error = checkEncoding(key.lsdaEncoding, "lsda"))
      return error;
  if (Error error = checkEncoding(target.functionEncoding, "function"))
    return error;
  Table &table = tables.emplace_back();
  table.key = key;
  writeCie(table);
  return table;
}

/// Writes where the function's code is.
void UnwindWriter::writeCode(Table &table, const FunctionUnwind &function) {
  // Against the section's symbol: a pc-relative pointer to a symbol that can
  // be interposed has no meaning in a shared library.
  const Symbol &symbol = object[function.function];
  assert(symbol.isInSection() && "the function is not defined yet");
  uint8_t encoding =
      isDebugFrame ? uint8_t(dwarf::DW_EH_PE_absptr) : target.functionEncoding;
  writePointer(table, encoding, object.sectionSymbol(symbol.section),
               int64_t(symbol.value));
  append32(table.bytes, function.size);
  if (pointerSize(encoding) == 8)
    append32(table.bytes, function.size >> 32);
  else
    assert(isUInt<32>(function.size) && "the function's size needs 8 bytes");
}

Error UnwindWriter::addFunction(const FunctionUnwind &function) {
  Expected<Table &> found = tableFor(function);
  if (!found)
    return found.takeError();
  Table &table = *found;
  SmallVectorImpl<char> &out = table.bytes;

  // The CIE is at offset 0, so the distance back to it is this field's offset.
  uint64_t ciePointer = beginEntry(table);
  if (isDebugFrame) {
    table.relocations.push_back(
        {ciePointer, 0, SymbolId::None, target.absolute32});
    append32(out, 0);
    writeCode(table, function);
    encodeCfi(function.events, function.blocks, target.factors, out);
    endEntry(table, addressSize);
    return Error::success();
  }
  append32(out, ciePointer);
  writeCode(table, function);
  if (function.lsda == SymbolId::None) {
    appendUleb(out, 0);
  } else {
    appendUleb(out, pointerSize(function.lsdaEncoding));
    writePointer(table, function.lsdaEncoding, function.lsda, 0);
  }
  encodeCfi(function.events, function.blocks, target.factors, out);
  endEntry(table, pointerSize(target.functionEncoding));
  return Error::success();
}

void UnwindWriter::finish(SectionId id) {
  Section &section = object[id];
  assert(section.bytes.empty() && "a table has one writer");
  section.alignment = std::max<uint64_t>(section.alignment, 8);
  // A null word would end the table early, so the padding up to the section's
  // alignment belongs to its last entry.
  uint64_t size = 0;
  for (const Table &table : tables)
    size += table.bytes.size();
  if (!tables.empty()) {
    Table &last = tables.back();
    uint64_t missing = alignTo(size, 8) - size;
    last.bytes.append(missing, '\0');
    endEntry(last, 1);
  }
  section.bytes.reserve(size + 8);
  for (const Table &table : tables) {
    uint64_t base = section.bytes.size();
    section.bytes.append(table.bytes.begin(), table.bytes.end());
    section.relocations.reserve(section.relocations.size() +
                                table.relocations.size());
    for (Relocation relocation : table.relocations) {
      relocation.offset += base;
      if (relocation.symbol == SymbolId::None) {
        relocation.symbol = object.sectionSymbol(id);
        relocation.addend += int64_t(base);
      }
      section.relocations.push_back(relocation);
    }
  }
  tables.clear();
}
