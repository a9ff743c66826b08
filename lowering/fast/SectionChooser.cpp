//===- SectionChooser.cpp - Which section functions and data go to --------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/SectionChooser.h"
#include "lowering/fast/SymbolTable.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::fast;
using object::GroupId;
using object::SectionId;

//===----------------------------------------------------------------------===//
// Names, types, flags
//===----------------------------------------------------------------------===//

/// True for `.name` and `.name.*`.
static bool hasPrefix(StringRef name, StringRef prefix) {
  return name.consume_front(prefix) && (name.empty() || name[0] == '.');
}

/// Some names say what stands in the section, whatever the global looks like.
static DataKind kindOfNamed(StringRef name, DataKind kind) {
  if (name == "__llvm_covmap" || name == "__llvm_covfun" ||
      name == "__llvm_covdata" || name == "__llvm_covnames" ||
      name == ".llvmbc" || name == ".llvmcmd" ||
      name == ".swift1_autolink_entries" || name == ".swift_ast")
    return DataKind::Metadata;
  // The host marks these globals with !exclude.
  if (name == ".llvm.lto" || hasPrefix(name, ".llvm.offloading"))
    return DataKind::Exclude;
  auto isOneOf = [&](std::initializer_list<StringRef> bases) {
    return any_of(bases, [&](StringRef base) { return hasPrefix(name, base); });
  };
  if (isOneOf({".bss", ".sbss", ".gnu.linkonce.b", ".llvm.linkonce.b",
               ".gnu.linkonce.sb", ".llvm.linkonce.sb"}))
    return DataKind::Bss;
  if (isOneOf({".tdata", ".gnu.linkonce.td", ".llvm.linkonce.td"}))
    return DataKind::ThreadData;
  if (isOneOf({".tbss", ".gnu.linkonce.tb", ".llvm.linkonce.tb"}))
    return DataKind::ThreadBss;
  return kind;
}

static uint32_t typeOf(StringRef name, DataKind kind) {
  if (name.starts_with(".note"))
    return ELF::SHT_NOTE;
  if (hasPrefix(name, ".init_array"))
    return ELF::SHT_INIT_ARRAY;
  if (hasPrefix(name, ".fini_array"))
    return ELF::SHT_FINI_ARRAY;
  if (hasPrefix(name, ".preinit_array"))
    return ELF::SHT_PREINIT_ARRAY;
  if (hasPrefix(name, ".llvm.offloading"))
    return ELF::SHT_LLVM_OFFLOADING;
  if (name == ".llvm.lto")
    return ELF::SHT_LLVM_LTO;
  if (kind == DataKind::Bss || kind == DataKind::ThreadBss)
    return ELF::SHT_NOBITS;
  return ELF::SHT_PROGBITS;
}

static uint64_t flagsOf(DataKind kind) {
  switch (kind) {
  case DataKind::Text:
    return ELF::SHF_ALLOC | ELF::SHF_EXECINSTR;
  case DataKind::Bss:
  case DataKind::Data:
  case DataKind::RelocatedReadOnly:
  case DataKind::Common:
    return ELF::SHF_ALLOC | ELF::SHF_WRITE;
  case DataKind::ReadOnly:
    return ELF::SHF_ALLOC;
  case DataKind::String1:
  case DataKind::String2:
  case DataKind::String4:
    return ELF::SHF_ALLOC | ELF::SHF_MERGE | ELF::SHF_STRINGS;
  case DataKind::Constant4:
  case DataKind::Constant8:
  case DataKind::Constant16:
  case DataKind::Constant32:
    return ELF::SHF_ALLOC | ELF::SHF_MERGE;
  case DataKind::ThreadBss:
  case DataKind::ThreadData:
    return ELF::SHF_ALLOC | ELF::SHF_WRITE | ELF::SHF_TLS;
  case DataKind::Metadata:
    return 0;
  case DataKind::Exclude:
    return ELF::SHF_EXCLUDE;
  }
  llvm_unreachable("not a kind");
}

static StringRef prefixOf(DataKind kind) {
  switch (kind) {
  case DataKind::Text:
    return ".text";
  case DataKind::Bss:
    return ".bss";
  case DataKind::Data:
    return ".data";
  case DataKind::RelocatedReadOnly:
    return ".data.rel.ro";
  case DataKind::ThreadBss:
    return ".tbss";
  case DataKind::ThreadData:
    return ".tdata";
  default:
    return ".rodata";
  }
}

