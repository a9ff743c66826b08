//===- CodeBuffer.h - The code of one function being emitted ----*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Holds the bytes, labels, branches and relocations of one function while a
// target's encoder emits it, then lays them out with short branches and copies
// them to a section in one pass. Used by every target of the fast back end.
//
// Problem. A branch's shortest form depends on how far its target is, which
// depends on the forms of the branches between. Finding the least layout is
// cheap only from above: begin with every branch long and shrink.
//
// Method. The target emits a branch in its LONG form and records it with
// addBranch(). finish() then sweeps the records (never the bytes):
//   1. forward:  backward branches see all that was shrunk between their target
//                and themselves; forward branches see nothing shrunk yet;
//   2. backward: forward branches see all that was shrunk between themselves
//                and their target, so that chains of them collapse at once;
//   3. forward:  as 1, then final, with the running sum of removed bytes.
// A last sweep copies the pieces between branches and writes the branches.
// This is MachBuffer's idea (Cranelift) without its branch editing, which would
// need the end of the buffer to be mutable.
//
// Invariant: every decision is taken on an upper bound of the distance. A sweep
// only removes bytes, so that a branch that fits once fits for ever.
// Invariant: branches and relocations are recorded in increasing offset, and a
// label is bound at the end of the code so far. So a label needs no search: it
// keeps the number of branches in front of it.
// Invariant: until finish() every offset counts bytes in long form from the end
// of the prologue ("raw"); afterwards raw offsets go through translate().
//
// Sweeps 2 and 3 are left out when no branch could lose more even if all the
// branches between it and its target vanished: in most functions.
//
// Complexity: linear in bytes + branches + relocations; three sweeps over 16
// bytes a branch, none for a function without branches. A branch that would fit
// only after a fourth sweep stays long, which is right and two to four bytes
// too big.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_CODEBUFFER_H
#define SHUNT_LOWERING_FAST_CODEBUFFER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include <cassert>
#include <cstdint>

namespace shunt::object {
enum class SymbolId : uint32_t;
} // namespace shunt::object

namespace shunt::fast {

/// A place in the code of the current function.
enum class Label : uint32_t { None = UINT32_MAX };

/// A kind of branch; an index into the target's BranchTraits::forms.
enum class BranchForm : uint8_t {};

/// What the layout must know of one kind of branch. A target with fixed-size
/// instructions uses it too: the long form of a short-ranged branch is then the
/// inverted branch over an unconditional one, so that no veneers are needed.
struct BranchFormTraits {
  uint8_t longLength;  ///< Bytes as emitted.
  uint8_t shortLength; ///< Bytes when the target is near; at most longLength.
  bool isElidable;     ///< A branch to the next instruction may be left out.
  int32_t shortMin; ///< Least displacement of the short form, in bytes from the
                    ///< start of the branch.
  int32_t shortMax; ///< Greatest displacement, from the start of the branch.
};

/// How a target's branches are measured and rewritten.
struct BranchTraits {
  /// One entry a BranchForm.
  llvm::ArrayRef<BranchFormTraits> forms;
  /// Writes a branch of `length` bytes (the form's short or long length) to
  /// `to`. `longForm` is what the encoder emitted; `displacement` counts bytes
  /// from the start of the branch to its target. Asserts that the displacement
  /// can be encoded.
  void (*encode)(uint8_t *to, const uint8_t *longForm, BranchForm form,
                 unsigned length, int64_t displacement);
  /// The greatest code of a function (bytes, long forms) in which every branch
  /// reaches every label. What is larger must be refused before finish().
  uint32_t maxCodeBytes;
};

/// A relocation in the code of a function.
struct CodeRelocation {
  uint64_t offset; ///< Bytes: raw until finish(), then from section start.
  int64_t addend;
  object::SymbolId symbol;
  uint32_t type; ///< ELF relocation type of the target.
};

/// Where a finished function lies.
struct FinishedCode {
  uint64_t sectionOffset; ///< Of the prologue's first byte, in the section.
  uint32_t size;          ///< Bytes, prologue included.
};

/// The code of one function. One object serves function after function: call
/// reset(), emit, finish(), read the results, reset() again.
class CodeBuffer {
public:
  CodeBuffer();
  ~CodeBuffer();
  CodeBuffer(const CodeBuffer &) = delete;
  CodeBuffer &operator=(const CodeBuffer &) = delete;

