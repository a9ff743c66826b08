//===- Types.cpp - The entries of types -----------------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/CompileUnit.h"

using namespace llvm;
using namespace shunt::debug;

Die *CompileUnit::typeDie(const DIType *type) {
  // Before DWARF 5 there are no atomic types.
  if (type->getTag() == dwarf::DW_TAG_atomic_type && version < 5) {
    const DIType *base = cast<DIDerivedType>(type)->getBaseType();
    return base ? typeDie(base) : nullptr;
  }
  // Making the context may make the type.
  Die *context = contextOf(type->getScope());
  if (Die *die = lookUp(type))
    return die;
  Die *die = create(type->getTag(), context, type);
  if (bindsTypeUnit(type)) {
    isBound = true;
    return die;
  }
  if (wantsTypeUnit(type)) {
    describeInTypeUnit(die, cast<DICompositeType>(type));
    return die;
  }
  addTypeNames(die, type);
  if (auto *basic = dyn_cast<DIBasicType>(type))
    describeBasic(die, basic);
  else if (auto *derived = dyn_cast<DIDerivedType>(type))
    describeDerived(die, derived);
  else if (auto *subroutine = dyn_cast<DISubroutineType>(type))
    describeSubroutine(die, subroutine);
  else if (auto *composite = dyn_cast<DICompositeType>(type))
    describeComposite(die, composite);
  else
    refuse("debug information of a type of kind " +
           dwarf::TagString(type->getTag()));
  return die;
}

void CompileUnit::addType(Die *die, const DIType *type, uint16_t name) {
  if (Die *to = typeDie(type))
    tree.addReference(die, name, to);
}

bool CompileUnit::isUnsigned(const DIType *type) const {
  for (;;) {
    if (auto *composite = dyn_cast<DICompositeType>(type)) {
      if (composite->getTag() != dwarf::DW_TAG_enumeration_type)
        return true;
      type = composite->getBaseType();
      if (!type)
        return false;
      continue;
    }
    auto *derived = dyn_cast<DIDerivedType>(type);
    if (!derived)
      break;
    switch (derived->getTag()) {
    case dwarf::DW_TAG_pointer_type:
    case dwarf::DW_TAG_ptr_to_member_type:
    case dwarf::DW_TAG_reference_type:
    case dwarf::DW_TAG_rvalue_reference_type:
      return true;
    default:
      break;
    }
    type = derived->getBaseType();
    if (!type)
      return true;
  }
  auto *basic = dyn_cast<DIBasicType>(type);
  if (!basic)
    return true;
  unsigned encoding = basic->getEncoding();
  return encoding == dwarf::DW_ATE_unsigned ||
         encoding == dwarf::DW_ATE_unsigned_char ||
         encoding == dwarf::DW_ATE_UTF || encoding == dwarf::DW_ATE_boolean ||
         encoding == dwarf::DW_ATE_unsigned_fixed ||
         basic->getTag() == dwarf::DW_TAG_unspecified_type;
}

void CompileUnit::addAnnotations(DINodeArray annotations) {
  if (annotations)
    refuse("debug information with annotations");
}

//===----------------------------------------------------------------------===//
// Basic, derived, subroutine
//===----------------------------------------------------------------------===//

void CompileUnit::describeBasic(Die *die, const DIBasicType *type) {
  addName(die, type->getRawName());
  if (type->getTag() == dwarf::DW_TAG_unspecified_type)
    return;
  if (isa<DIFixedPointType>(type) || type->getTag() != dwarf::DW_TAG_base_type)
    return refuse("debug information of type '" + type->getName() + "'");
  tree.addInteger(die, dwarf::DW_AT_encoding, dwarf::DW_FORM_data1,
                  type->getEncoding());
  uint64_t bytes = divideCeil(type->getSizeInBits(), 8);
  tree.addConstant(die, dwarf::DW_AT_byte_size, bytes);
  if (uint64_t bits = type->getDataSizeInBits(); bits && bits != 8 * bytes)
    tree.addConstant(die, dwarf::DW_AT_bit_size, bits);
  if (type->isBigEndian())
    tree.addConstant(die, dwarf::DW_AT_endianity, dwarf::DW_END_big);
  else if (type->isLittleEndian())
    tree.addConstant(die, dwarf::DW_AT_endianity, dwarf::DW_END_little);
}

static bool hasAddressAsValue(uint16_t tag) {
  return tag == dwarf::DW_TAG_pointer_type ||
         tag == dwarf::DW_TAG_ptr_to_member_type ||
         tag == dwarf::DW_TAG_reference_type ||
         tag == dwarf::DW_TAG_rvalue_reference_type;
}

