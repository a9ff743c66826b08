//===- CompileUnit.h - The entries of one compile unit ----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// From the host's debug metadata to debugging information entries. Entries,
// their order and their attributes are those of LLVM (DwarfUnit,
// DwarfCompileUnit), so that debuggers see what they know, and trees can be
// compared. The methods are spread over files by what is described:
// CompileUnit, Types, Members, Subprograms, Variables, Names.
//
// A type's entry is made when something first refers to it. What subprograms
// and their variables say of themselves (names, types) is added when all code
// is there, because only then it is known which of them are inlined anywhere.
//
// What cannot be described is refused: the first such construct is kept, and
// what was built is of no use then.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_COMPILEUNIT_H
#define SHUNT_LOWERING_DEBUG_COMPILEUNIT_H

#include "lowering/debug/AddressPool.h"
#include "lowering/debug/DebugOptions.h"
#include "lowering/debug/Die.h"
#include "lowering/debug/LineTable.h"
#include "lowering/debug/NameIndex.h"
#include "lowering/debug/PublicNames.h"
#include "lowering/debug/RangeLists.h"
#include "lowering/debug/Scopes.h"
#include "lowering/debug/StringPool.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/GlobalVariable.h"
#include <optional>

namespace shunt::debug {

/// Finds the symbols of the host's global values.
class SymbolSource {
public:
  virtual ~SymbolSource() = default;
  /// The symbol of a function or variable; None: it has none.
  virtual object::SymbolId symbolOf(const llvm::GlobalValue &value) = 0;
  /// The symbol of the global of WebAssembly from which thread-local variables
  /// count; None: the target has no such.
  virtual object::SymbolId threadBase() = 0;
};

/// A function's place, for its entry.
struct FunctionPlace {
  object::SymbolId base; ///< What stands for its section.
  uint64_t begin;        ///< Bytes from the base.
  uint64_t size;         ///< Bytes.
  /// lldb is to be told that there is no frame pointer.
  bool omitsFramePointer = false;
};

/// A call in a function that says of each where it is.
struct CallSite {
  uint64_t returnOffset; ///< Bytes from the function's base, behind the call.
  const llvm::DISubprogram *callee; ///< Null: known at run time.
};

/// The unit that stands in the object for one whose entries are in another file
/// (-gsplit-dwarf; DWARF 5, section 3.1.2).
struct Skeleton {
  Skeleton(unsigned lastVersion, unsigned version)
      : tree(llvm::dwarf::DW_TAG_skeleton_unit, lastVersion),
        ranges(version, RangeLists::Kind::Ranges) {}

  DieTree tree;
  StringPool strings;
  RangeLists ranges;
};

/// A type in a unit of its own, of which linkers keep one (DWARF 5, section
/// 3.1.4).
struct TypeUnit {
  TypeUnit(const llvm::DICompositeType *node, uint64_t signature,
           unsigned lastVersion)
      : node(node), signature(signature),
        tree(llvm::dwarf::DW_TAG_type_unit, lastVersion) {}

  const llvm::DICompositeType *node;
  uint64_t signature;
  DieTree tree;
  Die *type = nullptr;
};

/// Builds one compile unit, and the type units that it refers to.
class CompileUnit {
public:
  CompileUnit(const llvm::DICompileUnit &node, unsigned version,
              const DebugTarget &target, const DebugOptions &options,
              object::Object &object, SymbolSource &symbols);

  /// Adds the module's variables, enumerations and retained types.
  void addModule(const llvm::Module &module);
  /// Adds a function and what is in its scopes.
  void addFunction(const llvm::DISubprogram &subprogram, Scopes &scopes,
                   const FunctionPlace &place, const FrameBase &frameBase);
  /// Adds the calls of a function that was added, all that are known.
  void addCallSites(const llvm::DISubprogram &subprogram,
                    const FunctionPlace &place, llvm::ArrayRef<CallSite> calls);
  /// Adds code to what the unit covers; where it follows the last function of
  /// its section, to the same range.
  void addRange(const FunctionPlace &place);
  /// The next function's code stands apart: a function without debug
  /// information lies between.
  void interruptRange() { rangeIsOpen = false; }
  /// Adds all that could only be known at the end. From here on nothing may be
  /// added.
  void finish();