  /// Forgets the function; keeps the memory.
  void reset();

  //===--------------------------------------------------------------------===//
  // Bytes
  //===--------------------------------------------------------------------===//

  /// Makes room for `size` bytes and returns the place for the next one. The
  /// caller stores there and then calls commit(). Valid until the next call.
  uint8_t *ensure(size_t size) {
    if (!hasRoom(size)) [[unlikely]]
      grow(size);
    return cursor;
  }

  /// Whether ensure() would not have to grow.
  bool hasRoom(size_t size) const {
    return static_cast<size_t>(limit - cursor) >= size;
  }

  /// Ends a write begun with ensure(): `end` is one past the last byte.
  void commit(uint8_t *end) {
    assert(end >= cursor && end <= limit && "commit outside ensured bytes");
    cursor = end;
  }

  /// Appends bytes as they are.
  void append(llvm::ArrayRef<uint8_t> data);

  /// Bytes emitted so far (raw).
  uint32_t offset() const { return static_cast<uint32_t>(cursor - start); }

  /// The raw offset of a place returned by ensure() and advanced by the caller.
  uint32_t offsetOf(const uint8_t *place) const {
    return static_cast<uint32_t>(place - start);
  }

  /// The emitted bytes, in long form. Valid until the next ensure().
  llvm::ArrayRef<uint8_t> bytes() const { return {start, offset()}; }

  /// Overwrites four emitted bytes, little endian, e.g. a frame size.
  void patch32(uint32_t rawOffset, uint32_t value);

  //===--------------------------------------------------------------------===//
  // Labels, branches, relocations
  //===--------------------------------------------------------------------===//

  /// A new unbound label. Labels count up from 0 after reset().
  Label newLabel() {
    labels.push_back({UINT32_MAX, 0});
    return static_cast<Label>(labels.size() - 1);
  }

  /// Creates `count` labels in a row and returns the first.
  Label newLabels(uint32_t count);

  /// Puts the label at the end of the code so far; once a label.
  void bind(Label label) {
    LabelState &state = labels[static_cast<uint32_t>(label)];
    assert(state.offset == UINT32_MAX && "label bound twice");
    state = {offset(), static_cast<uint32_t>(branches.size())};
  }

  /// Whether bind() was called for the label.
  bool isBound(Label label) const {
    return labels[static_cast<uint32_t>(label)].offset != UINT32_MAX;
  }

  /// The raw offset of a bound label.
  uint32_t rawLabelOffset(Label label) const {
    assert(isBound(label) && "label not bound");
    return labels[static_cast<uint32_t>(label)].offset;
  }

  /// Records the branch that was emitted, in long form, at `rawOffset`. The
  /// label must be bound before finish().
  void addBranch(uint32_t rawOffset, Label target, BranchForm form) {
    assert((branches.empty() || rawOffset > branches.back().offset) &&
           "branches must be recorded in order");
    branches.push_back({rawOffset, target, 0, form, 0, 0, false});
  }

  /// The branch that was recorded last stays, wherever it leads: a debugger can
  /// stop on it.
  void keepLastBranch() { branches.back().isKept = true; }

  /// The label of the branch that was recorded at `rawOffset`; None: none was.
  /// Logarithmic in branches.
  Label branchTarget(uint32_t rawOffset) const;

  /// Records a relocation at `rawOffset`, in increasing order.
  void addRelocation(uint32_t rawOffset, object::SymbolId symbol, uint32_t type,
                     int64_t addend) {
    assert((relocs.empty() || rawOffset > relocs.back().offset) &&
           "relocations must be recorded in order");
    relocs.push_back({rawOffset, addend, symbol, type});
  }

  //===--------------------------------------------------------------------===//
  // Layout
  //===--------------------------------------------------------------------===//

