//===- PublicNames.cpp - The tables that gold and gdb index ---------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/PublicNames.h"
#include "lowering/debug/Bytes.h"

using namespace llvm;
using namespace shunt::debug;
using namespace shunt::object;

std::string PublicNames::qualifiedName(const DIScope *context, StringRef name) {
  SmallVector<StringRef, 4> parts;
  for (; context && !isa<DICompileUnit>(context);
       context = context->getScope()) {
    StringRef part = context->getName();
    if (part.empty() && isa<DINamespace>(context))
      part = "(anonymous namespace)";
    if (!part.empty())
      parts.push_back(part);
  }
  std::string result;
  for (StringRef part : reverse(parts))
    (result += part) += "::";
  return result += name;
}

/// GNU's byte that tells what an entry is (gdb's index, version 7).
static uint8_t kindOf(const Die &die, bool isCPlusPlus) {
  auto isExternal = [](const Die &die) {
    return die.find(dwarf::DW_AT_external) != nullptr;
  };
  const shunt::debug::Attribute *specified =
      die.find(dwarf::DW_AT_specification);
  auto linkage = isExternal(specified ? *specified->reference : die)
                     ? dwarf::GIEL_EXTERNAL
                     : dwarf::GIEL_STATIC;
  dwarf::PubIndexEntryDescriptor kind(dwarf::GIEK_NONE);
  switch (die.tag) {
  case dwarf::DW_TAG_class_type:
  case dwarf::DW_TAG_structure_type:
  case dwarf::DW_TAG_union_type:
  case dwarf::DW_TAG_enumeration_type:
    kind = {dwarf::GIEK_TYPE,
            isCPlusPlus ? dwarf::GIEL_EXTERNAL : dwarf::GIEL_STATIC};
    break;
  case dwarf::DW_TAG_typedef:
  case dwarf::DW_TAG_base_type:
  case dwarf::DW_TAG_subrange_type:
  case dwarf::DW_TAG_template_alias:
    kind = {dwarf::GIEK_TYPE, dwarf::GIEL_STATIC};
    break;
  case dwarf::DW_TAG_namespace:
    kind = {dwarf::GIEK_TYPE, dwarf::GIEL_EXTERNAL};
    break;
  case dwarf::DW_TAG_subprogram:
    kind = {dwarf::GIEK_FUNCTION, linkage};
    break;
  case dwarf::DW_TAG_variable:
    kind = {dwarf::GIEK_VARIABLE, linkage};
    break;
  case dwarf::DW_TAG_enumerator:
    kind = {dwarf::GIEK_VARIABLE, dwarf::GIEL_STATIC};
    break;
  default:
    break;
  }
  return kind.toBits();
}

void PublicNames::write(Section &section, const DebugTarget &target,
                        SymbolId info, uint32_t unitSize, bool isGnu,
                        bool isCPlusPlus) const {
  SmallVector<std::pair<StringRef, const Die *>, 0> list;
  for (const auto &entry : dies)
    list.push_back({entry.first(), entry.second});
  sort(list, [](const auto &a, const auto &b) {
    return std::pair(a.second->offset, a.first) <
           std::pair(b.second->offset, b.first);
  });
  Bytes &out = section.bytes;
  append32(out, 0); // The length.
  append16(out, 2);
  section.relocate(out.size(), target.sectionOffset32, info, 0);
  append32(out, 0);
  append32(out, unitSize);
  for (auto [name, die] : list) {
    append32(out, die->offset);
    if (isGnu)
      append8(out, kindOf(*die, isCPlusPlus));
    appendString(out, name);
  }
  append32(out, 0);
  patch32(out, 0, uint32_t(out.size() - 4));
}
