//===- CompileUnit.cpp - The entries of one compile unit ------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/CompileUnit.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace shunt::debug;
using shunt::object::SymbolId;

CompileUnit::CompileUnit(const DICompileUnit &node, unsigned version,
                         const DebugTarget &target, const DebugOptions &options,
                         object::Object &object, SymbolSource &symbols)
    : node(node), version(version), options(options),
      tree(dwarf::DW_TAG_compile_unit, options.isStrict ? version : 0),
      lines(node, version, target.minInstLength),
      ranges(version, RangeLists::Kind::Ranges),
      locations(version, RangeLists::Kind::Locations), target(target),
      object(object), symbols(symbols) {
  own.dies[&node] = tree.root;
  if (isSplit())
    skeleton.emplace(options.isStrict ? version : 0, version);
  addUnitAttributes(tree.root);
}

void CompileUnit::refuse(const Twine &construct) {
  if (refused.empty())
    refused = construct.str();
}

Die *CompileUnit::create(uint16_t tag, Die *parent, const MDNode *node) {
  Die *die = tree.create(tag, parent);
  if (node)
    now->dies[node] = die;
  return die;
}

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

void CompileUnit::addString(Die *die, uint16_t name, const MDString *string) {
  StringPool::Entry entry = now->strings.add(*string);
  if (version < 5)
    return tree.addSectionOffset(die, name, dwarf::DW_FORM_strp,
                                 DebugSection::Str, entry.offset);
  tree.addStringIndex(die, name, entry.index);
}

void CompileUnit::addString(Die *die, uint16_t name, StringRef string) {
  addString(die, name, MDString::get(node.getContext(), string));
}

void CompileUnit::addLinkageName(Die *die, StringRef name) {
  if (!name.empty())
    addString(die, dwarf::DW_AT_linkage_name,
              GlobalValue::dropLLVMManglingEscape(name));
}

void CompileUnit::addSourceLine(Die *die, unsigned line, const DIFile *file) {
  if (line == 0)
    return;
  tree.addConstant(die, dwarf::DW_AT_decl_file, lines.fileNumber(file));
  tree.addConstant(die, dwarf::DW_AT_decl_line, line);
}

void CompileUnit::addAlignment(Die *die, uint32_t bytes) {
  if (bytes)
    tree.addInteger(die, dwarf::DW_AT_alignment, dwarf::DW_FORM_udata, bytes);
}

void CompileUnit::addAccess(Die *die, DINode::DIFlags flags) {
  uint64_t access;
  switch (flags & DINode::FlagAccessibility) {
  case DINode::FlagProtected:
    access = dwarf::DW_ACCESS_protected;
    break;
  case DINode::FlagPrivate:
    access = dwarf::DW_ACCESS_private;
    break;
  case DINode::FlagPublic:
    access = dwarf::DW_ACCESS_public;
    break;
  default:
    return;
  }
  tree.addInteger(die, dwarf::DW_AT_accessibility, dwarf::DW_FORM_data1,
                  access);
}

void CompileUnit::addConstantValue(Die *die, const APInt &value,
                                   bool isUnsigned) {
  if (value.getBitWidth() <= 64)
    return tree.addInteger(
        die, dwarf::DW_AT_const_value,
        isUnsigned ? dwarf::DW_FORM_udata : dwarf::DW_FORM_sdata,
        isUnsigned ? value.getZExtValue() : uint64_t(value.getSExtValue()));
  SmallString<32> bytes;
  for (unsigned i = 0; i < value.getBitWidth() / 8; ++i)
    append8(bytes, uint8_t(value.extractBitsAsZExtValue(8, 8 * i)));
  tree.addBlock(die, dwarf::DW_AT_const_value, dwarf::DW_FORM_block1, bytes);
}

void CompileUnit::addAddress(Die *die, uint16_t name, SymbolId base,
                             uint64_t offset) {
  if (version >= 5)
    tree.addInteger(die, name, dwarf::DW_FORM_addrx,
                    addresses.add({base, offset, target.codeAddress}));
  else
    tree.addAddress(die, name, base, offset);
}

void CompileUnit::addRange(Die *die, const SectionRange &range,
                           RangeLists &lists) {
  // A list needs no relocation of its own, which counts in two files.
  if (isSplit() && range.begin != 0)
    return addRanges(die, range, lists);
  addAddress(die, dwarf::DW_AT_low_pc, range.base, range.begin);
  tree.addInteger(die, dwarf::DW_AT_high_pc, dwarf::DW_FORM_data4,
                  range.end - range.begin);
}