/// The name without the symbol's: .rodata, .rodata.cst4, .rodata.str1.16.
static SmallString<64> stemOf(DataKind kind, uint64_t alignment) {
  SmallString<64> name = prefixOf(kind);
  uint64_t flags = flagsOf(kind);
  if (flags & ELF::SHF_STRINGS)
    (".str" + Twine(entrySize(kind)) + "." + Twine(alignment)).toVector(name);
  else if (flags & ELF::SHF_MERGE)
    (".cst" + Twine(entrySize(kind))).toVector(name);
  return name;
}

/// A symbol's name as it is in the object.
static std::string plainName(mlir::StringAttr name, bool isPrivate) {
  StringRef plain = name.getValue();
  if (plain.consume_front("\1") || !isPrivate)
    return plain.str();
  return (".L" + plain).str();
}

//===----------------------------------------------------------------------===//
// Comdats and used symbols
//===----------------------------------------------------------------------===//

bool SectionChooser::declare(ComdatOp comdat) {
  switch (comdat.getKind()) {
  case ComdatKind::Any:
    return true;
  case ComdatKind::NoDeduplicate:
    noDeduplicate.insert(comdat.getNameAttr());
    return true;
  default:
    return refusal.refuse("comdat selection '" +
                              stringifyComdatKind(comdat.getKind()).str() + "'",
                          comdat);
  }
}

void SectionChooser::declare(UsedOp used) {
  if (used.getProperties().compilerOnly)
    return;
  for (mlir::Attribute symbol : used.getSymbols())
    if (auto reference = dyn_cast<mlir::FlatSymbolRefAttr>(symbol))
      retained.insert(reference.getAttr());
}

GroupId SectionChooser::groupOf(mlir::StringAttr comdat) {
  if (!comdat)
    return GroupId::None;
  auto [it, isNew] = groups.try_emplace(comdat, GroupId::None);
  if (isNew)
    it->second = object.getOrCreateGroup(symbols.groupSignature(comdat),
                                         !noDeduplicate.contains(comdat));
  return it->second;
}

//===----------------------------------------------------------------------===//
// Sections
//===----------------------------------------------------------------------===//

/// A section of its own that is about another symbol's.
SectionId SectionChooser::linkedSection(StringRef name, uint32_t type,
                                        uint64_t flags, unsigned entrySize,
                                        const Request &request) {
  if (request.associated)
    flags |= ELF::SHF_LINK_ORDER;
  if (request.isRetained)
    flags |= ELF::SHF_GNU_RETAIN;
  SectionId id = object.addSection(name, type, flags);
  object[id].entrySize = entrySize;
  object[id].group = groupOf(request.comdat);
  if (request.associated)
    links.push_back({id, symbols.lookUp(request.associated).id});
  return id;
}

/// A section whose name the source gives. Equal names with different flags or
/// entry sizes are different sections.
SectionId SectionChooser::explicitSection(const Request &request) {
  StringRef name = request.section.getValue();
  DataKind kind = kindOfNamed(name, request.kind);
  uint32_t type = typeOf(name, kind);
  if (request.associated || request.isRetained)
    return linkedSection(name, type, flagsOf(kind), entrySize(kind), request);
  return object.getOrCreateSection(name, type, flagsOf(kind), entrySize(kind),
                                   groupOf(request.comdat));
}

/// The section that all symbols of a kind share.
SectionId SectionChooser::sharedSection(const Request &request) {
  DataKind kind = request.kind;
  auto [it, isNew] = shared.try_emplace(
      {unsigned(kind), request.alignment, request.prefix}, SectionId::None);
  if (isNew) {
    SmallString<64> name = stemOf(kind, request.alignment);
    // A dot at the end tells .text.hot. from the section of a function `hot`.
    if (!request.prefix.empty())
      ("." + request.prefix + ".").toVector(name);
    it->second =
        object.getOrCreateSection(object.intern(name), typeOf(name, kind),
                                  flagsOf(kind), entrySize(kind));
  }
  return it->second;
}

SectionId SectionChooser::implicitSection(const Request &request) {
  DataKind kind = request.kind;
  uint64_t flags = flagsOf(kind);
  bool isUnique = request.comdat || request.associated || request.isRetained;
  if (!(flags & ELF::SHF_MERGE))
    isUnique |= kind == DataKind::Text ? options.functionSections
                                       : options.dataSections;
  if (!isUnique)
    return sharedSection(request);
  SmallString<64> name = stemOf(kind, request.alignment);
  if (!request.prefix.empty())
    ("." + request.prefix).toVector(name);
  if (options.uniqueSectionNames) {
    bool isPrivate = object[symbols.lookUp(request.name).id].temporary;
    name.push_back('.');
    name += plainName(request.name, isPrivate);
  } else if (!request.prefix.empty()) {
    name.push_back('.');
  }
  return linkedSection(object.intern(name), typeOf(name, kind), flags,
                       entrySize(kind), request);
}

