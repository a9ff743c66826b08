//===- StringTable.cpp - An ELF string table with merged tails ------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Problem: find for each name whether it ends another one. Method: sort the
// names by their characters read from the end, in descending order; then a
// name that ends any other one ends the name before it, as everything between
// the two ends in it as well. One walk over the sorted names gives offsets.
//
// Sorting compares eight characters at a time. Each name carries the last
// eight that have not been compared yet as an integer, the last character in
// the top byte, and zeros where the name is shorter. Names that are equal in
// one such key are sorted among themselves by the next; a work list, and not a
// recursion, holds these ranges. Names have no NUL, so a key with a zero in its
// lowest byte ends its name, and names that are equal in it are equal.
//
//===----------------------------------------------------------------------===//

#include "lowering/object/StringTable.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"
#include <algorithm>

using namespace llvm;
using namespace shunt::object;

namespace {
/// A name being sorted.
struct Entry {
  uint64_t key;     ///< The last eight characters of the first `rest`.
  const char *data; ///< The name.
  uint32_t rest;    ///< Number of characters that earlier keys didn't hold.
  uint32_t number;  ///< Of the name in the table.
};

/// Entries that are equal in all keys so far.
struct Range {
  Entry *begin;
  Entry *end;
};
} // namespace

static uint64_t loadKey(const char *data, uint32_t rest) {
  if (rest >= 8)
    return support::endian::read64le(data + rest - 8);
  char padded[8] = {};
  std::copy(data, data + rest, padded + 8 - rest);
  return support::endian::read64le(padded);
}

/// Sorts a range by its key and adds the ranges of equal names-so-far to
/// `work`, with their next key loaded.
static void sortByKey(Range range, SmallVectorImpl<Range> &work) {
  std::sort(range.begin, range.end,
            [](const Entry &a, const Entry &b) { return a.key > b.key; });
  for (Entry *first = range.begin; first != range.end;) {
    uint64_t key = first->key;
    Entry *last = first + 1;
    while (last != range.end && last->key == key)
      ++last;
    if (last - first > 1 && (key & 0xff) != 0) {
      for (Entry *entry = first; entry != last; ++entry) {
        entry->rest -= 8;
        entry->key = loadKey(entry->data, entry->rest);
      }
      work.push_back({first, last});
    }
    first = last;
  }
}

void StringTable::finalize() {
  SmallVector<Entry, 0> entries;
  entries.reserve(names.size());
  size_t most = 1; // The table's size if no name ended another one.
  for (auto [number, name] : enumerate(names)) {
    entries.push_back({loadKey(name.data(), name.size()), name.data(),
                       uint32_t(name.size()), uint32_t(number)});
    most += name.size() + 1;
  }
  SmallVector<Range, 0> work{{entries.begin(), entries.end()}};
  while (!work.empty())
    sortByKey(work.pop_back_val(), work);

  offsets.resize(names.size());
  bytes.reserve(most);
  bytes.push_back('\0');
  StringRef previous;
  for (const Entry &entry : entries) {
    StringRef name = names[entry.number];
    if (name.empty())
      continue;
    // Invariant: `previous` is the last name written, its NUL ends `bytes`.
    if (!previous.ends_with(name)) {
      bytes.append(name.begin(), name.end());
      bytes.push_back('\0');
      previous = name;
    }
    offsets[entry.number] = bytes.size() - 1 - name.size();
  }
}
