//===- GlobalEmitter.cpp - Global data, aliases and structors -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/GlobalEmitter.h"
#include "lowering/fast/Layout.h"
#include "lowering/fast/ObjectFormat.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::fast;
using object::SectionId;
using object::SymbolId;

//===----------------------------------------------------------------------===//
// Global variables
//===----------------------------------------------------------------------===//

/// What of a global's properties is not handled.
bool GlobalEmitter::check(GlobalOp op) {
  GlobalOp::Properties &global = op.getProperties();
  if (global.partition)
    return refusal.refuse("partition '" + global.partition.str() + "'", op);
  if (global.addressSpace)
    return refusal.refuse(
        "data in address space " + std::to_string(global.addressSpace), op);
  if (global.alignment && !isPowerOf2_64(global.alignment))
    return refusal.refuse("alignment that is no power of two", op);
  if (global.data.bytes.size() > global.size)
    return refusal.refuse("data longer than its global", op);
  return true;
}

void GlobalEmitter::defineCommon(GlobalOp global) {
  SymbolId id = symbols.lookUp(global.getSymNameAttr()).id;
  object.define(id, SectionId::Common, dataAlignment(global, options),
                std::max<uint64_t>(global.getSize(), 1));
  object[id].type = ELF::STT_OBJECT;
}

/// Appends the global's bytes and returns where they begin.
uint64_t GlobalEmitter::place(GlobalOp op, DataKind kind, SectionId id) {
  GlobalOp::Properties &global = op.getProperties();
  object::Section &section = object[id];
  uint64_t start = section.alignEnd(dataAlignment(op, options));
  if (section.type != ELF::SHT_NOBITS) {
    const std::string &bytes = global.data.bytes;
    section.bytes.append(bytes.begin(), bytes.end());
    section.bytes.resize(start + global.size);
    return start;
  }
  // LLVM makes a .comm of a local variable in .bss, which can't be empty.
  bool isLocal =
      global.linkage == Linkage::Internal || global.linkage == Linkage::Private;
  bool needsByte = global.size == 0 && kind == DataKind::Bss && isLocal &&
                   section.name == ".bss" && !options.dataSections;
  section.zeroSize += needsByte ? 1 : global.size;
  return start;
}

bool GlobalEmitter::emit(GlobalOp op) {
  GlobalOp::Properties &global = op.getProperties();
  // As LLVM, which keeps annotations in the module only.
  if (global.declaration || global.linkage == Linkage::AvailableExternally ||
      (global.section && global.section.getValue() == "llvm.metadata"))
    return true;
  if (!check(op))
    return false;
  DataKind kind = classify(op, options, symbols);
  if (kind == DataKind::Common) {
    defineCommon(op);
    return true;
  }
  SectionId id = sections.forGlobal(op, kind);
  bool isEmptyData =
      global.data.relocations.empty() &&
      StringRef(global.data.bytes).find_first_not_of('\0') == StringRef::npos;
  if (object[id].type == ELF::SHT_NOBITS && !isEmptyData)
    return refusal.refuse(
        "initial data in section '" + object[id].name.str() + "'", op);
  uint64_t start = place(op, kind, id);
  uint64_t size = object[id].size() - start;
  SymbolId symbol = symbols.lookUp(global.sym_name).id;
  object.define(symbol, id, start, size);
  object[symbol].type =
      object[id].flags & ELF::SHF_TLS ? ELF::STT_TLS : ELF::STT_OBJECT;
  return addRelocations(op, id, start);
}

//===----------------------------------------------------------------------===//
// Relocations
//===----------------------------------------------------------------------===//

bool GlobalEmitter::addRelocations(GlobalOp global, SectionId section,
                                   uint64_t start) {
  const Data &data = global.getProperties().data;
  object[section].relocations.reserve(object[section].relocations.size() +
                                      data.relocations.size());
  for (const DataRelocation &relocation : data.relocations)
    if (!addRelocation(global, section, start + relocation.offset, relocation))
      return false;
  return true;
}

SymbolId GlobalEmitter::pointee(mlir::StringAttr symbol, uint32_t blockTag) {
  return blockTag ? symbols.blockSymbol(symbol, blockTag) : symbols[symbol].id;
}

bool GlobalEmitter::addRelocation(GlobalOp global, SectionId section,
                                  uint64_t offset,
                                  const DataRelocation &relocation) {
  bool isThreadLocal =
      symbols.lookUp(relocation.symbol).tls != TLSModel::NotThreadLocal;
  if (isThreadLocal)
    return refusal.refuse("address of a thread-local variable in data", global);
  if (relocation.blockTag && format->blockNumber(relocation.blockTag))
    return writeBlockNumber(section, offset, relocation);
  SymbolId symbol = pointee(relocation.symbol, relocation.blockTag);
  if (relocation.minus) {
    SymbolId minus = pointee(relocation.minus, relocation.minusBlockTag);
    differences.push_back(
        {section, symbol, minus, relocation.size, offset, relocation.addend});
    return true;
  }
  auto type = format->addressRelocation(symbols.lookUp(relocation.symbol),
                                        relocation.size);
  if (!type)
    return refusal.refuse("address in " + std::to_string(relocation.size) +
                              " bytes of data",
                          global);
  object[section].relocate(offset, *type, symbol, relocation.addend);
  return true;
}

static void write(object::Section &section, uint64_t offset, uint64_t value,
                  uint32_t size) {
  char buffer[8];
  support::endian::write64le(buffer, value);
  std::copy(buffer, buffer + std::min(size, 8u),
            section.bytes.begin() + offset);
}

