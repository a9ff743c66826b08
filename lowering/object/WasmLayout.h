//===- WasmLayout.h - Indices and addresses of a wasm object -- -*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Decides, before anything is written, which index or address in the file each
// part of an Object has, and fills in the fields that relocations are about.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_OBJECT_WASMLAYOUT_H
#define SHUNT_LOWERING_OBJECT_WASMLAYOUT_H

#include "lowering/object/WasmInfo.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/LEB128.h"

namespace shunt::object {

/// A data segment: a section with an address of its own in this object.
struct WasmSegment {
  SectionId section;
  uint64_t address;     ///< In the object's memory, in bytes.
  uint64_t payload = 0; ///< Of its bytes in the data section's payload; the
                        ///< writer of that says where.
};

/// A section of the Object that becomes a custom section.
struct WasmCustom {
  SectionId section;
  uint32_t index = 0; ///< Among the file's sections; its writer says which.
};

/// The layout of one Object.
class WasmLayout {
public:
  /// An index that nothing has.
  static constexpr uint32_t noIndex = UINT32_MAX;
  /// The first entry of the function table is the null pointer.
  static constexpr uint32_t firstTableEntry = 1;

  /// What the file's indices are for a symbol.
  struct Place {
    uint32_t element = noIndex; ///< Of the function, global or table.
    uint32_t entry = noIndex;   ///< In the symbol table.
    uint32_t tableEntry = noIndex;
  };

  WasmLayout(Object &object, const WasmInfo &info)
      : object(object), info(info) {}

  /// Lays the Object out and fills its relocated fields. Fails for what
  /// writeWasm() says.
  llvm::Error run();

  const Place &operator[](SymbolId id) const {
    return places[llvm::to_underlying(id)];
  }
  bool isFunction(SymbolId id) const {
    return info.lookUp(id).kind == WasmSymbolKind::Function;
  }
  /// The index of the segment that a section is, or noIndex.
  uint32_t segmentOf(SectionId id) const {
    return segmentIndices[llvm::to_underlying(id)];
  }
  /// The index in `customs` of a section, or noIndex.
  uint32_t customOf(SectionId id) const {
    return customIndices[llvm::to_underlying(id)];
  }
  /// Where the bytes of the functions begin in the code section's payload.
  uint64_t codePayload() const {
    return llvm::getULEB128Size(info.functions.size());
  }

  Object &object;
  const WasmInfo &info;
  llvm::SmallVector<WasmSegment, 0> segments;
  llvm::SmallVector<WasmCustom, 0> customs;
  llvm::SmallVector<SymbolId, 0> imports; ///< Functions, globals, then tables.
  /// Functions whose address is taken.
  llvm::SmallVector<SymbolId, 0> tableEntries;
  llvm::SmallVector<SymbolId, 0> entries; ///< The symbol table.
  uint64_t dataBytes = 0;                 ///< Of all segments, with gaps.

private:
  static uint32_t index(auto id) { return llvm::to_underlying(id); }
  llvm::Error checkSymbols() const;
  llvm::Error findUsed();
  llvm::Error layOutSections();
  void numberElements();
  void numberSymbols();
  void fillFields(SectionId section);
  uint64_t valueOf(const Relocation &relocation) const;
  uint64_t functionOffset(SymbolId id) const;

  llvm::BitVector used; ///< Symbols that relocations or start-up need.
  llvm::SmallVector<Place, 0> places;            ///< By symbol.
  llvm::SmallVector<uint32_t, 0> segmentIndices; ///< By section.
  llvm::SmallVector<uint32_t, 0> customIndices;  ///< By section.
};

} // namespace shunt::object

#endif // SHUNT_LOWERING_OBJECT_WASMLAYOUT_H