  /// Chooses the branches' forms and appends prologue and code to `section`.
  /// `prologue` holds bytes that are final; its relocations, if it has any, are
  /// the caller's. From here on the code, its labels and its relocations are
  /// fixed. Asserts that all branch targets are bound.
  FinishedCode finish(const BranchTraits &traits,
                      llvm::ArrayRef<uint8_t> prologue,
                      llvm::SmallVectorImpl<char> &section);

  /// Whether finish() was called since reset().
  bool isFinished() const { return finished; }

  /// After finish(): the relocations, by offset in the section.
  llvm::ArrayRef<CodeRelocation> relocations() const { return relocs; }

  /// After finish(): a label's bytes from function start, prologue included.
  uint32_t labelOffset(Label label) const {
    assert(finished && isBound(label) && "no final offset yet");
    const LabelState &state = labels[static_cast<uint32_t>(label)];
    return state.offset - removedBefore(state.branchesBefore) + prologueSize;
  }

  /// After finish(): the bytes from function start, prologue included, of a raw
  /// offset. Offsets inside a branch give the end of the branch. Logarithmic in
  /// the number of branches; for many offsets take a Translator.
  uint32_t translate(uint32_t rawOffset) const;

  /// Translates raw offsets that come in non-decreasing order, in one walk over
  /// the branches. Valid until the buffer's reset().
  class Translator {
  public:
    /// Begins at the start of a finished buffer.
    explicit Translator(const CodeBuffer &buffer) : buffer(buffer) {
      assert(buffer.finished && "nothing to translate to yet");
    }

    /// As CodeBuffer::translate(); `rawOffset` is at least the one before.
    uint32_t operator()(uint32_t rawOffset) {
      while (next != buffer.branches.size() &&
             buffer.branches[next].offset < rawOffset)
        ++next;
      return buffer.translateAfter(rawOffset, next);
    }

  private:
    const CodeBuffer &buffer;
    uint32_t next = 0; ///< First branch not in front of the last offset.
  };

  /// After finish(): replaces sorted raw offsets by final ones, in place.
  void translateSorted(llvm::MutableArrayRef<uint32_t> rawOffsets) const;

private:
  struct LabelState {
    uint32_t offset;         ///< Raw; UINT32_MAX while unbound.
    uint32_t branchesBefore; ///< Branches recorded when it was bound.
  };
  struct BranchState {
    uint32_t offset;  ///< Raw, of the first byte.
    Label target;     ///< Bound before finish().
    uint32_t removed; ///< Bytes removed up to this branch's end.
    BranchForm form;
    uint8_t longLength; ///< Bytes as emitted; set by finish().
    uint8_t saved;      ///< Bytes removed from this branch.
    bool isKept;        ///< Not elidable, whatever its form.
  };

  /// Bytes removed in front of the branch with this index.
  uint32_t removedBefore(uint32_t branch) const {
    return branch == 0 ? 0 : branches[branch - 1].removed;
  }
  uint32_t translateAfter(uint32_t rawOffset, uint32_t branch) const;
  void grow(size_t size);
  void shrinkForward(const BranchTraits &traits);
  void shrinkBackward(const BranchTraits &traits);
  uint8_t saving(const BranchTraits &traits, const BranchState &branch,
                 uint32_t rawTarget, uint32_t removedBetween,
                 uint32_t branchesBetween);
  void copyTo(uint8_t *to, const BranchTraits &traits) const;
  void translateRelocations(uint64_t sectionOffset);

  uint8_t *start;  ///< Owned (malloc).
  uint8_t *cursor; ///< One past the last emitted byte.
  uint8_t *limit;  ///< One past the bytes that may be ensured.
  llvm::SmallVector<LabelState, 0> labels;
  llvm::SmallVector<BranchState, 0> branches;
  llvm::SmallVector<CodeRelocation, 0> relocs;
  llvm::SmallVector<uint32_t, 0> removedAfter; ///< Bytes removed from the
                                               ///< branch with this index on.
  uint32_t prologueSize = 0;                   ///< Bytes; set by finish().
  bool mayShrink = false;                      ///< Of a sweep: see saving().
  bool finished = false;
};

} // namespace shunt::fast

#endif // SHUNT_LOWERING_FAST_CODEBUFFER_H
