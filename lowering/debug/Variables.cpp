//===- Variables.cpp - The entries of variables, labels, blocks -----------===//
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
using shunt::object::SymbolId;

//===----------------------------------------------------------------------===//
// Global variables
//===----------------------------------------------------------------------===//

Die *CompileUnit::globalDie(const DIGlobalVariable *node) {
  if (Die *die = lookUp(node))
    return die;
  Die *context = contextOf(node->getScope());
  Die *die = create(node->getTag(), context, node);
  const DIType *type = node->getType();
  if (const DIDerivedType *declared = node->getStaticDataMemberDeclaration()) {
    tree.addReference(die, dwarf::DW_AT_specification,
                      staticMemberDie(declared));
    // The definition's type may say more.
    if (type != declared->getBaseType())
      addType(die, type);
  } else {
    if (!node->getDisplayName().empty())
      addString(die, dwarf::DW_AT_name, node->getDisplayName());
    if (type)
      addType(die, type);
    if (!node->isLocalToUnit())
      tree.addFlag(die, dwarf::DW_AT_external);
    addSourceLine(die, node->getLine(), node->getFile());
  }
  if (!node->isDefinition())
    tree.addFlag(die, dwarf::DW_AT_declaration);
  addAnnotations(node->getAnnotations());
  addAlignment(die, node->getAlignInBytes());
  if (MDTuple *parameters = node->getTemplateParams())
    addTemplateParameters(die, DINodeArray(parameters));
  addGlobalLocation(die, node, globalPlaces[node]);
  addLinkageName(die, node->getLinkageName());
  addGlobalNames(die, node);
  return die;
}

/// Appends what pushes the address of a thread-local variable. False: debuggers
/// can't find it.
bool CompileUnit::addThreadLocalAddressTo(Bytes &bytes,
                                          Relocations &relocations,
                                          SymbolId symbol) {
  if (SymbolId base = symbols.threadBase(); base != SymbolId::None) {
    addGlobalTo(bytes, relocations, base);
    addAddressTo(bytes, relocations, symbol, /*isCode=*/false);
    append8(bytes, dwarf::DW_OP_plus);
    return true;
  }
  if (!target.tlsOffset)
    return false;
  if (isSplit()) {
    append8(bytes, dwarf::DW_OP_GNU_const_index);
    appendUleb(bytes, addresses.add({symbol, 0, target.tlsOffset}));
  } else {
    append8(bytes, dwarf::DW_OP_const8u);
    relocations.push_back({bytes.size(), symbol, target.tlsOffset});
    append64(bytes, 0);
  }
  // gdb knows only GNU's own name for it.
  append8(bytes, options.isForLLDB ? dwarf::DW_OP_form_tls_address
                                   : dwarf::DW_OP_GNU_push_tls_address);
  return true;
}

void CompileUnit::addGlobalLocation(Die *die, const DIGlobalVariable *node,
                                    MutableArrayRef<GlobalPlace> places) {
  auto fragmentStart = [](const GlobalPlace &place) -> uint64_t {
    auto fragment =
        place.expression ? place.expression->getFragmentInfo() : std::nullopt;
    return fragment ? fragment->OffsetInBits + 1 : 0;
  };
  sort(places, [&](const GlobalPlace &a, const GlobalPlace &b) {
    return fragmentStart(a) < fragmentStart(b);
  });
  if (places.size() == 1 && places[0].expression)
    if (auto kind = places[0].expression->isConstant()) {
      uint64_t value = places[0].expression->getElement(1);
      return addConstantValue(
          die, APInt(64, value),
          *kind == DIExpression::SignedOrUnsignedConstant::UnsignedConstant);
    }
  Expression location;
  SmallVector<BlockRelocation, 1> relocations;
  for (auto [global, expression] : places) {
    bool isConstant = expression && expression->isConstant();
    if (!global && !isConstant)
      continue;
    location.addGapTo(expression);
    if (!global) {
      location.addOperations(expression);
      continue;
    }
    SymbolId symbol = symbols.symbolOf(*global);
    if (symbol == SymbolId::None)
      return refuse("debug information of variable '" + node->getName() +
                    "' without a symbol");
    if (!global->isThreadLocal())
      addAddressTo(location.bytes, relocations, symbol, /*isCode=*/false);
    else if (!addThreadLocalAddressTo(location.bytes, relocations, symbol))
      continue;
    location.addOperations(expression);
  }
  if (!location.refused.empty())
    return refuse(location.refused);
  if (!location.bytes.empty())
    addLocation(die, location.bytes, relocations);
}

//===----------------------------------------------------------------------===//
// What is in a scope
//===----------------------------------------------------------------------===//

/// Whether one expression holds in all of the scope.
static bool isEverywhere(const ScopeVariable &variable, const Scope &scope) {
  if (variable.ranges.size() != 1)
    return false;
  const CodeRange &code = variable.ranges.front().code;
  return code.begin <= scope.ranges.front().begin &&
         code.end >= scope.ranges.back().end;
}

Die *CompileUnit::addVariable(Die *parent, const ScopeVariable &variable,
                              const Scope &scope) {
  const DILocalVariable *node = variable.variable;
  uint16_t tag =
      node->getArg() ? dwarf::DW_TAG_formal_parameter : dwarf::DW_TAG_variable;
  Die *die = create(tag, parent);
  if (scope.isAbstract) {
    abstractVariables[node] = die;
    describeVariable(die, node);
    return die;
  }
  if (!variable.inlinedAt)
    now->dies[node] = die;
  Expression location;
  for (const ScopeVariable::Place &place : variable.places)
    location.addMemory(place.memory, place.expression);
  if (!location.refused.empty())
    refuse(location.refused);
  if (!location.bytes.empty())
    addLocation(die, location.bytes);
  else if (isEverywhere(variable, scope))
    addLocation(die, variable.ranges.front().expression);
  else if (!variable.ranges.empty())
    addLocations(die, variable);
  unfinished.push_back({die, node, variable.sequence, 0, SymbolId::None});
  return die;
}

