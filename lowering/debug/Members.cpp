//===- Members.cpp - The entries of members and template parameters -------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/CompileUnit.h"

using namespace llvm;
using namespace shunt::debug;
using shunt::object::SymbolId;

//===----------------------------------------------------------------------===//
// Records
//===----------------------------------------------------------------------===//

void CompileUnit::describeMembers(Die *die, const DICompositeType *type) {
  addTemplateParameters(die, type->getTemplateParams());
  for (const DINode *element : type->getElements())
    if (element)
      addElement(die, element);
  if (type->isAppleBlockExtension() || type->isObjcClassComplete())
    refuse("debug information of Objective-C");
  if (type->getExportSymbols())
    tree.addFlag(die, dwarf::DW_AT_export_symbols);
  // Where the pointer to the virtual table is, for gdb.
  if (const DIType *holder = type->getVTableHolder())
    addType(die, holder, dwarf::DW_AT_containing_type);
  uint64_t convention = type->isTypePassByValue() ? dwarf::DW_CC_pass_by_value
                        : type->isTypePassByReference()
                            ? dwarf::DW_CC_pass_by_reference
                            : 0;
  // The attribute is older than what it says of types.
  if (convention && !(options.isStrict && version < 5))
    tree.addInteger(die, dwarf::DW_AT_calling_convention, dwarf::DW_FORM_data1,
                    convention);
}

void CompileUnit::addElement(Die *die, const DINode *element) {
  if (auto *subprogram = dyn_cast<DISubprogram>(element)) {
    subprogramDie(subprogram);
    return;
  }
  auto *member = dyn_cast<DIDerivedType>(element);
  if (!member) {
    // Types in a record make their own entries, where they are used.
    auto *composite = dyn_cast<DICompositeType>(element);
    if (!composite || composite->getTag() == dwarf::DW_TAG_variant_part)
      refuse("debug information of a member of kind " +
             dwarf::TagString(element->getTag()));
    return;
  }
  if (member->getTag() == dwarf::DW_TAG_friend) {
    Die *child = create(dwarf::DW_TAG_friend, die);
    addType(child, member->getBaseType(), dwarf::DW_AT_friend);
  } else if (member->isStaticMember()) {
    staticMemberDie(member);
  } else {
    memberDie(die, member);
  }
}

/// Bits of the type that a member is declared with, under its qualifiers.
static uint64_t baseTypeSize(const DIDerivedType *type) {
  for (;;) {
    switch (type->getTag()) {
    case dwarf::DW_TAG_member:
    case dwarf::DW_TAG_typedef:
    case dwarf::DW_TAG_const_type:
    case dwarf::DW_TAG_volatile_type:
    case dwarf::DW_TAG_restrict_type:
    case dwarf::DW_TAG_atomic_type:
    case dwarf::DW_TAG_immutable_type:
    case dwarf::DW_TAG_template_alias:
      break;
    default:
      return type->getSizeInBits();
    }
    const DIType *base = type->getBaseType();
    if (!base)
      return 0;
    if (base->getTag() == dwarf::DW_TAG_reference_type ||
        base->getTag() == dwarf::DW_TAG_rvalue_reference_type)
      return type->getSizeInBits();
    auto *derived = dyn_cast<DIDerivedType>(base);
    if (!derived)
      return base->getSizeInBits();
    type = derived;
  }
}

void CompileUnit::addMemberPlace(Die *die, const DIDerivedType *member) {
  uint64_t offset = member->getOffsetInBits();
  if (member->getTag() == dwarf::DW_TAG_inheritance && member->isVirtual()) {
    // The virtual table says where a virtual base is.
    SmallString<16> bytes;
    append8(bytes, dwarf::DW_OP_dup);
    append8(bytes, dwarf::DW_OP_deref);
    append8(bytes, dwarf::DW_OP_constu);
    appendUleb(bytes, offset);
    append8(bytes, dwarf::DW_OP_minus);
    append8(bytes, dwarf::DW_OP_deref);
    append8(bytes, dwarf::DW_OP_plus);
    return tree.addBlock(die, dwarf::DW_AT_data_member_location,
                         dwarf::DW_FORM_exprloc, bytes);
  }
  uint64_t size = member->getSizeInBits();
  uint64_t fieldSize = baseTypeSize(member);
  if (member->isBitField() || (fieldSize && size != fieldSize)) {
    tree.addConstant(die, dwarf::DW_AT_bit_size, size);
    tree.addConstant(die, dwarf::DW_AT_data_bit_offset, offset);
    return;
  }
  addAlignment(die, member->getAlignInBytes());
  tree.addConstant(die, dwarf::DW_AT_data_member_location, offset / 8);
}

