//===- DebugWriter.cpp - A module's DWARF ---------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/DebugWriter.h"
#include "lowering/debug/LineRows.h"
#include "lowering/debug/Macros.h"
#include "llvm/IR/DebugProgramInstruction.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;
using namespace shunt::debug;
using namespace shunt::object;

/// Bytes of the header of a unit in two files, whose number comes last.
static constexpr unsigned splitHeaderSize = 20;

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
      {unit.getDWOId() != 0, "debug information of modules"},
      {unit.getNameTableKind() == DICompileUnit::DebugNameTableKind::Apple,
       "debug information with Apple's name tables"},
      {unit.getRangesBaseAddress(), "-fdebug-ranges-base-address"},
      {unit.getSourceLanguage().hasVersionedName(),
       "debug information with a language version"},
  };
  for (auto [isOn, name] : unsupported)
    if (isOn)
      return refuse(name);
  return true;
}

/// What can't be done in two files.
bool DebugWriter::checkSplit(const DICompileUnit &unit, unsigned version) {
  if (options.splitName.empty())
    return true;
  if (version < 5)
    return refuse("-gsplit-dwarf with DWARF version " + Twine(version));
  if (target.functionsAreSections)
    return refuse("-gsplit-dwarf for wasm32");
  if (unit.getSplitDebugInlining())
    return refuse("-fsplit-dwarf-inlining");
  if (!unit.getMacros().empty())
    return refuse("-gsplit-dwarf with -fdebug-macro");
  return true;
}

