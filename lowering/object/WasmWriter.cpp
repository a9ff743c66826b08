//===- WasmWriter.cpp - An Object as a relocatable wasm file --------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/object/WasmWriter.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/EndianStream.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace shunt::object;

namespace {

/// An index that nothing has.
constexpr uint32_t noIndex = UINT32_MAX;
/// The first entry of the function table is the null pointer.
constexpr uint32_t firstTableEntry = 1;
constexpr uint64_t pageBytes = 64 << 10;

/// Bytes under construction.
class Bytes : public raw_svector_ostream {
public:
  Bytes() : raw_svector_ostream(storage) {}

  void uleb(uint64_t value) { encodeULEB128(value, *this); }
  void sleb(int64_t value) { encodeSLEB128(value, *this); }
  void byte(uint8_t value) { *this << char(value); }
  void string(StringRef text) {
    uleb(text.size());
    *this << text;
  }

private:
  SmallVector<char, 0> storage;
};

/// A data segment: a section with an address of its own in this object.
struct Segment {
  SectionId section;
  uint64_t address; ///< In the object's memory.
  uint64_t payload; ///< Of its bytes in the data section's payload.
};

class Writer {
public:
  Writer(Object &object, const WasmInfo &info) : object(object), info(info) {}

  Error prepare();
  void write(raw_ostream &out);

private:
  /// What the file's indices are for a symbol.
  struct Place {
    uint32_t element = noIndex; ///< Of the function, global or table.
    uint32_t entry = noIndex;   ///< In the symbol table.
    uint32_t tableEntry = noIndex;
  };

  static uint32_t index(auto id) { return to_underlying(id); }
  bool isDefined(const Symbol &symbol) const { return symbol.isInSection(); }
  bool isFunction(SymbolId id) const {
    return info.lookUp(id).kind == WasmSymbolKind::Function;
  }
  Error findUsed();
  Error layOutSegments();
  void numberElements();
  void numberSymbols();
  void fillFields(SectionId section);
  uint64_t valueOf(const Relocation &relocation) const;

  void writeSection(raw_ostream &out, unsigned id, StringRef payload);
  void writeCustom(raw_ostream &out, StringRef name, StringRef payload);
  void writeTypes(Bytes &out);
  void writeImports(Bytes &out);
  void writeFunctions(Bytes &out);
  void writeElements(Bytes &out);
  void writeCode(raw_ostream &out);
  void writeData(raw_ostream &out);
  void writeLinking(Bytes &out);
  void writeSymbol(Bytes &out, SymbolId id);
  void writeSegmentInfo(Bytes &out);
  void writeComdats(Bytes &out);
  void writeRelocations(raw_ostream &out);
  void appendRelocations(Bytes &out, SectionId section, uint64_t base);
  void writeProducers(raw_ostream &out);
  uint32_t flagsOf(SymbolId id) const;

  Object &object;
  const WasmInfo &info;
  BitVector used; ///< Symbols that relocations or start-up need.
  SmallVector<Place, 0> places;
  SmallVector<uint32_t, 0> segmentOf; ///< By section.
  SmallVector<Segment, 0> segments;
  SmallVector<SectionId, 0> customs;
  SmallVector<SymbolId, 0> imports;      ///< Functions, globals, then tables.
  SmallVector<SymbolId, 0> tableEntries; ///< Functions whose address is taken.
  SmallVector<SymbolId, 0> entries;      ///< The symbol table.
  uint64_t dataBytes = 0;
  unsigned sections = 0; ///< Written so far.
  unsigned codeIndex = 0, dataIndex = 0;
};

} // namespace

//===----------------------------------------------------------------------===//
// Indices
//===----------------------------------------------------------------------===//

static bool isTableIndex(uint32_t type) {
  return type == wasm::R_WASM_TABLE_INDEX_SLEB ||
         type == wasm::R_WASM_TABLE_INDEX_I32;
}