void CompileUnit::addRanges(Die *die, ArrayRef<SectionRange> list,
                            RangeLists &lists) {
  uint32_t number = lists.add(list);
  if (version >= 5)
    return tree.addInteger(die, dwarf::DW_AT_ranges, dwarf::DW_FORM_rnglistx,
                           number);
  // Of fixed size; its offset replaces the number in finish().
  tree.addSectionOffset(die, dwarf::DW_AT_ranges, dwarf::DW_FORM_sec_offset,
                        DebugSection::Ranges, number);
  rangeAttributes.push_back(die->last);
}

void CompileUnit::addLocations(Die *die, const ScopeVariable &variable) {
  SmallVector<SectionRange, 4> list;
  for (const ScopeVariable::Range &range : variable.ranges)
    list.push_back({current.base, /*isFunction=*/range.code.begin == 0,
                    current.begin + range.code.begin,
                    current.begin + range.code.end,
                    StringRef(range.expression).copy(expressions)});
  uint32_t number = locations.add(list);
  if (version >= 5)
    return tree.addInteger(die, dwarf::DW_AT_location, dwarf::DW_FORM_loclistx,
                           number);
  tree.addSectionOffset(die, dwarf::DW_AT_location, dwarf::DW_FORM_sec_offset,
                        DebugSection::Locations, number);
  locationAttributes.push_back(die->last);
}

void CompileUnit::addAddressTo(Bytes &bytes, Relocations &relocations,
                               SymbolId symbol, bool isCode) {
  uint32_t type = isCode ? target.codeAddress : target.dataAddress;
  if (version >= 5) {
    isBound |= now->isTypeUnit;
    append8(bytes, dwarf::DW_OP_addrx);
    return appendUleb(bytes, addresses.add({symbol, 0, type}));
  }
  append8(bytes, dwarf::DW_OP_addr);
  relocations.push_back({bytes.size(), symbol, type});
  bytes.append(target.addressSize, '\0');
}

void CompileUnit::addGlobalTo(Bytes &bytes, Relocations &relocations,
                              SymbolId symbol) {
  append8(bytes, dwarf::DW_OP_WASM_location);
  append8(bytes, 3); // The kind: a global whose index the linker writes.
  relocations.push_back({bytes.size(), symbol, target.globalIndex});
  append32(bytes, 0);
}

void CompileUnit::addLocation(Die *die, StringRef bytes,
                              ArrayRef<BlockRelocation> relocations) {
  tree.addBlock(die, dwarf::DW_AT_location, dwarf::DW_FORM_exprloc, bytes,
                relocations);
}

bool CompileUnit::isC() const {
  auto language =
      dwarf::SourceLanguage(node.getSourceLanguage().getUnversionedName());
  return dwarf::isC(language) || language == dwarf::DW_LANG_ObjC;
}

//===----------------------------------------------------------------------===//
// Contexts
//===----------------------------------------------------------------------===//

Die *CompileUnit::contextOf(const DIScope *scope) {
  if (!scope || isa<DIFile, DICompileUnit>(scope))
    return now->root;
  if (auto *type = dyn_cast<DIType>(scope))
    return typeDie(type);
  if (auto *space = dyn_cast<DINamespace>(scope))
    return namespaceDie(space);
  if (auto *subprogram = dyn_cast<DISubprogram>(scope)) {
    if (now->isTypeUnit)
      return subprogramDie(subprogram);
    // What is left of one without code is where it's inlined to.
    bool isAbstract = abstractSubprograms.contains(subprogram) ||
                      (subprogram->isDefinition() && !isMinimal() &&
                       !functions.contains(subprogram));
    return isAbstract ? abstractDie(subprogram) : subprogramDie(subprogram);
  }
  if (auto *module = dyn_cast<DIModule>(scope))
    return moduleDie(module);
  if (Die *die = lookUp(scope))
    return die;
  if (auto *local = dyn_cast<DILocalScope>(scope))
    return subprogramDie(local->getSubprogram());
  refuse("debug information in a scope of kind " +
         dwarf::TagString(scope->getTag()));
  return now->root;
}

Die *CompileUnit::namespaceDie(const DINamespace *node) {
  Die *context = contextOf(node->getScope());
  if (Die *die = lookUp(node))
    return die;
  Die *die = create(dwarf::DW_TAG_namespace, context, node);
  addName(die, node->getRawName());
  if (node->getExportSymbols())
    tree.addFlag(die, dwarf::DW_AT_export_symbols);
  addNamespaceNames(die, node);
  return die;
}