/// What can't be done with type units.
bool DebugWriter::checkTypeUnits() {
  if (!options.hasTypeUnits)
    return true;
  if (target.functionsAreSections)
    return refuse("-fdebug-types-section for wasm32");
  if (unit->isSplit())
    return refuse("-fdebug-types-section with -gsplit-dwarf");
  if (unit->hasIndex() || unit->hasPublicNames())
    return refuse("-fdebug-types-section with tables of names");
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
  if (!checkUnit(*node) || !checkSplit(*node, version))
    return false;
  unit.emplace(*node, version, target, options, object, symbols);
  main.emplace(object, version, unit->hasGnuNames(), /*isSplit=*/false);
  if (unit->isSplit())
    split.emplace(splitObject, version, unit->hasGnuNames(), /*isSplit=*/true);
  if (!checkTypeUnits())
    return false;
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

/// The calls of which a debugger can be told where they lead, or that this is
/// known at run time.
static SmallVector<CallSite, 8> callSites(const FunctionEvents &events,
                                          uint64_t begin) {
  SmallVector<CallSite, 8> sites;
  for (const CallEvent &event : events.calls) {
    auto *call =
        dyn_cast_or_null<CallBase>(events.host.instruction(event.origin));
    if (!call)
      continue;
    const Function *callee = call->getCalledFunction();
    const DISubprogram *subprogram = callee ? callee->getSubprogram() : nullptr;
    if (subprogram || call->isIndirectCall())
      sites.push_back({begin + event.returnOffset, subprogram});
  }
  return sites;
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
  if (subprogram->areAllCallsDescribed() && !unit->isMinimal() &&
      !events.hasTailCalls)
    unit->addCallSites(*subprogram, place, callSites(events, place.begin));
  return unit->refusal().empty() || refuse(unit->refusal());
}

//===----------------------------------------------------------------------===//
// Sections
//===----------------------------------------------------------------------===//

/// Bytes of a unit's header (DWARF 5, section 7.5.1; DWARF 4, section 7.5.1).
static unsigned headerSize(unsigned version, uint8_t type) {
  if (type == dwarf::DW_UT_type)
    return version < 5 ? 23 : 24;
  if (version < 5)
    return 11;
  return type == dwarf::DW_UT_compile ? 12 : splitHeaderSize;
}

/// Writes the header of a unit up to what only one kind of units has.
void DebugWriter::writeHeader(Section &info, DebugSections &sections,
                              uint8_t type, uint64_t size) {
  Bytes &out = info.bytes;
  out.reserve(size);
  append32(out, uint32_t(size - 4));
  append16(out, unit->version);
  if (unit->version >= 5) {
    append8(out, type);
    append8(out, target.addressSize);
  }
  SymbolId abbreviations = sections.symbolOf(DebugSection::Abbrev);
  if (abbreviations != SymbolId::None)
    info.relocate(out.size(), target.sectionOffset32, abbreviations, 0);
  append32(out, 0);
  if (unit->version < 5)
    append8(out, target.addressSize);
}

/// Writes the entries of a unit, or of its skeleton, to the section for it.
void DebugWriter::writeTree(DieTree &tree, DebugSections &sections,
                            uint8_t type, Abbreviations &abbreviations) {
  uint64_t size = tree.layOut(headerSize(unit->version, type),
                              target.addressSize, abbreviations);
  // Sections stand in the order in which they are asked for.
  abbreviations.write(sections[DebugSection::Abbrev].bytes);
  Section &info = sections[DebugSection::Info];
  writeHeader(info, sections, type, size);
  if (type != dwarf::DW_UT_compile)
    append64(info.bytes, 0); // See identify().
  const RangeLists &ranges =
      type == dwarf::DW_UT_skeleton ? unit->skeleton->ranges : unit->ranges;
  if (!ranges.isEmpty())
    sections.place(DebugSection::Ranges);
  if (unit->version >= 5)
    sections.place(DebugSection::StrOffsets);
  sections.place(DebugSection::Str);
  if (unit->version >= 5 && !unit->addresses.isEmpty())
    main->place(DebugSection::Addr);
  tree.write(info, target,
             [&](DebugSection section) { return sections.symbolOf(section); });
  assert(info.bytes.size() == size && "laid out otherwise");
}

/// Writes a type unit to a section of its own, of which the linker keeps one
/// by the type's number.
void DebugWriter::writeTypeUnit(TypeUnit &type, Abbreviations &abbreviations) {
  Symbol signature;
  signature.name = object.intern(Twine(type.signature));
  signature.binding = ELF::STB_LOCAL;
  signature.section = SectionId::Absolute;
  signature.keep = true;
  GroupId group =
      object.getOrCreateGroup(object.addSymbol(signature), /*comdat=*/true);
  Section &info = object[object.getOrCreateSection(
      unit->version < 5 ? ".debug_types" : ".debug_info", ELF::SHT_PROGBITS, 0,
      0, group)];
  uint64_t size = type.tree.layOut(headerSize(unit->version, dwarf::DW_UT_type),
                                   target.addressSize, abbreviations);
  writeHeader(info, *main, dwarf::DW_UT_type, size);
  append64(info.bytes, type.signature);
  append32(info.bytes, type.type->offset);
  type.tree.write(info, target, [&](DebugSection section) {
    return main->symbolOf(section);
  });
  assert(info.bytes.size() == size && "laid out otherwise");
}

void DebugWriter::writeStrings(const StringPool &strings,
                               DebugSections &sections) {
  ArrayRef<char> contents = strings.contents();
  sections[DebugSection::Str].bytes.append(contents.begin(), contents.end());
  if (unit->version < 5)
    return;
  // DWARF 5, section 7.26.
  ArrayRef<uint32_t> offsets = strings.allOffsets();
  Section &table = sections[DebugSection::StrOffsets];
  SymbolId symbol = sections.symbolOf(DebugSection::Str);
  append32(table.bytes, 4 + 4 * offsets.size());
  append16(table.bytes, 5);
  append16(table.bytes, 0); // Padding.
  for (uint32_t offset : offsets) {
    if (symbol == SymbolId::None) {
      append32(table.bytes, offset);
      continue;
    }
    table.relocate(table.bytes.size(), target.sectionOffset32, symbol, offset);
    append32(table.bytes, 0);
  }
}

void DebugWriter::writeNames() {
  SymbolId info = main->symbolOf(DebugSection::Info);
  if (unit->hasIndex())
    unit->index.write((*main)[DebugSection::Names], target, info,
                      main->symbolOf(DebugSection::Str));
  if (!unit->hasPublicNames())
    return;
  uint32_t unitSize = (*main)[DebugSection::Info].bytes.size();
  auto write = [&](const PublicNames &names, DebugSection section) {
    names.write((*main)[section], target, info, unitSize, unit->hasGnuNames(),
                unit->isCPlusPlus());
  };
  write(unit->publicNames, DebugSection::PublicNames);
  write(unit->publicTypes, DebugSection::PublicTypes);
}

/// Gives a unit and its skeleton the number by which they know each other: any
/// that differs from that of other contents.
void DebugWriter::identify() {
  Section &info = (*split)[DebugSection::Info];
  SmallVector<char, 0> contents(info.bytes);
  for (DebugSection section : {DebugSection::Abbrev, DebugSection::Str}) {
    const Bytes &bytes = (*split)[section].bytes;
    contents.append(bytes.begin(), bytes.end());
  }
  uint64_t number = xxh3_64bits(StringRef(contents.data(), contents.size()));
  for (Section *place : {&info, &(*main)[DebugSection::Info]})
    support::endian::write64le(place->bytes.data() + splitHeaderSize - 8,
                               number);
}

/// Writes the unit's entries and what they refer to.
void DebugWriter::writeUnit(DebugSections &sections) {
  // It stands in front of all, as with LLVM.
  if (!unit->locations.isEmpty())
    sections.place(DebugSection::Locations);
  Abbreviations abbreviations;
  for (const std::unique_ptr<TypeUnit> &type : unit->typeUnits)
    writeTypeUnit(*type, abbreviations);
  writeTree(unit->tree, sections,
            unit->isSplit() ? dwarf::DW_UT_split_compile : dwarf::DW_UT_compile,
            abbreviations);
  if (!unit->ranges.isEmpty())
    unit->ranges.write(sections[DebugSection::Ranges], target);
  if (!unit->locations.isEmpty())
    unit->locations.write(sections[DebugSection::Locations], target);
  if (unit->hasMacros())
    writeMacros(unit->node, unit->version, sections[DebugSection::Macros],
                target, main->symbolOf(DebugSection::Line), unit->strings,
                unit->lines);
  if (unit->hasIndex() && !unit->isSplit())
    unit->index.finish(unit->strings);
  writeStrings(unit->strings, sections);
}

bool DebugWriter::finishInfo() {
  unit->finish();
  if (!unit->refusal().empty())
    return refuse(unit->refusal());
  if (unit->isEmpty()) {
    unit.reset();
    return true;
  }
  // A unit without entries of its own is whole in the object.
  if (!split || unit->hasEntries())
    writeUnit(split ? *split : *main);
  if (split) {
    Skeleton &skeleton = *unit->skeleton;
    Abbreviations abbreviations;
    writeTree(skeleton.tree, *main, dwarf::DW_UT_skeleton, abbreviations);
    if (!skeleton.ranges.isEmpty())
      skeleton.ranges.write((*main)[DebugSection::Ranges], target);
    if (unit->hasIndex())
      unit->index.finish(skeleton.strings);
    writeStrings(skeleton.strings, *main);
    if (unit->hasEntries())
      identify();
  }
  if (unit->version >= 5 && !unit->addresses.isEmpty())
    unit->addresses.write((*main)[DebugSection::Addr], target);
  writeNames();
  return true;
}

void DebugWriter::finishLines() {
  if (!unit)
    return;
  Section *strings = nullptr;
  SymbolId stringsSymbol = SymbolId::None;
  Section &line = (*main)[DebugSection::Line];
  if (unit->version >= 5) {
    strings = &(*main)[DebugSection::LineStr];
    stringsSymbol = main->symbolOf(DebugSection::LineStr);
  }
  unit->lines.write(line, target, strings, stringsSymbol);
}
