//===- Hardening.cpp - Which function attributes are honoured -------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/Hardening.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace shunt;
using namespace shunt::fast;

//===----------------------------------------------------------------------===//
// Attributes without a value in quotes
//===----------------------------------------------------------------------===//

/// Facts for optimisers, what was done in the IR already, and what function
/// compilers honour (noredzone, uwtable, optnone, optsize, returns_twice).
static bool isAccepted(StringRef attribute) {
  static constexpr StringLiteral accepted[] = {
      "allocsize",
      "allockind",
      "alwaysinline",
      "builtin",
      "cold",
      "convergent",
      "coro_elide_safe",
      "coro_only_destroy_when_complete",
      "disable_sanitizer_instrumentation",
      "flatten",
      "hot",
      "inlinehint",
      "memory",
      "minsize",
      "mustprogress",
      "nobuiltin",
      "nocallback",
      // Only with cf-protection, which is refused for the whole module.
      "nocf_check",
      "nocreateundeforpoison",
      "nodivergencesource",
      "noduplicate",
      "nofree",
      "noinline",
      "noipa",
      "nomerge",
      "nonlazybind",
      "nooutline",
      "noprofile",
      "norecurse",
      "noredzone",
      "noreturn",
      "nosanitize_bounds",
      "nosanitize_coverage",
      "nosync",
      "nounwind",
      "null_pointer_is_valid",
      "optdebug",
      "optforfuzzing",
      "optnone",
      "optsize",
      "returns_twice",
      "sanitize_address",
      "sanitize_alloc_token",
      "sanitize_memory",
      "sanitize_numerical_stability",
      "sanitize_realtime",
      "sanitize_realtime_blocking",
      "sanitize_thread",
      "sanitize_type",
      "skipprofile",
      "speculatable",
      "uwtable",
      "willreturn",
  };
  return is_contained(accepted, attribute);
}

//===----------------------------------------------------------------------===//
// "key"="value"
//===----------------------------------------------------------------------===//

static bool isAcceptedKey(StringRef key) {
  static constexpr StringLiteral accepted[] = {
      "alloc-family",
      "alloc-variant-zeroed",
      "approx-func-fp-math",
      "bpf-fentry",
      "denormal-fp-math",
      "denormal-fp-math-f32",
      "disable-tail-calls",
      "frame-pointer",
      "implicit-section-name",
      "less-precise-fpmad",
      "min-legal-vector-width",
      "modular-format",
      "no-builtins",
      "no-frame-pointer-elim",
      "no-frame-pointer-elim-non-leaf",
      "no-infs-fp-math",
      "no-inline-line-tables",
      "no-nans-fp-math",
      "no-signed-zeros-fp-math",
      "no-trapping-math",
      "noinline-line-tables",
      "prefer-vector-width",
      "profile-sample-accurate",
      "sample-profile-suffix-elision-policy",
      "stack-protector-buffer-size",
      "target-cpu",
      "thunk",
      "tune-cpu",
      "unsafe-fp-math",
      "use-sample-profile",
      "warn-stack-size",
      // The object format's business.
      "wasm-export-name",
      "wasm-import-module",
      "wasm-import-name",
      // Counts only with a probe asked for.
      "stack-probe-size",
  };
  return is_contained(accepted, key) || key.starts_with("no-builtin-");
}

/// Whether the value says that nothing is to be done.
static bool isOff(StringRef key, StringRef value) {
  if (key == "zero-call-used-regs")
    return value == "skip";
  if (key == "function-instrument")
    return value == "xray-never";
  if (key == "trap-func-name")
    return value.empty();
  if (key == "sign-return-address" || key == "no-jump-tables" ||
      key == "branch-target-enforcement" || key == "guarded-control-stack" ||
      key == "branch-protection-pauth-lr" || key == "strictfp" ||
      key == "use-soft-float" || key == "no-stack-arg-probe")
    return value == "none" || value == "false";
  if (key == "patchable-function-entry" || key == "patchable-function-prefix" ||
      key == "patchable-function-entry-section")
    return value == "0" || value.empty();
  return false;
}

/// The first feature in a list that the target refuses; empty: none.
static StringRef refusedFeature(StringRef features, const Target &target) {
  for (StringRef feature : split(features, ','))
    if (target.refusesFeature && target.refusesFeature(feature))
      return feature;
  return {};
}

static bool checkString(StringRef key, StringRef value, FuncOp func,
                        const Target &target, Refusal &refusal) {
  if (key == "target-features") {
    StringRef feature = refusedFeature(value, target);
    return feature.empty() ||
           refusal.refuse("target feature '" + feature.str() + "'", func);
  }
  if (isAcceptedKey(key) || isOff(key, value))
    return true;
  if (target.honoursAttribute && target.honoursAttribute(key, value))
    return true;
  std::string text = key.str();
  if (!value.empty())
    text += "=" + value.str();
  return refusal.refuse("function attribute '" + text + "'", func);
}

static bool checkList(mlir::DictionaryAttr attributes, FuncOp func,
                      const Target &target, Refusal &refusal) {
  for (mlir::NamedAttribute attribute : attributes) {
    StringRef name = attribute.getName();
    auto strings = dyn_cast<mlir::DictionaryAttr>(attribute.getValue());
    if (name != "strings" || !strings) {
      if (!isAccepted(name))
        return refusal.refuse("function attribute '" + name.str() + "'", func);
      continue;
    }
    for (mlir::NamedAttribute string : strings) {
      auto value = dyn_cast<mlir::StringAttr>(string.getValue());
      if (!checkString(string.getName(), value ? value.getValue() : "", func,
                       target, refusal))
        return false;
    }
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Other properties of functions
//===----------------------------------------------------------------------===//

/// Personality routines that LLVM leaves out of the unwind tables where a
/// function has no landing pad. Import refuses landing pads.
static bool isNoOpWithoutLandingPads(StringRef personality) {
  return personality == "__gcc_personality_v0" ||
         personality == "__gxx_personality_v0" ||
         personality == "__objc_personality_v0" ||
         personality == "__gnu_objc_personality_v0" ||
         personality == "__gnat_eh_personality" ||
         personality == "rust_eh_personality";
}

static bool checkProperties(FuncOp op, Refusal &refusal) {
  FuncOp::Properties &func = op.getProperties();
  if (func.partition)
    return refusal.refuse("partition '" + func.partition.str() + "'", op);
  if (func.gc)
    return refusal.refuse("garbage collector '" + func.gc.str() + "'", op);
  if (!func.prefixData.empty())
    return refusal.refuse("prefix data", op);
  if (!func.prologueData.empty())
    return refusal.refuse("prologue data", op);
  if (func.personality &&
      !isNoOpWithoutLandingPads(func.personality.getValue()))
    return refusal.refuse(
        "personality routine '" + func.personality.getValue().str() + "'", op);
  return true;
}

bool Hardening::check(FuncOp func, Refusal &refusal) {
  if (!checkProperties(func, refusal))
    return false;
  mlir::DictionaryAttr attributes = functionAttributes(func);
  if (!attributes || approved.contains(attributes))
    return true;
  if (!checkList(attributes, func, target, refusal))
    return false;
  approved.insert(attributes);
  return true;
}