Die *CompileUnit::moduleDie(const DIModule *node) {
  Die *context = contextOf(node->getScope());
  if (Die *die = lookUp(node))
    return die;
  Die *die = create(dwarf::DW_TAG_module, context, node);
  auto add = [&](uint16_t name, StringRef string) {
    if (!string.empty())
      addString(die, name, string);
  };
  add(dwarf::DW_AT_name, node->getName());
  add(dwarf::DW_AT_LLVM_config_macros, node->getConfigurationMacros());
  add(dwarf::DW_AT_LLVM_include_path, node->getIncludePath());
  add(dwarf::DW_AT_LLVM_apinotes, node->getAPINotesFile());
  if (const DIFile *file = node->getFile())
    tree.addConstant(die, dwarf::DW_AT_decl_file, lines.fileNumber(file));
  if (node->getLineNo())
    tree.addConstant(die, dwarf::DW_AT_decl_line, node->getLineNo());
  if (node->getIsDecl())
    tree.addFlag(die, dwarf::DW_AT_declaration);
  return die;
}

Die *CompileUnit::entityDie(const DINode *entity) {
  if (auto *space = dyn_cast<DINamespace>(entity))
    return namespaceDie(space);
  if (auto *module = dyn_cast<DIModule>(entity))
    return moduleDie(module);
  if (auto *subprogram = dyn_cast<DISubprogram>(entity)) {
    // If there is an abstract one, it is what is imported.
    if (Die *abstract = abstractSubprograms.lookup(subprogram))
      return abstract;
    return subprogramDie(subprogram);
  }
  if (auto *type = dyn_cast<DIType>(entity))
    return typeDie(type);
  if (auto *global = dyn_cast<DIGlobalVariable>(entity))
    return globalDie(global);
  if (auto *imported = dyn_cast<DIImportedEntity>(entity))
    return importedDie(imported);
  return lookUp(entity);
}

Die *CompileUnit::importedDie(const DIImportedEntity *node) {
  if (Die *die = lookUp(node))
    return die;
  Die *context = contextOf(node->getScope());
  Die *die = create(node->getTag(), context, node);
  Die *entity = node->getEntity() ? entityDie(node->getEntity()) : nullptr;
  if (!entity) {
    refuse("debug information that imports an unknown entity");
    entity = tree.root;
  }
  addSourceLine(die, node->getLine(), node->getFile());
  tree.addReference(die, dwarf::DW_AT_import, entity);
  addName(die, node->getRawName());
  addIndexName(die, node->getRawName());
  if (!node->getElements().empty())
    refuse("debug information of renamed imports");
  return die;
}

//===----------------------------------------------------------------------===//
// The unit
//===----------------------------------------------------------------------===//

void CompileUnit::addUnitAttributes(Die *root) {
  if (node.getFlags().empty() || options.isForLLDB)
    addString(root, dwarf::DW_AT_producer, node.getRawProducer());
  else
    addString(root, dwarf::DW_AT_producer,
              (node.getProducer() + " " + node.getFlags()).str());
  tree.addInteger(root, dwarf::DW_AT_language, dwarf::DW_FORM_data2,
                  node.getSourceLanguage().getUnversionedName());
  addString(root, dwarf::DW_AT_name, node.getFilename());
  if (!node.getSysRoot().empty())
    addString(root, dwarf::DW_AT_LLVM_sysroot, node.getSysRoot());
  if (!node.getSDK().empty())
    addString(root, dwarf::DW_AT_APPLE_sdk, node.getSDK());
  if (!isSplit())
    addFiles(root);
  if (options.isForLLDB && node.isOptimized())
    tree.addFlag(root, dwarf::DW_AT_APPLE_optimized);
  if (options.isForLLDB && !node.getFlags().empty())
    addString(root, dwarf::DW_AT_APPLE_flags, node.getFlags());
}

void CompileUnit::addLines(Die *root) {
  tree.addSectionOffset(root, dwarf::DW_AT_stmt_list, dwarf::DW_FORM_sec_offset,
                        DebugSection::Line, 0);
}

void CompileUnit::addStringsBase(Die *root) {
  if (version >= 5)
    tree.addSectionOffset(root, dwarf::DW_AT_str_offsets_base,
                          dwarf::DW_FORM_sec_offset, DebugSection::StrOffsets,
                          StringPool::headerSize);
}

/// What the unit says of the object that has its code.
void CompileUnit::addFiles(Die *root) {
  // LLVM's orders.
  if (isSplit())
    addLines(root);
  addStringsBase(root);
  if (!isSplit())
    addLines(root);
  if (!node.getDirectory().empty())
    addString(root, dwarf::DW_AT_comp_dir, node.getDirectory());
  if (hasPublicNames())
    tree.addFlag(root, dwarf::DW_AT_GNU_pubnames);
}

