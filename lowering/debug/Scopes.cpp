//===- Scopes.cpp - Lexical scopes of one function ------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/Scopes.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace shunt::debug;

//===----------------------------------------------------------------------===//
// The tree
//===----------------------------------------------------------------------===//

Scope *Scopes::create(const DILocalScope *node, const DILocation *inlinedAt,
                      Scope *parent, bool isAbstract) {
  auto *scope = new (scopeStorage.Allocate()) Scope();
  scope->node = node;
  scope->inlinedAt = inlinedAt;
  scope->parent = parent;
  scope->isAbstract = isAbstract;
  if (parent)
    parent->children.push_back(scope);
  return scope;
}

Scope *Scopes::getOrCreateAbstract(const DILocalScope *node) {
  node = node->getNonLexicalBlockFileScope();
  if (Scope *scope = abstractScopes.lookup(node))
    return scope;
  Scope *parent = nullptr;
  if (auto *block = dyn_cast<DILexicalBlockBase>(node))
    parent = getOrCreateAbstract(block->getScope());
  Scope *scope = create(node, nullptr, parent, /*isAbstract=*/true);
  abstractScopes[node] = scope;
  if (isa<DISubprogram>(node))
    abstracts.push_back(scope);
  return scope;
}

Scope *Scopes::getOrCreate(const DILocalScope *node,
                           const DILocation *inlinedAt) {
  node = node->getNonLexicalBlockFileScope();
  if (Scope *scope = scopes.lookup({node, inlinedAt}))
    return scope;
  if (inlinedAt) {
    // What has no debug information is part of where it is inlined to.
    if (node->getSubprogram()->getUnit()->getEmissionKind() ==
        DICompileUnit::NoDebug)
      return getOrCreate(inlinedAt->getScope(), inlinedAt->getInlinedAt());
    getOrCreateAbstract(node);
  }
  Scope *parent = nullptr;
  if (auto *block = dyn_cast<DILexicalBlockBase>(node))
    parent = getOrCreate(block->getScope(), inlinedAt);
  else if (inlinedAt)
    parent = getOrCreate(inlinedAt->getScope(), inlinedAt->getInlinedAt());
  Scope *scope = create(node, inlinedAt, parent, /*isAbstract=*/false);
  scopes[{node, inlinedAt}] = scope;
  if (!parent)
    function = scope;
  return scope;
}

/// Makes all scopes of the spans, in the order of the host's instructions.
void Scopes::createAll(ArrayRef<CodeSpan> spans) {
  SmallVector<const CodeSpan *, 0> order;
  const DILocation *last = nullptr;
  for (const CodeSpan &span : spans) {
    const DILocation *location = span.location;
    if (location && (!last || location->getScope() != last->getScope() ||
                     location->getInlinedAt() != last->getInlinedAt()))
      order.push_back(&span);
    last = location;
  }
  auto isInFront = [](const CodeSpan *a, const CodeSpan *b) {
    return a->origin < b->origin;
  };
  if (!is_sorted(order, isInFront))
    sort(order, isInFront);
  for (const CodeSpan *span : order)
    getOrCreate(span->location->getScope(), span->location->getInlinedAt());
}

//===----------------------------------------------------------------------===//
// Ranges
//===----------------------------------------------------------------------===//

void Scopes::open(Scope *scope, const CodeRange &range) {
  for (; scope; scope = scope->parent) {
    if (scope->open.begin == UINT32_MAX)
      scope->open.begin = range.begin;
    scope->open.end = range.end;
  }
}

/// Ends the ranges of `scope` and of those around it that `next` isn't in;
/// null: of all.
void Scopes::close(Scope *scope, const Scope *next) {
  for (; scope && !(next && scope->contains(next)); scope = scope->parent) {
    scope->ranges.push_back(scope->open);
    scope->open = {UINT32_MAX, 0};
  }
}

void Scopes::build(ArrayRef<CodeSpan> spans) {
  scopes.clear();
  abstractScopes.clear();
  abstracts.clear();
  function = nullptr;
  scopeStorage.DestroyAll();
  variableStorage.DestroyAll();
  labelStorage.DestroyAll();
  knownAbstract.clear();
  createAll(spans);

  Scope *last = nullptr;
  const CodeSpan *previous = nullptr;
  for (const CodeSpan &span : spans) {
    bool continues = previous && previous->inst && span.inst &&
                     previous->inst->getParent() == span.inst->getParent();
    previous = &span;
    CodeRange range = {span.begin, span.end};
    if (!span.location) {
      if (continues && last)
        open(last, range);
      continue;
    }
    Scope *scope =
        getOrCreate(span.location->getScope(), span.location->getInlinedAt());
    if (last && !last->contains(scope))
      close(last, scope);
    open(scope, range);
    last = scope;
  }
  close(last, nullptr);
}

//===----------------------------------------------------------------------===//
// What is in them
//===----------------------------------------------------------------------===//

ScopeVariable *Scopes::addVariable(Scope *scope,
                                   const DILocalVariable *variable,
                                   const DILocation *inlinedAt) {
  auto *added = new (variableStorage.Allocate()) ScopeVariable();
  added->variable = variable;
  added->inlinedAt = inlinedAt;
  added->sequence = nextSequence++;
  if (unsigned number = variable->getArg()) {
    auto &list = scope->parameters;
    auto *place = list.end();
    while (place != list.begin() && place[-1]->variable->getArg() > number)
      --place;
    list.insert(place, added);
  } else {
    scope->variables.push_back(added);
  }
  return added;
}

void Scopes::addAbstractVariable(Scope *scope,
                                 const DILocalVariable *variable) {
  if (knownAbstract.insert(variable).second)
    addVariable(scope, variable, nullptr);
}

void Scopes::addAbstractLabel(Scope *scope, const DILabel *label) {
  if (knownAbstract.insert(label).second)
    addLabel(scope, label, nullptr, 0);
}

ScopeLabel *Scopes::addLabel(Scope *scope, const DILabel *label,
                             const DILocation *inlinedAt, uint32_t offset) {
  auto *added = new (labelStorage.Allocate()) ScopeLabel();
  *added = {label, inlinedAt, nextSequence++, offset};
  scope->labels.push_back(added);
  return added;
}
