//===- LineRows.h - From a function's code to line table rows ---*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Which code gets a row, and which rows are statements, ends of the prologue,
// beginnings of the epilogue: LLVM's rules (DwarfDebug::beginInstruction),
// applied to the code of one instruction of the host after the other.
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_DEBUG_LINEROWS_H
#define SHUNT_LOWERING_DEBUG_LINEROWS_H

#include "lowering/debug/FunctionEvents.h"
#include "lowering/debug/LineTable.h"
#include "lowering/debug/Scopes.h"

namespace shunt::debug {

/// Whether LLVM gives an unconditional branch an instruction: FastISel doesn't
/// where its block's successor comes next, unless there is nothing else in the
/// block and that counts (DebugTarget::dropsLoneBranches).
bool branchHasCode(const HostFunction &host, const llvm::Instruction &branch);

/// Whether an instruction stands on another line than the one in front of it.
bool beginsLine(const llvm::Instruction &inst);

/// The code of each instruction of the host that has any, behind the prologue.
/// Replaces the contents of `spans`.
void collectSpans(const FunctionEvents &events,
                  llvm::SmallVectorImpl<CodeSpan> &spans);

/// The rows of a function at `begin` bytes of its section. Replaces the
/// contents of `rows`.
void makeRows(const FunctionEvents &events,
              const llvm::DISubprogram &subprogram,
              llvm::ArrayRef<CodeSpan> spans, uint64_t begin, LineTable &table,
              llvm::SmallVectorImpl<LineRow> &rows);

} // namespace shunt::debug

#endif // SHUNT_LOWERING_DEBUG_LINEROWS_H
