//===- WasmFormat.h - Wasm objects of the fast back end ---------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a wasm object has for the module as a whole: the types of functions,
// the stack pointer and the function table, and the functions that LLVM makes
// in passes of its own:
//   - destructors become a function that a constructor hands to __cxa_atexit
//     (LowerGlobalDtors);
//   - a main that doesn't take argc and argv gets a wrapper that does
//     (WebAssemblyFixFunctionBitcasts);
//   - a function declared without a prototype has the type of its first call
//     (WebAssemblyAddMissingPrototypes).
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_WASM32_WASMFORMAT_H
#define SHUNT_LOWERING_FAST_WASM32_WASMFORMAT_H

#include "lowering/fast/ObjectFormat.h"
#include "lowering/fast/wasm32/CallingConvention.h"
#include "lowering/fast/wasm32/CodeWriter.h"

namespace shunt::wasm32 {

/// What functions may use; names are LLVM's.
struct Features {
  bool atomics = false, bulkMemory = false, callIndirectOverlong = false;
  bool nontrappingFptoint = false, signExt = false;
};

class WasmFormat final : public fast::ObjectFormat {
public:
  explicit WasmFormat(const fast::FormatContext &context)
      : module(context.module), sections(context.sections) {}

  bool begin(mlir::ModuleOp op) override;
  object::SectionId sectionFor(FuncOp func) override;
  std::optional<uint32_t> addressRelocation(const fast::SymbolInfo &symbol,
                                            unsigned bytes) override;
  std::optional<uint64_t> blockNumber(uint32_t blockTag) override {
    return blockTag;
  }
  object::SymbolId threadBase() override;
  bool emit(StructorsOp structors) override;
  bool finish(mlir::ModuleOp op) override;
  llvm::Error write(llvm::raw_pwrite_stream &stream) override;

  object::WasmInfo info;
  CallingConvention convention{info};

  /// The wasm type of a function that is called with the type `called`.
  object::WasmTypeId typeOfCallee(object::SymbolId symbol,
                                  object::WasmTypeId called);
  /// The global with the address of the shadow stack's end.
  object::SymbolId stackPointer();
  /// The table of functions whose address is taken. It stays in the object
  /// even where no relocation names it.
  object::SymbolId functionTable();

  /// The comdat of a function, or None.
  object::GroupId groupOf(FuncOp func);

  /// Begins the body of a function at the end of the code's section: `size`
  /// bytes, which the caller appends. Defines its symbol. Returns their offset
  /// in the section.
  uint64_t beginBody(object::SymbolId symbol, object::GroupId group,
                     uint64_t size);

  /// Adds to the features that the object says it uses, and `base` to what
  /// functions have that say nothing: `+name,-name,...`.
  void applyFeatures(llvm::StringRef list, Features &features);
  /// Those of the target machine.
  Features baseFeatures();
  /// Notes that threads were compiled away: the object can't be used with them.
  void disallowThreads() { threadsDisallowed = true; }

private:
  object::SymbolId globalOf(object::SymbolId &known, llvm::StringRef name);
  void declare(FuncOp func);
  void declareMain(FuncOp func);
  void addMain();
  void appendBody(object::SymbolId symbol, object::GroupId group,
                  const CodeWriter &code);
  object::SymbolId addLocalFunction(llvm::StringRef name,
                                    object::WasmTypeId type);
  bool emitDestructors(StructorsOp structors);
  void emitDestructors(llvm::ArrayRef<const Structor *> entries);
  void settleFunctions(mlir::ModuleOp op);

  fast::ModuleContext &module;
  fast::SectionChooser &sections;
  object::SymbolId stackPointerSymbol = object::SymbolId::None;
  object::SymbolId threadBaseSymbol = object::SymbolId::None;
  object::SymbolId tableSymbol = object::SymbolId::None;
  object::SymbolId mainSymbol = object::SymbolId::None; ///< To be wrapped.
  llvm::SmallVector<std::pair<llvm::StringRef, bool>, 16> usedFeatures;
  bool threadsDisallowed = false;
};

} // namespace shunt::wasm32

#endif // SHUNT_LOWERING_FAST_WASM32_WASMFORMAT_H