void CompileUnit::addLabel(Die *parent, const ScopeLabel &label,
                           const Scope &scope) {
  Die *die = create(dwarf::DW_TAG_label, parent);
  if (scope.isAbstract) {
    abstractVariables[label.label] = die;
    return describeLabel(die, label.label);
  }
  unfinished.push_back({die, label.label, label.sequence,
                        current.begin + label.offset, current.base});
}

void CompileUnit::addScopeRanges(Die *die, const Scope &scope) {
  SmallVector<SectionRange, 8> list;
  for (const CodeRange &range : scope.ranges)
    list.push_back({current.base, /*isFunction=*/false,
                    current.begin + range.begin, current.begin + range.end});
  if (list.size() == 1)
    return addRange(die, list.front(), ranges);
  addRanges(die, list, ranges);
}

void CompileUnit::addScope(Die *parent, Scope *scope) {
  auto *inlined = dyn_cast<DISubprogram>(scope->node);
  if (!inlined) {
    if (!scope->isAbstract && scope->ranges.empty())
      return;
    Die *die = create(dwarf::DW_TAG_lexical_block, parent);
    if (!scope->isAbstract) {
      if (!lookUp(scope->node) && !scope->inlinedAt)
        now->dies[scope->node] = die;
      addScopeRanges(die, *scope);
      blocks.push_back({die, scope->node});
    } else {
      now->dies.try_emplace(scope->node, die);
      abstractBlocks[scope->node] = die;
    }
    addScopeContents(die, scope);
    return;
  }
  Die *die = create(dwarf::DW_TAG_inlined_subroutine, parent);
  tree.addReference(die, dwarf::DW_AT_abstract_origin,
                    abstractSubprograms.lookup(inlined));
  addScopeRanges(die, *scope);
  addSubprogramNames(die, inlined);
  const DILocation *call = scope->inlinedAt;
  tree.addConstant(die, dwarf::DW_AT_call_file,
                   lines.fileNumber(call->getFile()));
  tree.addConstant(die, dwarf::DW_AT_call_line, call->getLine());
  if (call->getColumn())
    tree.addConstant(die, dwarf::DW_AT_call_column, call->getColumn());
  if (unsigned discriminator = call->getDiscriminator())
    tree.addConstant(die, dwarf::DW_AT_GNU_discriminator, discriminator);
  addScopeContents(die, scope);
}

Die *CompileUnit::addScopeContents(Die *die, Scope *scope) {
  Die *objectPointer = nullptr;
  auto add = [&](const ScopeVariable *variable) {
    Die *child = addVariable(die, *variable, *scope);
    if (variable->variable->isObjectPointer())
      objectPointer = child;
  };
  for_each(scope->parameters, add);
  for_each(scope->variables, add);
  for (const ScopeLabel *label : scope->labels)
    addLabel(die, *label, *scope);
  if (!isMinimal() && !scope->inlinedAt) {
    auto &imports = importsOf[scope->node];
    localImports.insert(imports.begin(), imports.end());
  }
  for (Scope *inner : scope->children) {
    // A block in which nothing is declared has no entry.
    bool isEmpty = !isa<DISubprogram>(inner->node) &&
                   inner->parameters.empty() && inner->variables.empty() &&
                   (isMinimal() || importsOf.lookup(inner->node).empty());
    if (isEmpty)
      addScopeContents(die, inner);
    else
      addScope(die, inner);
  }
  return objectPointer;
}

//===----------------------------------------------------------------------===//
// What variables and labels say of themselves
//===----------------------------------------------------------------------===//

void CompileUnit::describeVariable(Die *die, const DILocalVariable *node) {
  addName(die, node->getRawName());
  addAlignment(die, node->getAlignInBytes());
  addAnnotations(node->getAnnotations());
  addSourceLine(die, node->getLine(), node->getFile());
  if (const DIType *type = node->getType())
    addType(die, type);
  if (node->isArtificial() ||
      (node->getType() && node->getType()->isArtificial()))
    tree.addFlag(die, dwarf::DW_AT_artificial);
}

void CompileUnit::describeLabel(Die *die, const DILabel *node) {
  addName(die, node->getRawName());
  addSourceLine(die, node->getLine(), node->getFile());
  if (node->getColumn())
    tree.addConstant(die, dwarf::DW_AT_decl_column, node->getColumn());
  if (node->isArtificial())
    tree.addFlag(die, dwarf::DW_AT_artificial);
}

void CompileUnit::finishBlocks() {
  if (abstractBlocks.empty())
    return;
  for (auto [die, node] : blocks)
    if (Die *abstract = abstractBlocks.lookup(node))
      tree.addReference(die, dwarf::DW_AT_abstract_origin, abstract);
}

void CompileUnit::finishVariables() {
  for (const Unfinished &entity : unfinished) {
    if (Die *abstract = abstractVariables.lookup(entity.node))
      tree.addReference(entity.die, dwarf::DW_AT_abstract_origin, abstract);
    else if (auto *variable = dyn_cast<DILocalVariable>(entity.node))
      describeVariable(entity.die, variable);
    else
      describeLabel(entity.die, cast<DILabel>(entity.node));
    if (auto *label = dyn_cast<DILabel>(entity.node))
      addIndexName(entity.die, label->getRawName());
    if (entity.base != SymbolId::None)
      addAddress(entity.die, dwarf::DW_AT_low_pc, entity.base, entity.address);
  }
}
