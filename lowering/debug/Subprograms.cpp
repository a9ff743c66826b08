//===- Subprograms.cpp - The entries of functions -------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/CompileUnit.h"
#include "lowering/debug/Expression.h"

using namespace llvm;
using namespace shunt::debug;

//===----------------------------------------------------------------------===//
// Declarations and definitions
//===----------------------------------------------------------------------===//

Die *CompileUnit::subprogramDie(const DISubprogram *node) {
  // Making the context may make the entry: members are made with their class.
  Die *context = isMinimal() ? tree.root : contextOf(node->getScope());
  if (Die *die = lookUp(node))
    return die;
  if (const DISubprogram *declaration = node->getDeclaration();
      declaration && !isMinimal()) {
    // Definitions of members belong to the unit, behind their declarations.
    context = now->root;
    subprogramDie(declaration);
  }
  Die *die = create(dwarf::DW_TAG_subprogram, context, node);
  if (!node->isDefinition())
    describeSubprogram(die, node);
  return die;
}

/// What a definition says itself, whether or not there is a declaration that
/// says the rest. Returns whether there is.
bool CompileUnit::describeDefinition(Die *die, const DISubprogram *node) {
  Die *declarationDie = nullptr;
  StringRef declaredLinkageName;
  if (const DISubprogram *declaration = node->getDeclaration();
      declaration && !isMinimal()) {
    DITypeRefArray declared = declaration->getType()->getTypeArray();
    DITypeRefArray defined = node->getType()->getTypeArray();
    // The declaration's result may have been `auto`.
    if (declared.size() && defined.size() && defined[0] &&
        declared[0] != defined[0])
      addType(die, defined[0]);
    declarationDie = lookUp(declaration);
    assert(declarationDie && "made with the definition's entry");
    declaredLinkageName = declaration->getLinkageName();
    uint32_t declaredFile = lines.fileNumber(declaration->getFile());
    uint32_t file = lines.fileNumber(node->getFile());
    if (declaredFile != file)
      tree.addConstant(die, dwarf::DW_AT_decl_file, file);
    if (node->getLine() != declaration->getLine())
      tree.addConstant(die, dwarf::DW_AT_decl_line, node->getLine());
  }
  addTemplateParameters(die, node->getTemplateParams());
  // A constructor's declaration has a name that stands for all its variants.
  if (declaredLinkageName != node->getLinkageName())
    addLinkageName(die, node->getLinkageName());
  if (!declarationDie)
    return false;
  tree.addReference(die, dwarf::DW_AT_specification, declarationDie);
  return true;
}

void CompileUnit::describeSubprogram(Die *die, const DISubprogram *node) {
  bool isBare = isMinimal() && !this->node.getDebugInfoForProfiling();
  if (!isBare && describeDefinition(die, node))
    return;
  addName(die, node->getRawName());
  addAnnotations(node->getAnnotations());
  if (!isBare)
    addSourceLine(die, node->getLine(), node->getFile());
  if (isMinimal())
    return;
  if (node->isPrototyped() && isC())
    tree.addFlag(die, dwarf::DW_AT_prototyped);
  if (node->isObjCDirect())
    refuse("debug information of Objective-C");
  DITypeRefArray types;
  if (const DISubroutineType *type = node->getType()) {
    types = type->getTypeArray();
    if (type->getCC() && type->getCC() != dwarf::DW_CC_normal)
      tree.addInteger(die, dwarf::DW_AT_calling_convention,
                      dwarf::DW_FORM_data1, type->getCC());
  }
  if (types.size() && types[0])
    addType(die, types[0]);
  addVirtuality(die, node);
  if (!node->isDefinition()) {
    tree.addFlag(die, dwarf::DW_AT_declaration);
    int object = addParameterTypes(die, types);
    if (object >= 0 && options.isForLLDB && version >= 5)
      tree.addImplicit(die, dwarf::DW_AT_object_pointer, object);
  }
  for (const DINode *thrown : node->getThrownTypes())
    addType(create(dwarf::DW_TAG_thrown_type, die), cast<DIType>(thrown));
  addSubprogramFlags(die, node);
}

/// The same for a function that has code somewhere.
void CompileUnit::describeFunction(Die *die, const DISubprogram *node) {
  describeSubprogram(die, node);
  const DISubprogram *declaration = node->getDeclaration();
  addPublicName(die, node->getName(),
                (declaration ? declaration : node)->getScope());
}