void CompileUnit::describeDerived(Die *die, const DIDerivedType *type) {
  uint16_t tag = type->getTag();
  if (type->getPtrAuthData())
    refuse("debug information of authenticated pointers");
  if (const DIType *base = type->getBaseType())
    addType(die, base);
  addName(die, type->getRawName());
  addAnnotations(type->getAnnotations());
  if (tag == dwarf::DW_TAG_typedef && version >= 5)
    addAlignment(die, type->getAlignInBytes());
  uint64_t bytes = type->getSizeInBits() / 8;
  if (bytes && !hasAddressAsValue(tag))
    tree.addConstant(die, dwarf::DW_AT_byte_size, bytes);
  if (tag == dwarf::DW_TAG_ptr_to_member_type)
    addType(die, type->getClassType(), dwarf::DW_AT_containing_type);
  addAccess(die, type->getFlags());
  if (!type->isForwardDecl())
    addSourceLine(die, type->getLine(), type->getFile());
  if (auto space = type->getDWARFAddressSpace())
    tree.addInteger(die, dwarf::DW_AT_address_class, dwarf::DW_FORM_data4,
                    *space);
  if (tag == dwarf::DW_TAG_template_alias)
    addTemplateParameters(die, type->getTemplateParams());
}

int CompileUnit::addParameterTypes(Die *die, DITypeRefArray types) {
  int object = -1;
  // The first one is the result's.
  for (unsigned i = 1; i < types.size(); ++i) {
    const DIType *type = types[i];
    if (!type) {
      create(dwarf::DW_TAG_unspecified_parameters, die);
      continue;
    }
    Die *parameter = create(dwarf::DW_TAG_formal_parameter, die);
    addType(parameter, type);
    if (type->isArtificial())
      tree.addFlag(parameter, dwarf::DW_AT_artificial);
    if (type->isObjectPointer())
      object = int(i) - 1;
  }
  return object;
}

void CompileUnit::describeSubroutine(Die *die, const DISubroutineType *type) {
  DITypeRefArray types = type->getTypeArray();
  if (types.size() && types[0])
    addType(die, types[0]);
  bool isPrototyped = !(types.size() == 2 && !types[1]);
  addParameterTypes(die, types);
  if (isPrototyped && isC())
    tree.addFlag(die, dwarf::DW_AT_prototyped);
  if (type->getCC() && type->getCC() != dwarf::DW_CC_normal)
    tree.addInteger(die, dwarf::DW_AT_calling_convention, dwarf::DW_FORM_data1,
                    type->getCC());
  if (type->isLValueReference())
    tree.addFlag(die, dwarf::DW_AT_reference);
  if (type->isRValueReference())
    tree.addFlag(die, dwarf::DW_AT_rvalue_reference);
}

//===----------------------------------------------------------------------===//
// Arrays and enumerations
//===----------------------------------------------------------------------===//

Die *CompileUnit::indexType() {
  if (now->indexType)
    return now->indexType;
  now->indexType = create(dwarf::DW_TAG_base_type, now->root);
  addString(now->indexType, dwarf::DW_AT_name, "__ARRAY_SIZE_TYPE__");
  tree.addConstant(now->indexType, dwarf::DW_AT_byte_size, 8);
  tree.addInteger(now->indexType, dwarf::DW_AT_encoding, dwarf::DW_FORM_data1,
                  dwarf::DW_ATE_unsigned);
  addIndexName(now->indexType, "__ARRAY_SIZE_TYPE__");
  return now->indexType;
}

/// Whether a vector is larger than its elements: alignment rounded it up.
static bool isPadded(const DICompositeType *vector) {
  const DINodeArray elements = vector->getElements();
  auto *range = elements.size() ? dyn_cast<DISubrange>(elements[0]) : nullptr;
  auto *count =
      range ? dyn_cast_or_null<ConstantInt *>(range->getCount()) : nullptr;
  uint64_t number = count ? count->getZExtValue() : 0;
  return vector->getSizeInBits() !=
         number * vector->getBaseType()->getSizeInBits();
}

void CompileUnit::describeArray(Die *die, const DICompositeType *type) {
  if (type->isVector()) {
    tree.addFlag(die, dwarf::DW_AT_GNU_vector);
    if (isPadded(type))
      tree.addConstant(die, dwarf::DW_AT_byte_size, type->getSizeInBits() / 8);
  }
  if (type->getRawDataLocation() || type->getRawAssociated() ||
      type->getRawAllocated() || type->getRawRank())
    refuse("debug information of Fortran's arrays");
  addType(die, type->getBaseType());
  indexType();
  for (const DINode *element : type->getElements()) {
    if (auto *range = dyn_cast_or_null<DISubrange>(element))
      describeSubrange(die, range);
    else if (element)
      refuse("debug information of an array with an element of kind " +
             dwarf::TagString(element->getTag()));
  }
}

