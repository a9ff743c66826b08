//===- TypeUnits.cpp - Types in units of their own ------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// -fdebug-types-section: a type that has the same name in all objects (C++'s
// one-definition rule) is described in a section that linkers keep once. What
// refers to it has an entry of its own, which names it by a number.
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/CompileUnit.h"
#include "llvm/Support/MD5.h"

using namespace llvm;
using namespace shunt::debug;

bool CompileUnit::wantsTypeUnit(const DIType *type) const {
  if (!options.hasTypeUnits || type->isForwardDecl())
    return false;
  auto *composite = dyn_cast<DICompositeType>(type);
  return composite && composite->getRawIdentifier();
}

/// Whether a type that only this compile unit has is asked for in a type unit.
bool CompileUnit::bindsTypeUnit(const DIType *type) const {
  auto *composite = dyn_cast<DICompositeType>(type);
  return now->isTypeUnit && composite && !composite->isForwardDecl() &&
         composite->getRawName() && !composite->getRawIdentifier();
}

/// LLVM's number of a type (DwarfDebug::makeTypeSignature).
static uint64_t signatureOf(const DICompositeType *type) {
  MD5 hash;
  hash.update(type->getIdentifier());
  MD5::MD5Result result;
  hash.final(result);
  return result.high();
}

void CompileUnit::buildTypeUnit(const DICompositeType *type,
                                uint64_t signature) {
  typeUnits.push_back(std::make_unique<TypeUnit>(
      type, signature, options.isStrict ? version : 0));
  TypeUnit &unit = *typeUnits.back();
  Die *root = unit.tree.root;
  UnitState state{root, strings, /*isTypeUnit=*/true};
  UnitState *outer = std::exchange(now, &state);
  // Its attributes and entries lie in the compile unit's arena.
  tree.addInteger(root, dwarf::DW_AT_language, dwarf::DW_FORM_data2,
                  node.getSourceLanguage().getUnversionedName());
  addLines(root);
  addStringsBase(root);
  unit.type = create(type->getTag(), contextOf(type->getScope()), type);
  describeComposite(unit.type, type);
  now = outer;
}

/// Makes `die` stand for a type in a unit of its own, which is built if it
/// isn't there yet. Where that binds it to this compile unit, the type is
/// described in `die`.
void CompileUnit::describeInTypeUnit(Die *die, const DICompositeType *type) {
  // All that was built for the outermost one is of no use.
  if (now->isTypeUnit && isBound)
    return;
  auto [known, isNew] = signatures.try_emplace(type, 0);
  uint64_t signature = isNew ? signatureOf(type) : known->second;
  if (isNew) {
    known->second = signature;
    bool isOutermost = !now->isTypeUnit;
    size_t first = typeUnits.size();
    if (isOutermost)
      isBound = false;
    buildTypeUnit(type, signature);
    if (isOutermost && isBound) {
      for (const auto &unit : drop_begin(typeUnits, first))
        signatures.erase(unit->node);
      typeUnits.truncate(first);
      return describeComposite(die, type);
    }
  }
  tree.addFlag(die, dwarf::DW_AT_declaration);
  tree.addInteger(die, dwarf::DW_AT_signature, dwarf::DW_FORM_ref_sig8,
                  signature);
}
