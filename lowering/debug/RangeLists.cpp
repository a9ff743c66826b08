//===- RangeLists.cpp - Ranges of code that do not hang together ----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/RangeLists.h"
#include "llvm/BinaryFormat/Dwarf.h"

using namespace llvm;
using namespace shunt::debug;
using namespace shunt::object;

uint32_t RangeLists::add(ArrayRef<SectionRange> ranges) {
  lists.emplace_back(ranges);
  return lists.size() - 1;
}

/// The ranges at the front that lie in one section.
static ArrayRef<SectionRange> takeSection(ArrayRef<SectionRange> ranges) {
  return ranges.take_while([&](const SectionRange &range) {
    return range.base == ranges.front().base;
  });
}

/// Several ranges of one section count from the section's start; one that
/// begins with a function has the function's address in any case.
void RangeLists::encode5(AddressPool &addresses, const SectionRange *base,
                         ArrayRef<SectionRange> ranges,
                         const DebugTarget &target) {
  while (!ranges.empty()) {
    ArrayRef<SectionRange> here = takeSection(ranges);
    ranges = ranges.drop_front(here.size());
    const SectionRange &first = here.front();
    bool isShared = base || here.size() > 1 || !first.isFunction;
    uint64_t start = base ? base->begin : 0;
    if (!base && isShared) {
      append8(bytes, dwarf::DW_RLE_base_addressx);
      appendUleb(bytes, addresses.add({first.base, 0, target.codeAddress}));
    }
    for (const SectionRange &range : here) {
      if (isShared) {
        append8(bytes, dwarf::DW_RLE_offset_pair);
        appendUleb(bytes, range.begin - start);
        appendUleb(bytes, range.end - start);
      } else {
        append8(bytes, dwarf::DW_RLE_startx_length);
        appendUleb(bytes, addresses.add(
                              {range.base, range.begin, target.codeAddress}));
        appendUleb(bytes, range.end - range.begin);
      }
      appendExpression(range);
    }
  }
  append8(bytes, dwarf::DW_RLE_end_of_list);
}

void RangeLists::appendExpression(const SectionRange &range) {
  if (kind == Kind::Ranges)
    return;
  if (version >= 5)
    appendUleb(bytes, range.expression.size());
  else
    append16(bytes, uint16_t(range.expression.size()));
  bytes.append(range.expression.begin(), range.expression.end());
}

void RangeLists::appendAddress(SymbolId symbol, uint64_t offset,
                               const DebugTarget &target) {
  if (symbol != SymbolId::None)
    relocations.push_back(
        {bytes.size(), int64_t(offset), symbol, target.codeAddress});
  bool isAddend = symbol != SymbolId::None;
  for (unsigned i = 0; i < target.addressSize; ++i)
    append8(bytes, isAddend ? 0 : uint8_t(offset >> (8 * i)));
}

/// Only locations count from their section's start (LLVM's emitRangeList).
void RangeLists::encode4(const SectionRange *base,
                         ArrayRef<SectionRange> ranges,
                         const DebugTarget &target) {
  while (!ranges.empty()) {
    ArrayRef<SectionRange> here = takeSection(ranges);
    ranges = ranges.drop_front(here.size());
    uint64_t start = base ? base->begin : 0;
    bool isWhole = !base && kind == Kind::Ranges;
    if (!base && !isWhole) {
      // The largest address says that the next one is a base.
      appendAddress(SymbolId::None, UINT64_MAX, target);
      appendAddress(here.front().base, 0, target);
    }
    for (const SectionRange &range : here) {
      SymbolId from = isWhole ? range.base : SymbolId::None;
      appendAddress(from, range.begin - start, target);
      appendAddress(from, range.end - start, target);
      appendExpression(range);
    }
  }
  appendAddress(SymbolId::None, 0, target);
  appendAddress(SymbolId::None, 0, target);
}

void RangeLists::finish(AddressPool &addresses, const SectionRange *base,
                        const DebugTarget &target) {
  for (ArrayRef<SectionRange> list : lists) {
    offsets.push_back(bytes.size());
    if (version >= 5)
      encode5(addresses, base, list, target);
    else
      encode4(base, list, target);
  }
}

uint64_t RangeLists::offset(uint32_t number) const {
  return offsets[number] + (version >= 5 ? headerSize + 4 * offsets.size() : 0);
}

void RangeLists::write(Section &section, const DebugTarget &target) const {
  Bytes &out = section.bytes;
  if (version >= 5) {
    append32(out, headerSize - 4 + 4 * offsets.size() + bytes.size());
    append16(out, version);
    append8(out, target.addressSize);
    append8(out, 0); // Segment selectors.
    append32(out, offsets.size());
    for (uint32_t offset : offsets)
      append32(out, 4 * offsets.size() + offset);
  }
  for (Relocation relocation : relocations) {
    relocation.offset += out.size();
    section.relocations.push_back(relocation);
  }
  out.append(bytes.begin(), bytes.end());
}