  /// Whether only line tables and inlined functions are wanted (-g1).
  bool isMinimal() const {
    return node.getEmissionKind() == llvm::DICompileUnit::LineTablesOnly;
  }

  /// Whether .debug_names is wanted: by -gpubnames of DWARF 5, or for lldb.
  bool hasIndex() const;
  /// Whether .debug_pubnames and .debug_pubtypes are wanted, and if so, in
  /// GNU's form.
  bool hasPublicNames() const;
  bool hasGnuNames() const {
    return node.getNameTableKind() ==
           llvm::DICompileUnit::DebugNameTableKind::GNU;
  }
  bool isCPlusPlus() const;
  /// Whether the entries go to another file than the code (-gsplit-dwarf).
  bool isSplit() const { return !options.splitName.empty(); }
  /// Whether anything stands in the unit.
  bool hasEntries() const { return tree.root->firstChild; }
  /// Whether there is nothing to say, not even where code is.
  bool isEmpty() const {
    return !hasEntries() && unitRanges.empty() && !hasMacros();
  }
  bool hasMacros() const { return !node.getMacros().empty(); }

  /// What can't be described; empty: nothing.
  const std::string &refusal() const { return refused; }

  const llvm::DICompileUnit &node;
  const unsigned version;
  const DebugOptions &options;
  DieTree tree;
  StringPool strings;
  AddressPool addresses;
  LineTable lines;
  RangeLists ranges;
  RangeLists locations;
  NameIndex index;
  PublicNames publicNames;
  PublicNames publicTypes;
  std::optional<Skeleton> skeleton; ///< If isSplit().
  llvm::SmallVector<std::unique_ptr<TypeUnit>, 0> typeUnits;

private:
  //===--- CompileUnit.cpp ------------------------------------------------===//

  void refuse(const llvm::Twine &construct);
  Die *lookUp(const llvm::MDNode *node) const { return now->dies.lookup(node); }
  /// A new entry, which stands for `node` from now on; null: for none.
  Die *create(uint16_t tag, Die *parent, const llvm::MDNode *node = nullptr);
  void addString(Die *die, uint16_t name, const llvm::MDString *string);
  void addString(Die *die, uint16_t name, llvm::StringRef string);
  void addName(Die *die, const llvm::MDString *name) {
    if (name && !name->getString().empty())
      addString(die, llvm::dwarf::DW_AT_name, name);
  }
  void addLinkageName(Die *die, llvm::StringRef name);
  void addSourceLine(Die *die, unsigned line, const llvm::DIFile *file);
  void addAlignment(Die *die, uint32_t bytes);
  void addAccess(Die *die, llvm::DINode::DIFlags flags);
  void addConstantValue(Die *die, const llvm::APInt &value, bool isUnsigned);
  /// Adds an address of code.
  void addAddress(Die *die, uint16_t name, object::SymbolId base,
                  uint64_t offset);
  void addRange(Die *die, const SectionRange &range, RangeLists &lists);
  void addRanges(Die *die, llvm::ArrayRef<SectionRange> list,
                 RangeLists &lists);
  void addLocations(Die *die, const ScopeVariable &variable);
  using Relocations = llvm::SmallVectorImpl<BlockRelocation>;
  /// Appends the operation that pushes an address, of code or of data.
  void addAddressTo(llvm::SmallVectorImpl<char> &bytes,
                    Relocations &relocations, object::SymbolId symbol,
                    bool isCode);
  /// Appends the operation that pushes a global of WebAssembly.
  void addGlobalTo(llvm::SmallVectorImpl<char> &bytes, Relocations &relocations,
                   object::SymbolId symbol);
  void addLocation(Die *die, llvm::StringRef bytes,
                   llvm::ArrayRef<BlockRelocation> relocations = {});
  bool isC() const;
  Die *contextOf(const llvm::DIScope *scope);
  Die *namespaceDie(const llvm::DINamespace *node);
  Die *moduleDie(const llvm::DIModule *node);
  Die *importedDie(const llvm::DIImportedEntity *node);
  Die *entityDie(const llvm::DINode *entity);
  void addUnitAttributes(Die *root);
  void addLines(Die *root);
  void addStringsBase(Die *root);
  void addFiles(Die *root);
  void addUnitPlace(Die *root, RangeLists &lists);
  void addBases(Die *root, const RangeLists &lists);
  void addSkeleton(const SectionRange *base);

