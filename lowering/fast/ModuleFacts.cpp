//===- ModuleFacts.cpp - What a module says of itself as a whole ----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/ModuleFacts.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace shunt::fast;

/// Flags that say nothing that code generation here depends on.
static bool isHarmless(StringRef flag) {
  static const StringSet<> harmless = {
      "wchar_size",
      "min_enum_size",
      "uwtable",
      "frame-pointer",
      "PIC Level",
      "PIE Level",
      "Debug Info Version",
      "Dwarf Version",
      "DWARF64",
      "ThinLTO",
      "EnableSplitLTOUnit",
      "UnifiedLTO",
      "Virtual Function Elim",
      "openmp",
      "openmp-device",
      "MaxTLSAlign",
      "direct-access-external-data",
      "semantic-interposition",
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
  return harmless.contains(flag);
}

/// Flags that ask for something unless they are zero.
static bool isSwitch(StringRef flag) {
  static const StringSet<> switches = {
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
  return switches.contains(flag);
}

/// LLVM's CodeModel::Small.
static constexpr int64_t smallCodeModel = 1;

static bool readFlag(StringRef flag, mlir::Attribute value, Options &options,
                     Refusal &refusal) {
  auto integer = dyn_cast_or_null<mlir::IntegerAttr>(value);
  if (isHarmless(flag))
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

bool shunt::fast::readModuleFlags(mlir::ModuleOp module, Options &options,
                                  Refusal &refusal) {
  auto flags = module->getAttrOfType<mlir::DictionaryAttr>("shunt.flags");
  if (!flags)
    return true;
  for (mlir::NamedAttribute flag : flags)
    if (!readFlag(flag.getName(), flag.getValue(), options, refusal))
      return false;
  return true;
}

StringRef shunt::fast::sourceFileName(mlir::ModuleOp module) {
  auto name = module->getAttrOfType<mlir::StringAttr>("shunt.source_filename");
  return name ? sys::path::filename(name.getValue()) : StringRef();
}

SmallVector<StringRef> shunt::fast::idents(mlir::ModuleOp module) {
  SmallVector<StringRef> names;
  auto list = module->getAttrOfType<mlir::ArrayAttr>("shunt.idents");
  if (list)
    for (mlir::Attribute ident : list)
      if (auto name = dyn_cast<mlir::StringAttr>(ident))
        names.push_back(name.getValue());
  return names;
}
