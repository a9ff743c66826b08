//===- SymbolTable.cpp - The dialect's symbols in the object --------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/SymbolTable.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::fast;
using object::Symbol;
using object::SymbolId;

namespace {

/// What all symbol operations have in common.
struct Declaration {
  mlir::StringAttr name;
  Linkage linkage;
  Visibility visibility;
  TLSModel tls;
  bool dsoLocal;
  bool isFunction;
};

} // namespace

template <typename Op> static Declaration describe(Op op, bool isFunction) {
  auto &properties = op.getProperties();
  return {properties.sym_name,       properties.linkage,
          properties.elfVisibility,  properties.tlsModel,
          bool(properties.dsoLocal), isFunction};
}

static Declaration describe(mlir::Operation *op) {
  return TypeSwitch<mlir::Operation *, Declaration>(op)
      .Case([](FuncOp func) { return describe(func, true); })
      .Case([](GlobalOp global) { return describe(global, false); })
      .Case([](AliasOp alias) {
        return describe(alias, bool(alias.getProperties().isFunction));
      })
      .Case([](IFuncOp ifunc) { return describe(ifunc, true); });
}

static bool isLocal(Linkage linkage) {
  return linkage == Linkage::Internal || linkage == Linkage::Private;
}

static uint8_t bindingOf(Linkage linkage) {
  switch (linkage) {
  case Linkage::Internal:
  case Linkage::Private:
    return ELF::STB_LOCAL;
  case Linkage::LinkOnceAny:
  case Linkage::LinkOnceODR:
  case Linkage::WeakAny:
  case Linkage::WeakODR:
  case Linkage::ExternalWeak:
    return ELF::STB_WEAK;
  case Linkage::External:
  case Linkage::AvailableExternally:
  case Linkage::Appending:
  case Linkage::Common:
    return ELF::STB_GLOBAL;
  }
  llvm_unreachable("not a linkage");
}

static uint8_t visibilityOf(Visibility visibility) {
  switch (visibility) {
  case Visibility::Default:
    return ELF::STV_DEFAULT;
  case Visibility::Hidden:
    return ELF::STV_HIDDEN;
  case Visibility::Protected:
    return ELF::STV_PROTECTED;
  }
  llvm_unreachable("not a visibility");
}

/// Whether a direct reference to the symbol works. A shared library's exported
/// symbol can be interposed as far as the linker knows, so a direct reference
/// to it would not link, even where the module promises that nobody does that:
/// such references go by the GOT.
static bool isDirect(const Declaration &symbol, RelocationModel relocation) {
  bool isDefault = symbol.visibility == Visibility::Default;
  if (isLocal(symbol.linkage))
    return true;
  if (relocation == RelocationModel::Pic && isDefault)
    return symbol.dsoLocal && symbol.linkage != Linkage::External;
  return symbol.dsoLocal ||
         (!isDefault && symbol.linkage != Linkage::ExternalWeak);
}

/// The cheapest model that the relocation model allows, unless the module asks
/// for one that is cheaper still (they are numbered in that order).
static TLSModel tlsModelOf(const Declaration &symbol, bool isLocal,
                           RelocationModel relocation) {
  if (symbol.tls == TLSModel::NotThreadLocal)
    return symbol.tls;
  TLSModel model;
  if (relocation == RelocationModel::Pic)
    model = isLocal ? TLSModel::LocalDynamic : TLSModel::GeneralDynamic;
  else
    model = isLocal ? TLSModel::LocalExec : TLSModel::InitialExec;
  return std::max(model, symbol.tls);
}

void fast::SymbolTable::declare(mlir::Operation *op) {
  Declaration declaration = describe(op);
  if (options.plainThreadLocals)
    declaration.tls = TLSModel::NotThreadLocal;
  Symbol symbol;
  StringRef name = declaration.name.getValue();
  // LLVM's mark for a name that is to be taken as it is.
  bool isVerbatim = name.consume_front("\1");
  bool isPrivate = declaration.linkage == Linkage::Private;
  symbol.name = isPrivate && !isVerbatim ? object.intern(".L" + name) : name;
  symbol.temporary = isPrivate;
  symbol.binding = bindingOf(declaration.linkage);
  symbol.visibility = visibilityOf(declaration.visibility);
  if (declaration.tls != TLSModel::NotThreadLocal)
    symbol.type = ELF::STT_TLS;
  bool isExternWeak = declaration.linkage == Linkage::ExternalWeak;
  symbol.keep = isExternWeak || declaration.visibility != Visibility::Default;

  bool isNew = indices.try_emplace(declaration.name, infos.size()).second;
  assert(isNew && "symbol declared twice");
  (void)isNew;
  SymbolInfo &info = infos.emplace_back();
  info.id = object.addSymbol(symbol);
  info.dsoLocal = isDirect(declaration, options.relocation);
  info.isDeclaredLocal = declaration.dsoLocal;
  info.tls = tlsModelOf(declaration, info.dsoLocal, options.relocation);
  info.isFunction = declaration.isFunction;
  info.isExternWeak = isExternWeak;
  if (auto global = dyn_cast<GlobalOp>(op))
    info.alignment = std::max<uint32_t>(1, global.getProperties().alignment);
}

/// Declares what the module doesn't.
void fast::SymbolTable::addUndefined(StringRef name) {
  Symbol symbol;
  symbol.name = name;
  SymbolInfo &info = infos.emplace_back();
  info.id = object.addSymbol(symbol);
  info.isFunction = true;
}

std::optional<uint32_t> fast::SymbolTable::known(mlir::StringAttr name) const {
  if (auto it = indices.find(name); it != indices.end())
    return it->second;
  if (auto it = routines.find(name.getValue()); it != routines.end())
    return it->second;
  return std::nullopt;
}

uint32_t fast::SymbolTable::indexOf(mlir::StringAttr name) {
  if (std::optional<uint32_t> index = known(name))
    return *index;
  indices[name] = infos.size();
  addUndefined(name.getValue());
  return infos.size() - 1;
}

/// Looks at all symbols once for each routine, of which a module has few.
uint32_t fast::SymbolTable::indexOfRoutine(StringRef name) {
  auto [it, isNew] = routines.try_emplace(name, infos.size());
  if (!isNew)
    return it->second;
  auto declared = find_if(indices, [&](const auto &entry) {
    return entry.first.getValue() == name;
  });
  if (declared != indices.end())
    it->second = declared->second;
  else
    addUndefined(name);
  return it->second;
}

const SymbolInfo &fast::SymbolTable::operator[](const SymbolRef &symbol) {
  if (symbol.number == 0)
    return (*this)[symbol.name];
  if (symbol.number >= byNumber.size())
    byNumber.resize(2 * symbol.number + 1, unknown);
  uint32_t &index = byNumber[symbol.number];
  if (index == unknown)
    index = indexOf(symbol.name);
  infos[index].isUsed = true;
  return infos[index];
}

SymbolId fast::SymbolTable::blockSymbol(mlir::StringAttr function,
                                        uint32_t tag) {
  auto [it, isNew] = blocks.try_emplace({function, tag}, SymbolId::None);
  if (isNew)
    it->second = object.addTemporary(object::SectionId::None, 0);
  return it->second;
}

SymbolId fast::SymbolTable::groupSignature(mlir::StringAttr name) {
  if (std::optional<uint32_t> index = known(name))
    return infos[*index].id;
  Symbol symbol;
  symbol.name = name.getValue();
  symbol.binding = ELF::STB_LOCAL;
  return object.addSymbol(symbol);
}
