//===- ModuleAsm.h - File-scope assembly ------------------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The text is assembled before functions and data are. Some directives may be
// about symbols that the module's own code defines, which the assembler doesn't
// see: `.symver name, versioned`, `.set alias, name`, `.globl alias`. They are
// kept until every symbol has its place.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_MODULEASM_H
#define SHUNT_LOWERING_FAST_MODULEASM_H

#include "lowering/fast/Assembler.h"
#include "lowering/fast/FunctionCompiler.h"

namespace shunt::fast {

/// The file-scope assembly of one module.
class ModuleAsm {
public:
  ModuleAsm(const Options &options, Assembler &assembler,
            object::Object &object, Refusal &refusal)
      : options(options), assembler(assembler), object(object),
        refusal(refusal) {}

  /// Assembles into the object. False: refused.
  bool assemble(ModuleAsmOp assembly);

  /// Makes the aliases and versions of the module's symbols. Call when all of
  /// these are defined. False: refused.
  bool finish();

private:
  /// A second name for a symbol.
  struct Alias {
    llvm::StringRef name;   ///< Of the symbol.
    llvm::StringRef alias;  ///< Its new name; a version begins with "@".
    bool isVersion = false; ///< `.symver`.
    bool keep = true;       ///< The symbol keeps its own name too.
  };

  /// A symbol's binding, as `.globl` or `.weak` sets it.
  struct Binding {
    llvm::StringRef name;
    uint8_t binding; ///< STB_*.
  };

  void collectAliases(std::string &text);
  bool readBinding(llvm::StringRef statement);
  bool readStatement(llvm::StringRef statement);
  bool addVersion(const Alias &alias, object::SymbolId id);
  void addAlias(const Alias &alias, object::SymbolId id);

  const Options &options;
  Assembler &assembler;
  object::Object &object;
  Refusal &refusal;
  llvm::SmallVector<Alias, 0> aliases;
  llvm::SmallVector<Binding, 0> bindings;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_MODULEASM_H