const SectionChooser::Placement &SectionChooser::placementOf(FuncOp func) {
  static const Placement plain;
  mlir::DictionaryAttr attributes = functionAttributes(func);
  if (!attributes)
    return plain;
  auto [it, isNew] = placements.try_emplace(attributes);
  Placement &placement = it->second;
  if (!isNew)
    return placement;
  placement.section = stringAttribute(attributes, "implicit-section-name");
  if (options.sectionPrefixes) {
    if (attributes.contains("hot"))
      placement.prefix = "hot";
    else if (attributes.contains("cold"))
      placement.prefix = "unlikely";
  }
  placement.isForSize =
      attributes.contains("optsize") || attributes.contains("minsize");
  return placement;
}

SectionId SectionChooser::forFunction(FuncOp op) {
  FuncOp::Properties &func = op.getProperties();
  Request request{
      func.sym_name, func.section, func.comdat, {}, DataKind::Text, {}};
  request.isRetained = retained.contains(func.sym_name);
  const Placement &placement = placementOf(op);
  if (placement.section)
    request.section = placement.section;
  if (request.section)
    return explicitSection(request);
  request.prefix = placement.prefix;
  return implicitSection(request);
}

SectionId SectionChooser::forFunctionData(FuncOp op) {
  FuncOp::Properties &func = op.getProperties();
  bool isUnique = options.functionSections || func.comdat;
  if (!isUnique)
    return object.getOrCreateSection(".rodata", ELF::SHT_PROGBITS,
                                     ELF::SHF_ALLOC);
  bool isPrivate = object[symbols.lookUp(func.sym_name).id].temporary;
  StringRef name = ".rodata";
  if (options.uniqueSectionNames)
    name = object.intern(".rodata." + plainName(func.sym_name, isPrivate));
  return object.getOrCreateSection(name, ELF::SHT_PROGBITS, ELF::SHF_ALLOC, 0,
                                   groupOf(func.comdat));
}

/// The section that `#pragma clang section` gives data of this kind, or null.
static mlir::StringAttr pragmaSection(mlir::DictionaryAttr attributes,
                                      DataKind kind) {
  switch (kind) {
  case DataKind::Bss:
    return stringAttribute(attributes, "bss-section");
  case DataKind::Data:
    return stringAttribute(attributes, "data-section");
  case DataKind::RelocatedReadOnly:
    return stringAttribute(attributes, "relro-section");
  case DataKind::ReadOnly:
  case DataKind::String1:
  case DataKind::String2:
  case DataKind::String4:
  case DataKind::Constant4:
  case DataKind::Constant8:
  case DataKind::Constant16:
  case DataKind::Constant32:
    return stringAttribute(attributes, "rodata-section");
  default:
    return {};
  }
}

SectionId SectionChooser::forGlobal(GlobalOp op, DataKind kind) {
  GlobalOp::Properties &global = op.getProperties();
  Request request{global.sym_name, global.section, global.comdat, {}, kind, {}};
  if (global.associated)
    request.associated = global.associated.getAttr();
  request.isRetained = retained.contains(global.sym_name);
  if (!request.section && global.attributeList)
    request.section = pragmaSection(global.attributeList, kind);
  if (request.section)
    return explicitSection(request);
  request.alignment = dataAlignment(op, options);
  return implicitSection(request);
}

SectionId SectionChooser::forStructor(bool isDestructor, uint32_t priority,
                                      mlir::StringAttr associated) {
  StringRef name = isDestructor ? ".fini_array" : ".init_array";
  uint32_t type = isDestructor ? ELF::SHT_FINI_ARRAY : ELF::SHT_INIT_ARRAY;
  if (priority != 65535)
    name = object.intern(name + "." + Twine(priority));
  return object.getOrCreateSection(name, type, flagsOf(DataKind::Data), 0,
                                   groupOf(associated));
}

void SectionChooser::finish() {
  for (auto [section, symbol] : links)
    if (object[symbol].isInSection())
      object[section].linkOrder = object[symbol].section;
}