/// Writes a block's number, or the difference of two.
bool GlobalEmitter::writeBlockNumber(SectionId section, uint64_t offset,
                                     const DataRelocation &relocation) {
  uint64_t value = *format->blockNumber(relocation.blockTag);
  if (relocation.minus) {
    if (!relocation.minusBlockTag)
      return refusal.refuse("difference of a block's address and another");
    value -= *format->blockNumber(relocation.minusBlockTag);
  }
  write(object[section], offset, value + relocation.addend, relocation.size);
  return true;
}

bool GlobalEmitter::settle(const Difference &difference) {
  const object::Symbol &symbol = object[difference.symbol];
  const object::Symbol &minus = object[difference.minus];
  object::Section &section = object[difference.section];
  if (minus.isInSection() && symbol.section == minus.section &&
      symbol.type != ELF::STT_GNU_IFUNC) {
    write(section, difference.offset,
          symbol.value + difference.addend - minus.value, difference.size);
    return true;
  }
  // symbol + addend - minus == symbol + (addend + place - minus) - place
  if (minus.section != difference.section)
    return refusal.refuse("difference of addresses in two sections");
  uint32_t type;
  if (difference.size == 4)
    type = target.pcRelative32;
  else if (difference.size == 8)
    type = target.pcRelative64;
  else
    return refusal.refuse("difference of addresses in " +
                          std::to_string(difference.size) + " bytes of data");
  section.relocate(difference.offset, type, difference.symbol,
                   difference.addend + difference.offset - minus.value);
  return true;
}

bool GlobalEmitter::settleDifferences() {
  return all_of(differences, [&](const Difference &difference) {
    return settle(difference);
  });
}

//===----------------------------------------------------------------------===//
// Structors
//===----------------------------------------------------------------------===//

bool GlobalEmitter::emit(StructorsOp op) {
  if (!options.useInitArray)
    return refusal.refuse("-fno-use-init-array", op);
  // By priority, and otherwise in the order of the list.
  SmallVector<const Structor *> entries(
      make_pointer_range(op.getProperties().entries.entries));
  sort(entries, [](const Structor *a, const Structor *b) {
    return std::tie(a->priority, a) < std::tie(b->priority, b);
  });
  for (const Structor *entry : entries) {
    if (!entry->function)
      continue;
    mlir::StringAttr key = entry->associated.name;
    // Who defines the key runs the function.
    if (key && object[symbols[key].id].isUndefined())
      continue;
    SectionId id =
        sections.forStructor(op.getDestructors(), entry->priority, key);
    object::Section &section = object[id];
    uint64_t offset = section.alignEnd(8);
    section.bytes.resize(offset + 8);
    section.relocate(offset, target.pointerRelocation,
                     symbols[entry->function.name].id, 0);
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Aliases and ifuncs
//===----------------------------------------------------------------------===//

bool GlobalEmitter::defineIFunc(IFuncOp op) {
  SymbolId id = symbols.lookUp(op.getSymNameAttr()).id;
  const object::Symbol &resolver =
      object[symbols[op.getProperties().resolver.name].id];
  if (!resolver.isInSection())
    return refusal.refuse("ifunc whose resolver is not defined here", op);
  object.define(id, resolver.section, resolver.value, resolver.size);
  object[id].type = ELF::STT_GNU_IFUNC;
  return true;
}

/// The type of an alias of its own type `type` to a symbol of type `base`
/// (LLVM's mergeTypeForSet).
static uint8_t aliasType(uint8_t type, uint8_t base) {
  switch (type) {
  case ELF::STT_FUNC:
    return base == ELF::STT_GNU_IFUNC ? base : type;
  default:
    return base;
  }
}

bool GlobalEmitter::defineAlias(AliasOp op, const AliasMap &aliases) {
  AliasOp::Properties &alias = op.getProperties();
  if (alias.linkage == Linkage::AvailableExternally)
    return true;
  // Through other aliases, of which there are at most aliases.size().
  mlir::StringAttr base = alias.aliasee.name;
  int64_t offset = alias.offset;
  for (size_t steps = 0; AliasOp next = aliases.lookup(base); ++steps) {
    if (steps == aliases.size())
      return refusal.refuse("alias of itself", op);
    base = next.getProperties().aliasee.name;
    offset += next.getProperties().offset;
  }
  const object::Symbol aliasee = object[symbols[base].id];
  if (!aliasee.isInSection())
    return refusal.refuse(
        "alias of '" + base.str() + "', which is not defined here", op);
  // A private aliasee has no size in the table; the alias's type has one.
  uint64_t size = aliasee.size;
  if (aliasee.temporary && !alias.isFunction)
    size = layoutOf(alias.type.type, options.pointerBytes()).size;
  SymbolId id = symbols.lookUp(alias.sym_name).id;
  object.define(id, aliasee.section, aliasee.value + offset, size);
  object[id].type = aliasType(
      alias.isFunction ? ELF::STT_FUNC : ELF::STT_NOTYPE, aliasee.type);
  return true;
}

bool GlobalEmitter::defineAliases(mlir::ModuleOp module) {
  AliasMap aliases;
  for (auto alias : module.getOps<AliasOp>())
    aliases.try_emplace(alias.getSymNameAttr(), alias);
  for (auto ifunc : module.getOps<IFuncOp>())
    if (!defineIFunc(ifunc))
      return false;
  for (auto alias : module.getOps<AliasOp>())
    if (!defineAlias(alias, aliases))
      return false;
  return true;
}
