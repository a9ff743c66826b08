//===- WasmWriter.cpp - An Object as a relocatable wasm file --------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/object/WasmWriter.h"
#include "lowering/object/WasmLinking.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/EndianStream.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace shunt::object;

static constexpr uint64_t pageBytes = 64 << 10;

namespace {

class Writer {
public:
  Writer(WasmLayout &layout, raw_ostream &out)
      : layout(layout), object(layout.object), info(layout.info), out(out) {}

  void write();

private:
  void writeSection(unsigned id, StringRef payload);
  void writeCustom(StringRef name, StringRef payload);
  void writeTypes(WasmBytes &payload);
  void writeImports(WasmBytes &payload);
  void writeFunctions(WasmBytes &payload);
  void writeElements(WasmBytes &payload);
  void writeCode();
  void writeData();
  void writeCustoms();
  void writeRelocationSections();
  void writeProducers();

  WasmLayout &layout;
  const Object &object;
  const WasmInfo &info;
  raw_ostream &out;
  uint32_t sections = 0; ///< Written so far.
  uint32_t codeIndex = 0, dataIndex = 0;
};

} // namespace

//===----------------------------------------------------------------------===//
// The module
//===----------------------------------------------------------------------===//

void Writer::writeSection(unsigned id, StringRef payload) {
  out << char(id);
  encodeULEB128(payload.size(), out);
  out << payload;
  ++sections;
}

void Writer::writeCustom(StringRef name, StringRef payload) {
  out << char(wasm::WASM_SEC_CUSTOM);
  encodeULEB128(getULEB128Size(name.size()) + name.size() + payload.size(),
                out);
  encodeULEB128(name.size(), out);
  out << name << payload;
  ++sections;
}

void Writer::writeTypes(WasmBytes &payload) {
  payload.uleb(info.allTypes().size());
  for (const WasmSignature &type : info.allTypes()) {
    payload.byte(wasm::WASM_TYPE_FUNC);
    for (ArrayRef<WasmType> list : {type.params, type.results}) {
      payload.uleb(list.size());
      for (WasmType value : list)
        payload.byte(uint8_t(value));
    }
  }
}

void Writer::writeImports(WasmBytes &payload) {
  payload.uleb(layout.imports.size() + 1);
  payload.string("env");
  payload.string("__linear_memory");
  payload.byte(wasm::WASM_EXTERNAL_MEMORY);
  payload.uleb(wasm::WASM_LIMITS_FLAG_NONE);
  payload.uleb(divideCeil(layout.dataBytes, pageBytes));
  for (SymbolId id : layout.imports) {
    const WasmSymbol &known = info.lookUp(id);
    payload.string(known.importModule.empty() ? "env" : known.importModule);
    payload.string(known.importName.empty() ? object[id].name
                                            : known.importName);
    switch (known.kind) {
    case WasmSymbolKind::Function:
      payload.byte(wasm::WASM_EXTERNAL_FUNCTION);
      payload.uleb(to_underlying(known.type));
      break;
    case WasmSymbolKind::Global:
      payload.byte(wasm::WASM_EXTERNAL_GLOBAL);
      payload.byte(wasm::WASM_TYPE_I32);
      payload.byte(true); // It can be written.
      break;
    default:
      payload.byte(wasm::WASM_EXTERNAL_TABLE);
      payload.byte(wasm::WASM_TYPE_FUNCREF);
      payload.uleb(wasm::WASM_LIMITS_FLAG_NONE);
      payload.uleb(layout.tableEntries.empty()
                       ? 0
                       : WasmLayout::firstTableEntry +
                             layout.tableEntries.size());
    }
  }
}

void Writer::writeFunctions(WasmBytes &payload) {
  payload.uleb(info.functions.size());
  for (const WasmFunction &function : info.functions)
    payload.uleb(to_underlying(info.lookUp(function.symbol).type));
}

void Writer::writeElements(WasmBytes &payload) {
  payload.uleb(1); // Segments.
  payload.uleb(0); // Of the first table, at a place that follows.
  payload.byte(wasm::WASM_OPCODE_I32_CONST);
  payload.sleb(WasmLayout::firstTableEntry);
  payload.byte(wasm::WASM_OPCODE_END);
  payload.uleb(layout.tableEntries.size());
  for (SymbolId id : layout.tableEntries)
    payload.uleb(layout[id].element);
}

