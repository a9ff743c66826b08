//===- ModuleAsm.cpp - File-scope assembly --------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/ModuleAsm.h"
#include "lowering/fast/AssemblyMerge.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::fast;
using object::Symbol;
using object::SymbolId;

bool ModuleAsm::assemble(ModuleAsmOp assembly) {
  if (!options.triple.isOSBinFormatELF())
    return refusal.refuse("file-scope assembly", assembly);
  std::string text = assembly.getAssembly().str();
  collectAliases(text);
  auto assembled = assembler.assemble(
      {text, Assembler::Dialect::Default, options.cpu, options.features});
  if (!assembled)
    return refusal.refuse(
        "module-level assembly: " + toString(assembled.takeError()), assembly);
  AssemblyMerge merge(**assembled, object);
  if (Error error = merge.declare())
    return refusal.refuse(
        "module-level assembly: " + toString(std::move(error)), assembly);
  merge.place(object::SectionId::None, object::SectionId::None, 0);
  return true;
}

//===----------------------------------------------------------------------===//
// Aliases and versions
//===----------------------------------------------------------------------===//

static bool isSymbolName(StringRef name) {
  return !name.empty() && !isDigit(name.front()) && all_of(name, [](char c) {
    return isAlnum(c) || c == '_' || c == '.' || c == '$';
  });
}

/// Notes the directives that finish() handles. Versions are blanked out of the
/// text; `.set` stays, for the text may use the alias itself.
void ModuleAsm::collectAliases(std::string &text) {
  for (size_t begin = 0; begin < text.size();) {
    size_t end = std::min(text.find_first_of(";\n", begin), text.size());
    StringRef statement = StringRef(text).slice(begin, end);
    if (readStatement(statement.trim()))
      std::fill(text.begin() + begin, text.begin() + end, ' ');
    begin = end + 1;
  }
}

/// Notes the names of `.globl` and `.weak`; true if it is one of them.
bool ModuleAsm::readBinding(StringRef statement) {
  uint8_t binding = ELF::STB_GLOBAL;
  if (statement.consume_front(".weak"))
    binding = ELF::STB_WEAK;
  else if (!statement.consume_front(".globl") &&
           !statement.consume_front(".global"))
    return false;
  if (statement.empty() || !isSpace(statement.front()))
    return false;
  for (StringRef name : split(statement, ','))
    bindings.push_back({object.intern(name.trim()), binding});
  return true;
}

/// True if the statement is all handled here.
bool ModuleAsm::readStatement(StringRef statement) {
  if (readBinding(statement))
    return false;
  Alias alias;
  if (statement.consume_front(".symver"))
    alias.isVersion = true;
  else if (!statement.consume_front(".set") && !statement.consume_front(".equ"))
    return false;
  if (statement.empty() || !isSpace(statement.front()))
    return false;
  auto [first, rest] = statement.split(',');
  auto [second, option] = rest.split(',');
  first = first.trim();
  second = second.trim();
  if (!isSymbolName(first))
    return false;
  if (alias.isVersion) {
    if (!isSymbolName(second.split('@').first) || !second.contains('@'))
      return false;
    alias.name = object.intern(first);
    alias.alias = object.intern(second);
    alias.keep = !second.contains("@@@") && option.trim().empty();
    aliases.push_back(alias);
    return true;
  }
  if (isSymbolName(second)) {
    alias.name = object.intern(second);
    alias.alias = object.intern(first);
    aliases.push_back(alias);
  }
  return false;
}

bool ModuleAsm::finish() {
  for (const Alias &alias : aliases)
    if (SymbolId id = object.lookUpSymbol(alias.name);
        !alias.isVersion && id != SymbolId::None && !object[id].isUndefined())
      addAlias(alias, id);
  for (const Binding &binding : bindings)
    if (SymbolId id = object.lookUpSymbol(binding.name);
        id != SymbolId::None && object[id].binding == ELF::STB_LOCAL &&
        !object[id].temporary)
      object[id].binding = binding.binding;
  // Versions take their symbols' bindings.
  for (const Alias &alias : aliases)
    if (alias.isVersion && !addVersion(alias, object.lookUpSymbol(alias.name)))
      return false;
  return true;
}

/// As LLVM's ELFWriter::executePostLayoutBinding does it.
bool ModuleAsm::addVersion(const Alias &alias, SymbolId id) {
  auto [prefix, version] = alias.alias.split('@');
  bool isUndefined = id == SymbolId::None || object[id].isUndefined();
  StringRef at = "@";
  if (version.consume_front("@@"))
    at = isUndefined ? "@" : "@@";
  else if (version.consume_front("@"))
    at = "@@";
  if (isUndefined && at == "@@")
    return refusal.refuse("module-level assembly: default version symbol " +
                          alias.alias.str() + " must be defined");
  StringRef name = object.intern(prefix + at + version);
  if (id == SymbolId::None)
    return true; // Nobody refers to it.
  if (isUndefined || !alias.keep) {
    object[id].name = name;
    return true;
  }
  Symbol copy = object[id];
  copy.name = name;
  object.addSymbol(copy);
  return true;
}

void ModuleAsm::addAlias(const Alias &alias, SymbolId id) {
  SymbolId known = object.lookUpSymbol(alias.alias);
  if (known != SymbolId::None && !object[known].isUndefined())
    return; // The assembler defined it.
  const Symbol target = object[id];
  if (known == SymbolId::None) {
    Symbol symbol;
    symbol.name = alias.alias;
    symbol.binding = ELF::STB_LOCAL;
    known = object.addSymbol(symbol);
  }
  Symbol &symbol = object[known];
  symbol.section = target.section;
  symbol.value = target.value;
  symbol.size = target.size;
  symbol.type = target.type;
}