Die *CompileUnit::memberDie(Die *parent, const DIDerivedType *member) {
  Die *die = create(member->getTag(), parent, member);
  addName(die, member->getRawName());
  addAnnotations(member->getAnnotations());
  if (const DIType *type = member->getBaseType())
    addType(die, type);
  addSourceLine(die, member->getLine(), member->getFile());
  addMemberPlace(die, member);
  addAccess(die, member->getFlags());
  if (member->isVirtual())
    tree.addInteger(die, dwarf::DW_AT_virtuality, dwarf::DW_FORM_data1,
                    dwarf::DW_VIRTUALITY_virtual);
  if (member->getObjCProperty())
    refuse("debug information of Objective-C");
  if (member->isArtificial())
    tree.addFlag(die, dwarf::DW_AT_artificial);
  return die;
}

Die *CompileUnit::staticMemberDie(const DIDerivedType *member) {
  Die *context = contextOf(member->getScope());
  if (Die *die = lookUp(member))
    return die;
  Die *die = create(member->getTag(), context, member);
  const DIType *type = member->getBaseType();
  addString(die, dwarf::DW_AT_name, member->getRawName());
  addType(die, type);
  addSourceLine(die, member->getLine(), member->getFile());
  tree.addFlag(die, dwarf::DW_AT_external);
  tree.addFlag(die, dwarf::DW_AT_declaration);
  if (member->isArtificial())
    tree.addFlag(die, dwarf::DW_AT_artificial);
  addAccess(die, member->getFlags());
  const Constant *constant = member->getConstant();
  if (auto *integer = dyn_cast_or_null<ConstantInt>(constant))
    addConstantValue(die, integer->getValue(), isUnsigned(type));
  else if (auto *number = dyn_cast_or_null<ConstantFP>(constant))
    addConstantValue(die, number->getValueAPF().bitcastToAPInt(),
                     /*isUnsigned=*/true);
  addAlignment(die, member->getAlignInBytes());
  return die;
}

//===----------------------------------------------------------------------===//
// Template parameters
//===----------------------------------------------------------------------===//

void CompileUnit::addTemplateParameters(Die *die, DINodeArray parameters) {
  for (const DINode *parameter : parameters) {
    if (auto *value = dyn_cast<DITemplateValueParameter>(parameter)) {
      addTemplateValue(die, value);
      continue;
    }
    auto *type = dyn_cast<DITemplateTypeParameter>(parameter);
    if (!type)
      continue;
    Die *child = create(dwarf::DW_TAG_template_type_parameter, die);
    if (type->getType())
      addType(child, type->getType());
    addName(child, type->getRawName());
    if (type->isDefault())
      tree.addFlag(child, dwarf::DW_AT_default_value);
  }
}

void CompileUnit::addTemplateValue(Die *die,
                                   const DITemplateValueParameter *parameter) {
  uint16_t tag = parameter->getTag();
  Die *child = create(tag, die);
  if (tag == dwarf::DW_TAG_template_value_parameter)
    addType(child, parameter->getType());
  addName(child, parameter->getRawName());
  if (parameter->isDefault())
    tree.addFlag(child, dwarf::DW_AT_default_value);
  Metadata *value = parameter->getValue();
  if (!value)
    return;
  if (auto *integer = mdconst::dyn_extract<ConstantInt>(value)) {
    addConstantValue(child, integer->getValue(),
                     isUnsigned(parameter->getType()));
  } else if (auto *global = mdconst::dyn_extract<GlobalValue>(value)) {
    SymbolId symbol = symbols.symbolOf(*global);
    if (symbol == SymbolId::None)
      return refuse("debug information of template argument '" +
                    global->getName() + "'");
    SmallString<16> bytes;
    SmallVector<BlockRelocation, 1> relocations;
    addAddressTo(bytes, relocations, symbol, isa<Function>(global));
    append8(bytes, dwarf::DW_OP_stack_value);
    addLocation(child, bytes, relocations);
  } else if (tag == dwarf::DW_TAG_GNU_template_template_param) {
    addString(child, dwarf::DW_AT_GNU_template_name, cast<MDString>(value));
  } else if (tag == dwarf::DW_TAG_GNU_template_parameter_pack) {
    addTemplateParameters(child, cast<MDTuple>(value));
  }
}
