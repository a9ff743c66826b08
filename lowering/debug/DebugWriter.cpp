//===- DebugWriter.cpp - A module's DWARF ---------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/DebugWriter.h"
#include "lowering/debug/LineRows.h"
#include "llvm/IR/DebugProgramInstruction.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace shunt::debug;
using namespace shunt::object;

bool DebugWriter::refuse(const Twine &construct) {
  if (refused.empty())
    refused = construct.str();
  return false;
}

//===----------------------------------------------------------------------===//
// The module
//===----------------------------------------------------------------------===//

bool DebugWriter::isWanted(const Module &module) {
  return any_of(module.debug_compile_units(), [](const DICompileUnit *unit) {
    return unit->getEmissionKind() != DICompileUnit::NoDebug;
  });
}

bool DebugWriter::checkUnit(const DICompileUnit &unit) {
  const std::pair<bool, StringRef> unsupported[] = {
      {unit.getEmissionKind() == DICompileUnit::DebugDirectivesOnly,
       "-gline-directives-only"},
      {!unit.getSplitDebugFilename().empty() || unit.getDWOId(),
       "-gsplit-dwarf"},
      {unit.getNameTableKind() == DICompileUnit::DebugNameTableKind::Apple,
       "debug information with Apple's name tables"},
      {!unit.getMacros().empty(), "-fdebug-macro"},
      {unit.getRangesBaseAddress(), "-fdebug-ranges-base-address"},
      {unit.getSourceLanguage().hasVersionedName(),
       "debug information with a language version"},
  };
  for (auto [isOn, name] : unsupported)
    if (isOn)
      return refuse(name);
  return true;
}

