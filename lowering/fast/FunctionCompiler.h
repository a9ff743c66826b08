//===- FunctionCompiler.h - One function to machine code --------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The seam between what is done once a module (ModuleCompiler) and what a
// target does once a function.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_FUNCTIONCOMPILER_H
#define SHUNT_LOWERING_FAST_FUNCTIONCOMPILER_H

#include "dialects/shunt/ShuntOps.h"
#include "lowering/debug/DebugTarget.h"
#include "lowering/debug/FunctionEvents.h"
#include "lowering/debug/UnwindWriter.h"
#include "lowering/fast/DebugRecorder.h"
#include "lowering/fast/Options.h"
#include "lowering/fast/Refusal.h"
#include "lowering/object/ElfWriter.h"
#include "lowering/object/Object.h"
#include <memory>

namespace shunt::debug {
class DebugWriter;
} // namespace shunt::debug

namespace shunt::fast {

class Assembler;
class ConstantPool;
class ObjectFormat;
class SymbolTable;
struct FormatContext;
struct Target;

/// What a module's functions share while they are compiled.
struct ModuleContext {
  const Options &options;
  const Target &target;
  object::Object &object;
  SymbolTable &symbols;
  ConstantPool &constants;
  debug::UnwindWriter &unwind;
  Assembler &assembler;
  Refusal &refusal;
  ObjectFormat *format = nullptr;      ///< Set before functions are compiled.
  debug::DebugWriter *debug = nullptr; ///< Null: nobody wants DWARF.
  debug::HostFunction host = {};       ///< That is being compiled, if so.
  HostValues hostValues = {};          ///< Of that function.
};

/// Compiles functions, one at a time.
class FunctionCompiler {
public:
  virtual ~FunctionCompiler() = default;

  /// Appends the code of `func` to `section`, defines its symbol (with its
  /// size), and adds its relocations, jump tables and unwind information.
  /// False: refused; what was appended is then of no use.
  virtual bool compile(FuncOp func, object::SectionId section) = 0;
};

/// What ModuleCompiler must know of a target.
struct Target {
  object::ElfTarget elf;
  debug::UnwindTarget unwind;
  debug::DebugTarget debug;
  uint32_t pointerRelocation;   ///< A whole address, 8 bytes.
  uint32_t pointerRelocation32; ///< An address of 4 bytes.
  uint32_t pcRelative32;        ///< symbol + addend - place, 4 bytes.
  uint32_t pcRelative64;        ///< The same, 8 bytes.
  uint32_t unwindSectionType;   ///< SHT_* of .eh_frame.
  uint64_t functionAlignment;   ///< Bytes, where nothing else is said.
  /// The name of the symbol that marks where a section's code begins; empty:
  /// none does.
  llvm::StringRef codeMark;
  /// Bytes that fill gaps in code.
  void (*fillWithNops)(uint8_t *begin, uint8_t *end);
  /// Whether a CPU feature, `+name` or `-name`, asks for code that isn't made,
  /// or lacks what is relied on. Null: none does.
  bool (*refusesFeature)(llvm::StringRef feature);
  /// Whether a function attribute `key=value` with a meaning for this target
  /// alone is honoured. Null: none is.
  bool (*honoursAttribute)(llvm::StringRef key, llvm::StringRef value);
  /// The same for a module flag, of any value.
  bool (*honoursFlag)(llvm::StringRef flag);
  /// Adds what the module's flags ask of the object as a whole. Null: nothing.
  void (*finishModule)(mlir::ModuleOp module, object::Object &object);
  std::unique_ptr<FunctionCompiler> (*create)(ModuleContext &);
  /// Null: objects are ELF; else `elf` and what else names ELF counts nothing.
  std::unique_ptr<ObjectFormat> (*createFormat)(const FormatContext &);
  /// The DWARF number of a register, where `debug` says anything.
  uint16_t (*dwarfNumber)(Reg);
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_FUNCTIONCOMPILER_H
