//===- ModuleFacts.cpp - What a module says of itself as a whole ----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/ModuleFacts.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::fast;

/// Flags that say nothing that code generation here depends on.
static bool isHarmless(StringRef flag) {
  static constexpr StringLiteral harmless[] = {
      "wchar_size",
      "min_enum_size",
      "uwtable",
      "frame-pointer",
      "PIC Level",
      "PIE Level",
      "Debug Info Version",
      "Dwarf Version",
      "debug-info-assignment-tracking",
      "DWARF64",
      "ThinLTO",
      "EnableSplitLTOUnit",
      "UnifiedLTO",
      "Virtual Function Elim",
      "openmp",
      "openmp-device",
      "MaxTLSAlign",
      "direct-access-external-data",
      "SemanticInterposition",
      "EnableValueProfiling",
      "CG Profile",
      "ProfileSummary",
      "CSProfileSummary",
      "StrictVTablePointers",
      "StrictVTablePointersRequirement",
      "Cross-DSO CFI",
      "CFI Canonical Jump Tables",
      "cfi-normalize-integers",
      "Large Data Threshold",
      "SmallDataLimit",
      "NumRegisterParameters",
      // These count only where a function asks for protection.
      "stack-protector-guard",
      "stack-protector-guard-reg",
      "stack-protector-guard-offset",
      "stack-protector-guard-symbol",
      "stack-protector-guard-value-width",
      "kcfi-offset",
      "kcfi-arity",
      "kcfi-hash",
      "cf-branch-label-scheme",
      "probe-stack",
      "stack-probe-size",
  };
  return is_contained(harmless, flag);
}

/// Flags that ask for something unless they are zero.
static bool isSwitch(StringRef flag) {
  static constexpr StringLiteral switches[] = {
      "cf-protection-branch",
      "cf-protection-return",
      "ibt-seal",
      "kcfi",
      "indirect_branch_cs_prefix",
      "function_return_thunk_extern",
      "branch-target-enforcement",
      "guarded-control-stack",
      "sign-return-address",
      "sign-return-address-all",
      "sign-return-address-with-bkey",
      "branch-protection-pauth-lr",
      "aarch64-elf-pauthabi-platform",
      "aarch64-elf-pauthabi-version",
      "ptrauth-sign-personality",
      "ptrauth-elf-got",
  };
  return is_contained(switches, flag);
}

/// LLVM's CodeModel::Small.
static constexpr int64_t smallCodeModel = 1;

static bool readFlag(StringRef flag, mlir::Attribute value,
                     const Target &target, Options &options, Refusal &refusal) {
  auto integer = dyn_cast_or_null<mlir::IntegerAttr>(value);
  if (isHarmless(flag))
    return true;
  if (target.honoursFlag && target.honoursFlag(flag))
    return true;
  if (integer && isSwitch(flag) && integer.getValue().isZero())
    return true;
  if (integer && flag == "RtLibUseGOT") {
    options.noPlt |= !integer.getValue().isZero();
    return true;
  }
  if (integer && flag == "Code Model") {
    if (integer.getValue() == smallCodeModel)
      return true;
    static constexpr StringRef names[] = {"tiny", "small", "kernel", "medium",
                                          "large"};
    uint64_t model = integer.getValue().getLimitedValue();
    return refusal.refuse("code model " + (model < std::size(names)
                                               ? names[model].str()
                                               : Twine(model).str()));
  }
  return refusal.refuse("module flag '" + flag.str() + "'");
}

bool shunt::fast::readModuleFlags(mlir::ModuleOp module, const Target &target,
                                  Options &options, Refusal &refusal) {
  auto flags =
      module->getAttrOfType<mlir::DictionaryAttr>("shunt.module_flags");
  if (!flags)
    return true;
  for (mlir::NamedAttribute flag : flags)
    if (!readFlag(flag.getName(), flag.getValue(), target, options, refusal))
      return false;
  return true;
}

StringRef shunt::fast::sourceFileName(mlir::ModuleOp module) {
  auto name = module->getAttrOfType<mlir::StringAttr>("shunt.source_file_name");
  return name ? sys::path::filename(name.getValue()) : StringRef();
}

/// Calls `use` with each string of a list of lists.
static void forEachString(mlir::ModuleOp module, StringRef attribute,
                          function_ref<void(StringRef)> use) {
  auto lists = module->getAttrOfType<mlir::ArrayAttr>(attribute);
  if (!lists)
    return;
  for (auto list : lists.getAsRange<mlir::ArrayAttr>())
    for (auto string : list.getAsRange<mlir::StringAttr>())
      use(string.getValue());
}

void shunt::fast::forEachIdent(mlir::ModuleOp module,
                               function_ref<void(StringRef)> use) {
  forEachString(module, "shunt.idents", use);
}

/// Appends each string of the attribute, with a null, to a section.
static void addStrings(mlir::ModuleOp module, StringRef attribute,
                       object::Object &object, StringRef name, uint32_t type,
                       uint64_t flags, bool beginsWithNull = false) {
  forEachString(module, attribute, [&](StringRef string) {
    object::Section &section = object[object.getOrCreateSection(
        name, type, flags, flags & ELF::SHF_MERGE ? 1 : 0)];
    if (beginsWithNull && section.bytes.empty())
      section.bytes.push_back('\0');
    section.bytes.append(string.begin(), string.end());
    section.bytes.push_back('\0');
  });
}

void shunt::fast::addModuleStrings(mlir::ModuleOp module,
                                   object::Object &object) {
  constexpr uint64_t strings = ELF::SHF_MERGE | ELF::SHF_STRINGS;
  addStrings(module, "shunt.linker_options", object, ".linker-options",
             ELF::SHT_LLVM_LINKER_OPTIONS, ELF::SHF_EXCLUDE);
  addStrings(module, "shunt.dependent_libraries", object, ".deplibs",
             ELF::SHT_LLVM_DEPENDENT_LIBRARIES, strings);
  forEachIdent(module, [&](StringRef ident) { object.addIdent(ident); });
  addStrings(module, "shunt.command_lines", object, ".GCC.command.line",
             ELF::SHT_PROGBITS, strings, /*beginsWithNull=*/true);
}