void CompileUnit::addVirtuality(Die *die, const DISubprogram *node) {
  if (!node->getVirtuality())
    return;
  tree.addInteger(die, dwarf::DW_AT_virtuality, dwarf::DW_FORM_data1,
                  node->getVirtuality());
  if (node->getVirtualIndex() != UINT32_MAX) {
    SmallString<8> bytes;
    append8(bytes, dwarf::DW_OP_constu);
    appendUleb(bytes, node->getVirtualIndex());
    tree.addBlock(die, dwarf::DW_AT_vtable_elem_location,
                  dwarf::DW_FORM_exprloc, bytes);
  }
  if (!now->isTypeUnit)
    containingTypes.insert({die, node->getContainingType()});
}

void CompileUnit::addSubprogramFlags(Die *die, const DISubprogram *node) {
  const std::pair<bool, uint16_t> flags[] = {
      {options.isForLLDB && node->isOptimized(), dwarf::DW_AT_APPLE_optimized},
      {node->isArtificial(), dwarf::DW_AT_artificial},
      {!node->isLocalToUnit(), dwarf::DW_AT_external},
      {node->isLValueReference(), dwarf::DW_AT_reference},
      {node->isRValueReference(), dwarf::DW_AT_rvalue_reference},
      {node->isNoReturn(), dwarf::DW_AT_noreturn},
  };
  for (auto [isOn, name] : flags)
    if (isOn)
      tree.addFlag(die, name);
  addAccess(die, node->getFlags());
  const std::pair<bool, uint16_t> moreFlags[] = {
      {node->isExplicit(), dwarf::DW_AT_explicit},
      {node->isMainSubprogram(), dwarf::DW_AT_main_subprogram},
      {node->isPure(), dwarf::DW_AT_pure},
      {node->isElemental(), dwarf::DW_AT_elemental},
      {node->isRecursive(), dwarf::DW_AT_recursive},
  };
  for (auto [isOn, name] : moreFlags)
    if (isOn)
      tree.addFlag(die, name);
  if (!node->getTargetFuncName().empty())
    addString(die, dwarf::DW_AT_trampoline, node->getTargetFuncName());
  if (version >= 5 && node->isDeleted())
    tree.addFlag(die, dwarf::DW_AT_deleted);
}

//===----------------------------------------------------------------------===//
// Code
//===----------------------------------------------------------------------===//

/// The entry that all inlined copies of a function share.
Die *CompileUnit::abstractDie(const DISubprogram *node) {
  if (Die *die = abstractSubprograms.lookup(node))
    return die;
  Die *context = tree.root;
  if (!isMinimal()) {
    if (const DISubprogram *declaration = node->getDeclaration())
      subprogramDie(declaration);
    else
      context = contextOf(node->getScope());
  }
  // Nothing finds it by its node: that stands for the code of its own.
  Die *die = create(dwarf::DW_TAG_subprogram, context);
  abstractSubprograms[node] = die;
  describeFunction(die, node);
  if (version >= 5)
    tree.addImplicit(die, dwarf::DW_AT_inline, dwarf::DW_INL_inlined);
  else
    tree.addConstant(die, dwarf::DW_AT_inline, dwarf::DW_INL_inlined);
  return die;
}

void CompileUnit::addAbstract(Scope *scope) {
  auto *node = cast<DISubprogram>(scope->node);
  if (!filledAbstracts.insert(node).second)
    return;
  Die *die = abstractDie(node);
  if (Die *pointer = addScopeContents(die, scope))
    tree.addReference(die, dwarf::DW_AT_object_pointer, pointer);
}

/// Notes what the function imports into its scopes.
void CompileUnit::collectImports(const DISubprogram &subprogram) {
  for (const DINode *retained : subprogram.getRetainedNodes())
    if (auto *imported = dyn_cast<DIImportedEntity>(retained))
      importsOf[cast<DILocalScope>(imported->getScope())
                    ->getNonLexicalBlockFileScope()]
          .push_back(imported);
}

/// Adds all that a function declares to its abstract scopes.
void CompileUnit::collectRetained(const DISubprogram &inlined, Scopes &scopes) {
  collectImports(inlined);
  for (const DINode *retained : inlined.getRetainedNodes())
    if (auto *variable = dyn_cast<DILocalVariable>(retained))
      scopes.addAbstractVariable(
          scopes.getOrCreateAbstract(variable->getScope()), variable);
    else if (auto *label = dyn_cast<DILabel>(retained))
      scopes.addAbstractLabel(scopes.getOrCreateAbstract(label->getScope()),
                              label);
}

