//===- Builder.h - Few words for many things --------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_TEST_OBJECT_BUILDER_H
#define SHUNT_TEST_OBJECT_BUILDER_H

#include "lowering/object/Object.h"

namespace shunt::test {

using object::GroupId;
using object::Object;
using object::SectionId;
using object::Symbol;
using object::SymbolId;

/// Flags of sections with data and with code.
constexpr uint64_t dataFlags = llvm::ELF::SHF_ALLOC | llvm::ELF::SHF_WRITE;
constexpr uint64_t codeFlags = llvm::ELF::SHF_ALLOC | llvm::ELF::SHF_EXECINSTR;

/// Adds things to an Object with few words.
struct Builder {
  Object &object;

  /// A section whose symbol comes before those added later, as in LLVM's files.
  SectionId section(llvm::StringRef name, uint32_t type, uint64_t flags,
                    uint64_t alignment = 1, GroupId group = GroupId::None,
                    uint64_t entrySize = 0) {
    SectionId id =
        object.getOrCreateSection(name, type, flags, entrySize, group);
    object[id].alignment = alignment;
    object.sectionSymbol(id);
    return id;
  }

  SectionId text() {
    return section(".text", llvm::ELF::SHT_PROGBITS, codeFlags, 4);
  }

  SectionId stackNote() {
    return section(".note.GNU-stack", llvm::ELF::SHT_PROGBITS, 0);
  }

  SymbolId undefined(llvm::StringRef name,
                     uint8_t binding = llvm::ELF::STB_GLOBAL,
                     uint8_t type = llvm::ELF::STT_NOTYPE) {
    Symbol symbol;
    symbol.name = name;
    symbol.binding = binding;
    symbol.type = type;
    return object.addSymbol(symbol);
  }

  SymbolId define(llvm::StringRef name, SectionId section, uint64_t value,
                  uint8_t binding = llvm::ELF::STB_GLOBAL,
                  uint8_t type = llvm::ELF::STT_NOTYPE, uint64_t size = 0) {
    SymbolId id = undefined(name, binding, type);
    object.define(id, section, value, size);
    return id;
  }

  SymbolId temporary(llvm::StringRef name, SectionId section, uint64_t value) {
    SymbolId id = object.addTemporary(section, value);
    object[id].name = name;
    return id;
  }

  void bytes(SectionId id, llvm::ArrayRef<uint8_t> content) {
    object[id].bytes.append(content.begin(), content.end());
  }

  void zeros(SectionId id, size_t size) { object[id].bytes.append(size, '\0'); }

  /// A zero field of `size` bytes with a relocation.
  void field(SectionId id, unsigned size, uint32_t type, SymbolId symbol,
             int64_t addend = 0) {
    object[id].relocate(object[id].bytes.size(), type, symbol, addend);
    zeros(id, size);
  }

  /// `call symbol`.
  void call(SectionId id, SymbolId symbol) {
    bytes(id, {0xe8});
    field(id, 4, llvm::ELF::R_X86_64_PLT32, symbol, -4);
  }

  /// `ret`.
  void ret(SectionId id) { bytes(id, {0xc3}); }
};

} // namespace shunt::test

#endif // SHUNT_TEST_OBJECT_BUILDER_H