void CompileUnit::addModule(const Module &module) {
  for (const Function &function : module)
    functions.insert(function.getSubprogram());
  SmallVector<DIGlobalVariableExpression *, 2> attached;
  for (const GlobalVariable &global : module.globals()) {
    attached.clear();
    global.getDebugInfo(attached);
    for (const DIGlobalVariableExpression *pair : attached)
      globalPlaces[pair->getVariable()].push_back(
          {&global, pair->getExpression()});
  }
  for (const DIGlobalVariableExpression *pair : node.getGlobalVariables()) {
    GlobalPlaces &places = globalPlaces[pair->getVariable()];
    const DIExpression *expression = pair->getExpression();
    if (places.empty() || (expression && expression->isConstant()))
      places.push_back({nullptr, expression});
  }
  for (const DIGlobalVariableExpression *pair : node.getGlobalVariables())
    globalDie(pair->getVariable());
  for (const DICompositeType *type : node.getEnumTypes())
    typeDie(type);
  for (const DIScope *retained : node.getRetainedTypes())
    if (auto *type = dyn_cast<DIType>(retained))
      typeDie(type);
}

void CompileUnit::addRange(const FunctionPlace &place) {
  uint64_t end = place.begin + place.size;
  if (rangeIsOpen && unitRanges.back().base == place.base) {
    unitRanges.back().end = end;
    return;
  }
  unitRanges.push_back({place.base, /*isFunction=*/true, place.begin, end});
  rangeIsOpen = true;
}

/// What the unit says of its code: one range, or a list.
void CompileUnit::addUnitPlace(Die *root, RangeLists &lists) {
  if (unitRanges.size() == 1) {
    addRange(root, unitRanges.front(), lists);
  } else if (!unitRanges.empty()) {
    tree.addAddress(root, dwarf::DW_AT_low_pc, SymbolId::None, 0);
    addRanges(root, unitRanges, lists);
  }
}

void CompileUnit::finish() {
  for (const DIImportedEntity *imported : node.getImportedEntities())
    importedDie(imported);
  for (const DIImportedEntity *imported : localImports)
    importedDie(imported);
  for (const DISubprogram *subprogram : subprograms)
    finishSubprogram(subprogram);
  finishVariables();
  finishBlocks();
  for (auto [die, type] : containingTypes)
    if (Die *container = lookUp(type))
      tree.addReference(die, dwarf::DW_AT_containing_type, container);
  if (!isSplit())
    addUnitPlace(tree.root, ranges);
  const SectionRange *base =
      unitRanges.size() == 1 ? unitRanges.begin() : nullptr;
  ranges.finish(addresses, base, target);
  for (Attribute *attribute : rangeAttributes)
    attribute->integer = ranges.offset(uint32_t(attribute->integer));
  locations.finish(addresses, base, target);
  for (Attribute *attribute : locationAttributes)
    attribute->integer = locations.offset(uint32_t(attribute->integer));
  if (isSplit())
    addSkeleton(base);
  else
    addBases(tree.root, ranges);
  if (hasMacros())
    tree.addSectionOffset(
        tree.root, version >= 5 ? dwarf::DW_AT_macros : dwarf::DW_AT_macro_info,
        dwarf::DW_FORM_sec_offset, DebugSection::Macros, 0);
}

/// What the object says of a unit whose entries are in another file; of one
/// that has none, all.
void CompileUnit::addSkeleton(const SectionRange *base) {
  if (hasEntries())
    addString(tree.root, dwarf::DW_AT_dwo_name, options.splitName);
  // Its attributes lie in the unit's arena.
  Die *root = skeleton->tree.root;
  UnitState state{root, skeleton->strings, /*isTypeUnit=*/false};
  now = &state;
  addFiles(root);
  if (hasEntries())
    addString(root, dwarf::DW_AT_dwo_name, options.splitName);
  else
    addUnitAttributes(root);
  addUnitPlace(root, skeleton->ranges);
  skeleton->ranges.finish(addresses, base, target);
  addBases(root, skeleton->ranges);
  now = &own;
}

/// Where what the unit names by number begins.
void CompileUnit::addBases(Die *root, const RangeLists &lists) {
  if (version < 5)
    return;
  if (!addresses.isEmpty())
    tree.addSectionOffset(root, dwarf::DW_AT_addr_base,
                          dwarf::DW_FORM_sec_offset, DebugSection::Addr,
                          AddressPool::headerSize);
  if (!lists.isEmpty())
    tree.addSectionOffset(root, dwarf::DW_AT_rnglists_base,
                          dwarf::DW_FORM_sec_offset, DebugSection::Ranges,
                          RangeLists::headerSize);
  if (!locations.isEmpty() && !isSplit())
    tree.addSectionOffset(root, dwarf::DW_AT_loclists_base,
                          dwarf::DW_FORM_sec_offset, DebugSection::Locations,
                          RangeLists::headerSize);
}
