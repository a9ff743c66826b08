//===- Names.cpp - What is found by its name ------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/CompileUnit.h"

using namespace llvm;
using namespace shunt::debug;

bool CompileUnit::hasIndex() const {
  return node.getNameTableKind() ==
             DICompileUnit::DebugNameTableKind::Default &&
         (version >= 5 || options.isForLLDB);
}

bool CompileUnit::hasPublicNames() const {
  if (hasGnuNames())
    return true;
  return node.getNameTableKind() ==
             DICompileUnit::DebugNameTableKind::Default &&
         !hasIndex() && !isMinimal();
}

bool CompileUnit::isCPlusPlus() const {
  return dwarf::isCPlusPlus(
      dwarf::SourceLanguage(node.getSourceLanguage().getUnversionedName()));
}

void CompileUnit::addIndexName(const Die *die, const MDString *name) {
  if (hasIndex() && name && !name->getString().empty())
    index.add(*name, die);
}

void CompileUnit::addIndexName(const Die *die, StringRef name) {
  if (hasIndex() && !name.empty())
    index.add(*MDString::get(node.getContext(), name), die);
}

void CompileUnit::addPublicName(const Die *die, StringRef name,
                                const DIScope *context) {
  if (!hasPublicNames())
    return;
  if (isCPlusPlus())
    publicNames.add(PublicNames::qualifiedName(context, name), die);
  else
    publicNames.add(name, die);
}

/// Whether what `context` holds is public.
static bool isPublic(const DIScope *context) {
  return !context || isa<DICompileUnit, DIFile, DINamespace>(context);
}

void CompileUnit::addNamespaceNames(const Die *die, const DINamespace *node) {
  StringRef name =
      node->getName().empty() ? "(anonymous namespace)" : node->getName();
  addIndexName(die, name);
  addPublicName(die, name, node->getScope());
}

void CompileUnit::addTypeNames(const Die *die, const DIType *type) {
  if (type->getName().empty() || type->isForwardDecl())
    return;
  addIndexName(die, type->getRawName());
  const DIScope *context = type->getScope();
  if (!hasPublicNames() || !isPublic(context))
    return;
  if (isCPlusPlus())
    publicTypes.add(PublicNames::qualifiedName(context, type->getName()), die);
  else
    publicTypes.add(type->getName(), die);
}

void CompileUnit::addEnumeratorName(const Die *die, StringRef name,
                                    const DIScope *context) {
  if (isPublic(context))
    addPublicName(die, name, context);
}

/// Of a function's code, or of a copy of it.
void CompileUnit::addSubprogramNames(const Die *die, const DISubprogram *node) {
  addIndexName(die, node->getRawName());
  if (node->getLinkageName() != node->getName())
    addIndexName(die,
                 GlobalValue::dropLLVMManglingEscape(node->getLinkageName()));
}

void CompileUnit::addGlobalNames(const Die *die, const DIGlobalVariable *node) {
  if (node->isDefinition()) {
    const DIDerivedType *declared = node->getStaticDataMemberDeclaration();
    addPublicName(die, node->getName(),
                  declared ? declared->getScope() : node->getScope());
  }
  bool hasPlace = hasIndex() && (die->find(dwarf::DW_AT_location) ||
                                 die->find(dwarf::DW_AT_const_value));
  if (!hasPlace)
    return;
  addIndexName(die, node->getName());
  if (node->getLinkageName() != node->getName())
    addIndexName(die, node->getLinkageName());
}
