//===- NameIndex.cpp - The hashed names of .debug_names -------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/NameIndex.h"
#include "llvm/Support/DJB.h"

using namespace llvm;
using namespace shunt::debug;
using namespace shunt::object;

/// How many buckets `hashes` different hashes get, as LLVM's tables have them.
static uint32_t bucketCount(uint32_t hashes) {
  if (hashes > 1024)
    return hashes / 4;
  if (hashes > 16)
    return hashes / 2;
  return std::max(hashes, 1u);
}

/// How a record tells where its entry lies; 0: in a declaration, which it
/// doesn't tell.
uint16_t NameIndex::parentForm(const Die &die) const {
  if (die.parent->find(dwarf::DW_AT_declaration))
    return 0;
  return records.contains(die.parent) ? dwarf::DW_FORM_ref4
                                      : dwarf::DW_FORM_flag_present;
}

uint32_t NameIndex::abbreviationOf(const Die &die) {
  uint16_t form = parentForm(die);
  auto [it, isNew] =
      codes.try_emplace({die.tag, form}, abbreviations.size() + 1);
  if (isNew)
    abbreviations.push_back({die.tag, form});
  return it->second;
}

void NameIndex::finish(StringPool &strings) {
  SmallVector<uint32_t, 0> hashes;
  for (auto &[string, name] : names) {
    name.string = strings.add(*string).offset;
    name.hash = caseFoldingDjbHash(string->getString());
    name.number = hashes.size();
    hashes.push_back(name.hash);
    sort(name.dies,
         [](const Die *a, const Die *b) { return a->offset < b->offset; });
    for (const Die *die : name.dies)
      records.try_emplace(die, UINT32_MAX);
  }
  sort(hashes);
  hashes.erase(llvm::unique(hashes), hashes.end());
  buckets.resize(bucketCount(hashes.size()));
  for (auto &[string, name] : names)
    buckets[name.hash % buckets.size()].push_back(&name);
  uint32_t offset = 0;
  for (auto &bucket : buckets) {
    sort(bucket, [](const Name *a, const Name *b) {
      return std::pair(a->hash, a->number) < std::pair(b->hash, b->number);
    });
    for (Name *name : bucket) {
      name->entry = offset;
      for (const Die *die : name->dies) {
        uint32_t code = abbreviationOf(*die);
        uint32_t &record = records[die];
        record = std::min(record, offset);
        bool hasParent = abbreviations[code - 1].second == dwarf::DW_FORM_ref4;
        offset += getULEB128Size(code) + (hasParent ? 8 : 4);
      }
      ++offset; // The zero that ends the list.
    }
  }
}

void NameIndex::writeEntries(Bytes &out) const {
  for (const auto &bucket : buckets)
    for (const Name *name : bucket) {
      for (const Die *die : name->dies) {
        uint16_t form = parentForm(*die);
        appendUleb(out, codes.lookup({die->tag, form}));
        append32(out, die->offset);
        if (form == dwarf::DW_FORM_ref4)
          append32(out, records.lookup(die->parent));
      }
      append8(out, 0);
    }
}

/// The abbreviations (DWARF 5, section 6.1.1.4.7).
static void writeAbbreviations(ArrayRef<std::pair<uint16_t, uint16_t>> list,
                               Bytes &out) {
  for (auto [i, abbreviation] : enumerate(list)) {
    appendUleb(out, i + 1);
    appendUleb(out, abbreviation.first);
    appendUleb(out, dwarf::DW_IDX_die_offset);
    appendUleb(out, dwarf::DW_FORM_ref4);
    if (abbreviation.second) {
      appendUleb(out, dwarf::DW_IDX_parent);
      appendUleb(out, abbreviation.second);
    }
    out.append(2, '\0');
  }
  append8(out, 0);
}

void NameIndex::write(Section &section, const DebugTarget &target,
                      SymbolId info, SymbolId str) const {
  static constexpr StringRef augmentation = "LLVM0700";
  SmallString<128> abbreviationBytes;
  writeAbbreviations(abbreviations, abbreviationBytes);
  Bytes &out = section.bytes;
  section.alignment = 4;
  append32(out, 0); // The length.
  append16(out, 5);
  append16(out, 0);
  append32(out, 1); // Compile units.
  append32(out, 0); // Type units here,
  append32(out, 0); // and elsewhere.
  append32(out, uint32_t(buckets.size()));
  append32(out, uint32_t(names.size()));
  append32(out, uint32_t(abbreviationBytes.size()));
  append32(out, uint32_t(augmentation.size()));
  out.append(augmentation.begin(), augmentation.end());
  section.relocate(out.size(), target.sectionOffset32, info, 0);
  append32(out, 0);
  uint32_t first = 1;
  for (const auto &bucket : buckets) {
    append32(out, bucket.empty() ? 0 : first);
    first += bucket.size();
  }
  for (const auto &bucket : buckets)
    for (const Name *name : bucket)
      append32(out, name->hash);
  for (const auto &bucket : buckets)
    for (const Name *name : bucket) {
      section.relocate(out.size(), target.sectionOffset32, str, name->string);
      append32(out, 0);
    }
  for (const auto &bucket : buckets)
    for (const Name *name : bucket)
      append32(out, name->entry);
  out.append(abbreviationBytes.begin(), abbreviationBytes.end());
  writeEntries(out);
  out.append(offsetToAlignment(out.size(), Align(4)), '\0');
  patch32(out, 0, uint32_t(out.size() - 4));
}