void Writer::writeCode() {
  codeIndex = sections++;
  const Section &code = object[info.code];
  out << char(wasm::WASM_SEC_CODE);
  encodeULEB128(getULEB128Size(info.functions.size()) + code.bytes.size(), out);
  encodeULEB128(info.functions.size(), out);
  out << StringRef(code.bytes.data(), code.bytes.size());
}

void Writer::writeData() {
  dataIndex = sections++;
  // What stands in front of each segment's bytes.
  SmallVector<std::string, 0> heads;
  uint64_t size = getULEB128Size(layout.segments.size());
  for (WasmSegment &segment : layout.segments) {
    WasmBytes head;
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
  encodeULEB128(layout.segments.size(), out);
  for (auto [segment, head] : zip_equal(layout.segments, heads)) {
    const Section &section = object[segment.section];
    out << head;
    if (section.type == ELF::SHT_NOBITS)
      out.write_zeros(section.size());
    else
      out << StringRef(section.bytes.data(), section.bytes.size());
  }
}

void Writer::writeCustoms() {
  for (WasmCustom &custom : layout.customs) {
    custom.index = sections;
    const Section &section = object[custom.section];
    writeCustom(section.name,
                StringRef(section.bytes.data(), section.bytes.size()));
  }
}

void Writer::writeRelocationSections() {
  auto write = [&](const Twine &name, uint32_t target,
                   ArrayRef<RelocatedPart> parts) {
    WasmBytes payload;
    if (writeRelocations(payload, layout, target, parts))
      writeCustom(("reloc." + name).str(), payload.str());
  };
  if (info.code != SectionId::None)
    write("CODE", codeIndex, RelocatedPart{info.code, layout.codePayload()});
  SmallVector<RelocatedPart, 0> parts;
  for (const WasmSegment &segment : layout.segments)
    parts.push_back({segment.section, segment.payload});
  write("DATA", dataIndex, parts);
  for (const WasmCustom &custom : layout.customs)
    write(object[custom.section].name, custom.index,
          RelocatedPart{custom.section, 0});
}

void Writer::writeProducers() {
  if (!info.producers.empty()) {
    WasmBytes list;
    list.uleb(1); // Fields.
    list.string("processed-by");
    list.uleb(info.producers.size());
    for (auto [name, version] : info.producers) {
      list.string(name);
      list.string(version);
    }
    writeCustom("producers", list.str());
  }
  if (info.features.empty())
    return;
  WasmBytes list;
  list.uleb(info.features.size());
  for (auto [prefix, feature] : info.features) {
    list.byte(prefix);
    list.string(feature);
  }
  writeCustom("target_features", list.str());
}

void Writer::write() {
  out.write(wasm::WasmMagic, sizeof(wasm::WasmMagic));
  support::endian::Writer(out, endianness::little).write(wasm::WasmVersion);
  auto section = [&](unsigned id, void (Writer::*write)(WasmBytes &)) {
    WasmBytes payload;
    (this->*write)(payload);
    writeSection(id, payload.str());
  };
  if (!info.allTypes().empty())
    section(wasm::WASM_SEC_TYPE, &Writer::writeTypes);
  section(wasm::WASM_SEC_IMPORT, &Writer::writeImports);
  bool hasCode = !info.functions.empty();
  if (hasCode)
    section(wasm::WASM_SEC_FUNCTION, &Writer::writeFunctions);
  if (!layout.tableEntries.empty())
    section(wasm::WASM_SEC_ELEM, &Writer::writeElements);
  if (!layout.segments.empty()) {
    WasmBytes count;
    count.uleb(layout.segments.size());
    writeSection(wasm::WASM_SEC_DATACOUNT, count.str());
  }
  if (hasCode)
    writeCode();
  if (!layout.segments.empty())
    writeData();
  writeCustoms();
  WasmBytes linking;
  writeLinking(linking, layout);
  writeCustom("linking", linking.str());
  writeRelocationSections();
  writeProducers();
}

Error shunt::object::writeWasm(Object &object, const WasmInfo &info,
                               raw_pwrite_stream &stream) {
  WasmLayout layout(object, info);
  if (Error error = layout.run())
    return error;
  Writer(layout, stream).write();
  return Error::success();
}
