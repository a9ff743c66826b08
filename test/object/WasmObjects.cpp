//===- WasmObjects.cpp - A wasm object built by hand ----------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "test/object/Objects.h"
#include "llvm/BinaryFormat/ELF.h"

using namespace llvm;
using namespace shunt::object;

/// Bytes that a relocation fills.
static const char filled[] = {0, 0, 0, 0, 0};

/// Adds a function with these instructions around a field of five bytes, which
/// a relocation of this type fills.
static void addFunction(Object &object, WasmInfo &info, SymbolId function,
                        StringRef before, uint32_t type, SymbolId target) {
  Section &code = object[info.code];
  uint64_t start = code.bytes.size();
  StringRef field(filled, sizeof(filled));
  // Its size, and no variables.
  code.bytes.push_back(char(1 + before.size() + field.size() + 1));
  code.bytes.push_back(0);
  append_range(code.bytes, before);
  code.relocate(code.bytes.size(), type, target, 0);
  append_range(code.bytes, field);
  code.bytes.push_back(char(0x0b)); // end
  info.functions.push_back({function, start, GroupId::None});
  object.define(function, info.code, start, code.bytes.size() - start);
}

/// The object that test/object/wasm-custom.test assembles.
void shunt::test::buildWasm(Object &object, WasmInfo &info) {
  info.code = object.addSection(".text", ELF::SHT_PROGBITS,
                                ELF::SHF_ALLOC | ELF::SHF_EXECINSTR);
  WasmTypeId unary = info.typeOf(WasmType::I32, WasmType::I32);
  WasmTypeId plain = info.typeOf({}, WasmType::I32);
  auto addSymbol = [&](StringRef name, WasmSymbolKind kind, WasmTypeId type) {
    SymbolId id = object.getOrCreateSymbol(name);
    info[id].kind = kind;
    info[id].type = type;
    return id;
  };
  SymbolId first = addSymbol("first", WasmSymbolKind::Function, unary);
  SymbolId helper = addSymbol("helper", WasmSymbolKind::Function, unary);
  SymbolId second = addSymbol("second", WasmSymbolKind::Function, plain);
  SymbolId value = addSymbol("value", WasmSymbolKind::Data, WasmTypeId::None);
  // local.get 0; call helper
  addFunction(object, info, first, StringRef("\x20\0\x10", 3),
              wasm::R_WASM_FUNCTION_INDEX_LEB, helper);
  // i32.const value
  addFunction(object, info, second, "\x41", wasm::R_WASM_MEMORY_ADDR_SLEB,
              value);

  SectionId data = object.addSection(".data.value", ELF::SHT_PROGBITS,
                                     ELF::SHF_ALLOC | ELF::SHF_WRITE);
  object[data].bytes = {7, 0, 0, 0};
  object.define(value, data, 0, 4);

  SectionId strings = object.addSection(".debug_str", ELF::SHT_PROGBITS, 0);
  append_range(object[strings].bytes, StringRef("abc\0def\0", 8));
  SectionId debug = object.addSection(".debug_info", ELF::SHT_PROGBITS, 0);
  object[debug].bytes.assign(21, 0);
  object[debug].bytes[0] = 1;
  SymbolId text = object.sectionSymbol(strings);
  object[debug].relocate(1, wasm::R_WASM_FUNCTION_OFFSET_I32, first, 3);
  object[debug].relocate(5, wasm::R_WASM_FUNCTION_OFFSET_I32, second, 0);
  object[debug].relocate(9, wasm::R_WASM_SECTION_OFFSET_I32, text, 4);
  object[debug].relocate(13, wasm::R_WASM_MEMORY_ADDR_I32, value, 0);
  object[debug].relocate(17, wasm::R_WASM_SECTION_OFFSET_I32, text, 0);
}
