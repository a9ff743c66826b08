//===- CodeBuffer.cpp - The code of one function being emitted ------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/CodeBuffer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/MemAlloc.h"
#include <algorithm>
#include <cstdlib>
#include <cstring>

using namespace shunt::fast;

/// Enough for nearly every function, so that one allocation lasts (bytes).
static constexpr size_t InitialCapacity = 64 * 1024;

/// Bytes that may be read behind the code and written behind its copy.
static constexpr size_t PieceSlack = 32;

/// The most that any target's branch may lose (bytes).
static constexpr int64_t MaxSaving = 8;

CodeBuffer::CodeBuffer()
    : start(static_cast<uint8_t *>(
          llvm::safe_malloc(InitialCapacity + PieceSlack))),
      cursor(start), limit(start + InitialCapacity) {}

CodeBuffer::~CodeBuffer() { std::free(start); }

void CodeBuffer::reset() {
  cursor = start;
  labels.clear();
  branches.clear();
  relocs.clear();
  prologueSize = 0;
  finished = false;
}

void CodeBuffer::grow(size_t size) {
  size_t used = static_cast<size_t>(cursor - start);
  size_t capacity =
      std::max(2 * static_cast<size_t>(limit - start), used + size);
  if (used + size > INT32_MAX)
    llvm::report_fatal_error("function's code is larger than 2 GiB");
  start =
      static_cast<uint8_t *>(llvm::safe_realloc(start, capacity + PieceSlack));
  cursor = start + used;
  limit = start + capacity;
}

void CodeBuffer::append(llvm::ArrayRef<uint8_t> data) {
  if (data.empty())
    return;
  uint8_t *to = ensure(data.size());
  std::memcpy(to, data.data(), data.size());
  commit(to + data.size());
}

void CodeBuffer::patch32(uint32_t rawOffset, uint32_t value) {
  assert(!finished && "code is final");
  assert(rawOffset + 4 <= offset() && "patch outside the code");
  llvm::support::endian::write32le(start + rawOffset, value);
}

Label CodeBuffer::newLabels(uint32_t count) {
  auto first = static_cast<Label>(labels.size());
  labels.resize(labels.size() + count, {UINT32_MAX, 0});
  return first;
}

/// Bytes that `branch` can do without when at least `removedBetween` bytes lie
/// no more between it and its target.
/// Invariant: never less than what it does without already.
/// Sets mayShrink when the branch could do without more bytes if each of the
/// `branchesBetween` vanished.
uint8_t CodeBuffer::saving(const BranchTraits &traits,
                           const BranchState &branch, uint32_t rawTarget,
                           uint32_t removedBetween, uint32_t branchesBetween) {
  const BranchFormTraits &form =
      traits.forms[static_cast<uint8_t>(branch.form)];
  bool isElidable = form.isElidable && !branch.isKept;
  if (form.shortLength == form.longLength && !isElidable)
    return 0;
  int64_t distance, mayVanish = branchesBetween * MaxSaving;
  if (rawTarget > branch.offset) {
    int64_t skipped = static_cast<int64_t>(rawTarget) - branch.offset -
                      form.longLength - removedBetween;
    assert(skipped >= 0 && "label inside a branch");
    if (skipped == 0 && isElidable)
      return form.longLength;
    mayShrink |= isElidable && skipped <= mayVanish;
    distance = skipped + form.shortLength;
  } else {
    distance = static_cast<int64_t>(rawTarget) - branch.offset + removedBetween;
  }
  int64_t excess = std::max(form.shortMin - distance, distance - form.shortMax);
  if (excess > 0) {
    mayShrink |= excess <= mayVanish;
    return branch.saved;
  }
  return std::max<uint8_t>(branch.saved, form.longLength - form.shortLength);
}

/// Sweep in order: what is removed in front of a branch is of this sweep, what
/// is removed behind it of the last backward sweep. Fills BranchState::removed.
void CodeBuffer::shrinkForward(const BranchTraits &traits) {
  uint32_t removed = 0;
  for (uint32_t i = 0, e = branches.size(); i != e; ++i) {
    BranchState &branch = branches[i];
    const LabelState &target = labels[static_cast<uint32_t>(branch.target)];
    assert(target.offset != UINT32_MAX && "branch to an unbound label");
    bool isForward = target.branchesBefore > i;
    uint32_t between =
        isForward ? removedAfter[i + 1] - removedAfter[target.branchesBefore]
                  : removed - removedBefore(target.branchesBefore);
    uint32_t count =
        isForward ? target.branchesBefore - i - 1 : i - target.branchesBefore;
    branch.longLength =
        traits.forms[static_cast<uint8_t>(branch.form)].longLength;
    branch.saved = saving(traits, branch, target.offset, between, count);
    removed += branch.saved;
    branch.removed = removed;
  }
}

