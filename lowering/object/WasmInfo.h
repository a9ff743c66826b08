//===- WasmInfo.h - What a wasm object says beside its Object ---*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Sections, symbols and relocations are an Object's, as for every format; the
// relocation types are R_WASM_*. Here is what only wasm has: the types of
// functions, which of the code's bytes are which function, where imports come
// from, and what the linker is told of features.
//
// How the Object's parts become wasm's:
//   - the section of the functions holds their bodies, each behind its size, in
//     the order of WasmInfo::functions;
//   - every other SHF_ALLOC section is a data segment. SHT_NOBITS ones are
//     written out as zeros, since the format has no others;
//   - further sections are custom sections of their name; their STT_SECTION
//     symbols are what R_WASM_SECTION_OFFSET_I32 refers to. The addend of
//     R_WASM_FUNCTION_OFFSET_I32 counts from behind the function's size;
//   - a group is a comdat.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_OBJECT_WASMINFO_H
#define SHUNT_LOWERING_OBJECT_WASMINFO_H

#include "lowering/object/Object.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/BinaryFormat/Wasm.h"

namespace shunt::object {

/// A value type in the binary format's encoding.
enum class WasmType : uint8_t {
  I32 = 0x7f,
  I64 = 0x7e,
  F32 = 0x7d,
  F64 = 0x7c
};

/// Index of a function type in its WasmInfo.
enum class WasmTypeId : uint32_t { None = UINT32_MAX };

/// A function type. Its arrays live as long as the WasmInfo.
struct WasmSignature {
  llvm::ArrayRef<WasmType> params;
  llvm::ArrayRef<WasmType> results;
};

/// What a symbol stands for.
enum class WasmSymbolKind : uint8_t { Data, Function, Global, Table };

/// What wasm has to know of a symbol beside what the Object says.
struct WasmSymbol {
  WasmSymbolKind kind = WasmSymbolKind::Data;
  bool noStrip = false;               ///< WASM_SYMBOL_NO_STRIP.
  WasmTypeId type = WasmTypeId::None; ///< Of a function.
  llvm::StringRef importModule;       ///< Empty: "env".
  llvm::StringRef importName;         ///< Empty: the symbol's own.
  llvm::StringRef exportName;         ///< Empty: not exported.
};

/// The body of one function in the section of the functions.
struct WasmFunction {
  SymbolId symbol;
  uint64_t offset; ///< Of the size in front of the body, in bytes.
  GroupId group;
};

/// A function that the program runs at its start.
struct WasmInitFunction {
  uint32_t priority; ///< Lower runs first.
  SymbolId symbol;
};

/// The rest of a wasm object under construction.
class WasmInfo {
public:
  /// The index of this function type.
  WasmTypeId typeOf(llvm::ArrayRef<WasmType> params,
                    llvm::ArrayRef<WasmType> results);
  const WasmSignature &operator[](WasmTypeId type) const {
    return types[llvm::to_underlying(type)];
  }
  llvm::ArrayRef<WasmSignature> allTypes() const { return types; }

  /// What is known of a symbol; valid until the next call.
  WasmSymbol &operator[](SymbolId symbol) {
    auto index = llvm::to_underlying(symbol);
    if (index >= symbols.size())
      symbols.resize(index + 1);
    return symbols[index];
  }
  const WasmSymbol &lookUp(SymbolId symbol) const {
    static const WasmSymbol data;
    auto index = llvm::to_underlying(symbol);
    return index < symbols.size() ? symbols[index] : data;
  }

  SectionId code = SectionId::None; ///< The section of the functions.
  llvm::SmallVector<WasmFunction, 0> functions; ///< By offset.
  llvm::SmallVector<WasmInitFunction, 0> initFunctions;
  /// For `target_features`: WASM_FEATURE_PREFIX_* and the feature's name.
  /// Storage of all names outlives the WasmInfo.
  llvm::SmallVector<std::pair<uint8_t, llvm::StringRef>, 0> features;
  /// Pairs of a name and a version, for `processed-by` in `producers`.
  llvm::SmallVector<std::pair<llvm::StringRef, llvm::StringRef>, 0> producers;

private:
  llvm::BumpPtrAllocator storage;
  llvm::SmallVector<WasmSignature, 0> types; ///< By WasmTypeId.
  llvm::SmallVector<WasmSymbol, 0> symbols;  ///< By SymbolId.
  /// By the bytes of the parameters, a zero, and those of the results.
  llvm::DenseMap<llvm::StringRef, WasmTypeId> typeIds;
};

} // namespace shunt::object

#endif // SHUNT_LOWERING_OBJECT_WASMINFO_H