bool DebugWriter::begin(const Module &module, SymbolSource &symbols) {
  const DICompileUnit *node = nullptr;
  for (const DICompileUnit *unit : module.debug_compile_units()) {
    if (unit->getEmissionKind() == DICompileUnit::NoDebug)
      continue;
    if (node)
      return refuse("debug information of several compile units");
    node = unit;
  }
  unsigned version = module.getDwarfVersion();
  if (version == 0)
    version = dwarf::DWARF_VERSION;
  if (version < 4 || version > 5)
    return refuse("DWARF version " + Twine(version));
  if (module.isDwarf64())
    return refuse("-gdwarf64");
  if (!checkUnit(*node))
    return false;
  std::fill(std::begin(sections), std::end(sections), SectionId::None);
  unit.emplace(*node, version, target, options, object, symbols);
  unit->addModule(module);
  return unit->refusal().empty() || refuse(unit->refusal());
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

/// The variable that a record is about; null: no code is in its scope.
ScopeVariable *DebugWriter::variableAt(const DILocalVariable *variable,
                                       const DILocation *location) {
  Scope *scope = scopes.find(location);
  if (!scope)
    return nullptr;
  if (Scope *abstract = scopes.findAbstract(scope->node))
    scopes.addAbstractVariable(abstract, variable);
  auto &known = described[{variable, location->getInlinedAt()}];
  if (!known)
    known = scopes.addVariable(scope, variable, location->getInlinedAt());
  return known;
}

/// Notes where a variable lives for as long as its scope lasts.
bool DebugWriter::addDeclare(const DbgVariableRecord &record) {
  const DILocalVariable *variable = record.getVariable();
  ScopeVariable *known = variableAt(variable, record.getDebugLoc());
  if (!known)
    return true;
  if (record.isKillLocation() || record.hasArgList())
    return refuse("debug record of variable '" + variable->getName() +
                  "' without a place");
  const Value *address = record.getVariableLocationOp(0);
  if (isa<UndefValue>(address))
    return true;
  auto place = memoryPlaces.find(address->stripPointerCasts());
  if (place == memoryPlaces.end())
    return refuse("debug information of variable '" + variable->getName() +
                  "', which lies in no slot");
  known->places.push_back({place->second, record.getExpression()});
  return true;
}

/// Notes where variables are that have no place for all of their scope.
void DebugWriter::addValues() {
  for (ValueLocations::Variable &values : locations.variables()) {
    ScopeVariable *known = variableAt(values.variable, values.location);
    if (!known)
      continue;
    if (known->places.empty())
      locations.locate(values, *scopes.find(values.location), known->ranges);
    else // It may have left its place.
      known->places.clear();
  }
}

/// The first code of an instruction or of those behind it in its block.
uint32_t DebugWriter::codeOffset(uint32_t origin,
                                 const FunctionEvents &events) {
  if (firstCode.empty()) {
    firstCode.assign(events.host.instructions.size() + 1, UINT32_MAX);
    for (const LineEvent &event : events.lines)
      firstCode[event.origin] = std::min(firstCode[event.origin], event.offset);
  }
  const BasicBlock *block = events.host.instruction(origin)->getParent();
  for (; origin < firstCode.size(); ++origin) {
    if (events.host.instruction(origin)->getParent() != block)
      break;
    if (firstCode[origin] != UINT32_MAX)
      return firstCode[origin];
  }
  return uint32_t(events.size);
}

void DebugWriter::addLabel(const DbgLabelRecord &record, uint32_t origin,
                           const FunctionEvents &events) {
  const DILocation *inlinedAt = record.getDebugLoc()->getInlinedAt();
  const DILabel *label = record.getLabel();
  if (Scope *scope = scopes.find(label->getScope(), inlinedAt)) {
    described[{label, inlinedAt}] = nullptr;
    if (Scope *abstract = scopes.findAbstract(label->getScope()))
      scopes.addAbstractLabel(abstract, label);
    scopes.addLabel(scope, label, inlinedAt, codeOffset(origin, events));
  }
}

/// Whether the record says where the variable lives for all of its scope. What
/// is allocated at run time isn't there at first, and optimisation may have
/// taken the place away.
static bool isForGood(const DbgVariableRecord &record,
                      const MemoryPlaces &places) {
  if (!record.isDbgDeclare())
    return false;
  bool isOptimized = !record.getFunction()->hasOptNone();
  if (record.isKillLocation() || record.hasArgList())
    return !isOptimized;
  const Value *address = record.getVariableLocationOp(0)->stripPointerCasts();
  if (auto *alloca = dyn_cast<AllocaInst>(address);
      alloca && !alloca->isStaticAlloca())
    return false;
  return places.contains(address) || !isOptimized;
}

/// Whether the variable lies where the function's result is wanted.
static bool isResult(const DbgVariableRecord &record) {
  if (record.isKillLocation() || record.hasArgList())
    return false;
  auto *argument =
      dyn_cast<Argument>(record.getVariableLocationOp(0)->stripPointerCasts());
  return argument && argument->hasStructRetAttr();
}

bool DebugWriter::collectRecords(const FunctionEvents &events) {
  described.clear();
  firstCode.clear();
  memoryPlaces.clear();
  for (const SlotEvent &slot : events.slots)
    memoryPlaces[events.host.instruction(slot.origin)] = slot.place;
  for (const ParameterEvent &parameter : events.parameters)
    memoryPlaces[events.host.function->getArg(parameter.number)] =
        parameter.place;
  locations.begin(events, spans, memoryPlaces);
  SmallVector<std::pair<const DbgLabelRecord *, uint32_t>, 2> labels;
  SmallVector<const DbgVariableRecord *, 1> results;
  for (auto [i, inst] : enumerate(events.host.instructions)) {
    if (!inst->hasDbgRecords())
      continue;
    for (const DbgRecord &record : inst->getDbgRecordRange()) {
      if (auto *label = dyn_cast<DbgLabelRecord>(&record)) {
        labels.push_back({label, i + 1});
        continue;
      }
      auto &variable = cast<DbgVariableRecord>(record);
      if (!isForGood(variable, memoryPlaces))
        locations.add(variable, i + 1);
      else if (isResult(variable))
        results.push_back(&variable);
      else if (!addDeclare(variable))
        return false;
    }
  }
  // As with LLVM, these come last in their scopes.
  for (const DbgVariableRecord *record : results)
    if (!addDeclare(*record))
      return false;
  addValues();
  for (auto [label, origin] : labels)
    addLabel(*label, origin, events);
  return true;
}

/// Adds what the function declares but no code is left of.
void DebugWriter::addRetained(const DISubprogram &subprogram) {
  for (const DINode *retained : subprogram.getRetainedNodes()) {
    if (described.contains({retained, nullptr}))
      continue;
    if (auto *variable = dyn_cast<DILocalVariable>(retained)) {
      if (Scope *scope = scopes.find(variable->getScope(), nullptr))
        scopes.addVariable(scope, variable, nullptr);
    }
  }
}

/// Whether the host asks for a frame pointer (DisableFramePointerElim).
static bool wantsFramePointer(const Function &function) {
  StringRef attribute =
      function.getFnAttribute("frame-pointer").getValueAsString();
  if (!attribute.starts_with("non-leaf"))
    return attribute == "all";
  // A leaf has none, nor one that only jumps to another function.
  return any_of(instructions(function), [](const Instruction &inst) {
    auto *call = dyn_cast<CallInst>(&inst);
    if (call && call->isTailCall() && isa<ReturnInst>(inst.getNextNode()))
      return false;
    return isa<CallBase>(inst) && !isa<IntrinsicInst>(inst) &&
           !cast<CallBase>(inst).isInlineAsm();
  });
}

bool DebugWriter::addFunction(const FunctionEvents &events) {
  const DISubprogram *subprogram = events.host.function->getSubprogram();
  if (!subprogram || subprogram->getUnit() != &unit->node) {
    unit->lines.endSequence();
    unit->interruptRange();
    return true;
  }
  const Symbol &symbol = object[events.symbol];
  FunctionPlace place = {events.symbol, 0, events.size};
  if (!target.functionsAreSections)
    place = {object.sectionSymbol(symbol.section), symbol.value, events.size};
  place.omitsFramePointer =
      options.isForLLDB && !wantsFramePointer(*events.host.function);
  collectSpans(events, spans);
  makeRows(events, *subprogram, spans, place.begin, unit->lines, rows);
  unit->lines.addRows(place.base, rows, place.begin + place.size);
  scopes.build(spans);
  if (!unit->isMinimal()) {
    if (!collectRecords(events))
      return false;
    addRetained(*subprogram);
  }
  unit->addFunction(*subprogram, scopes, place, events.frameBase);
  return unit->refusal().empty() || refuse(unit->refusal());
}

//===----------------------------------------------------------------------===//
// Sections
//===----------------------------------------------------------------------===//

SectionId DebugWriter::sectionOf(DebugSection section) {
  SectionId &id = sections[unsigned(section)];
  if (id != SectionId::None)
    return id;
  static constexpr StringRef names[debugSectionCount] = {
      ".debug_loclists", ".debug_abbrev",      ".debug_info",
      ".debug_rnglists", ".debug_str_offsets", ".debug_str",
      ".debug_addr",     ".debug_line",        ".debug_line_str",
      ".debug_names",    ".debug_pubnames",    ".debug_pubtypes"};
  StringRef name = names[unsigned(section)];
  if (section == DebugSection::Ranges && unit->version < 5)
    name = ".debug_ranges";
  if (section == DebugSection::Locations && unit->version < 5)
    name = ".debug_loc";
  if (section == DebugSection::PublicNames && unit->hasGnuNames())
    name = ".debug_gnu_pubnames";
  if (section == DebugSection::PublicTypes && unit->hasGnuNames())
    name = ".debug_gnu_pubtypes";
  bool holdsStrings =
      section == DebugSection::Str || section == DebugSection::LineStr;
  return id = object.getOrCreateSection(
             name, ELF::SHT_PROGBITS,
             holdsStrings ? ELF::SHF_MERGE | ELF::SHF_STRINGS : 0,
             holdsStrings ? 1 : 0);
}

SymbolId DebugWriter::symbolOf(DebugSection section) {
  return object.sectionSymbol(sectionOf(section));
}

void DebugWriter::writeInfo() {
  // A unit's header (DWARF 5, section 7.5.1).
  unsigned headerSize = unit->version >= 5 ? 12 : 11;
  uint64_t size = unit->tree.layOut(headerSize, target.addressSize);
  if (!unit->locations.isEmpty())
    sectionOf(DebugSection::Locations);
  unit->tree.writeAbbreviations(object[sectionOf(DebugSection::Abbrev)].bytes);
  Section &info = object[sectionOf(DebugSection::Info)];
  Bytes &out = info.bytes;
  out.reserve(size);
  append32(out, uint32_t(size - 4));
  append16(out, unit->version);
  if (unit->version >= 5) {
    append8(out, dwarf::DW_UT_compile);
    append8(out, target.addressSize);
  }
  info.relocate(out.size(), target.sectionOffset32,
                symbolOf(DebugSection::Abbrev), 0);
  append32(out, 0);
  if (unit->version < 5)
    append8(out, target.addressSize);
  // Sections stand in the order in which they are asked for.
  if (!unit->ranges.isEmpty())
    sectionOf(DebugSection::Ranges);
  if (unit->version >= 5)
    sectionOf(DebugSection::StrOffsets);
  sectionOf(DebugSection::Str);
  if (unit->version >= 5 && !unit->addresses.isEmpty())
    sectionOf(DebugSection::Addr);
  unit->tree.write(info, target,
                   [&](DebugSection section) { return symbolOf(section); });
  assert(out.size() == size && "laid out otherwise");
}

void DebugWriter::writeStrings() {
  ArrayRef<char> contents = unit->strings.contents();
  object[sectionOf(DebugSection::Str)].bytes.append(contents.begin(),
                                                    contents.end());
  if (unit->version < 5)
    return;
  // DWARF 5, section 7.26.
  ArrayRef<uint32_t> offsets = unit->strings.allOffsets();
  Section &table = object[sectionOf(DebugSection::StrOffsets)];
  append32(table.bytes, 4 + 4 * offsets.size());
  append16(table.bytes, 5);
  append16(table.bytes, 0); // Padding.
  for (uint32_t offset : offsets) {
    table.relocate(table.bytes.size(), target.sectionOffset32,
                   symbolOf(DebugSection::Str), offset);
    append32(table.bytes, 0);
  }
}

void DebugWriter::writeNames() {
  SymbolId info = symbolOf(DebugSection::Info);
  if (unit->hasIndex())
    unit->index.write(object[sectionOf(DebugSection::Names)], target, info,
                      symbolOf(DebugSection::Str));
  if (!unit->hasPublicNames())
    return;
  uint32_t unitSize = object[sectionOf(DebugSection::Info)].bytes.size();
  auto write = [&](const PublicNames &names, DebugSection section) {
    names.write(object[sectionOf(section)], target, info, unitSize,
                unit->hasGnuNames(), unit->isCPlusPlus());
  };
  write(unit->publicNames, DebugSection::PublicNames);
  write(unit->publicTypes, DebugSection::PublicTypes);
}

bool DebugWriter::finishInfo() {
  unit->finish();
  if (!unit->refusal().empty())
    return refuse(unit->refusal());
  writeInfo();
  if (unit->hasIndex())
    unit->index.finish(unit->strings);
  if (!unit->ranges.isEmpty())
    unit->ranges.write(object[sectionOf(DebugSection::Ranges)], target);
  if (!unit->locations.isEmpty())
    unit->locations.write(object[sectionOf(DebugSection::Locations)], target);
  writeStrings();
  if (unit->version >= 5 && !unit->addresses.isEmpty())
    unit->addresses.write(object[sectionOf(DebugSection::Addr)], target);
  writeNames();
  return true;
}

void DebugWriter::finishLines() {
  Section *strings = nullptr;
  SymbolId stringsSymbol = SymbolId::None;
  Section &line = object[sectionOf(DebugSection::Line)];
  if (unit->version >= 5) {
    strings = &object[sectionOf(DebugSection::LineStr)];
    stringsSymbol = symbolOf(DebugSection::LineStr);
  }
  unit->lines.write(line, target, strings, stringsSymbol);
}