void CompileUnit::addFrameBase(Die *die, const FrameBase &base) {
  using Kind = FrameBase::Kind;
  SmallString<8> bytes;
  SmallVector<BlockRelocation, 1> relocations;
  switch (base.kind) {
  case Kind::Register:
    append8(bytes, uint8_t(dwarf::DW_OP_reg0 + base.number));
    break;
  case Kind::Local:
    Expression::appendLocal(bytes, base.number);
    append8(bytes, dwarf::DW_OP_stack_value);
    break;
  case Kind::Global:
    addGlobalTo(bytes, relocations, base.symbol);
    append8(bytes, dwarf::DW_OP_stack_value);
    break;
  }
  tree.addBlock(die, dwarf::DW_AT_frame_base, dwarf::DW_FORM_exprloc, bytes,
                relocations);
}

void CompileUnit::addFunction(const DISubprogram &subprogram, Scopes &scopes,
                              const FunctionPlace &place,
                              const FrameBase &frameBase) {
  current = place;
  addRange(place);
  importsOf.clear();
  collectImports(subprogram);
  if (isMinimal() && !node.getDebugInfoForProfiling() &&
      scopes.abstractFunctions().empty())
    return;
  for (Scope *scope : scopes.abstractFunctions()) {
    auto *inlined = cast<DISubprogram>(scope->node);
    if (inlined->getUnit() != &node)
      return refuse("inlining from another compile unit with -g");
    if (!filledAbstracts.contains(inlined))
      collectRetained(*inlined, scopes);
    addAbstract(scope);
  }
  subprograms.insert(&subprogram);
  Die *die = subprogramDie(&subprogram);
  addRange(
      die,
      {place.base, /*isFunction=*/true, place.begin, place.begin + place.size},
      ranges);
  if (place.omitsFramePointer)
    tree.addFlag(die, dwarf::DW_AT_APPLE_omit_frame_ptr);
  if (!isMinimal())
    addFrameBase(die, frameBase);
  addSubprogramNames(die, &subprogram);
  size_t firstUnfinished = unfinished.size();
  if (Scope *scope = scopes.functionScope())
    if (Die *pointer = addScopeContents(die, scope))
      tree.addReference(die, dwarf::DW_AT_object_pointer, pointer);
  // They are described in the order of their declarations, whatever the scope.
  sort(drop_begin(unfinished, firstUnfinished),
       [](const Unfinished &a, const Unfinished &b) {
         return a.sequence < b.sequence;
       });
  // One that takes anything ends with a null.
  DITypeRefArray types = subprogram.getType()->getTypeArray();
  if (types.size() > 1 && !types[types.size() - 1] && !isMinimal())
    create(dwarf::DW_TAG_unspecified_parameters, die);
}

/// DWARF 5, section 3.4; before that only GNU's, for gdb.
void CompileUnit::addCallSites(const DISubprogram &subprogram,
                               const FunctionPlace &place,
                               ArrayRef<CallSite> calls) {
  bool isGnu = version < 5;
  if (isGnu && (options.isForLLDB || options.isStrict))
    return;
  Die *die = subprogramDie(&subprogram);
  tree.addFlag(die, isGnu ? dwarf::DW_AT_GNU_all_call_sites
                          : dwarf::DW_AT_call_all_calls);
  for (const CallSite &call : calls) {
    Die *site = create(
        isGnu ? dwarf::DW_TAG_GNU_call_site : dwarf::DW_TAG_call_site, die);
    if (call.callee) {
      // One whose code comes later is described at the end.
      if (call.callee->isDefinition() && functions.contains(call.callee))
        subprograms.insert(call.callee);
      tree.addReference(
          site, isGnu ? dwarf::DW_AT_abstract_origin : dwarf::DW_AT_call_origin,
          contextOf(call.callee));
    }
    addAddress(site, isGnu ? dwarf::DW_AT_low_pc : dwarf::DW_AT_call_return_pc,
               place.base, call.returnOffset);
  }
}

void CompileUnit::finishSubprogram(const DISubprogram *node) {
  Die *die = lookUp(node);
  if (Die *abstract = abstractSubprograms.lookup(node)) {
    if (die)
      tree.addReference(die, dwarf::DW_AT_abstract_origin, abstract);
    return;
  }
  if (die)
    describeFunction(die, node);
}