void CompileUnit::describeSubrange(Die *array, const DISubrange *range) {
  Die *die = create(dwarf::DW_TAG_subrange_type, array);
  tree.addReference(die, dwarf::DW_AT_type, indexType());
  addBound(die, dwarf::DW_AT_lower_bound, range->getLowerBound());
  addBound(die, dwarf::DW_AT_count, range->getCount());
  addBound(die, dwarf::DW_AT_upper_bound, range->getUpperBound());
  addBound(die, dwarf::DW_AT_byte_stride, range->getStride());
}

void CompileUnit::addBound(Die *die, uint16_t name,
                           DISubrange::BoundType bound) {
  if (auto *variable = dyn_cast_or_null<DIVariable *>(bound)) {
    if (Die *to = lookUp(variable))
      tree.addReference(die, name, to);
  } else if (isa_and_nonnull<DIExpression *>(bound)) {
    refuse("debug information of an array bound that is an expression");
  } else if (auto *constant = dyn_cast_or_null<ConstantInt *>(bound)) {
    int64_t value = constant->getSExtValue();
    if (name == dwarf::DW_AT_count) {
      // -1 says that nobody knows.
      if (value != -1)
        tree.addConstant(die, name, value);
      return;
    }
    auto language =
        dwarf::SourceLanguage(node.getSourceLanguage().getUnversionedName());
    auto lowest = dwarf::LanguageLowerBound(language);
    bool isDefault = name == dwarf::DW_AT_lower_bound && lowest &&
                     version >= dwarf::LanguageVersion(language) &&
                     value == int64_t(*lowest);
    if (!isDefault)
      tree.addInteger(die, name, dwarf::DW_FORM_sdata, value);
  }
}

void CompileUnit::describeEnumeration(Die *die, const DICompositeType *type) {
  const DIType *base = type->getBaseType();
  bool hasUnsignedBase = base && isUnsigned(base);
  if (base) {
    addType(die, base);
    if (type->getFlags() & DINode::FlagEnumClass)
      tree.addFlag(die, dwarf::DW_AT_enum_class);
  }
  for (const DINode *element : type->getElements()) {
    auto *enumerator = dyn_cast_or_null<DIEnumerator>(element);
    if (!enumerator)
      continue;
    Die *child = create(dwarf::DW_TAG_enumerator, die);
    addString(child, dwarf::DW_AT_name, enumerator->getRawName());
    addEnumeratorName(child, enumerator->getName(), type->getScope());
    addConstantValue(child, enumerator->getValue(), hasUnsignedBase);
  }
}

//===----------------------------------------------------------------------===//
// Composite
//===----------------------------------------------------------------------===//

void CompileUnit::describeComposite(Die *die, const DICompositeType *type) {
  uint16_t tag = type->getTag();
  bool isRecord = tag == dwarf::DW_TAG_structure_type ||
                  tag == dwarf::DW_TAG_union_type ||
                  tag == dwarf::DW_TAG_class_type;
  bool isEnumeration = tag == dwarf::DW_TAG_enumeration_type;
  if (tag == dwarf::DW_TAG_array_type)
    describeArray(die, type);
  else if (isEnumeration)
    describeEnumeration(die, type);
  else if (isRecord)
    describeMembers(die, type);
  else
    refuse("debug information of a type of kind " + dwarf::TagString(tag));
  addName(die, type->getRawName());
  addAnnotations(type->getAnnotations());
  if (!isRecord && !isEnumeration)
    return;
  bool isDeclaration = type->isForwardDecl();
  uint64_t bytes = type->getSizeInBits() / 8;
  if (!isDeclaration || (bytes && isEnumeration))
    tree.addConstant(die, dwarf::DW_AT_byte_size, bytes);
  if (isDeclaration)
    tree.addFlag(die, dwarf::DW_AT_declaration);
  addAccess(die, type->getFlags());
  if (!isDeclaration)
    addSourceLine(die, type->getLine(), type->getFile());
  if (type->getRuntimeLang() || type->getSpecification() ||
      type->getNumExtraInhabitants())
    refuse("debug information of another language's classes");
  addAlignment(die, type->getAlignInBytes());
}