  //===--- Types.cpp ------------------------------------------------------===//

  Die *typeDie(const llvm::DIType *type);
  void addType(Die *die, const llvm::DIType *type,
               uint16_t name = llvm::dwarf::DW_AT_type);
  void describeBasic(Die *die, const llvm::DIBasicType *type);
  void describeDerived(Die *die, const llvm::DIDerivedType *type);
  void describeSubroutine(Die *die, const llvm::DISubroutineType *type);
  void describeComposite(Die *die, const llvm::DICompositeType *type);
  void describeArray(Die *die, const llvm::DICompositeType *type);
  void describeSubrange(Die *array, const llvm::DISubrange *range);
  void addBound(Die *die, uint16_t name, llvm::DISubrange::BoundType bound);
  void describeEnumeration(Die *die, const llvm::DICompositeType *type);
  /// Returns the number of the object's parameter, from 0; -1: none is.
  int addParameterTypes(Die *die, llvm::DITypeRefArray types);
  Die *indexType();
  bool isUnsigned(const llvm::DIType *type) const;
  void addAnnotations(llvm::DINodeArray annotations);

  //===--- TypeUnits.cpp --------------------------------------------------===//

  bool wantsTypeUnit(const llvm::DIType *type) const;
  bool bindsTypeUnit(const llvm::DIType *type) const;
  void describeInTypeUnit(Die *die, const llvm::DICompositeType *type);
  void buildTypeUnit(const llvm::DICompositeType *type, uint64_t signature);

  //===--- Members.cpp ----------------------------------------------------===//

  void describeMembers(Die *die, const llvm::DICompositeType *type);
  void addElement(Die *die, const llvm::DINode *element);
  Die *memberDie(Die *parent, const llvm::DIDerivedType *member);
  void addMemberPlace(Die *die, const llvm::DIDerivedType *member);
  Die *staticMemberDie(const llvm::DIDerivedType *member);
  void addTemplateParameters(Die *die, llvm::DINodeArray parameters);
  void addTemplateValue(Die *die,
                        const llvm::DITemplateValueParameter *parameter);

  //===--- Subprograms.cpp ------------------------------------------------===//

  Die *subprogramDie(const llvm::DISubprogram *node);
  void describeSubprogram(Die *die, const llvm::DISubprogram *node);
  void describeFunction(Die *die, const llvm::DISubprogram *node);
  bool describeDefinition(Die *die, const llvm::DISubprogram *node);
  void addVirtuality(Die *die, const llvm::DISubprogram *node);
  void addSubprogramFlags(Die *die, const llvm::DISubprogram *node);
  void addFrameBase(Die *die, const FrameBase &base);
  Die *abstractDie(const llvm::DISubprogram *node);
  void addAbstract(Scope *scope);
  void collectImports(const llvm::DISubprogram &subprogram);
  void collectRetained(const llvm::DISubprogram &inlined, Scopes &scopes);
  void finishSubprogram(const llvm::DISubprogram *node);

  //===--- Names.cpp ------------------------------------------------------===//

  void addIndexName(const Die *die, const llvm::MDString *name);
  void addIndexName(const Die *die, llvm::StringRef name);
  void addPublicName(const Die *die, llvm::StringRef name,
                     const llvm::DIScope *context);
  void addNamespaceNames(const Die *die, const llvm::DINamespace *node);
  void addTypeNames(const Die *die, const llvm::DIType *type);
  void addEnumeratorName(const Die *die, llvm::StringRef name,
                         const llvm::DIScope *context);
  void addSubprogramNames(const Die *die, const llvm::DISubprogram *node);
  void addGlobalNames(const Die *die, const llvm::DIGlobalVariable *node);

  //===--- Variables.cpp --------------------------------------------------===//

