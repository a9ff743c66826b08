//===- WasmFormat.cpp - Wasm objects of the fast back end -----------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/wasm32/WasmFormat.h"
#include "lowering/fast/ModuleFacts.h"
#include "lowering/fast/SectionChooser.h"
#include "lowering/object/WasmWriter.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::wasm32;
using object::GroupId;
using object::SectionId;
using object::SymbolId;
using object::WasmSymbolKind;
using object::WasmTypeId;

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

static StringRef textOf(mlir::StringAttr text) {
  return text ? text.getValue() : StringRef();
}

bool WasmFormat::begin(mlir::ModuleOp op) {
  info.code = module.object.getOrCreateSection(
      ".text", ELF::SHT_PROGBITS, ELF::SHF_ALLOC | ELF::SHF_EXECINSTR);
  for (auto func : op.getOps<FuncOp>())
    declare(func);
  for (auto alias : op.getOps<AliasOp>())
    if (alias.getProperties().isFunction) {
      SymbolId id = module.symbols.lookUp(alias.getSymNameAttr()).id;
      info[id].kind = WasmSymbolKind::Function;
      if (isa_and_present<shunt::FunctionType>(alias.getProperties().type.type))
        info[id].type = convention.lower(alias.getProperties().type.type).type;
    }
  for (auto global : op.getOps<GlobalOp>())
    if (global.getProperties().tlsModel != TLSModel::NotThreadLocal)
      disallowThreads();
  if (!op.getOps<IFuncOp>().empty())
    return module.refusal.refuse("ifunc", *op.getOps<IFuncOp>().begin());
  return true;
}

void WasmFormat::declare(FuncOp func) {
  FuncOp::Properties &properties = func.getProperties();
  // Intrinsics are no functions.
  if (properties.sym_name.getValue().starts_with("llvm."))
    return;
  SymbolId id = module.symbols.lookUp(properties.sym_name).id;
  object::WasmSymbol &symbol = info[id];
  symbol.kind = WasmSymbolKind::Function;
  mlir::DictionaryAttr attributes = functionAttributes(func);
  symbol.importModule =
      textOf(stringAttribute(attributes, "wasm-import-module"));
  symbol.importName = textOf(stringAttribute(attributes, "wasm-import-name"));
  symbol.exportName = textOf(stringAttribute(attributes, "wasm-export-name"));
  // Only declarations say so.
  if (stringAttribute(attributes, "no-prototype"))
    return;
  WasmTypeId type = convention.lower(properties.signature.type).type;
  info[id].type = type;
  if (properties.sym_name.getValue() == "main")
    declareMain(func);
}

/// A main of another type than the C runtime calls gets another name.
void WasmFormat::declareMain(FuncOp func) {
  SymbolId id = module.symbols.lookUp(func.getSymNameAttr()).id;
  object::WasmType pair[] = {WasmType::I32, WasmType::I32};
  if (info[id].type == info.typeOf(pair, pair[0]))
    return;
  module.object[id].name = "__original_main";
  mainSymbol = id;
}

SectionId WasmFormat::sectionFor(FuncOp) { return info.code; }

GroupId WasmFormat::groupOf(FuncOp func) {
  return sections.groupOf(func.getProperties().comdat);
}

WasmTypeId WasmFormat::typeOfCallee(SymbolId id, WasmTypeId called) {
  object::WasmSymbol &symbol = info[id];
  symbol.kind = WasmSymbolKind::Function;
  if (symbol.type == WasmTypeId::None)
    symbol.type = called;
  return symbol.type;
}

uint64_t WasmFormat::beginBody(SymbolId symbol, GroupId group, uint64_t size) {
  object::Section &code = module.object[info.code];
  uint64_t start = code.bytes.size();
  info.functions.push_back({symbol, start, group});
  module.object.define(symbol, info.code, start, getULEB128Size(size) + size);
  module.object[symbol].type = ELF::STT_FUNC;
  uint8_t prefix[8];
  unsigned length = encodeULEB128(size, prefix);
  code.bytes.append(prefix, prefix + length);
  return start + length;
}

