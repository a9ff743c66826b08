//===- LineRows.cpp - From a function's code to line table rows -----------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/debug/LineRows.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;
using namespace shunt::debug;

bool HostFunction::mayJoin(uint32_t part, uint32_t user) const {
  const Instruction *first = instruction(part), *second = instruction(user);
  const DebugLoc &left = first->getDebugLoc();
  const DebugLoc &right = second->getDebugLoc();
  if (!left || !right)
    return !left == !right;
  if (left.getLine() == right.getLine() &&
      left->getFile() == right->getFile() &&
      left.getInlinedAt() == right.getInlinedAt())
    return true;
  return usesFastISel && user == part + 1 && isa<LoadInst>(first) &&
         isa<BinaryOperator, CmpInst>(second);
}

bool shunt::debug::branchHasCode(const HostFunction &host,
                                 const Instruction &branch) {
  const BasicBlock &block = *branch.getParent();
  return !host.usesFastISel ||
         (&branch == &block.front() && !host.dropsLoneBranches) ||
         branch.getSuccessor(0) != block.getNextNode();
}

bool shunt::debug::beginsLine(const Instruction &inst) {
  const DebugLoc &location = inst.getDebugLoc();
  const Instruction *before = inst.getPrevNode();
  if (!location || !before || !before->getDebugLoc())
    return location;
  return location.getLine() != before->getDebugLoc().getLine();
}

void shunt::debug::collectSpans(const FunctionEvents &events,
                                SmallVectorImpl<CodeSpan> &spans) {
  spans.clear();
  for (size_t i = 0; i < events.lines.size(); ++i) {
    const LineEvent &event = events.lines[i];
    uint32_t end = i + 1 < events.lines.size() ? events.lines[i + 1].offset
                                               : uint32_t(events.size);
    if (end == event.offset)
      continue;
    const Instruction *inst = events.host.instruction(event.origin);
    spans.push_back({event.offset, end, inst,
                     inst ? inst->getDebugLoc().get() : nullptr, event.origin});
  }
}

namespace {

/// Makes one function's rows.
class RowMaker {
public:
  RowMaker(const FunctionEvents &events, uint64_t begin, LineTable &table,
           SmallVectorImpl<LineRow> &rows)
      : host(events.host), begin(begin), table(table), rows(rows) {}

  void add(uint32_t offset, unsigned line, unsigned column,
           const DIScope *scope, uint8_t flags);
  void visit(const CodeSpan &span, bool endsPrologue, bool beginsEpilogue);

private:
  unsigned lastLineOf(const BasicBlock &block) const;
  bool isNewLineFrom(const BasicBlock &block, unsigned line) const;

  const HostFunction &host;
  const uint64_t begin;
  LineTable &table;
  SmallVectorImpl<LineRow> &rows;
  const DILocation *last = nullptr; ///< Of a line that isn't 0.
  const Instruction *lastInst = nullptr;
  bool isBlockStart = false; ///< No line yet in the current block.
};

} // namespace

void RowMaker::add(uint32_t offset, unsigned line, unsigned column,
                   const DIScope *scope, uint8_t flags) {
  LineRow row = {};
  row.address = begin + offset;
  row.file = table.fileNumber(scope ? scope->getFile() : nullptr);
  row.line = line;
  row.column = column;
  row.flags = flags;
  if (line != 0)
    if (auto *block = dyn_cast_or_null<DILexicalBlockFile>(scope))
      row.discriminator = block->getDiscriminator();
  // What comes later at the same address counts.
  if (!rows.empty() && rows.back().address == row.address)
    rows.back() = row;
  else
    rows.push_back(row);
}

/// The line that a debugger is on when it leaves the block; 0: unknown.
unsigned RowMaker::lastLineOf(const BasicBlock &block) const {
  for (const Instruction &inst : reverse(block)) {
    auto *branch = dyn_cast<BranchInst>(&inst);
    bool hasCode =
        !branch || branch->isConditional() || branchHasCode(host, inst);
    if (hasCode && inst.getDebugLoc() && inst.getDebugLoc().getLine())
      return inst.getDebugLoc().getLine();
  }
  return 0;
}

/// Whether a debugger may come to the block from another line than this one,
/// which its code begins with.
bool RowMaker::isNewLineFrom(const BasicBlock &block, unsigned line) const {
  return any_of(predecessors(&block), [&](const BasicBlock *from) {
    return lastLineOf(*from) != line;
  });
}

/// Whether two locations are the same for a line table.
static bool isSame(const DILocation *a, const DILocation *b) {
  if (a == b)
    return true;
  if (!a || !b)
    return false;
  return a->getLine() == b->getLine() && a->getColumn() == b->getColumn() &&
         a->getScope() == b->getScope() &&
         a->getInlinedAt() == b->getInlinedAt();
}

void RowMaker::visit(const CodeSpan &span, bool endsPrologue,
                     bool beginsEpilogue) {
  const DILocation *location = span.location;
  unsigned lastLine = rows.empty() ? 1 : rows.back().line;
  bool isNewBlock = lastInst && (!span.inst || lastInst->getParent() !=
                                                   span.inst->getParent());
  lastInst = span.inst;
  isBlockStart |= isNewBlock;
  uint8_t flags = beginsEpilogue && location ? LineRow::EpilogueBegin : 0;
  if (isSame(location, last) && !endsPrologue) {
    // Back from a row of line 0: no new statement.
    if (location && ((lastLine == 0 && location->getLine() != 0) || flags))
      add(span.begin, location->getLine(), location->getColumn(),
          location->getScope(), flags);
    return;
  }
  if (!location) {
    // What opens a block must not look like what stands in front of it.
    if (lastLine != 0 && isNewBlock)
      add(span.begin, 0, last ? last->getColumn() : 0,
          last ? last->getScope() : nullptr, 0);
    return;
  }
  if (location->getLine() == 0 && lastLine == 0)
    return;
  if (endsPrologue)
    flags |= LineRow::PrologueEnd | LineRow::IsStatement;
  unsigned line = location->getLine();
  if (line && (line != (last ? last->getLine() : lastLine) ||
               (isBlockStart && isNewLineFrom(*span.inst->getParent(), line))))
    flags |= LineRow::IsStatement;
  if (line)
    isBlockStart = false;
  add(span.begin, location->getLine(), location->getColumn(),
      location->getScope(), flags);
  if (location->getLine())
    last = location;
}

void shunt::debug::makeRows(const FunctionEvents &events,
                            const DISubprogram &subprogram,
                            ArrayRef<CodeSpan> spans, uint64_t begin,
                            LineTable &table, SmallVectorImpl<LineRow> &rows) {
  rows.clear();
  RowMaker maker(events, begin, table, rows);
  const CodeSpan *prologueEnd = find_if(spans, [](const CodeSpan &span) {
    return span.location && span.location->getLine();
  });
  if (prologueEnd == spans.end())
    prologueEnd =
        find_if(spans, [](const CodeSpan &span) { return span.location; });
  // What has no prologue needs no row for it.
  if (prologueEnd == spans.end() || prologueEnd->begin != events.headSize)
    maker.add(0, subprogram.getScopeLine(), 0, &subprogram,
              LineRow::IsStatement);
  for (const CodeSpan &span : spans)
    maker.visit(span, &span == prologueEnd,
                span.begin == events.epilogueOffset);
}
