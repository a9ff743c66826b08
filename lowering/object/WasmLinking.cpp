//===- WasmLinking.cpp - What a wasm object tells the linker --------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/object/WasmLinking.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace shunt::object;

namespace {

class Linking {
public:
  explicit Linking(const WasmLayout &layout)
      : layout(layout), object(layout.object), info(layout.info) {}

  void write(WasmBytes &out);

private:
  uint32_t flagsOf(SymbolId id) const;
  void writeSymbol(WasmBytes &out, SymbolId id);
  void writeSectionSymbol(WasmBytes &out, uint32_t custom);
  void writeSegmentInfo(WasmBytes &out);
  void writeComdats(WasmBytes &out);

  const WasmLayout &layout;
  const Object &object;
  const WasmInfo &info;
};

} // namespace

uint32_t Linking::flagsOf(SymbolId id) const {
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

void Linking::writeSymbol(WasmBytes &out, SymbolId id) {
  const Symbol &symbol = object[id];
  if (symbol.type == ELF::STT_SECTION)
    if (uint32_t custom = layout.customOf(symbol.section);
        custom != WasmLayout::noIndex)
      return writeSectionSymbol(out, custom);
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
    out.uleb(layout[id].element);
    if (!isUndefined || flags & wasm::WASM_SYMBOL_EXPLICIT_NAME)
      out.string(symbol.name);
    return;
  }
  out.string(symbol.name);
  if (isUndefined)
    return;
  // An alias may reach beyond the end.
  uint64_t end = object[symbol.section].size();
  out.uleb(layout.segmentOf(symbol.section));
  out.uleb(symbol.value);
  out.uleb(std::min(symbol.size, end - std::min(end, symbol.value)));
}

/// The symbol of a custom section, whose name is the section's.
void Linking::writeSectionSymbol(WasmBytes &out, uint32_t custom) {
  out.byte(wasm::WASM_SYMBOL_TYPE_SECTION);
  out.uleb(wasm::WASM_SYMBOL_BINDING_LOCAL);
  out.uleb(layout.customs[custom].index);
}

void Linking::writeSegmentInfo(WasmBytes &out) {
  out.uleb(layout.segments.size());
  for (const WasmSegment &segment : layout.segments) {
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

void Linking::writeComdats(WasmBytes &out) {
  struct Member {
    uint8_t kind;
    uint32_t index;
  };
  SmallVector<SmallVector<Member, 2>, 0> groups(object.allGroups().size());
  for (const WasmFunction &function : info.functions)
    if (function.group != GroupId::None)
      groups[to_underlying(function.group)].push_back(
          {wasm::WASM_COMDAT_FUNCTION, layout[function.symbol].element});
  for (auto [i, segment] : enumerate(layout.segments))
    if (GroupId group = object[segment.section].group; group != GroupId::None)
      groups[to_underlying(group)].push_back(
          {wasm::WASM_COMDAT_DATA, uint32_t(i)});
  auto isUsed = [](const auto &members) { return !members.empty(); };
  size_t count = count_if(groups, isUsed);
  if (count == 0)
    return;
  out.byte(wasm::WASM_COMDAT_INFO);
  WasmBytes list;
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

void Linking::write(WasmBytes &out) {
  out.uleb(wasm::WasmMetadataVersion);
  auto end = [&](unsigned type, WasmBytes &payload) {
    out.byte(type);
    out.string(payload.str());
  };
  if (!layout.entries.empty()) {
    WasmBytes symbols;
    symbols.uleb(layout.entries.size());
    for (SymbolId id : layout.entries)
      writeSymbol(symbols, id);
    end(wasm::WASM_SYMBOL_TABLE, symbols);
  }
  if (!layout.segments.empty()) {
    WasmBytes list;
    writeSegmentInfo(list);
    end(wasm::WASM_SEGMENT_INFO, list);
  }
  if (!info.initFunctions.empty()) {
    WasmBytes list;
    list.uleb(info.initFunctions.size());
    for (const WasmInitFunction &function : info.initFunctions) {
      list.uleb(function.priority);
      list.uleb(layout[function.symbol].entry);
    }
    end(wasm::WASM_INIT_FUNCS, list);
  }
  writeComdats(out);
}

void shunt::object::writeLinking(WasmBytes &out, const WasmLayout &layout) {
  Linking(layout).write(out);
}

bool shunt::object::writeRelocations(WasmBytes &out, const WasmLayout &layout,
                                     uint32_t target,
                                     ArrayRef<RelocatedPart> parts) {
  size_t count = 0;
  for (const RelocatedPart &part : parts)
    count += layout.object[part.section].relocations.size();
  if (count == 0)
    return false;
  out.uleb(target);
  out.uleb(count);
  for (const RelocatedPart &part : parts) {
    auto &relocations = layout.object[part.section].relocations;
    auto isBefore = [](const Relocation &a, const Relocation &b) {
      return a.offset < b.offset;
    };
    if (!is_sorted(relocations, isBefore))
      sort(relocations, isBefore);
    for (const Relocation &relocation : relocations) {
      out.byte(relocation.type);
      out.uleb(part.payload + relocation.offset);
      if (relocation.type == wasm::R_WASM_TYPE_INDEX_LEB)
        out.uleb(relocation.addend);
      else
        out.uleb(layout[relocation.symbol].entry);
      if (wasm::relocTypeHasAddend(relocation.type))
        out.sleb(relocation.addend);
    }
  }
  return true;
}