//===----------------------------------------------------------------------===//
// Symbols of the format's own
//===----------------------------------------------------------------------===//

/// A global that the linker defines; `known` is its symbol, once it has one.
SymbolId WasmFormat::globalOf(SymbolId &known, StringRef name) {
  if (known == SymbolId::None) {
    object::Symbol symbol;
    symbol.name = name;
    known = module.object.addSymbol(symbol);
    info[known].kind = WasmSymbolKind::Global;
  }
  return known;
}

SymbolId WasmFormat::stackPointer() {
  return globalOf(stackPointerSymbol, "__stack_pointer");
}

SymbolId WasmFormat::threadBase() {
  return globalOf(threadBaseSymbol, "__tls_base");
}

SymbolId WasmFormat::functionTable() {
  if (tableSymbol == SymbolId::None) {
    object::Symbol symbol;
    symbol.name = "__indirect_function_table";
    tableSymbol = module.object.addSymbol(symbol);
    info[tableSymbol].kind = WasmSymbolKind::Table;
    info[tableSymbol].noStrip = true;
  }
  return tableSymbol;
}

std::optional<uint32_t>
WasmFormat::addressRelocation(const fast::SymbolInfo &symbol, unsigned bytes) {
  if (bytes != pointerBytes)
    return std::nullopt;
  if (!symbol.isFunction)
    return wasm::R_WASM_MEMORY_ADDR_I32;
  functionTable();
  return wasm::R_WASM_TABLE_INDEX_I32;
}

//===----------------------------------------------------------------------===//
// Features
//===----------------------------------------------------------------------===//

void WasmFormat::applyFeatures(StringRef list, Features &features) {
  for (StringRef item : split(list, ',')) {
    if (item.size() < 2)
      continue;
    bool on = item[0] == '+';
    StringRef name = item.drop_front();
    auto known = find_if(usedFeatures,
                         [&](const auto &used) { return used.first == name; });
    if (known != usedFeatures.end())
      known->second |= on;
    else
      usedFeatures.push_back({module.object.intern(name), on});
    if (name == "atomics")
      features.atomics = on;
    else if (name == "bulk-memory-opt")
      features.bulkMemory = on;
    else if (name == "call-indirect-overlong")
      features.callIndirectOverlong = on;
    else if (name == "nontrapping-fptoint")
      features.nontrappingFptoint = on;
    else if (name == "sign-ext")
      features.signExt = on;
  }
}

Features WasmFormat::baseFeatures() {
  Features features;
  StringRef cpu = module.options.cpu;
  // LLVM's processor "generic".
  if (cpu.empty() || cpu == "generic")
    applyFeatures("+bulk-memory,+bulk-memory-opt,+call-indirect-overlong,"
                  "+multivalue,+mutable-globals,+nontrapping-fptoint,"
                  "+reference-types,+sign-ext",
                  features);
  else if (cpu != "mvp")
    module.refusal.refuse("processor '" + cpu.str() + "'");
  applyFeatures(module.options.features, features);
  return features;
}

//===----------------------------------------------------------------------===//
// Functions that nobody wrote
//===----------------------------------------------------------------------===//

SymbolId WasmFormat::addLocalFunction(StringRef name, WasmTypeId type) {
  object::Symbol symbol;
  symbol.name = name;
  symbol.binding = ELF::STB_LOCAL;
  SymbolId id = module.object.addSymbol(symbol);
  info[id].kind = WasmSymbolKind::Function;
  info[id].type = type;
  return id;
}