/// Finds which symbols the linker must know, and which functions stand in the
/// table.
Error Writer::findUsed() {
  used.resize(object.allSymbols().size());
  places.resize(object.allSymbols().size());
  for (const Section *section : object.allSections())
    for (const Relocation &relocation : section->relocations) {
      if (relocation.type == wasm::R_WASM_TYPE_INDEX_LEB)
        continue;
      used.set(index(relocation.symbol));
      const Symbol &symbol = object[relocation.symbol];
      if (symbol.isUndefined() && symbol.binding == ELF::STB_LOCAL)
        return createStringError("undefined local symbol '%s'",
                                 symbol.name.str().c_str());
      uint32_t &entry = places[index(relocation.symbol)].tableEntry;
      if (!isTableIndex(relocation.type) || entry != noIndex)
        continue;
      entry = firstTableEntry + tableEntries.size();
      tableEntries.push_back(relocation.symbol);
    }
  for (const WasmInitFunction &function : info.initFunctions)
    used.set(index(function.symbol));
  return Error::success();
}

Error Writer::layOutSegments() {
  segmentOf.assign(object.allSections().size(), noIndex);
  for (auto [i, section] : enumerate(object.allSections())) {
    auto id = SectionId(i);
    if (id == info.code)
      continue;
    if (section->flags & ELF::SHF_ALLOC) {
      if (section->flags & ELF::SHF_EXECINSTR)
        continue;
      segmentOf[i] = segments.size();
      uint64_t address = alignTo(dataBytes, section->alignment);
      segments.push_back({id, address, 0});
      dataBytes = address + section->size();
    } else if (!section->relocations.empty()) {
      return createStringError("relocation in section '%s'",
                               section->name.str().c_str());
    } else {
      customs.push_back(id);
    }
  }
  if (dataBytes > UINT32_MAX)
    return createStringError("more than 4 GiB of data");
  return Error::success();
}

/// Numbers imports, then functions.
void Writer::numberElements() {
  for (WasmSymbolKind kind : {WasmSymbolKind::Function, WasmSymbolKind::Global,
                              WasmSymbolKind::Table}) {
    uint32_t next = 0;
    for (auto [i, symbol] : enumerate(object.allSymbols())) {
      const WasmSymbol &known = info.lookUp(SymbolId(i));
      if (known.kind != kind || !symbol.isUndefined() ||
          !(used.test(i) || known.noStrip))
        continue;
      places[i].element = next++;
      imports.push_back(SymbolId(i));
    }
    if (kind != WasmSymbolKind::Function)
      continue;
    // By offset, so that aliases find the function that they are.
    DenseMap<uint64_t, uint32_t> byOffset;
    for (const WasmFunction &function : info.functions)
      byOffset[object[function.symbol].value] = next++;
    for (auto [i, symbol] : enumerate(object.allSymbols()))
      if (isFunction(SymbolId(i)) && symbol.section == info.code)
        places[i].element = byOffset.lookup(symbol.value);
  }
}

void Writer::numberSymbols() {
  for (auto [i, symbol] : enumerate(object.allSymbols())) {
    auto id = SymbolId(i);
    bool isNamed = isDefined(symbol) && !symbol.temporary &&
                   symbol.type != ELF::STT_SECTION;
    bool isNeeded = used.test(i) || isNamed || info.lookUp(id).noStrip;
    if (!isNeeded)
      continue;
    places[i].entry = entries.size();
    entries.push_back(id);
  }
}