/// Sweep in reverse order: what is removed behind a branch is of this sweep,
/// what is removed in front of it of the last forward sweep. Fills
/// removedAfter.
void CodeBuffer::shrinkBackward(const BranchTraits &traits) {
  for (uint32_t i = branches.size(); i-- != 0;) {
    BranchState &branch = branches[i];
    const LabelState &target = labels[static_cast<uint32_t>(branch.target)];
    uint32_t between =
        target.branchesBefore > i
            ? removedAfter[i + 1] - removedAfter[target.branchesBefore]
            : removedBefore(i) - removedBefore(target.branchesBefore);
    branch.saved = saving(traits, branch, target.offset, between, 0);
    removedAfter[i] = removedAfter[i + 1] + branch.saved;
  }
}

FinishedCode CodeBuffer::finish(const BranchTraits &traits,
                                llvm::ArrayRef<uint8_t> prologue,
                                llvm::SmallVectorImpl<char> &section) {
  assert(!finished && "finished twice");
  if (!branches.empty()) {
    removedAfter.assign(branches.size() + 1, 0);
    mayShrink = false;
    shrinkForward(traits);
    if (mayShrink) {
      shrinkBackward(traits);
      shrinkForward(traits);
    }
  }
  // From here on the layout is fixed.
  prologueSize = static_cast<uint32_t>(prologue.size());
  finished = true;
  uint64_t sectionOffset = section.size();
  uint32_t size = prologueSize + offset() - removedBefore(branches.size());
  section.resize_for_overwrite(sectionOffset + size + PieceSlack);
  auto *to = reinterpret_cast<uint8_t *>(section.data()) + sectionOffset;
  if (!prologue.empty())
    std::memcpy(to, prologue.data(), prologue.size());
  copyTo(to + prologueSize, traits);
  section.truncate(sectionOffset + size);
  translateRelocations(sectionOffset);
  return {sectionOffset, size};
}

/// Copies a piece of code and perhaps up to PieceSlack bytes behind it: most
/// pieces are short, and a copy of fixed size is faster than a call.
static void copyPiece(uint8_t *to, const uint8_t *from, size_t size) {
  std::memcpy(to, from, PieceSlack);
  if (size > PieceSlack) [[unlikely]]
    std::memcpy(to + PieceSlack, from + PieceSlack, size - PieceSlack);
}

/// Writes the final code: the pieces between branches, and the branches.
void CodeBuffer::copyTo(uint8_t *to, const BranchTraits &traits) const {
  const uint8_t *from = start;
  for (const BranchState &branch : branches) {
    const uint8_t *longForm = start + branch.offset;
    size_t piece = static_cast<size_t>(longForm - from);
    copyPiece(to, from, piece);
    to += piece;
    from = longForm + branch.longLength;
    unsigned length = branch.longLength - branch.saved;
    if (length == 0)
      continue;
    uint32_t finalStart = branch.offset - (branch.removed - branch.saved);
    int64_t displacement = static_cast<int64_t>(labelOffset(branch.target)) -
                           prologueSize - finalStart;
    traits.encode(to, longForm, branch.form, length, displacement);
    to += length;
  }
  copyPiece(to, from, static_cast<size_t>(cursor - from));
}

void CodeBuffer::translateRelocations(uint64_t sectionOffset) {
  uint64_t shift = sectionOffset + prologueSize;
  uint32_t next = 0, count = branches.size();
  for (CodeRelocation &reloc : relocs) {
    while (next != count && branches[next].offset < reloc.offset)
      ++next;
    reloc.offset += shift - removedBefore(next);
  }
}

/// `branch` is the first branch that isn't in front of the offset.
uint32_t CodeBuffer::translateAfter(uint32_t rawOffset, uint32_t branch) const {
  uint32_t shift = prologueSize - removedBefore(branch);
  if (branch == 0)
    return rawOffset + shift;
  // Inside the branch in front there is nothing to name but its end.
  const BranchState &front = branches[branch - 1];
  uint32_t rawEnd = front.offset + front.longLength;
  return std::max(rawOffset, rawEnd) + shift;
}

Label CodeBuffer::branchTarget(uint32_t rawOffset) const {
  const BranchState *branch =
      llvm::partition_point(branches, [=](const BranchState &branch) {
        return branch.offset < rawOffset;
      });
  return branch != branches.end() && branch->offset == rawOffset
             ? branch->target
             : Label::None;
}

uint32_t CodeBuffer::translate(uint32_t rawOffset) const {
  assert(finished && "nothing to translate to yet");
  const BranchState *first =
      llvm::partition_point(branches, [=](const BranchState &branch) {
        return branch.offset < rawOffset;
      });
  return translateAfter(rawOffset,
                        static_cast<uint32_t>(first - branches.begin()));
}

void CodeBuffer::translateSorted(
    llvm::MutableArrayRef<uint32_t> rawOffsets) const {
  Translator translator(*this);
  for (uint32_t &offset : rawOffsets)
    offset = translator(offset);
}