/// Adds a function without variables.
void WasmFormat::appendBody(SymbolId symbol, GroupId group,
                            const CodeWriter &code) {
  uint64_t start = beginBody(symbol, group, code.offset() + 1);
  object::Section &section = module.object[info.code];
  section.bytes.push_back(0); // Groups of variables.
  append_range(section.bytes, code.code());
  for (const object::Relocation &relocation : code.relocations)
    section.relocate(start + 1 + relocation.offset, relocation.type,
                     relocation.symbol, relocation.addend);
}

/// main(argc, argv), which calls the main that was written.
void WasmFormat::addMain() {
  object::WasmType pair[] = {WasmType::I32, WasmType::I32};
  object::Symbol symbol = module.object[mainSymbol];
  symbol.name = "main";
  symbol.section = SectionId::None;
  SymbolId wrapper = module.object.addSymbol(symbol);
  info[wrapper].kind = WasmSymbolKind::Function;
  info[wrapper].type = info.typeOf(pair, pair[0]);
  const object::WasmSignature &type = info[info[mainSymbol].type];
  bool fits = all_of(type.params,
                     [](WasmType param) { return param == WasmType::I32; }) &&
              type.results.size() <= 1 &&
              all_of(type.results,
                     [](WasmType result) { return result == WasmType::I32; });
  CodeWriter code;
  if (fits) {
    for (size_t i = 0; i < type.params.size(); ++i)
      i < 2 ? code.get(i) : code.i32(0);
    code.relocated(Opcode::Call, wasm::R_WASM_FUNCTION_INDEX_LEB, mainSymbol);
    if (type.results.empty())
      code.i32(0);
  } else {
    code.op(Opcode::Unreachable);
  }
  code.op(Opcode::End);
  appendBody(wrapper, GroupId::None, code);
}

bool WasmFormat::emit(StructorsOp op) {
  if (op.getDestructors())
    return emitDestructors(op);
  for (const Structor &entry : op.getProperties().entries.entries) {
    if (!entry.function)
      continue;
    mlir::StringAttr key = entry.associated.name;
    // Who defines the key runs the function.
    if (key && module.object[module.symbols[key].id].isUndefined())
      continue;
    info.initFunctions.push_back(
        {entry.priority, module.symbols[entry.function.name].id});
  }
  return true;
}

/// Destructors by priority; those of one run in the reverse order of the list.
bool WasmFormat::emitDestructors(StructorsOp op) {
  SmallVector<const Structor *> entries;
  for (const Structor &entry : op.getProperties().entries.entries) {
    if (entry.associated)
      return module.refusal.refuse("destructor with a comdat key", op);
    if (entry.function)
      entries.push_back(&entry);
  }
  sort(entries, [](const Structor *a, const Structor *b) {
    return std::tie(a->priority, a) < std::tie(b->priority, b);
  });
  for (ArrayRef<const Structor *> left = entries; !left.empty();) {
    uint32_t priority = left.front()->priority;
    auto same = left.take_while(
        [&](const Structor *entry) { return entry->priority == priority; });
    emitDestructors(same);
    left = left.drop_front(same.size());
  }
  return true;
}

