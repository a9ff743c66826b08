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
class SymbolTable;
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
  debug::DebugWriter *debug = nullptr; ///< Null: nobody wants DWARF.
  debug::HostFunction host = {};       ///< That is being compiled, if so.
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
  /// Bytes that fill gaps in code.
  void (*fillWithNops)(uint8_t *begin, uint8_t *end);
  std::unique_ptr<FunctionCompiler> (*create)(ModuleContext &);
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_FUNCTIONCOMPILER_H