Error Writer::prepare() {
  for (const Symbol &symbol : object.allSymbols())
    if (symbol.section == SectionId::Common)
      return createStringError("common symbol '%s'", symbol.name.str().c_str());
  if (Error error = findUsed())
    return error;
  if (Error error = layOutSegments())
    return error;
  numberElements();
  numberSymbols();
  for (const Segment &segment : segments)
    fillFields(segment.section);
  fillFields(info.code);
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Fields
//===----------------------------------------------------------------------===//

uint64_t Writer::valueOf(const Relocation &relocation) const {
  switch (relocation.type) {
  case wasm::R_WASM_TYPE_INDEX_LEB:
    return relocation.addend;
  case wasm::R_WASM_FUNCTION_INDEX_LEB:
  case wasm::R_WASM_GLOBAL_INDEX_LEB:
  case wasm::R_WASM_TABLE_NUMBER_LEB:
    return places[index(relocation.symbol)].element;
  case wasm::R_WASM_TABLE_INDEX_SLEB:
  case wasm::R_WASM_TABLE_INDEX_I32:
    return places[index(relocation.symbol)].tableEntry;
  default: {
    const Symbol &symbol = object[relocation.symbol];
    if (!isDefined(symbol) || segmentOf[index(symbol.section)] == noIndex)
      return 0;
    const Segment &segment = segments[segmentOf[index(symbol.section)]];
    return segment.address + symbol.value + relocation.addend;
  }
  }
}

/// Writes the value of each relocated field, padded to its whole size.
void Writer::fillFields(SectionId id) {
  Section &section = object[id];
  for (const Relocation &relocation : section.relocations) {
    auto *place =
        reinterpret_cast<uint8_t *>(section.bytes.data()) + relocation.offset;
    uint32_t value = valueOf(relocation);
    switch (relocation.type) {
    case wasm::R_WASM_TABLE_INDEX_I32:
    case wasm::R_WASM_MEMORY_ADDR_I32:
    case wasm::R_WASM_MEMORY_ADDR_LOCREL_I32:
      support::endian::write32le(place, value);
      break;
    case wasm::R_WASM_TABLE_INDEX_SLEB:
    case wasm::R_WASM_MEMORY_ADDR_SLEB:
      encodeSLEB128(int32_t(value), place, 5);
      break;
    default:
      encodeULEB128(value, place, 5);
    }
  }
}

//===----------------------------------------------------------------------===//
// The module
//===----------------------------------------------------------------------===//

void Writer::writeSection(raw_ostream &out, unsigned id, StringRef payload) {
  out << char(id);
  encodeULEB128(payload.size(), out);
  out << payload;
  ++sections;
}

void Writer::writeCustom(raw_ostream &out, StringRef name, StringRef payload) {
  out << char(wasm::WASM_SEC_CUSTOM);
  encodeULEB128(getULEB128Size(name.size()) + name.size() + payload.size(),
                out);
  encodeULEB128(name.size(), out);
  out << name << payload;
  ++sections;
}

void Writer::writeTypes(Bytes &out) {
  out.uleb(info.allTypes().size());
  for (const WasmSignature &type : info.allTypes()) {
    out.byte(wasm::WASM_TYPE_FUNC);
    for (ArrayRef<WasmType> list : {type.params, type.results}) {
      out.uleb(list.size());
      for (WasmType value : list)
        out.byte(uint8_t(value));
    }
  }
}

void Writer::writeImports(Bytes &out) {
  out.uleb(imports.size() + 1);
  out.string("env");
  out.string("__linear_memory");
  out.byte(wasm::WASM_EXTERNAL_MEMORY);
  out.uleb(wasm::WASM_LIMITS_FLAG_NONE);
  out.uleb(divideCeil(dataBytes, pageBytes));
  for (SymbolId id : imports) {
    const WasmSymbol &known = info.lookUp(id);
    out.string(known.importModule.empty() ? "env" : known.importModule);
    out.string(known.importName.empty() ? object[id].name : known.importName);
    switch (known.kind) {
    case WasmSymbolKind::Function:
      out.byte(wasm::WASM_EXTERNAL_FUNCTION);
      out.uleb(index(known.type));
      break;
    case WasmSymbolKind::Global:
      out.byte(wasm::WASM_EXTERNAL_GLOBAL);
      out.byte(wasm::WASM_TYPE_I32);
      out.byte(true); // It can be written.
      break;
    default:
      out.byte(wasm::WASM_EXTERNAL_TABLE);
      out.byte(wasm::WASM_TYPE_FUNCREF);
      out.uleb(wasm::WASM_LIMITS_FLAG_NONE);
      out.uleb(tableEntries.empty() ? 0
                                    : firstTableEntry + tableEntries.size());
    }
  }
}

void Writer::writeFunctions(Bytes &out) {
  out.uleb(info.functions.size());
  for (const WasmFunction &function : info.functions)
    out.uleb(index(info.lookUp(function.symbol).type));
}

void Writer::writeElements(Bytes &out) {
  out.uleb(1); // Segments.
  out.uleb(0); // Of the first table, at a place that follows.
  out.byte(wasm::WASM_OPCODE_I32_CONST);
  out.sleb(firstTableEntry);
  out.byte(wasm::WASM_OPCODE_END);
  out.uleb(tableEntries.size());
  for (SymbolId id : tableEntries)
    out.uleb(places[index(id)].element);
}

void Writer::writeCode(raw_ostream &out) {
  codeIndex = sections++;
  const Section &code = object[info.code];
  out << char(wasm::WASM_SEC_CODE);
  encodeULEB128(getULEB128Size(info.functions.size()) + code.bytes.size(), out);
  encodeULEB128(info.functions.size(), out);
  out << StringRef(code.bytes.data(), code.bytes.size());
}

void Writer::writeData(raw_ostream &out) {
  dataIndex = sections++;
  // What stands in front of each segment's bytes.
  SmallVector<std::string, 0> heads;
  uint64_t size = getULEB128Size(segments.size());
  for (Segment &segment : segments) {
    Bytes head;
    head.uleb(0); // Of the first memory, at a place that follows.
    head.byte(wasm::WASM_OPCODE_I32_CONST);
    head.sleb(int32_t(segment.address));
    head.byte(wasm::WASM_OPCODE_END);
    head.uleb(object[segment.section].size());
    heads.push_back(head.str().str());
    segment.payload = size + heads.back().size();
    size = segment.payload + object[segment.section].size();
  }
  out << char(wasm::WASM_SEC_DATA);
  encodeULEB128(size, out);
  encodeULEB128(segments.size(), out);
  for (auto [segment, head] : zip_equal(segments, heads)) {
    const Section &section = object[segment.section];
    out << head;
    if (section.type == ELF::SHT_NOBITS)
      out.write_zeros(section.size());
    else
      out << StringRef(section.bytes.data(), section.bytes.size());
  }
}

//===----------------------------------------------------------------------===//
// What the linker reads
//===----------------------------------------------------------------------===//

uint32_t Writer::flagsOf(SymbolId id) const {
  const Symbol &symbol = object[id];
  const WasmSymbol &known = info.lookUp(id);
  uint32_t flags = 0;
  if (symbol.isUndefined())
    flags |= wasm::WASM_SYMBOL_UNDEFINED;
  if (symbol.binding == ELF::STB_WEAK)
    flags |= wasm::WASM_SYMBOL_BINDING_WEAK;
  if (symbol.binding == ELF::STB_LOCAL)
    flags |= wasm::WASM_SYMBOL_BINDING_LOCAL;
  else if (symbol.visibility == ELF::STV_HIDDEN)
    flags |= wasm::WASM_SYMBOL_VISIBILITY_HIDDEN;
  if (symbol.type == ELF::STT_TLS)
    flags |= wasm::WASM_SYMBOL_TLS;
  if (known.noStrip)
    flags |= wasm::WASM_SYMBOL_NO_STRIP;
  if (!known.exportName.empty())
    flags |= wasm::WASM_SYMBOL_EXPORTED;
  if (!known.importName.empty() && symbol.isUndefined())
    flags |= wasm::WASM_SYMBOL_EXPLICIT_NAME;
  return flags;
}

void Writer::writeSymbol(Bytes &out, SymbolId id) {
  const Symbol &symbol = object[id];
  WasmSymbolKind kind = info.lookUp(id).kind;
  uint32_t flags = flagsOf(id);
  switch (kind) {
  case WasmSymbolKind::Data:
    out.byte(wasm::WASM_SYMBOL_TYPE_DATA);
    break;
  case WasmSymbolKind::Function:
    out.byte(wasm::WASM_SYMBOL_TYPE_FUNCTION);
    break;
  case WasmSymbolKind::Global:
    out.byte(wasm::WASM_SYMBOL_TYPE_GLOBAL);
    break;
  case WasmSymbolKind::Table:
    out.byte(wasm::WASM_SYMBOL_TYPE_TABLE);
    break;
  }
  out.uleb(flags);
  bool isUndefined = symbol.isUndefined();
  if (kind != WasmSymbolKind::Data) {
    out.uleb(places[index(id)].element);
    if (!isUndefined || flags & wasm::WASM_SYMBOL_EXPLICIT_NAME)
      out.string(symbol.name);
    return;
  }
  out.string(symbol.name);
  if (isUndefined)
    return;
  // An alias may reach beyond the end.
  uint64_t end = object[symbol.section].size();
  out.uleb(segmentOf[index(symbol.section)]);
  out.uleb(symbol.value);
  out.uleb(std::min(symbol.size, end - std::min(end, symbol.value)));
}

void Writer::writeSegmentInfo(Bytes &out) {
  out.uleb(segments.size());
  for (const Segment &segment : segments) {
    const Section &section = object[segment.section];
    uint32_t flags = 0;
    if (section.flags & ELF::SHF_STRINGS)
      flags |= wasm::WASM_SEG_FLAG_STRINGS;
    if (section.flags & ELF::SHF_TLS)
      flags |= wasm::WASM_SEG_FLAG_TLS;
    if (section.flags & ELF::SHF_GNU_RETAIN)
      flags |= wasm::WASM_SEG_FLAG_RETAIN;
    out.string(section.name);
    out.uleb(Log2_64(section.alignment));
    out.uleb(flags);
  }
}

void Writer::writeComdats(Bytes &out) {
  struct Member {
    uint8_t kind;
    uint32_t index;
  };
  SmallVector<SmallVector<Member, 2>, 0> groups(object.allGroups().size());
  for (const WasmFunction &function : info.functions)
    if (function.group != GroupId::None)
      groups[index(function.group)].push_back(
          {wasm::WASM_COMDAT_FUNCTION, places[index(function.symbol)].element});
  for (auto [i, segment] : enumerate(segments))
    if (GroupId group = object[segment.section].group; group != GroupId::None)
      groups[index(group)].push_back({wasm::WASM_COMDAT_DATA, uint32_t(i)});
  auto isUsed = [](const auto &members) { return !members.empty(); };
  size_t count = count_if(groups, isUsed);
  if (count == 0)
    return;
  out.byte(wasm::WASM_COMDAT_INFO);
  Bytes list;
  list.uleb(count);
  for (auto [group, members] : zip_equal(object.allGroups(), groups)) {
    if (members.empty())
      continue;
    list.string(object[group.signature].name);
    list.uleb(0); // Flags.
    list.uleb(members.size());
    for (const Member &member : members) {
      list.uleb(member.kind);
      list.uleb(member.index);
    }
  }
  out.string(list.str());
}

void Writer::writeLinking(Bytes &out) {
  out.uleb(wasm::WasmMetadataVersion);
  auto end = [&](unsigned type, Bytes &payload) {
    out.byte(type);
    out.string(payload.str());
  };
  if (!entries.empty()) {
    Bytes symbols;
    symbols.uleb(entries.size());
    for (SymbolId id : entries)
      writeSymbol(symbols, id);
    end(wasm::WASM_SYMBOL_TABLE, symbols);
  }
  if (!segments.empty()) {
    Bytes list;
    writeSegmentInfo(list);
    end(wasm::WASM_SEGMENT_INFO, list);
  }
  if (!info.initFunctions.empty()) {
    Bytes list;
    list.uleb(info.initFunctions.size());
    for (const WasmInitFunction &function : info.initFunctions) {
      list.uleb(function.priority);
      list.uleb(places[index(function.symbol)].entry);
    }
    end(wasm::WASM_INIT_FUNCS, list);
  }
  writeComdats(out);
}

/// The relocations of a section whose bytes begin at `base` in the payload of
/// the file's section.
void Writer::appendRelocations(Bytes &out, SectionId section, uint64_t base) {
  auto &relocations = object[section].relocations;
  auto isBefore = [](const Relocation &a, const Relocation &b) {
    return a.offset < b.offset;
  };
  if (!is_sorted(relocations, isBefore))
    sort(relocations, isBefore);
  for (const Relocation &relocation : relocations) {
    out.byte(relocation.type);
    out.uleb(base + relocation.offset);
    if (relocation.type == wasm::R_WASM_TYPE_INDEX_LEB)
      out.uleb(relocation.addend);
    else
      out.uleb(places[index(relocation.symbol)].entry);
    if (wasm::relocTypeHasAddend(relocation.type))
      out.sleb(relocation.addend);
  }
}

void Writer::writeRelocations(raw_ostream &out) {
  auto write = [&](StringRef name, unsigned target, size_t count, Bytes &list) {
    if (count == 0)
      return;
    Bytes payload;
    payload.uleb(target);
    payload.uleb(count);
    payload << list.str();
    writeCustom(out, name, payload.str());
  };
  if (info.code != SectionId::None) {
    Bytes list;
    appendRelocations(list, info.code, getULEB128Size(info.functions.size()));
    write("reloc.CODE", codeIndex, object[info.code].relocations.size(), list);
  }
  Bytes list;
  size_t count = 0;
  for (const Segment &segment : segments) {
    appendRelocations(list, segment.section, segment.payload);
    count += object[segment.section].relocations.size();
  }
  write("reloc.DATA", dataIndex, count, list);
}

void Writer::writeProducers(raw_ostream &out) {
  if (!info.producers.empty()) {
    Bytes list;
    list.uleb(1); // Fields.
    list.string("processed-by");
    list.uleb(info.producers.size());
    for (auto [name, version] : info.producers) {
      list.string(name);
      list.string(version);
    }
    writeCustom(out, "producers", list.str());
  }
  if (info.features.empty())
    return;
  Bytes list;
  list.uleb(info.features.size());
  for (auto [prefix, feature] : info.features) {
    list.byte(prefix);
    list.string(feature);
  }
  writeCustom(out, "target_features", list.str());
}

void Writer::write(raw_ostream &out) {
  out.write(wasm::WasmMagic, sizeof(wasm::WasmMagic));
  support::endian::Writer(out, endianness::little).write(wasm::WasmVersion);
  auto section = [&](unsigned id, void (Writer::*write)(Bytes &)) {
    Bytes payload;
    (this->*write)(payload);
    writeSection(out, id, payload.str());
  };
  if (!info.allTypes().empty())
    section(wasm::WASM_SEC_TYPE, &Writer::writeTypes);
  section(wasm::WASM_SEC_IMPORT, &Writer::writeImports);
  bool hasCode = !info.functions.empty();
  if (hasCode)
    section(wasm::WASM_SEC_FUNCTION, &Writer::writeFunctions);
  if (!tableEntries.empty())
    section(wasm::WASM_SEC_ELEM, &Writer::writeElements);
  if (!segments.empty()) {
    Bytes count;
    count.uleb(segments.size());
    writeSection(out, wasm::WASM_SEC_DATACOUNT, count.str());
  }
  if (hasCode)
    writeCode(out);
  if (!segments.empty())
    writeData(out);
  for (SectionId id : customs)
    writeCustom(out, object[id].name,
                StringRef(object[id].bytes.data(), object[id].bytes.size()));
  Bytes linking;
  writeLinking(linking);
  writeCustom(out, "linking", linking.str());
  writeRelocations(out);
  writeProducers(out);
}

Error shunt::object::writeWasm(Object &object, const WasmInfo &info,
                               raw_pwrite_stream &stream) {
  Writer writer(object, info);
  if (Error error = writer.prepare())
    return error;
  writer.write(stream);
  return Error::success();
}