void WasmFormat::emitDestructors(ArrayRef<const Structor *> entries) {
  uint32_t priority = entries.front()->priority;
  std::string suffix = priority == 65535 ? "" : ("." + Twine(priority)).str();
  WasmTypeId run = info.typeOf(WasmType::I32, {});
  WasmTypeId plain = info.typeOf({}, {});
  SymbolId call =
      addLocalFunction(module.object.intern(".Lcall_dtors" + suffix), run);
  CodeWriter code;
  for (const Structor *entry : reverse(entries))
    code.relocated(Opcode::Call, wasm::R_WASM_FUNCTION_INDEX_LEB,
                   module.symbols[entry->function.name].id);
  code.op(Opcode::End);
  appendBody(call, GroupId::None, code);

  SymbolId handle = module.symbols.runtime("__dso_handle").id;
  object::Symbol &handleSymbol = module.object[handle];
  if (handleSymbol.isUndefined()) {
    handleSymbol.binding = ELF::STB_WEAK;
    handleSymbol.visibility = ELF::STV_HIDDEN;
    info[handle].kind = WasmSymbolKind::Data;
  }
  SymbolId atExit = module.symbols.runtime("__cxa_atexit").id;
  WasmType three[] = {WasmType::I32, WasmType::I32, WasmType::I32};
  typeOfCallee(atExit, info.typeOf(three, WasmType::I32));
  SymbolId enlist = addLocalFunction(
      module.object.intern(".Lregister_call_dtors" + suffix), plain);
  functionTable();
  code.reset();
  code.block(Opcode::Block);
  code.relocated(Opcode::I32Const, wasm::R_WASM_TABLE_INDEX_SLEB, call);
  code.i32(0);
  code.relocated(Opcode::I32Const, wasm::R_WASM_MEMORY_ADDR_SLEB, handle);
  code.relocated(Opcode::Call, wasm::R_WASM_FUNCTION_INDEX_LEB, atExit);
  code.op(Opcode::I32Eqz);
  code.branch(Opcode::BrIf, 0);
  code.op(Opcode::Unreachable);
  code.op(Opcode::End);
  code.op(Opcode::End);
  appendBody(enlist, GroupId::None, code);
  info.initFunctions.push_back({priority, enlist});
}

//===----------------------------------------------------------------------===//
// The end
//===----------------------------------------------------------------------===//

/// Types of functions that nobody called, and of aliases.
void WasmFormat::settleFunctions(mlir::ModuleOp op) {
  // An alias is the function that begins where it does.
  DenseMap<uint64_t, WasmTypeId> byOffset;
  for (const object::WasmFunction &function : info.functions)
    byOffset[function.offset] = info[function.symbol].type;
  for (auto [i, symbol] : enumerate(module.object.allSymbols()))
    if (symbol.section == info.code) {
      info[SymbolId(i)].kind = WasmSymbolKind::Function;
      info[SymbolId(i)].type = byOffset.lookup(symbol.value);
    }
  // Declared without a prototype and never called: no parameters.
  for (auto func : op.getOps<FuncOp>()) {
    FuncOp::Properties &properties = func.getProperties();
    object::WasmSymbol &symbol =
        info[module.symbols.lookUp(properties.sym_name).id];
    if (symbol.kind != WasmSymbolKind::Function ||
        symbol.type != WasmTypeId::None)
      continue;
    auto type = cast<shunt::FunctionType>(properties.signature.type);
    WasmTypeId lowered =
        convention
            .lower(shunt::FunctionType::get(op.getContext(), type.getResult(),
                                            {}, /*varArg=*/false))
            .type;
    info[module.symbols.lookUp(properties.sym_name).id].type = lowered;
  }
}

bool WasmFormat::finish(mlir::ModuleOp op) {
  if (mainSymbol != SymbolId::None && !module.object[mainSymbol].isUndefined())
    addMain();
  settleFunctions(op);
  for (auto used : op.getOps<UsedOp>())
    if (!used.getProperties().compilerOnly)
      for (mlir::Attribute symbol : used.getSymbols())
        if (auto reference = dyn_cast<mlir::FlatSymbolRefAttr>(symbol))
          info[module.symbols.lookUp(reference.getAttr()).id].noStrip = true;
  sort(usedFeatures);
  for (auto [name, on] : usedFeatures)
    if (on)
      info.features.push_back({wasm::WASM_FEATURE_PREFIX_USED, name});
  if (threadsDisallowed)
    info.features.push_back(
        {wasm::WASM_FEATURE_PREFIX_DISALLOWED, "shared-mem"});
  fast::forEachIdent(op, [&](StringRef ident) {
    // "name version 1.2", or "name 1.2".
    auto [name, version] = ident.split(" version ");
    info.producers.push_back({name, version});
  });
  return true;
}

Error WasmFormat::write(raw_pwrite_stream &stream) {
  return object::writeWasm(module.object, info, stream);
}