  struct GlobalPlace {
    const llvm::GlobalVariable *global; ///< Null: a constant.
    const llvm::DIExpression *expression;
  };
  using GlobalPlaces = llvm::SmallVector<GlobalPlace, 1>;

  Die *globalDie(const llvm::DIGlobalVariable *node);
  void addGlobalLocation(Die *die, const llvm::DIGlobalVariable *node,
                         llvm::MutableArrayRef<GlobalPlace> places);
  bool addThreadLocalAddressTo(llvm::SmallVectorImpl<char> &bytes,
                               Relocations &relocations,
                               object::SymbolId symbol);
  /// The contents of a scope; returns the object pointer's entry, or null.
  Die *addScopeContents(Die *die, Scope *scope);
  void addScope(Die *parent, Scope *scope);
  Die *addVariable(Die *parent, const ScopeVariable &variable,
                   const Scope &scope);
  void addLabel(Die *parent, const ScopeLabel &label, const Scope &scope);
  void describeVariable(Die *die, const llvm::DILocalVariable *node);
  void describeLabel(Die *die, const llvm::DILabel *node);
  void addScopeRanges(Die *die, const Scope &scope);
  void finishVariables();
  void finishBlocks();

  /// A variable or label of a function, whose entry lacks what it says of
  /// itself.
  struct Unfinished {
    Die *die;
    const llvm::DINode *node;
    uint32_t sequence;     ///< In its function.
    uint64_t address;      ///< Of a label: bytes from the base.
    object::SymbolId base; ///< None: it is no label.
  };

  const DebugTarget &target;
  object::Object &object;
  SymbolSource &symbols;
  std::string refused;
  /// What belongs to one unit that is being built.
  struct UnitState {
    UnitState(Die *root, StringPool &strings, bool isTypeUnit)
        : root(root), strings(strings), isTypeUnit(isTypeUnit) {}

    Die *const root;
    StringPool &strings;
    const bool isTypeUnit;
    llvm::DenseMap<const llvm::MDNode *, Die *> dies;
    Die *indexType = nullptr; ///< Of arrays.
  };
  UnitState own{tree.root, strings, /*isTypeUnit=*/false};
  UnitState *now = &own;
  llvm::DenseMap<const llvm::DICompositeType *, uint64_t> signatures;
  /// What goes into type units belongs to this compile unit: it takes an
  /// address by number, or a type of this unit alone.
  bool isBound = false;
  llvm::DenseMap<const llvm::DISubprogram *, Die *> abstractSubprograms;
  /// Those of which the entry has what is in their scopes.
  llvm::DenseSet<const llvm::DISubprogram *> filledAbstracts;
  llvm::DenseSet<const llvm::DISubprogram *> functions; ///< The module has.
  llvm::DenseMap<const llvm::DINode *, Die *> abstractVariables;
  llvm::DenseMap<const llvm::DILocalScope *, Die *> abstractBlocks;
  /// Lexical blocks that have code.
  llvm::SmallVector<std::pair<Die *, const llvm::DILocalScope *>, 0> blocks;
  llvm::SetVector<const llvm::DISubprogram *> subprograms; ///< Seen in code.
  llvm::SmallVector<Unfinished, 0> unfinished;
  llvm::MapVector<Die *, const llvm::DIType *> containingTypes;
  llvm::DenseMap<const llvm::DIGlobalVariable *, GlobalPlaces> globalPlaces;
  llvm::SetVector<const llvm::DIImportedEntity *> localImports;
  /// By local scope: what is imported into it.
  llvm::DenseMap<const llvm::DILocalScope *,
                 llvm::SmallVector<const llvm::DIImportedEntity *, 1>>
      importsOf;
  llvm::SmallVector<SectionRange, 0> unitRanges;
  /// DWARF 4: attributes whose integer is the number of a range list.
  llvm::SmallVector<Attribute *, 0> rangeAttributes;
  llvm::SmallVector<Attribute *, 0> locationAttributes; ///< The same.
  llvm::BumpPtrAllocator expressions;                   ///< Of location lists.
  bool rangeIsOpen = false;
  FunctionPlace current = {}; ///< The function whose scopes are described.
};

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_COMPILEUNIT_H
