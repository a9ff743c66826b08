//===- Scopes.h - Lexical scopes of one function ----------------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// From the locations of a function's code to its tree of scopes: the function,
// its blocks, what is inlined into them; each with the ranges of code that it
// covers. Scopes that no code has do not exist.
//
// Scopes are in the order of the host's code, whatever the layout of the
// blocks: that of LLVM's -O0.
//
// A scope is open from its first instruction up to the last one before an
// instruction that neither it nor anything inside it has; an instruction
// without a location belongs to what stands before it in its block. This is
// LLVM's rule (LexicalScopes::assignInstructionRanges), so that ranges are
// LLVM's for the same code.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_SCOPES_H
#define SHUNT_LOWERING_DEBUG_SCOPES_H

#include "lowering/debug/Places.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Instruction.h"
#include "llvm/Support/Allocator.h"

namespace shunt::debug {

/// Code of one instruction of the host.
struct CodeSpan {
  uint32_t begin;                   ///< Bytes from the function's start.
  uint32_t end;                     ///< One past its last byte.
  const llvm::Instruction *inst;    ///< Null: none of the host's.
  const llvm::DILocation *location; ///< Null: unknown.
  uint32_t origin;                  ///< The instruction's number.
};

/// A range of code, in bytes from the function's start.
struct CodeRange {
  uint32_t begin;
  uint32_t end;
};

/// A variable of a scope.
struct ScopeVariable {
  const llvm::DILocalVariable *variable;
  const llvm::DILocation *inlinedAt; ///< Null: the function's own.
  uint32_t sequence; ///< When it was added, among variables and labels.
  /// Where it lives for as long as its scope lasts. Several: one a fragment.
  struct Place {
    MemoryPlace memory;
    const llvm::DIExpression *expression;
  };
  llvm::SmallVector<Place, 1> places;
  /// Or where else it is in parts of its scope; none: nowhere.
  struct Range {
    CodeRange code;
    llvm::SmallString<16> expression; ///< DWARF's.
  };
  llvm::SmallVector<Range, 0> ranges;
};

/// A label of a scope.
struct ScopeLabel {
  const llvm::DILabel *label;
  const llvm::DILocation *inlinedAt;
  uint32_t sequence; ///< When it was added, among variables and labels.
  uint32_t offset;   ///< Bytes from the function's start.
};

/// A lexical scope.
struct Scope {
  const llvm::DILocalScope *node;    ///< A subprogram or a block.
  const llvm::DILocation *inlinedAt; ///< Null: not inlined.
  Scope *parent;
  bool isAbstract;
  llvm::SmallVector<Scope *, 4> children;
  llvm::SmallVector<CodeRange, 1> ranges; ///< Once assigned.
  CodeRange open = {UINT32_MAX, 0};       ///< While they are assigned.
  /// In the order of their numbers.
  llvm::SmallVector<ScopeVariable *, 4> parameters;
  llvm::SmallVector<ScopeVariable *, 4> variables; ///< In order of declaration.
  llvm::SmallVector<ScopeLabel *, 0> labels;

  /// Whether `other` is this scope or lies in it.
  bool contains(const Scope *other) const {
    while (other && other != this)
      other = other->parent;
    return other;
  }
};

/// The scopes of one function after the other.
class Scopes {
public:
  /// Forgets the last function and makes the scopes of `spans`, which are in
  /// the order of their offsets.
  void build(llvm::ArrayRef<CodeSpan> spans);

  /// The function's own scope; null: no code has it.
  Scope *functionScope() const { return function; }
  /// The scopes of subprograms that are inlined into the function.
  llvm::ArrayRef<Scope *> abstractFunctions() const { return abstracts; }

  /// The scope of a location; null: no code has it.
  Scope *find(const llvm::DILocation *location) const {
    return find(location->getScope(), location->getInlinedAt());
  }
  Scope *find(const llvm::DILocalScope *node,
              const llvm::DILocation *inlinedAt) const {
    return scopes.lookup({node->getNonLexicalBlockFileScope(), inlinedAt});
  }
  /// The abstract scope of a node; null: nothing of it is inlined here.
  Scope *findAbstract(const llvm::DILocalScope *node) const {
    return abstractScopes.lookup(node->getNonLexicalBlockFileScope());
  }
  Scope *getOrCreateAbstract(const llvm::DILocalScope *node);

  /// Adds a variable to a scope, a parameter at its number's place.
  ScopeVariable *addVariable(Scope *scope,
                             const llvm::DILocalVariable *variable,
                             const llvm::DILocation *inlinedAt);
  /// Adds a variable to an abstract scope, unless it has it.
  void addAbstractVariable(Scope *scope, const llvm::DILocalVariable *variable);
  /// Adds a label to an abstract scope, unless it has it.
  void addAbstractLabel(Scope *scope, const llvm::DILabel *label);
  ScopeLabel *addLabel(Scope *scope, const llvm::DILabel *label,
                       const llvm::DILocation *inlinedAt, uint32_t offset);

private:
  Scope *create(const llvm::DILocalScope *node,
                const llvm::DILocation *inlinedAt, Scope *parent,
                bool isAbstract);
  Scope *getOrCreate(const llvm::DILocalScope *node,
                     const llvm::DILocation *inlinedAt);
  void createAll(llvm::ArrayRef<CodeSpan> spans);
  static void open(Scope *scope, const CodeRange &range);
  static void close(Scope *scope, const Scope *next);

  llvm::DenseMap<
      std::pair<const llvm::DILocalScope *, const llvm::DILocation *>, Scope *>
      scopes;
  llvm::DenseMap<const llvm::DILocalScope *, Scope *> abstractScopes;
  llvm::SmallVector<Scope *, 0> abstracts;
  /// Variables and labels that an abstract scope has.
  llvm::DenseSet<const llvm::DINode *> knownAbstract;
  Scope *function = nullptr;
  uint32_t nextSequence = 0;
  llvm::SpecificBumpPtrAllocator<Scope> scopeStorage;
  llvm::SpecificBumpPtrAllocator<ScopeVariable> variableStorage;
  llvm::SpecificBumpPtrAllocator<ScopeLabel> labelStorage;
};

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_SCOPES_H
