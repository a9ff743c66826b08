//===- WasmLayout.cpp - Indices and addresses of a wasm object ------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/object/WasmLayout.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace shunt::object;

//===----------------------------------------------------------------------===//
// Indices
//===----------------------------------------------------------------------===//

static bool isTableIndex(uint32_t type) {
  return type == wasm::R_WASM_TABLE_INDEX_SLEB ||
         type == wasm::R_WASM_TABLE_INDEX_I32;
}

/// Finds which symbols the linker must know, and which functions stand in the
/// table.
Error WasmLayout::findUsed() {
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

Error WasmLayout::layOutSections() {
  segmentIndices.assign(object.allSections().size(), noIndex);
  customIndices.assign(object.allSections().size(), noIndex);
  for (auto [i, section] : enumerate(object.allSections())) {
    auto id = SectionId(i);
    if (id == info.code)
      continue;
    if (!(section->flags & ELF::SHF_ALLOC)) {
      customIndices[i] = customs.size();
      customs.push_back({id});
    } else if (!(section->flags & ELF::SHF_EXECINSTR)) {
      segmentIndices[i] = segments.size();
      uint64_t address = alignTo(dataBytes, section->alignment);
      segments.push_back({id, address});
      dataBytes = address + section->size();
    }
  }
  if (dataBytes > UINT32_MAX)
    return createStringError("more than 4 GiB of data");
  return Error::success();
}

/// Numbers imports, then functions.
void WasmLayout::numberElements() {
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

void WasmLayout::numberSymbols() {
  for (auto [i, symbol] : enumerate(object.allSymbols())) {
    auto id = SymbolId(i);
    bool isNamed = symbol.isInSection() && !symbol.temporary &&
                   symbol.type != ELF::STT_SECTION;
    bool isNeeded = used.test(i) || isNamed || info.lookUp(id).noStrip;
    if (!isNeeded)
      continue;
    places[i].entry = entries.size();
    entries.push_back(id);
  }
}

Error WasmLayout::checkSymbols() const {
  for (const Symbol &symbol : object.allSymbols())
    if (symbol.section == SectionId::Common)
      return createStringError("common symbol '%s'", symbol.name.str().c_str());
  return Error::success();
}

Error WasmLayout::run() {
  if (Error error = checkSymbols())
    return error;
  if (Error error = findUsed())
    return error;
  if (Error error = layOutSections())
    return error;
  numberElements();
  numberSymbols();
  for (size_t i = 0; i < object.allSections().size(); ++i)
    fillFields(SectionId(i));
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Fields
//===----------------------------------------------------------------------===//

uint64_t WasmLayout::valueOf(const Relocation &relocation) const {
  switch (relocation.type) {
  case wasm::R_WASM_TYPE_INDEX_LEB:
    return relocation.addend;
  case wasm::R_WASM_FUNCTION_INDEX_LEB:
  case wasm::R_WASM_GLOBAL_INDEX_LEB:
  case wasm::R_WASM_GLOBAL_INDEX_I32:
  case wasm::R_WASM_TABLE_NUMBER_LEB:
    return places[index(relocation.symbol)].element;
  case wasm::R_WASM_TABLE_INDEX_SLEB:
  case wasm::R_WASM_TABLE_INDEX_I32:
    return places[index(relocation.symbol)].tableEntry;
  case wasm::R_WASM_FUNCTION_OFFSET_I32:
    return functionOffset(relocation.symbol) + relocation.addend;
  case wasm::R_WASM_SECTION_OFFSET_I32:
    return relocation.addend;
  default: {
    const Symbol &symbol = object[relocation.symbol];
    if (!symbol.isInSection() || segmentOf(symbol.section) == noIndex)
      return 0;
    const WasmSegment &segment = segments[segmentOf(symbol.section)];
    return segment.address + symbol.value + relocation.addend;
  }
  }
}

/// Where the function's body begins, behind its size, in the code section's
/// payload; 0 if it isn't here.
uint64_t WasmLayout::functionOffset(SymbolId id) const {
  const Symbol &symbol = object[id];
  if (!symbol.isInSection())
    return 0;
  unsigned length = 0;
  const Section &code = object[symbol.section];
  decodeULEB128(reinterpret_cast<const uint8_t *>(code.bytes.data()) +
                    symbol.value,
                &length);
  return codePayload() + symbol.value + length;
}

/// Writes the value of each relocated field, padded to its whole size.
void WasmLayout::fillFields(SectionId id) {
  Section &section = object[id];
  for (const Relocation &relocation : section.relocations) {
    auto *place =
        reinterpret_cast<uint8_t *>(section.bytes.data()) + relocation.offset;
    uint32_t value = valueOf(relocation);
    switch (relocation.type) {
    case wasm::R_WASM_TABLE_INDEX_I32:
    case wasm::R_WASM_MEMORY_ADDR_I32:
    case wasm::R_WASM_MEMORY_ADDR_LOCREL_I32:
    case wasm::R_WASM_FUNCTION_OFFSET_I32:
    case wasm::R_WASM_SECTION_OFFSET_I32:
    case wasm::R_WASM_GLOBAL_INDEX_I32:
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
