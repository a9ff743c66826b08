//===- Die.cpp - Debugging information entries ----------------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/Die.h"
#include "lowering/debug/Bytes.h"

using namespace llvm;
using namespace shunt::debug;
using namespace shunt::object;

const Attribute *Die::find(uint16_t name) const {
  for (const Attribute *attribute = first; attribute;
       attribute = attribute->next)
    if (attribute->name == name)
      return attribute;
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Making entries
//===----------------------------------------------------------------------===//

Die *DieTree::create(uint16_t tag, Die *parent) {
  Die *die = newDie(tag);
  if (parent)
    append(die, parent);
  return die;
}

void DieTree::append(Die *die, Die *parent) {
  assert(!die->parent && "an entry has one place");
  die->parent = parent;
  (parent->lastChild ? parent->lastChild->next : parent->firstChild) = die;
  parent->lastChild = die;
}

/// One step of a hash of numbers; the order counts.
static uint64_t mix(uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
  return hash ^ (hash >> 32);
}

Attribute *DieTree::add(Die *die, Attribute::Kind kind, uint16_t name,
                        uint16_t form) {
  Attribute *attribute = arena.Allocate<Attribute>();
  attribute->next = nullptr;
  attribute->name = name;
  attribute->form = form;
  attribute->kind = kind;
  if (lastVersion &&
      dwarf::AttributeVersion(dwarf::Attribute(name)) > lastVersion)
    return attribute;
  (die->last ? die->last->next : die->first) = attribute;
  die->last = attribute;
  die->hash = mix(die->hash, uint32_t(name) << 16 | form);
  return attribute;
}

void DieTree::addConstant(Die *die, uint16_t name, uint64_t value) {
  uint16_t form = isUInt<8>(value)    ? dwarf::DW_FORM_data1
                  : isUInt<16>(value) ? dwarf::DW_FORM_data2
                  : isUInt<32>(value) ? dwarf::DW_FORM_data4
                                      : dwarf::DW_FORM_data8;
  addInteger(die, name, form, value);
}

void DieTree::addStringIndex(Die *die, uint16_t name, uint32_t index) {
  addInteger(die, name,
             index <= 0xff       ? dwarf::DW_FORM_strx1
             : index <= 0xffff   ? dwarf::DW_FORM_strx2
             : index <= 0xffffff ? dwarf::DW_FORM_strx3
                                 : dwarf::DW_FORM_strx4,
             index);
}

void DieTree::addImplicit(Die *die, uint16_t name, uint64_t value) {
  addInteger(die, name, dwarf::DW_FORM_implicit_const, value);
  die->hash = mix(die->hash, value);
}

void DieTree::addSectionOffset(Die *die, uint16_t name, uint16_t form,
                               DebugSection section, uint64_t offset) {
  Attribute *attribute = add(die, Attribute::Kind::SectionOffset, name, form);
  attribute->section = section;
  attribute->integer = offset;
}

void DieTree::addAddress(Die *die, uint16_t name, SymbolId symbol,
                         uint64_t offset) {
  Attribute *attribute =
      add(die, Attribute::Kind::Address, name, dwarf::DW_FORM_addr);
  attribute->symbol = symbol;
  attribute->integer = offset;
}

void DieTree::addBlock(Die *die, uint16_t name, uint16_t form, StringRef bytes,
                       ArrayRef<BlockRelocation> relocations) {
  add(die, Attribute::Kind::Block, name, form)->block =
      new (arena.Allocate<Block>())
          Block{bytes.copy(arena), relocations.copy(arena)};
}

//===----------------------------------------------------------------------===//
// Abbreviations and offsets
//===----------------------------------------------------------------------===//

static bool sameForms(const Die &a, const Die &b) {
  if (a.tag != b.tag || !a.firstChild != !b.firstChild)
    return false;
  const Attribute *left = a.first, *right = b.first;
  for (; left && right; left = left->next, right = right->next)
    if (left->name != right->name || left->form != right->form ||
        (left->form == dwarf::DW_FORM_implicit_const &&
         left->integer != right->integer))
      return false;
  return left == right;
}

uint32_t Abbreviations::codeOf(const Die &die) {
  // Two of one hash lie side by side.
  for (uint64_t key = mix(die.hash, die.firstChild ? 1 : 0) >> 1;; ++key) {
    auto [it, isNew] = codes.try_emplace(key, examples.size() + 1);
    if (isNew)
      examples.push_back(&die);
    if (isNew || sameForms(die, *examples[it->second - 1]))
      return it->second;
  }
}

/// Bytes of an attribute's value (DWARF 5, section 7.5.6).
static unsigned sizeOf(const Attribute &attribute, unsigned addressSize) {
  switch (attribute.form) {
  case dwarf::DW_FORM_flag_present:
  case dwarf::DW_FORM_implicit_const:
    return 0;
  case dwarf::DW_FORM_data1:
  case dwarf::DW_FORM_strx1:
    return 1;
  case dwarf::DW_FORM_data2:
  case dwarf::DW_FORM_strx2:
    return 2;
  case dwarf::DW_FORM_strx3:
    return 3;
  case dwarf::DW_FORM_data4:
  case dwarf::DW_FORM_ref4:
  case dwarf::DW_FORM_strp:
  case dwarf::DW_FORM_sec_offset:
  case dwarf::DW_FORM_strx4:
    return 4;
  case dwarf::DW_FORM_data8:
  case dwarf::DW_FORM_ref_sig8:
    return 8;
  case dwarf::DW_FORM_addr:
    return addressSize;
  case dwarf::DW_FORM_udata:
  case dwarf::DW_FORM_addrx:
  case dwarf::DW_FORM_rnglistx:
  case dwarf::DW_FORM_loclistx:
    return getULEB128Size(attribute.integer);
  case dwarf::DW_FORM_sdata:
    return getSLEB128Size(int64_t(attribute.integer));
  case dwarf::DW_FORM_block1:
    return 1 + attribute.block->bytes.size();
  case dwarf::DW_FORM_exprloc:
    return getULEB128Size(attribute.block->bytes.size()) +
           attribute.block->bytes.size();
  default:
    llvm_unreachable("a form that nobody adds");
  }
}

/// Calls `visit` with each entry in front of its children, and `leave` with
/// each that has children behind them.
template <typename Visit, typename Leave>
static void walk(Die *root, Visit visit, Leave leave) {
  for (Die *die = root;;) {
    visit(*die);
    if (die->firstChild) {
      die = die->firstChild;
      continue;
    }
    while (die != root && !die->next) {
      die = die->parent;
      leave(*die);
    }
    if (die == root)
      return;
    die = die->next;
  }
}

uint64_t DieTree::layOut(unsigned headerSize, unsigned addressSize,
                         Abbreviations &abbreviations) {
  uint64_t offset = headerSize;
  walk(
      root,
      [&](Die &die) {
        die.offset = offset;
        die.abbreviation = abbreviations.codeOf(die);
        offset += getULEB128Size(die.abbreviation);
        for (const Attribute *attribute = die.first; attribute;
             attribute = attribute->next)
          offset += sizeOf(*attribute, addressSize);
      },
      [&](Die &) { ++offset; });
  return offset;
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

namespace {

/// Appends attributes to a section.
struct AttributeWriter {
  Section &section;
  const DebugTarget &target;
  function_ref<SymbolId(DebugSection)> symbolOf;

  void write(const Attribute &attribute);

private:
  void writeInteger(const Attribute &attribute);
  void writeBlock(const Attribute &attribute);
};

} // namespace

void AttributeWriter::writeInteger(const Attribute &attribute) {
  Bytes &out = section.bytes;
  uint64_t value = attribute.integer;
  switch (attribute.form) {
  case dwarf::DW_FORM_udata:
  case dwarf::DW_FORM_addrx:
  case dwarf::DW_FORM_rnglistx:
  case dwarf::DW_FORM_loclistx:
    return appendUleb(out, value);
  case dwarf::DW_FORM_sdata:
    return appendSleb(out, int64_t(value));
  default:
    for (unsigned i = sizeOf(attribute, target.addressSize); i; --i) {
      append8(out, uint8_t(value));
      value >>= 8;
    }
  }
}

void AttributeWriter::writeBlock(const Attribute &attribute) {
  Bytes &out = section.bytes;
  const Block &block = *attribute.block;
  if (attribute.form == dwarf::DW_FORM_block1)
    append8(out, uint8_t(block.bytes.size()));
  else
    appendUleb(out, block.bytes.size());
  for (const BlockRelocation &relocation : block.relocations)
    section.relocate(out.size() + relocation.offset, relocation.type,
                     relocation.symbol, 0);
  out.append(block.bytes.begin(), block.bytes.end());
}

void AttributeWriter::write(const Attribute &attribute) {
  Bytes &out = section.bytes;
  switch (attribute.kind) {
  case Attribute::Kind::Integer:
    return writeInteger(attribute);
  case Attribute::Kind::Reference:
    assert(attribute.reference->offset && "a reference out of the tree");
    return append32(out, attribute.reference->offset);
  case Attribute::Kind::Block:
    return writeBlock(attribute);
  case Attribute::Kind::SectionOffset: {
    SymbolId symbol = symbolOf(attribute.section);
    if (symbol == SymbolId::None)
      return append32(out, uint32_t(attribute.integer));
    section.relocate(out.size(), target.sectionOffset32, symbol,
                     int64_t(attribute.integer));
    return append32(out, 0);
  }
  case Attribute::Kind::Address:
    if (attribute.symbol == SymbolId::None)
      return writeInteger(attribute);
    section.relocate(out.size(), target.codeAddress, attribute.symbol,
                     int64_t(attribute.integer));
    out.append(target.addressSize, '\0');
    return;
  }
}

void DieTree::write(Section &section, const DebugTarget &target,
                    function_ref<SymbolId(DebugSection)> symbolOf) const {
  AttributeWriter writer{section, target, symbolOf};
  walk(
      root,
      [&](Die &die) {
        appendUleb(section.bytes, die.abbreviation);
        for (const Attribute *attribute = die.first; attribute;
             attribute = attribute->next)
          writer.write(*attribute);
      },
      [&](Die &) { append8(section.bytes, 0); });
}

void Abbreviations::write(Bytes &out) const {
  for (auto [i, die] : enumerate(examples)) {
    appendUleb(out, i + 1);
    appendUleb(out, die->tag);
    append8(out,
            die->firstChild ? dwarf::DW_CHILDREN_yes : dwarf::DW_CHILDREN_no);
    for (const Attribute *attribute = die->first; attribute;
         attribute = attribute->next) {
      appendUleb(out, attribute->name);
      appendUleb(out, attribute->form);
      if (attribute->form == dwarf::DW_FORM_implicit_const)
        appendSleb(out, int64_t(attribute->integer));
    }
    out.append(2, '\0');
  }
  append8(out, 0);
}
